package ui

import (
	"fmt"
	"image"
	"io"
	"io/fs"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/desktop/app"
	"easel.example/desktop/trail"
	"easel.example/desktop/ui/panel"
	"easel.example/desktop/ui/widget"
)

// A Desk is what is around the window: files and the clipboard.
type Desk interface {
	panel.Shell
	widget.Clipboard
	Drop(name string, data []byte) // a file that was dropped onto the window
}

// Config is what a program gives its window.
type Config struct {
	App   *app.App
	Desk  Desk
	Began time.Time // when the program did
	// Play, unless nil, stands for the pointer: where it is at a time since the piece is shown, of
	// which less than 0 is before, and whether it is down. In the end the window closes.
	Play func(at time.Duration) (where app.Spot, down, end bool)
}

// A Window is the app on a screen. Ebiten calls it from one goroutine; the one that steps the
// app while no frames are run takes turns with it.
type Window struct {
	app      *app.App
	desk     Desk
	panels   *panel.Panels
	keyboard keyboard
	began    time.Time // of the time that the app is told
	epoch    int64     // ms since 1970, then
	dark     atomic.Bool
	askDark  atomic.Bool // the system is to be asked again, which takes a while

	width, height float64 // px
	scale         float64 // device px to a px

	was    events
	held   hold
	gone   bool // the pointer is not on the sheet
	next   widget.Next
	redo   bool // panels are to be built
	moving bool // something in them glides
	shape  int  // of the system's pointer; -1 is not known

	trail   *trail.Trail  // of the pointer, see pass
	points  []trail.Point // memory of what is taken from it
	waiting []pass        // that are not drawn yet
	penned  bool          // the studio was told that the first button is down
	since   int64         // µs: passes before it are over, for Ebiten has told of what ended them

	atlas   *atlas
	painter *painter
	names   *painter
	list    widget.List // as it was built last
	sheet   *sheet
	overlay overlay
	redraw  bool            // all of the screen
	damage  image.Rectangle // the part of it that is to be drawn
	covered image.Rectangle // by the overlay, as it was drawn last
	lifted  bool            // the overlay is another one
	more    bool            // there are tiles to send, or things to draw sharp

	active  time.Time // when something happened last
	resting bool      // frames are only run when something happens
	quit    bool
	focused bool
	placed  time.Time
	stats   stats
	play    func(at time.Duration) (app.Spot, bool, bool)
	ready   time.Time // when the play began: the piece is shown

	mu      sync.Mutex // guards the app, and what follows
	pending app.Change
}

// restAfter is how long nothing happens before frames rest.
const restAfter = 400 * time.Millisecond

// stepEvery is how often the app is stepped while frames rest.
const stepEvery = 50 * time.Millisecond

// New returns a window that is not shown yet. It makes textures: a display must be there.
func New(cfg Config) (*Window, error) {
	f, err := widget.NewTypeface()
	if err != nil {
		return nil, err
	}
	f.More(systemFonts)
	return newWindow(cfg, f), nil
}

func newWindow(cfg Config, f *widget.Typeface) *Window {
	w := &Window{app: cfg.App, desk: cfg.Desk, began: time.Now(), epoch: cfg.App.Now(), scale: 1, shape: -1, redo: true, redraw: true}
	w.keyboard.mac = cfg.App.Mac()
	w.panels = panel.New(cfg.App, widget.New(widget.Light(), f), cfg.Desk)
	w.panels.UI.Board = cfg.Desk
	w.panels.Stats = w.stats.figures
	w.stats.began, w.play = cfg.Began, cfg.Play
	w.atlas, w.sheet = newAtlas(), newSheet()
	w.painter, w.names = newPainter(w.atlas, f), newPainter(w.atlas, f)
	w.pending = app.Change{Canvas: true, View: true, Overlay: true, Panels: true}
	w.active = time.Now()
	return w
}

// Run shows the window until it is closed.
func (w *Window) Run(stats io.Writer) error {
	w.open()
	end := make(chan struct{})
	var beside sync.WaitGroup
	beside.Go(func() { w.pulse(end) })
	if w.play == nil {
		w.trail = trail.New()
		w.trail.Follow(true)
		beside.Go(func() { w.trail.Run(end) })
	}
	err := ebiten.RunGameWithOptions(w, &ebiten.RunGameOptions{X11ClassName: "easel", X11InstanceName: "easel"})
	close(end)
	beside.Wait()
	if stats != nil {
		fmt.Fprintln(stats, w.stats.json()) //nolint:errcheck // nobody is left to tell
	}
	return err
}

// Quit closes the window, from any goroutine.
func (w *Window) Quit() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.quit = true
	//lint:ignore SA1019 see rest
	ebiten.ScheduleFrame()
}

// open says what the window looks like.
func (w *Window) open() {
	ebiten.SetWindowTitle("Easel")
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowSizeLimits(360, 480, -1, -1) // below that, panels meet
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetRunnableOnUnfocused(true)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetWindowSize(1280, 800)
	p := w.app.Window()
	if p.Width > 0 && p.Height > 0 {
		ebiten.SetWindowSize(p.Width, p.Height)
		ebiten.SetWindowPosition(p.X, p.Y)
	}
	if p.Maximised {
		ebiten.MaximizeWindow()
	}
	ebiten.SetFullscreen(p.Full)
	if w.app.Theme() == app.SystemTheme {
		w.dark.Store(systemDark())
	}
}

// now returns the app's time.
func (w *Window) now() int64 { return w.epoch + time.Since(w.began).Milliseconds() }

// pulse steps the app while frames rest, and wakes them when something is to be shown.
func (w *Window) pulse(end <-chan struct{}) {
	tick := time.NewTicker(stepEvery)
	defer tick.Stop()
	ebiten.SetWindowIcon(icons()) // here, for to draw them takes longer than a frame
	for {
		select {
		case <-end:
			return
		case <-tick.C:
			if w.askDark.Swap(false) {
				w.dark.Store(systemDark())
			}
			if w.restingStep() {
				//lint:ignore SA1019 see rest
				ebiten.ScheduleFrame()
			}
		}
	}
}

// restingStep steps the app if frames rest, and reports whether one is wanted.
func (w *Window) restingStep() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.resting {
		return false
	}
	now := w.now()
	w.pending = merged(w.pending, w.app.Step(now))
	return w.pending.Any() || len(w.pending.Commands) > 0 || w.next.At != 0 && now >= w.next.At
}

// merged puts two changes together.
func merged(a, b app.Change) app.Change {
	tiles := a.Tiles
	if b.Canvas {
		tiles = nil // they were of another canvas
	}
	return app.Change{
		Canvas: a.Canvas || b.Canvas, View: a.View || b.View, Overlay: a.Overlay || b.Overlay, Panels: a.Panels || b.Panels,
		Tiles: append(tiles[:len(tiles):len(tiles)], b.Tiles...), Commands: append(a.Commands[:len(a.Commands):len(a.Commands)], b.Commands...),
	}
}

// LayoutF is Ebiten's: the screen is as fine as the display is.
func (w *Window) LayoutF(width, height float64) (float64, float64) {
	scale := ebiten.Monitor().DeviceScaleFactor()
	if width != w.width || height != w.height || scale != w.scale {
		w.width, w.height, w.scale = width, height, scale
		w.redo, w.redraw, w.active = true, true, time.Now()
	}
	return math.Ceil(width * scale), math.Ceil(height * scale)
}

// Layout is Ebiten's, which calls LayoutF.
func (w *Window) Layout(int, int) (int, int) { panic("ui: LayoutF is there") }

// Update is Ebiten's: what happened goes to the app, and what has changed into textures.
func (w *Window) Update() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start, cpu := time.Now(), threadTime()
	if ebiten.IsWindowBeingClosed() {
		w.quit = true
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notice()
	w.step(w.poll(start), start)
	w.rest(start)
	w.stats.drawn, w.stats.cpu = time.Since(start), threadTime()-cpu
	if w.quit {
		w.remember()
		return ebiten.Termination
	}
	return nil
}

// notice takes what happens to the window itself.
func (w *Window) notice() {
	if f := ebiten.IsFocused(); f != w.focused {
		w.active = time.Now()
		w.focus(f)
	}
	if time.Since(w.placed) > time.Second {
		w.remember()
	}
	if files := ebiten.DroppedFiles(); files != nil {
		w.dropped(files)
	}
}

// focus tells the app whether the window has the keys.
func (w *Window) focus(has bool) {
	w.focused = has
	if !has {
		w.app.Blur()
		return
	}
	w.app.Focus()
	if w.app.Theme() == app.SystemTheme {
		w.askDark.Store(true) // it may have been changed meanwhile
	}
}

// remember tells the app where the window is.
func (w *Window) remember() {
	w.placed = time.Now()
	p := w.app.Window()
	p.Full, p.Maximised = ebiten.IsFullscreen(), ebiten.IsWindowMaximized()
	if !p.Full && !p.Maximised && !ebiten.IsWindowMinimized() {
		p.X, p.Y = ebiten.WindowPosition()
		p.Width, p.Height = ebiten.WindowSize()
	}
	if p != w.app.Window() {
		w.app.SetWindow(p)
	}
}

// dropBytesMost bounds a file that is dropped.
const dropBytesMost = 256 << 20

// dropped gives files to the desk that were dropped onto the window.
func (w *Window) dropped(files fs.FS) {
	w.active = time.Now()
	list, err := fs.ReadDir(files, ".")
	if err != nil {
		w.app.Say("What was dropped cannot be read.")
		return
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil || e.IsDir() || info.Size() > dropBytesMost {
			w.app.Say(fmt.Sprintf("“%s” cannot be opened: it is a folder, or too large.", e.Name()))
			continue
		}
		data, err := fs.ReadFile(files, e.Name())
		if err != nil {
			w.app.Say(fmt.Sprintf("“%s” cannot be read.", e.Name()))
			continue
		}
		w.desk.Drop(e.Name(), data)
	}
}

// rest has frames run only when something happens, after a while without. Ebiten calls this
// mode deprecated, and has nothing in its place: one that draws nothing sixty times a second
// still wakes the processor as often.
func (w *Window) rest(now time.Time) {
	resting := now.Sub(w.active) > restAfter
	if resting == w.resting {
		return
	}
	w.resting = resting
	w.trail.Follow(!resting)
	//lint:ignore SA1019 see above
	mode := ebiten.FPSModeVsyncOn
	if resting {
		//lint:ignore SA1019 see above
		mode = ebiten.FPSModeVsyncOffMinimum
	}
	//lint:ignore SA1019 see above
	ebiten.SetFPSMode(mode)
}
