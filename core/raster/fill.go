package raster

import (
	"math/bits"

	"easel.example/core"
)

// An area is the signed area of a polygon in the pixels of a tile, by the
// method of cells: each edge adds, to each pixel that it crosses, how far it
// goes down there (cover, 1/256 px), and that times twice how far from the
// pixel's left it runs (part, 1/2^17 px²). What lies right of an edge is covered
// by the sum of all that is left of it in its row. Where edges cross a row or a
// pixel is computed from the edge alone, so that a tile is a crop of the whole.
type area struct {
	cover, part [TileSize][TileSize]int32
	cells       [TileSize]uint64 // of each row, those to which something was added
	from, to    int32            // rows that are not all 0: from…to-1
	left, right int32            // columns, likewise; right of them the sums are 0
}

// drawFill covers what the stroke's path encloses, its end joined to its beginning.
func (t *tracer) drawFill() {
	n := len(t.pts)
	if n < 3 {
		return
	}
	a := &t.area
	a.reset()
	for i := 1; i < n; i++ {
		if i%spineStep == 0 && i+spineStep <= n && i/spineStep < len(t.spine) {
			b := &t.spine[i/spineStep]
			switch x0, y0, x1, y1 := t.f.grid(); {
			case b.X0 >= x1 || b.Y0 >= y1 || b.Y1 <= y0:
				a.right = t.f.w // what is inside may reach that far
				i += spineStep - 1
				continue
			case b.X1 <= x0: // only how far down it leads counts
				a.edge(t.f, t.pts[i-1], t.pts[i+spineStep-1])
				i += spineStep - 1
				continue
			}
		}
		a.edge(t.f, t.pts[i-1], t.pts[i])
	}
	a.edge(t.f, t.pts[n-1], t.pts[0])
	a.paint(t.l, t.f, t.brush.Fill)
}

// reset makes a ready for a path; it is empty.
func (a *area) reset() { a.from, a.to, a.left, a.right = TileSize, 0, TileSize, 0 }

// paint writes the coverage of the area to l, and empties a.
func (a *area) paint(l *layer, f field, rule core.Fill) {
	if a.from < a.to && a.left < a.right {
		l.touch(a.from, a.to)
		a.sweep(l, f, rule)
	}
}

// grid returns the tile's pixels as a rectangle of 1/32 px.
func (f field) grid() (x0, y0, x1, y1 int32) {
	x, y := f.tileAt()
	x0, y0 = int32(x)*core.Unit, int32(y)*core.Unit
	return x0, y0, x0 + f.w*core.Unit, y0 + f.h*core.Unit
}

// edge adds the line from p to q.
func (a *area) edge(f field, p, q core.Point) {
	down := int32(1)
	if p.Y > q.Y {
		p, q, down = q, p, -1
	}
	ox, oy, _, _ := f.grid()
	const fine = one8 / core.Unit
	x0, y0 := int64(p.X-ox)*fine, int64(p.Y-oy)*fine
	x1, y1 := int64(q.X-ox)*fine, int64(q.Y-oy)*fine
	high, wide := int64(f.h)*one8, int64(f.w)*one8
	if y0 == y1 || y1 <= 0 || y0 >= high {
		return
	}
	a.left = min(a.left, int32(max(min(x0, x1), 0)>>8))
	a.right = max(a.right, int32(min((max(x0, x1)+one8-1)>>8, wide>>8)))
	if min(x0, x1) >= wide {
		return
	}
	from, to := max(y0, 0), min(y1, high)
	a.from, a.to = min(a.from, int32(from>>8)), max(a.to, int32((to+one8-1)>>8))
	left := max(x0, x1) <= 0
	ya, xa := from, int64(0)
	if !left {
		xa = at(x0, x1-x0, from-y0, y1-y0)
	}
	for ya < to {
		yb := min(ya&^(one8-1)+one8, to)
		if left {
			a.cover[ya>>8&63][0] += down * int32(yb-ya)
			a.cells[ya>>8&63] |= 1
		} else {
			xb := at(x0, x1-x0, yb-y0, y1-y0)
			a.row(ya>>8, xa, xb, int32(yb-ya), down, wide)
			xa = xb
		}
		ya = yb
	}
}

// at returns from + floor(d·part/whole), for 0 <= part <= whole.
func at(from, d, part, whole int64) int64 { return from + floorDiv(d*part, whole) }

// row adds a line within row y: from xa to xb while it goes down by dy.
func (a *area) row(y, xa, xb int64, dy, down int32, wide int64) {
	cover, part := &a.cover[y&63], &a.part[y&63]
	if xa > xb {
		xa, xb = xb, xa // the same area, seen in a mirror
	}
	switch {
	case xa >= wide:
		return
	case xb <= 0:
		cover[0] += down * dy
		a.cells[y&63] |= 1
		return
	case xa >= 0 && xa>>8 == (xb-1)>>8 || xa == xb:
		a.cells[y&63] |= 1 << (xa >> 8 & 63)
		cover[xa>>8&63] += down * dy
		part[xa>>8&63] += down * dy * int32(xa&(one8-1)+xb-xa&^(one8-1))
		return
	}
	first, last := max(xa, 0)>>8, min(xb-1, wide-1)>>8
	a.cells[y&63] |= run(uint(first), uint(last-first+1))
	done, x := int32(0), xa
	if xa < 0 { // what is left of the tile
		done, x = int32(at(0, int64(dy), -xa, xb-xa)), 0
		cover[0] += down * done
	}
	for x < xb && x < wide {
		end := min(x&^(one8-1)+one8, xb)
		now := int32(at(0, int64(dy), end-xa, xb-xa))
		d := down * (now - done)
		cover[x>>8&63] += d
		part[x>>8&63] += d * int32(x&(one8-1)+end-x&^(one8-1))
		done, x = now, end
	}
}

// sweep is paint of what is not empty. From one cell to the next the coverage is the
// same.
func (a *area) sweep(l *layer, f field, rule core.Fill) {
	whole := run(0, uint(f.w))
	for y := a.from; y < a.to; y++ {
		cover, part := &a.cover[y&63], &a.part[y&63]
		mask := (*[TileSize]uint8)(l.mask[y&63*TileSize:])
		sum, solid, rows := int32(0), uint64(0), uint64(0)
		for w := a.cells[y&63]; w != 0; {
			x := uint(bits.TrailingZeros64(w)) & 63
			w &= w - 1
			sum += cover[x]
			switch c := inside8(sum<<9-part[x], rule); {
			case c >= 255:
				solid |= 1 << x
			case c > 0:
				rows |= 1 << x
				mask[x] = max(mask[x], uint8(c))
			}
			cover[x], part[x] = 0, 0
			x++
			n := uint(a.right) - x
			if w != 0 {
				n = uint(bits.TrailingZeros64(w)) - x
			}
			if n == 0 || sum == 0 || x >= uint(a.right) {
				continue
			}
			switch c := inside8(sum<<9, rule); {
			case c >= 255:
				solid |= run(x, n)
			case c > 0:
				rows |= run(x, n)
				for i, was := range mask[x : x+n] {
					mask[x+uint(i)] = max(was, uint8(c))
				}
			}
		}
		a.cells[y&63] = 0
		l.rows[y&63] |= rows
		l.cover(int64(y), solid, whole)
	}
}

// inside8 returns how much of a pixel is inside, 0…255, by its signed area in
// 1/2^17 px²: how often the path winds around it, in the mean.
func inside8(v int32, rule core.Fill) int32 {
	if v < 0 {
		v = -v
	}
	c := v >> 9
	if rule == core.FillEvenOdd {
		if c &= 511; c > 256 {
			c = 512 - c
		}
	}
	c = min(c, 256)
	return c - c>>8
}
