package hub

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"math"

	"golang.org/x/image/draw"

	"easel.example/core"
	"easel.example/core/pack"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// A turn asks a workspace to go on with a new piece.
type turn struct {
	begin beginning
	done  chan turned // room for one
}

// A beginning makes a new piece the live one of its workspace, and returns its number.
// strokes is how many the old one has.
type beginning func(ctx context.Context, strokes int64) (number uint32, err error)

type turned struct {
	number uint32
	err    error
}

// ErrTurning says that somebody else has just begun a new piece.
var ErrTurning = errors.New("a new piece is just being begun")

// NewPiece saves the live piece of a workspace as it is and begins an empty one,
// which becomes the live one (rule S10). It returns its number. The workspace
// ends with its old piece, and its sessions come back to the new one.
func (h *Hub) NewPiece(ctx context.Context, id int64, width, height int32, style core.Style) (uint32, error) {
	return h.turnTo(ctx, id, func(ctx context.Context, strokes int64) (uint32, error) {
		return h.store.NewPiece(ctx, id, width, height, style, strokes)
	})
}

// turnTo has a workspace go on with the piece that begin begins.
func (h *Hub) turnTo(ctx context.Context, id int64, begin beginning) (uint32, error) {
	w, err := h.Workspace(ctx, id)
	if damaged(err) {
		// It will never load: what is left of the piece stays where it is.
		h.cfg.Log.Error("the live piece is damaged, and gives way to a new one", "workspace", id, "err", err)
		return begin(ctx, 0)
	}
	if err != nil {
		return 0, err
	}
	t := &turn{begin, make(chan turned, 1)}
	if !w.do(ctx, func(w *Workspace) {
		if w.turn != nil {
			t.done <- turned{err: ErrTurning}
			return
		}
		w.turn = t
	}) {
		return 0, ErrClosing
	}
	select {
	case a := <-t.done:
		return a.number, a.err
	case <-w.ended:
	}
	select {
	case a := <-t.done:
		return a.number, a.err
	default:
		return 0, ErrClosing // it ended before it heard of us
	}
}

// damaged reports whether err says that what is stored cannot be read, today or ever.
func damaged(err error) bool {
	var inStore store.FormatError
	var inFrame wire.FormatError
	var inSnapshot snapshot.FormatError
	var inBlock pack.FormatError
	return errors.As(err, &inStore) || errors.As(err, &inFrame) || errors.As(err, &inSnapshot) || errors.As(err, &inBlock)
}

// turnOver stores all of the old piece, tells its authors so, and begins the new
// one. Nothing else runs for this workspace meanwhile.
func (w *Workspace) turnOver() {
	t := w.turn
	w.turn = nil
	w.finish()
	if w.failed.Load() {
		w.closeAll(core.CannotStore)
		t.done <- turned{err: errors.New("what was drawn is not stored")}
		return
	}
	w.room.Synced(w.synced.Load())
	w.carryOut()
	if err := w.hub.store.Flush(context.Background()); err != nil { // names: who comes back is read anew
		w.hub.cfg.Log.Error("names may be old", "workspace", w.id, "err", err)
	}
	p := w.room.Piece()
	strokes := int64(p.Base().Strokes) + int64(len(p.Strokes()))
	number, err := t.begin(context.Background(), strokes)
	why := core.NextPiece
	if err != nil {
		why = core.Closing // they come back to the old one
	}
	w.closeAll(why)
	t.done <- turned{number, err}
}

// Title returns the title of a piece of a workspace, "" if it has none.
func (h *Hub) Title(ctx context.Context, k store.PieceKey) (string, error) {
	p, err := h.store.Piece(ctx, k)
	return p.Title, err
}

// SetTitle gives a piece of a workspace a title, and tells who is there.
func (h *Hub) SetTitle(ctx context.Context, k store.PieceKey, title string) error {
	if err := h.store.SetTitle(ctx, k, title); err != nil {
		return err
	}
	h.mu.Lock()
	w := h.spaces[k.Workspace]
	h.mu.Unlock()
	if w != nil && w.key == k {
		w.do(ctx, func(w *Workspace) { w.room.SetTitle(title) })
	}
	return nil
}

// thumbSide is the longer side of a small picture, in px.
const thumbSide = 320

// Look returns a piece as a PNG, small or in its size. What is no longer painted
// on is drawn small once, and kept.
func (h *Hub) Look(ctx context.Context, k store.PieceKey, small bool) ([]byte, error) {
	ws, err := h.store.Workspace(ctx, k.Workspace)
	if err != nil {
		return nil, err
	}
	if ws.LivePiece == k.Piece {
		p, err := h.Picture(ctx, k.Workspace)
		if err != nil || !small {
			return pngOf(p), err
		}
		return h.small(ctx, p)
	}
	if small {
		if b, ok, err := h.store.Thumb(ctx, k); err != nil || ok {
			return b, err
		}
	}
	if err := h.place(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	room, _, err := h.room(ctx, k)
	if err != nil {
		return nil, err
	}
	f := freeze(room)
	p, err := f.picture()
	if err != nil || !small {
		return pngOf(p), err
	}
	b, err := shrink(p.PNG)
	if err == nil {
		err = h.store.SetThumb(ctx, k, b)
	}
	return b, err
}

// small returns a picture of the live piece, small: drawn in the pool, and once
// for as long as the picture is the newest.
func (h *Hub) small(ctx context.Context, p *Picture) ([]byte, error) {
	if b := p.small.Load(); b != nil {
		return *b, nil
	}
	if err := h.place(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	b, err := shrink(p.PNG)
	if err == nil {
		p.small.Store(&b)
	}
	return b, err
}

func pngOf(p *Picture) []byte {
	if p == nil {
		return nil
	}
	return p.PNG
}

// shrink returns a picture no longer than thumbSide.
func shrink(b []byte) ([]byte, error) {
	src, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	size := src.Bounds().Size()
	k := min(thumbSide/float64(max(size.X, size.Y)), 1)
	side := func(n int) int { return max(int(math.Round(float64(n)*k)), 1) }
	dst := image.NewRGBA(image.Rect(0, 0, side(size.X), side(size.Y)))
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err = png.Encode(&out, dst)
	return out.Bytes(), err
}
