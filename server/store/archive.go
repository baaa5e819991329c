package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/crc32"
)

// Archive keeps strokes of a piece that were flattened into its base, packed,
// with the ordinals from … to-1 (0 is the first stroke ever flattened). What is
// archived has no gaps: from is what Archived returns. To archive again what
// is archived already, as after a crash before the snapshot, changes nothing.
// When it returns nil the strokes are durable.
func (s *Store) Archive(ctx context.Context, k PieceKey, from, to uint64, strokes []byte) error {
	if from >= to || to > seqMax {
		return fmt.Errorf("archive strokes of piece %v: %d…%d is no range", k, from, to)
	}
	err := s.write(ctx, func(t *tx) error {
		var end int64
		err := t.row([]any{&end}, "SELECT coalesce(max(to_n), 0) FROM archive WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece)
		if err != nil || to <= uint64(end) {
			return err
		}
		if from != uint64(end) {
			return fmt.Errorf("the archive ends at %d", end)
		}
		changed, err := t.exec("UPDATE workspace SET archive_bytes = archive_bytes + ? WHERE id = ?", len(strokes), k.Workspace)
		if err != nil {
			return err
		}
		if changed == 0 {
			return ErrNotFound
		}
		_, err = t.exec("INSERT INTO archive (workspace, piece, from_n, to_n, strokes, sum) VALUES (?, ?, ?, ?, ?, ?)",
			k.Workspace, k.Piece, int64(from), int64(to), blob(strokes), crc32.Checksum(strokes, castagnoli))
		return err
	})
	if err != nil {
		return fmt.Errorf("archive strokes %d…%d of piece %v: %w", from, to, k, err)
	}
	return nil
}

// Archived returns the ordinal after the last archived stroke of a piece.
func (s *Store) Archived(ctx context.Context, k PieceKey) (uint64, error) {
	var end uint64
	err := s.r.row(ctx, []any{&end}, "SELECT coalesce(max(to_n), 0) FROM archive WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece)
	if err != nil {
		return 0, fmt.Errorf("read end of archive of piece %v: %w", k, err)
	}
	return end, nil
}

// ReadArchive calls each for every part of a piece's archive, in order, until
// it returns an error. strokes is each's to keep.
func (s *Store) ReadArchive(ctx context.Context, k PieceKey, each func(from, to uint64, strokes []byte) error) error {
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var from, to uint64
		var strokes []byte
		var sum uint32
		if err := rows.Scan(&from, &to, &strokes, &sum); err != nil {
			return err
		}
		if crc32.Checksum(strokes, castagnoli) != sum {
			return FormatError(fmt.Sprintf("archived strokes %d…%d", from, to))
		}
		return each(from, to, strokes)
	}, "SELECT from_n, to_n, strokes, sum FROM archive WHERE workspace = ? AND piece = ? ORDER BY from_n", k.Workspace, k.Piece)
	if err != nil {
		return fmt.Errorf("read archive of piece %v: %w", k, err)
	}
	return nil
}

// Usage returns the bytes of ops in a workspace's log, and of strokes in its archive and
// of its pieces' snapshots (rule L7). It adds up a log, which compaction keeps short, and
// what is said of a snapshot a piece; to keep a sum would be another page to write with
// every commit.
func (s *Store) Usage(ctx context.Context, workspace int64) (logBytes, archiveBytes int64, err error) {
	err = s.r.row(ctx, []any{&logBytes, &archiveBytes}, `SELECT
		(SELECT coalesce(sum(length(ops)), 0) FROM entry WHERE workspace = ?1), archive_bytes
			+ (SELECT coalesce(sum(state_bytes + base_bytes), 0) FROM snapshot WHERE workspace = ?1)
		FROM workspace WHERE id = ?1`, workspace)
	if err != nil {
		return 0, 0, fmt.Errorf("read usage of workspace %d: %w", workspace, err)
	}
	return logBytes, archiveBytes, nil
}
