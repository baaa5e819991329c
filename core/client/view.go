package client

import (
	"easel.example/core"
	"easel.example/core/predict"
	"easel.example/core/raster"
)

// draw brings the canvas up to what the replica shows after a change that came
// from the log.
func (c *Client) draw(events []predict.Event) {
	gone := 0
	for i := range events {
		switch e := &events[i]; e.Kind {
		case predict.Placed:
			c.canvas.Place(e.Stroke)
		case predict.Grew:
			c.canvas.Grew(e.Stroke, e.From)
		case predict.Changed:
			c.canvas.Changed(e.Stroke, e.Was)
		case predict.Flattened:
			c.flat = append(c.flat, e.Stroke)
			if e.Stroke.Member == c.welcome.Member {
				gone++
			}
		}
	}
	if gone > 0 {
		c.undo.forget(c.replica.Piece())
		c.notice(NoticeTruncated, 0, "The piece has reached its size: its oldest strokes are now part of the paper and can no longer be undone.")
	}
	c.drawOverlay()
}

// drawOverlay shows the strokes that are only predicted.
func (c *Client) drawOverlay() {
	c.overlay = c.replica.Overlay(c.overlay[:0])
	c.canvas.Overlay(c.withSketch(c.overlay))
}

// A truncation takes a tenth of the piece at once, which no frame has the time to
// draw into the base. No pixel changes by it: a tick draws so many points of it, and a
// part of what has gathered.
const (
	flatPoints = 4096
	flatPart   = 32
)

// flatten draws flattened strokes into the base of the canvas, n points of them or
// a little more.
func (c *Client) flatten(n int) {
	for ; len(c.flat) > 0 && n > 0; c.flat = c.flat[1:] {
		n -= len(c.flat[0].Points) + 1
		c.canvas.Flatten(c.flat[0])
		c.flat[0] = nil
	}
	if len(c.flat) == 0 {
		c.flat = nil
	}
}

func (c *Client) flattenSome() {
	n := 0
	for _, s := range c.flat {
		n += len(s.Points)
	}
	c.flatten(max(flatPoints, n/flatPart))
}

// Base returns the base picture as the piece has it: compressed, nil if nothing was
// flattened, and the hash of its pixels.
func (c *Client) Base() (picture []byte, pixels uint64) {
	for len(c.flat) > 0 {
		c.flatten(1 << 20)
	}
	if c.replica.Piece().Base().Strokes == 0 {
		return nil, 0
	}
	return c.canvas.AppendBase(nil), c.canvas.BaseHash()
}

// Canvas returns the canvas of the view, or nil before the first snapshot. It
// is another one after a new snapshot; then Dirty lists every tile.
func (c *Client) Canvas() *raster.Canvas { return c.canvas }

// Dirty appends to dst the indexes of the tiles to draw, and forgets them.
func (c *Client) Dirty(dst []int32) []int32 {
	if c.canvas == nil {
		return dst
	}
	if !c.redraw {
		return c.canvas.TakeDirty(dst)
	}
	c.redraw = false
	c.canvas.TakeDirty(nil)
	for i := range c.canvas.TilesWide() * c.canvas.TilesHigh() {
		dst = append(dst, i)
	}
	return dst
}

// Replica returns the replica, or nil before the first snapshot. It is the
// client's; do not change it.
func (c *Client) Replica() *predict.Replica { return c.replica }

// Settled reports whether all that was drawn is confirmed and on the server's disk.
func (c *Client) Settled() bool {
	r := c.replica
	return r != nil && r.Unsaved() == 0 && r.Open() == 0 && r.Waiting() == 0 && !c.pen.down
}

// Waiting appends to dst the bounds of the strokes that the rate holds back.
func (c *Client) Waiting(dst []core.Rect) []core.Rect {
	if c.replica != nil {
		for _, s := range c.replica.WaitingStrokes(nil) {
			dst = append(dst, s.Bounds())
		}
	}
	return dst
}
