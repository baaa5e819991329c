package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist"
	"easel.example/server/hub"
	"easel.example/server/store"
)

// Bounds of sessions (rule L7).
const (
	SessionsMax    = 16  // of one workspace; a class of agents is a room full of members
	AllSessionsMax = 256 // of the server
	BodyBytes      = 1 << 20
	restMost       = 1024 // members without a session whose calls are remembered
	callsMost      = 4    // of one session that wait for each other
	// A member may call so often a minute, and so often at once: a picture costs a fifth of
	// a second of the machine that everybody shares. A model calls a few times a minute.
	callsPerMinute = 120
	callsAtOnce    = 30
)

// Times of sessions, where nobody says otherwise.
const (
	AwayAfter  = 2 * time.Minute // a model thinks for that long between two calls
	IdleAfter  = time.Hour
	CallWait   = 20 * time.Second // for the rate, less than clients wait for an answer
	giveWay    = time.Minute      // who was silent for so long makes room for others
	answerWait = 2 * CallWait     // for one request with its body
)

// Config is what a server is told at its start.
type Config struct {
	Hub     *hub.Hub
	Store   *store.Store
	Artists *artist.Artists // whose tools they are
	// MayJoin reports whether who makes a request may become a new member of a
	// workspace now (rule L7); nil is always.
	MayJoin func(r *http.Request, workspace int64) bool
	Version string
	Away    time.Duration // 0 is AwayAfter, and so on
	Idle    time.Duration
	Wait    time.Duration
	Log     *slog.Logger
}

// A Server has the sessions of agents.
type Server struct {
	cfg             Config
	painter, viewer *sdk.Server
	http            http.Handler
	ctx             context.Context // ends with Close
	end             context.CancelFunc

	mu       sync.Mutex // guards what follows
	sessions map[string]*session
	sitting  map[int64]bool   // guests that a session has
	resting  map[int64]rested // by guest, len <= restMost: see rest
	closed   bool
	running  sync.WaitGroup
}

// New returns a server, which its caller closes. It is the handler of one address; whoever
// calls it has checked the request's host and origin.
func New(cfg Config) *Server {
	cfg.Away, cfg.Idle, cfg.Wait = cmp.Or(cfg.Away, AwayAfter), cmp.Or(cfg.Idle, IdleAfter), cmp.Or(cfg.Wait, CallWait)
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{cfg: cfg, sessions: map[string]*session{}, sitting: map[int64]bool{}, resting: map[int64]rested{}}
	s.ctx, s.end = context.WithCancel(context.Background())
	s.painter, s.viewer = s.serverFor(true), s.serverFor(false)
	stream := sdk.NewStreamableHTTPHandler(func(r *http.Request) *sdk.Server {
		if e := entryOf(r.Context()); e != nil && e.link.Role.Draws() {
			return s.painter
		}
		return s.viewer
	}, &sdk.StreamableHTTPOptions{JSONResponse: true, SessionTimeout: cfg.Idle, MaxRequestBodyBytes: BodyBytes,
		DisableLocalhostProtection: true}) // the caller knows the names that the server goes by
	// The SDK holds a session to the link that began it, if it is told of that as a user.
	s.http = auth.RequireBearerToken(func(ctx context.Context, _ string, _ *http.Request) (*auth.TokenInfo, error) {
		l := entryOf(ctx).link
		return &auth.TokenInfo{UserID: fmt.Sprintf("%d/%d", l.Workspace, l.No)}, nil
	}, &auth.RequireBearerTokenOptions{AllowMissingExpiration: true})(stream)
	return s
}

// orders is what a client is told of the place.
const orders = `A shared canvas: people and other agents draw on it while you do. The origin is at the top left, sizes are in px.
Look first (view_canvas, describe_canvas), then draw in portions of 5 to 40 strokes, and look at what came of it. Others' strokes are part of the picture: answer them, and do not paint over them.
You draw at the rate of a person, 60 strokes a minute unless the host has chosen another; a call says when to go on.`

// serverFor returns the protocol's side of those who may draw, or may not.
func (s *Server) serverFor(draws bool) *sdk.Server {
	p := sdk.NewServer(&sdk.Implementation{Name: "easel", Title: "Easel", Version: cmp.Or(s.cfg.Version, "dev")}, &sdk.ServerOptions{
		Instructions: orders, Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}},
	})
	for _, t := range artist.AgentTools() {
		if t.Draws && !draws {
			continue
		}
		closed := false
		p.AddTool(&sdk.Tool{Name: t.Name, Description: t.About, InputSchema: t.Schema, Annotations: &sdk.ToolAnnotations{
			ReadOnlyHint: !t.Draws, OpenWorldHint: &closed,
		}}, s.use)
	}
	p.AddReceivingMiddleware(s.receive)
	return p
}

// An entry is what a request brings along.
type entry struct {
	link store.Link
	may  func() bool // it may become a new member
}

type entryKey struct{}

func entryOf(ctx context.Context) *entry {
	e, _ := ctx.Value(entryKey{}).(*entry)
	return e
}

const noToken = "Send the token of a workspace link, which is what follows #w= in it, in the header Authorization: Bearer TOKEN."

// ServeHTTP lets through who has a link that holds.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost && r.Method != http.MethodDelete {
		w.Header().Set("Allow", "POST, DELETE")
		http.Error(w, "This is the address of an MCP server. It takes POST and DELETE, and has no stream of its own.", http.StatusMethodNotAllowed)
		return
	}
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(kind, "Bearer") || token == "" || len(token) > wire.TokenBytes {
		unknown(w, noToken)
		return
	}
	l, err := s.cfg.Store.ResolveLink(r.Context(), token)
	if errors.Is(err, store.ErrNotFound) {
		unknown(w, "There is no workspace behind this token, or its link was withdrawn. "+noToken)
		return
	}
	if err != nil {
		s.cfg.Log.Error("agent's link not resolved", "err", err)
		http.Error(w, "Something went wrong on this side.", http.StatusInternalServerError)
		return
	}
	l.Role = min(l.Role, core.Painter)
	e := &entry{link: l, may: func() bool { return s.cfg.MayJoin == nil || s.cfg.MayJoin(r, l.Workspace) }}
	// A call may wait for longer than the server waits for a body.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(answerWait)) // or the shorter one holds
	s.http.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), entryKey{}, e)))
}

func unknown(w http.ResponseWriter, sentence string) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	http.Error(w, sentence, http.StatusUnauthorized)
}

// Expel ends the sessions of a workspace for which which returns true, by the member's number
// and the number of the link that they came by.
func (s *Server) Expel(workspace int64, which func(member, link uint32) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.sessions {
		if a.link.Workspace == workspace && which(a.number, a.link.No) {
			a.expelled = true
			a.end()
		}
	}
}

// Close ends all sessions, and waits until they have ended or ctx has.
func (s *Server) Close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.end()
	done := make(chan struct{})
	go func() {
		s.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for agents to end: %w", ctx.Err())
	}
}
