package artist

import (
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// toldAfter returns what is said to a nudge after so many steps, and the steps that come.
func toldAfter(t *testing.T, b Brief, steps int, say string) (answer string, p *Painter, later []Step) {
	t.Helper()
	p = New(b)
	for range steps {
		p.Next()
	}
	p.Nudge(say)
	answer = p.said[0].Thought
	for s, ok := p.Next(); ok; s, ok = p.Next() {
		later = append(later, s)
	}
	return answer, p, later
}

// TestGuests: a thing that is wanted is added once, where such a thing is at home, in its colour; else it is said why not.
func TestGuests(t *testing.T) {
	const ground, water, air = 'g', 'w', 'a'
	for _, c := range []struct {
		prompt, say, answer string
		at                  rune // 0: it is not added
	}{
		{"a lake at dusk", "add a dog", "A dog", ground}, {"a beach", "add two dogs", "two", ground}, {"a harbour", "add a dog", "no land here for a dog", 0}, {"a storm at sea", "add a cat", "A cat", ground},
		{"a meadow", "add a boat", "no water here for a boat", 0}, {"a harbour", "add a boat", "A boat", water}, {"a lake", "add a duck", "A duck", water}, {"a lighthouse", "add a swan", "A swan", water},
		{"a meadow", "add a bird", "A bird", air}, {"a meadow", "add three birds", "three", air}, {"a harbour", "add a red balloon", "In red", air}, {"a cat", "add a hot air balloon", "hot air balloon", air},
		{"a cat", "add an orange", "An orange", ground}, {"a cat", "add a horse on the hill", "A horse", ground}, {"a cat", "add a mountain", "a place of its own", 0}, {"a meadow", "add a small house", "A house", ground},
	} {
		for style := core.Paint; style.Valid(); style++ {
			t.Run(style.String()+", "+c.prompt+", "+c.say, func(t *testing.T) {
				b := Brief{c.prompt, style, 800, 600, 4}
				answer, p, later := toldAfter(t, b, 40, c.say)
				if want := c.answer; !strings.Contains(answer, want) && (style == core.Paint || want != "In red" || !strings.Contains(answer, "In red I cannot")) {
					t.Errorf("it is answered by %q", answer)
				}
				i := slices.IndexFunc(later, func(s Step) bool { return strings.HasPrefix(s.Doing, "adding the ") })
				if (i >= 0) != (c.at != 0) || slices.ContainsFunc(later, func(s Step) bool { return strings.HasPrefix(s.Doing, "bringing in") }) {
					t.Fatalf("%d steps come, of which %d adds it", len(later), i)
				}
				if i < 0 {
					return
				}
				home := map[rune]home{ground: onTheGround, water: onTheWater, air: upInTheAir}[c.at]
				from, to, _ := p.plan.part(home)
				if c.at == water {
					to += 160 // what the water keeps of it
				}
				box, h := strokesBox(later[i].Marks), newHand(b, 0, "")
				if foot := box.Y1; foot > h.high(to+40) || foot < h.high(from-10) {
					t.Errorf("its foot is at %d ‰, want %d to %d", foot*1000/h.high(1000), from, to)
				}
			})
		}
	}
}

// TestGuestsApart: a thing that is added is neither on another one, nor within a line that somebody has closed.
func TestGuestsApart(t *testing.T) {
	for style, pen := range []core.Brush{redPen, bluePen} {
		for seed := range uint64(4) {
			b := Brief{"three boats on a lake", core.Style(style), 800, 600, seed}
			p := New(b)
			for p.next < len(p.plan.layers) {
				p.Next()
			}
			p.See(Look{[]*core.Stroke{circle(pen, 400, 200, 90)}})
			p.Nudge("add two dogs, add a balloon, add a bird")
			var boxes []core.Rect
			for i, l := range p.plan.layers {
				if strings.HasPrefix(l.doing, "adding the ") && l.tag == "subject" {
					boxes = append(boxes, p.where(i))
				}
			}
			if len(boxes) < 2 {
				t.Fatalf("seed %d: %d things are added", seed, len(boxes))
			}
			ring := core.Rect{X0: 320, Y0: 120, X1: 480, Y1: 280}
			for i, a := range boxes {
				for _, o := range append(boxes[:i:i], ring) {
					if in := a.Intersect(o); !in.Empty() && pixels(in)*20 > pixels(a) {
						t.Errorf("%s, seed %d: what is at %v is over what is at %v", b.Style, seed, a, o)
					}
				}
			}
		}
	}
}

// TestNoRoom: where there is no room that is said, and nothing is drawn.
func TestNoRoom(t *testing.T) {
	b := Brief{"a lake", core.Paint, 800, 600, 4}
	p := New(b)
	for range 40 {
		p.Next()
	}
	for n := range 30 {
		before := len(p.plan.layers)
		p.Nudge("add three dogs")
		said := p.said[len(p.said)-1].Thought
		if len(p.plan.layers) == before {
			if n == 0 || !strings.Contains(said, "There is no room") {
				t.Errorf("the herd no. %d is answered by %q", n, said)
			}
			return
		}
	}
	t.Error("there is room for ninety dogs")
}

// TestGuestStays: a guest that is drawn stays, and is seen, where the subject is made larger or smaller behind it.
func TestGuestStays(t *testing.T) {
	for _, say := range []string{"smaller", "bigger"} {
		b := Brief{"two foxes in the snow", core.Paint, testWide, testHigh, 4}
		p, seen := New(b), newPicture()
		marks, _, _ := paint(t, p)
		seen.place(marks...)
		p.Nudge("add a dog")
		marks, _, _ = paint(t, p)
		seen.place(marks...)
		i := len(p.plan.layers) - 1
		box := p.where(i)
		before := seen.pix(testWide, testHigh)
		p.Nudge(say)
		marks, _, _ = paint(t, p)
		seen.place(marks...)
		after, changed := seen.pix(testWide, testHigh), 0
		for y := max(box.Y0, 0); y < min(box.Y1, testHigh); y++ {
			row := 4 * int(y*testWide+max(box.X0, 0))
			changed += differing(before[row:row+4*int(min(box.X1, testWide)-max(box.X0, 0))], after[row:])
		}
		if n := int(pixels(box)); p.where(i) != box || changed*4 > n {
			t.Errorf("%s: of %d pixels where the dog is %d are others", say, n, changed)
		}
	}
}

// TestBareSky: what is wanted in a sky that was to stay empty is added: the newest wish wins. What was planned is not.
func TestBareSky(t *testing.T) {
	for _, steps := range []int{1, 3, 40} {
		b := Brief{"a meadow in snow", core.Paint, 800, 600, 4}
		p := New(b)
		for range steps {
			p.Next()
		}
		p.Nudge("leave the sky empty")
		p.Nudge("add a balloon")
		drawn := false
		for s, ok := p.Next(); ok; s, ok = p.Next() {
			drawn = drawn || s.Doing == "adding the balloon" && len(s.Marks) > 10
			if s.Doing != "adding the balloon" && p.plan.bare > 0 && p.next > steps {
				for _, m := range s.Marks {
					if strokesBox([]Mark{m}).Y1 < newHand(b, 0, "").high(p.plan.setting.bareTo) {
						t.Fatalf("after %d steps it is %s in the empty sky", steps, s.Doing)
					}
				}
			}
		}
		if !drawn {
			t.Errorf("after %d steps no balloon is drawn", steps)
		}
	}
	if answer, _, _ := toldAfter(t, Brief{"two foxes in the snow", core.Paint, 800, 600, 4}, 1, "leave the sky empty"); answer != noSky {
		t.Errorf("in a thicket it says %q", answer)
	}
}

// TestSaidOf: a size or a colour that is said of one thing is not done to another one.
func TestSaidOf(t *testing.T) {
	const others, red = "Of another size I can only make what the piece is about", "One thing alone I cannot give another colour"
	for say, want := range map[string]string{
		"bigger waves": others, "make the sun smaller": others, "larger birds please": others, "bigger boats": "Larger", "make the sails smaller": "Smaller", "make the boats red": red, "more blue sky": "More blue", "smaller": "Smaller",
	} {
		answer, _, _ := toldAfter(t, Brief{"three boats on a lake", core.Paint, 800, 600, 4}, 40, say)
		if !strings.HasPrefix(answer, want) || strings.Contains(answer, ". The light gets") {
			t.Errorf("%q is answered by %q, want %q", say, answer, want)
		}
	}
	if answer, _, _ := toldAfter(t, Brief{"a cat", core.Plotter, 800, 600, 4}, 40, "more red"); answer != "This piece has one ink; red I can only think of." {
		t.Errorf("with one pen it says %q", answer)
	}
}
