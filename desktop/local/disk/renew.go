package disk

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A written file waits to take its place.
type written struct {
	sum Sum
	seq uint64
	err error
}

// journalName and newName are what lies beside a file.
func journalName(path string) string { return beside(path, ".easel-journal") }
func newName(path string) string     { return beside(path, ".easel-new") }

func beside(path, end string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+end)
}

// begin begins to write the file anew.
func (k *Keeper) begin(s State) {
	if k.barred {
		k.err = ErrReadOnly
		return
	}
	var ctx context.Context
	ctx, k.encode = context.WithCancel(context.Background())
	k.after, k.over = nil, false
	go func() { // renew, which comes before the end of run, waits for it
		sum, err := writeNew(ctx, newName(k.path), s, modeOf(k.path))
		k.written <- written{sum, s.Seq, err}
	}()
}

// modeOf returns the permissions of a file, or those of a new one.
func modeOf(path string) os.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

// writeNew writes an Easel file, and makes it durable. What lies there under that name is of a process that
// died, or a trap: it goes, and is not written into.
func writeNew(ctx context.Context, name string, s State, mode os.FileMode) (sum Sum, err error) {
	_ = os.Remove(name) // if it stays, the next line says so
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return sum, err
	}
	hash := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	err = encode(ctx, b, s)
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name) // it is no file yet
		return sum, err
	}
	return Sum(hash.Sum(nil)), nil
}

// drop forgets the file that was being written.
func (k *Keeper) drop() {
	k.encode()
	k.encode, k.after, k.over = nil, nil, false
}

// renew puts a written file in its place, and begins the journal anew.
func (k *Keeper) renew(w written) {
	after, over := k.after, k.over
	k.drop()
	err := w.err
	if err == nil {
		err = k.replace(w, after, over)
	}
	if err != nil {
		_ = os.Remove(newName(k.path)) // it may not be there
		k.err = troubled(err)
	}
}

// replace makes the three steps of the package comment.
func (k *Keeper) replace(w written, after []byte, over bool) error {
	if k.journal == nil {
		f, err := lock(journalName(k.path))
		if err != nil {
			return err
		}
		k.journal, k.gap = f, true
	}
	k.giveWay()
	if !k.gap {
		err := k.put(appendMark(nil, w.sum))
		if err == nil {
			err = k.journal.Sync()
		}
		if err != nil {
			k.fail(err)
		}
	}
	if err := os.Rename(newName(k.path), k.path); err != nil {
		return err
	}
	k.file, _ = os.Stat(k.path) // without it, it counts as changed by others, and is kept aside
	if err := k.syncDir(filepath.Dir(k.path)); err != nil {
		return err
	}
	k.saved = w.seq
	if !k.gap && len(after) > 0 {
		return nil // the mark is enough; it is shortened when nobody draws meanwhile
	}
	if over {
		after = nil
	}
	if err := k.reset(w.sum, after); err != nil {
		k.gap = true
		return err
	}
	if k.gap = over; !over {
		k.err, k.durable = nil, k.last
	}
	return nil
}

// reset begins the journal anew behind a file, with what came after that.
func (k *Keeper) reset(file Sum, after []byte) error {
	if err := k.journal.Truncate(0); err != nil {
		return err
	}
	k.size = 0
	b := append(appendMark([]byte(magic), file), after...)
	if err := k.put(b); err != nil {
		return err
	}
	if err := k.journal.Sync(); err != nil {
		return err
	}
	k.dirty, k.synced = false, time.Now()
	return nil
}

// clearWay removes what lies under a name of ours and is no file: a link or a pipe that came out of
// somebody's archive would have us write, or wait, elsewhere.
func clearWay(name string) {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		_ = os.Remove(name) // if it stays, it cannot be opened as a file
	}
}

// same reports whether the file is as we left it.
func (k *Keeper) same() bool {
	is, err := os.Stat(k.path)
	return err == nil && k.file != nil && os.SameFile(is, k.file) && is.Size() == k.file.Size() && is.ModTime().Equal(k.file.ModTime())
}

// Remove removes the file after Close, unless another program has made something of it.
func (k *Keeper) Remove() error {
	if !k.same() {
		return nil
	}
	return os.Remove(k.path)
}

// giveWay keeps aside what another program has made of the file: it is somebody's, too.
func (k *Keeper) giveWay() {
	if _, err := os.Stat(k.path); err != nil || k.file == nil || k.same() {
		return
	}
	if name, err := keepAside(k.path, "changed elsewhere", filepath.Ext(k.path)); err == nil {
		k.aside = name
	}
}

// keepAside gives a file a name beside path that says why, and returns it.
func keepAside(path, why, ext string) (string, error) { return moveAside(path, path, why, ext) }

// moveAside is keepAside for a file that lies beside path.
func moveAside(from, path, why, ext string) (string, error) {
	name, err := besideNew(path, why, ext)
	if err != nil {
		return "", err
	}
	return name, os.Rename(from, name)
}

// besideNew returns a name beside path that says why, and that no file has.
func besideNew(path, why, ext string) (string, error) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	at := time.Now().Format("2006-01-02 15.04.05")
	for i := 1; i <= asideMost; i++ {
		name := fmt.Sprintf("%s (%s %s)%s", stem, why, at, ext)
		if i > 1 {
			name = fmt.Sprintf("%s (%s %s, %d)%s", stem, why, at, i, ext)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", ErrExists
}

// asideMost is how many files are kept aside for one reason in one second: no more are.
const asideMost = 100
