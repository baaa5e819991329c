package app

import (
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

// bigTable has a piece of 100,000 strokes on 4096² px, with the limit lifted.
func bigTable(b *testing.B) *table {
	limits := core.DefaultLimits()
	limits.WorkspaceBytes = 1 << 30
	t := tableOf(b, core.Rates{PendingStrokes: 1 << 30}, limits, 4096, 4096)
	const hand, each = 1 << 20, 16
	if why := t.room.OpenHand(hand, wire.Member{ID: 99, Role: core.Painter}, 99, t.now); why != 0 {
		b.Fatal(why)
	}
	list := raster.BenchStrokes(100_000, 25, 4096, 4096, 1)
	for chunk := range slices.Chunk(list, each) {
		var ink []authority.Ink
		for _, s := range chunk {
			ink = append(ink, authority.Ink{Brush: s.Brush, Points: s.Points})
		}
		if d := t.room.Draw(hand, ink, t.now); d.Why != 0 || d.Taken != len(ink) {
			b.Fatal(d)
		}
		t.deliver()
	}
	t.now += 1e9 // all of it is performed
	return t
}

// BenchmarkFrame is what a frame costs while one draws on a big piece: the pen moves, and
// the tiles that change become the bytes of a texture. It reports how long the slowest
// frames took, and the heap.
func BenchmarkFrame(b *testing.B) {
	t := bigTable(b)
	s := t.sit("", core.Owner)
	st := s.Studio()
	if st.Canvas() == nil {
		b.Fatal("there is no piece")
	}
	s.press(Key{Name: "1"})
	pixels := make([]byte, raster.TileSize*raster.TileSize*4)
	paint := func() {
		for _, i := range s.look().Tiles {
			raster.PaperTile(pixels, st.Canvas().Tile(i), Paper, 0)
		}
	}
	paint()
	for y := int32(1400 / raster.TileSize); y < 2200/raster.TileSize; y++ { // what a window shows was looked at last
		for x := int32(900 / raster.TileSize); x < 2600/raster.TileSize; x++ {
			st.Canvas().Tile(y*st.Canvas().TilesWide() + x)
		}
	}
	for _, bench := range []struct {
		name string
		draw bool
	}{{"idle", false}, {"drawing", true}} {
		b.Run(bench.name, func(b *testing.B) {
			var took []time.Duration
			n := 0
			for b.Loop() {
				y, x := math.Sincos(float64(n) / 60)
				x, y = 1750+700*x, 1800+250*y
				act := Move
				switch n++; n % 120 { // a stroke takes two seconds
				case 1:
					act = Down
				case 0:
					act = Up
				}
				begin := time.Now()
				if bench.draw {
					s.at(act, Spot{x, y})
				}
				s.step(1)
				paint()
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.Logf("the heap, with the room's own piece, is %d MB", m.HeapAlloc>>20)
}
