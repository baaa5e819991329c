package wire

import "slices"

// binHead is the most that msgpack puts before the bytes of a bin, or an array.
const binHead = 5

// frozenMax bounds the frames of a frozen piece: a welcome, a snapshot, a base.
const frozenMax = 2 + SnapshotMax/BasePart

// Frozen appends to dst the frames that bring a client to a piece, as it stores them.
func (w *Writer) Frozen(dst []byte, frames [][]byte) []byte {
	n := 0
	for _, f := range frames {
		n += len(f) + binHead
	}
	w.frame(slices.Grow(dst, n+binHead), typeFrozen, 1+len(frames))
	for _, f := range frames {
		w.bin(f)
	}
	return w.done()
}

// FrozenParts is Frozen for frames that lie in parts, and returns parts that share their
// memory: together they may be the largest thing that a page has.
func (w *Writer) FrozenParts(frames [][][]byte) [][]byte {
	w.frame(nil, typeFrozen, 1+len(frames))
	parts := [][]byte{w.done()}
	for _, f := range frames {
		w.to(nil)
		w.binLen(lengthOf(f))
		parts = append(append(parts, w.done()), f...)
	}
	return parts
}

// Frozen reads what [Writer.Frozen] wrote. The frames share src's memory.
func (r *Reader) Frozen(src []byte) (frames [][]byte, err error) {
	r.Reset(src)
	n := r.fields(typeFrozen, 1)
	if n-1 > frozenMax {
		r.fail("too many frames")
	}
	for i := 1; i < n && r.err == nil; i++ {
		frames = append(frames, r.bin(SnapshotMax))
	}
	return frames, r.end(n, n)
}
