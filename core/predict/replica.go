package predict

import (
	"slices"

	"easel.example/core"
)

// A Batch is one of the replica's own, as sent. Current is the N of the stroke
// that had been begun last before it, or 0 if that is not certain: where it is
// known, the encoding leaves it out.
type Batch struct {
	core.Batch
	Current uint32
}

// A held stroke waits for the rate to let it through.
type held struct {
	id  core.StrokeID
	ops []core.Op
}

// A Replica is one author's copy of a piece.
//
// Invariants: piece is what the entries up to seq made, then pending, open,
// waiting and tried applied in that order; own is the journal of the latter; nums in
// placed and pending rise by one, and next follows them.
type Replica struct {
	actor core.Actor
	piece *core.Piece
	own   core.Journal

	seq  uint64 // of the last entry applied
	time int64  // server's ms of it

	placed  []Batch
	pending []Batch
	open    []core.Op
	waiting []held
	tried   []core.Op // shown on top of all, but not done: see Try

	next    uint32 // num of the next batch
	current uint32 // N of the stroke begun last in what was flushed
	lastN   uint32 // N of the stroke begun last of all

	mispredictions uint64
}

// New returns the replica of actor a of piece p, which it keeps, as it stood
// after entry seq of the given server's ms. last is the num of the actor's last
// batch in the log.
func New(a core.Actor, p *core.Piece, seq uint64, time int64, last uint32) *Replica {
	r := &Replica{actor: a, next: last + 1}
	r.adopt(p, seq, time)
	return r
}

func (r *Replica) adopt(p *core.Piece, seq uint64, time int64) {
	r.piece, r.seq, r.time = p, seq, time
	r.own = core.Journal{}
	who, _ := p.Actor(r.actor)
	r.lastN = max(r.lastN, who.LastN)
	if len(r.pending) == 0 {
		r.current = who.LastN
	}
}

// Piece returns the view: what to draw. It is the replica's; do not change it.
func (r *Replica) Piece() *core.Piece { return r.piece }

// Actor returns whose replica it is.
func (r *Replica) Actor() core.Actor { return r.actor }

// Seq returns the seq of the last entry that the replica holds.
func (r *Replica) Seq() uint64 { return r.seq }

// Sure returns the num of the last batch that the confirmed piece has.
func (r *Replica) Sure() uint32 {
	if len(r.pending) > 0 {
		return r.pending[0].Num - 1
	}
	return r.next - 1
}

// Confirmed shows f the piece as the log made it, without own ops. The strokes of
// the overlay are others afterwards.
func (r *Replica) Confirmed(f func(*core.Piece)) {
	r.piece.Rollback(&r.own)
	f(r.piece)
	r.replay()
}

// Spell readies the pending batches for being sent again to a server that has
// the nums up to last. They name their strokes in full: what was begun before them
// may be lost or refused by now. Empty ones take the place of those that were
// refused for good, if the server has forgotten that.
func (r *Replica) Spell(last uint32) {
	for i := range r.pending {
		r.pending[i].Current = 0
	}
	for i := 0; i < len(r.pending); i++ {
		if n := r.pending[i].Num; n > last+1 && n-last <= gapMax {
			r.pending = slices.Insert(r.pending, i, r.empty(last+1))
		}
		last = max(last, r.pending[i].Num)
	}
	for ; last+1 < r.next && r.next-last <= gapMax; last++ {
		r.pending = append(r.pending, r.empty(last+1))
	}
}

func (r *Replica) empty(num uint32) Batch { return Batch{core.Batch{Actor: r.actor, Num: num}, 0} }

// Pending returns the batches that have no place in the log yet, in order.
func (r *Replica) Pending() []Batch { return r.pending }

// LastN returns the N of the stroke that was begun last.
func (r *Replica) LastN() uint32 { return r.lastN }

// Placed returns the num of the newest batch that is placed, or 0.
func (r *Replica) Placed() uint32 {
	if len(r.placed) == 0 {
		return 0
	}
	return r.placed[len(r.placed)-1].Num
}

// Unsaved returns how many batches are not known to be on the server's disk.
func (r *Replica) Unsaved() int { return len(r.placed) + len(r.pending) }

// Open returns how many ops are not flushed.
func (r *Replica) Open() int { return len(r.open) }

// Waiting returns how many strokes the rate holds back.
func (r *Replica) Waiting() int { return len(r.waiting) }

// WaitingStrokes appends the strokes that the rate holds back to dst.
func (r *Replica) WaitingStrokes(dst []*core.Stroke) []*core.Stroke {
	for i := range r.waiting {
		if s := r.piece.Stroke(r.waiting[i].id); s != nil {
			dst = append(dst, s)
		}
	}
	return dst
}

// Mispredictions returns how often an own stroke had to be shown otherwise
// than it was predicted (rule S9).
func (r *Replica) Mispredictions() uint64 { return r.mispredictions }

// Next returns the num of the first batch that may have to be sent after a
// reconnection. That is one that is placed, if its entry is not known to be on
// disk: a server that crashed has lost it (rule S6).
func (r *Replica) Next() uint32 {
	switch {
	case len(r.placed) > 0:
		return r.placed[0].Num
	case len(r.pending) > 0:
		return r.pending[0].Num
	}
	return r.next
}

// Overlay appends to dst the strokes whose beginning is only predicted, in order.
func (r *Replica) Overlay(dst []*core.Stroke) []*core.Stroke {
	for i := range r.own.Changes {
		if c := &r.own.Changes[i]; c.Kind == core.Began {
			dst = append(dst, c.Stroke)
		}
	}
	return dst
}

// Foreseen appends to dst the strokes that the view has left out because own ops
// will flatten them, in order. They show until the server has done so.
func (r *Replica) Foreseen(dst []*core.Stroke) []*core.Stroke {
	for i := range r.own.Changes {
		if c := &r.own.Changes[i]; c.Kind == core.Flattened {
			dst = append(dst, c.Strokes...)
		}
	}
	return dst
}

// Begin starts a stroke in the view and returns it. With hold, the rate holds
// it back until [Replica.Release]. It returns nil if the piece does not admit it.
func (r *Replica) Begin(b core.Brush, hold bool) *core.Stroke {
	id := core.StrokeID{Actor: r.actor, N: r.lastN + 1}
	op := core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: id.N}, Brush: b}
	if _, cut := r.piece.Apply(core.Batch{Actor: r.actor, Ops: []core.Op{op}}, 0, &r.own); cut {
		return nil
	}
	r.lastN = id.N
	if hold || len(r.waiting) > 0 {
		r.waiting = append(r.waiting, held{id, []core.Op{op}})
	} else {
		r.open = append(r.open, op)
	}
	return r.piece.Stroke(id)
}

// Extend appends points to own stroke n in the view. It returns how many were
// admitted; if that is not all, the stroke is done. pts is copied.
func (r *Replica) Extend(n uint32, pts []core.Point) int {
	id := core.StrokeID{Actor: r.actor, N: n}
	s := r.piece.Stroke(id)
	if s == nil || len(pts) == 0 {
		return 0
	}
	from := core.HeadingOf(s.Points)
	before := len(s.Points)
	r.predict(id, core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: n}, From: from, Points: slices.Clone(pts)})
	return len(s.Points) - before
}

// End finishes own stroke n.
func (r *Replica) End(n uint32) {
	r.predict(core.StrokeID{Actor: r.actor, N: n}, core.Op{Kind: core.End, Stroke: core.StrokeID{N: n}})
}

// Hide takes a stroke out of sight. It reports whether the view admits that.
func (r *Replica) Hide(id core.StrokeID) bool {
	return r.predict(id, core.Op{Kind: core.Hide, Stroke: id})
}

// Show brings a hidden stroke back. It reports whether the view admits that.
func (r *Replica) Show(id core.StrokeID) bool {
	return r.predict(id, core.Op{Kind: core.Show, Stroke: id})
}

// Set gives a stroke another form. It reports whether the view admits that.
func (r *Replica) Set(id core.StrokeID, f core.Form) bool {
	return r.predict(id, core.Op{Kind: core.Set, Stroke: id, Form: f})
}

// Try shows the strokes in other forms until the next Try, as while they are
// dragged. Nothing is sent of it. No op of the replica may come meanwhile.
func (r *Replica) Try(ids []core.StrokeID, forms []core.Form) []Event {
	r.tried = r.tried[:0]
	for i, id := range ids {
		r.tried = append(r.tried, core.Op{Kind: core.Set, Stroke: id, Form: forms[i]})
	}
	return r.takenBack()
}

// predict applies an op to the view, and keeps what that admits of it for the
// next flush, or with the waiting stroke that it belongs to.
func (r *Replica) predict(id core.StrokeID, op core.Op) bool {
	kept, cut := r.piece.Apply(core.Batch{Actor: r.actor, Ops: []core.Op{op}}, 0, &r.own)
	ops := &r.open
	for i := len(r.waiting) - 1; i >= 0; i-- {
		if r.waiting[i].id == id {
			ops = &r.waiting[i].ops
			break
		}
	}
	for _, op := range kept.Ops {
		*ops = appendOp(*ops, op)
	}
	return !cut
}

// appendOp appends op to ops, as one with the last if both extend one stroke.
func appendOp(ops []core.Op, op core.Op) []core.Op {
	if n := len(ops); n > 0 && op.Kind == core.Extend && ops[n-1].Kind == core.Extend && ops[n-1].Stroke == op.Stroke {
		ops[n-1].Points = append(ops[n-1].Points, op.Points...)
		return ops
	}
	return append(ops, op)
}

// Release lets the stroke that waited longest go with the next flush.
func (r *Replica) Release() {
	r.open = append(r.open, r.waiting[0].ops...)
	r.waiting = slices.Delete(r.waiting, 0, 1)
}

// flushPoints bounds the points of one batch, so that its frame stays below
// core.FrameBytes even where each point takes eleven bytes.
const flushPoints = 4096

// Flush numbers what was predicted since the last Flush, and returns how many
// batches that adds to Pending. A batch holds ops of one stroke, so that what
// is cut of one takes nothing else with it. The strokes of the overlay may be
// others afterwards.
func (r *Replica) Flush() int {
	n := 0
	for len(r.open) > 0 {
		var b []core.Op
		if op := &r.open[0]; op.Kind == core.Extend && len(op.Points) > flushPoints {
			rest := *op
			rest.From, rest.Points = core.HeadingOf(op.Points[:flushPoints]), op.Points[flushPoints:]
			first := *op
			first.Points = op.Points[:flushPoints:flushPoints]
			b, r.open[0] = []core.Op{first}, rest
		} else {
			k := r.sameStroke()
			b, r.open = r.open[:k:k], r.open[k:]
		}
		r.pending = append(r.pending, Batch{Batch: core.Batch{Actor: r.actor, Num: r.next, Ops: b}, Current: r.current})
		for i := range b {
			if b[i].Kind == core.Begin {
				r.current = b[i].Stroke.N
			}
		}
		r.next++
		n++
	}
	r.open = nil
	if r.truncates() {
		r.takenBack()
	}
	return n
}

// truncates reports whether own ops, as they were predicted one by one, have
// truncated the view. Sent as one extension they may truncate it elsewhere; no
// pixel depends on that, but the view must be what the batches make of it.
func (r *Replica) truncates() bool {
	return slices.ContainsFunc(r.own.Changes, func(c core.Change) bool { return c.Kind == core.Flattened })
}

// sameStroke returns how many ops at the start of open go into one batch.
func (r *Replica) sameStroke() int {
	first := &r.open[0]
	if first.Kind.Marks() {
		return 1
	}
	points := 0
	for i := range r.open {
		op := &r.open[i]
		points += len(op.Points)
		if op.Kind.Marks() || op.Stroke.N != first.Stroke.N || points > flushPoints {
			return i
		}
	}
	return len(r.open)
}

// Time returns the server's ms of the last entry that the replica holds.
func (r *Replica) Time() int64 { return r.time }

// Begins returns how many strokes were let through but have no place in the
// log yet: those of the pending batches and the open ops.
func (r *Replica) Begins() int {
	n := core.Batch{Ops: r.open}.Begins()
	for i := range r.pending {
		n += r.pending[i].Begins()
	}
	return n
}

// BeginsOf returns how many strokes the pending batch with that num begins.
func (r *Replica) BeginsOf(num uint32) int {
	for i := range r.pending {
		if r.pending[i].Num == num {
			return r.pending[i].Begins()
		}
	}
	return 0
}
