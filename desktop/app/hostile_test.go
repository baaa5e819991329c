package app

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core"
)

// TestHugePicture: a picture that says it is larger than any piece is not unfolded.
func TestHugePicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	bomb := b.Bytes()
	for _, c := range []struct {
		side  uint32
		large bool
	}{{4096, false}, {4097, true}} {
		binary.BigEndian.PutUint32(bomb[16:], c.side)
		binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
		if _, err := decode(bomb, nil); err == nil || strings.Contains(err.Error(), "too large") != c.large {
			t.Errorf("%d px wide: %v", c.side, err)
		}
	}
}

// TestBrokenJob: a fault of ours in a job is told, and takes nothing else down.
func TestBrokenJob(t *testing.T) {
	j := newJobs()
	var told error
	j.start(func(context.Context) error { panic("a fault") }, func(err error) { told = err })
	j.running.Wait()
	j.deliver()
	if told == nil {
		t.Error("nobody is told")
	}
	j.close()
}

// TestRefusedJob: what there is no room for does not count as being loaded.
func TestRefusedJob(t *testing.T) {
	a := New(Config{Random: func() uint64 { return 1 }}, midday)
	defer a.Close()
	for range jobsWaiting {
		a.Run(func(ctx context.Context) error { <-ctx.Done(); return nil }, func(error) {})
	}
	s := &Studio{app: a}
	g, h := &Gallery{studio: s}, &Sharing{studio: s}
	g.load(0)
	h.loadLinks()
	if g.Loading || h.Loading {
		t.Errorf("the gallery waits: %v, the links: %v", g.Loading, h.Loading)
	}
}

// TestWrittenAgain: ink that could not be written is, once it can, though nothing is drawn meanwhile.
func TestWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	d := newDisk()
	defer d.close()
	f := openShelf(dir, []string{"a place"}, d)
	f.claim(func() uint64 { return 7 })
	defer f.release()
	hidden := f.dir + ".away"
	if err := os.Rename(f.dir, hidden); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.dir, nil, 0o600); err != nil { // a file is in the folder's place
		t.Fatal(err)
	}
	f.write([]byte("ink"))
	d.settle()
	d.put(filepath.Join(dir, "other"), []byte("x")) // which goes well
	d.settle()
	if !d.failed(f.path(keptSuffix)) {
		t.Error("the trouble is forgotten, and the ink is not written")
	}
	if err := os.Remove(f.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(hidden, f.dir); err != nil {
		t.Fatal(err)
	}
	f.write([]byte("ink"))
	d.settle()
	if b, err := os.ReadFile(f.path(keptSuffix)); string(b) != "ink" || d.failed(f.path(keptSuffix)) {
		t.Errorf("the file has %q, %v", b, err)
	}
}

// TestOddFolder: ink is found again in a folder whose name has signs of patterns.
func TestOddFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[b]*")
	d := newDisk()
	defer d.close()
	f := openShelf(dir, []string{"a place"}, d)
	f.claim(func() uint64 { return 7 })
	f.write([]byte("ink"))
	d.settle()
	f.release()
	again := openShelf(dir, []string{"a place"}, d)
	defer again.release()
	if id, kept := again.claim(func() uint64 { return 8 }); id != 7 || string(kept) != "ink" {
		t.Errorf("replica %d has %q", id, kept)
	}
}

// TestDamagedInk: who cannot read what a replica has left is another replica: the server would take what
// is drawn now for what that one has sent before.
func TestDamagedInk(t *testing.T) {
	dir := t.TempDir()
	d := newDisk()
	f := openShelf(dir, []string{"the table"}, d)
	f.claim(func() uint64 { return 7 })
	f.write([]byte("no ink"))
	d.close()
	f.release()
	s := newTable(t, core.Rates{}).sit(dir, core.Painter)
	if got := s.App.studio.shelf.replica; got == 7 {
		t.Errorf("it goes on as replica %d", got)
	}
	if list, _ := filepath.Glob(filepath.Join(f.dir, "*.unread")); len(list) != 1 {
		t.Errorf("kept aside: %v", list)
	}
}
