package app

import (
	"strings"

	"easel.example/core/wire"
)

// A Note is a line of the artist's notebook.
type Note struct {
	ID   uint32
	Kind wire.NoteKind
	At   int64  // server's ms
	Who  string // whose words a nudge is: "You", a name, "Somebody"
	Text string
}

// A notebook is what is shown of the artist's.
type notebook struct {
	notes  []wire.Note
	unread bool // it was written in while it was shut
}

// notebookMost bounds the notes that are shown, the newest.
const notebookMost = 200

// take takes notes that are new or have changed.
func (b *notebook) take(list []wire.Note, anew bool) {
	if anew {
		b.notes, b.unread = nil, false
	}
	for _, n := range list {
		n.More = false // the client has put them together
		at := len(b.notes)
		for at > 0 && b.notes[at-1].ID > n.ID {
			at--
		}
		switch {
		case at > 0 && b.notes[at-1].ID == n.ID:
			b.notes[at-1] = n
		case at == len(b.notes):
			b.notes = append(b.notes, n)
		}
	}
	b.notes = b.notes[max(len(b.notes)-notebookMost, 0):]
}

// said returns what people have said to the artist, in lower case.
func (b *notebook) said() (list []string) {
	for _, n := range b.notes {
		if n.Kind == wire.Nudge {
			list = append(list, strings.ToLower(strings.TrimSpace(n.Text)))
		}
	}
	return list
}

// takeNotes takes what is new in the client's notebook.
func (s *Studio) takeNotes() {
	list, anew := s.client.Notes()
	s.book.take(list, anew)
	if s.NotebookFolded() && len(list) > 0 {
		s.book.unread = true
	}
	s.app.change.Panels = true
}

// Notes returns the notebook, the oldest note first.
func (s *Studio) Notes() []Note {
	list := make([]Note, len(s.book.notes))
	for i, n := range s.book.notes {
		list[i] = Note{n.ID, n.Kind, n.At, "", n.Text}
		if n.Kind == wire.Nudge {
			list[i].Who = s.nameOf(n.Member)
		}
	}
	return list
}

// Unread reports whether the notebook was written in while it was folded.
func (s *Studio) Unread() bool { return s.book.unread }

// notebookWidth is how wide a window is that has room for the notebook.
const notebookWidth = 1200

// NotebookFolded reports whether the notebook is a tab. Until somebody chooses, it unfolds
// when there is something in it, and room.
func (s *Studio) NotebookFolded() bool {
	switch s.app.prefs.Notebook {
	case Folded:
		return true
	case Unfolded:
		return false
	}
	return s.app.width < notebookWidth || !s.state.Artist.Begun && len(s.book.notes) == 0
}

// FoldNotebook folds the notebook to a tab, or unfolds it.
func (s *Studio) FoldNotebook(on bool) {
	s.app.prefs.Notebook = Unfolded
	if on {
		s.app.prefs.Notebook = Folded
	} else {
		s.book.unread = false
	}
	s.app.touch()
}

func (s *Studio) nameOf(member uint32) string {
	for _, m := range s.state.Members {
		if m.Me && m.ID == member {
			return "You"
		}
		if m.ID == member && m.Name != "" {
			return m.Name
		}
	}
	if member == ArtistMember {
		return "Artist"
	}
	return "Somebody"
}

// write lets one write to the artist: the window puts the cursor into the field.
func (s *Studio) write() bool {
	switch {
	case s.state.Artist.Mood == NoArtist:
		return false
	case !s.state.CanDraw:
		s.app.say(watching)
	default:
		if !s.state.Invited && s.NotebookFolded() {
			s.FoldNotebook(false)
		}
		s.app.panels = true
		s.app.ask(CmdArtist)
	}
	return true
}
