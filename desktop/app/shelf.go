package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"easel.example/core/client"
)

// A shelf is where ink lies that is not on the server yet, by place and replica, and the
// piece as it was seen last, so that one can go on without the server.
type shelf struct {
	disk     *disk
	dirs     []string // of the place's names; new things go into the first
	dir      string   // where the replica's ink is
	replica  uint64
	lock     *os.File
	written  []byte
	found    bool // an earlier app has left ink
	frozen   uint64
	frozenAt int64
}

// openShelf returns the shelf of a place below a folder, by all the names that it goes by,
// the first of them its own.
func openShelf(dir string, names []string, d *disk) *shelf {
	f := &shelf{disk: d}
	for _, n := range names {
		sum := sha256.Sum256([]byte(n)) // a name may hold a secret, and signs that no file's name has
		f.dirs = append(f.dirs, filepath.Join(dir, "kept", hex.EncodeToString(sum[:12])))
	}
	f.dir = f.dirs[0]
	return f
}

const (
	keptSuffix = ".kept"
	lockSuffix = ".lock"
)

func (f *shelf) path(suffix string) string {
	return filepath.Join(f.dir, fmt.Sprintf("%016x%s", f.replica, suffix))
}

// claim returns a replica that nobody else has, and what it has left behind: one whose app
// is gone, or a new one.
func (f *shelf) claim(random func() uint64) (replica uint64, kept []byte) {
	if f.adopt() {
		return f.replica, f.written
	}
	f.fresh(random)
	return f.replica, nil
}

// fresh takes a replica that nobody has had.
func (f *shelf) fresh(random func() uint64) {
	f.dir = f.dirs[0]
	if os.MkdirAll(f.dir, 0o700) != nil {
		f.replica = nonzero(random) // writing will tell
		return
	}
	f.hold(nonzero(random))
}

// adopt takes a replica whose app is gone and has left ink behind, if there is one.
func (f *shelf) adopt() bool {
	for _, f.dir = range f.dirs {
		list, _ := os.ReadDir(f.dir) // one that is not there has left nothing
		for _, e := range list {
			digits, kept := strings.CutSuffix(e.Name(), keptSuffix)
			id, err := strconv.ParseUint(digits, 16, 64)
			if !kept || err != nil || id == 0 || !f.hold(id) {
				continue
			}
			if f.written, err = os.ReadFile(filepath.Join(f.dir, e.Name())); err == nil {
				f.found = true
				return true
			}
			f.release()
		}
	}
	return false
}

func nonzero(random func() uint64) uint64 {
	for {
		if n := random(); n != 0 {
			return n
		}
	}
}

// hold takes a replica for this app alone, for as long as it runs.
func (f *shelf) hold(replica uint64) bool {
	f.replica = replica
	lock, err := lockFile(f.path(lockSuffix))
	f.lock = lock
	return err == nil
}

// release lets others have the replica.
func (f *shelf) release() {
	if f.lock == nil {
		return
	}
	unlockFile(f.lock, f.path(lockSuffix))
	f.lock = nil
}

// aside puts what cannot be taken up out of the way of what comes.
func (f *shelf) aside() {
	_ = os.Rename(f.path(keptSuffix), f.path(".unread"))
	f.written, f.found = nil, false
}

// keep has own ink written to the disk, if it has changed.
func (s *Studio) keep() {
	f := s.shelf
	if f == nil {
		s.unkept = true
		return
	}
	f.write(s.client.Keep(s.app.now))
	if was := s.unkept; was != f.disk.failed(f.path(keptSuffix)) {
		s.unkept = !was
		s.readState()
	}
}

// write has own ink written; nil is none. What could not be written is tried again.
func (f *shelf) write(data []byte) {
	if path := f.path(keptSuffix); string(data) != string(f.written) || f.disk.failed(path) {
		f.written = data
		f.disk.put(path, data)
	}
}

// frozenPath is where the piece lies as it was seen last, for the place's name i.
func (f *shelf) frozenPath(i int) string { return filepath.Join(f.dirs[i], "piece.frozen") }

// freeze has the piece written to the disk as it is seen, if it has changed.
func (s *Studio) freeze() {
	f := s.shelf
	if f == nil || s.state.Phase != client.Live || s.state.Figures.Seq == f.frozen || s.place.File != "" {
		return
	}
	data := s.client.Freeze()
	if data == nil {
		return
	}
	f.frozen = s.state.Figures.Seq
	f.frozenAt = s.app.now + int64(len(data)/bytesPerMs)
	f.disk.put(f.frozenPath(0), data)
}

// thaw takes up the piece as it was seen last, where none has come for a while.
func (s *Studio) thaw() {
	if s.shelf == nil || s.thawing || s.client.Replica() != nil || s.place.File != "" || s.app.now-s.began < thawAfter && s.lostWhy == "" {
		return
	}
	s.thawing = true
	var data []byte
	f := s.shelf
	s.app.jobs.start(func(context.Context) (err error) {
		for i := range f.dirs {
			if data, err = os.ReadFile(f.frozenPath(i)); err == nil {
				return nil
			}
		}
		return err
	}, func(err error) {
		if err == nil && s.client.Replica() == nil {
			s.takeUp(data)
		}
	})
}

func (s *Studio) takeUp(data []byte) {
	if !s.shelf.found {
		s.renew()
	}
	err := s.client.Thaw(data, s.app.now)
	if err != nil && !errors.Is(err, client.ErrLookedOn) {
		for i := range s.shelf.dirs { // whichever it was
			s.app.disk.put(s.shelf.frozenPath(i), nil)
		}
	}
	s.drop()
	s.readState()
}
