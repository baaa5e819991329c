package raster

import (
	"bytes"
	"compress/flate"
	"io"
	"math/bits"

	"easel.example/core/deflate"
)

// A FormatError says what was wrong with the bytes of a base.
type FormatError string

func (e FormatError) Error() string { return "raster: " + string(e) }

// The form of a base: Version, the sides as two bytes each, low one first, then
// a deflate stream of a bitmap, one bit a tile from the low bit on, of the
// tiles that are not blank, and these in order, a pixel as R, G, B, A. Planes
// or differences would pack dense pictures 10 % better and plain ones up to
// 70 % worse.
const baseHeader = 5

// AppendBase appends the base, compressed, to dst.
func (c *Canvas) AppendBase(dst []byte) []byte {
	dst = append(dst, Version, byte(c.w), byte(c.w>>8), byte(c.h), byte(c.h>>8))
	inked, n := make([]byte, (len(c.cells)+7)/8), 0
	for i := range c.cells {
		if t := c.cells[i].base; t != nil && *t != blank {
			inked[i/8] |= 1 << (i % 8)
			n++
		}
	}
	var pixels tileBytes
	out := bytes.NewBuffer(dst)
	if deflate.Stored {
		// A buffer that doubles would ask a page for thrice the memory, and wasm never gives it back.
		out.Grow(2*deflate.BlockHead + len(inked) + n*(deflate.BlockHead+len(pixels)))
	}
	w := deflate.New(out, flate.BestSpeed)
	w.Write(inked) // a bytes.Buffer takes all
	for i := range c.cells {
		if inked[i/8]>>(i%8)&1 != 0 {
			for k, p := range c.cells[i].base {
				put(pixels[4*k:], p)
			}
			w.Write(pixels[:])
		}
	}
	w.Close()
	return out.Bytes()
}

type tileBytes [4 * TileSize * TileSize]byte

// LoadBase makes src, which AppendBase made for a canvas of the same size, the
// base. The canvas is new. After a FormatError it is as it was. However src
// may lie, it costs no more memory than the canvas may need.
func (c *Canvas) LoadBase(src []byte) error {
	if len(c.marks) > 0 {
		panic("raster: a base under strokes")
	}
	if len(src) < baseHeader || src[0] != Version {
		return FormatError("a base of another version")
	}
	if int32(src[1])|int32(src[2])<<8 != c.w || int32(src[3])|int32(src[4])<<8 != c.h {
		return FormatError("a base of another size")
	}
	in := bytes.NewReader(src[baseHeader:])
	r := flate.NewReader(in)
	tiles, err := c.readTiles(r)
	if err != nil {
		return err
	}
	var more [1]byte
	if n, err := r.Read(more[:]); n != 0 || err != io.EOF || in.Len() != 0 {
		return FormatError("a base with something after it")
	}
	for i, t := range tiles {
		if t != nil {
			c.cells[i].base = t
			c.dirty[i>>6] |= 1 << (i & 63)
		}
	}
	return nil
}

func (c *Canvas) readTiles(r io.Reader) ([]*Tile, error) {
	inked := make([]byte, (len(c.cells)+7)/8)
	if _, err := io.ReadFull(r, inked); err != nil {
		return nil, FormatError("a base cut short")
	}
	if n := len(c.cells) % 8; n != 0 && inked[len(inked)-1]>>n != 0 {
		return nil, FormatError("a base with more tiles than the canvas")
	}
	tiles := make([]*Tile, len(c.cells))
	var pixels tileBytes
	for i, w := range inked {
		for ; w != 0; w &= w - 1 {
			at := i*8 + bits.TrailingZeros8(w)
			if _, err := io.ReadFull(r, pixels[:]); err != nil {
				return nil, FormatError("a base cut short")
			}
			t := new(Tile)
			for k := range t {
				b := pixels[4*k : 4*k+4]
				t[k] = uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
			}
			if !c.field(int32(at)).legal(t) {
				return nil, FormatError("a base with pixels that cannot be")
			}
			tiles[at] = t
		}
	}
	return tiles, nil
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
