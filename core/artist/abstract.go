package artist

import "easel.example/core"

// toned tones the sheet, for what has no horizon.
func toned(h *hand, s *setting) {
	if h.plots() {
		return
	}
	c := s.tone()
	h.fill(c, 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(1000)}, {0, h.high(1000)}})
	for range int32(20) {
		p := at{h.wide(h.between(0, 1000)), h.high(h.between(0, 1000))}
		d := h.u(h.between(120, 260))
		h.line(look{core.DryBrush, h.near(blend(c, s.far, h.between(0, 60)), 6), h.u(h.between(60, 150)), 90, swell}, h.wobble(along(at{p.x - d, p.y + d/4}, at{p.x + d, p.y - d/4}, 8), h.u(20))...)
	}
}

// tone is what a sheet is toned with.
func (s *setting) tone() uint32 {
	if s.night {
		return s.high
	}
	return blend(lighter(s.low, 90), s.ground, 70)
}

// paints are the colours of what has no subject.
func (s *setting) paints() []uint32 {
	return append([]uint32{s.water, s.leaf, s.close}, s.accents...)
}

// flow is lines that follow a field, and come from everywhere.
func flow(h *hand, s *setting) {
	seed := h.next()
	paints := s.paints()
	turn := h.between(0, 3599)
	n := s.many(270)
	step := h.u(11)
	for i := range n {
		p := at{h.wide(h.between(-30, 1030)), h.high(h.between(-30, 1030))}
		var pen []at
		for range h.between(14, 38) {
			pen = append(pen, p)
			a := turn + field(seed, p.x, p.y, h.u(330))*1500/1024
			dx, dy := turned(step, a)
			p = at{p.x + dx, p.y + dy}
			if p.x < -h.u(50) || p.y < -h.u(50) || p.x > h.wide(1050) || p.y > h.high(1050) {
				break
			}
		}
		if len(pen) < 4 {
			continue
		}
		k := (field(seed+5, pen[0].x, pen[0].y, h.u(500)) + 1024) * int32(len(paints)) / 2049
		w := h.u(h.between(4, 13))
		if i < n/4 {
			w = h.u(h.between(20, 48))
		}
		h.line(look{pick(&h.chance, []core.BrushKind{core.OilFilbert, core.Ink, core.OilFilbert}), h.near(paints[k], 14), w, 225, swell}, pen...)
	}
}

// circles are packed so that none touches another.
func circles(h *hand, s *setting) {
	type disc struct {
		c at
		r int32
	}
	var list []disc
	paints := s.paints()
	for range int32(2600) {
		c := at{h.wide(h.between(40, 960)), h.high(h.between(50, 950))}
		r := h.u(130)
		r = min(r, c.x-h.wide(25), h.wide(975)-c.x, c.y-h.high(30), h.high(970)-c.y)
		for _, d := range list {
			x, y := int64(c.x-d.c.x), int64(c.y-d.c.y)
			far := int32(isqrt(uint64(x*x+y*y))) - d.r - h.u(5)
			r = min(r, far)
		}
		if r < h.u(9) {
			continue
		}
		list = append(list, disc{c, r})
		if int32(len(list)) >= s.many(95) {
			break
		}
	}
	for i, d := range list {
		color := h.near(paints[i%len(paints)], 12)
		shape := h.wobble(ring(d.c, d.r, d.r, 0, 34), d.r/40)
		if h.plots() {
			h.line(look{}, shape...)
			switch i % 4 {
			case 0:
				h.hatch(0x707070, h.between(0, 1799), shape)
			case 1:
				for k := int32(1); k < 5; k++ {
					h.line(look{}, ring(d.c, d.r*k/5, d.r*k/5, 0, 24)...)
				}
			case 2:
				h.line(look{}, spiral(d.c, d.r*9/10, 4)...)
			}
			continue
		}
		h.fill(color, 255, shape)
		switch i % 4 {
		case 0:
			h.area(color, grain{core.DryBrush, h.between(0, 1799), d.r / 4, 0, 22, true}, shape)
		case 1:
			for k := int32(1); k < 4; k++ {
				h.line(look{core.Ink, blend(color, lighter(color, 200), 60*k), d.r / 12, 230, swell}, h.wobble(ring(d.c, d.r*k*22/100, d.r*k*22/100, h.between(0, 3599), 24), d.r/30)...)
			}
		case 2:
			h.line(look{core.OilFilbert, lighter(color, 130), d.r / 9, 220, swell}, spiral(d.c, d.r*8/10, 3)...)
		default:
			h.line(look{core.OilFilbert, lighter(color, 110), d.r * 4 / 10, 190, swell}, h.wobble(ring(at{d.c.x - d.r/10, d.c.y - d.r/10}, d.r/2, d.r/2, 1900, 20)[:10], d.r/20)...)
		}
	}
}

func spiral(c at, r, times int32) (list []at) {
	n := times * 14
	for i := range n {
		x, y := turned(r*(i+1)/n, 3600*i/14)
		list = append(list, at{c.x + x, c.y + y})
	}
	return list
}

// waves are lines one above the other, each hiding what is behind it.
func waves(h *hand, s *setting) {
	n := min(s.many(46), 90)
	seed := h.next()
	peak := h.between(350, 650)
	a, b := pick(&h.chance, s.accents), s.water
	for i := range n {
		base := 150 + 860*(i+1)/n
		var line []at
		for x := int32(-20); x <= 1020; x += 10 {
			swell := max(0, 1000-abs(x-peak)*1000/330)
			swell = swell * swell / 1000
			v := (noise(seed+uint64(i)*7, x*3+900, 160) + 1024) * (90 + swell) / 2048
			line = append(line, at{h.wide(x), h.high(base - v*210/1000)})
		}
		h.cover(below(line, h.high(base+40)))
		paint := blend(blend(s.high, a, 120), blend(b, s.low, 60), 255*i/n)
		h.fill(h.near(paint, 5), 255, below(line, h.high(1010)))
		h.line(look{core.Ink, darker(paint, 130), h.u(4), 245, even}, line...)
		if !h.plots() { // light that catches the crest
			k := h.between(10, 60)
			for j := range line {
				line[j].y += h.u(5)
			}
			h.line(look{core.OilFilbert, lighter(paint, 120), h.u(h.between(5, 9)), 190, swell}, line[k:k+h.between(14, 40)]...)
		}
	}
}

// tiles are triangles, no two neighbours alike.
func tiles(h *hand, s *setting) {
	cols, down := int32(8), int32(5)
	paints := s.paints()
	seed := h.next()
	if !h.plots() {
		h.fill(darker(s.ink, 120), 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(1000)}, {0, h.high(1000)}})
	}
	corner := func(i, j int32) at {
		x, y := 1000*i/cols, 1000*j/down
		k := newChance(seed+uint64(i)*131+uint64(j)*17, "corner")
		if i > 0 && i < cols {
			x += k.between(-26, 26)
		}
		if j > 0 && j < down {
			y += k.between(-30, 30)
		}
		return at{h.wide(x), h.high(y)}
	}
	for j := range down {
		for i := range cols {
			a, b, c, d := corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)
			three := [][]at{{a, b, c}, {a, c, d}}
			if (i+j)%2 == 0 {
				three = [][]at{{a, b, d}, {b, c, d}}
			}
			for k, t := range three {
				mid := at{(t[0].x + t[1].x + t[2].x) / 3, (t[0].y + t[1].y + t[2].y) / 3}
				c := (field(seed, mid.x, mid.y, h.u(420)) + 1024) * int32(len(paints)) / 2049
				color := h.near(paints[(int(c)+k*int(h.between(0, 1)))%len(paints)], 14)
				color = blend(blend(color, lighter(color, 220), h.between(0, 150)), darker(color, 90), h.between(0, 60))
				for n, p := range t { // the lead between them
					t[n] = at{p.x + (mid.x-p.x)*9/100, p.y + (mid.y-p.y)*9/100}
				}
				if h.plots() {
					if h.line(look{}, h.wobble(append(t[:3:3], t[0]), h.u(1))...); h.one(2) {
						h.hatch(0x909090, h.between(0, 1799), t)
					}
					continue
				}
				h.fill(color, 255, h.wobble(t, h.u(2)))
				turn := h.between(0, 1799)
				for _, row := range rows(t, turn, h.u(26)) {
					a := at{row[0].x + (row[1].x-row[0].x)/7, row[0].y + (row[1].y-row[0].y)/7}
					b := at{row[1].x - (row[1].x-row[0].x)/7, row[1].y - (row[1].y-row[0].y)/7}
					h.line(look{core.OilFilbert, h.near(lighter(color, h.between(10, 80)), 10), h.u(24), 190, swell}, h.wobble(along(a, b, 5), h.u(3))...)
				}
			}
		}
	}
}

// contours are rings around hills, as of paper cut and laid one on the other.
func contours(h *hand, s *setting) {
	paints := s.paints()
	first := h.between(0, int32(len(paints)-1))
	for k := range int32(8) {
		c := at{h.wide(90 + 270*k%900 + h.between(-60, 60)), h.high(100 + 370*k%830 + h.between(-60, 60))}
		n := s.many(14)
		seed := h.next()
		base := paints[(first+2*k)%int32(len(paints))]
		far := h.u(h.between(290, 430))
		for i := range n {
			var line []at
			r := far * (n - i) / n
			for a := int32(0); a < 72; a++ {
				sx, sy := turned(1<<10, a*50)
				rr := r + r*field(seed, sx+9000, sy+9000+i*90, 900)/2600
				x, y := turned(rr, a*50)
				line = append(line, at{c.x + x, c.y + y*8/10})
			}
			line = append(soft(line, true), line[0])
			line[len(line)-1] = line[0]
			h.cover(line)
			if !h.plots() {
				color := h.near(blend(darker(base, 110), lighter(base, 170), 255*i/n), 5)
				h.fill(darker(s.ink, 60), 60, moved(line, h.u(7), 600, 0)) // each throws a shadow on the one below
				h.fill(color, 255, line)
			}
			h.line(look{core.Ink, blend(base, s.ink, 150), h.u(2), 200, even}, line...)
		}
	}
}

// hatching goes in all directions, and turns slowly from field to field.
func hatching(h *hand, s *setting) {
	paints := s.paints()
	seed := h.next()
	for j := range int32(6) {
		for i := range int32(8) {
			c := at{h.wide(1000*(2*i+1)/16 + h.between(-20, 20)), h.high(1000*(2*j+1)/12 + h.between(-20, 20))}
			turn := field(seed, c.x, c.y, h.u(400))*900/1024 + 450
			d := h.u(86)
			dx, dy := turned(d, turn)
			ox, oy := turned(d*2/9, turn+900)
			tone := (field(seed+3, c.x, c.y, h.u(520)) + 1024) * int32(len(paints)) / 2049
			color := paints[tone]
			if !h.plots() {
				h.line(look{core.DryBrush, blend(color, s.low, 150), d * 2, 150, swell}, h.wobble(along(at{c.x - dx*6/10, c.y - dy*6/10}, at{c.x + dx*6/10, c.y + dy*6/10}, 6), h.u(8))...)
			}
			for k := int32(-4); k <= 4; k++ {
				if h.one(9) {
					continue
				}
				a := at{c.x - dx + ox*k, c.y - dy + oy*k}
				b := at{c.x + dx + ox*k, c.y + dy + oy*k}
				h.line(look{core.OilFlat, h.near(blend(color, darker(color, 90), h.between(0, 120)), 16), h.u(h.between(9, 17)), 225, swell}, h.wobble(along(a, b, 6), h.u(5))...)
			}
		}
	}
}
