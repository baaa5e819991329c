package predict

import (
	"slices"

	"easel.example/core"
)

// Kept is an author's ink that is not known to be on the server's disk: what a
// client must remember to go on after its own end as the same replica.
type Kept struct {
	Actor   core.Actor
	Next    uint32      // num of the next batch
	Current uint32      // N of the stroke begun last in what was flushed
	Batches []Batch     // in order of their nums
	Waiting [][]core.Op // strokes that the rate holds back
}

// Keep returns what r must remember. What was predicted since the last Flush is
// not in it, for it has no num yet: without one, what was sent after all could
// not be told from what was not. The ops are r's; do not change them.
func (r *Replica) Keep() Kept {
	k := Kept{Actor: r.actor, Next: r.next, Current: r.current}
	for _, b := range slices.Concat(r.placed, r.pending) {
		for n := len(k.Batches); n > 0 && k.Batches[n-1].Num+1 < b.Num; n++ {
			k.Batches = append(k.Batches, r.empty(k.Batches[n-1].Num+1)) // of one that was refused
		}
		k.Batches = append(k.Batches, b)
	}
	for i := range r.waiting {
		k.Waiting = append(k.Waiting, r.waiting[i].ops)
	}
	return k
}

// UnsavedInk returns the ink that is not known to be on the server's disk: whole
// strokes, and what was added to older ones. It is as it was drawn, without forms, so
// that it can be told from what the server has.
func (r *Replica) UnsavedInk() (list []Lost) {
	at := map[core.StrokeID]int{} // index in list, plus one
	add := func(id core.StrokeID, b core.Brush, pts []core.Point) {
		if at[id] == 0 {
			list = append(list, Lost{Brush: b, N: id.N})
			at[id] = len(list)
		}
		l := &list[at[id]-1]
		l.Points = append(l.Points, pts...)
	}
	brush := core.Brush{}
	for _, b := range r.placed {
		for i := range b.Ops {
			op := &b.Ops[i]
			id := core.StrokeID{Actor: r.actor, N: op.Stroke.N}
			if op.Kind == core.Begin {
				brush = op.Brush
			} else if op.Kind != core.Extend {
				continue
			}
			s := r.piece.Stroke(id) // nil if it is flattened by now
			if s != nil {
				brush = s.Drawn().Brush
			}
			if s == nil || s.Hidden == 0 {
				add(id, brush, op.Points)
			}
		}
	}
	seen := map[core.StrokeID]bool{}
	for i := range r.own.Changes {
		c := &r.own.Changes[i]
		if c.Kind != core.Began && c.Kind != core.Grew || seen[c.Stroke.ID] {
			continue
		}
		seen[c.Stroke.ID] = true
		if c.Stroke.Hidden == 0 {
			d := c.Stroke.Drawn()
			add(c.Stroke.ID, d.Brush, d.Points[c.From:])
		}
	}
	return slices.DeleteFunc(list, func(l Lost) bool { return len(l.Points) == 0 || !l.Brush.Valid() })
}

// Restore returns the replica that kept k, as actor a, from a snapshot on the
// terms of [Replica.Reset]. What was sent after it was kept, and is in the log,
// is not sent again.
func Restore(k Kept, a core.Actor, p *core.Piece, seq uint64, time int64, last uint32) *Replica {
	r := &Replica{actor: k.Actor, next: k.Next, current: k.Current, pending: k.Batches, lastN: k.Current}
	for _, ops := range k.Waiting {
		n := ops[0].Stroke.N
		r.waiting = append(r.waiting, held{core.StrokeID{Actor: k.Actor, N: n}, ops})
		r.lastN = max(r.lastN, n)
	}
	r.Reset(a, p, seq, time, last)
	return r
}

// Thaw tells that the piece is not the newest: it comes from what a client has
// stored, not from the server. Strokes that are begun from here on must wait until
// the next Reset. Their Ns leave room for those that an earlier client began after
// it had stored that, so that what the log has and what it lacks can be told apart.
func (r *Replica) Thaw() { r.lastN += thawRoom }

// thawRoom bounds the strokes that a replica begins from the time that its piece
// is stored until it ends.
const thawRoom = 1 << 14

// catchUp brings what was kept in line with what the log has of the replica: last
// is the num of its last batch there, lastN the N of its last stroke.
func (r *Replica) catchUp(last, lastN uint32) {
	if last >= r.next+gapMax {
		r.placed, r.pending, r.next = nil, nil, last+1 // all of it has long been on disk
	}
	// What was sent after it was kept is not known here. A crash may yet lose it
	// and have nums sent again that lie on both sides: empty batches join them.
	for ; r.next <= last; r.next++ {
		r.pending = append(r.pending, r.empty(r.next))
	}
	r.waiting = slices.DeleteFunc(r.waiting, func(h held) bool { return h.id.N <= lastN }) // they were let through
}

// gapMax bounds the batches that a client sends, after what it kept was stored
// last, without a word that they are on disk: about a minute's.
const gapMax = 4096
