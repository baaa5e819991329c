package web

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/server/store"
)

// galleryPage is how many pieces one request lists.
const galleryPage = 200

// listPieces is GET /api/pieces?before=N: the gallery from piece N on back, the
// newest first.
func (h *handler) listPieces(w http.ResponseWriter, r *http.Request) {
	l, ok := h.link(w, r)
	if !ok {
		return
	}
	before := uint64(math.MaxUint32)
	if text := r.URL.Query().Get("before"); text != "" {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			refuse(w, http.StatusBadRequest, "before is the number of a piece.")
			return
		}
		before = n
	}
	ws, err := h.Store.Workspace(r.Context(), l.Workspace)
	var list []store.Piece
	if err == nil {
		list, err = h.Store.Pieces(r.Context(), l.Workspace, uint32(before), galleryPage)
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	type piece struct {
		Number  uint32 `json:"number"`
		Title   string `json:"title"`
		Width   int32  `json:"width"` // px
		Height  int32  `json:"height"`
		Style   string `json:"style"`
		Created int64  `json:"created"` // ms
		Strokes int64  `json:"strokes"` // 0 for the live one
		Live    bool   `json:"live"`
	}
	out := make([]piece, len(list))
	for i, p := range list {
		out[i] = piece{p.Number, p.Title, p.Width, p.Height, p.Style.String(), p.Created, p.Strokes, p.Number == ws.LivePiece}
	}
	h.answer(w, map[string]any{"pieces": out, "more": len(list) == galleryPage})
}

// look is GET /api/pieces/{no}/picture.png and thumb.png.
func (h *handler) look(small bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h.ofPiece(w, r, "image/png", func(k store.PieceKey) ([]byte, error) { return h.Pieces.Look(r.Context(), k, small) })
	}
}

// replay is GET /api/pieces/{no}/replay.
func (h *handler) replay(w http.ResponseWriter, r *http.Request) {
	h.ofPiece(w, r, "application/octet-stream", func(k store.PieceKey) ([]byte, error) { return h.Pieces.Replay(r.Context(), k) })
}

// ofPiece answers with something of a piece in the gallery of the token's workspace.
func (h *handler) ofPiece(w http.ResponseWriter, r *http.Request, kind string, get func(store.PieceKey) ([]byte, error)) {
	l, ok := h.link(w, r)
	if !ok {
		return
	}
	no, ok := h.number(w, r)
	if !ok {
		return
	}
	k := store.PieceKey{Workspace: l.Workspace, Piece: no}
	p, err := h.Store.Piece(r.Context(), k)
	if errors.Is(err, store.ErrNotFound) || err == nil && p.Deleted != 0 {
		refuse(w, http.StatusNotFound, noPiece)
		return
	}
	var body []byte
	if err == nil {
		body, err = get(k)
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	n := min(int64(len(body)), unreadMax)
	if !h.unread.TryAcquire(n) {
		h.fail(w, r, ErrBusy)
		return
	}
	defer h.unread.Release(n)
	w.Header().Set("Cache-Control", "private, no-store")
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // who went away needs no answer
}

const noPiece = "There is no such piece."

// newPiece is POST /api/pieces: the live piece goes into the gallery as it is,
// and an empty one of that size takes its place.
func (h *handler) newPiece(w http.ResponseWriter, r *http.Request, o owner) {
	var ask struct {
		Width  int32  `json:"width"`
		Height int32  `json:"height"`
		Style  string `json:"style"` // as core.Style has them; paint if there is none

		Artist bool   `json:"artist"` // paints on it, what Prompt says
		Prompt string `json:"prompt"`
		Seed   uint64 `json:"seed"`
	}
	if !h.readJSON(w, r, &ask) {
		return
	}
	if min(ask.Width, ask.Height) < core.SideMin || max(ask.Width, ask.Height) > core.SideMax {
		refuse(w, http.StatusBadRequest, "A side of a piece has 240 to 4096 px.")
		return
	}
	style, ok := core.Paint, true
	if ask.Style != "" {
		style, ok = core.StyleNamed(ask.Style)
	}
	if !ok {
		refuse(w, http.StatusBadRequest, "The style of a piece is paint or plotter.")
		return
	}
	if utf8.RuneCountInString(ask.Prompt) > core.NudgeChars {
		refuse(w, http.StatusBadRequest, "A prompt has at most 1000 characters.")
		return
	}
	if ask.Artist && h.Artists == nil {
		refuse(w, http.StatusConflict, noArtist)
		return
	}
	number, err := h.Pieces.NewPiece(r.Context(), o.workspace, ask.Width, ask.Height, style)
	if errors.Is(err, store.ErrPiecesFull) {
		refuse(w, http.StatusConflict, "The gallery of this workspace is full.")
		return
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	var b *Brief
	if ask.Artist {
		b = &Brief{strings.TrimSpace(ask.Prompt), ask.Seed}
	}
	h.begun(r, o.workspace, number, b)
	h.answer(w, map[string]uint32{"number": number})
}

// begun turns the artist to a new piece. That is there, whatever becomes of the artist:
// it can be told again.
func (h *handler) begun(r *http.Request, workspace int64, number uint32, b *Brief) {
	if h.Artists == nil {
		return
	}
	if err := h.Artists.Begin(context.WithoutCancel(r.Context()), workspace, number, b); err != nil {
		h.Log.Error("the artist has not turned to the new piece", "workspace", workspace, "piece", number, "err", err)
	}
}

// titlePiece is POST /api/pieces/{no}/title.
func (h *handler) titlePiece(w http.ResponseWriter, r *http.Request, o owner) {
	var ask struct {
		Title string `json:"title"`
	}
	no, ok := h.number(w, r)
	if !ok || !h.readJSON(w, r, &ask) {
		return
	}
	title := strings.TrimSpace(ask.Title)
	if utf8.RuneCountInString(title) > core.TitleChars {
		refuse(w, http.StatusBadRequest, "A title has at most 100 characters.")
		return
	}
	h.done(w, r, h.Pieces.SetTitle(r.Context(), store.PieceKey{Workspace: o.workspace, Piece: no}, title), noPiece)
}

// deletePiece is DELETE /api/pieces/{no}: out of the gallery, until it is put back.
func (h *handler) deletePiece(w http.ResponseWriter, r *http.Request, o owner) {
	h.setDeleted(w, r, o, true)
}

// restorePiece is POST /api/pieces/{no}/restore.
func (h *handler) restorePiece(w http.ResponseWriter, r *http.Request, o owner) {
	h.setDeleted(w, r, o, false)
}

func (h *handler) setDeleted(w http.ResponseWriter, r *http.Request, o owner, deleted bool) {
	if no, ok := h.number(w, r); ok {
		h.done(w, r, h.Store.SetDeleted(r.Context(), store.PieceKey{Workspace: o.workspace, Piece: no}, deleted), noPiece)
	}
}
