package raster

import "easel.example/core"

// spineStep is how many segments one box of a spine bounds.
const spineStep = 32

// A spine holds, for each whole run of spineStep segments of a long stroke,
// the bounds of their points in 1/32 px, so that a tile far from the run
// passes it by at once. Box i is for the segments that end at the points from
// i·spineStep on.
type spine []core.Rect

// grow brings the spine up to the stroke's points. Short strokes have none.
func (sp spine) grow(pts []core.Point) spine {
	if len(pts) < 2*spineStep {
		return sp[:0]
	}
	for (len(sp)+1)*spineStep <= len(pts) {
		at := len(sp) * spineStep
		p := pts[max(at-1, 0)]
		b := core.Rect{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y}
		for _, p := range pts[at : at+spineStep] {
			b = core.Rect{X0: min(b.X0, p.X), Y0: min(b.Y0, p.Y), X1: max(b.X1, p.X), Y1: max(b.Y1, p.Y)}
		}
		sp = append(sp, b)
	}
	return sp
}

// misses reports whether the run that starts with point i lies beyond an edge
// of t's tile.
func (sp spine) misses(t *tracer, i int) bool {
	if i/spineStep >= len(sp) {
		return false
	}
	b := &sp[i/spineStep]
	return b.X1 < t.x0 || b.X0 > t.x1 || b.Y1 < t.y0 || b.Y0 > t.y1
}
