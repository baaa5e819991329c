package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSweep: what a killed app was just writing does not stay for good, and what another is writing does.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old, fresh, other := filepath.Join(dir, ".new-1"), filepath.Join(dir, ".new-2"), filepath.Join(dir, "kept")
	for _, name := range []string{old, fresh, other} {
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * sweepAfter)
	for _, name := range []string{old, other} {
		if err := os.Chtimes(name, past, past); err != nil {
			t.Fatal(err)
		}
	}
	d := newDisk()
	d.put(filepath.Join(dir, "file"), []byte("x"))
	d.close()
	for name, want := range map[string]bool{old: false, fresh: true, other: true} {
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s: %v, want it there: %v", filepath.Base(name), err, want)
		}
	}
}
