package client

import (
	"slices"

	"easel.example/core"
)

// SelectMost bounds the strokes of a selection: each that changes is an op of its own.
const SelectMost = 500

// A selection is strokes of the member's own that are to be changed, and the forms
// that they had when that began.
type selection struct {
	ids   []core.StrokeID
	forms []core.Form
	tried bool
}

// Select makes those of the member's strokes the selection of which at least half the
// points lie in a closed path, in 1/32 px; of a path of one point, the topmost
// stroke within reach of it. with keeps what was selected before. It returns how many
// strokes are selected, and whether there were more than may be.
func (c *Client) Select(path []core.Point, reach int32, with bool) (n int, more bool) {
	if c.replica == nil || !c.welcome.Role.Draws() || c.welcome.Actor == 0 {
		return 0, false
	}
	was := c.selected()
	if c.Deselect(); !with {
		was = nil
	}
	list := slices.Clone(was)
	around := newLasso(path)
	strokes := c.replica.Piece().Strokes()
	for i := len(strokes) - 1; i >= 0; i-- {
		s := strokes[i]
		if s.Hidden != 0 || !s.Done || s.Member != c.welcome.Member || len(s.Points) == 0 || slices.Contains(was, s.ID) {
			continue
		}
		if len(path) == 1 {
			if (sweep{path[0], path[0], min(max(reach, 0), sweepMax)}).touches(s) {
				list = append(list, s.ID)
				break
			}
		} else if around.holds(s.Points) {
			if list = append(list, s.ID); len(list) > SelectMost {
				break
			}
		}
	}
	if more = len(list) > SelectMost; more {
		list = list[:SelectMost]
	}
	c.pick(list)
	return len(list), more
}

// pick makes list the selection.
func (c *Client) pick(list []core.StrokeID) {
	c.selection = selection{ids: list}
	for _, id := range list {
		c.selection.forms = append(c.selection.forms, formOf(c.replica.Piece().Stroke(id)))
	}
	c.changed = true
}

// formOf returns the form that makes a stroke what it is.
func formOf(s *core.Stroke) core.Form {
	if f := s.Form(); f != (core.Form{}) {
		return f
	}
	return core.FormOf(s.Brush)
}

// Deselect lets the selection go; what was tried of it is as before.
func (c *Client) Deselect() {
	c.untry()
	c.selection, c.changed = selection{}, true
}

// untry shows the selection as it is.
func (c *Client) untry() {
	if c.selection.tried {
		c.try(nil)
	}
}

// selected drops from the selection what others have taken from sight or the paper has
// taken up, and returns the rest.
func (c *Client) selected() []core.StrokeID {
	k := &c.selection
	for i := len(k.ids) - 1; i >= 0; i-- {
		if s := c.replica.Piece().Stroke(k.ids[i]); s == nil || s.Hidden != 0 {
			k.ids, k.forms = slices.Delete(k.ids, i, i+1), slices.Delete(k.forms, i, i+1)
		}
	}
	return k.ids
}

// Selection returns how many strokes are selected, and a box around their ink, as broad as
// their brushes can draw it, in 1/32 px.
func (c *Client) Selection() (n int, box core.Rect) {
	if c.replica == nil {
		return 0, box
	}
	ids := c.selected()
	for i, id := range ids {
		s := c.replica.Piece().Stroke(id)
		half := int32(s.Brush.Width) * core.Unit / (2 * core.WidthUnit)
		if s.Brush.Fill != core.FillNone {
			half = 0 // what is filled ends at its points
		}
		for k, p := range s.Points {
			at := core.Rect{X0: p.X - half, Y0: p.Y - half, X1: p.X + half, Y1: p.Y + half}
			if i+k == 0 {
				box = at
			}
			box = core.Rect{X0: min(box.X0, at.X0), Y0: min(box.Y0, at.Y0), X1: max(box.X1, at.X1), Y1: max(box.Y1, at.Y1)}
		}
	}
	return len(ids), box
}

// A Shift moves, scales and turns: A to D, X and Y as in a [core.Form], and how much
// wider lines become, in 1/65536.
type Shift struct{ A, B, C, D, X, Y, Wider int32 }

// over returns the form that first makes f of a stroke, and then shifts that.
func (t Shift) over(f core.Form) core.Form {
	times := func(a, b, c, d int32) int32 { return clamp32((int64(a)*int64(b) + int64(c)*int64(d)) >> 16) }
	width := (int64(f.Width)*int64(t.Wider) + 1<<15) >> 16
	return core.Form{
		A: times(t.A, f.A, t.C, f.B), B: times(t.B, f.A, t.D, f.B), C: times(t.A, f.C, t.C, f.D), D: times(t.B, f.C, t.D, f.D),
		X: clamp32(int64(times(t.A, f.X, t.C, f.Y)) + int64(t.X)), Y: clamp32(int64(times(t.B, f.X, t.D, f.Y)) + int64(t.Y)),
		Color: f.Color, Width: uint16(min(max(width, 1), core.WidthMax)),
	}
}

func clamp32(v int64) int32 { return int32(min(max(v, -1<<31), 1<<31-1)) }

// Shift shifts the selection from where it was when it was selected or kept last. With
// keep that stays, as one step of undo; without, it is only shown. It reports
// whether all of it could go there: nothing leaves the paper and its surroundings.
func (c *Client) Shift(t Shift, keep bool, now int64) bool {
	if c.replica == nil {
		return false
	}
	return c.give(keep, now, t.over)
}

// Recolor gives the selection another colour, 0xRRGGBB.
func (c *Client) Recolor(color uint32, now int64) bool {
	if c.replica == nil {
		return false
	}
	return c.give(true, now, func(f core.Form) core.Form {
		f.Color = color & 0xffffff
		return f
	})
}

// give gives each selected stroke the form that change makes of its own.
func (c *Client) give(keep bool, now int64, change func(core.Form) core.Form) bool {
	ids := c.selected()
	forms := make([]core.Form, len(ids))
	for i, f := range c.selection.forms {
		forms[i] = change(f)
		if s := c.replica.Piece().Stroke(ids[i]); s != nil {
			forms[i] = c.replica.Piece().Style().Form(forms[i], s.Brush)
		}
	}
	if !keep {
		c.try(forms)
		return c.have(ids, forms)
	}
	c.untry()
	var s step
	for i, id := range ids {
		var was core.Form
		if t := c.replica.Piece().Stroke(id); t != nil { // what came before may have flattened it
			was = t.Form()
		}
		if c.form(id, forms[i]) {
			s.forms = append(s.forms, reform{id, was, forms[i]})
		}
	}
	if len(s.forms) == 0 {
		return false
	}
	all := len(s.forms) == len(ids)
	c.undo.did(s)
	c.pick(slices.Clone(c.selected()))
	c.flush(now, true)
	return all
}

// have reports whether all strokes have these forms.
func (c *Client) have(ids []core.StrokeID, forms []core.Form) bool {
	for i, id := range ids {
		if s := c.replica.Piece().Stroke(id); s == nil || formOf(s) != forms[i] {
			return false
		}
	}
	return true
}

// try shows the selection in other forms; nil as it is.
func (c *Client) try(forms []core.Form) {
	c.selection.tried = forms != nil
	if forms == nil {
		c.draw(c.replica.Try(nil, nil))
	} else {
		c.draw(c.replica.Try(c.selection.ids, forms))
	}
	c.changed = true
}

// reformed draws a stroke that has another form now. A form takes bytes, so the view may
// foresee it to be flattened.
func (c *Client) reformed(id core.StrokeID, was core.Rect) {
	s := c.replica.Piece().Stroke(id)
	if s == nil {
		all := c.replica.Foreseen(nil)
		i := slices.IndexFunc(all, func(s *core.Stroke) bool { return s.ID == id })
		if i < 0 {
			return
		}
		s = all[i]
	}
	c.changedOwn(s, was)
}

// form gives a stroke another form in the view, and in the piece with the next flush.
func (c *Client) form(id core.StrokeID, f core.Form) bool {
	s := c.replica.Piece().Stroke(id)
	if s == nil || s.Form() == f || formOf(s) == f {
		return false
	}
	was := s.Bounds()
	if !c.replica.Set(id, f) {
		return false
	}
	c.reformed(id, was)
	c.changed = true
	return true
}

// reform does what a step did to forms, or takes it back, and reports whether that
// changed any.
func (c *Client) reform(list []reform, again bool) (any bool) {
	for _, r := range list {
		f := r.was
		if again {
			f = r.now
		}
		if c.form(r.id, f) {
			any = true
		}
	}
	if any {
		c.pick(slices.Clone(c.selected()))
	}
	return any
}

// Duplicate draws the selection again, shifted, and selects that: new strokes, by the
// same limits as what a pen draws, and one step of undo.
func (c *Client) Duplicate(dx, dy int32, now int64) (p Placing) {
	if c.replica == nil {
		return Placing{Why: core.NoPiece}
	}
	var list []*core.Stroke
	for _, s := range c.replica.Piece().Strokes() { // in their order
		if slices.Contains(c.selected(), s.ID) {
			t := &core.Stroke{Brush: s.Brush, Points: slices.Clone(s.Points)}
			for i := range t.Points {
				t.Points[i].X += dx
				t.Points[i].Y += dy
			}
			list = append(list, t)
		}
	}
	c.Deselect()
	n := len(c.undo.done)
	if p = c.Place(list, now); p.Drawn > 0 && len(c.undo.done) > n {
		c.pick(slices.Clone(c.undo.done[n].strokes))
	}
	return p
}

// Remove takes the selection out of sight, as one step of undo, and returns how many
// strokes that were.
func (c *Client) Remove(now int64) int {
	if c.replica == nil {
		return 0
	}
	ids := slices.Clone(c.selected())
	c.Deselect()
	ids = slices.DeleteFunc(ids, func(id core.StrokeID) bool { return !c.hide(id) })
	if len(ids) > 0 {
		c.undo.did(step{strokes: ids, erased: true})
		c.flush(now, true)
	}
	return len(ids)
}
