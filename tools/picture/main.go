// Command picture paints the picture of the README with the core's own brush:
// a harbour at dusk, some 700 strokes from a seed.
//
//	go run ./tools/picture -o .github/easel.png
package main

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"os"

	"easel.example/core"
	"easel.example/core/raster"
)

const width, height, horizon = 1200, 760, 420

func main() {
	name := flag.String("o", "easel.png", "file to write")
	seed := flag.Uint64("seed", 7, "of the picture")
	flag.Parse()
	if err := run(*name, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(name string, seed uint64) error {
	p := &painter{r: rand.New(rand.NewPCG(seed, 0)), canvas: raster.New(width, height)}
	p.sky()
	p.sun()
	p.hills()
	p.sea()
	p.boat(430, 520, 1.15)
	p.boat(830, 470, 0.55)
	p.gulls()
	p.reeds()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	p.canvas.WritePaper(img.Pix, core.Rect{X1: width, Y1: height}, 0xfbf6ea)
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("create picture: %w", err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	fmt.Printf("%s: %d strokes, raster %016x\n", name, p.n, p.canvas.Hash())
	return nil
}

// A painter draws strokes; points are in px.
type painter struct {
	r      *rand.Rand
	canvas *raster.Canvas
	n      uint32
}

// A spot is a point of the pen in px, with a pressure from 0 to 1.
type spot struct{ x, y, press float64 }

// stroke draws one stroke of some width in px.
func (p *painter) stroke(color uint32, size float64, opacity uint8, path []spot) {
	p.n++
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: p.n}, Done: true, Brush: core.Brush{
		Kind: core.Pen, Version: core.BrushVersion, Color: color, Width: uint16(size * core.WidthUnit), Opacity: opacity,
	}}
	for _, q := range path {
		s.Points = append(s.Points, core.Point{
			X: int32(math.Round(q.x * core.Unit)), Y: int32(math.Round(q.y * core.Unit)), Pressure: uint8(255 * min(max(q.press, 0), 1)),
		})
	}
	s.Measure()
	p.canvas.Place(s)
}

// sweep is a hand's line from one place to another: it wavers, and presses most in the middle.
func (p *painter) sweep(x0, y0, x1, y1, waver float64) (path []spot) {
	const steps = 24
	a, b := p.r.Float64()*6, p.r.Float64()*6
	for i := range steps + 1 {
		t := float64(i) / steps
		off := waver * (math.Sin(a+5*t) + 0.5*math.Sin(b+11*t))
		path = append(path, spot{x0 + (x1-x0)*t, y0 + (y1-y0)*t + off, 0.25 + 0.75*math.Sin(math.Pi*t)})
	}
	return path
}

// between mixes two colours.
func between(a, b uint32, t float64) (c uint32) {
	for shift := 0; shift < 24; shift += 8 {
		x, y := float64(a>>shift&255), float64(b>>shift&255)
		c |= uint32(x+(y-x)*min(max(t, 0), 1)) << shift
	}
	return c
}

func (p *painter) sky() {
	for range 190 {
		y := p.r.Float64() * horizon
		t := y / horizon
		color := between(between(0x2f4a6d, 0xd98e73, t), 0xf6c177, math.Pow(t, 3))
		x := p.r.Float64()*width - 160
		p.stroke(color, 26+30*p.r.Float64(), uint8(90+p.r.IntN(90)), p.sweep(x, y, x+200+260*p.r.Float64(), y+10*p.r.Float64(), 7))
	}
	for range 26 {
		x, y := p.r.Float64()*width, 60+p.r.Float64()*190
		p.stroke(0xf7dcc0, 8+12*p.r.Float64(), 70, p.sweep(x, y, x+90+120*p.r.Float64(), y-8, 4))
	}
}

func (p *painter) sun() {
	const x, y = 770, 350
	for i := range 12 {
		p.stroke(0xf9d98c, float64(190-14*i), 26, []spot{{x, y, 1}})
	}
	p.stroke(0xfff3c9, 74, 255, []spot{{x, y, 1}})
}

func (p *painter) hills() {
	for layer := range 3 {
		color := between(0x8a6f88, 0x3b3f5c, float64(layer)/2)
		phase := p.r.Float64() * 9
		for i := range 34 {
			x := float64(i)*38 - 40
			top := horizon - 26 - 44*math.Abs(math.Sin(phase+x/(260-40*float64(layer)))) + 20*float64(layer)
			if x > 560 && x < 980 {
				top += 34
			}
			p.stroke(color, 30, 225, p.sweep(x-26, horizon+6, x+30, min(top, horizon), 3))
		}
	}
}

func (p *painter) sea() {
	for range 270 {
		y := horizon + 4 + math.Pow(p.r.Float64(), 1.3)*(height-horizon)
		t := (y - horizon) / (height - horizon)
		x, long := p.r.Float64()*width-120, 60+260*p.r.Float64()
		p.stroke(between(0xc98d79, 0x1f3a52, 0.25+t), 5+17*t, uint8(110+p.r.IntN(110)), p.sweep(x, y, x+long, y, 2+3*t))
	}
	for range 75 { // the sun on the water
		t := p.r.Float64()
		y := horizon + 8 + t*(height-horizon)*0.9
		x := 770 + (p.r.Float64()-0.5)*(60+190*t)
		p.stroke(0xfbe3a4, 2.5+5*t, uint8(130+p.r.IntN(110)), p.sweep(x-16-36*t*p.r.Float64(), y, x+16+36*t*p.r.Float64(), y, 1.2))
	}
}

func (p *painter) boat(x, y, k float64) {
	at := func(dx, dy, press float64) spot { return spot{x + k*dx, y + k*dy, press} }
	for i := range 9 { // the hull
		d := float64(i) * 3.4
		p.stroke(between(0x7a2e25, 0x2c1a1f, float64(i)/8), 8*k, 245, []spot{at(-92+2*d, 4+d, 0.4), at(-30, 12+d, 1), at(40, 12+d, 1), at(96-2.4*d, d-2, 0.4)})
	}
	p.stroke(0x2b2024, 4.5*k, 255, []spot{at(4, 4, 1), at(2, -170, 0.5)})
	for i := range 13 { // the sails
		t := float64(i) / 12
		p.stroke(between(0xfdf1dc, 0xe9b98c, t), 12*k, 235, []spot{at(-6, -164+150*t, 0.5), at(-12-62*t, -150+146*t, 0.9), at(-10-74*t, -146+148*t, 0.5)})
		p.stroke(between(0xf6dfc0, 0xd39a78, t), 10*k, 225, []spot{at(10, -150+140*t, 0.5), at(14+44*t, -136+134*t, 0.9)})
	}
	for range 22 { // its image in the water
		dy := 44 + 66*p.r.Float64()
		dx := (p.r.Float64() - 0.5) * 120
		p.stroke(between(0x2c1a1f, 0xe9c9a3, p.r.Float64()*0.8), 3.5*k, 130, p.sweep(x+k*(dx-24), y+k*dy, x+k*(dx+24), y+k*dy, 1.5))
	}
}

func (p *painter) gulls() {
	for range 7 {
		x, y, k := 180+p.r.Float64()*500, 110+p.r.Float64()*150, 8+9*p.r.Float64()
		p.stroke(0x2a2e45, 3.2, 230, []spot{{x - 2*k, y - 0.2*k, 0.2}, {x - k, y - 0.9*k, 0.9}, {x, y, 0.5}, {x + k, y - 0.9*k, 0.9}, {x + 2*k, y - 0.1*k, 0.2}})
	}
}

func (p *painter) reeds() {
	for range 90 {
		x := p.r.Float64() * 330
		if p.r.IntN(3) == 0 {
			x = width - p.r.Float64()*200
		}
		h, lean := 60+130*p.r.Float64(), (p.r.Float64()-0.4)*50
		p.stroke(between(0x1b2a2c, 0x5d5a37, p.r.Float64()), 4+4*p.r.Float64(), 240,
			[]spot{{x, height + 8, 1}, {x + lean*0.2, height - h*0.5, 0.7}, {x + lean, height - h, 0.1}})
	}
}
