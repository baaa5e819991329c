package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"easel.example/core"
)

// The timer writes by itself, and values of one key are written once.
func TestLaterCoalesces(t *testing.T) {
	g := newGate()
	s := openStore(t, t.TempDir(), Options{Debounce: time.Millisecond, BeforeCommit: g.before})
	g.open.Store(false)
	var got []string
	save := func(name string) func(*tx) error {
		return func(*tx) error { got = append(got, name); return nil }
	}
	for _, err := range []error{
		s.saveLater(laterKey{"a", 1, 1}, save("a1")),
		s.saveLater(laterKey{"b", 1, 1}, save("b1")),
		s.saveLater(laterKey{"a", 1, 1}, save("a2")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	// The flush may have begun between two of the saves; their order holds.
	<-g.arrived
	g.open.Store(true)
	g.pass <- nil
	if err := s.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(got, "a2") || !slices.Contains(got, "b1") || slices.Index(got, "a2") < slices.Index(got, "a1") {
		t.Errorf("saves were %q, want a2 and b1", got)
	}
	got = nil
	if err := s.Flush(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("a flush with nothing new saved %q, %v", got, err)
	}
}

// A save requested while others are being written is written after them: there
// is no moment in which a request is lost.
func TestLaterHasNoHole(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{Debounce: time.Hour})
	var got []string
	k := laterKey{"a", 1, 1}
	err := s.saveLater(k, func(*tx) error {
		got = append(got, "first")
		return s.saveLater(k, func(*tx) error { got = append(got, "second"); return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"first", "second"}; !slices.Equal(got, want) {
		t.Errorf("saves were %q, want %q", got, want)
	}
}

// Saves that a broken disk refused are written when it works, the newest value
// of each; those that Close finds are written by it.
func TestLaterAfterFailure(t *testing.T) {
	dir := t.TempDir()
	broken := false
	var s *Store
	var m Member
	s = openStore(t, dir, Options{Debounce: time.Hour, BeforeCommit: func() error {
		if !broken {
			return nil
		}
		return errors.Join(s.SetName(m, "new"), errors.New("power cut"))
	}})
	k := newPiece(t, s)
	guest, _, err := s.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m, err = s.Enter(t.Context(), Link{Workspace: k.Workspace, Role: core.Owner}, guest.ID); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SetName(m, "old"), s.SetColor(m, "#111111")); err != nil {
		t.Fatal(err)
	}
	broken = true // the writer is idle
	if err := s.Flush(t.Context()); err == nil {
		t.Error("flushed to a broken disk")
	}
	broken = false
	if w, err := s.Member(t.Context(), k.Workspace, guest.ID); err != nil || w.Name != "Guest 1" {
		t.Errorf("name got %q, %v, want the one before", w.Name, err)
	}
	closeStore(t, s)
	s = openStore(t, dir, Options{})
	if list, err := s.Members(t.Context(), k.Workspace); err != nil || len(list) != 1 || list[0].Color != "#111111" || list[0].Name != "new" {
		t.Errorf("members after closing got %v, %v, want the new name and colour", list, err)
	}
}

// After a failure the timer tries again by itself.
func TestLaterRetries(t *testing.T) {
	tries := 0 // of the save; the writer's
	s := openStore(t, t.TempDir(), Options{Debounce: time.Millisecond, BeforeCommit: func() error {
		if tries == 1 {
			return errors.New("power cut")
		}
		return nil
	}})
	again := make(chan struct{})
	err := s.saveLater(laterKey{"a", 1, 1}, func(*tx) error {
		if tries++; tries == 2 {
			close(again)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	<-again
}

func TestLaterBound(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{Debounce: time.Hour})
	nothing := func(*tx) error { return nil }
	for i := range int64(laterMax) {
		if err := s.saveLater(laterKey{"x", i, 0}, nothing); err != nil {
			t.Fatalf("save %d: %v", i, err)
		}
	}
	if err := s.saveLater(laterKey{"x", -1, 0}, nothing); !errors.Is(err, ErrBehind) {
		t.Errorf("one past the bound got %v, want ErrBehind", err)
	}
	if err := s.saveLater(laterKey{"x", 5, 0}, nothing); err != nil {
		t.Errorf("a newer value at the bound: %v", err)
	}
}
