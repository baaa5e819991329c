package raster

import (
	"slices"

	"easel.example/core"
)

// Overlay makes list the strokes that are drawn above all placed ones, in
// order. Those that were there already and look the same are not drawn again.
// The canvas keeps the strokes, not the list.
func (c *Canvas) Overlay(list []*core.Stroke) {
	c.sweep()
	// Most often the list lost its first strokes, or got new ones at the end.
	kept := 0
	for _, s := range list {
		m := c.marks[s.ID]
		if m != nil && !m.over {
			panic("raster: a placed stroke in the overlay")
		}
		if m == nil {
			break
		}
		for kept < len(c.over) && c.over[kept] != m {
			c.dropOver(c.over[kept])
			c.over = slices.Delete(c.over, kept, kept+1)
		}
		if kept == len(c.over) {
			break
		}
		if m.looks(s) {
			m.s = s
		} else {
			c.Changed(s, core.Rect{})
		}
		kept++
	}
	for _, m := range c.over[kept:] {
		c.dropOver(m)
	}
	clear(c.over[kept:])
	c.over = c.over[:kept]
	for _, s := range list[kept:] {
		c.addOver(s)
	}
}

func (c *Canvas) addOver(s *core.Stroke) {
	c.serial++
	m := &mark{s: s, hidden: s.Hidden != 0, form: s.Form(), over: true, serial: c.serial}
	c.count(m, 1)
	c.marks[s.ID] = m
	c.over = append(c.over, m)
	c.tell(m)
}

// removeOver takes m out of the overlay.
func (c *Canvas) removeOver(m *mark) {
	c.dropOver(m)
	i := slices.Index(c.over, m)
	c.over = slices.Delete(c.over, i, i+1)
}

// dropOver takes m off the cells.
func (c *Canvas) dropOver(m *mark) {
	delete(c.marks, m.s.ID)
	c.count(m, -1)
	c.each(m, func(i int32, e *cell) {
		if e.forget(c, i, m) {
			if m.wet() {
				e.damp--
			}
			at, _ := e.find(m)
			e.over = slices.Delete(e.over, at-len(e.list), at-len(e.list)+1)
			c.touch(i)
		}
	})
}
