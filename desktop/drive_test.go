//go:build linux

package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"image/color"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/desktop/app"
	"easel.example/desktop/display"
	"easel.example/desktop/link"
	"easel.example/desktop/pagetest"
)

// These tests drive the program as a person does: it runs on a display, pointer and keys are
// injected into that, and what it shows is read back from it. Another client, without a window,
// is in the same workspace.

// needs skips a test where something that it needs is not there.
func needs(t *testing.T) (x *xgb.Conn, server string) {
	t.Helper()
	if testing.Short() {
		t.Skip("it builds the program, and drives it")
	}
	if why := display.Why(os.Getenv); why != "" {
		t.Skip(why)
	}
	if server = os.Getenv("EASEL_SERVER"); server == "" {
		server = "../bin/server"
	}
	if _, err := os.Stat(server); err != nil {
		t.Skip("there is no server: make build, or say where by EASEL_SERVER")
	}
	x, err := xgb.NewConn()
	if err != nil {
		t.Skip("the display lets nobody drive it: ", err)
	}
	t.Cleanup(x.Close)
	if err := xtest.Init(x); err != nil {
		t.Skip("the display takes no injected events: ", err)
	}
	return x, server
}

// start runs a program until the test ends, and returns the first line of it that has a word.
func start(t *testing.T, word, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 64) // what is too much is dropped
	done := make(chan struct{})
	go func() {
		defer close(done)
		for s := bufio.NewScanner(out); s.Scan(); {
			select {
			case lines <- s.Text():
			default:
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt) // it may be gone
		kill := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		<-done
		_ = cmd.Wait() // interrupted, as it should be
		kill.Stop()
	})
	for word != "" {
		select {
		case l := <-lines:
			if strings.Contains(l, word) {
				return l
			}
		case <-time.After(time.Minute):
			t.Fatalf("%s does not say %q", name, word)
		}
	}
	return ""
}

// A driver injects events into a display.
type driver struct {
	t    *testing.T
	x    *xgb.Conn
	root xproto.Window
	w, h int
}

func newDriver(t *testing.T, x *xgb.Conn) *driver {
	s := xproto.Setup(x).DefaultScreen(x)
	return &driver{t, x, s.Root, int(s.WidthInPixels), int(s.HeightInPixels)}
}

func (d *driver) fake(kind, detail byte, px, py int16) {
	d.t.Helper()
	if err := xtest.FakeInputChecked(d.x, kind, detail, 0, d.root, px, py, 0).Check(); err != nil {
		d.t.Fatal(err)
	}
}

// Between two events a frame passes: what happens within one Ebiten does not tell apart.
const frame = 40 * time.Millisecond

func (d *driver) move(px, py int) {
	d.fake(xproto.MotionNotify, 0, int16(px), int16(py))
	time.Sleep(frame)
}

func (d *driver) button(down bool) {
	kind := byte(xproto.ButtonRelease)
	if down {
		kind = xproto.ButtonPress
	}
	d.fake(kind, 1, 0, 0)
	time.Sleep(3 * frame)
}

// stroke draws a line.
func (d *driver) stroke(points ...[2]int) {
	for i, p := range points {
		d.move(p[0], p[1])
		if i == 0 {
			time.Sleep(2 * frame)
			d.button(true)
		}
	}
	d.button(false)
}

// key presses the key that has a symbol of X.
func (d *driver) key(sym xproto.Keysym) {
	d.t.Helper()
	s := xproto.Setup(d.x)
	n := byte(s.MaxKeycode - s.MinKeycode + 1)
	m, err := xproto.GetKeyboardMapping(d.x, s.MinKeycode, n).Reply()
	if err != nil {
		d.t.Fatal(err)
	}
	for i, k := range m.Keysyms {
		if k == sym {
			code := byte(s.MinKeycode) + byte(i/int(m.KeysymsPerKeycode))
			d.fake(xproto.KeyPress, code, 0, 0)
			time.Sleep(2 * frame)
			d.fake(xproto.KeyRelease, code, 0, 0)
			time.Sleep(2 * frame)
			return
		}
	}
	d.t.Fatalf("no key has symbol %#x", sym)
}

// shown returns what the display shows.
func (d *driver) shown() func(x, y int) color.RGBA {
	d.t.Helper()
	img, err := xproto.GetImage(d.x, xproto.ImageFormatZPixmap, xproto.Drawable(d.root), 0, 0, uint16(d.w), uint16(d.h), 0xffffffff).Reply()
	if err != nil {
		d.t.Fatal(err)
	}
	return func(x, y int) color.RGBA {
		i := 4 * (y*d.w + x)
		return color.RGBA{img.Data[i+2], img.Data[i+1], img.Data[i], 255}
	}
}

// A friend is another client of the workspace, without a window.
type friend struct {
	t   *testing.T
	app *app.App
}

func newFriend(t *testing.T, address string) *friend {
	a := app.New(app.Config{Random: rand.Uint64, Find: link.Config{Cookies: filepath.Join(t.TempDir(), "cookies"), Random: rand.Float64}.Find}, time.Now().UnixMilli())
	t.Cleanup(a.Close)
	if err := a.Join(address); err != nil {
		t.Fatal(err)
	}
	return &friend{t, a}
}

// until lets time pass until something is so.
func (f *friend) until(what string, is func(s *app.Studio) bool) {
	f.t.Helper()
	if !f.within(time.Minute, is) {
		f.t.Fatalf("%s: it never is", what)
	}
}

// within lets time pass until something is so, but no more than so much of it, and reports whether it is.
func (f *friend) within(most time.Duration, is func(s *app.Studio) bool) bool {
	for end := time.Now().Add(most); ; time.Sleep(10 * time.Millisecond) {
		f.app.Step(time.Now().UnixMilli())
		if is(f.app.Studio()) {
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}

// sees has the injected pointer draw a stroke, and waits until it is here. On a busy machine the window may see it begin and
// end in one frame, which is none: then it is drawn again.
func (f *friend) sees(d *driver) {
	f.t.Helper()
	for range 3 {
		d.stroke([2]int{400, 200}, [2]int{450, 260}, [2]int{520, 240}, [2]int{600, 330}, [2]int{640, 420})
		if f.within(20*time.Second, func(s *app.Studio) bool { return f.paintedOn() && s.Settled() }) {
			return
		}
	}
	f.t.Fatal("the pointer's stroke never is here")
}

func (f *friend) paintedOn() bool { return f.app.Studio().State().Figures.Bytes > 0 }

// stroke draws a line, in px of the piece.
func (f *friend) stroke(points ...app.Spot) {
	s := f.app.Studio()
	for i, p := range points {
		act := app.Move
		if i == 0 {
			act = app.Down
		}
		s.Pointer(app.PointerEvent{Kind: ink.Mouse, Act: act, At: s.View().ToScreen(p), Micros: int64(i) * 16_000})
	}
	last := app.PointerEvent{Kind: ink.Mouse, Act: app.Up, At: s.View().ToScreen(points[len(points)-1]), Micros: int64(len(points)) * 16_000}
	s.Pointer(last)
	last.Act = app.Gone // or its name would be seen beside the stroke
	s.Pointer(last)
}

// beside starts a server and the program on a display, and another client without a window.
func beside(t *testing.T) (d *driver, other *friend, address string) {
	x, server := needs(t)
	bin := filepath.Join(t.TempDir(), "desktop.exe")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build it: %v\n%s", err, out)
	}
	said := start(t, "owner link", server, "-addr", "127.0.0.1:0", "-data", t.TempDir())
	address = strings.TrimSpace(said[strings.Index(said, "http"):])
	other = newFriend(t, address)
	other.until("the piece is there", func(s *app.Studio) bool { w, _ := s.Size(); return w > 0 })

	dir := t.TempDir()
	prefs := fmt.Sprintf(`{"version":1,"theme":"light","calm":true,"window":{"X":0,"Y":0,"Width":%d,"Height":%d}}`, 1000, 700)
	if err := os.WriteFile(filepath.Join(dir, "preferences.json"), []byte(prefs), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, "", bin, "-dir", dir, address)
	d = newDriver(t, x)
	other.until("the window's person is here", func(s *app.Studio) bool { return online(s) >= 2 })
	time.Sleep(2 * time.Second) // it shows what has come
	return d, other, address
}

// atOneToOne has the window show the middle of the piece, a px of it a px of the display; with tab it hides the panels.
func (d *driver) atOneToOne(tab bool) {
	if tab {
		d.key(0xff09)
	}
	d.key('0') // in the middle, whatever moved it before
	d.key('1')
	d.move(2, 2)
}

// TestDriven: strokes of the injected pointer reach another client, that one's reach the window,
// and at 1:1 the display shows the pixels that the other client has.
func TestDriven(t *testing.T) {
	d, other, _ := beside(t)
	other.sees(d)
	other.stroke(app.Spot{X: 700, Y: 300}, app.Spot{X: 900, Y: 500}, app.Spot{X: 760, Y: 700}, app.Spot{X: 1000, Y: 620})
	other.until("the other's stroke is saved", func(s *app.Studio) bool { return s.Settled() })
	other.same(d)
}

// TestDrivenBesidePage: the same with a page. What the display shows is what the page's canvas shows, byte for byte.
func TestDrivenBesidePage(t *testing.T) {
	d, other, address := beside(t)
	page := pagetest.Open(t, address)
	other.sees(d)
	got := page.State(t)
	for end := time.Now().Add(20 * time.Second); got.Strokes == 0 && time.Now().Before(end); got = page.State(t) {
		time.Sleep(50 * time.Millisecond)
	}
	if got.Strokes != 1 {
		t.Fatalf("of the pointer's stroke the page has %+v", got)
	}
	got, err := page.Draw([][2]float64{{700, 300}, {900, 500}, {760, 700}, {1000, 620}}, [][2]float64{{500, 800}, {1100, 400}})
	if err != nil || got.Strokes != 3 {
		t.Fatalf("the page draws: %+v, %v", got, err)
	}
	other.until("the page's strokes are here", func(s *app.Studio) bool { _, seq := s.Digest(); return seq >= got.Seq && s.Settled() })
	c := other.app.Studio().Canvas()
	w, h := c.Size()
	pix := make([]byte, 4*w*h)
	c.WritePaper(pix, core.Rect{X1: w, Y1: h}, app.Paper)
	if sum := fmt.Sprintf("%x", sha256.Sum256(pix)); sum != got.Pixels {
		t.Errorf("the page's canvas has hash %s, the app's %s", got.Pixels, sum)
	}
	if raster := fmt.Sprintf("%016x", c.Hash()); raster != got.Raster {
		t.Errorf("the page's core has pixels %s, the app's %s", got.Raster, raster)
	}
	other.same(d)
}

func online(s *app.Studio) (n int) {
	for _, m := range s.State().Members {
		if m.Online && m.ID != app.ArtistMember {
			n++
		}
	}
	return n
}

// same has the window show the middle of the piece at 1:1, and waits until the display shows the pixels that the other
// client has. On a busy machine the window may not see a key that is pressed and let go in one frame: they are pressed again,
// the one that hides the panels, or shows them, each second time.
func (f *friend) same(d *driver) {
	f.t.Helper()
	c := f.app.Studio().Canvas()
	w, h := c.Size()
	pix := make([]byte, 4*w*h)
	best := -1
	end := time.Now().Add(time.Minute)
	for i := 0; time.Now().Before(end); i++ {
		if i%16 == 0 {
			d.atOneToOne(i%32 == 0)
		}
		time.Sleep(300 * time.Millisecond)
		f.app.Step(time.Now().UnixMilli())
		c.WritePaper(pix, core.Rect{X1: w, Y1: h}, app.Paper)
		shown := d.shown()
		// The sheet is in the middle: of which px, rounding decides.
		for dy := -3; dy <= 3; dy++ {
			for dx := -3; dx <= 3; dx++ {
				n := mismatches(shown, pix, int(w), int(h), (1000-int(w))/2+dx, (700-int(h))/2+dy)
				if n == 0 {
					return
				}
				if best < 0 || n < best {
					best = n
				}
			}
		}
	}
	f.t.Errorf("at best %d px of what is shown are not the other's", best)
}

// mismatches counts px of the middle of the window, where no toast is.
func mismatches(shown func(x, y int) color.RGBA, pix []byte, w, h, left, top int) (n int) {
	for y := 20; y < 560; y++ {
		for x := 20; x < 980; x++ {
			px, py := x-left, y-top
			if px < 0 || py < 0 || px >= w || py >= h {
				n++
				continue
			}
			i := 4 * (py*w + px)
			if c := shown(x, y); c.R != pix[i] || c.G != pix[i+1] || c.B != pix[i+2] {
				n++
			}
		}
	}
	return n
}
