package app

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// guarded does something with the studio. A bug in there ends the studio, and not the app:
// people are told, what they drew is on the disk, and to open the place again starts from
// what the server has.
func (a *App) guarded(f func()) {
	s := a.studio
	defer func() {
		if p := recover(); p != nil && s != nil {
			a.broke(s, p)
		}
	}()
	f()
}

// broke leaves a studio whose state cannot be trusted any more.
func (a *App) broke(s *Studio, p any) {
	digest, seq := s.safeDigest()
	slog.Error("the studio broke", "err", p, "seq", seq, "digest", fmt.Sprintf("%016x", digest), "stack", string(debug.Stack()))
	s.line.Close()
	s.errand.end()
	if s.shelf != nil {
		a.disk.settle()
		s.shelf.release()
	}
	a.studio, a.sheet = nil, NoSheet
	a.jobs.restart()
	a.change = Change{Canvas: true, View: true, Overlay: true, Panels: true}
	a.joinWhy = fmt.Sprintf("Something went wrong in Easel itself (%v, at %d, %016x). What you drew is kept: open the workspace again.", p, seq, digest)
}

// safeDigest is Digest of a piece that may be broken, too.
func (s *Studio) safeDigest() (digest, seq uint64) {
	defer func() { _ = recover() }() // then it stays unknown
	return s.Digest()
}
