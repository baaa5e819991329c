package raster

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	"easel.example/core"
)

var update = flag.Bool("update", false, "rewrite testdata/golden.json")

// A goldenCase is a canvas of strokes that no randomness but the dice made.
type goldenCase struct {
	name    string
	w, h    int32
	strokes []*core.Stroke
}

func goldenStroke(n int, width uint16, opacity uint8, pts ...core.Point) *core.Stroke {
	d := dice(uint64(n) * 77)
	return &core.Stroke{
		ID:    core.StrokeID{Actor: 1, N: uint32(n + 1)},
		Brush: core.Brush{Kind: core.Pen, Version: 1, Color: uint32(d.next()) & 0xffffff, Width: width, Opacity: opacity},
		Done:  true, Points: pts,
	}
}

// goldenCases covers what strokes can be: degenerate, every width, reversals,
// far off the canvas, spirals, swelling pens, the largest canvas.
func goldenCases() []goldenCase {
	at := func(x, y, p int32) core.Point { return core.Point{X: x, Y: y, Pressure: uint8(p)} }
	list := []goldenCase{
		{"bench", 320, 240, BenchStrokes(60, 32, 320, 240, 7)},
		{"degenerate", 240, 240, []*core.Stroke{
			goldenStroke(1, 100, 255),
			goldenStroke(2, 100, 255, at(1600, 1600, 255)),
			goldenStroke(3, 7, 255, at(3211, 1603, 0)),
			goldenStroke(4, 90, 200, at(4800, 1600, 90), at(4800, 1600, 90), at(4800, 1600, 90)),
			goldenStroke(5, 200, 255, at(1600, 4800, 20), at(1600, 4800, 220), at(1601, 4800, 10)),
			goldenStroke(6, 300, 0, at(0, 0, 255), at(7000, 7000, 255)),
			goldenStroke(7, 60, 255, at(3200, 4800, 255), at(6000, 4800, 255), at(3200, 4800, 255), at(6000, 4801, 255)),
		}},
		{"edges", 250, 241, []*core.Stroke{
			goldenStroke(1, 1600, 255, at(-7000, 100, 255), at(15000, 7300, 40)),
			goldenStroke(2, core.WidthMax, 90, at(-8000, -7712, 255), at(-8000, 15000, 255), at(16000, 7000, 255)),
			goldenStroke(3, 16, 255, at(0, 0, 255), at(250*32, 0, 255), at(250*32, 241*32, 255), at(0, 241*32, 255), at(0, 0, 255)),
		}},
	}
	var widths, zigs, spiral, swell []*core.Stroke
	d := dice(5)
	for i := range 40 {
		w := uint16(1 + i*i*i*core.WidthMax/64000)
		a, b := make([]core.Point, 9), make([]core.Point, 12)
		walk(&d, a, 400, 300)
		widths = append(widths, goldenStroke(i, w, uint8(255-i), a...))
		for k := range b {
			b[k] = at(d.upTo(-2000, 14000), d.upTo(-2000, 11000), d.upTo(0, 255))
		}
		zigs = append(zigs, goldenStroke(i, uint16(d.upTo(1, 300)), uint8(d.upTo(1, 255)), b...))
		c := make([]core.Point, 30)
		for k, x, y := 0, d.upTo(0, 12800), d.upTo(0, 9600); k < len(c); k++ {
			c[k] = at(x, y, d.upTo(0, 255))
			x, y = x+d.upTo(-90, 90), y+d.upTo(-90, 90)
		}
		swell = append(swell, goldenStroke(i, uint16(d.upTo(1, 900)), 255, c...))
	}
	for i := range 4 {
		pts := make([]core.Point, 3000)
		x, y := int32(6400)<<12, int32(0)
		for k := range pts { // a rotation that shrinks, by shifts
			pts[k] = at(200*32+x>>12*int32(k)/3000, 150*32+y>>12*int32(k)/3000, int32(k/13))
			x, y = x-y>>4, y+(x-y>>4)>>4
		}
		spiral = append(spiral, goldenStroke(i, uint16(20+60*i), uint8(255-60*i), pts[i*50:]...))
	}
	for _, p := range core.Presets() {
		list = append(list, goldenBrush(p))
	}
	return append(list,
		goldenCase{"widths", 400, 300, widths}, goldenCase{"zigzags", 400, 300, zigs},
		goldenCase{"swelling", 400, 300, swell}, goldenCase{"spirals", 400, 300, spiral},
		goldenCase{"largest", 4096, 4096, BenchStrokes(40, 200, 4096, 4096, 11)},
	)
}

// goldenBrush draws with one brush: at sizes, with swelling pressure, to and fro,
// taps, steps far apart and far shorter than the width, and partly off the canvas.
func goldenBrush(p core.Preset) goldenCase {
	d := dice(uint64(p.Kind))
	var list []*core.Stroke
	for i, size := range []int32{1, p.Size, 2 * p.Size, 7, 150} {
		pts := make([]core.Point, []int{30, 60, 25, 1, 12}[i])
		walk(&d, pts, 300, 200)
		if i == 2 {
			for k := range pts {
				pts[k].X, pts[k].Y = pts[0].X+(pts[k].X-pts[0].X)/16, pts[0].Y+(pts[k].Y-pts[0].Y)/16
			}
		}
		s := goldenStroke(100*int(p.Kind)+i, uint16(size*core.WidthUnit), uint8(255-60*i), pts...)
		s.Brush.Kind = p.Kind
		list = append(list, s)
	}
	if p.Kind == core.Eraser || p.Kind == core.Smudge {
		list = append(BenchStrokes(60, 32, 300, 200, 9), list...)
		for i, s := range list {
			s.ID.N = uint32(i + 1)
		}
	}
	return goldenCase{"brush " + p.Name, 300, 200, list}
}

// TestGolden is rule R2: these hashes are the same on every target. From the first
// release on they change only with Version.
func TestGolden(t *testing.T) {
	const file = "testdata/golden.json"
	got := map[string]map[string]string{}
	for _, g := range goldenCases() {
		c := New(g.w, g.h)
		for _, s := range g.strokes {
			c.Place(s)
		}
		tiles := map[string]string{"all": fmt.Sprintf("%016x", c.Hash())}
		for i := range c.TilesWide() * c.TilesHigh() {
			if t := c.Tile(i); t != nil && len(tiles) < 60 {
				tiles[fmt.Sprintf("%04d", i)] = fmt.Sprintf("%016x", HashTile(t))
			}
		}
		got[g.name] = tiles
	}
	if *update {
		b, err := json.MarshalIndent(got, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Errorf("%d cases, want %d", len(got), len(want))
	}
	for name, tiles := range want {
		for i, h := range tiles {
			if got[name][i] != h {
				t.Errorf("%s, tile %s: %s, want %s", name, i, got[name][i], h)
			}
		}
	}
}
