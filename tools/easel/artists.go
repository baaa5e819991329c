package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strconv"

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
		img := artistsSheet(artistsWorks(*most))
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
	{"a quiet harbour at dusk", 0, 1}, {"a forest", 0, 6}, {"storm at sea", 0, 8}, {"a portrait", 0, 12},
	{"three horses", 0, 3}, {"an owl at night", 0, 3}, {"a whale", 0, 4}, {"a vase of peonies", 0, 4},
	{"a cottage in winter, snow", 0, 7}, {"a city at night", 0, 7}, {"hills and trees in autumn", 0, 10}, {"a bowl of fruit", 0, 5},
	{"a bicycle in spring", 0, 5}, {"a map with contours", 0, 5}, {"a mosaic of glass", 0, 15}, {"wind in red and gold", 0, 13},
	{"a cat", 1, 6}, {"a city", 1, 18}, {"a portrait", 1, 5}, {"the word \"hello\"", 1, 3},
}

const (
	workWide, workHigh = 1600, 1200
	smaller            = 5 // times, in the sheet
	smallWide          = workWide / smaller
	smallHigh          = workHigh / smaller
	labelHigh          = 24
)

// artistsWorks paints the first n pieces of the gallery.
func artistsWorks(n int) (works []*raster.Canvas) {
	for i := range gallery[:n] {
		works = append(works, artistsWork(brief(i)))
	}
	return works
}

func brief(i int) artist.Brief {
	g := gallery[i]
	return artist.Brief{Prompt: g.prompt, Style: g.style, Width: workWide, Height: workHigh, Seed: g.seed}
}

// artistsSheet has the first pieces of the gallery with their prompts and seeds.
func artistsSheet(works []*raster.Canvas) *image.RGBA {
	const cols = 4
	rows := (len(works) + cols - 1) / cols
	img := image.NewRGBA(image.Rect(0, 0, cols*(smallWide+12)+12, rows*(smallHigh+labelHigh)+12))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{0xf4, 0xf1, 0xea, 255}), image.Point{}, draw.Src)
	work := image.NewRGBA(image.Rect(0, 0, workWide, workHigh))
	for i, c := range works {
		g := gallery[i]
		c.WritePaper(work.Pix, core.Rect{X1: workWide, Y1: workHigh}, paper)
		x, y := 12+i%cols*(smallWide+12), 12+i/cols*(smallHigh+labelHigh)
		shrink(img, x, y, work)
		label(img, x, y+smallHigh+15, g.prompt+", "+g.style.String()+", seed "+strconv.FormatUint(g.seed, 10))
	}
	return img
}

// shrink puts a picture at a place, each pixel the mean of those that it stands for, in integers,
// so that the sheet is the same everywhere. Its colours have five bits a channel, for a small file.
func shrink(img *image.RGBA, left, top int, work *image.RGBA) {
	for y := range smallHigh {
		for x := range smallWide {
			var sum [3]int
			for j := range smaller {
				row := work.Pix[work.PixOffset(x*smaller, y*smaller+j):]
				for i := range smaller {
					for c := range sum {
						sum[c] += int(row[4*i+c])
					}
				}
			}
			at := img.PixOffset(left+x, top+y)
			for c, v := range sum {
				v /= smaller * smaller
				img.Pix[at+c] = byte(v&^7 | v>>5)
			}
		}
	}
}

// artistsWork paints a piece to its end.
func artistsWork(b artist.Brief) *raster.Canvas {
	c := raster.New(b.Width, b.Height)
	n := uint32(0)
	for p := artist.New(b); ; {
		s, ok := p.Next()
		if !ok {
			return c
		}
		for _, m := range s.Marks {
			n++
			c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Brush: m.Brush, Points: m.Points, Done: true})
		}
	}
}
