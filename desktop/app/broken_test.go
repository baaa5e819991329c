package app

import (
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
)

// TestBroken checks that a bug in a studio ends it alone, and that what was drawn is there
// when the place is opened again.
func TestBroken(t *testing.T) {
	b := newTable(t, core.Rates{})
	dir := t.TempDir()
	s := b.sit(dir, core.Owner)
	s.draw(Spot{100, 100}, Spot{300, 100})
	b.down = true
	s.line.Drop()
	s.step(1)
	s.draw(Spot{100, 200}, Spot{300, 200})
	s.step(keepEvery/16 + 2)
	s.Studio().client = nil // as a bug might
	s.step(1)
	if s.Studio() != nil || !strings.Contains(s.Trouble(), "What you drew is kept") {
		t.Fatalf("a broken studio is open, or nobody is told: %q", s.Trouble())
	}
	if s.Do(CmdBrush) {
		t.Error("the start screen takes the keys of a studio")
	}
	s.App.Close()
	b.down = false
	again := b.sit(dir, core.Owner)
	again.step(5)
	if n := again.Studio().Strokes(); n != 2 || again.Studio().State().Phase != client.Live {
		t.Errorf("after that there are %d strokes", n)
	}
}

// TestQuiet checks that where nothing happens nothing is to be drawn.
func TestQuiet(t *testing.T) {
	s := newTable(t, core.Rates{}).sit(t.TempDir(), core.Owner)
	s.draw(Spot{100, 100}, Spot{300, 100})
	s.step(100)
	s.look()
	drawn := 0
	for range 60 * 20 { // with pings
		s.step(1)
		if s.look().Any() {
			drawn++
		}
	}
	if drawn > 0 {
		t.Errorf("in 20 quiet seconds %d frames were to be drawn", drawn)
	}
}
