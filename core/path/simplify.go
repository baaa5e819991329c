package path

import "easel.example/core"

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
			if d := core.Distance2(pts[i], pts[s.from], pts[s.to]); d > far {
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

// Length returns the length of a line through pts, in 1/32 px.
func Length(pts []core.Point) int64 {
	var n int64
	for i := 1; i < len(pts); i++ {
		x, y := int64(pts[i].X-pts[i-1].X), int64(pts[i].Y-pts[i-1].Y)
		n += int64(Sqrt(uint64(x*x + y*y)))
	}
	return n
}
