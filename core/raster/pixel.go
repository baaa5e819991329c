package raster

import "easel.example/core"

// Pixels are premultiplied RGBA, R in the low byte. All arithmetic on them is
// this one division by 255, rounded to the nearest:
//
//	div255(t) = (t + 128 + (t+128)>>8) >> 8, exact for 0 <= t <= 255·255
//
// It is done on four channels at once, spread over the 16-bit lanes of a word:
// no lane reaches 2^16, so none disturbs the next.
const (
	lanes = 0x00ff00ff00ff00ff
	half  = 0x0080008000800080
)

// A source is what a stroke paints with.
type source struct {
	lanes   uint64 // the opaque colour, spread
	opaque  uint32 // the opaque colour
	opacity uint32 // 1…255
}

func newSource(b core.Brush) source {
	if b.Kind == core.Eraser {
		return source{opacity: uint32(b.Opacity)} // over nothing
	}
	p := packed(b.Color)
	return source{spread(p), p, uint32(b.Opacity)}
}

// packed returns an opaque colour, 0xRRGGBB, as a pixel.
func packed(rgb uint32) uint32 { return 0xff000000 | rgb&0xff<<16 | rgb&0xff00 | rgb>>16&0xff }

func spread(p uint32) uint64 { return uint64(p)&0xff00ff | uint64(p)<<24&0x00ff00ff00000000 }

func gather(t uint64) uint32 { return uint32(t) | uint32(t>>24) }

// over returns s with alpha k over d, k in 0…255: each channel is
// div255(s·k + d·(255-k)), rounded once.
func over(d uint32, s uint64, k uint64) uint32 {
	t := s*k + spread(d)*(255-k) + half
	return gather((t + t>>8&lanes) >> 8 & lanes)
}

// fill paints wholly covered pixels.
func fill(dst *[8]uint32, src source) {
	if src.opacity == 255 {
		p := src.opaque
		*dst = [8]uint32{p, p, p, p, p, p, p, p}
		return
	}
	s, k := src.lanes, uint64(src.opacity)
	for i, d := range dst {
		dst[i] = over(d, s, k)
	}
}

// blend paints pixels with the coverage in the bytes of v; where it is 0 they
// stay as they are.
func blend(dst *[8]uint32, v uint64, src source) {
	// The alpha of every other pixel, four in a word: coverage times opacity.
	even, odd := v&lanes, v>>8&lanes
	if src.opacity != 255 {
		even = even*uint64(src.opacity) + half
		even = (even + even>>8&lanes) >> 8 & lanes
		odd = odd*uint64(src.opacity) + half
		odd = (odd + odd>>8&lanes) >> 8 & lanes
	}
	s := src.lanes
	dst[0] = over(dst[0], s, even&255)
	dst[1] = over(dst[1], s, odd&255)
	dst[2] = over(dst[2], s, even>>16&255)
	dst[3] = over(dst[3], s, odd>>16&255)
	if v>>32 == 0 {
		return // a thin stroke's row
	}
	dst[4] = over(dst[4], s, even>>32&255)
	dst[5] = over(dst[5], s, odd>>32&255)
	dst[6] = over(dst[6], s, even>>48)
	dst[7] = over(dst[7], s, odd>>48)
}

// onPaper returns p over opaque paper, whose alpha is 255.
func onPaper(p uint32, paper uint64) uint32 {
	t := paper*uint64(255-p>>24) + half
	return p + gather((t+t>>8&lanes)>>8&lanes)
}
