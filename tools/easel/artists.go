package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strconv"

	xdraw "golang.org/x/image/draw"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/raster"
)

func artistsCommand(c *call) func(context.Context) error {
	name := c.String("o", "", "PNG `file` to write, or - for standard output")
	most := c.Int("most", len(gallery), "pieces of the sheet")
	return func(context.Context) error {
		if *name == "" {
			return errors.New("draw them where? Say -o FILE.png")
		}
		if *most < 1 || *most > len(gallery) {
			return fmt.Errorf("-most is %d, want 1 to %d", *most, len(gallery))
		}
		img := artistsSheet(*most)
		if *name == "-" {
			return encode(c.stdout, img)
		}
		return save(*name, img)
	}
}

// gallery is what the sheet shows.
var gallery = []struct {
	prompt string
	style  core.Style
	seed   uint64
}{
	{"a quiet harbour at dusk", 0, 1}, {"sails on a blue sea", 0, 2}, {"firs under the moon at night", 0, 3}, {"mountains at dawn", 0, 4},
	{"a meadow of wildflowers in spring", 0, 5}, {"hills and trees in autumn", 0, 6}, {"a city at night", 0, 7}, {"a lighthouse in a storm", 0, 8},
	{"a cottage in winter, snow", 0, 9}, {"a vase of peonies", 0, 10}, {"a bowl of fruit", 0, 11}, {"a portrait", 0, 12},
	{"the wind, a flow of red and gold", 0, 13}, {"circles", 0, 14}, {"a mosaic of glass", 0, 15}, {"a cat", 0, 16},
	{"a quiet harbour", 1, 17}, {"a city", 1, 18}, {"a vase of flowers", 1, 19}, {"music", 1, 20},
}

const (
	workWide, workHigh = 1600, 1200
	smallWide          = 400
	smallHigh          = smallWide * workHigh / workWide
	labelHigh          = 24
)

// artistsSheet has n pieces of the studio artist with their prompts and seeds.
func artistsSheet(n int) *image.RGBA {
	const cols = 4
	rows := (n + cols - 1) / cols
	img := image.NewRGBA(image.Rect(0, 0, cols*(smallWide+12)+12, rows*(smallHigh+labelHigh)+12))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{0xf4, 0xf1, 0xea, 255}), image.Point{}, draw.Src)
	for i, g := range gallery[:n] {
		work := artistsWork(artist.Brief{Prompt: g.prompt, Style: g.style, Width: workWide, Height: workHigh, Seed: g.seed})
		x, y := 12+i%cols*(smallWide+12), 12+i/cols*(smallHigh+labelHigh)
		xdraw.CatmullRom.Scale(img, image.Rect(x, y, x+smallWide, y+smallHigh), work, work.Bounds(), draw.Src, nil)
		label(img, x, y+smallHigh+15, g.prompt+", "+g.style.String()+", seed "+strconv.FormatUint(g.seed, 10))
	}
	return img
}

// artistsWork paints a piece to its end.
func artistsWork(b artist.Brief) *image.RGBA {
	c := raster.New(b.Width, b.Height)
	n := uint32(0)
	for p := artist.New(b); ; {
		s, ok := p.Next()
		if !ok {
			break
		}
		for _, m := range s.Marks {
			n++
			c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Brush: m.Brush, Points: m.Points, Done: true})
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, int(b.Width), int(b.Height)))
	c.WritePaper(img.Pix, core.Rect{X1: b.Width, Y1: b.Height}, paper)
	return img
}
