package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/wire"
)

const (
	atOnce = 10                      // strokes that the artist draws before it listens again
	mends  = 5                       // critiques in a row that it tries to do justice to
	ahead  = 1500 * time.Millisecond // of its own pen, so that a nudge is answered at once and the pen does not stop
	listen = 250 * time.Millisecond  // how soon one that waits for its pen hears a nudge
	polite = 2 * time.Second         // that it holds its pen while people draw, at most
)

// errNudged says that a step makes way for an answer to somebody, and goes on after it.
var errNudged = errors.New("local: somebody has said something")

// A turn is one run of the artist, on one piece.
type turn struct {
	e     *easel
	hand  *hand
	piece *piece
}

// with looks at the state, or changes it, in the loop.
func (t *turn) with(ctx context.Context, f func(*artistState)) error {
	return t.hand.ask(ctx, func() {
		f(&t.piece.meta.Artist)
		t.e.w.touchMeta()
		t.e.show()
	})
}

// paint paints until the piece is finished.
func (t *turn) paint(ctx context.Context) error {
	s, err := t.takeUp(ctx)
	for err == nil {
		if err = t.answer(ctx, s); err != nil {
			break
		}
		if err = t.seeOthers(ctx, s); err != nil {
			break
		}
		k, ok := s.Next()
		if !ok {
			return t.finish(ctx)
		}
		if k.Judged() {
			if err = t.pass(ctx, s); err != nil {
				break
			}
		}
		if err = t.step(ctx, s, k); err == errNudged {
			err = nil
		} else if err == nil && k.Done {
			return t.finish(ctx)
		}
	}
	return err
}

// takeUp returns the sitting of the piece: the one at work, or one that goes on where it was.
func (t *turn) takeUp(ctx context.Context) (*artist.Sitting, error) {
	e := t.e
	if e.sitting != nil && e.satFor == t.piece {
		return e.sitting, nil
	}
	var st artistState
	var b artist.Brief
	if err := t.with(ctx, func(s *artistState) { st, b = *s, t.piece.brief() }); err != nil {
		return nil, err
	}
	s := artist.Sit(b)
	if st.Progress != (artist.Progress{}) || st.From > 0 || len(st.Told) > 0 {
		f, err := t.hand.see(ctx)
		if err != nil {
			return nil, err
		}
		s.Resume(st.Progress, st.From, st.Told, f.strokes, t.hand.last)
	}
	e.sitting, e.satFor = s, t.piece
	return s, nil
}

// answer reads what people say, and answers each at once.
func (t *turn) answer(ctx context.Context, s *artist.Sitting) error {
	var list []string
	if err := t.with(ctx, func(st *artistState) {
		list, st.Nudges = st.Nudges, nil
		st.Told = append(st.Told, list...)
		st.Told = st.Told[max(len(st.Told)-toldMost, 0):]
	}); err != nil {
		return err
	}
	for _, text := range list { // all of them, before anything can interrupt the answers
		s.Painter.Nudge(text)
	}
	for range list {
		k, ok := s.Take(false)
		if !ok {
			return nil
		}
		if err := t.step(ctx, s, k); err != nil {
			return err
		}
	}
	return nil
}

// seeOthers shows the painter what people have drawn. While they draw it waits, but not for ever: see
// [artist.Sitting.Busy].
func (t *turn) seeOthers(ctx context.Context, s *artist.Sitting) error {
	for began := time.Now(); ; {
		f, err := t.hand.see(ctx)
		if err != nil {
			return err
		}
		nudged := false
		if s.Look(f.strokes); s.Busy() && time.Since(began) < polite {
			err = t.with(ctx, func(st *artistState) { nudged = len(st.Nudges) > 0 })
		}
		if err != nil || !s.Busy() || time.Since(began) >= polite || nudged {
			return err
		}
		if err := rest(ctx, listen); err != nil {
			return err
		}
	}
}

// step does one step: it says its thought, and draws.
func (t *turn) step(ctx context.Context, s *artist.Sitting, k *artist.Task) error {
	err := t.hand.ask(ctx, func() {
		t.e.doing = k.Doing
		t.e.show()
		if k.Drawn == 0 {
			t.think(k.Thought)
		}
		if k.Title != "" {
			t.name(k.Title)
		}
	})
	if err == nil {
		err = t.mark(ctx, s)
	}
	if err == nil && k.Drawn < len(k.Marks) {
		err = t.draw(ctx, s, k)
	}
	if err != nil {
		return err
	}
	s.Finish()
	return t.mark(ctx, s)
}

// name gives the piece a title, unless a person has given it one. It runs in the loop.
func (t *turn) name(title string) {
	st, had := &t.piece.meta.Artist, t.piece.meta.Title
	if had != "" && had != st.Named {
		if had != title {
			t.e.note(wire.Note{Kind: wire.Thought, Text: "It keeps the title that you gave it: “" + had + "”."})
		}
		return
	}
	st.Named = title
	t.e.w.setTitle(title)
}

// think says a thought, word by word, as fast as one reads. It runs in the loop.
func (t *turn) think(text string) {
	id := uint32(0)
	for _, w := range artist.Aloud(text) {
		id = t.e.note(wire.Note{ID: id, Kind: wire.Thought, More: id != 0, At: w.At, Text: w.Text})
	}
}

// mark keeps how far it is.
func (t *turn) mark(ctx context.Context, s *artist.Sitting) error {
	return t.with(ctx, func(st *artistState) { st.Progress, st.From = s.At(t.hand.last) })
}

// draw draws the marks of a step, some at once, so that it can listen in between.
func (t *turn) draw(ctx context.Context, s *artist.Sitting, k *artist.Task) (err error) {
	id, drawn := uint32(0), 0
	if err = t.hand.ask(ctx, func() { id = t.e.note(wire.Note{Kind: wire.ToolBegun, Text: k.Doing}) }); err != nil {
		return err
	}
	defer func() {
		n := wire.Note{ID: id, Kind: wire.ToolEnded, More: true, Text: "\n" + counted(drawn)}
		_ = t.hand.ask(context.WithoutCancel(ctx), func() { t.e.note(n) }) // the piece may be another one
	}()
	for k.Drawn < len(k.Marks) {
		if err := t.seeOthers(ctx, s); err != nil { // what is left goes around what they drew meanwhile
			return err
		}
		n, err := t.hand.draw(ctx, k.Marks[k.Drawn:min(k.Drawn+atOnce, len(k.Marks))])
		drawn += n
		if err != nil {
			k.Drawn += n
			return err
		}
		k.Drawn = min(k.Drawn+atOnce, len(k.Marks)) // what was not admitted will not be
		nudged := false
		if err := t.with(ctx, func(st *artistState) {
			st.Strokes += uint64(n)
			st.Passed = st.Passed && k.Sign // a name in the corner is no change of the picture
			st.Progress, st.From = s.At(t.hand.last)
		}); err != nil {
			return err
		}
		if nudged, err = t.wait(ctx); err != nil {
			return err
		}
		if k.Layer && k.Drawn < len(k.Marks) && nudged {
			return errNudged
		}
	}
	return nil
}

// counted returns so many strokes, as people say it.
func counted(n int) string {
	if n == 1 {
		return "1 stroke"
	}
	return fmt.Sprintf("%d strokes", n)
}

// wait waits until nearly all that is drawn has been performed, and returns early when
// somebody nudges.
func (t *turn) wait(ctx context.Context) (nudged bool, err error) {
	most := t.e.w.cfg.Ahead
	for {
		left, err := t.hand.backlog(ctx)
		if err == nil {
			err = t.hand.ask(ctx, func() { nudged = len(t.piece.meta.Artist.Nudges) > 0 })
		}
		if err != nil || left <= most || nudged {
			return nudged, err
		}
		if err := rest(ctx, min(left-most, listen)); err != nil {
			return false, err
		}
	}
}

// pass has the critique pass, mending what it finds.
func (t *turn) pass(ctx context.Context, s *artist.Sitting) error {
	for range mends {
		passed, id := false, uint32(0)
		if err := t.with(ctx, func(st *artistState) {
			if passed = st.Passed; !passed {
				t.e.doing = "looking at the picture"
				id = t.e.note(wire.Note{Kind: wire.ToolBegun, Text: "judging the picture"})
			}
		}); err != nil || passed {
			return err
		}
		found, err := t.measure(ctx, s.Painter.Subject())
		if err == nil {
			err = context.Cause(ctx) // somebody has paused it meanwhile
		}
		n := wire.Note{ID: id, Kind: wire.ToolEnded, More: true, Text: "\nIt holds together."}
		switch {
		case err != nil:
			n.Kind, n.Text = wire.ToolFailed, brokenOff
		case len(found) > 0:
			n.Text = "\nNot yet." // what it thinks when it mends that is said in its own words
		}
		if err2 := t.with(context.WithoutCancel(ctx), func(st *artistState) {
			st.Passed = err == nil && len(found) == 0
			t.e.note(n)
		}); cmp.Or(err, err2) != nil || len(found) == 0 {
			return cmp.Or(err, err2)
		}
		s.Painter.Mend(found)
		for range found { // a step for each
			k, ok := s.Take(true)
			if !ok {
				break
			}
			if err := t.step(ctx, s, k); err != nil {
				return err
			}
		}
	}
	return stuckError("The picture does not hold together yet, and I do not see how to mend it. Tell me what it lacks, or let me go on.")
}

// measure judges the picture by measure; subject is where it should be, in px, or empty.
func (t *turn) measure(ctx context.Context, subject core.Rect) ([]artist.Finding, error) {
	f, err := t.hand.see(ctx)
	if err != nil {
		return nil, err
	}
	mine := func(o *core.Stroke) bool { return o.Member == core.ArtistMember }
	pixels := func(without func(*core.Stroke) bool) ([]byte, error) {
		c, err := f.canvas(without)
		if err != nil {
			return nil, err
		}
		rgba := make([]byte, 4*int(f.width)*int(f.height))
		c.WriteRGBA(rgba, core.Rect{X1: f.width, Y1: f.height})
		return rgba, nil
	}
	a := artist.Canvas{Style: t.piece.room.Piece().Style(), Subject: subject, Width: f.width, Height: f.height}
	if a.Pix, err = pixels(nil); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(f.strokes, func(o *core.Stroke) bool { return !mine(o) && o.Hidden == 0 }) {
		if a.Ink, err = pixels(mine); err != nil {
			return nil, err
		}
	}
	return artist.Critique(a), nil
}

// finish ends the piece. Words that came meanwhile take it up again.
func (t *turn) finish(ctx context.Context) error {
	return t.with(ctx, func(st *artistState) {
		st.Done = len(st.Nudges) == 0
		st.Wanted = !st.Done
	})
}
