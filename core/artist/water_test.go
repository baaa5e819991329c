package artist

import (
	"slices"
	"testing"

	"easel.example/core"
)

// TestGlitter: what is on the water is before the light on it.
func TestGlitter(t *testing.T) {
	for _, prompt := range []string{"a harbour", "a boat", "the sea", "a beach", "a lighthouse", "a duck", "two ducks", "three boats on a lake"} {
		layers := New(Brief{prompt, core.Paint, 800, 600, 3}).plan.layers
		light := slices.IndexFunc(layers, func(l layer) bool { return l.doing == glitLayer.doing })
		subject := slices.IndexFunc(layers, func(l layer) bool { return l.tag == "subject" })
		if light < 0 || light > subject {
			t.Errorf("%q: the light on the water is layer %d, the subject %d", prompt, light, subject)
		}
	}
}

// TestPath: a path ends in a point, not in a blot of a broad brush.
func TestPath(t *testing.T) {
	for seed := range uint64(10) {
		b := Brief{"a path", core.Paint, 1600, 1200, seed}
		h, s := newHand(b, seed, "path"), read(b).setting
		road(h, &s)
		for _, m := range h.marks {
			if m.Brush.Fill == core.FillNone && m.Points[0].Y < h.high(s.horizon+20) {
				t.Errorf("seed %d: a stroke %d wide is at its end", seed, m.Brush.Width/core.WidthUnit)
			}
		}
	}
}
