package client

import (
	"cmp"
	"slices"

	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/wire"
)

// Strokes of the artist, and of other hands, are in the log whole, and viewers watch
// them being drawn by a schedule that the server makes in its own time (wire.Perform), so
// that all are in step. That is a filter of what is shown, and no more: the piece
// has them, and the canvas has the part that is drawn by now. Pixels are canonical when no
// performance runs (rule R4).

// schedulesMost bounds the schedules whose strokes have not come.
const schedulesMost = 4096

// restMs is how long a pen is seen where its last stroke ended.
const restMs = 2500

// An act is a stroke that is being performed, or is about to be.
type act struct {
	wire.Performed
	real  *core.Stroke
	shown *core.Stroke // what the canvas has of it: some of its points
	way   []int64      // along the points, in 1/32 px; nil before it begins
	pen   int          // points that it has passed
}

// A rest is where the pen of a hand is between strokes.
type rest struct {
	actor core.Actor
	at    core.Point
	since int64 // server's ms
}

// A stage is all that is performed.
type stage struct {
	schedules map[core.StrokeID]wire.Performed // of strokes that have not come
	acts      []*act                           // in the order in which they came
	rests     []rest
}

// performs takes up a schedule.
func (c *Client) performs(frame []byte) error {
	m, err := c.r.Perform(frame)
	if err != nil || c.cfg.Still || c.replica == nil || c.expect || m.Piece != c.replica.Piece().Number() {
		return err
	}
	if len(c.stage.schedules)+len(m.Strokes) > schedulesMost || c.stage.schedules == nil {
		c.stage.schedules = map[core.StrokeID]wire.Performed{}
	}
	hurried := int64(0)
	for _, p := range m.Strokes {
		id := core.StrokeID{Actor: m.Actor, N: p.N}
		if a := c.acting(id); a != nil {
			a.Performed = p // its hand was stopped, and what is left goes quickly
			hurried = max(hurried, p.Start+p.Ms)
			continue
		}
		if c.replica.Piece().Stroke(id) == nil {
			c.stage.schedules[id] = p
		}
	}
	for i := range c.book.held { // what was to be read after those strokes comes with them
		if n := &c.book.held[i]; hurried > 0 {
			n.At = min(n.At, hurried)
		}
	}
	return nil
}

func (c *Client) acting(id core.StrokeID) *act {
	for _, a := range c.stage.acts {
		if a.real.ID == id {
			return a
		}
	}
	return nil
}

// place shows a stroke that the log has now: in the time of its performance, if it has one.
func (c *Client) place(s *core.Stroke) {
	p, ok := c.stage.schedules[s.ID]
	delete(c.stage.schedules, s.ID)
	if !ok || p.Start+p.Ms <= c.serverNow(c.now) {
		c.canvas.Place(s)
		return
	}
	shown := *s
	shown.Points, shown.Done = nil, false
	c.stage.acts = append(c.stage.acts, &act{Performed: p, real: s, shown: &shown})
	c.canvas.Place(&shown)
}

// unact ends the performance of a stroke that has changed: it is shown as it is.
func (c *Client) unact(s *core.Stroke) {
	c.stage.acts = slices.DeleteFunc(c.stage.acts, func(a *act) bool { return a.real.ID == s.ID })
}

// changedOwn draws a stroke anew that its author, or an owner, has just changed here.
func (c *Client) changedOwn(s *core.Stroke, was core.Rect) {
	c.unact(s)
	c.canvas.Changed(s, was)
}

// unseen reports whether a stroke waits to be performed: nobody sees it yet.
func (c *Client) unseen(id core.StrokeID) bool {
	a := c.acting(id)
	return a != nil && len(a.shown.Points) == 0
}

// act brings what is performed up to the time.
func (c *Client) act() {
	st := &c.stage
	if len(st.acts)+len(st.rests) == 0 || c.canvas == nil {
		return
	}
	now := c.serverNow(c.now)
	st.acts = slices.DeleteFunc(st.acts, func(a *act) bool {
		if now < a.Start {
			return false
		}
		c.present = true
		from, done := len(a.shown.Points), a.grow(now)
		if done {
			c.canvas.Grew(a.real, from)
			if n := len(a.real.Points); n > 0 {
				c.rest(rest{a.real.ID.Actor, a.real.Points[n-1], now})
			}
			c.changed = true
			return true
		}
		if len(a.shown.Points) > from {
			c.canvas.Grew(a.shown, from)
		}
		return false
	})
	n := len(st.rests)
	st.rests = slices.DeleteFunc(st.rests, func(r rest) bool { return now-r.since > restMs && !c.due(r.actor) })
	c.present = c.present || n > len(st.rests)
}

// grow brings what is shown up to the time, and reports whether that is all.
func (a *act) grow(now int64) (done bool) {
	if now >= a.Start+a.Ms {
		return true
	}
	pts := a.real.Points
	if a.way == nil {
		a.way = make([]int64, len(pts))
		for i := 1; i < len(pts); i++ {
			a.way[i] = a.way[i-1] + path.Length(pts[i-1:i+1])
		}
	}
	if len(pts) == 0 {
		return false
	}
	along := path.Motion{Length: a.way[len(pts)-1], Ms: a.Ms}.At(now - a.Start)
	a.pen, _ = slices.BinarySearch(a.way, along+1) // points at or before that
	if a.real.Brush.Fill == core.FillNone {        // of a fill, what lies within half an outline is nothing to look at, and much to draw
		a.shown.Points = pts[:max(a.pen, len(a.shown.Points))]
	}
	return false
}

// due reports whether more of an actor is to be performed.
func (c *Client) due(a core.Actor) bool {
	return slices.ContainsFunc(c.stage.acts, func(x *act) bool { return x.real.ID.Actor == a })
}

func (c *Client) rest(r rest) {
	c.stage.rests = append(slices.DeleteFunc(c.stage.rests, func(o rest) bool { return o.actor == r.actor }), r)
}

// pens returns where the pens of performances are now.
func (c *Client) pens() (list []wire.Cursor) {
	now := c.serverNow(c.now)
	for _, a := range c.stage.acts {
		if now >= a.Start && a.pen > 0 {
			p := a.real.Points[a.pen-1]
			list = append(list, wire.Cursor{Actor: a.real.ID.Actor, X: p.X, Y: p.Y, Down: true})
		}
	}
	for _, r := range c.stage.rests {
		if !slices.ContainsFunc(list, func(o wire.Cursor) bool { return o.Actor == r.actor }) {
			p := c.between(r, now)
			list = append(list, wire.Cursor{Actor: r.actor, X: p.X, Y: p.Y})
		}
	}
	slices.SortFunc(list, func(a, b wire.Cursor) int { return cmp.Compare(a.Actor, b.Actor) })
	return list
}

// between returns where a pen is on its way, above the paper, to where its next stroke begins.
func (c *Client) between(r rest, now int64) core.Point {
	for _, a := range c.stage.acts {
		if a.real.ID.Actor != r.actor || len(a.real.Points) == 0 {
			continue
		}
		to, whole := a.real.Points[0], a.Start-r.since
		if whole <= 0 {
			return to
		}
		part := min(max(now-r.since, 0), whole)
		return core.Point{X: r.at.X + int32(int64(to.X-r.at.X)*part/whole), Y: r.at.Y + int32(int64(to.Y-r.at.Y)*part/whole)}
	}
	return r.at
}

// Performing returns how many strokes are being performed, or wait for it.
func (c *Client) Performing() int { return len(c.stage.acts) }
