//go:build unix

package disk

import (
	"errors"
	"os"
	"syscall"
)

// lock opens a journal for this process alone. The system gives it back when the file is
// closed, however the process ends. It returns ErrElsewhere if another process has it.
func lock(name string) (*os.File, error) {
	clearWay(name)
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0o600)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != nil {
			_ = f.Close() // nothing was written
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, ErrElsewhere
			}
			return nil, err
		}
		// Who had it may have removed it between our opening and locking it.
		have, err := f.Stat()
		is, err2 := os.Stat(name)
		if err == nil && err2 == nil && os.SameFile(have, is) {
			return f, nil
		}
		_ = f.Close()
	}
}

// unlock removes a journal, and gives it back.
func unlock(f *os.File) error { return errors.Join(os.Remove(f.Name()), f.Close()) }

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

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
