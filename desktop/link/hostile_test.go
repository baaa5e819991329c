package link

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/desktop/app"
)

// TestCloseBehindAnother: a line ends at once though somebody else waits for a server that says nothing.
func TestCloseBehindAnother(t *testing.T) {
	asked := make(chan struct{}, 4)
	ctx, cancel := context.WithCancel(t.Context())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-ctx.Done()
	}))
	defer s.Close()
	defer cancel()
	p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json")}.Find(s.URL + "/#w=token")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _, _ = p.Host.Pieces(ctx, 0) // nobody answers
	}()
	<-asked
	p.Line.Open()
	time.Sleep(20 * time.Millisecond) // for the line to come to the door; without it the test is only easier
	begun := time.Now()
	defer time.AfterFunc(20*time.Second, cancel).Stop() // so that a line that waits ends, too
	p.Line.Close()
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	cancel()
	<-ended
}

// TestShortSockets: a server that says something and falls, each time, is asked more and more seldom.
func TestShortSockets(t *testing.T) {
	p, err := Config{Cookies: filepath.Join(t.TempDir(), "guest.json"), Random: func() float64 { return 1 }}.Find(hostOf(t, func(ws *websocket.Conn) {
		_ = ws.Write(t.Context(), websocket.MessageBinary, []byte("nonsense")) // a client that is gone fails the test
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Line.Close()
	p.Line.(*line).lasting = time.Hour
	var last time.Duration
	for range 4 {
		begun := time.Now()
		p.Line.Open()
		for next(t, p.Line).Kind != app.Closed {
		}
		last = time.Since(begun)
	}
	if last < backoff(2, 1) {
		t.Errorf("the fourth try came after %v, want no less than %v", last, backoff(2, 1))
	}
}

// TestHeldBytes: of large frames no more is read than is bounded, until they are taken.
func TestHeldBytes(t *testing.T) {
	const frames, size = 40, 1 << 20
	written := make(chan int, frames)
	p := find(t, hostOf(t, func(ws *websocket.Conn) {
		for i := range frames {
			if ws.Write(t.Context(), websocket.MessageBinary, make([]byte, size)) != nil {
				return
			}
			written <- i
		}
		_, _, _ = ws.Read(t.Context()) // until the client goes
	}))
	p.Line.Open()
	l := p.Line.(*line)
	n := 0
	for still := time.Now(); time.Since(still) < time.Second; time.Sleep(time.Millisecond) {
		if now := len(l.events) - 1; now > n {
			n, still = now, time.Now()
		}
	}
	if n > heldBytes/size+1 {
		t.Errorf("%d frames of 1 MiB are held", n)
	}
	next(t, p.Line)
	for range frames {
		if e := next(t, p.Line); e.Kind != app.Frame || len(e.Frame) != size {
			t.Fatalf("it tells %v with %d bytes", e.Kind, len(e.Frame))
		}
	}
}
