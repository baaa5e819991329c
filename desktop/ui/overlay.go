package ui

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// An overlay is what is drawn above the ink and below the panels.
type overlay struct {
	dst   *ebiten.Image // a part of the screen
	scale float32
	w, h  float64     // of the window, px
	names widget.List // of pens
}

// Colours over the picture, whatever the theme: they are seen on paper and on paint.
var (
	overWhite  = color.NRGBA{255, 255, 255, 230}
	overDark   = color.NRGBA{20, 16, 12, 230}
	overAccent = color.NRGBA{196, 55, 31, 255}
	overAxis   = color.NRGBA{196, 55, 31, 190}
	overHalo   = color.NRGBA{160, 110, 60, 190}
	// Below an axis, so that it is seen on paint.
	overAxisLight = color.NRGBA{255, 255, 255, 110}
)

// Of a pen, with its name, on each side of where it points, px.
const penReach, penWide = 64, 260

// covers returns what an overlay takes of the screen.
func covers(v *app.Overlay, scale float64) image.Rectangle {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	add := func(p app.Spot, dx, dy float64) {
		b.take(app.Spot{X: (p.X - dx) * scale, Y: (p.Y - dy) * scale})
		b.take(app.Spot{X: (p.X + dx) * scale, Y: (p.Y + dy) * scale})
	}
	for _, a := range v.Axes {
		add(a[0], 2, 2)
		add(a[1], 2, 2)
	}
	for _, h := range v.Halos {
		for _, p := range h {
			add(p, 2, 2)
		}
	}
	for _, p := range v.Outline {
		add(p, 2, 2)
	}
	for _, p := range v.Handles {
		add(p, 8, 8)
	}
	if v.Stalk != nil {
		add(v.Stalk[0], 2, 2)
		add(v.Stalk[1], 2, 2)
	}
	for _, p := range v.Pens {
		add(p.At, penWide, penReach)
	}
	if v.Brush != nil {
		r := max(v.Brush.Radius, 8) + 3
		add(v.Brush.At, r, r)
	}
	return b.around(2)
}

// draw shows what the studio says is above the ink.
func (o *overlay) draw(dst *ebiten.Image, v *app.Overlay, scale float64, names *painter) {
	o.dst, o.scale = dst, float32(scale)
	for _, a := range v.Axes {
		o.line(a[:], 1.5, overAxisLight)
		o.dashed(a[:], 3, 6, 1, overAxis)
	}
	for _, h := range v.Halos {
		o.dashed(append(h[:], h[0]), 6, 5, 1.5, overHalo)
	}
	if n := len(v.Outline); n > 1 {
		path := append(append(make([]app.Spot, 0, n+1), v.Outline...), v.Outline[0])
		o.line(path, 1.5, overWhite)
		o.dashed(path, 5, 4, 1.5, overAccent)
	}
	if v.Stalk != nil {
		o.line(v.Stalk[:], 1.5, overAccent)
	}
	for _, h := range v.Handles {
		o.disc(h, 6, overAccent)
		o.disc(h, 4.5, color.NRGBA{255, 255, 255, 255})
	}
	o.pens(v.Pens, names)
	if v.Brush != nil {
		o.brush(v.Brush)
	}
}

func (o *overlay) line(path []app.Spot, width float32, c color.NRGBA) {
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		vector.StrokeLine(o.dst, float32(a.X)*o.scale, float32(a.Y)*o.scale, float32(b.X)*o.scale, float32(b.Y)*o.scale, width*o.scale, c, true)
	}
}

// dashed draws a line of so many px on and off, which goes on around corners.
func (o *overlay) dashed(path []app.Spot, on, off float64, width float32, c color.NRGBA) {
	for _, d := range dashes(path, on, off) {
		o.line(d[:], width, c)
	}
}

// dashesMost bounds the dashes of one line: a very long one has longer ones.
const dashesMost = 400

// dashes cuts a line into dashes.
func dashes(path []app.Spot, on, off float64) (list [][2]app.Spot) {
	long := 0.0
	for i := 1; i < len(path); i++ {
		long += math.Hypot(path[i].X-path[i-1].X, path[i].Y-path[i-1].Y)
	}
	if k := long / (on + off) / dashesMost; k > 1 {
		on, off = on*k, off*k
	}
	at := 0.0 // along the line
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		l := math.Hypot(b.X-a.X, b.Y-a.Y)
		for d := 0.0; d < l; {
			in := math.Mod(at+d, on+off)
			step := min(on+off-in, l-d)
			if in < on {
				step = min(on-in, l-d)
				list = append(list, [2]app.Spot{between(a, b, d/l), between(a, b, (d+step)/l)})
			}
			d += max(step, 1e-3)
		}
		at += l
	}
	return list
}

func between(a, b app.Spot, t float64) app.Spot {
	return app.Spot{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

func (o *overlay) disc(at app.Spot, r float32, c color.NRGBA) {
	vector.DrawFilledCircle(o.dst, float32(at.X)*o.scale, float32(at.Y)*o.scale, r*o.scale, c, true)
}

func (o *overlay) circle(at app.Spot, r, width float32, c color.NRGBA) {
	vector.StrokeCircle(o.dst, float32(at.X)*o.scale, float32(at.Y)*o.scale, r*o.scale, width*o.scale, c, true)
}

// brush shows the brush in its true size; a tiny one is a crosshair.
func (o *overlay) brush(b *app.BrushMark) {
	if !b.Cross {
		o.circle(b.At, float32(b.Radius), 2.5, overWhite)
		o.circle(b.At, float32(b.Radius), 1, overDark)
		return
	}
	for _, pass := range []struct {
		width float32
		c     color.NRGBA
	}{{3, overWhite}, {1, overDark}} {
		for _, d := range [...]app.Spot{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}} {
			from := app.Spot{X: b.At.X + 2*d.X, Y: b.At.Y + 2*d.Y}
			to := app.Spot{X: b.At.X + 7*d.X, Y: b.At.Y + 7*d.Y}
			o.line([]app.Spot{from, to}, pass.width, pass.c)
		}
	}
}

// pens shows where others point: people as dots, the artist as a brush, each with its name.
func (o *overlay) pens(list []app.Pen, names *painter) {
	o.names.Items = o.names.Items[:0]
	for _, p := range list {
		if p.Artist {
			o.artist(p)
		} else {
			c := widget.RGB(uint32(p.Color)).NRGBA()
			o.disc(p.At, 6, color.NRGBA{255, 255, 255, 255})
			o.disc(p.At, 4.5, c)
		}
		if p.Name != "" {
			o.name(p, names.typ)
		}
	}
	if len(o.names.Items) > 0 {
		names.build(&o.names, int(o.w*float64(o.scale))+1, int(o.h*float64(o.scale))+1, float64(o.scale))
		names.draw(o.dst)
	}
}

// name puts a name beside a pen, where the window has room for it.
func (o *overlay) name(p app.Pen, t *widget.Typeface) {
	f := widget.Font{Size: widget.Small, Weight: widget.Medium}
	c := widget.RGB(uint32(p.Color))
	wide := t.Width(p.Name, f) + 14
	r := widget.Rect{X: p.At.X + 9, Y: p.At.Y + 7, W: wide, H: 20}
	if r.X+wide > o.w {
		r.X = max(p.At.X-9-wide, 0)
	}
	if r.Y+20 > o.h {
		r.Y = p.At.Y - 27
	}
	o.names.Fill(r, 10, c.Fade(p.Alpha))
	o.names.Text(widget.Spot{X: r.X + 7, Y: r.Y + 14.3}, p.Name, f, widget.ReadableOn(c).Fade(p.Alpha))
}

// artist shows the artist's pen as a brush whose tip is where it points; lifted, it hovers
// above that.
func (o *overlay) artist(p app.Pen) {
	at := p.At
	if !p.Down {
		o.disc(at, 2.5, color.NRGBA{40, 30, 20, 90})
		at.X, at.Y = at.X+3, at.Y-6
	}
	const lean = 0.6 // radians
	sin, cos := math.Sincos(lean)
	turned := func(x, y float64) app.Spot { return app.Spot{X: at.X + x*cos - y*sin, Y: at.Y + x*sin + y*cos} }
	parts := []struct {
		from, to float64
		width    float32
		c        color.NRGBA
	}{
		{-17, -46, 5.5, widget.RGB(uint32(p.Color)).NRGBA()},
		{-11, -17, 8.5, color.NRGBA{207, 198, 184, 255}},
		{-4, -11, 7, color.NRGBA{59, 52, 46, 255}},
		{0, -5, 3, color.NRGBA{59, 52, 46, 255}},
	}
	for _, part := range parts {
		o.line([]app.Spot{turned(0, part.from), turned(0, part.to)}, part.width+3, color.NRGBA{255, 255, 255, 255})
	}
	for _, part := range parts {
		o.line([]app.Spot{turned(0, part.from), turned(0, part.to)}, part.width, part.c)
	}
}
