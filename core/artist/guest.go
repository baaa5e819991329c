package artist

import (
	"slices"

	"easel.example/core"
)

// A guest is a thing that somebody wants added: what is drawn of it, and where such a thing is at home.
type guest struct {
	name  string // as it was said
	home  home   // onTheGround, onTheWater or upInTheAir
	frame core.Rect
	size  int32 // thousandths of the sheet's middle size, at most
	draw  func(h *hand, s *setting, p spot, i int32)

	colored bool // it is of the colour that was asked for
}

// Bounds of where guests go.
const (
	guestSizes = 5  // are tried, each three quarters of the one before
	guestRows  = 5  // of places that are tried
	guestCols  = 13 // of those in a row
	guestOver  = 1  // % of a guest's place that may be taken by other things
)

// flyers are things that are drawn flying, though they sit on a branch where the piece is about them.
const flyers = " bird dove bat eagle "

const builtWords = " boat boats ship ships sailboat sailboats yacht pine pines fir firs house houses cottage cottages cabin barn lighthouse lighthouses "

// builders draw what has no drawing in the sketchbook, or a better one here.
var builders = []struct {
	words string
	guest
}{
	{" boat boats ship ships sailboat sailboats yacht ", guest{home: onTheWater, frame: core.Rect{X0: -100, Y0: -224, X1: 114, Y1: 24}, size: 230, draw: func(h *hand, s *setting, p spot, i int32) {
		h.boat(s, p.c, p.size, true, s.accents[int(i)%len(s.accents)])
	}}},
	{" tree trees ", guest{frame: core.Rect{X0: -80, Y0: -196, X1: 80, Y1: 2}, size: 400, draw: func(h *hand, s *setting, p spot, _ int32) { h.tree(s, p.c, p.size) }}},
	{" pine pines fir firs ", guest{frame: core.Rect{X0: -80, Y0: -196, X1: 80, Y1: 2}, size: 400, draw: func(h *hand, s *setting, p spot, _ int32) { h.pine(s, p.c, p.size) }}},
	{" house houses cottage cottages cabin barn ", guest{frame: core.Rect{X0: -220, Y0: -350, X1: 270, Y1: 0}, size: 130, draw: func(h *hand, s *setting, p spot, i int32) {
		h.cottage(s, p.c, p.size, s.accents[int(i)*2%len(s.accents)])
	}}},
	{" lighthouse lighthouses ", guest{home: onTheWater, frame: core.Rect{X0: -134, Y0: -192, X1: 134, Y1: 32}, size: 260, draw: func(h *hand, s *setting, p spot, _ int32) { h.lighthouse(s, p.c, p.size) }}},
}

// scenic are words of scenes of which the sketchbook has small drawings: as things in a picture they would be toys.
const scenic = " mountain mountains hill hills sea ocean water wave waves lake river beach island forest wood woods city town village street road field meadow garden park sky land landscape night morning evening "

// guestOf returns what a word names that can be added to a picture, in a colour if one is said, and false if there is
// no such thing.
func (p *Painter) guestOf(w string, color uint32) (g guest, ok bool) {
	for _, b := range builders {
		if has(b.words, w) {
			g = b.guest
			g.name = w
			if draw := g.draw; color != 0 && b.words == builders[0].words { // a boat's hull takes the colour
				g.colored = true
				g.draw = func(h *hand, s *setting, p spot, i int32) {
					v := *s
					v.palette.accents = []uint32{color}
					draw(h, &v, p, i)
				}
			}
			return g, true
		}
	}
	d, score := find(w)
	if to := plurals[w]; to != "" {
		d, score = find(to)
	}
	if d.name == "bird" {
		d, score = find("dove") // the other one sits
	}
	if score == 0 || has(scenic, w) {
		return g, false
	}
	c := newChance(p.brief.Seed, "coat")
	d = dressed(append(slices.Clone(p.plan.cast), role{d, 1, w}), &c)[len(p.plan.cast)].d
	if color != 0 {
		d = d.in(color)
	}
	g = guest{name: w, frame: d.frame(), size: 270, colored: d.coat() == color}
	switch {
	case has(inAir, d.name), has(flyers, d.name):
		g.home, g.size = upInTheAir, 230
	case has(onWater, d.name), has(inWater, d.name):
		g.home = onTheWater
	}
	shade := p.plan.floored() && g.home != upInTheAir && (p.plan.on == nil || p.plan.on.deep)
	g.draw = func(h *hand, s *setting, at spot, i int32) {
		one := &d
		if i > 0 {
			c := newChance(p.brief.Seed+uint64(i), "colours")
			one = d.varied(&c, s)
		}
		if !shade {
			h.sketched(s, *one, at.c, at.size, at.flip, 0)
			return
		}
		h.placed(s, one, at, g.home)
	}
	return g, true
}

// floored reports whether things stand on something that they throw a shadow on.
func (p *plan) floored() bool {
	return !p.upon && (p.shows(skyLayer) || p.shows(tableLayer) || p.shows(gladeLayer))
}

// part returns where in a picture things of a home are, in ‰ of the height: their feet, or, in the air, all of them.
// It returns false if there is no such part.
func (p *plan) part(at home) (from, to int32, ok bool) {
	s := &p.setting
	sky, water := p.shows(skyLayer), p.shows(waterLayer)
	switch {
	case p.on != nil:
		return p.on.part(p, at)
	case p.shows(deepLayer):
		return 260, 940, at == onTheWater
	case at == upInTheAir && sky:
		return 30, s.horizon - 10, true
	case at == upInTheAir && p.shows(tableLayer):
		return 30, 560, true
	case at == upInTheAir:
		return 30, 500, true
	case at == onTheWater && water && s.coast > 0:
		return s.horizon + 40, s.horizon + s.coast - 20, true
	case at == onTheWater && water:
		return s.horizon + 60, depth(p.layers) - 15, true
	case at == onTheWater:
		return 560, 960, p.upon
	case p.shows(shoreLayer):
		return 905, 975, true
	case p.shows(beachLayer):
		return 825, 970, true
	case water && s.coast == 0:
		return 0, 0, false
	case water:
		return s.horizon + s.coast + 90, 970, true
	case sky:
		return s.horizon + 130, 970, true
	case p.shows(tableLayer):
		return 760, 960, true
	}
	return 580, 970, true
}

// spots returns where n guests go: each at home, off the others and what else must be seen, where the least is
// behind it. There are fewer where there is no room. own is the layer that draws them.
func (p *Painter) spots(g *guest, n int32, own int, ink *ink) (list []spot) {
	from, to, ok := p.plan.part(g.home)
	if !ok {
		return nil
	}
	h := newHand(p.brief, p.brief.Seed+uint64(own)*977, "room for "+g.name)
	o := p.occupied(h, own, ink)
	left, right := p.plan.span(g.home)
	size := h.u(g.size) * p.plan.setting.scale / 100
	for most := n; most > 2; most /= 3 {
		size = size * 3 / 4 // of many each is smaller
	}
	for range n {
		best, least := spot{}, int32(1<<30)
		for range guestSizes {
			for j := range int32(guestRows) {
				foot := h.high(to - (to-from)*j/guestRows)
				for range int32(guestCols) {
					q := spot{size: size, foot: foot, flip: h.one(2)}
					f := g.frame
					if q.flip {
						f.X0, f.X1 = -f.X1, -f.X0
					}
					q.c = at{h.wide(h.between(20, 980)), foot - f.Y1*size/192}
					box := core.Rect{X0: q.c.x + f.X0*size/192, Y0: q.c.y + f.Y0*size/192, X1: q.c.x + f.X1*size/192, Y1: foot}
					if box.X0 < h.wide(left) || box.X1 > h.wide(right) || box.Y0 < h.high(15) || g.home == upInTheAir && box.Y0 < h.high(from) {
						continue
					}
					if cost := o.cost(grown(box, h.u(10))) + 6*g.away(j) + p.amiss(g, q.c.x, foot); cost < least {
						best, least = q, cost
					}
				}
			}
			if least < taken {
				break
			}
			size = size * 3 / 4
		}
		if least >= taken {
			return list
		}
		f := g.frame
		o.boxes = append(o.boxes, grown(core.Rect{X0: best.c.x + min(f.X0, -f.X1)*best.size/192, Y0: best.c.y + f.Y0*best.size/192, X1: best.c.x + max(f.X1, -f.X0)*best.size/192, Y1: best.foot}, h.u(8)))
		list = append(list, best)
	}
	return list
}

// away returns how far from where a guest looks best row j of its part is, from the foot up.
func (g *guest) away(j int32) int32 {
	if g.home == upInTheAir {
		return abs(j - guestRows*2/3)
	}
	return j
}

// An occupied is what there is in a picture that a guest may not stand before, or had better not.
type occupied struct {
	step         int32
	boxes        []core.Rect
	things, soft *ink
	others       *ink
	weighs       int32 // what is in soft
}

// taken is from what cost on a place is none.
const taken = 10_000

// scenery are layers of what a picture is about that guests may stand before: there is no other place.
var scenery = []string{treeLayer.doing, pineLayer.doing, bloomLayer.doing, "raising the trunks", "building the city", "building the fence", "following the current", "packing circles", "layering waves", "laying the tiles", "drawing contours", "hatching"}

// occupied looks at the layers before own, and at what others have drawn.
func (p *Painter) occupied(h *hand, own int, others *ink) *occupied {
	o := &occupied{weighs: 1, step: h.u(14), things: newInk(p.brief.Width, p.brief.Height), soft: newInk(p.brief.Width, p.brief.Height), others: others}
	o.boxes = append(o.boxes, boxed(h.signed()))
	for i, l := range p.plan.layers {
		if i == own || l.paint == nil || i > own && l.tag == "subject" {
			continue
		}
		to := o.things
		switch {
		case slices.Contains(scenery, l.doing):
			to = o.soft
		case l.tag != "subject" && l.doing != sunLayer.doing && l.doing != birdLayer.doing:
			continue
		}
		drawn := p.layer(i)
		for _, m := range drawn.marks {
			if m.Brush.Kind != core.Airbrush && m.Brush.Kind != core.Eraser {
				to.add(m.Brush, m.Points)
			}
		}
		for _, c := range drawn.covers { // a pen leaves paper within
			to.begin()
			to.inside(c.shape)
		}
	}
	for _, m := range p.seen { // what is within a closed line of somebody is theirs
		if g := gestureOf(m.Brush, m.Points); others != nil && g.closed && !g.filled {
			o.boxes = append(o.boxes, g.box)
		}
	}
	if p.plan.upon {
		o.weighs = 2
		for _, m := range p.under {
			if !p.broad(m) {
				o.soft.add(m.Brush, m.Points)
			}
		}
	}
	o.soft.spread()
	o.things.spread()
	return o
}

// cost returns how much is in a place: at least taken, if it is too much.
func (o *occupied) cost(box core.Rect) (n int32) {
	for _, b := range o.boxes {
		if !b.Intersect(box).Empty() {
			return taken
		}
	}
	all, over, soft := int32(0), int32(0), int32(0)
	for y := box.Y0; y <= box.Y1; y += o.step {
		for x := box.X0; x <= box.X1; x += o.step {
			all++
			switch {
			case o.things.any && o.things.from(x, y) <= 0, o.others != nil && o.others.any && o.others.from(x, y) <= o.others.margin():
				over++
			case o.soft.any && o.soft.from(x, y) <= 0:
				soft++
			}
		}
	}
	if over*100 > all*guestOver {
		return taken
	}
	return (over*3 + soft*o.weighs) * 100 / max(all, 1)
}
