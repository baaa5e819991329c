package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
)

func TestMood(t *testing.T) {
	on := wire.Artist{Piece: 1, Iteration: 1}
	with := func(change func(*wire.Artist)) wire.Artist { a := on; change(&a); return a }
	for _, c := range []struct {
		a           wire.Artist
		owner       bool
		mood        Mood
		words, hint string
	}{
		{wire.Artist{Piece: 1}, true, Ready, "Ready", "It paints what you tell it."},
		{on, true, Resting, "Resting", "A word from you, and it goes on."},
		{with(func(a *wire.Artist) { a.Nudges = 1 }), true, Resting, "Resting", "It reads your words next."},
		{with(func(a *wire.Artist) { a.Active = true }), true, Working, "Thinking", ""},
		{with(func(a *wire.Artist) { a.Active, a.Doing = true, "painting the water" }), true, Working, "Painting the water", ""},
		{with(func(a *wire.Artist) { a.Done = true }), true, Finished, "Finished", "A word from you, and it takes up the brush again."},
		{with(func(a *wire.Artist) { a.Active, a.Paused = true, wire.PausedPerson }), true, Paused, "Paused", "Resume, and it goes on where it was."},
		{with(func(a *wire.Artist) { a.Paused = wire.PausedAway }), true, Paused, "Paused", "Nobody was looking. It goes on now."},
		{with(func(a *wire.Artist) { a.Paused, a.Why = wire.PausedError, "its key is not valid" }), true, Stopped, "Stopped", "Its key is not valid. What is painted is safe. Resume to try again."},
		{with(func(a *wire.Artist) { a.Paused = wire.PausedBudget }), true, Paused, "Paused", "It has used up what it may use. Raise its budget below, and it goes on."},
		{with(func(a *wire.Artist) { a.Paused = wire.PausedBudget }), false, Paused, "Paused", "It has used up what it may use. An owner can raise its budget."},
	} {
		if mood, words, hint := mood(c.a, c.owner); mood != c.mood || words != c.words || hint != c.hint {
			t.Errorf("%+v: %q, %q, %q", c.a, mood, words, hint)
		}
	}
	if got := share(wire.Artist{Turns: wire.Spent{Used: 1, Most: 4}, Tokens: wire.Spent{Used: 9, Most: 3}}); got != 1 {
		t.Errorf("more than all of a budget is %v", got)
	}
	if got := share(wire.Artist{Turns: wire.Spent{Used: 1}}); got != -1 {
		t.Errorf("no bound is %v", got)
	}
}

// TestSuggest: what is suggested fits the prompt, and was not said already.
func TestSuggest(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Painter)
	all := map[string]int{}
	for piece := range uint32(7) {
		s.table.tell(artistFrame(wire.Artist{Piece: 1 + piece, Iteration: 1, Prompt: "lemons on a kitchen table"}))
		var w wire.Writer
		s.table.tell(w.Note(nil, wire.Note{Piece: 1 + piece, ID: 1, Kind: wire.Nudge, Member: 1, Text: " More blue "}))
		s.step(2)
		for _, text := range s.Studio().State().Artist.Suggest {
			all[text]++
		}
	}
	if all["add a bird"] > 0 || all["more blue"] > 0 || all["add an apple"] == 0 {
		t.Errorf("suggested is %v", all)
	}
}

// TestSay checks that words that are not sent stay, and that words that are sent again count
// once.
func TestSay(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Painter)
	st := s.Studio()
	draft := func() string { text, _, _ := st.Draft(); return text }
	trouble := func() string { _, why, _ := st.Draft(); return why }
	sent := func() bool { _, _, sending := st.Draft(); return !sending }
	s.table.tell(artistFrame(wire.Artist{Piece: 1}))
	s.step(1)
	if !st.State().Invited || st.State().Artist.Mood != Ready || len(st.State().Artist.Suggest) != 3 {
		t.Errorf("an empty sheet: %+v", st.State().Artist)
	}
	st.Say("  ")
	s.wait("it is asked to begin", sent)
	if !slices.Equal(s.host.asked(), []string{"start "}) {
		t.Errorf("the host was asked %q", s.host.asked())
	}
	s.table.tell(artistFrame(wire.Artist{Piece: 1, Iteration: 1}))
	s.step(1)
	if st.State().Invited {
		t.Error("the sheet invites while the artist paints")
	}
	s.host.answers(errors.New("32 messages wait already"), nil, nil)
	st.SetDraft("more blue")
	st.Say(draft())
	s.wait("it is refused", sent)
	if draft() != "more blue" || trouble() != "32 messages wait already." {
		t.Errorf("refused: %q, %q", draft(), trouble())
	}
	s.host.answers(nil, nil, nil)
	st.Say(draft())
	s.wait("it is sent", sent)
	if draft() != "" || trouble() != "" || len(s.host.asked()) != 3 || s.host.asked()[1] != s.host.asked()[2] {
		t.Errorf("sent: %q, %q, %q", draft(), trouble(), s.host.asked())
	}
	st.Say("")
	st.Say(strings.Repeat("ä", core.NudgeChars+1))
	if !strings.Contains(trouble(), "at most 1000 characters") || len(s.host.asked()) != 3 {
		t.Errorf("too long: %q", trouble())
	}
	st.SetDraft("")
	s.table.down = true
	s.line.Drop()
	s.step(1)
	st.Say("bigger")
	if draft() != "bigger" || !strings.HasPrefix(trouble(), "This cannot be sent now") || len(s.host.asked()) != 3 {
		t.Errorf("without a server: %q, %q", draft(), trouble())
	}
}

// TestNotebook checks how notes become what people read.
func TestNotebook(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Painter)
	st := s.Studio()
	s.table.tell(artistFrame(wire.Artist{Piece: 1, Iteration: 1}))
	var w wire.Writer
	for i, text := range []string{"The sky ", "comes first."} {
		s.table.tell(w.Note(nil, wire.Note{Piece: 1, ID: 1, Kind: wire.Thought, More: i > 0, Text: text}))
	}
	s.table.tell(w.Note(nil, wire.Note{Piece: 1, ID: 2, Kind: wire.Nudge, Member: st.State().Me, Text: "more blue"}))
	s.step(2)
	list := st.Notes()
	if len(list) != 2 || list[0].Text != "The sky comes first." || list[1].Who != "You" || !st.Unread() || !st.NotebookFolded() {
		t.Errorf("the notebook has %+v", list)
	}
	st.FoldNotebook(false)
	if st.Unread() || st.NotebookFolded() {
		t.Error("an open notebook is unread, or folded")
	}
	s.table.tell(artistFrame(wire.Artist{Piece: 2}))
	s.step(1)
	if len(st.Notes()) != 0 {
		t.Errorf("notes of a piece that is gone: %+v", st.Notes())
	}
	var b notebook
	for i := range uint32(notebookMost + 10) {
		b.take([]wire.Note{{ID: i + 1}}, false)
	}
	b.take([]wire.Note{{ID: 5}, {ID: 100, Text: "again"}}, false)
	if len(b.notes) != notebookMost || b.notes[0].ID != 11 || b.notes[89].Text != "again" {
		t.Errorf("%d notes, from %d on", len(b.notes), b.notes[0].ID)
	}
}
