package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// takes reports whether what a word of a scene names is a thing on a support: somebody who sits there, or fruit.
func (st *station) takes(w string, scene []layer) bool {
	switch {
	case st == nil:
		return false
	case isPortrait(scene):
		return st.doing != windowing && !has(pictures, w)
	}
	return still(scene) && !st.laid()
}

// laid reports whether a still life stays one there.
func (st *station) laid() bool { return st.doing == windowing || st.said == "on a table" }

// still reports whether a scene is a still life.
func still(scene []layer) bool { return len(scene) > 0 && scene[0].doing == tableLayer.doing }

// stands has what is named be at its station, and reports whether the picture is of that.
func (p *plan) stands(c *chance, scene []layer, list []string) bool {
	st := p.on
	if st == nil {
		return false
	}
	switch {
	case isPortrait(scene):
		p.layers = scene
		p.sits(c, list, sitters(c, list), st.layers(nil, nil))
		return true
	case scene == nil && len(p.cast) == 0 && st.said == "in a tree": // it is of the tree
		p.on, p.subject, p.layers = nil, "tree", slices.Clone(subjects[sceneOf("tree")].layers)
		return true
	case still(scene) && st.doing == windowing:
		p.layers = append(st.layers(nil, nil), scene[1:]...)
		return true
	case still(scene) && st.said == "on a table": // it is there
		p.on = nil
		return false
	case scene != nil && !walked(scene):
		p.tell("The " + st.noun() + " does not go with that: I leave it out.")
		fallthrough
	case scene == nil && st.said == "on a table" && len(p.cast) > 0 && shared(p.cast) == onTheTable: // it is at home there
		p.on = nil
		return false
	}
	if st.doing == bridging {
		p.cast = strolling(p.cast)
	} else {
		p.cast = seating(p.cast)
	}
	if scene == nil {
		p.subject = st.noun()
		if len(p.cast) > 0 {
			p.subject = plain(p.cast[0].d.name)
		}
	} else {
		p.setting.horizon = min(p.setting.horizon, st.foot-stationHigh)
		p.setting.sunY = min(p.setting.sunY, p.setting.horizon-60)
		scene = slices.DeleteFunc(cleared(scene, p.cast, p.subject), func(l layer) bool { return l.doing == birdLayer.doing && len(p.cast) > 0 })
	}
	p.layers = st.layers(scene, p.cast)
	return true
}

// stationHigh is how far above where things stand the horizon of a scene behind them is at least, in ‰ of the height.
const stationHigh = 170

// behind reports whether a thing is behind its support: of people there is only the upper part.
func (st *station) behind(d *sketch) bool {
	return st.hides && homeOf(d) == onTheSheet && has(" "+d.tags+" ", "people")
}

// layers returns a picture of a cast that is there: what is behind, which is a scene if there is one, those behind
// the support, that, who is on it, and what is in front.
func (st *station) layers(scene []layer, cast []role) (all []layer) {
	all = slices.Clone(st.before)
	if scene != nil {
		all = thinly(scene)
	}
	for i, l := range all {
		all[i].paint = func(h *hand, s *setting) {
			l.paint(h, s)
			h.marks = slices.DeleteFunc(h.marks, func(m Mark) bool { return st.covers(h, m) })
		}
	}
	g := party{cast, visiting, st.seed, st}
	if scene == nil {
		g.home = onTheSheet
	}
	if st.doing == perchLayer.doing {
		g.home = onABranch
	}
	draw := func(behind bool) {
		for i, r := range cast {
			if st.behind(&r.d) == behind {
				all = append(all, layer{"subject", "drawing the " + r.called(), st.enters(i, &r), g.of(i)})
			}
		}
	}
	draw(true)
	all = append(all, layer{"land", st.doing, st.thought, func(h *hand, s *setting) { st.paint(h, s, st) }})
	draw(false)
	if scene == nil {
		all = append(all, st.after...)
	}
	return all
}

// covers reports whether nothing of a mark will be seen, behind a roof, a wall, or the wall around a window.
func (st *station) covers(h *hand, m Mark) bool {
	box := boxed(placesOf(m.Points))
	by := int32(m.Brush.Width)*core.Unit/core.WidthUnit + h.u(12)
	if !st.solid || h.plots() {
		return false
	}
	if st.doing != windowing {
		return box.Y0-by > h.high(st.foot)
	}
	return box.Y0-by > h.high(770) || box.X1+by < h.wide(130) || box.X0-by > h.wide(870)
}

// thinly returns a scene with fewer things than it has, since much of it is behind something.
func thinly(scene []layer) (all []layer) {
	for _, l := range scene {
		switch l.doing {
		case "drawing the town behind", "wetting the street":
			continue
		case bloomLayer.doing:
			l = sparse(l, 35)
		case skyLayer.doing, sunLayer.doing, waterLayer.doing:
		default:
			l = sparse(l, 60)
		}
		all = append(all, l)
	}
	return all
}

// called returns what a role is called while it is drawn.
func (r *role) called() string {
	if strings.Contains(r.d.name, "lotus") {
		return r.said
	}
	return plain(r.d.name)
}

// enters is what the artist says when it comes to a thing there.
func (st *station) enters(i int, r *role) string {
	where, _, _ := strings.Cut(st.said, " ")
	switch {
	case r.n > 1:
		return "Now " + numerals[r.n] + " of them, side by side: no two alike."
	case i > 0:
		return "And the " + r.called() + " beside."
	}
	return "And " + where + " it the " + r.called() + ", where the eye rests."
}

// of returns what goes on the name of a picture's subject where that, or a cast, is there.
func (st *station) of(subject string, cast []role) string {
	if len(cast) == 1 && cast[0].n == 1 && subject != plain(cast[0].d.name) {
		return " with " + spokenOf(cast) + " " + st.said
	}
	return " " + st.said
}

// noun returns the word for the support.
func (st *station) noun() string { return strings.Fields(st.said)[2] }

// support returns which layer is what things are on, -1 if none is.
func (p *plan) support() int {
	return slices.IndexFunc(p.layers, func(l layer) bool { return p.on != nil && l.doing == p.on.doing })
}

// built reports whether layer i is a support, or is on one: that stands, however empty the sky is to be.
func (p *plan) built(i int) bool {
	l := &p.layers[i]
	return p.on != nil && (l.doing == p.on.doing || l.tag == "subject" && strings.HasPrefix(l.doing, "drawing the "))
}

// corner returns what colour the support has where the signature is.
func (st *station) corner(s *setting) uint32 {
	switch st.doing {
	case roofing, walling, bridging:
		if s.snow && st.doing == roofing {
			return lighter(s.close, 150)
		}
		return st.tone(s)
	case fencing, benching:
		return s.close
	case windowing:
		return st.paper(s)
	}
	return blend(s.ground, s.trunk, 90)
}

// part returns where things of a home can be there beside what is there: see plan.part.
func (st *station) part(p *plan, at home) (from, to int32, ok bool) {
	switch {
	case at == upInTheAir:
		return 30, min(st.foot-80, 560), true
	case at == onTheWater:
		from, to = p.setting.horizon+60, st.foot-40
		return from, to, p.shows(waterLayer) && from < to && st.doing != windowing
	}
	return st.foot, st.foot, true
}

// span returns between which places in ‰ of the width things of a home can be.
func (p *plan) span(at home) (from, to int32) {
	if p.on == nil || at == upInTheAir || at == onTheWater {
		return 15, 985
	}
	return p.on.span()
}

// span returns between which places in ‰ of the width things are.
func (st *station) span() (from, to int32) {
	if st.side < 0 {
		return 1000 - st.to, 1000 - st.from
	}
	return st.from, st.to
}

// zone is where the things are.
func (st *station) zone(h *hand, s *setting) zone {
	from, to := st.span()
	z := h.zone(s, from, st.top, to, st.foot, st.size)
	z.rows, z.even = 1, true
	return z
}

// x returns a place in ‰ of the width, the other way round if the station is.
func (st *station) x(x int32) int32 {
	if st.side < 0 {
		return 1000 - x
	}
	return x
}

// tone returns the colour of the support, in the light of the scene.
func (st *station) tone(s *setting) uint32 {
	if st.color != 0 {
		return s.lit(st.color)
	}
	return s.lit(st.support.color)
}

// lit returns the colour of something built: nearer to its own than that of a thing is.
func (s *setting) lit(color uint32) uint32 {
	c := blend(color, s.sun, 34)
	if s.night || light(s.low) < 110 {
		c = blend(darker(color, 50), s.high, 66)
	}
	return blend(c, s.tinted(color), 70)
}

// settle puts what falls or drifts outside behind what is in front of it.
func (p *plan) settle() {
	i := p.support()
	if i < 0 {
		return
	}
	outside := func(l layer) bool {
		return l.doing == fogLayer.doing || p.on.doing == windowing && slices.Contains(falling, l.doing)
	}
	for k := i + 1; k < len(p.layers); k++ {
		if l := p.layers[k]; outside(l) {
			p.layers = slices.Insert(slices.Delete(p.layers, k, k+1), i, l)
			i++
		}
	}
}

// outside has what is added to a picture of a window be seen through it, if it is of what is outside.
func (p *plan) outside(l layer) layer {
	if p.on == nil || p.on.doing != windowing || !slices.Contains(falling, l.doing) && !slices.Contains(airy, l.doing) {
		return l
	}
	paint := l.paint
	l.paint = func(h *hand, s *setting) {
		paint(h, s)
		var seen []Mark
		for _, part := range panes {
			pane := patch(h.box(part[0], part[1], part[2], part[3]))
			for _, m := range h.marks {
				seen = append(seen, pane.of(m, h.u(4))...)
			}
		}
		h.marks, h.covers = seen, nil
	}
	return l
}

// airy are the layers that nudges add, of what is outside.
var airy = []string{cloudLayer.doing, sunLayer.doing, birdLayer.doing, "pricking stars", treeLayer.doing, bloomLayer.doing}

// falling are the layers of what is in the air.
var falling = []string{rainLayer.doing, snowLayer.doing, "letting leaves fall", "letting petals fall"}
