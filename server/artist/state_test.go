package artist

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"easel.example/core/wire"
	"easel.example/server/store"
)

// filled is a state with a notebook as large as one can be.
func filled() *state {
	st, _ := parseState(nil, nil)
	st.turnTo(1)
	for range notesMost {
		st.note(wire.Note{Kind: wire.Nudge, Text: strings.Repeat("𝛑", wire.NoteBytes/4)})
	}
	return &st
}

// TestNotesAreKeptApart: a notebook is written note by note, when one has changed, and not with what changes
// with each stroke.
func TestNotesAreKeptApart(t *testing.T) {
	st := filled()
	list, first := st.news()
	if len(list) != notesMost || first != 1 {
		t.Errorf("of a new notebook %d notes are written, the first is %d", len(list), first)
	}
	if list, first = st.news(); len(list) != 0 || first != 1 {
		t.Errorf("once they are written, %d are written again, the first is %d", len(list), first)
	}
	if n := len(st.encode()); n > 1000 {
		t.Errorf("without them the state has %d bytes", n)
	}
	st.note(wire.Note{ID: 7, Kind: wire.Thought, More: true, Text: "more"})
	st.note(wire.Note{Kind: wire.Thought, Text: "one more than there is room for"})
	list, first = st.news()
	if len(list) != 2 || list[0].ID != 7 || list[1].ID != notesMost+1 || first != 2 {
		t.Errorf("after two changes %+v are written, the first is %d", list, first)
	}
	st.turnTo(2)
	if list, first = st.news(); len(list) != 0 || first != notesMost+2 {
		t.Errorf("of the next piece %d are written, and none before %d is left", len(list), first)
	}
}

// TestBreakOff: what was under way when the server was killed is told to be broken off, once, and kept so.
func TestBreakOff(t *testing.T) {
	st, _ := parseState(nil, nil)
	st.turnTo(1)
	for _, k := range []wire.NoteKind{wire.Thought, wire.ToolBegun, wire.ToolEnded, wire.ToolFailed} {
		st.note(wire.Note{Kind: k, Text: "the sky"})
	}
	st.news()
	st.breakOff()
	st.breakOff()
	const want = "the sky\nbroken off: the server had stopped"
	if n := st.Notes[1]; n.Kind != wire.ToolFailed || n.Text != want {
		t.Errorf("it is %+v, want %q", n, want)
	}
	if list, _ := st.news(); len(list) != 1 || list[0].ID != 2 {
		t.Errorf("%+v are kept anew", list)
	}
}

// TestParseState: a notebook is read with the state, in whatever order the two came to the disk; what is not of
// the piece, or is none, is left out; ids are not used again.
func TestParseState(t *testing.T) {
	note := func(id, piece uint32) store.Note {
		b, err := json.Marshal(wire.Note{ID: id, Piece: piece, Kind: wire.Thought, Text: fmt.Sprint(id)})
		if err != nil {
			t.Fatal(err)
		}
		return store.Note{ID: id, Data: b}
	}
	for _, q := range []struct {
		name, state string
		notes       []store.Note
		ids         string
		next        uint32
		changed     int
	}{
		{"nothing", "", nil, "[]", 0, 0},
		{"both", `{"piece":2,"next":4}`, []store.Note{note(3, 2), note(4, 2)}, "[3 4]", 4, 0},
		{"an older state", `{"piece":2,"next":3}`, []store.Note{note(3, 2), note(4, 2)}, "[3 4]", 4, 0},
		{"of another piece", `{"piece":2,"next":4}`, []store.Note{note(3, 1), note(4, 2)}, "[4]", 4, 0},
		{"what is none", `{"piece":2,"next":4}`, []store.Note{{ID: 3, Data: []byte("{")}, {ID: 5, Data: []byte("{}")}}, "[]", 5, 0},
		{"as it was once", `{"piece":2,"next":4,"notes":[{"Piece":2,"ID":3,"Kind":1,"Text":"a"},{"Piece":2,"ID":4,"Kind":1,"Text":"b"}]}`, nil, "[3 4]", 4, 2},
	} {
		t.Run(q.name, func(t *testing.T) {
			st, err := parseState([]byte(q.state), q.notes)
			ids := []uint32{}
			for _, n := range st.Notes {
				ids = append(ids, n.ID)
			}
			if err != nil || fmt.Sprint(ids) != q.ids || st.Next != q.next || len(st.changed) != q.changed {
				t.Errorf("got notes %v, next %d, %d of them to write, %v; want %s, %d, %d", ids, st.Next, len(st.changed), err, q.ids, q.next, q.changed)
			}
		})
	}
	if st, err := parseState([]byte("{"), []store.Note{note(9, 1)}); err == nil || st.Next != 9 {
		t.Errorf("of what cannot be read the next id is %d, %v", st.Next, err)
	}
}

// TestTold: of words that were read the newest are remembered, so many and so many bytes of them.
func TestTold(t *testing.T) {
	for _, q := range []struct {
		name          string
		said          int
		bytes         int
		kept, atLeast int
	}{
		{"as many as may be", toldMost, 10, toldMost, 0},
		{"one more", toldMost + 1, 10, toldMost, 1},
		{"as long as may be", 4, toldBytes / 4, 4, 0},
		{"one more that is long", 5, toldBytes / 4, 4, 1},
		{"longer than all", 1, toldBytes + 1, 0, 0},
	} {
		t.Run(q.name, func(t *testing.T) {
			var st state
			for i := range q.said {
				st.tell(fmt.Sprintf("%*d", q.bytes, i))
			}
			if len(st.Told) != q.kept || q.kept > 0 && strings.TrimSpace(st.Told[0]) != fmt.Sprint(q.atLeast) {
				t.Errorf("%d are remembered, want %d from %d on", len(st.Told), q.kept, q.atLeast)
			}
		})
	}
}

// TestNotebookComesBack: after the server's end the notebook is what it was, also where the disk was full
// when a note was written first; on the next piece it is empty.
func TestNotebookComesBack(t *testing.T) {
	k := &keeper{}
	w := newWorld(t, also(keptBy(k), func(c *Config) { c.Ahead = 20 * time.Millisecond }))
	v := w.view()
	k.broken.Store(true)
	if err := w.artists.Start(t.Context(), w.id, Brief{Prompt: "hills in autumn"}); err == nil {
		t.Error("a start that is not on disk was answered for")
	}
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n > 25 })
	k.broken.Store(false)
	if err := w.artists.Pause(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	v.until("the pause", func(a wire.Artist) bool { return a.Paused == wire.PausedPerson && !a.Active })
	if err := w.nudge("a red sky"); err != nil {
		t.Fatal(err)
	}
	r := w.artists.get(w.id, false)
	r.mu.Lock()
	want := fmt.Sprint(r.st.Notes)
	r.mu.Unlock()
	kept, err := w.store.ArtistNotes(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	state, err := w.store.Artist(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	st, err := parseState(state, kept)
	if got := fmt.Sprint(st.Notes); err != nil || got != want || len(st.Notes) < 4 {
		t.Errorf("kept is %.300s, %v; want %.300s", got, err, want)
	}
	if len(state) > 2000 {
		t.Errorf("the state takes %d bytes", len(state))
	}
	if err := w.artists.Begin(t.Context(), w.id, st.Piece+1, Brief{}); err != nil {
		t.Fatal(err)
	}
	if kept, err := w.store.ArtistNotes(t.Context(), w.id); err != nil || len(kept) > 0 {
		t.Errorf("on the next piece %d notes are left, %v", len(kept), err)
	}
}
