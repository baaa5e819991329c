package widget

import (
	"image"
	"math"
)

// A Mask names a shape in device px, so that a painter makes each but once. Rects
// larger than their corners are made of one mask, whose middle is stretched.
type Mask struct {
	Kind   Kind // FillItem, RingItem, ShadowItem or IconItem
	W, H   int
	Radius float64
	Width  float64 // of a ring; of a shadow its blur
	Icon   Icon
}

// MaskOf returns the mask of a rect of w × h device px, and how much of it on each
// side is not stretched. A shadow's mask is larger than its rect, by [Mask.Spread].
func MaskOf(kind Kind, w, h int, radius, width float64) (m Mask, edge int) {
	radius = min(radius, float64(min(w, h))/2)
	m = Mask{Kind: kind, Radius: radius, Width: width}
	spread := m.Spread()
	edge = int(math.Ceil(max(radius, width))) + 1 + 2*spread
	m.W, m.H = min(w+2*spread, 2*edge+1), min(h+2*spread, 2*edge+1)
	return m, edge
}

// Spread returns how far a mask reaches beyond its rect.
func (m Mask) Spread() int {
	if m.Kind != ShadowItem {
		return 0
	}
	return int(math.Ceil(m.Width))
}

// Alpha draws the mask.
func (m Mask) Alpha() *image.Alpha {
	a := image.NewAlpha(image.Rect(0, 0, m.W, m.H))
	cover := m.rect
	if m.Kind == IconItem {
		cover = iconCover(m.Icon, float64(m.W))
	}
	for y := range m.H {
		for x := range m.W {
			a.Pix[y*a.Stride+x] = uint8(math.Round(255 * cover(float64(x)+0.5, float64(y)+0.5)))
		}
	}
	return a
}

// rect returns how much of the pixel at (x, y) a rect, ring or shadow covers.
func (m Mask) rect(x, y float64) float64 {
	s := float64(m.Spread())
	d := roundRect(x-s, y-s, float64(m.W)-2*s, float64(m.H)-2*s, m.Radius)
	switch m.Kind {
	case RingItem:
		return min(inside(d), inside(-d-m.Width))
	case ShadowItem:
		t := min(max(0.5-d/(2*m.Width), 0), 1)
		return t * t * t * (t*(6*t-15) + 10)
	}
	return inside(d)
}

// inside is the cover of a pixel whose middle is d away from an edge, 0…1.
func inside(d float64) float64 { return min(max(0.5-d, 0), 1) }

// roundRect returns the distance from (x, y) to the edge of a rect with round corners;
// inside it is negative.
func roundRect(x, y, w, h, r float64) float64 {
	dx, dy := math.Abs(x-w/2)-w/2+r, math.Abs(y-h/2)-h/2+r
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - r
}

// toSegment returns the distance from (x, y) to a line from a to b.
func toSegment(x, y float64, a, b Spot) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((x-a.X)*dx+(y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(x-a.X-t*dx, y-a.Y-t*dy)
}
