package sim

import (
	"math/rand/v2"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
)

// In every fourth world an artist paints: a hand whose strokes are in the log whole, and
// which viewers watch being drawn. Its throws are apart, as those of odd steps are.

// handSession is a number that no socket gets.
const handSession authority.Session = 1 << 30

type artist struct {
	r     *rand.Rand // nil in worlds without one
	drawn []core.StrokeID
}

func (w *world) hire() {
	if w.seed%4 != 1 {
		return
	}
	w.artist.r = rand.New(rand.NewPCG(w.seed, 3))
	w.cfg.Rates.PendingStrokes = 2 + w.artist.r.Int32N(30)
	w.cfg.Limits.BatchOps = core.DefaultLimits().BatchOps
}

// openHand has the artist take up its brush, after each start of the server.
func (w *world) openHand() {
	if w.artist.r == nil {
		return
	}
	w.artist.drawn = nil
	m := wire.Member{ID: core.ArtistMember, Name: "artist", Role: core.Painter}
	if why := w.room.OpenHand(handSession, m, 77, w.now); why != 0 {
		w.fatalf("the artist was refused: %v", why)
	}
	w.carryOut()
}

// paint lets the artist do something, now and then.
func (w *world) paint() {
	a := &w.artist
	if a.r == nil || a.r.IntN(12) > 0 {
		return
	}
	if k := a.r.IntN(12); k == 0 && len(a.drawn) > 0 {
		i := a.r.IntN(len(a.drawn))
		w.room.Mark(handSession, core.Hide, a.drawn[i:i+1], w.now)
	} else if k == 1 {
		w.room.Hurry(handSession, w.now)
	} else {
		at := func() int32 { return a.r.Int32N(side * core.Unit) }
		var list []authority.Ink
		for range 1 + a.r.IntN(4) {
			ink := authority.Ink{Brush: core.Brush{Kind: core.Pen, Version: 1, Color: uint32(at()), Width: 64, Opacity: 200}}
			if w.style() == core.Plotter {
				ink.Brush = core.Plotter.Brush(ink.Brush)
			}
			for range 3 + a.r.IntN(12) {
				ink.Points = append(ink.Points, core.Point{X: at(), Y: at(), Pressure: 200})
			}
			list = append(list, ink)
		}
		d := w.room.Draw(handSession, list, w.now)
		if d.Why != 0 && d.Ms <= 0 && d.Why != core.OverQuota {
			w.fatalf("the artist is refused for good: %v", d.Why)
		}
		a.drawn = append(a.drawn, d.Strokes...)
	}
	if n := w.room.Pending(w.now); n > int(w.cfg.Rates.PendingStrokes) {
		w.fatalf("%d strokes wait to be performed, %d may (L2)", n, w.cfg.Rates.PendingStrokes)
	}
	w.carryOut()
}
