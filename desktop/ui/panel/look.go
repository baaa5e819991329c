package panel

import (
	"image"
	"image/draw"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// A look keeps the pictures that panels show, so that each is made but once.
type look struct {
	swatches map[swatch]*widget.Picture
	pictures map[image.Image]*widget.Picture
}

type swatch struct {
	brush core.Brush
	w, h  int
}

// looksMost is how many pictures of a sort are kept; then they are made anew.
const looksMost = 300

// swatch returns a stroke of a brush on paper.
func (l *look) swatch(b core.Brush, w, h int, scale float64) *widget.Picture {
	w, h = int(float64(w)*scale), int(float64(h)*scale)
	b.Width = uint16(min(float64(b.Width)*scale, core.WidthMax))
	key := swatch{b, w, h}
	if p := l.swatches[key]; p != nil {
		return p
	}
	if l.swatches == nil || len(l.swatches) >= looksMost {
		l.swatches = map[swatch]*widget.Picture{}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	raster.Swatch(b, int32(w), int32(h)).WritePaper(img.Pix, core.Rect{X1: int32(w), Y1: int32(h)}, app.Paper)
	p := widget.NewPicture(img)
	l.swatches[key] = p
	return p
}

// picture returns an image as painters take it.
func (l *look) picture(img image.Image) *widget.Picture {
	if p := l.pictures[img]; p != nil {
		return p
	}
	if l.pictures == nil || len(l.pictures) >= looksMost {
		l.pictures = map[image.Image]*widget.Picture{}
	}
	b := img.Bounds()
	pix := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(pix, pix.Bounds(), img, b.Min, draw.Src)
	p := widget.NewPicture(pix)
	l.pictures[img] = p
	return p
}

// fitted returns the largest rect of a picture's shape in another, in its middle.
func fitted(in widget.Rect, w, h int) widget.Rect {
	if w == 0 || h == 0 {
		return in
	}
	k := min(in.W/float64(w), in.H/float64(h))
	return in.Centre(float64(w)*k, float64(h)*k).Round(1)
}
