package disk

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDisk: on a disk that is full people are told, the file stays whole, and all is kept once there
// is room again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("a small disk cannot be had: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	p, path := newPainter(t), filepath.Join(dir, "x.png")
	k, err := Create(path, p.state(""), false)
	if err != nil {
		t.Fatal(err)
	}
	k.Append(p.draw(), true)
	until(t, k, "durable", func(s Status) bool { return s.Durable == p.room.Seq() })
	safe := p.room.Piece().Digest()
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 1<<20), 0o644); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk takes more than it has: %v", err)
	}
	for range 200 { // a page of the journal may be there still
		k.Append(p.draw(), true)
	}
	until(t, k, "full", func(s Status) bool { return errors.Is(s.Err, ErrFull) })
	k.Save(p.state(""))
	until(t, k, "given up", func(s Status) bool { return !s.Saving })
	if s := k.Status(); !errors.Is(s.Err, ErrFull) {
		t.Errorf("it says %v", s.Err)
	}
	journal, file := must(os.ReadFile(journalName(path))), must(os.ReadFile(path))
	if digest, n, _ := opened2(t, file, journal); n < 1 || n == 1 && digest != safe {
		t.Errorf("killed now, %d strokes would be there", n)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	k.Save(p.state(""))
	k.Append(p.draw(), true)
	until(t, k, "well", func(s Status) bool { return s.Err == nil && s.Durable == p.room.Seq() })
	if err := k.Close(new(p.state(""))); err != nil {
		t.Fatal(err)
	}
	if digest, n, _ := opened(t, path); digest != p.room.Piece().Digest() {
		t.Errorf("%d strokes are there, want 202", n)
	}
}
