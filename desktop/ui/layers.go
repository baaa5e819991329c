package ui

import (
	"image"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core/raster"
	"easel.example/desktop/app"
)

// layers are the piece's pixels as textures of its own size, of half, a quarter and an
// eighth of it, of which one is shown: a screen looks at four px for each one, and would
// miss thin lines from afar. Only the shown one is kept up to date, what is seen of it first.
type layers struct {
	canvas  *raster.Canvas
	w, h    int32
	wide    int32 // in tiles
	images  [raster.HalvedMax + 1]*ebiten.Image
	behind  []uint8 // by tile: a bit for each level that does not show it as it is
	level   int
	todo    map[int32]bool  // tiles of the shown level that are not shown as they are
	sent    int             // tiles that went up, in all
	fresh   image.Rectangle // around those that did in this frame, px of the piece
	changed func(i int32)   // told of each tile that has changed, or nil
	clear   bool            // a new level is clear until it is drawn: something stands below it
}

// halvings returns how many times the piece is halved for a view: what is left to scale is
// less than twice.
func halvings(zoom float64) int {
	return min(max(int(math.Floor(math.Log2(1/zoom)+1e-6)), 0), raster.HalvedMax)
}

// take shows another canvas, or none.
func (l *layers) take(c *raster.Canvas) {
	var w, h int32
	if c != nil {
		w, h = c.Size()
	}
	if w != l.w || h != l.h {
		for i, img := range l.images {
			if img != nil {
				img.Deallocate()
			}
			l.images[i] = nil
		}
	}
	l.canvas, l.w, l.h = c, w, h
	if c == nil {
		l.behind, l.todo = nil, nil
		return
	}
	l.wide = c.TilesWide()
	l.behind = make([]uint8, c.TilesWide()*c.TilesHigh())
	for i := range l.behind {
		l.behind[i] = 0xff
	}
	l.gather()
}

// gather lists what the shown level has not as it is.
func (l *layers) gather() {
	l.todo = map[int32]bool{}
	for i, b := range l.behind {
		if b>>l.level&1 != 0 {
			l.todo[int32(i)] = true
		}
	}
}

// show shows the piece halved so many times.
func (l *layers) show(level int) {
	if l.canvas == nil || level == l.level && l.images[level] != nil {
		return
	}
	l.level = level
	if l.images[level] == nil {
		w, h := l.side(level)
		l.images[level] = ebiten.NewImageWithOptions(image.Rect(0, 0, w, h), &ebiten.NewImageOptions{Unmanaged: true})
		if !l.clear {
			l.images[level].Fill(paper)
		}
		for i := range l.behind {
			l.behind[i] |= 1 << level
		}
	}
	l.gather()
}

// side returns the size of a level, in whole px.
func (l *layers) side(level int) (w, h int) {
	up := func(v int32) int { return int((v + 1<<level - 1) >> level) }
	return up(l.w), up(l.h)
}

// dirty takes tiles that have changed.
func (l *layers) dirty(list []int32) {
	for _, i := range list {
		if int(i) >= len(l.behind) {
			continue // of a piece that is not shown yet
		}
		l.behind[i] = 0xff
		l.todo[i] = true
		if l.changed != nil {
			l.changed(i)
		}
	}
}

// upload brings up to date what is seen, and with ahead the rest, until a time. First come
// tiles that have just changed.
func (l *layers) upload(first []int32, seen image.Rectangle, ahead bool, until time.Time) {
	l.fresh = image.Rectangle{}
	if l.canvas == nil || l.images[l.level] == nil || len(l.todo) == 0 {
		return
	}
	near := func(i int32) bool {
		x, y := int(i%l.wide)*raster.TileSize, int(i/l.wide)*raster.TileSize
		return seen.Overlaps(image.Rect(x, y, x+raster.TileSize, y+raster.TileSize))
	}
	for _, i := range first {
		if l.todo[i] && near(i) {
			if l.put(i); time.Now().After(until) {
				return
			}
		}
	}
	for pass := range 2 {
		if pass == 1 && !ahead {
			break
		}
		for i := range l.todo {
			if pass == 0 && !near(i) {
				continue
			}
			if l.put(i); time.Now().After(until) {
				return
			}
		}
	}
}

// left reports whether something that is seen is not shown as it is.
func (l *layers) left() int { return len(l.todo) }

// put sends a tile up.
func (l *layers) put(i int32) {
	delete(l.todo, i)
	l.behind[i] &^= 1 << l.level
	l.sent++
	x, y := int(i%l.wide)*raster.TileSize, int(i/l.wide)*raster.TileSize
	l.fresh = l.fresh.Union(image.Rect(x, y, x+raster.TileSize, y+raster.TileSize))
	img := l.images[l.level]
	side := raster.TileSize >> l.level
	x, y = x>>l.level, y>>l.level
	at := image.Rect(x, y, x+side, y+side).Intersect(img.Bounds())
	if at.Empty() {
		return
	}
	buf := make([]byte, 4*side*side) // Ebiten reads it after the frame
	raster.PaperTile(buf, l.canvas.Tile(i), app.Paper, l.level)
	part(img, at).WritePixels(cropped(buf, side, at.Dx(), at.Dy()))
}

// cropped returns the first w × h px of a square of pixels, in place.
func cropped(buf []byte, side, w, h int) []byte {
	if w < side {
		for y := 1; y < h; y++ {
			copy(buf[4*w*y:4*w*(y+1)], buf[4*side*y:])
		}
	}
	return buf[:4*w*h]
}
