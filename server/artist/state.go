package artist

import (
	"encoding/json"
	"time"

	"easel.example/core/artist"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// A Budget bounds what an artist may use; 0 is no bound.
type Budget struct {
	Turns      uint64 `json:"turns"` // of a piece
	Tokens     uint64 `json:"tokens"`
	Strokes    uint64 `json:"strokes"`
	DayTurns   uint64 `json:"dayTurns"` // of a day, in UTC
	DayTokens  uint64 `json:"dayTokens"`
	DayStrokes uint64 `json:"dayStrokes"`
}

// DefaultBudget is what an artist may use where nobody says otherwise. A turn of a model
// that looks at its picture a dozen times takes some 150,000 tokens.
func DefaultBudget() Budget {
	return Budget{Turns: 40, Tokens: 1_000_000, Strokes: 5000, DayTurns: 300, DayTokens: 3_000_000, DayStrokes: 50_000}
}

// A usage is what was used.
type usage struct {
	Turns   uint64 `json:"turns"`
	Tokens  uint64 `json:"tokens"`
	Strokes uint64 `json:"strokes"`
}

// A nudge is a person's words that were not read yet.
type nudge struct {
	Member uint32 `json:"member"`
	Text   string `json:"text"`
}

// A state is what is kept of an artist.
type state struct {
	Piece  uint32 `json:"piece"`
	Prompt string `json:"prompt,omitempty"`
	Seed   uint64 `json:"seed,string,omitempty"`

	Begun  bool       `json:"begun,omitempty"` // it paints on this piece
	Done   bool       `json:"done,omitempty"`  // the piece is finished
	Wanted bool       `json:"wanted,omitempty"`
	Paused wire.Pause `json:"paused,omitempty"`
	Why    string     `json:"why,omitempty"` // it is paused for an error or a budget

	Nudges []nudge  `json:"nudges,omitempty"`
	Seen   []string `json:"seen,omitempty"` // ids of the newest nudges, so that one that comes again counts once

	Budget Budget `json:"budget"`
	Used   usage  `json:"used"` // on this piece
	Day    string `json:"day,omitempty"`
	Today  usage  `json:"today"`

	Notes   []wire.Note     `json:"notes,omitempty"` // the newest, by their ids; kept apart, see news
	Next    uint32          `json:"next"`            // id of the newest
	changed map[uint32]bool // ids of notes that are not kept as they are
	Gate    gate            `json:"gate"`

	Asks     bool   `json:"asks,omitempty"`     // it is paused until somebody says something
	Imagined uint64 `json:"imagined,omitempty"` // reference pictures
	Named    string `json:"named,omitempty"`    // the title that the artist gave: another one is a person's

	// Of the studio artist: how far it is before the step that runs, the number that the first
	// stroke of that has or will have (0 if it does not count), and the nudges that it has read.
	Progress artist.Progress `json:"progress"`
	From     uint32          `json:"from,omitempty"`
	Told     []string        `json:"told,omitempty"`
}

// Bounds of what is kept.
const (
	seenMost  = 64
	notesMost = 200
	toldMost  = 64
	toldBytes = 16 << 10 // of them all: people say some 50 at a time
)

// tell remembers words that the studio artist has read, the newest as far as there is room.
func (st *state) tell(text string) {
	st.Told = append(st.Told, text)
	from, bytes := len(st.Told), 0
	for from > 0 && len(st.Told)-from < toldMost && bytes+len(st.Told[from-1]) <= toldBytes {
		from--
		bytes += len(st.Told[from])
	}
	st.Told = st.Told[from:]
}

// parseState reads what was kept. Notes of another piece, and any that cannot be read, are left out: they
// are for people to read, and nothing hangs on them.
func parseState(b []byte, notes []store.Note) (st state, err error) {
	if len(b) > 0 {
		err = json.Unmarshal(b, &st)
	}
	st.changed = map[uint32]bool{}
	for _, n := range st.Notes { // as it was kept before the notebook had a place of its own
		st.changed[n.ID] = true
	}
	for _, kept := range notes {
		var n wire.Note
		st.Next = max(st.Next, kept.ID)
		if json.Unmarshal(kept.Data, &n) == nil && n.ID == kept.ID && n.Piece == st.Piece {
			st.Notes = append(st.Notes, n)
		}
	}
	return st, err
}

// breakOff ends the steps that an earlier life of the server has begun, and will not end.
func (st *state) breakOff() {
	for i := range st.Notes {
		if n := st.Notes[i]; n.Kind == wire.ToolBegun {
			st.note(wire.Note{ID: n.ID, Kind: wire.ToolFailed, More: true, Text: "\nbroken off: the server had stopped"})
		}
	}
}

// encode returns the state without its notebook.
func (st *state) encode() []byte {
	c := *st
	c.Notes = nil
	b, err := json.Marshal(&c)
	if err != nil {
		panic("artist: state: " + err.Error())
	}
	return b
}

// news returns the notes that have changed since it was asked last, and the id of the first
// one that there is, or will be.
func (st *state) news() (list []store.Note, first uint32) {
	first = st.Next + 1
	if len(st.Notes) > 0 {
		first = st.Notes[0].ID
	}
	for i := range st.Notes {
		if n := &st.Notes[i]; st.changed[n.ID] {
			b, err := json.Marshal(n)
			if err != nil {
				panic("artist: note: " + err.Error())
			}
			list = append(list, store.Note{ID: n.ID, Data: b})
		}
	}
	clear(st.changed)
	return list, first
}

// turnTo begins another piece: of the one before nothing is left but what is spent today,
// the budget, and the numbers of notes.
func (st *state) turnTo(piece uint32) {
	*st = state{Piece: piece, Budget: st.Budget, Day: st.Day, Today: st.Today, Next: st.Next, changed: map[uint32]bool{}}
}

// spend counts what is used.
func (st *state) spend(now time.Time, u usage) {
	if day := now.UTC().Format(time.DateOnly); day != st.Day {
		st.Day, st.Today = day, usage{}
	}
	for _, s := range [...]*usage{&st.Used, &st.Today} {
		s.Turns += u.Turns
		s.Tokens += u.Tokens
		s.Strokes += u.Strokes
	}
}

// spent returns what of the budget is used up, as a sentence, or "".
func (st *state) spent(now time.Time) string {
	today := st.Today
	if now.UTC().Format(time.DateOnly) != st.Day {
		today = usage{}
	}
	b := st.Budget
	for _, s := range [...]struct {
		used, most uint64
		say        string
	}{
		{st.Used.Turns, b.Turns, "I have had as many turns as one piece may take."},
		{st.Used.Tokens, b.Tokens, "I have used as many tokens as this piece may take."},
		{st.Used.Strokes, b.Strokes, "I have painted as many strokes as this piece may take."},
		{today.Turns, b.DayTurns, "I have had as many turns as a day may take."},
		{today.Tokens, b.DayTokens, "I have used as many tokens as a day may take."},
		{today.Strokes, b.DayStrokes, "I have painted as many strokes as a day may take."},
	} {
		if s.most > 0 && s.used >= s.most {
			return s.say + " An owner can give me more."
		}
	}
	return ""
}

// note adds a note, or to one, and returns it as it is told to viewers.
func (st *state) note(n wire.Note) wire.Note {
	if n.ID == 0 {
		st.Next++
		n.ID = st.Next
	}
	n.Piece = st.Piece
	n.Text = clip(n.Text, wire.NoteBytes)
	st.changed[n.ID] = true
	for i := range st.Notes {
		if o := &st.Notes[i]; o.ID == n.ID {
			o.Kind = n.Kind
			if !n.More {
				o.Text = ""
			}
			o.Text = clip(o.Text+n.Text, wire.NoteBytes)
			return n
		}
	}
	st.Notes = append(st.Notes, n)
	if over := len(st.Notes) - notesMost; over > 0 {
		for i := range over {
			delete(st.changed, st.Notes[i].ID)
		}
		st.Notes = append(st.Notes[:0:0], st.Notes[over:]...)
	}
	return n
}

func clip(text string, n int) string { return wire.Clip(text, n) }
