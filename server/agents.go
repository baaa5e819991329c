package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"easel.example/core"
	"easel.example/server/artist"
	"easel.example/server/artist/mcp"
	"easel.example/server/hub"
	"easel.example/server/release"
	"easel.example/server/store"
	"easel.example/server/web"
)

// agents are the agents of others, if they may come in.
type agents struct {
	server *mcp.Server     // nil is none
	tools  *artist.Artists // that have their tools, where no artist paints; or nil
}

// newAgents returns what the flags ask for. painting may be nil.
func newAgents(o options, h *hub.Hub, st *store.Store, painting *artist.Artists, log *slog.Logger) *agents {
	if o.agentsOff {
		return &agents{}
	}
	a := &agents{}
	if painting == nil { // it is not told who watches, so nobody paints
		painting = artist.New(artist.Config{Hub: h, Keeper: st, Log: log})
		a.tools = painting
	}
	a.server = mcp.New(mcp.Config{
		Hub: h, Store: st, Artists: painting, Version: release.Version, Log: log,
		MayJoin: func(r *http.Request, workspace int64) bool { return web.MayJoin(r.Context(), workspace) },
	})
	return a
}

func (a *agents) handler() http.Handler {
	if a.server == nil {
		return nil
	}
	return a.server
}

// Close ends their sessions.
func (a *agents) Close(ctx context.Context) error {
	var err error
	if a.server != nil {
		err = a.server.Close(ctx)
	}
	if a.tools != nil {
		err = errors.Join(err, a.tools.Close(ctx))
	}
	return err
}

// sessions are those of sockets and of agents, as package web sees them.
type sessions struct {
	sockets *hub.Hub
	agents  *agents
}

func (s sessions) Expel(ctx context.Context, workspace int64, why core.Refusal, say string, which func(member, link uint32) bool) {
	s.sockets.Expel(ctx, workspace, why, say, which)
	if s.agents.server != nil {
		s.agents.server.Expel(workspace, which)
	}
}
