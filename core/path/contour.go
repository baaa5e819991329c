package path

import (
	"math/bits"

	"easel.example/core"
)

// A Region is a set of pixels of a w × h picture.
type Region struct {
	w, h int32
	wide int32 // words in a row
	bits []uint64
}

// NewRegion returns an empty region; both sides are at least 1.
func NewRegion(w, h int32) *Region {
	wide := (w + 63) / 64
	return &Region{w, h, wide, make([]uint64, wide*h)}
}

// Has reports whether r holds a pixel. Beyond the picture there is none.
func (r *Region) Has(x, y int32) bool {
	return x >= 0 && x < r.w && y >= 0 && y < r.h && r.bits[y*r.wide+x>>6]>>(x&63)&1 != 0
}

// Add puts a pixel of the picture into r.
func (r *Region) Add(x, y int32) { r.bits[y*r.wide+x>>6] |= 1 << (x & 63) }

// Grow adds the pixels that share a side with one of r.
func (r *Region) Grow() {
	last := ^uint64(0) >> (uint(64-r.w&63) & 63)
	above := make([]uint64, r.wide)
	for y := range r.h {
		row := r.bits[y*r.wide : (y+1)*r.wide]
		was := append([]uint64(nil), row...)
		for i := range row {
			v := was[i] | was[i]<<1 | was[i]>>1 | above[i]
			if i > 0 {
				v |= was[i-1] >> 63
			}
			if i+1 < len(row) {
				v |= was[i+1] << 63
			}
			if y+1 < r.h {
				v |= r.bits[(y+1)*r.wide+int32(i)]
			}
			row[i] = v
		}
		row[len(row)-1] &= last
		above = was
	}
}

// Outline appends to dst one closed path around all of r, holes as well: by the
// even-odd rule it encloses just the pixels of r, to half a pixel at corners, for
// corners are cut so that slanting edges come out straight. Loops that enclose
// less than specks px² are left out. Where there are several, the path leads from
// one to the next and back by the same way, which encloses nothing. Points are
// simplified within eps (1/32 px). The last point is the first.
func (r *Region) Outline(dst []core.Point, eps int32, specks int64) []core.Point {
	seen := NewRegion(r.w, r.h+1) // upper edges of pixels that a loop has
	var heads []core.Point
	for y := range r.h + 1 {
		for i := range r.wide {
			for w := r.upper(y, i) &^ seen.bits[y*r.wide+i]; w != 0; w = w & (w - 1) &^ seen.bits[y*r.wide+i] {
				loop := r.loop(i*64+int32(bits.TrailingZeros64(w)), y, seen)
				if size := enclosed(loop); max(size, -size) < specks*core.Unit*core.Unit {
					continue
				}
				dst = Simplify(dst, loop, eps)
				heads = append(heads, loop[0])
			}
		}
	}
	for i := len(heads) - 2; i >= 0; i-- {
		dst = append(dst, heads[i])
	}
	return dst
}

// upper returns a bit for each pixel of 64 in a row that r holds, or not, other
// than the one above it.
func (r *Region) upper(y, i int32) uint64 {
	var here, above uint64
	if y < r.h {
		here = r.bits[y*r.wide+i]
	}
	if y > 0 {
		above = r.bits[(y-1)*r.wide+i]
	}
	return here ^ above
}

// Directions along pixel edges, clockwise.
var (
	stepX = [4]int32{1, 0, -1, 0}
	stepY = [4]int32{0, 1, 0, -1}
)

// loop follows the edge that begins with the upper side of the pixel x, y, with r
// on its right, and returns the middles of its sides. It marks the upper sides.
func (r *Region) loop(x, y int32, seen *Region) []core.Point {
	d := int32(0) // to the right, the pixel below
	if !r.Has(x, y) {
		x, d = x+1, 2 // to the left, the pixel above
	}
	x0, y0, d0 := x, y, d
	var list []core.Point
	for {
		switch d {
		case 0:
			seen.Add(x, y)
		case 2:
			seen.Add(x-1, y)
		}
		list = append(list, core.Point{X: (2*x + stepX[d]) * core.Unit / 2, Y: (2*y + stepY[d]) * core.Unit / 2, Pressure: 255})
		x, y = x+stepX[d], y+stepY[d]
		// The pixels ahead, to the right and to the left of where we look.
		switch right, left := r.ahead(x, y, d, true), r.ahead(x, y, d, false); {
		case !right:
			d = (d + 1) & 3
		case left:
			d = (d + 3) & 3
		}
		if x == x0 && y == y0 && d == d0 {
			return append(list, list[0])
		}
	}
}

// ahead reports whether r holds the pixel before the corner x, y on one side of
// the direction d.
func (r *Region) ahead(x, y, d int32, right bool) bool {
	// From the corner: the pixel towards d, on its right or on its left.
	px, py := stepX[d], stepY[d]
	sx, sy := stepX[(d+1)&3], stepY[(d+1)&3]
	if !right {
		sx, sy = -sx, -sy
	}
	return r.Has(x+(px+sx-1)/2, y+(py+sy-1)/2)
}

// enclosed returns twice the signed area of a closed path, in 1/32 px.
func enclosed(list []core.Point) (sum int64) {
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		sum += int64(a.X)*int64(b.Y) - int64(b.X)*int64(a.Y)
	}
	return sum / 2
}
