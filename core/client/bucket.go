package client

import (
	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/raster"
)

// The bucket fills what looks alike.
const (
	bucketAlike  = 40 // of 255: how far each channel of a pixel may be from the one that was clicked
	bucketMost   = 8  // px: the roughest outline that is still taken
	bucketSpecks = 6  // px²: what is smaller makes no hole
)

// Fill fills the region around a place of the picture, in px, that looks alike,
// as people see it: over white paper, with the own strokes that wait. It draws one
// filled stroke in the colour and opacity of the brush, and returns 0 or why not.
//
// The outline gets rougher until it has no more points than a stroke may; with
// its own edge it reaches a pixel under the ink around it, so that no pale
// seam stays between them.
func (c *Client) Fill(x, y int32, now int64) core.Refusal {
	if why := c.mayDraw(); why != 0 {
		return why
	}
	w, h := c.canvas.Size()
	if x < 0 || y < 0 || x >= w || y >= h {
		return 0
	}
	r := flood(c.canvas, x, y)
	r.Grow()
	pts := outlineOf(r, int(c.replica.Piece().Limits().StrokePoints))
	if pts == nil {
		c.tooIntricate()
		return core.Full
	}
	b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: c.brush.Color, Width: core.WidthUnit, Opacity: c.brush.Opacity, Fill: core.FillEvenOdd}
	if !c.replica.Piece().Style().Admits(b) {
		c.notice(NoticeTooIntricate, 0, "A plotter has one pen, and fills nothing.")
		return core.Full
	}
	if c.tooDear(b, pts) {
		c.tooIntricate()
		return core.Full
	}
	n := len(c.undo.done)
	rest, why := c.drawStroke(b, pts, now)
	if len(rest) > 0 && len(rest) < len(pts) {
		c.undo.gather(n)
		c.Undo(now) // a part would fill something else
	}
	return why
}

// tooDear reports whether a filled stroke costs more to draw than rule L5 allows: its
// part would fill something else.
func (c *Client) tooDear(b core.Brush, pts []core.Point) bool {
	b = c.styled(b)
	s := core.Stroke{Brush: b, Points: pts}
	s.Measure()
	return b.Fill != core.FillNone && (s.Cost() > c.replica.Piece().Limits().StrokeCost || len(pts) > int(c.replica.Piece().Limits().StrokePoints))
}

func (c *Client) tooIntricate() {
	c.notice(NoticeTooIntricate, 0, "What is around that place is too intricate to fill at once. Close a smaller shape, or paint over it with a large brush.")
}

// outlineOf returns the outline of a region by at most so many points, or nil if
// it would be too rough.
func outlineOf(r *path.Region, most int) (pts []core.Point) {
	for eps, specks := int32(core.Unit/2), int64(bucketSpecks); eps <= bucketMost*core.Unit; eps, specks = 2*eps, 2*specks {
		if pts = r.Outline(pts[:0], eps, specks); len(pts) == 0 {
			pts = r.Outline(pts, eps, 0) // the whole of it is a speck
		}
		if len(pts) <= most {
			return pts
		}
	}
	return nil
}

// flood returns the pixels that are joined to one by pixels like it.
func flood(c *raster.Canvas, x, y int32) *path.Region {
	const white = 0xffffff
	w, h := c.Size()
	r := path.NewRegion(w, h)
	color := func(x, y int32) uint32 { return c.At(x, y, white) }
	seed := color(x, y)
	alike := func(x, y int32) bool {
		p := color(x, y)
		for s := 0; s < 24; s += 8 {
			if d := int32(p>>s&255) - int32(seed>>s&255); d > bucketAlike || d < -bucketAlike {
				return false
			}
		}
		return true
	}
	type place struct{ x, y int32 }
	todo := []place{{x, y}}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if r.Has(at.x, at.y) {
			continue
		}
		// The whole run of the row, then where runs begin above and below it.
		x0, x1 := at.x, at.x+1
		for x0 > 0 && !r.Has(x0-1, at.y) && alike(x0-1, at.y) {
			x0--
		}
		for x1 < w && !r.Has(x1, at.y) && alike(x1, at.y) {
			x1++
		}
		for x := x0; x < x1; x++ {
			r.Add(x, at.y)
		}
		for _, y := range [2]int32{at.y - 1, at.y + 1} {
			if y < 0 || y >= h {
				continue
			}
			run := false
			for x := x0; x < x1; x++ {
				in := !r.Has(x, y) && alike(x, y)
				if in && !run {
					todo = append(todo, place{x, y})
				}
				run = in
			}
		}
	}
	return r
}
