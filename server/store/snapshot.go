package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
)

// A Snapshot is a piece at a seq: its state, and the base picture under it.
type Snapshot struct {
	Seq   uint64
	State []byte
	Base  []byte
}

const (
	// chunkBytes is how much of a snapshot one transaction takes. The appends
	// of all workspaces pass between two of them, so that a snapshot of 20 MB
	// never delays an ack by more than a chunk's few milliseconds.
	chunkBytes = 256 << 10
	// kept is how many whole snapshots of a piece stay.
	kept = 2
)

// SaveSnapshot stores a snapshot of a piece and keeps it and the one before
// it; it then deletes the entries that the older of them covers (compaction).
// Before, the caller has archived the strokes that the base has swallowed, for
// their entries go. When it returns, the snapshot is durable. When it fails,
// the snapshots before are what they were, or, if only the deleting failed,
// the error says so and the next call goes on with it.
//
// The snapshot's seq is stored already, and not below the newest snapshot's.
// One call at a time for one piece.
func (s *Store) SaveSnapshot(ctx context.Context, k PieceKey, snap Snapshot) error {
	if !s.beginSaving(k) {
		return fmt.Errorf("save snapshot of piece %v: one is being saved", k)
	}
	defer s.endSaving(k)
	if err := s.saveSnapshot(ctx, k, snap, checkSeq); err != nil {
		return fmt.Errorf("save snapshot of piece %v at %d: %w", k, snap.Seq, err)
	}
	if err := s.compact(ctx, k); err != nil {
		return fmt.Errorf("compact piece %v: %w", k, err)
	}
	return nil
}

func (s *Store) beginSaving(k PieceKey) bool {
	s.savingMu.Lock()
	defer s.savingMu.Unlock()
	if s.saving[k] {
		return false
	}
	s.saving[k] = true
	return true
}

func (s *Store) endSaving(k PieceKey) {
	s.savingMu.Lock()
	delete(s.saving, k)
	s.savingMu.Unlock()
}

func (s *Store) saveSnapshot(ctx context.Context, k PieceKey, snap Snapshot, check func(*tx, PieceKey, uint64) error) error {
	var id int64
	sum := crc32.Update(crc32.Checksum(snap.State, castagnoli), castagnoli, snap.Base)
	err := s.write(ctx, func(t *tx) error {
		if err := check(t, k, snap.Seq); err != nil {
			return err
		}
		return t.row([]any{&id}, `INSERT INTO snapshot (workspace, piece, seq, state_bytes, base_bytes, sum, whole)
			VALUES (?, ?, ?, ?, ?, ?, 0) RETURNING id`, k.Workspace, k.Piece, int64(snap.Seq), len(snap.State), len(snap.Base), sum)
	})
	if err != nil {
		return err
	}
	n := 0
	for _, data := range [...][]byte{snap.State, snap.Base} {
		for len(data) > 0 {
			c := data[:min(len(data), chunkBytes)]
			data = data[len(c):]
			err := s.write(ctx, func(t *tx) error {
				_, err := t.exec("INSERT INTO chunk (snapshot, n, data) VALUES (?, ?, ?)", id, n, c)
				return err
			})
			if err != nil {
				return err
			}
			n++
		}
	}
	return s.write(ctx, func(t *tx) error { return makeWhole(t, k, id, snap.Seq) })
}

// checkSeq refuses a snapshot of what is not stored, and one that is older
// than the newest.
func checkSeq(t *tx, k PieceKey, seq uint64) error {
	last, err := lastSeq(t, k)
	if err != nil {
		return err
	}
	if seq > last {
		return fmt.Errorf("the log ends at %d", last)
	}
	var newest int64
	err = t.row([]any{&newest}, "SELECT coalesce(max(seq), 0) FROM snapshot WHERE workspace = ? AND piece = ? AND whole = 1", k.Workspace, k.Piece)
	if err == nil && seq < uint64(newest) {
		err = fmt.Errorf("there is one at %d", newest)
	}
	return err
}

// makeWhole lets a snapshot be seen, and hides the one that it replaces and
// those that are too many.
func makeWhole(t *tx, k PieceKey, id int64, seq uint64) error {
	_, err := t.exec("UPDATE snapshot SET whole = (id = ?1) WHERE id = ?1 OR (workspace = ?2 AND piece = ?3 AND seq = ?4)",
		id, k.Workspace, k.Piece, int64(seq))
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE snapshot SET whole = 0 WHERE whole = 1 AND workspace = ?1 AND piece = ?2 AND id NOT IN
		(SELECT id FROM snapshot WHERE whole = 1 AND workspace = ?1 AND piece = ?2 ORDER BY seq DESC LIMIT ?3)`,
		k.Workspace, k.Piece, kept)
	return err
}

// LoadSnapshot returns the newest snapshot of a piece that reads back whole,
// and false if it has none and its log begins with its first entry. A damaged
// one is passed over for the one before it, and logged. If none is left to
// start from, the error has a FormatError.
func (s *Store) LoadSnapshot(ctx context.Context, k PieceKey) (Snapshot, bool, error) {
	snap, ok, err := s.loadSnapshot(ctx, k)
	if err != nil {
		return Snapshot{}, false, fmt.Errorf("load snapshot of piece %v: %w", k, err)
	}
	return snap, ok, nil
}

func (s *Store) loadSnapshot(ctx context.Context, k PieceKey) (Snapshot, bool, error) {
	// One transaction sees all chunks, also of a snapshot that is swept meanwhile.
	t, err := s.r.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Snapshot{}, false, explain(err)
	}
	defer t.Rollback() // nothing was changed
	rows, err := t.QueryContext(ctx, `SELECT id, seq, state_bytes, base_bytes, sum FROM snapshot
		WHERE workspace = ? AND piece = ? AND whole = 1 ORDER BY seq DESC`, k.Workspace, k.Piece)
	if err != nil {
		return Snapshot{}, false, explain(err)
	}
	var heads []snapshotHead
	err = scanAll(rows, func(rows *sql.Rows) error {
		var h snapshotHead
		err := rows.Scan(&h.id, &h.seq, &h.stateBytes, &h.baseBytes, &h.sum)
		heads = append(heads, h)
		return err
	})
	if err != nil {
		return Snapshot{}, false, explain(err)
	}
	var damage error
	for _, h := range heads {
		snap, err := readSnapshot(ctx, t, h)
		if err == nil {
			return snap, true, nil
		}
		if ctx.Err() != nil {
			return Snapshot{}, false, ctx.Err()
		}
		s.opt.Log.Error("a snapshot does not read back", "workspace", k.Workspace, "piece", k.Piece, "seq", h.seq, "err", err)
		damage = errors.Join(damage, err)
	}
	if damage == nil {
		return Snapshot{}, false, nil
	}
	var first sql.NullInt64
	err = t.QueryRowContext(ctx, "SELECT min(seq) FROM entry WHERE workspace = ? AND piece = ?", k.Workspace, k.Piece).Scan(&first)
	if err == nil && first.Int64 == 1 {
		return Snapshot{}, false, nil // the log has everything
	}
	return Snapshot{}, false, errors.Join(damage, explain(err))
}

type snapshotHead struct {
	id, seq               int64
	stateBytes, baseBytes int64
	sum                   uint32
}

// readSnapshot returns the snapshot under h, or a FormatError if its chunks do
// not add up.
func readSnapshot(ctx context.Context, t *sql.Tx, h snapshotHead) (Snapshot, error) {
	var size int64
	err := t.QueryRowContext(ctx, "SELECT coalesce(sum(length(data)), 0) FROM chunk WHERE snapshot = ?", h.id).Scan(&size)
	if err != nil {
		return Snapshot{}, explain(err)
	}
	if h.stateBytes < 0 || h.baseBytes < 0 || size != h.stateBytes+h.baseBytes {
		return Snapshot{}, FormatError(fmt.Sprintf("snapshot at %d has %d bytes, want %d + %d", h.seq, size, h.stateBytes, h.baseBytes))
	}
	rows, err := t.QueryContext(ctx, "SELECT data FROM chunk WHERE snapshot = ? ORDER BY n", h.id)
	if err != nil {
		return Snapshot{}, explain(err)
	}
	data := make([]byte, 0, size)
	err = scanAll(rows, func(rows *sql.Rows) error {
		var c sql.RawBytes
		err := rows.Scan(&c)
		data = append(data, c...)
		return err
	})
	if err != nil {
		return Snapshot{}, explain(err)
	}
	if crc32.Checksum(data, castagnoli) != h.sum {
		return Snapshot{}, FormatError(fmt.Sprintf("snapshot at %d has another checksum", h.seq))
	}
	return Snapshot{uint64(h.seq), data[:h.stateBytes:h.stateBytes], data[h.stateBytes:]}, nil
}
