package main

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"testing"

	"easel.example/core"
	"easel.example/core/artist"
)

// TestSketchbookIsFresh checks that the studio artist's sketchbook is what the icons make.
func TestSketchbookIsFresh(t *testing.T) {
	want, n, err := sketchbook("../../web/node_modules")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the page's packages are not installed: make deps")
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../core/artist/sketchbook.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) || n < 1500 {
		t.Errorf("of %d drawings it is another one; go run ./tools/easel sketchbook -o core/artist/sketchbook.bin", n)
	}
}

// TestGallery checks that the sheet in the README shows what the artist paints, and that each of
// its pieces passes the artist's own critique.
func TestGallery(t *testing.T) {
	works := artistsWorks(len(gallery))
	f, err := os.Open("../../.github/artist.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want := artistsSheet(works)
	got := image.NewRGBA(want.Bounds())
	draw.Draw(got, got.Bounds(), img, image.Point{}, draw.Src)
	if img.Bounds() != want.Bounds() || !bytes.Equal(got.Pix, want.Pix) {
		t.Error("it is another picture; go run ./tools/easel artists-sheet -o .github/artist.png")
	}
	c := artist.Canvas{Width: workWide, Height: workHigh, Pix: make([]byte, workWide*workHigh*4)}
	for i, work := range works {
		work.WriteRGBA(c.Pix, core.Rect{X1: workWide, Y1: workHigh})
		c.Style, c.Subject = gallery[i].style, artist.New(brief(i)).Subject()
		if found := artist.Critique(c); len(found) > 0 {
			t.Errorf("%s: %+v", gallery[i].prompt, found)
		}
	}
}

// TestArtistsSheet checks the command: a file, and no name.
func TestArtistsSheet(t *testing.T) {
	name := t.TempDir() + "/sheet.png"
	var out bytes.Buffer
	e := env{stdout: &out, stderr: &out}
	if err := run(t.Context(), []string{"artists-sheet", "-most", "1", "-o", name}, e); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(name); err != nil || len(b) < 20_000 {
		t.Errorf("the file has %d bytes: %v", len(b), err)
	}
	for _, args := range [][]string{{"artists-sheet"}, {"sketchbook"}, {"artists-sheet", "-most", "0", "-o", name}, {"artists-sheet", "-most", "21", "-o", name}} {
		if err := run(t.Context(), args, e); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
