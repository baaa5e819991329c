package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/crc32"
)

// A PieceKey names one piece of one workspace.
type PieceKey struct {
	Workspace int64
	Piece     uint32
}

func (k PieceKey) String() string { return fmt.Sprintf("%d/%d", k.Workspace, k.Piece) }

// A Record is an entry as the log keeps it.
type Record struct {
	Seq  uint64
	Time int64 // ms
	Actor,
	Num uint32
	Ops []byte
}

// probeBytes is written to see whether a full disk has room again: a frame from
// a client. Much less would fit into what SQLite has reserved already.
const probeBytes = 64 << 10

// EntriesBytes bounds the ops that one call of Entries returns.
const EntriesBytes = 4 << 20

// Append adds records to the log of a piece. It returns at once; the records
// and their ops must not change until done is called.
//
// done is called exactly once: with nil when the records are committed and
// synced, otherwise with why nothing of them is stored. Calls for one piece
// come in the order of its appends, from the writer's goroutine, which waits
// for them: done must not block and must not call the store. ErrBehind and
// ErrClosed alone come at once, before Append returns.
//
// The seqs of a piece have no gaps. So after a failed append every later one
// of that piece fails too, until Recover. A failed append that was not
// refused by the store's own checks may still be found after a crash of the
// machine: its frames can have reached the disk though the sync failed.
func (s *Store) Append(k PieceKey, recs []Record, done func(error)) {
	if err := s.q.push(item{key: k, recs: recs, done: done}); err != nil {
		done(fmt.Errorf("append to log of piece %v: %w", k, err))
	}
}

// Recover takes appends of a piece again after one failed, and returns the
// last seq that is stored: the next append continues there. If the piece is
// stopped it makes a durable write of probeBytes first and fails, changing
// nothing, if that is not possible. Appends already waiting ahead of it still
// fail.
func (s *Store) Recover(ctx context.Context, k PieceKey) (last uint64, err error) {
	err = s.do(ctx, job{
		run: func(t *tx) error {
			if s.w.stopped(k) {
				if err := touch(t, probeBytes); err != nil {
					return err
				}
			}
			var err error
			last, err = lastSeq(t, k)
			return err
		},
		after: func(err error) {
			if err == nil {
				delete(s.w.pieces, k)
				s.q.recover(k)
			}
		},
	})
	if err != nil {
		return 0, fmt.Errorf("recover log of piece %v: %w", k, err)
	}
	return last, nil
}

// LastSeq returns the last seq of a piece that is stored, 0 if none is.
func (s *Store) LastSeq(ctx context.Context, k PieceKey) (uint64, error) {
	var last int64
	if err := s.r.row(ctx, []any{&last}, selectLast, k.Workspace, k.Piece); err != nil {
		return 0, fmt.Errorf("read last seq of piece %v: %w", k, err)
	}
	return uint64(last), nil
}

// Entries returns the stored records of a piece with seqs above after, in
// order: at most limit, and fewer when their ops exceed EntriesBytes; none
// only if there are no more. It returns ErrCompacted if the record after+1
// is gone, and a FormatError if one does not read back.
func (s *Store) Entries(ctx context.Context, k PieceKey, after uint64, limit int) ([]Record, error) {
	recs, err := s.entries(ctx, k, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read log of piece %v after %d: %w", k, after, err)
	}
	return recs, nil
}

// errEnough ends a scan early.
type errEnough struct{}

func (errEnough) Error() string { return "enough" }

func (s *Store) entries(ctx context.Context, k PieceKey, after uint64, limit int) ([]Record, error) {
	if after >= seqMax {
		return nil, nil
	}
	var recs []Record
	size, next := 0, after+1
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var r Record
		var sum uint32
		if err := rows.Scan(&r.Seq, &r.Time, &r.Actor, &r.Num, &r.Ops, &sum); err != nil {
			return err
		}
		if r.Seq != next {
			return ErrCompacted
		}
		if crc32.Checksum(r.Ops, castagnoli) != sum {
			return FormatError(fmt.Sprintf("entry %d", r.Seq))
		}
		if size += len(r.Ops); size > EntriesBytes && len(recs) > 0 {
			return errEnough{}
		}
		recs = append(recs, r)
		next++
		return nil
	}, "SELECT seq, time, actor, num, ops, sum FROM entry WHERE workspace = ? AND piece = ? AND seq > ? ORDER BY seq LIMIT ?",
		k.Workspace, k.Piece, int64(after), limit)
	if _, ok := err.(errEnough); err != nil && !ok {
		return nil, err
	}
	if len(recs) > 0 {
		return recs, nil
	}
	// No record can mean the end of the log, or that a snapshot stands there.
	last, err := s.LastSeq(ctx, k)
	if err == nil && after < last {
		err = ErrCompacted
	}
	return nil, err
}
