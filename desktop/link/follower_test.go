package link_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/guest"

	"github.com/coder/websocket"
)

// A follower is a client without an app: what it has, it has from core/client alone.
type follower struct {
	t      *testing.T
	client *client.Client
	ws     *websocket.Conn
	in     chan []byte // holds many; who does not keep up is waited for
	begin  time.Time
}

func follow(t *testing.T, text string) *follower {
	t.Helper()
	a, err := guest.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	g, err := guest.Open(t.Context(), a, filepath.Join(t.TempDir(), "guest.json"))
	if err != nil {
		t.Fatal(err)
	}
	ws, err := guest.Dial(t.Context(), a, g)
	if err != nil {
		t.Fatal(err)
	}
	f := &follower{t: t, client: client.New(client.Config{Replica: rand.Uint64(), Token: a.Token}), ws: ws, in: make(chan []byte, 1024), begin: time.Now()}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			_, frame, err := ws.Read(t.Context())
			if err != nil {
				close(f.in)
				return
			}
			f.in <- frame
		}
	}()
	t.Cleanup(func() {
		ws.CloseNow()
		for range f.in {
		}
		<-ended
	})
	f.client.Opened(0)
	return f
}

func (f *follower) now() int64 { return time.Since(f.begin).Milliseconds() }

func (f *follower) step() {
	f.t.Helper()
	for more := true; more; {
		select {
		case frame, ok := <-f.in:
			if !ok {
				f.t.Fatal("the follower's socket has ended")
			}
			if err := f.client.Receive(frame, f.now()); err != nil {
				f.t.Fatal(err)
			}
		default:
			more = false
		}
	}
	f.client.Tick(f.now())
	for frame := f.client.Frame(f.now()); frame != nil; frame = f.client.Frame(f.now()) {
		if err := f.ws.Write(f.t.Context(), websocket.MessageBinary, frame); err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f *follower) wait(what string, ok func() bool) {
	f.t.Helper()
	for begin := time.Now(); !ok(); time.Sleep(2 * time.Millisecond) {
		if f.step(); time.Since(begin) > 30*time.Second {
			f.t.Fatalf("the follower has no sign of this: %s", what)
		}
	}
}

func (f *follower) draw(r *rand.Rand) {
	f.t.Helper()
	places := wave(r, 1600, 1200)
	pts := make([]core.Point, len(places))
	for i, p := range places {
		pts[i] = core.Point{X: int32(p.X * core.Unit), Y: int32(p.Y * core.Unit), Pressure: uint8(r.Uint32())}
	}
	b := core.Brush{Kind: core.Marker, Version: core.BrushVersion, Color: r.Uint32() & 0xffffff, Width: 200, Opacity: 200}
	if why := f.client.Draw(b, pts, f.now()); why != 0 {
		f.t.Fatal(why)
	}
	f.step()
}
