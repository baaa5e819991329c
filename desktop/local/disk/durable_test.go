package disk

import (
	"os"
	"path/filepath"
	"testing"
)

// TestJournalsName: the folder of a journal that was made just now is synced, before anything is told to be
// durable in it.
func TestJournalsName(t *testing.T) {
	p, k, path := made(t)
	if err := k.Close(new(p.state(""))); err != nil {
		t.Fatal(err)
	}
	k, synced := newKeeper(path), 0
	k.syncDir = func(dir string) error {
		info, err := os.Stat(journalName(path))
		if err != nil || info.Size() != emptyBytes || dir != filepath.Dir(path) {
			t.Errorf("%s is synced: the journal is %v, %v", dir, info, err)
		}
		synced++
		return nil
	}
	k, _, err := open(k)
	if err != nil {
		t.Fatal(err)
	}
	if synced != 1 {
		t.Errorf("its folder is synced %d times", synced)
	}
	if err := k.Close(nil); err != nil {
		t.Fatal(err)
	}
}
