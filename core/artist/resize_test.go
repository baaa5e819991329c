package artist

import (
	"reflect"
	"strings"
	"testing"

	"easel.example/core"
)

// TestResized: what is told to be of another size when it is finished looks as if it had been told so at first: of
// what there was before, nothing is left.
func TestResized(t *testing.T) {
	for i, c := range []struct{ prompt, say string }{{"a cat", "bigger"}, {"a cat", "smaller"}, {"a lighthouse", "smaller"}, {"a cat and a dog", "bigger"}, {"a portrait", "smaller"}, {"a fox in winter", "bigger"}, {"a cat on a roof", "bigger"}, {"two birds in a window", "smaller"}} {
		if skipped(i) {
			continue
		}
		for style := core.Paint; style.Valid(); style++ {
			b := Brief{c.prompt, style, testWide, testHigh, 4}
			first, last, plain := newPicture(), newPicture(), newPicture()
			early, late := New(b), New(b)
			early.Nudge(c.say)
			marks, _, _ := paint(t, early)
			first.place(marks...)
			marks, _, _ = paint(t, late)
			last.place(marks...)
			plain.place(marks...)
			n := len(marks)
			late.Nudge(c.say)
			marks, _, _ = paint(t, late)
			if last.place(marks...); n+len(marks) > 2*strokesMost {
				t.Errorf("%s, %q, %s: %d strokes", style, c.prompt, c.say, n+len(marks))
			}
			of := first.pix(testWide, testHigh)
			if by, before := differing(last.pix(testWide, testHigh), of), differing(plain.pix(testWide, testHigh), of); by > before*6/10 {
				t.Errorf("%s, %q, %s: %d pixels differ from what it would have been, and %d do of what it was", style, c.prompt, c.say, by, before)
			}
		}
	}
}

// TestNoOtherSize: what has no other size says so, and is left as it is.
func TestNoOtherSize(t *testing.T) {
	for _, c := range []struct {
		prompt, say, answer string
		more                bool
	}{
		{"two women", "bigger", "cannot make it larger", false},
		{"two women", "smaller", "Smaller", true},
		{"a man with a cat", "smaller", "Smaller", true},
		{"a city", "smaller", "cannot make it smaller", false},
		{"a cat", "bigger", "Larger", true},
	} {
		p := New(Brief{c.prompt, core.Paint, 800, 600, 3})
		paint(t, p)
		p.Nudge(c.say)
		s, _ := p.Next()
		if marks, _, _ := paint(t, p); !strings.Contains(s.Thought, c.answer) || len(marks) > 0 != c.more {
			t.Errorf("%q, %q: it answers %q, and draws %d strokes", c.prompt, c.say, s.Thought, len(marks))
		}
	}
}

// differing returns how many pixels are of clearly another colour.
func differing(a, b []byte) (n int) {
	for i := 0; i < len(a); i += 4 {
		if abs(int32(a[i])-int32(b[i]))+abs(int32(a[i+1])-int32(b[i+1]))+abs(int32(a[i+2])-int32(b[i+2])) > 90 {
			n++
		}
	}
	return n
}

// TestResizedTakenUp: a painter that takes up a piece in the midst of that goes on with the same strokes.
func TestResizedTakenUp(t *testing.T) {
	b := Brief{"a cat", core.Paint, 800, 600, 5}
	first := New(b)
	first.Nudge("more blue")
	paint(t, first)
	first.Nudge("bigger")
	for range 2 { // it listens, and clears the place
		first.Next()
	}
	second := New(b)
	second.Resume(first.Progress(), []string{"more blue", "bigger"}, nil)
	for {
		want, ok := first.Next()
		got, ok2 := second.Next()
		if ok != ok2 || !reflect.DeepEqual(got, want) {
			t.Fatalf("it goes on with %q and %d strokes, want %q with %d", got.Thought, len(got.Marks), want.Thought, len(want.Marks))
		}
		if !ok {
			break
		}
	}
	third := New(b) // of which the host has kept the newest nudge only
	third.Resume(first.Progress(), []string{"bigger"}, nil)
	if n, plain := len(third.plan.layers), len(New(b).plan.layers); n != plain+3 {
		t.Errorf("with the newest nudge it has %d layers, want %d and three", n, plain)
	}
	for range 2 * toldMost {
		third.Nudge("what a day")
	}
	if n := len(strings.Fields(third.Progress().Told)); n != toldMost {
		t.Errorf("it remembers %d nudges, want %d", n, toldMost)
	}
	for _, told := range []string{"", "x y", "-3 99999999999999999999", "7"} {
		p := New(b)
		p.Resume(Progress{Layers: 9, Told: told}, []string{"bigger", "smaller"}, nil)
		paint(t, p)
	}
}
