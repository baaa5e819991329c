package hub

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"easel.example/core"
	"easel.example/server/store"
)

func TestFounders(t *testing.T) {
	t.Run("one of a workspace, the others one after the other", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := newFounders()
			leave, err := f.enter(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.enter(t.Context(), 1); !errors.Is(err, ErrBusy) {
				t.Errorf("a second of the same: %v", err)
			}
			served := make(chan error, 1)
			go func() {
				leave, err := f.enter(t.Context(), 2)
				if err == nil {
					leave()
				}
				served <- err
			}()
			synctest.Wait() // it waits
			leave()
			if err := <-served; err != nil {
				t.Errorf("another, once the first is done: %v", err)
			}
		})
	})
	t.Run("no longer than the limit, nor than who asks", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := newFounders()
			leave, err := f.enter(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			defer leave()
			if _, err := f.enter(t.Context(), 2); !errors.Is(err, ErrBusy) {
				t.Errorf("past the limit: %v", err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := f.enter(ctx, 2); !errors.Is(err, context.Canceled) {
				t.Errorf("who has gone: %v", err)
			}
			if len(f.all) != 1 {
				t.Errorf("%d are left, want the first", len(f.all))
			}
		})
	})
	t.Run("so many and no more", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := newFounders()
			ctx, cancel := context.WithCancel(t.Context())
			for id := range int64(foundersMax) {
				go func() {
					if leave, err := f.enter(ctx, id); err == nil {
						<-ctx.Done()
						leave()
					}
				}()
			}
			synctest.Wait()
			if len(f.all) != foundersMax {
				t.Errorf("%d are in, want %d", len(f.all), foundersMax)
			}
			if _, err := f.enter(ctx, foundersMax); !errors.Is(err, ErrBusy) {
				t.Errorf("one past the limit: %v", err)
			}
			cancel()
			synctest.Wait()
			if len(f.all) != 0 {
				t.Errorf("%d are left", len(f.all))
			}
		})
	})
}

// TestFoundQuota: pieces that begin with ink count, and none begins in a workspace that
// holds as much as it may.
func TestFoundQuota(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	a := w.join(1)
	a.listen(t.Context())
	a.until("a live client", live)
	a.paint(3)
	a.until("an acknowledgement", settled)
	file := a.easelFile(t)
	if _, err := w.hub.NewPiece(t.Context(), w.id, 800, 600, core.Paint); err != nil {
		t.Fatal(err)
	}
	k := store.PieceKey{Workspace: w.id, Piece: 1}
	_, before, err := w.store.Usage(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.hub.Again(t.Context(), k, 1); err != nil {
		t.Fatal(err)
	}
	_, archive, err := w.store.Usage(t.Context(), w.id)
	if err != nil || archive < before+100 {
		t.Fatalf("of %d bytes in the archive a piece with ink makes %d, %v", before, archive, err)
	}
	w.hub.cfg.ArchiveBytes = archive
	if _, err := w.hub.Again(t.Context(), k, 1); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := w.hub.Again(t.Context(), k, 1); !errors.Is(err, errFull) {
		t.Errorf("past the limit, by a piece: %v", err)
	}
	if _, err := w.hub.Found(t.Context(), w.id, file, "", 1); !errors.Is(err, errFull) {
		t.Errorf("past the limit, by a file: %v", err)
	}
}
