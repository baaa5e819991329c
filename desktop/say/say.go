// Package say has errors that are sentences for people, who are shown them as they are: with a
// capital and a full stop, which other errors do not have. A sentence says what happened, what is safe and
// what to do, and names no internals.
package say

import (
	"errors"
	"fmt"
)

// A Sentence is an error that is always the same. It is equal to itself, for errors.Is.
type Sentence string

func (s Sentence) Error() string { return string(s) }

// Errorf returns a sentence about something, which may be behind it (%w).
func Errorf(format string, args ...any) error { return told{fmt.Errorf(format, args...)} }

type told struct{ error }

func (t told) Unwrap() error { return errors.Unwrap(t.error) }
