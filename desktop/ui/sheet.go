package ui

import (
	"image"
	"image/color"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core/raster"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// Of a frame for the ink, while one draws and while one does not: what takes more waits for
// the next.
const (
	inkTime  = 4 * time.Millisecond
	restTime = 12 * time.Millisecond
)

// paper is the colour of an empty sheet.
var paper = color.NRGBA{R: app.Paper >> 16 & 255, G: app.Paper >> 8 & 255, B: app.Paper & 255, A: 255}

// A sheet is the piece on the screen.
type sheet struct {
	layers  layers
	sharp   sharp
	preview preview
	view    app.View // in device px
	moved   time.Time
	w, h    int // of the screen, device px
}

func newSheet() *sheet {
	s := &sheet{}
	s.layers.changed = func(i int32) { s.sharp.patch(i, s.layers.wide) }
	return s
}

// take shows another canvas.
func (s *sheet) take(c *raster.Canvas) {
	s.sharp.drop()
	s.layers.take(c)
}

// look takes where the sheet lies on a screen of so many device px to a px.
func (s *sheet) look(v app.View, scale float64, w, h int) {
	v.X, v.Y, v.Zoom = v.X*scale, v.Y*scale, v.Zoom*scale
	if v != s.view || w != s.w || h != s.h {
		s.moved = time.Now()
	}
	s.view, s.w, s.h = v, w, h
	s.layers.show(halvings(v.Zoom))
}

// seen returns what the screen shows of the piece, as a box around it.
func (s *sheet) seen() image.Rectangle {
	r := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [...]app.Spot{{X: 0, Y: 0}, {X: float64(s.w), Y: 0}, {X: 0, Y: float64(s.h)}, {X: float64(s.w), Y: float64(s.h)}} {
		p := s.view.ToPiece(c)
		r.take(p)
	}
	all := box{max(r.x0, 0), max(r.y0, 0), min(r.x1, float64(s.layers.w)), min(r.y1, float64(s.layers.h))}
	if all.x0 >= all.x1 || all.y0 >= all.y1 {
		return image.Rectangle{}
	}
	return image.Rect(int(all.x0), int(all.y0), int(math.Ceil(all.x1)), int(math.Ceil(all.y1)))
}

// work brings the textures up to date, as far as there is time. It returns which part of the
// screen is to be shown anew, whether all of it is, and whether there is more to do.
func (s *sheet) work(dirty []int32, resting bool) (part image.Rectangle, all, more bool) {
	if s.layers.canvas == nil {
		return part, false, false
	}
	s.layers.dirty(dirty)
	until := time.Now().Add(inkTime)
	if resting {
		until = time.Now().Add(restTime)
	}
	still := resting && time.Since(s.moved) > stillFor
	s.layers.upload(dirty, s.seen(), still, until)
	part = s.onScreen(s.layers.fresh)
	if s.layers.left() > 0 {
		return part, false, still || !part.Empty()
	}
	all, more = s.sharp.draw(s.layers.canvas, s.view.Zoom, s.seen(), still, until)
	return part, all, more
}

// onScreen returns what a part of the piece takes of the screen, and the px around it that
// are mixed with its own.
func (s *sheet) onScreen(r image.Rectangle) image.Rectangle {
	if r.Empty() {
		return image.Rectangle{}
	}
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [...]image.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, {X: r.Min.X, Y: r.Max.Y}, r.Max} {
		b.take(s.view.ToScreen(app.Spot{X: float64(c.X), Y: float64(c.Y)}))
	}
	return b.around(2 + int(s.view.Zoom)).Intersect(image.Rect(0, 0, s.w, s.h))
}

// take makes a box large enough for a place.
func (b *box) take(p app.Spot) {
	*b = box{min(b.x0, p.X), min(b.y0, p.Y), max(b.x1, p.X), max(b.y1, p.Y)}
}

// around returns the whole px of a box, and some more on each side.
func (b box) around(more int) image.Rectangle {
	if b.x0 > b.x1 {
		return image.Rectangle{}
	}
	far := func(v float64) int { return int(min(max(v, -1<<24), 1<<24)) }
	return image.Rect(far(math.Floor(b.x0)), far(math.Floor(b.y0)), far(math.Ceil(b.x1)), far(math.Ceil(b.y1))).Inset(-more)
}

// shadow is how far the sheet's shadow reaches, and how deep it is.
const shadowBlur, shadowDeep = 28, 10

// draw shows the sheet on the ground, with its shadow.
func (s *sheet) draw(dst *ebiten.Image, p *painter, t *widget.Theme, scale float64) {
	l := &s.layers
	img := l.images[l.level]
	if l.canvas == nil || img == nil {
		s.under(dst)
		return
	}
	s.drawShadow(dst, p, t, scale)
	s.under(dst)
	s.place(dst, img, image.Point{}, float64(int(1)<<l.level), s.filter())
	if sh := s.sharp.shown; sh != nil {
		s.place(dst, sh.img, sh.box.Min, 1/float64(sh.scale), s.filterOf(s.view.Zoom/float64(sh.scale)))
		for i := range sh.stale {
			s.tile(dst, i)
		}
	}
}

func (s *sheet) filter() ebiten.Filter {
	return s.filterOf(s.view.Zoom * float64(int(1)<<s.layers.level))
}

// filterOf returns how a texture is scaled by so much: px that lie on px are themselves, and
// very large ones are squares.
func (s *sheet) filterOf(zoom float64) ebiten.Filter {
	if zoom >= 4 || zoom == 1 && s.view.Angle == 0 {
		return ebiten.FilterNearest
	}
	return ebiten.FilterLinear
}

// place shows a texture, of which each px is so many of the piece's, with its corner at a
// place of the piece.
func (s *sheet) place(dst, img *ebiten.Image, at image.Point, size float64, filter ebiten.Filter) {
	op := &ebiten.DrawImageOptions{Filter: filter}
	op.GeoM.Scale(size, size)
	op.GeoM.Translate(float64(at.X), float64(at.Y))
	op.GeoM.Concat(s.geo())
	dst.DrawImage(img, op)
}

// geo maps px of the piece to the screen's.
func (s *sheet) geo() (g ebiten.GeoM) {
	v := s.view
	if v.Flip {
		g.Scale(-1, 1)
	}
	g.Scale(v.Zoom, v.Zoom)
	g.Rotate(v.Angle)
	g.Translate(v.X, v.Y)
	return g
}

// tile shows one tile from the layer, over what is out of date.
func (s *sheet) tile(dst *ebiten.Image, i int32) {
	l := &s.layers
	side := raster.TileSize >> l.level
	x, y := int(i%l.wide)*side, int(i/l.wide)*side
	r := image.Rect(x, y, x+side, y+side).Intersect(l.images[l.level].Bounds())
	if r.Empty() {
		return
	}
	s.place(dst, part(l.images[l.level], r), r.Min.Mul(1<<l.level), float64(int(1)<<l.level), s.filter())
}

// drawShadow shows the soft shadow of the sheet, turned with it.
func (s *sheet) drawShadow(dst *ebiten.Image, p *painter, t *widget.Theme, scale float64) {
	w, h := int(math.Round(float64(s.layers.w)*s.view.Zoom)), int(math.Round(float64(s.layers.h)*s.view.Zoom))
	if w == 0 || h == 0 {
		return
	}
	m, edge := widget.MaskOf(widget.ShadowItem, w, h, 2*scale, shadowBlur*scale)
	at := p.atlas.mask(m).at
	if at.Empty() {
		return
	}
	spread := m.Spread()
	dx, sx := thirds(-spread, w+spread, at.Min.X, at.Max.X, edge)
	dy, sy := thirds(-spread, h+spread, at.Min.Y, at.Max.Y, edge)
	var g ebiten.GeoM
	if s.view.Flip {
		g.Translate(-float64(w), 0)
	}
	g.Rotate(s.view.Angle)
	g.Translate(s.view.X, s.view.Y+shadowDeep*scale)
	b := batch{}
	c := tint(t.Shadow)
	for y := 0; y+1 < len(dy); y++ {
		for x := 0; x+1 < len(dx); x++ {
			if x == 1 && y == 1 {
				continue // below the sheet
			}
			var d [4][2]float64
			for i, corner := range [...][2]float64{{dx[x], dy[y]}, {dx[x+1], dy[y]}, {dx[x], dy[y+1]}, {dx[x+1], dy[y+1]}} {
				d[i][0], d[i][1] = g.Apply(corner[0], corner[1])
			}
			b.corners(d, box{sx[x], sy[y], sx[x+1], sy[y+1]}, c)
		}
	}
	dst.DrawTriangles(b.vertices, b.indices, p.atlas.img, &ebiten.DrawTrianglesOptions{Filter: ebiten.FilterLinear, ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha})
}
