package raster

import "easel.example/core"

// A grid cuts a canvas into tiles; tile i is the one at (i % wide, i / wide).
type grid struct {
	w, h, wide, high int32
	view             View
}

func newGrid(w, h int32) grid {
	return grid{w, h, (w + TileSize - 1) / TileSize, (h + TileSize - 1) / TileSize, Whole}
}

// A field is a tile to be drawn on: the Q8 position of its pixel (0, 0)'s
// centre, and how many of its pixels lie on the canvas.
type field struct {
	x, y int32
	w, h int32
	view View
}

func (g grid) field(i int32) field {
	x, y := i%g.wide*TileSize, i/g.wide*TileSize
	return field{x*one8 + one8/2, y*one8 + one8/2, min(TileSize, g.w-x), min(TileSize, g.h-y), g.view}
}

// tiles returns the tiles that hold pixels of r, as a half-open rectangle.
func (g grid) tiles(r core.Rect) core.Rect {
	r = r.Intersect(core.Rect{X1: g.w, Y1: g.h})
	if r.Empty() {
		return core.Rect{}
	}
	const n = TileSize
	return core.Rect{X0: r.X0 / n, Y0: r.Y0 / n, X1: (r.X1 + n - 1) / n, Y1: (r.Y1 + n - 1) / n}
}

// A reacher finds the tiles that a stroke may touch.
type reacher struct {
	grid
	seen  []uint32 // the stamp of the search that found the tile last
	stamp uint32
	found []int32
}

func newReacher(g grid) reacher { return reacher{grid: g, seen: make([]uint32, g.wide*g.high)} }

// reach returns the tiles that the points from…to-1 of s may touch, with the
// segment that leads to the first, each once. They hold until the next call.
func (r *reacher) reach(s *core.Stroke, from, to int) []int32 {
	r.found = r.found[:0]
	if r.stamp++; r.stamp == 0 { // it has wrapped
		clear(r.seen)
		r.stamp = 1
	}
	if s.Brush.Opacity == 0 || from >= to {
		return nil
	}
	if s.Brush.Fill != core.FillNone {
		r.addRect(r.tiles(s.BoundsFrom(from)))
		return r.found
	}
	p := s.Points[max(from-1, 0)]
	pr := Radius(s.Brush, p.Pressure)
	around := int32(0)
	if lookOf(s.Brush).wet {
		around = WetReach * r.view.Zoom * core.Unit
	}
	whole := core.Rect{} // the last that was added as a whole
	for _, q := range s.Points[from:to] {
		qr := Radius(s.Brush, q.Pressure)
		far := max(pr, qr)/(one8/core.Unit) + overhang + around
		x, y := min(p.X, q.X)-far, min(p.Y, q.Y)-far
		t := core.Rect{
			X0: max(x>>11, 0), X1: min((max(p.X, q.X)+far)>>11+1, r.wide),
			Y0: max(y>>11, 0), Y1: min((max(p.Y, q.Y)+far)>>11+1, r.high),
		}
		switch {
		case t == whole || x >= r.w*core.Unit || y >= r.h*core.Unit:
		case t.X1-t.X0 <= 2 || t.Y1-t.Y0 <= 2:
			r.addRect(t)
			whole = t
		default:
			r.addLine(p, q, far, t)
		}
		p, pr = q, qr
	}
	return r.found
}

func (r *reacher) addRect(t core.Rect) {
	for y := t.Y0; y < t.Y1; y++ {
		for i := y*r.wide + t.X0; i < y*r.wide+t.X1; i++ {
			if r.seen[i] != r.stamp {
				r.seen[i] = r.stamp
				r.found = append(r.found, i)
			}
		}
	}
}

// addLine adds those of t that come within far of the line from p to q, row by
// row: a long slanting stroke passes few of the tiles in its bounds.
func (r *reacher) addLine(p, q core.Point, far int32, t core.Rect) {
	if p.Y > q.Y {
		p, q = q, p
	}
	dx, dy := int64(q.X-p.X), int64(q.Y-p.Y)
	for y := t.Y0; y < t.Y1; y++ {
		x0, x1 := int64(min(p.X, q.X)), int64(max(p.X, q.X))
		if dy > 0 {
			from := max(y<<11-far, p.Y)
			to := min((y+1)<<11+far, q.Y)
			a := int64(p.X) + dx*int64(from-p.Y)/dy
			b := int64(p.X) + dx*int64(to-p.Y)/dy
			x0, x1 = min(a, b)-1, max(a, b)+1
		}
		r.addRect(core.Rect{
			X0: max(int32(x0-int64(far))>>11, t.X0), X1: min(int32(x1+int64(far))>>11+1, t.X1),
			Y0: y, Y1: y + 1,
		})
	}
}
