package store

import (
	"context"
	"database/sql"
)

// sweepRows bounds the entries that one transaction deletes, so that appends
// pass between two of them as they pass between the chunks of a snapshot.
const sweepRows = 2000

// compact deletes what is hidden of a piece's snapshots, then the entries up
// to its older whole one.
func (s *Store) compact(ctx context.Context, k PieceKey) error {
	if err := s.sweep(ctx, k); err != nil {
		return err
	}
	var older sql.NullInt64
	err := s.r.row(ctx, []any{&older}, `SELECT (SELECT seq FROM snapshot WHERE whole = 1 AND workspace = ? AND piece = ?
		ORDER BY seq DESC LIMIT 1 OFFSET ?)`, k.Workspace, k.Piece, kept-1)
	if err != nil {
		return err
	}
	for more := older.Valid; more; {
		err := s.write(ctx, func(t *tx) error {
			var err error
			more, err = dropEntries(t, k, older.Int64)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sweep deletes the hidden snapshots of a piece, a few chunks at a time.
func (s *Store) sweep(ctx context.Context, k PieceKey) error {
	const hidden = "SELECT id FROM snapshot WHERE whole = 0 AND workspace = ? AND piece = ?"
	for {
		var chunks, snapshots int64
		err := s.write(ctx, func(t *tx) error {
			var err error
			chunks, err = t.exec("DELETE FROM chunk WHERE rowid IN (SELECT rowid FROM chunk WHERE snapshot IN ("+hidden+") LIMIT 8)", k.Workspace, k.Piece)
			if err != nil || chunks > 0 {
				return err
			}
			snapshots, err = t.exec("DELETE FROM snapshot WHERE id IN ("+hidden+")", k.Workspace, k.Piece)
			return err
		})
		if err != nil || chunks+snapshots == 0 {
			return err
		}
	}
}

// dropEntries deletes up to sweepRows entries of a piece that are not above
// upTo, and reports whether there may be more.
func dropEntries(t *tx, k PieceKey, upTo int64) (more bool, err error) {
	var first sql.NullInt64
	err = t.row([]any{&first}, "SELECT min(seq) FROM entry WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece)
	if err != nil || !first.Valid || first.Int64 > upTo {
		return false, err
	}
	end := min(upTo, first.Int64+sweepRows-1)
	_, err = t.exec("DELETE FROM entry WHERE workspace = ? AND piece = ? AND seq <= ?", k.Workspace, k.Piece, end)
	return end < upTo, err
}

// dropPartial deletes the snapshots that a stop has left unfinished. It runs
// while the store is opened, when nobody saves one.
func dropPartial(t *tx) error {
	if _, err := t.exec("DELETE FROM chunk WHERE snapshot NOT IN (SELECT id FROM snapshot WHERE whole = 1)"); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM snapshot WHERE whole = 0")
	return err
}
