package artist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// TestSitters: who sits for a portrait, and what else is in it, is read from the prompt.
func TestSitters(t *testing.T) {
	for _, c := range []struct{ prompt, who, with string }{
		{"a portrait", "", ""},
		{"a woman with a cat", "long", "drawing the cat"},
		{"a man", "short", ""},
		{"an old man and a boy", "short old, short child", ""},
		{"a boy and an old man", "short child, short old", ""},
		{"a girl holding a flower", "long child", "painting the flowers"},
		{"portrait of a couple", "long, short", ""},
		{"family portrait", "long, long child, short", ""},
		{"two women", "long, long", ""},
		{"three brothers", "short, short, short", ""},
		{"nine men", "short, short, short", ""},
		{"my grandmother", "long old", ""},
		{"a man with a hat", "short", ""},
		{"a woman with glasses and a dog", "long", "drawing the dog"},
		{"the old man and the sea", "short old", "painting the water"},
		{"a woman in a garden", "long", "growing the lawn"},
		{"my brother's cat", "", "drawing the cat"},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			p := New(Brief{c.prompt, core.Paint, 800, 600, 3})
			list, _ := wishes(c.prompt)
			ch := newChance(3, "")
			var got []string
			if all := sitters(&ch, list); isPortrait(p.plan.layers) {
				for _, s := range all {
					words := []string{"long"}
					if s.short {
						words = []string{"short"}
					}
					if s.old {
						words = append(words, "old")
					}
					if s.child {
						words = append(words, "child")
					}
					got = append(got, strings.Join(words, " "))
				}
			}
			if s := strings.Join(got, ", "); s != c.who {
				t.Errorf("there sit %q, want %q", s, c.who)
			}
			var done []string
			for _, l := range p.plan.layers {
				done = append(done, l.doing)
			}
			if c.with != "" && !slices.Contains(done, c.with) {
				t.Errorf("it is not %s, in %q", c.with, done)
			}
			for name := range worn {
				if slices.ContainsFunc(p.plan.cast, func(r role) bool { return r.d.name == name }) {
					t.Errorf("a %s lies beside", name)
				}
			}
			for style := core.Paint; style.Valid(); style++ {
				marks, _, _ := paint(t, New(Brief{c.prompt, style, 1600, 1200, 3}))
				if n := len(marks); n < strokesLeast || n > strokesMost {
					t.Errorf("%s: %d strokes", style, n)
				}
			}
		})
	}
}

// TestSomebody: who is in a place under the sky is there from head to foot.
func TestSomebody(t *testing.T) {
	for prompt, want := range map[string]string{"a beach with a woman and a dog": "[woman-walking dog]", "a forest with an old man": "[man-walking]", "a lake and a child": "[person-walking]"} {
		var got []string
		for _, r := range New(Brief{prompt, core.Paint, 800, 600, 3}).plan.cast {
			got = append(got, r.d.name)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q has %v, want %s", prompt, got, want)
		}
	}
}
