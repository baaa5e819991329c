package artist

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// TestOmit: what a person does not want is left out, or it is said that it cannot be.
func TestOmit(t *testing.T) {
	b := Brief{Prompt: "a quiet harbour at dusk", Width: 800, Height: 600, Seed: 5, Style: core.Paint}
	for _, c := range []struct {
		say     string
		steps   int
		answers []string
		boats   bool
	}{
		{"no boats", 1, []string{"No boats, then"}, false},
		{"no boat please", 1, []string{"No boat, then"}, false},
		{"without ships", 1, []string{"No ships, then"}, false},
		{"leave out the sails", 1, []string{"No sails, then"}, false},
		{"fewer boats", 1, []string{"No boats, then"}, false},
		{"take the boats out", 1, []string{"No boats, then"}, false},
		{"more blue, and no boats", 1, []string{"More blue", "No boats, then"}, false},
		{"more blue and no boats", 1, []string{"More blue", "No boats, then"}, false},
		{"no boats, more blue", 1, []string{"More blue", "No boats, then"}, false},
		{"no boats", 8, []string{"too late"}, true},
		{"no cats", 1, []string{"none in mind"}, true},
		{"no qwertz", 1, []string{"do not know how", "no qwertz"}, true},
		{"more blue, no qwertz", 1, []string{"More blue", "do not know how", "no qwertz"}, true},
		{"no birds", 1, []string{"No birds, then"}, true},
		{"add a cat", 1, []string{"cat"}, true},
	} {
		t.Run(c.say, func(t *testing.T) {
			p := New(b)
			var steps []Step
			for range c.steps {
				s, _ := p.Next()
				steps = append(steps, s)
			}
			p.Nudge(c.say)
			for s, ok := p.Next(); ok; s, ok = p.Next() {
				steps = append(steps, s)
			}
			answer := steps[c.steps].Thought
			for _, want := range c.answers {
				if !strings.Contains(answer, want) {
					t.Errorf("it is answered with %q, want %q in it", answer, want)
				}
			}
			if boats := slices.ContainsFunc(steps, func(s Step) bool { return s.Doing == "painting the boats" }); boats != c.boats {
				t.Errorf("boats are painted: %v", boats)
			}
		})
	}
}

// TestOneWish: one wish has one answer.
func TestOneWish(t *testing.T) {
	const bare, less, more, cloudy = "The sky stays empty", "Less, then", "Richer, then", "More in the sky"
	for say, want := range map[string]string{
		"leave the sky empty": bare, "Keep the sky empty, please": bare, "an empty sky": bare, "make the sky calmer": bare, "leave the sky bare": bare,
		"a clear blue sky": bare, "a less empty sky": cloudy, "the sky is too empty": cloudy, "don't leave the sky empty": cloudy,
		"leave it empty": less, "leave more of it empty": less, "emptier": less, "less empty": more,
	} {
		p := New(Brief{Prompt: "a quiet harbour at dusk", Width: 800, Height: 600, Seed: 5, Style: core.Paint})
		p.Nudge(say)
		s, _ := p.Next()
		for _, a := range []string{bare, less, more, cloudy, "Less blue", "do not know"} {
			if strings.Contains(s.Thought, a) != (a == want) {
				t.Errorf("%q is answered with %q, want %q", say, s.Thought, want)
			}
		}
	}
}

// TestOmitResumed: a painter that is told again what was said, before it knows how far the other
// one was, leaves out no other layer.
func TestOmitResumed(t *testing.T) {
	b := Brief{Prompt: "a quiet harbour at dusk", Width: 800, Height: 600, Seed: 5, Style: core.Paint}
	for _, steps := range []int{2, 5, 8} {
		first := New(b)
		for range steps {
			first.Next()
		}
		first.Nudge("no boats, no clouds")
		first.Next()
		second := New(b)
		second.Resume(first.Progress(), []string{"no boats, no clouds"}, nil)
		want, _ := first.Next()
		if got, _ := second.Next(); !reflect.DeepEqual(got, want) {
			t.Errorf("after %d steps it goes on with %q, want %q", steps, got.Doing, want.Doing)
		}
	}
}

// TestSpoken: the first thought speaks of a thing as people do.
func TestSpoken(t *testing.T) {
	for thing, want := range map[string]string{
		"harbour": "a harbour", "orange": "an orange", "boats": "boats", "sea": "the sea", "glass": "glass", "fruit": "fruit",
		"cactus": "a cactus", "ox": "an ox", "evergreen tree": "an evergreen tree",
	} {
		if got := spoken(thing); got != want {
			t.Errorf("%s is %q, want %q", thing, got, want)
		}
	}
	s, _ := New(Brief{Prompt: "a quiet harbour at dusk", Width: 800, Height: 600, Style: core.Paint}).Next()
	if !strings.HasPrefix(s.Thought, "I think of a harbour, in") {
		t.Errorf("it thinks %q", s.Thought)
	}
}
