package artist

import (
	"strings"
	"testing"

	"easel.example/core/wire"
	"easel.example/server/store"
)

// TestGoneOnWith: on a piece that is gone on with, words about what is there add to it: nothing is painted over, named or
// signed, and no critique is asked of what is another's.
func TestGoneOnWith(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	w.start("a beach")
	v.until("the end", done)
	old, _ := v.strokes()
	next, err := w.hub.Again(t.Context(), store.PieceKey{Workspace: w.id, Piece: 1}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.artists.Begin(t.Context(), w.id, next, Brief{Prompt: "add a bird", Paint: true}); err != nil {
		t.Fatal(err)
	}
	v = w.view()
	v.until("the end of that", func(a wire.Artist) bool { return a.Piece == 2 && done(a) })
	own, people := v.strokes()
	if people != old || own == 0 || own > 200 {
		t.Errorf("on %d strokes it adds %d, and there are %d of people", old, own, people)
	}
	said := strings.Join(v.said(wire.Thought), "\n")
	if !strings.Contains(said, "I take what you say as said of that") || !strings.Contains(said, "A bird.") || strings.Count(said, "My name in the corner") > 1 {
		t.Errorf("it says %q", said)
	}
}
