package export

import (
	"encoding/base64"
	"strconv"

	"easel.example/core"
	"easel.example/core/raster"
)

// A part is a run of strokes that an SVG shows in the same way.
type part struct {
	from, to int // of Picture.strokes
	how      how
}

type how uint8

const (
	asShapes   how = iota // as shapes
	asPainting            // as a picture of its own: paint has no outline
	asMask                // as a mask over all that is below
)

const (
	// masksMax bounds how deeply masks are nested. What is below more of them is
	// painted.
	masksMax = 32
	// drawnMax and paintedMax bound the strokes of a part, which is written in one step.
	drawnMax   = strokesAStep
	paintedMax = 64
)

// divide returns the parts of strokes.
func divide(strokes []*core.Stroke) (list []part) {
	masks := 0
	for i, s := range strokes {
		h := howOf(s)
		if n := len(list); n > 0 && list[n-1].how == h && (h == asMask || i-list[n-1].from < [...]int{drawnMax, paintedMax}[h]) {
			list[n-1].to++
			continue
		}
		if h == asMask {
			masks++
		}
		list = append(list, part{i, i + 1, h})
	}
	// Too many: all up to the last of the surplus is one painting.
	for k := 0; masks > masksMax; k++ {
		if list[k].how != asMask {
			continue
		}
		if masks--; masks == masksMax {
			return append([]part{{0, list[k].to, asPainting}}, list[k+1:]...)
		}
	}
	return list
}

func howOf(s *core.Stroke) how {
	switch {
	case s.Brush.Kind == core.Eraser:
		return asMask
	case raster.Outlined(s.Brush):
		return asShapes
	}
	return asPainting
}

const group = `<g stroke-linecap="round" stroke-linejoin="round"`

// masks writes a mask for each part that erases, and begins the groups that they
// are for: the last mask is over all the others.
func (g *SVG) masks(size string) {
	n := 0
	for _, p := range g.parts {
		if p.how != asMask {
			continue
		}
		n++
		g.text(`<mask id="e` + strconv.Itoa(n) + `" maskUnits="userSpaceOnUse" ` + size + `><rect ` + size + ` fill="#fff"/>` + group + ">\n")
		for _, s := range g.p.strokes[p.from:p.to] {
			black := *s
			black.Brush.Color = 0
			g.stroke(&black)
		}
		g.text("</g></mask>\n")
	}
	for ; n > 0; n-- {
		g.text(`<g mask="url(#e` + strconv.Itoa(n) + `)">`)
	}
	g.text(group + ">\n")
}

// part writes one part.
func (g *SVG) part(p *part) error {
	switch p.how {
	case asShapes:
		for _, s := range g.p.strokes[p.from:p.to] {
			g.stroke(s)
		}
	case asPainting:
		return g.painting(g.p.strokes[p.from:p.to])
	case asMask:
		g.text("</g></g>" + group + ">\n")
	}
	return nil
}

// align is what the grain of the paper repeats at, px: a picture that begins at a
// multiple of it has the grain where the piece has.
const align = 128

// painting writes strokes as a picture.
func (g *SVG) painting(strokes []*core.Stroke) error {
	var box core.Rect
	for _, s := range strokes {
		box = box.Union(s.Bounds())
	}
	if box = box.Intersect(core.Rect{X1: g.p.Width, Y1: g.p.Height}); box.Empty() {
		return nil
	}
	box.X0, box.Y0 = box.X0/align*align, box.Y0/align*align
	pic := &Picture{Width: box.X1 - box.X0, Height: box.Y1 - box.Y0}
	for _, s := range strokes {
		moved := *s
		moved.Points = make([]core.Point, len(s.Points))
		for i, q := range s.Points {
			moved.Points[i] = core.Point{X: q.X - box.X0*core.Unit, Y: q.Y - box.Y0*core.Unit, Pressure: q.Pressure}
		}
		pic.strokes = append(pic.strokes, &moved)
	}
	g.text(`<image`)
	for _, a := range []struct {
		name  string
		value int32
	}{{"x", box.X0}, {"y", box.Y0}, {"width", pic.Width}, {"height", pic.Height}} {
		g.text(" " + a.name + `="` + strconv.Itoa(int(a.value)) + `"`)
	}
	return g.embed(pic)
}

// embed ends an image element with a picture.
func (g *SVG) embed(pic *Picture) error {
	g.text(` href="data:image/png;base64,`)
	if err := g.flush(); err != nil {
		return err
	}
	enc := base64.NewEncoder(base64.StdEncoding, g.w)
	err := WritePNG(enc, pic, 1, None)
	if err == nil {
		err = enc.Close()
	}
	g.text(`"/>` + "\n")
	return err
}
