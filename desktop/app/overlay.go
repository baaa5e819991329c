package app

import (
	"math"

	"easel.example/core"
)

// An Overlay is what is drawn above the ink, in px of the screen.
type Overlay struct {
	Brush   *BrushMark // where the own pointer is; nil: nowhere, or it needs no mark
	Halos   [][4]Spot  // dashed, around strokes that wait
	Pens    []Pen      // of others
	Axes    [][2]Spot  // dashed, of the symmetry
	Outline []Spot     // closed and dashed: around what is selected, or will be
	Handles []Spot     // to take hold of
	Stalk   *[2]Spot   // from the box to the handle that turns
}

// A BrushMark is the brush in its true size; a tiny one is a crosshair.
type BrushMark struct {
	At     Spot
	Radius float64
	Cross  bool
}

// A Pen is where somebody else points.
type Pen struct {
	At     Spot
	Name   string
	Color  Color
	Down   bool
	Artist bool    // drawn as a brush, not as a dot
	Alpha  float64 // of the name, which fades while one draws
}

// A Pointing is the shape of the system's own pointer above the sheet.
type Pointing uint8

// The shapes.
const (
	PointNone Pointing = iota // the overlay has one
	PointArrow
	PointHand
)

// Pointing returns what the system's pointer looks like above the sheet.
func (s *Studio) Pointing() Pointing {
	switch {
	case s.pointers.panning != nil || s.pointers.hand():
		return PointHand
	case s.pieceW == 0:
		return PointArrow
	}
	return PointNone
}

// crossBelow is the radius of a brush, in px of the screen, below which it is a crosshair.
const crossBelow = 3

// Overlay returns what is drawn above the ink, made anew: it holds until the next call.
func (s *Studio) Overlay() *Overlay {
	o := &s.overlay
	*o = Overlay{Halos: o.Halos[:0], Pens: o.Pens[:0], Axes: o.Axes[:0], Outline: o.Outline[:0], Handles: o.Handles[:0]}
	if s.pieceW == 0 {
		return o
	}
	for _, r := range s.client.Waiting(nil) {
		o.Halos = append(o.Halos, s.quad(r))
	}
	o.Pens = s.pens.draw(o.Pens, s)
	switch s.app.hand.tool {
	case ToolBrush:
		s.axes(o)
	case ToolSelect:
		s.outline(o)
	}
	s.brushMark(o)
	return o
}

// quad returns the corners of a part of the piece, in px, on the screen.
func (s *Studio) quad(r core.Rect) [4]Spot {
	x0, y0, x1, y1 := float64(r.X0), float64(r.Y0), float64(r.X1), float64(r.Y1)
	return [4]Spot{s.view.ToScreen(Spot{x0, y0}), s.view.ToScreen(Spot{x1, y0}), s.view.ToScreen(Spot{x1, y1}), s.view.ToScreen(Spot{x0, y1})}
}

func (s *Studio) brushMark(o *Overlay) {
	p := &s.pointers
	if !p.there || p.panning != nil || p.hand() {
		return
	}
	size := s.app.hand.size
	switch t := s.app.hand.tool; {
	case t == ToolPicker || t == ToolSelect || t == ToolBucket:
		size = 1 // what picks is a crosshair
	case t == ToolBrush && s.state.Style != core.Paint:
		size = PlotterPen
	}
	r := size * s.view.Zoom / 2
	o.Brush = &BrushMark{At: p.at, Radius: r, Cross: r < crossBelow}
}

// axes adds those that strokes are mirrored at, or turned about.
func (s *Studio) axes(o *Overlay) {
	y := Symmetries()[s.app.hand.symmetry]
	if y.Folds == 1 && !y.Mirror {
		return
	}
	spokes := int(y.Folds)
	if y.Mirror {
		spokes *= 2
	}
	mx, my := float64(s.pieceW)/2, float64(s.pieceH)/2
	for i := range spokes {
		dy, dx := math.Sincos(2*math.Pi*float64(i)/float64(spokes) - math.Pi/2)
		reach := min(mx/max(math.Abs(dx), 1e-6), my/max(math.Abs(dy), 1e-6)) // to the edge
		o.Axes = append(o.Axes, [2]Spot{s.view.ToScreen(Spot{mx, my}), s.view.ToScreen(Spot{mx + reach*dx, my + reach*dy})})
	}
}

// outline adds what is selected, or the way around what will be.
func (s *Studio) outline(o *Overlay) {
	g := s.grip
	if g != nil && g.kind == gripAround {
		path := g.path
		if !s.lasso {
			path = rectangle(path[0], path[len(path)-1])
		}
		for _, p := range path {
			o.Outline = append(o.Outline, s.view.ToScreen(p))
		}
		return
	}
	if !s.selected() {
		return
	}
	does := still
	if g != nil {
		does = g.does
	}
	k := s.corners()
	for _, p := range k {
		o.Outline = append(o.Outline, s.view.ToScreen(does.through(p)))
	}
	if g == nil {
		handle, foot := s.turner()
		o.Stalk = &[2]Spot{s.view.ToScreen(foot), s.view.ToScreen(handle)}
		o.Handles = append(append(o.Handles, o.Outline...), o.Stalk[1])
	}
}
