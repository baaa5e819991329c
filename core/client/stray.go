package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/predict"
)

// A stray is ink that is not known to be safe on a piece that gave way to another
// (rule S10), or whose author may no longer draw. It is kept until the person says
// what shall become of it.

// stray takes in ink of a piece of w × h px, now that p is the one at hand.
func (c *Client) stray(list []predict.Lost, piece uint32, w, h int32, p *core.Piece) {
	if piece == p.Number() {
		list = c.missing(list, p)
	}
	c.strays = append(c.strays, list...)
	toW, toH := p.Size()
	shrink(c.strays, w, h, toW, toH)
	if len(list) == 0 {
		return
	}
	text := "A new piece has begun. What you drew last was not yet on the old one, and is kept."
	if piece == p.Number() {
		text = "You can no longer draw here. What you drew last did not arrive in time, and is kept."
	}
	c.notice(NoticeStrays, core.NoPiece, text)
}

// missing returns what p has not got of ink of this replica, stroke by stroke: a
// stroke whose beginning arrived goes on from there.
func (c *Client) missing(list []predict.Lost, p *core.Piece) []predict.Lost {
	i := slices.IndexFunc(p.Actors(), func(a core.Replicant) bool {
		return a.Replica == c.cfg.Replica && a.Member == c.welcome.Member
	})
	if i < 0 {
		return list
	}
	for k := range list {
		l := &list[k]
		if s := p.Stroke(core.StrokeID{Actor: core.Actor(i + 1), N: l.N}); s != nil {
			l.Points = after(s.Drawn().Points, l.Points)
		} else if l.N <= p.Actors()[i].LastN {
			l.Points = nil // it is flattened by now
		}
	}
	return slices.DeleteFunc(list, func(l predict.Lost) bool { return len(l.Points) == 0 })
}

// after returns what of ink, which may begin within a stroke, comes after its points,
// from the last of them on.
func after(points, ink []core.Point) []core.Point {
	for k := min(len(points), len(ink)); k > 0; k-- {
		if slices.Equal(points[len(points)-k:], ink[:k]) {
			if k == len(ink) {
				return nil
			}
			return ink[k-1:]
		}
	}
	if len(points) > 0 {
		return append([]core.Point{points[len(points)-1]}, ink...)
	}
	return ink
}

// PlaceStrays draws the strays onto this piece, as far as it takes them. It
// returns 0, or why the rest must wait.
func (c *Client) PlaceStrays(now int64) core.Refusal {
	for len(c.strays) > 0 {
		rest, why := c.drawStroke(c.strays[0].Brush, c.strays[0].Points, now)
		if why != 0 {
			c.strays[0].Points = rest
			return why
		}
		c.strays, c.changed = c.strays[1:], true
	}
	return 0
}

// shrink makes strays of a piece of w × h px smaller, all by the same factor, if one of
// them would lie wholly beside the paper of another: it would be there and nobody could
// see it.
func shrink(list []predict.Lost, w, h, toW, toH int32) {
	lost := func(l predict.Lost) bool {
		left, high := l.Points[0].X, l.Points[0].Y
		for _, p := range l.Points {
			left, high = min(left, p.X), min(high, p.Y)
		}
		return left < w*core.Unit && high < h*core.Unit && (left >= toW*core.Unit || high >= toH*core.Unit)
	}
	if !slices.ContainsFunc(list, lost) {
		return
	}
	to, of := int64(toW), int64(w)
	if to*int64(h) > int64(toH)*of {
		to, of = int64(toH), int64(h)
	}
	scale := func(v int32) int32 { return int32(int64(v) * to / of) }
	for i := range list {
		l := &list[i]
		l.Brush.Width = uint16(max(scale(int32(l.Brush.Width)), 1))
		pts := slices.Clone(l.Points)
		for k, p := range pts {
			pts[k].X, pts[k].Y = scale(p.X), scale(p.Y)
		}
		l.Points = pts
	}
}

// DropStrays gives the strays up.
func (c *Client) DropStrays() {
	c.strays, c.changed = nil, true
	if c.replica == nil && c.kept != nil {
		c.kept.Strays = nil
		c.keptAs = c.w.Kept(nil, *c.kept)
	}
}

// wholeStroke returns the ops that draw a stray.
func wholeStroke(l predict.Lost) []core.Op {
	id := core.StrokeID{N: 1}
	return []core.Op{
		{Kind: core.Begin, Stroke: id, Brush: l.Brush},
		{Kind: core.Extend, Stroke: id, Points: l.Points},
		{Kind: core.End, Stroke: id},
	}
}
