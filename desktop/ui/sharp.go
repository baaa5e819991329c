package ui

import (
	"image"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/desktop/app"
)

// Of what is seen from near, the page's own bounds hold: see web/src/sharp.ts.
const (
	sharpPixels = 6 << 20 // of a picture
	stillFor    = 250 * time.Millisecond
	sharpWorth  = 1.3 // device px to a px of the piece from which on it is
)

// sharpness returns how many times larger the piece is drawn for a view; 0 if as it is.
func sharpness(zoom float64, seen image.Rectangle) int {
	if zoom < sharpWorth {
		return 0
	}
	k := min(max(int(math.Ceil(zoom-0.25)), 2), raster.EnlargeMax)
	area := max(seen.Dx(), 1) * max(seen.Dy(), 1)
	for ; k > 1; k-- {
		if area*k*k <= sharpPixels {
			return k
		}
	}
	return 0
}

// sharp is what is seen from near, drawn anew at that scale, so that edges are sharp. It is
// drawn when the sheet has lain still, tile by tile, and shown when it is whole. Tiles that
// have changed since are shown from the sheet, until it is drawn anew.
type sharp struct {
	shown, job *sight
	changed    time.Time
}

// A sight is a part of the piece, enlarged.
type sight struct {
	box   image.Rectangle // px of the piece
	scale int
	img   *ebiten.Image
	stale map[int32]bool // tiles of the piece that have changed
	from  *raster.Canvas
	next  int32
}

func (s *sight) right(scale int, seen image.Rectangle) bool {
	return s != nil && s.scale == scale && seen.In(s.box)
}

// drop forgets what there is.
func (s *sharp) drop() {
	s.shown.free()
	s.job.free()
	s.shown, s.job = nil, nil
}

func (s *sight) free() {
	if s != nil && s.img != nil {
		s.img.Deallocate()
	}
}

// patch is told that a tile of the piece has changed.
func (s *sharp) patch(i, wide int32) {
	x, y := int(i%wide)*raster.TileSize, int(i/wide)*raster.TileSize
	at := image.Rect(x, y, x+raster.TileSize, y+raster.TileSize)
	if s.job != nil && at.Overlaps(s.job.box) {
		s.job.free()
		s.job = nil
	}
	if s.shown != nil && at.Overlaps(s.shown.box) {
		s.shown.stale[i] = true
	}
	s.changed = time.Now()
}

// draw draws on until a time, if the sheet lies still. It reports whether something else is
// to be shown, and busy whether it goes on.
func (s *sharp) draw(c *raster.Canvas, zoom float64, seen image.Rectangle, still bool, until time.Time) (other, busy bool) {
	scale := sharpness(zoom, seen)
	if scale == 0 || seen.Empty() {
		other = s.shown != nil
		s.drop()
		return other, false
	}
	if s.shown.right(scale, seen) && len(s.shown.stale) == 0 {
		return false, false
	}
	if !still || time.Since(s.changed) < stillFor {
		return false, true
	}
	if !s.job.right(scale, seen) {
		s.begin(c, seen, scale)
	}
	j := s.job
	for n := j.from.TilesWide() * j.from.TilesHigh(); j.next < n; j.next++ {
		if time.Now().After(until) {
			return false, true
		}
		j.put(j.next)
	}
	s.shown.free()
	j.from = nil
	s.shown, s.job = j, nil
	return true, false
}

func (s *sharp) begin(c *raster.Canvas, seen image.Rectangle, scale int) {
	s.job.free()
	r := core.Rect{X0: int32(seen.Min.X), Y0: int32(seen.Min.Y), X1: int32(seen.Max.X), Y1: int32(seen.Max.Y)}
	from, box := c.Enlarge(r, int32(scale))
	w, h := from.Size()
	s.job = &sight{
		box: image.Rect(int(box.X0), int(box.Y0), int(box.X1), int(box.Y1)), scale: scale, from: from, stale: map[int32]bool{},
		img: ebiten.NewImageWithOptions(image.Rect(0, 0, int(w), int(h)), &ebiten.NewImageOptions{Unmanaged: true}),
	}
}

func (s *sight) put(i int32) {
	const side = raster.TileSize
	wide := s.from.TilesWide()
	x, y := int(i%wide)*side, int(i/wide)*side
	at := image.Rect(x, y, x+side, y+side).Intersect(s.img.Bounds())
	buf := make([]byte, 4*side*side)
	raster.PaperTile(buf, s.from.Tile(i), app.Paper, 0)
	part(s.img, at).WritePixels(cropped(buf, side, at.Dx(), at.Dy()))
}
