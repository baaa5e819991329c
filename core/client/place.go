package client

import "easel.example/core"

// Bounds of one [Client.Place]. What the server has not confirmed is gone through
// again with each of its frames.
const (
	PlaceStrokes = 2000
	PlacePoints  = 1 << 17
)

// A Placing is what became of strokes that were placed.
type Placing struct {
	Drawn   int          // in the view now
	Waiting int          // of these, held back by the rate (rule L1)
	Left    int          // not drawn
	Why     core.Refusal // why some were left: TooFast if no more may wait or the file is too large
}

// Place draws strokes that were made elsewhere, such as in a file, as the
// member's own: by the same limits as what a pen draws, and as one step of undo.
func (c *Client) Place(strokes []*core.Stroke, now int64) (p Placing) {
	if p.Why = c.mayDraw(); p.Why == 0 {
		c.Up(now)
		n := len(c.undo.done)
		p.Waiting = -c.replica.Waiting()
		p.Drawn, p.Why = c.drawAll(strokes, now)
		p.Waiting += c.replica.Waiting()
		c.undo.gather(n)
		c.flush(now, true)
	}
	p.Left = len(strokes) - p.Drawn
	return p
}

// drawAll draws strokes, and returns how many of them until no more is taken. A fill
// that would be cut is left out.
func (c *Client) drawAll(strokes []*core.Stroke, now int64) (n int, why core.Refusal) {
	points := 0
	for i, s := range strokes {
		points += len(s.Points)
		if i == PlaceStrokes || points > PlacePoints || c.replica.Waiting() >= core.WaitingStrokes {
			return n, core.TooFast
		}
		if c.tooDear(s.Brush, s.Points) {
			continue
		}
		if len(c.lay(s.Brush, s.Points, now)) > 0 {
			return n, core.Full
		}
		n++
	}
	return n, 0
}
