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
// that it can be told from what the server has. The view, where it has no room, may lack
// some of it.
func (r *Replica) UnsavedInk() []Lost {
	var ops []core.Op
	for _, b := range r.placed {
		ops = append(ops, b.Ops...)
	}
	for _, b := range r.pending {
		ops = append(ops, b.Ops...)
	}
	ops = append(ops, r.open...)
	for i := range r.waiting {
		ops = append(ops, r.waiting[i].ops...)
	}
	list := inkOf(ops, r.actor, core.Brush{})
	for i := range list {
		l := &list[i]
		if s := r.piece.Stroke(core.StrokeID{Actor: r.actor, N: l.N}); s == nil {
			continue // flattened by now, or there was no room
		} else if l.Brush = s.Drawn().Brush; s.Hidden != 0 {
			l.Points = nil
		}
	}
	return slices.DeleteFunc(list, Lost.empty)
}

func (l Lost) empty() bool { return len(l.Points) == 0 || !l.Brush.Valid() }

// InkOf returns the ink in ops of actor a, or of one who had none yet. What extends a
// stroke that they do not begin is taken to be of the given brush, and left out if that
// is none. Strokes that they hide are left out.
func InkOf(ops []core.Op, a core.Actor, brush core.Brush) []Lost {
	return slices.DeleteFunc(inkOf(ops, a, brush), Lost.empty)
}

func inkOf(ops []core.Op, a core.Actor, brush core.Brush) (list []Lost) {
	at := map[uint32]int{} // index in list of the stroke with that N, plus one
	hidden := map[uint32]bool{}
	for i := range ops {
		op := &ops[i]
		n := op.Stroke.N
		switch op.Kind {
		case core.Begin:
			brush = op.Brush
			list = append(list, Lost{Brush: brush, N: n})
			at[n] = len(list)
		case core.Extend:
			if at[n] == 0 {
				list = append(list, Lost{Brush: brush, N: n})
				at[n] = len(list)
			}
			list[at[n]-1].Points = append(list[at[n]-1].Points, op.Points...)
		case core.Hide, core.Show:
			if op.Stroke.Actor == 0 || op.Stroke.Actor == a {
				hidden[n] = op.Kind == core.Hide
			}
		}
	}
	return slices.DeleteFunc(list, func(l Lost) bool { return hidden[l.N] })
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
