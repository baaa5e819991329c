package sketch

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestGate: one run of a workspace at a time, so many of a server, and who no longer
// waits takes no place.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGate(2)
		enter := func(workspace int64, wait time.Duration) func() {
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			defer cancel()
			leave, err := g.enter(ctx, workspace)
			if (err == nil) == (leave == nil) || err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("workspace %d: %v", workspace, err)
			}
			return leave
		}
		one := enter(1, time.Second)
		if one == nil {
			t.Fatal("the first does not come in")
		}
		if enter(1, time.Second) != nil {
			t.Error("a workspace runs two at a time")
		}
		two := enter(2, time.Second)
		if two == nil {
			t.Fatal("there is no room for two")
		}
		if enter(3, time.Second) != nil {
			t.Error("there is room for three")
		}
		time.AfterFunc(time.Second, one)
		if one = enter(1, time.Minute); one == nil {
			t.Error("its turn never comes")
		}
		time.AfterFunc(time.Second, two)
		three := enter(3, time.Minute)
		if three == nil {
			t.Error("there is never room")
		}
		one()
		three()
		if len(g.rows) != 0 || len(g.children) != 0 {
			t.Errorf("%d workspaces and %d children are left", len(g.rows), len(g.children))
		}
	})
}

// TestGateBusy: at most WaitingMax of a workspace wait.
func TestGateBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGate(1)
		ctx, cancel := context.WithCancel(t.Context())
		leave, err := g.enter(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, WaitingMax)
		for range WaitingMax {
			go func() {
				_, err := g.enter(ctx, 1)
				ended <- err
			}()
		}
		synctest.Wait()
		if _, err := g.Run(ctx, 1, Request{}); !errors.Is(err, ErrBusy) {
			t.Errorf("one more than may wait: %v", err)
		}
		cancel()
		for range WaitingMax {
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}
		leave()
		if len(g.rows) != 0 {
			t.Errorf("%d workspaces are left", len(g.rows))
		}
	})
}
