package local

import (
	"context"
	"errors"
	"fmt"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/wire"
)

// face is how the artist is seen.
var face = wire.Member{ID: core.ArtistMember, Name: "Artist", Color: 0xd1462f, Role: core.Painter}

// artistReplica is the replica of the artist, in each piece.
const artistReplica = 1

// A hand draws for the artist, on one piece. It is for one goroutine.
type hand struct {
	w    *Workspace
	p    *piece
	id   authority.Session
	last uint32 // number of the artist's newest stroke
}

// errTurned says that the piece of a hand is not the one that is painted on any more.
var errTurned = errors.New("local: the piece is another one")

// ask has the loop run f, on the hand's piece.
func (h *hand) ask(ctx context.Context, f func()) error {
	var err error
	return errors.Join(h.w.ask(ctx, func() {
		if err = ctx.Err(); err == nil && h.w.piece != h.p {
			err = errTurned
		}
		if err == nil {
			f()
		}
	}), err)
}

// takeHand gives the artist a hand on p.
func (w *Workspace) takeHand(ctx context.Context, p *piece) (*hand, error) {
	h := &hand{w: w, p: p}
	var why core.Refusal
	err := h.ask(ctx, func() {
		w.sessions++
		h.id = w.sessions
		why = p.room.OpenHand(h.id, face, artistReplica, now())
		for _, who := range p.room.Piece().Actors() {
			if who.Replica == artistReplica && who.Member == core.ArtistMember {
				h.last = who.LastN
			}
		}
	})
	if err == nil && why != 0 {
		err = fmt.Errorf("take a hand: %w", why)
	}
	return h, err
}

// lift takes the hand off the paper. Where hurry is true, what is not performed is, soon.
func (h *hand) lift(hurry bool) {
	h.w.do(context.Background(), func() {
		if hurry {
			h.p.room.Hurry(h.id, now())
		}
		h.p.room.Leave(h.id)
	})
}

// fullTries is how often a hand tries to draw on a piece that has no room.
const fullTries = 5

// draw draws marks, and waits until they are kept and there is room for more. It returns how many
// the piece has admitted.
func (h *hand) draw(ctx context.Context, marks []artist.Mark) (n int, err error) {
	list := make([]authority.Ink, len(marks))
	for i, m := range marks {
		list[i] = authority.Ink{Brush: m.Brush, Points: m.Points}
	}
	var safe chan struct{}
	for from, full := 0, 0; from < len(list); {
		var d authority.Done
		if err := h.ask(ctx, func() {
			if d = h.p.room.Draw(h.id, list[from:], now()); d.Why == 0 {
				h.w.carryOut()
				safe = h.w.whenSafe(d.Seq)
			}
		}); err != nil {
			return n, err
		}
		if d.Why == 0 {
			n, from = n+len(d.Strokes), from+d.Taken
			for _, id := range d.Strokes {
				h.last = max(h.last, id.N)
			}
			continue
		}
		if d.Why == core.Full {
			full++
		}
		if !d.Why.Later() || full > fullTries {
			return n, d.Why
		}
		if err := rest(ctx, time.Duration(max(d.Ms, 1))*time.Millisecond); err != nil {
			return n, err
		}
	}
	if safe == nil {
		return n, nil
	}
	select {
	case <-safe:
		return n, nil
	case <-ctx.Done():
		return n, context.Cause(ctx)
	case <-h.w.ended:
		return n, errEnded
	}
}

// backlog returns how long the performance of what is drawn will take.
func (h *hand) backlog(ctx context.Context) (d time.Duration, err error) {
	err = h.ask(ctx, func() { d = time.Duration(h.p.room.PerformedAt(now())-now()) * time.Millisecond })
	return d, err
}

// see returns the piece as it is.
func (h *hand) see(ctx context.Context) (f frozen, err error) {
	err = h.ask(ctx, func() { f = freeze(h.p.room) })
	return f, err
}

// rest lets time pass.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
