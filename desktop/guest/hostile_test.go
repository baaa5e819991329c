package guest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoCookies: a file that holds nothing is as one that is not there.
func TestNoCookies(t *testing.T) {
	a, _ := guestServer(t, 200, 404)
	for _, text := range []string{"null", "{}", "\n"} {
		file := filepath.Join(t.TempDir(), "guest.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), a, file); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestTwoAtOnce: who becomes a guest while another process does keeps what that has written, and is the same
// guest of the same server.
func TestTwoAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "guest.json")
	b, made := guestServer(t, 200, 404)
	first := true
	mux := http.NewServeMux()
	var a Address
	mux.HandleFunc("POST /api/guest", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie(cookieName); err == nil {
			http.SetCookie(w, c)
			return
		}
		secret := "late"
		if first { // before this answer another process comes and goes
			first, secret = false, "early"
			if _, err := Open(r.Context(), b, file); err != nil {
				t.Error(err)
			}
			if _, err := Open(r.Context(), a, file); err != nil {
				t.Error(err)
			}
		}
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: secret, Path: "/"})
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	a = Address{Base: s.URL, Token: "token"}
	g, err := Open(t.Context(), a, file)
	if err != nil {
		t.Fatal(err)
	}
	known, err := readCookies(file)
	if err != nil {
		t.Fatal(err)
	}
	if known[b.Base] != "secret-1" || *made != 1 {
		t.Errorf("what the other has written is lost: %v", known)
	}
	if g.cookie() != "late" || known[a.Base] != "late" {
		t.Errorf("one person is two guests: %q, and the file says %q", g.cookie(), known[a.Base])
	}
}

// TestSentElsewhere: a token and a cookie are for one server, whoever says that they are wanted elsewhere.
func TestSentElsewhere(t *testing.T) {
	told := make(chan string, 8)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { told <- r.Header.Get(tokenHeader) }))
	defer other.Close()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/api/guest":
		case r.URL.Path == "/api/here" && r.URL.RawQuery == "":
			http.Redirect(w, r, "/api/here?again", http.StatusTemporaryRedirect)
		case r.URL.Path == "/api/here":
			_, _ = w.Write([]byte("{}")) // the answer is looked at below
		default:
			http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
		}
	}))
	defer s.Close()
	a := Address{Base: s.URL, Token: "secret"}
	g, err := New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Ask(t.Context(), a, http.MethodGet, "/api/pieces", nil, nil); err == nil {
		t.Error("it follows")
	}
	if _, err := Dial(t.Context(), a, g); err == nil {
		t.Error("its socket follows")
	}
	if len(told) > 0 {
		t.Errorf("another server is told %q", <-told)
	}
	if err := g.Ask(t.Context(), a, http.MethodGet, "/api/here", nil, nil); err != nil {
		t.Errorf("on one server: %v", err)
	}
}

// TestOtherAnswers: what answers instead of an Easel server is refused in words that can be shown.
func TestOtherAnswers(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/bad" {
			http.Error(w, "a\x1b[31mb\x00\u202ec\xff.", http.StatusForbidden)
			return
		}
		_, _ = w.Write([]byte("<html>Log in to this network</html>")) // the answer is looked at below
	}))
	defer s.Close()
	a := Address{Base: s.URL, Token: "secret"}
	g, err := New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	var out struct{}
	for what, err := range map[string]error{
		"an answer": g.Ask(t.Context(), a, http.MethodGet, "/api/x", nil, &out),
		"a socket":  func() error { _, err := Dial(t.Context(), a, g); return err }(),
	} {
		if !refusedWith(err, 200, "") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := g.Ask(t.Context(), a, http.MethodGet, "/api/bad", nil, nil); err == nil || (strings.ContainsAny(err.Error(), "\x1b\x00\u202e") || !utf8.ValidString(err.Error())) {
		t.Errorf("it says %q", err)
	}
}
