package artist

import (
	"slices"

	"easel.example/core"
)

// ridge returns a line of heights over the whole width, of hills about step ‰ wide.
func (h *hand) ridge(base, rise, step int32) []at {
	seed := h.next()
	var list []at
	for x := int32(-20); x <= 1020; x += 12 {
		n := noise(seed, x+1000, step)
		list = append(list, at{h.wide(x), h.high(base) - h.high(rise)*(n+700)/1700})
	}
	return list
}

// below returns what lies between a line and a depth.
func below(line []at, bottom int32) []at {
	return append(slices.Clone(line), at{line[len(line)-1].x, bottom}, at{line[0].x, bottom})
}

// peaks returns a jagged line of mountains.
func (h *hand) peaks(base, rise int32, n int32) (line []at, tops []int) {
	x := int32(-40)
	line = append(line, at{h.wide(x), h.high(base - rise/5)})
	for x < 1000 {
		wide := h.between(60, 1700/n)
		top := rise * h.between(45, 100) / 100
		for i := int32(1); i <= 4; i++ {
			line = append(line, at{h.wide(x + wide*i/4), h.high(base-top*i/4) + h.u(h.between(-9, 9))})
		}
		tops = append(tops, len(line)-1)
		x += wide
		down := h.between(40, 1300/n)
		foot := rise * h.between(5, 30) / 100
		for i := int32(1); i <= 4; i++ {
			line = append(line, at{h.wide(x + down*i/4), h.high(base-top+(top-foot)*i/4) + h.u(h.between(-9, 9))})
		}
		x += down
	}
	return line, tops
}

// mountains rise at the horizon: their light sides are spread with the knife.
func mountains(h *hand, s *setting) {
	rise := h.between(210, 300) * s.scale / 100
	back := h.ridge(s.horizon+6, rise/2, 260)
	h.area(blend(s.far, s.low, 110), grain{}, below(back, h.high(s.horizon+8)))
	line, tops := h.peaks(s.horizon+8, rise, 4)
	body := blend(s.far, s.ink, 40)
	h.area(body, grain{core.Knife, 1150, h.u(40), h.u(160), 9, false}, below(line, h.high(s.horizon+10)))
	for _, i := range tops {
		top := line[i]
		fall := h.high(s.horizon) - top.y
		if h.plots() {
			for k := range int32(6) {
				y := top.y + fall*(k+1)/9
				x := top.x + fall*(k+1)/22
				h.line(look{}, h.wobble(along(at{x, y}, at{x + fall/9, y + fall/6}, 4), h.u(3))...)
			}
			continue
		}
		bright := lighter(body, 190)
		for k := range int32(7) {
			y := top.y + fall*k/12
			x := top.x - fall*k/16 + h.u(h.between(-6, 6))
			l := fall * (40 - 3*k) / 100
			h.line(look{core.Knife, h.near(blend(bright, body, k*26), 7), h.u(20) + fall/22, 235, release}, h.wobble(along(at{x, y}, at{x - l*4/10, y + l*7/10}, 6), h.u(7))...)
		}
		for k := range int32(5) {
			y := top.y + fall*k/10
			x := top.x + fall*k/16 + h.u(8)
			l := fall * (38 - 4*k) / 100
			h.line(look{core.Knife, h.near(darker(body, 80), 7), h.u(16) + fall/24, 215, release}, h.wobble(along(at{x, y}, at{x + l*4/10, y + l*7/10}, 6), h.u(7))...)
		}
	}
}

// hillsides roll to the front, in the colours from mid to close.
func hillsides(h *hand, s *setting) {
	n := int32(3)
	for i := range n {
		base := s.horizon + (1000-s.horizon)*(i*2+1)/(2*n+2)
		color := blend(s.mid, s.close, 255*i/(n-1))
		line := h.ridge(base, 90+20*i, 300+80*i)
		h.area(color, grain{core.DryBrush, h.between(-60, 60), h.u(34 + 10*i), h.u(240), 12, false}, below(line, h.high(1010)))
		if h.plots() {
			continue
		}
		for range s.many(10) { // light that runs along the slope
			k := h.between(0, int32(len(line))-14)
			var pen []at
			off := h.u(h.between(12, 70+20*i))
			for _, p := range line[k : k+h.between(6, 13)] {
				pen = append(pen, at{p.x, p.y + off})
			}
			h.line(look{core.OilFilbert, h.near(lighter(color, 60), 12), h.u(h.between(10, 22)), 180, swell}, pen...)
		}
	}
}

// meadow is the ground from the horizon to the front, with grass.
func meadow(h *hand, s *setting) {
	line := h.ridge(s.horizon+14, 26, 420)
	h.area(blend(s.mid, s.close, 100), grain{core.OilFlat, 0, h.high(1000-s.horizon) / 9, h.wide(380), 14, false}, below(line, h.high(1010)))
	for range s.many(90) {
		depth := h.between(80, 1000)
		depth = depth * depth / 1000
		p := at{h.wide(h.between(-10, 1010)), h.high(s.horizon + (1010-s.horizon)*depth/1000)}
		tall := h.u(8) + h.u(62)*depth/1000
		lean := h.between(-30, 40) * tall / 100
		c := h.near(blend(s.leaf, s.leaf2, h.between(0, 255)), 16)
		h.line(look{core.Ink, c, h.u(3) + h.u(6)*depth/1000, 235, release}, curve(p, at{p.x, p.y - tall/2}, at{p.x + lean/3, p.y - tall*8/10}, at{p.x + lean, p.y - tall}, 7)...)
	}
}

// road leads from the front to the horizon.
func road(h *hand, s *setting) {
	x := h.between(350, 650)
	y0, y1 := h.high(s.horizon+14), h.high(1020)
	end := at{h.wide(x), y0}
	swing := h.wide(h.between(-220, 220))
	left := curve(end, at{end.x + swing, y0 + (y1-y0)/4}, at{end.x - swing, y0 + (y1-y0)/2}, at{h.wide(500) - h.wide(170), y1}, 18)
	right := curve(at{end.x + h.u(9), y0}, at{end.x + swing + h.u(30), y0 + (y1-y0)/4}, at{end.x - swing + h.u(120), y0 + (y1-y0)/2}, at{h.wide(500) + h.wide(170), y1}, 18)
	shape := slices.Clone(left)
	for i := range right {
		shape = append(shape, right[len(right)-1-i])
	}
	if h.plots() {
		h.line(look{}, h.wobble(left, h.u(2))...)
		h.line(look{}, h.wobble(right, h.u(2))...)
		return
	}
	h.area(s.ground, grain{core.DryBrush, 0, h.u(30), 0, 14, false}, shape)
}

// tree stands at p: trunk and boughs, and a crown of leaves in three tones.
func (h *hand) tree(s *setting, p at, tall int32) {
	lean := tall * h.between(-8, 8) / 100
	top := at{p.x + lean, p.y - tall*55/100}
	trunk := look{core.Ink, h.near(s.trunk, 8), tall / 9, 250, release}
	h.line(trunk, curve(p, at{p.x, p.y - tall/5}, at{top.x, top.y + tall/5}, top, 9)...)
	for i := range int32(4) {
		from := at{p.x + lean*(5+i)/10, p.y - tall*(26+8*i)/100}
		side := int32(1)
		if i%2 == 0 {
			side = -1
		}
		to := at{from.x + side*tall*h.between(14, 26)/100, from.y - tall*h.between(14, 24)/100}
		h.line(look{core.Ink, trunk.color, tall / 22, 250, release}, curve(from, at{from.x + side*tall/12, from.y}, at{to.x, to.y + tall/14}, to, 6)...)
	}
	crown := at{p.x + lean, p.y - tall*70/100}
	rx, ry := tall*36/100, tall*32/100
	if h.plots() {
		h.cover(ring(crown, rx*9/10, ry*9/10, 0, 24))
		for range int32(9) {
			x, y := turned(1000, h.between(0, 3599))
			c := at{crown.x + rx*7/10*x/1000, crown.y + ry*7/10*y/1000}
			r := tall * h.between(9, 15) / 100
			arc := ring(c, r, r*8/10, h.between(0, 3599), 14)
			h.line(look{}, h.wobble(arc[:h.between(9, 14)], h.u(2))...)
		}
		return
	}
	n := int32(16)
	if tall > h.u(260) {
		n = 30
	}
	for i := range n {
		x, y := turned(h.between(0, 1000), h.between(0, 3599))
		c := at{crown.x + rx*x/1000, crown.y + ry*y/1000}
		tone := blend(darker(s.leaf, 90), lighter(s.leaf2, 30), min(max(130-y/8-x/14+i*90/n, 0), 255))
		w := tall * h.between(10, 17) / 100
		turn := h.between(-500, 500)
		dx, dy := turned(w*8/10, turn)
		h.line(look{core.OilFilbert, h.near(tone, 14), w, 225, swell}, at{c.x - dx, c.y - dy}, at{c.x, c.y - w/5}, at{c.x + dx, c.y + dy})
	}
}

// pine is a fir: branches that hang to both sides, wider below.
func (h *hand) pine(s *setting, p at, tall int32) {
	h.line(look{core.Ink, h.near(s.trunk, 8), tall / 16, 250, release}, p, at{p.x, p.y - tall/2}, at{p.x, p.y - tall})
	n := int32(9)
	for i := range n {
		y := p.y - tall*(96-9*i)/100
		wide := tall * (4 + 3*i) / 100
		drop := tall * h.between(5, 9) / 100
		c := h.near(blend(lighter(s.leaf, 20), darker(s.leaf, 110), 255*i/n), 10)
		h.line(look{core.OilFlat, c, tall * 9 / 100, 240, even}, at{p.x - wide, y + drop}, at{p.x - wide/3, y + drop/5}, at{p.x, y}, at{p.x + wide/3, y + drop/5}, at{p.x + wide, y + drop})
	}
}

// wood is trees from the horizon to the front, the nearer the larger.
func wood(pines bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := s.many(h.between(6, 9))
		for i := range n {
			depth := 1000 * (i + 1) / n
			y := s.horizon + 30 + (870-s.horizon)*depth/1000*depth/1000
			x := h.between(20, 980)
			if i >= n-2 { // the nearest ones frame
				x = pick(&h.chance, []int32{h.between(40, 190), h.between(810, 960)})
			}
			tall := (h.u(70) + h.u(360)*depth/1000*depth/1000) * s.scale / 100
			if pines {
				h.pine(s, at{h.wide(x), h.high(y)}, tall)
			} else {
				h.tree(s, at{h.wide(x), h.high(y)}, tall)
			}
		}
	}
}
