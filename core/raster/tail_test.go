package raster

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestTail checks, for every brush, that a stroke with a tail looks as though it had
// those points, and without as though it never had.
func TestTail(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 9))
	for _, p := range core.Presets() {
		c := New(300, 200)
		b := core.Brush{Kind: p.Kind, Version: core.BrushVersion, Color: 0x204060, Width: uint16(p.Size * core.WidthUnit), Opacity: p.Opacity}
		under := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Brush: b, Done: true, Points: wander(r, 20)}
		s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 2}, Brush: b}
		c.Place(under)
		plain := func() *Canvas {
			n := New(300, 200)
			n.Place(under)
			n.Place(s)
			return n
		}
		all := wander(r, 200)
		for i := 0; i < len(all)-12; {
			k := 1 + r.IntN(4)
			from := len(s.Points)
			s.Points = append(s.Points, all[i:i+k]...)
			if i += k; from == 0 {
				c.Place(s)
			} else {
				c.Grew(s, from)
			}
			more := all[i : i+r.IntN(12)]
			switch r.IntN(4) {
			case 0: // none, and the last one is gone
			case 1:
				c.Hash() // what was drawn before stays out of it
				fallthrough
			default:
				c.Tail(s, more)
				long := *s
				long.Points = append(s.Points[:len(s.Points):len(s.Points)], more...)
				n := New(300, 200)
				n.Place(under)
				n.Place(&long)
				if c.Hash() != n.Hash() {
					t.Fatalf("seed %d: %s with %d points and a tail of %d is not as with %d", seed, p.Name, len(s.Points), len(more), len(long.Points))
				}
			}
			if r.IntN(3) == 0 {
				c.Tail(s, nil)
			}
			if r.IntN(3) == 0 {
				c.Tail(s, nil)
				if c.Hash() != plain().Hash() {
					t.Fatalf("seed %d: %s without its tail is not as it was", seed, p.Name)
				}
			}
		}
		c.Tail(s, all[:5])
		s.Done = true
		if c.Changed(s, core.Rect{}); c.Hash() != plain().Hash() {
			t.Fatalf("seed %d: %s, done, has a tail", seed, p.Name)
		}
	}
}

// wander returns a path of n points.
func wander(r *rand.Rand, n int) (pts []core.Point) {
	x, y, dx, dy := int32(4000), int32(3000), int32(100), int32(0)
	for range n {
		pts = append(pts, core.Point{X: x, Y: y, Pressure: uint8(80 + r.IntN(170))})
		dx, dy = dx+r.Int32N(121)-60, dy+r.Int32N(121)-60
		x, y = min(max(x+dx, 0), 9600), min(max(y+dy, 0), 6400)
	}
	return pts
}
