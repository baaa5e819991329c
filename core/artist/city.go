package artist

import "easel.example/core"

// skyline is houses in three depths, the nearest with lit windows.
func skyline(h *hand, s *setting) {
	for depth := range int32(3) {
		base := s.horizon + 30 + 95*depth
		color := blend(blend(s.far, s.low, 90), blend(s.close, s.ink, 120), 127*depth)
		x := h.between(-60, 0)
		for x < 1010 {
			wide := h.between(50, 110) + 12*depth
			tall := h.between(90, 330-45*depth) * (55 + abs(x+wide/2-s.sunX)*75/600) / 100 // a gap where the light is
			if h.one(5) {
				tall = tall * 3 / 2
			}
			h.house(s, color, h.wide(x), h.high(base-tall), h.wide(x+wide), h.high(1005), depth)
			x += wide + h.between(-6, 22)
		}
	}
}

func (h *hand) house(s *setting, color uint32, x0, y0, x1, y1, depth int32) {
	if !s.night && light(s.low) > 150 { // by day they are plastered, each in a colour of its own
		color = blend(blend(lighter(s.ground, 90), pick(&h.chance, s.accents), h.between(30, 110)), blend(s.far, s.low, 90), 150-65*depth)
	}
	c := h.near(color, 9)
	shape := []at{{x0, y1}, {x0, y0}, {x1, y0}, {x1, y1}}
	mid := (x0 + x1) / 2
	switch h.between(0, 5) {
	case 0: // a gable
		shape = []at{{x0, y1}, {x0, y0}, {mid, y0 - (x1-x0)/3}, {x1, y0}, {x1, y1}}
	case 1: // a mast
		h.line(look{core.Ink, c, h.u(4), 255, even}, at{mid, y0}, at{mid, y0 - (x1-x0)/2})
	case 2: // a step
		shape = []at{{x0, y1}, {x0, y0}, {mid, y0}, {mid, y0 + (x1-x0)/3}, {x1, y0 + (x1-x0)/3}, {x1, y1}}
	}
	if h.plots() {
		h.cover(shape)
		h.line(look{}, h.wobble(shape, h.u(1))...)
		if depth == 2 || h.one(3) {
			h.hatch(darker(0x9a9a9a, depth*40), 900, []at{{mid + (x1-x0)/6, y1}, {mid + (x1-x0)/6, y0 + (x1-x0)/3}, {x1, y0 + (x1-x0)/3}, {x1, y1}})
		}
	} else {
		h.area(c, grain{core.OilFlat, 900, (x1 - x0) / 3, 0, 7, false}, shape)
	}
	if depth == 0 {
		return
	}
	step := h.u(24 + 6*depth)
	for y := y0 + step; y < y1-step && y < y0+h.u(330); y += step * 3 / 2 {
		for x := x0 + step*2/3; x < x1-step/2; x += step {
			if !h.one(3 - depth + 100/max(s.busy, 20)) {
				continue
			}
			win := blend(s.sun, s.accents[1], h.between(0, 200))
			if !s.night && h.one(2) {
				win = lighter(c, 90)
			}
			if !s.night && light(c) > 150 {
				win = darker(blend(c, s.high, 120), 70)
			}
			h.line(look{core.Knife, win, step * 4 / 10, 240, even}, at{x, y}, at{x, y + step*6/10})
		}
	}
}

// street leads between the houses, wet enough to hold their lights.
func street(h *hand, s *setting) {
	y0, y1 := h.high(880), h.high(1010)
	h.area(blend(s.ground, s.ink, 120), grain{core.OilFlat, 0, h.u(30), h.wide(400), 9, false}, []at{{0, y0}, {h.wide(1000), y0}, {h.wide(1000), y1}, {0, y1}})
	for range s.many(40) {
		x := h.wide(h.between(0, 1000))
		y := h.high(h.between(885, 975))
		l := h.u(h.between(14, 60))
		h.line(look{core.OilFilbert, blend(s.sun, s.accents[1], h.between(0, 255)), h.u(h.between(5, 10)), 150, swell}, at{x, y}, at{x + h.u(2), y + l/2}, at{x, y + l})
	}
}

// cottage stands in a landscape.
func cottage(h *hand, s *setting) {
	t := h.u(150) * s.scale / 100
	h.cottage(s, at{h.wide(pick(&h.chance, []int32{h.between(230, 330), h.between(620, 740)})), h.high(s.horizon + 150 + s.coast)}, t, s.accents[0])
}

func (h *hand) cottage(s *setting, p at, t int32, roof uint32) {
	if s.snow {
		roof = blend(roof, lighter(s.close, 150), 195)
	}
	wall := lighter(s.ground, 150)
	h.area(wall, grain{core.OilFlat, 900, t / 7, 0, 8, false}, []at{{p.x - t, p.y}, {p.x - t, p.y - t*8/10}, {p.x + t*6/10, p.y - t*8/10}, {p.x + t*6/10, p.y}})
	h.area(blend(wall, s.ink, 70), grain{core.OilFlat, 900, t / 7, 0, 8, false}, []at{{p.x + t*6/10, p.y}, {p.x + t*6/10, p.y - t*8/10}, {p.x + t, p.y - t*14/10}, {p.x + t*14/10, p.y - t*8/10}, {p.x + t*14/10, p.y}})
	h.area(roof, grain{core.DryBrush, 0, t / 9, 0, 14, false}, []at{{p.x - t*11/10, p.y - t*75/100}, {p.x - t*7/10, p.y - t*145/100}, {p.x + t, p.y - t*145/100}, {p.x + t*58/100, p.y - t*75/100}})
	h.area(darker(s.trunk, 30), grain{}, []at{{p.x - t/3, p.y}, {p.x - t/3, p.y - t/2}, {p.x - t/20, p.y - t/2}, {p.x - t/20, p.y}})
	for _, x := range []int32{p.x - t*8/10, p.x + t*2/10} {
		h.area(blend(s.sun, s.accents[1], 70), grain{}, []at{{x, p.y - t*35/100}, {x, p.y - t*60/100}, {x + t/4, p.y - t*60/100}, {x + t/4, p.y - t*35/100}})
	}
	chimney := at{p.x + t*4/10, p.y - t*14/10}
	h.area(blend(roof, s.ink, 90), grain{}, []at{{chimney.x, chimney.y}, {chimney.x, chimney.y - t*4/10}, {chimney.x + t/5, chimney.y - t*4/10}, {chimney.x + t/5, chimney.y}})
	h.line(look{core.Watercolour, lighter(s.far, 120), t / 4, 150, swell}, curve(at{chimney.x + t/10, chimney.y - t/2}, at{chimney.x + t/3, chimney.y - t}, at{chimney.x - t/5, chimney.y - t*12/10}, at{chimney.x + t/2, chimney.y - t*19/10}, 12)...)
}
