package paths

import (
	"errors"
	"fmt"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/path"
)

// simplifyPoints is how many points are simplified at a time, for the time that takes
// grows with their square.
const simplifyPoints = 256

// longest bounds a step, in 1/32 px, so that a stroke of any brush may cost some.
const longest = 512 * core.Unit

// line adds a line as one stroke, or as several where one may not be so long.
func (d *draft) line(b core.Brush, l line) error {
	if d.points += int(path.Length(l.way) / longest); d.points > PointsMax {
		return errors.New("the way is too long; draw less with a call, and nearer to the canvas")
	}
	way := l.drawn(b, d.Limits.StrokePoints)
	if d.admits(b, way) == len(way) {
		return d.mark(b, way)
	}
	// Half a pixel is not seen, nor is a part of a wide brush.
	way = simplified(way, max(core.Unit/8, int32(b.Width)*core.Unit/(32*core.WidthUnit)))
	way = resampled(way, longest)
	first := len(d.Marks)
	for from := 0; ; {
		n := d.admits(b, way[from:])
		if n < min(2, len(way)-from) {
			return errors.New("so wide a brush costs more to draw than a stroke may here; use a narrower one")
		}
		if err := d.mark(b, way[from:from+n]); err != nil {
			return err
		}
		if from += n; from == len(way) {
			break
		}
		from-- // the next one begins where this one ends
	}
	if n := len(d.Marks) - first; n > 1 {
		d.note("it is more than a stroke may be, %d points and a cost of %d px², and was drawn as %d strokes", d.Limits.StrokePoints, d.Limits.StrokeCost, n)
	} else {
		d.note("it is more than a stroke may be, %d points and a cost of %d px², and was simplified", d.Limits.StrokePoints, d.Limits.StrokeCost)
	}
	return nil
}

// fill adds what lines enclose as one stroke: from the end of each the pen goes to the
// next, and at the end back by the same way, which encloses nothing.
func (d *draft) fill(b core.Brush, lines []line) error {
	var way, heads []core.Point
	for _, l := range lines {
		way = append(way, l.way...)
		heads = append(heads, l.way[0])
		if len(lines) > 1 {
			way = append(way, l.way[0])
		}
	}
	for i := len(heads) - 2; i >= 0; i-- {
		way = append(way, heads[i])
	}
	if len(way) < 3 {
		return errors.New("a fill takes at least 3 points that are apart")
	}
	for i := range way {
		way[i].Pressure = 255
	}
	for eps := int32(core.Unit / 8); d.admits(b, way) < len(way); eps *= 2 {
		if eps > core.Unit {
			return fmt.Errorf("a filled path is one stroke, which takes at most %d points and may cost at most %d; fill it in parts", d.Limits.StrokePoints, d.Limits.StrokeCost)
		}
		if eps == core.Unit/8 {
			d.note("its fill has more than %d points, and was simplified", d.Limits.StrokePoints)
		}
		way = simplified(way, eps)
	}
	return d.mark(b, way)
}

// mark adds a stroke.
func (d *draft) mark(b core.Brush, way []core.Point) error {
	if len(d.Marks) == MarksMax {
		return fmt.Errorf("a call draws at most %d strokes, and there are as many before it; draw it with another call", MarksMax)
	}
	d.Marks = append(d.Marks, Mark{artist.Mark{Brush: b, Points: way[:len(way):len(way)]}, d.index})
	return nil
}

// admits returns how many points of a stroke the piece would take: it asks one. So
// there is no second rule that could differ.
func (d *draft) admits(b core.Brush, way []core.Point) int {
	p := core.NewPiece(1, d.Width, d.Height, d.Style, d.Limits)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}}}}, 0, nil)
	way = way[:min(len(way), int(d.Limits.StrokePoints)+1)]
	kept, _ := p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: core.StrokeID{N: 1}, Brush: b}, {Kind: core.Extend, Points: way}}}, 0, nil)
	for _, op := range kept.Ops {
		if op.Kind == core.Extend {
			return len(op.Points)
		}
	}
	return 0
}

// simplified returns way with fewer points, within eps of it.
func simplified(way []core.Point, eps int32) []core.Point {
	var list []core.Point
	for from := 0; from < len(way)-1; from += simplifyPoints {
		part := path.Simplify(nil, way[from:min(from+simplifyPoints+1, len(way))], eps)
		if from > 0 {
			part = part[1:]
		}
		list = append(list, part...)
	}
	if list == nil {
		return way
	}
	return list
}
