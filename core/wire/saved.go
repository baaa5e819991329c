package wire

// typeSaved is not on the wire: it marks what a server stores.
const typeSaved = 64

// A Saved is a workspace at rest: a snapshot of its live piece, and what of it
// is not the piece's. It is what a server stores and loads again.
type Saved struct {
	Snapshot []byte   // a frame of that type
	Last     []uint32 // num of the last batch of each actor, from actor 1 on
	Windows  []Window
}

// A Window lists the server's ms of a member's recent strokes, oldest first.
type Window struct {
	Member uint32
	Times  []int64
}

// Saved appends m to dst.
func (w *Writer) Saved(dst []byte, m Saved) []byte {
	w.frame(dst, typeSaved, 4)
	w.bin(m.Snapshot)
	w.array(len(m.Last))
	for _, n := range m.Last {
		w.uint(uint64(n))
	}
	w.array(2 * len(m.Windows))
	for _, v := range m.Windows {
		w.uint(uint64(v.Member))
		w.array(len(v.Times))
		for _, t := range v.Times {
			w.uint(uint64(t))
		}
	}
	return w.done()
}

// Saved reads what [Writer.Saved] wrote. Snapshot shares src's memory.
func (r *Reader) Saved(src []byte) (m Saved, err error) {
	r.Reset(src)
	n := r.fields(typeSaved, 4)
	m.Snapshot = r.bin(SnapshotMax)
	m.Last = make([]uint32, r.list(1, len(src)))
	for i := range m.Last {
		m.Last[i] = r.uint32()
	}
	m.Windows = make([]Window, r.list(2, len(src)))
	for i := range m.Windows {
		m.Windows[i].Member = r.uint32()
		m.Windows[i].Times = make([]int64, r.list(1, WindowMax))
		for k := range m.Windows[i].Times {
			m.Windows[i].Times[k] = r.int63()
		}
	}
	return m, r.end(n, 4)
}
