package artist

import (
	"testing"

	"easel.example/core"
)

// TestGround: where what others drew fills the sheet, as a finished piece that is gone on with, there is
// nothing beside it to paint on: it is painted over, and what comes later left free.
func TestGround(t *testing.T) {
	first, _, _ := paint(t, New(Brief{"a harbour at dusk", core.Paint, 800, 600, 3}))
	var old []*core.Stroke
	for i, m := range first {
		s := &core.Stroke{ID: core.StrokeID{Actor: 7, N: uint32(i) + 1}, Brush: m.Brush, Points: m.Points, Done: true}
		old = append(old, s)
	}
	alone, _, _ := paint(t, New(Brief{"a lighthouse in a storm", core.Paint, 800, 600, 4}))
	p := New(Brief{"a lighthouse in a storm", core.Paint, 800, 600, 4})
	p.See(Look{old})
	if marks, _, done := paint(t, p); len(marks) != len(alone) || !done {
		t.Errorf("on a full sheet it paints %d strokes, %d on an empty one", len(marks), len(alone))
	}
	line := inkOf(redPen, 100, 100, 700, 500)
	line.ID = core.StrokeID{Actor: 8, N: 1}
	p.See(Look{[]*core.Stroke{line}})
	p.Recount(append(old, line)) // somebody took something back
	if !p.ink.any || p.ink.fills() || p.ink.from(400*core.Unit, 300*core.Unit) > 0 {
		t.Error("after that a line is not left free, or all of the sheet is")
	}
	if c := (Canvas{Width: 2, Height: 1, Pix: []byte{1, 2, 3, 255, 9, 9, 9, 255}, Ink: []byte{200, 2, 3, 255, 200, 9, 9, 255}}); len((&measure{Canvas: &c}).covered()) != 0 {
		t.Error("a ground that is painted on is a fault")
	}
}

// TestAnyNudges: whatever people say, one thing after the other, all is painted and admitted.
func TestAnyNudges(t *testing.T) {
	says := []string{"more blue", "no trees", "warmer light", "less busy", "no birds", "bigger", "add 3 birds", "darker", "no sky", "make it snow"}
	for seed := range uint64(60) {
		if skipped(int(seed)) {
			continue
		}
		c := newChance(seed, "says")
		b := Brief{append(prompts(), "", "a meadow without flowers or trees")[int(seed)%(len(prompts())+2)], core.Style(seed / 2 % 2), 800, 600, seed}
		p := New(b)
		p.See(Look{anyInk(&c, [2]int32{800, 600})})
		paint(t, p)
		for range 4 {
			p.Nudge(pick(&c, says))
			marks, _, _ := paint(t, p)
			for _, m := range marks {
				if b.Style == core.Plotter && m.Brush.Fill != core.FillNone {
					t.Fatalf("seed %d, %q: a plotter fills", seed, b.Prompt)
				}
			}
		}
	}
}

// TestEraserHasNoPatch: an eraser that has no room beside ink leaves no paint there.
func TestEraserHasNoPatch(t *testing.T) {
	k := newInk(1600, 1200)
	k.add(bluePen, inkOf(bluePen, 0, 600, 1600, 600).Points)
	k.spread()
	wide := core.Brush{Kind: core.Eraser, Version: core.BrushVersion, Width: 60 * core.WidthUnit, Opacity: 255}
	for _, m := range k.around([]Mark{{wide, inkOf(wide, 100, 610, 1500, 590).Points}}) {
		if m.Brush.Kind != core.Eraser {
			t.Errorf("an eraser becomes %+v", m.Brush)
		}
	}
}

// TestOftenCut: a long line that is seen grow cuts what is left of a step as one that is seen once.
func TestOftenCut(t *testing.T) {
	left := func(looks int) (n int) {
		s := Sit(Brief{"a quiet harbour at dusk", core.Paint, 800, 600, 3})
		k, _ := s.Next()
		for !k.Layer || len(k.Marks) < 40 {
			s.Finish()
			k, _ = s.Next()
		}
		var px []int32
		for i := range int32(200) {
			px = append(px, 20+i*760/200, 100+(i*37)%400)
		}
		line := inkOf(redPen, px...)
		line.ID = core.StrokeID{Actor: 7, N: 1}
		for i := 1; i <= looks; i++ {
			part := *line
			part.Points, part.Done = line.Points[:len(line.Points)*i/looks], i == looks
			s.Look([]*core.Stroke{&part})
		}
		return len(k.Marks)
	}
	if once, often := left(1), left(12); once != often {
		t.Errorf("%d strokes are left after 12 looks, %d after one", often, once)
	}
}

// TestUndoneWhileDrawn: a line that is taken back before it was seen done is not left free any more.
func TestUndoneWhileDrawn(t *testing.T) {
	s := Sit(Brief{"a cat", core.Paint, 800, 600, 1})
	line, other := inkOf(redPen, 100, 100, 700, 500), inkOf(redPen, 20, 20, 60, 20)
	line.ID, other.ID = core.StrokeID{Actor: 7, N: 1}, core.StrokeID{Actor: 8, N: 1}
	other.Done = true
	at := func() int32 { return s.Painter.ink.from(400*core.Unit, 300*core.Unit) }
	s.Look([]*core.Stroke{other, line})
	if at() > 0 {
		t.Fatal("a line that is being drawn is not left free")
	}
	other.Hidden = 8
	if s.Look([]*core.Stroke{other, line}); at() > 0 {
		t.Error("another stroke was taken back, and the line that is being drawn is forgotten")
	}
	line.Done, line.Hidden = true, 7
	if s.Look([]*core.Stroke{other, line}); at() <= 0 {
		t.Error("a line that was taken back is left free")
	}
}
