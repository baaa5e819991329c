package snapshot

import (
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
)

// grow adds n strokes of a few points to p, and leaves some open or hidden.
func grow(t *testing.T, r *rand.Rand, p *core.Piece, n int, flat *[]*core.Stroke) {
	t.Helper()
	for range n {
		a := core.Actor(1 + r.IntN(2))
		who, _ := p.Actor(a)
		id := who.LastN + 1
		pts := make([]core.Point, 1+r.IntN(5))
		for i := range pts {
			pts[i] = core.Point{X: r.Int32N(9000), Y: r.Int32N(7000), Pressure: uint8(r.UintN(256))}
		}
		b := core.Brush{Kind: core.Pen, Version: 1, Width: 32, Opacity: 200}
		ops := []core.Op{{Kind: core.Begin, Stroke: core.StrokeID{N: id}, Brush: b}, {Kind: core.Extend, Stroke: core.StrokeID{N: id}, Points: pts}}
		if r.IntN(100) > 0 {
			ops = append(ops, core.Op{Kind: core.End, Stroke: core.StrokeID{N: id}})
			if id%7 == 0 {
				ops = append(ops, core.Op{Kind: core.Set, Stroke: core.StrokeID{Actor: a, N: id}, Form: core.Form{A: core.FormOne, D: core.FormOne, X: 32, Width: 40}})
			}
		}
		if r.IntN(5) == 0 {
			ops = append(ops, core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: a, N: id}})
		}
		var j core.Journal
		p.Apply(core.Batch{Actor: a, Ops: ops}, int64(n), &j)
		for _, c := range j.Changes {
			*flat = append(*flat, c.Strokes...)
		}
		if len(p.Open()) > 1 {
			s := p.Open()[0]
			p.Apply(core.Batch{Ops: []core.Op{{Kind: core.EndFor, Stroke: s.ID}}}, int64(n), nil)
		}
	}
}

// TestBlocks checks that a snapshot opens to the piece it was taken of, with
// blocks that were packed before strokes at their front were flattened.
func TestBlocks(t *testing.T) {
	t.Run("a block was done after later ones", func(t *testing.T) { blocks(t, 7618028741596736007) })
	blocks(t, rand.Uint64())
}

func blocks(t *testing.T, seed uint64) {
	t.Helper()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	l := core.DefaultLimits()
	l.WorkspaceBytes = 60_000
	p := core.NewPiece(3, 320, 240, core.Paint, l)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}, {Kind: core.Join, Stroke: core.StrokeID{Actor: 2}, Replica: 2, Member: 2}}}, 0, nil)
	var c Cache
	var flat []*core.Stroke
	skipped := false
	for range 40 {
		grow(t, r, p, 1+r.IntN(150), &flat)
		flat = flat[r.IntN(len(flat)+1):] // some are in the base picture by now
		var m wire.Snapshot
		c.Take(&m, p, flat)
		skipped = skipped || m.Skip > 0
		q, got, err := Open(m)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if q.Digest() != p.Digest() || len(got) != len(flat) {
			t.Fatalf("seed %d: the opened piece differs, or has %d flat strokes for %d", seed, len(got), len(flat))
		}
		for i, s := range p.Strokes() {
			if !slices.Equal(q.Strokes()[i].Beats, s.Beats) || s.Form() != q.Strokes()[i].Form() {
				t.Fatalf("seed %d: stroke %d has beats %v and form %v, want %v and %v", seed, i, q.Strokes()[i].Beats, q.Strokes()[i].Form(), s.Beats, s.Form())
			}
		}
		for i := range flat {
			if got[i].ID != flat[i].ID || got[i].Hidden != flat[i].Hidden {
				t.Fatalf("seed %d: flat stroke %d is another", seed, i)
			}
		}
	}
	if !skipped {
		t.Errorf("seed %d: no snapshot used a block that was packed before", seed)
	}
}

func TestOpenRefuses(t *testing.T) {
	p := core.NewPiece(1, 320, 240, core.Paint, core.DefaultLimits())
	var flat []*core.Stroke
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}, {Kind: core.Join, Stroke: core.StrokeID{Actor: 2}, Replica: 2, Member: 2}}}, 0, nil)
	grow(t, rand.New(rand.NewPCG(1, 1)), p, 20, &flat)
	for name, spoil := range map[string]func(*wire.Snapshot){
		"no actors":             func(m *wire.Snapshot) { m.Actors = nil },
		"skips too many":        func(m *wire.Snapshot) { m.Skip = 21 },
		"flattened too many":    func(m *wire.Snapshot) { m.Flat = 1 },
		"open beyond the end":   func(m *wire.Snapshot) { m.Undone = []uint32{20} },
		"hidden beyond the end": func(m *wire.Snapshot) { m.Hidden = []wire.Mark{{Index: 20, Member: 1}} },
		"hidden by nobody":      func(m *wire.Snapshot) { m.Hidden = []wire.Mark{{Index: 1}} },
		"strokes twice":         func(m *wire.Snapshot) { m.Blocks = append(m.Blocks, m.Blocks[0]) },
		"too narrow":            func(m *wire.Snapshot) { m.Width = core.SideMin - 1 },
		"a block that is none":  func(m *wire.Snapshot) { m.Blocks = [][]byte{{0xff, 0xff}} },
	} {
		var c Cache
		var m wire.Snapshot
		c.Take(&m, p, nil)
		spoil(&m)
		if _, _, err := Open(m); err == nil {
			t.Errorf("%s: it was opened", name)
		}
	}
}
