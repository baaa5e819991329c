package crowd

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
)

// pingEach is how often a viewer says that it is there, as every client does.
const pingEach = 5 * time.Second

// stamps are the moments at which updates were sent, in ns from begin.
type stamps struct {
	begin time.Time
	at    []atomic.Int64
}

func (s *stamps) mark(i int) { s.at[i].Store(int64(time.Since(s.begin))) }

// A viewer counts the updates of one actor.
type viewer struct {
	*peer
	hold  *replica // of the first viewer
	actor core.Actor
	sent  *stamps
	seen  atomic.Int64
	done  chan struct{} // closed when it has ended
	err   error         // why, after that, unless it was told to

	points int64
	took   histogram
	bare   bool // every frame is one update of so many points
	each   int
}

// watch reads until ctx ends.
func (v *viewer) watch(ctx context.Context) {
	defer close(v.done)
	var pinging sync.WaitGroup
	defer pinging.Wait()
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	if !v.bare {
		pinging.Go(func() { v.ping(within) })
	}
	for {
		frame, err := v.read(ctx)
		if err == nil {
			err = v.hear(frame)
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			v.err = fmt.Errorf("watch: %w", err)
			return
		}
	}
}

func (v *viewer) ping(ctx context.Context) {
	tick := time.NewTicker(pingEach)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if v.write(ctx, v.w.Ping(nil, wire.Ping{Mark: 1, Seq: v.heard.Load()})) != nil {
				return // the reader sees why
			}
		}
	}
}

func (v *viewer) hear(frame []byte) error {
	if v.bare {
		v.saw(v.each)
		return nil
	}
	if wire.Type(frame) != wire.TypeEntries {
		return nil
	}
	piece, seq7, list, err := v.r.Entries(frame)
	if err != nil {
		return err
	}
	for i := range list {
		points := 0
		for j := range list[i].Batch.Ops {
			points += len(list[i].Batch.Ops[j].Points)
		}
		if list[i].Batch.Actor == v.actor && points > 0 {
			v.saw(points)
		}
	}
	v.heard.Add(uint64(len(list)))
	if v.hold != nil {
		_, err = v.hold.take(piece, seq7, list)
	}
	return err
}

// saw counts an update: they come in the order in which they were sent.
func (v *viewer) saw(points int) {
	now := time.Since(v.sent.begin)
	i := v.seen.Load()
	if i < int64(len(v.sent.at)) {
		v.took.add(now - time.Duration(v.sent.at[i].Load()))
	}
	v.points += int64(points)
	v.seen.Store(i + 1)
}
