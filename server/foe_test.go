package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/wire"
)

// A foe speaks to the server by hand, as no client of ours would.
type foe struct {
	t     *testing.T
	base  string
	token string
	http  *http.Client
	ws    *websocket.Conn
	w     wire.Writer

	replica uint64
	me      wire.Welcome
	num     uint32
}

func newFoe(t *testing.T, base, token string) *foe {
	t.Helper()
	f := &foe{t: t, base: base, token: token, http: newPerson(t, base)}
	f.dial()
	return f
}

// dial opens a socket and comes in, as a replica of its own.
func (f *foe) dial() {
	f.t.Helper()
	f.replica = 1 + rand.Uint64()>>1
	f.open()
	f.hello()
	var r wire.Reader
	var err error
	if f.me, err = r.Welcome(f.until(wire.TypeWelcome)); err != nil {
		f.t.Fatal(err)
	}
	f.until(wire.TypeSnapshot)
}

// open opens a socket, and says nothing yet.
func (f *foe) open() {
	f.t.Helper()
	ws, _, err := websocket.Dial(f.t.Context(), f.socket(), &websocket.DialOptions{HTTPClient: f.http, Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { ws.CloseNow() })
	ws.SetReadLimit(wire.SnapshotMax)
	f.ws, f.num = ws, 0
}

func (f *foe) socket() string { return "ws" + strings.TrimPrefix(f.base, "http") + "/ws" }

func (f *foe) hello() {
	f.send(f.w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: f.token, Replica: f.replica, Next: 1}))
}

// send writes a frame; an error shows later, as the close code.
func (f *foe) send(frame []byte) error {
	return f.ws.Write(f.t.Context(), websocket.MessageBinary, frame)
}

func (f *foe) push(ops ...core.Op) {
	f.num++
	f.send(f.w.Push(nil, f.me.Piece, core.Batch{Num: f.num, Ops: ops}, 0))
}

// until reads frames until one of a type comes.
func (f *foe) until(typ int) []byte {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	defer cancel()
	for {
		_, frame, err := f.ws.Read(ctx)
		if err != nil {
			f.t.Fatalf("waiting for a frame of type %d: %v", typ, err)
		}
		if wire.Type(frame) == typ {
			return frame
		}
	}
}

// told returns what the server says that was wrong.
func (f *foe) told() string {
	f.t.Helper()
	var r wire.Reader
	m, err := r.Error(f.until(wire.TypeError))
	if err != nil {
		f.t.Fatal(err)
	}
	return m.Text
}

func (f *foe) refused() core.Refusal {
	f.t.Helper()
	var r wire.Reader
	m, err := r.Refuse(f.until(wire.TypeRefuse))
	if err != nil {
		f.t.Fatal(err)
	}
	return m.Why
}

// closed reads until the socket is closed, and returns with which code.
func (f *foe) closed() websocket.StatusCode {
	ctx, cancel := context.WithTimeout(f.t.Context(), 30*time.Second)
	defer cancel()
	for {
		if _, _, err := f.ws.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

// post asks the server for a link of a role, and returns the code and the body.
func (f *foe) post(role, token, origin string) (int, string) {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, f.base+"/api/links", strings.NewReader(`{"role":"`+role+`"}`))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header = http.Header{"X-Easel-Token": {token}, "Content-Type": {"application/json"}}
	if origin != "" {
		req.Header.Set("Origin", origin)
	}
	res, err := f.http.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(body))
}

// watch reads along until the test ends, as somebody who does no wrong: nobody
// should tell them that something was.
func (f *foe) watch() {
	ctx, cancel := context.WithCancel(f.t.Context()) // which ends the socket, just before the test's cleanup
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			_, frame, err := f.ws.Read(ctx)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				f.t.Errorf("who only looked on was cut off: %v", err)
				return
			}
			if typ := wire.Type(frame); typ == wire.TypeError || typ == wire.TypeRefuse {
				f.t.Errorf("who only looked on was told: % x", frame)
			}
		}
	}()
	f.t.Cleanup(func() { cancel(); <-ended })
}

// dotOf is a stroke of one point.
func dotOf(n uint32) []core.Op {
	return []core.Op{
		{Kind: core.Begin, Stroke: core.StrokeID{N: n}, Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 64, Opacity: 255}},
		{Kind: core.Extend, Points: []core.Point{{X: 3200, Y: 3200, Pressure: 128}}},
		{Kind: core.End},
	}
}

// An honest pen draws at 240 Hz within all limits, while others attack.
type honest struct {
	*bot
	stop  chan struct{}
	ended sync.WaitGroup
}

// newHonest has strokes of so many samples.
func newHonest(t *testing.T, base, token string, samples int) *honest {
	h := &honest{bot: newBot(t, base, token, newPerson(t, base), 5), stop: make(chan struct{})}
	h.settle()
	h.ended.Go(func() {
		tick := time.NewTicker(time.Second / 240)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-h.stop:
				h.mu.Lock()
				h.c.Up(h.now())
				h.mu.Unlock()
				return
			case <-tick.C:
			}
			h.mu.Lock()
			if i%samples == 0 {
				h.c.Up(h.now())
				h.c.Down(ink.Stylus)
				h.drawn++
			}
			h.c.Sample(ink.Sample{X: int32(100+i%samples*3) << 8, Y: int32(200+i/samples%700) << 8, Pressure: uint16(20000 + 100*(i%samples)), Time: h.now() * 1000}, h.now())
			h.mu.Unlock()
		}
	})
	return h
}

// finish ends the drawing, and checks that the pen was never cut off and that
// all it drew is there.
func (h *honest) finish() {
	h.t.Helper()
	close(h.stop)
	h.ended.Wait()
	h.settle()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.closes) > 0 {
		h.t.Errorf("the honest pen was cut off: %v", h.closes)
	}
	mine := 0
	for _, s := range h.c.Replica().Piece().Strokes() {
		if s.ID.Actor == h.c.Replica().Actor() {
			mine++
		}
	}
	// Flattened strokes have no author any more: the picture is compared instead.
	if flat := h.c.Replica().Piece().Base().Strokes; mine != h.drawn && flat == 0 {
		h.t.Errorf("the honest pen drew %d strokes, %d are there", h.drawn, mine)
	}
}

// resident returns how many MB of memory a process has, after it had a moment to
// give back what it does not need.
func resident(t *testing.T, pid int) float64 {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("this machine does not tell the memory of a process")
	}
	for l := range strings.Lines(string(data)) {
		if v, ok := strings.CutPrefix(l, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(v)[0], 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb / 1024
		}
	}
	t.Skip("this machine does not tell the memory of a process")
	return 0
}

// calm waits, a while at most, until a process has no more than so many MB, and
// returns how many it has.
func calm(t *testing.T, pid int, most float64, wait time.Duration) float64 {
	t.Helper()
	got := resident(t, pid)
	for end := time.Now().Add(wait); got > most && time.Now().Before(end); {
		time.Sleep(100 * time.Millisecond)
		got = min(got, resident(t, pid))
	}
	return got
}

// invitation makes a link of a role into the workspace, and returns its token.
func invitation(t *testing.T, base, owners string, person *http.Client, role string) string {
	t.Helper()
	f := foe{t: t, base: base, http: person}
	code, body := f.post(role, owners, "")
	var answer struct{ Link string }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || code != http.StatusOK {
		t.Fatalf("making a link: %d, %s", code, body)
	}
	_, token, _ := strings.Cut(answer.Link, "#w=")
	return token
}
