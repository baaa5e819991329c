package raster

import (
	"slices"

	"easel.example/core"
)

// EnlargeMax is how many times larger strokes are drawn at most.
const EnlargeMax = 4

// segmentMax bounds the segments of an enlarged stroke, in px either way, to what
// is computed with here.
const segmentMax = 8192

// Enlarge returns a picture of a part of the canvas, scale times as large, from 2 to
// EnlargeMax: strokes are drawn anew, so that their edges are sharp, and the base,
// which is pixels, has larger ones. The part is r and what lies around it up to whole
// repetitions of the grain. Later changes of c do not show. Zoomed views are not
// canonical (rule R4).
func (c *Canvas) Enlarge(r core.Rect, scale int32) (*Canvas, core.Rect) {
	scale = min(max(scale, 2), EnlargeMax)
	r = r.Intersect(core.Rect{X1: c.w, Y1: c.h})
	if r.Empty() {
		r = core.Rect{X1: 1, Y1: 1}
	}
	margin := min(int32(c.wetIn(r))*WetReach, wetMargin)
	r = core.Rect{X0: r.X0 - margin, Y0: r.Y0 - margin, X1: r.X1 + margin, Y1: r.Y1 + margin}
	r = r.Intersect(core.Rect{X1: c.w, Y1: c.h})
	r.X0, r.Y0 = r.X0&^(grainSide-1), r.Y0&^(grainSide-1)
	r.X1, r.Y1 = min((r.X1+grainSide-1)&^(grainSide-1), c.w), min((r.Y1+grainSide-1)&^(grainSide-1), c.h)
	n := NewView((r.X1-r.X0)*scale, (r.Y1-r.Y0)*scale, View{Zoom: scale})
	under := map[int32]*Tile{}
	for i := range n.cells {
		n.cells[i].base.tile = c.magnified(r, n.field(int32(i)), scale, under)
	}
	for _, m := range c.marksIn(r) {
		s := &core.Stroke{ID: m.s.ID, Brush: m.s.Brush, Done: true}
		s.Brush.Width *= uint16(scale) // four times the widest fits
		shown := core.Stroke{Brush: m.s.Brush, Points: m.s.Points[:m.n]}
		s.Points = Enlarged(nil, &shown, scale, r.X0, r.Y0)
		n.Place(s)
	}
	return n, r
}

// wetMargin bounds how far around a part is drawn for the wet strokes in it, px: beyond
// so many of them on one another, those at its edge may differ from the whole picture's.
const wetMargin = 64

// wetIn returns how many wet strokes are drawn in a part of the canvas.
func (c *Canvas) wetIn(r core.Rect) (n int) {
	if c.wet == 0 {
		return 0
	}
	for _, m := range c.marksIn(r) {
		if m.wet() {
			n++
		}
	}
	return n
}

// marksIn returns what is drawn in a part of the canvas, in drawing order.
func (c *Canvas) marksIn(r core.Rect) (list []*mark) {
	t := c.tiles(r)
	seen := map[*mark]bool{}
	for y := t.Y0; y < t.Y1; y++ {
		for x := t.X0; x < t.X1; x++ {
			e := &c.cells[y*c.wide+x]
			for i := range len(e.list) + len(e.over) {
				if m := e.at(i); !seen[m] && !m.hidden && m.n > 0 {
					seen[m] = true
					list = append(list, m)
				}
			}
		}
	}
	slices.SortFunc(list, inOrder)
	return list
}

// magnified returns a tile of the base, whose pixels are scale times as large, or nil if
// it is blank. f is the tile's place in the part r; under holds what was unpacked for it.
func (c *Canvas) magnified(r core.Rect, f field, scale int32, under map[int32]*Tile) *Tile {
	var t, b *Tile
	last := int32(-1)
	left, top := (f.x-one8/2)>>8, (f.y-one8/2)>>8
	for y := range f.h {
		for x := range f.w {
			px, py := r.X0+(left+x)/scale, r.Y0+(top+y)/scale
			at := py/TileSize*c.wide + px/TileSize
			if at != last {
				last, b = at, c.under(at, under)
			}
			if b == nil {
				continue
			}
			if p := b[py%TileSize*TileSize+px%TileSize]; p != 0 {
				if t == nil {
					t = new(Tile)
				}
				t[y*TileSize+x] = p
			}
		}
	}
	return t
}

// under returns tile i of the base, unpacked once.
func (c *Canvas) under(i int32, held map[int32]*Tile) *Tile {
	t, ok := held[i]
	if !ok {
		t = c.cells[i].base.pixels(new(Tile))
		held[i] = t
	}
	return t
}

// Enlarged appends the points of a stroke as they lie on a picture scale times as
// large, of what is right of left and below top, in px. Long segments become several.
func Enlarged(dst []core.Point, s *core.Stroke, scale, left, top int32) []core.Point {
	const most = segmentMax * core.Unit
	from := len(dst)
	for _, p := range s.Points {
		p.X, p.Y = (p.X-left*core.Unit)*scale, (p.Y-top*core.Unit)*scale
		for i := len(dst) - 1; scale > 1 && i >= from; i = len(dst) - 1 {
			q := dst[i]
			long := max(p.X-q.X, q.X-p.X, p.Y-q.Y, q.Y-p.Y)
			if long <= most {
				break
			}
			parts := (long + most - 1) / most
			x, y := q.X+(p.X-q.X)/parts, q.Y+(p.Y-q.Y)/parts
			dst = append(dst, core.Point{X: x, Y: y, Pressure: between(s.Brush, q.Pressure, p.Pressure, parts)})
		}
		dst = append(dst, p)
	}
	return dst
}

// between returns the pressure whose radius is nearest to that at 1/parts of
// the way from a's to b's. A radius is not linear in the pressure.
func between(brush core.Brush, a, b uint8, parts int32) uint8 {
	from := Radius(brush, a)
	want := from + (Radius(brush, b)-from)/parts
	best, off := a, int32(1<<30)
	for p := int(min(a, b)); p <= int(max(a, b)); p++ {
		d := Radius(brush, uint8(p)) - want
		if d = max(d, -d); d < off {
			best, off = uint8(p), d
		}
	}
	return best
}
