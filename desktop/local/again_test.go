package local

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/raster"
	"easel.example/desktop/app"
)

// TestAgain: a piece of the folder is gone on with in a file of its own, as one's own ink, pixel for pixel; it stays as
// it is, and so does the one that was on the easel.
func TestAgain(t *testing.T) {
	w, s, path := newWorkspace(t, testConfig(t))
	ctx := t.Context()
	s.draw(0, 5)
	s.c.Undo(now())
	s.until("kept", func() bool { return s.c.Settled() })
	if err := w.StartArtist(ctx, "a cat"); err != nil {
		t.Fatal(err)
	}
	s.until("the artist at work", func() bool { return len(s.piece().Strokes()) > 20 })
	if err := w.PauseArtist(ctx); err != nil {
		t.Fatal(err)
	}
	s.until("paused", func() bool { return !s.c.Status(now()).Artist.Active })
	wait := func(number uint32) {
		t.Helper()
		s.until("on another piece", func() bool {
			return s.c.Replica() != nil && s.piece().Number() == number && s.c.Status(now()).Phase == client.Live
		})
	}
	was := slices.DeleteFunc(slices.Clone(s.piece().Strokes()), func(o *core.Stroke) bool { return o.Hidden != 0 })
	if err := w.NewPiece(ctx, app.NewPiece{Width: 300, Height: 240, Title: "between"}); err != nil {
		t.Fatal(err)
	}
	wait(2)
	s.draw(50, 2)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := w.Pieces(ctx, 0)
	if err != nil || len(list) != 2 {
		t.Fatalf("the gallery has %+v, %v", list, err)
	}
	first, err := w.Picture(ctx, list[1].Number)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AgainPiece(ctx, 2); err == nil || err.Error() != "This piece is on the easel already." {
		t.Errorf("the live one: %v", err)
	}
	if err := w.AgainPiece(ctx, firstNumber+99); err == nil {
		t.Error("one that there is not is gone on with")
	}
	if err := w.AgainPiece(ctx, list[1].Number); err != nil {
		t.Fatal(err)
	}
	wait(3)
	if a := s.c.Status(now()).Artist; a.Active || a.Prompt != "" || a.Turns.Used != 0 {
		t.Errorf("the artist has begun on it: %+v", a)
	}
	if n := len(s.piece().Strokes()); n != len(was) {
		t.Fatalf("it has %d strokes, want %d", n, len(was))
	}
	for i, o := range s.piece().Strokes() {
		if o.Member != me || !o.Done || o.ID != was[i].ID || !slices.Equal(o.Points, was[i].Points) {
			t.Fatalf("stroke %d is %+v, was %+v", i, o, was[i])
		}
	}
	if again, err := w.Picture(ctx, 3); err != nil || !samePixels(t, again, first) {
		t.Errorf("it looks otherwise: %v", err)
	}
	s.draw(90, 1)
	s.line.Close()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if is, err := os.ReadFile(path); err != nil || !slices.Equal(is, file) {
		t.Errorf("the first file is another one: %v", err)
	}
	for name, want := range map[string]int{"A piece 2.png": len(was) + 1, "between.png": 2} {
		p, _, err := openFile(testConfig(t), filepath.Join(filepath.Dir(path), name))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(p.room.Piece().Strokes()); n != want {
			t.Errorf("%s has %d strokes, want %d", name, n, want)
		}
		_ = p.keeper.Close(nil)
	}
}

// TestAgainWithBase: what is part of the paper stays so.
func TestAgainWithBase(t *testing.T) {
	s := inkOf(7)
	s.ID, s.Done = core.StrokeID{Actor: 1, N: 1}, true
	s.Measure()
	c := raster.New(320, 240)
	c.Place(s)
	c.Flatten(s)
	is, ok := core.Restore(core.State{Number: 1, Width: 320, Height: 240, Limits: roomConfig().Limits, Base: core.Base{Strokes: 1}})
	if !ok {
		t.Fatal("no piece")
	}
	base := c.AppendBase(nil)
	room, err := authority.Load(roomConfig(), "a", authority.Found(is, c.BaseHash(), base, now()), base)
	if err != nil {
		t.Fatal(err)
	}
	p := &piece{room: room, meta: meta{Title: "a"}}
	q, err := p.again(filepath.Join(t.TempDir(), "a.png"), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer q.keeper.Close(nil)
	if !bytes.Equal(q.room.Base(), base) || q.room.Piece().Base().Strokes != 1 || q.room.Piece().Number() != 2 {
		t.Errorf("%d bytes of base, want %d; %+v", len(q.room.Base()), len(base), q.room.Piece().Base())
	}
}

func samePixels(t *testing.T, a, b []byte) bool {
	t.Helper()
	var of [2]*image.RGBA
	for i, file := range [][]byte{a, b} {
		img, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		of[i] = image.NewRGBA(img.Bounds())
		draw.Draw(of[i], img.Bounds(), img, img.Bounds().Min, draw.Src)
	}
	return of[0].Rect == of[1].Rect && bytes.Equal(of[0].Pix, of[1].Pix)
}
