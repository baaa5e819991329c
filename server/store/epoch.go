package store

import (
	"context"
	"database/sql"
	"fmt"
)

// An Epoch is one life of a workspace in memory: First is the seq of the first
// entry of the piece that it may have given out (rule S6).
type Epoch struct {
	Epoch uint32
	First uint64
}

// NextEpoch begins a workspace's next epoch, durably, and returns its number,
// from 1. Its first seq is the one after the last stored of the live piece.
//
// An epoch in which nothing was stored is dropped for its successor, so that
// loading a workspace often does not fill the table: a client that asks about
// the dropped one finds the successor, with the same first seq.
func (s *Store) NextEpoch(ctx context.Context, workspace int64) (epoch uint32, err error) {
	err = s.write(ctx, func(t *tx) error {
		k := PieceKey{Workspace: workspace}
		if err := t.row([]any{&k.Piece}, "SELECT live_piece FROM workspace WHERE id = ?", workspace); err != nil {
			return err
		}
		last, err := lastSeq(t, k)
		if err != nil {
			return err
		}
		err = t.row([]any{&epoch}, "SELECT coalesce(max(epoch), 0) + 1 FROM epoch WHERE workspace = ?", workspace)
		if err != nil {
			return err
		}
		_, err = t.exec("DELETE FROM epoch WHERE workspace = ? AND piece = ? AND first = ?", k.Workspace, k.Piece, int64(last+1))
		if err != nil {
			return err
		}
		_, err = t.exec("INSERT INTO epoch (workspace, piece, epoch, first) VALUES (?, ?, ?, ?)", k.Workspace, k.Piece, epoch, int64(last+1))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("begin epoch of workspace %d: %w", workspace, err)
	}
	return epoch, nil
}

// Epochs returns the epochs of a piece, oldest first. What an epoch made
// durable ends before the First of the next one in the list, whatever its
// number.
func (s *Store) Epochs(ctx context.Context, workspace int64, piece uint32) ([]Epoch, error) {
	var list []Epoch
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var e Epoch
		err := rows.Scan(&e.Epoch, &e.First)
		list = append(list, e)
		return err
	}, "SELECT epoch, first FROM epoch WHERE workspace = ? AND piece = ? ORDER BY epoch", workspace, piece)
	if err != nil {
		return nil, fmt.Errorf("read epochs of piece %d/%d: %w", workspace, piece, err)
	}
	return list, nil
}
