package client

import (
	"slices"

	"easel.example/core"
)

// A history is what a member can undo and redo in one client. Undo is by the
// member's own strokes, whatever others do meanwhile: an undone stroke is
// hidden, a redone one is shown.
type history struct {
	done   []core.StrokeID // drawn and seen, oldest first
	undone []core.StrokeID // hidden by undo, the last one last
}

func (h *history) drew(id core.StrokeID) {
	h.done = append(h.done, id)
	h.undone = h.undone[:0]
}

// fill takes up the member's visible strokes of a piece just opened.
func (h *history) fill(p *core.Piece, member uint32) {
	h.done, h.undone = h.done[:0], h.undone[:0]
	for _, s := range p.Strokes() {
		if s.Member == member && s.Hidden == 0 {
			h.done = append(h.done, s.ID)
		}
	}
}

// forget drops the strokes that are flattened.
func (h *history) forget(p *core.Piece) {
	gone := func(id core.StrokeID) bool { return p.Stroke(id) == nil }
	h.done = slices.DeleteFunc(h.done, gone)
	h.undone = slices.DeleteFunc(h.undone, gone)
}

// rename makes the strokes of actor was those of actor now.
func (h *history) rename(was, now core.Actor) {
	for _, list := range [][]core.StrokeID{h.done, h.undone} {
		for i := range list {
			if list[i].Actor == was {
				list[i].Actor = now
			}
		}
	}
}

func (h *history) removeLast(id core.StrokeID) {
	if n := len(h.done); n > 0 && h.done[n-1] == id {
		h.done = h.done[:n-1]
	}
}

// Undo hides the member's newest stroke that is seen. It reports whether there
// was one. A stroke that still waits is taken back whole.
func (c *Client) Undo(now int64) bool {
	c.Up(now)
	h := &c.undo
	for len(h.done) > 0 {
		id := h.done[len(h.done)-1]
		h.done = h.done[:len(h.done)-1]
		if events, ok := c.replica.Cancel(id); ok {
			c.draw(events)
			c.changed = true
			return true
		}
		if c.hide(id) {
			h.undone = append(h.undone, id)
			c.flush(now, true)
			c.changed = true
			return true
		}
		if c.replica.Piece().Stroke(id) == nil {
			c.notice(NoticeUndoGone, 0, "That stroke is part of the paper now and can no longer be undone.")
		}
	}
	return false
}

// Redo shows the stroke that was undone last. It reports whether there was one.
func (c *Client) Redo(now int64) bool {
	h := &c.undo
	for len(h.undone) > 0 {
		id := h.undone[len(h.undone)-1]
		h.undone = h.undone[:len(h.undone)-1]
		if c.replica.Show(id) {
			c.canvas.Changed(c.replica.Piece().Stroke(id), core.Rect{})
			h.done = append(h.done, id)
			c.flush(now, true)
			c.changed = true
			return true
		}
	}
	return false
}

// hide takes a stroke out of the view, and out of the piece with the next flush.
func (c *Client) hide(id core.StrokeID) bool {
	if c.replica == nil || !c.replica.Hide(id) {
		return false
	}
	c.canvas.Changed(c.replica.Piece().Stroke(id), core.Rect{})
	return true
}
