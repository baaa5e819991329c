package main

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	grid "golang.org/x/image/math/fixed"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/raster"
)

func swatchesCommand(c *call) func(context.Context) error {
	name := c.String("o", "", "PNG `file` to write, or - for standard output")
	return func(context.Context) error {
		if *name == "" {
			return errors.New("draw them where? Say -o FILE.png")
		}
		img := swatches()
		if *name == "-" {
			return encode(c.stdout, img)
		}
		return save(*name, img)
	}
}

// The sheet, in px.
const (
	sheetWidth = 1660
	swatchHigh = 130
	sheetTop   = 34
	overPaint  = 1250 // from here on there is paint beneath
)

// A sheet of swatches.
type sheet struct {
	canvas *raster.Canvas
	n      uint32
}

// swatches draws every brush at sizes, pressures, speeds and in colours, over
// white and over paint.
func swatches() *image.RGBA {
	list := core.Presets()
	high := sheetTop + swatchHigh*len(list)
	s := &sheet{canvas: raster.New(sheetWidth, int32(high))}
	for i, p := range list {
		y := int32(sheetTop + swatchHigh*i)
		s.beneath(y)
		s.row(p, y)
	}
	img := image.NewRGBA(image.Rect(0, 0, sheetWidth, high))
	s.canvas.WritePaper(img.Pix, core.Rect{X1: sheetWidth, Y1: int32(high)}, paper)
	for x, text := range map[int]string{20: "brush", 130: "half the size, as it is, and twice", 560: "lightly to hard", 715: "there and back", 900: "dabs", 1100: "slowly, and quickly", overPaint + 10: "over paint"} {
		label(img, x, 22, text)
	}
	for i, p := range list {
		label(img, 20, sheetTop+swatchHigh*i+70, p.Name)
	}
	return img
}

func label(img draw.Image, x, y int, text string) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(color.Gray{60}), Face: basicfont.Face7x13, Dot: grid.P(x, y)}
	d.DrawString(text)
}

// beneath lays two bands of paint under the end of a row.
func (s *sheet) beneath(y int32) {
	for k, c := range []uint32{0xe8c547, 0x2f4b7c} {
		b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: c, Width: 44 * core.WidthUnit, Opacity: 255}
		at := y + 40 + int32(k)*52
		s.stroke(b, 2, func(i int32) (px, py, p int32) { return (overPaint + 30 + 330*i) * 32, at * 32, 255 })
	}
}

// stroke draws n points; their coordinates are in 1/32 px.
func (s *sheet) stroke(b core.Brush, n int32, at func(i int32) (x, y, pressure int32)) {
	s.n++
	st := &core.Stroke{ID: core.StrokeID{Actor: 1, N: s.n}, Brush: b, Done: true}
	for i := range n {
		x, y, p := at(i)
		st.Points = append(st.Points, core.Point{X: x, Y: y, Pressure: uint8(min(max(p, 0), 255))})
	}
	st.Measure()
	s.canvas.Place(st)
}

func (s *sheet) row(p core.Preset, y int32) {
	brush := func(rgb uint32, size int32) core.Brush {
		return core.Brush{Kind: p.Kind, Version: core.BrushVersion, Color: rgb, Width: uint16(size * core.WidthUnit), Opacity: p.Opacity}
	}
	if p.Kind == core.Smudge { // something to move
		for k := range int32(64) {
			b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: []uint32{0xe8c547, 0x30638e, 0xd1495b, 0xf4f1de}[k%4], Width: 13 * core.WidthUnit, Opacity: 255}
			s.stroke(b, 2, func(i int32) (px, py, q int32) { return (140 + 17*k) * 32, (y + 16 + 100*i) * 32, 255 })
		}
	}
	if p.Kind == core.Eraser {
		s.stroke(brush(0, 60), 1, func(int32) (x, yy, q int32) { return 0, 0, 0 })
		b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: 0x9c6ade, Width: 100 * core.WidthUnit, Opacity: 255}
		s.stroke(b, 2, func(i int32) (px, py, q int32) { return (160 + 1030*i) * 32, (y + 66) * 32, 255 })
	}
	// Waves of three sizes, whose pressure swells.
	for k, rgb := range []uint32{0x1f1b1a, 0xc8321f, 0x2f6b8c} {
		size := min(max(p.Size<<k/2, 1), 64)
		high := int32(20)
		s.stroke(brush(rgb, size), 61, func(i int32) (x, yy, q int32) {
			return ([]int32{150, 265, 400}[k] + []int32{90, 110, 130}[k]*i/60) * 32, (y+66)*32 + wave(i*34)*high*32/256, 40 + 215*(30-dist(i, 30))/30
		})
	}
	// Lightly, and harder.
	for k, y := range spread(y, p.Size) {
		s.stroke(brush(0x27221f, p.Size), 24, func(i int32) (x, yy, q int32) {
			return (570 + 110*i/23) * 32, y * 32, 30 + 110*int32(k)
		})
	}
	// A scribble that crosses itself.
	s.stroke(brush(0x3a7d44, p.Size), 121, func(i int32) (x, yy, q int32) {
		return (725 + 108*i/120) * 32, (y+66)*32 + wave(i*85)*34*32/256, 170
	})
	for k := range int32(5) {
		s.stroke(brush(0xb0413e, p.Size), 1, func(int32) (x, yy, q int32) { return (905 + k*38) * 32, (y + 66) * 32, 40 + 50*k })
	}
	for k, speed := range []int32{150, 1500} {
		s.swept(brush(0x4a4a8a, p.Size), y+34+64*int32(k), speed)
	}
	for k, rgb := range []uint32{0xfdf6e3, 0xd1495b, 0x1b998b} {
		s.stroke(brush(rgb, p.Size), 41, func(i int32) (x, yy, q int32) {
			return (overPaint + 50 + 100*int32(k) + 2*i) * 32, (y + 16 + 100*i/40) * 32, 60 + 4*i
		})
	}
}

// swept draws a line as a mouse does at a speed, in px a second, and what is modelled of that.
func (s *sheet) swept(b core.Brush, y, speed int32) {
	const from, to, each = 1110, 1206, 8000 // µs for each sample
	pen := ink.New(ink.Mouse, ink.Feel{Smoothing: 30, Speed: core.PresetOf(b.Kind).Speed, Width: int32(b.Width) / core.WidthUnit})
	var pts []core.Point
	for at, now := int64(from)<<8, int64(0); at <= to<<8; at, now = at+int64(speed)<<8*each/1e6, now+each {
		pts = pen.Add(pts, ink.Sample{X: int32(at), Y: y << 8, Time: now})
	}
	pts = pen.Up(pts)
	s.stroke(b, int32(len(pts)), func(i int32) (px, py, pressure int32) { return pts[i].X, pts[i].Y, int32(pts[i].Pressure) })
}

// spread returns where in a row lines of a size go, so that they do not touch.
func spread(y, size int32) []int32 {
	if size > 36 {
		return []int32{y + 34, y + 98}
	}
	return []int32{y + 24, y + 66, y + 108}
}

func dist(a, b int32) int32 {
	if a < b {
		return b - a
	}
	return a - b
}

// wave is a sine by parabolas: 256 is one of its heights, 1024 one of its turns.
func wave(v int32) int32 {
	v &= 1023
	if v < 512 {
		return v * (512 - v) >> 8
	}
	v -= 512
	return -(v * (512 - v) >> 8)
}
