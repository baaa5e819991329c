package raster

import "math/bits"

// A layer is the coverage of one stroke in one tile, combined by max (rule R3).
// A pixel whose bit is set in solid is covered whole, whatever its byte in
// mask; else it is covered by mask/255, which is 0 where the bit in rows is
// not set. The zero layer is empty.
//
// Invariants: outside rows the mask is 0; rows and solid are 0 outside y0…y1-1;
// full is how many rows are solid from end to end.
type layer struct {
	mask   [TileSize*TileSize + 8]uint8
	rows   [TileSize]uint64
	solid  [TileSize]uint64
	y0, y1 int32 // y1 = 0 when nothing was drawn
	full   int32
	// Of a wet brush: which way the segment goes that covers a pixel most.
	headings *[TileSize * TileSize]uint16
}

func (l *layer) empty() bool { return l.y1 == 0 }

// cover makes the pixels of a row solid; whole is all of the row.
func (l *layer) cover(y int64, pixels, whole uint64) {
	was := l.solid[y&63]
	l.solid[y&63] = was | pixels
	if was != whole && was|pixels == whole {
		l.full++
	}
}

// touch widens the rows that may hold coverage by y0…y1-1, which is not empty.
func (l *layer) touch(y0, y1 int32) {
	if l.y1 == 0 {
		l.y0 = y0
	}
	l.y0, l.y1 = min(l.y0, y0), max(l.y1, y1)
}

// run returns n set bits from bit at on; n is 1…64 and at+n at most 64. The
// masks tell the compiler that no shift reaches 64.
func run(at, n uint) uint64 { return ^uint64(0) >> ((64 - n) & 63) << (at & 63) }

// paint composites l over dst in a colour, once, and empties l.
func (l *layer) paint(dst *Tile, src source) {
	for y := l.y0; y < l.y1; y++ {
		solid := l.solid[y&63]
		row := (*[TileSize]uint32)(dst[y&63*TileSize:])
		mask := (*[TileSize]uint8)(l.mask[y&63*TileSize:])
		// Eight pixels at a time, from the first that is covered: a row of a
		// stroke is short, and a loop of a fixed length is predicted.
		for w := l.rows[y&63] | solid; w != 0; {
			at := min(uint(bits.TrailingZeros64(w)), TileSize-8)
			m := (*[8]uint8)(mask[at&63:])
			v := load(m)
			store(m, 0)
			if s := solid & w >> at & 255; s != 0 {
				v |= widen(s)
			}
			w &^= 255 << at
			d := (*[8]uint32)(row[at&63:])
			if v == ^uint64(0) {
				fill(d, src)
			} else {
				blend(d, v, src)
			}
		}
		l.solid[y&63], l.rows[y&63] = 0, 0
	}
	l.y0, l.y1, l.full = 0, 0, 0
}

// load returns eight bytes, the first in the low one.
func load(m *[8]uint8) uint64 {
	return uint64(m[0]) | uint64(m[1])<<8 | uint64(m[2])<<16 | uint64(m[3])<<24 |
		uint64(m[4])<<32 | uint64(m[5])<<40 | uint64(m[6])<<48 | uint64(m[7])<<56
}

func store(m *[8]uint8, v uint64) {
	m[0], m[1], m[2], m[3] = uint8(v), uint8(v>>8), uint8(v>>16), uint8(v>>24)
	m[4], m[5], m[6], m[7] = uint8(v>>32), uint8(v>>40), uint8(v>>48), uint8(v>>56)
}

const (
	ones = 0x0101010101010101
	high = 0x8080808080808080
)

// widen returns eight bits as bytes of 0 or 255.
func widen(v uint64) uint64 {
	v = v * ones & 0x8040201008040201 // bit i is in byte i
	return (v + (high - ones)) & high >> 7 * 255
}

// most returns the greater of a and b in each byte.
func most(a, b uint64) uint64 {
	// The high bit of a byte of ge says whether a's is no less than b's.
	ge := (a&^b | ^(a^b)&((a|high)-(b&^high))) & high
	m := ge >> 7 * 255
	return a&m | b&^m
}

// reset empties l.
func (l *layer) reset() {
	if !l.empty() {
		*l = layer{}
	}
}
