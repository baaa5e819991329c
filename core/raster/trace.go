package raster

import "easel.example/core"

// A tracer draws the points of one stroke on one tile.
type tracer struct {
	l     *layer
	f     field
	brush core.Brush
	pts   []core.Point
	// A segment beyond these, in the points' 1/32 px, does not touch the tile.
	x0, y0, x1, y1 int32
	prev           segment // the segment that ends at point prevAt, if prevAt > 0
	prevAt         int
	spine          spine
}

func newTracer(l *layer, f field, s *core.Stroke, n int, sp spine) tracer {
	t := tracer{l: l, f: f, brush: s.Brush, pts: s.Points[:n], spine: sp}
	r := reach(s.Brush)
	x, y := f.x/(one8/core.Unit), f.y/(one8/core.Unit)
	t.x0, t.y0 = x-r, y-r
	t.x1, t.y1 = x+f.w*core.Unit+r, y+f.h*core.Unit+r
	return t
}

// reach returns how far from its points a brush may draw, in 1/32 px.
func reach(b core.Brush) int32 {
	return int32(b.Width)*(core.Unit/core.WidthUnit)/2 + core.Unit
}

// misses reports whether the segment from p to q, with its discs, lies beyond one edge of
// the tile. The sign bit of a & b is set if both are negative.
func (t *tracer) misses(p, q core.Point) bool {
	return (p.X-t.x0)&(q.X-t.x0)|(t.x1-p.X)&(t.x1-q.X)|
		(p.Y-t.y0)&(q.Y-t.y0)|(t.y1-p.Y)&(t.y1-q.Y) < 0
}

// before returns the last segment that ends at or before point i and is not
// still; nil if there is none.
func (t *tracer) before(i int) *segment {
	for ; i > 0; i-- {
		if t.prevAt == i {
			return &t.prev
		}
		p, q := t.pts[i-1], t.pts[i]
		if p == q {
			continue
		}
		if s := join(place(t.brush, p), place(t.brush, q)); s.shape != still {
			t.prev, t.prevAt = s, i
			return &t.prev
		}
	}
	return nil
}

// trace draws the segments that end at points from…to-1, with the joins and
// the start before them.
func (t *tracer) trace(from, to int) {
	for i := max(from, 1); i < to; i++ {
		if i%spineStep == 0 && t.spine.misses(t, i) {
			i += spineStep - 1
			continue
		}
		if t.misses(t.pts[i-1], t.pts[i]) {
			continue
		}
		s := join(place(t.brush, t.pts[i-1]), place(t.brush, t.pts[i]))
		if s.shape == still {
			continue
		}
		t.segment(&s, t.before(i-1))
		t.prev, t.prevAt = s, i
	}
}

// bendMax is the turn up to which a band that reaches back over the wedge takes
// its place: it is too long at the corner by r·turn²/2, 1/32 px at most.
const bendMax = one8 / 16

// segment draws one segment and what joins it to the one before, if any.
func (t *tracer) segment(s, prev *segment) {
	l, f := t.l, t.f
	var back int64
	switch {
	case s.shape != plain || prev != nil && prev.shape != plain:
		l.dot(f, s.a)
	case prev == nil:
		l.start(f, s)
	default:
		turn := abs(prev.ux*s.uy>>30 - prev.uy*s.ux>>30) // sine, Q30
		r := int64(s.a.r)
		if (prev.ux*s.ux+prev.uy*s.uy) > 0 && r*(turn>>15*(turn>>15)>>15) <= bendMax<<15 {
			back = r * turn >> 8
		} else {
			l.wedge(f, prev, s)
		}
	}
	switch s.shape {
	case plain:
		l.band(f, s, back)
	case tapered:
		l.lean(f, s)
	}
}

// cap draws the end, which is not part of what points to come will join to.
func (t *tracer) cap() {
	n := len(t.pts)
	if n == 0 {
		return
	}
	last := t.pts[n-1]
	if t.misses(last, last) {
		return
	}
	s := t.before(n - 1)
	if s != nil && s.shape == plain {
		t.l.end(t.f, s)
		return
	}
	t.l.dot(t.f, place(t.brush, last))
}
