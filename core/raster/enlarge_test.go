package raster

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestEnlarge checks that each part of an enlarged picture is that part of the whole
// picture enlarged, whatever the brush, with what is hidden, placed beneath the
// overlay, or still drawn.
func TestEnlarge(t *testing.T) {
	const w, h, scale = 500, 420, 3
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 7))
	c := New(w, h)
	var all []*core.Stroke
	for n := range uint32(30) {
		s := randomStroke(r, n+1, w, h)
		s.Brush.Width = min(s.Brush.Width, 60*core.WidthUnit)
		s.Done = n%3 > 0
		if n%7 == 5 {
			s.Hidden = 1
		}
		all = append(all, s)
	}
	for _, s := range all[:25] {
		c.Place(s)
	}
	c.Overlay(all[25:])
	want := make([]*Tile, (w*scale+63)/64*((h*scale+63)/64))
	for _, s := range all {
		k := *s
		k.Brush.Width *= scale
		k.Points = Enlarged(nil, s, scale, 0, 0)
		Draw(want, w*scale, h*scale, &k, View{Zoom: scale})
	}
	at := func(x, y int32) uint32 {
		if tile := want[y/64*((w*scale+63)/64)+x/64]; tile != nil {
			return tile[y%64*64+x%64]
		}
		return 0
	}
	for _, part := range []core.Rect{{X1: w, Y1: h}, {X0: 130, Y0: 5, X1: 250, Y1: 140}, {X0: 300, Y0: 300, X1: 9999, Y1: 9999}} {
		big, is := c.Enlarge(part, scale)
		in := part.Intersect(core.Rect{X1: w, Y1: h})
		if is.Intersect(in) != in || is.X0%grainSide+is.Y0%grainSide != 0 {
			t.Fatalf("the part of %v is %v", part, is)
		}
		bw, bh := big.Size()
		if bw != (is.X1-is.X0)*scale || bh != (is.Y1-is.Y0)*scale {
			t.Fatalf("the picture of %v is %d × %d", is, bw, bh)
		}
		for y := range bh {
			for x := range bw {
				got := uint32(0)
				if tile := big.Tile(y/64*big.TilesWide() + x/64); tile != nil {
					got = tile[y%64*64+x%64]
				}
				// Beyond the part, wet strokes may miss what they read.
				if px, py := x/scale+is.X0, y/scale+is.Y0; px < in.X0 || px >= in.X1 || py < in.Y0 || py >= in.Y1 {
					continue
				}
				if v := at(x+is.X0*scale, y+is.Y0*scale); got != v {
					t.Fatalf("seed %d: pixel %d, %d of %v is %08x, want %08x", seed, x, y, is, got, v)
				}
			}
		}
	}
}

// TestEnlargeBase checks that flattened ink has larger pixels.
func TestEnlargeBase(t *testing.T) {
	c := New(300, 300)
	for _, s := range BenchStrokes(20, 20, 300, 300, 3) {
		c.Place(s)
		c.Flatten(s)
	}
	c.FlattenAll()
	big, is := c.Enlarge(core.Rect{X0: 140, Y0: 140, X1: 300, Y1: 300}, 2)
	for y := range (is.Y1 - is.Y0) * 2 {
		for x := range (is.X1 - is.X0) * 2 {
			px, py := is.X0+x/2, is.Y0+y/2
			if got, want := big.At(x, y, 0xffffff), c.At(px, py, 0xffffff); got != want {
				t.Fatalf("pixel %d, %d is %08x, want %08x", x, y, got, want)
			}
		}
	}
}

func BenchmarkEnlarge(b *testing.B) {
	c := placeAll(BenchStrokes(100_000, 25, 4096, 4096, 1))
	b.ReportAllocs()
	for b.Loop() {
		big, _ := c.Enlarge(core.Rect{X0: 1000, Y0: 1000, X1: 1360, Y1: 1225}, 4)
		drawAll(big)
	}
}
