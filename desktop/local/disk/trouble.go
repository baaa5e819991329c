package disk

import (
	"errors"
	"io/fs"
)

// A Trouble is a sentence for people about what cannot be kept.
type Trouble string

func (t Trouble) Error() string { return string(t) }

// What people are told.
const (
	ErrElsewhere Trouble = "This piece is open in another window already."
	ErrFull      Trouble = "The disk is full. What you draw is kept in this window; make room on the disk, or save the piece elsewhere."
	ErrReadOnly  Trouble = "This folder can only be read. What you draw is kept in this window until you save the piece elsewhere."
	ErrExists    Trouble = "There is a file of that name already."
	ErrGone      Trouble = "There is no such file any more."
	ErrWrite     Trouble = "The piece cannot be written to its file. What you draw is kept in this window; save the piece elsewhere."
	ErrRead      Trouble = "The file cannot be read."
)

// A wrapped error has a sentence for people, and what was behind it.
type wrapped struct {
	Trouble
	err error
}

func (w wrapped) Unwrap() []error { return []error{w.Trouble, w.err} }

// troubled returns err as people are told it, where it was met in writing.
func troubled(err error) error { return sentence(err, ErrWrite) }

func sentence(err error, otherwise Trouble) error {
	var t Trouble
	switch {
	case err == nil || errors.As(err, &t):
		return err
	case isFull(err):
		return wrapped{ErrFull, err}
	case errors.Is(err, fs.ErrPermission) || isReadOnly(err):
		return wrapped{ErrReadOnly, err}
	}
	return wrapped{otherwise, err}
}
