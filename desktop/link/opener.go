package link

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"easel.example/desktop/app"
	"easel.example/desktop/guest"
)

const (
	openBytes = 32 << 20        // of a file that a server takes (server/web has the same)
	openWait  = 3 * time.Minute // the server gives up sooner
)

var _ app.Opener = (*host)(nil)

// OpenPiece has an owner's file become the live piece, once the server has the time for it.
func (h *host) OpenPiece(ctx context.Context, file []byte, title string) error {
	if len(file) > openBytes {
		return &app.NotWholeError{Why: "The piece is larger than a server takes as one file."}
	}
	ctx, cancel := context.WithTimeout(ctx, openWait)
	defer cancel()
	return h.notWhole(h.give(ctx, "/api/pieces/file?title="+url.QueryEscape(title), file))
}

// AgainPiece has a piece of the gallery gone on with, which the server may have to draw first.
func (h *host) AgainPiece(ctx context.Context, number uint32) error {
	ctx, cancel := context.WithTimeout(ctx, openWait)
	defer cancel()
	return h.door.words(h.give(ctx, fmt.Sprintf("/api/pieces/%d/again", number), []byte("{}")))
}

// give sends something that takes a server long, once that has the time for it.
func (h *host) give(ctx context.Context, path string, body []byte) error {
	for tries := 1; ; tries++ {
		g, err := h.door.guest(ctx)
		if err == nil {
			err = g.Give(ctx, h.door.address, path, body)
			h.door.doubted(ctx, err)
		}
		r, ok := errors.AsType[*guest.RefusedError](err)
		if !ok || r.Status != http.StatusServiceUnavailable || tries == busyTries {
			return err
		}
		if !pass(ctx, busyWait) {
			return ctx.Err()
		}
	}
}

// notWhole tells a refusal that is about the file from one that is about who sends it.
func (h *host) notWhole(err error) error {
	r, ok := errors.AsType[*guest.RefusedError](err)
	if !ok {
		return h.door.words(err)
	}
	switch r.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return &app.NotWholeError{Why: "The server takes no pieces as files yet."}
	case http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusServiceUnavailable:
		return &app.NotWholeError{Why: h.door.words(err).Error()}
	}
	return h.door.words(err)
}
