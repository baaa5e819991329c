package artist

import "easel.example/core"

var (
	auroraLayer  = layer{"sky", "letting the sky glow", "Now curtains of light: green below, violet where they fade, each fold brighter than the dark beside it.", aurora}
	rainbowLayer = layer{"sky", "bending a rainbow", "A rainbow, thin as air, its foot behind the hills.", rainbow}
	spaceLayer   = layer{"sky", "painting the dark", "The dark of space first. It is not black: there is blue in it, and violet.", space}
	dustLayer    = layer{"sky", "pricking stars", "Stars, more than one can count, and dust between them.", dust}
	planetLayer  = layer{"subject", "hanging planets", "Planets: one near and large, in the light of a sun that is out of the picture, the others far.", worlds}
	dunesLayer   = layer{"land", "raising the dunes", "Dunes, one behind the other: a lit side, a shaded side, and an edge as of a knife.", dunes}
	cactusLayer  = layer{"subject", "planting cacti", "Some cacti, for the size of it.", cacti}
)

// aurora hangs in three folds from the sky.
func aurora(h *hand, s *setting) {
	low, high := uint32(0x58e6a0), uint32(0x8a62e0)
	for k := range int32(2) {
		seed, base, slope := h.next(), s.horizon*(86-26*k)/100, h.between(-140, 140)
		n := s.many(44)
		for i := range n {
			x := 1000*i/n + h.between(-6, 6)
			y := base - 30 - noise(seed, x, 200)*s.horizon/6000 + slope*(x-500)/1000
			tall := s.horizon * (26 + noise(seed+7, x, 90)/80) / 100
			p, lean := at{h.wide(x), h.high(y)}, h.u(h.between(-30, -6))
			tip := at{p.x + lean, p.y - h.high(tall)}
			if h.plots() {
				if i%2 == 0 {
					h.line(look{}, h.wobble(along(p, tip, 6), h.u(2))...)
				}
				continue
			}
			h.line(look{core.Airbrush, h.near(blend(low, high, h.between(0, 70)), 10), h.u(h.between(50, 80)), uint8(104 - 26*k), release}, along(p, at{p.x + lean*7/10, p.y - h.high(tall)*7/10}, 5)...)
			if i%2 == 0 {
				h.line(look{core.DryBrush, h.near(blend(low, high, h.between(60, 255)), 12), h.u(h.between(9, 18)), uint8(90 - 20*k), release}, h.wobble(along(p, tip, 8), h.u(4))...)
			}
		}
	}
}

// rainbow rises behind what is at the horizon.
func rainbow(h *hand, s *setting) {
	c, r := at{h.wide(1000 - s.sunX), h.high(s.horizon + 60)}, h.u(430)
	colors := []uint32{0xd8484a, 0xe8903c, 0xf2d24c, 0x5fae62, 0x4a86c8, 0x7a58a8}
	for i, color := range colors {
		q := r - h.u(19)*int32(i)
		arc := ring(c, q, q, 0, 72)[36:]
		h.line(look{core.Airbrush, h.near(blend(color, s.low, 30), 6), h.u(30), 190, even}, h.wobble(arc, h.u(2))...)
	}
}

// space is dark from edge to edge, with clouds of dust in it.
func space(h *hand, s *setting) {
	if h.plots() {
		for range s.many(30) { // short lines, where it is darkest
			p := at{h.wide(h.between(20, 800)), h.high(h.between(30, 960))}
			h.line(look{}, h.wobble(along(p, at{p.x + h.u(h.between(60, 220)), p.y - h.u(h.between(10, 40))}, 8), h.u(2))...)
		}
		return
	}
	h.thick(blend(0x0d1030, s.high, 60))
	a := s.accents[h.between(0, 4)]
	for i := range s.many(16) {
		p := at{h.wide(60*i + h.between(-80, 80)), h.high(800 - 38*i + h.between(-160, 160))}
		h.line(look{core.Airbrush, h.near(blend(a, 0x6a4fc0, h.between(60, 220)), 14), h.u(h.between(90, 200)), uint8(h.between(26, 50)), swell}, p, at{p.x + h.u(120), p.y - h.u(70)})
	}
}

// dust is stars all over the sheet.
func dust(h *hand, s *setting) {
	all := *s
	all.horizon, all.busy = 1220, s.busy*15/10
	for range 3 {
		stars(h, &all)
		if h.plots() {
			return
		}
	}
}

// worlds are one planet with a ring, and two others.
func worlds(h *hand, s *setting) {
	side := pick(&h.chance, []int32{-1, 1})
	t := h.u(430) * s.scale / 100
	if d, score := find("ringed-planet"); score > 0 {
		h.sketched(s, d, at{h.wide(500+s.aside) + side*h.u(90), h.high(480)}, t, side < 0, 0)
	}
	for i, q := range [][3]int32{{-330, 240, 80}, {300, 780, 44}} {
		r, color := h.u(q[2]), h.near(s.accents[(1+3*int32(i))%5], 12)
		h.form(s, color, h.wobble(ring(at{h.wide(500) + side*h.u(q[0]), h.high(q[1])}, r, r, 0, 40), r/40), 4*r, false)
	}
}

// dunes are hills of sand.
func dunes(h *hand, s *setting) {
	v := *s
	v.mid, v.close = s.tinted(0xe6c48a), s.tinted(0xcf9a58)
	if s.night {
		v.mid, v.close = blend(v.mid, s.mid, 170), blend(v.close, s.close, 170)
	}
	hillsides(h, &v)
}

// cacti stand in the sand.
func cacti(h *hand, s *setting) {
	d, score := find("cactus")
	if score == 0 {
		return
	}
	z := h.zone(s, 60, s.horizon-120, 880, 900, 330)
	z.feet = true
	for _, p := range h.shared(z, alike(d.frame(), 3), s.filled()) {
		h.spare = 2
		h.placed(s, &d, p, onTheGround)
	}
}
