package artist

import (
	"reflect"
	"testing"

	"easel.example/core"
)

// TestResume: a painter that takes up a piece where another one left it goes on with the
// same strokes.
func TestResume(t *testing.T) {
	b := Brief{Prompt: "a quiet harbour at dusk", Width: 800, Height: 600, Seed: 5, Style: core.Paint}
	first := New(b)
	first.Nudge("more blue")
	for range 5 {
		first.Next()
	}
	second := New(b)
	second.Resume(first.Progress(), []string{"more blue"}, nil)
	for n := 0; ; n++ {
		want, ok := first.Next()
		got, ok2 := second.Next()
		if ok != ok2 || !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d is %q with %d strokes, want %q with %d", n, got.Thought, len(got.Marks), want.Thought, len(want.Marks))
		}
		if !ok {
			break
		}
	}
	third := New(b)
	third.Resume(Progress{1 << 30, 1 << 30, 1 << 30, "", 0}, nil, nil)
	if s, ok := third.Next(); ok {
		t.Errorf("what is finished goes on: %q", s.Thought)
	}
}

// TestSaidOnce: the same sentence is not said twice in a row, of strokes that are alike, also by a
// painter that takes the piece up with answers that were not given yet.
func TestSaidOnce(t *testing.T) {
	for seed := range uint64(6) {
		b := Brief{Prompt: "a quiet harbour at dusk", Width: 1600, Height: 1200, Seed: seed, Style: core.Paint}
		s := Sit(b)
		var all []*core.Stroke
		last, kinds := "", map[string]int{}
		for n := range int32(24) {
			x, y := 120+n%6*250, 120+n/6*260
			one := inkOf(redPen, x, y, x+1, y)
			if n%8 > 3 {
				one = inkOf(redPen, x, y, x+90, y+10, x+180, y)
			}
			one.ID, one.Done = core.StrokeID{Actor: 9, N: uint32(n + 1)}, true
			all = append(all, one)
			s.Look(all)
			for s.Painter.consider(); len(s.Painter.said) > 0 && n%3 != 1; { // a look comes while answers wait
				k, _ := s.Take(false)
				if k.Layer {
					t.Errorf("seed %d, stroke %d: %q counts as a layer", seed, n, k.Thought)
				}
				kinds[k.Doing]++
				if k.Thought == last {
					t.Errorf("seed %d, stroke %d: it says %q again", seed, n, last)
				}
				last = k.Thought
				if n%4 == 2 {
					break // it is in the middle of drawing it
				}
				s.Finish()
			}
			if n%4 == 2 {
				at, from := s.At(0)
				s = Sit(b)
				s.Resume(at, from, nil, all, 0)
			}
		}
		if len(kinds) < 2 {
			t.Errorf("seed %d: it answers only by %v", seed, kinds)
		}
	}
	p := New(Brief{Prompt: "a cat", Width: 800, Height: 600, Style: core.Paint})
	for _, n := range []int{-1 << 31, 0, 1, answersEver, answersEver + 1, 1<<31 - 1} {
		p.Resume(Progress{Answers: n}, nil, nil)
		if n > 0 && p.answers != min(n, answersEver) {
			t.Errorf("after %d answers it has %d", n, p.answers)
		}
		p.See(Look{Others: []*core.Stroke{inkOf(redPen, 100, 100, 101, 100)}})
	}
}
