package widget

import (
	"math"

	"easel.example/core/path"
)

// An Icon is a drawing of lucide's, by its name there.
type Icon string

// An icon is drawn on a square of iconSide with lines as wide as iconLine.
const (
	iconSide = 24
	iconLine = 2
)

// iconCover returns how much of a pixel an icon of so many px covers.
func iconCover(name Icon, side float64) func(x, y float64) float64 {
	lines := iconLines(name, side)
	half := iconLine / 2.0 * side / iconSide
	return func(x, y float64) float64 {
		d := math.Inf(1)
		for _, l := range lines {
			if len(l) == 1 {
				d = min(d, toSegment(x, y, l[0], l[0]))
			}
			for i := 1; i < len(l); i++ {
				d = min(d, toSegment(x, y, l[i-1], l[i]))
			}
		}
		return inside(d - half)
	}
}

// iconLines returns the lines of an icon of so many px.
func iconLines(name Icon, side float64) (lines [][]Spot) {
	// Curves are flattened to a sixteenth of a px: they are drawn eight times as
	// large, so that none has corners.
	const finer = 8
	k := int64(math.Round(side * finer / iconSide * float64(path.One)))
	subs, err := path.ParseSVG(drawings[name], path.Matrix{A: k, D: k})
	if err != nil || len(subs) == 0 {
		panic("widget: there is no icon " + string(name))
	}
	for _, s := range subs {
		var l []Spot
		for _, v := range s.Line {
			l = append(l, Spot{float64(v.X) / float64(path.One) / finer, float64(v.Y) / float64(path.One) / finer})
		}
		if s.Closed {
			l = append(l, l[0])
		}
		lines = append(lines, l)
	}
	return lines
}
