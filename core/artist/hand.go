package artist

import (
	"slices"

	"easel.example/core"
	"easel.example/core/path"
)

// A Mark is a stroke to be drawn, of which the piece has room for all points.
type Mark struct {
	Brush  core.Brush
	Points []core.Point
}

// at is a place on the sheet, in 1/32 px.
type at struct{ x, y int32 }

// hand makes strokes of what a layer says, by the style of the piece.
type hand struct {
	chance
	w, h  int32 // px
	unit  int32 // 1/32 px that are a thousandth of the sheet's middle size
	style core.Style

	medium *medium // nil for what the style has

	marks []Mark
	kept  []Mark // drawn after those, on ink and all

	covers []cover
	spare  int32 // how much fewer strokes a thing has, as one of many
}

func newHand(b Brief, seed uint64, what string) *hand {
	return &hand{chance: newChance(seed, what), w: b.Width, h: b.Height, style: b.Style, medium: b.medium(),
		unit: max(int32(path.Sqrt(uint64(b.Width)*uint64(b.Height)))*core.Unit/1000, 1)}
}

// u returns so many thousandths of the sheet's middle size, in 1/32 px; wide and high
// those of its width and height.
func (h *hand) u(n int32) int32    { return n * h.unit }
func (h *hand) wide(n int32) int32 { return int32(int64(n) * int64(h.w) * core.Unit / 1000) }
func (h *hand) high(n int32) int32 { return int32(int64(n) * int64(h.h) * core.Unit / 1000) }

// plots reports whether it draws as a plotter does: in lines, that hide nothing.
func (h *hand) plots() bool { return h.style == core.Plotter || h.medium != nil && h.medium.lines }

// A look is how a line is drawn.
type look struct {
	kind    core.BrushKind
	color   uint32
	width   int32 // 1/32 px
	opacity uint8
	press   press
}

// press is how a hand presses along a line.
type press uint8

const (
	even    press = iota // all the same
	swell                // light, hard in the middle, light
	release              // hard, then ever lighter
)

func (p press) at(i, n int32) uint8 {
	if n < 2 {
		return 200
	}
	switch t := 255 * i / (n - 1); p {
	case swell:
		return uint8(70 + 185*t*(255-t)/16256)
	case release:
		return uint8(245 - 205*t/255)
	}
	return 215
}

// line draws a line.
func (h *hand) line(l look, pts ...at) {
	if len(pts) == 0 {
		return
	}
	b := core.Brush{Kind: l.kind, Version: core.BrushVersion, Color: l.color, Opacity: l.opacity,
		Width: uint16(min(max(l.width*core.WidthUnit/core.Unit, core.WidthUnit), core.WidthMax))}
	m := Mark{Brush: h.brush(b), Points: make([]core.Point, len(pts))}
	for i, p := range pts {
		m.Points[i] = h.point(p, l.press.at(int32(i), int32(len(pts))))
	}
	h.marks = append(h.marks, m)
}

// point keeps a place within what a piece may hold (rule L5).
func (h *hand) point(p at, pressure uint8) core.Point {
	w, t := h.w*core.Unit, h.h*core.Unit
	return core.Point{X: min(max(p.x, -w/2), w+w/2), Y: min(max(p.y, -t/2), t+t/2), Pressure: pressure}
}

// fill covers what a line encloses, with solid paint. Who plots has none.
func (h *hand) fill(color uint32, opacity uint8, shape []at) {
	if h.plots() || len(shape) < 3 {
		return
	}
	m := Mark{Brush: h.brush(core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: color, Width: core.WidthUnit, Opacity: opacity, Fill: core.FillNonzero})}
	for _, p := range shape {
		m.Points = append(m.Points, h.point(p, 255))
	}
	h.marks = append(h.marks, m)
}

// wobble returns a line whose points have strayed a little, as a hand's do.
func (h *hand) wobble(pts []at, by int32) []at {
	list := make([]at, len(pts))
	seed := h.chance.next()
	for i, p := range pts {
		list[i] = at{p.x + noise(seed, int32(i)*64, 192)*by/1024, p.y + noise(seed+9, int32(i)*64, 192)*by/1024}
	}
	return list
}

// along returns a straight line as a hand draws it, of n+1 points.
func along(a, b at, n int32) []at {
	list := make([]at, 0, n+1)
	for i := range n + 1 {
		list = append(list, at{a.x + (b.x-a.x)*i/n, a.y + (b.y-a.y)*i/n})
	}
	return list
}

// curve returns a cubic curve in n steps.
func curve(a, b, c, d at, n int32) []at {
	list := make([]at, 0, n+1)
	mid := func(p, q at, i int32) at { return at{p.x + (q.x-p.x)*i/n, p.y + (q.y-p.y)*i/n} }
	for i := range n + 1 {
		ab, bc, cd := mid(a, b, i), mid(b, c, i), mid(c, d, i)
		list = append(list, mid(mid(ab, bc, i), mid(bc, cd, i), i))
	}
	return list
}

// ring returns an ellipse of n points around c, turned by so many tenths of a degree.
func ring(c at, rx, ry, turn, n int32) []at {
	list := make([]at, 0, n+1)
	cx, cy := turned(1<<14, turn)
	for i := range n + 1 {
		x, _ := turned(rx, 3600*i/n)
		_, y := turned(ry, 3600*i/n)
		list = append(list, at{c.x + int32((int64(x)*int64(cx)-int64(y)*int64(cy))>>14), c.y + int32((int64(x)*int64(cy)+int64(y)*int64(cx))>>14)})
	}
	return list
}

// A grain is how a brush works over an area.
type grain struct {
	kind core.BrushKind
	turn int32 // of its strokes, tenths of a degree; 0 is level
	step int32 // from stroke to stroke, 1/32 px
	long int32 // of a stroke at most; 0 is across
	vary int32 // of the colour, 0 to 255
	bare bool  // there is no coat of paint beneath
}

// area covers a shape: with a coat of paint, and the brush worked over it; or with
// hatching, as dense as it is dark, and an outline.
func (h *hand) area(color uint32, g grain, shape []at) {
	if h.plots() {
		h.cover(shape)
		h.hatch(color, g.turn, shape)
		h.line(look{}, append(slices.Clone(shape), shape[0])...)
		return
	}
	if !g.bare {
		h.fill(color, 255, shape)
	}
	if g.step <= 0 {
		return
	}
	for _, s := range rows(shape, g.turn, g.step) {
		for _, part := range h.parts(s, g.long) {
			c := h.near(color, g.vary)
			h.line(look{g.kind, c, g.step * h.between(110, 160) / 100, 235, swell}, h.wobble(along(part[0], part[1], 8), g.step/6)...)
		}
	}
}

// parts cuts a row into strokes of about a length.
func (h *hand) parts(s [2]at, long int32) (list [][2]at) {
	dx, dy := int64(s[1].x-s[0].x), int64(s[1].y-s[0].y)
	n := int32(1)
	if far := int32(path.Sqrt(uint64(dx*dx + dy*dy))); long > 0 && far > long {
		n = far/h.about(long, 25) + 1
	}
	for i := range n {
		a := at{s[0].x + int32(dx*int64(i)/int64(n)), s[0].y + int32(dy*int64(i)/int64(n))}
		b := at{s[0].x + int32(dx*int64(i+1)/int64(n)), s[0].y + int32(dy*int64(i+1)/int64(n))}
		list = append(list, [2]at{a, b})
	}
	return list
}

// hatch covers a shape with lines, to and fro without lifting the pen where that stays
// within: closer the darker the colour, and none where it is very light.
func (h *hand) hatch(color uint32, turn int32, shape []at) {
	v := light(color)
	if v > 225 {
		return
	}
	step := h.u(4) + h.u(26)*v*v/(225*225)
	if turn == 0 {
		turn = 450
	}
	var pen []at
	for i, s := range rows(shape, turn, step) {
		if i%2 == 1 {
			s[0], s[1] = s[1], s[0]
		}
		if len(pen) > 0 {
			last := pen[len(pen)-1]
			if max(abs(last.x-s[0].x), abs(last.y-s[0].y)) > 3*step || len(pen) > 60 {
				h.line(look{}, pen...)
				pen = nil
			}
		}
		pen = append(pen, h.wobble(along(s[0], s[1], 4), h.u(1))...)
	}
	h.line(look{}, pen...)
}

func abs(v int32) int32 { return max(v, -v) }

// rows returns the parts of parallel lines, so far apart, that lie within a shape
// (even-odd), at an angle in tenths of a degree.
func rows(shape []at, turn, step int32) (list [][2]at) {
	cos, sin := turned(1<<14, turn)
	to := func(p at) at {
		return at{int32((int64(p.x)*int64(cos) + int64(p.y)*int64(sin)) >> 14), int32((int64(p.y)*int64(cos) - int64(p.x)*int64(sin)) >> 14)}
	}
	back := func(p at) at {
		return at{int32((int64(p.x)*int64(cos) - int64(p.y)*int64(sin)) >> 14), int32((int64(p.y)*int64(cos) + int64(p.x)*int64(sin)) >> 14)}
	}
	flat := make([]at, len(shape))
	top, low := int32(1<<30), int32(-1<<30)
	for i, p := range shape {
		flat[i] = to(p)
		top, low = min(top, flat[i].y), max(low, flat[i].y)
	}
	for y := top + step/2; y < low; y += step {
		xs := crossings(flat, y)
		for i := 0; i+1 < len(xs); i += 2 {
			if xs[i+1]-xs[i] > step/3 {
				list = append(list, [2]at{back(at{xs[i], y}), back(at{xs[i+1], y})})
			}
		}
	}
	return list
}

// crossings returns where the edge of a shape crosses a level, from left to right.
func crossings(shape []at, y int32) (xs []int32) {
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		if a.y <= y != (b.y <= y) {
			xs = append(xs, a.x+int32(int64(b.x-a.x)*int64(y-a.y)/int64(b.y-a.y)))
		}
	}
	slices.Sort(xs)
	return xs
}
