//go:build !windows && !darwin

package desk

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"easel.example/desktop/app"
)

// TestReturn: a file where one was opens again while it is there; once it is gone people are told, and
// nothing is begun in its place.
func TestReturn(t *testing.T) {
	r := newRoom(t)
	file := filepath.Join(r.home, "Pond.png")
	r.answer(file)
	r.d.New() // naming it in the dialog begins it
	r.live()
	r.draw(2)
	r.a.Leave()
	if err := r.a.Return(r.a.Recent()[0]); err != nil {
		t.Fatal(err)
	}
	r.live()
	if n := r.a.Studio().Strokes(); n != 2 {
		t.Errorf("%d strokes are there again", n)
	}
	r.a.Leave()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	was := r.a.Recent()[0]
	if err := r.a.Return(was); err == nil || r.a.Studio() != nil || r.a.Trouble() != "" {
		t.Errorf("a file that is gone: %v", err)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("something is in its place: %v", err)
	}
	r.hears("“Pond.png” is not in " + r.home + " any more: it was moved, renamed or deleted.")
	i := slices.IndexFunc(r.a.Toasts(), func(o app.Toast) bool { return o.Deed == "Take off the list" })
	if i < 0 {
		t.Fatalf("nothing is offered: %+v", r.a.Toasts())
	}
	r.a.Act(r.a.Toasts()[i].ID)
	if len(r.a.Recent()) != 0 {
		t.Errorf("still on the list: %+v", r.a.Recent())
	}
}

// TestLeftNothing: a new piece in which nothing was drawn goes, and is not among the recent ones.
func TestLeftNothing(t *testing.T) {
	r := newRoom(t)
	file := filepath.Join(r.home, "Nothing.png")
	r.answer(file)
	r.d.New()
	r.live()
	if len(r.a.Recent()) != 1 {
		t.Fatalf("while it is open: %+v", r.a.Recent())
	}
	r.a.Leave()
	if _, err := os.Stat(file); !os.IsNotExist(err) || len(r.a.Recent()) != 0 {
		t.Errorf("%v; %+v", err, r.a.Recent())
	}
}
