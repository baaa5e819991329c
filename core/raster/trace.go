package raster

import "easel.example/core"

// A tracer draws the points of one stroke on one tile. It is used over and
// over, for it is large.
type tracer struct {
	l     *layer // what the stroke leaves
	cov   layer  // of an inked stroke, unless its tip is soft: what one segment covers; empty between
	into  *layer // where shapes are drawn: l or cov
	lean  int64  // see segment.join
	f     field
	id    core.StrokeID
	seed  int64 // 32 bits
	brush core.Brush
	look  *look
	pts   []core.Point
	way   []int64 // see measure; nil where the look needs none
	spine spine
	// A segment beyond these, in the points' 1/32 px, does not touch the tile.
	x0, y0, x1, y1 int32
	// Three successive segments, and the points where they end; 0 is none.
	ring             [3]segment
	ends             [3]int
	prev, this, next int
	columns          [TileSize]uint8 // of a texture, that the tile's show
	band             band            // scratch
	area             area            // likewise
	corners, hull    []core.Point
}

// aim makes t draw the first n points of m on l, which is tile f.
func (t *tracer) aim(l *layer, f field, m *mark, n int) {
	s := m.s
	t.l, t.f, t.id, t.brush, t.look, t.pts, t.way, t.spine = l, f, s.ID, s.Brush, lookOf(s.Brush), s.Points[:n], m.way, m.spine
	t.seed = int64(chance(s.ID, 0, 0))
	t.into, t.lean = &t.cov, inkedLean
	if t.look.plain() {
		t.into, t.lean = l, 0
	}
	if t.look.wet && l.headings == nil {
		l.headings = new([TileSize * TileSize]uint16)
	}
	if t.look.depth > 0 {
		t.columns = f.columns()
	}
	r := reach(s.Brush)
	x, y := f.x/(one8/core.Unit), f.y/(one8/core.Unit)
	t.x0, t.y0 = x-r, y-r
	t.x1, t.y1 = x+f.w*core.Unit+r, y+f.h*core.Unit+r
	t.prev, t.this, t.next = 0, 1, 2
	t.ends = [3]int{}
}

// onto makes t go on, with the same stroke, on another layer.
func (t *tracer) onto(l *layer) {
	t.l = l
	if t.look.plain() {
		t.into = l
	}
}

// overhang is how far beyond the edge of a stroke's discs it may draw, in 1/32 px: an edge covers
// pixels whose centres are less than a px from it, and the sides of a segment that leans go on
// widening where they reach on to meet the next one's.
const overhang = 2 * core.Unit

// reach returns how far from its points a brush may draw, in 1/32 px.
func reach(b core.Brush) int32 {
	return int32(b.Width)*(core.Unit/core.WidthUnit)/2 + overhang
}

// measure brings the way along a stroke up to its points: entry i is how far it
// is to point i, in 1/256 px.
func measure(way []int64, pts []core.Point) []int64 {
	for i := len(way); i < len(pts); i++ {
		if i == 0 {
			way = append(way, 0)
			continue
		}
		dx, dy := int64(pts[i].X-pts[i-1].X), int64(pts[i].Y-pts[i-1].Y)
		way = append(way, way[i-1]+root((dx*dx+dy*dy)<<6))
	}
	return way
}

// vertex returns point i with its radius.
func (t *tracer) vertex(i int) vertex {
	v := place(t.brush, t.pts[i])
	if t.look.taper > 0 {
		v.r = max(v.r*t.tapered(i)>>8, radiusMin)
	}
	return v
}

// taperLength returns over how much way an end of a stroke tapers, 1/256 px.
func (k *look) taperLength(b core.Brush) int64 {
	return k.taper * int64(b.Width) * (one8 / core.WidthUnit) / 4
}

// tapered returns how much of the radius point i has, by its way to the nearer
// end, in 1/256: it grows as the root does, which makes a rounded point.
func (t *tracer) tapered(i int) int32 {
	length := t.look.taperLength(t.brush)
	n := min(t.way[i], t.way[len(t.pts)-1]-t.way[i], length)
	if length == 0 || len(t.pts) == 1 {
		return one8
	}
	return int32(one8/8 + root((n<<16)/length)*7/8)
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
		t.ring[k].join(t.vertex(i-1), t.vertex(i), t.lean)
	}
}

// last returns the point at which the last segment ends, or 0.
func (t *tracer) last() int {
	last := max(len(t.pts)-1, 0)
	for last > 0 && t.still(last) {
		last--
	}
	return last
}

// trace draws the segments that end at point from or later, all but those that
// still change as points come: how far a band reaches depends on the one after
// it, and how thick a stroke is near its end on where that is. It returns the
// point at which the first of these ends, for the next call to start with.
func (t *tracer) trace(from int) int {
	if t.brush.Fill != core.FillNone {
		return 0 // its inside changes with every point
	}
	hold := t.last()
	if t.look.taper > 0 && hold > 0 {
		// A segment's last point and the one after it are to keep their radius.
		end := t.way[len(t.pts)-1] - t.look.taperLength(t.brush)
		for hold > 0 && t.way[hold] > end {
			hold--
		}
	}
	hold = max(hold, from)
	t.ends[t.next] = 0
	t.draw(from, hold)
	return hold
}

// draw draws the segments that end at points from…to-1, after which there is one
// more.
func (t *tracer) draw(from, to int) {
	for i := max(from, 1); i < to; i++ {
		if i%spineStep == 0 && t.spine.misses(t, i) && i+spineStep <= to {
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
		for t.still(after) { // the last is not
			after++
		}
		this, next := &t.ring[t.this], &t.ring[t.next]
		t.ends[t.next] = after
		next.join(this.b, t.vertex(after), t.lean)
		next.link(this)
		t.segment(this, next.extent, i, false)
	}
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

// segment draws one segment, which ends at point i and reaches so far beyond it,
// and what joins it to the one before. last says that the stroke ends with it.
func (t *tracer) segment(s *segment, after int64, i int, last bool) {
	switch k := t.look; {
	case k.tip == drops:
		t.strew(i)
		return
	case k.tip == nibTip:
		t.drawNib(s.a, s.b)
		return
	case k.soft != nil:
		t.pressSoft(s, t.flow(i), t.lead(s), t.lag(s, after, last))
		return
	default:
		t.joint(s)
		t.sides(s, s.extent, after)
		switch {
		case !last || k.tip == squareTip && s.shape == plain:
		case s.shape == plain:
			t.into.end(t.f, s)
		default:
			t.into.dot(t.f, s.b)
		}
	}
	if !t.look.plain() {
		way := int64(0)
		if t.way != nil {
			way = t.way[i-1]
		}
		t.press(s, t.flow(i), way, ends{s.joint == none, last}, s.joint == smooth && !last && t.ring[t.next].joint == smooth)
	}
}

// flow returns what the tip leaves at both ends of the segment that ends at
// point i.
func (t *tracer) flow(i int) (list [2]int32) {
	for k := range list {
		p := int32(t.pts[max(i-1+k, 0)].Pressure)
		list[k] = t.look.flow[0] + (t.look.flow[1]-t.look.flow[0])*p/255
	}
	return list
}

// joint draws what joins s to the segment before it.
func (t *tracer) joint(s *segment) {
	switch s.joint {
	case none:
		switch {
		case s.shape != plain:
			t.into.dot(t.f, s.a)
		case t.look.tip != squareTip:
			t.into.start(t.f, s)
		}
	case round:
		t.into.dot(t.f, s.a)
	case bent:
		t.into.wedge(t.f, &t.ring[t.prev], s)
	}
}

// sides draws what lies between the discs of s.
func (t *tracer) sides(s *segment, before, after int64) {
	switch s.shape {
	case plain:
		t.drawBand(s, before, after)
	case tapered:
		t.drawLean(s)
	}
}

// finish draws the segments from the one that ends at point hold on, and the
// end. They are not part of what points to come will join to.
func (t *tracer) finish(hold int) {
	if t.brush.Fill != core.FillNone {
		t.drawFill()
		return
	}
	n := len(t.pts)
	if n == 0 {
		return
	}
	last := t.last()
	if last == 0 {
		t.tap(n - 1)
		return
	}
	if hold < last {
		t.draw(hold, last)
	}
	if t.misses(t.pts[last-1], t.pts[last]) {
		return
	}
	t.turnTo(last)
	t.segment(&t.ring[t.this], 0, last, true)
}

// tap draws a stroke that is one point.
func (t *tracer) tap(i int) {
	v := t.vertex(i)
	switch t.look.tip {
	case drops:
		t.strew(0)
	case nibTip:
		t.drawNib(v, v)
	default:
		var s segment
		s.join(v, v, 0)
		flow := t.flow(i)
		flow[0] = flow[1]
		if t.look.soft != nil {
			t.pressSoft(&s, flow, t.lead(&s), t.lag(&s, 0, true))
			return
		}
		t.into.dot(t.f, v)
		if !t.look.plain() {
			t.press(&s, flow, 0, ends{}, false)
		}
	}
}
