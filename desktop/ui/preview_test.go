package ui

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"testing"
	"time"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
)

// A previewed host has a preview.
type previewed struct {
	app.Host
	is *app.Preview
}

func (h previewed) Preview(context.Context) (*app.Preview, error) { return h.is, nil }

// A late line opens when the test says so.
type late struct{ *stage.Stage }

func (late) Open() {}

// TestPreview: a piece that has not come is shown as its server has it, and so are the tiles that are not
// drawn. In the end the screen is the core's, whatever was below.
func TestPreview(t *testing.T) {
	s, g := newScene(t, 800, 600, 1), painted(100)
	red := color.RGBA{200, 30, 30, 255}
	pic := image.NewRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(pic, pic.Rect, image.NewUniform(red), image.Point{}, draw.Src)
	p := g.Place()
	p.Host = previewed{p.Host, &app.Preview{Picture: pic, Width: 1600, Height: 1200}}
	p.Line = late{g}
	s.app.Enter(p)
	for end := time.Now().Add(20 * time.Second); s.app.Studio().Preview() == nil && time.Now().Before(end); time.Sleep(time.Millisecond) {
		s.frames(1)
	}
	s.frames(1)
	middle := image.Pt(400, 300)
	if got := s.shown().RGBAAt(middle.X, middle.Y); got != red {
		t.Errorf("before the piece is there the middle is %v, want %v", got, red)
	}
	s.stage = g
	g.Open()
	s.settle()
	if s.w.sheet.preview.img != nil {
		t.Error("the preview stays though the piece is drawn")
	}
	s.bare(app.View{X: -100, Y: -100, Zoom: 1})
	same := func(when string) {
		t.Helper()
		paper := s.paper()
		n, at := differ(s.shown(), func(x, y int) (color.RGBA, bool) {
			q := image.Pt(x+100, y+100)
			return paper.RGBAAt(q.X, q.Y), q.In(paper.Bounds())
		})
		if n > 0 {
			t.Errorf("%s %d px are not the core's, the first at %v", when, n, at)
		}
	}
	same("in the end")

	// A preview that comes when half of the tiles are drawn shows where the others will be.
	w := s.w.sheet
	for _, img := range w.layers.images {
		if img != nil {
			img.Fill(paper)
		}
	}
	w.take(s.app.Studio().Canvas())
	w.stand(nil)
	w.stand(&app.Preview{Picture: pic, Width: 1600, Height: 1200})
	s.w.redraw = true
	s.w.show(s.screen)
	if got := s.shown().RGBAAt(middle.X, middle.Y); got != red {
		t.Errorf("where a tile is missing it shows %v, want %v", got, red)
	}
	s.settle()
	s.w.redraw = true
	s.frames(2)
	same("after the second")
}
