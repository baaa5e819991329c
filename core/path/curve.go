package path

import (
	"math/bits"

	"easel.example/core"
)

// A Fixed is a length in 1/65536 px.
type Fixed = int64

// One is a px as a [Fixed].
const One Fixed = 1 << 16

// A Vec is a place in Fixed coordinates, within ±Reach.
type Vec struct{ X, Y Fixed }

const (
	// Reach bounds coordinates, in px either way.
	Reach = 1 << 15
	// Tolerance is how far a flattened curve may be from the true one. Four times
	// as much shows as corners on a wide stroke.
	Tolerance = One / 16
	// curveMax bounds the pieces of one Bézier curve. Within Reach none needs more.
	curveMax = 1 << 10
)

// within reports whether v is at most px from the origin, either way.
func (v Vec) within(px int64) bool { return max(abs(v.X), abs(v.Y)) <= px*One }

// Point returns v on the grid of a stroke, with full pressure.
func (v Vec) Point() core.Point {
	const half = 1 << 10
	return core.Point{X: int32((v.X + half) >> 11), Y: int32((v.Y + half) >> 11), Pressure: 255}
}

// AppendPoints appends the points of a line on the grid of a stroke, with full
// pressure. Where the line does not leave a step of the grid one point is enough.
func AppendPoints(dst []core.Point, line []Vec) []core.Point {
	for i, v := range line {
		if p := v.Point(); i == 0 || p != dst[len(dst)-1] {
			dst = append(dst, p)
		}
	}
	return dst
}

// pieces returns into how many straight pieces a curve is cut so that none is
// further from it than Tolerance, where bend is eight times the most that a
// single piece would be off: the distance falls with the square of their number.
func pieces(bend Fixed) int64 {
	n := int64(Sqrt(uint64(bend/(8*Tolerance)))) + 1
	return min(n, curveMax)
}

// AppendQuadratic appends the points of a quadratic Bézier curve after its
// start a, with control point b and end c.
func AppendQuadratic(dst []Vec, a, b, c Vec) []Vec {
	n := pieces(2 * spread(a, b, c))
	for i := int64(1); i < n; i++ {
		p, q := between(a, b, i, n), between(b, c, i, n)
		dst = append(dst, between(p, q, i, n))
	}
	return append(dst, c)
}

// AppendCubic appends the points of a cubic Bézier curve after its start a,
// with control points b and c and end d.
func AppendCubic(dst []Vec, a, b, c, d Vec) []Vec {
	n := pieces(6 * max(spread(a, b, c), spread(b, c, d)))
	for i := int64(1); i < n; i++ {
		p, q, r := between(a, b, i, n), between(b, c, i, n), between(c, d, i, n)
		p, q = between(p, q, i, n), between(q, r, i, n)
		dst = append(dst, between(p, q, i, n))
	}
	return append(dst, d)
}

// between returns the place i/n of the way from a to b.
func between(a, b Vec, i, n int64) Vec {
	return Vec{a.X + (b.X-a.X)*i/n, a.Y + (b.Y-a.Y)*i/n}
}

// spread returns how far a, b, c are from lying evenly on a line.
func spread(a, b, c Vec) Fixed {
	return abs(a.X-2*b.X+c.X) + abs(a.Y-2*b.Y+c.Y)
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// Sqrt returns the whole part of the square root of v, by Newton's method from
// above.
func Sqrt(v uint64) uint64 {
	if v == 0 {
		return 0
	}
	x := uint64(1) << ((bits.Len64(v) + 1) / 2)
	for {
		y := (x + v/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}
