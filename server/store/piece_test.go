package store

import (
	"errors"
	"testing"

	"easel.example/core"
)

func TestPieces(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{PiecesMax: 4})
	ctx := t.Context()
	k := newPiece(t, s)
	other := newPiece(t, s)
	for want := uint32(2); want <= 4; want++ {
		if n, err := s.NewPiece(ctx, k.Workspace, 300, 400, core.Paint, int64(want)*10); err != nil || n != want {
			t.Fatalf("the next piece got %d, %v, want %d", n, err, want)
		}
	}
	if _, err := s.NewPiece(ctx, k.Workspace, 300, 400, core.Paint, 0); !errors.Is(err, ErrPiecesFull) {
		t.Errorf("one past the bound got %v, want ErrPiecesFull", err)
	}
	if _, err := s.NewPiece(ctx, 99, 300, 400, core.Paint, 0); !errors.Is(err, ErrNotFound) {
		t.Errorf("in no workspace got %v, want ErrNotFound", err)
	}
	if w, err := s.Workspace(ctx, k.Workspace); err != nil || w.LivePiece != 4 {
		t.Errorf("the workspace is %+v, %v, want live piece 4", w, err)
	}
	if w, err := s.Workspace(ctx, other.Workspace); err != nil || w.LivePiece != 1 {
		t.Errorf("the other workspace is %+v, %v", w, err)
	}
	at := func(n uint32) PieceKey { return PieceKey{k.Workspace, n} }
	if err := s.SetTitle(ctx, at(3), "Light"); err != nil {
		t.Error(err)
	}
	list, err := s.Pieces(ctx, k.Workspace, 4, 2)
	if err != nil || len(list) != 2 || list[0].Number != 3 || list[0].Title != "Light" || list[0].Width != 300 || list[0].Strokes != 40 || list[1].Number != 2 || list[1].Strokes != 30 {
		t.Errorf("the gallery before piece 4 is %+v, %v", list, err)
	}
	if err := s.SetDeleted(ctx, at(4), true); !errors.Is(err, ErrLivePiece) {
		t.Errorf("deleting the live piece got %v, want ErrLivePiece", err)
	}
	for _, n := range []uint32{0, 5} {
		if err := errors.Join(s.SetTitle(ctx, at(n), "x"), s.SetDeleted(ctx, at(n), true)); !errors.Is(err, ErrNotFound) {
			t.Errorf("piece %d got %v, want ErrNotFound", n, err)
		}
	}
	for _, deleted := range []bool{true, false} {
		if err := s.SetDeleted(ctx, at(3), deleted); err != nil {
			t.Error(err)
		}
		list, err := s.Pieces(ctx, k.Workspace, 99, 9)
		if want := 4; err != nil || len(list) != want && !deleted || len(list) != want-1 && deleted {
			t.Errorf("with piece 3 deleted %t the gallery is %+v, %v", deleted, list, err)
		}
	}
	if _, ok, err := s.Thumb(ctx, at(2)); err != nil || ok {
		t.Errorf("a thumb that nobody made: %t, %v", ok, err)
	}
	for _, png := range []string{"one", "two"} {
		if err := s.SetThumb(ctx, at(2), []byte(png)); err != nil {
			t.Error(err)
		}
		if b, ok, err := s.Thumb(ctx, at(2)); err != nil || !ok || string(b) != png {
			t.Errorf("the thumb is %q, %t, %v, want %q", b, ok, err, png)
		}
	}
}

// A number is not used again, even if the table of pieces is damaged.
func TestPieceNumbers(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	for range 5 {
		if _, err := s.NewPiece(t.Context(), k.Workspace, 300, 400, core.Paint, 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := appendWait(s, PieceKey{k.Workspace, 6}, records(1, 2)); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	execSQL(t, dir, "DELETE FROM piece WHERE number > 2; UPDATE workspace SET live_piece = 2")
	s = openStore(t, dir, Options{})
	if n, err := s.NewPiece(t.Context(), k.Workspace, 300, 400, core.Paint, 0); err != nil || n != 7 {
		t.Errorf("the next piece got %d, %v, want 7: entries have 6", n, err)
	}
}

// BenchmarkPieces lists a page of a gallery of 10,000.
func BenchmarkPieces(b *testing.B) {
	s := openStore(b, b.TempDir(), Options{})
	k := newPiece(b, s)
	err := s.write(b.Context(), func(t *tx) error {
		_, err := t.exec(`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
			INSERT INTO piece (workspace, number, width, height, created) SELECT ?, i, 1600, 1200, 0 FROM n`, k.Workspace)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if list, err := s.Pieces(b.Context(), k.Workspace, 5000, 200); err != nil || len(list) != 200 {
			b.Fatal(len(list), err)
		}
	}
}
