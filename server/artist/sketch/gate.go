package sketch

import (
	"context"
	"errors"
	"sync"
)

// A Gate lets one program of a workspace run at a time, and so many of a server.
type Gate struct {
	children chan struct{} // holds one for each that runs; who finds it full waits

	mu   sync.Mutex
	rows map[int64]*row // of workspaces with a run; no other has one
}

// A row is the runs of one workspace.
type row struct {
	turn chan struct{} // holds one while a run has its turn; the others wait
	runs int           // that have their turn or wait
}

// ErrBusy is returned where too many runs of a workspace wait.
var ErrBusy = errors.New("too many sketch programs of this workspace wait; try again when one has ended")

// NewGate returns a gate for so many children at once.
func NewGate(children int) *Gate {
	return &Gate{children: make(chan struct{}, max(children, 1)), rows: map[int64]*row{}}
}

// Run runs a program when it is the turn of its workspace, and there is room. It returns
// [ErrBusy] at once if too many wait.
func (g *Gate) Run(ctx context.Context, workspace int64, req Request) (Result, error) {
	leave, err := g.enter(ctx, workspace)
	if err != nil {
		return Result{}, err
	}
	defer leave()
	return Run(ctx, req)
}

// enter waits for the turn of a workspace, then for room: none is held by who waits.
func (g *Gate) enter(ctx context.Context, workspace int64) (leave func(), err error) {
	r := g.join(workspace)
	if r == nil {
		return nil, ErrBusy
	}
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		g.part(workspace, r)
		return nil, ctx.Err()
	}
	select {
	case g.children <- struct{}{}:
	case <-ctx.Done():
		<-r.turn
		g.part(workspace, r)
		return nil, ctx.Err()
	}
	return func() {
		<-g.children
		<-r.turn
		g.part(workspace, r)
	}, nil
}

func (g *Gate) join(workspace int64) *row {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.rows[workspace]
	if r == nil {
		r = &row{turn: make(chan struct{}, 1)}
		g.rows[workspace] = r
	}
	if r.runs > WaitingMax {
		return nil
	}
	r.runs++
	return r
}

func (g *Gate) part(workspace int64, r *row) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r.runs--; r.runs == 0 {
		delete(g.rows, workspace)
	}
}
