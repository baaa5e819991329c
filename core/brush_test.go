package core

import "testing"

// TestBrushCosts checks, at the limit of rule L5 and one past it, what a stroke
// of each class and a fill may cost.
func TestBrushCosts(t *testing.T) {
	for _, tt := range []struct {
		name  string
		brush Brush
		cost  int64 // of a step of 32 px to the right and 10 px down
	}{
		{"pen", Brush{Kind: Pen}, 33 * 5},
		{"eraser", Brush{Kind: Eraser}, 33 * 5},
		{"calligraphy", Brush{Kind: Nib}, 33 * 5 * 8},
		{"oil", Brush{Kind: OilFlat}, 33 * 5 * 3},
		{"airbrush", Brush{Kind: Airbrush}, 33 * 5 * 4},
		{"fill", Brush{Kind: Pen, Fill: FillEvenOdd}, 64 + 32 + 64*10},
	} {
		tt.brush.Version, tt.brush.Width, tt.brush.Opacity = BrushVersion, 4*WidthUnit, 255
		first := rasterCost(tt.brush, Point{}, Point{})
		for over, want := range map[int64]int{0: 2, -1: 1} {
			l := DefaultLimits()
			l.StrokeCost = first + tt.cost + over
			p := testPiece(t, l)
			op := begin(1)
			op.Brush = tt.brush
			p.Apply(Batch{Actor: 1, Num: 1, Ops: []Op{op, extend(1, Point{}, Point{X: 32 * Unit, Y: 10 * Unit})}}, 1, nil)
			if got := len(p.Stroke(StrokeID{1, 1}).Points); got != want {
				t.Errorf("%s, with %d more than it costs: %d points, want %d", tt.name, over, got, want)
			}
		}
	}
}

// TestBrushValid checks which brushes a piece takes.
func TestBrushValid(t *testing.T) {
	for _, p := range Presets() {
		b := Brush{Kind: p.Kind, Version: BrushVersion, Color: 0xffffff, Width: uint16(p.Size * WidthUnit), Opacity: p.Opacity}
		if !b.Valid() {
			t.Errorf("%s is not valid", p.Name)
		}
		fills := p.Kind == Pen || p.Kind == Eraser
		for f := range Fill(4) {
			b.Fill = f
			if got, want := b.Valid(), f == FillNone || fills && f <= FillEvenOdd; got != want {
				t.Errorf("%s with fill %d is valid: %t, want %t", p.Name, f, got, want)
			}
		}
	}
	for _, bad := range []Brush{{}, {Kind: kinds}, {Kind: 255}, {Kind: Pen, Layer: 1}} {
		bad.Version, bad.Width = BrushVersion, 1
		if bad.Valid() {
			t.Errorf("%+v is valid", bad)
		}
	}
}
