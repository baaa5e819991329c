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

// paint composites l over dst in a colour, once, and empties l. It goes four rows
// at a time, by blocks of four pixels: a row of a stroke is short, so a guess at
// where it ends is often wrong, and thus there is one for four rows. A block has no
// branches, nor calls.
func (l *layer) paint(dst *Tile, src source) {
	s, whole, rest := src.lanes, src.whole, &rests[src.opacity&255]
	var list [4 * TileSize / 4]uint8
	for y := l.y0 &^ 3; y < l.y1; y += 4 {
		mask := (*[4 * TileSize]uint8)(l.mask[y&60*TileSize:])
		px := (*[4 * TileSize]uint32)(dst[y&60*TileSize:])
		n := 0
		for w := l.blocks(y, mask, px, &src); w != 0; w &= w - 1 {
			list[n&63] = blockAt(w)
			n++
		}
		for _, at := range list[:n] {
			m, d := (*[4]uint8)(mask[at&252:]), (*[4]uint32)(px[at&252:])
			a, b := rest[m[0]], rest[m[1]]
			d[0], d[1] = under(d[0], s, whole, a), under(d[1], s, whole, b)
			a, b = rest[m[2]], rest[m[3]]
			d[2], d[3] = under(d[2], s, whole, a), under(d[3], s, whole, b)
			*m = [4]uint8{}
		}
	}
	l.y0, l.y1, l.full = 0, 0, 0
}

// blocks returns which blocks of four pixels the rows from y on have that are covered
// in part, and empties the rows: bit 4·b + i is for block b of row y + i. Those that
// are covered whole it paints.
func (l *layer) blocks(y int32, mask *[4 * TileSize]uint8, px *[4 * TileSize]uint32, src *source) (w uint64) {
	rows, solid := (*[4]uint64)(l.rows[y&60:]), (*[4]uint64)(l.solid[y&60:])
	if solid[0]|solid[1]|solid[2]|solid[3] != 0 {
		for i, bits := range solid {
			src.fill((*[TileSize]uint32)(px[i*TileSize:]), (*[TileSize]uint8)(mask[i*TileSize:]), bits)
			rows[i] &^= bits
		}
		*solid = [4]uint64{}
	}
	w = anyOf(rows)
	*rows = [4]uint64{}
	return w
}

// anyOf returns the blocks, as blocks does, of four rows of pixels of which any is named.
func anyOf(r *[4]uint64) uint64 {
	const first = 0x1111111111111111
	a, b, c, d := r[0]|r[0]>>1, r[1]|r[1]>>1, r[2]|r[2]>>1, r[3]|r[3]>>1
	return (a|a>>2)&first | (b|b>>2)&first<<1 | (c|c>>2)&first<<2 | (d|d>>2)&first<<3
}

// blockAt returns where the first of some blocks begins in four rows.
func blockAt(w uint64) uint8 {
	b := uint8(bits.TrailingZeros64(w))
	return b<<6 | b&^3
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

const high = 0x8080808080808080

// most returns the greater of a and b in each byte.
func most(a, b uint64) uint64 {
	x := a ^ b
	// The high bit of a byte of ge says whether a's is no less than b's: by the other
	// bits where the high ones are the same.
	ge := (a | high) - b&^high
	ge = (ge ^ x&(ge^a)) & high
	return b ^ x&(ge<<1-ge>>7)
}

// reset empties l.
func (l *layer) reset() {
	if !l.empty() {
		*l = layer{}
	}
}
