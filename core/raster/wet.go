package raster

import "slices"

// WetReach is how far a wet brush moves paint, in px.
const WetReach = 8

// A wet stroke reads the picture beneath it, up to WetReach px around, as it was
// before the stroke: all its tiles are drawn at once, from pictures of the strokes
// before it. The tiles that it draws on or reads from are its group, and list it.
//
// Invariant: of a group either all cells have settled a stroke that is seen, or none.

// wet reports whether m reads what it is drawn on.
func (m *mark) wet() bool { return lookOf(m.s.Brush).wet }

// smears reports whether m changes pixels by what lies around them.
func (m *mark) smears() bool { return !m.hidden && m.n > 0 && m.wet() }

// group returns the cells that list m. The list is the caller's.
func (c *Canvas) group(m *mark) (list []int32) {
	c.each(m, func(i int32, e *cell) {
		if _, ok := e.find(m); ok {
			list = append(list, i)
		}
	})
	return list
}

// disturb takes back what is settled of a cell from its stroke at on, which is
// about to change there, and what wet strokes after it have made of that elsewhere.
// self is the stroke that changes, whose other tiles are the caller's, or nil.
func (c *Canvas) disturb(i int32, at int, self *mark) {
	e := &c.cells[i]
	if at < e.done {
		e.unsettle(c, at)
		at = e.done
	}
	if c.wet == 0 {
		return
	}
	c.deep++
	for k := at; k < len(e.list)+len(e.over); k++ {
		m := e.at(k)
		if m == self || !m.smears() || c.stirred[m] {
			continue
		}
		if c.stirred == nil {
			c.stirred = map[*mark]bool{}
		}
		c.stirred[m] = true
		for _, g := range c.group(m) {
			pos, _ := c.cells[g].find(m)
			c.touch(g)
			if g != i {
				c.disturb(g, pos, nil)
			}
		}
	}
	if c.deep--; c.deep == 0 {
		clear(c.stirred)
	}
}

// loosen takes a wet stroke out of what is settled, wherever it is.
func (c *Canvas) loosen(m *mark) {
	for _, i := range c.group(m) {
		if at, _ := c.cells[i].find(m); at < c.cells[i].done {
			c.disturb(i, at, nil)
			c.cells[i].stale = true
		}
	}
}

// pass settles a wet stroke on all of its group, if all that is beneath it there is
// settled or can be, and reports whether it did.
func (c *Canvas) pass(m *mark) bool {
	if !m.s.Done {
		return false
	}
	list := c.group(m)
	for _, i := range list {
		if !c.cells[i].settleTo(c, i, m) {
			return false
		}
	}
	c.smear(m, list, c.trace, c.below, func(i int32) **Tile { return &c.cells[i].settled })
	for _, i := range list {
		e := &c.cells[i]
		c.cache.drop(i, m)
		e.done++
		e.check(c)
	}
	return true
}

// smear draws a wet stroke on the cells of a list. lay draws what it covers of one on
// the scratch layer; at says where the picture beneath it is, and the one above comes.
func (c *Canvas) smear(m *mark, list []int32, lay func(int32, *mark), beneath func(int32) *Tile, at func(int32) **Tile) {
	fresh := make([]*Tile, len(list))
	for k, i := range list {
		if c.bare(i, beneath) {
			continue // there is nothing to move
		}
		if lay(i, m); c.scratch.empty() {
			continue
		}
		if !c.window.load(c.grid, i, beneath) {
			c.scratch.reset()
			continue
		}
		c.copyTile(&fresh[k], beneath(i))
		c.scratch.smear(fresh[k], &c.window, m.s.Brush.Opacity)
	}
	for k, i := range list {
		if fresh[k] != nil {
			t := at(i)
			c.recycle(t)
			*t = fresh[k]
		}
	}
}

// bare reports whether cell i and those around it are blank.
func (c *Canvas) bare(i int32, tile func(int32) *Tile) bool {
	if tile(i) != nil {
		return false
	}
	for _, j := range c.nextTo(i) {
		if tile(j) != nil {
			return false
		}
	}
	return true
}

// A sketch is a cell as it is drawn for the sake of another: its strokes before need
// are wanted, and those before at are drawn.
type sketch struct {
	need, at int
	tile     *Tile // nil as long as it is as the settled one
}

// A wetPlan is what must be drawn for one cell with wet strokes that are not settled.
type wetPlan struct {
	c     *Canvas
	cells map[int32]*sketch
	order []int32 // of cells: no result hangs on it
	steps []wetStep
}

// A wetStep draws one wet stroke on some cells.
type wetStep struct {
	m  *mark
	on []int32
}

// renderWet draws cell i where wet strokes are not settled: some beneath them still
// grow, or they do themselves. What they read of the cells around is drawn, too, as
// far as it is wanted, and forgotten.
func (c *Canvas) renderWet(i int32) {
	p := c.planWet(i)
	for p == nil {
		p = c.planWet(i)
	}
	for _, st := range p.steps {
		for _, j := range p.order {
			if at, ok := c.cells[j].find(st.m); ok {
				p.draw(j, min(at, p.cells[j].need))
			}
		}
		c.smear(st.m, st.on, c.liveLayer, p.beneath, func(j int32) **Tile { return &p.cells[j].tile })
		for _, j := range st.on {
			p.cells[j].at++
		}
	}
	p.draw(i, p.cells[i].need)
	for _, j := range p.order {
		if j != i {
			c.recycle(&p.cells[j].tile)
		}
	}
	e := &c.cells[i]
	c.recycle(&e.shown)
	if e.shown = p.cells[i].tile; e.shown != nil && !e.lively {
		e.lively = true
		c.lively = append(c.lively, i)
	}
}

// planWet finds out what must be drawn for cell i, from the newest wet stroke on: each
// wants what is beneath it on the cells around. It settles these; where that settles
// what was planned already, the plan is nil, and another try has less to do.
func (c *Canvas) planWet(i int32) *wetPlan {
	e := &c.cells[i]
	e.settle(c, i)
	p := &wetPlan{c: c, cells: map[int32]*sketch{i: {need: len(e.list) + len(e.over), at: e.done}}, order: []int32{i}}
	for m := c.lastWet(p.order, p.cells, nil); m != nil; m = c.lastWet(p.order, p.cells, m) {
		st := wetStep{m: m}
		for _, j := range p.order {
			if at, ok := c.cells[j].find(m); ok && at >= c.cells[j].done && at < p.cells[j].need {
				st.on = append(st.on, j)
			}
		}
		for _, j := range st.on {
			for _, g := range c.nextTo(j) {
				at, ok := c.cells[g].find(m)
				if !ok {
					continue
				}
				if p.cells[g] == nil {
					c.cells[g].settle(c, g)
					p.cells[g] = &sketch{at: c.cells[g].done}
					p.order = append(p.order, g)
				}
				p.cells[g].need = max(p.cells[g].need, at)
			}
		}
		p.steps = append(p.steps, st)
	}
	for _, j := range p.order {
		if c.cells[j].done != p.cells[j].at {
			return nil
		}
	}
	slices.Reverse(p.steps)
	return p
}

// beneath returns cell j as far as it is drawn.
func (p *wetPlan) beneath(j int32) *Tile {
	if k := p.cells[j]; k != nil && k.tile != nil {
		return k.tile
	}
	return p.c.below(j)
}

// draw draws the strokes of cell j up to one.
func (p *wetPlan) draw(j int32, to int) {
	e, k := &p.c.cells[j], p.cells[j]
	for ; k.at < to; k.at++ {
		if m := e.at(k.at); !m.hidden && m.n > 0 {
			if k.tile == nil {
				p.c.copyTile(&k.tile, p.c.below(j))
			}
			p.c.liveLayer(j, m)
			p.c.paint(j, &k.tile, m)
		}
	}
}

// lastWet returns the last wet stroke before another that is wanted of the cells, or
// nil.
func (c *Canvas) lastWet(order []int32, cells map[int32]*sketch, before *mark) (last *mark) {
	for _, j := range order {
		e := &c.cells[j]
		for k := cells[j].need - 1; k >= e.done; k-- {
			m := e.at(k)
			if !m.smears() || before != nil && inOrder(m, before) >= 0 {
				continue
			}
			if last == nil || inOrder(last, m) < 0 {
				last = m
			}
			break
		}
	}
	return last
}

// nextTo returns the cells around cell i.
func (c *Canvas) nextTo(i int32) (list []int32) {
	x, y := i%c.wide, i/c.wide
	for v := max(y-1, 0); v <= min(y+1, c.high-1); v++ {
		for u := max(x-1, 0); u <= min(x+1, c.wide-1); u++ {
			if u != x || v != y {
				list = append(list, v*c.wide+u)
			}
		}
	}
	return list
}

// inOrder compares two marks by when they are drawn.
func inOrder(a, b *mark) int {
	switch {
	case a == b:
		return 0
	case b.over && !a.over, a.over == b.over && a.serial < b.serial:
		return -1
	}
	return 1
}

// A window is a tile with what lies around it.
type window struct {
	reach, side int32
	px          []uint64 // spread
}

// load fills w with tile i and what lies around it. Beyond the canvas, its edge goes
// on. It reports whether there is any ink.
func (w *window) load(g grid, i int32, tile func(int32) *Tile) bool {
	w.reach = WetReach * g.view.Zoom
	w.side = TileSize + 2*w.reach
	if n := int(w.side * w.side); cap(w.px) < n {
		w.px = make([]uint64, n)
	} else {
		w.px = w.px[:n]
	}
	left, top := i%g.wide*TileSize-w.reach, i/g.wide*TileSize-w.reach
	any := uint32(0)
	for y := range w.side {
		py := min(max(top+y, 0), g.h-1)
		row := w.px[y*w.side : (y+1)*w.side]
		for x := int32(0); x < w.side; {
			px := min(max(left+x, 0), g.w-1)
			t := tile(py/TileSize*g.wide + px/TileSize)
			// So many pixels come from this tile's row: one, beyond the edges.
			n := min(TileSize-px%TileSize, w.side-x, g.w-px)
			if px != left+x {
				n = 1
			}
			if to := row[x : x+n]; t == nil {
				clear(to)
			} else {
				from := t[py%TileSize*TileSize+px%TileSize:]
				for k, p := range from[:len(to)] {
					to[k] = spread(p)
					any |= p
				}
			}
			x += n
		}
	}
	return any != 0
}

// taps is how many pixels a wet brush mixes, evenly along the way that it moves paint:
// distances are in 1/256 of the whole, times 8.
const taps = 8

var tapAt = [taps]int64{0, 293, 585, 878, 1170, 1463, 1755, 2048}

// smear puts on dst what a wet brush makes of w, and empties l: each pixel is the mean
// of those from which it drags, the farther the harder it presses.
func (l *layer) smear(dst *Tile, w *window, opacity uint8) {
	zoom, reach, side := int64(w.reach/WetReach), int64(w.reach), int64(w.side)
	for y := int64(l.y0); y < int64(l.y1); y++ {
		row := (*[TileSize]uint32)(dst[y&63*TileSize:])
		mask := (*[TileSize]uint8)(l.mask[y&63*TileSize:])
		heading := (*[TileSize]uint16)(l.headings[y&63*TileSize:])
		for x := range int64(TileSize) {
			m := mask[x]
			if m == 0 {
				continue
			}
			mask[x] = 0
			amount := int64(by255(uint64(m) * uint64(opacity)))
			h := heading[x]
			// At most 127·255·2048·4, which is less than 2^28.
			dx, dy := int64(int8(h>>8))*amount*zoom, int64(int8(h))*amount*zoom
			sum := uint64(0)
			for _, d := range tapAt {
				sx := x + reach - (dx*d+1<<22)>>23
				sy := y + reach - (dy*d+1<<22)>>23
				sum += w.px[sy*side+sx]
			}
			row[x] = gather((sum + taps/2*(lanes/255)) >> 3 & lanes)
		}
		l.rows[y&63], l.solid[y&63] = 0, 0
	}
	l.y0, l.y1, l.full = 0, 0, 0
}

// headingOf returns which way a segment goes, as two signed bytes.
func headingOf(s *segment) uint16 {
	if s.shape == inside {
		return 0
	}
	part := func(v int64) uint16 { return uint16(uint8(min(max((v+1<<22)>>23, -127), 127))) }
	return part(s.ux)<<8 | part(s.uy)
}
