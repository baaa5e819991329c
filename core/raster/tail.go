package raster

import (
	"slices"

	"easel.example/core"
)

// A tail is what a live stroke is shown with beyond its points.
type tail struct {
	pts []core.Point // the first n are the stroke's
	way []int64      // likewise, see measure
	n   int
}

// Tail shows pts beyond the points of s, as though they were the next of them, until
// s changes or has another tail; nil is none. It is for ink that is only foreseen,
// and not canonical (rule R4). A stroke that the canvas does not show is ignored.
func (c *Canvas) Tail(s *core.Stroke, pts []core.Point) {
	m := c.marks[s.ID]
	if m == nil || m.n == 0 || len(pts) == 0 && m.tail == nil {
		return
	}
	c.dropTail(m)
	if len(pts) == 0 {
		return
	}
	t := m.past
	if t == nil {
		t = new(tail)
	}
	m.tail, m.past = t, t
	t.pts = append(append(t.pts[:t.n], s.Points[t.n:m.n]...), pts...)
	if t.way = t.way[:min(t.n, len(t.way))]; m.way != nil {
		t.way = measure(t.way, t.pts)
	}
	t.n = m.n
	c.stir(m)
}

// dropTail has m shown without its tail.
func (c *Canvas) dropTail(m *mark) {
	if m.tail != nil {
		c.stir(m)
		m.tail = nil
	}
}

// stir marks the tiles on which m's tail may be seen.
func (c *Canvas) stir(m *mark) {
	from := max(m.tail.n-1, 0)
	if k := lookOf(m.s.Brush); k.taper > 0 { // what is near the end is the thinner
		for far := m.tail.way[from] - k.taperLength(m.s.Brush); from > 0 && m.tail.way[from] >= far; {
			from--
		}
	}
	s := core.Stroke{ID: m.s.ID, Brush: m.s.Brush, Points: m.tail.pts[from:]}
	m.box = m.box.Union(c.around(m, s.Bounds()))
	for _, i := range slices.Clone(c.reacher.reach(&s, 0, len(s.Points))) {
		c.cells[i].insert(c, i, m)
		c.touch(i)
	}
}

// extend makes t draw the tail as well.
func (t *tracer) extend(m *mark) {
	if m.tail != nil && m.tail.n == len(t.pts) && !m.s.Done {
		t.pts = m.tail.pts
		if t.way != nil {
			t.way = m.tail.way
		}
	}
}
