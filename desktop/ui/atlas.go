package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/math/fixed"

	"easel.example/desktop/ui/widget"
)

// atlasSide is the side of the texture that all small shapes lie on, px. Those of both
// themes at twice the size take a tenth of it.
const atlasSide = 2048

// A cell is where a shape lies on the atlas.
type cell struct {
	at     image.Rectangle
	dx, dy int // from where it is asked for to its upper left corner
}

// A glyphKey names a letter of a face, at one of four places between two px.
type glyphKey struct {
	font  widget.Font
	scale float64
	face  int
	r     rune
	sub   uint8
}

// An atlas is a texture of masks in rows. A full one begins anew.
type atlas struct {
	img    *ebiten.Image
	masks  map[widget.Mask]cell
	glyphs map[glyphKey]cell
	x, y   int // where the next goes
	high   int // of the row
	full   bool
}

func newAtlas() *atlas {
	a := &atlas{img: ebiten.NewImageWithOptions(image.Rect(0, 0, atlasSide, atlasSide), &ebiten.NewImageOptions{Unmanaged: true})}
	a.clear()
	return a
}

// clear forgets all shapes; a white px is always there, for what has no shape.
func (a *atlas) clear() {
	a.masks, a.glyphs = map[widget.Mask]cell{}, map[glyphKey]cell{}
	a.x, a.y, a.high, a.full = 4, 0, 4, false
	white := make([]byte, 4*3*3)
	for i := range white {
		white[i] = 255
	}
	part(a.img, image.Rect(0, 0, 3, 3)).WritePixels(white)
}

// white is the middle of what is always white.
const white = 1.5

func part(img *ebiten.Image, r image.Rectangle) *ebiten.Image {
	sub, ok := img.SubImage(r).(*ebiten.Image)
	if !ok {
		panic("ui: a part of an image is none")
	}
	return sub
}

// mask returns where a mask lies.
func (a *atlas) mask(m widget.Mask) cell {
	c, ok := a.masks[m]
	if !ok {
		c.at = a.put(m.Alpha())
		a.masks[m] = c
	}
	return c
}

// put adds a shape. One that finds no place is not seen until the atlas is begun anew.
func (a *atlas) put(m *image.Alpha) image.Rectangle {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if w == 0 || h == 0 {
		return image.Rectangle{}
	}
	if a.x+w+1 > atlasSide {
		a.x, a.y, a.high = 0, a.y+a.high+1, 0
	}
	if a.y+h > atlasSide || w > atlasSide {
		a.full = true
		return image.Rectangle{}
	}
	r := image.Rect(a.x, a.y, a.x+w, a.y+h)
	a.x += w + 1
	a.high = max(a.high, h)
	pix := make([]byte, 4*w*h)
	for y := range h {
		for x, v := range m.Pix[y*m.Stride : y*m.Stride+w] {
			i := 4 * (y*w + x)
			pix[i], pix[i+1], pix[i+2], pix[i+3] = v, v, v, v
		}
	}
	part(a.img, r).WritePixels(pix)
	return r
}

// glyph returns where a letter lies, whose dot is at a fraction of a px.
func (a *atlas) glyph(t *widget.Typeface, k glyphKey) cell {
	c, ok := a.glyphs[k]
	if ok {
		return c
	}
	face := t.Faces(k.font, k.scale)[k.face]
	dr, mask, mp, _, ok := face.Glyph(fixed.Point26_6{X: fixed.Int26_6(k.sub) * 16}, k.r)
	if ok && !dr.Empty() {
		m := image.NewAlpha(image.Rect(0, 0, dr.Dx(), dr.Dy()))
		for y := range dr.Dy() {
			for x := range dr.Dx() {
				_, _, _, v := mask.At(mp.X+x, mp.Y+y).RGBA()
				m.Pix[y*m.Stride+x] = uint8(v >> 8)
			}
		}
		c = cell{a.put(m), dr.Min.X, dr.Min.Y}
	}
	a.glyphs[k] = c
	return c
}
