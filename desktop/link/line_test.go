package link

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/app"
)

// host serves guests, and sockets to serve.
func hostOf(t *testing.T, serve func(ws *websocket.Conn)) (link string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /ws", func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}})
		if err == nil {
			defer ws.CloseNow()
			serve(ws)
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/#w=token"
}

// find returns the place of a link, whose line is closed with the test, and whose tries
// rest for no more than they have to.
func find(t *testing.T, link string) app.Place {
	t.Helper()
	p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json"), Random: func() float64 { return 0 }}.Find(link)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Line.Close)
	return p
}

// next returns what a line tells next.
func next(t *testing.T, l app.Line) app.Event {
	t.Helper()
	select {
	case e := <-l.Events():
		return e
	case <-time.After(20 * time.Second):
		t.Fatal("the line tells nothing")
		return app.Event{}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://easel.example/#w=abc", ""},
		{" http://127.0.0.1:8080/#w=abc\n", ""},
		{"", "Paste the link"},
		{"https://easel.example/", "names no workspace"},
		{"https://easel.example/#w=", "names no workspace"},
		{"easel.example/#w=abc", "not a link of a workspace"},
		{"ftp://easel.example/#w=abc", "not a link of a workspace"},
	} {
		p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json")}.Find(c.link)
		if err == nil {
			p.Line.Close()
			if p.Token != "abc" || !strings.HasSuffix(p.Link, "/#w=abc") {
				t.Errorf("Find(%q) = %+v", c.link, p)
			}
		}
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("Find(%q): %v, want %q", c.link, err, c.want)
		}
	}
}

// TestLine checks the order of events, and that a line opens a socket only when it is asked.
func TestLine(t *testing.T) {
	sockets := make(chan int, 8)
	p := find(t, hostOf(t, func(ws *websocket.Conn) {
		sockets <- 1
		for {
			_, f, err := ws.Read(t.Context())
			if err != nil {
				return
			}
			if string(f) == "end" {
				ws.Close(closeCode(core.NextPiece), "")
				return
			}
			_ = ws.Write(t.Context(), websocket.MessageBinary, append([]byte("re "), f...)) // a client that is gone fails the test
		}
	}))
	l := p.Line
	if l.Send([]byte("x")) {
		t.Error("a frame went before there was a socket")
	}
	for range 2 {
		l.Open()
		l.Open() // twice is once
		if e := next(t, l); e.Kind != app.Opened {
			t.Fatalf("first came %+v", e)
		}
		send(t, l, "one")
		if e := next(t, l); e.Kind != app.Frame || string(e.Frame) != "re one" {
			t.Errorf("then came %+v", e)
		}
		send(t, l, "end")
		if e := next(t, l); e.Kind != app.Closed || e.Code != uint32(closeCode(core.NextPiece)) || e.Final || e.Why != nil {
			t.Errorf("last came %+v", e)
		}
		l.Hurry()
	}
	if len(sockets) != 2 {
		t.Errorf("there were %d sockets", len(sockets))
	}
}

func closeCode(why core.Refusal) websocket.StatusCode { return websocket.StatusCode(4000 + int(why)) }

func send(t *testing.T, l app.Line, text string) {
	t.Helper()
	for begin := time.Now(); !l.Send([]byte(text)); time.Sleep(time.Millisecond) {
		if time.Since(begin) > 30*time.Second {
			t.Fatalf("%q is not taken", text)
		}
	}
}

// TestDrop checks that a socket that has fallen silent is given up at once, also when
// nobody takes what it has said, and that what cannot be sent stays with the sender.
func TestDrop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := find(t, hostOf(t, func(ws *websocket.Conn) {
		for ws.Write(ctx, websocket.MessageBinary, make([]byte, 1000)) == nil { // and reads nothing
		}
		<-ctx.Done()
	}))
	t.Cleanup(cancel)
	p.Line.Open()
	if e := next(t, p.Line); e.Kind != app.Opened {
		t.Fatalf("first came %+v", e)
	}
	frame, taken := make([]byte, core.FrameBytes), 0
	for full := time.Now(); time.Since(full) < 300*time.Millisecond; { // the system holds some, too
		if p.Line.Send(frame) {
			taken, full = taken+1, time.Now()
		}
		if taken > 4000 {
			t.Fatalf("a socket that is not read has taken %d frames", taken)
		}
	}
	begin := time.Now()
	p.Line.Drop()
	held := 0
	for e := next(t, p.Line); e.Kind != app.Closed; e = next(t, p.Line) {
		held++
	}
	if took := time.Since(begin); held > 10*eventsHeld || took > 8*time.Second {
		t.Errorf("%d frames were held, and it took %v", held, took)
	}
	p.Line.Open()
	if e := next(t, p.Line); e.Kind != app.Opened {
		t.Errorf("the next socket: %+v", e)
	}
}

// TestDropBefore checks that a socket that is given up before there is one is told of as
// closed, too, and does not come.
func TestDropBefore(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json"), Random: func() float64 { return 1 }}.Find(s.URL + "/#w=token")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Line.Close()
	for range 6 {
		begin := time.Now()
		p.Line.Open()
		p.Line.Drop()
		if e := next(t, p.Line); e.Kind != app.Closed {
			t.Errorf("it tells %+v", e)
		}
		if took := time.Since(begin); took > 7*time.Second {
			t.Errorf("it took %v", took) // the sixth try would rest for 8 s
		}
	}
	p.Line.Drop() // of nothing
}

// TestRefusals checks what becomes of a server that lets nobody in, or is none.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name          string
		guest, socket int
		text          string
		want          string
		final         bool
	}{
		{"a name that is not its own", 421, 200, "This server does not go by that host name.", "This server does not go by that host name.", true},
		{"too many guests", 429, 200, "Too many new guests from this address. Try again in a minute.", "Too many new guests from this address. Try again in a minute.", false},
		{"another site", 200, 403, "This request comes from another site.", "This request comes from another site.", true},
		{"no Easel", 404, 404, "404 page not found", "There is no Easel server at http://127", false},
		{"a broken gateway", 502, 502, "<html>bad gateway</html>", "answered 502.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			mux := http.NewServeMux()
			answer := func(status int) http.HandlerFunc {
				return func(w http.ResponseWriter, _ *http.Request) {
					if status != 200 {
						http.Error(w, c.text, status)
					}
				}
			}
			mux.HandleFunc("POST /api/guest", answer(c.guest))
			mux.HandleFunc("GET /ws", answer(c.socket))
			s := httptest.NewServer(mux)
			defer s.Close()
			p := find(t, s.URL+"/#w=token")
			p.Line.Open()
			e := next(t, p.Line)
			if e.Kind != app.Closed || e.Final != c.final || e.Why == nil || !strings.Contains(e.Why.Error(), c.want) {
				t.Errorf("it tells %+v, want %q", e, c.want)
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		s := httptest.NewServer(http.NotFoundHandler())
		s.Close()
		p := find(t, s.URL+"/#w=token")
		p.Line.Open()
		if e := next(t, p.Line); e.Final || e.Why == nil || e.Why.Error() != "No server answers at "+s.URL+"." {
			t.Errorf("it tells %+v", e)
		}
	})
}

func TestBackoff(t *testing.T) {
	for _, c := range []struct {
		tries       int
		random      float64
		least, most time.Duration
	}{
		{0, 0, 50 * time.Millisecond, 50 * time.Millisecond},
		{0, 1, 300 * time.Millisecond, 300 * time.Millisecond},
		{3, 0.5, 1050 * time.Millisecond, 1050 * time.Millisecond},
		{100, 1, 15050 * time.Millisecond, 15050 * time.Millisecond},
	} {
		if got := backoff(c.tries, c.random); got < c.least || got > c.most {
			t.Errorf("after %d tries it rests for %v, want %v to %v", c.tries, got, c.least, c.most)
		}
	}
}
