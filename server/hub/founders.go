package hub

import (
	"context"
	"sync"
	"time"
)

// foundersMax bounds the workspaces whose file is read or waits; further ones get ErrBusy.
const foundersMax = 8

// foundWait bounds how long one waits for another to be read.
const foundWait = 15 * time.Second

// founders are the workspaces of which a piece is to begin from a file. One file is read
// at a time; a workspace has one that is read or waits, so that none keeps the others out.
type founders struct {
	wait time.Duration
	turn chan struct{} // of the one that is read

	mu  sync.Mutex
	all map[int64]bool
}

func newFounders() *founders {
	return &founders{wait: foundWait, turn: make(chan struct{}, 1), all: map[int64]bool{}}
}

// enter waits for the turn of a workspace, which leave ends. It returns ErrBusy for a
// second of one workspace, when too many wait, and when one has waited for too long.
func (f *founders) enter(ctx context.Context, id int64) (leave func(), err error) {
	f.mu.Lock()
	if f.all[id] || len(f.all) == foundersMax {
		f.mu.Unlock()
		return nil, ErrBusy
	}
	f.all[id] = true
	f.mu.Unlock()
	gone := func() {
		f.mu.Lock()
		delete(f.all, id)
		f.mu.Unlock()
	}
	late := time.NewTimer(f.wait)
	defer late.Stop()
	select {
	case f.turn <- struct{}{}:
		return func() { <-f.turn; gone() }, nil
	case <-late.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	gone()
	return nil, err
}
