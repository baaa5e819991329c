package local

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/desktop/say"
)

// An artistState is what is kept of the artist with a piece. Its form is kept in files: only add.
type artistState struct {
	Prompt   string          `json:"prompt,omitempty"`
	Seed     uint64          `json:"seed,string,omitempty"`
	Begun    bool            `json:"begun,omitempty"`
	Done     bool            `json:"done,omitempty"`
	Wanted   bool            `json:"wanted,omitempty"` // a turn is to run
	Paused   wire.Pause      `json:"paused,omitempty"`
	Why      string          `json:"why,omitempty"`
	Asks     bool            `json:"asks,omitempty"` // somebody's words end the pause
	Passed   bool            `json:"passed,omitempty"`
	Nudges   []string        `json:"nudges,omitempty"` // that wait to be read
	Told     []string        `json:"told,omitempty"`   // that were
	Seen     []string        `json:"seen,omitempty"`   // ids of the newest, so that one counts once
	Progress artist.Progress `json:"progress,omitzero"`
	From     uint32          `json:"from,omitempty"`  // see artist.Sitting.At
	Named    string          `json:"named,omitempty"` // the title that the artist gave: another one is a person's
	Turns    uint64          `json:"turns,omitempty"`
	Strokes  uint64          `json:"strokes,omitempty"`
	Notes    []wire.Note     `json:"notes,omitempty"`
	Next     uint32          `json:"next,omitempty"` // id of the next note
}

// Bounds of what is kept.
const (
	toldMost = 64
	seenMost = 64
)

// What people are told who ask for what cannot be. Each is a sentence.
var (
	errNudgesFull = say.Sentence("32 nudges wait to be read already. Give the artist a moment.")
	errFinished   = say.Sentence("The piece is finished. Tell the artist what it lacks, or begin a new one.")
	errBegun      = say.Sentence("The artist has begun on this piece already. Nudge it, or begin a new piece.")
	errNudge      = say.Sentence("A nudge has 1 to 1000 characters.")
	errPrompt     = say.Sentence("A prompt has at most 1000 characters.")
)

// errPaused interrupts a turn.
var errPaused = errors.New("local: somebody has paused the artist")

// An easel is the studio artist of a workspace, which works in turns (rule A1). Its state hangs on the piece, and
// is the loop's; its goroutine runs the turns, and asks.
type easel struct {
	w    *Workspace
	wake chan struct{} // a turn may be due; one is enough
	ctx  context.Context
	end  context.CancelFunc
	gone sync.WaitGroup

	// Of the loop alone.
	looking bool
	active  bool
	doing   string
	cut     context.CancelCauseFunc // of the turn, nil when there is none

	// Of the goroutine alone.
	sitting *artist.Sitting
	satFor  *piece
}

func newEasel(w *Workspace) *easel {
	e := &easel{w: w, wake: make(chan struct{}, 1)}
	e.ctx, e.end = context.WithCancel(context.Background())
	e.gone.Go(e.run)
	return e
}

// stop ends the turn and the goroutine. The loop calls it, so it answers meanwhile, unless it has broken.
func (e *easel) stop() {
	e.end()
	select {
	case <-e.w.ended:
		e.gone.Wait()
		return
	default:
	}
	ended := make(chan struct{})
	go func() { e.gone.Wait(); close(ended) }()
	for {
		select {
		case f := <-e.w.inbox:
			f()
		case <-ended:
			return
		}
	}
}

func (e *easel) signal() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// run is the artist's goroutine.
func (e *easel) run() {
	for {
		select {
		case <-e.wake:
		case <-e.ctx.Done():
			return
		}
		for e.turn() {
		}
	}
}

// turnTo is told by the loop that p is painted on from now on.
func (e *easel) turnTo(p *piece) {
	e.interrupt(errTurned)
	if st := &p.meta.Artist; st.Begun && !st.Done && st.Paused == wire.NotPaused {
		st.Wanted = true // it was at work when the file was closed
	}
	e.show()
	e.signal()
}

// look is told by the loop how many look.
func (e *easel) look(lines int) {
	e.looking = lines > 0
	if e.looking {
		e.signal()
	}
}

func (e *easel) interrupt(why error) {
	if e.cut != nil {
		e.cut(why)
	}
}

// change changes the state for somebody who asks for it, in the loop.
func (e *easel) change(ctx context.Context, f func(*artistState) error) error {
	var err error
	if err2 := e.w.ask(ctx, func() {
		if err = f(&e.w.piece.meta.Artist); err == nil {
			e.w.piece.fresh = false
			e.w.touchMeta()
			e.show()
			e.signal()
		}
	}); err2 != nil {
		return err2
	}
	return err
}

// begin has the artist begin on the piece.
func (e *easel) begin(st *artistState, prompt string) {
	st.Prompt, st.Begun, st.Wanted, st.Paused, st.Why = prompt, true, true, wire.NotPaused, ""
	for st.Seed == 0 {
		st.Seed = e.w.cfg.Seed()
	}
}

// StartArtist has the artist begin on the live piece.
func (w *Workspace) StartArtist(ctx context.Context, prompt string) error {
	prompt = strings.TrimSpace(prompt)
	if utf8.RuneCountInString(prompt) > core.NudgeChars {
		return errPrompt
	}
	return w.easel.change(ctx, func(st *artistState) error {
		if st.Begun {
			return errBegun
		}
		w.easel.begin(st, prompt)
		return nil
	})
}

// Nudge tells the artist something. However often it comes under one id, it counts once.
func (w *Workspace) Nudge(ctx context.Context, text, id string) error {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if n := utf8.RuneCountInString(text); n < 1 || n > core.NudgeChars {
		return errNudge
	}
	return w.easel.change(ctx, func(st *artistState) error { return w.easel.nudge(st, text, id) })
}

func (e *easel) nudge(st *artistState, text, id string) error {
	for _, s := range st.Seen {
		if s == id {
			return nil
		}
	}
	if len(st.Nudges) >= core.NudgesMax {
		return errNudgesFull
	}
	if id != "" {
		st.Seen = append(st.Seen, wire.Clip(id, seenMost))
		st.Seen = st.Seen[max(len(st.Seen)-seenMost, 0):]
	}
	e.note(wire.Note{Kind: wire.Nudge, Member: me, Text: text})
	if !st.Begun { // the first words are what it is to paint
		e.begin(st, text)
		return nil
	}
	st.Nudges = append(st.Nudges, text)
	st.Done, st.Wanted = false, true
	if st.Asks {
		st.Paused, st.Why, st.Asks = wire.NotPaused, "", false
	}
	return nil
}

// PauseArtist stops the artist until somebody resumes it (rule A2).
func (w *Workspace) PauseArtist(ctx context.Context) error {
	return w.easel.change(ctx, func(st *artistState) error {
		st.Paused, st.Why, st.Asks = wire.PausedPerson, "", false
		st.Wanted = st.Wanted || w.easel.active
		w.easel.interrupt(errPaused)
		return nil
	})
}

// ResumeArtist lets it go on.
func (w *Workspace) ResumeArtist(ctx context.Context) error {
	return w.easel.change(ctx, func(st *artistState) error {
		if st.Done {
			return errFinished
		}
		st.Paused, st.Why, st.Asks, st.Wanted = wire.NotPaused, "", false, true
		return nil
	})
}

// show shows how the artist stands, where that has changed. It runs in the loop.
func (e *easel) show() {
	p, st := e.w.piece, &e.w.piece.meta.Artist
	is := wire.Artist{
		Piece: p.room.Piece().Number(), Active: e.active, Done: st.Done, Paused: st.Paused, Nudges: uint32(len(st.Nudges)),
		Provider: wire.StudioArtist, Doing: wire.Clip(e.doing, wire.DoingBytes), Why: st.Why, Prompt: st.Prompt,
		Turns: wire.Spent{Used: st.Turns}, Strokes: wire.Spent{Used: st.Strokes},
	}
	if e.active {
		is.Iteration = 1
	}
	if e.w.standing == nil || *e.w.standing != is {
		e.w.standing = &is
		var wr wire.Writer
		e.w.show(wr.Artist(nil, is))
	}
}

// note adds a note to the notebook, or to one, and returns its id. It runs in the loop.
func (e *easel) note(n wire.Note) uint32 {
	p, st := e.w.piece, &e.w.piece.meta.Artist
	if n.ID == 0 {
		st.Next++
		n.ID = st.Next
	}
	n.Piece = p.room.Piece().Number()
	n.Text = wire.Clip(n.Text, wire.NoteBytes)
	kept := n
	kept.At = 0
	st.Notes = wire.Merge(st.Notes, kept)
	n.At += p.room.PerformedAt(now())
	e.w.notes = wire.Merge(e.w.notes, n)
	e.w.touchMeta()
	var wr wire.Writer
	e.w.show(wr.Note(nil, n))
	return n.ID
}

// showNotebook shows a session that was just welcomed what there is to be read.
func (w *Workspace) showNotebook(c *conn) {
	var wr wire.Writer
	put := func(frame []byte) { w.send(&authority.Send{To: c.id, Frame: frame}) }
	if w.standing != nil {
		put(wr.Artist(nil, *w.standing))
	}
	for _, n := range w.notes {
		n.More = false
		put(wr.Note(nil, n))
	}
}

// turn runs a turn, if one is due. It reports whether another may be.
func (e *easel) turn() (more bool) {
	ctx, cancel := context.WithCancelCause(e.ctx)
	defer cancel(nil)
	var p *piece
	var st *artistState
	if e.w.ask(ctx, func() {
		s := &e.w.piece.meta.Artist
		if !s.Wanted || !s.Begun || s.Done || s.Paused != wire.NotPaused || !e.looking {
			return
		}
		p, st = e.w.piece, s
		s.Wanted, e.active, e.cut, e.doing = false, true, cancel, "thinking"
		s.Turns++
		e.show()
	}) != nil || p == nil {
		return false
	}
	err := e.safely(ctx, p)
	if cause := context.Cause(ctx); cause != nil && err != nil {
		err = cause
	}
	// It answers though the workspace ends: what the turn was is kept.
	if e.w.ask(context.Background(), func() {
		e.active, e.cut, e.doing = false, nil, ""
		more = e.ended(p, st, err)
		if p == e.w.piece {
			e.w.touchMeta()
			e.show()
		}
	}) != nil {
		return false
	}
	return more
}

// A stuckError pauses the artist, with a sentence for people.
type stuckError string

func (s stuckError) Error() string { return string(s) }

// ended does what the end of a turn brings, in the loop.
func (e *easel) ended(p *piece, st *artistState, err error) (more bool) {
	if p != e.w.piece {
		return true // its file has been told already that there is more to do
	}
	var stuck stuckError
	switch {
	case err == nil:
		st.Wanted = st.Wanted || len(st.Nudges) > 0 // which came too late for it
		return true
	case errors.Is(err, errPaused):
		return true // who interrupted it has said what is next
	case errors.Is(err, errTurned), e.ctx.Err() != nil:
		st.Wanted = true // when the piece is opened again
		return false
	case errors.As(err, &stuck):
		st.Paused, st.Why, st.Asks, st.Wanted = wire.PausedError, string(stuck), true, true
	default:
		e.w.cfg.Log.Error("turn failed", "file", p.path(), "err", err)
		st.Paused, st.Why, st.Asks, st.Wanted = wire.PausedError, "Something went wrong on my side. Resume me, or tell me what to do, and I go on.", true, true
	}
	e.note(wire.Note{Kind: wire.Notice, Text: st.Why})
	return false
}

// safely runs the work of a turn. A fault of ours ends the turn, not the app.
func (e *easel) safely(ctx context.Context, p *piece) (err error) {
	defer func() {
		if bad := recover(); bad != nil {
			e.w.cfg.Log.Error("artist failed", "panic", fmt.Sprint(bad), "stack", string(debug.Stack()))
			e.sitting = nil
			err = fmt.Errorf("local: %v", bad)
		}
	}()
	h, err := e.w.takeHand(ctx, p)
	if err != nil {
		return err
	}
	defer func() { h.lift(ctx.Err() != nil) }()
	t := &turn{e: e, hand: h, piece: p}
	return t.paint(ctx)
}
