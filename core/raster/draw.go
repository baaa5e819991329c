package raster

import (
	"slices"

	"easel.example/core"
)

// A View says how a canvas lies that Draw draws on. It is for the grain of the
// paper; the strokes are given as they are to be drawn.
type View struct {
	Zoom int32 // 1…16: how much larger than the piece
	Top  int32 // px: how far down in the picture its first row is
}

// Whole is the piece itself.
var Whole = View{Zoom: 1}

// Draw draws the whole stroke s, unless it is hidden, on the tiles of a
// width × height px canvas. A nil tile that is drawn on is made. Draw knows
// nothing of growth, order or caches, and so proves [Canvas], which shows the
// same pixels.
func Draw(tiles []*Tile, width, height int32, s *core.Stroke, v View) {
	if s.Hidden != 0 || s.Brush.Opacity == 0 {
		return
	}
	g := newGrid(width, height)
	g.view = v
	m := &mark{s: s}
	m.grow(0)
	var l layer
	var t tracer
	before := slices.Clone(tiles) // what a wet stroke reads
	r := g.tiles(s.Bounds())
	for ty := r.Y0; ty < r.Y1; ty++ {
		for tx := r.X0; tx < r.X1; tx++ {
			i := ty*g.wide + tx
			t.aim(&l, g.field(i), m, len(s.Points))
			t.finish(t.trace(0))
			if l.empty() {
				continue
			}
			if m.wet() {
				tiles[i] = nil
				var w window
				if w.load(g, i, func(j int32) *Tile { return before[j] }) {
					tiles[i] = new(Tile)
					if before[i] != nil {
						*tiles[i] = *before[i]
					}
					l.smear(tiles[i], &w, s.Brush.Opacity)
				}
				l.reset()
				continue
			}
			if tiles[i] == nil {
				tiles[i] = new(Tile)
			}
			m.paint(&l, tiles[i], g.field(i))
		}
	}
}
