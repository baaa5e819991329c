package raster

import (
	"math"
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestWhiten compares runs of a row with pixel after pixel.
func TestWhiten(t *testing.T) {
	for at := range uint(TileSize) {
		for n := uint(1); at+n <= TileSize; n++ {
			var row [TileSize]uint8
			pixels := run(at, n) &^ (1 << (at + n/2))
			whiten(&row, pixels)
			for x, got := range row {
				if want := uint8(255 * (pixels >> x & 1)); got != want {
					t.Fatalf("%064b: pixel %d is %d, want %d", pixels, x, got, want)
				}
			}
		}
	}
}

// TestDye tries all lengths.
func TestDye(t *testing.T) {
	for n := range TileSize + 1 {
		var row [TileSize + 1]uint8
		dye(row[:n], ^uint64(0))
		for x, got := range row {
			if want := map[bool]uint8{true: 255}[x < n]; got != want {
				t.Fatalf("of %d: %d is %d, want %d", n, x, got, want)
			}
		}
	}
}

// TestPartOfAmount: all of an amount is left where the coverage is 255, nothing where it is 0, and
// elsewhere what is within one of its part.
func TestPartOfAmount(t *testing.T) {
	for m := range 256 {
		for k := range 256 {
			got := (m*k + 255) >> 8
			if off := got*255 - m*k; off <= -255 || off >= 255 || k == 255 && got != m || k == 0 && got != 0 {
				t.Fatalf("%d of %d is %d", k, m, got)
			}
		}
	}
}

// TestWholeRows: a row that is covered whole, far from the edges, is what it would be pixel by pixel
// (rule R3: where a tile's border cuts it decides which way it goes).
func TestWholeRows(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 3))
	any := func(most int64) int64 { return r.Int64N(2*most+1) - most }
	for range 20_000 {
		c := comb{u: linear{any(1 << 30), any(1 << 16), any(1 << 16)}, v: linear{any(1 << 30), any(1 << 16), any(1 << 16)},
			p: linear{any(600 << 16), any(1 << 18), any(1 << 18)}, edged: r.IntN(2) == 0, gain: int64(r.IntN(3) * 150), streaks: &fineStreaks}
		c.low = any(300 << 16)
		c.high = c.low + int64(r.IntN(3))*r.Int64N(200<<16)
		if c.edged {
			c.e1, c.e2 = linear{any(255 << 20), any(1 << 20), 0}, linear{any(255 << 20), any(1 << 20), 0}
		}
		at, end := r.Int64N(TileSize), int64(TileSize)
		y := r.Int64N(TileSize)
		if !c.inside(at, end-1, y) {
			continue
		}
		var fast, slow, mask [TileSize]uint8
		for i := range fast {
			fast[i], mask[i] = uint8(r.Uint32()), 255
		}
		slow = fast
		c.whole(fast[at:end], at, y)
		c.row(slow[at:end], mask[at:end], at, y, false)
		if fast != slow {
			t.Fatalf("seed %d: %+v: row %d from %d is\n%v, want\n%v", seed, c, y, at, fast, slow)
		}
	}
}

// TestLeaningInk: where pressure grows along a stroke, what it leaves grows along it, too; no disc of
// a point to come lies over what was drawn lightly.
func TestLeaningInk(t *testing.T) {
	const w, h, from, step, n = 640, 128, 100, 20, 20
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Done: true, Brush: core.Brush{Kind: core.Pencil, Version: 1, Width: 100 * core.WidthUnit, Opacity: 255}}
	for i := range int32(n) {
		s.Points = append(s.Points, core.Point{X: (from + step*i) * core.Unit, Y: 64 * core.Unit, Pressure: uint8(10 * i)})
	}
	s.Measure()
	m := &mark{s: s}
	m.grow(0)
	g := newGrid(w, h)
	k := lookOf(s.Brush)
	for i := range g.wide {
		var l layer
		var tr tracer
		tr.aim(&l, g.field(i), m, n)
		tr.finish(tr.trace(0))
		for x := range int32(TileSize) {
			at := i*TileSize + x - from // on the axis
			if at < 0 || at >= step*(n-1) {
				continue
			}
			want := k.flow[0] + (k.flow[1]-k.flow[0])*10*at/step/255
			if got := int32(l.mask[63*TileSize+x]); got < want-2 || got > want+2 {
				t.Errorf("%d px along it leaves %d, want %d", at, got, want)
			}
		}
	}
}

// TestLeaningReach: the sides of a segment that leans widen where they reach on to meet the next
// one's; a tile that they only just touch has them.
func TestLeaningReach(t *testing.T) {
	const w, h = 800, 1700
	at := func(x, y float64, p uint8) core.Point {
		return core.Point{X: int32(math.Round(x * core.Unit)), Y: int32(math.Round(y * core.Unit)), Pressure: p}
	}
	g := newGrid(w, h)
	for _, p := range core.Presets() {
		if k := lookOf(core.Brush{Kind: p.Kind}); k.plain() || k.wet {
			continue
		}
		for _, hard := range []uint8{255, 230} {
			s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Done: true, Brush: core.Brush{Kind: p.Kind, Version: 1, Width: core.WidthMax, Opacity: 255}}
			ra, rb := float64(Radius(s.Brush, 0))/one8, float64(Radius(s.Brush, hard))/one8
			// It grows by nearly as much as it may, and then turns by as much.
			long, sine := (rb-ra)*4+0.1, math.Sqrt(0.25/rb)*0.998
			x := 512 - 1 - rb - 1.0/32 // the edge is a px before a tile's
			s.Points = []core.Point{at(x, 300, 0), at(x, 300+long, hard), at(x-300*sine, 300+long+300*math.Sqrt(1-sine*sine), hard)}
			s.Measure()
			m := &mark{s: s}
			m.grow(0)
			c := New(w, h)
			c.Place(s)
			tiles := make([]*Tile, g.wide*g.high)
			Draw(tiles, w, h, s, Whole)
			var tr tracer
			for i := range tiles {
				if tiles[i] == nil && c.Tile(int32(i)) == nil && i%int(g.wide) > 512/TileSize {
					continue // far from all of it
				}
				var near, all layer
				tr.aim(&near, g.field(int32(i)), m, len(s.Points))
				tr.finish(tr.trace(0))
				tr.aim(&all, g.field(int32(i)), m, len(s.Points))
				tr.x0, tr.y0, tr.x1, tr.y1 = math.MinInt32/2, math.MinInt32/2, math.MaxInt32/2, math.MaxInt32/2
				tr.finish(tr.trace(0))
				if near.mask != all.mask || HashTile(c.Tile(int32(i))) != HashTile(tiles[i]) {
					t.Errorf("%s, to %d: tile %d is cut off", p.Name, hard, i)
				}
			}
		}
	}
}
