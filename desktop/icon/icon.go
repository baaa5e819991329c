// Package icon draws the app's icon, which is the page's, with Easel's own brush: from the
// strokes and fills that core/export reads in the page's icon.svg. The window, and desktop/pack for the
// systems' launchers, ask for the sizes that they need, so no picture is kept that could be stale.
package icon

import (
	_ "embed"
	"image"
	"strconv"
	"strings"

	"golang.org/x/image/draw"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/raster"
)

// SVG is the icon as the page has it: icon_test.go compares.
//
//go:embed icon.svg
var SVG string

const (
	side  = 32   // units of the SVG
	drawn = 1024 // px at which it is drawn, and then made smaller
)

// The sheet, and its outline with the round corners, which core/export does not read of a rect.
const (
	sheet   = `<rect width="32" height="32" rx="7"`
	rounded = `<path d="M7 0H25A7 7 0 0 1 32 7V25A7 7 0 0 1 25 32H7A7 7 0 0 1 0 25V7A7 7 0 0 1 7 0Z"`
)

// Draw returns the icon, so many px a side.
func Draw(px int) *image.RGBA {
	src := image.NewRGBA(image.Rect(0, 0, drawn, drawn))
	canvas().WriteRGBA(src.Pix, core.Rect{X1: drawn, Y1: drawn})
	if px == drawn {
		return src
	}
	dst := image.NewRGBA(image.Rect(0, 0, px, px))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	return dst
}

// canvas draws the icon large.
func canvas() *raster.Canvas {
	_, shapes, _ := strings.Cut(SVG, ">")
	shapes = strings.Replace(shapes, sheet, rounded, 1)
	big := `<svg xmlns="http://www.w3.org/2000/svg" width="` + strconv.Itoa(drawn) + `" height="` + strconv.Itoa(drawn) +
		`"><g transform="scale(` + strconv.Itoa(drawn/side) + `)">` + strings.TrimSuffix(strings.TrimSpace(shapes), "</svg>") + `</g></svg>`
	d, err := export.Read([]byte(big))
	if err != nil {
		panic("icon: " + err.Error()) // a test draws it
	}
	strokes, _ := d.Place(drawn, drawn)
	c := raster.New(drawn, drawn)
	for _, s := range strokes {
		c.Place(s)
	}
	return c
}
