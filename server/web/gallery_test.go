package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"easel.example/core"
	"easel.example/server/store"
)

func (e easel) Look(_ context.Context, k store.PieceKey, small bool) ([]byte, error) {
	return fmt.Appendf(nil, "piece %d small %t", k.Piece, small), e.err
}

func (e easel) Replay(_ context.Context, k store.PieceKey) ([]byte, error) {
	return fmt.Appendf(nil, "replay of %d", k.Piece), e.err
}

func (e easel) NewPiece(_ context.Context, workspace int64, width, height int32, style core.Style) (uint32, error) {
	return uint32(workspace)*1000 + uint32(width/height) + uint32(style)*100_000, e.err
}

func (e easel) Found(_ context.Context, workspace int64, file []byte, title string, member uint32) (uint32, error) {
	if string(file) == "bad" {
		return 0, FileError("This is not a PNG.")
	}
	return uint32(len(file)), e.err
}

func (e easel) Again(_ context.Context, k store.PieceKey, _ uint32) (uint32, error) {
	return 100 + k.Piece, e.err
}

func (e easel) SetTitle(_ context.Context, k store.PieceKey, title string) error {
	if k.Piece != 1 {
		return store.ErrNotFound
	}
	return e.err
}

func TestGallery(t *testing.T) {
	h := newHouse(t)
	for range 3 {
		if _, err := h.store.NewPiece(t.Context(), h.space.ID, 800, 600, core.Paint, 5); err != nil {
			t.Fatal(err)
		}
	}
	viewer := head(TokenHeader, h.link(`{"role":"viewer"}`))
	own := head(TokenHeader, h.owner)
	h.want(h.do("GET", "/api/pieces", "", viewer), 200, `{"more":false,"pieces":[{"number":4,"title":"","width":800,"height":600,"style":"paint","created":`)
	h.want(h.do("GET", "/api/pieces?before=2", "", viewer), 200, `{"more":false,"pieces":[{"number":1,"title":"","width":1600,"height":1200,`)
	h.want(h.do("GET", "/api/pieces?before=x", "", viewer), 400, "number of a piece")
	h.want(h.do("GET", "/api/pieces", ""), 403, "does not lead anywhere")
	h.want(h.do("GET", "/api/pieces/3/picture.png", "", viewer), 200, "piece 3 small false")
	h.want(h.do("GET", "/api/pieces/3/thumb.png", "", viewer), 200, "piece 3 small true")
	h.want(h.do("GET", "/api/pieces/9/thumb.png", "", viewer), 404, "no such piece")
	h.want(h.do("GET", "/api/pieces/3/replay", "", viewer), 200, "replay of 3")
	h.want(h.do("GET", "/api/pieces/9/replay", "", viewer), 404, "no such piece")
	h.want(h.do("GET", "/api/pieces/3/replay", ""), 403, "does not lead anywhere")
	h.want(h.do("GET", "/api/pieces/x/thumb.png", "", viewer), 400, "A number")
	h.want(h.do("GET", "/api/pieces/3/thumb.png", ""), 403, "does not lead anywhere")
	for _, tc := range []struct{ method, path, body string }{
		{"POST", "/api/pieces", `{"width":500,"height":500}`}, {"POST", "/api/pieces/1/title", `{"title":"x"}`},
		{"DELETE", "/api/pieces/3", ""}, {"POST", "/api/pieces/3/restore", ""},
	} {
		h.want(h.do(tc.method, tc.path, tc.body, viewer), 403, "Only an owner")
		h.want(h.do(tc.method, tc.path, tc.body, own, head("Origin", "https://evil.example")), 403, "another site")
	}
	h.want(h.do("DELETE", "/api/pieces/4", "", own), 409, "being painted on")
	h.want(h.do("DELETE", "/api/pieces/9", "", own), 404, "no such piece")
	h.want(h.do("DELETE", "/api/pieces/3", "", own), 200, "ok")
	h.want(h.do("GET", "/api/pieces/3/picture.png", "", viewer), 404, "no such piece")
	h.want(h.do("POST", "/api/pieces/3/restore", "", own), 200, "ok")
	h.want(h.do("GET", "/api/pieces/3/picture.png", "", viewer), 200, "piece 3")
}

func TestNewPiece(t *testing.T) {
	h := newHouse(t)
	own := head(TokenHeader, h.owner)
	for size, code := range map[string]int{
		"240,4096": 200, "4096,240": 200, "239,500": 400, "500,239": 400, "4097,500": 400, "500,4097": 400, "-1,500": 400, "99999999999,5": 400,
	} {
		w, hgt, _ := strings.Cut(size, ",")
		h.want(h.do("POST", "/api/pieces", fmt.Sprintf(`{"width":%s,"height":%s}`, w, hgt), own), code, "")
	}
	h.want(h.do("POST", "/api/pieces", `{"width":1000,"height":500}`, own), 200, `{"number":1002}`)
	h.want(h.do("POST", "/api/pieces", `{"width":1000,"height":500,"style":"plotter"}`, own), 200, `{"number":101002}`)
	h.want(h.do("POST", "/api/pieces", `{"width":1000,"height":500,"style":"cubism"}`, own), 400, "paint or plotter")
	title := strings.Repeat("ä", core.TitleChars)
	h.want(h.do("POST", "/api/pieces/1/title", `{"title":"`+title+`"}`, own), 200, "ok")
	h.want(h.do("POST", "/api/pieces/1/title", `{"title":"`+title+`b"}`, own), 400, "at most 100")
	h.want(h.do("POST", "/api/pieces/2/title", `{"title":"x"}`, own), 404, "no such piece")
	for err, code := range map[error]int{ErrBusy: 503, store.ErrPiecesFull: 409, errors.New("a secret of the disk"): 503} {
		h := newHouse(t)
		h.Handler = Handler(Config{Store: h.store, Pieces: easel{err: err}, Sessions: &h.door, Page: page})
		got := h.do("POST", "/api/pieces", `{"width":500,"height":500}`, head(TokenHeader, h.owner))
		h.want(got, code, "")
		if strings.Contains(got.Body.String(), "secret") {
			t.Errorf("the answer says %q", got.Body)
		}
	}
}

func TestFoundPiece(t *testing.T) {
	h := newHouse(t)
	own := head(TokenHeader, h.owner)
	const path = "/api/pieces/file"
	title := strings.Repeat("a", core.TitleChars)
	for _, tc := range []struct {
		name, path, body string
		asks             []ask
		code             int
		want             string
	}{
		{"a file", path, "abc", []ask{own}, 200, `{"number":3}`},
		{"a viewer", path, "abc", []ask{head(TokenHeader, h.link(`{"role":"viewer"}`))}, 403, "Only an owner"},
		{"a painter", path, "abc", []ask{head(TokenHeader, h.link(`{"role":"painter"}`))}, 403, "Only an owner"},
		{"another site", path, "abc", []ask{own, head("Origin", "https://evil.example")}, 403, "another site"},
		{"a file that is none", path, "bad", []ask{own}, 422, "This is not a PNG."},
		{"a title", path + "?title=" + title, "abc", []ask{own}, 200, ""},
		{"a long title", path + "?title=" + title + "b", "abc", []ask{own}, 400, "at most 100"},
		{"the most", path, strings.Repeat("a", FileBytes), []ask{own}, 200, fmt.Sprint(FileBytes)},
		{"one byte more", path, strings.Repeat("a", FileBytes+1), []ask{own}, 413, "at most 32 MiB"},
		{"no length", path, "abc", []ask{own, func(r *http.Request) { r.ContentLength = -1 }}, 411, "how long"},
		{"a part", path, "abc", []ask{own, func(r *http.Request) { r.ContentLength = 4 }}, 400, "whole"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h.want(h.do("POST", tc.path, tc.body, tc.asks...), tc.code, tc.want)
		})
	}
	for err, code := range map[error]int{ErrBusy: 503, store.ErrPiecesFull: 409, errors.New("a secret of the disk"): 503} {
		h := newHouse(t)
		h.Handler = Handler(Config{Store: h.store, Pieces: easel{err: err}, Sessions: &h.door, Page: page})
		h.want(h.do("POST", path, "abc", head(TokenHeader, h.owner)), code, "")
	}
}

func TestAgainPiece(t *testing.T) {
	h := newHouse(t)
	for range 2 {
		if _, err := h.store.NewPiece(t.Context(), h.space.ID, 800, 600, core.Paint, 5); err != nil {
			t.Fatal(err)
		}
	}
	own := head(TokenHeader, h.owner)
	h.want(h.do("POST", "/api/pieces/1/again", "", own), 200, `{"number":101}`)
	h.want(h.do("POST", "/api/pieces/3/again", "", own), 409, "on the easel already")
	h.want(h.do("POST", "/api/pieces/9/again", "", own), 404, "no such piece")
	h.want(h.do("POST", "/api/pieces/x/again", "", own), 400, "A number")
	h.want(h.do("POST", "/api/pieces/1/again", "", head(TokenHeader, h.link(`{"role":"painter"}`))), 403, "Only an owner")
	h.want(h.do("POST", "/api/pieces/1/again", "", own, head("Origin", "https://evil.example")), 403, "another site")
	h.want(h.do("DELETE", "/api/pieces/2", "", own), 200, "")
	h.want(h.do("POST", "/api/pieces/2/again", "", own), 404, "no such piece")
	h.Handler = Handler(Config{Store: h.store, Pieces: easel{err: FileError("Too large.")}, Sessions: &h.door, Page: page})
	h.want(h.do("POST", "/api/pieces/1/again", "", own), 422, "Too large.")
}

// A slowWriter is somebody who takes nothing until told.
type slowWriter struct {
	*httptest.ResponseRecorder
	began, read chan struct{}
}

func (w slowWriter) Write(b []byte) (int, error) {
	close(w.began)
	<-w.read
	return w.ResponseRecorder.Write(b)
}

// TestUnread checks that replays which nobody reads do not fill the memory.
func TestUnread(t *testing.T) {
	h := newHouse(t)
	h.Handler = Handler(Config{Store: h.store, Pieces: heavy{}, Sessions: &h.door, Page: page})
	request := func() *http.Request {
		r := httptest.NewRequest("GET", "/api/pieces/1/replay", nil)
		for _, a := range []ask{host("localhost:8080"), from("127.0.0.1:5000"), at("127.0.0.1:8080"), head(TokenHeader, h.owner)} {
			a(r)
		}
		return r
	}
	var all sync.WaitGroup
	var slow []slowWriter
	for range unreadMax / heavyBytes {
		w := slowWriter{httptest.NewRecorder(), make(chan struct{}), make(chan struct{})}
		slow = append(slow, w)
		all.Go(func() { h.Handler.ServeHTTP(w, request()) })
		<-w.began
	}
	one := httptest.NewRecorder()
	h.Handler.ServeHTTP(one, request())
	if one.Code != 503 || one.Header().Get("Retry-After") == "" {
		t.Errorf("one more got %d", one.Code)
	}
	for _, w := range slow {
		close(w.read)
	}
	all.Wait()
	one = httptest.NewRecorder()
	h.Handler.ServeHTTP(one, request())
	if one.Code != 200 || one.Body.Len() != heavyBytes {
		t.Errorf("after they were read it is %d with %d bytes", one.Code, one.Body.Len())
	}
}

const heavyBytes = 8 << 20

// heavy has replays of heavyBytes.
type heavy struct{ easel }

func (heavy) Replay(context.Context, store.PieceKey) ([]byte, error) {
	return make([]byte, heavyBytes), nil
}
