package job

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMode: a file that is written anew can be read by whom it could be before, and a new one by whom the
// system lets read new ones.
func TestMode(t *testing.T) {
	v := view(t)
	path := filepath.Join(t.TempDir(), "x.png")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), path, v, Export{Kind: PNG}, nil); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("what was one's own is %v, %v", info.Mode(), err)
	}
}

// TestLink: a file that a link leads to is written anew, and the link stays.
func TestLink(t *testing.T) {
	v := view(t)
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.png"), filepath.Join(dir, "link.png")
	if err := os.WriteFile(real, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here:", err)
	}
	if err := Write(t.Context(), link, v, Export{Kind: PNG}, nil); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if info, err := os.Stat(real); err != nil || info.Size() == 0 {
		t.Errorf("what it leads to is as it was: %v", err)
	}
}

// TestLongPath: a name that a folder can have can be written.
func TestLongPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("x", 250)+".png")
	if err := Write(t.Context(), path, view(t), Export{Kind: PNG}, nil); err != nil {
		t.Error(err)
	}
	if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
		t.Errorf("beside it: %v", list)
	}
}

// TestNoFile: what is no file of bytes is refused, and not waited for.
func TestNoFile(t *testing.T) {
	for _, path := range []string{t.TempDir(), os.DevNull} {
		if _, err := Read(path, 320, 240); err == nil || !strings.HasSuffix(err.Error(), "cannot be read.") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
