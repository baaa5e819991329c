// Package proof shows a display list as a picture, without a screen: tests look at
// what widgets and panels draw.
package proof

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"easel.example/desktop/ui/widget"
)

// A Sheet is a painter onto an image, so many device px to a px.
type Sheet struct {
	Img   *image.RGBA
	Scale float64
	Type  *widget.Typeface
	clip  image.Rectangle
}

// New returns a sheet of w × h px in one colour.
func New(w, h int, scale float64, f *widget.Typeface, ground widget.Color) *Sheet {
	img := image.NewRGBA(image.Rect(0, 0, int(float64(w)*scale), int(float64(h)*scale)))
	draw.Draw(img, img.Bounds(), image.NewUniform(ground.NRGBA()), image.Point{}, draw.Src)
	return &Sheet{Img: img, Scale: scale, Type: f, clip: img.Bounds()}
}

// device returns a rect in device px.
func (s *Sheet) device(r widget.Rect) image.Rectangle {
	at := func(v float64) int { return int(math.Round(v * s.Scale)) }
	return image.Rect(at(r.X), at(r.Y), at(r.X+r.W), at(r.Y+r.H))
}

// Fill fills a rect.
func (s *Sheet) Fill(r widget.Rect, radius float64, c widget.Color) {
	s.mask(widget.FillItem, r, radius, 0, c)
}

// Ring draws a rect's edge.
func (s *Sheet) Ring(r widget.Rect, radius, width float64, c widget.Color) {
	s.mask(widget.RingItem, r, radius, width, c)
}

// Shadow draws a rect's shadow.
func (s *Sheet) Shadow(r widget.Rect, radius, blur float64, c widget.Color) {
	s.mask(widget.ShadowItem, r, radius, blur, c)
}

func (s *Sheet) mask(kind widget.Kind, r widget.Rect, radius, width float64, c widget.Color) {
	d := s.device(r)
	if d.Empty() {
		return
	}
	m, edge := widget.MaskOf(kind, d.Dx(), d.Dy(), radius*s.Scale, width*s.Scale)
	a := m.Alpha()
	d = d.Inset(-m.Spread())
	for y := d.Min.Y; y < d.Max.Y; y++ {
		my := stretched(y-d.Min.Y, d.Dy(), m.H, edge)
		for x := d.Min.X; x < d.Max.X; x++ {
			s.blend(x, y, c, float64(a.Pix[my*a.Stride+stretched(x-d.Min.X, d.Dx(), m.W, edge)])/255)
		}
	}
}

// stretched returns which px of a mask stands for one of a longer side.
func stretched(i, long, side, edge int) int {
	switch {
	case long <= side || i < edge:
		return i
	case i >= long-edge:
		return side - (long - i)
	}
	return side / 2
}

func (s *Sheet) blend(x, y int, c widget.Color, k float64) {
	if k == 0 || !(image.Point{X: x, Y: y}).In(s.clip) {
		return
	}
	n := c.NRGBA()
	k *= float64(n.A) / 255
	i := s.Img.PixOffset(x, y)
	for ch, v := range []uint8{n.R, n.G, n.B, 255} {
		p := &s.Img.Pix[i+ch]
		*p = uint8(math.Round(float64(*p) + (float64(v)-float64(*p))*k))
	}
}

// Line draws a line.
func (s *Sheet) Line(path []widget.Spot, width float64, c widget.Color) {
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		n := int(math.Hypot(b.X-a.X, b.Y-a.Y)*s.Scale) + 1
		for j := range n + 1 {
			t := float64(j) / float64(n)
			s.Fill(widget.Rect{X: a.X + (b.X-a.X)*t - width/2, Y: a.Y + (b.Y-a.Y)*t - width/2, W: width, H: width}, width/2, c)
		}
	}
}

// Icon draws an icon.
func (s *Sheet) Icon(at widget.Rect, name widget.Icon, c widget.Color) {
	d := s.device(at)
	a := widget.Mask{Kind: widget.IconItem, Icon: name, W: d.Dx(), H: d.Dx()}.Alpha()
	for y := range d.Dx() {
		for x := range d.Dx() {
			s.blend(d.Min.X+x, d.Min.Y+y, c, float64(a.Pix[y*a.Stride+x])/255)
		}
	}
}

// Text writes a line.
func (s *Sheet) Text(at widget.Spot, text string, f widget.Font, c widget.Color) {
	dot := fixed.Point26_6{X: fixed.Int26_6(at.X * s.Scale * 64), Y: fixed.I(int(math.Round(at.Y * s.Scale)))}
	dst, ok := s.Img.SubImage(s.clip).(draw.Image)
	if !ok || s.clip.Empty() {
		return
	}
	s.Type.Runs(text, f.Weight, func(part string, n int) {
		d := font.Drawer{Dst: dst, Src: image.NewUniform(c.NRGBA()), Face: s.Type.Faces(f, s.Scale)[n], Dot: dot}
		d.DrawString(part)
		dot = d.Dot
	})
}

// Image shows a picture, each px of the sheet as that of the picture's which lies there.
func (s *Sheet) Image(r widget.Rect, p *widget.Picture, _, alpha float64) {
	d := s.device(r)
	b := p.Pix.Bounds()
	for y := d.Min.Y; y < d.Max.Y; y++ {
		for x := d.Min.X; x < d.Max.X; x++ {
			v := p.Pix.RGBAAt(b.Min.X+(x-d.Min.X)*b.Dx()/d.Dx(), b.Min.Y+(y-d.Min.Y)*b.Dy()/d.Dy())
			n, ok := color.NRGBAModel.Convert(v).(color.NRGBA)
			if ok {
				s.blend(x, y, widget.Color(uint32(n.R)<<24|uint32(n.G)<<16|uint32(n.B)<<8|uint32(n.A)), alpha)
			}
		}
	}
}

// Clip shows only what lies in a rect from now on.
func (s *Sheet) Clip(r widget.Rect) { s.clip = s.device(r).Intersect(s.Img.Bounds()) }
