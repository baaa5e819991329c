package hub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/server/store"
)

// Config is what a hub is told at its start.
type Config struct {
	Room         authority.Config
	LogBytes     int64         // L7: of one workspace's log; past it drawing is refused
	ArchiveBytes int64         // L7: likewise of its archive
	Idle         time.Duration // L6: an empty workspace is unloaded after so long
	SnapshotEach int           // entries from one snapshot to the next
	Renderers    int           // pictures drawn at once (rule H1)
	Preview      int64         // points from which on a piece has previews; 0 is previewPoints
	// Watch is told how many sessions a workspace has when that changes, by the
	// workspace's goroutine, which must not wait for it; nil is nobody.
	Watch func(workspace int64, sessions int)
	Log   *slog.Logger
	Now   func() int64 // ms; nil is the clock
}

// A Hub holds the workspaces that are in use.
type Hub struct {
	cfg      Config
	store    *store.Store
	render   chan struct{} // a place for each renderer
	founding *founders
	load     singleflight.Group

	mu      sync.Mutex
	spaces  map[int64]*Workspace
	closing bool
	running sync.WaitGroup

	mismatches metric
	drawing    atomic.Int64 // pictures drawn, or waiting for it
}

// ErrClosing says that the hub takes no more sessions.
var ErrClosing = errors.New("the server is about to stop")

// New returns a hub over a store, which stays the caller's to close.
func New(s *store.Store, cfg Config) *Hub {
	if cfg.Now == nil {
		cfg.Now = func() int64 { return time.Now().UnixMilli() }
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Preview == 0 {
		cfg.Preview = previewPoints
	}
	cfg.Renderers = max(cfg.Renderers, 1)
	return &Hub{cfg: cfg, store: s, spaces: map[int64]*Workspace{}, render: make(chan struct{}, cfg.Renderers), founding: newFounders()}
}

// Workspace returns the workspace with that id, loading it if need be. Loads of
// the same one share one load, and hold up nobody else (rule L6).
func (h *Hub) Workspace(ctx context.Context, id int64) (*Workspace, error) {
	for {
		h.mu.Lock()
		w, closing := h.spaces[id], h.closing
		h.mu.Unlock()
		if closing {
			return nil, ErrClosing
		}
		if w != nil {
			select {
			case <-w.ended: // it is on its way out; load it anew
				h.forget(w)
				continue
			default:
				return w, nil
			}
		}
		// The load outlives the first who asked for it: others wait for it too.
		done := h.load.DoChan(fmt.Sprint(id), func() (any, error) { return h.open(context.WithoutCancel(ctx), id) })
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case r := <-done:
			if r.Err != nil {
				return nil, r.Err
			}
			return r.Val.(*Workspace), nil
		}
	}
}

// open loads a workspace and starts its goroutine.
func (h *Hub) open(ctx context.Context, id int64) (*Workspace, error) {
	h.mu.Lock()
	w := h.spaces[id]
	h.mu.Unlock()
	if w != nil {
		return w, nil
	}
	w, err := h.read(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("load workspace %d: %w", id, err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return nil, ErrClosing
	}
	h.spaces[id] = w
	h.running.Go(w.run)
	return w, nil
}

// Expel is [Workspace.Expel], for a workspace that may not be in memory.
func (h *Hub) Expel(ctx context.Context, id int64, why core.Refusal, say string, which func(member, link uint32) bool) {
	h.mu.Lock()
	w := h.spaces[id]
	h.mu.Unlock()
	if w != nil {
		w.Expel(ctx, why, say, which)
	}
}

func (h *Hub) forget(w *Workspace) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.spaces[w.id] == w {
		delete(h.spaces, w.id)
	}
}

// Running returns a workspace if it is in memory, or nil.
func (h *Hub) Running(id int64) *Workspace {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.spaces[id]
}

// Loaded returns how many workspaces are in memory.
func (h *Hub) Loaded() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.spaces)
}

// Close ends every workspace: sessions are told, what was accepted is stored
// (rule H3). It waits until all is done or ctx ends.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closing = true
	for _, w := range h.spaces {
		w.stop()
	}
	h.mu.Unlock()
	done := make(chan struct{})
	go func() {
		h.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for workspaces to end: %w", ctx.Err())
	}
}
