package app

import (
	"context"
	"strings"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/remark"
	"easel.example/core/wire"
)

// ArtistMember is the member that the artist is, in every workspace.
const ArtistMember = 0xffffffff

// A Mood is what the artist does, roughly.
type Mood string

// The moods.
const (
	NoArtist Mood = "" // there is none
	Ready    Mood = "ready"
	Working  Mood = "working"
	Resting  Mood = "resting"
	Paused   Mood = "paused"
	Stopped  Mood = "stopped"
	Finished Mood = "finished"
)

// An Artist is how the artist stands to the piece, in words.
type Artist struct {
	Mood       Mood
	Words      string // what it does now
	Hint       string // and, where it does nothing, what comes of that
	Begun      bool   // it has begun on this piece
	Pausable   bool
	Resumable  bool
	Provider   string // who paints
	Unpaid     bool   // it asks no model, and so uses no tokens
	Prompt     string
	Waiting    int     // words to it that it has not read
	Share      float64 // of its budget that is used, 0…1, of the part that runs out first; -1 is no bound
	Turns      wire.Spent
	Tokens     wire.Spent
	Strokes    wire.Spent
	Suggest    []string // what one might say to it
	Performing int      // strokes that one watches being painted, or that wait for it
}

// begun reports whether the artist has begun on the piece.
func begun(a wire.Artist) bool {
	return a.Piece != 0 && (a.Active || a.Done || a.Iteration > 0 || a.Prompt != "" || a.Turns.Used+a.Strokes.Used > 0)
}

// suggestMost is how many things are suggested at once.
const suggestMost = 3

func (s *Studio) artistOf(a wire.Artist, st *State) Artist {
	if a.Piece == 0 {
		return Artist{Share: -1}
	}
	on := begun(a)
	r := Artist{
		Begun: on, Provider: a.Provider, Prompt: a.Prompt, Waiting: int(a.Nudges), Share: share(a), Turns: a.Turns, Tokens: a.Tokens, Strokes: a.Strokes,
		Unpaid:     a.Provider == wire.StudioArtist && a.Tokens.Used == 0,
		Pausable:   on && !a.Done && a.Paused == wire.NotPaused,
		Resumable:  on && (a.Paused == wire.PausedPerson || a.Paused == wire.PausedError),
		Suggest:    remark.Piece{Number: a.Piece, Style: st.Style, Prompt: a.Prompt, Begun: on, Done: a.Done, Strokes: a.Strokes.Used}.Suggest(s.book.said(), suggestMost),
		Performing: s.client.Performing(),
	}
	r.Mood, r.Words, r.Hint = mood(a, st.Owner)
	return r
}

// mood says what the artist does now, in a few words, and what comes of it where it does
// nothing.
func mood(a wire.Artist, owner bool) (m Mood, words, hint string) {
	why := sentence(a.Why)
	or := func(text string) string {
		if why != "" {
			return why
		}
		return text
	}
	switch {
	case !begun(a):
		return Ready, "Ready", "It paints what you tell it."
	case a.Paused == wire.PausedPerson:
		return Paused, "Paused", "Resume, and it goes on where it was."
	case a.Paused == wire.PausedAway:
		return Paused, "Paused", "Nobody was looking. It goes on now."
	case a.Paused == wire.PausedError:
		return Stopped, "Stopped", or("What it runs on does not answer.") + " What is painted is safe. Resume to try again."
	case a.Paused == wire.PausedBudget && owner:
		return Paused, "Paused", or("It has used up what it may use.") + " Raise its budget below, and it goes on."
	case a.Paused == wire.PausedBudget:
		return Paused, "Paused", or("It has used up what it may use. An owner can raise its budget.")
	case a.Active && a.Doing == "":
		return Working, "Thinking", ""
	case a.Active:
		return Working, capital(a.Doing), ""
	case a.Done:
		return Finished, "Finished", "A word from you, and it takes up the brush again."
	case a.Nudges > 0:
		return Resting, "Resting", "It reads your words next."
	}
	return Resting, "Resting", "A word from you, and it goes on."
}

// share returns how much of the budget is used, of the part that runs out first; -1 if
// nothing is bounded.
func share(a wire.Artist) float64 {
	most := -1.0
	for _, b := range [...]wire.Spent{a.Turns, a.Tokens, a.Strokes} {
		if b.Most > 0 {
			most = max(most, min(float64(b.Used)/float64(b.Most), 1))
		}
	}
	return most
}

// words are what one writes to the artist.
type words struct {
	draft   string
	trouble string // why they were not sent
	sending bool
	tried   string // that may have arrived, though nobody said so
	id      string
	holding bool // a pause, or its end, is on its way
}

// Draft returns the words to the artist that are not sent; Trouble says why they were not,
// and Sending whether they are on their way.
func (s *Studio) Draft() (text, trouble string, sending bool) {
	return s.words.draft, s.words.trouble, s.words.sending
}

// SetDraft keeps words that are being written.
func (s *Studio) SetDraft(text string) {
	s.words.draft = text
	s.app.change.Panels = true
}

// Say tells the artist something: what the piece is to be, if it has not begun; then no
// words let it paint what it likes. Words that cannot be sent stay in the draft, with why.
func (s *Studio) Say(text string) {
	w := &s.words
	text = strings.TrimSpace(text)
	on := s.state.Artist.Begun
	if w.sending || text == "" && on {
		return
	}
	s.app.change.Panels = true
	stay := func(why string) {
		if strings.TrimSpace(w.draft) == "" {
			w.draft = text
		}
		w.trouble = why
	}
	switch {
	case !s.state.CanDraw:
		s.app.say(watching)
		return
	case len([]rune(text)) > core.NudgeChars:
		stay("That is too long: words to the artist have at most 1000 characters.")
		return
	case s.state.Phase != client.Live:
		stay("This cannot be sent now: the server is out of reach. Your words stay here.")
		return
	}
	if w.tried != text || w.id == "" {
		w.tried, w.id = text, s.app.id()
	}
	w.sending = true
	id := w.id
	s.app.later(func(ctx context.Context) error {
		if on {
			return s.place.Host.Nudge(ctx, text, id)
		}
		return s.place.Host.StartArtist(ctx, text)
	}, func(err error) {
		w.sending = false
		s.app.change.Panels = true
		if err != nil {
			stay(sentence(err.Error()))
			return
		}
		if strings.TrimSpace(w.draft) == text {
			w.draft = ""
		}
		w.tried, w.id, w.trouble = "", "", ""
	})
}

// pause pauses the artist, or lets it go on.
func (s *Studio) pause() bool {
	a := s.state.Artist
	switch {
	case !a.Pausable && !a.Resumable:
		return false
	case !s.state.CanDraw:
		s.app.say(watching)
		return true
	case s.words.holding:
		return true
	}
	s.words.holding = true
	s.app.later(func(ctx context.Context) error {
		if a.Resumable {
			return s.place.Host.ResumeArtist(ctx)
		}
		return s.place.Host.PauseArtist(ctx)
	}, func(err error) {
		s.words.holding = false
		s.app.fail(err)
	})
	return true
}

// SetBudget sets what the artist may use.
func (s *Studio) SetBudget(b Budget) {
	s.app.later(func(ctx context.Context) error { return s.place.Host.BudgetArtist(ctx, b) }, func(err error) { s.app.fail(err) })
}
