package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/path"
	"easel.example/core/raster"
)

// What peers draw: as many strokes as core/raster's own benchmark.
const (
	peerStrokes, peerPoints = 10_000, 32
	peerWide, peerHigh      = 1600, 1200
)

// A peerStroke is a stroke as other engines take it: a line, of one width or with the
// radius at each point, or the edge of what the pen passes over.
type peerStroke struct {
	line  [][2]float64
	radii []float64
	edge  [][][2]float64
	data  string // of the edge, as SVG has it
	width float64
	color uint32
	alpha float64
}

// A way is how a peer is given strokes.
type way uint8

const (
	asLine  way = iota // of one width, which it strokes
	asEdge             // the outline, made beforehand, which it fills
	asUnion            // a disc a point and what is between them, in one path which it fills: what one makes who has no outline
)

// peers draws the same strokes with this core and with what one would take in its
// place, with even and with varying widths.
func peers(ctx context.Context, w *work) ([]line, error) {
	var lines []line
	for _, variable := range []bool{false, true} {
		l, err := w.peersOf(ctx, variable)
		if err != nil {
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func (w *work) peersOf(ctx context.Context, variable bool) (line, error) {
	strokes := raster.BenchStrokes(peerStrokes, peerPoints, peerWide, peerHigh, 1)
	l := line{name: "peers-variable"}
	if !variable {
		l.name = "peers-constant"
		for _, s := range strokes {
			for i := range s.Points {
				s.Points[i].Pressure = 255
			}
		}
	}
	picture, err := pictureOf(strokes)
	if err != nil {
		return line{}, err
	}
	list, svg, err := forPeers(strokes, picture)
	if err != nil {
		return line{}, err
	}
	var canvas *raster.Canvas
	ours := w.best(func() { canvas = drawAll(strokes) })
	l.figures = append(l.figures, figure{"ours_ms", ours})
	if variable {
		l.figures = append(l.figures, figure{"outline_ms", w.best(func() { export.WriteSVG(io.Discard, picture, export.White) })})
	}
	if c, err := newCairo(); err != nil {
		l.note = err.Error()
	} else {
		l.figures = append(l.figures, w.ofCairo(c, list, canvas, ours, variable)...)
	}
	others, err := w.inNode(ctx, list, svg, variable)
	if err != nil {
		l.note += " " + err.Error()
		return l, nil
	}
	for _, k := range []string{"skia", "resvg", "chromium"} {
		if ms, ok := others[k]; ok {
			l.figures = append(l.figures, figure{k + "_ms", ms}, figure{"ratio_" + k, ms / ours})
		}
	}
	return l, nil
}

// ofCairo has cairo draw the strokes in each way that there is for them, beside ours.
func (w *work) ofCairo(c *cairo, list []peerStroke, canvas *raster.Canvas, ours float64, variable bool) []figure {
	measure := func(name string, as way) ([]figure, []core.Rect) {
		var px []byte
		fast := w.best(func() { c.draw(list, peerWide, peerHigh, as, false) })
		best := w.best(func() { px = c.draw(list, peerWide, peerHigh, as, true) })
		mean, off := differ(canvas, px)
		return []figure{{name + "_fast_ms", fast}, {name + "_ms", best}, {"ratio_" + name + "_fast", fast / ours}, {"ratio_" + name, best / ours},
			{name + "_mean_difference", mean}, {name + "_px_off_by_64", float64(len(off))}}, off
	}
	if !variable {
		figures, off := measure("cairo", asLine)
		return append(figures, figure{"cairo_px_off_by_64_by_max", float64(c.offByMax(list, canvas, off))})
	}
	edge, _ := measure("cairo", asEdge)
	union, _ := measure("cairo_union", asUnion)
	return append(edge, union...)
}

// best returns the median time of a piece of work, in ms.
func (w *work) best(f func()) float64 {
	var list []float64
	for range w.rounds {
		from := time.Now()
		f()
		list = append(list, time.Since(from).Seconds()*1000)
	}
	slices.Sort(list)
	return list[len(list)/2]
}

func drawAll(strokes []*core.Stroke) *raster.Canvas {
	c := raster.New(peerWide, peerHigh)
	for _, s := range strokes {
		c.Place(s)
	}
	for i := range c.TilesWide() * c.TilesHigh() {
		c.Tile(i)
	}
	return c
}

var element = regexp.MustCompile(`<path (?:fill="none" stroke-width="[\d.]+" )?d="([^"]*)"`)

// pictureOf returns strokes as a picture that can be written.
func pictureOf(strokes []*core.Stroke) (*export.Picture, error) {
	p := core.NewPiece(1, peerWide, peerHigh, core.Paint, core.DefaultLimits())
	st := p.State()
	st.Actors, st.Strokes = []core.Replicant{{LastN: 1 << 30}}, strokes
	p, ok := core.Restore(st)
	if !ok {
		return nil, errors.New("the strokes make no piece")
	}
	return export.New(p), nil
}

// forPeers returns a picture's strokes as others take them, and all of them as an SVG.
func forPeers(strokes []*core.Stroke, picture *export.Picture) (list []peerStroke, svg []byte, err error) {
	var out bytes.Buffer
	if err := export.WriteSVG(&out, picture, export.White); err != nil {
		return nil, nil, fmt.Errorf("write the strokes as SVG: %w", err)
	}
	all := element.FindAllStringSubmatch(out.String(), -1)
	if len(all) != len(strokes) {
		return nil, nil, fmt.Errorf("%d strokes became %d paths", len(strokes), len(all))
	}
	for i, s := range strokes {
		k := peerStroke{data: all[i][1], width: float64(s.Brush.Width) / core.WidthUnit, color: s.Brush.Color, alpha: float64(s.Brush.Opacity) / 255}
		for _, r := range raster.Radii(nil, s) {
			k.radii = append(k.radii, float64(r)/256)
		}
		for _, q := range s.Points {
			k.line = append(k.line, [2]float64{float64(q.X) / core.Unit, float64(q.Y) / core.Unit})
		}
		subs, err := path.ParseSVG(k.data, path.Identity())
		if err != nil {
			return nil, nil, fmt.Errorf("read path %d: %w", i, err)
		}
		for _, sub := range subs {
			var edge [][2]float64
			for _, v := range sub.Line {
				edge = append(edge, [2]float64{float64(v.X) / float64(path.One), float64(v.Y) / float64(path.One)})
			}
			k.edge = append(k.edge, edge)
		}
		list = append(list, k)
	}
	return list, out.Bytes(), nil
}

// offBy is how much of 255 a channel may differ without being counted.
const offBy = 64

// differ returns by how much of 255 the channels of two pictures differ in the mean, and
// which pixels by more than offBy.
func differ(c *raster.Canvas, px []byte) (mean float64, off []core.Rect) {
	own := make([]byte, len(px))
	c.WritePaper(own, core.Rect{X1: peerWide, Y1: peerHigh}, 0xffffff)
	for i := 0; i < len(px); i += 4 {
		most := 0
		for k := i; k < i+3; k++ {
			d := max(int(px[k])-int(own[k]), int(own[k])-int(px[k]))
			mean += float64(d)
			most = max(most, d)
		}
		if most > offBy {
			x, y := int32(i/4%peerWide), int32(i/4/peerWide)
			off = append(off, core.Rect{X0: x, Y0: y, X1: x + 1, Y1: y + 1})
		}
	}
	return mean / float64(len(px)/4*3), off
}

// offByMax returns how many of some pixels are off by as much even where cairo keeps
// rule R3: a stroke covers a pixel as that of its segments does which covers most of
// it. Left to itself, cairo has the union of them all, which is more where a thin
// stroke comes back beside itself within a pixel.
func (c *cairo) offByMax(list []peerStroke, canvas *raster.Canvas, px []core.Rect) (off int) {
	for _, p := range px {
		var own [4]byte
		canvas.WritePaper(own[:], p, 0xffffff)
		by := 0.0
		for k, v := range c.pixelByMax(list, p) {
			by = max(by, v-float64(own[k]), float64(own[k])-v)
		}
		if by > offBy {
			off++
		}
	}
	return off
}

// pixelByMax returns the channels of a pixel on white, of 255, by cairo under rule R3.
func (c *cairo) pixelByMax(list []peerStroke, p core.Rect) [3]float64 {
	px := [3]float64{255, 255, 255}
	for _, s := range list {
		cover := 0.0
		for i := 1; i < len(s.line); i++ {
			a, b := s.line[i-1], s.line[i]
			x, y := float64(p.X0), float64(p.Y0)
			r := s.width/2 + 2
			if max(a[0], b[0]) < x-r || min(a[0], b[0]) > x+r || max(a[1], b[1]) < y-r || min(a[1], b[1]) > y+r {
				continue
			}
			one := peerStroke{line: [][2]float64{{a[0] - x, a[1] - y}, {b[0] - x, b[1] - y}}, width: s.width, alpha: 1}
			cover = max(cover, float64(255-c.draw([]peerStroke{one}, 1, 1, asLine, true)[0])/255)
		}
		for k := range px {
			px[k] += (float64(s.color>>(16-8*k)&255) - px[k]) * cover * s.alpha
		}
	}
	return px
}

// inNode has the engines of tools/bench/peers draw, and returns their times in ms.
func (w *work) inNode(ctx context.Context, list []peerStroke, svg []byte, variable bool) (map[string]float64, error) {
	type stroke struct {
		Line  [][2]float64 `json:"line"`
		Data  string       `json:"data"`
		Width float64      `json:"width"`
		Color uint32       `json:"color"`
		Alpha float64      `json:"alpha"`
	}
	job := struct {
		Width    int      `json:"width"`
		Height   int      `json:"height"`
		Rounds   int      `json:"rounds"`
		Variable bool     `json:"variable"`
		Strokes  []stroke `json:"strokes"`
		SVG      string   `json:"svg"`
	}{peerWide, peerHigh, w.rounds, variable, nil, string(svg)}
	for _, s := range list {
		job.Strokes = append(job.Strokes, stroke{s.line, s.data, s.width, s.color, s.alpha})
	}
	b, err := json.Marshal(job)
	if err != nil {
		return nil, fmt.Errorf("tell the peers what to draw: %w", err)
	}
	file := filepath.Join(w.dir, "peers.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		return nil, fmt.Errorf("tell the peers what to draw: %w", err)
	}
	if _, err := output(ctx, nil, "npm", "--prefix", "tools/bench/peers", "install", "--no-package-lock", "--silent"); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", "tools/bench/peers/peers.mjs", file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("draw with the peers: %w", err)
	}
	times := map[string]float64{}
	if err := json.Unmarshal(out, &times); err != nil {
		return nil, fmt.Errorf("read the peers' times: %w", err)
	}
	return times, nil
}
