package wire

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"easel.example/core"
)

func keptSample(r *rand.Rand) Kept {
	points := func(n int) (h core.Heading, pts []core.Point) {
		h = core.Heading{Point: core.Point{X: r.Int32N(9000), Y: r.Int32N(9000), Pressure: 9}, DX: r.Int32N(99) - 50, DY: r.Int32N(99), Any: true}
		for range n {
			pts = append(pts, core.Point{X: r.Int32N(90000) - 30000, Y: r.Int32N(90000) - 30000, Pressure: uint8(r.Uint32())})
		}
		return h, pts
	}
	from, some := points(1 + r.IntN(9))
	_, first := points(3)
	brush := core.Brush{Kind: core.Pen, Version: 1, Color: 0x123456, Width: 80, Opacity: 200}
	begin := func(n uint32) core.Op { return core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: n}, Brush: brush} }
	return Kept{
		Piece: 3, Width: 320, Height: 240, Actor: 7, Next: 13, Current: 5,
		Batches: []KeptBatch{
			{10, []core.Op{{Kind: core.Extend, Stroke: core.StrokeID{N: 4}, From: from, Points: some}}},
			{11, []core.Op{begin(5), {Kind: core.Extend, Stroke: core.StrokeID{N: 5}, Points: first}, {Kind: core.End, Stroke: core.StrokeID{N: 5}}}},
			{12, []core.Op{{Kind: core.Hide, Stroke: core.StrokeID{Actor: 2, N: 9}}}},
		},
		Waiting: [][]core.Op{{begin(6), {Kind: core.Extend, Stroke: core.StrokeID{N: 6}, Points: first}}},
		Strays:  [][]core.Op{{begin(1), {Kind: core.Extend, Stroke: core.StrokeID{N: 1}, Points: some}}},
	}
}

func TestKept(t *testing.T) {
	var w Writer
	var r Reader
	seed := rand.Uint64()
	for i := range uint64(50) {
		want := keptSample(rand.New(rand.NewPCG(seed, i)))
		b := w.Kept(nil, want)
		got, err := r.Kept(b)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %+v came back as %+v, %v", seed, want, got, err)
		}
		for n := range b {
			if _, err := r.Kept(b[:n]); err == nil {
				t.Fatalf("seed %d: the first %d of %d bytes were read", seed, n, len(b))
			}
		}
	}
	bad := keptSample(rand.New(rand.NewPCG(1, 1)))
	bad.Batches[1].Num = 12
	if _, err := r.Kept(w.Kept(nil, bad)); err == nil {
		t.Error("batches out of order were read")
	}
	bad = keptSample(rand.New(rand.NewPCG(1, 1)))
	bad.Width = core.SideMax + 1
	if _, err := r.Kept(w.Kept(nil, bad)); err == nil {
		t.Error("a piece that is too wide was read")
	}
	bad = keptSample(rand.New(rand.NewPCG(1, 1)))
	bad.Next = 12
	if _, err := r.Kept(w.Kept(nil, bad)); err == nil {
		t.Error("a batch past the next num was read")
	}
	bad = keptSample(rand.New(rand.NewPCG(1, 1)))
	bad.Waiting[0] = bad.Waiting[0][1:]
	if _, err := r.Kept(w.Kept(nil, bad)); err == nil {
		t.Error("a waiting stroke without a beginning was read")
	}
}

// FuzzKept reads what may lie in a browser's storage: it never panics.
func FuzzKept(f *testing.F) {
	var w Writer
	f.Add(w.Kept(nil, keptSample(rand.New(rand.NewPCG(1, 2)))))
	f.Add(w.Kept(nil, Kept{}))
	f.Fuzz(func(t *testing.T, b []byte) {
		var r Reader
		if m, err := r.Kept(b); err == nil {
			w.Kept(nil, m)
		}
	})
}
