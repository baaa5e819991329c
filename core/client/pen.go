package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/predict"
)

// A pen is what the person holds down, if anything.
type pen struct {
	down   bool
	ink    *ink.Pen
	stroke core.StrokeID // N is 0 until the first point
	points []core.Point
	sketch sketch
}

func (p *pen) drop() { *p = pen{points: p.points[:0]} }

// smoothing is a light default.
const smoothing = 30

// SetSmoothing sets how much the next strokes are smoothed, from 0 to 100.
func (c *Client) SetSmoothing(n int32) { c.smoothing = n }

// SetBrush sets the brush of the next stroke.
func (c *Client) SetBrush(b core.Brush) { c.brush = b }

// Brush returns the brush of the next stroke, as the style of the piece has it.
func (c *Client) Brush() core.Brush { return c.styled(c.brush) }

// styled returns what becomes of a brush in the style of the piece.
func (c *Client) styled(b core.Brush) core.Brush {
	if c.replica == nil {
		return b
	}
	return c.replica.Piece().Style().Brush(b)
}

// Down puts the pen down. It returns 0, or why nothing can be drawn.
func (c *Client) Down(p ink.Pointer) core.Refusal {
	if why := c.mayDraw(); why != 0 {
		return why
	}
	c.untry()
	c.pen.drop()
	c.pen.down, c.pen.ink = true, ink.New(p, ink.Feel{Smoothing: c.smoothing, Speed: core.PresetOf(c.Brush().Kind).Speed, Width: int32(c.Brush().Width) / core.WidthUnit})
	c.sketch()
	return 0
}

func (c *Client) mayDraw() core.Refusal {
	switch {
	case c.replica == nil:
		return core.NoPiece
	case !c.welcome.Role.Draws() || c.welcome.Actor == 0:
		return core.NotMember
	case c.replica.Waiting() >= core.WaitingStrokes:
		c.notice(NoticeWaitingFull, core.TooFast, "A thousand strokes are waiting to be sent. Wait a little before you draw on.")
		return core.TooFast
	}
	return 0
}

// Sample takes one reading of the pen that is down.
func (c *Client) Sample(s ink.Sample, now int64) {
	if c.pen.down {
		c.pen.points = c.pen.ink.Add(c.pen.points[:0], s)
		c.sketchSample(s, c.pen.points)
		if c.pen.sketch.shape == Free {
			c.trace(c.pen.points, now)
			c.tail()
		}
	}
}

// Put draws on to points that are known exactly, with the pen that is down: they are not smoothed, as
// a reading of a hand is. A stroke takes either those or readings.
func (c *Client) Put(pts []core.Point, now int64) {
	if c.pen.down {
		c.trace(pts, now)
	}
}

// tail shows ink up to the nib.
func (c *Client) tail() {
	s := c.replica.Piece().Stroke(c.pen.stroke)
	if !c.cfg.Tails || s == nil {
		return
	}
	k := &c.pen.sketch
	k.tail = c.pen.ink.Tail(k.tail[:0])
	c.canvas.Tail(s, c.held(k.tail))
	for i, o := range k.list {
		var pts []core.Point
		for _, q := range k.tail {
			pts = append(pts, c.about(k.turns[i], q))
		}
		c.canvas.Tail(o, c.held(pts))
	}
}

// held returns pts up to the first that the piece may not hold.
func (c *Client) held(pts []core.Point) []core.Point {
	if i := slices.IndexFunc(pts, func(q core.Point) bool { return !c.replica.Piece().Holds(q) }); i >= 0 {
		return pts[:i]
	}
	return pts
}

// Up lifts the pen: the stroke is done.
func (c *Client) Up(now int64) {
	if !c.pen.down {
		return
	}
	if s := c.replica.Piece().Stroke(c.pen.stroke); s != nil {
		c.canvas.Tail(s, nil)
	}
	if c.pen.points = c.pen.ink.Up(c.pen.points[:0]); c.pen.sketch.shape == Free {
		if len(c.pen.points) > 0 {
			c.sketchEnd(c.pen.points)
		}
		c.trace(c.pen.points, now)
	}
	c.endStroke()
	c.settleSketch(now)
	c.pen.drop()
	c.flush(now, true)
	c.changed = true
}

// Cancel takes back the stroke under the pen.
func (c *Client) Cancel(now int64) {
	if !c.pen.down {
		return
	}
	id := c.pen.stroke
	c.dropSketch()
	c.pen.drop()
	if id.N == 0 {
		return
	}
	c.undo.removeLast(id)
	if taken, events := c.replica.Cancel(id); len(taken) > 0 {
		c.draw(events)
		return
	}
	c.replica.End(id.N)
	c.hide(id)
	c.flush(now, true)
}

// trace adds points to the stroke under the pen. Where the piece ends that
// stroke, the pen goes on in a new one; what is beside the paper is left out. It
// returns the points that the piece does not take.
func (c *Client) trace(pts []core.Point, now int64) (rest []core.Point) {
	for len(pts) > 0 {
		if c.pen.stroke.N == 0 {
			if pts = c.onPaper(pts); len(pts) == 0 {
				return nil
			}
			if !c.begin(now) {
				return pts
			}
		}
		s := c.replica.Piece().Stroke(c.pen.stroke)
		if s == nil {
			c.pen.stroke.N = 0
			return pts
		}
		from := len(s.Points)
		n := c.replica.Extend(c.pen.stroke.N, pts)
		if n > 0 {
			c.canvas.Grew(s, from)
		}
		if n == len(pts) {
			return nil
		}
		last := s.Points[max(len(s.Points)-1, 0):]
		if n == 0 && from == 0 {
			c.pen.stroke.N = 0 // not even one point fits: give it up
			return pts
		}
		if int32(len(s.Points)) >= c.replica.Piece().Limits().StrokePoints {
			c.notice(NoticeStrokeLimit, 0, "That stroke reached its greatest length; the pen goes on in a new one.")
		}
		c.pen.stroke.N = 0
		if pts = pts[n:]; c.replica.Piece().Holds(pts[0]) {
			pts = append([]core.Point{last[0]}, pts...)
		}
	}
	return nil
}

// onPaper returns pts from the first on that the piece may hold.
func (c *Client) onPaper(pts []core.Point) []core.Point {
	for len(pts) > 0 && !c.replica.Piece().Holds(pts[0]) {
		pts = pts[1:]
	}
	return pts
}

// begin starts a stroke, waiting if the rate says so.
func (c *Client) begin(now int64) bool {
	s := c.replica.Begin(c.styled(c.brush), c.thawed || c.waitMs(now) != 0)
	if s == nil {
		c.notice(NoticeFull, core.Full, core.Full.Error())
		return false
	}
	c.pen.stroke = s.ID
	c.undo.drew(s.ID)
	c.drawOverlay()
	c.changed = true
	return true
}

func (c *Client) endStroke() {
	if c.pen.stroke.N != 0 {
		c.replica.End(c.pen.stroke.N)
		c.pen.stroke.N = 0
	}
}

// Draw draws a whole stroke at once, as a script does. It returns 0, or why not
// all of it could be drawn.
func (c *Client) Draw(b core.Brush, pts []core.Point, now int64) core.Refusal {
	_, why := c.drawStroke(b, pts, now)
	return why
}

// drawStroke is Draw, and returns the points that are left.
func (c *Client) drawStroke(b core.Brush, pts []core.Point, now int64) (rest []core.Point, why core.Refusal) {
	if why := c.mayDraw(); why != 0 {
		return pts, why
	}
	if rest = c.lay(b, pts, now); len(rest) > 0 {
		why = core.Full
	}
	c.flush(now, true)
	return rest, why
}

// lay adds a whole stroke to the view, beside the one under the pen. It returns the
// points that the piece does not take.
func (c *Client) lay(b core.Brush, pts []core.Point, now int64) (rest []core.Point) {
	was, brush := c.pen, c.brush
	c.pen, c.brush = pen{down: true}, b
	rest = c.trace(pts, now)
	c.endStroke()
	c.pen, c.brush = was, brush
	return rest
}

// endOrphans ends the strokes that an earlier client of this replica, or a
// server that crashed, left open: they would count against rule L5 for nothing.
func (c *Client) endOrphans() {
	var list []uint32
	for _, s := range c.replica.Piece().Open() {
		if s.ID.Actor == c.replica.Actor() && s.ID != c.pen.stroke {
			list = append(list, s.ID.N)
		}
	}
	for _, n := range list {
		c.replica.End(n)
	}
}

// redrawLost draws again, as a new stroke, what the log did not take.
func (c *Client) redrawLost(l predict.Lost) {
	c.notice(NoticeRecovered, 0, "A stroke was interrupted; its end was drawn again.")
	if rest, why := c.drawStroke(l.Brush, l.Points, c.flushed); why != 0 {
		c.strays = append(c.strays, predict.Lost{Brush: l.Brush, Points: rest})
	}
}
