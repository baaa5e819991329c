package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestShapes: a rectangle is straight and filled at the hand's speed too, as at any other.
func TestShapes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rect.svg")
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect x="10" y="10" width="180" height="80" fill="#33aa77" stroke="#000000" stroke-width="4"/></svg>`
	if err := os.WriteFile(file, []byte(svg), 0o600); err != nil {
		t.Fatal(err)
	}
	inked := func(speed string) int64 {
		who := newPerson(t, serve(t))
		var did drawn
		who.run(&did, "draw", "-speed", speed, "-at", "100,100", "-scale", "1", file)
		if did.Strokes != 2 {
			t.Errorf("at speed %s %d strokes are drawn, want the fill and its edge", speed, did.Strokes)
		}
		return who.digest().Inked
	}
	fast, hand := inked("0"), inked("8")
	if fast != hand || fast < 180*80 {
		t.Errorf("%d px have ink at the hand's speed, %d at once, want as many, and at least %d", hand, fast, 180*80)
	}
}
