package app

import (
	"math"

	"easel.example/core"
)

// How pens move: what is left of the way after a 60th of a second, and of a name's change.
const (
	glideLeft = 0.65
	fadeLeft  = 0.9
	frameMs   = 1000.0 / 60
)

// How much of a name is seen while its pen draws.
const (
	nameDrawing   = 0.15
	artistDrawing = 0.75
)

// glideFallback is the color of who is not known yet.
const glideFallback = 0x888888

// pens are those of others: they glide to where they are.
type pens struct {
	list []gliding
	at   int64 // of the last step
}

type gliding struct {
	actor  core.Actor
	member uint32
	to, at Spot // px of the piece
	down   bool
	alpha  float64
}

// step lets pens glide, and takes note of where they are where that has changed.
func (p *pens) step(s *Studio, news bool) {
	now := s.app.now
	passed := float64(now-p.at) / frameMs
	p.at = now
	if news || s.client.Performing() > 0 { // a pen that is performed moves in each frame
		p.look(s)
		s.app.change.Overlay = true
	}
	for i := range p.list {
		if p.list[i].glide(passed, s.app.Calm()) {
			s.app.change.Overlay = true
		}
	}
}

func (p *pens) look(s *Studio) {
	var list []gliding
	for _, c := range s.client.Cursors() {
		g := gliding{actor: c.Actor, alpha: 1}
		if r := s.client.Replica(); r != nil {
			who, _ := r.Piece().Actor(c.Actor)
			g.member = who.Member
		}
		to := Spot{float64(c.X) / core.Unit, float64(c.Y) / core.Unit}
		g.at = to
		for _, o := range p.list {
			if o.actor == c.Actor {
				g = o
			}
		}
		g.to, g.down = to, c.Down
		list = append(list, g)
	}
	p.list = list
}

// glide moves a pen for so many 60ths of a second, and reports whether that can be seen.
// The artist's is told of in each frame, and is where it is.
func (g *gliding) glide(passed float64, calm bool) bool {
	artist := g.member == ArtistMember
	want := 1.0
	if g.down && artist {
		want = artistDrawing
	} else if g.down {
		want = nameDrawing
	}
	was := *g
	if calm {
		g.at, g.alpha = g.to, want
		return *g != was
	}
	near := math.Hypot(g.to.X-g.at.X, g.to.Y-g.at.Y) < 0.25
	if artist || near {
		g.at = g.to
	} else {
		k := 1 - math.Pow(glideLeft, passed)
		g.at.X += (g.to.X - g.at.X) * k
		g.at.Y += (g.to.Y - g.at.Y) * k
	}
	if g.alpha += (want - g.alpha) * (1 - math.Pow(fadeLeft, passed)); math.Abs(want-g.alpha) < 0.01 {
		g.alpha = want
	}
	return *g != was
}

func (p *pens) draw(dst []Pen, s *Studio) []Pen {
	for _, g := range p.list {
		pen := Pen{At: s.view.ToScreen(g.at), Color: glideFallback, Down: g.down, Artist: g.member == ArtistMember, Alpha: g.alpha}
		if m, ok := s.member(g.member); ok {
			pen.Name, pen.Color = m.Name, m.Color
		}
		if pen.Artist && pen.Name == "" {
			pen.Name = "Artist"
		}
		dst = append(dst, pen)
	}
	return dst
}
