package artist

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"easel.example/core/artist"
	"easel.example/core/wire"
	"easel.example/server/hub"
)

// The studio artist: core/artist at the easel. It plans without a model, and acts by the
// same tools as one.

const (
	studioAtOnce = 10 // strokes that it draws before it listens again
	studioMends  = 5  // critiques in a row that it tries to do justice to

	// politeMost is how long it holds its pen while people draw: as long as one line takes, and not so long
	// that a crowd would keep it from painting.
	politeMost = 2 * time.Second

	studioLooks = 5 // times that it looks again because somebody drew between its look and its stroke
)

// studio paints until the piece is finished.
func (t *turn) studio(ctx context.Context) error {
	p, err := t.takeUp(ctx)
	if err != nil {
		return err
	}
	for {
		if err := t.listen(ctx, p); err != nil {
			return err
		}
		if err := t.seeOthers(ctx, p); err != nil {
			return err
		}
		k, ok := p.Next()
		if !ok {
			t.finish()
			return nil
		}
		if k.Judged() {
			if err := t.pass(ctx, p); err != nil {
				return err
			}
		}
		if err := t.step(ctx, k); err == errNudged {
			continue
		} else if err != nil {
			return err
		}
		if k.Done {
			t.finish()
			return nil
		}
	}
}

// errNudged says that a step makes way for an answer to somebody, and goes on after it.
var errNudged = errors.New("artist: somebody has said something")

// listen reads what people say, and answers each at once.
func (t *turn) listen(ctx context.Context, p *artist.Sitting) error {
	list := t.takeNudges()
	for _, n := range list { // all of them, before anything can interrupt the answers
		p.Painter.Nudge(n.Text)
	}
	for range list {
		k, ok := p.Take(false)
		if !ok {
			return nil
		}
		if err := t.step(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

// takeUp returns the sitting of the turn's piece: the one at work, or one that goes on
// where it was.
func (t *turn) takeUp(ctx context.Context) (*artist.Sitting, error) {
	r := t.r
	if r.sitting != nil && r.satFor == t.piece {
		return r.sitting, nil
	}
	p := artist.Sit(t.brief)
	var st state
	t.with(func(s *state) { st = *s })
	if st.Progress != (artist.Progress{}) || st.From > 0 || len(st.Told) > 0 {
		s, err := t.hand.See(ctx)
		if err != nil {
			return nil, err
		}
		p.Resume(st.Progress, st.From, st.Told, s.Strokes, t.hand.Last())
	}
	r.sitting, r.satFor = p, t.piece
	return p, nil
}

// seeOthers shows the painter what people have drawn since it looked last, and what they have taken
// back or brought back. While they draw it waits, but not for ever: see [artist.Sitting.Busy].
func (t *turn) seeOthers(ctx context.Context, p *artist.Sitting) error {
	for began := time.Now(); ; {
		s, err := t.hand.See(ctx)
		if err != nil {
			return err
		}
		if p.Look(s.Strokes); !p.Busy() {
			t.seen = s.Seq
			return nil
		}
		if t.seen = 0; time.Since(began) >= politeMost || t.nudged() {
			return nil
		}
		if err := rest(ctx, waitStep); err != nil {
			return err
		}
	}
}

// step does one step: it says its thought, and draws.
func (t *turn) step(ctx context.Context, k *artist.Task) error {
	t.does(k.Doing)
	if k.Drawn == 0 {
		t.think(k.Thought)
	}
	t.mark()
	if k.Title != "" {
		if err := t.use(ctx, "name_piece", map[string]any{"title": k.Title}); err != nil {
			return err
		}
	}
	if k.Drawn < len(k.Marks) {
		if err := t.drawStep(ctx, k); err != nil {
			return err
		}
	}
	t.r.sitting.Finish()
	t.mark()
	return nil
}

// mark keeps how far it is: before the step that was begun first, of which so much is drawn.
func (t *turn) mark() {
	at, from := t.r.sitting.At(t.hand.Last())
	t.save(func(st *state) { st.Progress, st.From = at, from })
}

// drawStep draws the marks of a step, some at once, so that it can listen in between.
func (t *turn) drawStep(ctx context.Context, k *artist.Task) (err error) {
	draw, say := t.draw, k.Doing
	if k.Sign {
		draw, say = t.drawAside, "signing"
	}
	id, drawn := t.begun(say, ""), 0
	defer func() { t.ended(id, counted(drawn, "stroke"), err) }()
	defer func() { t.seen = 0 }()
	for looks := 1; k.Drawn < len(k.Marks); looks++ {
		if err := t.seeOthers(ctx, t.r.sitting); err != nil { // what is left goes around what they drew meanwhile
			return err
		}
		if looks >= studioLooks {
			t.seen = 0
		}
		n, err := draw(ctx, k.Marks[k.Drawn:min(k.Drawn+studioAtOnce, len(k.Marks))])
		drawn += n
		if errors.Is(err, hub.ErrMoved) {
			continue
		}
		if err != nil {
			k.Drawn += n
			return err
		}
		looks = 0
		k.Drawn = min(k.Drawn+studioAtOnce, len(k.Marks)) // what was not admitted will not be
		t.mark()
		if err := t.wait(ctx, t.r.all.cfg.Ahead); err != nil {
			return err
		}
		if k.Layer && k.Drawn < len(k.Marks) && t.nudged() {
			return errNudged
		}
	}
	return nil
}

// drawAside draws marks that are no change of the picture: the signature.
func (t *turn) drawAside(ctx context.Context, marks []artist.Mark) (n int, err error) {
	var before gate
	t.with(func(st *state) { before = st.Gate })
	n, err = t.draw(ctx, marks)
	t.with(func(st *state) { st.Gate = before })
	return n, err
}

// think says a thought, word by word, as fast as one reads.
func (t *turn) think(text string) {
	id := uint32(0)
	for _, w := range artist.Aloud(text) {
		id = t.note(wire.Note{ID: id, Kind: wire.Thought, More: id != 0, At: w.At, Text: w.Text})
	}
}

// pass has the critique pass, mending what it finds.
func (t *turn) pass(ctx context.Context, p *artist.Sitting) error {
	for range studioMends {
		var open bool
		t.with(func(st *state) { open = st.Gate.Passed })
		if open {
			return nil
		}
		t.does("looking at the picture")
		id := t.begun("judging the picture", "")
		found, err := t.tools.measure(ctx, p.Painter.Subject())
		if err != nil {
			t.ended(id, "", err)
			return err
		}
		say, why := holds, holds
		if len(found) > 0 {
			say, why = notYet, found[0].Text // what it thinks when it mends that is said in its own words
		}
		t.with(func(st *state) { st.Gate.judge(len(found) == 0, why) })
		t.ended(id, say, nil)
		if len(found) == 0 {
			return nil
		}
		p.Painter.Mend(found)
		for range found { // a step for each
			k, ok := p.Take(true)
			if !ok {
				break
			}
			if err := t.step(ctx, k); err != nil {
				return err
			}
		}
	}
	// As many tries as that, and still something: a person's eye counts for more than a
	// measure, so the piece stays as it is, unfinished, until somebody says what it lacks.
	return &pauseError{pause: wire.PausedError, asks: true, why: "The picture does not hold together yet, and I do not see how to mend it. Tell me what it lacks, or let me go on."}
}

// use uses a tool as a model does.
func (t *turn) use(ctx context.Context, tool string, input any) error {
	b, err := json.Marshal(input)
	if err != nil {
		panic("artist: input of a tool: " + err.Error())
	}
	return t.tools.Do(ctx, tool, b).Err
}
