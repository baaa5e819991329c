package store

import (
	"fmt"
	"testing"
)

func TestArtist(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	ctx := t.Context()
	if got, err := s.Artist(ctx, 1); got != nil || err != nil {
		t.Errorf("nothing was kept, got %q, %v", got, err)
	}
	for _, want := range []string{`{"a":1}`, `{"a":2}`} {
		if err := <-s.KeepArtist(1, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Artist(ctx, 1); string(got) != want || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

// notesOf returns the ids and the text of a notebook.
func notesOf(t *testing.T, s *Store, workspace int64) (all string) {
	t.Helper()
	list, err := s.ArtistNotes(t.Context(), workspace)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range list {
		all += fmt.Sprintf("%d%s ", n.ID, n.Data)
	}
	return all
}

// TestArtistNotes: notes come to the disk with the next state, and those before the first go.
func TestArtistNotes(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	note := func(id uint32, text string) Note { return Note{id, []byte(text)} }
	for _, q := range []struct {
		keep  []Note
		first uint32
		want  string
	}{
		{[]Note{note(1, "a"), note(2, "b")}, 1, "1a 2b "},
		{nil, 1, "1a 2b "},
		{[]Note{note(2, "c"), note(3, "d")}, 2, "2c 3d "},
		{nil, 4, ""},
		{[]Note{note(4, "e")}, 4, "4e "},
	} {
		before := notesOf(t, s, 1)
		s.KeepNotes(1, q.keep, q.first)
		if got := notesOf(t, s, 1); got != before {
			t.Errorf("without a state, %q is kept", got)
		}
		if err := <-s.KeepArtist(1, []byte("{}")); err != nil {
			t.Fatal(err)
		}
		if got := notesOf(t, s, 1); got != q.want {
			t.Errorf("kept is %q, want %q", got, q.want)
		}
	}
	if got := notesOf(t, s, 2); got != "" {
		t.Errorf("another workspace has %q", got)
	}
}

// TestArtistIsWrittenOnce: states that come while the writer is busy are written once, the newest, and
// all who wait are told; what could not be written of a notebook is with the next state.
func TestArtistIsWrittenOnce(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	busy, free := make(chan struct{}), make(chan struct{})
	hold := func() {
		if err := s.q.push(item{job: &job{run: func(*tx) error { close(busy); <-free; return nil }, after: func(error) {}}}); err != nil {
			t.Fatal(err)
		}
		<-busy
	}
	hold()
	var all []<-chan error
	for i := range 100 {
		s.KeepNotes(1, []Note{{uint32(i + 1), []byte("x")}}, uint32(i))
		all = append(all, s.KeepArtist(1, fmt.Appendf(nil, "%d", i)))
	}
	s.q.mu.Lock()
	if n := len(s.q.items) - s.q.head; n != 1 {
		t.Errorf("%d jobs wait", n)
	}
	s.q.mu.Unlock()
	close(free)
	for _, done := range all {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Artist(t.Context(), 1); string(got) != "99" || err != nil {
		t.Errorf("kept is %q, %v", got, err)
	}
	if got := notesOf(t, s, 1); got != "99x 100x " {
		t.Errorf("the notebook is %q", got)
	}
	execSQL(t, dir, "CREATE TRIGGER no BEFORE UPDATE ON artist BEGIN SELECT RAISE(ABORT, 'no'); END")
	s.KeepNotes(1, []Note{{100, []byte("old")}, {101, []byte("y")}}, 100)
	if err := <-s.KeepArtist(1, []byte("lost")); err == nil {
		t.Error("what could not be written was answered for")
	}
	execSQL(t, dir, "DROP TRIGGER no")
	s.KeepNotes(1, []Note{{100, []byte("new")}}, 100)
	if err := <-s.KeepArtist(1, []byte("next")); err != nil {
		t.Fatal(err)
	}
	if got := notesOf(t, s, 1); got != "100new 101y " {
		t.Errorf("the notebook is %q", got)
	}
}
