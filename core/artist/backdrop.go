package artist

import "easel.example/core"

// fields are large areas of colour behind a thing.
func fields(h *hand, s *setting) {
	for i := range int32(3) {
		c := at{h.wide(h.between(300, 700)), h.high(h.between(320, 680))}
		color := blend(s.accents[(i+1)%int32(len(s.accents))], s.low, 130)
		if s.night {
			color = blend(s.accents[(i+1)%int32(len(s.accents))], s.high, 150)
		}
		shape := h.wobble(ring(c, h.u(h.between(250, 380)), h.u(h.between(200, 300)), h.between(0, 1800), 26), h.u(46))
		if h.plots() {
			if i == 0 {
				h.hatch(0xa8a8a8, h.between(200, 700), shape)
			}
			continue
		}
		h.area(color, grain{core.DryBrush, h.between(0, 1799), h.u(44), h.u(320), 14, true}, shape)
	}
}

// backdrop is what is behind a thing that has no place of its own.
func backdrop(h *hand, s *setting) {
	if h.plots() {
		planes(h)
		return
	}
	fields(h, s)
}

// planes are with one pen what fields are in paint: two of hatching that cross behind the thing, and a floor for
// both to end on.
func planes(h *hand) {
	turn, side := h.between(350, 550), pick(&h.chance, []int32{-1, 1})
	for i, by := range []int32{-150, 170} {
		c := at{h.wide(500 + side*by), h.high(440 + 40*int32(i))}
		shape := h.wobble(ring(c, h.u(h.between(330, 390)), h.u(h.between(300, 340)), h.between(0, 1800), 30), h.u(30))
		h.hatch([]uint32{0xb0b0b0, 0xa0a0a0}[i], turn+900*int32(i), shape)
	}
	for i := range int32(9) { // nearer lines lie further apart
		y := h.high(800 + 14*i + 2*i*i)
		x := h.wide(h.between(20, 160))
		for x < h.wide(940) {
			l := h.wide(h.between(140, 420))
			h.line(look{}, h.wobble(along(at{x, y}, at{min(x+l, h.wide(980)), y}, 12), h.u(2))...)
			x += l + h.wide(h.between(30, 110))
		}
	}
}
