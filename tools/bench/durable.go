package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"easel.example/server/store"
)

const (
	durableSeconds = 3.0
	durableBytes   = 40  // of an update of 8 points
	durableWindow  = 256 // records that wait for the disk, as updates do in a burst
)

// durable counts updates that are on the disk, of one workspace: as the store
// takes them, and as they come over a socket, one drawer alone.
func durable(ctx context.Context, w *work) ([]line, error) {
	direct, err := w.again(func(round int) ([]figure, error) {
		n, err := appendFor(ctx, filepath.Join(w.dir, fmt.Sprintf("store-%d", round)), durableSeconds)
		return []figure{{"ops_per_s", n}}, err
	})
	if err != nil {
		return nil, err
	}
	socket, err := w.again(func(round int) ([]figure, error) {
		s, err := w.serve(ctx, roomy...)
		if err != nil {
			return nil, err
		}
		defer s.stop()
		var r report
		err = w.child(ctx, childDraw, order{Link: s.link, PID: s.pid(), Points: fanPoints, Seconds: durableSeconds, Seed: uint64(round)}, &r)
		return []figure{{"ops_per_s", r.PerSecond}, {"cpu_s_per_100k", r.CPU / float64(max(r.Updates, 1)) * 100_000}}, err
	})
	if err != nil {
		return nil, err
	}
	return []line{{name: "durable-store", figures: direct}, {name: "durable-socket", figures: socket}}, nil
}

// appendFor appends records one by one for some time, and returns how many a
// second were on the disk.
func appendFor(ctx context.Context, dir string, seconds float64) (perSecond float64, err error) {
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	space, _, err := st.FirstWorkspace(ctx)
	if err != nil {
		return 0, err
	}
	key := store.PieceKey{Workspace: space.ID, Piece: space.LivePiece}
	ops := make([]byte, durableBytes)
	done := make(chan error, durableWindow) // as many as are under way: its sender never waits
	begin := time.Now()
	sent, safe := 0, 0
	for time.Since(begin).Seconds() < seconds || safe < sent {
		for sent-safe < durableWindow && time.Since(begin).Seconds() < seconds {
			sent++
			st.Append(key, []store.Record{{Seq: uint64(sent), Time: int64(sent), Actor: 1, Num: uint32(sent), Ops: ops}}, func(err error) { done <- err })
		}
		if err := <-done; err != nil {
			return 0, fmt.Errorf("append: %w", err)
		}
		safe++
	}
	return float64(safe) / time.Since(begin).Seconds(), nil
}
