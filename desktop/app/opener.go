package app

import "context"

// An Opener is a host that may take an Easel file as a new piece, with all of its strokes at once. Where
// that is not to be had it returns a [NotWholeError].
type Opener interface {
	OpenPiece(ctx context.Context, file []byte, title string) error
}

// A NotWholeError says why a host does not take a piece as a file. Stroke by stroke it may.
type NotWholeError struct{ Why string } // a sentence

func (e *NotWholeError) Error() string { return e.Why }
