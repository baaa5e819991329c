package predict

import (
	"slices"
	"testing"

	"easel.example/core"
)

// Ink that the view has no room for any more is unsaved all the same.
func TestUnsavedInkWithoutRoom(t *testing.T) {
	t.Run("for the stroke", func(t *testing.T) { unsavedInkWithoutRoom(t, core.StrokeBytes+1, false) })
	t.Run("for its points", func(t *testing.T) { unsavedInkWithoutRoom(t, 1, true) })
}

func unsavedInkWithoutRoom(t *testing.T, less int64, part bool) {
	l := core.DefaultLimits()
	p := core.NewPiece(1, 240, 240, core.Paint, l)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 0, nil)
	r := New(1, p, 1, 0, 0)
	line := func(x int32, hold bool) core.StrokeID {
		s := r.Begin(core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 40, Opacity: 255}, hold)
		if s == nil {
			t.Fatal("no stroke")
		}
		r.Extend(s.ID.N, []core.Point{{X: x, Y: 9, Pressure: 255}})
		r.End(s.ID.N)
		return s.ID
	}
	line(100, false)
	waits := line(200, true)
	l.WorkspaceBytes = p.Bytes() - less
	r.Hide(line(300, true))
	if _, err := r.Confirm([]Entry{{Seq: 2, Batch: core.Batch{Ops: []core.Op{{Kind: core.SetLimits, Limits: l}}}}}); err != nil {
		t.Fatal(err)
	}
	if s := p.Stroke(waits); (s != nil) != part || part && len(s.Points) > 0 {
		t.Fatalf("the view holds %v", s)
	}
	var at []int32
	for _, l := range r.UnsavedInk() {
		for _, q := range l.Points {
			at = append(at, q.X)
		}
	}
	if len(at) != 2 || at[0] != 100 || at[1] != 200 {
		t.Errorf("ink at %v is unsaved, want 100 and 200", at)
	}
}

// What is hidden and shown again is ink; another author's stroke of the same N is none of it.
func TestInkOf(t *testing.T) {
	pen := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 40, Opacity: 255}
	var ops []core.Op
	for n := range uint32(5) {
		id := core.StrokeID{N: n + 1}
		ops = append(ops, core.Op{Kind: core.Begin, Stroke: id, Brush: pen}, core.Op{Kind: core.Extend, Stroke: id, Points: []core.Point{{X: int32(n)}}}, core.Op{Kind: core.End, Stroke: id})
	}
	mark := func(k core.Kind, a core.Actor, n uint32) {
		ops = append(ops, core.Op{Kind: k, Stroke: core.StrokeID{Actor: a, N: n}})
	}
	mark(core.Hide, 7, 1)
	mark(core.Hide, 3, 2)
	mark(core.Hide, 0, 3)
	mark(core.Hide, 7, 4)
	mark(core.Show, 7, 4)
	var got []uint32
	for _, l := range InkOf(ops, 7, core.Brush{}) {
		got = append(got, l.N)
	}
	if !slices.Equal(got, []uint32{2, 4, 5}) {
		t.Errorf("ink of strokes %v, want 2, 4 and 5", got)
	}
}
