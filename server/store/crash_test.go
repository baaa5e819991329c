package store

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

const (
	crashDir    = "EASEL_STORE_CRASH_DIR" // tells the test binary to be the child
	crashPieces = 4
)

// Appends whose done came with nil are there after the process was killed at
// any moment, with snapshots and compaction under way; ten times in a row.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	acked := map[PieceKey]uint64{}
	for round := range 10 {
		for k, seq := range killedChild(t, dir, 300+round*137) {
			acked[k] = max(acked[k], seq)
		}
		s := openStore(t, dir, Options{})
		for k, seq := range acked {
			checkKilled(t, s, k, seq)
		}
		closeStore(t, s)
	}
	if len(acked) != crashPieces {
		t.Errorf("%d pieces had acks, want %d", len(acked), crashPieces)
	}
}

// killedChild runs the child until it has reported so many acks, kills it, and
// returns the last ack of each piece.
func killedChild(t *testing.T, dir string, acks int) map[PieceKey]uint64 {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := map[PieceKey]uint64{}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		var k PieceKey
		var seq uint64
		if _, err := fmt.Sscanf(lines.Text(), "ack %d %d %d", &k.Workspace, &k.Piece, &seq); err != nil {
			t.Errorf("child said %q", lines.Text())
		}
		last[k] = seq
		if n == acks {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("child ended by itself: %v", err)
	}
	return last
}

// checkKilled checks that a piece reads back whole, up to seq at least.
func checkKilled(t *testing.T, s *Store, k PieceKey, seq uint64) {
	t.Helper()
	last, err := s.LastSeq(t.Context(), k)
	if err != nil || last < seq {
		t.Fatalf("piece %v ends at %d, %v, want %d or more", k, last, err, seq)
	}
	snap, ok, err := s.LoadSnapshot(t.Context(), k)
	if err != nil || ok && !bytes.Equal(snap.State, pattern(snap.Seq, 2*chunkBytes)) {
		t.Fatalf("piece %v has a snapshot at %d that is not right: %v", k, snap.Seq, err)
	}
	at := snap.Seq
	for at < last {
		recs, err := s.Entries(t.Context(), k, at, 1000)
		if err != nil || len(recs) == 0 {
			t.Fatalf("piece %v after %d: %d records, %v", k, at, len(recs), err)
		}
		for _, r := range recs {
			if at++; r.Num != uint32(at) || !bytes.Equal(r.Ops, recordAt(at).Ops) {
				t.Fatalf("piece %v has %v at %d", k, r, at)
			}
		}
	}
}

// TestMain runs the tests or, where TestKilled asks for it, the process that
// it kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		crash(dir)
	}
	os.Exit(m.Run())
}

// crash draws on all pieces until it is killed.
func crash(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{})
	check(err)
	for i := range int64(crashPieces) {
		k := PieceKey{i + 1, 1}
		if _, err := s.Workspace(ctx, k.Workspace); err != nil {
			w, _, err := s.CreateWorkspace(ctx, "", DefaultWidth, DefaultHeight)
			check(err)
			k.Workspace = w.ID
		}
		go draw(ctx, s, k)
	}
	select {}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// draw appends to a piece for ever, with four appends under way, reports each
// ack, and saves a snapshot every 200 entries.
func draw(ctx context.Context, s *Store, k PieceKey) {
	last, err := s.LastSeq(ctx, k)
	check(err)
	room := make(chan struct{}, 4)
	var saved uint64
	for seq := last + 1; ; seq++ {
		room <- struct{}{}
		s.Append(k, records(seq, 1), func(err error) {
			check(err)
			_, err = fmt.Printf("ack %d %d %d\n", k.Workspace, k.Piece, seq)
			check(err)
			<-room
		})
		if durable := seq - min(seq, 5); durable > saved+200 {
			saved = durable
			check(s.SaveSnapshot(ctx, k, Snapshot{Seq: durable, State: pattern(durable, 2*chunkBytes)}))
		}
	}
}
