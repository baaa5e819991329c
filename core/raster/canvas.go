package raster

import "easel.example/core"

// A Canvas is the picture of a piece. It is told of every change of the
// strokes that it shows, and draws a tile only when it is asked for.
type Canvas struct {
	grid
	cells     []cell
	marks     map[core.StrokeID]*mark
	placed    []*mark // in drawing order
	flat      []*mark // flattened before these, but not all drawn into the base: see FlattenSome
	round     int     // how many of flat are being drawn into it
	turn      int     // the next cell of that round
	over      []*mark // drawn above all placed ones, in order
	serial    uint64
	reacher   reacher
	dirty     []uint64 // a bit for each tile
	cache     cache
	scratch   layer // empty between calls
	tracer    tracer
	lively    []int32 // the cells that are lively, in no order that matters
	spare     []*Tile
	kept      []int32 // the cells whose settled pictures count against keep, oldest first
	keep      int     // 0: any number
	checkStep int
	wet       int            // how many marks are wet
	deep      int            // calls of disturb within one another
	stirred   map[*mark]bool // by these; empty between
	window    window         // scratch
	packing   []byte         // scratch
}

// A mark is what the canvas was told of one stroke, which may be ahead of
// what the pixels show.
//
// Invariants: n <= len(s.Points); every cell that the first n points touch
// lists the mark; serials rise in placed and in over.
type mark struct {
	s      *core.Stroke
	serial uint64
	n      int
	hidden bool
	over   bool
	form   core.Form
	spine  spine
	way    []int64 // see measure; nil where the look needs none
	well   *inkwell
	box    core.Rect // px that the stroke touches or has touched
	tail   *tail     // nil where none is shown
	past   *tail     // its memory
}

// New returns a blank canvas of width × height px, at least 1 each.
func New(width, height int32) *Canvas {
	g := newGrid(width, height)
	n := int(g.wide * g.high)
	return &Canvas{
		grid:      g,
		cells:     make([]cell, n),
		marks:     map[core.StrokeID]*mark{},
		reacher:   newReacher(g),
		dirty:     make([]uint64, (n+63)/64),
		cache:     newCache(),
		checkStep: checkStep,
	}
}

// NewView is New for a picture that lies otherwise: see [View].
func NewView(width, height int32, v View) *Canvas {
	c := New(width, height)
	c.view, c.reacher.view = v, v
	return c
}

// SetBase makes t tile i of the base, for good. The canvas shows no strokes yet.
func (c *Canvas) SetBase(i int32, t *Tile) {
	if len(c.marks) > 0 {
		panic("raster: a base under strokes")
	}
	c.cells[i].base = ground{tile: t}
	c.touch(i)
}

// Keep bounds the tiles whose settled pictures are kept to n, and some more; 0 is
// no bound. What is not kept is drawn again when it is looked at, so a bound is
// for a host that keeps what it shows.
func (c *Canvas) Keep(n int) { c.keep = n }

// Size returns the sides in px.
func (c *Canvas) Size() (width, height int32) { return c.w, c.h }

// TilesWide returns the number of tiles in a row, of which the last may lie
// partly outside.
func (c *Canvas) TilesWide() int32 { return c.wide }

// TilesHigh returns the number of rows of tiles.
func (c *Canvas) TilesHigh() int32 { return c.high }

// Place makes s the newest placed stroke. It may have points, and may be
// open. The canvas keeps s until it is flattened. Where s was the first stroke
// of the overlay, nothing is drawn again.
func (c *Canvas) Place(s *core.Stroke) {
	m := c.marks[s.ID]
	if m != nil && !m.over {
		panic("raster: a stroke placed twice")
	}
	if m != nil {
		if c.promote(m, s) {
			return
		}
		c.removeOver(m)
	}
	m = &mark{s: s, hidden: s.Hidden != 0, form: s.Form()}
	c.count(m, 1)
	c.marks[s.ID] = m
	c.placed = append(c.placed, m)
	c.serial++
	m.serial = c.serial
	c.tell(m)
	c.sweep()
}

// promote moves the first stroke of the overlay to the end of the placed ones
// and reports whether it could: s must look as it did there.
func (c *Canvas) promote(m *mark, s *core.Stroke) bool {
	if c.over[0] != m || !m.looks(s) {
		return false
	}
	c.over = c.over[1:]
	c.serial++
	m.s, m.over, m.serial = s, false, c.serial
	c.placed = append(c.placed, m)
	c.each(m, func(_ int32, e *cell) {
		if len(e.over) > 0 && e.over[0] == m {
			e.list, e.over = append(e.list, m), e.over[1:]
		}
	})
	return true
}

// looks reports whether s looks as m was told.
func (m *mark) looks(s *core.Stroke) bool {
	return m.n == len(s.Points) && m.hidden == (s.Hidden != 0) && m.form == s.Form() && m.s.Brush == s.Brush
}

// Grew says that s.Points[from:] are new; those of them that came with Place or
// Overlay are known already. A stroke that is neither placed nor in the overlay
// is ignored: it brings its points when it is.
func (c *Canvas) Grew(s *core.Stroke, from int) {
	if m := c.marks[s.ID]; m != nil {
		m.s = s
		c.tell(m)
	}
}

// tell takes up the points of m that are new.
func (c *Canvas) tell(m *mark) {
	s, from := m.s, m.n
	if from >= len(s.Points) {
		return
	}
	c.dropTail(m)
	if m.wet() {
		c.loosen(m)
	}
	m.n = len(s.Points)
	from = m.grow(from)
	m.box = m.box.Union(c.around(m, s.BoundsFrom(from)))
	for _, i := range c.reacher.reach(s, from, m.n) {
		c.cells[i].insert(c, i, m)
		c.touch(i)
	}
}

// grow brings what m keeps of its points up to them, and returns the first whose
// surroundings change as those from point from on come.
func (m *mark) grow(from int) int {
	m.spine = m.spine.grow(m.s.Points)
	k := lookOf(m.s.Brush)
	if !k.measured() {
		return from
	}
	m.way = measure(m.way, m.s.Points)
	if end := from - 1; k.taper > 0 && end > 0 {
		for far := m.way[end] - k.taperLength(m.s.Brush); from > 1 && m.way[from-1] >= far; {
			from--
		}
	}
	return from
}

// Changed says that s was hidden or shown, that it has another form, or that points
// were taken back; was holds the pixels that it touched before. Placed strokes and the overlay's
// are drawn again; others are ignored.
func (c *Canvas) Changed(s *core.Stroke, was core.Rect) {
	m := c.marks[s.ID]
	if m == nil {
		return
	}
	c.dropTail(m)
	m.past = nil
	m.s, m.hidden, m.form, m.n, m.spine, m.way = s, s.Hidden != 0, s.Form(), 0, m.spine[:0], m.way[:0]
	m.box = m.box.Union(was)
	c.each(m, func(i int32, e *cell) {
		if e.forget(c, i, m) {
			c.touch(i)
		}
	})
	c.tell(m)
}

// Replace makes new stand for old, which has the same id and looks the same.
func (c *Canvas) Replace(old, new *core.Stroke) {
	m := c.marks[old.ID]
	if m == nil || old.ID != new.ID {
		panic("raster: replaced a stroke that is not there")
	}
	if !m.looks(new) {
		c.Changed(new, old.Bounds())
		return
	}
	m.s = new
}

// count counts m in, or out, if it is wet.
func (c *Canvas) count(m *mark, by int) {
	if m.wet() {
		c.wet += by
	}
}

// around returns r with what m reads around it.
func (c *Canvas) around(m *mark, r core.Rect) core.Rect {
	if !m.wet() || r.Empty() {
		return r
	}
	n := WetReach * c.view.Zoom
	return core.Rect{X0: r.X0 - n, Y0: r.Y0 - n, X1: r.X1 + n, Y1: r.Y1 + n}
}

// each calls visit for the cells that may list m.
func (c *Canvas) each(m *mark, visit func(i int32, e *cell)) {
	r := c.tiles(m.box)
	for y := r.Y0; y < r.Y1; y++ {
		for i := y*c.wide + r.X0; i < y*c.wide+r.X1; i++ {
			visit(i, &c.cells[i])
		}
	}
}
