package hub

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"

	"easel.example/core/raster"
)

const (
	// previewPoints is how much ink a page draws quickly enough without a preview.
	previewPoints = 400_000
	// previewAge is how old the preview of a piece that is painted on may be: it
	// stands for what the page has not drawn yet.
	previewAge = 60_000 // ms
	// previewSide bounds its sides, in px, and previewQuality its bytes: 100 to 400 kB.
	previewSide    = 1024
	previewQuality = 75
	// earlySide is that of a picture for a page that cannot draw at all yet: on a line
	// of 400 kbit/s its 10 to 40 kB hold up what is to draw by less than a second.
	earlySide = 512
)

// A Preview is a live piece as people see it, at most previewSide px large.
type Preview struct {
	JPEG          []byte
	Width, Height int32 // of the piece, px

	seq   uint64
	drawn int64 // ms
}

// A previewed is the newest preview of a kind, and whether another one is being drawn.
type previewed struct {
	last    *Preview
	drawing bool
}

// previews are those of a workspace.
type previews struct{ early, whole previewed }

func (p *previews) of(early bool) *previewed {
	if early {
		return &p.early
	}
	return &p.whole
}

// Preview returns a picture of the live piece for a page to show while it draws its
// own, or nil if there is none, as for a piece that a page draws quickly. Early is for
// a page that cannot draw at all yet: it is smaller, and of any piece that has ink. It
// may be a minute old.
func (h *Hub) Preview(ctx context.Context, id int64, early bool) (*Preview, error) {
	side, least := int32(previewSide), h.cfg.Preview
	if early {
		side, least = earlySide, 1
	}
	w, err := h.Workspace(ctx, id)
	if err != nil {
		return nil, err
	}
	type answer struct {
		f    frozen
		last *Preview
		draw bool
	}
	got := make(chan answer, 1)
	if !w.do(ctx, func(w *Workspace) {
		was := w.pictures.previews.of(early)
		a := answer{last: was.last}
		fresh := a.last != nil && (a.last.seq == w.room.Seq() || h.cfg.Now()-a.last.drawn < previewAge)
		if !fresh && !was.drawing && w.room.Piece().Points() >= least {
			was.drawing = true
			a.f, a.draw = freeze(w.room), true
		}
		got <- a
	}) {
		return nil, ErrClosing
	}
	var a answer
	select {
	case a = <-got:
	case <-w.ended:
		return nil, ErrClosing
	}
	if !a.draw {
		return a.last, nil
	}
	p, err := h.preview(ctx, &a.f, side)
	w.do(context.WithoutCancel(ctx), func(w *Workspace) {
		is := w.pictures.previews.of(early)
		if is.drawing = false; err == nil {
			is.last = p
		}
	})
	return p, err
}

func (h *Hub) preview(ctx context.Context, f *frozen, side int32) (*Preview, error) {
	if err := h.place(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	c, err := f.canvas()
	if err != nil {
		return nil, err
	}
	c.Keep(1) // each tile is looked at once
	var out bytes.Buffer
	if err := jpeg.Encode(&out, halved(c, side), &jpeg.Options{Quality: previewQuality}); err != nil {
		return nil, err
	}
	return &Preview{JPEG: out.Bytes(), Width: f.width, Height: f.height, seq: f.seq, drawn: h.cfg.Now()}, nil
}

// halved returns the picture, halved until no side is longer than most.
func halved(c *raster.Canvas, most int32) *image.RGBA {
	w, h := c.Size()
	n := 0
	for max(w, h)>>n > most && n < raster.HalvedMax {
		n++
	}
	side := raster.TileSize >> n
	img := image.NewRGBA(image.Rect(0, 0, int(w)>>n, int(h)>>n))
	var tile [4 * raster.TileSize * raster.TileSize]byte
	for i := range c.TilesWide() * c.TilesHigh() {
		raster.PaperTile(tile[:], c.Tile(i), Paper, n)
		x, y := int(i%c.TilesWide())*side, int(i/c.TilesWide())*side
		wide := 4 * min(side, img.Rect.Max.X-x)
		for row := range min(side, img.Rect.Max.Y-y) {
			copy(img.Pix[img.PixOffset(x, y+row):][:wide], tile[4*row*side:])
		}
	}
	return img
}
