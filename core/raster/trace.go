package raster

import "easel.example/core"

// A tracer draws the points of one stroke on one tile. It is used over and
// over, for it is large.
type tracer struct {
	l     *layer
	f     field
	brush core.Brush
	pts   []core.Point
	spine spine
	// A segment beyond these, in the points' 1/32 px, does not touch the tile.
	x0, y0, x1, y1 int32
	// Three successive segments, and the points where they end; 0 is none.
	ring             [3]segment
	ends             [3]int
	prev, this, next int
	band             band // scratch
}

// aim makes t draw the first n points of s on l, which is tile f.
func (t *tracer) aim(l *layer, f field, s *core.Stroke, n int, sp spine) {
	t.l, t.f, t.brush, t.pts, t.spine = l, f, s.Brush, s.Points[:n], sp
	r := reach(s.Brush)
	x, y := f.x/(one8/core.Unit), f.y/(one8/core.Unit)
	t.x0, t.y0 = x-r, y-r
	t.x1, t.y1 = x+f.w*core.Unit+r, y+f.h*core.Unit+r
	t.prev, t.this, t.next = 0, 1, 2
	t.ends = [3]int{}
}

// reach returns how far from its points a brush may draw, in 1/32 px.
func reach(b core.Brush) int32 {
	return int32(b.Width)*(core.Unit/core.WidthUnit)/2 + core.Unit
}

// misses reports whether the segment from p to q, with its discs, lies beyond
// one edge of the tile. The sign bit of a & b is set if both are negative.
func (t *tracer) misses(p, q core.Point) bool {
	return (p.X-t.x0)&(q.X-t.x0)|(t.x1-p.X)&(t.x1-q.X)|
		(p.Y-t.y0)&(q.Y-t.y0)|(t.y1-p.Y)&(t.y1-q.Y) < 0
}

// still reports whether point i only repeats the one before, so that there is
// no segment.
func (t *tracer) still(i int) bool { return t.pts[i-1] == t.pts[i] }

// load makes the segment that ends at point i slot k of the ring; 0 is none.
func (t *tracer) load(k, i int) {
	if t.ends[k] = i; i > 0 {
		t.ring[k].join(place(t.brush, t.pts[i-1]), place(t.brush, t.pts[i]))
	}
}

// trace draws the segments that end at point from or later, all but the last:
// how far a band reaches depends on the one after it. It returns the point at
// which the last one ends, for the next call to start with.
func (t *tracer) trace(from int) int {
	last := max(len(t.pts)-1, 0)
	for last > 0 && t.still(last) {
		last--
	}
	t.ends[t.next] = 0
	for i := max(from, 1); i < last; i++ {
		if i%spineStep == 0 && t.spine.misses(t, i) && i+spineStep <= last {
			i += spineStep - 1
			continue
		}
		if t.misses(t.pts[i-1], t.pts[i]) || t.still(i) {
			continue
		}
		if t.l.full == t.f.h {
			break // nothing can cover the tile more
		}
		t.turnTo(i)
		after := i + 1
		for t.still(after) { // last is not
			after++
		}
		this, next := &t.ring[t.this], &t.ring[t.next]
		t.ends[t.next] = after
		next.join(this.b, place(t.brush, t.pts[after]))
		next.link(this)
		t.segment(this, next.extent)
	}
	return last
}

// turnTo makes the segment that ends at point i this one, with the one before
// it.
func (t *tracer) turnTo(i int) {
	if t.ends[t.next] == i {
		t.prev, t.this, t.next = t.this, t.next, t.prev
		return
	}
	t.load(t.this, i)
	for i--; i > 0 && t.still(i); {
		i--
	}
	t.load(t.prev, i)
	if i > 0 {
		t.ring[t.this].link(&t.ring[t.prev])
	} else {
		t.ring[t.this].joint = none
	}
}

// segment draws one segment, which reaches so far beyond its end, and what
// joins it to the one before.
func (t *tracer) segment(s *segment, after int64) {
	switch s.joint {
	case none:
		if s.shape == plain {
			t.l.start(t.f, s)
		} else {
			t.l.dot(t.f, s.a)
		}
	case round:
		t.l.dot(t.f, s.a)
	case bent:
		t.l.wedge(t.f, &t.ring[t.prev], s)
	}
	switch s.shape {
	case plain:
		t.drawBand(s, s.extent, after)
	case tapered:
		t.drawLean(s)
	}
}

// finish draws the last segment, which ends at point last, and the end. They
// are not part of what points to come will join to.
func (t *tracer) finish(last int) {
	n := len(t.pts)
	if n == 0 {
		return
	}
	if last == 0 {
		t.l.dot(t.f, place(t.brush, t.pts[n-1]))
		return
	}
	if t.misses(t.pts[last-1], t.pts[last]) {
		return
	}
	t.turnTo(last)
	s := &t.ring[t.this]
	t.segment(s, 0)
	if s.shape == plain {
		t.l.end(t.f, s)
	} else {
		t.l.dot(t.f, s.b)
	}
}
