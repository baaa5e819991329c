package artist

import (
	"testing"

	"easel.example/core"
)

// TestCoats: two kinds of things in one piece are of two colours, and what comes in one colour keeps it.
func TestCoats(t *testing.T) {
	if all := New(Brief{"a dog and a fox", core.Paint, 800, 600, 1}).plan.cast; all[0].d.name != "dog-face" || all[0].said != "dog" {
		t.Errorf("out of a thicket looks a %s that was named %s", all[0].d.name, all[0].said)
	}
	for _, c := range []struct {
		prompt string
		same   []int // of the cast, keep their own colours
	}{
		{"a cat and a dog", []int{0}},
		{"two cats and a dog", []int{0}},
		{"a dog and a fox", []int{1}},
		{"a tiger and a cat", []int{0}},
		{"a cow, a mouse and a rabbit", []int{0}},
		{"a cat, a dog, a hamster and a horse", []int{0}},
		{"a car, a balloon and a kite", nil},
		{"a cat and a cow", []int{0, 1}},
		{"an apple and a tomato", []int{0, 1}},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			for seed := range uint64(5) {
				cast := New(Brief{c.prompt, core.Paint, 800, 600, seed}).plan.cast
				for i := range cast {
					for k := range cast[:i] {
						if d := unlike(cast[i].d.coat(), cast[k].d.coat()); d < coatsApart && (cast[i].d.dresses() || cast[k].d.dresses()) {
							t.Errorf("seed %d: a %s and a %s are %d apart, want %d", seed, cast[i].d.name, cast[k].d.name, d, coatsApart)
						}
					}
				}
				for _, i := range c.same {
					if own, _ := find(cast[i].d.name); own.coat() != cast[i].d.coat() {
						t.Errorf("seed %d: the %s has another coat", seed, own.name)
					}
				}
			}
		})
	}
}

// TestLinesHide: with a pen a drawing of mere lines hides what is behind it, all of it.
func TestLinesHide(t *testing.T) {
	b := Brief{"hills", core.Plotter, 800, 600, 1}
	h, s := newHand(b, 1, ""), read(b).setting
	d, _ := find("hot-air-balloon")
	h.sketched(&s, d, at{h.wide(500), h.high(500)}, h.u(300), false, 0)
	if c := h.covers; d.lines[0].kind != penLine || len(c) == 0 || !c[0].hides(h.wide(500), h.high(460)) {
		t.Errorf("it has %d covers, none over its middle", len(c))
	}
}
