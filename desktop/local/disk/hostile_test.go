package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"easel.example/core/authority"
)

// TestLinksBeside: what lies beside a file, under the names that are ours, may come out of somebody's
// archive: a link there leads nowhere.
func TestLinksBeside(t *testing.T) {
	for _, c := range []struct {
		name   string
		of     func(string) string
		victim string
	}{{"new", newName, "mine"}, {"journal", journalName, ""}} {
		t.Run(c.name, func(t *testing.T) {
			p, k, path := made(t)
			if err := k.Close(nil); err != nil {
				t.Fatal(err)
			}
			victim := filepath.Join(t.TempDir(), "victim")
			if err := os.WriteFile(victim, []byte(c.victim), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(victim, c.of(path)); err != nil {
				t.Skip("no links here:", err)
			}
			k, _, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			k.Append(p.draw(), true)
			if err := k.Close(new(p.state(""))); err != nil {
				t.Error(err)
			}
			if b, _ := os.ReadFile(victim); string(b) != c.victim {
				t.Errorf("what the link leads to has %d bytes of ours", len(b))
			}
			if _, n, _ := opened(t, path); n != 1 {
				t.Errorf("%d strokes are kept; want 1", n)
			}
		})
	}
}

// TestNoFile: what is no file of bytes is not waited for.
func TestNoFile(t *testing.T) {
	dir := t.TempDir()
	if Holds(dir) {
		t.Error("a folder holds a piece")
	}
	if _, _, err := Open(dir); !errors.Is(err, ErrRead) {
		t.Errorf("a folder: %v", err)
	}
	if list, _ := os.ReadDir(filepath.Dir(dir)); len(list) != 1 {
		t.Errorf("it leaves %v", list)
	}
}

// TestOverflowWhileWriting: where more comes at once than memory is for, while the file is being written,
// the new file does not count as having it.
func TestOverflowWhileWriting(t *testing.T) {
	p, k, path := made(t)
	s := p.state("")
	sum, err := writeNew(t.Context(), newName(path), s, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Close(nil); err != nil {
		t.Fatal(err)
	}
	q := newKeeper(path)
	if q.journal, err = lock(journalName(path)); err != nil {
		t.Fatal(err)
	}
	defer q.journal.Close()
	q.encode = func() {}
	q.carryOut(queue{over: true, last: s.Seq + 9})
	q.renew(written{sum, s.Seq, nil})
	if q.err == nil || q.durable >= s.Seq+9 {
		t.Errorf("what was let go counts as kept: %v, durable to %d of %d", q.err, q.durable, s.Seq+9)
	}
}

// TestGap: a journal that lacks an entry is followed up to there, and the file opens.
func TestGap(t *testing.T) {
	p, k, path := made(t)
	var all [][]authority.Record
	for range 3 {
		all = append(all, p.draw())
	}
	k.Append(all[0], true)
	k.Append(all[2], true)
	if err := k.Close(nil); err != nil {
		t.Fatal(err)
	}
	_, n, f := opened(t, path)
	if n != 1 || f.Notice == "" {
		t.Errorf("%d strokes, and it says %q; want the one before the gap, and a notice", n, f.Notice)
	}
}
