package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// TestSketchbookIsFresh checks that the studio artist's sketchbook is what the icons make.
func TestSketchbookIsFresh(t *testing.T) {
	want, n, err := sketchbook("../../web/node_modules/lucide-static")
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
	if !bytes.Equal(got, want) || n < 1000 {
		t.Errorf("of %d drawings it is another one; go run ./tools/easel sketchbook -o core/artist/sketchbook.bin", n)
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
	if b, err := os.ReadFile(name); err != nil || len(b) < 50_000 {
		t.Errorf("the file has %d bytes: %v", len(b), err)
	}
	for _, args := range [][]string{{"artists-sheet"}, {"sketchbook"}, {"artists-sheet", "-most", "0", "-o", name}, {"artists-sheet", "-most", "21", "-o", name}} {
		if err := run(t.Context(), args, e); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
