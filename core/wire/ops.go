package wire

import "easel.example/core"

// Ops travel in one of two forms. A batch that only extends the stroke that
// its actor began last is the bare byte string of the new points: that is
// nearly every batch of live drawing. Any other is an array of ops, each an
// array [kind, fields…].

// ops appends b's ops. current is the N of the stroke that b's actor had begun
// last before b; an Extend or End of it, or of one that b begins, names it by 0.
func (w *Writer) ops(b core.Batch, current uint32) {
	if len(b.Ops) == 1 && b.Ops[0].Kind == core.Extend && isCurrent(b.Ops[0].Stroke.N, current) {
		w.points(&b.Ops[0])
		return
	}
	w.array(len(b.Ops))
	for i := range b.Ops {
		op := &b.Ops[i]
		switch op.Kind {
		case core.Begin:
			current = op.Stroke.N
			b := op.Brush
			w.op(op.Kind, uint64(op.Stroke.N), uint64(b.Kind), uint64(b.Version), uint64(b.Color), uint64(b.Width), uint64(b.Opacity), uint64(b.Fill), uint64(b.Layer))
		case core.Extend:
			w.array(3)
			w.uint(uint64(op.Kind))
			w.uint(uint64(short(op.Stroke.N, current)))
			w.points(op)
		case core.End:
			w.op(op.Kind, uint64(short(op.Stroke.N, current)))
		case core.Hide, core.Show, core.EndFor:
			w.op(op.Kind, uint64(op.Stroke.Actor), uint64(op.Stroke.N))
		case core.Set:
			w.op(op.Kind, append([]uint64{uint64(op.Stroke.Actor), uint64(op.Stroke.N)}, formFields(op.Form)...)...)
		case core.Join:
			w.op(op.Kind, uint64(op.Stroke.Actor), op.Replica, uint64(op.Member))
		case core.SetLimits:
			l := op.Limits
			w.op(op.Kind, uint64(l.WorkspaceBytes), uint64(l.StrokePoints), uint64(l.StrokeCost), uint64(l.BatchOps), uint64(l.OpenStrokes))
		default:
			panic("wire: an op of no known kind")
		}
	}
}

func isCurrent(n, current uint32) bool { return n == 0 || n == current }

func short(n, current uint32) uint32 {
	if isCurrent(n, current) {
		return 0
	}
	return n
}

// op appends an op without points. Fields at its end that are 0 are left out:
// most strokes need neither what is reserved nor their number.
func (w *Writer) op(k core.Kind, fields ...uint64) {
	n := len(fields)
	for n > 0 && fields[n-1] == 0 {
		n--
	}
	w.array(1 + n)
	w.uint(uint64(k))
	for _, f := range fields[:n] {
		w.uint(f)
	}
}

func (w *Writer) limits(l core.Limits) {
	w.uint(uint64(l.WorkspaceBytes))
	w.uint(uint64(l.StrokePoints))
	w.uint(uint64(l.StrokeCost))
	w.uint(uint64(l.BatchOps))
	w.uint(uint64(l.OpenStrokes))
}

// points appends op's points as they follow op.From.
func (w *Writer) points(op *core.Op) {
	w.scratch = core.AppendPoints(w.scratch[:0], op.From, op.Points)
	w.bin(w.scratch)
}

// ops returns the ops of one batch of actor a as they travel: Resolve completes them.
func (r *Reader) ops(a core.Actor) []core.Op {
	if c := r.peek(); c >= 0xc4 && c <= 0xc6 {
		return []core.Op{{Kind: core.Extend, Points: r.points()}}
	}
	n := r.array()
	if n > BatchOpsMax {
		r.fail("a batch has too many ops")
	}
	if r.err != nil {
		return nil
	}
	ops := make([]core.Op, n)
	current := uint32(0)
	for i := range ops {
		op := &ops[i]
		r.op(a, op)
		switch {
		case op.Kind == core.Begin:
			current = op.Stroke.N
		case (op.Kind == core.Extend || op.Kind == core.End) && current != 0 && op.Stroke.N == current:
			r.fail("the newest stroke is named by 0")
		}
	}
	if n == 1 && ops[0].Kind == core.Extend && ops[0].Stroke.N == 0 {
		r.fail("an extension of the newest stroke alone travels as its points")
	}
	return ops
}

// op reads one op. What only the server may say is refused from anyone else.
func (r *Reader) op(a core.Actor, op *core.Op) {
	r.more = r.array() - 1
	op.Kind = core.Kind(r.uint(255))
	if servers := op.Kind >= core.Join; servers != (a == 0) {
		r.fail("an op that its author may not use")
		return
	}
	switch op.Kind {
	case core.Begin:
		op.Stroke.N = r.field32()
		op.Brush = core.Brush{
			Kind: core.BrushKind(r.field(255)), Version: uint8(r.field(255)), Color: uint32(r.field(0xffffff)),
			Width: uint16(r.field(1<<16 - 1)), Opacity: uint8(r.field(255)), Fill: core.Fill(r.field(255)), Layer: uint8(r.field(255)),
		}
	case core.Extend:
		op.Stroke.N = r.uint32()
		op.Points = r.points()
		r.more -= 2
	case core.End:
		op.Stroke.N = r.field32()
	case core.Hide, core.Show, core.EndFor:
		op.Stroke.Actor = core.Actor(r.field32())
		op.Stroke.N = r.field32()
	case core.Set:
		op.Stroke.Actor = core.Actor(r.field32())
		op.Stroke.N = r.field32()
		if r.more > 0 {
			op.Form = r.formBy(r.field)
		}
	case core.Join:
		op.Stroke.Actor = core.Actor(r.field32())
		op.Replica = r.field(1<<64 - 1)
		op.Member = r.field32()
	case core.SetLimits:
		op.Limits = limitsBy(r.field)
	default:
		r.fail("an op of no known kind")
	}
	if r.more != 0 {
		r.fail("an op with too many or too few fields")
	}
}

// formFields returns a form as it travels: its width first, which only a zero form
// has not, and A and D as differences from 1.
func formFields(f core.Form) []uint64 {
	if f == (core.Form{}) {
		return nil
	}
	list := append(make([]uint64, 0, formLength), uint64(f.Width))
	for _, v := range [...]int32{f.X, f.Y, f.A - core.FormOne, f.B, f.C, f.D - core.FormOne} {
		list = append(list, uint64(core.Zigzag(v)))
	}
	return append(list, uint64(f.Color))
}

const formLength = 8

// formBy reads a form by way of next.
func (r *Reader) formBy(next func(limit uint64) uint64) core.Form {
	signed := func() int32 { return core.Unzigzag(uint32(next(1<<32 - 1))) }
	f := core.Form{Width: uint16(next(1<<16 - 1))}
	if f.Width == 0 {
		r.fail("a form without width")
	}
	f.X, f.Y, f.A, f.B, f.C, f.D = signed(), signed(), signed()+core.FormOne, signed(), signed(), signed()+core.FormOne
	f.Color = uint32(next(0xffffff))
	return f
}

// field reads the next field of an op, or 0 where the op has no more. Only then
// may the last fields be 0: there is one form for each op.
func (r *Reader) field(limit uint64) uint64 {
	if r.more <= 0 {
		return 0
	}
	r.more--
	v := r.uint(limit)
	if v == 0 && r.more == 0 {
		r.fail("an op that ends in 0")
	}
	return v
}

func (r *Reader) field32() uint32 { return uint32(r.field(1<<32 - 1)) }

func (r *Reader) limits() core.Limits { return limitsBy(r.uint) }

// limitsBy reads limits by way of next.
func limitsBy(next func(limit uint64) uint64) core.Limits {
	const most = 1<<31 - 1
	return core.Limits{
		WorkspaceBytes: int64(next(1 << 40)), StrokePoints: int32(next(most)), StrokeCost: int64(next(1 << 40)),
		BatchOps: int32(next(most)), OpenStrokes: int32(next(most)),
	}
}

// points reads the canonical delta bytes of points. Each takes three bytes at
// least, which bounds what is allocated.
func (r *Reader) points() []core.Point {
	b := r.bin(len(r.b))
	if r.err != nil || len(b) == 0 {
		r.fail("an extension without points")
		return nil
	}
	pts, ok := core.ParsePoints(make([]core.Point, 0, len(b)/3+1), b)
	if !ok {
		r.fail("points that are cut off or not in their shortest form")
	}
	return pts
}

// AppendOps appends the ops of b as they travel and are stored.
func (w *Writer) AppendOps(dst []byte, b core.Batch, current uint32) []byte {
	w.to(dst)
	w.ops(b, current)
	return w.done()
}

// ParseOps returns the ops that [Writer.AppendOps] wrote for a batch of actor a.
func ParseOps(src []byte, a core.Actor) ([]core.Op, error) {
	r := NewReader(src)
	ops := r.ops(a)
	return ops, r.end(0, 0)
}
