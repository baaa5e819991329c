package artist

import (
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// TestForgo: what the prompt does not want is left out from the start, and it is said so.
func TestForgo(t *testing.T) {
	boats, birds, sky := "painting the boats", "adding birds", "painting the sky"
	for _, c := range []struct {
		prompt  string
		says    string
		without []string
		with    []string
	}{
		{"a harbour", "", nil, []string{boats, birds, sky}},
		{"a harbour, no boats", "No boats, then", []string{boats}, []string{birds, sky}},
		{"A harbour, NO boats!", "No boats, then", []string{boats}, []string{birds, sky}},
		{"a harbour without boats at dusk", "No boats, then", []string{boats}, []string{birds, sky}},
		{"a harbour without any boats or birds", "No birds, then", []string{boats, birds}, []string{sky}},
		{"no boats and no birds in a harbour", "No boats, then", []string{boats, birds}, []string{sky}},
		{"leave out the boats, a harbour", "No boats, then", []string{boats}, []string{birds, sky}},
		{"a harbour without people", "No people", nil, []string{boats, birds, sky}},
		{"a harbour, no cats", "No cats", []string{"drawing the cat"}, []string{boats}},
		{"hills, no birds and a cottage", "No birds, then", []string{birds}, []string{"building the cottage"}},
		{"a harbour, not enough", "", nil, []string{boats, birds, sky}},
		{"no boats", "No boats", []string{boats, "painting the sails"}, nil},
		{"a harbour at dusk without boats, birds or people", "No birds, then", []string{boats, birds}, []string{sky}},
		{"hills without birds, a cottage", "No birds, then", []string{birds}, []string{"building the cottage"}},
		{"the word \"no boats\"", "", nil, []string{"lettering"}},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			p := New(Brief{Prompt: c.prompt, Width: 800, Height: 600, Seed: 5, Style: core.Paint})
			first, _ := p.Next()
			if !strings.Contains(first.Thought, c.says) || c.says == "" && strings.Contains(first.Thought, "No ") {
				t.Errorf("it begins with %q, want %q in it", first.Thought, c.says)
			}
			var done []string
			for s, ok := p.Next(); ok; s, ok = p.Next() {
				done = append(done, s.Doing)
			}
			for _, d := range c.without {
				if slices.Contains(done, d) {
					t.Errorf("it is %s, in %q", d, done)
				}
			}
			for _, d := range c.with {
				if !slices.Contains(done, d) {
					t.Errorf("it is not %s, in %q", d, done)
				}
			}
		})
	}
}

// TestWishes: a list of what is not wanted goes on over commas while it names things alone.
func TestWishes(t *testing.T) {
	for _, c := range []struct{ prompt, wants, others string }{
		{"", "", ""},
		{"a harbour, a boat, birds", "a harbour a boat birds", ""},
		{"without boats, birds or people", "", "boats birds people"},
		{"without boats, birds, or people", "", "boats birds people"},
		{"without boats, birds and people", "", "boats birds people"},
		{"without boats, birds, and people", "", "boats birds people"},
		{"no boats, nor birds, nor any people", "", "boats birds people"},
		{"a harbour without boats,, birds, cats", "a harbour", "boats birds cats"},
		{"no boats, birds or people at dusk", "at dusk", "boats birds people"},
		{"no boats, birds or people in a harbour, trees", "in a harbour trees", "boats birds people"},
		{"without boats, a red sky", "a red sky", "boats"},
		{"without boats, the birds", "the birds", "boats"},
		{"without boats, red sky", "red sky", "boats"},
		{"without boats, a bird, people", "a bird people", "boats"},
		{"no boats, mountains at dawn", "mountains at dawn", "boats"},
		{"no boats, dusk", "dusk", "boats"},
		{"no boats, dusk, birds", "dusk birds", "boats"},
		{"no boats, soft light", "soft light", "boats"},
		{"no boats, birds everywhere", "birds everywhere", "boats"},
		{"no boats, big birds", "big birds", "boats"},
		{"no boats, but birds", "but birds", "boats"},
		{"no boats, with birds", "with birds", "boats"},
		{"no boats, and a lighthouse", "a lighthouse", "boats"},
		{"no boats, qwertz", "qwertz", "boats"},
		{"no boats. Birds", "birds", "boats"},
		{"no boats; birds", "birds", "boats"},
		{"no boats\nbirds", "birds", "boats"},
		{"no, birds", "birds", ""},
		{"leave out boats, birds or people, a lighthouse", "a lighthouse", "boats birds people"},
		{"a harbour—no boats, birds", "a harbour birds", "boats"},
		{"a harbour—no boats, birds or cats", "a harbour", "boats birds cats"},
		{"mountains, no people, pine trees, lake", "mountains pine trees lake", "people"},
		{"a harbour, no boats, lighthouse, gulls", "a harbour lighthouse gulls", "boats"},
		{"a harbour without boats, birds", "a harbour", "boats birds"},
		{"the words \"no boats, birds\"", "the words no boats birds", ""},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			wants, others := wishes(c.prompt)
			if got := strings.Join(wants, " "); got != c.wants {
				t.Errorf("%q wants %q, want %q", c.prompt, got, c.wants)
			}
			if got := strings.Join(others, " "); got != c.others {
				t.Errorf("%q does not want %q, want %q", c.prompt, got, c.others)
			}
		})
	}
}

// TestForgoMost: a prompt leaves out so many things, and no more.
func TestForgoMost(t *testing.T) {
	for n, want := range map[int]bool{forgoMost - 1: false, forgoMost: true} {
		p := New(Brief{"a harbour", core.Paint, 800, 600, 3})
		p.forgo(append(slices.Repeat([]string{"cats"}, n), "boats"))
		if got := slices.ContainsFunc(p.plan.layers, func(l layer) bool { return afloat(l) && l.paint != nil }); got != want {
			t.Errorf("after %d things boats are painted: %v, want %v", n, got, want)
		}
	}
}
