package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"easel.example/core/authority"
	"easel.example/core/export"
)

// A Found is what is opened.
type Found struct {
	State   State              // of the file
	Records []authority.Record // that follow it
	Meta    []byte             // the newest, or nil
	Notice  string             // a sentence for people, or ""
}

// journalMost bounds a journal that is read: the file is written anew long before.
const journalMost = 1 << 30

// resolve returns the file that a name leads to, wherever it is linked from.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	return path, nil
}

// Open opens the Easel file at path. Where its folder can only be read, the keeper's status says so.
// An error is, or wraps, a sentence for people.
func Open(path string) (k *Keeper, f Found, err error) {
	if path, err = resolve(path); err != nil {
		return nil, f, sentence(err, ErrRead)
	}
	return open(newKeeper(path))
}

// open is Open for a keeper that has just been made.
func open(k *Keeper) (_ *Keeper, f Found, err error) {
	// The lock comes first: who has it may be about to replace the file.
	k.journal, err = lock(journalName(k.path))
	if errors.Is(err, ErrElsewhere) {
		return nil, f, err
	}
	if err != nil {
		k.journal = nil
		k.fail(err)
	}
	if f, err = k.load(); err != nil {
		k.let()
		return nil, f, err
	}
	go k.run()
	return k, f, nil
}

// let gives the journal of a file that is not opened back. One that we have just made goes.
func (k *Keeper) let() {
	if k.journal == nil {
		return
	}
	if info, err := k.journal.Stat(); err == nil && info.Size() == 0 {
		_ = unlock(k.journal) // nothing is in it
		return
	}
	_ = k.journal.Close() // nothing was written
}

// load reads the file and its journal.
func (k *Keeper) load() (f Found, err error) {
	b, sum, err := read(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, wrapped{ErrGone, err}
	}
	if err == nil {
		f.State, err = decode(b)
	}
	var format export.FormatError
	switch {
	case errors.As(err, &format):
		return f, format
	case err != nil:
		return f, wrapped{ErrRead, err}
	}
	if k.file, err = os.Stat(k.path); err != nil {
		return f, wrapped{ErrRead, err}
	}
	f.Meta, k.saved, k.last, k.durable = f.State.Meta, f.State.Seq, f.State.Seq, f.State.Seq
	if k.file.Mode().Perm()&0o200 == 0 {
		k.barred = true
		k.fail(fs.ErrPermission)
	}
	if k.journal == nil {
		return f, nil
	}
	return f, k.follow(&f, sum)
}

// follow reads the journal, and goes on in it.
func (k *Keeper) follow(f *Found, sum Sum) error {
	b, err := io.ReadAll(io.LimitReader(k.journal, journalMost+1))
	if err != nil {
		return wrapped{ErrRead, err}
	}
	j := parse(b, sum)
	if !j.follows || len(b) > journalMost {
		_ = k.journal.Close() // it is as it was, and open it could not be moved everywhere
		name, err := moveAside(journalName(k.path), k.path, "not in the file", ".easel-journal")
		if err != nil {
			k.journal = nil
			return wrapped{ErrRead, err}
		}
		f.Notice = fmt.Sprintf("The file was changed by another program since Easel drew in it last. It opens as it is now; what was drawn and not yet in it is kept in “%s”.", filepath.Base(name))
		if k.journal, err = lock(journalName(k.path)); err != nil {
			k.journal = nil
			k.fail(err)
			return nil
		}
		j = found{empty: true}
	}
	if j.empty {
		err := k.reset(sum, nil)
		if err == nil {
			err = k.syncDir(filepath.Dir(k.path)) // the journal may have been made just now
		}
		if err != nil {
			k.fail(err)
		}
		return nil
	}
	f.Records = slices.DeleteFunc(j.records, func(r authority.Record) bool { return r.Seq <= f.State.Seq })
	if j.meta != nil {
		f.Meta = j.meta
	}
	whole := len(f.Records)
	f.Records = f.Records[:unbroken(f.Records, f.State.Seq)]
	if n := len(f.Records); n > 0 {
		k.last = f.Records[n-1].Seq
		k.durable = k.last
	}
	if len(f.Records) < whole {
		return k.leap(f, sum, b)
	}
	k.size = int64(j.whole)
	if err := k.journal.Truncate(k.size); err != nil {
		k.fail(err)
	}
	return nil
}

// unbroken returns how many records follow each other from seq on.
func unbroken(list []authority.Record, seq uint64) int {
	for i, r := range list {
		if r.Seq != seq+uint64(i)+1 {
			return i
		}
	}
	return len(list)
}

// leap goes on in a journal that lacks something: as it was it is kept aside, for what comes
// after the gap fits on nothing.
func (k *Keeper) leap(f *Found, sum Sum, journal []byte) error {
	name, err := besideNew(k.path, "incomplete", ".easel-journal")
	if err == nil {
		err = os.WriteFile(name, journal, 0o600)
	}
	if err != nil {
		return wrapped{ErrRead, err}
	}
	f.Notice = fmt.Sprintf("A part of what was drawn last is missing. What there is of it is kept in “%s”.", filepath.Base(name))
	var after []byte
	for _, r := range f.Records {
		after = appendEntry(after, r)
	}
	if err := k.reset(sum, appendMeta(after, f.Meta)); err != nil {
		k.fail(err)
	}
	return nil
}

// PutAside puts the journal of a file that nobody has open out of the way: what it has fits on nothing. It
// returns its new name.
func PutAside(path string) (name string, err error) {
	if path, err = resolve(path); err != nil {
		return "", err
	}
	f, err := lock(journalName(path))
	if err != nil {
		return "", err
	}
	_ = f.Close() // it is as it was, and open it could not be moved everywhere
	return moveAside(journalName(path), path, "unread", ".easel-journal")
}

// Create makes an Easel file of a piece, at path, and keeps it there from here on. What is there already
// is replaced only if replace is true: where people were asked.
func Create(path string, s State, replace bool) (*Keeper, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, troubled(err)
	}
	k := newKeeper(path)
	if k.journal, err = lock(journalName(path)); err != nil {
		return nil, troubled(err)
	}
	if _, err := os.Lstat(path); err == nil && !replace {
		k.let()
		return nil, ErrExists
	}
	sum, err := writeNew(context.Background(), newName(path), s, modeOf(path))
	if err == nil {
		k.gap = true // the journal that may be there is of the file that goes
		err = k.replace(written{sum, s.Seq, nil}, nil, false)
	}
	if err != nil {
		_ = os.Remove(newName(path)) // it may not be there
		k.let()
		return nil, troubled(err)
	}
	k.last, k.durable = s.Seq, s.Seq
	go k.run()
	return k, nil
}
