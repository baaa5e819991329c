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
	p := packed(b.Color)
	return source{spread(p), p, uint32(b.Opacity)}
}

// packed returns an opaque colour, 0xRRGGBB, as a pixel.
func packed(rgb uint32) uint32 { return 0xff000000 | rgb&0xff<<16 | rgb&0xff00 | rgb>>16&0xff }

func spread(p uint32) uint64 { return uint64(p)&0xff00ff | uint64(p)<<24&0x00ff00ff00000000 }

func gather(t uint64) uint32 { return uint32(t) | uint32(t>>24) }

// over returns s with alpha k over d, k in 0…255: each channel is
// div255(s·k + d·(255-k)), rounded once.
func over(d uint32, s uint64, k uint32) uint32 {
	t := s*uint64(k) + spread(d)*uint64(255-k) + half
	return gather((t + t>>8&lanes) >> 8 & lanes)
}

// scale returns v·k/255, rounded.
func scale(v, k uint32) uint32 {
	t := v*k + 128
	return (t + t>>8) >> 8
}

// fill paints wholly covered pixels.
func fill(dst []uint32, src source) {
	if src.opacity == 255 {
		for i := range dst {
			dst[i] = src.opaque
		}
		return
	}
	s, k := src.lanes*uint64(src.opacity)+half, uint64(255-src.opacity)
	for i, d := range dst {
		t := spread(d)*k + s
		dst[i] = gather((t + t>>8&lanes) >> 8 & lanes)
	}
}

// blend paints pixels covered by mask, and zeroes it.
func blend(dst []uint32, mask []uint8, src source) {
	mask = mask[:len(dst)]
	if src.opacity == 255 {
		for i, d := range dst {
			k := uint32(mask[i])
			mask[i] = 0
			if k == 255 {
				dst[i] = src.opaque
				continue
			}
			dst[i] = over(d, src.lanes, k)
		}
		return
	}
	for i, d := range dst {
		dst[i] = over(d, src.lanes, scale(uint32(mask[i]), src.opacity))
		mask[i] = 0
	}
}

// onPaper returns p over opaque paper, whose alpha is 255.
func onPaper(p uint32, paper uint64) uint32 {
	t := paper*uint64(255-p>>24) + half
	return p + gather((t+t>>8&lanes)>>8&lanes)
}
