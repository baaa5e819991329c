package link

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"easel.example/desktop/guest"
)

// comer is a guest of a server that refuses sockets with a status.
func comer(t *testing.T, socket int) Config {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /ws", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "No socket.", socket) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	a := guest.Address{Base: s.URL, Token: "token"}
	g, err := guest.New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return Config{Address: a, Guest: g}
}

// TestRefused checks what a server's refusal becomes.
func TestRefused(t *testing.T) {
	l := Open(t.Context(), comer(t, http.StatusForbidden))
	defer l.Close()
	if r, ok := errors.AsType[*guest.RefusedError](l.WaitLive(t.Context())); !ok || r.Status != 403 || r.Text != "No socket." {
		t.Errorf("a socket refused for good ends the link with %v", l.Err())
	}
}

// TestEnds checks that nothing that waits for a link outlives it, or its own context.
func TestEnds(t *testing.T) {
	cfg := comer(t, http.StatusServiceUnavailable) // worth another try
	lost := make(chan error, 100)                  // more than there is time for
	cfg.Lost = func(why error) {
		select {
		case lost <- why:
		default:
		}
	}
	l := Open(t.Context(), cfg)
	if why := <-lost; !strings.Contains(why.Error(), "503") {
		t.Errorf("the connection was lost for %v", why)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := l.WaitLive(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("WaitLive with a context that ends = %v", err)
	}
	waited := make(chan error, 1)
	go func() { waited <- l.WaitLive(context.Background()) }()
	l.Close()
	if err := <-waited; !errors.Is(err, ErrClosed) {
		t.Errorf("WaitLive of a closed link = %v", err)
	}
	if err := l.Do(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Do of a closed link = %v", err)
	}
}
