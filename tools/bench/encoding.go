package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/pack"
	"easel.example/core/raster"
	"easel.example/tools/internal/input"
)

// encoding tells how many bytes a point takes: on the wire, in updates of eight
// points (their framing is fanout's to measure), and at rest; and how many points are left of what a pen reports.
func encoding(_ context.Context, w *work) ([]line, error) {
	lines := []line{encoded("encoding-made", raster.BenchStrokes(2000, 32, 1600, 1200, 1))}
	if w.drawings == "" {
		lines[0].note = strings.TrimSpace(lines[0].note + " Name a folder of drawings for those of real pens.")
		return lines, nil
	}
	for _, name := range []string{"painting30sec.dat", "despair.excalidrawlib", "valentine-s-day.excalidrawlib"} {
		data, err := os.ReadFile(filepath.Join(w.drawings, name))
		if errors.Is(err, fs.ErrNotExist) {
			lines[0].note = strings.TrimSpace(lines[0].note + " No " + name + " there.")
			continue
		}
		if err != nil {
			return nil, err
		}
		d, err := input.Read(name, data)
		if err != nil {
			return nil, err
		}
		place := d.Fit(1600, 1200, 0.05)
		var raw, drawn []*core.Stroke
		samples := 0
		for i, s := range d.Strokes {
			id, brush := core.StrokeID{Actor: 1, N: uint32(i + 1)}, core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 6 * core.WidthUnit, Opacity: 255}
			samples += len(s.Points)
			pts, beats := byPen(place.Points(s), s.Times)
			raw = append(raw, &core.Stroke{ID: id, Brush: brush, Done: true, Points: place.Points(s)})
			drawn = append(drawn, &core.Stroke{ID: id, Brush: brush, Done: true, Points: pts, Beats: beats})
		}
		title, _, _ := strings.Cut(name, ".")
		all, left := encoded("encoding-"+title, raw), encoded("", drawn)
		points, beats := 0, 0
		for block := range slices.Chunk(drawn, 256) {
			beats += len(pack.Append(nil, block))
		}
		for _, s := range drawn {
			points += len(s.Points)
			s.Beats = nil
		}
		for block := range slices.Chunk(drawn, 256) {
			beats -= len(pack.Append(nil, block))
		}
		all.figures = append(all.figures, figure{"points_left", float64(points) / float64(samples)},
			figure{"beats_bytes_per_point", float64(beats) / float64(points)},
			figure{"drawn_live_bytes_per_sample", left.figures[1].value * float64(points) / float64(samples)},
			figure{"drawn_rest_bytes_per_sample", left.figures[2].value * float64(points) / float64(samples)})
		lines = append(lines, all)
	}
	return lines, nil
}

// flushMs is about how often a client sends what is drawn.
const flushMs = 25

// byPen returns the points that a stylus's ink makes of samples, and its beats where each
// frame sends what is new; without times samples are 8 ms apart.
func byPen(samples []core.Point, times []float64) (pts []core.Point, beats []core.Beat) {
	sent, told := 0, 0.0
	pen := ink.New(ink.Stylus, ink.Feel{Smoothing: 30, Width: 6})
	for i, q := range samples {
		ms := 8 * float64(i)
		if i < len(times) {
			ms = 1000 * times[i]
		}
		if n := len(pts) - sent; n > 0 && ms >= told+flushMs {
			beats = append(beats, core.Beat{Points: uint16(n), Ms: uint16(ms - told)})
			sent, told = len(pts), ms
		}
		pts = pen.Add(pts, ink.Sample{X: q.X * 8, Y: q.Y * 8, Pressure: uint16(q.Pressure) * 257, Time: int64(ms * 1000)})
	}
	return pen.Up(pts), beats
}

// encoded measures strokes as they are.
func encoded(name string, strokes []*core.Stroke) line {
	points, payload := 0, int64(0)
	for _, s := range strokes {
		from, done := core.Heading{}, 0
		for chunk := range slices.Chunk(s.Points, 8) {
			payload += core.DeltaBytes(from, chunk)
			done += len(chunk)
			from = core.HeadingOf(s.Points[:done])
			points += len(chunk)
		}
	}
	rest := 0
	for block := range slices.Chunk(strokes, 256) {
		rest += len(pack.Append(nil, block))
	}
	n := float64(points)
	return line{name: name, figures: []figure{{"points", n}, {"live_payload_bytes_per_point", float64(payload) / n}, {"rest_bytes_per_point", float64(rest) / n}},
		note: "strokes: " + strconv.Itoa(len(strokes))}
}
