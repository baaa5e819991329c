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
			w.array(9)
			w.uint(uint64(op.Kind))
			w.uint(uint64(op.Stroke.N))
			w.brush(op.Brush)
		case core.Extend:
			w.array(3)
			w.uint(uint64(op.Kind))
			w.uint(uint64(short(op.Stroke.N, current)))
			w.points(op)
		case core.End:
			w.array(2)
			w.uint(uint64(op.Kind))
			w.uint(uint64(short(op.Stroke.N, current)))
		case core.Hide, core.Show, core.EndFor:
			w.array(3)
			w.uint(uint64(op.Kind))
			w.uint(uint64(op.Stroke.Actor))
			w.uint(uint64(op.Stroke.N))
		case core.Join:
			w.array(4)
			w.uint(uint64(op.Kind))
			w.uint(uint64(op.Stroke.Actor))
			w.uint(op.Replica)
			w.uint(uint64(op.Member))
		case core.SetLimits:
			w.array(6)
			w.uint(uint64(op.Kind))
			w.limits(op.Limits)
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

func (w *Writer) brush(b core.Brush) {
	w.uint(uint64(b.Kind))
	w.uint(uint64(b.Version))
	w.uint(uint64(b.Color))
	w.uint(uint64(b.Width))
	w.uint(uint64(b.Opacity))
	w.uint(uint64(b.Fill))
	w.uint(uint64(b.Layer))
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
	n := r.array()
	op.Kind = core.Kind(r.uint(255))
	fields := 0
	if servers := op.Kind >= core.Join; servers != (a == 0) {
		r.fail("an op that its author may not use")
		return
	}
	switch op.Kind {
	case core.Begin:
		fields = 9
		op.Stroke.N = r.uint32()
		op.Brush = r.brush()
	case core.Extend:
		fields = 3
		op.Stroke.N = r.uint32()
		op.Points = r.points()
	case core.End:
		fields = 2
		op.Stroke.N = r.uint32()
	case core.Hide, core.Show, core.EndFor:
		fields = 3
		op.Stroke.Actor = core.Actor(r.uint32())
		op.Stroke.N = r.uint32()
	case core.Join:
		fields = 4
		op.Stroke.Actor = core.Actor(r.uint32())
		op.Replica = r.uint64()
		op.Member = r.uint32()
	case core.SetLimits:
		fields = 6
		op.Limits = r.limits()
	}
	if n != fields || fields == 0 {
		r.fail("an op of no known kind, or with too many or too few fields")
	}
}

func (r *Reader) brush() core.Brush {
	return core.Brush{
		Kind: core.BrushKind(r.uint8()), Version: r.uint8(), Color: uint32(r.uint(0xffffff)),
		Width: r.uint16(), Opacity: r.uint8(), Fill: r.uint8(), Layer: r.uint8(),
	}
}

func (r *Reader) limits() core.Limits {
	const most = 1<<31 - 1
	return core.Limits{
		WorkspaceBytes: int64(r.uint(1 << 40)), StrokePoints: int32(r.uint(most)), StrokeCost: int64(r.uint(1 << 40)),
		BatchOps: int32(r.uint(most)), OpenStrokes: int32(r.uint(most)),
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
