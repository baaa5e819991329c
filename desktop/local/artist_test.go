package local

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/app"
)

// TestArtist: it paints a piece to its end, with its name, also across a pause, a nudge and an end of the
// app; and nothing twice.
func TestArtist(t *testing.T) {
	cfg := testConfig(t)
	w, s, path := newWorkspace(t, cfg)
	ctx := t.Context()
	if err := w.StartArtist(ctx, strings.Repeat("é", core.NudgeChars+1)); err != errPrompt {
		t.Errorf("a prompt that is too long: %v", err)
	}
	if err := w.StartArtist(ctx, "a lighthouse at dusk"); err != nil {
		t.Fatal(err)
	}
	if err := w.StartArtist(ctx, "again"); err != errBegun {
		t.Errorf("begun twice: %v", err)
	}
	own := func() (n int) {
		for _, o := range s.piece().Strokes() {
			if o.Member == core.ArtistMember {
				n++
			}
		}
		return n
	}
	s.until("at work", func() bool { return own() > 20 })
	if err := w.PauseArtist(ctx); err != nil {
		t.Fatal(err)
	}
	s.until("paused", func() bool {
		a := s.c.Status(now()).Artist
		return a.Paused == wire.PausedPerson && !a.Active
	})
	had := own()
	if err := w.Nudge(ctx, "more stars", "one"); err != nil {
		t.Fatal(err)
	}
	if err := w.Nudge(ctx, "more stars", "one"); err != nil {
		t.Errorf("the same again: %v", err)
	}
	s.line.Close()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}

	w, err := Open(cfg, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	s = sit(t, w.Line(), 4)
	if a := s.c.Status(now()).Artist; a.Paused != wire.PausedPerson || a.Prompt != "a lighthouse at dusk" || a.Nudges != 1 || own() != had {
		t.Errorf("opened again: %+v, %d strokes, want %d", a, own(), had)
	}
	if err := w.ResumeArtist(ctx); err != nil {
		t.Fatal(err)
	}
	s.until("finished", func() bool { return s.c.Status(now()).Artist.Done })
	if s.c.Status(now()).Title == "" || s.c.Status(now()).Title == "A piece" {
		t.Errorf("it is called %q", s.c.Status(now()).Title)
	}
	if err := w.ResumeArtist(ctx); err != errFinished {
		t.Errorf("resumed when it is finished: %v", err)
	}
	notes, err := w.Notebook(ctx)
	if err != nil {
		t.Fatal(err)
	}
	nudges := 0
	for _, n := range notes {
		if n.Kind == wire.Nudge {
			nudges++
		}
	}
	if nudges != 1 {
		t.Errorf("the notebook has %d nudges, want 1", nudges)
	}
	// Another brief of the same seed, that was never interrupted, has as many strokes but for the answer.
	seen := map[core.Point]int{}
	for _, o := range s.piece().Strokes() {
		seen[o.Points[0]]++
	}
	if len(seen) < own()*9/10 {
		t.Errorf("%d strokes begin at %d places: some are there twice", own(), len(seen))
	}
}

// TestArtistOnNewPiece: a new piece can be the artist's from the beginning, and the turn before ends.
func TestArtistOnNewPiece(t *testing.T) {
	w, s, _ := newWorkspace(t, testConfig(t))
	if err := w.StartArtist(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	s.until("at work", func() bool { return len(s.piece().Strokes()) > 10 })
	if err := w.NewPiece(t.Context(), app.NewPiece{Width: 300, Height: 240, Style: core.Plotter, Artist: true, Prompt: "a cat"}); err != nil {
		t.Fatal(err)
	}
	s.until("at work on the new one", func() bool {
		return s.piece().Number() == 2 && len(s.piece().Strokes()) > 10 && s.c.Status(now()).Artist.Prompt == "a cat"
	})
}

func TestNudgesMax(t *testing.T) {
	w, _, _ := newWorkspace(t, testConfig(t))
	if err := w.StartArtist(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if err := w.PauseArtist(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range core.NudgesMax + 1 {
		err := w.Nudge(t.Context(), "more", string(rune('a'+i)))
		if want := i == core.NudgesMax; (err == errNudgesFull) != want {
			t.Fatalf("nudge %d: %v", i+1, err)
		}
	}
	for _, text := range []string{"", "  ", strings.Repeat("x", core.NudgeChars+1)} {
		if err := w.Nudge(t.Context(), text, ""); err != errNudge {
			t.Errorf("%d characters: %v", len(text), err)
		}
	}
}

// TestTitleOfAPerson: a title that a person gave stays.
func TestTitleOfAPerson(t *testing.T) {
	w, s, _ := newWorkspace(t, testConfig(t))
	if err := w.StartArtist(t.Context(), "a lighthouse at dusk"); err != nil {
		t.Fatal(err)
	}
	s.until("at work", func() bool { return len(s.piece().Strokes()) > 10 })
	if err := w.TitlePiece(t.Context(), 1, "Ours"); err != nil {
		t.Fatal(err)
	}
	s.until("finished", func() bool { return s.c.Status(now()).Artist.Done })
	if title := s.c.Status(now()).Title; title != "Ours" {
		t.Errorf("it is called %q", title)
	}
}

// TestBrokenOff: what was under way when the app was killed is told to be broken off. A file that is only looked at stays as it is.
func TestBrokenOff(t *testing.T) {
	path := withMeta(t, meta{Artist: artistState{Begun: true, Paused: wire.PausedPerson, Notes: []wire.Note{
		{ID: 1, Kind: wire.ToolEnded, Text: "the sky\n9 strokes"}, {ID: 2, Kind: wire.ToolBegun, Text: "the clouds"}, {ID: 3, Kind: wire.Thought, Text: "rain"},
	}}})
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(testConfig(t), path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := w.Notebook(t.Context())
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for i, want := range []wire.Note{
		{Kind: wire.ToolEnded, Text: "the sky\n9 strokes"}, {Kind: wire.ToolFailed, Text: "the clouds\nbroken off"}, {Kind: wire.Thought, Text: "rain"},
	} {
		if len(list) != 3 || list[i].Kind != want.Kind || list[i].Text != want.Text {
			t.Fatalf("the notebook is %+v, want at %d %+v", list, i, want)
		}
	}
	if is, err := os.ReadFile(path); err != nil || !bytes.Equal(is, was) {
		t.Errorf("the file is another one: %v", err)
	}
}

// TestPausedWhileJudging: a judgement that somebody interrupts has an end, too.
func TestPausedWhileJudging(t *testing.T) {
	w := Create(testConfig(t), filepath.Join(t.TempDir(), "A piece.png"), Canvas{Width: 3200, Height: 2400}) // it takes a while to look at that
	t.Cleanup(func() { w.Close() })
	s := sit(t, w.Line(), 11)
	ctx := t.Context()
	judging, done := false, false
	look := func() {
		if err := w.ask(ctx, func() {
			st := &w.piece.meta.Artist
			done = st.Done
			judging = slices.ContainsFunc(st.Notes, func(n wire.Note) bool { return n.Kind == wire.ToolBegun && strings.HasPrefix(n.Text, "judging") })
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.StartArtist(ctx, "a lighthouse at dusk"); err != nil {
		t.Fatal(err)
	}
	for look(); !judging; look() {
		if done {
			t.Fatal("it judged too fast to be seen")
		}
	}
	if err := w.PauseArtist(ctx); err != nil {
		t.Fatal(err)
	}
	s.until("paused", func() bool { a := s.c.Status(now()).Artist; return a.Paused == wire.PausedPerson && !a.Active })
	if look(); judging {
		t.Error("it goes on judging for good")
	}
}
