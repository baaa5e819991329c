//go:build !windows && !darwin

package desk

import (
	"bytes"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/export"
	"easel.example/desktop/app"
	"easel.example/desktop/local"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/ui/panel"
)

// A room is an app without its window, with a desk whose dialogs answer what the test says.
type room struct {
	t    *testing.T
	a    *app.App
	d    *Desk
	bin  string
	home string
}

func newRoom(t *testing.T) *room {
	r := &room{t: t, bin: t.TempDir(), home: t.TempDir()}
	for _, name := range []string{"WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"} {
		t.Setenv(name, "")
	}
	t.Setenv("DISPLAY", ":0")
	t.Setenv("PATH", r.bin)
	files := local.Files{}
	r.a = app.New(app.Config{Dir: t.TempDir(), File: files.Open, Random: rand.Uint64}, time.Now().UnixMilli())
	r.d = New(Config{App: r.a, Files: files, Find: nil, Random: rand.Uint64, Folder: r.home})
	t.Cleanup(r.a.Close)
	return r
}

// answer has dialogs choose path; without one there are no dialogs.
func (r *room) answer(path string) {
	r.program("zenity", `echo "`+path+`"`)
}

func (r *room) program(name, text string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.bin, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

// until steps the app until something is so.
func (r *room) until(what string, is func() bool) {
	r.t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if r.a.Step(time.Now().UnixMilli()); time.Now().After(end) {
			r.t.Fatalf("not %s: %v", what, r.said())
		}
	}
}

func (r *room) said() (list []string) {
	for _, t := range r.a.Toasts() {
		list = append(list, t.Text)
	}
	return list
}

// hears waits for something that is said.
func (r *room) hears(part string) {
	r.t.Helper()
	r.until("saying "+part, func() bool { return strings.Contains(strings.Join(r.said(), "\n"), part) })
}

func (r *room) live() {
	r.t.Helper()
	r.until("live", func() bool { return r.a.Studio() != nil && r.a.Studio().State().Phase == client.Live })
}

func (r *room) draw(n int) {
	r.t.Helper()
	for i := range int32(n) {
		s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 128, Opacity: 255}, Points: []core.Point{{X: 3200, Y: 320 * i, Pressure: 200}, {X: 9000, Y: 6400, Pressure: 200}}}
		if p := r.a.Studio().PlaceStrokes([]*core.Stroke{s}); p.Drawn != 1 {
			r.t.Fatal(p)
		}
	}
	r.until("kept", r.a.Studio().Settled)
}

// TestDesk: a piece is begun, drawn, saved in each form, saved elsewhere, and opened again.
func TestDesk(t *testing.T) {
	r := newRoom(t)
	first := filepath.Join(r.home, "First.png")
	r.answer(first)
	r.d.New()
	r.live()
	r.draw(4)
	for kind, check := range map[string]func([]byte) error{
		"png": func(b []byte) error { _, err := png.Decode(bytes.NewReader(b)); return err },
		"svg": func(b []byte) error { _, err := export.Read(b); return err },
		"gif": func([]byte) error { return nil },
	} {
		path := filepath.Join(r.home, "out."+kind)
		r.answer(path)
		r.d.Save(panel.Export{Kind: kind, Scale: 1})
		r.hears("Saved as " + path)
		b, err := os.ReadFile(path)
		if err == nil {
			err = check(b)
		}
		if err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	large := filepath.Join(r.home, "Large.png")
	r.answer(large)
	r.d.Save(panel.Export{Kind: "easel", Scale: 2}) // a copy
	r.hears("Saved as " + large)
	if i, err := disk.About(large); err != nil || i.Strokes != 4 {
		t.Errorf("the large one has %d strokes: %v", i.Strokes, err)
	}
	r.answer(first)
	r.d.Save(panel.Export{Kind: "png", Scale: 1}) // which would leave no strokes in it
	r.hears("“First.png” is where this piece itself is kept. Take another name.")
	if got := r.a.Studio().Place().File; got != first {
		t.Errorf("it goes on in %s, want %s", got, first)
	}
	second := filepath.Join(r.home, "Second.png")
	r.answer(second)
	r.d.Save(panel.Export{Kind: "easel"})
	r.hears("Saved as " + second)
	if got := r.a.Studio().Place().File; got != second || r.a.Recent()[0].File != second {
		t.Errorf("it goes on in %s, and %s is recent", got, r.a.Recent()[0].File)
	}
	r.draw(1)
	r.answer(first)
	r.d.Open()
	r.until("in the first", func() bool { return r.a.Studio() != nil && r.a.Studio().Place().File == first })
	r.live()
	if i, err := disk.About(second); err != nil || i.Strokes != 5 {
		t.Errorf("the second has %d strokes: %v", i.Strokes, err)
	}
	r.answer(filepath.Join(r.home, "out.svg"))
	r.d.Open()
	r.hears("strokes were put onto the sheet")
	r.a.Leave()
	if i, err := disk.About(first); err != nil || i.Strokes < 8 {
		t.Errorf("the first has %d strokes: %v", i.Strokes, err)
	}
	if w := r.d.Work(); len(w) != 0 {
		t.Errorf("still under way: %v", w)
	}
}

// TestNoDialogs: without any program a piece is begun and saved under names that are free, which are said.
func TestNoDialogs(t *testing.T) {
	r := newRoom(t)
	r.d.New()
	r.hears("Your piece is kept in " + filepath.Join(r.home, "Untitled.png"))
	r.live()
	r.draw(1)
	r.d.Save(panel.Export{Kind: "svg"})
	r.hears("Saved as " + filepath.Join(r.home, "Untitled.svg"))
	r.a.Studio().SetTitle("Lemons on a table")
	r.until("named", func() bool { return r.a.Studio().State().Title == "Lemons on a table" })
	r.d.Save(panel.Export{Kind: "svg"})
	r.hears("Saved as " + filepath.Join(r.home, "Lemons on a table.svg"))
	r.d.Open()
	r.hears("install zenity or kdialog")
	r.d.CopyPicture()
	r.hears("needs the program xclip")
	r.d.WriteText("kept here")
	if got := r.d.ReadText(); got != "kept here" {
		t.Errorf("it pastes %q", got)
	}
}

func TestCopyPicture(t *testing.T) {
	r := newRoom(t)
	got := filepath.Join(r.home, "got")
	r.program("xclip", `/bin/cat >"`+got+`"`)
	r.d.New()
	r.live()
	r.d.CopyPicture()
	r.hears("on the clipboard")
	b, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := png.DecodeConfig(bytes.NewReader(b)); err != nil || c.Width != 1600 {
		t.Errorf("%d px wide, %v", c.Width, err)
	}
}

// TestDrop: what is dropped comes onto the sheet, or is opened as a copy.
func TestDrop(t *testing.T) {
	r := newRoom(t)
	r.d.New()
	r.live()
	r.draw(2)
	r.a.Leave()
	b, err := os.ReadFile(filepath.Join(r.home, "Untitled.png"))
	if err != nil {
		t.Fatal(err)
	}
	r.d.Drop("Untitled.png", b)
	r.live()
	if got := r.a.Studio().Place().File; got != filepath.Join(r.home, "Untitled 2.png") {
		t.Errorf("it is opened as %s", got)
	}
	r.d.Drop("again.png", b)
	r.hears("2 strokes were put onto the sheet")
	r.d.Drop("nothing.txt", []byte("nothing"))
	r.hears("“nothing.txt”: This is neither")
	r.a.Leave()
	r.d.Drop("nothing.txt", []byte("nothing"))
	r.hears("This is not an Easel file.")
	if _, err := os.Stat(filepath.Join(r.home, "nothing.png")); err == nil {
		t.Error("what is no piece is left behind")
	}
}

// TestNewPiece: a new piece is a new file, which is the recent one.
func TestNewPiece(t *testing.T) {
	r := newRoom(t)
	r.d.New()
	r.live()
	r.draw(1)
	r.a.Studio().Begin(app.NewPiece{Width: 400, Height: 300, Title: "Next"})
	next := filepath.Join(r.home, "Next.png")
	r.until("in the next", func() bool { return r.a.Studio().Place().File == next && r.a.Recent()[0].File == next })
}
