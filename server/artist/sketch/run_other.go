//go:build !linux

package sketch

import "context"

// Available reports whether programs can be run.
const Available = false

// IsChild reports whether this process is a child of Run.
func IsChild() bool { return false }

// Child is never called where there are no children.
func Child() {}

// Run returns [ErrOff].
func Run(context.Context, Request) (Result, error) { return Result{}, ErrOff }
