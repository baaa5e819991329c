package raster

import "math/bits"

// A hasher mixes 64-bit words into one, the same on every target, by the
// folded multiply of wyhash (Wang Yi, public domain). It finds accidents, not
// adversaries.
type hasher uint64

const (
	mixA = 0xa0761d6478bd642f
	mixB = 0xe7037ed1a0b428db
	// start is not mixA, which would make the first word's product 0.
	start hasher = 0x8ebc6af09c88c6e3
)

func (h *hasher) word(v uint64) {
	hi, lo := bits.Mul64(uint64(*h)^mixA, v^mixB)
	*h = hasher(bits.RotateLeft64(uint64(*h), 29) ^ hi ^ lo)
}

// HashTile returns a hash of a tile's pixels, the same on every target. A nil
// tile hashes as a blank one.
func HashTile(t *Tile) uint64 {
	h := start
	if t == nil {
		t = &blank
	}
	for i := 0; i < len(t); i += 2 {
		h.word(uint64(t[i]) | uint64(t[i+1])<<32)
	}
	return uint64(h)
}

// blank never changes.
var blank Tile

// hash returns the hash of a canvas of which tile returns the hashes of the tiles, 0 for
// a blank one.
func (g grid) hash(tile func(i int32) uint64) uint64 {
	h := start
	h.word(uint64(uint32(g.w))<<32 | uint64(uint32(g.h)))
	none := HashTile(nil)
	for i := range g.wide * g.high {
		if t := tile(i); t != 0 {
			h.word(t)
		} else {
			h.word(none)
		}
	}
	return uint64(h)
}

// Hash returns a hash of the size and of all pixels, the same on every target
// for equal pictures, however they came about.
func (c *Canvas) Hash() uint64 {
	return c.hash(func(i int32) uint64 {
		if t := c.Tile(i); t != nil {
			return HashTile(t)
		}
		return 0
	})
}

// Inked returns how many pixels are not wholly transparent.
func (c *Canvas) Inked() int64 {
	n := int64(0)
	for i := range int32(len(c.cells)) {
		if t := c.Tile(i); t != nil {
			for _, p := range t {
				if p != 0 {
					n++
				}
			}
		}
	}
	return n
}
