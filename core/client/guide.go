package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/path"
)

// A Shape is what the pen draws.
type Shape uint8

// The shapes.
const (
	Free    Shape = iota // where it goes
	Line                 // from where it touches down to where it is lifted
	Ellipse              // in the box between these
)

// FoldsMax is how many times a stroke may be repeated about the middle.
const FoldsMax = 12

// Guides help the hand. They shape what one draws, and no more: what is sent are
// strokes like any others.
type Guides struct {
	Shape  Shape
	Folds  int32 // 1…FoldsMax: so often about the middle of the paper
	Mirror bool  // and each time mirrored left to right, too
	Even   bool  // lines go by steps of 15 degrees, ellipses are circles
}

// SetGuides sets what helps the hand from the next reading of the pen on; folds
// and mirror from the next stroke on.
func (c *Client) SetGuides(g Guides) {
	g.Folds = min(max(g.Folds, 1), FoldsMax)
	c.guides = g
}

// A sketch is what the pen draws beside its own stroke, or in its place: seen by
// its author alone until the pen is lifted.
type sketch struct {
	tail   []core.Point // scratch
	shape  Shape
	turns  []turn // how each stroke lies to what the pen does
	list   []*core.Stroke
	from   ink.Sample
	begun  bool
	weight int64 // the sum of pressures, and of how many
	heavy  int64
	undone int // steps of undo before
}

// sketcher is no actor's number: strokes of a sketch are in no piece.
const sketcher = core.Actor(1<<32 - 1)

// A turn is a matrix about the middle of the paper, in 1/2^30.
type turn struct{ xx, xy, yx, yy int64 }

// sketch begins what the guides want, for a pen that goes down.
func (c *Client) sketch() {
	k := &c.pen.sketch
	*k = sketch{shape: c.guides.Shape, undone: len(c.undo.done)}
	const one = 1 << 30
	for i := range max(c.guides.Folds, 1) {
		sin, cos := path.SinCos(path.Fixed(i) * 360 * path.One / path.Fixed(max(c.guides.Folds, 1)))
		t := turn{cos, -sin, sin, cos}
		if i == 0 {
			t = turn{one, 0, 0, one}
		}
		if i > 0 || k.shape != Free {
			k.turns = append(k.turns, t)
		}
		if c.guides.Mirror {
			k.turns = append(k.turns, turn{-t.xx, t.xy, -t.yx, t.yy})
		}
	}
	for i := range k.turns {
		k.list = append(k.list, &core.Stroke{ID: core.StrokeID{Actor: sketcher, N: uint32(i + 1)}, Brush: c.Brush()})
	}
}

// about returns a point as t turns it about the middle of the piece.
func (c *Client) about(t turn, q core.Point) core.Point {
	w, h := c.replica.Piece().Size()
	mx, my := int64(w)*core.Unit/2, int64(h)*core.Unit/2
	x, y := int64(q.X)-mx, int64(q.Y)-my
	const half = 1 << 29
	return core.Point{
		X: int32(mx + (t.xx*x+t.xy*y+half)>>30), Y: int32(my + (t.yx*x+t.yy*y+half)>>30), Pressure: q.Pressure,
	}
}

// sketchSample shows what a reading of the pen changes.
func (c *Client) sketchSample(s ink.Sample, pts []core.Point) {
	k := &c.pen.sketch
	if len(k.list) == 0 {
		return
	}
	if !k.begun {
		k.begun, k.from = true, s
		c.drawOverlay()
	}
	k.weight, k.heavy = k.weight+int64(s.Pressure), k.heavy+1
	from := len(k.list[0].Points)
	if k.shape != Free {
		pts, from = c.shaped(s), 0
	}
	for i, o := range k.list {
		was := o.Bounds()
		o.Points = o.Points[:from]
		for _, q := range pts {
			if q = c.about(k.turns[i], q); c.replica.Piece().Holds(q) {
				o.Points = append(o.Points, q)
			}
		}
		if k.shape == Free {
			c.canvas.Grew(o, from)
		} else {
			c.canvas.Changed(o, was)
		}
	}
}

// sketchEnd adds the last points of a pen that goes where it wants.
func (c *Client) sketchEnd(pts []core.Point) {
	for i, o := range c.pen.sketch.list {
		for _, q := range pts {
			if q = c.about(c.pen.sketch.turns[i], q); c.replica.Piece().Holds(q) {
				o.Points = append(o.Points, q)
			}
		}
	}
}

// shaped returns the points of the shape that ends at a reading of the pen.
func (c *Client) shaped(s ink.Sample) []core.Point {
	k := &c.pen.sketch
	pressure := uint8(k.weight / k.heavy >> 8)
	if c.pen.ink.Pressureless() {
		pressure = 255
	}
	at := func(x, y int64) core.Point { // 1/256 px
		const reach = 1 << 22
		return core.Point{X: int32(min(max(x, -reach), reach) >> 3), Y: int32(min(max(y, -reach), reach) >> 3), Pressure: pressure}
	}
	x0, y0 := int64(k.from.X), int64(k.from.Y)
	dx, dy := int64(s.X)-x0, int64(s.Y)-y0
	if k.shape == Line {
		if c.guides.Even {
			dx, dy = byDegrees(dx, dy)
		}
		return []core.Point{at(x0, y0), at(x0+dx, y0+dy)}
	}
	if c.guides.Even {
		side := max(dx, -dx, dy, -dy)
		dx, dy = sign(dx)*side, sign(dy)*side
	}
	rx, ry := dx/2, dy/2
	n := min(max(max(rx, -rx, ry, -ry)/256/3, 16), 96)
	pts := make([]core.Point, 0, n+1)
	for i := range n + 1 {
		sin, cos := path.SinCos(path.Fixed(i) * 360 * path.One / path.Fixed(n))
		pts = append(pts, at(x0+rx+rx*cos>>30, y0+ry+ry*sin>>30))
	}
	return pts
}

func sign(v int64) int64 {
	if v < 0 {
		return -1
	}
	return 1
}

// byDegrees returns what of (dx, dy) lies along the nearest multiple of 15 degrees.
func byDegrees(dx, dy int64) (x, y int64) {
	best := int64(-1)
	for i := range 24 {
		sin, cos := path.SinCos(path.Fixed(i) * 15 * path.One)
		if along := (dx*cos + dy*sin) >> 30; along > best {
			best, x, y = along, along*cos>>30, along*sin>>30
		}
	}
	return x, y
}

// settleSketch draws the strokes of the sketch, as far as no more than may wait,
// and makes them one step of undo with the pen's own.
func (c *Client) settleSketch(now int64) {
	k := c.pen.sketch
	c.dropSketch()
	if len(k.list) == 0 {
		return
	}
	for _, s := range k.list {
		if len(s.Points) == 0 || c.replica.Waiting() >= core.WaitingStrokes {
			continue
		}
		c.lay(s.Brush, s.Points, now)
	}
	c.undo.gather(min(k.undone, len(c.undo.done)))
}

// dropSketch takes the sketch out of the view.
func (c *Client) dropSketch() {
	if list := c.pen.sketch.list; len(list) > 0 {
		c.pen.sketch = sketch{}
		c.drawOverlay()
	}
}

// withSketch appends the strokes of the sketch to the overlay's.
func (c *Client) withSketch(list []*core.Stroke) []*core.Stroke {
	if !c.pen.sketch.begun {
		return list
	}
	return slices.Concat(list, c.pen.sketch.list)
}
