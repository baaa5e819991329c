package local

import (
	"slices"
	"strings"
	"unicode"

	"easel.example/core"
	"easel.example/core/wire"
)

// A file may come from anywhere, and what lies beside its piece goes into frames that a window reads only
// within the limits. What is beyond them is cut: the piece is whole without it.

// mend makes of every value one that can be.
func (m *meta) mend() {
	m.Title = inLine(m.Title, core.TitleChars)
	m.Name = inLine(m.Name, core.NameChars)
	m.Color &= 0xffffff
	m.Artist.mend()
}

func (st *artistState) mend() {
	st.Prompt, st.Why = cut(st.Prompt, core.NudgeChars), wire.Clip(cut(st.Why, wire.WhyBytes), wire.WhyBytes)
	if st.Paused > wire.PausedError {
		st.Paused = wire.PausedPerson
	}
	st.Nudges = newest(st.Nudges, core.NudgesMax)
	st.Told = newest(st.Told, toldMost)
	st.Seen = newest(st.Seen, seenMost)
	st.Notes = slices.DeleteFunc(st.Notes, func(n wire.Note) bool {
		return n.Kind < wire.Thought || n.Kind > wire.Notice || n.ID > noteIDMost
	})
	st.Notes = st.Notes[max(len(st.Notes)-wire.NotesMax, 0):]
	for i := range st.Notes {
		n := &st.Notes[i]
		n.Text = wire.Clip(cut(n.Text, wire.NoteBytes), wire.NoteBytes)
		if n.Kind == wire.ToolBegun { // by a turn that was killed: nobody will end it
			n.Kind, n.Text = wire.ToolFailed, wire.Clip(n.Text+brokenOff, wire.NoteBytes)
		}
		st.Next = max(st.Next, n.ID)
	}
	st.Next = min(st.Next, noteIDMost)
}

// brokenOff is added to a note of what has begun, and has no end.
const brokenOff = "\nbroken off"

// noteIDMost leaves room for more notes than anybody writes.
const noteIDMost = 1 << 31

// newest returns the last words of a list, each within its limit.
func newest(list []string, most int) []string {
	list = list[max(len(list)-most, 0):]
	for i := range list {
		list[i] = cut(list[i], core.NudgeChars)
	}
	return list
}

// cut returns text of at most so many characters.
func cut(text string, most int) string {
	text = strings.ToValidUTF8(text, "")
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i]
		}
	}
	return text
}

// inLine is cut for what is shown in one line: without signs that are not seen.
func inLine(text string, most int) string {
	return strings.TrimSpace(cut(strings.Map(seen, text), most))
}

// seen drops signs that are not seen, or that turn what stands around them.
func seen(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	return r
}
