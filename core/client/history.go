package client

import (
	"slices"

	"easel.example/core"
)

// A step is what one undo takes back: a stroke that was drawn, or the strokes
// that one sweep of the eraser took.
type step struct {
	strokes []core.StrokeID
	erased  bool
}

// A history is what a member can undo and redo in one client. Undo is by the
// member's own steps, whatever others do meanwhile: a stroke is hidden, or shown
// again.
type history struct {
	done   []step // oldest first
	undone []step // the last one last
	before []step // undone, before the newest of done
}

func (h *history) drew(id core.StrokeID) { h.did(step{strokes: []core.StrokeID{id}}) }

func (h *history) did(s step) {
	h.done = append(h.done, s)
	h.before, h.undone = h.undone, nil
}

// fill takes up the member's visible strokes of a piece just opened.
func (h *history) fill(p *core.Piece, member uint32) {
	h.done, h.undone, h.before = h.done[:0], nil, nil
	for _, s := range p.Strokes() {
		if s.Member == member && s.Hidden == 0 {
			h.done = append(h.done, step{strokes: []core.StrokeID{s.ID}})
		}
	}
}

// forget drops the strokes that are flattened.
func (h *history) forget(p *core.Piece) {
	gone := func(id core.StrokeID) bool { return p.Stroke(id) == nil }
	for _, list := range []*[]step{&h.done, &h.undone, &h.before} {
		for i := range *list {
			(*list)[i].strokes = slices.DeleteFunc((*list)[i].strokes, gone)
		}
		*list = slices.DeleteFunc(*list, func(s step) bool { return len(s.strokes) == 0 })
	}
}

// rename makes the strokes of actor was those of actor now.
func (h *history) rename(was, now core.Actor) {
	for _, list := range [][]step{h.done, h.undone, h.before} {
		for _, s := range list {
			for i := range s.strokes {
				if s.strokes[i].Actor == was {
					s.strokes[i].Actor = now
				}
			}
		}
	}
}

// removeLast forgets that stroke id was drawn, if nothing was done since: it was
// no stroke, but the first finger of two.
func (h *history) removeLast(id core.StrokeID) {
	if n := len(h.done); n > 0 && h.done[n-1].strokes[0] == id {
		h.done = h.done[:n-1]
		h.undone, h.before = h.before, nil
	}
}

// pop takes the last step off a list; false if there is none.
func pop(list *[]step) (s step, ok bool) {
	n := len(*list)
	if n == 0 {
		return step{}, false
	}
	s, *list = (*list)[n-1], (*list)[:n-1]
	return s, true
}

// Undo hides the newest stroke that the member has drawn, or brings back what the
// eraser took. It reports whether there was something. A stroke that still waits
// is taken back whole.
func (c *Client) Undo(now int64) bool {
	c.Up(now)
	for {
		s, ok := pop(&c.undo.done)
		if !ok {
			return false
		}
		if !s.erased {
			if events, ok := c.replica.Cancel(s.strokes[0]); ok {
				c.draw(events)
				c.changed = true
				return true
			}
			if c.replica.Piece().Stroke(s.strokes[0]) == nil {
				c.notice(NoticeUndoGone, 0, "That stroke is part of the paper now and can no longer be undone.")
			}
		}
		if c.seen(s, s.erased) {
			c.undo.undone = append(c.undo.undone, s)
			c.flush(now, true)
			return true
		}
	}
}

// Redo does again what was undone last. It reports whether there was something.
func (c *Client) Redo(now int64) bool {
	for {
		s, ok := pop(&c.undo.undone)
		if !ok {
			return false
		}
		if c.seen(s, !s.erased) {
			c.undo.done = append(c.undo.done, s)
			c.flush(now, true)
			return true
		}
	}
}

// seen shows or hides the strokes of a step, and reports whether that changed
// any of them.
func (c *Client) seen(s step, show bool) (any bool) {
	for _, id := range s.strokes {
		if show && c.replica.Show(id) {
			c.canvas.Changed(c.replica.Piece().Stroke(id), core.Rect{})
			any = true
		} else if !show && c.hide(id) {
			any = true
		}
	}
	c.changed = c.changed || any
	return any
}

// hide takes a stroke out of the view, and out of the piece with the next flush.
func (c *Client) hide(id core.StrokeID) bool {
	if c.replica == nil || !c.replica.Hide(id) {
		return false
	}
	c.canvas.Changed(c.replica.Piece().Stroke(id), core.Rect{})
	return true
}
