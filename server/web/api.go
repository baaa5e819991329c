package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"easel.example/server/store"
)

// TokenHeader carries the token of a link.
const TokenHeader = "X-Easel-Token"

// Headers of the picture.
const (
	SeqHeader    = "X-Easel-Seq"    // decimal
	RasterHeader = "X-Easel-Raster" // 16 hex digits
	SizeHeader   = "X-Easel-Size"   // of the piece, as 4096x3072
)

// LinkPath returns the link with that token, as it follows the server's
// address. Browsers do not send what is behind the # to anybody.
func LinkPath(token string) string { return "/#w=" + token }

// socket is GET /ws: Config.Socket for guests from pages of this server.
func (h *handler) socket(w http.ResponseWriter, r *http.Request) {
	if !h.sameOrigin(r) {
		refuse(w, http.StatusForbidden, "This request comes from another site.")
		return
	}
	g, err := h.guestOf(r)
	if errors.Is(err, store.ErrNotFound) {
		refuse(w, http.StatusUnauthorized, noGuest)
		return
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	r = h.joining(r)
	h.Socket.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), guestKey{}, g)))
}

// joining returns the request with what [MayJoin] asks.
func (h *handler) joining(r *http.Request) *http.Request {
	may := func(workspace int64) bool {
		return h.direct(r) || h.joins.allow(limitKey{network(h.person(r)), workspace})
	}
	return r.WithContext(context.WithValue(r.Context(), joinKey{}, may))
}

// agents is /mcp: Config.Agents for programs. They send no Origin; a page of another
// site that found a token has no business here.
func (h *handler) agents(w http.ResponseWriter, r *http.Request) {
	switch {
	case !h.sameOrigin(r):
		refuse(w, http.StatusForbidden, "This request comes from another site.")
	case h.Agents == nil:
		refuse(w, http.StatusNotFound, "This server takes no agents.")
	default:
		h.Agents.ServeHTTP(w, h.joining(r))
	}
}

// first is GET /api/first: the owner link of the first workspace, for the one
// guest who asked first, on this machine (rule H4). To everybody else there is
// no such thing, whatever the reason.
func (h *handler) first(w http.ResponseWriter, r *http.Request) {
	const nothing = "There is nothing here for you. Open the link that you were given."
	if !h.direct(r) || !h.sameOrigin(r) {
		refuse(w, http.StatusNotFound, nothing)
		return
	}
	g, err := h.guestOf(r)
	if errors.Is(err, store.ErrNotFound) {
		refuse(w, http.StatusUnauthorized, noGuest)
		return
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	token, ok, err := h.Store.ClaimFirst(r.Context(), g.ID)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	if !ok {
		refuse(w, http.StatusNotFound, nothing)
		return
	}
	h.answer(w, map[string]string{"link": LinkPath(token)})
}

// picture is GET /api/piece.png.
func (h *handler) picture(w http.ResponseWriter, r *http.Request) {
	l, ok := h.link(w, r)
	if !ok {
		return
	}
	png, seq, raster, err := h.Pieces.Picture(r.Context(), l.Workspace)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	head := w.Header()
	head.Set("Cache-Control", "private, no-store")
	head.Set("Content-Type", "image/png")
	head.Set("Content-Length", strconv.Itoa(len(png)))
	head.Set(SeqHeader, strconv.FormatUint(seq, 10))
	head.Set(RasterHeader, fmt.Sprintf("%016x", raster))
	_, _ = w.Write(png) // who went away needs no answer
}

// preview is GET /api/preview.jpg: what a page shows while it draws the piece, or
// 204 where it needs nothing. With ?early it is for a page that cannot draw yet.
func (h *handler) preview(w http.ResponseWriter, r *http.Request) {
	l, ok := h.link(w, r)
	if !ok {
		return
	}
	jpeg, width, height, err := h.Pieces.Preview(r.Context(), l.Workspace, r.URL.Query().Has("early"))
	if err != nil {
		h.fail(w, r, err)
		return
	}
	head := w.Header()
	head.Set("Cache-Control", "private, no-store")
	if jpeg == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	head.Set("Content-Type", "image/jpeg")
	head.Set("Content-Length", strconv.Itoa(len(jpeg)))
	head.Set(SizeHeader, fmt.Sprintf("%dx%d", width, height))
	_, _ = w.Write(jpeg) // who went away needs no answer
}

// link returns the link by which the request's token leads in, or answers that
// there is none.
func (h *handler) link(w http.ResponseWriter, r *http.Request) (store.Link, bool) {
	token := r.Header.Get(TokenHeader)
	var g store.Guest
	var err error
	if store.ByMembership(token) { // then it says nothing without the cookie
		g, err = h.guestOf(r)
	}
	var l store.Link
	if err == nil {
		l, err = h.Store.Way(r.Context(), token, g.ID)
	}
	if errors.Is(err, store.ErrNotFound) {
		refuse(w, http.StatusForbidden, "This link does not lead anywhere, or not any more.")
		return store.Link{}, false
	}
	if err != nil {
		h.fail(w, r, err)
		return store.Link{}, false
	}
	return l, true
}

func (h *handler) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if h.Health != nil {
		if err := h.Health(r.Context()); err != nil {
			h.Log.Error("not healthy", "err", err)
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "not well\n")
			return
		}
	}
	_, _ = io.WriteString(w, "ok\n")
}

func (h *handler) version(w http.ResponseWriter, _ *http.Request) {
	h.answer(w, map[string]string{"name": "easel", "version": h.Version})
}

// readJSON reads the one JSON object of a small body into v, or answers what
// is wrong with it.
func (h *handler) readJSON(w http.ResponseWriter, r *http.Request, v any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBodyBytes))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		refuse(w, http.StatusRequestEntityTooLarge, "The request is too large.")
		return false
	}
	if err != nil || !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) || json.Unmarshal(body, v) != nil {
		refuse(w, http.StatusBadRequest, "The request is not the JSON object that was expected.")
		return false
	}
	return true
}

func (h *handler) answer(w http.ResponseWriter, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic("web: answer: " + err.Error())
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(body, '\n')) // who went away needs no answer
}

// refuse answers with a sentence for people.
func refuse(w http.ResponseWriter, code int, sentence string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, sentence, code)
}

// fail answers an error of ours without saying what it is, and logs it. Of the
// request only the path is logged: headers have secrets.
func (h *handler) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody reads the answer
	}
	if errors.Is(err, ErrBusy) {
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusServiceUnavailable, "The server is busy. Try again in a moment.")
		return
	}
	h.Log.Error("request failed", "method", r.Method, "path", r.URL.Path, "err", err)
	refuse(w, http.StatusServiceUnavailable, "The server cannot do that right now.")
}
