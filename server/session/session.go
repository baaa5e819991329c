// Package session serves one WebSocket: it reads the hello, finds out who
// comes, and carries frames between the socket and the workspace. One goroutine
// reads, one writes; both have ended when the handler returns.
package session

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// Times and sizes of a socket.
const (
	helloWait = 10 * time.Second // from the handshake to the hello
	writeWait = 10 * time.Second // for one frame; a peer that reads nothing is closed soon after
	pingEvery = 10 * time.Second // a third of what the room bears in silence (rule L4)
	readBytes = 2 * core.FrameBytes
)

// Config is what a handler needs.
type Config struct {
	Hub   *hub.Hub
	Store *store.Store
	// Frames and bytes a second that are read of one session (rule L7), with
	// twice as much at once. Past them its socket is read more slowly; nothing
	// is lost, and nobody is cut off. 0 is unlimited.
	FramesPerSecond int
	BytesPerSecond  int
	// Guest returns the guest whom a request's cookie names.
	Guest func(*http.Request) (store.Guest, error)
	// MayJoin reports whether who makes a request may become a new member of a
	// workspace now (rule L7); nil is always.
	MayJoin func(r *http.Request, workspace int64) bool
	Log     *slog.Logger
}

// Handler returns the handler of the WebSocket's address. The caller has
// checked the request's host and origin.
func Handler(cfg Config) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(cfg, w, r) })
}

func serve(cfg Config, w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols: []string{wire.Subprotocol}, CompressionMode: websocket.CompressionDisabled,
		// The caller has checked the origin, and knows of the public address.
		InsecureSkipVerify: true,
	})
	if err != nil {
		return // Accept has answered
	}
	defer ws.CloseNow()
	ws.SetReadLimit(readBytes)
	if ws.Subprotocol() != wire.Subprotocol {
		closeWith(ws, core.TooOld)
		return
	}
	why, err := run(cfg, ws, r)
	if why != 0 {
		closeWith(ws, why)
	}
	if err != nil && !expected(err) {
		cfg.Log.Info("session ended", "err", err)
	}
}

func closeWith(ws *websocket.Conn, why core.Refusal) {
	if why == core.Closing {
		ws.Close(websocket.StatusGoingAway, why.Error())
		return
	}
	ws.Close(websocket.StatusCode(4000+int(why)), why.Error())
}

// expected reports whether err is how sessions end every day.
func expected(err error) bool {
	return websocket.CloseStatus(err) != -1 || errors.Is(err, context.Canceled)
}

// run carries frames until the socket or the workspace ends. It returns the
// refusal to close the socket with, if any.
func run(cfg Config, ws *websocket.Conn, r *http.Request) (core.Refusal, error) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	h, why, err := hello(ctx, ws)
	if why != 0 || err != nil {
		return why, err
	}
	space, m, link, why, err := enter(ctx, cfg, r, h)
	if why != 0 {
		return why, err
	}
	id, box, why := space.Join(ctx, m, link.No, h)
	if why != 0 {
		return why, nil
	}
	// What was withdrawn while we came in did not find our session yet.
	if why, err := withdrawn(ctx, cfg, h.Token, m); why != 0 {
		space.Leave(id)
		return why, err
	}
	seen(cfg, m)
	defer seen(cfg, m)
	// A writer that is stuck in a socket that nobody reads is freed by closing it.
	defer context.AfterFunc(ctx, func() { ws.CloseNow() })()
	written, beating := make(chan error, 1), make(chan struct{})
	var out writer
	go func() {
		why, err := box.Write(ctx, out.to(ws), func() { space.CatchUp(ctx, id) })
		if why != 0 {
			closeWith(ws, why) // the reader sees that, and ends
		}
		cancel()
		written <- err
	}()
	go func() {
		defer close(beating)
		heartbeat(ctx, ws, &out, func() { space.Heard(ctx, id) })
	}()
	err = read(ctx, cfg, ws, func(frame []byte) bool { return space.Receive(ctx, id, frame) })
	if err == nil { // the workspace has ended: the writer says so to the client
		err = <-written
		written <- nil
	}
	cancel()
	space.Leave(id)
	<-beating
	return 0, errors.Join(err, <-written)
}

// A writer writes frames to a socket, and knows since when it has been at one: a
// deadline for each would cost a tenth of the write. The heartbeat looks at it.
type writer struct{ since atomic.Int64 } // on clock; 0 between frames

// clock returns the time since the program began, which nobody sets.
func clock() time.Duration { return time.Since(began) }

var began = time.Now().Add(-1)

// stuck reports whether a frame has been on its way for longer than writeWait.
func (o *writer) stuck(now time.Duration) bool {
	t := o.since.Load()
	return t != 0 && now-time.Duration(t) > writeWait
}

func (o *writer) to(ws *websocket.Conn) func(frame []byte) error {
	return func(frame []byte) error {
		o.since.Store(int64(clock()))
		defer o.since.Store(0)
		return ws.Write(context.Background(), websocket.MessageBinary, frame)
	}
}

// heartbeat pings the socket now and then, and closes it if a frame is stuck in
// it. The browser answers by itself, also for a page in a hidden tab, whose own
// timers hardly run.
func heartbeat(ctx context.Context, ws *websocket.Conn, out *writer, heard func()) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if out.stuck(clock()) {
			ws.CloseNow()
			return
		}
		ctx, cancel := context.WithTimeout(ctx, pingEvery)
		if ws.Ping(ctx) == nil {
			heard()
		}
		cancel()
	}
}

// hello reads the first frame, which must be a hello.
func hello(ctx context.Context, ws *websocket.Conn) (wire.Hello, core.Refusal, error) {
	// A read that its context ends takes the socket along, and nothing could be said.
	defer time.AfterFunc(helloWait, func() { closeWith(ws, core.TooSlow) }).Stop()
	typ, frame, err := ws.Read(ctx)
	if err != nil {
		return wire.Hello{}, 0, err
	}
	var rd wire.Reader
	h, err := rd.Hello(frame)
	if err != nil || typ != websocket.MessageBinary {
		return wire.Hello{}, core.Malformed, err
	}
	return h, 0, nil
}

// seen notes that a member is there.
func seen(cfg Config, m store.Member) {
	if err := cfg.Store.SetSeen(m, time.Now().UnixMilli()); err != nil {
		cfg.Log.Info("when a member was there is not saved", "workspace", m.Workspace, "member", m.No, "err", err)
	}
}

// errTooMany says that too many new members come from one address.
var errTooMany = errors.New("too many new members from one address")

// enter finds the workspace behind the token and the member behind the cookie.
func enter(ctx context.Context, cfg Config, r *http.Request, h wire.Hello) (space *hub.Workspace, m store.Member, link store.Link, why core.Refusal, err error) {
	guest, err := cfg.Guest(r)
	if err == nil {
		link, err = cfg.Store.Way(ctx, h.Token, guest.ID)
	}
	if err == nil && cfg.MayJoin != nil {
		_, no := cfg.Store.Member(ctx, link.Workspace, guest.ID)
		if errors.Is(no, store.ErrNotFound) && !cfg.MayJoin(r, link.Workspace) {
			return nil, m, link, core.OverQuota, errTooMany
		}
	}
	switch {
	case err != nil:
	case store.ByMembership(h.Token): // who has just left is not let in by this: see withdrawn
		m, err = cfg.Store.Member(ctx, link.Workspace, guest.ID)
	default:
		m, err = cfg.Store.Enter(ctx, link, guest.ID)
	}
	if err == nil {
		space, err = cfg.Hub.Workspace(ctx, link.Workspace)
	}
	if err != nil {
		why = hub.Refusal(err)
	}
	return space, m, link, why, err
}

// withdrawn returns why a member cannot stay, or 0.
func withdrawn(ctx context.Context, cfg Config, token string, m store.Member) (core.Refusal, error) {
	_, err := cfg.Store.Way(ctx, token, m.Guest)
	var now store.Member
	if err == nil {
		now, err = cfg.Store.Member(ctx, m.Workspace, m.Guest)
	}
	switch {
	case err != nil:
		return hub.Refusal(err), err
	case now.Removed != 0 || now.Gone != 0:
		return core.NotMember, nil
	case now.Role < m.Role:
		return core.Closing, nil // they may come back as what they are now
	}
	return 0, nil
}

// read hands on frames, no faster than the rates allow.
func read(ctx context.Context, cfg Config, ws *websocket.Conn, hand func([]byte) bool) error {
	frames := limiter(cfg.FramesPerSecond, 2*cfg.FramesPerSecond)
	bytes := limiter(cfg.BytesPerSecond, max(2*cfg.BytesPerSecond, readBytes))
	for {
		typ, frame, err := ws.Read(ctx)
		if err != nil {
			return err
		}
		if typ != websocket.MessageBinary {
			frame = nil // a text is a frame of no type: the session hears so
		}
		if err := errors.Join(frames.Wait(ctx), bytes.WaitN(ctx, len(frame))); err != nil {
			return err
		}
		if !hand(frame) {
			return nil
		}
	}
}

func limiter(perSecond, burst int) *rate.Limiter {
	if perSecond <= 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(perSecond), burst)
}
