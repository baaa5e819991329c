package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"easel.example/core/wire"
)

// A follower tells what the artist does on one piece: in words, or as events. All of it but
// the channels is the link's owner's.
type follower struct {
	w      *watcher
	out    io.Writer
	piece  uint32        // 0 until it is known
	held   []event       // of the time before, at most heldMax
	stands chan struct{} // the artist is at rest, and all that it did is told; one is enough

	note   uint32 // whose text is being printed, 0 for none
	paused string
}

// heldMax bounds what is held back: more comes only of an old piece, and is not told anyway.
const heldMax = 1000

func newFollower(out io.Writer, asJSON bool) *follower {
	f := &follower{out: out, stands: make(chan struct{}, 1)}
	f.w = &watcher{failed: make(chan error, 1), artistOnly: true}
	say := f.print
	if asJSON {
		say = json.NewEncoder(out).Encode
	}
	f.w.say = func(v any) error {
		e := v.(event)
		switch {
		case f.piece == 0:
			if len(f.held) < heldMax {
				f.held = append(f.held, e)
			}
			return nil
		case e.Piece != f.piece:
			return nil
		}
		err := say(e)
		if e.Artist != nil && !e.Artist.Turn { // after that nothing comes of what it has done
			select {
			case f.stands <- struct{}{}:
			default:
			}
		}
		return err
	}
	return f
}

// begin tells what was held back of the piece, and all that comes from here on.
func (f *follower) begin(piece uint32) {
	held := f.held
	f.piece, f.held = piece, nil
	for _, e := range held {
		f.w.tell(e)
	}
}

// print prints an event in words: thoughts as they come, what it does in a line, and
// when it is paused.
func (f *follower) print(v any) error {
	e := v.(event)
	var b strings.Builder
	switch {
	case e.Artist != nil:
		if e.Artist.Reason != f.paused {
			if f.paused = e.Artist.Reason; f.paused == "person" {
				f.newLine(&b)
				b.WriteString("[paused by a person]\n")
			}
		}
	case e.Event == "thought" || e.Event == "notice":
		if e.Note != f.note {
			f.newLine(&b)
		}
		f.note = e.Note
		b.WriteString(e.Text)
	case e.Event == "nudge":
		f.newLine(&b)
		fmt.Fprintf(&b, "> %s\n", e.Text)
	case e.Event == "toolBegun":
		f.newLine(&b)
		what, more, _ := strings.Cut(e.Text, "\n")
		if more != "" {
			more = ": " + short(more)
		}
		fmt.Fprintf(&b, "[%s%s]\n", what, more)
	case e.Event == "toolFailed":
		f.newLine(&b)
		fmt.Fprintf(&b, "[it failed: %s]\n", short(e.Text))
	}
	_, err := io.WriteString(f.out, b.String())
	return err
}

func (f *follower) newLine(b *strings.Builder) {
	if f.note != 0 {
		b.WriteByte('\n')
	}
	f.note = 0
}

// shortChars is what a line of a terminal bears of a tool's input.
const shortChars = 60

func short(text string) string {
	list := []rune(strings.Join(strings.Fields(text), " "))
	if len(list) > shortChars {
		return string(list[:shortChars-1]) + "…"
	}
	return string(list)
}

// artistOf is the artist's standing as an event.
func artistOf(a wire.Artist) event {
	return event{Event: "artist", Piece: a.Piece, Artist: &artistNow{
		Turn: a.Active, Doing: a.Doing, Paused: a.Paused != wire.NotPaused, Reason: a.Paused.String(), Why: a.Why, Completed: a.Done, Prompt: a.Prompt,
	}}
}

// An artistNow is how the artist stands, in an event.
type artistNow struct {
	Turn      bool   `json:"turn"`
	Doing     string `json:"doing,omitempty"`
	Paused    bool   `json:"paused"`
	Reason    string `json:"reason"`
	Why       string `json:"why,omitempty"`
	Completed bool   `json:"completed"`
	Prompt    string `json:"prompt,omitempty"`
}

// noteNames are what events of notes are called.
var noteNames = map[wire.NoteKind]string{
	wire.Thought: "thought", wire.ToolBegun: "toolBegun", wire.ToolEnded: "toolEnded", wire.ToolFailed: "toolFailed", wire.Nudge: "nudge", wire.Notice: "notice",
}

// noteOf is a note as an event. Its Text is what is new of it.
func noteOf(n wire.Note) event {
	return event{Event: noteNames[n.Kind], Piece: n.Piece, Note: n.ID, More: n.More, Member: n.Member, Text: strings.TrimPrefix(n.Text, "\n")}
}
