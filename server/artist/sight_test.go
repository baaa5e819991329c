package artist

import (
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/server/artist/paths"
	"easel.example/server/hub"
)

// TestDescribedBrush: strokes are described with the names of brushes that draw_paths takes.
func TestDescribedBrush(t *testing.T) {
	for _, p := range core.Presets() {
		s := core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Done: true, Brush: core.Brush{Kind: p.Kind, Version: core.BrushVersion, Width: 160, Opacity: 255}, Points: []core.Point{{X: 320, Y: 320}, {X: 640, Y: 640}}}
		said := describe(hub.Sight{Strokes: []*core.Stroke{&s}}, 100, 100, core.Paint, func(*core.Stroke) bool { return true }, map[core.StrokeID]bool{})
		_, list, _ := strings.Cut(said, "\n  ")
		name, _, _ := strings.Cut(list, " ")
		schema := paths.BrushName(p.Kind)
		if k, ok := paths.BrushNamed(name); !ok || k != p.Kind || name != schema {
			t.Errorf("%s is described as %q, want %q", p.Name, name, schema)
		}
	}
}
