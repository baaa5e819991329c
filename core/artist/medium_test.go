package artist

import (
	"strings"
	"testing"

	"easel.example/core"
)

// TestMediums: what a piece is to be made in is read from the prompt, is heeded with paint, and is no thing of the picture.
func TestMediums(t *testing.T) {
	for i, c := range []struct {
		prompt, says, pen string
		kind              core.BrushKind // of most strokes that are no fill, 0 for oils
	}{
		{"a harbour", "", "", 0},
		{"a watercolour of a harbour", "In watercolour", "one pen", core.Watercolour},
		{"hills, watercolor", "In watercolour", "one pen", core.Watercolour},
		{"hills, no watercolour", "", "", 0},
		{"pencil drawing of a dog", "In pencil", "", core.Pencil},
		{"a castle in pencil", "In pencil", "", core.Pencil},
		{"a pencil on a table", "", "", 0},
		{"a charcoal portrait of an old man", "In charcoal", "one pen", core.Charcoal},
		{"a lighthouse, pen and ink", "In ink", "", core.Ink},
		{"line drawing of a bicycle", "In ink", "", core.Ink},
		{"hills in pastel", "In pastel", "one pen", core.Charcoal},
		{"oil painting of the sea", "In oil", "one pen", 0},
		{`the words "in pencil"`, "", "", 0},
	} {
		if skipped(i) {
			continue
		}
		t.Run(c.prompt, func(t *testing.T) {
			for style := core.Paint; style.Valid(); style++ {
				b := Brief{c.prompt, style, testWide, testHigh, 3}
				p, pic := New(b), newPicture()
				first, _ := p.Next()
				says := map[core.Style]string{core.Paint: c.says, core.Plotter: c.pen}[style]
				if !strings.Contains(first.Thought, says) || says == "" && p.plan.says != "" {
					t.Errorf("%s: it begins with %q, want %q in it", style, first.Thought, says)
				}
				if r := p.plan.cast; len(r) > 0 && (r[0].d.name == "pencil") != strings.Contains(c.prompt, "a pencil") {
					t.Errorf("%s: a %s is in it", style, r[0].d.name)
				}
				marks, _, _ := paint(t, p)
				if n := len(marks); n < strokesLeast || n > strokesMost {
					t.Errorf("%s: %d strokes", style, n)
				}
				kinds, lines := map[core.BrushKind]int{}, 0
				for _, m := range marks {
					if !style.Admits(m.Brush) {
						t.Fatalf("%s does not admit %+v", style, m.Brush)
					}
					if m.Brush.Fill == core.FillNone {
						kinds[m.Brush.Kind]++
						lines++
					}
				}
				oils := kinds[core.OilFlat] + kinds[core.OilFilbert] + kinds[core.DryBrush]
				if style == core.Paint && (c.kind != 0 && (kinds[c.kind]*2 < lines || oils > 0) || c.kind == 0 && oils == 0 && !strings.Contains(c.prompt, "words")) {
					t.Errorf("of %d strokes %v are of each kind", lines, kinds)
				}
				pic.place(marks...)
				for _, f := range Critique(Canvas{Style: style, Width: testWide, Height: testHigh, Pix: pic.pix(testWide, testHigh), Subject: p.Subject()}) {
					t.Errorf("%s: %+v", style, f)
				}
			}
		})
	}
}

// TestMediumNudges: a drawing has one ink, whatever it is drawn with, and its subject becomes larger as in any piece.
func TestMediumNudges(t *testing.T) {
	p := New(Brief{"pencil drawing of a cat", core.Paint, 800, 600, 3})
	paint(t, p)
	p.Nudge("more blue, bigger")
	s, _ := p.Next()
	if !strings.Contains(s.Thought, "one ink") {
		t.Errorf("it answers %q", s.Thought)
	}
	marks, _, _ := paint(t, p)
	for _, m := range marks {
		if m.Brush.Kind != core.Pencil && m.Brush.Color != p.brief.medium().paper {
			t.Fatalf("it draws with %+v", m.Brush)
		}
	}
	if len(marks) == 0 {
		t.Error("it draws nothing")
	}
}
