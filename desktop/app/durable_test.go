package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestDurableNames: the folder of a file is synced once the file has its name, and not before; where that
// fails the file counts as not written.
func TestDurableNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	var there []string
	var fault error
	d := newDiskWith(func(dir string) error {
		data, err := os.ReadFile(filepath.Join(dir, "file"))
		if err != nil || dir != filepath.Dir(file) {
			t.Errorf("%s is synced: %v", dir, err)
		}
		there = append(there, string(data))
		return fault
	})
	defer d.close()
	for i, text := range []string{"old", "new"} {
		d.put(file, []byte(text))
		d.settle()
		if len(there) != i+1 || there[i] != text || d.failed(file) {
			t.Fatalf("synced with %q, want the last to be %q", there, text)
		}
	}
	fault = errors.New("the disk is gone")
	d.put(file, []byte("newest"))
	d.settle()
	if !d.failed(file) {
		t.Error("a folder that cannot be synced is no trouble")
	}
}
