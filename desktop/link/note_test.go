package link

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"easel.example/core/wire"
	"easel.example/desktop/app"
)

// TestNote: whose file of cookies is damaged comes in all the same, and is told once.
func TestNote(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "easel_guest", Value: "new", Path: "/"})
	})
	mux.HandleFunc("GET /ws", func(w http.ResponseWriter, r *http.Request) {
		if ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}}); err == nil {
			ws.CloseNow()
		}
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	file := filepath.Join(t.TempDir(), "guest.json")
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := Config{Cookies: file, Random: func() float64 { return 0 }}.Find(s.URL + "/#w=token")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Line.Close()
	for i, want := range []string{"guest.json.unread", ""} {
		p.Line.Open()
		e := next(t, p.Line)
		if e.Kind != app.Opened || !strings.Contains(e.Note, want) || (e.Note == "") != (want == "") {
			t.Errorf("socket %d: %+v, want one that notes %q", i, e, want)
		}
		next(t, p.Line) // it is closed
	}
}
