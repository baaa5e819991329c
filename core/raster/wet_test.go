package raster

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestSmudge checks that a smudge moves ink the way it goes, by no more than its
// reach, and carries nothing along; and that without ink there is none after.
func TestSmudge(t *testing.T) {
	for _, zoom := range []int32{1, 4} {
		c := NewView(300*zoom, 200*zoom, View{Zoom: zoom})
		u := core.Unit * zoom
		line := func(n uint32, k core.BrushKind, size int32, from, to [2]int32) *core.Stroke {
			s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Done: true, Brush: core.Brush{Kind: k, Version: 1, Color: 0xff0000, Width: uint16(size * zoom * core.WidthUnit), Opacity: 255}}
			for i := range int32(11) {
				s.Points = append(s.Points, core.Point{X: (from[0]*(10-i) + to[0]*i) * u / 10, Y: (from[1]*(10-i) + to[1]*i) * u / 10, Pressure: 255})
			}
			return s
		}
		c.Place(line(1, core.Smudge, 40, [2]int32{20, 100}, [2]int32{280, 100}))
		if c.Inked() != 0 {
			t.Fatal("a smudge on nothing left ink")
		}
		c.Place(line(2, core.Fineliner, 40, [2]int32{150, 0}, [2]int32{150, 200})) // 130…170
		smudge := line(3, core.Smudge, 40, [2]int32{20, 100}, [2]int32{280, 100})
		before := c.At(150*zoom, 100*zoom, 0xffffff)
		c.Place(smudge)
		alpha := func(x int32) uint32 {
			i := 100*zoom/TileSize*c.wide + x*zoom/TileSize
			tile := c.Tile(i)
			if tile == nil {
				return 0
			}
			return tile[100*zoom%TileSize*TileSize+x*zoom%TileSize] >> 24
		}
		if c.At(150*zoom, 100*zoom, 0xffffff) != before || alpha(150) != 255 {
			t.Error("a smudge changed even paint")
		}
		if a, b := alpha(172), alpha(176); a < 100 || b < 16 || b >= a {
			t.Errorf("zoom %d: ahead there is ink of alpha %d and %d", zoom, a, b)
		}
		if a, b := alpha(132), alpha(136); a > 200 || b > 255 || b <= a {
			t.Errorf("zoom %d: behind there is ink of alpha %d and %d", zoom, a, b)
		}
		for x := int32(170 + WetReach + 1); x < 300; x++ {
			if alpha(x) != 0 {
				t.Fatalf("zoom %d: ink was carried to %d px", zoom, x)
			}
		}
		for y := range int32(200) {
			if y < 79 || y > 121 {
				if got := c.At(172*zoom, y*zoom, 0xffffff); got != c.At(290*zoom, y*zoom, 0xffffff) {
					t.Fatalf("ink came to row %d, beside the smudge", y)
				}
			}
		}
	}
}

// TestManySmudges: of a crowd of smudges over all of a canvas, with strokes between
// that still grow, each is drawn on what is beneath it, whatever is looked at.
func TestManySmudges(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 12))
	var list []*core.Stroke
	c := New(400, 300)
	c.Keep(4)
	for i := range 60 {
		s := randomStroke(r, uint32(i+1), 400, 300)
		if s.Brush.Fill = core.FillNone; i%2 == 1 {
			s.Brush.Kind = core.Smudge
		}
		if s.Done = i != 11 && i != 30; len(s.Points) == 0 {
			s.Points = []core.Point{{X: 6400, Y: 4800, Pressure: 255}}
		}
		c.Place(s)
		list = append(list, s)
		if i%7 == 0 {
			c.Tile(r.Int32N(c.TilesWide() * c.TilesHigh()))
		}
	}
	samePixels(t, seed, "placed", c, picture(400, 300, list))
	for k, s := range list {
		if s.Done = true; k%5 == 0 {
			s.Hidden = 1
			c.Changed(s, s.Bounds())
			c.Tile(r.Int32N(c.TilesWide() * c.TilesHigh()))
		}
	}
	samePixels(t, seed, "hidden", c, picture(400, 300, list))
	for _, s := range list[:40] {
		c.Flatten(s)
	}
	samePixels(t, seed, "flattened", c, picture(400, 300, list))
	for c.FlattenSome(r.IntN(9)) {
		c.Tile(r.Int32N(c.TilesWide() * c.TilesHigh()))
	}
	samePixels(t, seed, "in the base", c, picture(400, 300, list))
}

// BenchmarkSmudge draws a smudge over a crowd, and undoes a stroke beneath 20 of them.
func BenchmarkSmudge(b *testing.B) {
	c := New(1600, 1200)
	for _, s := range BenchStrokes(2000, 32, 1600, 1200, 3) {
		c.Place(s)
	}
	var under *core.Stroke
	for i := range 20 {
		for _, k := range []core.BrushKind{core.OilFlat, core.Smudge} {
			s := BenchStrokes(1, 60, 1600, 1200, uint64(90+i))[0]
			s.ID.N, s.Brush.Kind, s.Brush.Width = uint32(5000+100*i)+uint32(k), k, 48*core.WidthUnit
			if c.Place(s); under == nil {
				under = s
			}
		}
	}
	draw := func() {
		for _, i := range c.TakeDirty(nil) {
			c.Tile(i)
		}
	}
	draw()
	b.Run("undo", func(b *testing.B) {
		for b.Loop() {
			under.Hidden ^= 1
			c.Changed(under, under.Bounds())
			draw()
		}
	})
	live := &core.Stroke{ID: core.StrokeID{Actor: 2, N: 1}, Brush: core.Brush{Kind: core.Smudge, Version: 1, Width: 48 * core.WidthUnit, Opacity: 255}}
	c.Place(live)
	pts := BenchStrokes(1, 1<<16, 1600, 1200, 5)[0].Points
	b.Run("point", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			n := len(live.Points)
			if live.Points = append(live.Points, pts[i%len(pts)]); n == 0 {
				c.Changed(live, core.Rect{})
			} else {
				c.Grew(live, n)
			}
			draw()
		}
	})
}

// TestSmudgesOfTheOverlay: a long queue of one's own strokes settles in some cells, with
// the smudges in it, and not in others.
func TestSmudgesOfTheOverlay(t *testing.T) {
	n := uint64(40)
	if testing.Short() {
		n = 10
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(seed, 13))
		c := New(400, 300)
		var over []*core.Stroke
		for i := range 3 * overLoose {
			s := randomStroke(r, uint32(i+1), 400, 300)
			if s.Brush.Fill, s.Brush.Width = core.FillNone, 60*core.WidthUnit; i%3 == 1 {
				s.Brush.Kind = core.Smudge
			}
			s.Done = i < 3*overLoose-1
			over = append(over, s)
			c.Overlay(over)
			c.Tile(r.Int32N(c.TilesWide() * c.TilesHigh()))
		}
		samePixels(t, seed, "queued", c, picture(400, 300, over))
	}
}
