package client

import (
	"testing"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/raster"
)

// TestTail checks that ink reaches up to the nib for the eye, with its copies by
// symmetry, and that nothing of that stays when the pen is lifted or drawing is
// given up.
func TestTail(t *testing.T) {
	for _, folds := range []int32{1, 4} {
		for _, end := range []string{"up", "cancel"} {
			d := newDesk(t, 1)
			d.c.cfg.Tails = true
			d.meet()
			d.c.SetGuides(Guides{Folds: folds})
			d.c.SetBrush(testPen())
			d.c.Down(ink.Stylus)
			at := func(px int32) (x, y int32) { return (60 + px) << 8, (40 + px) << 8 }
			for px := int32(0); px <= 60; px += 4 {
				x, y := at(px)
				d.c.Sample(ink.Sample{X: x, Y: y, Pressure: 65535, Time: int64(px) * 2000}, 1000)
			}
			inked := func(x, y int32) bool {
				tile := d.c.Canvas().Tile(y/raster.TileSize*d.c.Canvas().TilesWide() + x/raster.TileSize)
				return tile != nil && tile[y%raster.TileSize*raster.TileSize+x%raster.TileSize] != 0
			}
			s := d.c.replica.Piece().Stroke(d.c.pen.stroke)
			if last := s.Points[len(s.Points)-1]; last.X > 110*core.Unit {
				t.Fatalf("the stroke is at %v already", last)
			}
			if !inked(120, 100) {
				t.Error("there is no ink at the nib")
			}
			if folds == 4 && !inked(240-120, 240-100) {
				t.Error("there is no ink at the nib's copy")
			}
			if end == "up" {
				d.c.Up(1000)
				if !inked(120, 100) {
					t.Error("the stroke does not end at the nib")
				}
			} else {
				d.c.Cancel(1000)
			}
			n := raster.New(240, 240)
			for _, s := range d.c.replica.Piece().Strokes() {
				n.Place(s)
			}
			if n.Hash() != d.c.Canvas().Hash() {
				t.Errorf("%d folds: after %s the canvas shows more than there is", folds, end)
			}
		}
	}
}
