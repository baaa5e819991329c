package app

import (
	"fmt"
	"path/filepath"
	"testing"

	"easel.example/core"
)

// TestErrands checks that what several apps have left behind arrives, each stroke once,
// though a studio takes up what one has left.
func TestErrands(t *testing.T) {
	b := newTable(t, core.Rates{})
	b.one = true
	dir := t.TempDir()
	var all []*seat
	for range 3 {
		all = append(all, b.sit(dir, core.Owner))
	}
	b.down = true
	for i, s := range all {
		s.line.Drop()
		s.step(1)
		for k := range i + 1 {
			y := 50 + 100*float64(i) + 20*float64(k)
			s.draw(Spot{100, y}, Spot{300, y})
		}
		s.step(keepEvery/16 + 2)
		if want := fmt.Sprintf("working offline, %s kept", strokes(i+1)); s.Studio().State().Words != want {
			t.Errorf("app %d says %q, want %q", i, s.Studio().State().Words, want)
		}
	}
	for _, s := range all {
		s.App.Close()
	}
	left := func() int {
		names, err := filepath.Glob(filepath.Join(dir, "kept", "*", "*"+keptSuffix))
		if err != nil {
			t.Fatal(err)
		}
		return len(names)
	}
	if left() != 3 {
		t.Fatalf("%d apps have left ink behind", left())
	}
	b.down = false
	last := b.sit(dir, core.Owner)
	last.wait("all of it is there", func() bool { return last.Studio().Strokes() == 6 && left() == 0 && last.Studio().errand == nil })
	last.step(errandAfter/16 + 100)
	if n := last.Studio().Strokes(); n != 6 {
		t.Errorf("after that there are %d strokes", n)
	}
	last.wait("all errands have left", func() bool { return b.sessions() == 1 })
}
