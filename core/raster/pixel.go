package raster

import (
	"math/bits"

	"easel.example/core"
)

// Pixels are premultiplied RGBA, R in the low byte. Arithmetic on them rounds to
// the nearest, once, on four channels at a time, spread over the 16-bit lanes of a
// word: no lane reaches 2^16, so none disturbs the next. Alphas are multiplied as
// parts of 255:
//
//	div255(t) = (t + 128 + (t+128)>>8) >> 8, exact for 0 <= t <= 255·255
//
// and then weigh what is painted as parts of 256 (see weight), for one shift is
// cheaper than that: a channel is at most one level from where 255ths would have it.
const (
	lanes = 0x00ff00ff00ff00ff
	half  = 0x0080008000800080
)

// A source is what a stroke paints with.
type source struct {
	lanes   uint64 // the opaque colour, spread
	whole   uint64 // lanes<<8 + half, see under
	opaque  uint32 // the opaque colour
	opacity uint32 // 1…255
}

func newSource(b core.Brush) source {
	if b.Kind == core.Eraser {
		return source{whole: half, opacity: uint32(b.Opacity)} // over nothing
	}
	p := packed(b.Color)
	s := spread(p)
	return source{s, s<<8 + half, p, uint32(b.Opacity)}
}

// packed returns an opaque colour, 0xRRGGBB, as a pixel.
func packed(rgb uint32) uint32 { return 0xff000000 | rgb&0xff<<16 | rgb&0xff00 | rgb>>16&0xff }

func spread(p uint32) uint64 { return (uint64(p) | uint64(p)<<24) & lanes }

func gather(t uint64) uint32 { return uint32(t) | uint32(t>>24) }

// weight returns alpha k, in 255ths, as 256ths: 0…256.
func weight(k uint64) uint64 { return k + k>>7 }

// over returns s with weight k over d, k in 0…256: each channel is
// (s·k + d·(256-k) + 128) >> 8. As a whole that is a sum in which what s - d
// borrows from the lanes comes back.
func over(d uint32, s uint64, k uint64) uint32 {
	t := spread(d)
	t = t<<8 + (s-t)*k + half
	return gather(t >> 8 & lanes)
}

// under is over by what is left of d: rest is 256-k, and whole is s<<8 + half. It is
// the same sum, otherwise written, for less work.
func under(d uint32, s, whole uint64, rest uint16) uint32 {
	return gather(((spread(d)-s)*uint64(rest) + whole) >> 8 & lanes)
}

// rests holds for each opacity what is left, of 256, of a pixel of which so many 255ths
// are covered: 256 less the weight of what is painted. It never changes.
var rests = newRests()

func newRests() *[256][256]uint16 {
	t := new([256][256]uint16)
	for opacity := range uint64(256) {
		for cover := range uint64(256) {
			t[opacity][cover] = uint16(256 - weight(by255(cover*opacity)))
		}
	}
	return t
}

// fill paints the pixels of a row that are covered whole, and empties their mask.
func (src *source) fill(row *[TileSize]uint32, mask *[TileSize]uint8, solid uint64) {
	k, p := weight(uint64(src.opacity)), src.opaque
	// Of two pixels, red and blue in one word, green and alpha in the other.
	two := uint64(p)<<32 | uint64(p)
	rest, rb, ga := 256-k, two&lanes*k+half, two>>8&lanes*k+half
	for solid != 0 {
		at := uint(bits.TrailingZeros64(solid))
		n := uint(bits.TrailingZeros64(^(solid >> (at & 63))))
		solid &^= run(at, n)
		clear(mask[at : at+n])
		d := row[at : at+n]
		if k == 256 {
			for i := range d {
				d[i] = p
			}
			continue
		}
		for ; len(d) >= 2; d = d[2:] {
			t := uint64(d[0]) | uint64(d[1])<<32
			t = (t&lanes*rest+rb)>>8&lanes | (t>>8&lanes*rest+ga)&^lanes
			d[0], d[1] = uint32(t), uint32(t>>32)
		}
		if len(d) > 0 {
			d[0] = over(d[0], src.lanes, k)
		}
	}
}

// onPaper returns p over opaque paper, whose alpha is 255.
func onPaper(p uint32, paper uint64) uint32 {
	t := paper*uint64(255-p>>24) + half
	return p + gather((t+t>>8&lanes)>>8&lanes)
}
