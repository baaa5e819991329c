package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func wantSnapshot(t *testing.T, s *Store, k PieceKey, want Snapshot) {
	t.Helper()
	got, ok, err := s.LoadSnapshot(t.Context(), k)
	if err != nil || !ok {
		t.Errorf("snapshot got %v, %v", ok, err)
		return
	}
	if got.Seq != want.Seq || !bytes.Equal(got.State, want.State) || !bytes.Equal(got.Base, want.Base) {
		t.Errorf("snapshot got %d with %d + %d bytes, want %d with %d + %d", got.Seq, len(got.State), len(got.Base), want.Seq, len(want.State), len(want.Base))
	}
}

func count(t *testing.T, s *Store, query string) (n int) {
	t.Helper()
	if err := s.r.row(t.Context(), []any{&n}, query); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSnapshots(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	ctx := t.Context()
	if _, ok, err := s.LoadSnapshot(ctx, k); ok || err != nil {
		t.Errorf("snapshot of a new piece got %v, %v, want none", ok, err)
	}
	snaps := map[uint64]Snapshot{
		3:    {3, []byte("s"), nil},
		5000: {5000, pattern(1, chunkBytes), pattern(2, chunkBytes+1)},
		5001: {5001, pattern(3, 3*chunkBytes-1), []byte("b")},
		9000: {9000, nil, pattern(4, 10)},
	}
	seq := uint64(0)
	for _, at := range []uint64{3, 5000, 5001, 9000} {
		if err := appendWait(s, k, records(seq+1, int(at-seq))); err != nil {
			t.Fatal(err)
		}
		seq = at
		if err := s.SaveSnapshot(ctx, k, snaps[at]); err != nil {
			t.Fatal(err)
		}
		wantSnapshot(t, s, k, snaps[at])
	}
	// Two stay, and the entries above the older of them.
	if n := count(t, s, "SELECT count(*) FROM snapshot"); n != 2 {
		t.Errorf("%d snapshots, want 2", n)
	}
	if n := count(t, s, "SELECT count(*) FROM chunk WHERE snapshot NOT IN (SELECT id FROM snapshot)"); n != 0 {
		t.Errorf("%d chunks of no snapshot", n)
	}
	if recs, err := s.Entries(ctx, k, 5001, 1); err != nil || len(recs) != 1 {
		t.Errorf("entries after 5001 got %d, %v, want 1", len(recs), err)
	}
	if _, err := s.Entries(ctx, k, 5000, 1); !errors.Is(err, ErrCompacted) {
		t.Errorf("entries after 5000 got %v, want ErrCompacted", err)
	}
	if last, err := s.LastSeq(ctx, k); err != nil || last != 9000 {
		t.Errorf("last seq got %d, %v, want 9000", last, err)
	}
	closeStore(t, s)
	s = openStore(t, dir, Options{})
	wantSnapshot(t, s, k, snaps[9000])
	if err := appendWait(s, k, records(9001, 1)); err != nil {
		t.Errorf("append after compaction and reopening: %v", err)
	}
}

// A piece whose entries are all compacted still knows where its log ends.
func TestLastSeqAfterCompaction(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 10)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second replaces the first
		if err := s.SaveSnapshot(t.Context(), k, Snapshot{Seq: 10, State: []byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, s, "SELECT count(*) FROM snapshot"); n != 1 {
		t.Errorf("%d snapshots at one seq, want 1", n)
	}
	closeStore(t, s)
	execSQL(t, dir, "DELETE FROM entry")
	s = openStore(t, dir, Options{})
	if last, err := s.LastSeq(t.Context(), k); err != nil || last != 10 {
		t.Errorf("last seq got %d, %v, want 10", last, err)
	}
	if _, err := s.Entries(t.Context(), k, 9, 5); !errors.Is(err, ErrCompacted) {
		t.Errorf("entries after 9 got %v, want ErrCompacted", err)
	}
	if err := appendWait(s, k, records(11, 1)); err != nil {
		t.Error(err)
	}
}

func TestSnapshotRefuses(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	ctx := t.Context()
	if err := appendWait(s, k, records(1, 5)); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveSnapshot(ctx, k, Snapshot{Seq: 6}); err == nil || !strings.Contains(err.Error(), "the log ends at 5") {
		t.Errorf("snapshot of what is not stored got %v", err)
	}
	if err := s.SaveSnapshot(ctx, k, Snapshot{Seq: 5}); err != nil {
		t.Error(err)
	}
	if err := s.SaveSnapshot(ctx, k, Snapshot{Seq: 4}); err == nil || !strings.Contains(err.Error(), "there is one at 5") {
		t.Errorf("snapshot older than the newest got %v", err)
	}
	if err := s.SaveSnapshot(ctx, PieceKey{9, 9}, Snapshot{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("snapshot of no piece got %v, want ErrNotFound", err)
	}
}

// A damaged snapshot costs the way back to the one before it, or to the first
// entry, and only without those the piece.
func TestSnapshotDamaged(t *testing.T) {
	for _, tc := range []struct{ name, damage string }{
		{"other bytes", "UPDATE chunk SET data = zeroblob(length(data)) WHERE snapshot = (SELECT id FROM snapshot WHERE seq = ?)"},
		{"chunk gone", "DELETE FROM chunk WHERE n = 1 AND snapshot = (SELECT id FROM snapshot WHERE seq = ?)"},
		{"parts moved", "UPDATE snapshot SET state_bytes = -1, base_bytes = state_bytes + base_bytes + 1 WHERE seq = ?"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, dir, Options{})
			k := newPiece(t, s)
			if err := appendWait(s, k, records(1, 20)); err != nil {
				t.Fatal(err)
			}
			older := Snapshot{10, pattern(1, 100), pattern(2, 100)}
			newest := Snapshot{20, pattern(3, 100), pattern(4, 100)}
			for _, snap := range []Snapshot{older, newest} {
				if err := s.SaveSnapshot(t.Context(), k, snap); err != nil {
					t.Fatal(err)
				}
			}
			damage := func(seq string) {
				closeStore(t, s)
				execSQL(t, dir, strings.ReplaceAll(tc.damage, "?", seq))
				s = openStore(t, dir, Options{})
			}
			damage("20")
			wantSnapshot(t, s, k, older)
			if recs, err := s.Entries(t.Context(), k, 10, 100); err != nil || len(recs) != 10 {
				t.Errorf("entries after the older one got %d, %v, want 10", len(recs), err)
			}
			damage("10")
			var bad FormatError
			if _, _, err := s.LoadSnapshot(t.Context(), k); !errors.As(err, &bad) {
				t.Errorf("with both damaged got %v, want a FormatError", err)
			}
		})
	}
}

func TestSnapshotDamagedButWholeLog(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 20)); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveSnapshot(t.Context(), k, Snapshot{20, []byte("state"), nil}); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	execSQL(t, dir, "DELETE FROM chunk")
	s = openStore(t, dir, Options{})
	if _, ok, err := s.LoadSnapshot(t.Context(), k); ok || err != nil {
		t.Errorf("got %v, %v, want none: the log has everything", ok, err)
	}
	wantLog(t, s, k, 20)
}

// What a stop leaves of an unfinished snapshot is not seen and is removed, also
// when only the last step was missing.
func TestPartialSnapshot(t *testing.T) {
	for chunks := range 5 {
		dir := t.TempDir()
		g := newGate()
		s := openStore(t, dir, Options{BeforeCommit: g.before})
		k := newPiece(t, s)
		if err := appendWait(s, k, records(1, 5)); err != nil {
			t.Fatal(err)
		}
		g.open.Store(false)
		failed := make(chan error)
		go func() {
			failed <- s.SaveSnapshot(t.Context(), k, Snapshot{5, pattern(1, 4*chunkBytes), nil})
		}()
		for range chunks + 1 { // the head and so many chunks
			<-g.arrived
			g.pass <- nil
		}
		<-g.arrived
		g.pass <- errors.New("stop")
		if err := <-failed; err == nil {
			t.Error("saved")
		}
		g.open.Store(true)
		if _, ok, err := s.LoadSnapshot(t.Context(), k); ok || err != nil {
			t.Errorf("after %d chunks got %v, %v, want none", chunks, ok, err)
		}
		if n := count(t, s, "SELECT count(*) FROM chunk"); n != chunks {
			t.Fatalf("%d chunks left over, want %d", n, chunks)
		}
		closeStore(t, s)
		s = openStore(t, dir, Options{})
		if n := count(t, s, "SELECT count(*) FROM chunk") + count(t, s, "SELECT count(*) FROM snapshot"); n != 0 {
			t.Errorf("%d rows left over after opening, want 0", n)
		}
	}
}

func TestArchive(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	ctx := t.Context()
	for _, tc := range []struct {
		from, to uint64
		strokes  string
		end      uint64 // of the archive after it
		ok       bool
	}{
		{0, 0, "", 0, false},
		{1, 2, "gap", 0, false},
		{0, 3, "abc", 3, true},
		{0, 3, "again", 3, true},
		{1, 2, "within", 3, true},
		{2, 4, "across", 3, false},
		{5, 6, "gap", 3, false},
		{3, 10, "d", 10, true},
		{10, 1 << 63, "", 10, false},
	} {
		if err := s.Archive(ctx, k, tc.from, tc.to, []byte(tc.strokes)); (err == nil) != tc.ok {
			t.Errorf("archive %d…%d got %v, want ok %v", tc.from, tc.to, err, tc.ok)
		}
		if end, err := s.Archived(ctx, k); err != nil || end != tc.end {
			t.Errorf("after %d…%d the archive ends at %d, %v, want %d", tc.from, tc.to, end, err, tc.end)
		}
	}
	var got strings.Builder
	if err := s.ReadArchive(ctx, k, func(_, _ uint64, strokes []byte) error {
		_, err := got.Write(strokes)
		return err
	}); err != nil || got.String() != "abcd" {
		t.Errorf("archive reads %q, %v, want abcd", got.String(), err)
	}
	if _, archive, err := s.Usage(ctx, k.Workspace); err != nil || archive != 4 {
		t.Errorf("archive has %d bytes, %v, want 4", archive, err)
	}
	if err := s.Archive(ctx, PieceKey{9, 1}, 0, 1, nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("archive of no workspace got %v, want ErrNotFound", err)
	}
}

// Law (L7): after any appends, failures and compactions the kept counters are
// what counting gives.
func TestUsageIsSum(t *testing.T) {
	fail := false
	s := openStore(t, t.TempDir(), Options{BeforeCommit: func() error {
		if fail {
			return errors.New("power cut")
		}
		return nil
	}})
	a := newPiece(t, s)
	b := newPiece(t, s)
	var seqs = map[PieceKey]uint64{}
	for i := range 60 {
		k := []PieceKey{a, b}[i%2]
		fail = i%7 == 6 // the writer is idle between two appendWait
		err := appendWait(s, k, records(seqs[k]+1, i*3))
		if fail {
			fail = false
			if _, err := s.Recover(t.Context(), k); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		seqs[k] += uint64(i * 3)
		if i%9 == 8 {
			if err := s.SaveSnapshot(t.Context(), k, Snapshot{Seq: seqs[k]}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, k := range []PieceKey{a, b} {
		var want int64
		if err := s.r.row(t.Context(), []any{&want}, "SELECT sum(length(ops)) FROM entry WHERE workspace = ?", k.Workspace); err != nil {
			t.Fatal(err)
		}
		if got, _, err := s.Usage(t.Context(), k.Workspace); err != nil || got != want || want == 0 {
			t.Errorf("piece %v: log has %d bytes, %v, want %d", k, got, err, want)
		}
	}
}
