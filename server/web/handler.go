package web

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"golang.org/x/sync/semaphore"

	"easel.example/core"
	"easel.example/server/store"
)

// Store is what this package needs of a [store.Store].
type Store interface {
	NewGuest(ctx context.Context) (store.Guest, string, error)
	ResolveGuest(ctx context.Context, secret string) (store.Guest, error)
	ClaimFirst(ctx context.Context, guest int64) (token string, ok bool, err error)
	CreateLink(ctx context.Context, workspace int64, role core.Role, name string) (store.Link, string, error)
	Links(ctx context.Context, workspace int64) ([]store.Link, error)
	RevokeLink(ctx context.Context, workspace int64, no uint32) (members []uint32, err error)
	Member(ctx context.Context, workspace, guest int64) (store.Member, error)
	Members(ctx context.Context, workspace int64) ([]store.Member, error)
	Workspace(ctx context.Context, id int64) (store.Workspace, error)
	Piece(ctx context.Context, k store.PieceKey) (store.Piece, error)
	Pieces(ctx context.Context, workspace int64, before uint32, n int) ([]store.Piece, error)
	SetDeleted(ctx context.Context, k store.PieceKey, deleted bool) error
	SetRemoved(ctx context.Context, workspace int64, no uint32, removed bool) error
	Way(ctx context.Context, token string, guest int64) (store.Link, error)
	Spaces(ctx context.Context, guest int64) ([]store.Space, error)
	Owns(ctx context.Context, guest int64) (bool, error)
	MakeWorkspace(ctx context.Context, maker int64, title string, mustOwn bool) (store.Workspace, string, error)
	NameWorkspace(ctx context.Context, workspace int64, name string) error
	Leave(ctx context.Context, workspace, guest int64) (no uint32, err error)
	Return(ctx context.Context, workspace, guest int64) error
}

// Pieces draws pictures, in a bounded pool of its own, and turns to new pieces.
type Pieces interface {
	// Look returns a piece over paper as a PNG, small or in its size, or ErrBusy.
	Look(ctx context.Context, k store.PieceKey, small bool) (png []byte, err error)
	// Replay returns all strokes of a piece as core/replay reads them, or ErrBusy.
	Replay(ctx context.Context, k store.PieceKey) ([]byte, error)
	// NewPiece begins the next piece of a workspace, or returns ErrBusy while
	// somebody else does.
	NewPiece(ctx context.Context, workspace int64, width, height int32, style core.Style) (number uint32, err error)
	// Found begins the next piece of a workspace from an Easel file, with its strokes,
	// as a member's. It returns a FileError for a file that cannot be had, and ErrBusy
	// while it reads another one.
	Found(ctx context.Context, workspace int64, file []byte, title string, member uint32) (number uint32, err error)
	// Again is Found, from a piece in the gallery.
	Again(ctx context.Context, k store.PieceKey, member uint32) (number uint32, err error)
	// SetTitle gives a piece a title.
	SetTitle(ctx context.Context, k store.PieceKey, title string) error
	// Picture returns the live piece of a workspace over paper as a PNG, the
	// seq it shows and the canonical raster's hash. It returns ErrBusy when
	// too many pictures are asked for.
	Picture(ctx context.Context, workspace int64) (png []byte, seq, raster uint64, err error)
	// Preview returns a small JPEG of the live piece, which may be a minute old,
	// and the piece's size in px; or nil where a page draws as quickly itself. Early is
	// for a page that cannot draw yet: a smaller one, of any piece that has ink.
	Preview(ctx context.Context, workspace int64, early bool) (jpeg []byte, width, height int32, err error)
}

// Sessions are those of the sockets.
type Sessions interface {
	// Expel closes the sessions of a workspace for which which returns true, by
	// the member's number and the number of the link that they came by. say is
	// what their people are told before, if anything.
	Expel(ctx context.Context, workspace int64, why core.Refusal, say string, which func(member, link uint32) bool)
}

// ErrBusy says that the request may be made again in a moment.
var ErrBusy = errors.New("busy")

// What an address may do in a minute, and at once, where nobody says otherwise
// (rule L7). A class behind one address comes in together.
const (
	GuestsPerMinute     = 30 // become new guests
	JoinsPerMinute      = 30 // become new members of a workspace
	WorkspacesPerMinute = 5  // make workspaces
)

// Config of a handler.
type Config struct {
	Store    Store
	Pieces   Pieces
	Socket   http.Handler // of /ws; finds the guest with GuestOf
	Sessions Sessions
	Artists  Artists      // nil is none
	Agents   http.Handler // of /mcp, which has its own way in; nil is none

	Hosts     []string       // host names that the server goes by, besides those it knows itself
	Proxies   []netip.Prefix // whose word on whom they speak for counts (X-Forwarded-For)
	PublicURL *url.URL       // where people find the server, when that is not where it listens; or nil

	GuestsPerMinute     int // 0 is the default, negative unlimited; likewise:
	JoinsPerMinute      int
	WorkspacesPerMinute int
	Making              Making                      // who may make workspaces; "" is the default
	Health              func(context.Context) error // says why the server is not well; or nil
	Version             string
	Log                 *slog.Logger // or nil
	Page                fs.FS        // the built page; nil is the embedded one
}

type handler struct {
	Config
	hosts  map[string]bool
	page   assets
	policy string // what the page may load and run

	guests, joins, makes addrLimit

	unread *semaphore.Weighted // of bytes that are on their way to who asked for them
	files  *semaphore.Weighted // of bytes of files that are on their way to us
}

// unreadMax bounds the bytes of replays and large pictures that wait for their
// readers. Who asks beyond that is told to come back; a larger one waits alone.
const unreadMax = 32 << 20

// Handler returns the handler of all requests.
func Handler(cfg Config) http.Handler {
	cfg.GuestsPerMinute = cmp.Or(cfg.GuestsPerMinute, GuestsPerMinute)
	cfg.JoinsPerMinute = cmp.Or(cfg.JoinsPerMinute, JoinsPerMinute)
	cfg.WorkspacesPerMinute = cmp.Or(cfg.WorkspacesPerMinute, WorkspacesPerMinute)
	cfg.Making = cmp.Or(cfg.Making, OwnersMake)
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Page == nil {
		cfg.Page = embedded()
	}
	h := &handler{Config: cfg, hosts: hostNames(cfg.Hosts, cfg.PublicURL), page: newAssets(cfg.Page), policy: policyOf(cfg.Page)}
	h.unread = semaphore.NewWeighted(unreadMax)
	h.files = semaphore.NewWeighted(filesMax)
	h.guests = addrLimit{perMinute: cfg.GuestsPerMinute, now: time.Now}
	h.joins = addrLimit{perMinute: cfg.JoinsPerMinute, now: time.Now}
	h.makes = addrLimit{perMinute: cfg.WorkspacesPerMinute, now: time.Now}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", h.page.serve)
	mux.HandleFunc("GET /ws", h.socket)
	mux.HandleFunc("POST /api/guest", h.guest)
	mux.HandleFunc("GET /api/first", h.first)
	mux.HandleFunc("GET /api/workspaces", h.asGuest(h.listSpaces))
	mux.HandleFunc("POST /api/workspaces", h.asGuest(h.makeSpace))
	mux.HandleFunc("POST /api/workspaces/{no}/name", h.asGuest(h.nameSpace))
	mux.HandleFunc("POST /api/workspaces/{no}/leave", h.asGuest(h.leaveSpace))
	mux.HandleFunc("POST /api/workspaces/{no}/return", h.asGuest(h.returnSpace))
	mux.HandleFunc("GET /api/links", h.owned(h.listLinks))
	mux.HandleFunc("POST /api/links", h.owned(h.makeLink))
	mux.HandleFunc("DELETE /api/links/{no}", h.owned(h.revokeLink))
	mux.HandleFunc("GET /api/members", h.owned(h.listMembers))
	mux.HandleFunc("DELETE /api/members/{no}", h.owned(h.removeMember))
	mux.HandleFunc("POST /api/members/{no}", h.owned(h.readmitMember))
	mux.HandleFunc("GET /api/piece.png", h.picture)
	mux.HandleFunc("GET /api/preview.jpg", h.preview)
	mux.HandleFunc("GET /api/pieces", h.listPieces)
	mux.HandleFunc("GET /api/pieces/{no}/picture.png", h.look(false))
	mux.HandleFunc("GET /api/pieces/{no}/thumb.png", h.look(true))
	mux.HandleFunc("GET /api/pieces/{no}/replay", h.replay)
	mux.HandleFunc("POST /api/pieces", h.owned(h.newPiece))
	mux.HandleFunc("POST /api/pieces/file", h.owned(h.foundPiece))
	mux.HandleFunc("POST /api/pieces/{no}/again", h.owned(h.againPiece))
	mux.HandleFunc("POST /api/pieces/{no}/title", h.owned(h.titlePiece))
	mux.HandleFunc("DELETE /api/pieces/{no}", h.owned(h.deletePiece))
	mux.HandleFunc("POST /api/pieces/{no}/restore", h.owned(h.restorePiece))
	mux.HandleFunc("GET /api/artist", h.artist)
	for path, serve := range map[string]func(http.ResponseWriter, *http.Request, owner){
		"start": h.startArtist, "nudge": h.nudgeArtist, "pause": h.pauseArtist, "resume": h.resumeArtist,
	} {
		mux.HandleFunc("POST /api/artist/"+path, h.drawing(h.withArtist(serve)))
	}
	for _, method := range []string{"GET", "POST", "DELETE"} {
		mux.HandleFunc(method+" /mcp", h.agents)
	}
	mux.HandleFunc("POST /api/artist/budget", h.owned(h.withArtist(h.budgetArtist)))
	mux.HandleFunc("GET /healthz", h.health)
	mux.HandleFunc("GET /version", h.version)
	return h.guarded(mux)
}

// headers go with every answer, beside the page's policy.
var headers = [...][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
		"magnetometer=(), microphone=(), payment=(), usb=()"},
}

// guarded puts the headers and the Host check before next.
func (h *handler) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, kv := range headers {
			w.Header().Set(kv[0], kv[1])
		}
		w.Header().Set("Content-Security-Policy", h.policy)
		if !h.hostAllowed(r) {
			refuse(w, http.StatusMisdirectedRequest, "This server does not go by that host name. Whoever runs it can allow the name with -hosts.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Bounds of the connections, for NewServer.
const (
	ReadHeaderTimeout = 10 * time.Second
	ReadTimeout       = 30 * time.Second // with the body, which is small
	WriteTimeout      = 2 * time.Minute  // the page's wasm over a slow line
	IdleTimeout       = 2 * time.Minute
	MaxHeaderBytes    = 16 << 10
	MaxBodyBytes      = 16 << 10
)

// NewServer returns a server of h with bounds on what a client may take of it.
// The timeouts end with the hand-over of a connection to the socket, which has
// its own.
func NewServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: ReadHeaderTimeout,
		ReadTimeout:       ReadTimeout,
		WriteTimeout:      WriteTimeout,
		IdleTimeout:       IdleTimeout,
		MaxHeaderBytes:    MaxHeaderBytes,
	}
}
