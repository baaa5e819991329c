package export

import (
	"slices"

	"easel.example/core"
	"easel.example/core/raster"
)

// stripRows is how many rows are drawn at a time, a multiple of a tile's: at the
// greatest width that is 8 MiB.
const stripRows = 2 * raster.TileSize

// A strip draws the rows of a picture, enlarged n times, some at a time.
type strip struct {
	p     *Picture
	n     int32
	w, h  int32          // of the whole, enlarged
	y     int32          // the first row of this strip
	tiles []*raster.Tile // of this strip
	spare []*raster.Tile
	pts   []core.Point   // scratch
	whole *raster.Canvas // of a picture with wet strokes, which read beyond a strip
}

func newStrip(p *Picture, n int32) *strip {
	s := &strip{p: p, n: n, w: p.Width * n, h: p.Height * n}
	s.tiles = make([]*raster.Tile, s.wide()*(stripRows/raster.TileSize))
	if slices.ContainsFunc(p.strokes, wet) {
		s.soak()
	}
	return s
}

func wet(s *core.Stroke) bool { return s.Brush.Kind == core.Smudge }

// soak prepares to draw the picture as a whole: in memory it is as large as that.
func (s *strip) soak() {
	c := raster.NewView(s.w, s.h, raster.View{Zoom: s.n})
	for ; s.p.base != nil && s.y < s.h; s.y += stripRows {
		s.drawBase()
		for i, t := range s.tiles {
			if t != nil {
				c.SetBase(s.y/raster.TileSize*s.wide()+int32(i), t)
				s.tiles[i] = nil
			}
		}
	}
	for _, k := range s.p.strokes {
		m := s.enlarged(k)
		m.Points = slices.Clone(m.Points)
		c.Place(&m)
	}
	s.whole = c
}

// enlarged returns a stroke as it is drawn; its points hold until the next call.
func (s *strip) enlarged(k *core.Stroke) core.Stroke {
	s.pts = raster.Enlarged(s.pts[:0], k, s.n, 0, 0)
	c := core.Stroke{ID: k.ID, Brush: k.Brush, Points: s.pts, Done: true}
	c.Brush.Width *= uint16(s.n) // four times the widest fits
	return c
}

func (s *strip) wide() int32 { return (s.w + raster.TileSize - 1) / raster.TileSize }

// rows returns how many rows this strip has.
func (s *strip) rows() int32 { return min(stripRows, s.h-s.y) }

// draw draws the strip that begins at row y.
func (s *strip) draw(y int32) {
	s.y = y
	if s.whole != nil {
		from := y / raster.TileSize * s.wide()
		for i := range s.tiles {
			s.tiles[i] = nil
			if k := from + int32(i); k < s.wide()*s.whole.TilesHigh() {
				s.tiles[i] = s.whole.Tile(k)
			}
		}
		return
	}
	for i, t := range s.tiles {
		if t != nil {
			s.spare = append(s.spare, t)
		}
		s.tiles[i] = nil
	}
	s.drawBase()
	for _, k := range s.p.strokes {
		if b := k.Bounds(); b.Y1*s.n <= y || b.Y0*s.n >= y+s.rows() {
			continue
		}
		c := s.enlarged(k)
		for i := range s.pts {
			s.pts[i].Y -= y * core.Unit
		}
		raster.Draw(s.tiles, s.w, s.rows(), &c, raster.View{Zoom: s.n, Top: y})
	}
}

// fresh returns an empty tile.
func (s *strip) fresh() *raster.Tile {
	n := len(s.spare)
	if n == 0 {
		return new(raster.Tile)
	}
	t := s.spare[n-1]
	s.spare = s.spare[:n-1]
	*t = raster.Tile{}
	return t
}

// drawBase puts the base on the strip.
func (s *strip) drawBase() {
	if s.p.base == nil {
		return
	}
	wide := s.wide()
	for i := range int32(len(s.tiles)) {
		x, y := i%wide*raster.TileSize, s.y+i/wide*raster.TileSize
		if y >= s.h {
			return
		}
		if s.n > 1 {
			s.enlarge(i, x, y)
		} else if t := s.p.tile(y/raster.TileSize*wide + i%wide); t != nil {
			s.tiles[i] = s.fresh()
			*s.tiles[i] = *t
		}
	}
}

// enlarge makes a tile of the strip, whose corner is (x, y) of the whole, from
// the base: each pixel is the mean of the four of the base whose centres lie
// around its own, by how near these are. Beyond the edges the last pixel counts.
func (s *strip) enlarge(i, x, y int32) {
	src := window{p: s.p, x: floor(x, s.n) - 1, y: floor(y, s.n) - 1}
	if !src.load(raster.TileSize/s.n + 3) {
		return
	}
	t := s.fresh()
	s.tiles[i] = t
	one := uint64(2 * s.n)
	for py := range min(raster.TileSize, s.h-y) {
		// Centres, in steps of 1/2n px of the base.
		cy := 2*(y+py) + 1 - s.n
		sy, fy := floor(cy, 2*s.n), uint64(cy-floor(cy, 2*s.n)*2*s.n)
		for px := range min(raster.TileSize, s.w-x) {
			cx := 2*(x+px) + 1 - s.n
			sx, fx := floor(cx, 2*s.n), uint64(cx-floor(cx, 2*s.n)*2*s.n)
			a, b, c, d := src.at(sx, sy), src.at(sx+1, sy), src.at(sx, sy+1), src.at(sx+1, sy+1)
			if a == b && b == c && c == d {
				t[py*raster.TileSize+px] = a
				continue
			}
			// Four channels of 16 bits each; weights add up to at most 64.
			sum := spread(a)*((one-fx)*(one-fy)) + spread(b)*(fx*(one-fy)) + spread(c)*((one-fx)*fy) + spread(d)*(fx*fy)
			t[py*raster.TileSize+px] = mean(sum, one*one)
		}
	}
}

// spread returns the four channels of a pixel, 16 bits apart.
func spread(p uint32) uint64 {
	return uint64(p&0xff) | uint64(p&0xff00)<<8 | uint64(p&0xff0000)<<16 | uint64(p>>24)<<48
}

// mean returns the pixel whose channels are those of sum over n, rounded.
func mean(sum, n uint64) (p uint32) {
	for k := range 4 {
		p |= uint32((sum>>(16*k)&0xffff+n/2)/n) << (8 * k)
	}
	return p
}

// floor returns a/b rounded down, for b > 0.
func floor(a, b int32) int32 {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// A window is a small part of the base, clamped to its edges.
type window struct {
	p    *Picture
	x, y int32
	side int32
	px   []uint32
}

// load reads side × side pixels, and reports whether any is inked.
func (v *window) load(side int32) bool {
	v.side = side
	v.px = make([]uint32, side*side)
	wide := (v.p.Width + raster.TileSize - 1) / raster.TileSize
	any := uint32(0)
	for i := range v.px {
		x := min(max(v.x+int32(i)%side, 0), v.p.Width-1)
		y := min(max(v.y+int32(i)/side, 0), v.p.Height-1)
		if t := v.p.tile(y/raster.TileSize*wide + x/raster.TileSize); t != nil {
			v.px[i] = t[y%raster.TileSize*raster.TileSize+x%raster.TileSize]
			any |= v.px[i]
		}
	}
	return any != 0
}

func (v *window) at(x, y int32) uint32 { return v.px[(y-v.y)*v.side+x-v.x] }
