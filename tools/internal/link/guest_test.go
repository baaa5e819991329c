package link

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// guestServer hands out cookies, and refuses sockets with a status.
func guestServer(t *testing.T, guest, socket int) (Address, *int) {
	t.Helper()
	made := 0
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(w http.ResponseWriter, r *http.Request) {
		if guest != http.StatusOK {
			http.Error(w, "Not now.", guest)
			return
		}
		if _, err := r.Cookie(cookieName); err != nil {
			made++
			http.SetCookie(w, &http.Cookie{Name: cookieName, Value: fmt.Sprintf("secret-%d", made), Path: "/"})
		}
	})
	mux.HandleFunc("GET /ws", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "No socket.", socket) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return Address{Base: s.URL, Token: "token"}, &made
}

// TestOpenGuest checks that a person stays one guest of each server, and that
// nobody else can read the file.
func TestOpenGuest(t *testing.T) {
	a, made := guestServer(t, 200, 404)
	b, _ := guestServer(t, 200, 404)
	file := filepath.Join(t.TempDir(), "deep", "guest.json")
	for i := range 3 {
		g, err := OpenGuest(t.Context(), a, file)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.cookie(); got != "secret-1" || *made != 1 {
			t.Errorf("use %d: the cookie is %q, %d were made", i, got, *made)
		}
		if _, err := OpenGuest(t.Context(), b, file); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file of cookies: %v, %v", info, err)
	}
	if g, err := NewGuest(t.Context(), a); err != nil || g.cookie() != "secret-2" {
		t.Errorf("a new guest: %v", err)
	}
	if err := os.WriteFile(file, []byte("not JSON"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenGuest(t.Context(), a, file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a broken file of cookies: %v", err)
	}
}

// TestRefused checks what a server's refusal becomes.
func TestRefused(t *testing.T) {
	a, _ := guestServer(t, http.StatusTooManyRequests, 404)
	_, err := NewGuest(t.Context(), a)
	if r, ok := errors.AsType[*RefusedError](err); !ok || r.Status != 429 || r.Text != "Not now." {
		t.Errorf("a guest too many: %v", err)
	}
	a, _ = guestServer(t, 200, http.StatusForbidden)
	g, err := NewGuest(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	l := Open(t.Context(), Config{Address: a, Guest: g})
	defer l.Close()
	if r, ok := errors.AsType[*RefusedError](l.WaitLive(t.Context())); !ok || r.Status != 403 || r.Text != "No socket." {
		t.Errorf("a socket refused for good ends the link with %v", l.Err())
	}
}

// TestEnds checks that nothing that waits for a link outlives it, or its own context.
func TestEnds(t *testing.T) {
	a, _ := guestServer(t, 200, http.StatusServiceUnavailable) // worth another try
	g, err := NewGuest(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	lost := make(chan error, 100) // more than there is time for
	l := Open(t.Context(), Config{Address: a, Guest: g, Lost: func(why error) {
		select {
		case lost <- why:
		default:
		}
	}})
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
