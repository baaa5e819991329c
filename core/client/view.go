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
			c.place(e.Stroke)
		case predict.Grew:
			if c.acting(e.Stroke.ID) == nil {
				c.canvas.Grew(e.Stroke, e.From)
			}
		case predict.Changed:
			c.unact(e.Stroke)
			c.canvas.Changed(e.Stroke, e.Was)
		case predict.Flattened:
			c.unact(e.Stroke)
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
// draw into the base. No pixel changes by it: a tick draws so many strokes of it on a
// tile each, and a part of what has gathered.
const (
	flatStrokes = 256
	flatPart    = 16
)

// flatten gives flattened strokes to the base of the canvas.
func (c *Client) flatten() {
	for _, s := range c.flat {
		c.canvas.Flatten(s)
	}
	c.flat = nil
}

// Base returns the base picture as the piece has it: compressed, nil if nothing was
// flattened, and the hash of its pixels.
func (c *Client) Base() (picture []byte, pixels uint64) {
	c.flatten()
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

// Waiting adds to dst frames around the strokes that the rate holds back: one around all
// whose bounds meet, since a box for each stroke is a mesh over a hatching.
func (c *Client) Waiting(dst []core.Rect) []core.Rect {
	if c.replica != nil {
		for _, s := range c.replica.WaitingStrokes(nil) {
			dst = frame(dst, s.Bounds())
		}
	}
	return dst
}

// frame adds r to list, made one with all that meet it, until none does.
func frame(list []core.Rect, r core.Rect) []core.Rect {
	for i := 0; i < len(list); i++ {
		if list[i].Intersect(r).Empty() {
			continue
		}
		r = r.Union(list[i])
		list[i] = list[len(list)-1]
		list = list[:len(list)-1]
		i = -1 // it has grown, and may meet one that it did not
	}
	return append(list, r)
}
