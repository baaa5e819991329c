package predict

import (
	"slices"

	"easel.example/core"
)

// An EventKind says what an [Event] is.
type EventKind uint8

// What changes for whoever draws the view.
const (
	Placed    EventKind = 1 // Stroke is now the newest confirmed one
	Grew      EventKind = 2 // Stroke has new points from index From on
	Changed   EventKind = 3 // Stroke is hidden or shown, or has lost points; Was held its pixels
	Flattened EventKind = 4 // Stroke, the oldest confirmed one, left for the base
)

// An Event is a change of the view that the author did not make just now.
type Event struct {
	Kind   EventKind
	Stroke *core.Stroke
	From   int
	Was    core.Rect
}

// A Lost is ink of the author's own that the log did not take: its stroke was
// ended meanwhile. It may be drawn again as a new stroke.
type Lost struct {
	Brush  core.Brush
	Points []core.Point
	N      uint32 // of the stroke that it was meant for
}

// An Update is what [Replica.Confirm] did.
type Update struct {
	Events  []Event
	Lost    []Lost
	Refused int // batches that were refused for good, as their places being left out says
}

// An Entry is the next one of the log. Own says that it is the replica's own
// batch, of which only the num came.
type Entry struct {
	Seq  uint64
	Time int64
	Own  bool
	core.Batch
}

// A DesyncError says that the log does not fit what the replica holds. Only a
// snapshot helps.
type DesyncError string

func (e DesyncError) Error() string { return "predict: " + string(e) }

// Confirm applies the next entries of the log under the author's own ops. After
// an error the replica must be Reset; until then it shows what it can.
func (r *Replica) Confirm(entries []Entry) (u Update, err error) {
	before := r.shown()
	r.piece.Rollback(&r.own)
	var log core.Journal
	for i := range entries {
		if err = r.confirm(&entries[i], &log, &u); err != nil {
			break
		}
	}
	r.replay()
	u.Lost = slices.DeleteFunc(u.Lost, func(l Lost) bool { // what is undone meanwhile stays so
		s := r.piece.Stroke(core.StrokeID{Actor: r.actor, N: l.N})
		return s != nil && s.Hidden != 0
	})
	for i := range log.Changes {
		u.Events = r.events(u.Events, &log.Changes[i])
	}
	u.Events = r.compare(u.Events, before)
	return u, err
}

// confirm applies one entry to the confirmed piece.
func (r *Replica) confirm(e *Entry, log *core.Journal, u *Update) error {
	if e.Seq != r.seq+1 {
		return DesyncError("an entry is missing")
	}
	r.seq, r.time = e.Seq, e.Time
	if !e.Own {
		r.piece.Resolve(&e.Batch)
		if _, cut := r.piece.Apply(e.Batch, e.Time, log); cut {
			return DesyncError("an entry does not fit the piece")
		}
		return nil
	}
	for len(r.pending) > 0 && r.pending[0].Num < e.Num {
		// Places come in the order of nums: this one was refused for good, on an
		// earlier socket.
		u.Refused++
		b := r.pending[0]
		r.pending = r.pending[1:]
		u.Lost = append(u.Lost, r.forsake(b.Batch)...)
	}
	if len(r.pending) == 0 || r.pending[0].Num != e.Num {
		return DesyncError("the log has a batch that was not sent")
	}
	b := r.pending[0]
	r.pending = r.pending[1:]
	if kept, cut := r.piece.Apply(b.Batch, e.Time, log); cut {
		u.Lost = append(u.Lost, r.lost(b.Batch, kept)...)
		u.Lost = append(u.Lost, r.forsake(b.Batch)...)
		// What is lost is drawn again under another num: if a crash has this one
		// sent again, it must not bring it a second time.
		b.Batch = kept
	}
	r.placed = append(r.placed, b)
	return nil
}

// lost returns the ink of b that is not in kept.
func (r *Replica) lost(b, kept core.Batch) (list []Lost) {
	had := map[uint32]int{} // points of b that each stroke kept
	for i := range kept.Ops {
		had[kept.Ops[i].Stroke.N] += len(kept.Ops[i].Points)
	}
	brush := core.Brush{}
	for i := range b.Ops {
		op := &b.Ops[i]
		if s := r.piece.Stroke(core.StrokeID{Actor: r.actor, N: op.Stroke.N}); s != nil {
			brush = s.Brush
		}
		if op.Kind == core.Begin {
			brush = op.Brush
		}
		skip := min(had[op.Stroke.N], len(op.Points))
		had[op.Stroke.N] -= skip
		if pts := op.Points[skip:]; len(pts) > 0 && brush.Valid() {
			list = append(list, Lost{brush, slices.Clone(pts), op.Stroke.N})
		}
	}
	return list
}

// replay applies the author's own ops on top of what is confirmed. Each op of
// those not flushed yet stands for itself.
func (r *Replica) replay() {
	for i := range r.pending {
		r.piece.Apply(r.pending[i].Batch, 0, &r.own)
	}
	r.replayOps(r.open)
	for i := range r.waiting {
		r.replayOps(r.waiting[i].ops)
	}
	r.replayOps(r.tried)
}

func (r *Replica) replayOps(ops []core.Op) {
	for i := range ops {
		r.piece.Apply(core.Batch{Actor: r.actor, Ops: ops[i : i+1]}, 0, &r.own)
	}
}

// redo takes the own ops back and applies them again, after they have changed.
func (r *Replica) redo() []Event {
	before := r.shown()
	r.piece.Rollback(&r.own)
	r.replay()
	return r.compare(nil, before)
}

// A look is how a stroke that own ops have touched is shown.
type look struct {
	stroke *core.Stroke
	brush  core.Brush
	points []core.Point
	hidden uint32
	form   core.Form
}

// shown returns the looks of all strokes that own ops have touched, also of
// those that the view foresees to be flattened.
func (r *Replica) shown() []look {
	var list []look
	seen := map[core.StrokeID]bool{}
	for i := range r.own.Changes {
		s := r.own.Changes[i].Stroke
		if s == nil || seen[s.ID] {
			continue
		}
		seen[s.ID] = true
		list = append(list, look{s, s.Brush, s.Points, s.Hidden, s.Form()})
	}
	return list
}

// compare appends an event for each of the looks that is no longer right.
func (r *Replica) compare(events []Event, before []look) []Event {
	if len(before)+len(r.own.Changes) == 0 {
		return events
	}
	now := map[core.StrokeID]*core.Stroke{}
	for i := range events {
		if events[i].Kind == Flattened {
			now[events[i].Stroke.ID] = events[i].Stroke
		}
	}
	for _, s := range r.Foreseen(nil) {
		now[s.ID] = s
	}
	for _, l := range r.shown() {
		now[l.stroke.ID] = l.stroke
	}
	known := map[core.StrokeID]bool{} // the overlay brings what begins
	for _, s := range r.Overlay(nil) {
		known[s.ID] = true
	}
	for _, l := range before {
		known[l.stroke.ID] = true
		s := r.piece.Stroke(l.stroke.ID)
		if s == nil {
			s = now[l.stroke.ID]
		}
		if s != nil && len(s.Points) == len(l.points) && s.Hidden == l.hidden && s.Form() == l.form {
			continue
		}
		r.mispredictions++
		was := core.Stroke{Brush: l.brush, Points: l.points}
		e := Event{Kind: Changed, Stroke: s, Was: was.Bounds()}
		if s == nil {
			e.Stroke = l.stroke
		}
		events = append(events, e)
	}
	for i := range r.own.Changes { // what had no room before
		if c := &r.own.Changes[i]; c.Stroke != nil && !known[c.Stroke.ID] && (c.Kind == core.Hid || c.Kind == core.Grew || c.Kind == core.Formed) {
			known[c.Stroke.ID] = true
			r.mispredictions++
			e := Event{Kind: Changed, Stroke: c.Stroke}
			if c.Kind == core.Formed {
				e.Was = c.Was()
			}
			events = append(events, e)
		}
	}
	return events
}

// events appends what a confirmed change means for the view. Of the author's
// own strokes only the place is news: compare finds the rest.
func (r *Replica) events(events []Event, c *core.Change) []Event {
	switch c.Kind {
	case core.Began:
		return append(events, Event{Kind: Placed, Stroke: c.Stroke})
	case core.Grew:
		if c.Stroke.ID.Actor != r.actor {
			return append(events, Event{Kind: Grew, Stroke: c.Stroke, From: c.From})
		}
	case core.Hid:
		return append(events, Event{Kind: Changed, Stroke: c.Stroke})
	case core.Formed:
		return append(events, Event{Kind: Changed, Stroke: c.Stroke, Was: c.Was()})
	case core.Flattened:
		for _, s := range c.Strokes {
			events = append(events, Event{Kind: Flattened, Stroke: s})
		}
	}
	return events
}

// Ack forgets the batches up to num: their entries are on the server's disk.
func (r *Replica) Ack(num uint32) {
	for len(r.placed) > 0 && r.placed[0].Num <= num {
		r.placed = r.placed[1:]
	}
}

// Drop takes a batch that was refused for good out of the view. What was added to
// its strokes since is lost to them.
func (r *Replica) Drop(num uint32) (u Update) {
	for i := range r.pending {
		if b := r.pending[i].Batch; b.Num == num {
			r.pending = slices.Delete(r.pending, i, i+1)
			u.Lost = r.forsake(b)
			u.Events = r.redo()
			break
		}
	}
	return u
}

// forsake takes what was added later to the strokes of a batch that was cut or
// refused out of what is not placed, and returns its ink. The server has ended
// those strokes and will cut that too; but if a crash has it forget their end, it
// would put it where it does not belong.
func (r *Replica) forsake(b core.Batch) (list []Lost) {
	for i := range b.Ops {
		n := b.Ops[i].Stroke.N
		if b.Ops[i].Kind.Marks() || slices.ContainsFunc(b.Ops[:i], func(op core.Op) bool { return op.Stroke.N == n }) {
			continue
		}
		brush := core.Brush{}
		if s := r.piece.Stroke(core.StrokeID{Actor: r.actor, N: n}); s != nil {
			brush = s.Brush
		} else if b.Ops[i].Kind == core.Begin {
			brush = b.Ops[i].Brush
		}
		lost := Lost{Brush: brush, N: n}
		take := func(ops []core.Op) []core.Op {
			return slices.DeleteFunc(slices.Clone(ops), func(op core.Op) bool {
				if op.Stroke.N != n || op.Kind != core.Extend && op.Kind != core.End {
					return false
				}
				lost.Points = append(lost.Points, op.Points...)
				return true
			})
		}
		for k := range r.pending {
			r.pending[k].Ops = take(r.pending[k].Ops)
		}
		r.open = take(r.open)
		if len(lost.Points) > 0 && brush.Valid() {
			list = append(list, lost)
		}
	}
	return list
}

// Reset starts over from a snapshot: piece p, which the replica keeps, after
// entry seq. last is the num of the replica's last batch that p holds. What was
// sent after it is pending again; what p holds is kept until it is on disk, for
// a snapshot may be ahead of that (rule S6). Whoever draws the view starts over
// as well.
//
// a is mostly the actor that the replica had; a server that crashed before it
// stored the join gives another.
func (r *Replica) Reset(a core.Actor, p *core.Piece, seq uint64, time int64, last uint32) {
	r.tried = nil
	r.rename(a)
	who, _ := p.Actor(a)
	r.catchUp(last, who.LastN)
	all := append(r.placed, r.pending...)
	n := 0
	for n < len(all) && all[n].Num <= last {
		n++
	}
	r.placed, r.pending = all[:n:n], all[n:]
	if len(r.pending) == 0 {
		r.next = max(r.next, last+1)
	}
	r.adopt(p, seq, time)
	r.replay()
}

// rename makes everything that is not stored yet the work of actor a.
func (r *Replica) rename(a core.Actor) {
	was := r.actor
	if r.actor = a; was == a {
		return
	}
	ops := [][]core.Op{r.open}
	for _, list := range [][]Batch{r.placed, r.pending} {
		for i := range list {
			list[i].Actor = a
			ops = append(ops, list[i].Ops)
		}
	}
	for i := range r.waiting {
		r.waiting[i].id.Actor = a
		ops = append(ops, r.waiting[i].ops)
	}
	for _, list := range ops {
		for i := range list {
			if list[i].Stroke.Actor == was {
				list[i].Stroke.Actor = a
			}
		}
	}
}

// Settled returns the digest of the confirmed piece, without the author's own
// ops (rule S8). The strokes of the overlay are others afterwards.
func (r *Replica) Settled() uint64 {
	var d uint64
	r.Confirmed(func(p *core.Piece) { d = p.Digest() })
	return d
}
