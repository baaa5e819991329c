package core

import "math/bits"

// A hasher mixes 64-bit words into one, the same on every target. It is quick,
// not secret: it finds accidents, not adversaries. The mixing step is the folded
// multiply of wyhash (Wang Yi, public domain).
type hasher uint64

const (
	mixA = 0xa0761d6478bd642f
	mixB = 0xe7037ed1a0b428db
)

// The start is not mixA: word would then multiply by 0, and lose the first word.
func newHasher() hasher { return 0x8ebc6af09c88c6e3 }

func (h *hasher) word(v uint64) {
	hi, lo := bits.Mul64(uint64(*h)^mixA, v^mixB)
	*h = hasher(bits.RotateLeft64(uint64(*h), 29) ^ hi ^ lo)
}

func (h *hasher) bool(v bool) {
	if v {
		h.word(1)
	} else {
		h.word(0)
	}
}

func (h *hasher) stroke(s *Stroke) {
	h.word(uint64(s.ID.Actor)<<32 | uint64(s.ID.N))
	h.word(uint64(s.Member)<<32 | uint64(s.Hidden))
	h.word(uint64(s.Time))
	b := s.Brush
	h.word(uint64(b.Kind)<<56 | uint64(b.Version)<<48 | uint64(b.Opacity)<<40 | uint64(b.Color))
	h.word(uint64(b.Width)<<16 | uint64(b.Fill)<<8 | uint64(b.Layer))
	h.bool(s.Done)
	if f := s.form; f != (Form{}) {
		h.word(uint64(uint32(f.A))<<32 | uint64(uint32(f.B)))
		h.word(uint64(uint32(f.C))<<32 | uint64(uint32(f.D)))
		h.word(uint64(uint32(f.X))<<32 | uint64(uint32(f.Y)))
		h.word(uint64(f.Color)<<32 | uint64(f.Width))
		h.word(uint64(s.drawn.Brush.Color)<<32 | uint64(s.drawn.Brush.Width))
		h.points(s.drawn.Points)
	}
	h.points(s.Points)
}

func (h *hasher) points(pts []Point) {
	h.word(uint64(len(pts)))
	for _, p := range pts {
		h.word((uint64(uint32(p.X))<<32 | uint64(uint32(p.Y))) + uint64(p.Pressure)*mixB)
	}
}
