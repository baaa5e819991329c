package crowd

import (
	"errors"
	"fmt"
	"sync"

	"easel.example/core"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// A replica holds the whole piece, as the entries make it.
type replica struct {
	mu    sync.Mutex // Run looks at it in the end
	piece *core.Piece
	seq   uint64
	time  int64
	own   []core.Batch // sent, with no place in the log yet
}

func newReplica(m wire.Snapshot) (*replica, error) {
	p, _, err := snapshot.Open(m)
	if err != nil {
		return nil, fmt.Errorf("open the piece: %w", err)
	}
	return &replica{piece: p, seq: m.Seq, time: m.Time}, nil
}

var errOrder = errors.New("an entry is not the next one")

// take applies the entries of a frame, and returns how many were its own.
func (r *replica) take(piece uint32, seq7 uint8, list []wire.NextEntry) (own int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if piece != r.piece.Number() || (r.seq+1)%128 != uint64(seq7) {
		return 0, errOrder
	}
	for i := range list {
		e := &list[i]
		r.seq, r.time = r.seq+1, r.time+e.Ms
		b := e.Batch
		if e.Own {
			if len(r.own) == 0 || r.own[0].Num != b.Num {
				return own, errOrder
			}
			b, r.own = r.own[0], r.own[1:]
			own++
		} else {
			r.piece.Resolve(&b)
		}
		r.piece.Apply(b, r.time, nil)
	}
	return own, nil
}

// digest returns the digest of the piece, and the seq that it is of.
func (r *replica) digest() (seq, digest uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seq, r.piece.Digest()
}

// sent keeps an own batch until its place in the log is known.
func (r *replica) sent(b core.Batch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.own = append(r.own, b)
}
