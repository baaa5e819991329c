package artist

import (
	"easel.example/core"
)

// drawing is a subject of the sketchbook, redrawn by hand: washes of colour, and lines
// over them.
func drawing(d sketch, small bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		size := h.u(560) * s.scale / 100
		c := at{h.wide(500) + h.u(h.between(-40, 40)), h.high(500)}
		if small { // in a landscape
			size = h.u(250) * s.scale / 100
			c = at{h.wide(pick(&h.chance, []int32{h.between(250, 350), h.between(630, 760)})), h.high(s.horizon + (1000-s.horizon)/2)}
		}
		h.sketched(s, d, c, size, s.accents)
	}
}

// sketched draws d in a square of a size around c.
func (h *hand) sketched(s *setting, d sketch, c at, size int32, paints []uint32) {
	place := func(x, y uint8) at {
		return at{c.x + (int32(x)-96)*size/192, c.y + (int32(y)-96)*size/192}
	}
	line := look{core.Ink, s.ink, size / 36, 250, swell}
	if light(s.low) < 100 && !h.plots() {
		line.color = lighter(s.low, 220)
	}
	if !h.plots() {
		n := 0
		for _, l := range d.lines {
			if len(l) < 4 || !l.closed() {
				continue
			}
			var shape []at
			for _, q := range l {
				shape = append(shape, place(q[0], q[1]))
			}
			color := h.near(paints[n%len(paints)], 12)
			n++
			h.area(color, grain{core.OilFilbert, h.between(300, 800), size / 14, size / 2, 16, false}, shape)
		}
		if n == 0 { // an open drawing stands on a wash
			h.fill(blend(paints[0], lighter(s.low, 120), 120), 150, h.wobble(ring(c, size*48/100, size*44/100, h.between(0, 900), 30), size/18))
			h.line(look{core.Watercolour, paints[0], size * 4 / 10, 120, swell}, h.wobble(along(at{c.x - size/3, c.y + size/8}, at{c.x + size/3, c.y - size/8}, 8), size/14)...)
		}
	}
	for _, l := range d.lines {
		var pen []at
		for i, q := range l {
			p := place(q[0], q[1])
			if i > 0 { // as a hand goes, with points on the way
				last := pen[len(pen)-1]
				far := max(abs(p.x-last.x), abs(p.y-last.y))
				pen = append(pen, along(last, p, max(far/(size/24+1), 1))[1:]...)
				continue
			}
			pen = append(pen, p)
		}
		h.line(line, h.wobble(pen, size/80)...)
	}
}

// scatter has small ones of a drawing all over the sheet.
func scatter(d sketch) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		paints := s.paints()
		cols, rows := int32(5), int32(4)
		for j := range rows {
			for i := range cols {
				c := at{h.wide(1000*(2*i+1)/(2*cols) + h.between(-18, 18)), h.high(1000*(2*j+1)/(2*rows) + h.between(-18, 18))}
				k := int(i+j*2) % len(paints)
				h.sketched(s, d, c, h.u(h.between(120, 165)), append(paints[k:len(paints):len(paints)], paints[:k]...))
			}
		}
	}
}

// portrait is a face in few lines: brow and nose in one, eyes, mouth, hair.
func portrait(h *hand, s *setting) {
	t := h.u(680) * s.scale / 100
	c := at{h.wide(500) + h.u(h.between(-30, 30)), h.high(520)}
	u := func(x, y int32) at { return at{c.x + t*x/1000, c.y + t*y/1000} }
	cubic := func(l look, pts ...int32) {
		var pen []at
		for i := 0; i+7 < len(pts); i += 6 {
			part := curve(u(pts[i], pts[i+1]), u(pts[i+2], pts[i+3]), u(pts[i+4], pts[i+5]), u(pts[i+6], pts[i+7]), 12)
			pen = append(pen, part...)
		}
		h.line(l, h.wobble(pen, t/260)...)
	}
	v := h.between(-22, 22)
	if !h.plots() {
		for i := range int32(4) { // planes of colour beneath, not where the lines are
			col := s.accents[(i+1)%int32(len(s.accents))]
			p := u(h.between(-200, 200), h.between(-260, 330))
			h.fill(blend(col, lighter(s.low, 140), 70), 170, h.wobble(ring(p, t*h.between(16, 30)/100, t*h.between(14, 32)/100, h.between(0, 1800), 16), t/14))
		}
		h.fill(blend(s.accents[3], s.sun, 90), 225, append(curve(u(-215, -210), u(-270, 120), u(-150, 300), u(10, 380), 14), curve(u(10, 380), u(170, 300), u(260, 100), u(205, -210), 14)...))
		cubic(look{core.OilFlat, blend(s.accents[0], s.accents[3], 120), t / 7, 110, swell}, 120, -100, 190, 40, 170, 180, 90, 260)
	}
	l := look{core.Ink, s.ink, t / 54, 250, swell}
	cubic(l, -215, -190, -250, 60, -190, 210, -110, 300, -60, 350, 60, 390, 120, 290) // jaw
	cubic(l, 120, 290, 190, 200, 235, 40, 205, -190)
	cubic(l, -185, -95+v, -130, -140+v, -70, -130+v, -40, -95, -20, -40, -48, 50, -62, 92, -70, 120, -20, 132, 8, 112) // brow into nose
	cubic(l, 45, -95, 90, -135-v, 150, -130-v, 185, -90-v)
	for _, side := range []int32{-1, 1} {
		x := 112 * side
		cubic(l, x-58, -42, x-20, -84, x+26, -80, x+58, -40, x+20, -18, x-26, -16, x-58, -42)
		h.line(look{core.Ink, s.ink, t / 30, 255, even}, u(x-4, -48), u(x+6, -42))
	}
	cubic(l, -82, 196, -40, 172, -14, 186, 2, 190, 20, 180, 50, 176, 84, 192)
	cubic(l, -82, 196, -30, 212, 30, 212, 84, 192, 40, 246, -30, 250, -70, 204)
	cubic(l, -70, 330, -80, 420, -90, 470, -260, 540) // neck and shoulders
	cubic(l, 85, 330, 90, 420, 110, 470, 290, 540)
	hair := look{core.Ink, blend(s.ink, s.accents[4], 120), t / 30, 245, swell}
	for i := range s.many(15) {
		a := -240 + 34*i
		cubic(hair, 0+h.between(-50, 50), -420, a, -470+abs(a)/3, a*14/10, -200, a*12/10+h.between(-30, 30), h.between(-40, 260)-(240-abs(a))*9/10)
	}
}
