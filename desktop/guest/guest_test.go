package guest

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
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

// TestOpen checks that a person stays one guest of each server, and that
// nobody else can read the file.
func TestOpen(t *testing.T) {
	a, made := guestServer(t, 200, 404)
	b, _ := guestServer(t, 200, 404)
	file := filepath.Join(t.TempDir(), "deep", "guest.json")
	for i := range 3 {
		g, err := Open(t.Context(), a, file)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.cookie(); got != "secret-1" || *made != 1 {
			t.Errorf("use %d: the cookie is %q, %d were made", i, got, *made)
		}
		if _, err := Open(t.Context(), b, file); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file of cookies: %v, %v", info, err)
	}
	if g, err := New(t.Context(), a); err != nil || g.cookie() != "secret-2" {
		t.Errorf("a new guest: %v", err)
	}
}

// TestRefused checks what a server's refusal becomes.
func TestRefused(t *testing.T) {
	a, _ := guestServer(t, http.StatusTooManyRequests, 404)
	_, err := New(t.Context(), a)
	if !refusedWith(err, 429, "Not now.") {
		t.Errorf("a guest too many: %v", err)
	}
	a, _ = guestServer(t, 200, http.StatusForbidden)
	g, err := New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Dial(t.Context(), a, g); !refusedWith(err, 403, "No socket.") {
		t.Errorf("a socket refused for good: %v", err)
	}
}

func refusedWith(err error, status int, text string) bool {
	r, ok := errors.AsType[*RefusedError](err)
	return ok && r.Status == status && r.Text == text
}
