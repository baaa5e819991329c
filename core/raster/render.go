package raster

import "math/bits"

// Tile returns the pixels of tile i, which it draws if need be; nil is a blank
// tile. They are the canvas's, and hold until its next change; where Keep bounds
// them, until the next call.
func (c *Canvas) Tile(i int32) *Tile {
	e := &c.cells[i]
	if e.stale {
		e.render(c, i)
	}
	e.used = true
	n := len(c.kept)
	t := c.pixels(i)
	if c.hold(i); len(c.kept) > n {
		c.evict()
	}
	return t
}

// hold counts the settled picture of cell i against keep.
func (c *Canvas) hold(i int32) {
	if e := &c.cells[i]; c.keep > 0 && !e.kept {
		e.kept = true
		c.kept = append(c.kept, i)
	}
}

// evict lets go of settled pictures, those first that nobody has looked at for
// long, but none that a live stroke stands on.
func (c *Canvas) evict() {
	for tries := len(c.kept); len(c.kept) > c.keep && tries > 0; tries-- {
		i := c.kept[0]
		c.kept = c.kept[1:]
		e := &c.cells[i]
		if e.used || e.shown != nil || e.damp > 0 {
			e.used = false
			c.kept = append(c.kept, i)
			continue
		}
		e.kept = false
		if e.done > 0 {
			e.unsettle(c, 0)
			e.stale = true
		}
		c.recycle(&e.settled)
	}
}

// touch marks tile i as one whose pixels may have changed.
func (c *Canvas) touch(i int32) {
	c.cells[i].stale = true
	c.dirty[i>>6] |= 1 << (i & 63)
}

// HasDirty reports whether TakeDirty would return a tile.
func (c *Canvas) HasDirty() bool {
	for _, w := range c.dirty {
		if w != 0 {
			return true
		}
	}
	return false
}

// TakeDirty appends to dst the indexes of the tiles whose pixels may have
// changed since it was last called, rising, each once.
func (c *Canvas) TakeDirty(dst []int32) []int32 {
	for k, w := range c.dirty {
		for ; w != 0; w &= w - 1 {
			dst = append(dst, int32(k*64+bits.TrailingZeros64(w)))
		}
		c.dirty[k] = 0
	}
	return dst
}

// sweepMax bounds the tiles that one change settles beside its own.
const sweepMax = 32

// sweep lets tiles whose live strokes have ended since go back to one buffer.
// No pixel changes.
func (c *Canvas) sweep() {
	kept := c.lively[:0]
	n := 0
	for _, i := range c.lively {
		e := &c.cells[i]
		if e.shown != nil && n < sweepMax && !e.stale && e.ended() {
			n++
			e.render(c, i)
		}
		if e.lively = e.shown != nil; e.lively {
			kept = append(kept, i)
		}
	}
	c.lively = kept
}

// ended reports whether all strokes of the cell could settle.
func (e *cell) ended() bool {
	if len(e.over) > 0 {
		return false
	}
	for _, m := range e.list[min(e.done, len(e.list)):] {
		if !m.s.Done {
			return false
		}
	}
	return true
}

// trace draws all of m on the empty scratch layer.
func (c *Canvas) trace(i int32, m *mark) {
	n := min(m.n, len(m.s.Points))
	t := &c.tracer
	t.aim(&c.scratch, c.field(i), m, n)
	t.finish(t.trace(0))
}

// liveLayer draws all of m on the empty scratch layer, keeping what will not
// change as m grows.
func (c *Canvas) liveLayer(i int32, m *mark) {
	n := min(m.n, len(m.s.Points))
	k := c.cache.layer(i, m)
	t := &c.tracer
	t.aim(&k.layer, c.field(i), m, n)
	k.n = t.trace(k.n)
	headings := c.scratch.headings
	c.scratch = k.layer
	if k.layer.headings != nil {
		if headings == nil {
			headings = new([TileSize * TileSize]uint16)
		}
		*headings = *k.layer.headings
	}
	c.scratch.headings = headings
	t.onto(&c.scratch)
	t.extend(m)
	t.finish(k.n)
}

// paint composites the scratch layer in m's colour on a tile of cell i, which is made
// as a copy of the base if there is none, and empties the layer.
func (c *Canvas) paint(i int32, dst **Tile, m *mark) {
	if c.scratch.empty() {
		return
	}
	if *dst == nil {
		c.unpack(dst, &c.cells[i].base)
	}
	m.paint(&c.scratch, *dst, c.field(i))
}

// paint composites l, which is m's in tile f, and empties it.
func (m *mark) paint(l *layer, dst *Tile, f field) {
	if lookOf(m.s.Brush).plain() {
		l.paint(dst, newSource(m.s.Brush))
		return
	}
	if m.well == nil || m.well.brush != m.s.Brush {
		m.well = newInkwell(m.s.Brush)
	}
	l.paintInk(dst, f, m.well)
}

// copyTile makes *dst a copy of src; nil is blank.
func (c *Canvas) copyTile(dst **Tile, src *Tile) {
	c.make(dst)
	if src == nil {
		clear((*dst)[:])
		return
	}
	**dst = *src
}

// unpack makes *dst a copy of a tile of the base.
func (c *Canvas) unpack(dst **Tile, g *ground) {
	c.make(dst)
	if t := g.pixels(*dst); t != *dst {
		c.copyTile(dst, t)
	}
}

// make makes *dst a tile, of whatever pixels, if it is none.
func (c *Canvas) make(dst **Tile) {
	if *dst != nil {
		return
	}
	if n := len(c.spare); n > 0 {
		*dst, c.spare = c.spare[n-1], c.spare[:n-1]
	} else {
		*dst = new(Tile)
	}
}

// spareMax bounds the tiles kept for reuse: 4 MiB.
const spareMax = 256

// recycle takes a tile out of use.
func (c *Canvas) recycle(t **Tile) {
	if *t != nil && len(c.spare) < spareMax {
		c.spare = append(c.spare, *t)
	}
	*t = nil
}
