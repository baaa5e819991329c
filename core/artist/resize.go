package artist

import (
	"slices"

	"easel.example/core"
)

// What is done where the subject is painted once more at another size.
const (
	clearing = "clearing its place"
	anew     = "painting it anew"
	fronting = "painting what is before it"
)

// strayed is how far the broad brushes of what is behind the subject reach beyond its place, in thousandths of the sheet's
// middle size: what is before that is painted again as far.
const strayed = 60

// resize changes the size of the subject. What is painted of it already goes, under what is behind it, and it is painted
// once more, with what is before it. It returns false where that changes nothing, since all is painted and has no other size.
func (p *Painter) resize(scale int32) bool {
	painted := p.plan.layers[:p.next]
	before := map[int][]Mark{}
	for i, l := range painted {
		if l.tag == "subject" && l.doing != anew && l.paint != nil {
			before[i] = p.layer(i).marks
		}
	}
	was := p.plan.setting.scale
	if p.plan.setting.scale = scale; scale > was {
		p.fit()
		p.plan.setting.scale = max(p.plan.setting.scale, was)
	}
	var again []int
	var gone, places []patch
	for i := range painted {
		now := p.layer(i).marks
		if was := before[i]; len(was) > 0 && len(now) > 0 && !slices.EqualFunc(was, now, Mark.equal) {
			again = append(again, i)
			gone, places = append(gone, patchOf(was, 0)), append(places, patchOf(slices.Concat(was, now), newHand(p.brief, 0, "").u(strayed)))
		}
	}
	later := slices.ContainsFunc(p.plan.layers[p.next:], func(l layer) bool { return l.tag == "subject" && l.paint != nil })
	if len(again) == 0 || later || len(p.plan.layers)+len(again)+2 > layersMost {
		return later // it comes as it is to be
	}
	var back, front []int
	for i, l := range painted {
		switch {
		case l.paint == nil || slices.Contains(again, i) || slices.Contains([]string{passageTag, clearing, anew, fronting}, l.doing) || l.tag == passageTag:
		case i < again[0]:
			back = append(back, i)
		default:
			front = append(front, i)
		}
	}
	if p.brief.lined() {
		gone = places // a pen does not hide what it goes over
	}
	p.add(layer{"detail", clearing, "What is there of it goes first, under what is behind it.", p.within(gone, back, true)})
	for _, i := range again {
		p.add(layer{"subject", anew, "Once more, as you want it.", func(h *hand, s *setting) { *h = *p.layer(i) }})
	}
	if len(front) > 0 {
		p.add(layer{"detail", fronting, "And what is before it, where it was.", p.within(places, front, false)})
	}
	return true
}

func (m Mark) equal(o Mark) bool { return m.Brush == o.Brush && slices.Equal(m.Points, o.Points) }

// A patch is a part of the sheet, convex and clockwise.
type patch []at

// patchOf returns the part where marks are, and so much around it.
func patchOf(marks []Mark, by int32) patch {
	var all []at
	for _, m := range marks {
		r := int32(m.Brush.Width)*core.Unit/(2*core.WidthUnit)*3/2 + by // its rim strays
		for _, q := range m.Points {
			all = append(all, at{q.X - r, q.Y - r}, at{q.X + r, q.Y - r}, at{q.X + r, q.Y + r}, at{q.X - r, q.Y + r})
		}
	}
	return around(all)
}

// grown returns a part with so much around it.
func (c patch) grown(by int32) patch {
	var all []at
	for _, q := range c {
		all = append(all, at{q.x - by, q.y - by}, at{q.x + by, q.y - by}, at{q.x + by, q.y + by}, at{q.x - by, q.y + by})
	}
	return around(all)
}

// within has layers painted again within parts of the sheet; bare takes off first what is there.
func (p *Painter) within(parts []patch, layers []int, bare bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		for _, part := range parts {
			if len(part) < 3 {
				continue
			}
			if bare {
				h.bared(blend(s.low, s.mid, 128), part)
			}
			for _, i := range layers {
				behind, clip, front := p.layer(i), part, []cover(nil)
				switch own := p.plan.support(); {
				case i < own:
					front = p.layer(own).covers
				case i == own && bare: // over what brushes behind it have strayed
					clip = part.grown(h.u(strayed))
				}
				for _, m := range behind.visible(front) {
					h.marks = append(h.marks, clip.of(m, h.u(4))...)
				}
			}
		}
	}
}

// bared takes off what is in a part of the sheet, or goes over it.
func (h *hand) bared(color uint32, part patch) {
	switch {
	case !h.plots():
		h.fill(color, 255, part)
		return
	case h.medium != nil:
		h.paper(part...)
		return
	}
	for _, row := range rows(part, 0, h.u(9)) {
		m := Mark{Brush: core.Brush{Kind: core.Eraser, Version: core.BrushVersion, Width: uint16(h.u(14) * core.WidthUnit / core.Unit), Opacity: 255}}
		for _, q := range along(row[0], row[1], 12) {
			m.Points = append(m.Points, h.point(q, 255))
		}
		corner := coverOf(h.signed())
		for _, run := range m.outside(corner.hides, h.u(4), true) {
			h.marks = append(h.marks, Mark{m.Brush, run})
		}
	}
}

// of returns what of a mark lies in a part.
func (c patch) of(m Mark, step int32) (list []Mark) {
	if m.Brush.Fill != core.FillNone {
		shape := new(cutter).clipped(placesOf(m.Points), c)
		if len(shape) < 3 {
			return nil
		}
		m.Points = nil
		for _, q := range shape {
			m.Points = append(m.Points, core.Point{X: q.x, Y: q.y, Pressure: 255})
		}
		return []Mark{m}
	}
	all := coverOf(c)
	for _, run := range m.outside(func(x, y int32) bool { return !all.hides(x, y) }, step, true) {
		list = append(list, Mark{m.Brush, run})
	}
	return list
}
