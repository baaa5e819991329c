package authority

import (
	"slices"

	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/wire"
)

// A performance is the schedule by which viewers watch strokes being drawn that a hand
// has put into the log whole. The room makes it, in its own time, and tells it before
// the entries, so all viewers are in step, nobody waits for a viewer, and who comes later,
// or was told nothing, sees the strokes as they are.

// Speeds of a performing pen.
const (
	sideMs    = 800 // to cross the longer side of the piece
	hurryEach = 40  // pending strokes for each of which the pen is once quicker
	hurryMost = 10  // so many times at most
	fillMs    = 500 // around a fill, at most
)

// A pending stroke is in the log and not performed to its end.
type pending struct {
	id         core.StrokeID
	start, end int64
	last       core.Point
}

// Pending returns how many strokes are being performed or wait for it (rule L2).
func (r *Room) Pending(now int64) int {
	r.pending = slices.DeleteFunc(r.pending, func(p pending) bool { return p.end <= now })
	return len(r.pending)
}

// PerformedAt returns when all that is pending will have been performed: now, or later.
func (r *Room) PerformedAt(now int64) int64 {
	at := now
	for _, p := range r.pending {
		at = max(at, p.end)
	}
	return at
}

// waitToPerform returns in how many ms n more strokes may wait to be performed, or 0.
func (r *Room) waitToPerform(n int, now int64) int64 {
	most := int(r.cfg.Rates.PendingStrokes)
	over := r.Pending(now) + n - most
	if over <= 0 || n == 0 {
		return 0
	}
	ends := make([]int64, 0, len(r.pending))
	for _, p := range r.pending {
		ends = append(ends, p.end)
	}
	slices.Sort(ends)
	return max(ends[over-1]-now, 1)
}

// perform makes the schedule of the strokes of a batch that was admitted, and tells it
// before what is sent from index at on.
func (r *Room) perform(s *session, b core.Batch, at int, now int64) {
	w, h := r.piece.Size()
	speed := int64(max(w, h)) * 1000 / sideMs
	m := wire.Perform{Piece: r.piece.Number(), Actor: s.actor}
	pen := pending{end: now}
	for i := len(r.pending) - 1; i >= 0; i-- {
		if r.pending[i].id.Actor == s.actor {
			pen = r.pending[i]
			break
		}
	}
	for i := range b.Ops {
		if b.Ops[i].Kind != core.Begin {
			continue
		}
		t := r.piece.Stroke(core.StrokeID{Actor: s.actor, N: b.Ops[i].Stroke.N})
		if t == nil || len(t.Points) == 0 { // nothing to watch, or it is flattened already
			continue
		}
		quick := speed * min(1+int64(len(r.pending))/hurryEach, hurryMost)
		start := max(pen.end, now)
		if pen.id.N != 0 {
			start += path.Travel(pen.last, t.Points[0], quick)
		}
		ms := path.Plan(t.Points, quick).Ms
		if t.Brush.Fill != core.FillNone { // it is seen when its outline is whole
			ms = min(ms, fillMs)
		}
		pen = pending{t.ID, start, start + ms, t.Points[len(t.Points)-1]}
		r.pending = append(r.pending, pen)
		m.Strokes = append(m.Strokes, wire.Performed{N: t.ID.N, Start: pen.start, Ms: pen.end - pen.start})
	}
	if len(m.Strokes) > 0 {
		r.out.Sends = slices.Insert(r.out.Sends, at, Send{Frame: r.w.Perform(nil, m), Drop: true})
	}
}

// hurryMs is the time in which what is pending is performed when its hand is stopped.
const hurryMs = 1200

// Hurry performs what is pending of a hand quickly: somebody has stopped it.
func (r *Room) Hurry(id Session, now int64) {
	s := r.session(id)
	if s == nil || r.PerformedAt(now)-now <= hurryMs {
		return
	}
	left := r.PerformedAt(now) - now
	m := wire.Perform{Piece: r.piece.Number(), Actor: s.actor}
	flush := func() {
		if len(m.Strokes) > 0 {
			r.out.Sends = append(r.out.Sends, Send{Frame: r.w.Perform(nil, m), Drop: true})
			m.Strokes = nil
		}
	}
	for i := range r.pending {
		p := &r.pending[i]
		if p.id.Actor != s.actor || p.start <= now {
			continue // it is under the pen
		}
		p.start, p.end = now+(p.start-now)*hurryMs/left, now+(p.end-now)*hurryMs/left
		m.Strokes = append(m.Strokes, wire.Performed{N: p.id.N, Start: p.start, Ms: p.end - p.start})
		if len(m.Strokes) == wire.PerformMax {
			flush()
		}
	}
	flush()
}
