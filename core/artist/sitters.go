package artist

import (
	"cmp"
	"slices"
	"strings"

	"easel.example/core"
)

// A sitter is who sits for a portrait.
type sitter struct {
	short, old, child bool // of hair; grey; smaller
	wears             *sketch
}

// Words of who sits for a portrait, and of what is said of them.
const (
	shortHaired = " man gentleman father brother boy grandfather grandpa "
	young       = " girl boy "
	elders      = " grandmother grandma granny grandfather grandpa "
	ofAge       = " old elderly aged "
	pictures    = " portrait face self head "
	posies      = " flower flowers rose roses tulip tulips peonies sunflowers blossoms wildflowers poppies daisies lavender bouquet "
)

// finding is what the artist does when it paints a face.
const finding = "finding the face in lines"

// isPortrait reports whether a scene is one.
func isPortrait(scene []layer) bool {
	return slices.ContainsFunc(scene, func(l layer) bool { return l.doing == finding })
}

// sitters returns who sits for the portrait that a prompt wants: as many as there is room for.
func sitters(c *chance, list []string) (all []sitter) {
	n, old := int32(1), false
	for i, w := range list {
		k, ok := counted(c, w)
		switch one := sitterOf(w); {
		case w == "couple" && !(i+1 < len(list) && list[i+1] == "of"):
			all = append(all, sitter{}, sitter{short: true})
		case w == "family":
			all = append(all, sitter{}, sitter{child: true}, sitter{short: true})
		case ok:
			n = k
			continue
		case has(ofAge, w):
			old = true
			continue
		case one != "" && i+1 < len(list) && list[i+1] == "s": // whose is something else
		case one != "":
			if one != w && n == 1 {
				n = 2
			}
			s := sitter{has(shortHaired, one), old || has(elders, one), has(young, one), nil}
			all = append(all, slices.Repeat([]sitter{s}, int(min(n, headsMost)))...)
		case has(idle, w) || hues[w] != 0:
			continue
		}
		n, old = 1, false
	}
	return all[:min(len(all), headsMost)]
}

// sitterOf returns the word for one of whom a word names, "" if it names nobody who sits for a portrait.
func sitterOf(w string) string {
	for _, one := range append([]string{w, plurals[w]}, singular(w)...) {
		if one != "" && !has(pictures, one) && slices.ContainsFunc(subjects, func(s subject) bool { return has(s.words, one) && isPortrait(s.layers) }) {
			return one
		}
	}
	return ""
}

// walked reports whether people may walk in a scene.
func walked(scene []layer) bool {
	return outdoors(scene) || slices.ContainsFunc(scene, func(l layer) bool { return l.doing == gladeLayer.doing })
}

// strolling returns a cast for a place out of doors: of whom there is but a head in the sketchbook, another drawing has
// all.
func strolling(cast []role) []role {
	for i := range cast {
		r, to := &cast[i], ""
		switch r.d.name {
		case "man", "old-man", "boy":
			to = "man-walking"
		case "woman", "old-woman", "girl":
			to = "woman-walking"
		case "child", "person", "older-person":
			to = "person-walking"
		default:
			continue
		}
		r.d, _ = find(to)
	}
	return cast
}

// worn is where on a face things of the sketchbook are worn, in thousandths of its size: how far up and how large.
var worn = map[string][2]int32{"top-hat": {-520, 560}, "womans-hat": {-430, 640}, "billed-cap": {-400, 560}, "crown": {-470, 400}, "graduation-cap": {-420, 600}, "glasses": {-50, 600}, "sunglasses": {-50, 600}}

// sits makes a portrait of who sits for it: those that are named beside each other, in what they wear, and what else is
// named before them, at one side. A scene under the sky is behind them.
func (p *plan) sits(c *chance, list []string, all []sitter, behind []layer) {
	if len(all) == 0 && len(p.cast) == 0 && len(behind) == 0 && !told(posies, list) {
		return // a portrait of nobody in particular
	}
	if len(all) == 0 {
		all = []sitter{{}}
	}
	p.cast = slices.DeleteFunc(slices.Clone(p.cast), func(r role) bool {
		_, ok := worn[r.d.name]
		if ok {
			all[0].wears = &r.d
		}
		return ok
	})
	posy := strings.Join(slices.DeleteFunc(slices.Clone(list), func(w string) bool { return !has(posies, w) }), " ")
	side := int32(0)
	if len(p.cast) > 0 || posy != "" {
		side = pick(c, []int32{-1, 1})
	}
	scene := slices.DeleteFunc(slices.Clone(p.layers), func(l layer) bool { return len(behind) > 0 && l.doing != finding })
	for i := range scene {
		if l := &scene[i]; l.doing == finding {
			l.paint = heads(all, side)
			if len(all) > 1 {
				l.thought = "Their faces in as few lines as it takes, side by side. Planes of light and shade beneath."
			}
		}
	}
	p.layers = append(slices.Clone(behind), scene...)
	if posy != "" {
		p.layers = append(p.layers, layer{"detail", "painting the flowers", "And the flowers, held before the coat.", holds(side, posy)})
	}
	if len(p.cast) > 0 {
		p.layers = append(p.layers, layer{"detail", "drawing the " + plain(p.cast[0].d.name), "And beside, before the shoulder, " + spokenOf(p.cast) + ".", beside(side, p.cast)})
	}
}

// heads are so many faces, side by side, with room for something at a side of them.
func heads(all []sitter, side int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := int32(len(all))
		top := int32(60)
		if all[0].wears != nil && worn[all[0].wears.name][0] < -300 {
			top = 190 // a hat is taller than who wears it
		}
		z := h.zone(s, 30-130*min(side, 0), top, 970-130*max(side, 0), 1220-70*n, 760)
		z.rows, z.even = 1, true
		f := core.Rect{X0: -84, Y0: -98, X1: 86, Y1: 154}
		spots := h.shared(z, alike(f, n), min(98*s.scale/100, 98))
		t := slices.MaxFunc(spots, func(a, b spot) int { return cmp.Compare(a.size, b.size) }).size
		for i, p := range spots {
			p.size, p.c.y = t*h.between(96, 100)/100, p.foot-f.Y1*t/192
			v := *s
			v.busy, h.spare = s.busy/n, n
			if n == 1 {
				h.spare = 0
			}
			if all[i].child {
				p.c.y, p.size = p.c.y+t*f.Y1/192/5, t*4/5
			}
			h.face(&v, p.c, p.size, all[i])
		}
	}
}

// beside is things beside who sits.
func beside(side int32, cast []role) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 500-470*max(-side, 0)+150*max(side, 0), 440, 500+470*max(side, 0)-150*max(-side, 0), 985, 420)
		z.rows, z.even = 2, true
		var frames []core.Rect
		var things []*sketch
		for i := range cast {
			for range cast[i].n {
				frames, things = append(frames, cast[i].d.frame()), append(things, &cast[i].d)
			}
		}
		for i, p := range h.shared(z, frames, min(94*s.scale/100, 94)) {
			h.sketched(s, *things[i], p.c, p.size, side > 0, 0)
		}
	}
}

// holds is flowers in a hand that is not seen: one, or some.
func holds(side int32, words string) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := int32(1)
		if last := words[strings.LastIndexByte(words, ' ')+1:]; strings.HasSuffix(last, "s") || last == "bouquet" || last == "lavender" {
			n = 5
		}
		foot := at{h.wide(500 + side*150), h.high(1010)}
		kind, color := h.bloom(words), s.tinted(pick(&h.chance, []uint32{0xd1495b, 0xedae49, 0xe88fb4, 0xc2418f}))
		for i := range n {
			r := h.u(h.between(52, 62)) * (10 - n/2) / 10
			c := at{foot.x + h.wide(side*40) + h.u(62*(2*i-n+1)/2), h.high(660+h.between(0, 40)) + h.u(20*abs(2*i-n+1)/2)}
			h.line(look{core.Ink, h.near(s.leaf, 12), h.u(9), 250, even}, curve(foot, at{foot.x, c.y + (foot.y-c.y)/2}, at{c.x, c.y + (foot.y-c.y)/3}, c, 10)...)
			for k := range int32(2) {
				h.leaf(at{(foot.x + c.x*(k+1)) / (k + 2), c.y + (foot.y-c.y)*(55-20*k)/100}, h.u(66), 2700+(1-2*k)*600, s.leaf)
			}
			h.flower(c, r, h.near(color, 14), blend(s.sun, s.accents[1], 150), kind)
		}
	}
}
