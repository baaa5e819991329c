package local

import (
	"testing"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
)

func markOf(s *core.Stroke) []artist.Mark { return []artist.Mark{{Brush: s.Brush, Points: s.Points}} }

// behind reports whether a line has had to drop something.
func (w *Workspace) behind(t testing.TB) (yes bool) {
	t.Helper()
	if err := w.ask(t.Context(), func() {
		for _, c := range w.conns {
			c.mu.Lock()
			yes = yes || c.behind
			c.mu.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	return yes
}

func inksOf(list ...artist.Mark) (inks []authority.Ink) {
	for _, m := range list {
		inks = append(inks, authority.Ink{Brush: m.Brush, Points: m.Points})
	}
	return inks
}
