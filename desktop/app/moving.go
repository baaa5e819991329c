package app

import "math"

// View returns where the sheet lies.
func (s *Studio) View() View { return s.view }

// SetView moves, zooms or turns the sheet.
func (s *Studio) SetView(v View) {
	v.Zoom = min(max(v.Zoom, ZoomMin), ZoomMax)
	if !math.IsInf(v.X+v.Y+v.Angle, 0) && !math.IsNaN(v.X+v.Y+v.Angle+v.Zoom) {
		s.view, s.whole = v, false
		s.app.change.View, s.app.change.Overlay, s.app.change.Panels = true, true, true
	}
}

// Fit shows the whole sheet, beside the panels.
func (s *Studio) Fit() {
	if s.pieceW > 0 {
		s.SetView(s.view.fitted(s.app.width, s.app.height, s.pieceW, s.pieceH, s.app.room))
	}
	s.whole = true
}

func (s *Studio) middle() Spot { return Spot{s.app.width / 2, s.app.height / 2} }

// ZoomBy zooms about the middle of the window.
func (s *Studio) ZoomBy(factor float64) { s.SetView(s.view.ZoomAt(s.middle(), factor)) }

// ZoomTo zooms to so many px of the screen for one of the piece; 1 lies px on px.
func (s *Studio) ZoomTo(zoom float64) {
	v := s.view.ZoomAt(s.middle(), zoom/s.view.Zoom)
	if zoom == 1 && v.Angle == 0 {
		v.X, v.Y = math.Round(v.X), math.Round(v.Y)
	}
	s.SetView(v)
}

// Turn turns the sheet about the middle of the window, clockwise.
func (s *Studio) Turn(degrees float64) {
	s.SetView(s.view.TurnAt(s.middle(), degrees*math.Pi/180))
}

// Flip shows the sheet from its other side.
func (s *Studio) Flip() { s.SetView(s.view.FlipAt(s.middle())) }
