package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/server/store"
)

// Bounds of an Easel file that is opened as a new piece.
const (
	FileBytes = 32 << 20        // as the page reads at most, too
	FileTime  = 2 * time.Minute // until all of it is here and drawn; a slow line takes longer than ReadTimeout
	filesMax  = 2 * FileBytes   // of files that are on their way; who comes beyond that is told to come back
)

// A FileError is a sentence that says why a file, or a piece of the gallery, cannot become
// a piece.
type FileError string

func (e FileError) Error() string { return string(e) }

// foundPiece is POST /api/pieces/file?title=…, with an Easel file as its body: the live
// piece goes into the gallery as it is, and that of the file takes its place.
func (h *handler) foundPiece(w http.ResponseWriter, r *http.Request, o owner) {
	title := strings.TrimSpace(r.URL.Query().Get("title"))
	switch {
	case utf8.RuneCountInString(title) > core.TitleChars || !utf8.ValidString(title):
		refuse(w, http.StatusBadRequest, "A title has at most 100 characters.")
		return
	case r.ContentLength < 0:
		refuse(w, http.StatusLengthRequired, "The request does not say how long the file is.")
		return
	case r.ContentLength > FileBytes:
		refuse(w, http.StatusRequestEntityTooLarge, "The file is too large: at most 32 MiB are read.")
		return
	}
	if !h.files.TryAcquire(r.ContentLength) {
		h.fail(w, r, ErrBusy)
		return
	}
	defer h.files.Release(r.ContentLength)
	// A writer of a test, or behind another, may know no deadlines: the usual ones hold then.
	rc, until := http.NewResponseController(w), time.Now().Add(FileTime)
	_, _ = rc.SetReadDeadline(until), rc.SetWriteDeadline(until)
	ctx, cancel := context.WithDeadline(r.Context(), until)
	defer cancel()
	file := make([]byte, r.ContentLength)
	if _, err := io.ReadFull(r.Body, file); err != nil {
		refuse(w, http.StatusBadRequest, "The file did not arrive whole.")
		return
	}
	number, err := h.Pieces.Found(ctx, o.workspace, file, title, o.member)
	h.founded(w, r, o, number, err)
}

// againPiece is POST /api/pieces/{no}/again: a piece with all that is seen of one in the
// gallery takes the place of the live one, which goes into the gallery as it is.
func (h *handler) againPiece(w http.ResponseWriter, r *http.Request, o owner) {
	no, ok := h.number(w, r)
	if !ok {
		return
	}
	k := store.PieceKey{Workspace: o.workspace, Piece: no}
	p, err := h.Store.Piece(r.Context(), k)
	var ws store.Workspace
	if err == nil {
		ws, err = h.Store.Workspace(r.Context(), o.workspace)
	}
	switch {
	case errors.Is(err, store.ErrNotFound) || err == nil && p.Deleted != 0:
		refuse(w, http.StatusNotFound, noPiece)
		return
	case err != nil:
		h.fail(w, r, err)
		return
	case no == ws.LivePiece:
		refuse(w, http.StatusConflict, "This piece is on the easel already.")
		return
	}
	rc, until := http.NewResponseController(w), time.Now().Add(FileTime)
	_ = rc.SetWriteDeadline(until) // drawing a long one takes a while
	number, err := h.Pieces.Again(r.Context(), k, o.member)
	h.founded(w, r, o, number, err)
}

// founded answers who has begun a piece with what there was already.
func (h *handler) founded(w http.ResponseWriter, r *http.Request, o owner, number uint32, err error) {
	var why FileError
	switch {
	case errors.As(err, &why):
		refuse(w, http.StatusUnprocessableEntity, why.Error())
		return
	case errors.Is(err, store.ErrPiecesFull):
		refuse(w, http.StatusConflict, "The gallery of this workspace is full.")
		return
	case err != nil:
		h.fail(w, r, err)
		return
	}
	h.begun(r, o.workspace, number, nil)
	h.answer(w, map[string]uint32{"number": number})
}
