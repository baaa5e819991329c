package wire

import "easel.example/core"

// Frames from the server about the artist, and others that are no hands.

// A Perform tells viewers when to watch strokes being drawn that are, or are about to
// be, in the log whole. It comes before their entries. Who does not get it sees them at once.
type Perform struct {
	Piece   uint32
	Actor   core.Actor
	Strokes []Performed
}

// A Performed is the schedule of one stroke: from Start, server's ms, for Ms.
type Performed struct {
	N         uint32
	Start, Ms int64
}

// PerformMax is how many strokes one Perform may have.
const PerformMax = 256

// Perform appends m to dst. Times travel as what lies between them; strokes are in the
// order of their n, and of their times.
func (w *Writer) Perform(dst []byte, m Perform) []byte {
	w.frame(dst, TypePerform, 4+3*len(m.Strokes))
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Actor))
	n, at := uint32(0), int64(0)
	if len(m.Strokes) > 0 {
		at = m.Strokes[0].Start
	}
	w.uint(uint64(at))
	for _, s := range m.Strokes {
		w.uint(uint64(s.N - n))
		w.uint(uint64(s.Start - at))
		w.uint(uint64(s.Ms))
		n, at = s.N, s.Start+s.Ms
	}
	return w.done()
}

// Perform reads a frame of that type.
func (r *Reader) Perform(frame []byte) (m Perform, err error) {
	r.Reset(frame)
	k := r.fields(TypePerform, 4)
	m = Perform{Piece: r.uint32(), Actor: core.Actor(r.uint32())}
	at := int64(r.uint(1 << 52))
	if (k-4)%3 != 0 || (k-4)/3 > PerformMax {
		r.fail("performed strokes come in threes of fields, and not too many")
	}
	n := uint64(0)
	for i := 4; i < k && r.err == nil; i += 3 {
		n += r.uint(1<<32 - 1)
		s := Performed{N: uint32(n), Start: at + int64(r.uint(1<<40)), Ms: int64(r.uint(1 << 24))}
		if n > 1<<32-1 {
			r.fail("a performed stroke has no such number")
		}
		at = s.Start + s.Ms
		m.Strokes = append(m.Strokes, s)
	}
	return m, r.end(k, k)
}

// A Pause says why the artist does not go on. Numbers are on the wire and stored: add at
// the end.
type Pause uint8

// The pauses.
const (
	NotPaused    Pause = 0
	PausedPerson Pause = 1 // a person asked for it
	PausedAway   Pause = 2 // nobody is looking; it goes on when somebody comes
	PausedError  Pause = 3 // what it runs on has failed for good: see Artist.Why
	PausedBudget Pause = 4 // what it may use is used up
)

func (p Pause) String() string {
	switch p {
	case PausedPerson:
		return "person"
	case PausedAway:
		return "away"
	case PausedError:
		return "error"
	case PausedBudget:
		return "budget"
	}
	return ""
}

// An Artist is how the artist of the workspace stands to the live piece.
type Artist struct {
	Piece     uint32
	Active    bool // a turn is running
	Done      bool // the piece is finished
	Paused    Pause
	Iteration uint32 // of the turn, from 1
	Nudges    uint32 // that wait to be read
	Provider  string // who paints, in words for people
	Doing     string // in a few words: "painting the sky"
	Why       string // a sentence, where it is paused for an error or a budget
	Prompt    string // what the piece is to be
	Turns     Spent  // of this piece
	Tokens    Spent  // of today
	Strokes   Spent  // of this piece
}

// StudioArtist is the Provider of the artist that is built in, which asks no model.
const StudioArtist = "the studio artist"

// A Spent is how much of a budget is used; a Most of 0 is no bound.
type Spent struct{ Used, Most uint64 }

// Bounds of the texts about an artist, in bytes.
const (
	DoingBytes  = 256
	WhyBytes    = 1 << 10
	PromptBytes = 4 * core.NudgeChars
	NoteBytes   = 4 << 10 // of one note, whatever its parts
)

// Clip returns at most n bytes of text, whole characters: a frame has no others.
func Clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && text[n]&0xc0 == 0x80 {
		n--
	}
	return text[:n]
}

// Artist appends m to dst.
func (w *Writer) Artist(dst []byte, m Artist) []byte {
	w.frame(dst, TypeArtist, 17)
	w.uint(uint64(m.Piece))
	w.bool(m.Active)
	w.bool(m.Done)
	w.uint(uint64(m.Paused))
	w.uint(uint64(m.Iteration))
	w.uint(uint64(m.Nudges))
	w.text(m.Provider)
	w.text(m.Doing)
	w.text(m.Why)
	w.text(m.Prompt)
	for _, s := range [...]Spent{m.Turns, m.Tokens, m.Strokes} {
		w.uint(s.Used)
		w.uint(s.Most)
	}
	return w.done()
}

// Artist reads a frame of that type.
func (r *Reader) Artist(frame []byte) (m Artist, err error) {
	r.Reset(frame)
	n := r.fields(TypeArtist, 17)
	m = Artist{
		Piece: r.uint32(), Active: r.bool(), Done: r.bool(), Paused: Pause(r.uint8()), Iteration: r.uint32(), Nudges: r.uint32(),
		Provider: r.text(DoingBytes), Doing: r.text(DoingBytes), Why: r.text(WhyBytes), Prompt: r.text(PromptBytes),
	}
	for _, s := range [...]*Spent{&m.Turns, &m.Tokens, &m.Strokes} {
		*s = Spent{r.uint64(), r.uint64()}
	}
	return m, r.end(n, 17)
}

// A NoteKind says what a Note is. Numbers are on the wire and stored: add at the end.
type NoteKind uint8

// The kinds of notes.
const (
	Thought    NoteKind = 1 // the artist's words
	ToolBegun  NoteKind = 2 // it uses a tool
	ToolEnded  NoteKind = 3 // the note with this id has ended well
	ToolFailed NoteKind = 4 // or not
	Nudge      NoteKind = 5 // a person's words to it
	Notice     NoteKind = 6 // words of the server about it
	noteKinds  NoteKind = 7
)

func (k NoteKind) String() string {
	names := [...]string{"", "thought", "begun", "ended", "failed", "nudge", "notice"}
	if int(k) < len(names) {
		return names[k]
	}
	return ""
}

// A Note is a line of the artist's notebook, or what is to be added to one. Ids count up
// within a workspace. Viewers see it at At, when what was drawn before it has been performed.
type Note struct {
	Piece  uint32
	ID     uint32
	Kind   NoteKind
	More   bool   // Text follows what the note with this id has; its kind is this one now
	At     int64  // server's ms
	Member uint32 // whose words a nudge is
	Text   string
}

// NotesMax is how many notes of a notebook are kept, the newest.
const NotesMax = 200

// Merge returns a notebook with m in it: added, put in place of the note with its id, or
// added to that.
func Merge(list []Note, m Note) []Note {
	for i := range list {
		if list[i].ID != m.ID {
			continue
		}
		if m.More {
			list[i].Kind, list[i].Text = m.Kind, Clip(list[i].Text+m.Text, NoteBytes)
		} else {
			list[i] = m
		}
		return list
	}
	list = append(list, m)
	over := max(len(list)-NotesMax, 0)
	return append(list[:0], list[over:]...)
}

// Note appends m to dst.
func (w *Writer) Note(dst []byte, m Note) []byte {
	w.frame(dst, TypeNote, 8)
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.ID))
	w.uint(uint64(m.Kind))
	w.bool(m.More)
	w.uint(uint64(m.At))
	w.uint(uint64(m.Member))
	w.text(m.Text)
	return w.done()
}

// Note reads a frame of that type.
func (r *Reader) Note(frame []byte) (m Note, err error) {
	r.Reset(frame)
	n := r.fields(TypeNote, 8)
	m = Note{r.uint32(), r.uint32(), NoteKind(r.uint8()), r.bool(), r.int63(), r.uint32(), r.text(NoteBytes)}
	if r.err == nil && (m.Kind == 0 || m.Kind >= noteKinds) {
		r.fail("a note of no known kind")
	}
	return m, r.end(n, 8)
}
