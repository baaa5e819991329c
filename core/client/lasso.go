package client

import (
	"slices"

	"easel.example/core"
)

// A lasso is what a closed path encloses, even-odd, as rows of cells: to ask of each
// point of a large piece where it lies among the edges would take seconds.
type lasso struct {
	x0, y0     int32
	shift      uint // a cell is 1<<shift units of 1/32 px
	wide, high int32
	in         []bool
}

const (
	lassoCells = 1 << 20
	lassoRows  = 1 << 11
	lassoEdges = 1 << 12 // of a path with more, only every so manieth point counts
	lassoShift = 4       // half a px, where the path is small enough
)

func newLasso(path []core.Point) lasso {
	if step := (len(path) + lassoEdges - 1) / lassoEdges; step > 1 {
		some := path[:0:0]
		for i := 0; i < len(path); i += step {
			some = append(some, path[i])
		}
		path = some
	}
	if len(path) == 0 {
		return lasso{}
	}
	b := core.Rect{X0: within(path[0].X), Y0: within(path[0].Y)}
	b.X1, b.Y1 = b.X0, b.Y0
	for _, p := range path {
		x, y := within(p.X), within(p.Y)
		b = core.Rect{X0: min(b.X0, x), Y0: min(b.Y0, y), X1: max(b.X1, x), Y1: max(b.Y1, y)}
	}
	l := lasso{x0: b.X0, y0: b.Y0, shift: lassoShift}
	for {
		l.wide, l.high = (b.X1-b.X0)>>l.shift+1, (b.Y1-b.Y0)>>l.shift+1
		if int64(l.wide)*int64(l.high) <= lassoCells && l.high <= lassoRows {
			break
		}
		l.shift++
	}
	l.in = make([]bool, l.wide*l.high)
	var at []int32
	for row := range l.high {
		at = crossings(at[:0], path, l.y0+row<<l.shift+1<<(l.shift-1))
		for i := 0; i+1 < len(at); i += 2 {
			// A cell is in if its middle is.
			from, to := l.column(at[i]), l.column(at[i+1])
			for x := from; x < to; x++ {
				l.in[row*l.wide+x] = true
			}
		}
	}
	return l
}

// column returns the first cell of a row whose middle is not left of x.
func (l *lasso) column(x int32) int32 {
	half := int32(1) << (l.shift - 1)
	return min(max((x-l.x0-half+1<<l.shift-1)>>l.shift, 0), l.wide)
}

// crossings appends where a closed path crosses the height y, in order.
func crossings(dst []int32, path []core.Point, y int32) []int32 {
	for i, b := range path {
		a := path[(i+len(path)-1)%len(path)]
		ax, ay, bx, by := int64(within(a.X)), int64(within(a.Y)), int64(within(b.X)), int64(within(b.Y))
		if (ay <= int64(y)) != (by <= int64(y)) {
			dst = append(dst, int32(ax+(bx-ax)*(int64(y)-ay)/(by-ay)))
		}
	}
	slices.Sort(dst)
	return dst
}

// has reports whether a place lies inside.
func (l *lasso) has(p core.Point) bool {
	x, y := (p.X-l.x0)>>l.shift, (p.Y-l.y0)>>l.shift
	return x >= 0 && y >= 0 && x < l.wide && y < l.high && l.in[y*l.wide+x]
}

// holds reports whether at least half of pts lie inside.
func (l *lasso) holds(pts []core.Point) bool {
	n := 0
	for _, p := range pts {
		if l.has(p) {
			n++
		}
	}
	return n > 0 && 2*n >= len(pts)
}
