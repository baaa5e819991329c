package raster

import (
	"math/bits"

	"easel.example/core"
)

// BenchStrokes returns n strokes of so many points on a w × h px canvas, the
// same for a seed on every target: smooth random walks with a mean step of
// 7.4 px and a mean width of 4.6 px, in all colours, opacity 128 to 255.
// Speed figures are about these.
func BenchStrokes(n, points int, w, h int32, seed uint64) []*core.Stroke {
	r := dice(seed)
	list := make([]*core.Stroke, n)
	for i := range list {
		s := &core.Stroke{
			ID: core.StrokeID{Actor: 1, N: uint32(i) + 1},
			Brush: core.Brush{
				Kind:    core.Pen,
				Version: core.BrushVersion,
				Color:   uint32(r.next()) & 0xffffff,
				Width:   uint16(r.upTo(16, 217)),
				Opacity: uint8(r.upTo(128, 255)),
			},
			Points: make([]core.Point, points),
			Done:   true,
		}
		walk(&r, s.Points, w, h)
		s.Measure()
		list[i] = s
	}
	return list
}

// walk fills pts with a path that turns smoothly and stays near the canvas.
func walk(r *dice, pts []core.Point, w, h int32) {
	x, y := r.upTo(0, w*core.Unit), r.upTo(0, h*core.Unit)
	dx, dy := r.upTo(-230, 230), r.upTo(-230, 230)
	pressure := r.upTo(60, 200)
	for i := range pts {
		pts[i] = core.Point{X: x, Y: y, Pressure: uint8(pressure)}
		dx, dy = dx+r.upTo(-72, 72), dy+r.upTo(-72, 72)
		dx, dy = min(max(dx, -340), 340), min(max(dy, -340), 340)
		if x+dx < 0 || x+dx > w*core.Unit {
			dx = -dx
		}
		if y+dy < 0 || y+dy > h*core.Unit {
			dy = -dy
		}
		x, y = x+dx, y+dy
		pressure = min(max(pressure+r.upTo(-18, 18), 5), 255)
	}
}

// A dice is a counter whose hash is random enough for pictures (splitmix64, by
// Sebastiano Vigna, public domain).
type dice uint64

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// upTo returns a number from low to high, both included.
func (d *dice) upTo(low, high int32) int32 {
	n, _ := bits.Mul64(d.next(), uint64(high-low)+1)
	return low + int32(n)
}

// Swatch returns a picture of one stroke of brush b, a wave whose pressure
// swells, as large as fits.
func Swatch(b core.Brush, w, h int32) *Canvas {
	c := New(w, h)
	r := min(int32(b.Width)/core.WidthUnit, h*5/8, w/4) // a large brush is shown smaller
	b.Width = uint16(max(r, 1) * core.WidthUnit)
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: uint32(b.Kind)}, Brush: b, Done: true}
	const n = 32
	high := max((h-r)/2-2, 0) * core.Unit
	for i := range int32(n + 1) {
		v := i*2 - n // -n…n
		y := v * (n - max(v, -v)) * 4 * high / (n * n)
		p := 255 - (v*v*220)/(n*n)
		s.Points = append(s.Points, core.Point{X: (r/2+3)*core.Unit + (w-r-6)*core.Unit*i/n, Y: h*core.Unit/2 - y, Pressure: uint8(p)})
	}
	s.Measure()
	if b.Kind == core.Smudge { // stripes, that it has something to move
		for i := range int32(9) {
			x := (2*i + 1) * w * core.Unit / 18
			c.Place(&core.Stroke{ID: core.StrokeID{Actor: 2, N: uint32(i + 1)}, Done: true, Points: []core.Point{{X: x, Y: -h * core.Unit, Pressure: 255}, {X: x, Y: 2 * h * core.Unit, Pressure: 255}},
				Brush: core.Brush{Kind: core.Fineliner, Version: core.BrushVersion, Color: 0x8a8078, Width: uint16(max(w/18, 1) * core.WidthUnit), Opacity: 255}})
		}
	}
	if b.Kind == core.Eraser {
		c.Place(&core.Stroke{ID: core.StrokeID{Actor: 2, N: 1}, Done: true, Points: []core.Point{{X: w * core.Unit / 2, Y: h * core.Unit / 2, Pressure: 255}},
			Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: 0x8a8078, Width: uint16(2 * max(w, h) * core.WidthUnit), Opacity: 255}})
	}
	c.Place(s)
	return c
}
