package artist

import (
	"slices"

	"easel.example/core"
)

// A spot is the place of one of several things: the middle of a square of a size, and the foot of what is in it.
type spot struct {
	c    at
	foot int32
	size int32
	flip bool
}

// A zone is the part of a sheet that several things share.
type zone struct {
	box  core.Rect // 1/32 px
	size int32     // of one at most
	rows int32     // at most
	feet bool      // they stand: the nearer the larger and the lower
	even bool      // all at the foot of their row
}

// cellFilled is how much of its part of a zone a thing takes at the usual size, in percent; the rest is
// air, so that none touches another.
const (
	cellFilled     = 84
	cellFilledMost = 98
)

// zone returns a part of the sheet in ‰, for things of a size; they leave it where others have drawn.
func (h *hand) zone(s *setting, x0, y0, x1, y1, size int32) zone {
	return zone{box: core.Rect{X0: h.wide(x0 + max(s.aside, 0)), Y0: h.high(y0), X1: h.wide(x1 + min(s.aside, 0)), Y1: h.high(y1)}, size: h.u(size) * s.scale / 100, rows: countMost}
}

// shared gives each of several things a place of its own in a zone: none hides another or is cut off, and no
// two are alike. A frame is the part that a thing takes of a square of 192 around its middle.
func (c *chance) shared(z zone, frames []core.Rect, filled int32) (list []spot) {
	n := int32(len(frames))
	rows := z.fit(frames)
	flip := c.one(2)
	y := z.box.Y0
	for j := range rows {
		from, to := n*j/rows, n*(j+1)/rows
		high := (z.box.Y1 - z.box.Y0) / rows
		if z.feet {
			high = (z.box.Y1 - z.box.Y0) * (4 + j) / (4*rows + rows*(rows-1)/2)
		}
		wide := (z.box.X1 - z.box.X0) / (to - from)
		lead := c.between(from, to-1)
		for i := from; i < to; i++ {
			f := frames[i]
			t := min(z.size, wide*filled/100*192/(f.X1-f.X0), high*filled/100*192/(f.Y1-f.Y0))
			if i != lead {
				t = t * c.between(76, 92) / 100
			}
			spare := high - t*(f.Y1-f.Y0)/192
			foot := y + high - c.between(0, spare/(2+rows/2)) // the smaller, the further off
			if z.even {
				foot = y + high
			}
			if !z.feet && !z.even {
				foot = y + high - spare/2 + c.between(-spare, spare)*2/5
			}
			side := wide - t*(f.X1-f.X0)/192
			p := spot{foot: foot, size: t, flip: flip != (i%2 == 1)}
			mid := f.X0 + f.X1
			if p.flip {
				mid = -mid
			}
			p.c = at{z.box.X0 + wide*(2*(i-from)+1)/2 + c.between(-side, side)/3 - mid*t/384, foot - f.Y1*t/192}
			list = append(list, p)
		}
		y += high
	}
	return list
}

// fit returns in how many rows several things are largest.
func (z *zone) fit(frames []core.Rect) (rows int32) {
	wide, high := int32(1), int32(1)
	for _, f := range frames {
		wide, high = max(wide, f.X1-f.X0), max(high, f.Y1-f.Y0)
	}
	n, best := int32(len(frames)), int32(0)
	for r := int32(1); r <= min(n, z.rows); r++ {
		t := min(z.size, (z.box.X1-z.box.X0)/((n+r-1)/r)*192/wide, (z.box.Y1-z.box.Y0)/r*192/high)
		if t > best*11/10 {
			rows, best = r, t
		}
	}
	return max(rows, 1)
}

// filled is how much of its place a thing takes: more where it was asked for.
func (s *setting) filled() int32 { return min(cellFilled*s.scale/100, cellFilledMost) }

// frame returns the part that a drawing takes of its square.
func (d *sketch) frame() core.Rect {
	r := core.Rect{X0: 96, Y0: 96, X1: -96, Y1: -96}
	for _, l := range d.lines {
		for _, q := range l.pts {
			x, y := int32(q[0])-96, int32(q[1])-96
			r = core.Rect{X0: min(r.X0, x), Y0: min(r.Y0, y), X1: max(r.X1, x+1), Y1: max(r.Y1, y+1)}
		}
	}
	return r
}

// A party is several things of the sketchbook in one picture, at home in one place or visiting a scene.
type party struct {
	cast []role
	home home
	seed uint64
	on   *station // nil where there is none
}

// partyStrokes is how many strokes a party has, about: each thing of many has fewer (TestStrokes).
const (
	partyStrokes = 240
	standsMost   = 180 // on a support, that has many of its own
	guestStrokes = 130 // where the scene has many of its own
	spareMost    = 5
)

// of returns what draws the things of role k, with as many strokes as there is room for.
func (g party) of(k int) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		most := int32(partyStrokes)
		if g.home == visiting || g.home == onTheStreet {
			most = guestStrokes
		} else if g.on != nil {
			most = standsMost
		}
		most = most * g.cast[k].n / total(g.cast)
		for spare := range int32(spareMost) {
			drawn := *h
			drawn.spare = spare
			g.draw(&drawn, s, k)
			if int32(len(drawn.marks)) <= most || spare == spareMost-1 {
				*h = drawn
				return
			}
		}
	}
}

func (g party) draw(h *hand, s *setting, k int) {
	spots, color := g.spots(h, s), newChance(g.seed, "colours")
	for i, p := range spots[k] {
		d := &g.cast[k].d
		if i > 0 {
			d = d.varied(&color, s)
		}
		if g.on != nil {
			h.rests(s, d, p, g.on)
			continue
		}
		h.placed(s, d, p, g.zoneOf(d))
	}
}

// spots returns the places of all, by role, each from the back to the front.
func (g party) spots(h *hand, s *setting) (all [][]spot) {
	all = make([][]spot, len(g.cast))
	c := newChance(g.seed, "places")
	for _, kind := range []home{inTheDeep, onTheWater, upInTheAir, onTheSheet, onTheGround} {
		var frames []core.Rect
		var roles []int
		for k := range g.cast {
			if d := &g.cast[k].d; g.zoneOf(d) == kind {
				for range g.cast[k].n {
					frames, roles = append(frames, g.frame(d)), append(roles, k)
				}
			}
		}
		if len(frames) == 0 {
			continue
		}
		z := g.zone(h, s, kind)
		for i, p := range c.shared(z, frames, s.filled()) {
			if g.home == onABranch { // which rises to the right
				dy := h.high(50) - h.high(100)*(p.c.x*100/h.wide(1000))/100
				p.c.y, p.foot = p.c.y+dy, p.foot+dy
			}
			if g.home == inAThicket && s.snow { // their chins are in it
				p.c.y += p.size / 9
			}
			all[roles[i]] = append(all[roles[i]], p)
		}
	}
	return all
}

// frame returns what a thing takes of its square there.
func (g party) frame(d *sketch) core.Rect {
	if g.on == nil || !bodiless(d) {
		return d.frame()
	}
	f := sittingFrame
	if has(tailed, d.name) {
		f.X1 = tailWide
	}
	return f
}

// zoneOf returns which part of the picture a thing is in.
func (g party) zoneOf(d *sketch) home {
	switch {
	case g.on != nil:
		return onTheGround
	case g.home == inTheDeep:
		return inTheDeep
	case g.home == onTheSheet || g.home == inAThicket:
		return onTheSheet
	case has(inAir, d.name) && g.home != onTheTable:
		return upInTheAir
	case has(onWater, d.name) && (g.home == onTheWater || g.home == visiting):
		return onTheWater
	}
	return onTheGround
}

// varied returns a drawing in colours a little other than its own.
func (d *sketch) varied(c *chance, s *setting) *sketch {
	v := *d
	v.lines = slices.Clone(d.lines)
	toward, part := pick(c, s.accents), c.between(10, 34)
	if has(gaily, d.name) && !d.told {
		part = c.between(150, 210)
	}
	shade := c.between(-34, 34)
	for i := range v.lines {
		if l := &v.lines[i]; l.kind == shapeEdge {
			l.color = blend(l.color, toward, part)
			l.color = blend(l.color, lighter(toward, 60), max(shade, 0))
			l.color = darker(l.color, max(-shade, 0))
		}
	}
	return &v
}

// gaily are things that come in all colours.
const gaily = " balloon hot-air-balloon kite umbrella automobile butterfly tulip blossom party-popper wrapped-gift sailboat tropical-fish candle air-balloon "

// placed draws one of several in its place: on its shadow, its reflection, or in the air.
func (h *hand) placed(s *setting, d *sketch, p spot, where home) {
	switch where {
	case onTheGround:
		h.shadow(s, at{p.c.x + h.lee(s, p.c.x)*p.size/8, p.foot - p.size/60}, p.size*44/100, p.size/18)
	case onTheWater:
		h.mirrored(s, d, at{p.c.x, p.foot - p.size/40}, p.size, 6)
	}
	h.sketched(s, *d, p.c, p.size, p.flip, 0)
}

// lee returns to which side a shadow of what is at x falls: 1 or -1.
func (h *hand) lee(s *setting, x int32) int32 {
	if h.wide(s.sunX) > x {
		return -1
	}
	return 1
}

// mirrored is what the water keeps of a thing that floats at p.
func (h *hand) mirrored(s *setting, d *sketch, p at, t, n int32) {
	if h.plots() {
		return
	}
	for k := range n {
		y := p.y + t*k/(3*n)
		l := t * (46 - 36*k/n) / 100
		x := p.x + h.between(-t/20, t/20)
		h.line(look{core.OilFilbert, h.near(blend(s.tinted(d.tone()), s.water, 90+120*k/n), 10), t * 5 / (12 * n), 190, swell}, h.wobble(along(at{x - l, y}, at{x + l, y}, 8), t/60)...)
	}
}
