package ui

import (
	"testing"

	"easel.example/desktop/app"
)

// A hurried line counts how often it was told to hurry.
type hurried struct {
	app.Line
	times int
}

func (h *hurried) Hurry() { h.times++; h.Line.Hurry() }

// TestFocus: a window that gets the keys has the line try at once; one that loses them does not.
func TestFocus(t *testing.T) {
	s := newScene(t, 800, 600, 1)
	p := painted(0).Place()
	h := &hurried{Line: p.Line}
	p.Line = h
	s.app.Enter(p)
	for i, has := range []bool{true, false, true} {
		s.w.focus(has)
		if want := i/2 + 1; h.times != want || s.w.focused != has {
			t.Errorf("after %d changes it was hurried %d times, want %d", i+1, h.times, want)
		}
	}
}
