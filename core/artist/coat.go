package artist

import "slices"

// coated are animals that come in many coats: of two kinds of a colour in one piece, such a one takes another.
const coated = " cat dog horse rabbit mouse hamster goat ram ewe cow ox pig bird duck chicken rooster chipmunk squirrel llama bear cat-face dog-face horse-face mouse-face rabbit-face "

// coats are the colours of these.
var coats = []uint32{0x6e4a35, 0x9499a3, 0xe6d8c3, 0x544e58}

// coatsApart is from what sum of the channels' differences on two coats are told from each other at a glance.
const coatsApart = 130

// dressed returns a cast in which no two kinds are of one colour, as far as they come in others.
func dressed(all []role, c *chance) []role {
	all = slices.Clone(all)
	for i := range all {
		for k := range all[:i] {
			if unlike(all[i].d.coat(), all[k].d.coat()) >= coatsApart {
				continue
			}
			change := i
			if !all[i].d.dresses() {
				change = k
			}
			all[change].d = all[change].d.apart(all, c)
		}
	}
	return all
}

// dresses reports whether a thing comes in other colours.
func (d *sketch) dresses() bool { return !d.told && (has(coated, d.name) || has(gaily, d.name)) }

// apart returns a thing in a coat unlike those of a cast, or as it is where it has but one.
func (d sketch) apart(all []role, c *chance) sketch {
	others := coats
	if has(gaily, d.name) {
		others = []uint32{0xc83c46, 0x3a78b8, 0xe2b03a, 0x4c9a68}
	}
	others = slices.DeleteFunc(slices.Clone(others), func(coat uint32) bool {
		return slices.ContainsFunc(all, func(r role) bool { return unlike(r.d.coat(), coat) < coatsApart })
	})
	if !d.dresses() || len(others) == 0 {
		return d
	}
	return d.in(pick(c, others))
}

// coat returns the colour of the largest shape of a drawing.
func (d *sketch) coat() (color uint32) {
	most := int64(-1)
	for _, l := range d.lines {
		if l.kind != shapeEdge {
			continue
		}
		shape := make([]at, len(l.pts))
		for i, q := range l.pts {
			shape[i] = at{int32(q[0]), int32(q[1])}
		}
		if n := area(shape); n > most {
			most, color = n, l.color
		}
	}
	return color
}

// in returns a drawing in another coat: all shades of its own are shades of that, and what is of another colour, as
// eyes and tongues are, stays.
func (d sketch) in(coat uint32) sketch {
	own := d.coat()
	d.lines = slices.Clone(d.lines)
	for i := range d.lines {
		l := &d.lines[i]
		if l.kind != shapeEdge || !shades(own, l.color) {
			continue
		}
		if by := light(l.color) - light(own); by > 0 {
			l.color = lighter(coat, by)
		} else {
			l.color = darker(coat, -by)
		}
	}
	return d
}

// shades reports whether two colours are shades of one.
func shades(a, b uint32) bool {
	hue, much := hueOf(int32(a>>16&255), int32(a>>8&255), int32(a&255))
	other, more := hueOf(int32(b>>16&255), int32(b>>8&255), int32(b&255))
	if much < greyMost || more < greyMost {
		return much < greyMost && more < greyMost && light(b) > 60 && abs(light(a)-light(b)) < 90
	}
	far := abs(hue - other)
	return min(far, 360-far) < 24
}
