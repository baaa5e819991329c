package app

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"slices"
	"testing"

	"easel.example/core"
)

func TestGallery(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	s.host.answers(nil, b.Bytes(), nil)
	s.host.pieces = []Piece{{Number: 3, Live: true}, {Number: 2, Title: "two"}, {Number: 1}}
	g := s.Studio().Gallery()
	if img, _ := g.Thumb(2); img != nil {
		t.Error("a picture before the gallery is open")
	}
	s.Do(CmdGallery)
	s.wait("the wall", func() bool { return len(g.Pieces) == 3 && !g.Loading })
	s.wait("a small picture", func() bool { img, _ := g.Thumb(2); return img != nil })
	if img, _ := g.Thumb(2); img.Bounds().Dx() != 3 {
		t.Errorf("the picture is %v", img.Bounds())
	}
	s.host.answers(nil, []byte("no picture"), nil)
	s.wait("a fault", func() bool { _, why := g.Thumb(1); return why != "" })

	s.host.answers(nil, b.Bytes(), nil)
	g.Look(2)
	s.wait("a large picture", func() bool { return g.Open.Picture != nil })
	s.host.answers(nil, b.Bytes(), []byte("no film"))
	g.Replay()
	s.wait("a fault", func() bool { return g.Open.Fault != "" })
	if NameOf(g.Open.Piece) != "two" || !g.Next(1) || NameOf(g.Open.Piece) != "Piece 1" || g.Next(1) {
		t.Error("the pieces are not in their order")
	}
	s.press(Key{Name: "Escape"})
	if g.Open != nil || s.Sheet() != SheetGallery {
		t.Error("Esc does not go back to the wall first")
	}
	g.Title(2, "other")
	s.wait("another title", func() bool { return g.Pieces[1].Title == "other" })
	g.Again(2)
	g.Again(2) // a second press
	s.wait("the gallery is shut", func() bool { return !g.Going && s.Sheet() == NoSheet })
	if n := len(slices.DeleteFunc(s.host.asked(), func(w string) bool { return w != "again" })); n != 1 {
		t.Errorf("it is gone on with %d times", n)
	}
	s.Do(CmdGallery)
	s.wait("the wall again", func() bool { return len(g.Pieces) == 3 && !g.Loading })
	g.Delete(2)
	s.wait("a piece is gone", func() bool { return len(g.Pieces) == 2 })
	g.Restore()
	s.wait("it is back", func() bool { return len(g.Pieces) == 3 && g.Deleted == nil && !g.Loading })
	g.LoadMore()
	s.wait("older ones", func() bool { return len(g.Pieces) == 6 && !g.More })
	s.host.answers(errors.New("The server cannot do that right now."), nil, nil)
	g.Delete(1)
	s.wait("it says why not", func() bool { return slices.Contains(s.said(), "The server cannot do that right now.") })
	g.Again(1)
	s.wait("it is not gone on with", func() bool { return !g.Going })
	if s.Sheet() != SheetGallery {
		t.Error("the gallery shuts though it is not")
	}
	s.press(Key{Name: "Escape"})
	if s.Sheet() != NoSheet {
		t.Error("the gallery stays open")
	}
}

// TestFilm checks a replay of what was drawn.
func TestFilm(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	s.draw(Spot{100, 100}, Spot{200, 150}, Spot{300, 100})
	s.draw(Spot{100, 300}, Spot{200, 350}, Spot{300, 300})
	f, err := OpenFilm(s.Studio().Frozen())
	if err != nil {
		t.Fatal(err)
	}
	f.Show(1)
	if f.Seconds() < 4 || f.Canvas().Hash() != s.Studio().Canvas().Hash() || len(f.Dirty(nil)) == 0 {
		t.Errorf("the film ends with another picture, after %v s", f.Seconds())
	}
}

// TestLeave checks that nobody is told of a gallery that came too late, and that a job that
// hangs holds nobody up.
func TestLeave(t *testing.T) {
	s := newTable(t, core.Rates{}).sit(t.TempDir(), core.Owner)
	s.draw(Spot{100, 100}, Spot{300, 100})
	s.Do(CmdGallery)
	s.Do(CmdLeave)
	s.step(3)
	if s.Studio() != nil || s.Sheet() != NoSheet || len(s.Toasts()) != 0 {
		t.Errorf("after leaving: %v, %q", s.Sheet(), s.said())
	}
	if r := s.Recent(); len(r) != 1 || r[0].Title != "a title" {
		t.Errorf("the recent places are %+v", r)
	}
}
