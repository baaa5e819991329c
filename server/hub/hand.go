package hub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// A Hand draws in a workspace without a socket: the artist's, or that of an agent. It
// is for one goroutine. What it does is on disk when the call returns (rule A4).
type Hand struct {
	w     *Workspace
	id    authority.Session
	actor core.Actor
	last  uint32         // number of the newest stroke that its actor has drawn
	Piece store.PieceKey // that it draws on; on another one it is of no use
	Size  [2]int32       // of the piece in px
	Style core.Style
}

// ErrPieceGone says that the piece of a hand is not the live one any more, or that its
// workspace was unloaded: whoever goes on takes another hand.
var ErrPieceGone = errors.New("the piece is not being painted on any more")

// Hand gives member m a hand in a workspace, under a replica id of its own.
func (h *Hub) Hand(ctx context.Context, id int64, m wire.Member, replica uint64) (*Hand, error) {
	w, err := h.Workspace(ctx, id)
	if err != nil {
		return nil, err
	}
	a := &Hand{w: w, Piece: w.key}
	var why core.Refusal
	err = a.ask(ctx, func(w *Workspace) {
		w.next++
		a.id = w.next
		why = w.room.OpenHand(a.id, m, replica, h.cfg.Now())
		a.Size[0], a.Size[1] = w.room.Piece().Size()
		a.Style = w.room.Piece().Style()
		for i, who := range w.room.Piece().Actors() {
			if who.Replica == replica && who.Member == m.ID {
				a.actor, a.last = core.Actor(i+1), who.LastN
			}
		}
	})
	if err == nil && why != 0 {
		err = fmt.Errorf("take a hand in workspace %d: %w", id, why)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// MemberHand gives a member of a workspace a hand, as [Hub.Hand] does.
func (h *Hub) MemberHand(ctx context.Context, m store.Member, replica uint64) (*Hand, error) {
	return h.Hand(ctx, m.Workspace, face(m), replica)
}

// Gone is closed when the hand's piece is not being painted on any more: see [ErrPieceGone].
func (a *Hand) Gone() <-chan struct{} { return a.w.ended }

// Actor returns the actor that the hand draws as.
func (a *Hand) Actor() core.Actor { return a.actor }

// Last returns the number of the newest stroke that the hand's actor has drawn, in this life
// of the server or in one before, which is as durable as the strokes are.
func (a *Hand) Last() uint32 { return a.last }

// Close takes the hand off the paper.
func (a *Hand) Close() { a.w.Leave(a.id) }

// ask has the workspace's goroutine run f, and waits until it has. After ctx has ended f does
// not begin: who was expelled draws nothing more.
func (a *Hand) ask(ctx context.Context, f func(*Workspace)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan struct{})
	var late error
	if !a.w.do(ctx, func(w *Workspace) {
		defer close(done)
		if late = ctx.Err(); late != nil {
			return
		}
		w.empty = time.Now() // who paints is no reason to unload
		w.showPosts()
		f(w)
	}) {
		return errors.Join(ctx.Err(), ErrPieceGone)
	}
	select {
	case <-done:
		return late
	case <-a.w.ended:
		return ErrPieceGone
	}
}

// fullTries is how often a hand tries to draw on a piece that has no room.
const fullTries = 5

// A LaterError says that a hand would have to wait beyond the deadline of its context, so
// it does not begin to.
type LaterError struct {
	Taken int // what was looked at before
	Wait  time.Duration
	Why   core.Refusal
}

func (e *LaterError) Error() string {
	return fmt.Sprintf("%v; in %v there is room again", e.Why, e.Wait)
}

// Draw draws strokes, and returns those that the piece has admitted. While too many wait to be
// performed (rule L2), or a rate holds it back (L1), it waits, and calls waits first with how long;
// where ctx has a deadline that is nearer, it returns a [LaterError].
func (a *Hand) Draw(ctx context.Context, list []authority.Ink, waits func(time.Duration)) ([]core.StrokeID, error) {
	return a.each(ctx, len(list), waits, func(w *Workspace, from int) authority.Done {
		return w.room.Draw(a.id, list[from:], w.hub.cfg.Now())
	})
}

// ErrMoved says that something came to a piece since it was seen.
var ErrMoved = errors.New("the piece is not as it was seen any more")

// DrawSeen draws as Draw does, if the piece is still as it was seen at seq; else it draws nothing, and returns
// [ErrMoved].
func (a *Hand) DrawSeen(ctx context.Context, seq uint64, list []authority.Ink, waits func(time.Duration)) ([]core.StrokeID, error) {
	moved := false
	drawn, err := a.each(ctx, len(list), waits, func(w *Workspace, from int) authority.Done {
		if moved = from == 0 && w.room.Seq() != seq; moved {
			return authority.Done{Taken: len(list)}
		}
		return w.room.Draw(a.id, list[from:], w.hub.cfg.Now())
	})
	if err == nil && moved {
		err = ErrMoved
	}
	return drawn, err
}

// Hide hides strokes of the hand's own member, and returns those that it has hidden.
func (a *Hand) Hide(ctx context.Context, list []core.StrokeID) ([]core.StrokeID, error) {
	return a.each(ctx, len(list), nil, func(w *Workspace, from int) authority.Done {
		return w.room.Mark(a.id, core.Hide, list[from:], w.hub.cfg.Now())
	})
}

// each does something n times, as many at once as the room takes, and waits until it
// is on disk.
func (a *Hand) each(ctx context.Context, n int, waits func(time.Duration), do func(*Workspace, int) authority.Done) (all []core.StrokeID, err error) {
	synced, full := make(chan struct{}), 0
	close(synced)
	var later error // the LaterError, if there is one
	for from := 0; from < n && later == nil; {
		var d authority.Done
		if err := a.ask(ctx, func(w *Workspace) {
			if d = do(w, from); d.Why == 0 {
				synced = w.whenSynced(d.Seq)
			}
		}); err != nil {
			return all, err
		}
		switch {
		case d.Why == 0:
			all = append(all, d.Strokes...)
			from += d.Taken
			for _, id := range d.Strokes {
				a.last = max(a.last, id.N)
			}
			continue
		case d.Why == core.Full:
			if full++; full > fullTries {
				return all, d.Why
			}
		case !d.Why.Later():
			return all, d.Why
		}
		wait := time.Duration(max(d.Ms, 1)) * time.Millisecond
		if end, ok := ctx.Deadline(); ok && time.Until(end) < wait {
			later = &LaterError{from, wait, d.Why}
			continue
		}
		if waits != nil {
			waits(wait)
		}
		if err := sleep(ctx, wait); err != nil {
			return all, err
		}
	}
	select {
	case <-synced:
		return all, later
	case <-a.w.ended:
		return all, ErrPieceGone
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A waiter waits until the log is on disk up to seq.
type waiter struct {
	seq  uint64
	done chan struct{}
}

// whenSynced returns what is closed when the log is on disk up to seq.
func (w *Workspace) whenSynced(seq uint64) chan struct{} {
	done := make(chan struct{})
	if seq <= w.room.Durable() {
		close(done)
		return done
	}
	w.waiters = append(w.waiters, waiter{seq, done})
	return done
}

// tellWaiters tells those for whom enough is on disk.
func (w *Workspace) tellWaiters() {
	n := 0
	for _, a := range w.waiters {
		if a.seq <= w.room.Durable() {
			close(a.done)
			continue
		}
		w.waiters[n] = a
		n++
	}
	w.waiters = w.waiters[:n]
}

// Backlog returns how long the performance of what is drawn already will take, and of
// how many strokes that is.
func (a *Hand) Backlog(ctx context.Context) (d time.Duration, strokes int, err error) {
	err = a.ask(ctx, func(w *Workspace) {
		now := w.hub.cfg.Now()
		strokes = w.room.Pending(now)
		d = time.Duration(w.room.PerformedAt(now)-now) * time.Millisecond
	})
	return d, strokes, err
}

// Hurry has what is not performed yet performed soon.
func (a *Hand) Hurry(ctx context.Context) error {
	return a.ask(ctx, func(w *Workspace) {
		now := w.hub.cfg.Now()
		w.room.Hurry(a.id, now)
		w.board.sooner(w.room.PerformedAt(now))
	})
}

// A Sight is a piece as a hand finds it: the strokes are copies, which nobody changes.
type Sight struct {
	Seq     uint64
	Strokes []*core.Stroke // live, in drawing order, hidden ones among them
	Members map[core.Actor]uint32
	f       frozen
}

// See returns the piece as it is now.
func (a *Hand) See(ctx context.Context) (s Sight, err error) {
	s.Members = map[core.Actor]uint32{}
	err = a.ask(ctx, func(w *Workspace) {
		s.f = freeze(w.room)
		for i, who := range w.room.Piece().Actors() {
			s.Members[core.Actor(i+1)] = who.Member
		}
	})
	s.Seq, s.Strokes = s.f.seq, s.f.strokes
	return s, err
}

// Pixels draws what was seen, in the pool, once for each of leaveOut without the strokes that
// it returns true for (nil leaves out none), and hands them to use there: premultiplied RGBA
// over nothing, with the sides in px. What use needs more of, it needs in the pool, too (rule H1).
func (h *Hub) Pixels(ctx context.Context, s Sight, use func(rgba [][]byte, width, height int32) error, leaveOut ...func(*core.Stroke) bool) error {
	if err := h.place(ctx); err != nil {
		return err
	}
	defer h.leave()
	var list [][]byte
	for _, out := range leaveOut {
		f := s.f
		if out != nil {
			f.strokes = nil
			for _, t := range s.f.strokes {
				if !out(t) {
					f.strokes = append(f.strokes, t)
				}
			}
		}
		c, err := f.canvas()
		if err != nil {
			return err
		}
		rgba := make([]byte, 4*int(f.width)*int(f.height))
		c.WriteRGBA(rgba, core.Rect{X1: f.width, Y1: f.height})
		list = append(list, rgba)
	}
	return use(list, s.f.width, s.f.height)
}

// A Count says how much there is on a piece.
type Count struct {
	Strokes int // that are seen, flattened ones among them
	Pending int // that are not performed to their end
}

// Count counts the strokes of a workspace's live piece.
func (h *Hub) Count(ctx context.Context, id int64) (n Count, err error) {
	w, err := h.Workspace(ctx, id)
	if err != nil {
		return n, err
	}
	a := Hand{w: w}
	err = a.ask(ctx, func(w *Workspace) {
		n.Pending = w.room.Pending(h.cfg.Now())
		n.Strokes = int(w.room.Piece().Base().Strokes)
		for _, s := range w.room.Piece().Strokes() {
			if s.Hidden == 0 {
				n.Strokes++
			}
		}
	})
	return n, err
}
