//go:build unix

package app

import (
	"errors"
	"os"
	"syscall"
)

// lockFile makes a file that nobody else can lock until it is closed, or the process is
// gone.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil && !there(f, path) {
		err = errors.New("whoever had the lock has just let it go")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// unlockFile removes such a file, and closes it.
func unlockFile(f *os.File, path string) {
	_ = os.Remove(path) // what stays is nobody's, and is taken again
	_ = f.Close()
}

// syncDir makes the names in a folder durable, where the system knows how: some that lie on other
// machines do not.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err = f.Sync(); errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

// there reports whether the file is still the one of that name: a lock on one that was
// removed meanwhile keeps nobody off.
func there(f *os.File, path string) bool {
	is, err := f.Stat()
	at, err2 := os.Stat(path)
	return err == nil && err2 == nil && os.SameFile(is, at)
}
