package session

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// A place is a handler over a store in a folder of its own.
type place struct {
	t     *testing.T
	url   string
	token string // the owner's
	store *store.Store
	hub   *hub.Hub
}

func newPlace(t *testing.T, change func(*Config)) *place {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, token, err := st.FirstWorkspace(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	guest, _, err := st.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h := hub.New(st, hub.Config{Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 1000, Log: log})
	cfg := Config{Hub: h, Store: st, Log: log, Guest: func(*http.Request) (store.Guest, error) { return guest, nil }}
	if change != nil {
		change(&cfg)
	}
	srv := httptest.NewServer(Handler(cfg))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := h.Close(ctx); err != nil {
			t.Error(err)
		}
		srv.Close()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return &place{t, "ws" + strings.TrimPrefix(srv.URL, "http"), token, st, h}
}

func (p *place) dial(protocols ...string) *websocket.Conn {
	p.t.Helper()
	ws, _, err := websocket.Dial(p.t.Context(), p.url, &websocket.DialOptions{Subprotocols: protocols})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { ws.CloseNow() })
	ws.SetReadLimit(1 << 20)
	return ws
}

// enter says hello and reads up to the snapshot.
func (p *place) enter() *websocket.Conn {
	p.t.Helper()
	ws := p.dial(wire.Subprotocol)
	p.hello(ws, p.token)
	p.until(ws, wire.TypeSnapshot)
	return ws
}

func (p *place) hello(ws *websocket.Conn, token string) {
	p.t.Helper()
	var w wire.Writer
	f := w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: token, Replica: 7, Next: 1})
	if err := ws.Write(p.t.Context(), websocket.MessageBinary, f); err != nil {
		p.t.Fatal(err)
	}
}

// until reads frames until one of a type comes.
func (p *place) until(ws *websocket.Conn, typ int) []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
	defer cancel()
	for {
		_, f, err := ws.Read(ctx)
		if err != nil {
			p.t.Fatalf("waiting for a frame of type %d: %v", typ, err)
		}
		if wire.Type(f) == typ {
			return f
		}
	}
}

// closed reads until the socket is closed, and returns with which code.
func (p *place) closed(ws *websocket.Conn) websocket.StatusCode {
	ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
	defer cancel()
	for {
		if _, _, err := ws.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func code(why core.Refusal) websocket.StatusCode { return websocket.StatusCode(4000 + int(why)) }

func TestHello(t *testing.T) {
	p := newPlace(t, nil)
	send := func(ws *websocket.Conn, typ websocket.MessageType, b []byte) {
		t.Helper()
		if err := ws.Write(t.Context(), typ, b); err != nil {
			t.Fatal(err)
		}
	}
	var w wire.Writer
	good := w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: p.token, Replica: 7, Next: 1})
	for _, tt := range []struct {
		name string
		typ  websocket.MessageType
		b    []byte
		want core.Refusal
	}{
		{"garbage", websocket.MessageBinary, []byte{0xc1, 2, 3}, core.Malformed},
		{"an empty frame", websocket.MessageBinary, nil, core.Malformed},
		{"a hello in a text", websocket.MessageText, good, core.Malformed},
		{"a ping first", websocket.MessageBinary, w.Ping(nil, wire.Ping{Mark: 1}), core.Malformed},
		{"another version", websocket.MessageBinary, w.Hello(nil, wire.Hello{Oldest: wire.Version + 1, Newest: wire.Version + 1, Token: p.token, Replica: 7, Next: 1}), core.TooOld},
		{"another's token", websocket.MessageBinary, w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: "nothing", Replica: 7, Next: 1}), core.NotMember},
	} {
		ws := p.dial(wire.Subprotocol)
		send(ws, tt.typ, tt.b)
		if got := p.closed(ws); got != code(tt.want) {
			t.Errorf("%s: closed with %d, want %d", tt.name, got, code(tt.want))
		}
	}
	if got := p.closed(p.dial()); got != code(core.TooOld) {
		t.Errorf("without the subprotocol: closed with %d, want %d", got, code(core.TooOld))
	}
	p.enter()
}

// A page behind a proxy has another host than the request that comes through it.
// Whoever is before this handler has looked at the origin.
func TestOtherOrigin(t *testing.T) {
	p := newPlace(t, nil)
	ws, _, err := websocket.Dial(t.Context(), p.url, &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}, HTTPHeader: http.Header{"Origin": {"https://easel.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	ws.CloseNow()
}

// A link that is revoked is of no use from that moment on, whether the session
// is there already or still on its way in.
func TestRevoked(t *testing.T) {
	p := newPlace(t, nil)
	owner, err := p.store.ResolveLink(t.Context(), p.token)
	if err != nil {
		t.Fatal(err)
	}
	link, token, err := p.store.CreateLink(t.Context(), owner.Workspace, core.Painter, "")
	if err != nil {
		t.Fatal(err)
	}
	p.token = token
	ws := p.enter()
	if _, err := p.store.RevokeLink(t.Context(), link.Workspace, link.No); err != nil {
		t.Fatal(err)
	}
	p.hub.Expel(t.Context(), link.Workspace, core.NotMember, "", func(_, by uint32) bool { return by == link.No })
	if got := p.closed(ws); got != code(core.NotMember) {
		t.Errorf("a session by a revoked link was closed with %d, want %d", got, code(core.NotMember))
	}
	m := store.Member{Workspace: link.Workspace, No: 1, Guest: 1, Role: core.Painter}
	if why, _ := withdrawn(t.Context(), Config{Store: p.store}, token, m); why != core.NotMember {
		t.Errorf("on the way in: %v, want NotMember", why)
	}
	_, second, err := p.store.CreateLink(t.Context(), owner.Workspace, core.Viewer, "")
	if err != nil {
		t.Fatal(err)
	}
	if why, _ := withdrawn(t.Context(), Config{Store: p.store}, second, m); why != core.Closing {
		t.Errorf("on the way in with a role that was withdrawn: %v, want Closing", why)
	}
	m.Role = core.Viewer
	if why, err := withdrawn(t.Context(), Config{Store: p.store}, second, m); why != 0 {
		t.Errorf("with the role that is left: %v, %v", why, err)
	}
	if err := p.store.SetRemoved(t.Context(), link.Workspace, 1, true); err != nil {
		t.Fatal(err)
	}
	if why, _ := withdrawn(t.Context(), Config{Store: p.store}, second, m); why != core.NotMember {
		t.Errorf("who was removed on the way in: %v, want NotMember", why)
	}
}

// A member comes in without a link, by their cookie alone, while the link that
// gave them their role holds; whoever else names the workspace does not.
func TestByMembership(t *testing.T) {
	var who atomic.Int64 // the guest of the next request
	var mayJoin atomic.Bool
	mayJoin.Store(true)
	p := newPlace(t, func(c *Config) {
		c.Guest = func(*http.Request) (store.Guest, error) { return store.Guest{ID: who.Load()}, nil }
		c.MayJoin = func(*http.Request, int64) bool { return mayJoin.Load() }
	})
	links := p.token
	owner, err := p.store.ResolveLink(t.Context(), links)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(token string, want core.Refusal) {
		t.Helper()
		ws := p.dial(wire.Subprotocol)
		p.hello(ws, token)
		if got := p.closed(ws); got != code(want) {
			t.Errorf("guest %d by %q: closed with %d, want %d", who.Load(), token, got, code(want))
		}
	}
	second, _, err := p.store.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	me := store.MemberToken(owner.Workspace)
	who.Store(1)
	refused(me, core.NotMember)
	mayJoin.Store(false)
	refused(links, core.OverQuota)
	mayJoin.Store(true)
	p.enter().CloseNow()
	mayJoin.Store(false) // who is a member already joins nothing
	p.enter().CloseNow()
	p.token = me
	ws := p.enter()
	who.Store(second.ID)
	refused(me, core.NotMember)
	who.Store(1)
	if _, err := p.store.Leave(t.Context(), owner.Workspace, 1); err != nil {
		t.Fatal(err)
	}
	p.hub.Expel(t.Context(), owner.Workspace, core.NotMember, "You have left.", func(member, _ uint32) bool { return member == 1 })
	var r wire.Reader
	if m, err := r.Error(p.until(ws, wire.TypeError)); err != nil || m.Text != "You have left." || m.Why != core.NotMember {
		t.Errorf("who left was told %+v, %v", m, err)
	}
	if got := p.closed(ws); got != code(core.NotMember) {
		t.Errorf("who left was closed with %d", got)
	}
	refused(me, core.NotMember)
	if err := p.store.Return(t.Context(), owner.Workspace, 1); err != nil {
		t.Fatal(err)
	}
	// A session by membership is one by the link that gave the role.
	other, _, err := p.store.CreateLink(t.Context(), owner.Workspace, core.Owner, "")
	if err != nil {
		t.Fatal(err)
	}
	ws = p.enter()
	if _, err := p.store.RevokeLink(t.Context(), owner.Workspace, owner.No); err != nil {
		t.Fatal(err)
	}
	p.hub.Expel(t.Context(), owner.Workspace, core.NotMember, "", func(_, link uint32) bool { return link == owner.No })
	if got := p.closed(ws); got != code(core.NotMember) {
		t.Errorf("by a role whose link was revoked: closed with %d", got)
	}
	refused(me, core.NotMember)
	m := store.Member{Workspace: owner.Workspace, No: 1, Guest: 1, Role: core.Owner}
	if why, _ := withdrawn(t.Context(), Config{Store: p.store}, me, m); why != core.NotMember {
		t.Errorf("revoked on the way in: %v", why)
	}
	if m, err := p.store.Enter(t.Context(), other, 1); err != nil || m.Role != core.Owner {
		t.Fatal(m, err)
	}
	p.enter()
}

// TestFrameBytes is the bound of a frame: at it a frame is heard, and past what
// a socket reads the connection ends.
func TestFrameBytes(t *testing.T) {
	p := newPlace(t, nil)
	ws := p.enter()
	if err := ws.Write(t.Context(), websocket.MessageBinary, make([]byte, readBytes)); err != nil {
		t.Fatal(err)
	}
	var r wire.Reader
	if m, err := r.Error(p.until(ws, wire.TypeError)); err != nil || m.Text == "" {
		t.Errorf("a frame of %d bytes of nothing got %+v, %v", readBytes, m, err)
	}
	if err := ws.Write(t.Context(), websocket.MessageBinary, make([]byte, readBytes+1)); err != nil {
		t.Fatal(err)
	}
	if got := p.closed(ws); got != websocket.StatusMessageTooBig {
		t.Errorf("a frame of %d bytes: closed with %d, want %d", readBytes+1, got, websocket.StatusMessageTooBig)
	}
}

// TestText takes a text for a frame of no type: the third ends the session.
func TestText(t *testing.T) {
	p := newPlace(t, nil)
	ws := p.enter()
	for range 3 {
		if err := ws.Write(t.Context(), websocket.MessageText, []byte("hello")); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.closed(ws); got != code(core.Malformed) {
		t.Errorf("closed with %d, want %d", got, code(core.Malformed))
	}
}

// pings sends n pings of so many bytes at once, waits for all answers, and
// returns how long that took.
func (p *place) pings(n int, padding int) time.Duration {
	p.t.Helper()
	ws := p.enter()
	var w wire.Writer
	var r wire.Reader
	begin := time.Now()
	go func() {
		for i := range n {
			f := w.Ping(nil, wire.Ping{Mark: uint32(i + 1)})
			f[0] = 0x94 // a later version's field
			f = append(f, 0xc5, byte(padding>>8), byte(padding))
			if ws.Write(p.t.Context(), websocket.MessageBinary, append(f, make([]byte, padding)...)) != nil {
				return // the test hears of it, for answers are missing
			}
		}
	}()
	for i := range n {
		m, err := r.Pong(p.until(ws, wire.TypePong))
		if err != nil || m.Mark != uint32(i+1) {
			p.t.Fatalf("answer %d is to %d: %v", i+1, m.Mark, err)
		}
	}
	return time.Since(begin)
}

// TestFramesPerSecond is L7: up to twice the rate at once, then no faster than
// it, and nothing is lost.
func TestFramesPerSecond(t *testing.T) {
	p := newPlace(t, func(c *Config) { c.FramesPerSecond = 50 })
	if took := p.pings(150, 0); took < 900*time.Millisecond {
		t.Errorf("150 frames at 50 a second, of which 100 may come at once, took %v, want a second", took)
	}
	if took := newPlace(t, nil).pings(150, 0); took > 900*time.Millisecond {
		t.Logf("150 frames without a limit took %v", took)
	}
}

// TestBytesPerSecond is L7 by bytes.
func TestBytesPerSecond(t *testing.T) {
	const rate = core.FrameBytes // of which twice as much may come at once
	p := newPlace(t, func(c *Config) { c.BytesPerSecond = rate })
	if took := p.pings(3, rate-100); took < 800*time.Millisecond {
		t.Errorf("three frames of a second's bytes, of which two may come at once, took %v, want a second", took)
	}
}

// TestSilentPeer is a socket that says nothing: it is told why it does not stay.
func TestSilentPeer(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for helloWait: not in -short")
	}
	p := newPlace(t, nil)
	begin := time.Now()
	if got := p.closed(p.dial(wire.Subprotocol)); got != code(core.TooSlow) {
		t.Errorf("who says no hello was closed with %d, want %d", got, code(core.TooSlow))
	}
	if took := time.Since(begin); took < helloWait-time.Second || took > 2*helloWait {
		t.Errorf("who says no hello was closed after %v, want %v", took, helloWait)
	}
}

func TestStuck(t *testing.T) {
	var o writer
	if o.stuck(time.Hour) {
		t.Error("stuck between frames")
	}
	o.since.Store(int64(time.Minute))
	if o.stuck(time.Minute+writeWait) || !o.stuck(time.Minute+writeWait+1) {
		t.Errorf("a frame is stuck after %v, neither sooner nor later", writeWait)
	}
}

// TestStop closes the sessions of a hub that ends, with a code that says to
// come back.
func TestStop(t *testing.T) {
	var h *hub.Hub
	p := newPlace(t, func(c *Config) { h = c.Hub })
	ws := p.enter()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := h.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if got := p.closed(ws); got != websocket.StatusGoingAway {
		t.Errorf("closed with %d, want %d", got, websocket.StatusGoingAway)
	}
}
