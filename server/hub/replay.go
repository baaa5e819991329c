package hub

import (
	"context"
	"errors"
	"slices"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/pack"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// What a replay begins with of archived ink: packed bytes, strokes and points, of which
// even ink has hundreds to a byte. A piece that has more begins with its base picture.
const (
	replayBytes   = 16 << 20
	replayStrokes = 1 << 18
	replayPoints  = 4 << 20
)

// A reel is a piece as it was at a seq, to be shown as it came about.
type reel struct {
	frozen
	state core.State // but for its strokes
}

func reelOf(room *authority.Room) reel {
	r := reel{frozen: freeze(room), state: room.Piece().State()}
	r.state.Actors, r.state.Strokes = slices.Clone(r.state.Actors), nil
	return r
}

// Replay returns all strokes of a piece in the order in which they were begun, in
// the form that core/replay reads.
func (h *Hub) Replay(ctx context.Context, k store.PieceKey) ([]byte, error) {
	ws, err := h.store.Workspace(ctx, k.Workspace)
	if err != nil {
		return nil, err
	}
	if err := h.place(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	r, err := h.reel(ctx, k, ws.LivePiece == k.Piece)
	if err != nil {
		return nil, err
	}
	at := r.state.Base.Strokes - uint64(len(r.flat))
	archived, end, err := h.archived(ctx, k)
	if err != nil {
		if !damaged(err) {
			return nil, err
		}
		h.cfg.Log.Error("the archive of a piece is damaged: its replay begins with the base picture", "piece", k, "err", err)
	}
	if err != nil || end < at || end > r.state.Base.Strokes {
		return r.encode(nil, 0), nil
	}
	r.flat, r.base, r.state.Base = r.flat[end-at:], nil, core.Base{}
	return r.encode(archived, int(end)), nil
}

func (h *Hub) reel(ctx context.Context, k store.PieceKey, live bool) (reel, error) {
	if !live {
		room, _, err := h.room(ctx, k)
		if err != nil {
			return reel{}, err
		}
		return reelOf(room), nil
	}
	w, err := h.Workspace(ctx, k.Workspace)
	if err != nil {
		return reel{}, err
	}
	got := make(chan reel, 1)
	if w.key != k || !w.do(ctx, func(w *Workspace) { got <- reelOf(w.room) }) {
		return reel{}, ErrClosing
	}
	select {
	case r := <-got:
		return r, nil
	case <-w.ended:
		return reel{}, ErrClosing
	}
}

// errTooMuch ends the reading of an archive.
var errTooMuch = errors.New("more than a replay takes")

// archived returns the archived strokes of a piece, packed, and the ordinal after
// the last: none if they are too much for a replay.
func (h *Hub) archived(ctx context.Context, k store.PieceKey) (blocks [][]byte, end uint64, err error) {
	n, points := 0, 0
	err = h.store.ReadArchive(ctx, k, func(from, to uint64, strokes []byte) error {
		if len(strokes) == 0 {
			return errTooMuch // the piece was begun from a file, whose base is all that is known of them
		}
		_, p, err := pack.Counts(strokes)
		if err != nil {
			return err
		}
		points += p
		if n += len(strokes); n > replayBytes || points > replayPoints || to > replayStrokes || from != end {
			return errTooMuch
		}
		blocks, end = append(blocks, strokes), to
		return nil
	})
	if errors.Is(err, errTooMuch) {
		return nil, 0, nil
	}
	return blocks, end, err
}

// encode returns the frames of a replay: n archived strokes, what is flat and not
// among them, and the live ones; or the base, if there is one still, and the live ones.
func (r *reel) encode(archived [][]byte, n int) []byte {
	m := wire.Snapshot{
		Piece: r.state.Number, Seq: r.seq, Width: r.width, Height: r.height, Limits: r.state.Limits, Actors: r.state.Actors,
	}
	m.Limits.WorkspaceBytes = max(m.Limits.WorkspaceBytes, wire.SnapshotMax) // what was truncated is here again
	all := append(r.flat[:len(r.flat):len(r.flat)], r.strokes...)
	m.Blocks = append(archived, snapshot.Blocks(all)...)
	if m.Base = r.state.Base; m.Base.Strokes > 0 {
		m.Flat = uint32(len(r.flat))
	}
	for i, s := range all {
		if !s.Done {
			m.Undone = append(m.Undone, uint32(n+i))
		}
		if s.Hidden != 0 {
			m.Hidden = append(m.Hidden, wire.Mark{Index: uint32(n + i), Member: s.Hidden})
		}
	}
	var w wire.Writer
	parts := slices.Collect(slices.Chunk(r.base, wire.BasePart))
	m.Parts = uint32(len(parts))
	frames := [][]byte{w.Snapshot(nil, m)}
	for i, part := range parts {
		frames = append(frames, w.Base(nil, wire.Base{Piece: r.state.Number, Part: uint32(i), Parts: m.Parts, Data: part}))
	}
	return w.Frozen(nil, frames)
}
