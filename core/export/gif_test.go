package export

import (
	"bytes"
	"errors"
	"image/color"
	"image/gif"
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// viewOf returns what client.View would make of a piece with these strokes.
func viewOf(t testing.TB, w, h int32, strokes []*core.Stroke) []byte {
	t.Helper()
	var wr wire.Writer
	var m wire.Snapshot
	p, ok := core.Restore(core.State{Number: 1, Width: w, Height: h, Limits: core.DefaultLimits(), Actors: []core.Replicant{{Replica: 1, Member: 1, LastN: 1 << 20}}, Strokes: strokes})
	if !ok {
		t.Fatal("no piece")
	}
	new(snapshot.Cache).Take(&m, p, nil)
	return wr.Frozen(nil, [][]byte{wr.Snapshot(nil, m)})
}

func film(t testing.TB, view []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	g, err := NewGIF(&out, view)
	for done, of := 0, 1; err == nil && done < of; {
		if done, of, err = g.Step(); done < 1 || done > of {
			t.Fatalf("%d of %d is done", done, of)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGIF checks that others read the film, that it begins with bare paper, that it
// grows, and that it ends with the picture, as near as 255 colours come.
func TestGIF(t *testing.T) {
	const w, h = 1000, 700
	strokes := raster.BenchStrokes(90, 24, w, h, 4)
	strokes[3].Hidden = 1
	file := film(t, viewOf(t, w, h, strokes))
	if again := film(t, viewOf(t, w, h, strokes)); !bytes.Equal(again, file) {
		t.Error("the same piece makes another film")
	}
	g, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("others cannot read it: %v", err)
	}
	points := 89 * 24
	if want := points/filmPoints*filmRate + 1; g.Config.Width != w/2 || g.Config.Height != h/2 || len(g.Image) != want || g.LoopCount != 0 || g.Delay[want-1] != filmRests || g.Delay[0] != 10 {
		t.Errorf("%d × %d, %d frames, want %d; loops %d", g.Config.Width, g.Config.Height, len(g.Image), want, g.LoopCount)
	}
	screen := make([]color.RGBA, w/2*h/2)
	inked := 0
	for i, f := range g.Image {
		for y := f.Rect.Min.Y; y < f.Rect.Max.Y; y++ {
			for x := f.Rect.Min.X; x < f.Rect.Max.X; x++ {
				if c := color.RGBAModel.Convert(f.At(x, y)).(color.RGBA); c.A > 0 {
					screen[y*w/2+x] = c
				}
			}
		}
		n := 0
		for _, c := range screen {
			if c.A == 0 {
				t.Fatal("a pixel without a colour")
			}
			if c != (color.RGBA{255, 255, 255, 255}) {
				n++
			}
		}
		if i == 0 && n != 0 || n < inked-500 || i == len(g.Image)-1 && n < 5000 {
			t.Errorf("frame %d has %d pixels that are not paper, the one before %d", i, n, inked)
		}
		inked = n
	}
	c := raster.New(w, h)
	for _, s := range strokes {
		c.Place(s)
	}
	var tile [4 * raster.TileSize * raster.TileSize]byte
	off := 0
	for y := range h / 2 {
		for x := range w / 2 {
			raster.PaperTile(tile[:], c.Tile(int32(y/32)*c.TilesWide()+int32(x/32)), uint32(White), 1)
			p := tile[4*(y%32*32+x%32):]
			got := screen[y*w/2+x]
			off += abs8(got.R, p[0]) + abs8(got.G, p[1]) + abs8(got.B, p[2])
		}
	}
	if mean := off / (3 * w / 2 * h / 2); mean > 2 {
		t.Errorf("the last frame is off by %d levels on average", mean)
	}
}

func abs8(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// TestGIFOfOneStroke: little is a film too; nothing is none.
func TestGIFOfOneStroke(t *testing.T) {
	one := raster.BenchStrokes(1, 1, 240, 240, 4)
	g, err := gif.DecodeAll(bytes.NewReader(film(t, viewOf(t, 240, 240, one))))
	if err != nil || len(g.Image) != filmLeast*filmRate+1 {
		t.Errorf("%d frames, %v", len(g.Image), err)
	}
	var none FormatError
	if _, err := NewGIF(&bytes.Buffer{}, viewOf(t, 240, 240, nil)); !errors.As(err, &none) {
		t.Errorf("a film of nothing: %v", err)
	}
	if _, err := NewGIF(&bytes.Buffer{}, []byte("no view")); err == nil {
		t.Error("a film of what is no view")
	}
}

// BenchmarkGIF makes the film of 2,000 strokes of 32 points.
func BenchmarkGIF(b *testing.B) {
	view := viewOf(b, 1600, 1200, raster.BenchStrokes(2000, 32, 1600, 1200, 1))
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		size = len(film(b, view))
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/(filmMost*filmRate+1), "ms/frame")
	b.ReportMetric(float64(size)/1e6, "MB")
}
