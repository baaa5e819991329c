package client

import (
	"easel.example/core"
	"easel.example/core/raster"
)

// Erase hides the strokes that a sweep of the eraser from one place to the next
// touches, reach around it, all in 1/32 px: one's own, and for an owner also those
// of others. fresh begins a new step of undo, as a new sweep does. It returns how
// many strokes it took.
func (c *Client) Erase(x0, y0, x1, y1, reach int32, fresh bool, now int64) int {
	if c.replica == nil || !c.welcome.Role.Draws() || c.welcome.Actor == 0 {
		return 0
	}
	c.Up(now)
	c.untry()
	var took []core.StrokeID
	sweep := sweep{core.Point{X: within(x0), Y: within(y0)}, core.Point{X: within(x1), Y: within(y1)}, min(max(reach, 0), sweepMax)}
	for _, s := range c.replica.Piece().Strokes() {
		if s.Hidden == 0 && s.Done && (s.Member == c.welcome.Member || c.welcome.Role == core.Owner) && sweep.touches(s) && !c.unseen(s.ID) {
			took = append(took, s.ID)
		}
	}
	n := 0
	for _, id := range took {
		if c.hide(id) {
			took[n] = id
			n++
		}
	}
	c.eraseFresh = c.eraseFresh || fresh
	if took = took[:n]; n == 0 {
		return 0
	}
	if last := len(c.undo.done) - 1; !c.eraseFresh && last >= 0 && c.undo.done[last].erased {
		c.undo.done[last].strokes = append(c.undo.done[last].strokes, took...)
	} else {
		c.undo.did(step{strokes: took, erased: true})
	}
	c.eraseFresh, c.changed = false, true
	c.flush(now, true)
	return n
}

// sweepMax bounds the eraser's coordinates, in 1/32 px, as rule L5 does those of
// points, so that products of two and a third fit into 64 bits.
const sweepMax = 1 << 19

func within(v int32) int32 { return min(max(v, -sweepMax), sweepMax) }

// A sweep is the eraser's way from a to b.
type sweep struct {
	a, b  core.Point
	reach int32
}

// touches reports whether the sweep comes within its reach of a stroke's ink.
func (w sweep) touches(s *core.Stroke) bool {
	if s.Brush.Fill != core.FillNone {
		return fills(s, w.a) || fills(s, w.b) || w.meets(s)
	}
	for i, q := range s.Points {
		p := s.Points[max(i-1, 0)]
		r := w.reach + max(raster.Radius(s.Brush, p.Pressure), raster.Radius(s.Brush, q.Pressure))*core.Unit/256
		if max(min(w.a.X, w.b.X)-max(p.X, q.X), min(p.X, q.X)-max(w.a.X, w.b.X)) > r ||
			max(min(w.a.Y, w.b.Y)-max(p.Y, q.Y), min(p.Y, q.Y)-max(w.a.Y, w.b.Y)) > r {
			continue // far apart, as nearly all are
		}
		if cross(w.a, w.b, p, q) || near(w.a, p, q, r) || near(w.b, p, q, r) || near(p, w.a, w.b, r) || near(q, w.a, w.b, r) {
			return true
		}
	}
	return false
}

// meets reports whether the sweep crosses the edge of a filled stroke.
func (w sweep) meets(s *core.Stroke) bool {
	n := len(s.Points)
	for i, q := range s.Points {
		if cross(w.a, w.b, s.Points[(i+n-1)%n], q) {
			return true
		}
	}
	return false
}

// fills reports whether p lies inside a filled stroke.
func fills(s *core.Stroke, p core.Point) bool {
	wind := 0
	n := len(s.Points)
	for i, b := range s.Points {
		a := s.Points[(i+n-1)%n]
		switch d := side(a, b, p); {
		case a.Y <= p.Y && b.Y > p.Y && d > 0:
			wind++
		case a.Y > p.Y && b.Y <= p.Y && d < 0:
			wind--
		}
	}
	if s.Brush.Fill == core.FillEvenOdd {
		wind &= 1
	}
	return wind != 0
}

// side says on which side of the line from a to b the point c lies.
func side(a, b, c core.Point) int64 {
	return int64(b.X-a.X)*int64(c.Y-a.Y) - int64(b.Y-a.Y)*int64(c.X-a.X)
}

// cross reports whether two segments cross, without only touching.
func cross(a, b, p, q core.Point) bool {
	return side(a, b, p)>>63 != side(a, b, q)>>63 && side(p, q, a)>>63 != side(p, q, b)>>63
}

// near reports whether c lies within r of the segment from a to b.
func near(c, a, b core.Point, r int32) bool {
	dx, dy := int64(b.X-a.X), int64(b.Y-a.Y)
	x, y := int64(c.X-a.X), int64(c.Y-a.Y)
	if n := dx*dx + dy*dy; n > 0 {
		t := min(max(x*dx+y*dy, 0), n)
		x, y = x-dx*t/n, y-dy*t/n
	}
	return x*x+y*y <= int64(r)*int64(r)
}
