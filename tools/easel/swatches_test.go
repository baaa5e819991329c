package main

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"
)

// TestSheetIsFresh checks that the sheet in the README shows the brushes as they are.
func TestSheetIsFresh(t *testing.T) {
	f, err := os.Open("../../.github/brushes.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want := swatches()
	got := image.NewRGBA(want.Bounds())
	draw.Draw(got, got.Bounds(), img, image.Point{}, draw.Src)
	if img.Bounds() != want.Bounds() || !bytes.Equal(got.Pix, want.Pix) {
		t.Error("it is another picture; go run ./tools/easel swatches -o .github/brushes.png")
	}
}

// TestSwatches checks the command: a file, standard output, and no name.
func TestSwatches(t *testing.T) {
	name := t.TempDir() + "/sheet.png"
	var out bytes.Buffer
	e := env{stdout: &out, stderr: &out}
	if err := run(t.Context(), []string{"swatches", "-o", name}, e); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(name); err != nil || len(b) < 10_000 {
		t.Errorf("the file has %d bytes: %v", len(b), err)
	}
	if err := run(t.Context(), []string{"swatches", "-o", "-"}, e); err != nil || out.Len() < 10_000 {
		t.Errorf("standard output got %d bytes: %v", out.Len(), err)
	}
	if run(t.Context(), []string{"swatches"}, e) == nil {
		t.Error("it drew without being told where")
	}
}
