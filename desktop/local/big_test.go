package local

import (
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
)

// BenchmarkBig tells what a piece of 100,000 strokes of 16 points costs: the loop, for a state to be saved, and the whole
// file, which is written beside it.
func BenchmarkBig(b *testing.B) {
	cfg := testConfig(b)
	cfg.SaveIdle, cfg.SaveMost = time.Hour, time.Hour
	w := Create(cfg, filepath.Join(b.TempDir(), "big.png"), Canvas{Width: 4096, Height: 3072})
	defer w.Close()
	p, room := w.piece, w.piece.room
	r := rand.New(rand.NewPCG(1, 1))
	if err := w.ask(b.Context(), func() {
		room.OpenHand(9999, face, artistReplica, now())
		for i := range 100_000 {
			at := core.Point{X: r.Int32N(4000 * 32), Y: r.Int32N(3000 * 32), Pressure: 128}
			m := artist.Mark{Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 128, Opacity: 255, Color: uint32(i)}}
			for range 16 {
				at.X, at.Y = at.X+r.Int32N(400)-200, at.Y+r.Int32N(400)-200
				m.Points = append(m.Points, at)
			}
			room.Draw(9999, inksOf(m), now()+int64(i)*100_000)
			p.keeper.Append(room.Take().Records, true)
		}
	}); err != nil {
		b.Fatal(err)
	}
	if err := w.ask(b.Context(), func() { p.state() }); err != nil { // the first one packs all strokes
		b.Fatal(err)
	}
	var loop time.Duration
	for b.Loop() {
		if err := w.ask(b.Context(), func() {
			begun := time.Now()
			p.state()
			loop += time.Since(begun)
			p.touch()
		}); err != nil {
			b.Fatal(err)
		}
		if err := w.Save(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(loop.Microseconds())/1000/float64(b.N), "loop-ms/op")
	b.ReportMetric(float64(m.Sys)/(1<<20), "sys-MB")
}
