package artist

import (
	"fmt"
	"testing"

	"easel.example/core"
)

// gestures are one of each that is answered in its own way.
func gestures(b core.Brush) map[string][]*core.Stroke {
	return map[string][]*core.Stroke{
		"answering your dot":          {inkOf(b, 400, 300, 403, 302)},
		"shading your shape":          {circle(b, 400, 300, 90)},
		"answering across the sheet":  {inkOf(b, 4, 200, 60, 260, 120, 280)},
		"framing what you drew":       {inkOf(b, 300, 200, 340, 290), inkOf(b, 330, 210, 300, 300), inkOf(b, 310, 250, 370, 260)},
		"going on with your hatching": {inkOf(b, 300, 300, 330, 220), inkOf(b, 320, 300, 350, 220), inkOf(b, 340, 300, 370, 220), inkOf(b, 360, 300, 390, 220)},
		"underlining what you wrote":  lettered(b, "HELLO", 200, 300, 48),
	}
}

// TestAnswers: what others draw is answered in the next step, in a way that fits it, and
// the same way for the same seed.
func TestAnswers(t *testing.T) {
	of := func(b Brief, ink []*core.Stroke) Step {
		p := New(b)
		p.Next()
		p.See(Look{ink})
		s, ok := p.Next()
		if !ok || s.Thought == "" || len(s.Marks) == 0 {
			t.Errorf("%s: it is answered with %q and %d marks", b.Prompt, s.Thought, len(s.Marks))
		}
		return s
	}
	for style, pen := range map[core.Style]core.Brush{core.Paint: redPen, core.Plotter: bluePen} {
		for want, ink := range gestures(pen) {
			t.Run(style.String()+" "+want, func(t *testing.T) {
				b := Brief{"hills", style, 800, 600, 5}
				s := of(b, ink)
				if s.Doing != want {
					t.Errorf("it is %s", s.Doing)
				}
				for _, m := range s.Marks {
					if !style.Admits(m.Brush) {
						t.Errorf("the style does not admit %+v", m.Brush)
					}
				}
				if again := of(b, ink); fmt.Sprint(again) != fmt.Sprint(s) {
					t.Error("the same seed answers otherwise")
				}
			})
		}
	}
	line := []*core.Stroke{inkOf(redPen, 200, 300, 300, 280, 400, 310, 500, 300)}
	got := map[string]int{}
	for seed := range uint64(40) {
		got[of(Brief{"hills", core.Paint, 800, 600, seed}, line).Doing]++
	}
	if len(got) != 2 || got["echoing your line"] == 0 || got["going on with your line"] == 0 {
		t.Errorf("a line is answered by %v", got)
	}
}

// TestNoAnswer: what is not seen is not answered, nor more than a few things of one look.
func TestNoAnswer(t *testing.T) {
	hidden := circle(redPen, 300, 300, 80)
	hidden.Hidden = 3
	rubber := circle(redPen, 300, 300, 80)
	rubber.Brush.Kind = core.Eraser
	ground := inkOf(redFill, 0, 0, 800, 0, 800, 600, 0, 600)
	p := New(Brief{"hills", core.Paint, 800, 600, 5})
	p.See(Look{[]*core.Stroke{hidden, rubber, ground}})
	if p.consider(); len(p.said) > 0 || p.ink.any {
		t.Errorf("%d answers to what is not there", len(p.said))
	}
	var many []*core.Stroke
	for i := range int32(answersMost + 3) {
		many = append(many, circle(redPen, 80+120*i, 300, 20))
	}
	p.See(Look{many[:answersMost]})
	if p.consider(); len(p.said) != answersMost {
		t.Errorf("%d answers to %d shapes", len(p.said), answersMost)
	}
	p = New(Brief{"hills", core.Paint, 800, 600, 5})
	p.See(Look{many[:answersMost+1]})
	if p.consider(); len(p.said) != answersMost {
		t.Errorf("%d answers to %d shapes", len(p.said), answersMost+1)
	}
}

// TestFinishedAnswers: a finished piece is taken up again, and not signed again.
func TestFinishedAnswers(t *testing.T) {
	p := New(Brief{"hills", core.Paint, 800, 600, 5})
	paint(t, p)
	p.See(Look{[]*core.Stroke{circle(redPen, 300, 300, 60)}})
	s, ok := p.Next()
	if !ok || len(s.Marks) == 0 {
		t.Fatal("it does not answer any more")
	}
	if s, ok := p.Next(); !ok || !s.Done {
		t.Errorf("then comes %+v", s)
	}
	if s, ok := p.Next(); ok {
		t.Errorf("and %+v", s)
	}
}

// answers returns what is said of strokes that are looked at together.
func answers(p *Painter, ink ...*core.Stroke) (list []Step) {
	p.See(Look{ink})
	for p.consider(); len(p.said) > 0; {
		s, _ := p.Next()
		list = append(list, s)
	}
	return list
}

// TestModest: an answer is near what it answers, smaller, and keeps off the edges of the sheet and the artist's subject;
// an echo is two lines at most. Where there is no room, nothing is drawn.
func TestModest(t *testing.T) {
	drawn, left := 0, 0
	for seed := range uint64(12) {
		for i, prompt := range []string{"hills", "a cat", "a portrait", "a harbour"} {
			b := Brief{prompt, core.Style(seed % 2), 800, 600, seed}
			pen := [...]core.Brush{redPen, bluePen}[seed%2]
			c := newChance(seed*10+uint64(i), "lines")
			p := New(b)
			for range 5 {
				x, y := c.between(10, 790), c.between(10, 590)
				dx, dy := c.between(-160, 160), c.between(-120, 120)
				line := inkOf(pen, x, y, x+dx, y+dy, x+2*dx, y+dy/2, x+3*dx, y+dy)
				for _, s := range answers(p, line) {
					if len(s.Marks) == 0 {
						left++
						continue
					}
					drawn++
					if s.Doing == "echoing your line" && len(s.Marks) > 2 {
						t.Errorf("%+v: an echo of %d lines", b, len(s.Marks))
					}
					subject, sheet := p.Subject(), core.Rect{X0: 4, Y0: 4, X1: 796, Y1: 596}
					long := int32(0)
					for _, m := range s.Marks {
						long += length(m.Points) / core.Unit
						for _, q := range m.Points {
							at := core.Rect{X0: q.X / core.Unit, Y0: q.Y / core.Unit, X1: q.X/core.Unit + 1, Y1: q.Y/core.Unit + 1}
							if !at.Intersect(subject).Empty() || at.Intersect(sheet) != at {
								t.Fatalf("%+v, %s: it draws at %v, its subject is at %v", b, s.Doing, at, subject)
							}
						}
					}
					if most := max(length(line.Points)/core.Unit, 200); long > most {
						t.Errorf("%+v, %s: %d px of lines for %d", b, s.Doing, long, length(line.Points)/core.Unit)
					}
				}
			}
		}
	}
	if drawn < 20 || left < 20 {
		t.Errorf("%d answers are drawn, and %d lines left as they are", drawn, left)
	}
}

// TestAnsweredOnce: what joins something that was answered, or the answer, gets none of its own, also after a piece was
// taken up again; and a piece has so many answers and no more.
func TestAnsweredOnce(t *testing.T) {
	b := Brief{"hills", core.Paint, 1600, 1200, 5}
	p := New(b)
	line := inkOf(redPen, 300, 300, 500, 320, 700, 300)
	first := answers(p, line)
	if len(first) != 1 || len(first[0].Marks) == 0 {
		t.Fatalf("a line is answered by %+v", first)
	}
	q := first[0].Marks[0].Points[0]
	x, y := q.X/core.Unit, q.Y/core.Unit
	for _, s := range []*core.Stroke{inkOf(redPen, 690, 310, 740, 330), inkOf(redPen, x, y, x+4, y+4)} {
		if more := answers(p, s); len(more) > 0 {
			t.Errorf("what joins it is answered by %q", more[0].Doing)
		}
	}
	again := New(b)
	again.Resume(p.Progress(), nil, []*core.Stroke{line})
	if more := answers(again, inkOf(redPen, 690, 310, 740, 330)); len(more) > 0 {
		t.Errorf("taken up, it answers what joins it by %q", more[0].Doing)
	}
	for range metMost {
		p.meet(core.Rect{})
	}
	if p.meet(core.Rect{}); len(p.met) != metMost {
		t.Errorf("it remembers %d places, want %d", len(p.met), metMost)
	}
	p = New(b)
	n := 0
	var last Step
	for i := range int32(answersEver + 4) {
		for _, s := range answers(p, inkOf(redPen, 150+i%5*300, 150+i/5*250, 151+i%5*300, 150+i/5*250)) {
			n, last = n+1, s
		}
	}
	if n != answersEver || last.Thought != enough || len(last.Marks) > 0 {
		t.Errorf("there are %d answers, want %d; the last is %q", n, answersEver, last.Thought)
	}
}

// TestOnWater: what is on the water is not framed, echoed or curled; it gets ripples, or is left.
func TestOnWater(t *testing.T) {
	rippled := 0
	for seed := range uint64(10) {
		p := New(Brief{"a sea", core.Paint, 800, 600, seed})
		for s, _ := p.Next(); seed%2 == 0 && s.Doing != waterLayer.doing; s, _ = p.Next() {
		}
		for _, s := range answers(p, inkOf(redPen, 40, 520, 160, 530, 260, 510), inkOf(redPen, 600, 440, 640, 530), inkOf(redPen, 630, 440, 600, 530), inkOf(redPen, 610, 490, 670, 500)) {
			if s.Doing != "rippling the water under it" && len(s.Marks) > 0 {
				t.Errorf("seed %d: it is %s", seed, s.Doing)
			}
			if rippled += min(len(s.Marks), 1); seed%2 > 0 && len(s.Marks) > 0 {
				t.Errorf("seed %d: it is %s, on paper", seed, s.Doing)
			}
		}
	}
	if rippled == 0 {
		t.Error("nothing gets ripples")
	}
}
