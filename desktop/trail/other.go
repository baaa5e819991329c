//go:build !linux && !freebsd && !netbsd && !openbsd

package trail

// New returns no trail: there is no display of X to ask.
func New() *Trail { return nil }

// Run does nothing.
func (t *Trail) Run(<-chan struct{}) {}
