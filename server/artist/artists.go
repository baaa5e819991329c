package artist

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// A Keeper keeps the states of artists.
type Keeper interface {
	Artist(ctx context.Context, workspace int64) ([]byte, error)
	ArtistNotes(ctx context.Context, workspace int64) ([]store.Note, error)
	// KeepNotes has notes kept with the state that is kept next, and those before first
	// dropped. Notes that cannot be written then are with the next one.
	KeepNotes(workspace int64, notes []store.Note, first uint32)
	// KeepArtist keeps a state, in the order of the calls, without waiting; what it
	// returns gets one answer, when the state, or a newer one, is on disk or cannot be.
	KeepArtist(workspace int64, state []byte) <-chan error
	// LivePiece returns the number of a workspace's live piece.
	LivePiece(ctx context.Context, workspace int64) (uint32, error)
}

// Config is what the artists of a server are told at its start.
type Config struct {
	Hub    *hub.Hub
	Keeper Keeper
	Model  model.Model  // what they think with; nil is the studio artist
	Retry  model.Retry  // how often it is asked again, and when; Model and Say are not read
	Imager model.Imager // for reference images; nil is none
	Budget Budget
	Ahead  time.Duration    // of its viewers the studio artist may be; 0 is AheadDefault
	Idle   time.Duration    // what nobody has asked for so long is forgotten until it is; 0 is IdleDefault
	Now    func() time.Time // nil is the clock
	Seed   func() uint64    // of a piece for which nobody has chosen one
	Log    *slog.Logger
}

// IdleDefault is how long an artist that does nothing stays in memory, as its workspace does (rule L6).
const IdleDefault = 300 * time.Second

// AheadDefault is so short that a nudge is answered at once, and long enough that the pen
// does not stop.
const AheadDefault = 1500 * time.Millisecond

// Artists are the artists of a server.
type Artists struct {
	cfg    Config
	sketch *sketch.Gate
	ctx    context.Context // ends with Close
	end    context.CancelFunc

	mu      sync.Mutex
	runners map[int64]*runner
	closed  bool
	running sync.WaitGroup
}

// A Sentence is an error for the person who asks: what is not so, and what to do.
type Sentence string

func (s Sentence) Error() string { return string(s) }

// What a person is told who asks for what cannot be.
const (
	ErrNudgesFull Sentence = "32 nudges wait to be read already. Give the artist a moment."
	ErrNudgesFast Sentence = "Nudges come too fast. One a second is read."
	ErrFinished   Sentence = "The piece is finished. Tell the artist what it lacks, or begin a new one."
	ErrBegun      Sentence = "The artist has begun on this piece already. Nudge it, or begin a new piece."
	ErrNudge      Sentence = "A nudge has 1 to 1000 characters."
	ErrPrompt     Sentence = "A prompt has at most 1000 characters."
	ErrBudget     Sentence = "That is more for a day than this server lets an artist use."
	ErrClosing    Sentence = "The server is about to stop."
)

// New returns the artists of a server.
func New(cfg Config) *Artists {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Ahead == 0 {
		cfg.Ahead = AheadDefault
	}
	if cfg.Idle == 0 {
		cfg.Idle = IdleDefault
	}
	children := min(sketch.ChildrenMax, runtime.NumCPU()-1) // a processor is left to who draws
	a := &Artists{cfg: cfg, runners: map[int64]*runner{}, sketch: sketch.NewGate(children)}
	a.ctx, a.end = context.WithCancel(context.Background())
	return a
}

// Provider says who paints, in words for people.
func (a *Artists) Provider() string {
	if a.cfg.Model == nil {
		return wire.StudioArtist
	}
	return a.cfg.Model.Name()
}

// Close ends all turns, and waits until what they have done is kept.
func (a *Artists) Close(ctx context.Context) error {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.end()
	done := make(chan struct{})
	go func() {
		a.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for artists to end: %w", ctx.Err())
	}
}

// runner returns the runner of a workspace, which is loaded if it is not in memory.
func (a *Artists) runner(ctx context.Context, workspace int64) (*runner, error) {
	r := a.get(workspace, true)
	if r == nil {
		return nil, ErrClosing
	}
	select {
	case <-r.loaded:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r.failed != nil {
		return nil, r.failed
	}
	return r, nil
}

// get returns the runner of a workspace, perhaps not loaded yet, and makes it if asked to.
func (a *Artists) get(workspace int64, make bool) *runner {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return nil
	}
	r := a.runners[workspace]
	if r == nil && make {
		r = newRunner(a, workspace)
		a.runners[workspace] = r
		a.running.Go(r.run)
	}
	return r
}

// forget drops a runner that is done with.
func (a *Artists) forget(r *runner) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.runners[r.workspace] == r {
		delete(a.runners, r.workspace)
	}
}

// Watch is told how many look at a workspace (hub.Config.Watch). It does not wait.
func (a *Artists) Watch(workspace int64, viewers int) {
	for r := a.get(workspace, viewers > 0); r != nil && !r.look(viewers); {
		r = a.get(workspace, viewers > 0) // it was just being forgotten
	}
}

// A Brief is what an artist is to do with a piece.
type Brief struct {
	Prompt string // empty: a surprise
	Seed   uint64 // 0: any
	Paint  bool   // false: nothing, until it is told to
}

// Begin turns the artist to the piece that a workspace has just begun.
func (a *Artists) Begin(ctx context.Context, workspace int64, piece uint32, b Brief) error {
	if utf8.RuneCountInString(b.Prompt) > core.NudgeChars {
		return ErrPrompt
	}
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error {
		if piece < st.Piece {
			return nil // it has turned to a newer one meanwhile
		}
		st.turnTo(piece)
		r.begin(st, b)
		return nil
	})
}

// Start has the artist begin on the live piece, if it has not.
func (a *Artists) Start(ctx context.Context, workspace int64, b Brief) error {
	if utf8.RuneCountInString(b.Prompt) > core.NudgeChars {
		return ErrPrompt
	}
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error {
		if st.Begun {
			return ErrBegun
		}
		b.Paint = true
		r.begin(st, b)
		return nil
	})
}

// Nudge tells the artist a person's words. They are kept when it returns. id, if there is one,
// names them: a nudge that comes again counts once.
func (a *Artists) Nudge(ctx context.Context, workspace int64, member uint32, id, text string) error {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if n := utf8.RuneCountInString(text); n < 1 || n > core.NudgeChars {
		return ErrNudge
	}
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error { return r.nudge(st, member, clip(id, 64), text) })
}

// Pause stops the artist until somebody resumes it (rule A2).
func (a *Artists) Pause(ctx context.Context, workspace int64) error {
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error {
		if st.Paused == wire.PausedPerson {
			return nil
		}
		st.Paused, st.Why, st.Asks = wire.PausedPerson, "", false
		st.Wanted = st.Wanted || r.active
		r.interrupt(errPaused)
		return nil
	})
}

// Resume lets the artist go on, with a person's words if there are any.
func (a *Artists) Resume(ctx context.Context, workspace int64, member uint32, id, text string) error {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > core.NudgeChars {
		return ErrNudge
	}
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error {
		if st.Done && text == "" {
			return ErrFinished
		}
		var err error
		switch {
		case text != "":
			err = r.nudge(st, member, clip(id, 64), text)
		case st.Paused != wire.NotPaused: // each starts a turn
			err = r.charge()
		}
		if err == ErrNudgesFull { // nobody reads them while it is paused
			err = nil
		}
		if err == nil {
			st.Paused, st.Why, st.Asks, st.Wanted = wire.NotPaused, "", false, true
		}
		return err
	})
}

// over reports whether a bound is beyond another one; 0 is none.
func over(bound, most uint64) bool { return most > 0 && (bound == 0 || bound > most) }

// SetBudget gives a workspace's artist another budget. Where a model thinks, which costs whoever
// runs the server, a day's is at most what the server says. One that was paused for want of it goes on.
func (a *Artists) SetBudget(ctx context.Context, workspace int64, b Budget) error {
	if most := a.cfg.Budget; a.cfg.Model != nil && (over(b.DayTurns, most.DayTurns) || over(b.DayTokens, most.DayTokens) || over(b.DayStrokes, most.DayStrokes)) {
		return ErrBudget
	}
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return err
	}
	return r.change(ctx, func(st *state) error {
		st.Budget = b
		if st.Paused == wire.PausedBudget && st.spent(a.cfg.Now()) == "" {
			st.Paused, st.Why, st.Wanted = wire.NotPaused, "", true
		}
		return nil
	})
}

// Status returns how a workspace's artist stands, its budget, and whether it has begun on
// the live piece.
func (a *Artists) Status(ctx context.Context, workspace int64) (wire.Artist, Budget, bool, error) {
	r, err := a.runner(ctx, workspace)
	if err != nil {
		return wire.Artist{}, Budget{}, false, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.standing(), r.st.Budget, r.st.Begun, nil
}
