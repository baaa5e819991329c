package store

import (
	"context"
	"database/sql"
	"fmt"

	"easel.example/core"
)

// A piece that begins with strokes is added first, out of the gallery, then its snapshot,
// as that of others in many transactions, and only then it takes the live one's place: a
// stop before that leaves nothing that anybody sees, and what it leaves is dropped at the
// next start.

// AddPiece adds a piece to a workspace, with a title, out of the gallery and not live.
func (s *Store) AddPiece(ctx context.Context, workspace int64, width, height int32, style core.Style, title string) (k PieceKey, err error) {
	k.Workspace = workspace
	err = s.write(ctx, func(t *tx) error {
		var err error
		if k.Piece, err = s.addPiece(t, workspace, width, height, style, nowMs()); err != nil {
			return err
		}
		_, err = t.exec("UPDATE piece SET title = ? WHERE workspace = ? AND number = ?", title, k.Workspace, k.Piece)
		return err
	})
	if err != nil {
		return PieceKey{}, fmt.Errorf("add a piece to workspace %d: %w", workspace, err)
	}
	return k, nil
}

// SaveFirst stores what a piece of [Store.AddPiece] begins with. Of the strokes that its
// base shows nothing else is known: they are archived as a part without bytes.
func (s *Store) SaveFirst(ctx context.Context, k PieceKey, snap Snapshot, flattened uint64) error {
	if err := s.saveSnapshot(ctx, k, snap, checkEmpty); err != nil {
		return fmt.Errorf("save first snapshot of piece %v: %w", k, err)
	}
	if flattened == 0 {
		return nil
	}
	return s.Archive(ctx, k, 0, flattened, nil)
}

// checkEmpty refuses the first snapshot of a piece that has a log.
func checkEmpty(t *tx, k PieceKey, _ uint64) error {
	last, err := lastSeq(t, k)
	if err == nil && last > 0 {
		err = fmt.Errorf("the log ends at %d", last)
	}
	return err
}

// GoLive makes a piece of [Store.AddPiece] the live one. strokes is how many the one
// before has.
func (s *Store) GoLive(ctx context.Context, k PieceKey, strokes int64) error {
	if err := s.write(ctx, func(t *tx) error { return giveWay(t, k, strokes) }); err != nil {
		return fmt.Errorf("turn to piece %v: %w", k, err)
	}
	return nil
}

// DropPiece deletes a piece of [Store.AddPiece] that never went live.
func (s *Store) DropPiece(ctx context.Context, k PieceKey) error {
	err := s.write(ctx, func(t *tx) error {
		var live uint32
		if err := t.row([]any{&live}, "SELECT live_piece FROM workspace WHERE id = ?", k.Workspace); err != nil {
			return err
		}
		if live == k.Piece {
			return ErrLivePiece
		}
		if _, err := t.exec("UPDATE snapshot SET whole = 0 WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM archive WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM piece WHERE workspace = ? AND number = ?", k.Workspace, k.Piece)
		return err
	})
	if err == nil {
		err = s.sweep(ctx, k)
	}
	if err != nil {
		return fmt.Errorf("drop piece %v: %w", k, err)
	}
	return nil
}

// dropUnborn drops the pieces that were being filled when the server stopped: live pieces
// have the highest numbers.
func (s *Store) dropUnborn(ctx context.Context) error {
	var list []PieceKey
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var k PieceKey
		err := rows.Scan(&k.Workspace, &k.Piece)
		list = append(list, k)
		return err
	}, "SELECT workspace, number FROM piece JOIN workspace ON id = workspace WHERE number > live_piece")
	if err != nil {
		return fmt.Errorf("read pieces that did not begin: %w", err)
	}
	for _, k := range list {
		if err := s.DropPiece(ctx, k); err != nil {
			return err
		}
	}
	return nil
}
