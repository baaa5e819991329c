package raster

import (
	"slices"
	"testing"

	"easel.example/core"
)

// TestLooks holds the table against what the drawing code takes for granted.
func TestLooks(t *testing.T) {
	seen := map[core.BrushKind]bool{}
	for _, p := range core.Presets() {
		seen[p.Kind] = true
		b := core.Brush{Kind: p.Kind, Version: core.BrushVersion, Width: uint16(p.Size * core.WidthUnit), Opacity: p.Opacity}
		if !b.Valid() || p.Name == "" {
			t.Errorf("%+v is no brush", p)
		}
		k := lookOf(b)
		if k.parts[0] <= 0 || !slices.IsSorted(k.parts[:]) || k.parts[255] != 1<<24 {
			t.Errorf("%s: from %d to %d of the radius are left", p.Name, k.parts[0], k.parts[255])
		}
		if !k.plain() && k.alpha[0] != 0 {
			t.Errorf("%s: paints where there is nothing", p.Name)
		}
		if k.tip == squareTip && k.plain() {
			t.Errorf("%s: nothing smooths its square ends", p.Name)
		}
	}
	for kind := core.Pen; int(kind) < len(looks); kind++ {
		if !seen[kind] {
			t.Errorf("there is no preset of brush %d", kind)
		}
	}
	if (core.Brush{Kind: core.BrushKind(len(looks)), Version: 1, Width: 1}).Valid() {
		t.Errorf("brush %d is valid, but has no look", len(looks))
	}
}

// TestEveryBrushLeavesItsMark checks that a stroke of any brush shows, within its
// width, and that the eraser takes away.
func TestEveryBrushLeavesItsMark(t *testing.T) {
	for _, p := range core.Presets() {
		for _, size := range []int32{p.Size, 2 * p.Size} {
			c := New(200, 200)
			if p.Kind == core.Smudge {
				continue // see TestSmudge
			}
			if p.Kind == core.Eraser {
				c.Place(stripe(1, core.Pen, 150, 0x808080))
			}
			before := c.Inked()
			s := stripe(2, p.Kind, size, 0x204060)
			c.Place(s)
			if p.Kind == core.Eraser {
				if after := c.Inked(); after >= before {
					t.Errorf("%s: %d px inked, before %d", p.Name, after, before)
				}
				continue
			}
			if got, least := c.Inked(), int64(100*size/24); got < least {
				t.Errorf("%s of %d px: %d px inked, want at least %d", p.Name, size, got, least)
			}
			box := s.Bounds()
			for i := range c.TilesWide() * c.TilesHigh() {
				tile := c.Tile(i)
				if tile == nil {
					continue
				}
				for k, px := range tile {
					x, y := i%c.wide*TileSize+int32(k%TileSize), i/c.wide*TileSize+int32(k/TileSize)
					if px != 0 && (x < box.X0 || x >= box.X1 || y < box.Y0 || y >= box.Y1) {
						t.Fatalf("%s of %d px: ink at %d, %d, outside %v", p.Name, size, x, y, box)
					}
				}
			}
		}
	}
}

// stripe returns a straight stroke through the middle of a canvas of 200 px.
func stripe(n uint32, kind core.BrushKind, size int32, rgb uint32) *core.Stroke {
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Done: true, Brush: core.Brush{
		Kind: kind, Version: core.BrushVersion, Color: rgb, Width: uint16(size * core.WidthUnit), Opacity: 255}}
	for i := range int32(11) {
		s.Points = append(s.Points, core.Point{X: (50 + 10*i) * core.Unit, Y: (95 + i) * core.Unit, Pressure: 220})
	}
	return s
}
