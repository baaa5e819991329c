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
			c.canvas.Flatten(e.Stroke)
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
	c.canvas.Overlay(c.overlay)
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
