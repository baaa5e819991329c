package client

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/predict"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

// TestTouches holds the sweep against a walk along it in small steps.
func TestTouches(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	at := func() core.Point { return core.Point{X: r.Int32N(3000), Y: r.Int32N(3000), Pressure: 255} }
	hits := 0
	for range 3000 {
		w := sweep{at(), at(), r.Int32N(300)}
		if r.IntN(8) == 0 {
			w.b = w.a
		}
		s := &core.Stroke{Brush: core.Brush{Width: 32}, Points: []core.Point{at(), at(), at()}[:1+r.IntN(3)]}
		gap := math.Inf(1)
		for i, q := range s.Points {
			p := s.Points[max(i-1, 0)]
			for a := range 201 {
				for b := range 201 {
					x := mix(p.X, q.X, a) - mix(w.a.X, w.b.X, b)
					y := mix(p.Y, q.Y, a) - mix(w.a.Y, w.b.Y, b)
					gap = min(gap, math.Hypot(x, y))
				}
			}
		}
		reach := float64(w.reach) + 32 // the brush is 2 px wide
		got := w.touches(s)
		if got {
			hits++
		}
		if math.Abs(gap-reach) > 24 && got != (gap < reach) {
			t.Fatalf("seed %d: %+v touches %v: %t, but the gap is %.1f of %.1f", seed, w, s.Points, got, gap, reach)
		}
	}
	if hits < 300 || hits > 2700 {
		t.Errorf("seed %d: %d of 3000 touch: the test sees too little", seed, hits)
	}
}

func mix(a, b int32, i int) float64 { return float64(a) + float64(b-a)*float64(i)/200 }

// drawn returns a client of member 1, in a role, on a piece that has a stroke of
// member 1 and one of member 2.
func drawn(t *testing.T, role core.Role) *Client {
	t.Helper()
	p := core.NewPiece(1, 240, 240, core.Paint, core.DefaultLimits())
	for a := range core.Actor(2) {
		join := core.Op{Kind: core.Join, Stroke: core.StrokeID{Actor: a + 1}, Replica: uint64(a) + 1, Member: uint32(a) + 1}
		p.Apply(core.Batch{Ops: []core.Op{join}}, 0, nil)
		y := int32(a+1) * 1000
		line := []core.Point{{X: 100, Y: y, Pressure: 255}, {X: 3000, Y: y, Pressure: 255}}
		p.Apply(core.Batch{Actor: a + 1, Ops: []core.Op{
			{Kind: core.Begin, Stroke: core.StrokeID{N: 1}, Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 32, Opacity: 255}},
			{Kind: core.Extend, Points: line}, {Kind: core.End},
		}}, 0, nil)
	}
	c := New(Config{Replica: 1})
	c.welcome = wire.Welcome{Actor: 1, Member: 1, Role: role}
	c.canvas = raster.New(240, 240)
	for _, s := range p.Strokes() {
		c.canvas.Place(s)
	}
	c.replica = predict.New(1, p, 0, 0, 1)
	c.undo.fill(p, 1)
	return c
}

func (c *Client) seenStrokes() (list []core.Actor) {
	for _, s := range c.replica.Piece().Strokes() {
		if s.Hidden == 0 {
			list = append(list, s.ID.Actor)
		}
	}
	return list
}

// A stroke that is cancelled, as by a second finger, leaves what can be redone.
func TestCancelKeepsRedo(t *testing.T) {
	c := drawn(t, core.Painter)
	c.Undo(0)
	c.Down(1)
	c.Sample(ink.Sample{X: 1000, Y: 1000, Pressure: 65535}, 0)
	c.Cancel(0)
	if !c.Redo(0) || len(c.seenStrokes()) != 2 {
		t.Error("after a cancelled stroke nothing can be redone")
	}
	c.Undo(0)
	c.Down(1)
	c.Sample(ink.Sample{X: 1000, Y: 1000, Pressure: 65535}, 0)
	c.Up(0)
	if c.Redo(0) {
		t.Error("after another stroke the old one was redone")
	}
}

func TestErase(t *testing.T) {
	c := drawn(t, core.Painter)
	want := func(step string, actors ...core.Actor) {
		t.Helper()
		if got := c.seenStrokes(); !slices.Equal(got, actors) {
			t.Fatalf("after %s the strokes of %v are seen, want %v", step, got, actors)
		}
	}
	if n := c.Erase(500, 0, 500, 900, 10, true, 0); n != 0 {
		t.Errorf("a sweep beside the stroke took %d", n)
	}
	c.Erase(500, 900, 500, 3000, 10, false, 0)
	want("a painter's sweep over both", 2)
	c.Undo(0)
	want("undo", 1, 2)
	c.Redo(0)
	want("redo", 2)
	c.Undo(0)
	c.Undo(0)
	want("undo of the stroke too", 2)

	c = drawn(t, core.Owner)
	c.Erase(500, 500, 500, 1500, 10, true, 0)
	c.Erase(500, 1500, 500, 3000, 10, false, 0)
	want("an owner's sweep in two parts")
	c.Undo(0)
	want("its undo, in one", 1, 2)
	c.Erase(500, 500, 500, 1500, 10, true, 0)
	c.Erase(500, 1500, 500, 3000, 10, true, 0)
	c.Undo(0)
	want("undo of the second of two sweeps", 2)

	c = drawn(t, core.Viewer)
	c.Erase(500, 0, 500, 3000, 10, true, 0)
	c.Erase(math.MinInt32, math.MinInt32, math.MaxInt32, math.MaxInt32, math.MaxInt32, true, 0)
	want("a viewer's sweeps", 1, 2)
}
