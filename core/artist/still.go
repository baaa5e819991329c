package artist

import "easel.example/core"

// interior is a wall and a table, for what stands on it.
func interior(h *hand, s *setting) {
	y := h.high(690)
	wall := blend(s.low, s.far, 60)
	if h.plots() {
		h.line(look{}, h.wobble(along(at{0, y}, at{h.wide(1000), y}, 20), h.u(2))...)
		for i := range s.many(34) { // the wall in shade, and the grain of the table
			x := h.wide(s.sunX) + h.wide(1000)*(2*(i%2)-1)*(i+8)/50
			l := h.high(h.between(200, 520))
			h.line(look{}, h.wobble(along(at{x, h.high(40)}, at{x, h.high(40) + l}, 10), h.u(2))...)
			tx, ty := h.wide(h.between(-20, 900)), y+h.high(20+9*i)
			h.line(look{}, h.wobble(along(at{tx, ty}, at{tx + h.wide(h.between(60, 240)), ty}, 8), h.u(2))...)
		}
		return
	}
	h.fill(wall, 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), y}, {0, y}})
	n := int32(34)
	for i := range n { // the wall, lighter towards the window
		k := i * 13 % n
		x := h.wide(1000*k/(n-1) + h.between(-20, 20))
		c := blend(lighter(wall, 60), darker(wall, 44), min(abs(1000*k/(n-1)-s.sunX)*255/800, 255))
		top := h.high(h.between(-30, 60))
		dx := h.u(h.between(20, 60))
		h.line(look{core.OilFlat, h.near(c, 5), h.u(h.between(60, 96)), 170, even}, h.wobble(along(at{x + dx, top}, at{x - dx, y - h.u(20)}, 8), h.u(9))...)
	}
	for i := range int32(2) { // light that falls through a window
		x := h.wide(s.sunX) + h.u(-70+120*i)
		h.fill(lighter(s.sun, 60), 46, h.wobble([]at{{x, h.high(120)}, {x + h.u(90), h.high(120)}, {x + h.u(40), h.high(440)}, {x - h.u(50), h.high(440)}}, h.u(4)))
	}
	h.area(s.ground, grain{core.OilFlat, 0, h.u(42), h.wide(420), 12, false}, []at{{0, y}, {h.wide(1000), y - h.u(6)}, {h.wide(1000), h.high(1010)}, {0, h.high(1010)}})
	h.line(look{core.DryBrush, darker(s.ground, 90), h.u(12), 200, even}, h.wobble(along(at{-h.u(20), y}, at{h.wide(1010), y - h.u(5)}, 14), h.u(2))...)
}

// shadow is what a thing throws on the table.
func (h *hand) shadow(s *setting, c at, rx, ry int32) {
	if h.plots() {
		h.hatch(0x808080, 80, ring(c, rx, ry, 0, 24))
		return
	}
	h.fill(darker(s.ground, 110), 120, ring(c, rx, ry, 0, 28))
	h.line(look{core.Airbrush, darker(s.ground, 150), ry * 2, 110, swell}, at{c.x - rx*7/10, c.y}, at{c.x, c.y}, at{c.x + rx, c.y})
}

// vase stands on the table; what is in it comes before it is painted.
func vase(h *hand, s *setting) { h.vase(s, 0, "") }

// vase is with n flowers, 0 for many.
func (h *hand) vase(s *setting, n int32, kind string) {
	t := h.u(370) * s.scale / 100
	p := at{h.wide(500+s.aside) + h.u(h.between(-60, 60)), h.high(900)}
	h.shadow(s, at{p.x + t/3, p.y}, t/2, t/12)
	color := pick(&h.chance, []uint32{s.water, s.accents[4], blend(s.far, s.ink, 60), lighter(s.ground, 120)})
	left := curve(at{p.x - t*22/100, p.y}, at{p.x - t*48/100, p.y - t*35/100}, at{p.x - t*36/100, p.y - t*70/100}, at{p.x - t*15/100, p.y - t*80/100}, 14)
	left = append(left, at{p.x - t*18/100, p.y - t*92/100})
	shape := append([]at{}, left...)
	for i := range left {
		q := left[len(left)-1-i]
		shape = append(shape, at{2*p.x - q.x, q.y})
	}
	h.bouquet(s, at{p.x, p.y - t*90/100}, t, n, kind)
	h.area(color, grain{core.OilFilbert, 900, t / 9, t / 2, 10, false}, shape)
	if !h.plots() {
		h.line(look{core.OilFilbert, lighter(color, 150), t / 16, 220, swell}, curve(at{p.x - t*18/100, p.y - t*12/100}, at{p.x - t*32/100, p.y - t*35/100}, at{p.x - t*26/100, p.y - t*60/100}, at{p.x - t*14/100, p.y - t*72/100}, 9)...)
		h.line(look{core.OilFilbert, darker(color, 110), t / 11, 170, swell}, curve(at{p.x + t*16/100, p.y - t*6/100}, at{p.x + t*36/100, p.y - t*30/100}, at{p.x + t*30/100, p.y - t*62/100}, at{p.x + t*14/100, p.y - t*74/100}, 9)...)
	}
	for range h.between(2, 5) { // fallen petals
		q := at{p.x + h.u(h.between(-330, 330)), p.y + h.u(h.between(-10, 70))}
		h.petal(q, h.u(h.between(14, 24)), h.between(0, 3599), pick(&h.chance, s.accents))
	}
}

// bouquet is flowers whose stems meet at p.
func (h *hand) bouquet(s *setting, p at, t, n int32, kind string) {
	type bloom struct {
		c at
		r int32
	}
	var list []bloom
	large, most := int32(100), int32(105)
	if n == 0 {
		n = s.many(h.between(10, 13))
	} else {
		large, most = 150, 85
	}
	for i := range n {
		dx, dy := turned(t*h.between(55, most)/100, 1800+1800*(2*i+1)/(2*n)+h.between(-90, 90))
		c := at{p.x + dx, p.y + dy*9/10 - t/10}
		list = append(list, bloom{c, t * h.between(11, 19) * large / 10000})
		bend := at{(p.x*2 + c.x) / 3, (p.y + c.y*2) / 3}
		h.line(look{core.Ink, h.near(darker(s.leaf, 40), 12), t / 34, 245, even}, curve(at{p.x + dx/12, p.y + t/20}, at{p.x, p.y - t/6}, bend, c, 10)...)
	}
	spread := min(n, 6) // the leaves of few keep to their stems
	for i := range s.many(min(26, 6+6*n)) {
		dx, dy := turned(t*h.between(20, 80)/100, 1850+h.between(0, 1700))
		h.leaf(at{p.x + dx*spread/6, p.y + dy*8/10}, t*h.between(14, 24)/100, 1800+h.between(0, 1800), blend(s.leaf, s.leaf2, i*18%256))
	}
	for i, b := range list {
		h.flower(b.c, b.r, h.near(s.accents[i%len(s.accents)], 12), blend(s.sun, s.accents[1], 150), h.bloom(kind))
	}
}

// bloom returns what kind of flower a word names: any, if it names none of its own.
func (h *hand) bloom(word string) int32 {
	kind := h.between(0, 4)
	switch {
	case has(" tulip tulips ", word):
		return 2
	case has(" rose roses peonies ", word):
		return 3
	case has(" sunflowers daisies ", word):
		return 0
	}
	return kind
}

func (h *hand) leaf(p at, long, turn int32, color uint32) {
	tipX, tipY := turned(long, turn)
	sideX, sideY := turned(long*28/100, turn+900)
	tip, mid := at{p.x + tipX, p.y + tipY}, at{p.x + tipX/2, p.y + tipY/2}
	shape := append(curve(p, at{mid.x + sideX, mid.y + sideY}, at{mid.x + sideX, mid.y + sideY}, tip, 8), curve(tip, at{mid.x - sideX, mid.y - sideY}, at{mid.x - sideX, mid.y - sideY}, p, 8)...)
	if h.plots() {
		h.cover(shape)
		h.line(look{}, shape...)
		h.line(look{}, p, tip)
		return
	}
	h.fill(h.near(color, 12), 255, shape)
	h.line(look{core.Ink, lighter(color, 80), long / 16, 210, release}, p, mid, tip)
}

func (h *hand) petal(p at, long, turn int32, color uint32) {
	dx, dy := turned(long, turn)
	if h.plots() {
		h.line(look{}, ring(at{p.x + dx/2, p.y + dy/2}, long*55/100, long*26/100, turn, 14)...)
		return
	}
	h.line(look{core.OilFilbert, h.near(color, 14), long * 62 / 100, 240, swell}, p, at{p.x + dx/2, p.y + dy/2}, at{p.x + dx, p.y + dy})
}

// flower is a daisy, a tulip, a rose or a head of small blossoms.
func (h *hand) flower(c at, r int32, color, heart uint32, kind int32) {
	switch kind {
	case 0, 1: // petals around a heart
		n := h.between(7, 12)
		for i := range n {
			h.petal(at{c.x, c.y}, r, 3600*i/n+h.between(-60, 60), blend(color, lighter(color, 90), i%3*90))
		}
		if h.plots() {
			h.cover(ring(c, r/4, r/4, 0, 12))
			h.line(look{}, ring(c, r/4, r/4, 0, 12)...)
			return
		}
		h.fill(heart, 255, h.wobble(ring(c, r*3/10, r*3/10, 0, 14), r/14))
		h.line(look{core.OilRound, darker(heart, 70), r / 6, 200, swell}, at{c.x - r/7, c.y + r/8}, at{c.x, c.y + r/6}, at{c.x + r/6, c.y + r/10})
	case 2: // a tulip
		for _, side := range []int32{-1, 1, 0} {
			shape := append(curve(at{c.x, c.y + r*6/10}, at{c.x + side*r - r/4, c.y + r/3}, at{c.x + side*r*8/10 - r/3, c.y - r/2}, at{c.x + side*r*45/100, c.y - r}, 9),
				curve(at{c.x + side*r*45/100, c.y - r}, at{c.x + side*r/3 + r/3, c.y - r/2}, at{c.x + side*r/4 + r/3, c.y + r/3}, at{c.x, c.y + r*6/10}, 9)...)
			h.area(blend(color, darker(color, 70), abs(side)*110), grain{core.OilFilbert, 900, r / 3, 0, 12, false}, shape)
		}
	case 3: // a rose: a spiral
		if !h.plots() {
			h.fill(darker(color, 50), 255, h.wobble(ring(c, r, r*9/10, 0, 18), r/9))
		}
		var pen []at
		for i := range int32(26) {
			x, y := turned(r*(i+3)/30, i*420)
			pen = append(pen, at{c.x + x, c.y + y*9/10})
		}
		h.line(look{core.OilFilbert, lighter(color, 60), r * 3 / 10, 235, swell}, pen...)
	default: // many small ones
		for range h.between(9, 14) {
			x, y := turned(r*h.between(10, 95)/100, h.between(0, 3599))
			p := at{c.x + x, c.y + y}
			d := r * h.between(14, 24) / 100
			if h.plots() {
				h.line(look{}, ring(p, d, d, 0, 8)...)
				continue
			}
			h.line(look{core.OilRound, h.near(blend(color, lighter(color, 150), h.between(0, 255)), 12), d * 2, 235, even}, p, at{p.x + d/3, p.y + d/4})
		}
	}
}

// flowers grow in a meadow, the nearer the larger.
func flowers(h *hand, s *setting) {
	for i := range s.many(63) { // far ones are dabs, in drifts of one colour
		depth := 20 + 480*i/s.many(63)
		k := int32(i/9) % int32(len(s.accents))
		p := at{h.wide(1000*int32(mix(uint64(i/9))%97)/97 + h.between(-90, 90)), h.high(s.horizon + 40 + (960-s.horizon)*depth/1000*depth/700)}
		if h.plots() {
			if i%3 == 0 {
				h.line(look{}, ring(p, h.u(3), h.u(2), 0, 7)...)
			}
			continue
		}
		d := h.u(2) + h.u(9)*depth/1000
		h.line(look{core.OilFilbert, h.near(s.accents[k], 16), d + h.u(2), 235, even}, at{p.x - d/3, p.y}, at{p.x + d/3, p.y + d/5})
	}
	n := s.many(20)
	for i := range n {
		depth := 1000 * (i + 6) / (n + 5)
		if i > n/2 { // a bed of them in front
			depth = 800 + 200*(i-n/2)/(n-n/2)
		}
		p := at{h.wide(h.between(10, 990)), h.high(s.horizon + 60 + (930-s.horizon)*depth/1000*depth/1000)}
		if i > n-4 && p.x > h.wide(840) {
			p.x -= h.wide(300) // the signature's corner
		}
		r := (h.u(6) + h.u(38)*depth/1000*depth/1000) * s.scale / 100
		h.line(look{core.Ink, h.near(s.leaf, 14), r / 5, 240, release}, curve(at{p.x, p.y + 4*r}, at{p.x + r/3, p.y + 2*r}, at{p.x - r/4, p.y + r}, p, 7)...)
		if r > h.u(16) {
			h.leaf(at{p.x, p.y + 3*r}, r*2, 2700+pick(&h.chance, []int32{-500, 500}), s.leaf)
		}
		h.flower(p, r, h.near(pick(&h.chance, s.accents), 12), s.sun, pick(&h.chance, []int32{0, 0, 1, 2, 3, 4}))
	}
}

// fruit lies on the table: apples and pears, and a bowl.
func fruit(h *hand, s *setting) { h.fruit(s, "") }

// fruit is all of one kind, if one is named.
func (h *hand) fruit(s *setting, kind string) {
	t := h.u(148) * s.scale / 100
	base := h.high(830)
	colors := []uint32{s.accents[0], s.accents[1], blend(s.leaf2, s.accents[1], 90), s.accents[0], s.leaf2}
	if color := s.ownOf(fruity); color != 0 {
		for i := range colors {
			colors[i] = s.tinted(color)
		}
	}
	if kind != "" {
		for i := range colors {
			colors[i] = h.skin(s, kind, int32(i))
		}
	}
	bowl := at{h.wide(500 + s.aside/2), base}
	h.bowl(s, bowl, t, 5, func(i int32) uint32 { return h.near(colors[i], 10) }, func(i int32) bool { return kind == "pears" || kind == "" && i == 3 })
	for _, x := range []int32{-33, 32} {
		p := at{bowl.x + t*x/10, base + t/2}
		h.shadow(s, at{p.x + t/3, p.y + t*8/10}, t*8/10, t/6)
		h.apple(s, p, t*9/10, h.near(pick(&h.chance, colors), 10), kind == "pears" || h.one(3) && kind == "")
	}
}

// bowl has n fruits in it.
func (h *hand) bowl(s *setting, bowl at, t, n int32, color func(i int32) uint32, pear func(i int32) bool) {
	h.shadow(s, at{bowl.x + t/2, bowl.y + t/3}, t*3, t/4)
	last := max(n-1, 4)
	for i := range n {
		from := 2*i - n + 1 // the middle
		h.apple(s, at{bowl.x + t*from*190/(100*last), bowl.y - t*(14-abs(from)*6/last)/10 + t/5}, t*h.between(80, 96)*4/(100*last), color(i), pear(i))
	}
	rim := ring(at{bowl.x, bowl.y - t*7/10}, t*27/10, t/3, 0, 30)
	body := append(rim[:16:16], curve(at{bowl.x - t*27/10, bowl.y - t*7/10}, at{bowl.x - t*2, bowl.y + t/2}, at{bowl.x - t, bowl.y + t/2}, at{bowl.x, bowl.y + t/2}, 10)...)
	body = append(body, curve(at{bowl.x, bowl.y + t/2}, at{bowl.x + t, bowl.y + t/2}, at{bowl.x + t*2, bowl.y + t/2}, at{bowl.x + t*27/10, bowl.y - t*7/10}, 10)...)
	china := lighter(s.water, 120)
	if color := s.ownOf(" bowl "); color != 0 {
		china = s.tinted(color)
	}
	h.area(china, grain{core.OilFlat, 0, t / 4, t * 2, 8, false}, body)
	if !h.plots() {
		h.line(look{core.Ink, darker(s.water, 60), t / 12, 230, swell}, curve(at{bowl.x - t*25/10, bowl.y - t/3}, at{bowl.x - t, bowl.y + t/12}, at{bowl.x + t, bowl.y + t/12}, at{bowl.x + t*25/10, bowl.y - t/3}, 14)...)
		h.line(look{core.OilFilbert, lighter(china, 160), t / 6, 200, swell}, curve(at{bowl.x - t*2, bowl.y - t/4}, at{bowl.x - t*17/10, bowl.y + t/6}, at{bowl.x - t*14/10, bowl.y + t/4}, at{bowl.x - t, bowl.y + t/3}, 7)...)
	}
}

func (h *hand) apple(s *setting, c at, r int32, color uint32, pear bool) {
	shape := h.wobble(ring(c, r, r*95/100, 0, 26), r/30)
	if pear {
		shape = append(curve(at{c.x, c.y - r*15/10}, at{c.x + r/2, c.y - r*14/10}, at{c.x + r/3, c.y - r*6/10}, at{c.x + r*9/10, c.y}, 9), curve(at{c.x + r*9/10, c.y}, at{c.x + r*9/10, c.y + r*11/10}, at{c.x - r*9/10, c.y + r*11/10}, at{c.x - r*9/10, c.y}, 12)...)
		shape = append(shape, curve(at{c.x - r*9/10, c.y}, at{c.x - r/3, c.y - r*6/10}, at{c.x - r/2, c.y - r*14/10}, at{c.x, c.y - r*15/10}, 9)...)
	}
	h.area(color, grain{core.OilFilbert, h.between(500, 900), r / 3, 0, 14, false}, shape)
	if !h.plots() {
		h.line(look{core.OilFilbert, darker(color, 90), r / 3, 170, swell}, curve(at{c.x + r/3, c.y - r/2}, at{c.x + r, c.y}, at{c.x + r*6/10, c.y + r*8/10}, at{c.x - r/4, c.y + r*85/100}, 9)...)
		h.line(look{core.OilFilbert, lighter(color, 150), r / 4, 220, swell}, curve(at{c.x - r*6/10, c.y}, at{c.x - r*6/10, c.y - r/3}, at{c.x - r/2, c.y - r/2}, at{c.x - r/5, c.y - r*6/10}, 7)...)
	}
	top := c.y - r*8/10
	if pear {
		top = c.y - r*145/100
	}
	h.line(look{core.Ink, s.trunk, r / 10, 250, release}, at{c.x, top + r/8}, at{c.x + r/12, top - r/6}, at{c.x + r/5, top - r/3})
	if h.one(2) {
		h.leaf(at{c.x + r/8, top - r/6}, r*6/10, h.between(2900, 3400), s.leaf)
	}
}
