package path

import (
	"math/bits"

	"easel.example/core"
)

// pressureUnits is what a step of pressure weighs against a distance, in 1/32
// px: eight steps like a quarter of a px, about what each changes of an edge
// under a brush of 16 px.
const pressureUnits = 1

// Simplify appends to dst the points of pts that a line through fewer of them
// needs to stay within eps (1/32 px) of all (Ramer 1972; Douglas and Peucker
// 1973), with the pressure as a third axis. Both ends stay. It takes memory for
// a mark a point, and time that grows with their square at worst.
func Simplify(dst, pts []core.Point, eps int32) []core.Point {
	if len(pts) < 3 {
		return append(dst, pts...)
	}
	keep := make([]bool, len(pts))
	keep[0], keep[len(pts)-1] = true, true
	type span struct{ from, to int }
	stack := []span{{0, len(pts) - 1}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		far, at := int64(eps)*int64(eps), -1
		for i := s.from + 1; i < s.to; i++ {
			if d := distance2(pts[i], pts[s.from], pts[s.to]); d > far {
				far, at = d, i
			}
		}
		if at >= 0 {
			keep[at] = true
			stack = append(stack, span{s.from, at}, span{at, s.to})
		}
	}
	for i, k := range keep {
		if k {
			dst = append(dst, pts[i])
		}
	}
	return dst
}

// distance2 returns the square of the distance of p from the segment a b,
// rounded up. Coordinates are within 2^24, far more than any piece holds.
func distance2(p, a, b core.Point) int64 {
	abx, aby, abz := axes(a, b)
	apx, apy, apz := axes(a, p)
	along := apx*abx + apy*aby + apz*abz
	length := abx*abx + aby*aby + abz*abz
	if along <= 0 || length == 0 {
		return apx*apx + apy*apy + apz*apz
	}
	if along >= length {
		bpx, bpy, bpz := axes(b, p)
		return bpx*bpx + bpy*bpy + bpz*bpz
	}
	// |ap|² less the square of what lies along ab, which may take 80 bits. As
	// along < length, the quotient fits.
	hi, lo := bits.Mul64(uint64(along), uint64(along))
	q, _ := bits.Div64(hi, lo, uint64(length))
	return apx*apx + apy*apy + apz*apz - int64(q)
}

func axes(a, b core.Point) (x, y, z int64) {
	return int64(b.X - a.X), int64(b.Y - a.Y), pressureUnits * (int64(b.Pressure) - int64(a.Pressure))
}

// Length returns the length of a line through pts, in 1/32 px.
func Length(pts []core.Point) int64 {
	var n int64
	for i := 1; i < len(pts); i++ {
		x, y, _ := axes(pts[i-1], pts[i])
		n += int64(Sqrt(uint64(x*x + y*y)))
	}
	return n
}
