package core

import (
	"slices"
	"testing"
)

// formed returns a piece with one done stroke of actor 1 through (100, 200) and (900, 300).
func formed(t *testing.T) (*Piece, *Stroke) {
	t.Helper()
	p := testPiece(t, DefaultLimits())
	b := Batch{Actor: 1, Ops: []Op{begin(1), extend(1, Point{100, 200, 90}, Point{900, 300, 120}), end(1)}}
	if _, cut := p.Apply(b, 10, nil); cut {
		t.Fatal("the stroke is not admitted")
	}
	return p, p.Stroke(StrokeID{1, 1})
}

func setTo(f Form) Batch {
	return Batch{Actor: 1, Ops: []Op{{Kind: Set, Stroke: StrokeID{1, 1}, Form: f}}}
}

// TestSet checks what a form does, that the last one counts, and that the stroke as it
// was drawn comes back to the bit.
func TestSet(t *testing.T) {
	p, s := formed(t)
	plain, bytes := p.Digest(), p.Bytes()
	turn := FormOf(s.Brush)
	turn.A, turn.B, turn.C, turn.D, turn.X, turn.Y = 0, FormOne/2, -FormOne/2, 0, 1000, 7
	turn.Color, turn.Width = 0x102030, 99
	if _, cut := p.Apply(setTo(turn), 20, nil); cut {
		t.Fatal("a form is not admitted")
	}
	want := []Point{{1000 - 100, 50 + 7, 90}, {1000 - 150, 450 + 7, 120}}
	if !slices.Equal(s.Points, want) || s.Brush.Color != 0x102030 || s.Brush.Width != 99 || s.Form() != turn {
		t.Errorf("the stroke is %+v", s)
	}
	if p.Bytes() != bytes+FormBytes || p.Digest() == plain {
		t.Errorf("%d bytes and digest %x, want %d and another than %x", p.Bytes(), p.Digest(), bytes+FormBytes, plain)
	}
	if d := s.Drawn(); !slices.Equal(d.Points, []Point{{100, 200, 90}, {900, 300, 120}}) || d.Brush != testBrush() {
		t.Errorf("it was drawn as %+v", d)
	}
	turned := p.Digest()
	other := FormOf(testBrush())
	other.X = 5
	p.Apply(setTo(other), 30, nil)
	if s.Points[0] != (Point{105, 200, 90}) || p.Digest() == turned {
		t.Errorf("a second form made %+v", s.Points)
	}
	for _, f := range []Form{{}, FormOf(testBrush())} {
		p.Apply(setTo(turn), 40, nil)
		if p.Digest() != turned {
			t.Error("the same form gives another digest")
		}
		if _, cut := p.Apply(setTo(f), 40, nil); cut || p.Digest() != plain || p.Bytes() != bytes || s.Form() != (Form{}) {
			t.Errorf("%+v does not give the stroke back as it was drawn", f)
		}
	}
	checkPiece(t, p)
}

// TestSetCuts names what no form may be (rules S1, L3 and L5), at the limit and past it.
func TestSetCuts(t *testing.T) {
	id := FormOf(testBrush())
	by := func(change func(f *Form)) Form { f := id; change(&f); return f }
	w := testPiece(t, DefaultLimits()).width * Unit
	for _, tt := range []struct {
		name  string
		close bool // of a stroke by the origin: no other stays in sight when it is so much larger
		form  Form
		ok    bool
	}{
		{"to the edge of what a piece holds", false, by(func(f *Form) { f.X = 2*w - 900 }), true},
		{"beyond it", false, by(func(f *Form) { f.X = 2*w - 899 }), false},
		{"as wide as a brush may be", false, by(func(f *Form) { f.Width = WidthMax }), true},
		{"wider", false, by(func(f *Form) { f.Width = WidthMax + 1 }), false},
		{"without width", false, by(func(f *Form) { f.Width = 0 }), false},
		{"as large as may be", true, by(func(f *Form) { f.A, f.C, f.D = FormMost, -FormMost/2, 0 }), true},
		{"larger", true, by(func(f *Form) { f.A, f.C, f.D = FormMost+1, -FormMost/2, 0 }), false},
		{"no colour", false, by(func(f *Form) { f.Color = 1 << 24 }), false},
		{"far out of what a piece holds", false, by(func(f *Form) { f.A, f.X = FormMost, formReach }), false},
		{"out of all bounds", false, by(func(f *Form) { f.X = formReach + 1 }), false},
	} {
		p, s := formed(t)
		if tt.close {
			p = testPiece(t, DefaultLimits())
			p.Apply(Batch{Actor: 1, Ops: []Op{begin(1), extend(1, Point{20, 40, 9}), end(1)}}, 1, nil)
			s = p.Stroke(StrokeID{1, 1})
		}
		before := p.Digest()
		if _, cut := p.Apply(setTo(tt.form), 2, nil); cut == tt.ok || (p.Digest() == before) == tt.ok {
			t.Errorf("%s: cut is %v, points %v", tt.name, cut, s.Points)
		}
	}

	p, _ := formed(t)
	moved := by(func(f *Form) { f.X = 1 })
	if _, cut := p.Apply(Batch{Actor: 2, Ops: setTo(moved).Ops}, 2, nil); !cut {
		t.Error("somebody else's stroke was moved")
	}
	p.Apply(Batch{Actor: 1, Ops: []Op{begin(2), extend(2, Point{1, 1, 1})}}, 2, nil)
	if _, cut := p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Set, Stroke: StrokeID{1, 2}, Form: moved}}}, 2, nil); !cut {
		t.Error("a stroke that is still drawn was moved")
	}
	p, s := formed(t)
	p.limits.StrokeCost = s.cost
	if _, cut := p.Apply(setTo(moved), 2, nil); cut {
		t.Error("a stroke that costs as much as may be could not be moved")
	}
	if _, cut := p.Apply(setTo(by(func(f *Form) { f.Width += 16 })), 2, nil); !cut {
		t.Error("a stroke was made to cost more than one may")
	}
	p, _ = formed(t)
	p.limits.WorkspaceBytes = p.bytes + FormBytes - 1
	if _, cut := p.Apply(setTo(moved), 2, nil); !cut || p.Fits(setTo(moved)) {
		t.Error("a form found room in a piece that has none")
	}
	p.limits.WorkspaceBytes++
	if _, cut := p.Apply(setTo(moved), 2, nil); cut {
		t.Error("a form found no room where there was just enough")
	}
}
