package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"time"

	"easel.example/core/wire"
	"easel.example/server/artist"
	"easel.example/server/artist/model"
	"easel.example/server/hub"
	"easel.example/server/store"
	"easel.example/server/web"
)

// artistOptions are what the flags say of the artist.
type artistOptions struct {
	off      bool
	model    model.Config
	provider string
	keyFile  string
	imager   string
	budget   artist.Budget
}

func artistFlags(fs *flag.FlagSet, o *artistOptions) {
	o.budget = artist.DefaultBudget()
	fs.BoolVar(&o.off, "artist.off", false, "no artist paints here")
	fs.StringVar(&o.provider, "artist.provider", "", "what the artist thinks with: anthropic, openai (also servers that speak its wire, such as Ollama), or nothing for the studio artist, which needs no network")
	fs.StringVar(&o.model.Model, "artist.model", "", "name of the provider's model")
	fs.StringVar(&o.model.BaseURL, "artist.base-url", "", "address of the provider, where it is not its own, such as http://127.0.0.1:11434/v1/")
	fs.StringVar(&o.keyFile, "artist.key-file", "", "file that holds the provider's key; without it, ANTHROPIC_API_KEY or OPENAI_API_KEY")
	fs.StringVar(&o.imager, "artist.image-model", "", "name of a model of the provider (openai) that makes reference pictures")
	for _, f := range [...]struct {
		name, of string
		v        *uint64
	}{
		{"turns", "turns of the artist on a piece", &o.budget.Turns}, {"tokens", "tokens of the artist for a piece", &o.budget.Tokens},
		{"strokes", "strokes of the artist on a piece", &o.budget.Strokes}, {"day-turns", "turns of a workspace's artist on a day", &o.budget.DayTurns},
		{"day-tokens", "tokens of a workspace's artist on a day", &o.budget.DayTokens}, {"day-strokes", "strokes of a workspace's artist on a day", &o.budget.DayStrokes},
	} {
		fs.Uint64Var(f.v, "artist."+f.name, *f.v, f.of+"; 0 is no bound; of workspaces whose owners have not chosen")
	}
}

// newArtists returns the artists that the flags ask for, nil if none.
func newArtists(o artistOptions, h *hub.Hub, st *store.Store, log *slog.Logger) (*artist.Artists, error) {
	if o.off {
		return nil, nil
	}
	cfg := artist.Config{Hub: h, Keeper: st, Budget: o.budget, Log: log}
	o.model.Provider = model.Provider(o.provider)
	if o.model.Provider != model.None {
		key, warning, err := model.FindKey(o.model.Provider, o.keyFile, os.Getenv)
		if err != nil {
			return nil, err
		}
		if warning != "" {
			log.Warn(warning)
		}
		o.model.Key = key
		if cfg.Model, err = model.New(o.model); err != nil {
			return nil, err
		}
	}
	if o.imager != "" {
		c := o.model
		c.Model = o.imager
		var err error
		if cfg.Imager, err = model.NewImager(c); err != nil {
			return nil, fmt.Errorf("reference pictures: %w", err)
		}
	}
	return artist.New(cfg), nil
}

// artists is the artists as package web sees them.
type artists struct {
	all  *artist.Artists
	hub  *hub.Hub
	st   *store.Store
	held chan struct{} // holds one for each who is held up; who finds it full is answered at once
}

// Who nudges faster than anybody reads is held up before being told so: a flood by a few connections
// otherwise costs the neighbours more than the artist does, 0.4 ms of the processor for each request.
const (
	holdUp  = 300 * time.Millisecond
	heldMax = 64
)

func newHeld() chan struct{} { return make(chan struct{}, heldMax) }

// heldUp holds up whoever gets err, if that is for coming too fast, and returns err.
func (a artists) heldUp(ctx context.Context, err error) error {
	if !errors.Is(err, artist.ErrNudgesFast) && !errors.Is(err, artist.ErrNudgesFull) {
		return err
	}
	select {
	case a.held <- struct{}{}:
	default:
		return err
	}
	defer func() { <-a.held }()
	t := time.NewTimer(holdUp)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
	return err
}

// said turns what is for a person into package web's words.
func said(err error) error {
	var s artist.Sentence
	switch {
	case errors.Is(err, artist.ErrClosing):
		return web.ErrBusy
	case errors.As(err, &s):
		return &web.Sentence{Text: s.Error()}
	}
	return err
}

func (a artists) Begin(ctx context.Context, workspace int64, piece uint32, b *web.Brief) error {
	brief := artist.Brief{}
	if b != nil {
		brief = artist.Brief{Prompt: b.Prompt, Seed: b.Seed, Paint: true}
	}
	return said(a.all.Begin(ctx, workspace, piece, brief))
}

func (a artists) Start(ctx context.Context, workspace int64, b web.Brief) error {
	return said(a.all.Start(ctx, workspace, artist.Brief{Prompt: b.Prompt, Seed: b.Seed}))
}

func (a artists) Nudge(ctx context.Context, workspace int64, member uint32, id, text string) error {
	return said(a.heldUp(ctx, a.all.Nudge(ctx, workspace, member, id, text)))
}

func (a artists) Pause(ctx context.Context, workspace int64) error {
	return said(a.all.Pause(ctx, workspace))
}

func (a artists) Resume(ctx context.Context, workspace int64, member uint32, id, text string) error {
	return said(a.heldUp(ctx, a.all.Resume(ctx, workspace, member, id, text)))
}

func (a artists) SetBudget(ctx context.Context, workspace int64, b web.ArtistBudget) error {
	return said(a.all.SetBudget(ctx, workspace, artist.Budget(b)))
}

func (a artists) Status(ctx context.Context, workspace int64) (web.ArtistStatus, error) {
	s, budget, begun, err := a.all.Status(ctx, workspace)
	if err != nil {
		return web.ArtistStatus{}, said(err)
	}
	piece, err := a.st.Piece(ctx, store.PieceKey{Workspace: workspace, Piece: s.Piece})
	if err != nil {
		return web.ArtistStatus{}, err
	}
	count, err := a.hub.Count(ctx, workspace)
	if err != nil {
		return web.ArtistStatus{}, busy(err)
	}
	spent := func(s wire.Spent) web.Spent { return web.Spent(s) }
	return web.ArtistStatus{
		Piece: s.Piece, Begun: begun, Active: s.Active, Done: s.Done, Paused: s.Paused.String(), Why: s.Why, Doing: s.Doing, Provider: s.Provider,
		Prompt: s.Prompt, Iteration: s.Iteration, Nudges: s.Nudges, Title: piece.Title, All: count.Strokes, Pending: count.Pending,
		Turns: spent(s.Turns), Tokens: spent(s.Tokens), Strokes: spent(s.Strokes), Budget: web.ArtistBudget(budget),
	}, nil
}
