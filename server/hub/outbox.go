package hub

import (
	"context"
	"sync"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
)

// Bounds of an outbox. Past outboxBytes of entries those are replaced by a
// snapshot, and presence is left out long before (rule S7); a session that lets
// even the answers to its own frames pile up past answersMax is closed. A
// snapshot does not count: its memory is shared by all who get it.
const (
	outboxBytes = 1 << 20
	answersMax  = 4096
	framesBytes = 4 << 20  // of all that waits, past which a session that reads nothing is closed
	ownFrame    = 16 << 10 // a larger frame is a snapshot, or a part of one
)

// An item is a frame, or an entry that may share a frame with its neighbours.
type item struct {
	frame []byte
	entry []byte
	seq   uint64
}

// weighs returns the bytes that an item takes of its outbox's bounds.
func (it item) weighs() int {
	if it.entry == nil && len(it.frame) > ownFrame {
		return 0
	}
	return len(it.entry) + len(it.frame)
}

// An Outbox is what waits to be written to one session. The workspace's
// goroutine puts frames in, the session's writer takes them out.
type Outbox struct {
	piece uint32 // set before the first entry

	member, link uint32 // whose session it is, and the link they came by; set like piece
	begun        bool   // the welcome was put in; the workspace's goroutine owns it

	mu      sync.Mutex
	wake    sync.Cond // on mu: there is something to write, or the end has come
	items   []item
	spare   []item
	bytes   int
	answers int  // items that are not entries
	start   int  // 1 + index in items of the newest welcome, or 0
	behind  bool // entries were left out: a snapshot must come
	asked   bool // and was asked for
	why     core.Refusal
	closed  bool
	left    bool // nobody writes any more
}

func newOutbox() *Outbox {
	o := &Outbox{}
	o.wake.L = &o.mu
	return o
}

// put adds what the room sends. It reports whether the session is beyond hope.
func (o *Outbox) put(s *authority.Send, it item) (hopeless bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if s.Start {
		o.anew()
	}
	n := it.weighs()
	switch {
	case o.closed || o.behind && (it.entry != nil || s.Drop || isAck(it)):
		return false
	case s.Drop && o.bytes > outboxBytes/4:
		return false
	case it.entry == nil && o.bytes > framesBytes:
		return true
	case it.entry != nil && o.bytes+n > outboxBytes:
		o.behind = true
		o.dropEntries()
		o.wake.Signal()
		return false
	}
	if it.entry == nil {
		if o.answers++; o.answers > answersMax {
			return true
		}
	}
	o.items = append(o.items, it)
	o.bytes += n
	o.wake.Signal()
	return false
}

// anew makes way for a welcome. Since the piece comes with it, what waits from an
// earlier one on is out of date: a session that asked again and again, and read
// nothing, would have a copy of the piece wait for each time.
func (o *Outbox) anew() {
	o.behind, o.asked = false, false
	if o.start != 0 {
		o.cut(o.start - 1)
	}
	o.start = len(o.items) + 1
}

// isAck reports whether an item is an acknowledgement, which must not come without
// the places before it. Another comes with the snapshot.
func isAck(it item) bool { return it.entry == nil && wire.Type(it.frame) == wire.TypeAck }

// dropEntries drops what a snapshot will make good. Answers stay: a refusal is
// not told twice.
func (o *Outbox) dropEntries() {
	n, start := 0, 0
	for i, it := range o.items {
		if i+1 == o.start {
			start = n + 1
		}
		if it.entry == nil && !isAck(it) {
			o.items[n] = it
			n++
		}
	}
	o.cut(n)
	o.start = start
}

// cut drops the items from n on.
func (o *Outbox) cut(n int) {
	clear(o.items[n:])
	o.items, o.start, o.bytes, o.answers = o.items[:n], 0, 0, 0
	for _, it := range o.items {
		o.bytes += it.weighs()
		if it.entry == nil {
			o.answers++
		}
	}
}

// close ends the outbox: what is in it is still written, then the socket is
// closed with why.
func (o *Outbox) close(why core.Refusal) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.closed, o.why = true, why
		o.wake.Signal()
	}
}

// take waits for something to write, and returns all there is, whether a
// snapshot is to be asked for, and whether the outbox is closed. It returns
// nothing when the writer is to leave.
func (o *Outbox) take() (items []item, ask, closed bool, why core.Refusal) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.items) == 0 && !o.closed && !o.left && (!o.behind || o.asked) {
		o.wake.Wait()
	}
	items, o.items, o.spare = o.items, o.spare[:0], nil
	o.start, o.bytes, o.answers = 0, 0, 0
	ask = o.behind && !o.asked
	o.asked = o.behind
	return items, ask, o.closed, o.why
}

// leave makes take return.
func (o *Outbox) leave() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.left = true
	o.wake.Signal()
}

// giveBack returns the memory of items that are written.
func (o *Outbox) giveBack(items []item) {
	clear(items)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.spare == nil {
		o.spare = items[:0]
	}
}

// Write writes what comes into the outbox by way of write, until the outbox is
// closed or ctx ends. catchUp is called when all is written to a session that
// had fallen behind. It returns the refusal to close the socket with.
func (o *Outbox) Write(ctx context.Context, write func([]byte) error, catchUp func()) (core.Refusal, error) {
	defer context.AfterFunc(ctx, o.leave)()
	var w wire.Writer
	var buf []byte
	for ctx.Err() == nil {
		items, ask, closed, why := o.take()
		for i := 0; i < len(items); {
			frame := items[i].frame
			n := 1
			if frame == nil {
				n = run(items[i:])
				buf = w.AppendEntriesHeader(buf[:0], o.piece, items[i].seq, n)
				for _, it := range items[i : i+n] {
					buf = append(buf, it.entry...)
				}
				frame = buf
			}
			if err := write(frame); err != nil {
				return 0, err
			}
			i += n
		}
		o.giveBack(items)
		if closed {
			return why, nil
		}
		if ask {
			catchUp()
		}
	}
	return 0, ctx.Err()
}

// run returns how many entries at the start of items go into one frame.
func run(items []item) int {
	n, bytes := 1, len(items[0].entry)
	for n < len(items) && items[n].entry != nil && bytes+len(items[n].entry) <= wire.EntriesFrame {
		bytes += len(items[n].entry)
		n++
	}
	return n
}
