package hub

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"sync"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/server/store"
)

// TestNewPiece checks the turn from a piece to the next: all that was placed is
// acknowledged before the sessions end, the old piece looks as it did, and the
// new one is empty (S10).
func TestNewPiece(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	ctx := t.Context()
	a, b := w.join(1), w.join(2)
	ends := []<-chan struct{}{a.listen(ctx), b.listen(ctx)}
	a.until("a live client", live)
	b.until("a live client", live)
	for range 20 {
		a.draw(100)
	}
	before, err := w.hub.Picture(ctx, w.id)
	if err != nil {
		t.Fatal(err)
	}
	n, err := w.hub.NewPiece(ctx, w.id, 640, 480, core.Paint)
	if err != nil || n != 2 {
		t.Fatalf("the new piece got %d, %v, want 2", n, err)
	}
	for _, end := range ends {
		<-end
	}
	if a.why != core.NextPiece || b.why != core.NextPiece {
		t.Errorf("the sessions were closed with %v and %v, want NextPiece", a.why, b.why)
	}
	if !a.c.Settled() {
		t.Errorf("something that was placed is not acknowledged: %+v", a.c.Status(1))
	}
	old, err := w.hub.Look(ctx, store.PieceKey{Workspace: w.id, Piece: 1}, false)
	if err != nil || !bytes.Equal(old, before.PNG) {
		t.Errorf("the old piece looks otherwise than it did, %v", err)
	}
	for _, k := range []store.PieceKey{{Workspace: w.id, Piece: 1}, {Workspace: w.id, Piece: 1}, {Workspace: w.id, Piece: 2}} {
		b, err := w.hub.Look(ctx, k, true)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil || img.Bounds().Dx() != thumbSide || img.Bounds().Dy() != thumbSide*3/4 {
			t.Errorf("the small picture of piece %d is %v, %v", k.Piece, img.Bounds(), err)
		}
	}
	one, err := w.hub.Look(ctx, store.PieceKey{Workspace: w.id, Piece: 2}, true)
	two, err2 := w.hub.Look(ctx, store.PieceKey{Workspace: w.id, Piece: 2}, true)
	if err != nil || err2 != nil || &one[0] != &two[0] {
		t.Errorf("the small picture of the live piece was drawn twice, %v, %v", err, err2)
	}
	if _, ok, _ := w.store.Thumb(ctx, store.PieceKey{Workspace: w.id, Piece: 2}); ok {
		t.Error("a small picture of the live piece was kept")
	}
	if p, err := w.store.Piece(ctx, store.PieceKey{Workspace: w.id, Piece: 1}); err != nil || p.Strokes != 20 {
		t.Errorf("the old piece is %+v, %v, want 20 strokes", p, err)
	}
	c := w.join(3)
	c.listen(ctx)
	c.until("the new piece", func(c *client.Client) bool { return live(c) && c.Status(1).Piece == 2 })
	if err := w.hub.SetTitle(ctx, store.PieceKey{Workspace: w.id, Piece: 2}, "Light"); err != nil {
		t.Fatal(err)
	}
	c.until("the title", func(c *client.Client) bool { return c.Status(1).Title == "Light" })
	c.draw(50)
	c.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	if _, err := w.hub.Look(ctx, store.PieceKey{Workspace: w.id, Piece: 3}, true); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a piece that is not there got %v, want ErrNotFound", err)
	}
}

// TestNewPieceAtOnce checks that of many who ask at once some are told to come
// again, that numbers follow each other, and that nobody waits for ever.
func TestNewPieceAtOnce(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	a := w.join(1)
	a.listen(t.Context())
	a.until("a live client", live)
	var all sync.WaitGroup
	var mu sync.Mutex
	got := map[uint32]int{}
	for range 8 {
		all.Go(func() {
			n, err := w.hub.NewPiece(context.Background(), w.id, 300, 300, core.Paint)
			if err != nil && !errors.Is(err, ErrTurning) && !errors.Is(err, ErrClosing) {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				got[n]++
			}
		})
	}
	all.Wait()
	for n := range uint32(len(got)) {
		if got[n+2] != 1 {
			t.Errorf("the new pieces were %v, want each number once, from 2 on", got)
		}
	}
	if len(got) == 0 {
		t.Error("nobody got a new piece")
	}
}
