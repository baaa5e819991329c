package hub

import (
	"bytes"
	"fmt"
	"testing"

	"easel.example/core/wire"
)

// TestBoardFrames: who comes gets each note as it is then, and one that has not changed is encoded once; no
// more frames are kept than notes.
func TestBoardFrames(t *testing.T) {
	var b board
	shown := func() (all []string) {
		var r wire.Reader
		for i := range b.notes {
			n, err := r.Note(b.frame(i))
			if err != nil || n.More {
				t.Fatalf("note %d is %+v, %v", i, n, err)
			}
			all = append(all, fmt.Sprint(n.ID, n.Text, n.At))
		}
		return all
	}
	b.take(wire.Note{ID: 1, Kind: wire.Thought, Text: "a", At: 90})
	b.take(wire.Note{ID: 2, Kind: wire.Thought, Text: "b", At: 95})
	if got := fmt.Sprint(shown()); got != "[1a90 2b95]" {
		t.Errorf("shown is %s", got)
	}
	if first := b.frame(0); &first[0] != &b.frame(0)[0] {
		t.Error("a note that has not changed is encoded anew")
	}
	b.take(wire.Note{ID: 2, Kind: wire.Thought, Text: "c", More: true})
	if got := fmt.Sprint(shown()); got != "[1a90 2bc95]" {
		t.Errorf("after more words shown is %s", got)
	}
	b.sooner(92)
	if got := fmt.Sprint(shown()); got != "[1a90 2bc92]" {
		t.Errorf("hurried, shown is %s", got)
	}
	for i := range uint32(2 * wire.NotesMax) {
		b.take(wire.Note{ID: 3 + i, Kind: wire.Thought, Text: "x"})
		shown()
		if len(b.frames) > wire.NotesMax {
			t.Fatalf("%d frames are kept", len(b.frames))
		}
	}
	if one, two := shown(), shown(); len(one) != wire.NotesMax || fmt.Sprint(one) != fmt.Sprint(two) || bytes.Equal(b.frame(0), b.frame(1)) {
		t.Errorf("shown are %d, then %d", len(one), len(two))
	}
}
