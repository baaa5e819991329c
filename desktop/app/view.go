package app

import "math"

// A Spot is a place, in px: of the screen or of the piece.
type Spot struct{ X, Y float64 }

// A View says where the sheet lies on the screen: X and Y of its corner in px, px of the
// screen to a px of the piece, how far it is turned (radians, clockwise), and whether it
// is seen from behind.
type View struct {
	X, Y, Zoom, Angle float64
	Flip              bool
}

// Bounds of a view's zoom.
const (
	ZoomMin = 0.05
	ZoomMax = 32
)

// nearlyUpright is how far from upright fingers may leave a sheet that they meant to be so.
const nearlyUpright = math.Pi / 30

// Room is what panels take of the window, in px.
type Room struct{ Left, Right, Top, Bottom float64 }

// ToPiece returns where a place of the screen lies on the piece.
func (v View) ToPiece(s Spot) Spot {
	sin, cos := math.Sincos(v.Angle)
	dx, dy := (s.X-v.X)/v.Zoom, (s.Y-v.Y)/v.Zoom
	p := Spot{dx*cos + dy*sin, dy*cos - dx*sin}
	if v.Flip {
		p.X = -p.X
	}
	return p
}

// ToScreen returns where a place of the piece lies on the screen.
func (v View) ToScreen(p Spot) Spot {
	sin, cos := math.Sincos(v.Angle)
	if v.Flip {
		p.X = -p.X
	}
	return Spot{v.X + (p.X*cos-p.Y*sin)*v.Zoom, v.Y + (p.X*sin+p.Y*cos)*v.Zoom}
}

// pin moves the view so that a place of the piece lies at one of the screen.
func (v View) pin(piece, at Spot) View {
	w := v.ToScreen(piece)
	v.X += at.X - w.X
	v.Y += at.Y - w.Y
	return v
}

// ZoomAt zooms so that what is at a place of the screen stays there.
func (v View) ZoomAt(at Spot, factor float64) View {
	p := v.ToPiece(at)
	v.Zoom = min(max(v.Zoom*factor, ZoomMin), ZoomMax)
	return v.pin(p, at)
}

// TurnAt turns so that what is at a place of the screen stays there.
func (v View) TurnAt(at Spot, angle float64) View {
	p := v.ToPiece(at)
	v.Angle = upright(v.Angle + angle)
	return v.pin(p, at)
}

// FlipAt shows the sheet from its other side; what is at a place of the screen stays there.
func (v View) FlipAt(at Spot) View {
	p := v.ToPiece(at)
	v.Flip, v.Angle = !v.Flip, upright(-v.Angle)
	return v.pin(p, at)
}

// upright returns an angle from -π to π.
func upright(a float64) float64 { return a - 2*math.Pi*math.Round(a/(2*math.Pi)) }

// fitted shows the whole of a w × h piece upright in a window, with room around it, at
// most at 100 %. It keeps the side that it is seen from.
func (v View) fitted(width, height float64, w, h int32, r Room) View {
	inW, inH := max(width-r.Left-r.Right, 50), max(height-r.Top-r.Bottom, 50)
	pw, ph := float64(w), float64(h)
	zoom := min(inW/pw, inH/ph, 1)
	x, y := r.Left+(inW-pw*zoom)/2, r.Top+(inH-ph*zoom)/2
	if zoom == 1 { // px for px, nothing between
		x, y = math.Round(x), math.Round(y)
	}
	if v.Flip {
		x += pw * zoom
	}
	return View{X: x, Y: y, Zoom: zoom, Flip: v.Flip}
}

// pinched moves, zooms and turns by two fingers: from a pair of places to another.
func (v View) pinched(from, to [2]Spot) View {
	mid := func(p [2]Spot) Spot { return Spot{(p[0].X + p[1].X) / 2, (p[0].Y + p[1].Y) / 2} }
	gap := func(p [2]Spot) float64 { return math.Hypot(p[0].X-p[1].X, p[0].Y-p[1].Y) }
	way := func(p [2]Spot) float64 { return math.Atan2(p[1].Y-p[0].Y, p[1].X-p[0].X) }
	a, b := mid(from), mid(to)
	v = v.ZoomAt(a, gap(to)/max(gap(from), 1)).TurnAt(a, upright(way(to)-way(from)))
	v.X += b.X - a.X
	v.Y += b.Y - a.Y
	return v
}
