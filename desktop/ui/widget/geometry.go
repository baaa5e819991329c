package widget

import "math"

// A Spot is a place in the window.
type Spot struct{ X, Y float64 }

// A Rect is a part of the window. Its methods that cut make it smaller and return
// what they took off, so that a panel is laid out from its edges to its middle.
type Rect struct{ X, Y, W, H float64 }

// Has reports whether a place lies in the rect.
func (r Rect) Has(p Spot) bool {
	return p.X >= r.X && p.Y >= r.Y && p.X < r.X+r.W && p.Y < r.Y+r.H
}

// Inset returns the rect without an edge of so much on each side.
func (r Rect) Inset(d float64) Rect { return r.Pad(d, d) }

// Pad returns the rect without x on the left and right, and y above and below.
func (r Rect) Pad(x, y float64) Rect {
	return Rect{r.X + x, r.Y + y, max(r.W-2*x, 0), max(r.H-2*y, 0)}
}

// Left cuts so much off on the left.
func (r *Rect) Left(w float64) Rect {
	w = min(w, r.W)
	out := Rect{r.X, r.Y, w, r.H}
	r.X, r.W = r.X+w, r.W-w
	return out
}

// Right cuts so much off on the right.
func (r *Rect) Right(w float64) Rect {
	w = min(w, r.W)
	r.W -= w
	return Rect{r.X + r.W, r.Y, w, r.H}
}

// Top cuts so much off above.
func (r *Rect) Top(h float64) Rect {
	h = min(h, r.H)
	out := Rect{r.X, r.Y, r.W, h}
	r.Y, r.H = r.Y+h, r.H-h
	return out
}

// Bottom cuts so much off below.
func (r *Rect) Bottom(h float64) Rect {
	h = min(h, r.H)
	r.H -= h
	return Rect{r.X, r.Y + r.H, r.W, h}
}

// Centre returns a rect of a size in the middle of this one.
func (r Rect) Centre(w, h float64) Rect {
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

// Cells returns n equal parts from left to right, with a gap between them.
func (r Rect) Cells(n int, gap float64) []Rect {
	list := make([]Rect, 0, n)
	w := (r.W - gap*float64(n-1)) / float64(n)
	for i := range n {
		list = append(list, Rect{r.X + float64(i)*(w+gap), r.Y, w, r.H})
	}
	return list
}

// Meet returns what two rects share; its sides are 0 if that is nothing.
func (r Rect) Meet(o Rect) Rect {
	x0, y0 := max(r.X, o.X), max(r.Y, o.Y)
	x1, y1 := min(r.X+r.W, o.X+o.W), min(r.Y+r.H, o.Y+o.H)
	return Rect{x0, y0, max(x1-x0, 0), max(y1-y0, 0)}
}

// Round returns the rect with its corners on whole px of a scale.
func (r Rect) Round(scale float64) Rect {
	at := func(v float64) float64 { return math.Round(v*scale) / scale }
	x, y := at(r.X), at(r.Y)
	return Rect{x, y, at(r.X+r.W) - x, at(r.Y+r.H) - y}
}

// A Column lays out rows from top to bottom.
type Column struct {
	Rect
	Gap  float64
	used float64
}

// Row takes the next row; below the end of the rect it goes on.
func (c *Column) Row(h float64) Rect {
	if c.used > 0 {
		c.used += c.Gap
	}
	row := Rect{c.X, c.Y + c.used, c.W, h}
	c.used += h
	return row
}

// Used returns the height of all rows so far.
func (c *Column) Used() float64 { return c.used }
