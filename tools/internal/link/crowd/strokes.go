package crowd

import (
	"time"

	"easel.example/core"
)

// loadBrush is what a crowd's drawer draws with.
func loadBrush(n uint32) core.Brush {
	return core.Brush{
		Kind: core.Pen, Version: core.BrushVersion,
		Color: n * 0x9e3779b1 >> 8, Width: 5 * core.WidthUnit, Opacity: 220,
	}
}

// inUpdates cuts what a hand draws into updates of k points, of which there are
// total. first is the N of the first stroke.
func inUpdates(h *hand, first uint32, k, total int) updates {
	n := first - 1
	var before []core.Point // of the stroke
	return func(i int) (ops []core.Op) {
		if i >= total {
			return nil
		}
		at := i * k % strokePoints
		if at == 0 {
			n++
			before = before[:0]
			ops = append(ops, core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: n}, Brush: loadBrush(n)})
		}
		pts := h.next(nil, k)
		ops = append(ops, core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: n}, From: core.HeadingOf(before), Points: pts})
		before = append(before, pts...)
		if at+k == strokePoints {
			ops = append(ops, core.Op{Kind: core.End, Stroke: core.StrokeID{N: n}})
		}
		return ops
	}
}

// Whole cuts strokes into one update each, numbered from N first on.
func Whole(strokes []*core.Stroke, first uint32) func(i int) []core.Op {
	return func(i int) []core.Op {
		if i >= len(strokes) {
			return nil
		}
		s, id := strokes[i], core.StrokeID{N: first + uint32(i)}
		return []core.Op{
			{Kind: core.Begin, Stroke: id, Brush: s.Brush},
			{Kind: core.Extend, Stroke: id, Points: s.Points},
			{Kind: core.End, Stroke: id},
		}
	}
}

// AtOnce is due when it can be.
func AtOnce(int) time.Time { return time.Time{} }
