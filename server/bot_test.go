package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
)

// A bot is a person with a client: it draws, loses its connection, comes back.
type bot struct {
	t    testing.TB
	base string // http://HOST:PORT, of the server or of a proxy before it
	http *http.Client

	mu     sync.Mutex
	c      *client.Client
	r      *rand.Rand
	begin  time.Time
	drawn  int
	closes map[websocket.StatusCode]int

	cancel context.CancelFunc
	ended  chan struct{}
}

// newPerson returns an HTTP client with a guest's cookie.
func newPerson(t testing.TB, base string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: time.Minute}
	res, err := c.Post(base+"/api/guest", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(res.Body)
		t.Fatalf("becoming a guest: %s: %s", res.Status, body)
	}
	return c
}

// newBot starts a client for a person, and keeps it connected until the test ends.
func newBot(t testing.TB, base, token string, person *http.Client, seed uint64) *bot {
	t.Helper()
	b := &bot{
		t: t, base: base, http: person, r: rand.New(rand.NewPCG(seed, 9)), begin: time.Now(),
		closes: map[websocket.StatusCode]int{}, ended: make(chan struct{}),
	}
	b.c = client.New(client.Config{Replica: b.r.Uint64(), Token: token})
	ctx, cancel := context.WithCancel(context.Background())
	b.cancel = cancel
	go b.run(ctx)
	t.Cleanup(b.stop)
	return b
}

func (b *bot) stop() {
	b.cancel()
	<-b.ended
}

func (b *bot) now() int64 { return time.Since(b.begin).Milliseconds() }

// run connects again and again.
func (b *bot) run(ctx context.Context) {
	defer close(b.ended)
	for ctx.Err() == nil {
		code := b.session(ctx)
		b.mu.Lock()
		b.closes[code]++
		again := b.c.Closed(uint32(max(code, 0)), b.now())
		wait := time.Duration(5+b.r.IntN(40)) * time.Millisecond
		b.mu.Unlock()
		if !again {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// session lives through one socket, and returns the code it was closed with.
func (b *bot) session(ctx context.Context) websocket.StatusCode {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	at := "ws" + strings.TrimPrefix(b.base, "http") + "/ws"
	ws, _, err := websocket.Dial(ctx, at, &websocket.DialOptions{HTTPClient: b.http, Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		return -1
	}
	defer ws.CloseNow()
	ws.SetReadLimit(wire.SnapshotMax)
	frames := make(chan []byte, 64)
	closed := make(chan error, 1)
	go func() {
		for {
			_, f, err := ws.Read(ctx)
			if err != nil {
				closed <- err
				return
			}
			select {
			case frames <- f:
			case <-ctx.Done():
				closed <- ctx.Err()
				return
			}
		}
	}()
	b.mu.Lock()
	b.c.Opened(b.now())
	b.mu.Unlock()
	tick := time.NewTicker(4 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-closed:
			return websocket.CloseStatus(err)
		case f := <-frames:
			b.mu.Lock()
			err := b.c.Receive(f, b.now())
			b.mu.Unlock()
			if err != nil {
				b.t.Errorf("a frame from the server: %v", err)
			}
		case <-tick.C:
		}
		if !b.pump(ctx, ws) {
			cancel()
			return websocket.CloseStatus(<-closed)
		}
	}
}

// pump sends what there is to send.
func (b *bot) pump(ctx context.Context, ws *websocket.Conn) bool {
	for {
		b.mu.Lock()
		todo := b.c.Tick(b.now())
		f := b.c.Frame(b.now())
		b.mu.Unlock()
		if todo&client.TodoReopen != 0 {
			return false
		}
		if f == nil {
			return true
		}
		if ws.Write(ctx, websocket.MessageBinary, f) != nil {
			return false
		}
	}
}

// roll returns a number below n.
func (b *bot) roll(n int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.r.IntN(n)
}

// draw draws a stroke of some points, and reports whether it could.
func (b *bot) draw(points int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.c.Replica()
	if r == nil {
		return false
	}
	w, h := r.Piece().Size()
	p := core.Point{X: b.r.Int32N(w * core.Unit), Y: b.r.Int32N(h * core.Unit), Pressure: uint8(b.r.UintN(256))}
	pts := []core.Point{p}
	for range points - 1 {
		p.X += b.r.Int32N(400) - 200
		p.Y += b.r.Int32N(400) - 200
		p.Pressure += uint8(b.r.UintN(16))
		pts = append(pts, p)
	}
	brush := core.Brush{Kind: core.Pen, Version: 1, Color: b.r.Uint32N(1 << 24), Width: uint16(16 + b.r.UintN(200)), Opacity: uint8(80 + b.r.UintN(176))}
	if b.c.Draw(brush, pts, b.now()) != 0 {
		return false
	}
	b.drawn++
	return true
}

// settle waits until all that the bot drew is on the server's disk.
func (b *bot) settle() {
	b.t.Helper()
	begin := time.Now()
	for {
		b.mu.Lock()
		ok := b.c.Settled() && b.c.Status(b.now()).Phase == client.Live
		s := b.c.Status(b.now())
		b.mu.Unlock()
		if ok {
			return
		}
		if took := time.Since(begin); took > time.Minute {
			b.t.Fatalf("not settled after %v: %+v, closes %v", took, s, b.closes)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// A view is what a client holds.
type view struct {
	Seq           uint64
	State, Raster uint64
	Strokes       int
	Flattened     uint64
}

func (b *bot) view() view {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.c.Replica().Piece()
	return view{b.c.Replica().Seq(), p.Digest(), b.c.Canvas().Hash(), len(p.Strokes()), p.Base().Strokes}
}

// seq is how far the bot has seen. A view costs a picture: who waits asks for this.
func (b *bot) seq() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r := b.c.Replica(); r != nil {
		return r.Seq()
	}
	return 0
}

// flattened is how many strokes the bot's piece has flattened.
func (b *bot) flattened() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r := b.c.Replica(); r != nil {
		return r.Piece().Base().Strokes
	}
	return 0
}

// agree waits until all bots hold the same seq, and checks that they are equal.
func agree(t testing.TB, bots []*bot) view {
	t.Helper()
	end := time.Now().Add(time.Minute)
	for {
		seq := bots[0].seq()
		if !slices.ContainsFunc(bots, func(b *bot) bool { return b.seq() != seq }) {
			first := bots[0].view()
			for i, b := range bots {
				if v := b.view(); v != first {
					t.Fatalf("bot %d holds %+v, bot 0 %+v", i, v, first)
				}
			}
			return first
		}
		if time.Now().After(end) {
			t.Fatal("the bots do not come to the same seq")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// firstLink claims the first workspace and returns the token of its owner link.
func firstLink(t testing.TB, base string, person *http.Client) string {
	t.Helper()
	res, err := person.Get(base + "/api/first")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var answer struct{ Link string }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("claiming the first workspace: %s, %v", res.Status, err)
	}
	u, err := url.Parse(answer.Link)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Fragment, "w=")
}

// picture fetches the server's own picture of the workspace: its raster hash.
func picture(t testing.TB, base, token string) (raster string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, base+"/api/piece.png", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Easel-Token", token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("fetching the picture: %s", res.Status)
	}
	return res.Header.Get("X-Easel-Raster")
}

func hexOf(v uint64) string { return fmt.Sprintf("%016x", v) }
