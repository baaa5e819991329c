package raster

import "easel.example/core"

// The nib of a broad pen: a rectangle, held at 40 degrees, whose half length and
// half breadth are these parts of the radius. Its corners are within the radius.
const (
	nibX       = 822532850  // cos 40° in Q30
	nibY       = -690186670 // -sin 40°: it rises to the right
	nibLength  = 252        // of 256
	nibBreadth = 40         // of 256
)

// nib appends the corners of the nib where it rests.
func nib(dst []core.Point, v vertex) []core.Point {
	long, broad := int64(v.r)*nibLength>>8, max(int64(v.r)*nibBreadth>>8, one8/2)
	lx, ly := long*nibX>>30, long*nibY>>30
	bx, by := -broad*nibY>>30, broad*nibX>>30
	const digits = 3 // from Q8 to 1/32 px, down, wherever the tile is
	for _, s := range [4][2]int64{{1, 1}, {1, -1}, {-1, -1}, {-1, 1}} {
		dst = append(dst, core.Point{
			X: int32((int64(v.x) + s[0]*lx + s[1]*bx) >> digits),
			Y: int32((int64(v.y) + s[0]*ly + s[1]*by) >> digits),
		})
	}
	return dst
}

// drawNib draws what the nib sweeps from a to b: the convex hull of both. That of
// the next segment holds the nib at b, too, which is at least a px broad, so that
// no seam is seen between them.
func (t *tracer) drawNib(a, b vertex) {
	t.corners = nib(nib(t.corners[:0], a), b)
	t.hull = convex(t.hull[:0], t.corners)
	pts := t.hull
	t.area.reset()
	for i, q := range pts {
		t.area.edge(t.f, pts[(i+len(pts)-1)%len(pts)], q)
	}
	t.area.paint(t.l, t.f, core.FillNonzero)
}

// convex appends the convex hull of points, which it sorts, to an empty list, by
// monotone chains (Andrew, 1979).
func convex(list, pts []core.Point) []core.Point {
	for i := range pts { // eight points: to sort them otherwise would only be more to load
		for k := i; k > 0 && (pts[k].X < pts[k-1].X || pts[k].X == pts[k-1].X && pts[k].Y < pts[k-1].Y); k-- {
			pts[k], pts[k-1] = pts[k-1], pts[k]
		}
	}
	n := len(pts)
	grow := func(q core.Point, least int) {
		for len(list) > least {
			a, b := list[len(list)-2], list[len(list)-1]
			if int64(b.X-a.X)*int64(q.Y-a.Y)-int64(b.Y-a.Y)*int64(q.X-a.X) > 0 {
				break
			}
			list = list[:len(list)-1]
		}
		list = append(list, q)
	}
	for _, q := range pts {
		grow(q, 1)
	}
	lower := len(list)
	for i := n - 2; i >= 0; i-- {
		grow(pts[i], lower)
	}
	return list
}
