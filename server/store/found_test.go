package store

import (
	"bytes"
	"errors"
	"testing"

	"easel.example/core"
)

// TestAddPiece: a piece that is being filled is seen by nobody until it goes live, and
// one that never does leaves nothing.
func TestAddPiece(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{PiecesMax: 3})
	old := newPiece(t, s)
	ctx := t.Context()
	pieces := func() int {
		t.Helper()
		list, err := s.Pieces(ctx, old.Workspace, 100, 100)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before := pieces()
	snap := Snapshot{1, []byte("state"), bytes.Repeat([]byte("base"), chunkBytes)}
	for _, drop := range []bool{true, false} {
		k, err := s.AddPiece(ctx, old.Workspace, 300, 400, core.Plotter, "Sea")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SaveFirst(ctx, k, snap, 7); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveFirst(ctx, k, snap, 7); err == nil {
			t.Error("it began twice")
		}
		if ws, err := s.Workspace(ctx, k.Workspace); err != nil || ws.LivePiece != old.Piece || pieces() != before {
			t.Errorf("piece %d is live, of %d, %v", ws.LivePiece, pieces(), err)
		}
		if drop {
			if err := s.DropPiece(ctx, k); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Piece(ctx, k); !errors.Is(err, ErrNotFound) {
				t.Errorf("it is there still: %v", err)
			}
			continue
		}
		if err := s.GoLive(ctx, k, 5); err != nil {
			t.Fatal(err)
		}
		if ws, err := s.Workspace(ctx, k.Workspace); err != nil || ws.LivePiece != k.Piece || pieces() != before+1 {
			t.Errorf("piece %d is live, of %d, %v", ws.LivePiece, pieces(), err)
		}
		if err := s.DropPiece(ctx, k); !errors.Is(err, ErrLivePiece) {
			t.Errorf("the live piece was dropped: %v", err)
		}
		got, ok, err := s.LoadSnapshot(ctx, k)
		if err != nil || !ok || got.Seq != 1 || !bytes.Equal(got.State, snap.State) || !bytes.Equal(got.Base, snap.Base) {
			t.Errorf("it begins with %d bytes at %d, %v", len(got.State)+len(got.Base), got.Seq, err)
		}
		if end, err := s.Archived(ctx, k); err != nil || end != 7 {
			t.Errorf("the archive ends at %d, %v", end, err)
		}
	}
}

// TestDropUnborn: what was being filled when a server stopped is gone at the next start.
func TestDropUnborn(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	old := newPiece(t, s)
	ctx := t.Context()
	k, err := s.AddPiece(ctx, old.Workspace, 300, 400, core.Paint, "Sea")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveFirst(ctx, k, Snapshot{1, []byte("state"), []byte("base")}, 7); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, dir, Options{})
	if _, err := s.Piece(ctx, k); !errors.Is(err, ErrNotFound) {
		t.Errorf("it is there still: %v", err)
	}
	if _, archive, err := s.Usage(ctx, old.Workspace); err != nil || archive != 0 {
		t.Errorf("%d bytes are left, %v", archive, err)
	}
	if ws, err := s.Workspace(ctx, old.Workspace); err != nil || ws.LivePiece != old.Piece {
		t.Errorf("piece %d is live, %v", ws.LivePiece, err)
	}
}
