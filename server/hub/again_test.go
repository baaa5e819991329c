package hub

import (
	"bytes"
	"errors"
	"testing"

	"easel.example/core"
	"easel.example/server/store"
)

// TestAgain: a piece of the gallery is on the easel again, to the pixel, under another
// number, and the one in the gallery stays.
func TestAgain(t *testing.T) {
	for _, tc := range []struct {
		name  string
		bytes int64 // of the workspace
	}{
		{"whole", 10 << 20},
		{"with a base", 4000},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, func(c *Config) {
				c.Room.Limits.WorkspaceBytes = tc.bytes
				c.Room.Rates.StrokesPerMinute = 0
			}, store.Options{})
			a := w.join(1)
			a.listen(t.Context())
			a.until("a live client", live)
			a.paint(3)
			a.until("an acknowledgement", settled)
			k := store.PieceKey{Workspace: w.id, Piece: 1}
			if err := w.hub.SetTitle(t.Context(), k, "Light"); err != nil {
				t.Fatal(err)
			}
			want, err := w.hub.Picture(t.Context(), w.id)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.hub.NewPiece(t.Context(), w.id, 800, 600, core.Paint); err != nil {
				t.Fatal(err)
			}
			no, err := w.hub.Again(t.Context(), k, 1)
			if err != nil || no != 3 {
				t.Fatalf("gone on with as %d, %v", no, err)
			}
			got, err := w.hub.Picture(t.Context(), w.id)
			if err != nil || got.Raster != want.Raster || !bytes.Equal(got.PNG, want.PNG) {
				t.Fatalf("it looks otherwise, %v", err)
			}
			if p, err := w.store.Piece(t.Context(), store.PieceKey{Workspace: w.id, Piece: 3}); err != nil || p.Title != "Light" {
				t.Errorf("the piece is %+v, %v", p, err)
			}
			c := w.join(9)
			c.listen(t.Context())
			c.until("a live client", live)
			c.paint(1)
			c.until("an acknowledgement", settled)
			if old, err := w.hub.Look(t.Context(), k, false); err != nil || !bytes.Equal(old, want.PNG) {
				t.Errorf("the one in the gallery has changed, %v", err)
			}
			if _, err := w.hub.Again(t.Context(), store.PieceKey{Workspace: w.id, Piece: 7}, 1); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("a piece that is none: %v", err)
			}
		})
	}
}

// TestAgainRefused: it is said what keeps a piece from being gone on with.
func TestAgainRefused(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	a := w.join(1)
	a.listen(t.Context())
	a.until("a live client", live)
	a.paint(1)
	a.until("an acknowledgement", settled)
	if _, err := w.hub.NewPiece(t.Context(), w.id, 800, 600, core.Paint); err != nil {
		t.Fatal(err)
	}
	cfg := w.hub.cfg
	if err := w.hub.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	cfg.Room.Limits.StrokePoints = 1
	w.hub = New(w.store, cfg)
	_, err := w.hub.Again(t.Context(), store.PieceKey{Workspace: w.id, Piece: 1}, 1)
	if want := FileError("The piece holds a stroke that may not be drawn here."); !errors.Is(err, want) {
		t.Errorf("it says %v, want %v", err, want)
	}
}
