package core

import "testing"

// TestStyles checks what pieces of each style admit.
func TestStyles(t *testing.T) {
	pen := Brush{Kind: Fineliner, Version: BrushVersion, Color: PlotterPeople, Width: PlotterWidth, Opacity: 255}
	with := func(change func(*Brush)) Brush {
		b := pen
		change(&b)
		return b
	}
	for name, c := range map[string]struct {
		b  Brush
		ok bool
	}{
		"people's pen":   {pen, true},
		"artist's pen":   {with(func(b *Brush) { b.Color = PlotterInk }), true},
		"other ink":      {with(func(b *Brush) { b.Color++ }), false},
		"wider":          {with(func(b *Brush) { b.Width++ }), false},
		"fainter":        {with(func(b *Brush) { b.Opacity-- }), false},
		"another kind":   {with(func(b *Brush) { b.Kind = Pen }), false},
		"eraser":         {with(func(b *Brush) { b.Kind, b.Width, b.Opacity = Eraser, 800, 100 }), true},
		"eraser, filled": {with(func(b *Brush) { b.Kind, b.Fill = Eraser, FillNonzero }), false},
	} {
		if !c.b.Valid() {
			t.Fatalf("%s is no brush", name)
		}
		for _, style := range []Style{Paint, Plotter} {
			p := NewPiece(1, 320, 240, style, DefaultLimits())
			p.Apply(Batch{Ops: []Op{{Kind: Join, Stroke: StrokeID{Actor: 1}, Member: 1}}}, 1, nil)
			begin := func(b Brush) bool {
				_, cut := p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Begin, Stroke: StrokeID{N: 1}, Brush: b}}}, 1, nil)
				return !cut
			}
			if !style.Admits(style.Brush(c.b)) || style.Admits(c.b) != (style.Brush(c.b) == c.b) {
				t.Errorf("%s in %v becomes %v", name, style, style.Brush(c.b))
			}
			if got, want := begin(c.b), c.ok || style == Paint; got != want {
				t.Errorf("%s in %v: admitted %t, want %t", name, style, got, want)
			}
		}
	}
	if NewPiece(1, 320, 240, Paint, DefaultLimits()).Digest() == NewPiece(1, 320, 240, Plotter, DefaultLimits()).Digest() {
		t.Error("the digest does not tell styles apart")
	}
	for _, s := range []Style{Paint, Plotter} {
		if got, ok := StyleNamed(s.String()); !ok || got != s {
			t.Errorf("%v is not known by its name", s)
		}
	}
	if _, ok := StyleNamed("cubism"); ok || styles.Valid() {
		t.Error("there are more styles than there are")
	}
}

// TestStyleForms checks that a plotter's stroke keeps its pen when it is formed.
func TestStyleForms(t *testing.T) {
	p := NewPiece(1, 320, 240, Plotter, DefaultLimits())
	pen := plotterPen(PlotterPeople)
	p.Apply(Batch{Ops: []Op{{Kind: Join, Stroke: StrokeID{Actor: 1}, Member: 1}}}, 1, nil)
	p.Apply(Batch{Actor: 1, Ops: []Op{
		{Kind: Begin, Stroke: StrokeID{N: 1}, Brush: pen},
		{Kind: Extend, Stroke: StrokeID{N: 1}, Points: []Point{{X: 10, Y: 10, Pressure: 9}}},
		{Kind: End, Stroke: StrokeID{N: 1}},
	}}, 1, nil)
	set := func(f Form) bool {
		_, cut := p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Set, Stroke: StrokeID{1, 1}, Form: f}}}, 1, nil)
		return !cut
	}
	f := FormOf(pen)
	f.X = 500
	wide, red := f, f
	wide.Width++
	red.Color = 0xff0000
	if set(wide) || set(red) || !set(f) {
		t.Error("a form gave a plotter another pen, or could not move its stroke")
	}
	wide.Color = red.Color
	if got := Plotter.Form(wide, pen); got != f {
		t.Errorf("a plotter's form is %v, want %v", got, f)
	}
	if got := Paint.Form(wide, pen); got != wide {
		t.Errorf("a painter's form is %v, want %v", got, wide)
	}
}
