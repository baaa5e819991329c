package app

import (
	"context"
	"fmt"

	"easel.example/core"
)

// Begin begins a new piece; the one before goes into the gallery, as it says.
func (s *Studio) Begin(p NewPiece) {
	if min(p.Width, p.Height) < core.SideMin || max(p.Width, p.Height) > core.SideMax {
		s.app.say(fmt.Sprintf("A side of a piece has %d to %d px.", core.SideMin, core.SideMax))
		return
	}
	s.app.later(func(ctx context.Context) error { return s.place.Host.NewPiece(ctx, p) }, func(err error) {
		s.app.Moved()
		if !s.app.fail(err) && s.app.sheet == SheetNew {
			s.app.Show(NoSheet)
		}
	})
}

// askClear asks before it clears: what lies on the sheet is everybody's.
func (s *Studio) askClear() {
	if s.state.Role != core.Owner {
		s.app.say(ownersOnly)
		return
	}
	piece := s.state.Piece
	s.app.offer("Clear the sheet for everybody? What is on it stays in the gallery.", "Clear it", func() {
		if s.state.Piece == piece { // and not one that somebody has begun meanwhile
			s.Clear()
		}
	})
}

// Clear puts the piece into the gallery and begins an equal empty one.
func (s *Studio) Clear() {
	if s.state.Role != core.Owner {
		s.app.say(ownersOnly)
		return
	}
	w, h := s.pieceW, s.pieceH
	if w == 0 { // one that cannot be read
		w, h = 1600, 1200
	}
	s.Begin(NewPiece{Width: w, Height: h, Style: s.state.Style})
}

// SetTitle gives the piece a title.
func (s *Studio) SetTitle(title string) {
	number := s.state.Piece
	s.app.later(func(ctx context.Context) error { return s.place.Host.TitlePiece(ctx, number, title) }, func(err error) { s.app.fail(err) })
}

// RemoveOwn takes own brush i off the shelf, until it is said that it was a mistake.
func (a *App) RemoveOwn(i int) {
	if i < 0 || i >= len(a.hand.p.Own) {
		return
	}
	name, back := a.hand.removeOwn(i)
	a.offer(fmt.Sprintf("“%s” is off the shelf.", name), "Undo", back)
}
