package client

import (
	"slices"

	"easel.example/core"
)

// A step is what one undo takes back: a stroke that was drawn, all those of a file,
// or the strokes that one sweep of the eraser took.
type step struct {
	strokes []core.StrokeID
	erased  bool
	ink     []*core.Stroke // undone while they still waited: redo draws them anew
	forms   []reform       // that strokes were given
}

// A reform is a stroke's change from a form to another.
type reform struct {
	id       core.StrokeID
	was, now core.Form
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

// gather makes the steps from n on one.
func (h *history) gather(n int) {
	var s step
	for _, o := range h.done[n:] {
		s.strokes = append(s.strokes, o.strokes...)
	}
	if h.done = h.done[:n]; len(s.strokes) > 0 {
		h.done = append(h.done, s)
	}
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
			(*list)[i].forms = slices.DeleteFunc((*list)[i].forms, func(r reform) bool { return gone(r.id) })
		}
		*list = slices.DeleteFunc(*list, func(s step) bool { return len(s.strokes)+len(s.ink)+len(s.forms) == 0 })
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
			for i := range s.forms {
				if s.forms[i].id.Actor == was {
					s.forms[i].id.Actor = now
				}
			}
		}
	}
}

// removeLast forgets that stroke id was drawn, if nothing was done since: it was
// no stroke, but the first finger of two.
func (h *history) removeLast(id core.StrokeID) {
	if n := len(h.done); n > 0 && len(h.done[n-1].strokes) > 0 && h.done[n-1].strokes[0] == id {
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

// Undo hides the newest stroke that the member has drawn, or all those of a file,
// brings back what the eraser took, or what was moved. It reports whether there was something. A
// stroke that still waits is taken back whole.
func (c *Client) Undo(now int64) bool {
	c.Up(now)
	c.untry()
	for {
		s, ok := pop(&c.undo.done)
		if !ok {
			return false
		}
		if !s.erased {
			c.takeBack(&s)
		}
		if c.seen(s, s.erased) || c.reform(s.forms, false) || len(s.ink) > 0 {
			c.undo.undone = append(c.undo.undone, s)
			c.flush(now, true)
			return true
		}
	}
}

// takeBack takes those strokes of a step out of the view that are not flushed yet,
// and keeps their ink.
func (c *Client) takeBack(s *step) {
	gone := func(id core.StrokeID) bool { return c.replica.Piece().Stroke(id) == nil }
	if len(s.strokes) > 0 && gone(s.strokes[0]) {
		c.notice(NoticeUndoGone, 0, "That stroke is part of the paper now and can no longer be undone.")
	}
	taken, events := c.replica.Cancel(s.strokes...)
	if len(taken) == 0 {
		return
	}
	s.ink = append(s.ink, taken...)
	s.strokes, c.changed = slices.DeleteFunc(s.strokes, gone), true
	c.draw(events)
}

// Redo does again what was undone last. It reports whether there was something.
func (c *Client) Redo(now int64) bool {
	c.untry()
	for {
		s, ok := pop(&c.undo.undone)
		if !ok {
			return false
		}
		any := c.seen(s, !s.erased) || c.reform(s.forms, true)
		if len(s.ink) > 0 && c.mayDraw() == 0 {
			any = c.drawAgain(&s, now) || any
		}
		if any {
			c.undo.done = append(c.undo.done, s)
			c.flush(now, true)
			return true
		}
		if len(s.ink) > 0 {
			c.undo.undone = append(c.undo.undone, s)
			return false
		}
	}
}

// drawAgain draws the ink of a step that was taken back, as strokes of the step,
// and reports whether any was taken. What is not stays with the step.
func (c *Client) drawAgain(s *step, now int64) bool {
	n, undone := len(c.undo.done), c.undo.undone
	drawn, _ := c.drawAll(s.ink, now)
	c.undo.gather(n)
	if len(c.undo.done) > n { // a stroke without a point is none
		s.strokes = append(s.strokes, c.undo.done[n].strokes...)
	}
	c.undo.done, c.undo.undone, s.ink = c.undo.done[:n], undone, s.ink[drawn:]
	return drawn > 0
}

// seen shows or hides the strokes of a step, and reports whether that changed
// any of them.
func (c *Client) seen(s step, show bool) (any bool) {
	for _, id := range s.strokes {
		if show && c.replica.Show(id) {
			c.changedOwn(c.replica.Piece().Stroke(id), core.Rect{})
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
	c.changedOwn(c.replica.Piece().Stroke(id), core.Rect{})
	return true
}
