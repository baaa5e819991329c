package artist

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// A turn is one run of the artist. It acts on its own piece and on no other (rule A3).
type turn struct {
	r     *runner
	hand  *hub.Hand
	piece uint32
	tools *Tools
	brief artist.Brief
	voice voice

	reading int           // nudges that the model was told and has not replied to
	waited  time.Duration // by the last draw
	seen    uint64        // the next draw is only for the piece as it was then; 0 if it is for any
}

func newTurn(r *runner, hand *hub.Hand) *turn {
	t := &turn{r: r, hand: hand, piece: hand.Piece.Piece}
	r.mu.Lock()
	t.brief = artist.Brief{Prompt: r.st.Prompt, Style: hand.Style, Width: hand.Size[0], Height: hand.Size[1], Seed: r.st.Seed}
	r.mu.Unlock()
	t.voice.say = func(id uint32, text string) uint32 {
		return t.note(wire.Note{ID: id, Kind: wire.Thought, More: id != 0, Text: text})
	}
	t.tools = newTools(r.all, hand, r.workspace, t)
	return t
}

// with changes the state, unless the piece is another one by now.
func (t *turn) with(f func(*state)) {
	t.r.mu.Lock()
	defer t.r.mu.Unlock()
	if t.r.st.Piece == t.piece {
		f(&t.r.st)
		t.r.show()
	}
}

// note shows a note, and returns its id.
func (t *turn) note(n wire.Note) (id uint32) {
	t.r.mu.Lock()
	defer t.r.mu.Unlock()
	if t.r.st.Piece == t.piece {
		at := n.At
		n.At = 0
		m := t.r.st.note(n)
		id, m.At = m.ID, at
		t.r.show(m)
	}
	return id
}

// does says what the artist does now, in a few words.
func (t *turn) does(what string) {
	t.r.mu.Lock()
	defer t.r.mu.Unlock()
	if t.r.st.Piece == t.piece {
		t.r.doing = what
		t.r.show()
	}
}

// takeNudges returns the nudges that wait, in their order. They are the turn's from here on.
func (t *turn) takeNudges() (list []nudge) {
	t.with(func(st *state) {
		if t.r.cut { // they are for the turn that follows
			return
		}
		list, st.Nudges = st.Nudges, nil
		for _, n := range list {
			st.tell(n.Text)
		}
		if len(list) > 0 {
			st.Wanted = false // this turn reads them: none is needed for them
			t.r.keep()
		}
	})
	return list
}

// save keeps how far the turn is, so that a crash takes little back.
func (t *turn) save(f func(*state)) {
	t.with(func(st *state) {
		f(st)
		t.r.keep()
	})
}

// nudged reports whether nudges wait.
func (t *turn) nudged() (yes bool) {
	t.with(func(st *state) { yes = len(st.Nudges) > 0 })
	return yes
}

// spend counts what was used, and returns errSpent once the budget is used up.
func (t *turn) spend(u usage) (err error) {
	now := t.r.all.cfg.Now()
	t.with(func(st *state) {
		st.spend(now, u)
		left := st.Budget
		left.Turns, left.DayTurns = 0, 0 // the turn that runs may end
		probe := *st
		probe.Budget = left
		if probe.spent(now) != "" {
			err = errSpent
		}
	})
	return err
}

// left returns how many strokes the budget has left.
func (t *turn) left() int {
	left := uint64(1 << 20)
	t.with(func(st *state) {
		if b := st.Budget; b.Strokes > 0 {
			left = min(left, b.Strokes-min(st.Used.Strokes, b.Strokes))
		}
		if b := st.Budget; b.DayStrokes > 0 && st.Day == t.r.all.cfg.Now().UTC().Format(time.DateOnly) {
			left = min(left, b.DayStrokes-min(st.Today.Strokes, b.DayStrokes))
		}
	})
	return int(left)
}

// draw draws marks as the artist, and waits until they are on disk. t.waited is then how long
// there was no room for more strokes that wait to be performed (rule L2).
func (t *turn) draw(ctx context.Context, marks []artist.Mark) (int, error) {
	left := t.left()
	if left == 0 {
		return 0, errSpent // an owner has lowered the budget
	}
	marks = marks[:min(len(marks), left)]
	list := make([]authority.Ink, len(marks))
	for i, m := range marks {
		list[i] = authority.Ink{Brush: m.Brush, Points: m.Points}
	}
	t.waited = 0
	waits := func(d time.Duration) {
		t.waited += d
		if d >= time.Second {
			t.does("waiting until there is room for more strokes") // of those that wait to be performed, or on the piece
		}
	}
	var drawn []core.StrokeID
	var err error
	if t.seen > 0 {
		drawn, err = t.hand.DrawSeen(ctx, t.seen, list, waits)
	} else {
		drawn, err = t.hand.Draw(ctx, list, waits)
	}
	if n := len(drawn); n > 0 {
		t.with(func(st *state) { st.Gate.marked(n) })
		if over := t.spend(usage{Strokes: uint64(n)}); err == nil {
			err = over
		}
	}
	return len(drawn), err
}

// finish ends the piece. A person's words that came meanwhile take it up again.
func (t *turn) finish() {
	t.with(func(st *state) {
		st.Done = len(st.Nudges) == 0
		st.Wanted = !st.Done
		t.r.keep()
	})
}

// name gives the piece a title, and returns the one that it has then: what a person gave stays.
// It is stored before it is told.
func (t *turn) name(ctx context.Context, title string) (string, error) {
	k := store.PieceKey{Workspace: t.r.workspace, Piece: t.piece}
	had, err := t.r.all.cfg.Hub.Title(ctx, k)
	if err != nil {
		return "", err
	}
	named := ""
	t.with(func(st *state) { named = st.Named })
	if had != "" && had != named {
		return had, nil
	}
	t.save(func(st *state) { st.Named = title })
	return title, t.r.all.cfg.Hub.SetTitle(ctx, k, title)
}

// A voice collects words that stream in, so that viewers get a note a moment and not one a word.
type voice struct {
	say func(id uint32, text string) uint32

	mu   sync.Mutex // guards what follows
	id   uint32     // of the note that is being said, 0 for none
	text strings.Builder
	last time.Time
	late *time.Timer // says what is left when nothing more comes
}

// moment is how often words are shown: long enough for a few words, too short to be noticed.
const moment = 80 * time.Millisecond

// add says more.
func (v *voice) add(text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.text.WriteString(text)
	if since := time.Since(v.last); since >= moment {
		v.flush()
	} else if v.late == nil {
		v.late = time.AfterFunc(moment-since, func() {
			v.mu.Lock()
			defer v.mu.Unlock()
			v.late = nil
			v.flush()
		})
	}
}

// end says what is left, and begins a new note with what comes next.
func (v *voice) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.late != nil {
		v.late.Stop()
		v.late = nil
	}
	v.flush()
	v.id = 0
}

func (v *voice) flush() {
	if v.text.Len() > 0 {
		v.id = v.say(v.id, v.text.String())
		v.text.Reset()
		v.last = time.Now()
	}
}

// wait waits until what is drawn has been performed but for d, and returns early when
// somebody nudges.
func (t *turn) wait(ctx context.Context, d time.Duration) error {
	for {
		left, _, err := t.hand.Backlog(ctx)
		if err != nil || left <= d || t.nudged() {
			return err
		}
		if err := rest(ctx, min(left-d, waitStep)); err != nil {
			return err
		}
	}
}

// waitStep is how soon an artist that waits for its own pen hears a nudge.
const waitStep = 250 * time.Millisecond

func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return errors.Join(ctx.Err(), context.Cause(ctx))
	}
}
