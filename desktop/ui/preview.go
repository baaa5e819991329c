package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core/raster"
	"easel.example/desktop/app"
)

// A preview stands below the sheet's textures, which are clear where the piece is not drawn yet.
type preview struct {
	of  *app.Preview
	img *ebiten.Image
}

// stand shows a preview, or none any more. One that all of the piece covers goes.
func (s *sheet) stand(p *app.Preview) {
	l := &s.layers
	if p != s.preview.of {
		s.fall()
		s.preview.of = p
		if p != nil {
			s.preview.img = ebiten.NewImageFromImageWithOptions(p.Picture, &ebiten.NewImageFromImageOptions{Unmanaged: true})
			l.clear = true
			l.lighten()
		}
		return
	}
	if s.preview.img != nil && l.canvas != nil && (l.images[l.level] != nil && len(l.todo) == 0 || l.w != p.Width || l.h != p.Height) {
		s.fall()
	}
}

// fall drops the preview, and what would be clear without it.
func (s *sheet) fall() {
	if s.preview.img == nil {
		return
	}
	s.preview.img.Deallocate()
	s.preview.img = nil
	s.layers.clear = false
	s.layers.darken()
}

// under shows the preview.
func (s *sheet) under(dst *ebiten.Image) {
	if p := s.preview; p.img != nil {
		s.place(dst, p.img, image.Point{}, float64(p.of.Width)/float64(p.img.Bounds().Dx()), ebiten.FilterLinear)
	}
}

// lighten makes clear what the shown level has not drawn yet.
func (l *layers) lighten() {
	img := l.images[l.level]
	if img == nil {
		return
	}
	side := raster.TileSize >> l.level
	for i := range l.todo {
		x, y := int(i%l.wide)*side, int(i/l.wide)*side
		if at := image.Rect(x, y, x+side, y+side).Intersect(img.Bounds()); !at.Empty() {
			part(img, at).Clear()
		}
	}
}

// darken gives up the levels that may be clear somewhere: they are made anew when they are shown.
func (l *layers) darken() {
	for i, img := range l.images {
		if img != nil && (i != l.level || len(l.todo) > 0) {
			img.Deallocate()
			l.images[i] = nil
		}
	}
}
