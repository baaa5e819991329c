package artist

import (
	"slices"

	"easel.example/core"
)

// holed returns a filled shape with room for the ink in it: one line around it, and then,
// the other way round, around each part of it that is near ink, joined by bridges that go
// to and fro and so enclose nothing. It is nil where nothing remains.
func (k *ink) holed(pts []core.Point) []core.Point {
	if !k.any {
		return pts
	}
	shape := make([]at, len(pts))
	for i, p := range pts {
		shape[i] = at{p.X, p.Y}
	}
	for size := int32(1); size <= 64; size *= 2 { // coarser where there would be too many points
		holes, n, left := k.holes(shape, size)
		if n == 0 {
			return pts
		}
		if n+len(pts) > holePoints {
			continue
		}
		if left <= 0 {
			return nil
		}
		if list := bridged(shape, holes); costly(list) <= holeCost {
			return list
		}
	}
	return nil
}

// holeCost is what the edges of a shape with holes may cost: less than a stroke may (rule L5).
const holeCost = 9 << 20

// costly returns what the edges of a filled shape cost.
func costly(pts []core.Point) (cost int64) {
	for i, p := range pts {
		q := pts[max(i-1, 0)]
		cost += 65 + int64(abs(p.X-q.X)+64*abs(p.Y-q.Y))/core.Unit
	}
	return cost
}

// bridged joins a shape and its holes.
func bridged(shape []at, holes [][]at) (list []core.Point) {
	put := func(p at) { list = append(list, core.Point{X: p.x, Y: p.y, Pressure: 255}) }
	for _, p := range shape {
		put(p)
	}
	put(shape[0])
	for _, hole := range holes {
		put(hole[0])
		for i := len(hole) - 1; i >= 0; i-- {
			put(hole[i])
		}
	}
	for i := len(holes) - 2; i >= 0; i-- {
		put(holes[i][0])
	}
	return list
}

// holes returns the parts of a shape that are near ink, with their points and the area
// that they leave. Within squares of so many cells all are, or none. It gives up where there are more points than
// a stroke has room for.
func (k *ink) holes(shape []at, size int32) (holes [][]at, points int, left int64) {
	box := boxed(shape)
	side := k.cell * size
	left = area(shape)
	inner := newOutlines(box, side, (k.wide-1)*k.cell, (k.high-1)*k.cell)
	var room [cornersMost]at
	var cut cutter
	for j := max(box.Y0/side, 0); j <= box.Y1/side && j*size < k.high-1; j++ {
		row := half(half(shape, 0, -1, -j*side), 0, 1, (j+1)*side)
		if len(row) < 3 {
			continue
		}
		rowBox := boxed(row)
		s := strip{row: row, side: side, y: j*side + side/2}
		for i := max(rowBox.X0/side, 0); i <= rowBox.X1/side && i*size < k.wide-1; i++ {
			part := k.near(i, j, size, room[:0])
			if len(part) == 0 {
				continue
			}
			full := turning(part)
			way, whole := s.around(i, full)
			var hole []at
			if !whole {
				if hole = cut.clipped(row, part); len(hole) < 3 {
					continue
				}
				way = turning(hole)
			}
			switch left -= abs64(way) / 2; {
			case abs64(way-full) <= 2*int64(side): // but for what is rounded
				inner[0].add(part)
			case abs64(way+full) <= 2*int64(side):
				inner[1].add(part)
			case way != 0:
				if hole == nil {
					hole = cut.clipped(row, part)
				}
				holes, points = append(holes, slices.Clone(hole)), points+len(hole)+3
			}
			if points > holePoints {
				return nil, points, left
			}
		}
	}
	for n := range inner {
		for _, loop := range inner[n].loops() {
			if size == 1 {
				loop = smooth(loop)
			}
			if n == 1 {
				slices.Reverse(loop)
			}
			holes, points = append(holes, loop), points+len(loop)+3
		}
	}
	return holes, points, left
}

// A strip is what of a shape lies in a row of squares.
type strip struct {
	row  []at
	side int32
	y    int32 // in the middle of it

	from, to int32 // squares that no edge of the row comes into, from which on way is known
	way      int64
}

// around returns how often the strip goes round square i, times a part of that; false if an edge comes into
// the square, or if the part is so small that rounding counts.
func (s *strip) around(i int32, full int64) (way int64, ok bool) {
	if abs64(full) <= 4*int64(s.side) {
		return 0, false
	}
	if i < s.from || i >= s.to {
		s.look(i)
	}
	return s.way * full, i < s.to
}

// look finds out what goes round square i, and for how many squares more that is so: none where an edge comes into it.
func (s *strip) look(i int32) {
	left, right := i*s.side, (i+1)*s.side
	s.from, s.to, s.way = i, 1<<30, 0
	for n, a := range s.row {
		b := s.row[(n+1)%len(s.row)]
		if a.y == b.y && (a.y <= s.y-s.side/2 || a.y >= s.y+s.side/2) {
			continue // along the rim of the row
		}
		switch x0, x1 := min(a.x, b.x), max(a.x, b.x); {
		case x1 < left:
			if (a.y <= s.y) != (b.y <= s.y) {
				if s.way++; a.y <= s.y {
					s.way -= 2
				}
			}
		case x0 > right:
			s.to = min(s.to, x0/s.side)
		default:
			s.to = i
			return
		}
	}
}

// cornersMost is how many corners the part of a square has that is near ink, or more.
const cornersMost = 8

// near appends to part the part of a square that is within the margin of ink, clockwise: marching
// squares, of Lorensen and Cline's marching cubes (1987).
func (k *ink) near(i, j, size int32, part []at) []at {
	side := k.cell * size
	corners := [4]at{{i * side, j * side}, {(i + 1) * side, j * side}, {(i + 1) * side, (j + 1) * side}, {i * side, (j + 1) * side}}
	if size > 1 {
		for y := j * size; y <= min((j+1)*size, k.high-1); y++ {
			for x := i * size; x <= min((i+1)*size, k.wide-1); x++ {
				if k.far[y*k.wide+x] < k.rim() {
					return append(part, corners[:]...)
				}
			}
		}
		return nil
	}
	n := j*k.wide + i
	v := [4]int32{k.far[n] - k.rim(), k.far[n+1] - k.rim(), k.far[n+k.wide+1] - k.rim(), k.far[n+k.wide] - k.rim()}
	switch {
	case min(v[0], v[1], v[2], v[3]) >= 0:
		return nil
	case max(v[0], v[1], v[2], v[3]) < 0:
		return append(part, corners[:]...)
	}
	for n, a := range corners {
		m := (n + 1) % 4
		if v[n] < 0 {
			part = append(part, a)
		}
		if (v[n] < 0) != (v[m] < 0) {
			part = append(part, between(a, corners[m], int64(v[n]), int64(v[m])))
		}
	}
	return part
}

// smoothMost is how far, in 1/32 px, the edge of a hole may lie from where it was measured: less
// than is seen, and enough that it has no steps of the grid.
const smoothMost = 8

// smooth returns a closed line without the points that it hardly turns at, after Douglas and
// Peucker (1973).
func smooth(loop []at) []at {
	if len(loop) < 8 {
		return loop
	}
	far := 0
	for i, p := range loop {
		if apart(p, loop[0]) > apart(loop[far], loop[0]) {
			far = i
		}
	}
	list := thinned([]at{loop[0]}, loop[:far+1], smoothMost)
	list = thinned(list, append(slices.Clone(loop[far:]), loop[0]), smoothMost)
	return list[:len(list)-1]
}

// thinned appends what is needed of a line after its first point, so that it strays by no more.
func thinned(list, line []at, stray int32) []at {
	last := len(line) - 1
	most, by := 0, stray
	for i := 1; i < last; i++ {
		if d := distance(line[i], line[0], line[last]); d > by {
			most, by = i, d
		}
	}
	if most == 0 {
		return append(list, line[last])
	}
	return thinned(thinned(list, line[:most+1], stray), line[most:], stray)
}

// level reports whether b lies on the way from a to c.
func level(a, b, c at) bool { return a.x == b.x && b.x == c.x || a.y == b.y && b.y == c.y }

func abs64(v int64) int64 { return max(v, -v) }

// turning returns twice what a shape encloses, below 0 if it goes counterclockwise.
func turning(shape []at) (twice int64) {
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		twice += int64(a.x)*int64(b.y) - int64(b.x)*int64(a.y)
	}
	return twice
}

// A cutter has room for what it cuts, which is used again.
type cutter [2][]at

// clipped returns what of a shape lies in a convex one that goes clockwise, after Sutherland
// and Hodgman (1974). How often the shape goes round a place stays.
func (c *cutter) clipped(shape, convex []at) []at {
	for i, a := range convex {
		b := convex[(i+1)%len(convex)]
		nx, ny := b.y-a.y, a.x-b.x
		if nx == 0 && ny == 0 {
			continue
		}
		c[0], c[1] = c[1], halfFar(c[0][:0], shape, int64(nx), int64(ny), int64(nx)*int64(a.x)+int64(ny)*int64(a.y))
		if shape = c[1]; len(shape) < 3 {
			return nil
		}
	}
	return shape
}

// half returns what of a shape has nx·x + ny·y ≤ c.
func half(shape []at, nx, ny, c int32) []at {
	return halfFar(nil, shape, int64(nx), int64(ny), int64(c))
}

// halfFar appends that to a list.
func halfFar(list, shape []at, nx, ny, c int64) []at {
	if len(shape) == 0 {
		return list
	}
	side := func(p at) int64 { return nx*int64(p.x) + ny*int64(p.y) - c }
	last := shape[len(shape)-1]
	before := side(last)
	for _, p := range shape {
		v := side(p)
		if (before <= 0) != (v <= 0) {
			list = append(list, between(last, p, before, v))
		}
		if v <= 0 {
			list = append(list, p)
		}
		last, before = p, v
	}
	return list
}

// between returns the place on the way from a to b at which what is va and vb there is 0.
// It is the same from b to a.
func between(a, b at, va, vb int64) at {
	if a.x > b.x || a.x == b.x && a.y > b.y {
		a, b, va, vb = b, a, vb, va
	}
	for va > 1<<30 || va < -1<<30 || vb > 1<<30 || vb < -1<<30 {
		va, vb = va/2, vb/2
	}
	return at{a.x + int32(int64(b.x-a.x)*va/(va-vb)), a.y + int32(int64(b.y-a.y)*va/(va-vb))}
}
