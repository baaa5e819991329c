package link

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/desktop/app"
)

// TestOpenPiece: a file goes to the server whole, and what is refused for the file's sake is told from the rest.
func TestOpenPiece(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		bytes  int
		whole  bool // NotWholeError is not what comes
		why    string
	}{
		{"taken", 200, 1000, true, ""},
		{"at the bound", 200, openBytes, true, ""},
		{"one past it", 200, openBytes + 1, false, "larger than a server takes"},
		{"an older server", 404, 10, false, "no pieces as files yet"},
		{"another older server", 405, 10, false, "no pieces as files yet"},
		{"too large", 413, 10, false, "So it is."},
		{"a stroke too far", 422, 10, false, "So it is."},
		{"not one's own", 403, 10, true, "So it is."},
		{"a full gallery", 409, 10, true, "So it is."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := 0
			mux := http.NewServeMux()
			mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
			mux.HandleFunc("POST /api/pieces/file", func(w http.ResponseWriter, r *http.Request) {
				data, err := io.ReadAll(r.Body)
				if got = len(data); err != nil || r.URL.Query().Get("title") != "A & b" || r.Header.Get("X-Easel-Token") != "token" {
					t.Errorf("%v of %v, %v", got, r.URL, err)
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, "So it is.") // a client that is gone fails the test
			})
			s := httptest.NewServer(mux)
			defer s.Close()
			p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json")}.Find(s.URL + "/#w=token")
			if err != nil {
				t.Fatal(err)
			}
			defer p.Line.Close()
			err = p.Host.(app.Opener).OpenPiece(t.Context(), make([]byte, c.bytes), "A & b")
			_, not := errors.AsType[*app.NotWholeError](err)
			if not == c.whole || (err == nil) != (c.why == "") || err != nil && !strings.Contains(err.Error(), c.why) {
				t.Errorf("%v (%v), want %q", err, not, c.why)
			}
			if c.why == "" && got != c.bytes {
				t.Errorf("%d of %d bytes came", got, c.bytes)
			}
		})
	}
}
