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

// hillsides roll to the front, in the colours from mid to close: the brush follows their
// slopes, light on the brow and darker at the foot.
func hillsides(h *hand, s *setting) {
	n := int32(3)
	for i := range n {
		base := s.horizon + 10 + s.coast + (1000-s.horizon-s.coast)*i*3/(4*n-2)
		color := blend(s.mid, s.close, 255*i/(n-1))
		line := h.ridge(base, 70+30*i, 300+90*i)
		if h.plots() {
			h.slopes(line, i)
			continue
		}
		h.fill(color, 255, below(line, h.high(1010)))
		rows := 5 + i
		step := h.high(1000-s.horizon) / (3 * rows)
		if i == n-1 { // down to the edge of the sheet
			step = h.high(1000-base) / (rows - 1)
		}
		for k := range rows {
			for x := -h.between(0, 14); x < int32(len(line)); {
				l := h.between(12, 26)
				from, to := max(x, 0), min(x+l, int32(len(line)))
				x += l - 3
				if to-from < 4 {
					continue
				}
				var pen []at
				y := step*k + step*h.between(30, 90)/100
				for _, p := range line[from:to] {
					pen = append(pen, at{p.x, p.y + y})
				}
				c := blend(lighter(color, 70), darker(color, 60), 255*k/(rows-1))
				h.line(look{pick(&h.chance, []core.BrushKind{core.OilFilbert, core.DryBrush, core.OilFlat}), h.near(c, 11), step * h.between(90, 140) / 100, 215, swell}, h.wobble(pen, step/4)...)
			}
		}
	}
}

// slopes draws a hill with a pen: its brow, and lines that follow it down and break off.
func (h *hand) slopes(line []at, near int32) {
	h.cover(below(line, h.high(1010)))
	h.line(look{}, h.wobble(line, h.u(2))...)
	y := int32(0)
	for k := range int32(7) {
		y += h.u(9 + 5*k + 3*near)
		for x := h.between(-8, 20); x < int32(len(line))-5; x += h.between(6, 22) {
			to := min(x+h.between(8, 26), int32(len(line)))
			var pen []at
			for _, p := range line[max(x, 0):max(to, 0)] {
				pen = append(pen, at{p.x, p.y + y})
			}
			x = to
			if len(pen) > 3 {
				h.line(look{}, h.wobble(pen, h.u(2))...)
			}
		}
	}
}

// meadow is the ground from the horizon to the front: drifts of colour, and grass.
func meadow(h *hand, s *setting) {
	line := h.ridge(s.horizon+14, 26, 420)
	deep := 1000 - s.horizon
	if h.plots() {
		h.slopes(line, 0)
	} else {
		ground := blend(s.mid, s.close, 100)
		h.fill(ground, 255, below(line, h.high(1010)))
		for i := range int32(52) { // drifts, small and pale far off
			d := 1000 * i / 52
			y := s.horizon + 24 + deep*d/1000*(300+7*d/10)/1000
			x := h.between(-80, 1000)
			l := h.u(70 + 130*d/1000)
			c := blend(blend(s.mid, s.low, 70), darker(blend(s.leaf, s.close, h.between(0, 255)), h.between(0, 60)), 60+190*d/1000)
			p := at{h.wide(x), h.high(y)}
			h.line(look{pick(&h.chance, []core.BrushKind{core.DryBrush, core.OilFilbert}), h.near(c, 12), h.u(16 + 40*d/1000), 210, swell}, h.wobble(curve(p, at{p.x + l/2, p.y - h.u(9)}, at{p.x + l, p.y - h.u(4)}, at{p.x + l*3/2, p.y + h.u(7)}, 9), h.u(5))...)
		}
	}
	for range s.many(80) {
		depth := h.between(60, 1000)
		depth = depth * depth / 1000
		p := at{h.wide(h.between(-10, 1010)), h.high(s.horizon + 14 + (1000-s.horizon)*depth/1000)}
		tall := h.u(8) + h.u(78)*depth/1000
		lean := h.between(-30, 40) * tall / 100
		c := h.near(blend(s.leaf, s.leaf2, h.between(0, 255)), 16)
		h.line(look{core.Ink, c, h.u(3) + h.u(6)*depth/1000, 235, release}, curve(p, at{p.x, p.y - tall/2}, at{p.x + lean/3, p.y - tall*8/10}, at{p.x + lean, p.y - tall}, 7)...)
	}
}

// road leads from the front to the horizon.
func road(h *hand, s *setting) {
	left, right, shape := winding(h, s)
	if h.plots() {
		h.cover(shape)
		h.line(look{}, h.wobble(left, h.u(2))...)
		h.line(look{}, h.wobble(right, h.u(2))...)
		return
	}
	h.fill(s.ground, 255, shape)
	n := 0
	for n < len(left)-2 && right[n].x-left[n].x < h.u(60) {
		n++ // where it is far, no brush is as narrow
	}
	near := append(slices.Clone(left[n:]), shape[len(left):2*len(left)-n]...)
	h.area(s.ground, grain{core.DryBrush, 0, h.u(30), 0, 14, true}, near)
}

// winding returns the sides of what leads into the depth, and what lies between.
func winding(h *hand, s *setting) (left, right, shape []at) {
	x := h.between(350, 650)
	y0, y1 := h.high(s.horizon+14+s.coast), h.high(1020)
	end := at{h.wide(x), y0}
	swing := h.wide(h.between(-220, 220))
	left = curve(end, at{end.x + swing, y0 + (y1-y0)/4}, at{end.x - swing, y0 + (y1-y0)/2}, at{h.wide(500) - h.wide(170), y1}, 18)
	right = curve(at{end.x + h.u(9), y0}, at{end.x + swing + h.u(30), y0 + (y1-y0)/4}, at{end.x - swing + h.u(120), y0 + (y1-y0)/2}, at{h.wide(500) + h.wide(170), y1}, 18)
	shape = slices.Clone(left)
	for i := range right {
		shape = append(shape, right[len(right)-1-i])
	}
	return left, right, shape
}

// river comes from far away, with the sky in it.
func river(h *hand, s *setting) {
	left, right, shape := winding(h, s)
	if h.plots() {
		h.cover(shape)
	} else {
		h.fill(s.water, 255, shape)
	}
	for i := range left { // the banks, and ripples between them, larger where it is near
		d := int32(i) * 1000 / int32(len(left)-1)
		wide := right[i].x - left[i].x
		for range 1 + d/300 {
			x, y := left[i].x+wide*h.between(150, 850)/1000, left[i].y+h.u(h.between(-8, 8))
			l := wide * h.between(8, 16) / 100
			h.line(look{core.OilFilbert, blend(s.water, s.high, h.between(60, 190)), h.u(3) + h.u(7)*d/1000, 230, swell}, h.wobble(along(at{x - l, y}, at{x + l, y}, 6), h.u(1))...)
		}
	}
	for _, side := range [][]at{left, right} {
		h.line(look{core.DryBrush, darker(blend(s.mid, s.water, 90), 50), h.u(9), 235, even}, h.wobble(side, h.u(3))...)
	}
}

// tree stands at p: trunk and boughs, and a crown of leaves in three tones.
func (h *hand) tree(s *setting, p at, tall int32) {
	lean := tall * h.between(-8, 8) / 100
	top := at{p.x + lean, p.y - tall*55/100}
	trunk := look{core.Ink, h.near(s.trunk, 8), tall / 9, 250, release}
	stem := curve(p, at{p.x, p.y - tall/5}, at{top.x, top.y + tall/5}, top, 9)
	if h.plots() { // two lines, and bark between them
		left, right := moved(stem, tall/28, 1800, 0), moved(stem, tall/28, 0, 0)
		slices.Reverse(right)
		h.cover(append(slices.Clone(left), right...))
		h.line(look{}, left...)
		h.line(look{}, right...)
		for i := range int32(4) {
			h.line(look{}, along(right[8-i], at{right[8-i].x - tall/20, right[8-i].y + tall/40}, 2)...)
		}
	} else {
		h.line(trunk, stem...)
	}
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
		if s.snow && i%2 == 0 { // it lies on every second bough
			h.line(look{core.OilFilbert, lighter(s.close, 130), tall * 4 / 100, 235, swell}, at{p.x - wide*8/10, y + drop*6/10}, at{p.x - wide/3, y}, at{p.x + wide/4, y - drop/6})
		}
	}
}

// wood is trees from the horizon to the front, the nearer the larger.
func wood(pines bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := s.many(h.between(6, 9))
		for i := range n {
			depth := 1000 * (i + 1) / n
			y := s.horizon + 30 + s.coast + (870-s.horizon-s.coast)*depth/1000*depth/1000
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
