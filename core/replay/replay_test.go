package replay

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// scribble returns a piece of n strokes, some of them hidden, some truncated.
func scribble(t *testing.T, seed uint64, n int, limit int64) (p *core.Piece, flat []*core.Stroke) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	l := core.DefaultLimits()
	l.WorkspaceBytes = limit
	p = core.NewPiece(1, 320, 240, core.Paint, l)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 0, nil)
	for i := range uint32(n) {
		pts := make([]core.Point, 1+r.IntN(30))
		for k := range pts {
			pts[k] = core.Point{X: r.Int32N(320 * core.Unit), Y: r.Int32N(240 * core.Unit), Pressure: uint8(r.UintN(256))}
		}
		id := core.StrokeID{Actor: 1, N: i + 1}
		b := core.Brush{Kind: core.Pen, Version: 1, Width: uint16(16 + r.UintN(200)), Opacity: 180, Color: r.Uint32N(1 << 24)}
		var j core.Journal
		now := 1 + int64(i)*100
		p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: id, Brush: b}}}, now, &j)
		each, pace := 1+r.IntN(30), r.Int64N(60)
		for part := range slices.Chunk(pts, each) {
			now += pace
			p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Extend, Stroke: id, Points: part}}}, now, &j)
		}
		ops := []core.Op{{Kind: core.End, Stroke: id}}
		if r.IntN(5) == 0 {
			ops = append(ops, core.Op{Kind: core.Hide, Stroke: id})
		}
		p.Apply(core.Batch{Actor: 1, Ops: ops}, now, &j)
		for _, c := range j.Changes {
			flat = append(flat, c.Strokes...)
		}
	}
	return p, flat
}

func frozen(p *core.Piece, flat []*core.Stroke) []byte {
	var w wire.Writer
	var c snapshot.Cache
	m := wire.Snapshot{Seq: 1}
	c.Take(&m, p, flat)
	return w.Frozen(nil, [][]byte{w.Snapshot(nil, m)})
}

func drawn(p *core.Piece, flat []*core.Stroke) uint64 {
	c := raster.New(p.Size())
	for _, s := range flat {
		c.Place(s)
		c.Flatten(s)
	}
	for _, s := range p.Strokes() {
		c.Place(s)
	}
	return c.Hash()
}

// TestReplay checks that a replay ends with the pixels of the piece, however it got
// there, and that each moment has one look.
func TestReplay(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for _, limit := range []int64{1 << 20, 4000} {
		piece, flat := scribble(t, seed, 60, limit)
		p, err := Open(frozen(piece, flat))
		if err != nil {
			t.Fatal(err)
		}
		want := drawn(piece, flat)
		p.Show(p.Length() + 1)
		if got := p.Canvas().Hash(); got != want || p.Shown() != p.Points() {
			t.Fatalf("limit %d: the replay ends with %x after %d points, want %x after %d", limit, got, p.Shown(), want, p.Points())
		}
		r := rand.New(rand.NewPCG(seed, 1))
		looks := map[int64]uint64{}
		for range 60 { // to and fro
			ms := r.Int64N(p.Length() + 1)
			p.Show(ms)
			looks[ms] = p.Canvas().Hash()
		}
		p.Show(-1)
		if p.Shown() != 0 || p.Canvas().Hash() != drawn(core.NewPiece(1, 320, 240, core.Paint, core.DefaultLimits()), flat) {
			t.Errorf("limit %d: the beginning shows a stroke", limit)
		}
		shown := 0
		for _, ms := range slices.Sorted(maps.Keys(looks)) {
			if p.Show(ms); p.Canvas().Hash() != looks[ms] || p.Shown() < shown {
				t.Fatalf("limit %d: %d ms look otherwise on the way", limit, ms)
			}
			shown = p.Shown()
		}
	}
}

func TestDirty(t *testing.T) {
	piece, flat := scribble(t, 1, 3, 1<<20)
	p, err := Open(frozen(piece, flat))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(p.Dirty(nil)); n != 20 {
		t.Errorf("%d tiles are dirty at first, want all 20", n)
	}
	p.Show(1)
	if n := len(p.Dirty(nil)); n == 0 || n > 20 {
		t.Errorf("a point makes %d tiles dirty", n)
	}
	p.Show(0)
	if n := len(p.Dirty(nil)); n != 20 {
		t.Errorf("%d tiles are dirty after going back, want all 20", n)
	}
}

func TestEmpty(t *testing.T) {
	p, err := Open(frozen(core.NewPiece(1, 240, 240, core.Paint, core.DefaultLimits()), nil))
	if err != nil {
		t.Fatal(err)
	}
	if p.Show(5); p.Points() != 0 || p.Shown() != 0 || p.Length() != 0 {
		t.Errorf("an empty piece has %d points, and shows %d", p.Points(), p.Shown())
	}
}

func FuzzOpen(f *testing.F) {
	piece, flat := scribble(&testing.T{}, 7, 5, 1<<20)
	src := frozen(piece, flat)
	f.Add(src)
	f.Add(src[:len(src)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, src []byte) {
		if p, err := Open(src); err == nil && p.Points() < 1<<16 {
			p.Show(p.Length())
		}
	})
}

// walk returns a piece of n strokes of 32 points, as a hand draws them.
func walk(n int) *core.Piece {
	r := rand.New(rand.NewPCG(1, 1))
	l := core.DefaultLimits()
	l.WorkspaceBytes = 1 << 30
	p := core.NewPiece(1, 1600, 1200, core.Paint, l)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 0, nil)
	for i := range uint32(n) {
		pts := make([]core.Point, 32)
		x, y := r.Int32N(1600*core.Unit), r.Int32N(1200*core.Unit)
		for k := range pts {
			x, y = x+r.Int32N(15*core.Unit)-7*core.Unit, y+r.Int32N(15*core.Unit)-7*core.Unit
			pts[k] = core.Point{X: min(max(x, 0), 1600*core.Unit), Y: min(max(y, 0), 1200*core.Unit), Pressure: uint8(100 + k)}
		}
		id := core.StrokeID{Actor: 1, N: i + 1}
		b := core.Brush{Kind: core.Pen, Version: 1, Width: 96, Opacity: 200, Color: r.Uint32N(1 << 24)}
		p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: id, Brush: b}, {Kind: core.Extend, Stroke: id, Points: pts}, {Kind: core.End, Stroke: id}}}, int64(i), nil)
	}
	return p
}

func BenchmarkOpen(b *testing.B) {
	src := frozen(walk(10_000), nil)
	b.SetBytes(int64(len(src)))
	b.ReportMetric(float64(len(src)), "bytes")
	for b.Loop() {
		if _, err := Open(src); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlay shows a replay of 10,000 strokes in 720 steps, twelve seconds at 60 a second.
func BenchmarkPlay(b *testing.B) {
	p, err := Open(frozen(walk(10_000), nil))
	if err != nil {
		b.Fatal(err)
	}
	var dirty []int32
	for b.Loop() {
		p.Show(0)
		for i := range 720 {
			p.Show(p.Length() * int64(i+1) / 720)
			dirty = p.Dirty(dirty[:0])
			for _, t := range dirty {
				p.Canvas().Tile(t)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/720, "µs/frame")
}
