package hub

import (
	"bytes"
	"image/jpeg"
	"sync/atomic"
	"testing"

	"easel.example/core/client"
	"easel.example/core/raster"
	"easel.example/server/store"
)

// TestPreview checks that a piece with little ink has no preview, that one with more
// has one that looks like it, and that it is drawn again only when it is old and
// differs.
func TestPreview(t *testing.T) {
	var now atomic.Int64
	now.Store(1_000_000)
	w := newWorld(t, func(c *Config) { c.Preview, c.Now = 40, now.Load }, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	a.listen(ctx)
	a.until("a live client", live)
	a.draw(39)
	if p, err := w.hub.Preview(ctx, w.id, false); p != nil || err != nil {
		t.Fatalf("a preview of 39 points: %v, %v", p, err)
	}
	a.draw(100)
	a.until("an acknowledgement", (*client.Client).Settled)
	first, err := w.hub.Preview(ctx, w.id, false)
	if err != nil || first == nil || first.Width != 1600 || first.Height != 1200 {
		t.Fatalf("the preview is %+v, %v", first, err)
	}
	img, err := jpeg.Decode(bytes.NewReader(first.JPEG))
	if err != nil || img.Bounds().Dx() != 800 || img.Bounds().Dy() != 600 {
		t.Fatalf("the preview is %v, %v", img.Bounds(), err)
	}
	a.draw(100)
	a.until("an acknowledgement", (*client.Client).Settled)
	again := func() *Preview {
		p, err := w.hub.Preview(ctx, w.id, false)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if now.Add(previewAge - 1); again() != first {
		t.Error("a preview was drawn again before it was old")
	}
	now.Add(1)
	second := again()
	if second == first {
		t.Error("an old preview was not drawn again")
	}
	if now.Add(2 * previewAge); again() != second {
		t.Error("a preview was drawn again though nothing has changed")
	}
}

// TestEarlyPreview checks that a page which cannot draw yet has a small picture of
// whatever ink there is, and none of blank paper.
func TestEarlyPreview(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	a.listen(ctx)
	a.until("a live client", live)
	if p, err := w.hub.Preview(ctx, w.id, true); p != nil || err != nil {
		t.Fatalf("a preview of blank paper: %v, %v", p, err)
	}
	a.draw(2)
	a.until("an acknowledgement", (*client.Client).Settled)
	p, err := w.hub.Preview(ctx, w.id, true)
	if err != nil || p == nil || p.Width != 1600 || p.Height != 1200 {
		t.Fatalf("the preview is %+v, %v", p, err)
	}
	if img, err := jpeg.Decode(bytes.NewReader(p.JPEG)); err != nil || img.Bounds().Dx() != 400 || img.Bounds().Dy() != 300 {
		t.Fatalf("the preview is %v, %v", img.Bounds(), err)
	}
	if again, err := w.hub.Preview(ctx, w.id, true); again != p || err != nil {
		t.Errorf("it was drawn again though nothing has changed: %v", err)
	}
	if late, err := w.hub.Preview(ctx, w.id, false); late != nil || err != nil {
		t.Errorf("a page that draws has the early one: %v, %v", late, err)
	}
}

// TestHalvedPicture checks a picture of odd sides against its tiles.
func TestHalvedPicture(t *testing.T) {
	c := raster.New(2050, 1031)
	for _, s := range raster.BenchStrokes(400, 20, 2050, 1031, 7) {
		c.Place(s)
	}
	img := halved(c, previewSide)
	if img.Rect.Dx() != 512 || img.Rect.Dy() != 257 {
		t.Fatalf("the picture is %v", img.Rect)
	}
	var tile [4 * raster.TileSize * raster.TileSize]byte
	for y := range 257 {
		for x := range 512 {
			const side = raster.TileSize / 4
			raster.PaperTile(tile[:], c.Tile(int32(y/side)*c.TilesWide()+int32(x/side)), Paper, 2)
			if got, want := img.Pix[img.PixOffset(x, y):][:4], tile[4*(y%side*side+x%side):][:4]; !bytes.Equal(got, want) {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
			}
		}
	}
}
