// Command server is Easel's server: one binary that serves the page, keeps the
// workspaces in one folder, and decides what stands.
//
//	server [flags]            serve until interrupted
//	server owner-link -data DIR   print the owner's link again
//
// Run it with -h for the flags.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"easel.example/core"
	"easel.example/server/artist"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
	"easel.example/server/release"
	"easel.example/server/session"
	"easel.example/server/store"
	"easel.example/server/web"
)

// stopWait bounds a shutdown (rule H3).
const stopWait = 10 * time.Second

func main() {
	if sketch.IsChild() { // it runs a program of the artist's, and is no server
		sketch.Child()
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "easel:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && args[0] == "owner-link" {
		return ownerLink(args[1:], stdout, stderr)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	st, err := store.Open(ctx, o.data, store.Options{MembersMax: o.members, SpacesMax: o.spaces, MakerMax: o.made, Log: log})
	if err != nil {
		return err
	}
	defer func() {
		if err := st.Close(); err != nil {
			log.Error("store not closed well", "err", err)
		}
	}()
	_, token, err := st.FirstWorkspace(ctx)
	if err != nil {
		return err
	}
	claimed, err := st.Claimed(ctx)
	if err != nil {
		return err
	}
	var painting *artist.Artists
	h := hub.New(st, hub.Config{
		Room: o.room, LogBytes: o.logBytes, ArchiveBytes: o.archiveBytes, Idle: o.idle,
		SnapshotEach: o.snapshotEach, Renderers: o.renderers, Log: log,
		Watch: func(workspace int64, sessions int) {
			if painting != nil {
				painting.Watch(workspace, sessions)
			}
		},
	})
	if painting, err = newArtists(o.artist, h, st, log); err != nil {
		return err
	}
	agents := newAgents(o, h, st, painting, log)
	srv := web.NewServer(handler(o, st, h, painting, agents, log))
	srv.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelInfo)
	lis, err := net.Listen("tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.addr, err)
	}
	at := address(lis, o.publicURL)
	fmt.Fprintf(stdout, "listening on %s\n", at)
	if !claimed {
		fmt.Fprintf(stdout, "owner link: %s%s\n", at, web.LinkPath(token))
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(lis) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	return stop(srv, h, painting, agents, failed)
}

// stop ends the server: nobody comes in any more, sessions are told, and what
// was accepted is stored (rule H3).
func stop(srv *http.Server, h *hub.Hub, painting *artist.Artists, agents *agents, failed <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWait)
	defer cancel()
	shut := make(chan error, 1)
	go func() { shut <- srv.Shutdown(ctx) }() // nobody comes in from here on
	part, end := context.WithTimeout(ctx, stopWait/2)
	defer end()
	var err error
	if painting != nil { // before its workspaces end: what it was at is kept
		err = painting.Close(part)
	}
	err = errors.Join(err, agents.Close(part), h.Close(ctx), <-shut)
	<-failed
	return err
}

func handler(o options, st *store.Store, h *hub.Hub, painting *artist.Artists, agents *agents, log *slog.Logger) http.Handler {
	var artistsOrNone web.Artists
	if painting != nil {
		artistsOrNone = artists{painting, h, st, newHeld()}
	}
	socket := session.Handler(session.Config{
		Hub: h, Store: st, FramesPerSecond: o.frames, BytesPerSecond: int(o.bytes), Log: log,
		Guest: func(r *http.Request) (store.Guest, error) {
			g, ok := web.GuestOf(r.Context())
			if !ok {
				return store.Guest{}, store.ErrNotFound
			}
			return g, nil
		},
		MayJoin: func(r *http.Request, workspace int64) bool { return web.MayJoin(r.Context(), workspace) },
	})
	return web.Handler(web.Config{
		Store: st, Pieces: pieces{h}, Socket: socket, Sessions: sessions{h, agents}, Artists: artistsOrNone, Agents: agents.handler(), Hosts: o.hosts, Proxies: o.proxies, PublicURL: o.publicURL,
		GuestsPerMinute: o.guests, JoinsPerMinute: o.joins, WorkspacesPerMinute: o.makes, Making: o.making, Version: release.Version, Log: log,
		Health: func(ctx context.Context) error {
			_, err := st.Claimed(ctx)
			return err
		},
	})
}

// pieces is the hub as package web sees it.
type pieces struct{ hub *hub.Hub }

func (p pieces) Picture(ctx context.Context, workspace int64) (png []byte, seq, raster uint64, err error) {
	pic, err := p.hub.Picture(ctx, workspace)
	if err != nil {
		return nil, 0, 0, busy(err)
	}
	return pic.PNG, pic.Seq, pic.Raster, nil
}

func (p pieces) Preview(ctx context.Context, workspace int64, early bool) (jpeg []byte, width, height int32, err error) {
	v, err := p.hub.Preview(ctx, workspace, early)
	if v == nil || err != nil {
		return nil, 0, 0, busy(err)
	}
	return v.JPEG, v.Width, v.Height, nil
}

func (p pieces) Look(ctx context.Context, k store.PieceKey, small bool) ([]byte, error) {
	png, err := p.hub.Look(ctx, k, small)
	return png, busy(err)
}

func (p pieces) Replay(ctx context.Context, k store.PieceKey) ([]byte, error) {
	b, err := p.hub.Replay(ctx, k)
	return b, busy(err)
}

func (p pieces) NewPiece(ctx context.Context, workspace int64, width, height int32, style core.Style) (uint32, error) {
	number, err := p.hub.NewPiece(ctx, workspace, width, height, style)
	return number, busy(err)
}

func (p pieces) Found(ctx context.Context, workspace int64, file []byte, title string, member uint32) (uint32, error) {
	return founded(p.hub.Found(ctx, workspace, file, title, member))
}

func (p pieces) Again(ctx context.Context, k store.PieceKey, member uint32) (uint32, error) {
	return founded(p.hub.Again(ctx, k, member))
}

// founded puts a sentence of package hub's in package web's hands.
func founded(number uint32, err error) (uint32, error) {
	var why hub.FileError
	if errors.As(err, &why) {
		err = web.FileError(why)
	}
	return number, busy(err)
}

func (p pieces) SetTitle(ctx context.Context, k store.PieceKey, title string) error {
	return p.hub.SetTitle(ctx, k, title)
}

// busy puts errors that pass by themselves in package web's words.
func busy(err error) error {
	if errors.Is(err, hub.ErrBusy) || errors.Is(err, hub.ErrTurning) || errors.Is(err, hub.ErrClosing) {
		return web.ErrBusy
	}
	return err
}

// address is where people find the server.
func address(lis net.Listener, public *url.URL) string {
	if public != nil {
		return strings.TrimSuffix(public.String(), "/")
	}
	return "http://" + lis.Addr().String()
}

func ownerLink(args []string, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("server owner-link", flag.ContinueOnError)
	fs.SetOutput(stderr)
	data := fs.String("data", dataDefault, "folder that holds everything")
	at := fs.String("at", "http://"+addrDefault, "address of the server, for the link")
	if err := fs.Parse(args); err != nil {
		return err
	}
	token, err := store.OwnerToken(*data)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "owner link: %s%s\n", strings.TrimSuffix(*at, "/"), web.LinkPath(token))
	return nil
}
