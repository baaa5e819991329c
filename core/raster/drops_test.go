package raster

import (
	"testing"

	"easel.example/core"
)

// TestLongSplatter: the drops of a segment are looked at by the tiles that they are
// near, not by all that the segment passes: with steps across the largest paper that
// was 38 s for one stroke at the limit of cost (rule L5).
func TestLongSplatter(t *testing.T) {
	var tr tracer
	pts := []core.Point{{X: 0, Y: 100 * core.Unit, Pressure: 255}, {X: 4096 * core.Unit, Y: 110 * core.Unit, Pressure: 255}}
	s := &core.Stroke{Brush: core.Brush{Kind: core.Splatter, Version: 1, Width: 16, Opacity: 255}, Points: pts}
	m := &mark{s: s}
	m.grow(0)
	g := newGrid(4096, 240)
	var l layer
	seen := int64(0)
	for i := range g.wide {
		tr.aim(&l, g.field(g.wide+i), m, len(pts))
		from, to := tr.near(1)
		if from < 0 || to > 1<<16 || to-from > 1<<16/40 {
			t.Fatalf("tile %d looks at %d…%d of 65536", i, from, to)
		}
		seen += to - from
	}
	if seen < 1<<16 || seen > 3<<15 {
		t.Errorf("all tiles together look at %d of 65536", seen)
	}
}
