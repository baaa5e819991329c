package artist

import "easel.example/core"

var roomLayer = layer{"land", "painting the room", "A quiet wall and a floor: somebody lives here.", chamber}

// floorHigh is where the floor of a room begins, in ‰ of the height.
const floorHigh = 770

// chamber is a wall, and a floor of boards.
func chamber(h *hand, s *setting) {
	wall, floor := blend(s.low, s.far, 60), blend(s.ground, s.trunk, 90)
	y := h.high(floorHigh)
	if h.plots() {
		for i := range s.many(34) { // the wall in shade, and the grain of the floor
			x := h.wide(s.sunX) + h.wide(1000)*(2*(i%2)-1)*(i+8)/50
			l := h.high(h.between(160, 480))
			h.line(look{}, h.wobble(along(at{x, h.high(30)}, at{x, h.high(30) + l}, 10), h.u(2))...)
			fx, fy := h.wide(h.between(-20, 900)), y+h.high(12+6*i)
			h.line(look{}, h.wobble(along(at{fx, fy}, at{fx + h.wide(h.between(30, 140)), fy}, 6), h.u(2))...)
		}
	} else {
		h.fill(wall, 255, h.box(0, 0, 1000, floorHigh))
		n := int32(26)
		for i := range n {
			k := i * 11 % n
			x := h.wide(1000*k/(n-1) + h.between(-20, 20))
			c := blend(lighter(wall, 60), darker(wall, 44), min(abs(1000*k/(n-1)-s.sunX)*255/800, 255))
			h.line(look{core.OilFlat, h.near(c, 5), h.u(h.between(70, 110)), 170, even}, h.wobble(along(at{x + h.u(20), h.high(h.between(-30, 40))}, at{x - h.u(20), y - h.u(10)}, 8), h.u(9))...)
		}
		h.area(floor, grain{core.OilFlat, 0, h.u(40), h.wide(420), 10, false}, h.box(0, floorHigh, 1000, 1010))
	}
	h.line(look{core.Ink, darker(floor, 90), h.u(5), 220, even}, h.wobble(along(at{-h.u(10), y}, at{h.wide(1010), y}, 16), h.u(1))...)
	h.line(look{core.Ink, darker(wall, 70), h.u(4), 200, even}, h.wobble(along(at{-h.u(10), y - h.high(44)}, at{h.wide(1010), y - h.high(44)}, 16), h.u(1))...)
	for i := range int32(12) { // boards, that lead into the depth
		x := -300 + 145*i
		h.line(look{core.Ink, darker(floor, 80), h.u(3), 180, even}, h.wobble(along(at{h.wide(500 + (x-500)*6/10), y}, at{h.wide(x), h.high(1010)}, 6), h.u(1))...)
	}
}

// leg is one of something, with a shadow on the floor.
func (h *hand) leg(s *setting, c uint32, x, y0, y1, wide int32) {
	h.shadow(s, at{h.wide(x + wide/2), h.high(y1)}, h.wide(wide)*9/10, h.u(9))
	h.board(c, 900, h.u(16), []at{{h.wide(x), h.high(y0)}, {h.wide(x + wide), h.high(y0)}, {h.wide(x + wide - wide/6), h.high(y1)}, {h.wide(x + wide/6), h.high(y1)}})
}

// table is seen a little from above.
func table(h *hand, s *setting, st *station) {
	c := st.tone(s)
	for _, x := range []int32{150, 800} {
		h.leg(s, darker(c, 90), x, 800, 905, 42)
	}
	for _, x := range []int32{70, 876} {
		h.leg(s, darker(c, 40), x, 820, 985, 54)
	}
	h.slab(c, 640, 800)
}

// slab is the top of a table, from its far edge to its near one.
func (h *hand) slab(c uint32, far, near int32) {
	h.board(c, 0, h.u(30), []at{{h.wide(110), h.high(far)}, {h.wide(890), h.high(far)}, {h.wide(975), h.high(near)}, {h.wide(25), h.high(near)}})
	for i := range int32(7) { // its grain
		y := far + (near-far)*(2*i+1)/14
		x := h.between(120, 560)
		h.line(look{core.Ink, darker(c, 60), h.u(3), 150, swell}, h.wobble(along(at{h.wide(x), h.high(y)}, at{h.wide(x + h.between(120, 320)), h.high(y)}, 10), h.u(2))...)
	}
	h.board(darker(c, 60), 0, h.u(20), h.box(25, near, 975, near+46))
	h.rim(lighter(c, 90), 5, at{h.wide(30), h.high(near)}, at{h.wide(970), h.high(near)})
}

// desk has drawers, and a lamp and books on it.
func desk(h *hand, s *setting, st *station) {
	c := st.tone(s)
	h.drawers(s, c, 820, 985)
	h.slab(c, 640, 800)
	for i, name := range []string{"potted-plant", "books"} {
		d, _ := find(name)
		f, t := d.frame(), h.u(250-80*int32(i))
		foot := h.high(715 + 55*int32(i))
		x := h.wide(st.x(790 + 45*int32(i)))
		h.shadow(s, at{x, foot}, t*4/10, t/20)
		v := *h
		v.spare = 2
		v.sketched(s, d, at{x, foot - f.Y1*t/192}, t, st.side < 0, 0)
		v.spare = h.spare
		*h = v
	}
}

// drawers are to both sides below a desk.
func (h *hand) drawers(s *setting, c uint32, y0, y1 int32) {
	for _, x := range []int32{60, 790} {
		h.board(darker(c, 50), 900, h.u(40), h.box(x, y0, x+150, y1))
		for y := y0 + 14; y+110 < y1+60; y += 150 {
			h.board(darker(c, 20), 0, h.u(30), h.box(x+14, y, x+136, min(y+130, y1-8)))
			h.line(look{core.OilRound, s.tinted(0xd9b25a), h.u(16), 245, even}, ring(at{h.wide(x + 75), h.high(min(y+60, y1-30))}, h.u(5), h.u(5), 0, 8)...)
		}
	}
}

// tableAbove is a table or a desk with room below.
func tableAbove(h *hand, s *setting, st *station) {
	c := st.tone(s)
	if !h.plots() { // it is dim there
		floor := darker(blend(s.ground, s.trunk, 90), 50)
		h.board(darker(blend(s.low, s.far, 60), 60), 900, h.u(70), h.box(110, 200, 890, floorHigh))
		h.board(floor, 0, h.u(34), []at{{h.wide(160), h.high(floorHigh)}, {h.wide(840), h.high(floorHigh)}, {h.wide(920), h.high(935)}, {h.wide(80), h.high(935)}})
		for i := range int32(6) {
			x := 250 + 100*i
			h.line(look{core.Ink, darker(floor, 80), h.u(3), 180, even}, h.wobble(along(at{h.wide(500 + (x-500)*8/10), h.high(floorHigh)}, at{h.wide(x), h.high(935)}, 5), h.u(1))...)
		}
	}
	if st.doing == tabling {
		for _, x := range []int32{205, 760} {
			h.leg(s, darker(c, 110), x, 200, 820, 35)
		}
		for _, x := range []int32{95, 845} {
			h.leg(s, darker(c, 30), x, 200, 940, 60)
		}
	} else {
		h.drawers(s, c, 190, 935)
	}
	h.board(darker(c, 70), 0, h.u(24), h.box(75, 190, 925, 240))
	h.board(c, 0, h.u(20), []at{{h.wide(110), h.high(110)}, {h.wide(890), h.high(110)}, {h.wide(970), h.high(160)}, {h.wide(30), h.high(160)}})
	h.board(darker(c, 30), 0, h.u(18), h.box(30, 160, 970, 200))
	h.rim(lighter(c, 80), 5, at{h.wide(34), h.high(160)}, at{h.wide(966), h.high(160)})
	if st.doing == tabling {
		h.cloth(s, st)
	}
}

// cloth hangs over a table's edge.
func (h *hand) cloth(s *setting, st *station) {
	c := s.accents[int(st.seed)&1*3]
	shape := []at{{h.wide(230), h.high(110)}, {h.wide(770), h.high(110)}, {h.wide(800), h.high(160)}, {h.wide(800), h.high(270)}}
	for i := range int32(25) {
		_, dip := turned(h.high(18), 450*(i%4)+3600)
		shape = append(shape, at{h.wide(800 - 25*i), h.high(270) + abs(dip)})
	}
	shape = append(shape, at{h.wide(200), h.high(160)})
	h.board(c, 900, h.u(40), shape)
	for i := range int32(9) {
		x := h.wide(225 + 69*i)
		h.line(look{core.Ink, darker(c, 90), h.u(3), 190, release}, at{x, h.high(164)}, at{x + h.u(2), h.high(215)}, at{x, h.high(255)})
	}
	h.line(look{core.Ink, lighter(c, 130), h.u(5), 210, even}, h.wobble(along(at{h.wide(204), h.high(262)}, at{h.wide(796), h.high(262)}, 14), h.u(1))...)
}

// chair is seen from in front.
func chair(h *hand, s *setting, st *station) {
	c := st.tone(s)
	for _, x := range []int32{320, 640} { // the back
		h.board(darker(c, 50), 900, h.u(16), []at{{h.wide(x), h.high(150)}, {h.wide(x + 40), h.high(150)}, {h.wide(x + 40), h.high(640)}, {h.wide(x), h.high(640)}})
		h.leg(s, darker(c, 100), x+10, 690, 860, 36)
	}
	for _, y := range []int32{190, 320, 450} {
		h.board(darker(c, 20), 0, h.u(18), h.box(340, y, 660, y+62))
	}
	for _, x := range []int32{265, 685} {
		h.leg(s, darker(c, 30), x, 700, 955, 50)
	}
	h.board(c, 0, h.u(22), []at{{h.wide(305), h.high(615)}, {h.wide(695), h.high(615)}, {h.wide(755), h.high(690)}, {h.wide(245), h.high(690)}})
	h.board(darker(c, 50), 0, h.u(18), h.box(245, 690, 755, 726))
	h.rim(lighter(c, 80), 5, at{h.wide(250), h.high(690)}, at{h.wide(750), h.high(690)})
}

// bench stands across the picture.
func bench(h *hand, s *setting, st *station) {
	c, iron := st.tone(s), darker(blend(s.ink, s.far, 40), 20)
	top := c
	if s.snow {
		top = lighter(s.close, 140)
	}
	for _, x := range []int32{185, 775} {
		h.board(iron, 900, h.u(14), h.box(x, 480, x+26, 900))
	}
	for _, y := range []int32{500, 570, 640} {
		h.board(h.near(darker(c, 20), 8), 0, h.u(16), h.box(120, y, 880, y+48))
	}
	for _, x := range []int32{150, 814} {
		h.shadow(s, at{h.wide(x + 18), h.high(925)}, h.u(50), h.u(9))
		h.board(iron, 900, h.u(14), h.box(x, 740, x+34, 925))
	}
	for i := range int32(2) {
		y := 696 + 26*i
		h.board(h.near(lighter(top, 40), 6), 0, h.u(12), []at{{h.wide(118 - 14*i), h.high(y)}, {h.wide(882 + 14*i), h.high(y)}, {h.wide(890 + 16*i), h.high(y + 22)}, {h.wide(110 - 16*i), h.high(y + 22)}})
	}
	h.board(darker(c, 60), 0, h.u(14), h.box(94, 746, 906, 776))
}

// bridge goes over the picture, on an arch.
func bridge(h *hand, s *setting, st *station) {
	c := st.tone(s)
	arch := curve(at{h.wide(250), h.high(1010)}, at{h.wide(290), h.high(620)}, at{h.wide(710), h.high(620)}, at{h.wide(750), h.high(1010)}, 24)
	shape := append([]at{{-h.u(20), h.high(1010)}, {-h.u(20), h.high(st.foot)}, {h.wide(1020), h.high(st.foot)}, {h.wide(1020), h.high(1010)}}, reversed(arch)...)
	h.board(c, 0, h.u(60), shape)
	body := coverOf(shape)
	for row, y := int32(0), st.foot+40; y < 1000; row, y = row+1, y+74 {
		for x := -40 - 60*(row%2); x < 1010; x += 126 {
			if ends := []at{{h.wide(x + 10), h.high(y + 8)}, {h.wide(x + 116), h.high(y + 8)}, {h.wide(x + 10), h.high(y + 66)}, {h.wide(x + 116), h.high(y + 66)}, {h.wide(x + 60), h.high(y + 30)}}; !body.holds(ends) {
				continue
			}
			h.stone(c, x+6, y+4, x+120, y+70)
		}
	}
	for i := range int32(12) { // the stones of the arch
		p, q := arch[i*2], arch[i*2+2]
		out := func(a at) at { return at{a.x + (a.x-h.wide(500))/7, a.y - (h.high(1010)-a.y)/8 - h.u(6)} }
		stone := []at{p, out(p), out(q), q}
		if h.plots() {
			h.board(c, 0, 0, stone)
			continue
		}
		h.fill(h.near(lighter(c, 50), 14), 255, stone)
		h.line(look{core.Ink, darker(c, 90), h.u(4), 220, even}, p, out(p), out(q))
	}
	h.coping(s, c, st.foot-16, 40)
}

// holds reports whether all of some places, but those beyond the sheet, are within a shape.
func (c *cover) holds(list []at) bool {
	for _, p := range list {
		if x := min(max(p.x, c.box.X0+1), c.box.X1-1); !c.hides(x, p.y) {
			return false
		}
	}
	return true
}

func reversed(list []at) (back []at) {
	for i := range list {
		back = append(back, list[len(list)-1-i])
	}
	return back
}

// brook is water below a bridge.
func brook(h *hand, s *setting) {
	shape := h.box(180, 760, 820, 1010)
	if h.plots() {
		h.cover(shape)
	} else {
		h.area(s.water, grain{core.OilFlat, 0, h.u(36), h.wide(300), 10, false}, shape)
	}
	for i := range s.many(16) {
		x, y := h.between(200, 700), 780+h.between(0, 220)
		l := h.between(30, 60) + i
		h.line(look{core.OilFilbert, blend(s.water, s.high, h.between(60, 190)), h.u(7), 220, swell}, h.wobble(along(at{h.wide(x), h.high(y)}, at{h.wide(x + l*2), h.high(y)}, 6), h.u(2))...)
	}
}

// paper returns the colour of the wall around a window.
func (st *station) paper(s *setting) uint32 {
	if s.night {
		return blend(s.ground, s.trunk, 120)
	}
	return blend(blend(s.low, s.far, 60), s.ground, 80)
}

// window is seen from within: a wall around it, bars, a sill and curtains.
func window(h *hand, s *setting, st *station) {
	c, wall := st.tone(s), st.paper(s)
	for _, part := range [][4]int32{{-10, -10, 1010, 70}, {-10, 70, 130, 770}, {870, 70, 1010, 770}, {-10, 770, 1010, 1010}} {
		turn, step := int32(900), h.u(80)
		if part[0] < 0 && part[2] > 1000 { // or it would bulge into the opening
			turn, step = 0, h.u(38)
		}
		h.board(wall, turn, step, h.box(part[0], part[1], part[2], part[3]))
	}
	for _, bar := range [][4]int32{{489, 80, 511, 770}, {140, 280, 860, 300}, {124, 62, 152, 775}, {848, 62, 876, 775}, {124, 58, 876, 88}} {
		turn := int32(900)
		if bar[2]-bar[0] > 100 {
			turn = 0
		}
		h.board(c, turn, h.u(14), h.box(bar[0], bar[1], bar[2], bar[3]))
	}
	for _, side := range []int32{-1, 1} {
		h.curtain(s, side)
	}
	h.board(lighter(c, 40), 0, h.u(26), []at{{h.wide(110), h.high(768)}, {h.wide(890), h.high(768)}, {h.wide(950), h.high(872)}, {h.wide(50), h.high(872)}})
	h.board(darker(c, 40), 0, h.u(16), h.box(50, 872, 950, 908))
	h.rim(darker(c, 110), 5, at{h.wide(60), h.high(912)}, at{h.wide(940), h.high(912)})
}

// panes are what of a window is not behind its bars and curtains, in ‰.
var panes = [][4]int32{{236, 90, 488, 278}, {512, 90, 764, 278}, {236, 302, 488, 766}, {512, 302, 764, 766}}

// curtain hangs at a side of a window.
func (h *hand) curtain(s *setting, side int32) {
	c := lighter(s.accents[4], 60)
	if s.night {
		c = darker(s.accents[4], 60)
	}
	x := func(v int32) int32 { return h.wide(500 + side*(500-v)) }
	shape := append([]at{{x(30), h.high(30)}, {x(230), h.high(30)}}, curve(at{x(230), h.high(30)}, at{x(225), h.high(300)}, at{x(150), h.high(430)}, at{x(120), h.high(520)}, 10)...)
	shape = append(shape, curve(at{x(120), h.high(520)}, at{x(150), h.high(640)}, at{x(160), h.high(760)}, at{x(165), h.high(850)}, 8)...)
	shape = append(shape, at{x(35), h.high(850)})
	h.board(c, 900, h.u(34), shape)
	for i := range int32(5) {
		top, low := 55+36*i, 45+24*i
		h.line(look{core.Ink, darker(c, 70), h.u(4), 190, swell}, append(curve(at{x(top), h.high(34)}, at{x(top), h.high(280)}, at{x(60 + 12*i), h.high(430)}, at{x(50 + 14*i), h.high(520)}, 9), curve(at{x(50 + 14*i), h.high(520)}, at{x(60 + 16*i), h.high(640)}, at{x(low), h.high(760)}, at{x(low), h.high(840)}, 7)...)...)
	}
	h.board(darker(c, 60), 0, h.u(14), []at{{x(38), h.high(505)}, {x(128), h.high(505)}, {x(128), h.high(535)}, {x(38), h.high(535)}})
}
