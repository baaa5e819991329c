package wire

import "easel.example/core"

// An entry is encoded once, whoever it goes to, as three values: the ms since
// the entry before, the actor, and the ops. Its author gets, in place of the
// ops, the num of the batch: it holds the ops already. A frame of entries is
// [type, piece, seq mod 128 of the first, then three values an entry].

// AppendEntry appends the three values of an entry with ops as they travel.
func (w *Writer) AppendEntry(dst []byte, ms int64, a core.Actor, ops []byte) []byte {
	w.to(dst)
	w.uint(uint64(ms))
	w.uint(uint64(a))
	w.b = append(w.b, ops...)
	return w.done()
}

// AppendOwn appends the three values of an entry as its author gets it.
func (w *Writer) AppendOwn(dst []byte, ms int64, a core.Actor, num uint32) []byte {
	w.to(dst)
	w.uint(uint64(ms))
	w.uint(uint64(a))
	w.uint(uint64(num))
	return w.done()
}

// AppendEntriesHeader appends the start of a frame of n entries, the first of
// which is seq; the entries' values are to follow.
func (w *Writer) AppendEntriesHeader(dst []byte, piece uint32, seq uint64, n int) []byte {
	w.frame(dst, TypeEntries, 3+3*n)
	w.uint(uint64(piece))
	w.uint(seq % 128)
	return w.done()
}

// A NextEntry is an entry as it came: Own says that Batch is only a num.
type NextEntry struct {
	Ms    int64
	Own   bool
	Batch core.Batch
}

// Entries reads a frame of that type: the piece, the low seven bits of the
// first seq, and the entries.
func (r *Reader) Entries(frame []byte) (piece uint32, seq7 uint8, list []NextEntry, err error) {
	r.Reset(frame)
	n := r.fields(TypeEntries, 6)
	piece, seq7 = r.uint32(), uint8(r.uint(127))
	if n%3 != 0 {
		r.fail("entries come in threes of fields")
	}
	for i := 3; i < n && r.err == nil; i += 3 {
		e := NextEntry{Ms: r.int63()}
		e.Batch.Actor = core.Actor(r.uint32())
		if r.peek() < 0x80 || r.peek() >= 0xcc && r.peek() <= 0xcf {
			e.Own, e.Batch.Num = true, r.uint32()
		} else {
			e.Batch.Ops = r.ops(e.Batch.Actor)
		}
		list = append(list, e)
	}
	return piece, seq7, list, r.end(n, n)
}
