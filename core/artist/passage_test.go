package artist

import (
	"slices"
	"testing"

	"easel.example/core"
)

// TestPassage: a hue that is asked for comes in along the strokes of the quiet areas, thin, and neither over
// the subject nor over people's ink.
func TestPassage(t *testing.T) {
	for _, c := range []struct{ prompt, say, over string }{
		{"a cat", "more blue", skyLayer.doing}, {"a cat", "more red", hillLayer.doing}, {"a quiet harbour at dusk", "more blue", skyLayer.doing}, {"a quiet harbour at dusk", "more green", waterLayer.doing},
		{"three horses", "warmer", hillLayer.doing}, {"a bowl of fruit", "more red", tableLayer.doing}, {"a fox", "more yellow", thicketLayer.doing}, {"a portrait", "cooler", tonedLayer.doing},
		{"a lake", "darker", skyLayer.doing}, {"a lake", "brighter", waterLayer.doing}, {"a cat", "more contrast", hillLayer.doing}, {"a bowl of fruit", "more contrast", tableLayer.doing},
	} {
		t.Run(c.prompt+", "+c.say, func(t *testing.T) {
			p := New(Brief{c.prompt, core.Paint, 800, 600, 5})
			paint(t, p)
			line := inkOf(bluePen, 100, 100, 400, 300, 700, 120)
			p.See(Look{[]*core.Stroke{line}})
			for len(p.said)+len(p.fresh) > 0 {
				p.Next()
			}
			p.Nudge(c.say)
			p.Next()
			s, _ := p.Next()
			if len(s.Marks) < 10 || len(s.Marks) > 2*passageStrokes {
				t.Fatalf("it is %s with %d strokes", s.Doing, len(s.Marks))
			}
			subject, ink := newInk(800, 600), newInk(800, 600)
			for _, m := range p.layer(p.subject()).marks {
				if m.Brush.Kind != core.Airbrush { // its shadow may take the hue
					subject.add(m.Brush, m.Points)
				}
			}
			ink.add(line.Brush, line.Points)
			subject.spread()
			ink.spread()
			for _, m := range s.Marks {
				if m.Brush.Opacity > passagePaint+50 || m.Brush.Fill != core.FillNone {
					t.Errorf("a stroke is as thick as %+v", m.Brush)
				}
				for _, q := range m.Points {
					if subject.from(q.X, q.Y) < 0 || ink.from(q.X, q.Y) < 0 {
						t.Fatalf("a stroke goes over the subject or the ink at %d, %d", q.X/core.Unit, q.Y/core.Unit)
					}
				}
			}
			i := slices.IndexFunc(p.plan.layers, func(l layer) bool { return l.doing == c.over })
			if n := follows(s.Marks, p.layer(i).marks); n < 3 {
				t.Errorf("%d of %d strokes follow what it goes over", n, len(s.Marks))
			}
		})
	}
}

// follows returns how many of some strokes begin and end on one of another list.
func follows(list, below []Mark) (n int) {
	on := func(q core.Point, m Mark) bool {
		for i, p := range m.Points[1:] {
			if distance(at{q.X, q.Y}, at{p.X, p.Y}, at{m.Points[i].X, m.Points[i].Y}) < core.Unit*2 {
				return true
			}
		}
		return false
	}
	for _, m := range list {
		if slices.ContainsFunc(below, func(b Mark) bool {
			return len(b.Points) > 1 && on(m.Points[0], b) && on(m.Points[len(m.Points)-1], b)
		}) {
			n++
		}
	}
	return n
}
