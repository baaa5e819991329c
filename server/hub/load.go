package hub

import (
	"context"
	"errors"
	"fmt"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/server/store"
)

// read builds a workspace from the store: the newest snapshot, the entries
// after it, and a new epoch.
func (h *Hub) read(ctx context.Context, id int64) (*Workspace, error) {
	ws, err := h.store.Workspace(ctx, id)
	if err != nil {
		return nil, err
	}
	key := store.PieceKey{Workspace: id, Piece: ws.LivePiece}
	// The appends of an earlier life may have failed: from here on they go again.
	if _, err := h.store.Recover(ctx, key); err != nil {
		return nil, err
	}
	room, from, err := h.room(ctx, key)
	if err != nil {
		return nil, err
	}
	if _, err := h.store.NextEpoch(ctx, id); err != nil {
		return nil, err
	}
	epochs, err := h.store.Epochs(ctx, id, ws.LivePiece)
	if err != nil {
		return nil, err
	}
	list := make([]authority.Epoch, len(epochs))
	for i, e := range epochs {
		list[i] = authority.Epoch{Epoch: e.Epoch, First: e.First}
	}
	room.Start(list, h.cfg.Now())
	over, err := h.overQuota(ctx, id)
	if err != nil {
		return nil, err
	}
	room.SetOverQuota(over)
	w := newWorkspace(h, id, key, room)
	w.snapshot = from
	return w, nil
}

// overQuota reports whether a workspace holds more than it may (rule L7).
func (h *Hub) overQuota(ctx context.Context, id int64) (bool, error) {
	log, archive, err := h.store.Usage(ctx, id)
	return log > h.cfg.LogBytes || archive > h.cfg.ArchiveBytes, err
}

// room returns the room of a piece as the store has it, and the seq of the
// snapshot that it began from.
func (h *Hub) room(ctx context.Context, key store.PieceKey) (*authority.Room, uint64, error) {
	piece, err := h.store.Piece(ctx, key)
	if err != nil {
		return nil, 0, err
	}
	snap, ok, err := h.store.LoadSnapshot(ctx, key)
	if err != nil {
		return nil, 0, err
	}
	room := authority.New(h.cfg.Room, piece.Title, piece.Number, piece.Width, piece.Height, piece.Style)
	if ok {
		if room, err = authority.Load(h.cfg.Room, piece.Title, snap.State, snap.Base); err != nil {
			return nil, 0, fmt.Errorf("open snapshot of piece %v: %w", key, err)
		}
	}
	const page = 10_000
	for {
		recs, err := h.store.Entries(ctx, key, room.Seq(), page)
		if err != nil || len(recs) == 0 {
			return room, snap.Seq, err
		}
		for _, r := range recs {
			rec := authority.Record{Seq: r.Seq, Time: r.Time, Actor: core.Actor(r.Actor), Num: r.Num, Ops: r.Ops}
			if err := room.Replay(rec); err != nil {
				return nil, 0, fmt.Errorf("replay entry %d of piece %v: %w", r.Seq, key, err)
			}
		}
	}
}

// Refusal returns what a session is told when its workspace cannot be had.
func Refusal(err error) core.Refusal {
	switch {
	case errors.Is(err, ErrClosing):
		return core.Closing
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrRemoved):
		return core.NotMember
	case errors.Is(err, store.ErrMembersFull):
		return core.OverQuota
	case damaged(err):
		return core.Unreadable
	}
	return core.CannotStore
}
