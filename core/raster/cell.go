package raster

import "slices"

// A cell is what the canvas knows of one tile.
//
// Invariants: list and over are the placed and the overlay's strokes that
// touch the tile, by rising serial; settled is base with the first done
// strokes of list, then over, drawn on it, or nil if it equals base; shown is
// settled with all the others drawn on it unless the cell is stale, or nil if
// it equals settled. A settled that equals base is there while somebody looks at it.
// checks are pictures like settled of fewer strokes, rising, from which to go on when an
// older stroke changes.
type cell struct {
	base           ground
	settled, shown *Tile
	list, over     []*mark
	done           int
	checks         []check
	stale          bool
	lively         bool // listed in Canvas.lively, where shown may be set
	kept, used     bool // listed in Canvas.kept; looked at since it came there
	damp           int  // how many wet strokes are listed
}

// A check is the picture of the first done strokes of a cell.
type check struct {
	tile *Tile
	done int
}

// checkStep is how many strokes lie between a tile's newest checks. Those before
// them are the further apart the older they are, so that what an old stroke costs
// to change is of the order of the strokes drawn since.
const checkStep = 256

// overLoose is how many of the overlay's strokes a tile keeps apart from the
// settled ones. Few are quickly drawn again, and stay apart so that a stroke
// placed beneath them costs little; many, of an author long offline, settle.
const overLoose = 8

// pixels returns tile i as last rendered; nil is blank.
func (c *Canvas) pixels(i int32) *Tile {
	if e := &c.cells[i]; e.shown != nil {
		return e.shown
	}
	return c.below(i)
}

// at returns stroke i in drawing order.
func (e *cell) at(i int) *mark {
	if i < len(e.list) {
		return e.list[i]
	}
	return e.over[i-len(e.list)]
}

// find returns where m stands, or would, in drawing order.
func (e *cell) find(m *mark) (at int, ok bool) {
	list, first := e.list, 0
	if m.over {
		list, first = e.over, len(e.list)
	}
	n := len(list)
	if n == 0 || list[n-1].serial < m.serial {
		return first + n, false
	}
	i, ok := slices.BinarySearchFunc(list, m.serial, func(m *mark, serial uint64) int {
		switch {
		case m.serial < serial:
			return -1
		case m.serial > serial:
			return 1
		}
		return 0
	})
	return first + i, ok
}

// insert lists m, whose pixels here are about to change.
func (e *cell) insert(c *Canvas, i int32, m *mark) {
	at, ok := e.find(m)
	c.disturb(i, at, m)
	if !ok && m.wet() {
		e.damp++
	}
	switch {
	case ok:
	case m.over:
		e.over = slices.Insert(e.over, at-len(e.list), m)
	default:
		e.list = slices.Insert(e.list, at, m)
	}
}

// forget drops what is kept of m's pixels, and reports whether m is listed.
func (e *cell) forget(c *Canvas, i int32, m *mark) bool {
	at, ok := e.find(m)
	if !ok {
		return false
	}
	c.cache.drop(i, m)
	c.disturb(i, at, m)
	return true
}

// unsettle goes back to a picture that has none of the strokes from at on.
func (e *cell) unsettle(c *Canvas, at int) {
	n := len(e.checks)
	for n > 0 && e.checks[n-1].done > at {
		n--
		c.recycle(&e.checks[n].tile)
	}
	e.checks = e.checks[:n]
	if n == 0 {
		c.recycle(&e.settled)
		e.done = 0
		return
	}
	c.copyTile(&e.settled, e.checks[n-1].tile)
	e.done = e.checks[n-1].done
}

// check keeps settled as it is, if it is time to.
func (e *cell) check(c *Canvas) {
	last := 0
	n := len(e.checks)
	if n > 0 {
		last = e.checks[n-1].done
	}
	if e.done-last < c.checkStep || e.settled == nil {
		return
	}
	// Of three neighbours the middle one goes when the others are not far apart for their age.
	for i := n - 2; i > 0; i-- {
		if e.done-e.checks[i-1].done <= 2*(e.done-e.checks[i+1].done) {
			c.recycle(&e.checks[i].tile)
			e.checks = slices.Delete(e.checks, i, i+1)
		}
	}
	k := check{done: e.done}
	c.copyTile(&k.tile, e.settled)
	e.checks = append(e.checks, k)
}

// render brings the pixels up to what the canvas was told.
func (e *cell) render(c *Canvas, i int32) {
	e.stale = false
	e.settle(c, i)
	if e.damp > 0 && e.smeared() {
		c.renderWet(i)
		return
	}
	live := false
	n := len(e.list) + len(e.over)
	for k := e.done; k < n; k++ {
		m := e.at(k)
		if m.hidden || m.n == 0 {
			continue
		}
		if !live {
			c.copyTile(&e.shown, c.below(i))
			live = true
		}
		c.liveLayer(i, m)
		c.paint(i, &e.shown, m)
	}
	switch {
	case !live:
		c.recycle(&e.shown)
	case !e.lively:
		e.lively = true
		c.lively = append(c.lively, i)
	}
}

// below returns the pixels of cell i beneath the live strokes.
func (c *Canvas) below(i int32) *Tile {
	e := &c.cells[i]
	if e.settled == nil && e.base.packed != nil {
		c.unpack(&e.settled, &e.base)
		c.hold(i)
	}
	if e.settled != nil {
		return e.settled
	}
	return e.base.tile
}

// smeared reports whether a wet stroke is not settled.
func (e *cell) smeared() bool {
	for k := e.done; k < len(e.list)+len(e.over); k++ {
		if e.at(k).smears() {
			return true
		}
	}
	return false
}

// settle draws the strokes that are done, up to the first that is not, on
// settled.
func (e *cell) settle(c *Canvas, i int32) { e.settleTo(c, i, nil) }

// settleTo is settle up to a wet stroke, if that is not nil, and reports whether it is
// the next one now.
func (e *cell) settleTo(c *Canvas, i int32, stop *mark) bool {
	n := len(e.list)
	if len(e.over) > overLoose || e.done > n || stop != nil {
		n += len(e.over)
	}
	// To look at all of them first lets their loads from memory overlap.
	ready := e.done
	for ready < n && e.at(ready).s.Done {
		ready++
	}
	for e.done < ready {
		m := e.at(e.done)
		if m == stop {
			return true
		}
		if m.smears() {
			if !c.pass(m) {
				return false
			}
			continue
		}
		if e.done++; m.hidden || m.n == 0 {
			continue
		}
		if c.cache.holds(i, m) {
			c.liveLayer(i, m)
			c.cache.drop(i, m)
		} else {
			c.trace(i, m)
		}
		c.paint(i, &e.settled, m)
		e.check(c)
	}
	return false
}
