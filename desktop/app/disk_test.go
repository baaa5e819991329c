package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestDisk checks that of what is put only the newest counts, and that a fault is told of
// until something can be written again.
func TestDisk(t *testing.T) {
	dir := t.TempDir()
	d := newDisk()
	defer d.close()
	file := filepath.Join(dir, "deep", "file")
	for i := range 1000 {
		d.put(file, fmt.Append(nil, i))
	}
	d.settle()
	if got, err := os.ReadFile(file); string(got) != "999" {
		t.Errorf("the file has %q, %v", got, err)
	}
	d.put(file, nil)
	d.put(filepath.Join(dir, "never"), nil)
	d.settle()
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) || d.failed(file) {
		t.Errorf("the file that was to go: %v", err)
	}
	if list, _ := os.ReadDir(filepath.Dir(file)); len(list) != 0 {
		t.Errorf("something is left beside it: %v", list)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	below := filepath.Join(file, "below")
	d.put(below, []byte("x"))
	d.settle()
	if !d.failed(below) {
		t.Error("a file below a file is no trouble")
	}
	d.put(file, []byte("x"))
	d.settle()
	if d.failed(file) || !d.failed(below) {
		t.Error("one file's trouble is another's")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	d.put(below, []byte("x"))
	d.settle()
	if d.failed(below) {
		t.Error("the trouble stays")
	}
}

// TestJobs checks the bounds of what goes on beside the frames, and that it ends with the studio.
func TestJobs(t *testing.T) {
	j := newJobs()
	gate, running := make(chan struct{}), make(chan int, jobsWaiting)
	told := 0
	for i := range jobsWaiting {
		if !j.start(func(ctx context.Context) error {
			running <- i
			select {
			case <-gate:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}, func(error) { told++ }) {
			t.Fatalf("job %d is refused", i)
		}
	}
	if j.start(func(context.Context) error { return nil }, func(error) {}) {
		t.Errorf("a job beyond %d is taken", jobsWaiting)
	}
	for range jobsRunning {
		<-running
	}
	if n := len(running); n > 0 {
		t.Errorf("%d jobs run at once", jobsRunning+n)
	}
	close(gate)
	for told < jobsWaiting {
		j.deliver()
		yield()
	}
	ended, begun := errors.New("not ended"), make(chan bool, 1)
	j.start(func(ctx context.Context) error {
		begun <- true
		<-ctx.Done()
		ended = ctx.Err()
		return ended
	}, func(error) { t.Error("who has left is told of a job") })
	<-begun
	j.restart()
	if !errors.Is(ended, context.Canceled) {
		t.Errorf("a job that is left ends with %v", ended)
	}
	j.deliver()
	j.close()
	if j.start(func(context.Context) error { return nil }, func(error) {}) {
		t.Error("a job begins after the end")
	}
}

// TestLock checks that a replica is one app's at a time.
func TestLock(t *testing.T) {
	dir := t.TempDir()
	n := uint64(0)
	random := func() uint64 { n++; return n - 1 } // 0 first: it is nobody's
	d := newDisk()
	defer d.close()
	one, two := openShelf(dir, []string{"a secret"}, d), openShelf(dir, []string{"a secret"}, d)
	a, kept := one.claim(random)
	if a != 1 || kept != nil {
		t.Errorf("the first is replica %d, with %q", a, kept)
	}
	d.put(one.path(keptSuffix), []byte("ink"))
	d.settle()
	if b, kept := two.claim(random); b != 2 || kept != nil {
		t.Errorf("the second is replica %d, with %q", b, kept)
	}
	one.release()
	three := openShelf(dir, []string{"a secret"}, d)
	if c, kept := three.claim(random); c != 1 || string(kept) != "ink" {
		t.Errorf("the third is replica %d, with %q", c, kept)
	}
	if e, kept := openShelf(dir, []string{"another", "a third"}, d).claim(random); e != 3 || kept != nil {
		t.Errorf("in another place one is replica %d, with %q", e, kept)
	}
	three.release()
	if g, kept := openShelf(dir, []string{"another", "a secret"}, d).claim(random); g != 1 || string(kept) != "ink" {
		t.Errorf("by another of its names one is replica %d, with %q", g, kept)
	}
	two.release()
}
