package hub

import (
	"context"

	"easel.example/core/raster"
	"easel.example/server/store"
)

// Again begins a piece with all that is seen of one in the gallery, as the ink of a member
// (see [Hub.Found]): so a finished piece is gone on with, and stays as it is.
func (h *Hub) Again(ctx context.Context, k store.PieceKey, member uint32) (uint32, error) {
	p, err := h.store.Piece(ctx, k)
	if err != nil {
		return 0, err
	}
	return h.found(ctx, k.Workspace, p.Title, func(ctx context.Context) (foundation, error) { return h.taken(ctx, k, member) })
}

// taken reads a piece of the gallery.
func (h *Hub) taken(ctx context.Context, k store.PieceKey, member uint32) (f foundation, err error) {
	if err := h.place(ctx); err != nil {
		return f, err
	}
	defer h.leave()
	room, _, err := h.room(ctx, k)
	if err != nil {
		return f, err
	}
	var base *raster.Canvas
	if room.Piece().Base().Strokes > 0 {
		under := frozen{base: room.Base(), flat: room.Flat()}
		under.width, under.height = room.Piece().Size()
		if base, err = under.canvas(); err != nil {
			return f, err
		}
	}
	return h.settled(ctx, room.Piece().State(), base, member)
}
