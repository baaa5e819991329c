package ui

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core"
	"easel.example/core/wire"
	_ "easel.example/desktop/display" // before Ebiten: without one there is nothing to test
	"easel.example/desktop/ui/panel"
	"easel.example/desktop/ui/stage"
	"easel.example/desktop/ui/widget"

	"easel.example/desktop/app"
)

var proofs = flag.String("proofs", "", "folder to write what is shown into, as pictures to look at")

// tests are run by Ebiten, within a frame: only there can textures be read.
type tests struct {
	m    *testing.M
	code int
}

func (t *tests) Update() error {
	t.code = t.m.Run()
	return ebiten.Termination
}

func (t *tests) Draw(*ebiten.Image) {}

func (t *tests) Layout(int, int) (int, int) { return 320, 240 }

func TestMain(m *testing.M) {
	t := &tests{m: m}
	if err := ebiten.RunGame(t); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(t.code)
}

// began is a time at which tests begin, ms.
const began = 1_795_600_000_000

// A scene is a window on a stage, of which each frame is told what happens.
type scene struct {
	t      testing.TB
	w      *Window
	app    *app.App
	stage  *stage.Stage
	screen *ebiten.Image
	e      events
}

type desk struct{ text string }

func (d *desk) Open()                 {}
func (d *desk) New()                  {}
func (d *desk) Save(panel.Export)     {}
func (d *desk) CopyPicture()          {}
func (d *desk) CopyText(t string)     { d.text = t }
func (d *desk) Upload(string)         {}
func (d *desk) ReadText() string      { return d.text }
func (d *desk) WriteText(text string) { d.text = text }
func (d *desk) Work() []panel.Work    { return nil }
func (d *desk) Stop(int)              {}
func (d *desk) Drop(string, []byte)   {}

func newScene(t testing.TB, width, height, scale float64) *scene {
	t.Helper()
	f, err := widget.NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	n := uint64(0)
	a := app.New(app.Config{Random: func() uint64 { n++; return n * 0x9e3779b97f4a7c15 }}, began)
	t.Cleanup(a.Close)
	a.SetCalm(true)
	a.SetTheme(app.Light)
	d := &desk{}
	w := newWindow(Config{App: a, Desk: d, Began: time.Now()}, f)
	w.width, w.height, w.scale = width, height, scale
	s := &scene{t: t, w: w, app: a, screen: ebiten.NewImage(int(width*scale), int(height*scale)), e: events{away: true}}
	t.Cleanup(s.screen.Deallocate)
	s.frames(2)
	return s
}

// enter enters a workspace.
func (s *scene) enter(g *stage.Stage) {
	s.t.Helper()
	s.stage = g
	s.app.Enter(g.Place())
	s.settle()
}

// frames runs frames.
func (s *scene) frames(n int) {
	for range n {
		if s.stage != nil {
			s.stage.Step(s.w.now())
		}
		s.w.step(s.e, time.Now())
		s.e.keys, s.e.text, s.e.wheel = nil, "", app.Spot{}
		if s.w.stale() {
			s.w.show(s.screen)
		}
	}
}

// settle runs frames until nothing is left to be shown.
func (s *scene) settle() {
	s.t.Helper()
	end := time.Now().Add(20 * time.Second)
	for s.frames(4); s.w.more || s.w.moving || s.w.sheet.layers.left() > 0 || s.w.sheet.layers.canvas == nil; s.frames(1) {
		if time.Now().After(end) {
			s.t.Fatal("it never settles")
		}
		time.Sleep(time.Millisecond)
	}
	s.frames(2)
}

// shown returns the pixels of the screen.
func (s *scene) shown() *image.RGBA {
	img := image.NewRGBA(s.screen.Bounds())
	s.screen.ReadPixels(img.Pix)
	return img
}

// proof writes the screen, if somebody wants to look.
func (s *scene) proof(name string) {
	s.t.Helper()
	if *proofs == "" {
		return
	}
	f, err := os.Create(filepath.Join(*proofs, name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.shown()); err != nil {
		s.t.Fatal(err)
	}
}

// paper returns the pixels of the core's canvas as people see them.
func (s *scene) paper() *image.RGBA {
	c := s.app.Studio().Canvas()
	w, h := c.Size()
	img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	c.WritePaper(img.Pix, core.Rect{X1: w, Y1: h}, app.Paper)
	return img
}

// draw draws a line with the mouse.
func (s *scene) draw(path ...app.Spot) {
	for i, p := range path {
		s.e.at, s.e.away = p, false
		s.frames(1)
		if i == 0 {
			s.e.buttons[0] = true
			s.frames(1)
		}
	}
	s.e.buttons[0] = false
	s.frames(1)
}

// at returns a stage with a painted piece.
func painted(strokes int) *stage.Stage {
	g := stage.New(1600, 1200, "Harbour at dusk", core.DefaultLimits(), began)
	if strokes > 0 {
		g.Paint("a quiet harbour at dusk", 3, strokes)
	}
	return g
}

// company is people and an artist at work.
func company(s *stage.Stage) {
	s.Members([]wire.Member{
		{ID: stage.Own, Name: "Ada Lind", Color: 0xc0392b, Role: core.Owner, Online: true},
		{ID: 9, Name: "Noor", Color: 0x16a085, Role: core.Painter, Online: true},
		{ID: core.ArtistMember, Name: "Studio artist", Color: 0x8e44ad, Role: core.Painter, Online: true},
	})
	s.Artist(wire.Artist{Active: true, Iteration: 3, Provider: "built in", Doing: "painting the water", Prompt: "a quiet harbour at dusk", Turns: wire.Spent{Used: 3, Most: 40}},
		wire.Note{ID: 1, Kind: wire.Thought, At: 1, Text: "A harbour at dusk. I want the light low and warm, and the water to hold it: broad strokes first, then the boats as dark shapes against it."},
		wire.Note{ID: 2, Kind: wire.ToolEnded, At: 2, Text: "painted the sky"},
		wire.Note{ID: 3, Kind: wire.Nudge, At: 3, Member: 9, Text: "could there be a lighthouse?"},
		wire.Note{ID: 4, Kind: wire.ToolBegun, At: 4, Text: "painting the water"})
}
