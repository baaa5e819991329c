package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"slices"
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
	me    wire.Welcome
	num   uint32
}

func newFoe(t *testing.T, base, token string) *foe {
	t.Helper()
	f := &foe{t: t, base: base, token: token, http: newPerson(t, base)}
	f.dial()
	return f
}

// dial opens a socket and says hello as a replica of its own.
func (f *foe) dial() {
	f.t.Helper()
	ws, _, err := websocket.Dial(f.t.Context(), "ws"+strings.TrimPrefix(f.base, "http")+"/ws", &websocket.DialOptions{HTTPClient: f.http, Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { ws.CloseNow() })
	ws.SetReadLimit(wire.SnapshotMax)
	f.ws, f.num = ws, 0
	f.send(f.w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: f.token, Replica: 1 + rand.Uint64()>>1, Next: 1}))
	var r wire.Reader
	f.me, err = r.Welcome(f.until(wire.TypeWelcome))
	if err != nil {
		f.t.Fatal(err)
	}
	f.until(wire.TypeSnapshot)
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
	ctx, cancel := context.WithTimeout(f.t.Context(), 20*time.Second)
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

// dot is a stroke of one point.
func dotOf(n uint32) []core.Op {
	return []core.Op{
		{Kind: core.Begin, Stroke: core.StrokeID{N: n}, Brush: core.Brush{Kind: core.BrushRound, Version: 1, Width: 64, Opacity: 255}},
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

func newHonest(t *testing.T, base, token string) *honest {
	h := &honest{bot: newBot(t, base, token, newPerson(t, base), 5), stop: make(chan struct{})}
	h.settle(10 * time.Second)
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
			if i%360 == 0 { // 40 strokes a minute
				h.c.Up(h.now())
				h.c.Down(ink.Stylus)
				h.drawn++
			}
			h.c.Sample(ink.Sample{X: int32(100+i%360*3) << 8, Y: int32(200+i/360%700) << 8, Pressure: uint16(20000 + 100*(i%360)), Time: h.now() * 1000}, h.now())
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
	h.settle(20 * time.Second)
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
	if mine != h.drawn {
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
func calm(t *testing.T, pid int, most float64) float64 {
	got := resident(t, pid)
	for end := time.Now().Add(10 * time.Second); got > most && time.Now().Before(end); {
		time.Sleep(100 * time.Millisecond)
		got = min(got, resident(t, pid))
	}
	return got
}

// invitation makes a link of a role into the workspace, and returns its token.
func invitation(t *testing.T, base, owners string, person *http.Client, role string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/api/links", strings.NewReader(`{"role":"`+role+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = http.Header{"X-Easel-Token": {owners}, "Content-Type": {"application/json"}}
	res, err := person.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var answer struct{ Link string }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("making a link: %s, %v", res.Status, err)
	}
	_, token, _ := strings.Cut(answer.Link, "#w=")
	return token
}

// TestHostile has foes attack from outside, one after the other, while an honest
// pen draws. Each foe hears what was wrong; nobody else notices.
func TestHostile(t *testing.T) {
	c := newChild(t)
	owner := newPerson(t, c.base)
	owners := firstLink(t, c.base, owner)
	token := invitation(t, c.base, owners, owner, "painter")
	viewers := invitation(t, c.base, owners, owner, "viewer")
	pen := newHonest(t, c.base, token)
	victim := newFoe(t, c.base, token) // owns the stroke that others are after
	victim.push(dotOf(1)...)
	victim.until(wire.TypeAck)

	attacks := []struct {
		name string
		run  func(t *testing.T)
	}{
		{"junk", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			r := rand.New(rand.NewPCG(1, 2))
			for range 3 {
				b := make([]byte, 1+r.IntN(500))
				for i := range b {
					b[i] = byte(r.Uint32())
				}
				b[0] = 0xc1 // no msgpack
				f.send(b)
			}
			if got := f.told(); got == "" {
				t.Error("nothing was said")
			}
			if got := f.closed(); got != 4000+websocket.StatusCode(core.Malformed) {
				t.Errorf("closed with %d", got)
			}
		}},
		{"texts", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			for range 3 {
				f.ws.Write(t.Context(), websocket.MessageText, []byte("{}"))
			}
			if got := f.closed(); got != 4000+websocket.StatusCode(core.Malformed) {
				t.Errorf("closed with %d", got)
			}
		}},
		{"huge counts", func(t *testing.T) {
			for _, b := range [][]byte{
				{0xdd, 0xff, 0xff, 0xff, 0xff, wire.TypePush},
				{0x94, wire.TypePush, 1, 1, 0xdd, 0xff, 0xff, 0xff, 0xff},
				{0x94, wire.TypePush, 1, 1, 0xc6, 0xff, 0xff, 0xff, 0xff},
				{0x92, wire.TypeName, 0xdb, 0xff, 0xff, 0xff, 0xff},
			} {
				f := newFoe(t, c.base, token)
				f.send(b)
				if got := f.told(); got == "" {
					t.Errorf("% x: nothing was said", b)
				}
				f.ws.CloseNow()
			}
		}},
		{"wrong nums", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			f.num = 40
			f.push(dotOf(1)...)
			if got := f.told(); !strings.Contains(got, "missing") {
				t.Errorf("a gap in the nums: %q", got)
			}
			f.num = 0
			f.push(dotOf(1)...)
			f.until(wire.TypeAck)
			f.num = 0
			f.push(dotOf(2)...) // a resend, with other ops: acknowledged, not applied
			f.until(wire.TypeAck)
		}},
		{"others' strokes", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			f.push(core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: victim.me.Actor, N: 1}})
			if got := f.refused(); got != core.NotMember {
				t.Errorf("hiding another's stroke: %v", got)
			}
			f.push(core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: 1 << 31}, Brush: dotOf(1)[0].Brush}, core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: 1}, Points: []core.Point{{X: 9}}})
			f.until(wire.TypeAck) // a stroke 1 of its own is not there: cut, and the victim's has no point more
		}},
		{"a viewer's strokes", func(t *testing.T) {
			f := newFoe(t, c.base, viewers)
			if f.me.Actor != 0 || f.me.Role != core.Viewer {
				t.Errorf("a viewer is %+v", f.me)
			}
			f.push(dotOf(1)...)
			if got := f.refused(); got != core.NotMember {
				t.Errorf("a viewer's stroke: %v", got)
			}
		}},
		{"forged server's ops", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			for _, op := range []core.Op{
				{Kind: core.Join, Stroke: core.StrokeID{Actor: 99}, Replica: 1, Member: 1},
				{Kind: core.SetLimits, Limits: core.DefaultLimits()},
				{Kind: core.EndFor, Stroke: core.StrokeID{Actor: 1, N: 1}},
			} {
				f.num = 0
				f.push(op)
				if got := f.told(); !strings.Contains(got, "may not") {
					t.Errorf("kind %d: %q", op.Kind, got)
				}
			}
		}},
		{"large frames", func(t *testing.T) {
			for _, n := range []int{70_000, 2_000_000} {
				f := newFoe(t, c.base, token)
				f.send(make([]byte, n))
				if n <= 2*core.FrameBytes {
					if got := f.told(); got == "" {
						t.Errorf("%d bytes: nothing was said", n)
					}
				} else if got := f.closed(); got != websocket.StatusMessageTooBig && got != -1 {
					t.Errorf("%d bytes: closed with %d", n, got)
				}
				f.ws.CloseNow()
			}
		}},
		{"as fast as they go", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			end := time.Now().Add(2 * time.Second)
			ctx, cancel := context.WithDeadline(t.Context(), end)
			defer cancel()
			go func() {
				for {
					if _, _, err := f.ws.Read(ctx); err != nil {
						return
					}
				}
			}()
			n := 0
			for ; n < 200_000; n++ {
				if f.ws.Write(ctx, websocket.MessageBinary, f.w.Ping(nil, wire.Ping{Mark: uint32(n)})) != nil {
					break
				}
			}
			t.Logf("%d pings went out", n)
		}},
		{"a viewer who stops reading", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			g := newFoe(t, c.base, token)
			// 48 MB of valid ink would take a foe's three minutes of bytes a second;
			// three seconds' worth fills a socket and an outbox as well.
			pts := make([]core.Point, 2000)
			for i := range pts {
				pts[i] = core.Point{X: int32(i * 7919 % 51200), Y: int32(i * 104729 % 38400), Pressure: uint8(i)}
			}
			g.push(core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: 1}, Brush: core.Brush{Kind: core.BrushRound, Version: 1, Width: 16, Opacity: 255}})
			end := time.Now().Add(3 * time.Second)
			for time.Now().Before(end) {
				g.push(core.Op{Kind: core.Extend, Points: pts})
			}
			f.ws.CloseNow()
			g.ws.CloseNow()
		}},
		{"slow handshakes", func(t *testing.T) {
			var all []net.Conn
			for range 200 {
				conn, err := net.Dial("tcp", strings.TrimPrefix(c.base, "http://"))
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				io.WriteString(conn, "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
				all = append(all, conn)
			}
			// The server ends them by itself; until then it answers others.
			all[0].SetReadDeadline(time.Now().Add(30 * time.Second))
			if n, err := io.Copy(io.Discard, all[0]); err != nil {
				t.Errorf("a handshake that never ends is kept: %d bytes, %v", n, err)
			}
		}},
		{"names", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			for _, name := range []string{"constructor", "__proto__", "<script>alert(1)</script>", "\u202eevil", strings.Repeat("ж", core.NameChars)} {
				f.send(f.w.Name(nil, name))
				var r wire.Reader
				for {
					list, err := r.Members(f.until(wire.TypeMembers))
					if err != nil {
						t.Fatal(err)
					}
					if slices.ContainsFunc(list, func(m wire.Member) bool { return m.ID == f.me.Member && m.Name == name }) {
						break
					}
				}
			}
			for _, name := range []string{"", "  ", strings.Repeat("ж", core.NameChars+1)} {
				f.dial()
				f.send(f.w.Name(nil, name))
				if got := f.told(); !strings.Contains(got, "name") {
					t.Errorf("the name %q: %q", name, got)
				}
			}
		}},
		{"paths", func(t *testing.T) {
			for _, path := range []string{"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd", "//etc/passwd", "/..%5c..%5cetc%5cpasswd", "/assets/%00"} {
				conn, err := net.Dial("tcp", strings.TrimPrefix(c.base, "http://"))
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, strings.TrimPrefix(c.base, "http://"))
				answer, _ := io.ReadAll(conn)
				conn.Close()
				if strings.Contains(string(answer), "root:") || strings.HasPrefix(string(answer), "HTTP/1.1 200") {
					t.Errorf("%s: %.60q", path, answer)
				}
			}
		}},
		{"other sites", func(t *testing.T) {
			f := newFoe(t, c.base, token)
			for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1"} {
				h := http.Header{"Origin": {origin}}
				ws, res, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(c.base, "http")+"/ws", &websocket.DialOptions{HTTPClient: f.http, HTTPHeader: h, Subprotocols: []string{wire.Subprotocol}})
				if err == nil {
					ws.CloseNow()
					t.Errorf("a socket from %s was opened", origin)
				} else if res == nil || res.StatusCode != http.StatusForbidden {
					t.Errorf("a socket from %s: %v", origin, err)
				}
				req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.base+"/api/links", strings.NewReader(`{"role":"owner"}`))
				if err != nil {
					t.Fatal(err)
				}
				req.Header = http.Header{"Origin": {origin}, "X-Easel-Token": {token}, "Content-Type": {"application/json"}}
				res, err = f.http.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				res.Body.Close()
				if res.StatusCode != http.StatusForbidden {
					t.Errorf("a post from %s: %s", origin, res.Status)
				}
			}
		}},
	}
	pid := c.cmd.Process.Pid
	for _, a := range attacks { // what the server keeps for its next guests is no leak
		t.Run(a.name, a.run)
	}
	once := calm(t, pid, 0)
	for _, a := range attacks {
		t.Run(a.name+" again", func(t *testing.T) {
			a.run(t)
			if got := calm(t, pid, once+hostileMB); got > once+hostileMB {
				t.Errorf("%.1f MB of memory after %.1f: want at most %d more", got, once, hostileMB)
			}
		})
	}
	t.Logf("%.1f MB of memory after all, %.1f after each came once", calm(t, pid, once), once)
	pen.finish()
	v := pen.view()
	if got := picture(t, c.base, token); got != hexOf(v.Raster) {
		t.Errorf("the server draws %s, the honest client %s", got, hexOf(v.Raster))
	}
}

// hostileMB is by how much an attack may make the server grow.
const hostileMB = 4
