package store

import (
	"fmt"
	"hash/crc32"
	"math"
)

const (
	// seqMax bounds seqs and ordinals: SQLite's integers are signed.
	seqMax = math.MaxInt64
	// batchBytes ends a transaction of appends, so that the first of many
	// does not wait for the last: 4 MiB are written in some 30 ms.
	batchBytes = 4 << 20
	// knownPieces bounds what the writer remembers of pieces. What it forgets
	// is read again from the database.
	knownPieces = 4096
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A pieceLog is what the writer knows of one piece's log.
type pieceLog struct {
	last    uint64 // seq of the last entry inserted; what it is after a failure does not matter
	stopped bool   // nothing more is taken until Recover
}

// A writer is the one goroutine that changes the database. All its fields are
// that goroutine's.
type writer struct {
	q            *queue
	tx           tx
	beforeCommit func() error
	pieces       map[PieceKey]*pieceLog
}

// run does what the queue holds, until it is closed and empty.
func (w *writer) run() {
	var batch []item
	for {
		batch = w.q.take(batch, batchBytes)
		if len(batch) == 0 {
			return
		}
		if j := batch[0].job; j != nil {
			j.after(w.tx.transaction(j.run, w.beforeCommit))
		} else {
			w.appendAll(batch)
		}
		w.q.release(batch)
		clear(batch)
	}
}

// appendAll stores the records of all items in one transaction, then tells
// each item how that went. An item that does not fit its log is left out and
// takes nobody with it; a failure of the database fails them all.
func (w *writer) appendAll(batch []item) {
	refused := make([]error, len(batch))
	err := w.tx.transaction(func(t *tx) error {
		for i := range batch {
			var err error
			if refused[i], err = w.append(t, &batch[i]); err != nil {
				return err
			}
		}
		return nil
	}, w.beforeCommit)
	for i := range batch {
		it := &batch[i]
		if l := w.pieces[it.key]; l != nil && err != nil {
			l.stopped = true
		}
		switch {
		case refused[i] != nil:
			it.done(fmt.Errorf("append to log of piece %v: %w", it.key, refused[i]))
		case err != nil:
			it.done(fmt.Errorf("append to log of piece %v: %w", it.key, err))
		default:
			it.done(nil)
		}
	}
	w.forget()
}

// stopped reports whether appends of a piece are refused.
func (w *writer) stopped(k PieceKey) bool {
	l := w.pieces[k]
	return l != nil && l.stopped || w.q.stopped(k)
}

// append inserts the records of one item, or says why it takes none of them.
// err is the database's.
func (w *writer) append(t *tx, it *item) (refused, err error) {
	l, err := w.piece(t, it.key)
	if err == ErrNotFound {
		return ErrNotFound, nil
	}
	if err != nil {
		return nil, err
	}
	if l.stopped {
		return ErrStopped, nil
	}
	for i := range it.recs {
		if seq, want := it.recs[i].Seq, l.last+uint64(i)+1; seq != want || seq > seqMax {
			l.stopped = true
			return fmt.Errorf("entry %d follows entry %d", seq, want-1), nil
		}
	}
	for i := range it.recs {
		r := &it.recs[i]
		_, err := t.exec("INSERT INTO entry (workspace, piece, seq, time, actor, num, ops, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			it.key.Workspace, it.key.Piece, int64(r.Seq), r.Time, r.Actor, r.Num, blob(r.Ops), crc32.Checksum(r.Ops, castagnoli))
		if err != nil {
			return nil, err
		}
		l.last = r.Seq
	}
	return nil, nil
}

const selectLast = `SELECT max(
	coalesce((SELECT max(seq) FROM entry WHERE workspace = ?1 AND piece = ?2), 0),
	coalesce((SELECT max(seq) FROM snapshot WHERE workspace = ?1 AND piece = ?2 AND whole = 1), 0))
	FROM piece WHERE workspace = ?1 AND number = ?2`

// piece returns what is known of a piece's log, read from the database the
// first time. It returns ErrNotFound if there is no such piece.
func (w *writer) piece(t *tx, k PieceKey) (*pieceLog, error) {
	if l := w.pieces[k]; l != nil {
		return l, nil
	}
	last, err := lastSeq(t, k)
	if err != nil {
		return nil, err
	}
	l := &pieceLog{last: last}
	w.pieces[k] = l
	return l, nil
}

func lastSeq(t *tx, k PieceKey) (uint64, error) {
	var count, last int64
	err := t.row([]any{&count}, "SELECT count(*) FROM piece WHERE workspace = ? AND number = ?", k.Workspace, k.Piece)
	if err != nil {
		return 0, err
	}
	if count == 0 {
		return 0, ErrNotFound
	}
	err = t.row([]any{&last}, selectLast, k.Workspace, k.Piece)
	return uint64(last), err
}

// forget makes room when too many pieces are remembered. A piece that failed
// stays: only Recover ends that.
func (w *writer) forget() {
	if len(w.pieces) <= knownPieces {
		return
	}
	for k, l := range w.pieces {
		if !l.stopped {
			delete(w.pieces, k)
		}
	}
}

// blob returns b as SQLite stores it: an empty blob is not NULL.
func blob(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
