package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestAppendAndRead(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	a, b := newPiece(t, s), newPiece(t, s)
	for seq := uint64(1); seq <= 300; seq += 3 {
		if err := appendWait(s, a, records(seq, 3)); err != nil {
			t.Fatal(err)
		}
	}
	if err := appendWait(s, b, records(1, 1)); err != nil {
		t.Fatal(err)
	}
	wantLog(t, s, a, 300)
	wantLog(t, s, b, 1)
	recs, err := s.Entries(t.Context(), a, 298, 10)
	if err != nil || len(recs) != 2 || recs[0].Seq != 299 {
		t.Errorf("entries after 298 got %v, %v", recs, err)
	}
	for _, after := range []uint64{300, 301, 1 << 63, 1<<64 - 1} {
		if recs, err := s.Entries(t.Context(), a, after, 10); err != nil || len(recs) != 0 {
			t.Errorf("entries after %d got %d, %v, want none", after, len(recs), err)
		}
	}
	closeStore(t, s)
	s = openStore(t, dir, Options{})
	wantLog(t, s, a, 300)
	if err := appendWait(s, a, records(301, 1)); err != nil {
		t.Errorf("append after reopening: %v", err)
	}
}

func TestEntriesStopAtBytes(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	var recs []Record
	for seq := range uint64(5) {
		recs = append(recs, Record{Seq: seq + 1, Ops: make([]byte, EntriesBytes/2)})
	}
	if err := appendWait(s, k, recs); err != nil {
		t.Fatal(err)
	}
	var got []int
	for after := uint64(0); after < 5; {
		part, err := s.Entries(t.Context(), k, after, 100)
		if err != nil || len(part) == 0 {
			t.Fatalf("after %d: %d, %v", after, len(part), err)
		}
		got = append(got, len(part))
		after = part[len(part)-1].Seq
	}
	if want := []int{2, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("parts got %v, want %v", got, want)
	}
}

func TestAppendRefuses(t *testing.T) {
	for _, tc := range []struct {
		name string
		recs []Record
		want string
	}{
		{"gap", records(5, 1), "entry 5 follows entry 3"},
		{"again", records(3, 1), "entry 3 follows entry 3"},
		{"zero", []Record{{}}, "entry 0 follows entry 3"},
		{"gap within", append(records(4, 2), records(7, 1)...), "entry 7 follows entry 5"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := openStore(t, t.TempDir(), Options{})
			k, other := newPiece(t, s), newPiece(t, s)
			if err := appendWait(s, k, records(1, 3)); err != nil {
				t.Fatal(err)
			}
			if err := appendWait(s, k, tc.recs); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
			if err := appendWait(s, k, records(4, 1)); !errors.Is(err, ErrStopped) {
				t.Errorf("next append got %v, want ErrStopped", err)
			}
			if err := appendWait(s, other, records(1, 1)); err != nil {
				t.Errorf("another piece: %v", err)
			}
			if last, err := s.Recover(t.Context(), k); err != nil || last != 3 {
				t.Fatalf("recover got %d, %v, want 3", last, err)
			}
			if err := appendWait(s, k, records(4, 1)); err != nil {
				t.Errorf("append after recovery: %v", err)
			}
			wantLog(t, s, k, 4)
		})
	}
	s := openStore(t, t.TempDir(), Options{})
	if err := appendWait(s, PieceKey{7, 1}, records(1, 1)); !errors.Is(err, ErrNotFound) {
		t.Errorf("append to no piece got %v, want ErrNotFound", err)
	}
	if _, err := s.Recover(t.Context(), PieceKey{7, 1}); !errors.Is(err, ErrNotFound) {
		t.Errorf("recover no piece got %v, want ErrNotFound", err)
	}
	if _, err := s.LastSeq(t.Context(), PieceKey{7, 1}); !errors.Is(err, ErrNotFound) {
		t.Errorf("last seq of no piece got %v, want ErrNotFound", err)
	}
}

// A gate stands before commits: it lets one through at a time and may fail it.
type gate struct {
	arrived chan struct{} // a commit waits
	pass    chan error    // what it shall meet
	open    atomic.Bool
	commits atomic.Int32
}

func newGate() *gate {
	g := &gate{arrived: make(chan struct{}), pass: make(chan error)}
	g.open.Store(true)
	return g
}

func (g *gate) before() error {
	g.commits.Add(1)
	if g.open.Load() {
		return nil
	}
	g.arrived <- struct{}{}
	return <-g.pass
}

// Appends that wait while a commit runs share the next one, over workspaces.
func TestGroupCommit(t *testing.T) {
	g := newGate()
	s := openStore(t, t.TempDir(), Options{BeforeCommit: g.before})
	var keys [8]PieceKey
	for i := range keys {
		keys[i] = newPiece(t, s)
	}
	g.commits.Store(0)
	g.open.Store(false)
	var wg sync.WaitGroup
	var failed atomic.Int32
	done := func(err error) {
		if err != nil {
			failed.Add(1)
		}
		wg.Done()
	}
	wg.Add(1)
	s.Append(keys[0], records(1, 1), done)
	<-g.arrived
	for i := range 100 {
		wg.Add(1)
		s.Append(keys[i%8], records(uint64(i/8)+1+b2u(i%8 == 0), 1), done)
	}
	g.pass <- nil
	<-g.arrived
	g.pass <- nil
	wg.Wait()
	if got := g.commits.Load(); got != 2 || failed.Load() != 0 {
		t.Errorf("101 appends took %d commits and %d failed, want 2 and 0", got, failed.Load())
	}
	g.open.Store(true)
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// After a failed commit what waits behind it fails too, in order, until the
// piece is recovered; another piece that was in the same commit fails with it.
func TestFailedCommit(t *testing.T) {
	g := newGate()
	s := openStore(t, t.TempDir(), Options{BeforeCommit: g.before})
	a, b := newPiece(t, s), newPiece(t, s)
	g.open.Store(false)
	var mu sync.Mutex
	var got []string
	var wg sync.WaitGroup
	add := func(name string, k PieceKey, seq uint64) {
		wg.Add(1)
		s.Append(k, records(seq, 1), func(err error) {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, fmt.Sprint(name, " ", err == nil, " ", errors.Is(err, ErrStopped)))
			wg.Done()
		})
	}
	add("a1", a, 1)
	<-g.arrived
	add("a2", a, 2)
	add("b1", b, 1)
	g.pass <- errors.New("power cut")
	<-g.arrived // a2 is refused for a1; b1 goes on
	g.pass <- nil
	wg.Wait()
	want := []string{"a1 false false", "a2 false true", "b1 true false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	g.open.Store(true)
	if last, err := s.Recover(t.Context(), a); err != nil || last != 0 {
		t.Errorf("recover got %d, %v, want 0", last, err)
	}
	if err := appendWait(s, a, records(1, 1)); err != nil {
		t.Errorf("append after recovery: %v", err)
	}
	wantLog(t, s, a, 1)
	wantLog(t, s, b, 1)
}

// Past QueueBytes an append is refused at once, while the disk hangs; the
// piece is then stopped until Recover, another one is not.
func TestBehind(t *testing.T) {
	g := newGate()
	s := openStore(t, t.TempDir(), Options{BeforeCommit: g.before, QueueBytes: 1000})
	a, b := newPiece(t, s), newPiece(t, s)
	g.open.Store(false)
	first, second := make(chan error, 1), make(chan error, 1)
	s.Append(a, []Record{{Seq: 1, Ops: make([]byte, 500)}}, func(err error) { first <- err })
	<-g.arrived
	if err := appendWait(s, a, []Record{{Seq: 2, Ops: make([]byte, 500)}}); !errors.Is(err, ErrBehind) {
		t.Errorf("append past the bound got %v, want ErrBehind", err)
	}
	if err := appendWait(s, a, []Record{{Seq: 2}}); !errors.Is(err, ErrBehind) {
		t.Errorf("append after that got %v, want ErrBehind: it would leave a gap", err)
	}
	s.Append(b, []Record{{Seq: 1}}, func(err error) { second <- err })
	g.open.Store(true)
	g.pass <- nil
	if err := errors.Join(<-first, <-second); err != nil {
		t.Errorf("what was taken: %v", err)
	}
	if err := appendWait(s, a, []Record{{Seq: 2}}); !errors.Is(err, ErrBehind) {
		t.Errorf("append before recovery got %v, want ErrBehind", err)
	}
	if last, err := s.Recover(t.Context(), a); err != nil || last != 1 {
		t.Fatalf("recover got %d, %v, want 1", last, err)
	}
	if err := appendWait(s, a, []Record{{Seq: 2, Ops: make([]byte, 5000)}}); err != nil {
		t.Errorf("a large append to an empty queue: %v", err)
	}
}

// An entry whose bytes changed on disk is not given out.
func TestEntryDamaged(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 3)); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	execSQL(t, dir, "UPDATE entry SET ops = x'00' WHERE seq = 2")
	s = openStore(t, dir, Options{})
	var bad FormatError
	if _, err := s.Entries(t.Context(), k, 0, 10); !errors.As(err, &bad) {
		t.Errorf("got %v, want a FormatError", err)
	}
}

func TestEpochs(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	ctx := t.Context()
	// Entries stored before each epoch; the epoch whose first seq repeats is
	// dropped for its successor.
	seq := uint64(1)
	for i, n := range []int{0, 3, 0, 0, 2} {
		if n > 0 {
			if err := appendWait(s, k, records(seq, n)); err != nil {
				t.Fatal(err)
			}
			seq += uint64(n)
		}
		if e, err := s.NextEpoch(ctx, k.Workspace); err != nil || e != uint32(i+1) {
			t.Errorf("epoch got %d, %v, want %d", e, err, i+1)
		}
	}
	got, err := s.Epochs(ctx, k.Workspace, k.Piece)
	want := []Epoch{{1, 1}, {4, 4}, {5, 6}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("epochs got %v, %v, want %v", got, err, want)
	}
	if _, err := s.NextEpoch(ctx, 99); !errors.Is(err, ErrNotFound) {
		t.Errorf("epoch of no workspace got %v, want ErrNotFound", err)
	}
}

// Readers, writers and snapshots at once, for the race detector: each piece
// ends with its own log and its own last snapshot.
func TestTogether(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	var wg sync.WaitGroup
	for range 4 {
		k := newPiece(t, s)
		wg.Go(func() {
			for seq := uint64(1); seq <= 200; seq++ {
				if err := appendWait(s, k, records(seq, 1)); err != nil {
					t.Error(err)
					return
				}
				if seq%50 == 0 {
					if err := s.SaveSnapshot(context.Background(), k, Snapshot{Seq: seq, State: pattern(seq, 5000)}); err != nil {
						t.Error(err)
					}
				}
				if _, _, err := s.LoadSnapshot(context.Background(), k); err != nil {
					t.Error(err)
				}
			}
			recs, err := s.Entries(context.Background(), k, 150, 100)
			if err != nil || len(recs) != 50 {
				t.Errorf("entries got %d, %v, want 50", len(recs), err)
			}
		})
	}
	wg.Wait()
}
