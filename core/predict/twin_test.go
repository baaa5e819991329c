package predict

import (
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
)

// A twin does what a Replica does, stupidly: it keeps the confirmed piece, and
// for each look makes a copy of it and applies all of its own ops anew.
type twin struct {
	confirmed *core.Piece
	sent      []core.Batch
	open      []core.Op
}

func copyOf(t *testing.T, p *core.Piece) *core.Piece {
	t.Helper()
	st := p.State()
	st.Actors = slices.Clone(st.Actors)
	strokes := make([]*core.Stroke, len(st.Strokes))
	for i, s := range st.Strokes {
		c := *s
		c.Points = slices.Clone(s.Points)
		strokes[i] = &c
	}
	st.Strokes = strokes
	q, ok := core.Restore(st)
	if !ok {
		t.Fatal("a piece could not be copied")
	}
	return q
}

func (w *twin) view(t *testing.T) *core.Piece {
	v := copyOf(t, w.confirmed)
	for _, b := range w.sent {
		v.Apply(b, 0, nil)
	}
	for _, op := range w.open {
		v.Apply(core.Batch{Actor: 1, Ops: []core.Op{op}}, 0, nil)
	}
	return v
}

// own returns an op that actor 1 might do, in a way that Replica's methods can.
func own(r *rand.Rand, rep *Replica) (op core.Op, do func()) {
	n := uint32(1 + r.IntN(6))
	id := core.StrokeID{Actor: core.Actor(1 + r.IntN(2)), N: n}
	switch r.IntN(5) {
	case 0:
		b := core.Brush{Kind: core.Pen, Version: 1, Width: 32, Opacity: 255}
		return core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: rep.lastN + 1}, Brush: b}, func() { rep.Begin(b, false) }
	case 1:
		pts := []core.Point{{X: r.Int32N(9000), Y: r.Int32N(9000)}, {X: r.Int32N(9000), Y: r.Int32N(9000), Pressure: 9}}
		n = max(rep.lastN, 1)
		return core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: n}, Points: pts}, func() { rep.Extend(n, pts) }
	case 2:
		n = max(rep.lastN, 1)
		return core.Op{Kind: core.End, Stroke: core.StrokeID{N: n}}, func() { rep.End(n) }
	case 3:
		return core.Op{Kind: core.Hide, Stroke: id}, func() { rep.Hide(id) }
	}
	return core.Op{Kind: core.Show, Stroke: id}, func() { rep.Show(id) }
}

// TestTwin drives a Replica and its twin through the same own ops, places and
// entries of another, and compares their views after every step. There is no
// truncation: where it comes, while strokes grow, is not part of a view's look;
// core/sim checks it.
func TestTwin(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 150 {
		l := core.DefaultLimits()
		l.StrokePoints = int32(3 + r.IntN(20))
		start := core.NewPiece(1, 240, 240, core.Paint, l)
		start.Apply(core.Batch{Ops: []core.Op{
			{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1},
			{Kind: core.Join, Stroke: core.StrokeID{Actor: 2}, Replica: 2, Member: 2},
		}}, 1, nil)
		w := &twin{confirmed: copyOf(t, start)}
		rep := New(1, start, 1, 1, 0)
		other := uint32(0)
		for range 60 {
			switch k := r.IntN(10); {
			case k < 5:
				before := w.view(t)
				op, do := own(r, rep)
				kept, _ := before.Apply(core.Batch{Actor: 1, Ops: []core.Op{op}}, 0, nil)
				w.open = append(w.open, kept.Ops...)
				do()
			case k < 6:
				was := len(rep.Pending())
				rep.Flush()
				for _, b := range rep.Pending()[was:] {
					w.sent = append(w.sent, b.Batch)
				}
				w.open = nil
			case k < 8 && len(w.sent) > 0: // the oldest has its place
				b := w.sent[0]
				w.sent = w.sent[1:]
				w.confirmed.Apply(b, 9, nil)
				if _, err := rep.Confirm([]Entry{{Seq: rep.Seq() + 1, Time: 9, Own: true, Batch: core.Batch{Actor: 1, Num: b.Num}}}); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
			default: // another's stroke, or a hide
				other++
				ops := []core.Op{
					{Kind: core.Begin, Stroke: core.StrokeID{N: other}, Brush: core.Brush{Kind: 1, Version: 1, Width: 16, Opacity: 9}},
					{Kind: core.Extend, Stroke: core.StrokeID{N: other}, Points: []core.Point{{X: r.Int32N(9000)}, {Y: r.Int32N(9000)}}},
					{Kind: core.End, Stroke: core.StrokeID{N: other}},
				}
				if r.IntN(3) == 0 {
					ops = []core.Op{{Kind: core.Hide, Stroke: core.StrokeID{Actor: core.Actor(1 + r.IntN(2)), N: uint32(1 + r.IntN(6))}}}
				}
				kept, _ := copyOf(t, w.confirmed).Apply(core.Batch{Actor: 2, Ops: ops}, 9, nil)
				w.confirmed.Apply(kept, 9, nil)
				travel := core.Batch{Actor: 2, Ops: slices.Clone(kept.Ops)}
				for i := range travel.Ops {
					if op := &travel.Ops[i]; op.Kind == core.Extend {
						pts, ok := core.ParsePoints(nil, core.AppendPoints(nil, core.Heading{}, op.Points))
						if !ok {
							t.Fatal("points do not travel")
						}
						op.Points = pts
					}
				}
				if _, err := rep.Confirm([]Entry{{Seq: rep.Seq() + 1, Time: 9, Batch: travel}}); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
			}
			if got, want := rep.Piece().Digest(), w.view(t).Digest(); got != want {
				t.Fatalf("seed %d: the view has digest %x, its twin %x", seed, got, want)
			}
			if got, want := rep.Settled(), w.confirmed.Digest(); got != want {
				t.Fatalf("seed %d: what is confirmed has digest %x, at its twin %x", seed, got, want)
			}
		}
	}
}
