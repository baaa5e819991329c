package artist

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
	"easel.example/server/hub"
)

// Why a turn was interrupted.
var (
	errPaused  = errors.New("artist: a person has paused it")
	errTurned  = errors.New("artist: the piece is another one")
	errStopped = errors.New("artist: the server stops")
	errSpent   = errors.New("artist: the budget is used up")
)

// A pauseError ends a turn, and pauses the artist.
type pauseError struct {
	pause wire.Pause
	why   string // a sentence for people
	asks  bool   // their words end the pause
}

func (e *pauseError) Error() string { return "artist: paused: " + e.why }

// A runner is the artist of one workspace.
type runner struct {
	all       *Artists
	workspace int64
	loaded    chan struct{} // closed once st is there, or failed is set
	failed    error
	wake      chan struct{} // something may be due; one is enough

	mu      sync.Mutex // guards what follows
	st      state
	viewers int
	active  bool // a turn is running
	round   uint32
	doing   string
	stop    context.CancelCauseFunc // of the turn, nil when there is none
	cut     bool                    // the turn was stopped, and is about to end
	free    time.Time               // when all nudges so far are paid for (nudgeEvery)
	posted  *hub.Workspace          // that shows all so far
	stood   wire.Artist             // as it shows
	gone    bool                    // nobody gets this runner any more

	// Of the goroutine alone.
	sitting *artist.Sitting // the studio artist at work on satFor, or nil
	satFor  uint32
}

func newRunner(a *Artists, workspace int64) *runner {
	return &runner{all: a, workspace: workspace, loaded: make(chan struct{}), wake: make(chan struct{}, 1)}
}

// run is the runner's goroutine.
func (r *runner) run() {
	ctx := r.all.ctx
	r.failed = r.load(ctx)
	close(r.loaded)
	if r.failed != nil {
		r.all.cfg.Log.Error("artist not loaded", "workspace", r.workspace, "err", r.failed)
		r.all.forget(r)
		return
	}
	idle := time.NewTimer(r.all.cfg.Idle)
	defer idle.Stop()
	for {
		for r.due() {
			if !r.turn(ctx) {
				break
			}
		}
		idle.Reset(r.all.cfg.Idle)
		select {
		case <-r.wake:
		case <-idle.C:
			if r.leave() {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// load reads what was kept, and turns to the live piece if that is another one.
func (r *runner) load(ctx context.Context) error {
	b, err := r.all.cfg.Keeper.Artist(ctx, r.workspace)
	if err != nil {
		return err
	}
	piece, err := r.all.cfg.Keeper.LivePiece(ctx, r.workspace)
	if err != nil {
		return err
	}
	notes, err := r.all.cfg.Keeper.ArtistNotes(ctx, r.workspace)
	if err != nil {
		return err
	}
	st, err := parseState(b, notes)
	if err != nil { // nothing that is worth more than a workspace that opens
		r.all.cfg.Log.Error("what was kept of an artist cannot be read", "workspace", r.workspace, "err", err)
		st = state{Next: st.Next, changed: st.changed}
	}
	if len(b) == 0 || err != nil {
		st.Budget = r.all.cfg.Budget
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if st.Piece != piece {
		st.turnTo(piece)
	}
	st.breakOff()
	if w := r.all.cfg.Hub.Running(r.workspace); w != nil {
		r.viewers = max(r.viewers, w.Viewers()) // who came to a runner that was just being forgotten
	}
	if st.Begun && !st.Done && st.Paused == wire.NotPaused {
		st.Wanted = true // it was at work when the server ended
	}
	r.st = st
	return nil
}

// leave forgets the runner, if nobody needs it.
func (r *runner) leave() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.viewers > 0 {
		return false
	}
	r.gone = true
	r.all.forget(r)
	return true
}

func (r *runner) signal() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// look tells how many are looking. It returns false where nobody gets the runner any more.
func (r *runner) look(viewers int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.viewers = viewers
	r.signal()
	return !r.gone
}

// change changes the state for somebody who asks for it, keeps it, and shows it. It
// returns when it is on disk.
func (r *runner) change(ctx context.Context, f func(*state) error) error {
	r.mu.Lock()
	if r.gone {
		r.mu.Unlock()
		again, err := r.all.runner(ctx, r.workspace)
		if err != nil {
			return err
		}
		return again.change(ctx, f)
	}
	if err := f(&r.st); err != nil { // and nothing is changed
		r.mu.Unlock()
		return err
	}
	kept := r.keep()
	r.show()
	r.mu.Unlock()
	r.signal()
	var err error
	select {
	case err = <-kept:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("keep the artist of workspace %d: %w", r.workspace, err)
	}
	return nil
}

// keep keeps the state, and of the notebook what has changed. The caller holds mu, so that states are kept
// in their order.
func (r *runner) keep() <-chan error {
	notes, first := r.st.news()
	r.all.cfg.Keeper.KeepNotes(r.workspace, notes, first)
	return r.all.cfg.Keeper.KeepArtist(r.workspace, r.st.encode())
}

// begin begins on a piece, or waits to be told to. The caller holds mu.
func (r *runner) begin(st *state, b Brief) {
	r.interrupt(errTurned)
	st.Prompt, st.Seed, st.Begun, st.Wanted = b.Prompt, b.Seed, b.Paint, b.Paint
	st.Paused, st.Why = wire.NotPaused, ""
	if st.Seed == 0 {
		if st.Seed = rand.Uint64(); r.all.cfg.Seed != nil {
			st.Seed = r.all.cfg.Seed()
		}
	}
}

// interrupt ends the turn, if there is one. The caller holds mu.
func (r *runner) interrupt(why error) {
	if r.stop != nil {
		r.stop(why)
		r.cut = true
	}
}

// due reports whether a turn is to run, and does what the number of viewers and the
// budget bring.
func (r *runner) due() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.st.Paused
	switch st := &r.st; {
	case !st.Begun || st.Done:
	case r.viewers == 0 && st.Paused == wire.NotPaused:
		st.Paused, st.Wanted = wire.PausedAway, true
	case r.viewers > 0 && st.Paused == wire.PausedAway:
		st.Paused, st.Wanted = wire.NotPaused, true
	}
	if r.st.Wanted && r.st.Begun && r.st.Paused == wire.NotPaused && !r.st.Done {
		if why := r.st.spent(r.all.cfg.Now()); why != "" {
			r.st.Paused, r.st.Why = wire.PausedBudget, why
			r.show(r.st.note(wire.Note{Kind: wire.Notice, Text: why}))
		}
	}
	due := r.ready()
	if before != r.st.Paused {
		r.keep()
	}
	r.show()
	return due
}

// ready reports whether a turn may run. The caller holds mu.
func (r *runner) ready() bool {
	return r.st.Wanted && r.st.Begun && !r.st.Done && r.st.Paused == wire.NotPaused && r.viewers > 0 && r.all.ctx.Err() == nil
}

// turn runs a turn, unless somebody has paused it since it was due: there was nothing to interrupt then. It
// reports whether another may follow at once.
func (r *runner) turn(ctx context.Context) (more bool) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r.mu.Lock()
	if !r.ready() {
		r.mu.Unlock()
		return true // due looks again
	}
	r.st.Wanted, r.active, r.stop, r.round, r.doing = false, true, cancel, 1, "thinking"
	r.st.spend(r.all.cfg.Now(), usage{Turns: 1})
	r.keep()
	r.show()
	r.mu.Unlock()
	err := r.safely(ctx)
	if cause := context.Cause(ctx); cause != nil && err != nil {
		err = cause
	}
	if r.all.ctx.Err() != nil {
		err = errStopped
	}
	r.mu.Lock()
	r.active, r.stop, r.cut, r.round, r.doing = false, nil, false, 0, ""
	more = r.ended(err)
	kept := r.keep()
	r.show()
	r.mu.Unlock()
	if kerr := <-kept; kerr != nil {
		r.all.cfg.Log.Error("artist not kept", "workspace", r.workspace, "err", kerr)
	}
	return more
}

// ended does what the end of a turn brings. The caller holds mu.
func (r *runner) ended(err error) (more bool) {
	var of *model.Error
	if errors.As(err, &of) && of.Lasting() {
		err = &pauseError{pause: wire.PausedError, why: of.Text}
	}
	var pause *pauseError
	st := &r.st
	switch {
	case err == nil:
		st.Wanted = st.Wanted || len(st.Nudges) > 0 // which came too late for it
		return true
	case errors.Is(err, errPaused), errors.Is(err, errTurned):
		return true // who interrupted it has said what is next
	case errors.Is(err, errStopped):
		st.Wanted = true
		return false
	case errors.Is(err, hub.ErrPieceGone):
		st.Wanted = true // on the next life of the workspace, when somebody looks
		return false
	case errors.Is(err, errSpent):
		st.Wanted = true // due says so, and pauses
		return true
	case errors.As(err, &pause):
		st.Paused, st.Why, st.Asks, st.Wanted = pause.pause, clip(pause.why, wire.WhyBytes), pause.asks, true
		r.show(st.note(wire.Note{Kind: wire.Notice, Text: st.Why}))
		return false
	}
	say := "Something went wrong on my side. I stop here; resume me, or tell me what to do, and I go on."
	if of != nil {
		say = of.Text + " I stop here; resume me to try again."
	}
	r.all.cfg.Log.Error("turn failed", "workspace", r.workspace, "piece", st.Piece, "err", err)
	r.show(st.note(wire.Note{Kind: wire.Notice, Text: say}))
	return false
}

// safely runs the work of a turn. A fault of ours ends the turn, not the server.
func (r *runner) safely(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			r.all.cfg.Log.Error("artist failed", "workspace", r.workspace, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("artist: %v", p)
		}
	}()
	hand, err := r.all.cfg.Hub.Hand(ctx, r.workspace, Face, replica)
	if err != nil {
		return err
	}
	defer func() {
		if ctx.Err() != nil { // whoever has stopped it need not watch the rest in its time
			_ = hand.Hurry(r.all.ctx)
		}
		hand.Close()
	}()
	r.mu.Lock()
	piece := r.st.Piece
	r.mu.Unlock()
	if hand.Piece.Piece != piece {
		return hub.ErrPieceGone
	}
	t := newTurn(r, hand)
	if r.all.cfg.Model == nil {
		return t.studio(ctx)
	}
	return t.converse(ctx, r.all.cfg.Model)
}

// Face is how others see the artist.
var Face = wire.Member{ID: core.ArtistMember, Name: "Artist", Color: 0xd1462f, Role: core.Painter}

// replica is that of the artist, in each workspace.
const replica = 1
