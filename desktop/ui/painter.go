package ui

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"easel.example/desktop/ui/widget"
)

// A batch is triangles that come from one texture.
type batch struct {
	src      *ebiten.Image
	filter   ebiten.Filter
	vertices []ebiten.Vertex
	indices  []uint16
}

// batchMost is how many vertices a batch holds: its indices have 16 bits.
const batchMost = 1<<16 - 8

// A painter turns a display list into batches, which are shown as often as nothing
// in it changes.
type painter struct {
	atlas    *atlas
	typ      *widget.Typeface
	scale    float64
	pictures map[*widget.Picture]*shown
	batches  []batch
	used     int // of batches
	clip     image.Rectangle
	bounds   image.Rectangle
	round    int64
}

// shown is a picture as a texture.
type shown struct {
	img     *ebiten.Image
	version int
	round   int64 // in which it was seen last
}

func newPainter(a *atlas, t *widget.Typeface) *painter {
	return &painter{atlas: a, typ: t, pictures: map[*widget.Picture]*shown{}}
}

// build makes the batches of a list, for a screen of w × h device px.
func (p *painter) build(l *widget.List, w, h int, scale float64) {
	for range 2 { // again, if the atlas became full in between
		p.scale, p.bounds = scale, image.Rect(0, 0, w, h)
		p.clip, p.used = p.bounds, 0
		p.round++
		l.Paint(p)
		if !p.atlas.full {
			break
		}
		p.atlas.clear()
	}
	for pic, s := range p.pictures {
		if s.round != p.round {
			s.img.Deallocate()
			delete(p.pictures, pic)
		}
	}
}

// draw shows the batches.
func (p *painter) draw(dst *ebiten.Image) {
	for i := range p.batches[:p.used] {
		b := &p.batches[i]
		dst.DrawTriangles(b.vertices, b.indices, b.src, &ebiten.DrawTrianglesOptions{Filter: b.filter, ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha})
	}
}

// from returns the batch that goes on with a texture.
func (p *painter) from(src *ebiten.Image, filter ebiten.Filter) *batch {
	if p.used > 0 {
		if b := &p.batches[p.used-1]; b.src == src && b.filter == filter && len(b.vertices) < batchMost {
			return b
		}
	}
	if p.used == len(p.batches) {
		p.batches = append(p.batches, batch{})
	}
	b := &p.batches[p.used]
	p.used++
	b.src, b.filter, b.vertices, b.indices = src, filter, b.vertices[:0], b.indices[:0]
	return b
}

// A box is a part of a plane.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(r image.Rectangle) box {
	return box{float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)}
}

// quad shows part s of the texture in part d of the screen, as much as is not clipped.
func (b *batch) quad(d, s box, clip image.Rectangle, c [4]float32) {
	k := boxOf(clip)
	w, h := d.x1-d.x0, d.y1-d.y0
	if w <= 0 || h <= 0 {
		return
	}
	cut := func(v0, v1, s0, s1, k0, k1 float64) (float64, float64, float64, float64) {
		per := (s1 - s0) / (v1 - v0)
		a, z := max(v0, k0), min(v1, k1)
		return a, z, s0 + (a-v0)*per, s1 - (v1-z)*per
	}
	d.x0, d.x1, s.x0, s.x1 = cut(d.x0, d.x1, s.x0, s.x1, k.x0, k.x1)
	d.y0, d.y1, s.y0, s.y1 = cut(d.y0, d.y1, s.y0, s.y1, k.y0, k.y1)
	if d.x0 >= d.x1 || d.y0 >= d.y1 {
		return
	}
	b.corners([4][2]float64{{d.x0, d.y0}, {d.x1, d.y0}, {d.x0, d.y1}, {d.x1, d.y1}}, s, c)
}

// corners shows part s of the texture between four places.
func (b *batch) corners(d [4][2]float64, s box, c [4]float32) {
	n := uint16(len(b.vertices))
	for i, at := range d {
		sx, sy := s.x0, s.y0
		if i&1 != 0 {
			sx = s.x1
		}
		if i&2 != 0 {
			sy = s.y1
		}
		b.vertices = append(b.vertices, ebiten.Vertex{DstX: float32(at[0]), DstY: float32(at[1]), SrcX: float32(sx), SrcY: float32(sy), ColorR: c[0], ColorG: c[1], ColorB: c[2], ColorA: c[3]})
	}
	b.indices = append(b.indices, n, n+1, n+2, n+1, n+3, n+2)
}

// tint returns a colour as vertices have it: premultiplied.
func tint(c widget.Color) [4]float32 {
	n := c.NRGBA()
	a := float32(n.A) / 255
	return [4]float32{float32(n.R) / 255 * a, float32(n.G) / 255 * a, float32(n.B) / 255 * a, a}
}

// device returns a rect in whole device px.
func (p *painter) device(r widget.Rect) image.Rectangle {
	at := func(v float64) int { return int(math.Round(v * p.scale)) }
	return image.Rect(at(r.X), at(r.Y), at(r.X+r.W), at(r.Y+r.H))
}

// Fill is the painter's.
func (p *painter) Fill(r widget.Rect, radius float64, c widget.Color) {
	if radius == 0 {
		p.from(p.atlas.img, ebiten.FilterNearest).quad(boxOf(p.device(r)), box{white, white, white, white}, p.clip, tint(c))
		return
	}
	p.shape(widget.FillItem, r, radius, 0, c)
}

// Ring is the painter's.
func (p *painter) Ring(r widget.Rect, radius, width float64, c widget.Color) {
	p.shape(widget.RingItem, r, radius, width, c)
}

// Shadow is the painter's.
func (p *painter) Shadow(r widget.Rect, radius, blur float64, c widget.Color) {
	p.shape(widget.ShadowItem, r, radius, blur, c)
}

// shape shows a mask in nine parts, of which the middle ones are stretched.
func (p *painter) shape(kind widget.Kind, r widget.Rect, radius, width float64, c widget.Color) {
	d := p.device(r)
	if d.Empty() || c&0xff == 0 {
		return
	}
	m, edge := widget.MaskOf(kind, d.Dx(), d.Dy(), radius*p.scale, width*p.scale)
	d = d.Inset(-m.Spread())
	if !d.Overlaps(p.clip) {
		return
	}
	at := p.atlas.mask(m).at
	if at.Empty() {
		return
	}
	b, color := p.from(p.atlas.img, ebiten.FilterNearest), tint(c)
	dx, sx := thirds(d.Min.X, d.Max.X, at.Min.X, at.Max.X, edge)
	dy, sy := thirds(d.Min.Y, d.Max.Y, at.Min.Y, at.Max.Y, edge)
	for y := 0; y+1 < len(dy); y++ {
		for x := 0; x+1 < len(dx); x++ {
			if x == 1 && y == 1 && kind != widget.FillItem {
				continue // within a ring is nothing, and a shadow is below what casts it
			}
			b.quad(box{dx[x], dy[y], dx[x+1], dy[y+1]}, box{sx[x], sy[y], sx[x+1], sy[y+1]}, p.clip, color)
		}
	}
}

// thirds returns where a side is cut, on the screen and on the mask: at its edges, if it
// is longer there.
func thirds(d0, d1, s0, s1, edge int) (d, s []float64) {
	if d1-d0 <= s1-s0 {
		return []float64{float64(d0), float64(d1)}, []float64{float64(s0), float64(s1)}
	}
	return []float64{float64(d0), float64(d0 + edge), float64(d1 - edge), float64(d1)},
		[]float64{float64(s0), float64(s0 + edge), float64(s1 - edge), float64(s1)}
}

// Line is the painter's: a rect for each part, with round ends.
func (p *painter) Line(path []widget.Spot, width float64, c widget.Color) {
	b, color := p.from(p.atlas.img, ebiten.FilterNearest), tint(c)
	for i := 1; i < len(path); i++ {
		p.segment(b, path[i-1], path[i], width, color)
	}
}

func (p *painter) segment(b *batch, from, to widget.Spot, width float64, c [4]float32) {
	dx, dy := to.X-from.X, to.Y-from.Y
	l := math.Hypot(dx, dy)
	if l == 0 {
		return
	}
	nx, ny := -dy/l*width/2, dx/l*width/2
	at := func(x, y float64) [2]float64 { return [2]float64{x * p.scale, y * p.scale} }
	b.corners([4][2]float64{at(from.X+nx, from.Y+ny), at(to.X+nx, to.Y+ny), at(from.X-nx, from.Y-ny), at(to.X-nx, to.Y-ny)}, box{white, white, white, white}, c)
}

// Icon is the painter's.
func (p *painter) Icon(r widget.Rect, name widget.Icon, c widget.Color) {
	d := p.device(r)
	d.Max = d.Min.Add(image.Pt(d.Dx(), d.Dx()))
	if d.Empty() || !d.Overlaps(p.clip) {
		return
	}
	at := p.atlas.mask(widget.Mask{Kind: widget.IconItem, Icon: name, W: d.Dx(), H: d.Dx()}).at
	if !at.Empty() {
		p.from(p.atlas.img, ebiten.FilterNearest).quad(boxOf(d), boxOf(at), p.clip, tint(c))
	}
}

// Text is the painter's.
func (p *painter) Text(at widget.Spot, s string, f widget.Font, c widget.Color) {
	dot := fixed.Int26_6(math.Round(at.X * p.scale * 64))
	y := int(math.Round(at.Y * p.scale))
	if high := int(2 * f.Size * p.scale); y+high < p.clip.Min.Y || y-high > p.clip.Max.Y {
		return
	}
	color := tint(c)
	p.typ.Runs(s, f.Weight, func(part string, n int) { dot = p.run(part, n, p.typ.Faces(f, p.scale)[n], f, dot, y, color) })
}

// run shows letters of one face, and returns where the next one comes.
func (p *painter) run(part string, n int, face font.Face, f widget.Font, dot fixed.Int26_6, y int, c [4]float32) fixed.Int26_6 {
	b := p.from(p.atlas.img, ebiten.FilterNearest)
	last := rune(-1)
	for _, r := range part {
		if last >= 0 {
			dot += face.Kern(last, r)
		}
		last = r
		near := (dot + 8) &^ 15 // quarters of a px
		g := p.atlas.glyph(p.typ, glyphKey{f, p.scale, n, r, uint8(near & 63 >> 4)})
		if !g.at.Empty() {
			x := near.Floor() + g.dx
			b.quad(boxOf(image.Rect(x, y+g.dy, x+g.at.Dx(), y+g.dy+g.at.Dy())), boxOf(g.at), p.clip, c)
		}
		advance, ok := face.GlyphAdvance(r)
		if ok {
			dot += advance
		}
	}
	return dot
}

// Image is the painter's. Small radii are left to what is drawn around a picture.
func (p *painter) Image(r widget.Rect, pic *widget.Picture, _, alpha float64) {
	s := p.pictures[pic]
	if s == nil {
		s = &shown{img: ebiten.NewImage(pic.Pix.Rect.Dx(), pic.Pix.Rect.Dy()), version: -1}
		p.pictures[pic] = s
	}
	s.round = p.round
	if s.version != pic.Version {
		s.img.WritePixels(pic.Pix.Pix)
		s.version = pic.Version
	}
	d := p.device(r)
	filter := ebiten.FilterLinear
	if d.Dx() == pic.Pix.Rect.Dx() {
		filter = ebiten.FilterNearest
	}
	a := float32(alpha)
	p.from(s.img, filter).quad(boxOf(d), boxOf(s.img.Bounds()), p.clip, [4]float32{a, a, a, a})
}

// Clip is the painter's.
func (p *painter) Clip(r widget.Rect) { p.clip = p.device(r).Intersect(p.bounds) }
