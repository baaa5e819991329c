package raster

import (
	"math/bits"
	"slices"
)

// A FormatError says what was wrong with the bytes of a base.
type FormatError string

func (e FormatError) Error() string { return "raster: " + string(e) }

// The form of a base: baseForm, Version, the sides as two bytes each, low one first,
// a bitmap, one bit a tile from the low bit on, of the tiles that are not blank, and these
// in order, packed.
const (
	baseForm   = 2
	baseHeader = 6
)

// A ground is a tile of the base: given as it is, or packed, or blank.
type ground struct {
	tile   *Tile
	packed []byte // nobody changes it; it may be a part of what LoadBase was given
	hash   uint64 // of the packed tile's pixels
}

func (g *ground) blank() bool { return g.tile == nil && g.packed == nil }

// pixels returns the tile, which it unpacks into t if need be; nil is blank.
func (g *ground) pixels(t *Tile) *Tile {
	if g.packed == nil {
		return g.tile
	}
	readTile(t, g.packed) // it was read before
	return t
}

// set packs t, which it does not keep.
func (g *ground) set(c *Canvas, t *Tile) {
	if *t == blank {
		*g = ground{}
		return
	}
	c.packing = appendTile(c.packing[:0], t)
	*g = ground{packed: slices.Clone(c.packing), hash: HashTile(t)}
}

// AppendBase appends the base, packed, to dst.
func (c *Canvas) AppendBase(dst []byte) []byte {
	parts := c.BaseParts()
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	dst = slices.Grow(dst, n) // a buffer that grows step by step would take twice the memory
	for _, p := range parts {
		dst = append(dst, p...)
	}
	return dst
}

// BaseParts returns what AppendBase would append, in parts that share the canvas's memory.
// Nobody changes them.
func (c *Canvas) BaseParts() [][]byte {
	c.FlattenAll()
	inked := make([]byte, (len(c.cells)+7)/8)
	parts := [][]byte{{baseForm, Version, byte(c.w), byte(c.w >> 8), byte(c.h), byte(c.h >> 8)}, inked}
	for i := range c.cells {
		g := &c.cells[i].base
		if g.tile != nil {
			g.set(c, g.tile)
		}
		if !g.blank() {
			inked[i/8] |= 1 << (i % 8)
			parts = append(parts, g.packed)
		}
	}
	return parts
}

// LoadBase makes src, which AppendBase made for a canvas of the same size, the
// base. The canvas is new, and keeps src, which nobody changes any more. After a
// FormatError it is as it was. However src may lie, it costs no more memory than it
// takes itself.
func (c *Canvas) LoadBase(src []byte) error {
	if len(c.marks) > 0 {
		panic("raster: a base under strokes")
	}
	if len(src) < baseHeader || src[0] != baseForm || src[1] != Version {
		return FormatError("a base of another version")
	}
	if int32(src[2])|int32(src[3])<<8 != c.w || int32(src[4])|int32(src[5])<<8 != c.h {
		return FormatError("a base of another size")
	}
	grounds, err := c.readTiles(src[baseHeader:])
	if err != nil {
		return err
	}
	for i, g := range grounds {
		if !g.blank() {
			c.cells[i].base = g
			c.dirty[i>>6] |= 1 << (i & 63)
		}
	}
	return nil
}

func (c *Canvas) readTiles(src []byte) ([]ground, error) {
	n := (len(c.cells) + 7) / 8
	if len(src) < n {
		return nil, FormatError("a base cut short")
	}
	inked, src := src[:n], src[n:]
	if n := len(c.cells) % 8; n != 0 && inked[len(inked)-1]>>n != 0 {
		return nil, FormatError("a base with more tiles than the canvas")
	}
	grounds := make([]ground, len(c.cells))
	var t Tile
	for i, w := range inked {
		for ; w != 0; w &= w - 1 {
			at := i*8 + bits.TrailingZeros8(w)
			rest, ok := readTile(&t, src)
			if !ok {
				return nil, FormatError("a base cut short")
			}
			if !c.field(int32(at)).legal(&t) {
				return nil, FormatError("a base with pixels that cannot be")
			}
			n := len(src) - len(rest)
			grounds[at] = ground{packed: src[:n:n], hash: HashTile(&t)}
			src = rest
		}
	}
	if len(src) > 0 {
		return nil, FormatError("a base with something after it")
	}
	return grounds, nil
}

// legal reports whether t could be drawn: it is not blank, no channel is above
// alpha, and nothing lies beyond the canvas.
func (f field) legal(t *Tile) bool {
	any := uint32(0)
	for i, p := range t {
		any |= p
		a := p >> 24
		if p&0xff > a || p>>8&0xff > a || p>>16&0xff > a {
			return false
		}
		if p != 0 && (int32(i)%TileSize >= f.w || int32(i)/TileSize >= f.h) {
			return false
		}
	}
	return any != 0
}

// BaseHash is Hash of the base alone.
func (c *Canvas) BaseHash() uint64 {
	c.FlattenAll()
	return c.hash(func(i int32) uint64 {
		g := &c.cells[i].base
		if g.tile != nil {
			return HashTile(g.tile)
		}
		return g.hash
	})
}
