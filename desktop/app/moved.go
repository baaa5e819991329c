package app

// A Mover is a host whose piece may go on in another file than the one that was opened: a new piece
// is a new file, and so is one that is saved under another name.
type Mover interface {
	Path() string // of the file, or "" where there is none
}

// Moved takes note of the file that the studio's piece is in now, after something that may have
// moved it.
func (a *App) Moved() {
	s := a.studio
	if s == nil || s.place.File == "" {
		return
	}
	m, ok := s.place.Host.(Mover)
	if !ok {
		return
	}
	if path := m.Path(); path != "" && path != s.place.File {
		s.place.File, s.place.Title = path, s.state.Title
		s.readState()
		a.remember(s.place)
	}
}
