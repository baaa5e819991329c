package ui

import (
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
	"easel.example/desktop/ui/widget/proof"
)

// bare shows the sheet alone, at a place.
func (s *scene) bare(v app.View) {
	s.t.Helper()
	if s.app.Panels() {
		s.app.Do(app.CmdPanels)
		for _, t := range s.app.Toasts() {
			s.app.Dismiss(t.ID)
		}
	}
	s.e.away = true
	s.app.Studio().SetView(v)
	s.settle()
}

// differ returns how many px of the screen are not those that want has there.
func differ(got *image.RGBA, want func(x, y int) (color.RGBA, bool)) (n int, first image.Point) {
	b := got.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			if c, ok := want(x, y); ok && got.RGBAAt(x, y) != c {
				if n == 0 {
					first = image.Pt(x, y)
				}
				n++
			}
		}
	}
	return n, first
}

// TestShownIsTheCores: at 1:1 the screen has the core's pixels, wherever the sheet lies, from
// either side of it, on a fine display, and after strokes and undo.
func TestShownIsTheCores(t *testing.T) {
	for _, c := range []struct {
		name  string
		scale float64
		view  app.View
	}{
		{"corner", 1, app.View{Zoom: 1}},
		{"moved", 1, app.View{X: -313, Y: -207, Zoom: 1}},
		{"mirrored", 1, app.View{X: 900, Y: -100, Zoom: 1, Flip: true}},
		{"fine display", 2, app.View{X: -100, Y: -50, Zoom: 0.5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t, 800, 600, c.scale)
			s.enter(painted(300))
			same := func(when string) {
				t.Helper()
				s.bare(c.view)
				paper := s.paper()
				n, at := differ(s.shown(), func(x, y int) (color.RGBA, bool) {
					p := image.Pt(x-int(c.view.X*c.scale), y-int(c.view.Y*c.scale))
					if c.view.Flip {
						p.X = -p.X - 1
					}
					return paper.RGBAAt(p.X, p.Y), p.In(paper.Bounds())
				})
				if n > 0 {
					t.Errorf("%s %d px are not the core's, the first at %v", when, n, at)
				}
			}
			same("as it came,")
			before := s.paper()
			s.draw(app.Spot{X: 200, Y: 200}, app.Spot{X: 300, Y: 260}, app.Spot{X: 390, Y: 220}, app.Spot{X: 500, Y: 330})
			if n, _ := differ(s.paper(), func(x, y int) (color.RGBA, bool) { return before.RGBAAt(x, y), true }); n < 100 {
				t.Fatalf("a stroke changes %d px", n)
			}
			same("with a stroke")
			s.app.Do(app.CmdUndo)
			same("after undo")
			if n, _ := differ(s.paper(), func(x, y int) (color.RGBA, bool) { return before.RGBAAt(x, y), true }); n > 0 {
				t.Errorf("undo leaves %d px", n)
			}
		})
	}
}

// TestFarAndNear: scaled views are near to what the core's pixels are.
func TestFarAndNear(t *testing.T) {
	s := newScene(t, 800, 600, 1)
	s.enter(painted(300))
	for _, zoom := range []float64{0.5, 0.25, 0.125, 2, 4, 8} {
		s.bare(app.View{Zoom: zoom})
		paper, got := s.paper(), s.shown()
		sum, n := 0.0, 0
		for y := 2; y < 598; y += 5 {
			for x := 2; x < 798; x += 5 {
				px, py := int(float64(x)/zoom), int(float64(y)/zoom)
				if !image.Pt(px, py).In(paper.Bounds().Inset(4)) {
					continue
				}
				r, g, b := mean(paper, px, py, max(int(1/zoom), 1))
				c := got.RGBAAt(x, y)
				sum += math.Abs(float64(c.R)-r) + math.Abs(float64(c.G)-g) + math.Abs(float64(c.B)-b)
				n += 3
			}
		}
		if off := sum / float64(n); off > 6 {
			t.Errorf("at %v the screen is off by %.1f on the average", zoom, off)
		}
	}
	if s.w.sheet.sharp.shown == nil || s.w.sheet.sharp.shown.scale != 4 {
		t.Error("from near it is not drawn sharp")
	}
}

func mean(img *image.RGBA, x, y, side int) (r, g, b float64) {
	x, y = x/side*side, y/side*side
	for dy := range side {
		for dx := range side {
			c := img.RGBAAt(x+dx, y+dy)
			r, g, b = r+float64(c.R), g+float64(c.G), b+float64(c.B)
		}
	}
	n := float64(side * side)
	return r / n, g / n, b / n
}

// TestOnlyDirtyTilesGoUp: a stroke sends the tiles it touches, and an idle window none.
func TestOnlyDirtyTilesGoUp(t *testing.T) {
	s := newScene(t, 800, 600, 1)
	s.enter(painted(100))
	s.bare(app.View{Zoom: 1})
	before := s.w.sheet.layers.sent
	s.frames(20)
	if n := s.w.sheet.layers.sent - before; n > 0 {
		t.Errorf("%d tiles went up though nothing has changed", n)
	}
	if s.w.stale() {
		t.Error("something is to be drawn though nothing has changed")
	}
	s.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 110, Y: 104})
	if n := s.w.sheet.layers.sent - before; n == 0 || n > 30 {
		t.Errorf("for a small stroke %d tiles went up", n)
	}
}

// TestPartsAreTheWhole: a screen of which only parts were drawn anew is one that was drawn at once.
func TestPartsAreTheWhole(t *testing.T) {
	for _, angle := range []float64{0, 0.4} {
		s := newScene(t, 1000, 700, 1)
		s.enter(painted(200))
		s.app.Studio().SetView(s.app.Studio().View().TurnAt(app.Spot{X: 500, Y: 350}, angle))
		s.app.Hand().SetSize(40)
		s.settle()
		s.draw(app.Spot{X: 400, Y: 200}, app.Spot{X: 600, Y: 260}, app.Spot{X: 700, Y: 420}, app.Spot{X: 500, Y: 500})
		s.e.at = app.Spot{X: 520, Y: 330}
		s.frames(3)
		s.settle()
		parts := s.shown()
		s.w.redraw = true
		s.frames(1)
		whole := s.shown()
		if n, at := differ(parts, func(x, y int) (color.RGBA, bool) { return whole.RGBAAt(x, y), true }); n > 0 {
			t.Errorf("turned by %v, %d px differ, the first at %v", angle, n, at)
		}
	}
}

// TestPanelsKeepThePointer: what is pressed on a panel does not draw, and a stroke that goes
// below one goes on.
func TestPanelsKeepThePointer(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	strokes := func() int { return s.app.Studio().State().Figures.Unsaved + len(s.stage.Room.Piece().Strokes()) }
	s.draw(app.Spot{X: 120, Y: 200}, app.Spot{X: 200, Y: 220})
	s.frames(10)
	if n := strokes(); n != 0 {
		t.Errorf("on the settings %d strokes were drawn", n)
	}
	s.draw(app.Spot{X: 600, Y: 300}, app.Spot{X: 400, Y: 300}, app.Spot{X: 150, Y: 300})
	s.settle()
	if n := strokes(); n != 1 {
		t.Errorf("from the sheet to below the settings %d strokes were drawn, want 1", n)
	}
}

// TestKeysGoWhereTheyBelong: letters are the app's, unless something is written.
func TestKeysGoWhereTheyBelong(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	typed := func(name, text string) {
		s.e.keys, s.e.text = []press{{name: name}}, text
		s.frames(1)
	}
	typed("v", "v")
	if got := s.app.Hand().Tool(); got != app.ToolSelect {
		t.Errorf("V takes tool %d", got)
	}
	s.w.panels.UI.Focus("top/title")
	s.frames(2)
	typed("b", "b")
	if got := s.app.Hand().Tool(); got != app.ToolSelect {
		t.Errorf("B in the title takes tool %d", got)
	}
	s.e.keys = []press{{name: "s", ctrl: true}}
	s.frames(1)
	if got := s.app.Sheet(); got != app.SheetExport {
		t.Errorf("Ctrl S in the title opens %q", got)
	}
	s.app.Show(app.NoSheet)
	s.frames(2)
	typed("Escape", "")
	typed("b", "b")
	if got := s.app.Hand().Tool(); got != app.ToolBrush {
		t.Errorf("B after the title takes tool %d", got)
	}
	s.e.keys = []press{{name: "e", again: true}}
	s.frames(1)
	if got := s.app.Hand().Tool(); got != app.ToolBrush {
		t.Errorf("E that only repeats takes tool %d", got)
	}
}

// TestPainterShowsWhatProofsShow: the display list on the screen is what it is without one.
func TestPainterShowsWhatProofsShow(t *testing.T) {
	for _, scale := range []float64{1, 1.5, 2} {
		s := newScene(t, 1000, 700, scale)
		s.frames(3)
		u := s.w.panels.UI
		sheet := proof.New(1000, 700, scale, u.Type, u.Theme.Ground)
		u.List.Paint(sheet)
		got := s.shown()
		n, most := 0, 0
		for i := range got.Pix {
			d := int(got.Pix[i]) - int(sheet.Img.Pix[i])
			d = max(d, -d)
			most = max(most, d)
			if d > 40 {
				n++
			}
		}
		if n > len(got.Pix)/2000 {
			t.Errorf("at scale %v %d of %d values are far off, at most by %d", scale, n, len(got.Pix), most)
		}
	}
}

// TestProofs shows the whole window at the sizes of screens, in both themes.
func TestProofs(t *testing.T) {
	if *proofs == "" {
		t.Skip("nobody wants to look: say -proofs FOLDER")
	}
	for _, theme := range []app.Theme{app.Light, app.Dark} {
		for _, size := range []struct{ w, h, scale float64 }{{1280, 800, 1}, {420, 800, 1}, {1280, 800, 2}} {
			s := newScene(t, size.w, size.h, size.scale)
			s.app.SetTheme(theme)
			s.enter(painted(400))
			company(s.stage)
			s.app.Studio().FoldNotebook(false)
			s.settle()
			s.stage.Cursors([]wire.Cursor{{Actor: 1, X: 700 * 32, Y: 700 * 32}})
			s.e.at, s.e.away = app.Spot{X: size.w / 2, Y: size.h / 2}, false
			s.app.Hand().SetSize(60)
			s.app.Hand().SetSymmetry(3)
			s.frames(60)
			name := string(theme) + "-" + map[float64]string{1280: "1280", 420: "420"}[size.w]
			if size.scale > 1 {
				name += "-fine"
			}
			s.proof("window-" + name)
			s.app.Hand().SetTool(app.ToolBrush)
			s.app.Hand().SetSymmetry(0)
			m := app.Spot{X: size.w / 2, Y: size.h / 2}
			s.draw(app.Spot{X: m.X - 80, Y: m.Y - 40}, app.Spot{X: m.X - 20, Y: m.Y + 40}, app.Spot{X: m.X + 60, Y: m.Y})
			s.app.Hand().SetTool(app.ToolSelect)
			s.app.Studio().SelectAll()
			s.settle()
			s.proof("selected-" + name)
			s.app.Studio().Deselect()
			v := s.app.Studio().View()
			s.app.Studio().SetView(v.TurnAt(app.Spot{X: size.w / 2, Y: size.h / 2}, 0.35))
			s.settle()
			s.proof("turned-" + name)
		}
	}
}

// TestCoversIsAllThatIsDrawn: an overlay changes no px beside what it says it takes.
func TestCoversIsAllThatIsDrawn(t *testing.T) {
	f, err := widget.NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	at := func(x, y float64) app.Spot { return app.Spot{X: x, Y: y} }
	square := [4]app.Spot{at(200, 100), at(300, 120), at(290, 200), at(190, 190)}
	for name, v := range map[string]*app.Overlay{
		"nothing":       {},
		"brush":         {Brush: &app.BrushMark{At: at(200, 150), Radius: 40}},
		"crosshair":     {Brush: &app.BrushMark{At: at(200, 150), Radius: 1, Cross: true}},
		"halo":          {Halos: [][4]app.Spot{square}},
		"axes":          {Axes: [][2]app.Spot{{at(200, 150), at(200, 20)}, {at(200, 150), at(330, 222)}}},
		"selection":     {Outline: square[:], Handles: square[:], Stalk: &[2]app.Spot{at(250, 110), at(255, 80)}},
		"pen":           {Pens: []app.Pen{{At: at(200, 150), Name: "Noor", Color: 0x16a085, Alpha: 1}}},
		"artist":        {Pens: []app.Pen{{At: at(200, 150), Name: "Studio artist", Color: 0x8e44ad, Artist: true, Alpha: 1}}},
		"artist, down":  {Pens: []app.Pen{{At: at(380, 280), Name: "Studio artist", Color: 0x8e44ad, Artist: true, Down: true, Alpha: 1}}},
		"a corner":      {Pens: []app.Pen{{At: at(2, 298), Name: "Noor", Color: 0x16a085, Alpha: 0.5}}},
		"beside it all": {Brush: &app.BrushMark{At: at(-900, 150), Radius: 40}},
	} {
		for _, scale := range []float64{1, 2} {
			screen := ebiten.NewImage(int(400*scale), int(300*scale))
			screen.Fill(color.White)
			a := newAtlas()
			o := overlay{w: 400, h: 300}
			o.draw(screen, v, scale, newPainter(a, f))
			got := image.NewRGBA(screen.Bounds())
			screen.ReadPixels(got.Pix)
			in := covers(v, scale)
			n, first := differ(got, func(x, y int) (color.RGBA, bool) {
				return color.RGBA{255, 255, 255, 255}, !image.Pt(x, y).In(in)
			})
			if n > 0 {
				t.Errorf("%s at scale %v: %d px beside %v are drawn, the first at %v", name, scale, n, in, first)
			}
			if all, _ := differ(got, func(int, int) (color.RGBA, bool) { return color.RGBA{255, 255, 255, 255}, true }); all == 0 && name != "nothing" && name != "beside it all" {
				t.Errorf("%s at scale %v: nothing is drawn", name, scale)
			}
			if *proofs != "" && scale == 2 {
				(&scene{t: t, screen: screen}).proof("overlay-" + name)
			}
			screen.Deallocate()
			a.img.Deallocate()
		}
	}
}

func TestDashes(t *testing.T) {
	square := []app.Spot{{X: 0, Y: 0}, {X: 10, Y: 0}, {X: 10, Y: 10}, {X: 0, Y: 10}, {X: 0, Y: 0}}
	long := 0.0
	for _, d := range dashes(square, 3, 2) {
		l := math.Hypot(d[1].X-d[0].X, d[1].Y-d[0].Y)
		if l > 3+1e-9 {
			t.Errorf("a dash is %v long, want 3 at most", l)
		}
		long += l
	}
	if math.Abs(long-24) > 1e-6 {
		t.Errorf("of 40 px, %v are dashes, want 24", long)
	}
	if n := len(dashes([]app.Spot{{}, {X: 1e6}}, 3, 2)); n > dashesMost+1 {
		t.Errorf("a very long line has %d dashes, at most %d are wanted", n, dashesMost)
	}
	if n := len(dashes(nil, 3, 2)); n != 0 {
		t.Errorf("no line has %d dashes", n)
	}
}

func TestHalvingsAndSharpness(t *testing.T) {
	for zoom, want := range map[float64]int{2: 0, 1: 0, 0.6: 0, 0.5: 1, 0.3: 1, 0.25: 2, 0.125: 3, 0.05: 3} {
		if got := halvings(zoom); got != want {
			t.Errorf("at %v it is halved %d times, want %d", zoom, got, want)
		}
	}
	seen := image.Rect(0, 0, 800, 600)
	for zoom, want := range map[float64]int{1: 0, 1.29: 0, 1.3: 2, 2: 2, 3: 3, 8: 3} {
		if got := sharpness(zoom, seen); got != want {
			t.Errorf("at %v it is drawn %d times as large, want %d", zoom, got, want)
		}
	}
	if got := sharpness(8, image.Rect(0, 0, 200, 100)); got != 4 {
		t.Errorf("a small part is drawn %d times as large, want 4", got)
	}
}

// TestAKeyIsSeenAtOnce: what a key does to the panels is shown in its own frame, for none may follow.
func TestAKeyIsSeenAtOnce(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	before := s.shown()
	s.e.keys = []press{{name: "Tab"}}
	s.frames(1)
	after := s.shown()
	if before.RGBAAt(100, 120) == after.RGBAAt(100, 120) {
		t.Error("Tab hides the panels, and they are still seen")
	}
	s.w.redraw = true
	s.frames(1)
	whole := s.shown()
	if n, at := differ(after, func(x, y int) (color.RGBA, bool) { return whole.RGBAAt(x, y), true }); n > 0 {
		t.Errorf("%d px are not drawn anew, the first at %v", n, at)
	}
}

// TestPartsOfPanelsAreTheWhole: where panels change, what is drawn anew is enough.
func TestPartsOfPanelsAreTheWhole(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(50))
	company(s.stage)
	s.app.Studio().FoldNotebook(false)
	s.settle()
	for name, does := range map[string]func(){
		"hovered":   func() { s.e.at, s.e.away = app.Spot{X: 37, Y: 335}, false },
		"a tool":    func() { s.app.Do(app.CmdEraser) },
		"a size":    func() { s.app.Hand().SetSize(77) },
		"a caret":   func() { s.w.panels.UI.Focus("book/field"); s.w.redo = true },
		"a menu":    func() { s.app.Do(app.CmdMenu) },
		"a dialog":  func() { s.app.Do(app.CmdHelp) },
		"a toast":   func() { s.app.Say("All saved.") },
		"no panels": func() { s.app.Show(app.NoSheet); s.app.Do(app.CmdPanels) },
	} {
		does()
		s.frames(6)
		parts := s.shown()
		s.w.redraw = true
		s.frames(1)
		whole := s.shown()
		if n, at := differ(parts, func(x, y int) (color.RGBA, bool) { return whole.RGBAAt(x, y), true }); n > 0 {
			t.Errorf("%s: %d px are not drawn anew, the first at %v", name, n, at)
		}
	}
}

// TestPressBesideAMenuOnlyShutsIt: whoever wants a menu gone does not want a dot of ink.
func TestPressBesideAMenuOnlyShutsIt(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	s.app.Do(app.CmdMenu)
	s.frames(3)
	s.draw(app.Spot{X: 500, Y: 400}, app.Spot{X: 520, Y: 420})
	s.settle()
	if n := len(s.stage.Room.Piece().Strokes()); n != 0 || s.app.Sheet() != app.NoSheet {
		t.Errorf("%d strokes are drawn, and %q is open", n, s.app.Sheet())
	}
	s.draw(app.Spot{X: 500, Y: 400}, app.Spot{X: 520, Y: 420})
	s.settle()
	if n := len(s.stage.Room.Piece().Strokes()); n != 1 {
		t.Errorf("then %d strokes are drawn, want 1", n)
	}
}

// BenchmarkShow turns the panels' list into batches, and draws all of a screen.
func BenchmarkShow(b *testing.B) {
	s := newScene(b, 1280, 800, 1)
	s.enter(painted(10))
	company(s.stage)
	s.app.Studio().FoldNotebook(false)
	s.settle()
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			s.w.painter.build(&s.w.list, 1280, 800, 1)
		}
	})
	b.Run("frame", func(b *testing.B) {
		for b.Loop() {
			s.w.redraw = true
			s.w.show(s.screen)
		}
	})
}
