package core

import (
	"slices"
	"testing"
)

// TestBeats checks that a stroke knows when its points came, of entries alone: what is
// predicted leaves none, and what is taken back takes its own with it.
func TestBeats(t *testing.T) {
	p := NewPiece(1, 240, 240, Paint, DefaultLimits())
	p.Apply(Batch{Ops: []Op{{Kind: Join, Stroke: StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 0, nil)
	id := StrokeID{N: 1}
	extend := func(n int, now int64, j *Journal) {
		p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Extend, Stroke: id, Points: make([]Point, n)}}}, now, j)
	}
	p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Begin, Stroke: id, Brush: Brush{Kind: Pen, Version: BrushVersion, Width: 16, Opacity: 255}}}}, 1000, nil)
	s := p.Strokes()[0]
	extend(2, 1000, nil)
	extend(3, 1040, nil)
	digest := p.Digest()
	var j Journal
	extend(9, 0, &j)
	extend(7, 1100, &j)
	if want := []Beat{{2, 0}, {3, 40}, {7, 0}}; len(s.Beats) != len(want) || s.Beats[2].Points != 7 {
		t.Errorf("beats %v, want %v", s.Beats, want)
	}
	p.Rollback(&j)
	extend(1, 1_000_000, nil)
	extend(1, 999_000, nil)
	if want := []Beat{{2, 0}, {3, 40}, {1, 65535}, {1, 0}}; !slices.Equal(s.Beats, want) || s.Span() != 65575 {
		t.Errorf("beats %v span %d ms, want %v", s.Beats, s.Span(), want)
	}
	s.Beats = nil
	if p.Digest() == digest {
		t.Error("points are not in the digest")
	}
	was := p.Digest()
	s.Beats = []Beat{{1, 1}}
	if p.Digest() != was {
		t.Error("beats are in the digest")
	}
}
