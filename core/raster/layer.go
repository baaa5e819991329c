package raster

import "math/bits"

// A layer is the coverage of one stroke in one tile, combined by max (rule R3).
// A pixel whose bit is set in solid is covered whole, whatever its byte in
// mask; else it is covered by mask/255, which is 0 where the bit in rows is
// not set. The zero layer is empty.
//
// Invariant: outside rows the mask is 0; rows and solid are 0 outside y0…y1-1.
type layer struct {
	mask   [TileSize * TileSize]uint8
	rows   [TileSize]uint64
	solid  [TileSize]uint64
	y0, y1 int32 // y1 = 0 when nothing was drawn
}

func (l *layer) empty() bool { return l.y1 == 0 }

// touch widens the rows that may hold coverage by y0…y1-1, which is not empty.
func (l *layer) touch(y0, y1 int32) {
	if l.y1 == 0 {
		l.y0 = y0
	}
	l.y0, l.y1 = min(l.y0, y0), max(l.y1, y1)
}

// run returns n set bits from bit at on; n is 1…64 and at+n at most 64.
func run(at, n uint) uint64 { return ^uint64(0) >> (64 - n) << at }

// paint composites l over dst in a colour, once, and empties l.
func (l *layer) paint(dst *Tile, src source) {
	for y := l.y0; y < l.y1; y++ {
		solid, edge := l.solid[y], l.rows[y]
		row := (*[TileSize]uint32)(dst[y*TileSize:])
		mask := (*[TileSize]uint8)(l.mask[y*TileSize:])
		for w := solid; w != 0; {
			at := uint(bits.TrailingZeros64(w))
			n := uint(bits.TrailingZeros64(^(w >> at)))
			w &^= run(at, n)
			fill(row[at&63:][:n], src)
			if edge&run(at, n) != 0 {
				clear(mask[at&63:][:n])
			}
		}
		for w := edge &^ solid; w != 0; {
			at := uint(bits.TrailingZeros64(w))
			n := uint(bits.TrailingZeros64(^(w >> at)))
			w &^= run(at, n)
			blend(row[at&63:][:n], mask[at&63:][:n], src)
		}
		l.solid[y], l.rows[y] = 0, 0
	}
	l.y0, l.y1 = 0, 0
}

// reset empties l.
func (l *layer) reset() {
	if !l.empty() {
		*l = layer{}
	}
}
