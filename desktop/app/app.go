package app

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"easel.example/core"
	"easel.example/desktop/say"
)

// Config is what a window gives its app.
type Config struct {
	Dir    string                           // of the preferences and of ink that is not on a server yet; empty: nothing is kept
	Find   func(link string) (Place, error) // reads a link as it was pasted; its error is a sentence for people
	File   func(path string) (Place, error) // opens an Easel file, or begins one; nil: there are no files
	Random func() uint64                    // for ids; each call another number
	Mac    bool                             // its keys are named otherwise
}

// A Sheet is what lies open above the studio, one at a time.
type Sheet string

// The sheets. All but Menu, Shelf and Settings take the keys for themselves, but Esc.
const (
	NoSheet       Sheet = ""
	SheetHelp     Sheet = "help"
	SheetMenu     Sheet = "menu"
	SheetShelf    Sheet = "shelf"    // of brushes
	SheetSettings Sheet = "settings" // theme, steadiness, motion
	SheetExport   Sheet = "export"
	SheetShare    Sheet = "share"
	SheetGallery  Sheet = "gallery"
	SheetNew      Sheet = "new"
	SheetPeople   Sheet = "people"
	SheetMe       Sheet = "me" // how others see one
	SheetSpaces   Sheet = "spaces"
)

func (s Sheet) takesKeys() bool {
	return s != NoSheet && s != SheetMenu && s != SheetShelf && s != SheetSettings
}

// An App is the desktop app: preferences, a hand, and a studio or the start screen.
type App struct {
	cfg    Config
	prefs  Prefs
	was    Prefs  // as they were when this app and the file last had the same
	sent   *Prefs // what is on its way into the file, or nil
	hand   *Hand
	now    int64
	studio *Studio
	disk   *disk
	jobs   *jobs
	ending sync.WaitGroup // what errands have left to do

	sheet   Sheet
	panels  bool
	debug   bool
	toasts  []Toast
	toastID int
	joinWhy string // why the last link led nowhere
	unsaved bool   // preferences
	savedAt int64

	width, height float64
	room          Room
	change        Change
}

// New starts an app with the preferences of its last start. The caller calls Close.
func New(cfg Config, now int64) *App {
	a := &App{cfg: cfg, now: now, panels: true, prefs: DefaultPrefs(), jobs: newJobs(), width: 1280, height: 800}
	a.disk = newDisk()
	if why := a.loadPrefs(); why != "" {
		a.say(why)
	}
	a.was = a.prefs.copied()
	a.hand = newHand(&a.prefs.Hand, a.handChanged)
	a.change.Panels = true
	return a
}

// Close leaves the studio, and waits until all is kept and nothing of the app runs any more.
func (a *App) Close() {
	a.Leave()
	a.disk.settle()
	a.savePrefs()
	a.jobs.close()
	a.ending.Wait()
	a.disk.close()
}

// A Change is what has become different since the last Step.
type Change struct {
	Canvas   bool      // the studio's canvas is another, or none: nothing of the old one holds
	Tiles    []int32   // of the canvas, to be drawn again; the app's until the next Step
	View     bool      // where the sheet lies
	Overlay  bool      // what is drawn above the ink
	Panels   bool      // anything else that is shown
	Commands []Command // for the window: CmdOpen, CmdCopy, CmdFullScreen, CmdQuit, or to write to the artist (CmdArtist)
}

// Any reports whether anything is to be drawn.
func (c Change) Any() bool {
	return c.Canvas || len(c.Tiles) > 0 || c.View || c.Overlay || c.Panels
}

// Step lets time pass, takes what has come since the last one, and returns what has
// changed. It is called once a frame, also when nothing is drawn: at least ten times a
// second.
func (a *App) Step(now int64) Change {
	a.now = max(a.now, now)
	a.jobs.deliver()
	a.expireToasts()
	if a.unsaved && a.now-a.savedAt >= prefsEvery {
		a.savePrefs()
	}
	if a.studio != nil {
		a.guarded(a.studio.step)
	}
	c := a.change
	a.change = Change{Tiles: a.change.Tiles[:0:0]}
	return c
}

// Hand returns the tool, brush and color in use.
func (a *App) Hand() *Hand { return a.hand }

// Studio returns the studio that one is in, or nil on the start screen.
func (a *App) Studio() *Studio { return a.studio }

// Sheet returns what lies open.
func (a *App) Sheet() Sheet { return a.sheet }

// Panels reports whether the panels are shown.
func (a *App) Panels() bool { return a.panels }

// Debug reports whether figures are shown.
func (a *App) Debug() bool { return a.debug }

// Mac reports whether Ctrl is Cmd.
func (a *App) Mac() bool { return a.cfg.Mac }

// Now returns the time of the last step.
func (a *App) Now() int64 { return a.now }

// Trouble says why the last link that was pasted, or file that was opened, led nowhere;
// empty if it did.
func (a *App) Trouble() string { return a.joinWhy }

// Show opens a sheet, or with NoSheet shuts what is open.
func (a *App) Show(s Sheet) {
	if a.sheet == s {
		return
	}
	a.sheet, a.change.Panels, a.change.Overlay = s, true, true
	if a.studio != nil {
		a.studio.opened(s)
	}
}

// Resize tells the size of the window, and what panels take of it. A sheet that is seen
// whole stays so.
func (a *App) Resize(width, height float64, room Room) {
	if width == a.width && height == a.height && room == a.room {
		return
	}
	moved := width != a.width || height != a.height
	a.width, a.height, a.room = width, height, room
	s := a.studio
	if s == nil || !s.whole {
		return
	}
	// A first stroke sends the invitation away: the sheet stays under the pen, as long as the window does.
	if !moved && s.pointers.busy() {
		return
	}
	s.Fit()
}

// Join opens the workspace of a link. It returns a sentence for people where the link is
// not one; what the server thinks of it shows later, in the studio.
func (a *App) Join(link string) error {
	if a.cfg.Find == nil {
		return a.tried(say.Sentence("This app cannot reach a server."))
	}
	p, err := a.cfg.Find(link)
	if err == nil {
		a.Enter(p)
	}
	return a.tried(err)
}

// OpenFile opens an Easel file as a place to paint in.
func (a *App) OpenFile(path string) error {
	if a.cfg.File == nil {
		return a.tried(say.Sentence("This app cannot open files."))
	}
	p, err := a.cfg.File(path)
	if err == nil {
		a.Enter(p)
	}
	return a.tried(err)
}

func (a *App) tried(err error) error {
	a.joinWhy, a.change.Panels = "", true
	if err != nil {
		a.joinWhy = err.Error()
	}
	return err
}

// Enter leaves the studio that one is in, if any, for another.
func (a *App) Enter(p Place) {
	a.Leave()
	a.studio = newStudio(a, p)
	a.change.Canvas, a.change.Panels, a.change.Overlay = true, true, true
}

// Leave goes back to the start screen. What is not on the server is kept for the next time.
func (a *App) Leave() {
	if a.studio == nil {
		return
	}
	a.studio.leave()
	a.leftNothing(a.studio.place)
	a.studio = nil
	a.sheet = NoSheet
	a.jobs.restart()
	a.change = Change{Canvas: true, View: true, Overlay: true, Panels: true}
}

// remember puts a place first among the recent ones.
func (a *App) remember(p Place) {
	r := Recent{Link: p.Link, File: p.File, Title: p.Title, Opened: a.now}
	same := func(o Recent) bool { return o.Link == r.Link && o.File == r.File }
	if i := slices.IndexFunc(a.prefs.Recent, same); i >= 0 && r.Title == "" {
		r.Title = a.prefs.Recent[i].Title
	}
	list := slices.DeleteFunc(slices.Clone(a.prefs.Recent), same)
	list = append([]Recent{r}, list...)
	a.prefs.Recent = list[:min(len(list), recentMost)]
	a.touch()
}

// titled gives the first of the recent places its piece's title.
func (a *App) titled(title string) {
	if len(a.prefs.Recent) > 0 && title != "" && a.prefs.Recent[0].Title != title {
		a.prefs.Recent[0].Title = title
		a.touch()
	}
}

// Recent returns the places where one was, the newest first.
func (a *App) Recent() []Recent { return a.prefs.Recent }

// Forget drops a place from the recent ones.
func (a *App) Forget(r Recent) {
	a.prefs.Recent = slices.DeleteFunc(slices.Clone(a.prefs.Recent), func(o Recent) bool { return o == r })
	a.touch()
}

func (a *App) handChanged() {
	a.touch()
	a.change.Overlay = true
	if a.studio != nil {
		a.studio.handChanged()
	}
}

// Run does something that takes long beside the frames: work runs until it is done or
// its context ends, as it does when the studio is left; then done is called within a
// Step, unless it did. It returns false if too much is being done already.
func (a *App) Run(work func(ctx context.Context) error, done func(error)) bool {
	return a.jobs.start(work, done)
}

// later is Run, where a refusal is said to the person.
func (a *App) later(work func(ctx context.Context) error, done func(error)) bool {
	ok := a.jobs.start(work, done)
	if !ok {
		a.say("Too much is going on at once. Try again in a moment.")
	}
	return ok
}

// watching is what people are told who may not draw.
const watching = "This link lets you watch. Ask for one that lets you draw."

// refusalText returns a refusal as a sentence.
func refusalText(r core.Refusal) string {
	if r == 0 {
		return ""
	}
	return capital(r.Error()) + "."
}

func (a *App) random() uint64 { return a.cfg.Random() }

// id returns a text that nothing else has.
func (a *App) id() string { return fmt.Sprintf("%016x%08x", a.random(), a.random()>>32) }
