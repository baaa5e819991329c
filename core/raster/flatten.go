package raster

import "easel.example/core"

// Flatten moves s, the oldest placed stroke, to the base, and forgets it. No pixel
// changes. It is drawn there later, tile by tile: see FlattenSome.
func (c *Canvas) Flatten(s *core.Stroke) {
	if len(c.placed) == 0 || c.placed[0].s.ID != s.ID {
		panic("raster: flattened a stroke that is not the oldest")
	}
	m := c.placed[0]
	if !m.looks(s) {
		c.Changed(s, core.Rect{})
	}
	m.s = s
	c.placed[0] = nil
	c.placed = c.placed[1:]
	delete(c.marks, s.ID)
	c.flat = append(c.flat, m)
}

// FlattenSome draws what was flattened into the base, n times a stroke on a tile or a
// little more, and reports whether there is more of it.
//
// It goes over the tiles in rounds, for to unpack and pack a tile costs as much as many
// strokes on it. A round is of the strokes that wait when it begins, up to the first wet one.
func (c *Canvas) FlattenSome(n int) bool {
	for n > 0 && len(c.flat) > 0 {
		if c.round == 0 && c.flat[0].smears() {
			n -= c.sinkWet(c.flat[0])
			c.sunk(1)
			continue
		}
		for c.round < len(c.flat) && c.turn == 0 && !c.flat[c.round].smears() {
			c.round++
		}
		last := c.flat[c.round-1].serial
		for ; c.turn < len(c.cells) && n > 0; c.turn++ {
			n -= c.sink(int32(c.turn), last)
		}
		if c.turn == len(c.cells) {
			c.sunk(c.round)
			c.turn, c.round = 0, 0
		}
	}
	return len(c.flat) > 0
}

// Flat returns how many strokes are flattened, but not drawn into all of the base.
func (c *Canvas) Flat() int { return len(c.flat) }

// FlattenAll draws all that was flattened into the base.
func (c *Canvas) FlattenAll() {
	for c.FlattenSome(1 << 20) {
	}
}

// sunk forgets the first n of the flattened strokes.
func (c *Canvas) sunk(n int) {
	for _, m := range c.flat[:n] {
		c.count(m, -1)
	}
	clear(c.flat[:n])
	if c.flat = c.flat[n:]; len(c.flat) == 0 {
		c.flat = nil
	}
}

// sink draws the strokes of cell i up to a serial into its base, and returns how many
// they are. None of them smears.
func (c *Canvas) sink(i int32, last uint64) (k int) {
	e := &c.cells[i]
	for k < len(e.list) && e.list[k].serial <= last {
		k++
	}
	switch {
	case k == 0:
		return 0
	case e.done <= k: // then settled becomes what the base is
		c.drawOn(i, &e.settled, e.list[e.done:k])
		if e.done = k; e.settled != nil {
			e.base.set(c, e.settled)
		}
	default:
		var t *Tile
		from := 0
		for _, check := range e.checks {
			if check.done <= k {
				c.copyTile(&t, check.tile)
				from = check.done
			}
		}
		if c.drawOn(i, &t, e.list[from:k]); t != nil {
			e.base.set(c, t)
			c.recycle(&t)
		}
	}
	e.pop(c, i, k)
	return k
}

// drawOn draws strokes on a tile of cell i, which is made of the base if there is none.
func (c *Canvas) drawOn(i int32, t **Tile, strokes []*mark) {
	for _, m := range strokes {
		if !m.hidden && m.n > 0 {
			c.trace(i, m)
			c.paint(i, t, m)
		}
	}
}

// sinkWet draws a wet stroke, before which none waits, into the base, and returns on how
// many cells.
func (c *Canvas) sinkWet(m *mark) int {
	held := map[int32]**Tile{}
	at := func(i int32) **Tile {
		if held[i] == nil {
			t := c.cells[i].base.pixels(new(Tile))
			held[i] = &t
		}
		return held[i]
	}
	list := c.group(m)
	c.smear(m, list, c.trace, func(i int32) *Tile { return *at(i) }, at)
	for _, i := range list {
		e := &c.cells[i]
		if t := *at(i); t != nil {
			e.base.set(c, t)
		}
		if e.done == 0 {
			c.recycle(&e.settled)
		}
		e.pop(c, i, 1)
	}
	return len(list)
}

// pop lets go of the first k strokes, which are in the base.
func (e *cell) pop(c *Canvas, i int32, k int) {
	for _, m := range e.list[:k] {
		if m.wet() {
			e.damp--
		}
		c.cache.drop(i, m)
	}
	clear(e.list[:k])
	e.list = e.list[k:]
	e.done = max(e.done-k, 0)
	n := 0
	for _, check := range e.checks {
		if check.done -= k; check.done > 0 {
			e.checks[n] = check
			n++
		} else {
			c.recycle(&check.tile)
		}
	}
	clear(e.checks[n:])
	e.checks = e.checks[:n]
	if e.done == 0 && !e.kept {
		c.recycle(&e.settled) // nobody looks at it
	}
	// A live stroke leaves shown as it is; without one the base is what shows.
	if e.shown == nil && e.done == 0 && len(e.list)+len(e.over) > 0 {
		e.stale = true
	}
}
