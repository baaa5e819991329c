package artist

import (
	"reflect"
	"strings"
	"testing"

	"easel.example/core"
)

// TestAsksOf: a prompt is told from words about a picture that is there.
func TestAsksOf(t *testing.T) {
	for prompt, want := range map[string]bool{
		"add a bird": true, "take away the dogs": true, "more blue": true, "less busy": true, "bigger": true, "finish it": true, "leave the sky empty": true, "Please add a red balloon!": true,
		"can you make it darker": true, "warmer light": true, "no dogs": true, "remove the foxes and the snow": true, "not so busy": true, "bolder lines": true, "put a dog there": true, `call it "Tom"`: true,
		"make the sky darker": true, "more contrast": true, "I want more blue": true,
		"": false, "three boats on a lake": false, "a bird": false, "no people, a quiet lake": false, "a dark forest": false, "paint me a fox": false, "make a picture of a fox": false, "give me a sunset": false,
		`the words "add a bird"`: false, "night": false, "a harbour without boats": false, "I want a dog": false, "please": false,
	} {
		if got := asksOf(prompt); got != want {
			t.Errorf("%q: it is of what is there: %v, want %v", prompt, got, want)
		}
	}
}

// found returns a finished piece as the ink of a person.
func found(t *testing.T, prompt string, style core.Style) (old []*core.Stroke) {
	t.Helper()
	marks, _, _ := paint(t, New(Brief{prompt, style, 800, 600, 3}))
	for i, m := range marks {
		old = append(old, &core.Stroke{ID: core.StrokeID{Actor: 7, N: uint32(i) + 1}, Brush: m.Brush, Points: m.Points, Done: true})
	}
	return old
}

// TestUpon: on a picture that is there a nudge is about that: a thing is added, and nothing else painted; what cannot be
// done is said. Any other prompt paints over it, and says so first.
func TestUpon(t *testing.T) {
	old := found(t, "a beach", core.Paint)
	const takes, over = "I take what you say as said of that", "I paint a new picture over"
	for _, c := range []struct {
		prompt, first, answer string
		most                  int // strokes
	}{
		{"add a bird", takes, "A bird", 200}, {"add a red balloon", takes, "In red", 200}, {"add two dogs", takes, "two", 400}, {"more blue", takes, "More blue", 2 * passageStrokes}, {"darker", takes, "Darker", 2 * passageStrokes},
		{"take away the dogs", takes, cannot, 0}, {"no boats", takes, cannot, 0}, {"less busy", takes, cannot, 0}, {"bigger", takes, cannot, 0}, {"leave the sky empty", takes, cannot, 0}, {"finish it", takes, "Enough", 0},
		{"add a mountain", takes, "a place of its own", 0}, {"three boats on a lake", over, "I think of three boats", 1000},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			p := New(Brief{c.prompt, core.Paint, 800, 600, 4})
			p.See(Look{old})
			said, _ := p.Next()
			answer, _ := p.Next()
			if !strings.Contains(said.Thought, c.first) || !strings.Contains(answer.Thought, c.answer) {
				t.Errorf("it says %q and %q", said.Thought, answer.Thought)
			}
			marks, title, done := paint(t, p)
			if n := len(marks); !done || n > c.most || c.most > 0 && n == 0 || c.first == takes && title != "" {
				t.Errorf("it paints %d strokes, names it %q, and ends: %v", n, title, done)
			}
			if c.most != 200 {
				return
			}
			if box := strokesBox(marks); int64(box.X1-box.X0)*int64(box.Y1-box.Y0)*8 > 800*600*core.Unit*core.Unit {
				t.Errorf("it paints over %v", box)
			}
		})
	}
}

// TestUponHarbour: where a picture is all water in front no dog is set on it, and a boat is.
func TestUponHarbour(t *testing.T) {
	old := found(t, "a harbour at noon", core.Paint)
	for say, want := range map[string]string{"add three dogs": "There is no room here for dogs", "add a boat": "I see where it could be", "add a red boat": "In red."} {
		p := New(Brief{say, core.Paint, 800, 600, 4})
		p.See(Look{old})
		if got := p.said[len(p.said)-1].Thought; !strings.Contains(got, want) {
			t.Errorf("%q is answered by %q", say, got)
		}
	}
}

// TestUponLines: a picture of lines leaves room, but is a picture if it has as many strokes as one.
func TestUponLines(t *testing.T) {
	for n, upon := range map[int]bool{strokesLeast - 1: false, strokesLeast: true} {
		var old []*core.Stroke
		for i := range int32(n) {
			s := inkOf(bluePen, 10+i*7, 100, 12+i*7, 300)
			s.ID = core.StrokeID{Actor: 7, N: uint32(i)}
			old = append(old, s)
		}
		p := New(Brief{"add a dog", core.Plotter, 800, 600, 4})
		if p.See(Look{old}); p.plan.upon != upon {
			t.Errorf("of %d strokes it takes itself to be upon a picture: %v", n, p.plan.upon)
		}
	}
}

// TestUponTakenUp: taken up in the midst of it, it goes on with the same strokes.
func TestUponTakenUp(t *testing.T) {
	old := found(t, "a beach", core.Paint)
	b := Brief{"add a bird", core.Paint, 800, 600, 4}
	first := New(b)
	first.See(Look{old})
	for range 3 {
		first.Next()
	}
	line := inkOf(redPen, 40, 500, 300, 520)
	line.ID = core.StrokeID{Actor: 8, N: 1}
	first.See(Look{[]*core.Stroke{line}})
	first.Nudge("add a dog, more red")
	for first.Progress().Layers < 2 {
		first.Next()
	}
	second := New(b)
	second.Resume(first.Progress(), []string{"add a dog, more red"}, append(old, line))
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
	for _, n := range []int{-1, 1, len(old) + 5} {
		p := New(b)
		p.Resume(Progress{Found: n}, nil, old)
		paint(t, p)
	}
}
