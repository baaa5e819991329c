package crowd

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/guest"
)

// window bounds the updates that are sent before the first of them has its
// place in the log: about as many as keep a quick server busy over one round trip.
const window = 256

// lookEach is how often a drawer before a relay looks whether it may go on.
const lookEach = 200 * time.Microsecond

// updates returns the ops of update i, which a drawer sends as one batch, or
// nil when all is drawn. It is called once for each i.
type updates func(i int) []core.Op

// A Drawer sends batches and knows what has become of them.
type Drawer struct {
	*peer
	hold  *replica
	piece uint32
	actor core.Actor

	num, current  uint32 // of the last batch; N of the last stroke begun before it
	placed, acked uint32 // nums

	// seen, before a bare relay, returns how many updates all viewers have seen.
	seen func() int64
}

// Enter opens a drawer's socket. The caller calls Close.
func Enter(ctx context.Context, a guest.Address) (*Drawer, error) {
	p, err := dial(ctx, a)
	if err != nil {
		return nil, err
	}
	w, m, err := p.enter(ctx, a, 1+rand.Uint64N(math.MaxUint64))
	if err == nil && w.Actor == 0 {
		err = errors.New("this link is for watching only")
	}
	var hold *replica
	if err == nil {
		hold, err = newReplica(m)
	}
	if err != nil {
		p.ws.CloseNow()
		return nil, err
	}
	return &Drawer{peer: p, hold: hold, piece: m.Piece, actor: w.Actor, num: w.Last, placed: w.Last, acked: w.Last}, nil
}

// Size returns the sides of the piece in px.
func (d *Drawer) Size() (width, height int32) { return d.hold.piece.Size() }

// Close closes the socket without a word.
func (d *Drawer) Close() { d.ws.CloseNow() }

// Draw sends all updates, no sooner than each is due, and returns when the
// server has them on its disk. before is called just before update i is sent.
func (d *Drawer) Draw(ctx context.Context, due func(i int) time.Time, next updates, before func(i int)) error {
	within, cancel := context.WithCancel(ctx)
	var reading sync.WaitGroup
	defer reading.Wait()
	defer cancel()
	frames, ended := make(chan []byte, window), make(chan error, 1) // a full one keeps the reader back
	reading.Go(func() { ended <- d.listen(within, frames) })
	timer, tick := time.NewTimer(0), time.NewTicker(pingEach)
	defer timer.Stop()
	defer tick.Stop()
	if d.seen != nil {
		tick.Stop() // a relay would hand a ping on as an update
	}
	first := d.num
	ops := next(0)
	for ops != nil || d.acked < d.num {
		i := int(d.num - first)
		ready := timer.C
		if ops == nil || d.num-d.placed >= window {
			ready = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-ended:
			return fmt.Errorf("draw: %w", err)
		case f := <-frames:
			if err := d.hear(f); err != nil {
				return fmt.Errorf("draw: %w", err)
			}
		case <-tick.C:
			if err := d.write(ctx, d.w.Ping(nil, wire.Ping{Mark: 1, Seq: d.heard.Load()})); err != nil {
				return fmt.Errorf("draw: %w", err)
			}
		case <-ready:
			if d.seen != nil && int64(i)-d.seen() >= window {
				timer.Reset(lookEach)
				continue
			}
			before(i)
			if err := d.push(ctx, ops); err != nil {
				return fmt.Errorf("draw: %w", err)
			}
			if ops = next(i + 1); ops != nil {
				timer.Reset(time.Until(due(i + 1)))
			}
		}
	}
	return nil
}

func (d *Drawer) listen(ctx context.Context, frames chan<- []byte) error {
	for {
		f, err := d.read(ctx)
		if err != nil {
			return err
		}
		select {
		case frames <- f:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *Drawer) push(ctx context.Context, ops []core.Op) error {
	d.num++
	b := core.Batch{Actor: d.actor, Num: d.num, Ops: ops}
	if d.hold != nil {
		d.hold.sent(b)
	} else {
		d.placed, d.acked = d.num, d.num // before a bare relay, nobody answers
	}
	frame := d.w.Push(nil, d.piece, b, d.current)
	for i := range ops {
		if ops[i].Kind == core.Begin {
			d.current = ops[i].Stroke.N
		}
	}
	return d.write(ctx, frame)
}

// hear takes a frame from the server.
func (d *Drawer) hear(frame []byte) error {
	switch wire.Type(frame) {
	case wire.TypeEntries:
		piece, seq7, list, err := d.r.Entries(frame)
		if err != nil {
			return err
		}
		own, err := d.hold.take(piece, seq7, list)
		d.placed += uint32(own)
		d.heard.Add(uint64(len(list)))
		return err
	case wire.TypeAck:
		m, err := d.r.Ack(frame)
		d.acked = max(d.acked, m.Num)
		return err
	case wire.TypeRefuse:
		m, err := d.r.Refuse(frame)
		if err == nil {
			err = fmt.Errorf("the server refuses an update: %w (start it with -limits.strokes-per-minute 0)", m.Why)
		}
		return err
	case wire.TypeError:
		m, err := d.r.Error(frame)
		if err == nil {
			err = fmt.Errorf("the server says: %s", m.Text)
		}
		return err
	case wire.TypeSnapshot:
		return errors.New("the server sent the piece anew: the drawer fell behind")
	}
	return nil
}
