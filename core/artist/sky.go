package artist

import "easel.example/core"

// A setting is what the layers of a scene share.
type setting struct {
	palette
	horizon int32 // ‰ of the height
	sunX    int32 // ‰ of the width
	sunY    int32 // ‰ of the height
	night   bool
	busy    int32 // percent of the usual number of things
	scale   int32 // percent of the usual size of the subject
	snow    bool  // the ground is white
	fog     bool  // what is far is pale
	coast   int32 // ‰ of the height below the horizon where land begins, 0 without water beyond it
	aside   int32 // ‰ of the width by which the subject is moved to the right
	bareTo  int32 // ‰ of the height above which nothing more is painted

	own []tint // of things
}

// coastHigh is how much water is seen beyond the land.
const coastHigh = 130

// many returns how many there are of a thing of which there usually are n.
func (s *setting) many(n int32) int32 { return max(n*s.busy/100, 1) }

// sky covers what is above the horizon, from high to low, with long strokes.
func sky(h *hand, s *setting) {
	bottom := h.high(s.horizon) + h.u(14)
	if h.plots() {
		for i := range s.many(9) { // a few level lines, denser below
			y := bottom * (14 + i*i) / 100
			x := h.wide(h.between(20, 500))
			h.line(look{}, h.wobble(along(at{x, y}, at{min(x+h.wide(h.between(180, 460)), h.wide(980)), y}, 12), h.u(3))...)
		}
		return
	}
	ground := h.high(s.horizon + 160) // behind what rises from the horizon
	h.fill(blend(s.low, s.high, 40), 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), ground}, {0, ground}})
	rows := int32(12)
	thick := bottom / rows
	for i := range rows {
		c := blend(s.high, s.low, 255*i/(rows-1))
		y := thick*i + thick/2
		cut := h.wide(h.between(300, 700))
		slope := h.u(h.between(-8, 8))
		for _, part := range [][2]int32{{-h.wide(40), cut + h.wide(60)}, {cut - h.wide(60), h.wide(1040)}} {
			h.line(look{core.OilFlat, h.near(c, 7), thick * 155 / 100, 225, even},
				h.wobble(along(at{part[0], y - slope}, at{part[1], y + slope}, 10), thick/6)...)
		}
	}
}

// sun is the sun or the moon, with its light around.
func sun(h *hand, s *setting) {
	c := at{h.wide(s.sunX), h.high(s.sunY)}
	r := h.u(h.between(34, 52))
	if h.plots() {
		h.cover(ring(c, r, r, 0, 28))
		h.line(look{}, h.wobble(ring(c, r, r, 0, 28), h.u(1))...)
		if s.night {
			h.hatch(0x888888, 600, ring(at{c.x + r/3, c.y}, r*2/3, r*4/5, 0, 24))
			return
		}
		for i := range int32(16) {
			x0, y0 := turned(r*13/10, i*225)
			x1, y1 := turned(r*(16+i%2*3)/10, i*225)
			h.line(look{}, at{c.x + x0, c.y + y0}, at{c.x + x1, c.y + y1})
		}
		return
	}
	for i := range int32(3) {
		h.line(look{core.Airbrush, s.sun, r * (7 - 2*i), uint8(50 + 35*i), even}, at{c.x - r/8, c.y}, at{c.x + r/8, c.y})
	}
	h.fill(s.sun, 255, ring(c, r, r, 0, 40))
	h.line(look{core.OilRound, lighter(s.sun, 140), r * 9 / 10, 160, swell}, h.wobble(ring(at{c.x - r/8, c.y - r/8}, r/2, r/2, 2000, 12), r/12)[:9]...)
}

func stars(h *hand, s *setting) {
	for range s.many(34) {
		p := at{h.wide(h.between(20, 980)), h.high(h.between(20, s.horizon*8/10))}
		if h.plots() {
			d := h.u(h.between(3, 6))
			h.line(look{}, at{p.x - d, p.y}, at{p.x + d, p.y}, p, at{p.x, p.y - d}, at{p.x, p.y + d})
			continue
		}
		h.line(look{core.Pen, lighter(s.sun, h.between(0, 160)), h.u(h.between(2, 5)), uint8(h.between(140, 250)), even}, p)
	}
}

// clouds are heaps of round dabs, light above and in shade below.
func clouds(h *hand, s *setting) {
	for range s.many(h.between(2, 4)) {
		c := at{h.wide(h.between(80, 920)), h.high(h.between(60, s.horizon*6/10))}
		long, tall := h.u(h.between(90, 190)), h.u(h.between(22, 44))
		if h.plots() {
			var pen []at
			n := h.between(4, 7)
			for i := range n {
				x := c.x - long/2 + long*(2*i+1)/(2*n)
				r := long / n * 6 / 10
				arc := ring(at{x, c.y}, r, tall*h.between(6, 11)/10, 0, 20)
				pen = append(pen, arc[10:20]...)
			}
			h.line(look{}, h.wobble(pen, h.u(1))...)
			h.line(look{}, h.wobble(along(at{c.x - long*6/10, c.y + h.u(4)}, at{c.x + long*4/10, c.y + h.u(4)}, 10), h.u(2))...)
			continue
		}
		shade, body := blend(s.low, s.high, 110), lighter(s.low, 150)
		if s.night {
			shade, body = darker(s.high, 60), blend(s.high, s.low, 150)
		}
		for i := range int32(12) {
			dx := long * h.between(-100, 100) / 200
			up := tall * (100 - abs(dx)*160/max(long, 1)) / 100
			y := c.y - up*h.between(0, 100)/100
			col := blend(shade, body, min(max((c.y-y)*255/max(tall, 1)+i*6, 0), 255))
			w := h.u(h.between(24, 44))
			h.line(look{core.OilFilbert, h.near(col, 6), w, 205, swell},
				curve(at{c.x + dx - w, y + w/5}, at{c.x + dx - w/2, y - w/2}, at{c.x + dx + w/2, y - w/2}, at{c.x + dx + w, y + w/6}, 8)...)
		}
		h.line(look{core.DryBrush, h.near(shade, 5), tall / 2, 130, swell}, h.wobble(along(at{c.x - long*6/10, c.y + tall/5}, at{c.x + long*6/10, c.y + tall/5}, 8), h.u(3))...)
	}
}

// stormClouds are a dark mass that comes in from above, torn at its edge.
func stormClouds(h *hand, s *setting) {
	if h.plots() {
		for i := range s.many(26) {
			c := at{h.wide(h.between(-20, 1000)), h.high(h.between(20, s.horizon/2))}
			r := h.u(h.between(30, 80))
			arc := ring(c, r, r*6/10, h.between(1700, 2000), 20)
			h.line(look{}, h.wobble(arc[:h.between(8, 13)], h.u(3))...)
			if i%2 == 0 {
				h.line(look{}, h.wobble(along(at{c.x - r, c.y + r/3}, at{c.x + r, c.y + r/3 + h.u(8)}, 8), h.u(4))...)
			}
		}
		return
	}
	for i := range s.many(54) {
		depth := h.between(0, 1000)
		p := at{h.wide(h.between(-40, 1040)), h.high(s.horizon * depth * depth / 1000 / 1250)}
		c := blend(darker(s.high, 130), lighter(s.low, 40), min(depth*200/1000+h.between(-30, 60), 240))
		if i%7 == 6 { // where light breaks through
			c = lighter(s.low, 110)
		}
		w := h.u(h.between(30, 80))
		h.line(look{core.OilFilbert, h.near(c, 7), w, 205, swell}, curve(at{p.x - w*2, p.y + w/4}, at{p.x - w, p.y - w*6/10}, at{p.x + w, p.y - w*6/10}, at{p.x + w*2, p.y + w/3}, 9)...)
	}
}

// birds are far: two arcs each.
func birds(h *hand, s *setting) {
	c := at{h.wide(h.between(200, 800)), h.high(h.between(100, s.horizon*6/10))}
	for range s.many(7) {
		p := at{c.x + h.u(h.between(-130, 130)), c.y + h.u(h.between(-50, 50))}
		d := h.u(h.between(9, 17))
		tip := d * h.between(3, 8) / 10
		h.line(look{core.Ink, darker(s.high, 190), h.u(4), 235, swell},
			append(curve(at{p.x - d, p.y - tip}, at{p.x - d/2, p.y - tip}, at{p.x - d/4, p.y - d/6}, p, 6), curve(p, at{p.x + d/4, p.y - d/6}, at{p.x + d/2, p.y - tip}, at{p.x + d, p.y - tip}, 6)...)...)
	}
}

// rain slants over everything, and splashes where it falls.
func rain(h *hand, s *setting) {
	wet := lighter(s.low, 120)
	for range s.many(80) {
		p := at{h.wide(h.between(-80, 1000)), h.high(h.between(-40, 900))}
		d := h.u(h.between(40, 110))
		h.line(look{core.Ink, wet, h.u(3), uint8(h.between(110, 190)), swell}, p, at{p.x + d/8, p.y + d/2}, at{p.x + d/4, p.y + d})
	}
	for range s.many(24) {
		p := at{h.wide(h.between(0, 1000)), h.high(h.between(890, 985))}
		r := h.u(h.between(6, 16))
		h.line(look{core.Ink, wet, h.u(2), 190, even}, ring(p, r, r/3, h.between(0, 30), 16)[:h.between(10, 16)]...)
	}
}

// snow falls in flakes of all sizes, the near ones large and few.
func snow(h *hand, s *setting) {
	n := s.many(74)
	for i := range n {
		p := at{h.wide(h.between(0, 1000)), h.high(h.between(0, 1000))}
		r := h.u(2 + 6*i*i/(n*n) + h.between(0, 3))
		if !h.plots() {
			h.line(look{core.OilRound, 0xffffff, r * 2, uint8(h.between(150, 245)), even}, p, at{p.x + r/3, p.y + r/2})
			continue
		}
		if i%2 == 1 {
			continue
		}
		var star []at // six arms without lifting the pen
		turn := h.between(0, 599)
		for k := range int32(6) {
			x, y := turned(r*3/2, turn+600*k)
			star = append(star, p, at{p.x + x, p.y + y})
		}
		h.line(look{}, star...)
	}
}
