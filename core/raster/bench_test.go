package raster

import (
	"testing"

	"easel.example/core"
	"easel.example/core/ink"
)

// BenchmarkRaster draws 10,000 strokes of 32 points, tile by tile.
func BenchmarkRaster(b *testing.B) {
	const w, h, n, points = 1600, 1200, 10_000, 32
	list := BenchStrokes(n, points, w, h, 1)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		c := New(w, h)
		for _, s := range list {
			c.Place(s)
		}
		drawAll(c)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(n*(points-1)), "ns/segment")
}

func drawAll(c *Canvas) {
	for i := range c.TilesWide() * c.TilesHigh() {
		c.Tile(i)
	}
}

// BenchmarkPoint adds one point to a live stroke and draws what it made dirty.
func BenchmarkPoint(b *testing.B) {
	for _, bench := range []struct {
		name   string
		points int
	}{{"500", 500}, {"8000", 8000}} {
		b.Run(bench.name, func(b *testing.B) {
			c := New(1600, 1200)
			for _, s := range BenchStrokes(2000, 32, 1600, 1200, 1) {
				c.Place(s)
			}
			all := BenchStrokes(1, bench.points, 1600, 1200, 2)[0].Points
			from := bench.points - bench.points/10
			s := &core.Stroke{ID: core.StrokeID{Actor: 2, N: 1}, Brush: core.Brush{Kind: 1, Version: 1, Width: 74, Opacity: 200}}
			s.Points = append(s.Points, all[:from]...)
			c.Place(s)
			drawAll(c)
			c.TakeDirty(nil)
			var dirty []int32
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				n := len(s.Points)
				if n == len(all) {
					b.StopTimer()
					was := s.Bounds()
					s.Points = s.Points[:from]
					c.Changed(s, was)
					drawAll(c)
					c.TakeDirty(dirty[:0])
					n = from
					b.StartTimer()
				}
				s.Points = append(s.Points, all[n])
				c.Grew(s, n)
				dirty = c.TakeDirty(dirty[:0])
				for _, i := range dirty {
					c.Tile(i)
				}
			}
		})
	}
}

// BenchmarkBrushes draws 400 strokes of 32 points with each brush, 32 px wide,
// and tells the time for each pixel of a stroke that a pen would ink.
func BenchmarkBrushes(b *testing.B) { benchBrushes(b, func(*core.Stroke) {}) }

// BenchmarkHand is BenchmarkBrushes for what the pen leaves of such ways when a mouse draws
// them: a line that is broad needs fewer points.
func BenchmarkHand(b *testing.B) {
	benchBrushes(b, func(s *core.Stroke) {
		const samples = 4 // from point to point, as at 125 Hz
		p := ink.New(ink.Mouse, ink.Feel{Smoothing: 30, Width: int32(s.Brush.Width) / core.WidthUnit})
		var pts []core.Point
		time := int64(0)
		for i, to := range s.Points {
			from := s.Points[max(i-1, 0)]
			for k := int32(1); k <= samples; k++ {
				const fine = 256 / core.Unit
				x, y := (from.X*(samples-k)+to.X*k)*fine/samples, (from.Y*(samples-k)+to.Y*k)*fine/samples
				pts = p.Add(pts, ink.Sample{X: x, Y: y, Time: time})
				time += 8000
			}
		}
		s.Points = p.Up(pts)
		s.Measure()
	})
}

func benchBrushes(b *testing.B, made func(*core.Stroke)) {
	const w, h = 1600, 1200
	for _, p := range core.Presets() {
		list := BenchStrokes(400, 32, w, h, 1)
		inked := int64(0)
		for _, s := range list {
			s.Brush.Kind, s.Brush.Width, s.Brush.Opacity = p.Kind, 32*core.WidthUnit, 220
			made(s)
			one := New(w, h)
			pen := *s
			pen.Brush.Kind = core.Pen
			one.Place(&pen)
			inked += one.Inked()
		}
		b.Run(p.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c := New(w, h)
				for _, s := range list {
					c.Place(s)
				}
				drawAll(c)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(inked), "ns/px")
		})
	}
}

// BenchmarkBig is the largest piece that people should meet: 100,000 strokes of
// 25 points on 4096 × 4096 px. It is placed, and drawn whole.
func BenchmarkBig(b *testing.B) {
	list := BenchStrokes(100_000, 25, 4096, 4096, 1)
	b.Run("place", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			placeAll(list)
		}
	})
	b.Run("draw", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			drawAll(placeAll(list))
		}
	})
}

func placeAll(list []*core.Stroke) *Canvas {
	c := New(4096, 4096)
	for _, s := range list {
		c.Place(s)
	}
	return c
}
