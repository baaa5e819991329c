package raster

import (
	"math/bits"
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestFillIsExact holds filled paths against the stupid twin: the share of 256
// samples in a pixel that are inside, by the winding number.
func TestFillIsExact(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 21))
	const side = 100
	for round := range 60 {
		pts := make([]core.Point, 3) // a path that crosses itself within a pixel is only right in the mean
		for i := range pts {
			pts[i] = core.Point{X: r.Int32N(3*side*core.Unit) - side*core.Unit, Y: r.Int32N(3*side*core.Unit) - side*core.Unit, Pressure: 255}
		}
		rule := core.Fill(1 + r.IntN(2))
		c := New(side, side)
		c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Done: true, Points: pts,
			Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255, Fill: rule}})
		for y := range int32(side) {
			for x := range int32(side) {
				got := 0
				if tile := c.Tile(y/TileSize*c.wide + x/TileSize); tile != nil {
					got = int(tile[y%TileSize*TileSize+x%TileSize] >> 24)
				}
				want := samples(pts, rule, x, y)
				if d := got - want; d > 10 || d < -10 {
					t.Fatalf("seed %d, round %d: %v at %d, %d covers %d of 255, want about %d", seed, round, pts, x, y, got, want)
				}
			}
		}
	}
}

// samples returns how much of a pixel is inside, by counting at 256 places that
// share no row and no column.
func samples(pts []core.Point, rule core.Fill, x, y int32) int {
	in := 0
	for i := range 256 {
		px, py := int64(x)*512+2*int64(i)+1, int64(y)*512+2*int64(bits.Reverse8(uint8(i)))+1
		wind := 0
		for k, p := range pts {
			q := pts[(k+1)%len(pts)]
			ax, ay, bx, by := int64(p.X)*16, int64(p.Y)*16, int64(q.X)*16, int64(q.Y)*16
			side := (bx-ax)*(py-ay) - (px-ax)*(by-ay)
			switch {
			case ay <= py && by > py && side < 0:
				wind++
			case ay > py && by <= py && side > 0:
				wind--
			}
		}
		if rule == core.FillEvenOdd {
			wind &= 1
		}
		if wind != 0 {
			in++
		}
	}
	return in * 255 / 256
}

// TestFillRules checks what differs between the rules: the middle of a star, and
// a hole that goes the other way.
func TestFillRules(t *testing.T) {
	at := func(x, y int32) core.Point { return core.Point{X: x * core.Unit, Y: y * core.Unit} }
	star := []core.Point{at(50, 5), at(77, 90), at(7, 36), at(93, 36), at(23, 90)}
	ring := []core.Point{at(5, 5), at(95, 5), at(95, 95), at(5, 95), at(5, 5), at(30, 30), at(30, 70), at(70, 70), at(70, 30), at(30, 30)}
	for _, tt := range []struct {
		name string
		pts  []core.Point
		rule core.Fill
		want uint32
	}{
		{"star, nonzero", star, core.FillNonzero, 255},
		{"star, even-odd", star, core.FillEvenOdd, 0},
		{"ring, nonzero", ring, core.FillNonzero, 0},
		{"ring, even-odd", ring, core.FillEvenOdd, 0},
	} {
		c := New(100, 100)
		c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Done: true, Points: tt.pts,
			Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 1, Opacity: 255, Fill: tt.rule}})
		if got := c.Tile(0)[52*TileSize+50] >> 24; got != tt.want {
			t.Errorf("%s: in the middle %d of 255, want %d", tt.name, got, tt.want)
		}
		if c.Inked() < 1000 {
			t.Errorf("%s: only %d px inked", tt.name, c.Inked())
		}
	}
}

// TestFillFarFromItsEdges: a tile well inside a path of many points is filled, and
// so is what is drawn after it.
func TestFillFarFromItsEdges(t *testing.T) {
	const side = 400
	var pts []core.Point
	for k, corner := range [4][4]int32{{20, 20, 1, 0}, {380, 20, 0, 1}, {380, 380, -1, 0}, {20, 380, 0, -1}} {
		for i := range int32(360) {
			pts = append(pts, core.Point{X: (corner[0] + i*corner[2]) * core.Unit, Y: (corner[1]+i*corner[3])*core.Unit + int32(k), Pressure: 255})
		}
	}
	c := New(side, side)
	for n := range uint32(2) {
		c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: n + 1}, Done: true, Points: pts,
			Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255, Fill: core.FillNonzero, Color: 0xff * n}})
	}
	for y := int32(5); y < side; y += 10 {
		for x := int32(5); x < side; x += 10 {
			inside := x > 20 && x < 380 && y > 20 && y < 380
			if got := c.At(x, y, 0xffffff); (got == 0xffff0000) != inside {
				t.Fatalf("at %d, %d it is %x", x, y, got)
			}
		}
	}
}
