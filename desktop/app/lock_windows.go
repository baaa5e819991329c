package app

import (
	"os"
	"syscall"
)

// lockFile makes a file that nobody else can open until it is closed, or the process is
// gone.
func lockFile(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const shared = 0 // with nobody
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, shared, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}

// unlockFile closes such a file, and removes it if nobody else has it by then: an open one
// cannot be removed.
func unlockFile(f *os.File, path string) {
	_ = f.Close()
	_ = os.Remove(path) // what stays is nobody's, and is taken again
}

// syncDir does nothing: Windows makes names durable with the file.
func syncDir(string) error { return nil }
