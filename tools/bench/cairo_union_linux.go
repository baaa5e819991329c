//go:build linux && (amd64 || arm64)

package main

import (
	"math"
	"unsafe"
)

// Kinds of cairo_path_data_type_t.
const (
	cairoMove  = 0
	cairoLine  = 1
	cairoCurve = 2
)

// head says what the points that follow it are, all of which belong to it.
func head(kind, points int32) (e cairoElement) {
	*(*[2]int32)(unsafe.Pointer(&e)) = [2]int32{kind, 1 + points}
	return e
}

func point(x, y float64) (e cairoElement) {
	*(*[2]float64)(unsafe.Pointer(&e)) = [2]float64{x, y}
	return e
}

// union appends what a pen passes over: a disc a point, and what lies between two of
// them. All parts go round the same way, so that the nonzero rule fills their union.
func union(dst []cairoElement, line [][2]float64, radii []float64) []cairoElement {
	for i, p := range line {
		if i > 0 {
			dst = quad(dst, line[i-1], p, radii[i-1], radii[i])
		}
		dst = circle(dst, p, radii[i])
	}
	return dst
}

// quad appends what lies between the two lines that touch both discs, unless one of
// these holds the other.
func quad(dst []cairoElement, a, b [2]float64, ra, rb float64) []cairoElement {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := math.Sqrt(dx*dx + dy*dy)
	if math.Abs(rb-ra) >= length {
		return dst
	}
	dx, dy = dx/length, dy/length
	k := (rb - ra) / length // how the sides lean
	c := math.Sqrt(1 - k*k)
	lx, ly, rx, ry := c*dy-k*dx, -c*dx-k*dy, -c*dy-k*dx, c*dx-k*dy
	return append(dst,
		head(cairoMove, 1), point(a[0]+ra*lx, a[1]+ra*ly),
		head(cairoLine, 1), point(b[0]+rb*lx, b[1]+rb*ly),
		head(cairoLine, 1), point(b[0]+rb*rx, b[1]+rb*ry),
		head(cairoLine, 1), point(a[0]+ra*rx, a[1]+ra*ry))
}

// halvesBelow is the radius below which cairo_arc makes two curves of a circle, not
// four: a curve for half a turn is off by 1/54 of it, and cairo's tolerance is 1/10 px.
const halvesBelow = 5.4

// circle appends the curves that cairo_arc would.
func circle(dst []cairoElement, p [2]float64, r float64) []cairoElement {
	x, y := p[0], p[1]
	dst = append(dst, head(cairoMove, 1), point(x+r, y))
	if r < halvesBelow {
		h := r * 4 / 3
		return append(dst,
			head(cairoCurve, 3), point(x+r, y+h), point(x-r, y+h), point(x-r, y),
			head(cairoCurve, 3), point(x-r, y-h), point(x+r, y-h), point(x+r, y))
	}
	h := r * 4 / 3 * (math.Sqrt2 - 1)
	return append(dst,
		head(cairoCurve, 3), point(x+r, y+h), point(x+h, y+r), point(x, y+r),
		head(cairoCurve, 3), point(x-h, y+r), point(x-r, y+h), point(x-r, y),
		head(cairoCurve, 3), point(x-r, y-h), point(x-h, y-r), point(x, y-r),
		head(cairoCurve, 3), point(x+h, y-r), point(x+r, y-h), point(x+r, y))
}
