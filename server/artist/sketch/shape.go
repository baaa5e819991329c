package sketch

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ellipse returns the points of an ellipse around a place, turned, from one angle to
// another, all in degrees. The whole of it does not repeat its first point.
func ellipse(x, y, rx, ry, turn, from, to float64) ([]point, error) {
	if rx < 0 || ry < 0 {
		return nil, errors.New("a radius is less than 0")
	}
	sweep := min(max(to-from, -360), 360)
	// The middle of a chord is about a tenth of a px inside.
	n := int(min(max(math.Pi*math.Sqrt(max(rx, ry)/0.2)*math.Abs(sweep)/360, 4), 400)) + 1
	whole := math.Abs(sweep) == 360
	if whole {
		n = max(n, 12)
	}
	ts, tc := math.Sincos(turn * math.Pi / 180)
	list := make([]point, 0, n+1)
	for i := range n + 1 {
		if whole && i == n {
			break
		}
		s, c := math.Sincos((from + sweep*float64(i)/float64(n)) * math.Pi / 180)
		list = append(list, point{x + rx*c*tc - ry*s*ts, y + rx*c*ts + ry*s*tc, unsaid})
	}
	return list, nil
}

// spline returns a smooth curve through points (Catmull and Rom, 1974).
func spline(list []point, closed bool) []point {
	n := len(list)
	if n < 3 {
		return list
	}
	near := func(i int) point {
		if closed {
			return list[(i+n)%n]
		}
		return list[min(max(i, 0), n-1)]
	}
	parts := n - 1
	if closed {
		parts = n
	}
	curve := []point{list[0]}
	for i := range parts {
		a, b, c, d := near(i-1), near(i), near(i+1), near(i+2)
		steps := int(min(max(math.Hypot(c.x-b.x, c.y-b.y)/6, 3), 24))
		for k := 1; k <= steps && len(curve) < PathPoints; k++ {
			t := float64(k) / float64(steps)
			p := point{through(a.x, b.x, c.x, d.x, t), through(a.y, b.y, c.y, d.y, t), unsaid}
			if b.pressure >= 0 && c.pressure >= 0 {
				p.pressure = b.pressure + (c.pressure-b.pressure)*t
			}
			curve = append(curve, p)
		}
	}
	return curve
}

func through(a, b, c, d, t float64) float64 {
	return ((2*b + (c-a)*t) + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t) / 2
}

// hatching returns lines within a polygon, by the even-odd rule: so far apart, at an
// angle in degrees, to and fro.
func hatching(shape []point, angle, spacing float64) ([][]point, error) {
	if len(shape) < 3 {
		return nil, fmt.Errorf("got a polygon of %d points, want at least 3", len(shape))
	}
	if !(spacing > 0) {
		return nil, fmt.Errorf("spacing is %v; it must be more than 0", spacing)
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	level := make([]point, len(shape)) // turned so that the lines are level
	low, high := math.Inf(1), math.Inf(-1)
	for i, p := range shape {
		level[i] = point{p.x*cos + p.y*sin, p.y*cos - p.x*sin, unsaid}
		low, high = min(low, level[i].y), max(high, level[i].y)
	}
	if (high-low)/spacing > PathsMax {
		return nil, fmt.Errorf("spacing %v makes more than %d lines", spacing, PathsMax)
	}
	var lines [][]point
	for y := low + spacing/2; y < high; y += spacing {
		cuts := crossings(level, y)
		for i := 0; i+1 < len(cuts) && len(lines) <= PathsMax; i += 2 {
			a := point{cuts[i]*cos - y*sin, cuts[i]*sin + y*cos, unsaid}
			b := point{cuts[i+1]*cos - y*sin, cuts[i+1]*sin + y*cos, unsaid}
			if len(lines)%2 == 1 {
				a, b = b, a
			}
			lines = append(lines, []point{a, b})
		}
	}
	return lines, nil
}

// crossings returns where a polygon crosses a level line, from left to right.
func crossings(shape []point, y float64) []float64 {
	var cuts []float64
	for i, p := range shape {
		q := shape[(i+1)%len(shape)]
		if (p.y <= y) != (q.y <= y) {
			cuts = append(cuts, p.x+(q.x-p.x)*(y-p.y)/(q.y-p.y))
		}
	}
	slices.Sort(cuts)
	return cuts
}

// middle returns the middle of the box around points.
func middle(list []point) (x, y float64) {
	if len(list) == 0 {
		return 0, 0
	}
	a, b := list[0], list[0]
	for _, p := range list {
		a.x, a.y, b.x, b.y = min(a.x, p.x), min(a.y, p.y), max(b.x, p.x), max(b.y, p.y)
	}
	return (a.x + b.x) / 2, (a.y + b.y) / 2
}
