package artist

import "easel.example/core"

// glade is light between the trunks of a forest, pale where it is far.
func glade(h *hand, s *setting) {
	pale := lighter(blend(s.low, s.leaf2, 70), 60)
	if s.night {
		pale = blend(s.low, s.high, 100)
	}
	if h.plots() {
		h.line(look{}, h.wobble(along(at{0, h.high(700)}, at{h.wide(1000), h.high(690)}, 24), h.u(4))...)
		return
	}
	h.fill(pale, 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(760)}, {0, h.high(760)}})
	for range int32(46) { // leaves far off, in broad dabs: dark above, light where one looks through
		p := at{h.wide(h.between(0, 1000)), h.high(h.between(0, 700))}
		c := blend(pale, blend(s.leaf, s.far, 90), min(max(190-p.y*190/h.high(620), 20), 200))
		dx, dy := turned(h.u(h.between(40, 90)), h.between(0, 3599))
		h.line(look{core.OilFilbert, h.near(c, 9), h.u(h.between(60, 120)), 190, swell}, h.wobble(along(at{p.x - dx, p.y - dy}, at{p.x + dx, p.y + dy}, 6), h.u(14))...)
	}
}

// trunks are trees in four depths, from thin and pale to those that frame the picture.
func trunks(h *hand, s *setting) {
	for depth := range int32(4) {
		if s.fog && depth > 0 && depth < 3 {
			h.mist(s, 400+60*depth, 660+70*depth)
		}
		n := s.many(9 - 2*depth)
		for i := range n {
			x := h.wide(1000*(2*i+1)/(2*n) + h.between(-70, 70))
			if depth == 3 {
				x = h.wide(pick(&h.chance, []int32{h.between(20, 150), h.between(860, 980)}))
			}
			wide := (h.u(9) + h.u(17)*depth*depth/3) * s.scale / 100
			foot := h.high(700+75*depth) + h.u(h.between(-12, 12))
			color := blend(blend(s.far, s.low, 60), blend(s.trunk, s.ink, 40), 85*depth)
			h.trunk(color, at{x, foot}, wide, h.between(-30, 30)*(1+depth))
		}
	}
}

// trunk stands at p and reaches out of the picture.
func (h *hand) trunk(color uint32, p at, wide, lean int32) {
	top := at{p.x + h.u(lean), -h.u(20)}
	left := curve(at{p.x - wide*8/10, p.y}, at{p.x - wide/2, p.y - h.u(60)}, at{p.x - wide/2, p.y / 2}, at{top.x - wide*4/10, top.y}, 14)
	right := curve(at{top.x + wide*4/10, top.y}, at{p.x + wide/2, p.y / 2}, at{p.x + wide/2, p.y - h.u(60)}, at{p.x + wide*9/10, p.y}, 14)
	shape := append(h.wobble(left, wide/9), h.wobble(right, wide/9)...)
	if h.plots() {
		h.cover(shape)
		h.line(look{}, left...)
		h.line(look{}, right...)
		for k := range min(wide/h.u(7), 9) {
			j := 1 + k*12/9
			h.line(look{}, h.wobble(along(right[14-j], at{right[14-j].x - wide/2, right[14-j].y + wide/3}, 4), h.u(1))...)
			h.line(look{}, h.wobble(along(left[j], at{left[j].x + wide/9, left[j].y + h.u(60)}, 5), h.u(2))...)
		}
		return
	}
	h.fill(color, 255, shape)
	for i := range min(2+wide/h.u(9), 6) { // bark, lit from one side
		t := 100 * (2*i + 1) / (2 * min(2+wide/h.u(9), 6))
		c := blend(lighter(color, 80), darker(color, 90), 255*t/100)
		from, to := h.between(0, 5), h.between(9, 14)
		var pen []at
		for k := from; k <= to; k++ {
			a, b := left[k], right[14-k]
			pen = append(pen, at{a.x + (b.x-a.x)*t/100, a.y})
		}
		h.line(look{core.DryBrush, h.near(c, 8), max(wide/5, h.u(3)), 215, swell}, h.wobble(pen, wide/12)...)
	}
	if wide < h.u(14) {
		return
	}
	for range int32(2) { // boughs
		k := h.between(5, 11)
		side := pick(&h.chance, []int32{-1, 1})
		from := at{(left[k].x + right[14-k].x) / 2, left[k].y}
		far := wide*2 + h.u(h.between(30, 90))
		h.line(look{core.Ink, color, wide / 4, 250, release}, curve(from, at{from.x + side*far/3, from.y - far/5}, at{from.x + side*far*2/3, from.y - far/4}, at{from.x + side*far, from.y - far*6/10}, 9)...)
	}
}

// floor is the ground of a forest, with light that falls on it, ferns and fallen leaves.
func floor(h *hand, s *setting) {
	line := h.ridge(720, 40, 400)
	ground := blend(s.close, s.trunk, 70)
	if s.snow {
		ground = blend(s.close, s.trunk, 16)
	}
	if h.plots() {
		h.slopes(line, 1)
	} else {
		h.area(ground, grain{core.DryBrush, 20, h.u(34), h.u(280), 14, false}, below(line, h.high(1010)))
		for range int32(16) {
			p := at{h.wide(h.between(100, 900)), h.high(h.between(745, 960))}
			d := h.u(h.between(40, 120))
			h.line(look{core.OilFilbert, h.near(lighter(blend(s.leaf2, s.sun, 90), 30), 10), h.u(h.between(8, 20)), 170, swell}, h.wobble(along(at{p.x - d, p.y}, at{p.x + d, p.y - h.u(6)}, 7), h.u(5))...)
		}
	}
}

// ferns grow in front, and leaves hang in from above.
func ferns(h *hand, s *setting) {
	for range s.many(9) {
		p := at{h.wide(pick(&h.chance, []int32{h.between(0, 330), h.between(670, 1000)})), h.high(h.between(870, 1000))}
		for k := range int32(5) {
			turn := 2700 + (k-2)*h.between(190, 300)
			x, y := turned(h.u(h.between(60, 130)), turn)
			tip := at{p.x + x, p.y + y}
			c := h.near(blend(darker(s.leaf, 50), s.leaf2, h.between(0, 220)), 14)
			h.line(look{core.Ink, c, h.u(h.between(5, 9)), 240, release}, curve(p, at{p.x + x/4, p.y + y*6/10}, at{p.x + x*6/10, p.y + y}, at{tip.x + x/4, tip.y + h.u(20)}, 9)...)
		}
	}
	for range s.many(60) {
		p := at{h.wide(h.between(-10, 1000)), h.high(h.between(-30, 150) * h.between(2, 10) / 10)}
		h.leaf(p, h.u(h.between(30, 66)), h.between(200, 1600), blend(darker(s.leaf, 60), s.leaf2, h.between(0, 255)))
	}
}

// garden is beds of flowers to both sides of a path, with a fence behind.
func garden(h *hand, s *setting) {
	y := h.high(s.horizon + 20)
	wood := lighter(s.ground, 120)
	for x := int32(-10); x < 1000; x += 68 {
		p := at{h.wide(x), y + h.u(h.between(-3, 3))}
		w, t := h.u(21), h.u(92)
		h.area(h.near(wood, 8), grain{}, []at{{p.x, p.y}, {p.x, p.y - t}, {p.x + w/2, p.y - t - h.u(12)}, {p.x + w, p.y - t}, {p.x + w, p.y}})
	}
	for _, dy := range []int32{24, 66} {
		h.line(look{core.OilFlat, darker(wood, 50), h.u(9), 235, even}, h.wobble(along(at{-h.u(10), y - h.u(dy)}, at{h.wide(1010), y - h.u(dy)}, 20), h.u(2))...)
	}
	for range s.many(18) { // bushes before it
		p := at{h.wide(h.between(-10, 1000)), y + h.u(h.between(-26, 16))}
		r := h.u(h.between(14, 34))
		h.line(look{core.OilFilbert, h.near(blend(s.leaf, s.leaf2, h.between(0, 255)), 12), r * 13 / 10, 225, swell}, at{p.x - r/2, p.y + r/4}, at{p.x, p.y - r/2}, at{p.x + r/2, p.y + r/4})
	}
}
