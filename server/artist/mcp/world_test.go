package mcp

import (
	"context"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/server/artist"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
	"easel.example/server/store"
	"easel.example/server/web"
)

func TestMain(m *testing.M) {
	if sketch.IsChild() {
		sketch.Child()
	}
	os.Exit(m.Run())
}

// A world is a server as agents see it: HTTP, and what is behind.
type world struct {
	t      *testing.T
	store  *store.Store
	hub    *hub.Hub
	agents *Server
	http   *http.Server
	id     int64  // of the workspace
	owner  string // token
	base   string
}

func newWorld(t *testing.T, change func(*Config, *hub.Config)) *world {
	t.Helper()
	w := &world{t: t}
	var err error
	if w.store, err = store.Open(t.Context(), t.TempDir(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	ws, token, err := w.store.FirstWorkspace(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.id, w.owner = ws.ID, token
	if _, err := w.store.NewPiece(t.Context(), w.id, 640, 480, core.Paint, 0); err != nil { // small, so quickly drawn
		t.Fatal(err)
	}
	cfg := Config{Store: w.store}
	room := hub.Config{Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 1000, Renderers: 2}
	if change != nil {
		change(&cfg, &room)
	}
	w.hub = hub.New(w.store, room)
	artists := artist.New(artist.Config{Hub: w.hub, Keeper: w.store})
	cfg.Hub, cfg.Artists = w.hub, artists
	w.agents = New(cfg)
	w.http = web.NewServer(web.Handler(web.Config{Store: w.store, Agents: w.agents}))
	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.base = "http://" + lis.Addr().String()
	served := make(chan error, 1)
	go func() { served <- w.http.Serve(lis) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		for _, end := range []func(context.Context) error{w.agents.Close, artists.Close, w.hub.Close, w.http.Shutdown} {
			if err := end(ctx); err != nil {
				t.Error(err)
			}
		}
		<-served
		if err := w.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// link makes a link.
func (w *world) link(role core.Role) (store.Link, string) {
	w.t.Helper()
	l, token, err := w.store.CreateLink(w.t.Context(), w.id, role, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return l, token
}

// bearer puts a token, and other headers, into requests.
type bearer struct {
	token string
	more  map[string]string
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	for k, v := range b.more {
		r.Header.Set(k, v)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// dial connects a client of that name.
func (w *world) dial(token, name string) (*sdk.ClientSession, error) {
	c := sdk.NewClient(&sdk.Implementation{Name: name, Version: "1"}, nil)
	return c.Connect(w.t.Context(), &sdk.StreamableClientTransport{
		Endpoint: w.base + "/mcp", HTTPClient: &http.Client{Transport: bearer{token: token}}, MaxRetries: -1,
	}, nil)
}

func (w *world) join(token, name string) *agent {
	w.t.Helper()
	cs, err := w.dial(token, name)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = cs.Close() }) // it may be closed
	return &agent{w.t, cs}
}

// An agent is a client that is in.
type agent struct {
	t  *testing.T
	cs *sdk.ClientSession
}

// use uses a tool, and returns what it says and the pictures it shows.
func (a *agent) use(tool string, input any) (text string, pictures []*sdk.ImageContent, failed bool) {
	a.t.Helper()
	res, err := a.cs.CallTool(a.t.Context(), &sdk.CallToolParams{Name: tool, Arguments: input})
	if err != nil {
		a.t.Fatalf("%s: %v", tool, err)
	}
	for _, c := range res.Content {
		switch c := c.(type) {
		case *sdk.TextContent:
			text += c.Text
		case *sdk.ImageContent:
			pictures = append(pictures, c)
		}
	}
	return text, pictures, res.IsError
}

// says uses a tool, and checks what it says.
func (a *agent) says(tool string, input any, failed bool, want ...string) string {
	a.t.Helper()
	text, _, bad := a.use(tool, input)
	if bad != failed {
		a.t.Errorf("%s failed: %v; it said %q", tool, bad, text)
	}
	for _, part := range want {
		if !strings.Contains(text, part) {
			a.t.Errorf("%s said %q, want %q in it", tool, text, part)
		}
	}
	return text
}

// lines is an input of draw_paths: so many short lines.
func lines(n int) map[string]any {
	var list []any
	for i := range n {
		list = append(list, map[string]any{"type": "line", "points": [][]int{{20 + i*9, 30}, {24 + i*9, 90}}})
	}
	return map[string]any{"paths": list}
}

// strokes counts the strokes that are seen, by member.
func (w *world) strokes() map[uint32]int {
	w.t.Helper()
	hand, err := w.hub.Hand(w.t.Context(), w.id, artist.Face, 1)
	if err != nil {
		w.t.Fatal(err)
	}
	defer hand.Close()
	s, err := hand.See(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	n := map[uint32]int{}
	for _, o := range s.Strokes {
		if o.Hidden == 0 {
			n[o.Member]++
		}
	}
	return n
}

// members returns those of the workspace by name. Names are saved a little later.
func (w *world) members() map[string]store.Member {
	w.t.Helper()
	if err := w.store.Flush(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	list, err := w.store.Members(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	all := map[string]store.Member{}
	for _, m := range list {
		if _, twice := all[m.Name]; twice {
			w.t.Errorf("two members are called %q", m.Name)
		}
		all[m.Name] = m
	}
	return all
}

// A viewer is a person who looks on, without a socket.
type viewer struct {
	mu sync.Mutex
	c  *client.Client
}

func (w *world) view() *viewer {
	w.t.Helper()
	g, _, err := w.store.NewGuest(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	m, err := w.store.Enter(w.t.Context(), store.Link{Workspace: w.id, Role: core.Viewer}, g.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	space, err := w.hub.Workspace(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	v := &viewer{c: client.New(client.Config{Still: true})}
	v.c.Opened(1)
	var rd wire.Reader
	h, err := rd.Hello(v.c.Frame(1))
	if err != nil {
		w.t.Fatal(err)
	}
	id, box, why := space.Join(w.t.Context(), m, 0, h)
	if why != 0 {
		w.t.Fatal(why)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = box.Write(ctx, func(f []byte) error { // it ends with the test, or the piece
			v.mu.Lock()
			defer v.mu.Unlock()
			return v.c.Receive(f, 1)
		}, func() { space.CatchUp(ctx, id) })
	}()
	w.t.Cleanup(func() {
		cancel()
		<-done
		space.Leave(id)
	})
	return v
}

// sees reports whether a member of that name is shown as here.
func (v *viewer) sees(name string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, m := range v.c.Status(1).Members {
		if m.Name == name && m.Online {
			return true
		}
	}
	return false
}

// spares counts the members that wait for a session.
func (w *world) spares() int {
	w.agents.mu.Lock()
	defer w.agents.mu.Unlock()
	return len(w.agents.resting)
}

// patience is how long a test waits for what will come.
const patience = 60 * time.Second

// eventually waits until something holds.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: it does not come", what)
		}
	}
}
