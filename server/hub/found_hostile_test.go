package hub

import (
	"errors"
	"math"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// stateFile returns an Easel file of a state, which no client has made.
func stateFile(t *testing.T, st core.State) []byte {
	t.Helper()
	p, ok := core.Restore(st)
	if !ok {
		t.Fatal("the state contradicts itself")
	}
	var w wire.Writer
	var s wire.Snapshot
	(&snapshot.Cache{}).Take(&s, p, nil)
	return embedded(slices.Concat(w.FrozenParts([][][]byte{{w.Snapshot(nil, s)}})...))
}

// someState is a piece with one stroke, of the last of so many actors.
func someState(w *world, actors int, time int64) core.State {
	st := core.NewPiece(1, 400, 300, core.Paint, w.hub.cfg.Room.Limits).State()
	for i := range actors {
		st.Actors = append(st.Actors, core.Replicant{Replica: uint64(i + 1)})
	}
	st.Actors[actors-1].LastN = 1
	st.Strokes = []*core.Stroke{{
		ID: core.StrokeID{Actor: core.Actor(actors), N: 1}, Done: true, Time: time, Touched: time,
		Brush:  core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 160, Opacity: 255},
		Points: []core.Point{{X: 320, Y: 320}, {X: 640, Y: 640}},
	}}
	return st
}

// TestFoundTimes: strokes of a file were drawn at some time until now, whatever it says.
func TestFoundTimes(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	now := w.hub.cfg.Now()
	for _, tc := range []struct{ said, want int64 }{
		{math.MinInt64, 0}, {-1, 0}, {0, 0}, {1, 1}, {now - 1, now - 1}, {now, now}, {now + 3_600_000, now}, {math.MaxInt64, now},
	} {
		seen, err := w.hub.admitted(someState(w, 1, tc.said))
		if err != nil || len(seen) != 1 {
			t.Fatalf("a stroke of time %d: %v", tc.said, err)
		}
		s := seen[0]
		if later := w.hub.cfg.Now(); s.Time < tc.want || tc.said < now && s.Time != tc.want || s.Time > later || s.Touched < s.Time || s.Touched > later {
			t.Errorf("a stroke of time %d is of %d to %d, want %d", tc.said, s.Time, s.Touched, tc.want)
		}
	}
}

// TestFoundActors: a file's piece has up to foundActors replicas, and ink is nobody's whom it does not know.
func TestFoundActors(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	for _, tc := range []struct {
		actors int
		ok     bool
	}{{1, true}, {foundActors, true}, {foundActors + 1, false}} {
		f, err := w.hub.founded(t.Context(), stateFile(t, someState(w, tc.actors, 1)), 7)
		var why FileError
		if tc.ok != (err == nil) || !tc.ok && !errors.As(err, &why) {
			t.Errorf("with %d replicas it says %v", tc.actors, err)
		}
		if tc.ok && err == nil && (len(f.state.Strokes) != 1 || f.state.Strokes[0].Member != 7) {
			t.Errorf("with %d replicas it has %d strokes", tc.actors, len(f.state.Strokes))
		}
	}
	for _, actor := range []core.Actor{0, 2, math.MaxUint16} {
		st := someState(w, 1, 1)
		st.Strokes[0].ID.Actor = actor
		if _, ok := core.Restore(st); ok {
			t.Errorf("a stroke of actor %d of one is taken", actor)
		}
	}
}
