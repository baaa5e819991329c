package wire

import "easel.example/core"

// These are not on the wire: they mark what a client stores.
const (
	typeKept   = 65
	typeFrozen = 66
)

const keptFields = 10

// A Kept is an author's ink that is not known to be on the server's disk, as a
// client stores it for the time after its own end.
type Kept struct {
	Piece   uint32
	Width   int32 // of that piece, px, and so of the strays; 0 in what was kept before it was told
	Height  int32
	Actor   core.Actor
	Next    uint32 // num of the next batch
	Current uint32 // N of the stroke begun last in the batches and before
	Batches []KeptBatch
	Waiting [][]core.Op // whole strokes
	Strays  [][]core.Op // likewise, of pieces that are gone
}

// A KeptBatch is one batch, with all its ops complete.
type KeptBatch struct {
	Num uint32
	Ops []core.Op
}

// Kept appends m to dst.
func (w *Writer) Kept(dst []byte, m Kept) []byte {
	w.frame(dst, typeKept, keptFields)
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Actor))
	w.uint(uint64(m.Next))
	w.uint(uint64(m.Current))
	w.array(3 * len(m.Batches))
	for _, b := range m.Batches {
		w.uint(uint64(b.Num))
		w.complete(b.Ops)
	}
	for _, list := range [][][]core.Op{m.Waiting, m.Strays} {
		w.array(2 * len(list))
		for _, ops := range list {
			w.complete(ops)
		}
	}
	w.uint(uint64(m.Width))
	w.uint(uint64(m.Height))
	return w.done()
}

// complete appends ops as they travel, then the headings that their points
// follow, which on the wire the receiver knows.
func (w *Writer) complete(ops []core.Op) {
	w.ops(core.Batch{Ops: ops}, 0)
	n := 0
	for i := range ops {
		if ops[i].Kind == core.Extend {
			n++
		}
	}
	w.array(6 * n)
	for i := range ops {
		if h := ops[i].From; ops[i].Kind == core.Extend {
			for _, v := range [4]int32{h.X, h.Y, h.DX, h.DY} {
				w.uint(uint64(core.Zigzag(v)))
			}
			w.uint(uint64(h.Pressure))
			w.bool(h.Any)
		}
	}
}

// Kept reads what [Writer.Kept] wrote.
func (r *Reader) Kept(src []byte) (m Kept, err error) {
	r.Reset(src)
	n := r.fields(typeKept, keptFields-2)
	m.Piece, m.Actor, m.Next, m.Current = r.uint32(), core.Actor(r.uint32()), r.uint32(), r.uint32()
	m.Batches = make([]KeptBatch, r.list(3, len(src)))
	for i := range m.Batches {
		b := &m.Batches[i]
		b.Num, b.Ops = r.uint32(), r.complete(m.Actor)
		if b.Num != m.Batches[0].Num+uint32(i) || b.Num >= m.Next {
			r.fail("batches out of order")
		}
	}
	m.Waiting, m.Strays = r.strokes(m.Actor, len(src)), r.strokes(m.Actor, len(src))
	if n >= keptFields {
		m.Width, m.Height = int32(r.uint(core.SideMax)), int32(r.uint(core.SideMax))
	}
	return m, r.end(n, min(n, keptFields))
}

// strokes reads whole strokes.
func (r *Reader) strokes(a core.Actor, most int) [][]core.Op {
	list := make([][]core.Op, r.list(2, most))
	for i := range list {
		list[i] = r.complete(a)
		if len(list[i]) == 0 || list[i][0].Kind != core.Begin {
			r.fail("a stroke that does not begin")
		}
	}
	return list
}

func (r *Reader) complete(a core.Actor) []core.Op {
	current := uint32(0)
	ops := r.ops(max(a, 1)) // a member's, whatever is stored
	left := r.list(6, 6*len(ops))
	for i := range ops {
		op := &ops[i]
		switch op.Kind {
		case core.Begin:
			current = op.Stroke.N
		case core.Extend, core.End:
			if op.Stroke.N == 0 {
				op.Stroke.N = current
			}
		}
		if op.Kind != core.Extend {
			continue
		}
		if left--; left < 0 {
			r.fail("points that follow nothing")
			return nil
		}
		op.From.X, op.From.Y = r.signed(), r.signed()
		op.From.DX, op.From.DY = r.signed(), r.signed()
		op.From.Pressure, op.From.Any = r.uint8(), r.bool()
		op.From.Follow(op.Points)
	}
	if left != 0 {
		r.fail("headings without points")
	}
	return ops
}

func (r *Reader) signed() int32 { return core.Unzigzag(r.uint32()) }
