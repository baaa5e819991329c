package artist

import (
	"slices"

	"easel.example/core"
)

// water lies from the horizon to the front, and has the colours of the sky.
func water(h *hand, s *setting) {
	y0, y1 := h.high(s.horizon), h.high(1010)
	if h.plots() {
		h.cover([]at{{0, y0}, {h.wide(1000), y0}, {h.wide(1000), y1}, {0, y1}})
		for i := range s.many(34) {
			d := 1000 * (i + 1) / s.many(34)
			y := y0 + (y1-y0)*d/1000*d/1000
			x := h.wide(h.between(0, 850))
			l := h.wide(40 + 130*d/1000)
			h.line(look{}, h.wobble(along(at{x, y}, at{x + l, y}, 12), h.u(2)+h.u(5)*d/1000)...)
		}
		h.line(look{}, at{0, y0}, at{h.wide(1000), y0})
		return
	}
	back := blend(s.water, s.low, 120)
	h.fill(back, 255, []at{{0, y0}, {h.wide(1000), y0}, {h.wide(1000), y1}, {0, y1}})
	n := int32(15)
	for i := range n {
		d := 1000 * i / (n - 1)
		y := y0 + (y1-y0)*d/1000*(400+6*d/10)/1000 + h.u(6)
		c := blend(back, blend(s.water, s.ink, 70), 255*i/n)
		thick := (y1 - y0) / n * (70 + d/9) / 100
		cut := h.wide(h.between(250, 750))
		h.line(look{core.OilFlat, h.near(c, 9), thick, 230, even}, h.wobble(along(at{-h.wide(30), y}, at{cut, y}, 10), h.u(3))...)
		h.line(look{core.OilFlat, h.near(c, 9), thick, 230, even}, h.wobble(along(at{cut - h.wide(40), y}, at{h.wide(1030), y}, 10), h.u(3))...)
	}
	for range s.many(46) { // ripples, light and dark
		d := h.between(20, 1000)
		y := y0 + (y1-y0)*d/1000*d/1000
		l := h.u(20) + h.u(130)*d/1000
		x := h.wide(h.between(-20, 1000))
		c := blend(s.low, s.water, 60)
		if h.one(3) {
			c = blend(s.water, s.ink, 140)
		}
		h.line(look{core.OilFilbert, h.near(c, 10), h.u(4) + h.u(11)*d/1000, 190, swell}, h.wobble(along(at{x, y}, at{x + l, y + h.u(h.between(-2, 2))}, 7), h.u(3))...)
	}
}

// breakers are waves that rise and break, larger to the front.
func breakers(h *hand, s *setting) {
	for i := range int32(6) {
		base := s.horizon + 30 + (960-s.horizon)*i*(i+3)/50
		tall := h.u(12) + h.u(13)*i
		n := 2 + (6-i)/2
		for k := range n {
			x := h.wide(1000*(2*k+i%2)/(2*n) + h.between(-60, 60))
			h.breaker(s, at{x, h.high(base)}, h.wide(620/n)+h.u(40), tall)
		}
	}
}

// breaker is one wave: a back that rises, a crest that falls over, foam.
func (h *hand) breaker(s *setting, p at, wide, tall int32) {
	crest := append(curve(at{p.x - wide, p.y + tall/2}, at{p.x - wide/3, p.y + tall/4}, at{p.x - wide/6, p.y - tall}, at{p.x + wide/8, p.y - tall}, 12),
		curve(at{p.x + wide/8, p.y - tall}, at{p.x + wide/3, p.y - tall}, at{p.x + wide*4/10, p.y - tall/5}, at{p.x + wide/3, p.y + tall/6}, 9)[1:]...)
	shape := append(slices.Clone(crest), curve(at{p.x + wide/3, p.y + tall/6}, at{p.x + wide/2, p.y + tall/2}, at{p.x + wide*7/10, p.y + tall*6/10}, at{p.x + wide, p.y + tall*7/10}, 8)...)
	body := h.near(blend(s.water, s.ink, 70), 9)
	h.cover(shape)
	if h.plots() {
		h.line(look{}, h.wobble(crest, h.u(1))...)
		for k := range int32(4) {
			h.line(look{}, h.wobble(moved(crest[:14], tall*(k+1)/5, 700, k), h.u(1))...)
		}
		return
	}
	h.fill(body, 255, h.wobble(shape, tall/14))
	for k := range int32(4) {
		line := moved(crest[:14], tall*(k+1)/4, 600, 1)
		h.line(look{core.OilFilbert, h.near(blend(lighter(s.water, 90), darker(s.water, 90), 80*k), 9), tall / 4, 210, swell}, h.wobble(line, tall/16)...)
	}
	foam := lighter(s.low, 190)
	h.line(look{core.DryBrush, foam, tall / 3, 235, swell}, h.wobble(crest[6:], tall/9)...)
	for range int32(4) {
		q := crest[h.between(9, 20)]
		d := tall * h.between(10, 40) / 100
		h.line(look{core.OilFilbert, foam, tall / 7, 220, swell}, at{q.x - d, q.y + d/3}, at{q.x, q.y - d/4}, at{q.x + d, q.y + d/3})
	}
}

// glitter is the light of sun or moon on the water.
func glitter(h *hand, s *setting) {
	y0, y1 := h.high(s.horizon)+h.u(4), h.high(960)
	for i := range s.many(26) {
		d := 1000 * (i + 1) / s.many(26)
		y := y0 + (y1-y0)*d/1000*(500+d/2)/1000
		spread := h.u(12) + h.u(70)*d/1000
		x := h.wide(s.sunX) + h.between(-spread, spread)
		l := h.u(h.between(12, 30)) + h.u(34)*d/1000
		h.line(look{core.OilFilbert, lighter(h.near(s.sun, 8), h.between(0, 90)), h.u(4) + h.u(9)*d/1000, 225, swell}, h.wobble(along(at{x - l/2, y}, at{x + l/2, y}, 6), h.u(2))...)
	}
}

// shore is a strip of sand or grass in the front, with a few stones.
func shore(h *hand, s *setting) {
	line := h.ridge(900, 70, 500)
	h.area(s.ground, grain{core.DryBrush, 20, h.u(40), h.wide(300), 12, false}, below(line, h.high(1010)))
	for range s.many(12) {
		p := at{h.wide(h.between(20, 980)), h.high(h.between(930, 990))}
		r := h.u(h.between(8, 24))
		shape := h.wobble(ring(p, r, r*6/10, 0, 14), r/5)
		c := h.near(blend(s.ground, s.ink, 120), 14)
		if h.plots() {
			h.line(look{}, shape...)
			continue
		}
		h.fill(c, 255, shape)
		h.line(look{core.OilFilbert, lighter(c, 90), r / 2, 200, swell}, at{p.x - r/2, p.y - r/4}, at{p.x, p.y - r*4/10}, at{p.x + r/2, p.y - r/4})
	}
}

// beach is sand in front of the sea, with the last of a wave on it.
func beach(h *hand, s *setting) {
	line := h.ridge(800, 50, 700)
	sand := blend(s.tinted(0xe8d4a2), s.ground, 80)
	h.area(sand, grain{core.DryBrush, 20, h.u(46), h.wide(320), 12, false}, below(line, h.high(1010)))
	for i := range int32(3) {
		wave := moved(line, h.u(9+13*i), 900, 0)
		h.line(look{core.DryBrush, blend(lighter(s.water, 170), sand, 50*i), h.u(15 - 3*i), uint8(235 - 30*i), even}, h.wobble(wave, h.u(4))...)
	}
	for range s.many(8) {
		p := at{h.wide(h.between(30, 970)), h.high(h.between(850, 985))}
		r := h.u(h.between(5, 13))
		shell := h.wobble(ring(p, r, r*7/10, h.between(0, 3599), 12), r/5)
		h.line(look{core.Ink, darker(sand, 60), h.u(2), 220, even}, shell...)
	}
}

// boats lie on the water, with their reflections.
func boats(sails bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := h.between(2, 4)
		main := h.between(0, n-1)
		for i := range n {
			x := h.wide(1000*(2*i+1)/(2*n) + h.between(-70, 70))
			size, y := h.u(h.between(60, 100)), h.high(s.horizon+h.between(40, 110))
			if i == main {
				size, y = h.u(h.between(170, 215))*s.scale/100, h.high(s.horizon+h.between(210, 300))
			}
			h.boat(s, at{x, y}, size, sails, pick(&h.chance, s.accents))
		}
	}
}

func (h *hand) boat(s *setting, p at, size int32, sail bool, color uint32) {
	hull := append(curve(at{p.x - size/2, p.y - size/7}, at{p.x - size*4/10, p.y + size/14}, at{p.x - size/5, p.y + size/10}, at{p.x, p.y + size/10}, 8),
		curve(at{p.x, p.y + size/10}, at{p.x + size/4, p.y + size/10}, at{p.x + size*45/100, p.y}, at{p.x + size*58/100, p.y - size/5}, 8)...)
	if !h.plots() { // its reflection, broken
		for k := range int32(7) {
			y := p.y + size/9 + size*k/18
			l := size * (90 - 9*k) / 200
			h.line(look{core.OilFilbert, h.near(blend(color, s.water, 120+14*k), 10), size / 15, 190, swell}, h.wobble(along(at{p.x - l, y}, at{p.x + l, y}, 7), size/40)...)
		}
	}
	if h.plots() {
		color = darker(color, 90) // a hull is told from the water by its hatching
	}
	h.area(color, grain{core.OilFlat, 0, size / 16, 0, 14, false}, hull)
	h.line(look{core.Ink, darker(color, 170), size / 26, 240, even}, at{p.x - size*52/100, p.y - size/7}, at{p.x, p.y - size/11}, at{p.x + size*59/100, p.y - size/5})
	mast := at{p.x + size/20, p.y - size*115/100}
	h.line(look{core.Ink, h.near(s.trunk, 8), size / 30, 250, even}, at{p.x + size/20, p.y - size/10}, mast)
	if !sail {
		h.line(look{core.Ink, s.ink, size / 60, 220, even}, mast, at{p.x + size*56/100, p.y - size/5})
		h.line(look{core.Ink, s.ink, size / 60, 220, even}, mast, at{p.x - size/2, p.y - size/7})
		cabin := []at{{p.x - size*30/100, p.y - size/9}, {p.x - size*28/100, p.y - size*34/100}, {p.x - size*4/100, p.y - size*34/100}, {p.x - size*4/100, p.y - size/10}}
		h.area(lighter(s.low, 120), grain{}, h.wobble(cabin, size/90))
		h.line(look{core.OilFlat, darker(color, 60), size / 18, 245, even}, at{p.x - size*33/100, p.y - size*35/100}, at{p.x - size/100, p.y - size*35/100})
		for _, x := range []int32{-22, -12} {
			h.line(look{core.Ink, darker(s.water, 110), size / 16, 240, even}, at{p.x + size*x/100, p.y - size*25/100}, at{p.x + size*(x+3)/100, p.y - size*25/100})
		}
		h.line(look{core.OilFilbert, lighter(color, 120), size / 34, 220, swell}, at{p.x - size*45/100, p.y - size/12}, at{p.x, p.y - size/40}, at{p.x + size*48/100, p.y - size/8})
		return
	}
	cloth := lighter(s.low, 160)
	main := append(curve(at{p.x + size/12, p.y - size*108/100}, at{p.x + size*30/100, p.y - size*80/100}, at{p.x + size*48/100, p.y - size/2}, at{p.x + size*50/100, p.y - size/4}, 10), at{p.x + size/12, p.y - size*22/100})
	h.area(cloth, grain{core.OilFlat, 1050, size / 9, 0, 9, false}, main)
	jib := append(curve(at{p.x, p.y - size}, at{p.x - size*12/100, p.y - size*70/100}, at{p.x - size*30/100, p.y - size*40/100}, at{p.x - size*42/100, p.y - size*22/100}, 10), at{p.x, p.y - size*22/100})
	h.area(blend(cloth, color, 70), grain{core.OilFlat, 700, size / 10, 0, 9, false}, jib)
}

// lighthouse stands on a rock at one side.
func lighthouse(h *hand, s *setting) {
	x := h.wide(pick(&h.chance, []int32{h.between(150, 260), h.between(740, 850)}))
	h.lighthouse(s, at{x, h.high(s.horizon + 60)}, h.u(330)*s.scale/100)
}

func (h *hand) lighthouse(s *setting, foot at, t int32) {
	x, y := foot.x, foot.y
	rock := h.wobble(curve(at{x - t*7/10, y + t/6}, at{x - t/3, y - t/6}, at{x + t/3, y - t/6}, at{x + t*7/10, y + t/6}, 14), t/20)
	h.area(blend(s.close, s.ink, 110), grain{core.Knife, 250, t / 12, t / 3, 14, false}, rock)
	tower := []at{{x - t/9, y - t/20}, {x - t/14, y - t*8/10}, {x + t/14, y - t*8/10}, {x + t/9, y - t/20}}
	h.area(lighter(s.low, 170), grain{core.OilFlat, 900, t / 18, 0, 7, false}, tower)
	red := uint32(0xb23a48)
	for k := range int32(3) {
		a, b := y-t*(15+25*k)/100, y-t*(27+25*k)/100
		wa, wb := t/9-(t/9-t/14)*(15+25*k)/80, t/9-(t/9-t/14)*(27+25*k)/80
		h.area(red, grain{core.OilFlat, 0, t / 20, 0, 10, false}, []at{{x - wa, a}, {x - wb, b}, {x + wb, b}, {x + wa, a}})
	}
	h.area(s.sun, grain{}, []at{{x - t/18, y - t*8/10}, {x - t/18, y - t*90/100}, {x + t/18, y - t*90/100}, {x + t/18, y - t*8/10}})
	h.area(darker(red, 60), grain{}, []at{{x - t/12, y - t*90/100}, {x, y - t}, {x + t/12, y - t*90/100}})
	if !h.plots() && s.night {
		for _, side := range []int32{-1, 1} {
			h.line(look{core.Airbrush, s.sun, t / 6, 70, swell}, at{x, y - t*85/100}, at{x + side*t, y - t*92/100}, at{x + side*2*t, y - t})
		}
	}
}
