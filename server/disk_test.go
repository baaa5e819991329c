package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"easel.example/core/client"
)

// TestFullDisk fills the disk under a server while people draw: they are told,
// nothing that is acknowledged is missing, and once there is room again all
// that they drew meanwhile is stored.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "easel-test", dir).CombinedOutput(); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	c := newChild(t, lifted("-data", filepath.Join(dir, "data"))...)
	owner := newPerson(t, c.base)
	token := firstLink(t, c.base, owner)
	b := newBot(t, c.base, token, owner, 11)
	for b.drawn < 20 {
		b.draw(40)
		time.Sleep(time.Millisecond)
	}
	b.settle()

	filler := filepath.Join(dir, "filler")
	fill(t, filler)
	for end := time.Now().Add(20 * time.Second); !b.told(client.NoticeCannotStore); time.Sleep(2 * time.Millisecond) {
		b.draw(400)
		if time.Now().After(end) {
			t.Fatal("the disk is full, and nobody was told")
		}
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	b.settle()
	fresh := newBot(t, c.base, token, newPerson(t, c.base), 12)
	fresh.settle()
	if v := agree(t, []*bot{b, fresh}); v.Strokes != b.drawn {
		t.Errorf("%d strokes are stored, %d were drawn", v.Strokes, b.drawn)
	}
}

// fill writes until the disk takes no more.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, block := range [][]byte{make([]byte, 64<<10), make([]byte, 512)} {
		for err == nil {
			_, err = f.Write(block)
		}
		err = nil
	}
}

// told reports whether the bot has had a notice of that kind.
func (b *bot) told(k client.NoticeKind) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.c.Status(b.now()).Notices {
		if n.Kind == k {
			return true
		}
	}
	return false
}

// TestReadOnlyFolder checks that a folder that cannot be written to is named,
// with what is wrong.
func TestReadOnlyFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary(t), "-addr", "127.0.0.1:0", "-data", filepath.Join(file, "data")).CombinedOutput()
	if err == nil || len(out) == 0 || len(out) > 500 {
		t.Errorf("the server ended with %v and said %q", err, out)
	}
}
