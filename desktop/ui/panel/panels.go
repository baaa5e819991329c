package panel

import (
	"fmt"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// A Shell is what panels ask of what is around the window: files, the clipboard.
type Shell interface {
	Open()              // a file is chosen, and opened
	New()               // a file is chosen, for a drawing that is begun on this machine
	Save(e Export)      // a file is chosen, and the piece written into it
	CopyPicture()       // the piece, to the clipboard
	CopyText(string)    // a link
	Upload(link string) // the file, as a new piece of a workspace that one may own
	Work() []Work       // what is under way of these
	Stop(i int)         // ends one of them
}

// A Work is something under way, as people see it.
type Work struct {
	Text string  // in a few words
	Part float64 // of it that is done, 0 to 1
}

// Panels are everything in the window that is not the sheet.
type Panels struct {
	UI    *widget.UI
	Scale float64 // device px to a px
	Stats func() []Figure

	app   *app.App
	shell Shell
	look  look // what is kept of pictures

	wide      width
	drawer    drawer // what is open where there is no room for all
	picker    widget.Picker
	mixing    bool    // any colour is mixed
	asks      float64 // how high the invitation is, from the window's edge
	asking    uint32  // the piece for which somebody has unfolded it
	turned    bool    // it was just folded or unfolded: the keyboard goes along
	topEnd    float64 // where the top bar ends, below which the menu opens
	join      string
	title     field
	pieceName field // of the gallery's piece that is looked at
	me        me
	fresh     fresh
	export    Export
	share     share
	own       own
	book      book
	spaces    spaces
	spend     bool // what the artist has used is shown
	budget    budget
	film      film
	find      string // of people
}

// A width is how much room the window has.
type width uint8

const (
	phone  width = iota // below 640
	tablet              // the settings open over the sheet
	broad               // 1024 and more
)

// A drawer is what is open of what is shown always where there is room.
type drawer uint8

const (
	shut drawer = iota
	settingsOpen
	bookOpen
)

// A Figure is a line of the figures for the curious.
type Figure struct{ Name, Value string }

// A field is a text that is edited in place: until it is left, what is written counts.
type field struct {
	text    string
	editing bool
}

// New returns the panels of an app.
func New(a *app.App, ui *widget.UI, shell Shell) *Panels {
	return &Panels{UI: ui, Scale: 1, app: a, shell: shell}
}

// broadLeast is the width from which on all panels are shown.
const broadLeast = 1024

// Build builds a frame of all panels.
func (p *Panels) Build(in widget.Input, w, h float64) widget.Next {
	u := p.UI
	u.Still = p.app.Calm()
	p.wide = broad
	if w < broadLeast {
		p.wide = tablet
	}
	if w < widget.NarrowMost {
		p.wide = phone
	}
	u.Begin(in, w, h)
	p.asks = 0
	switch s := p.app.Studio(); {
	case s == nil:
		p.start()
	default:
		p.studio(s, s.State())
	}
	p.work()
	p.toasts()
	return u.End()
}

// studio shows the panels around a piece, and what is open above them.
func (p *Panels) studio(s *app.Studio, st *app.State) {
	if st.Card.Title != "" {
		p.card(s, st)
		return
	}
	if p.app.Panels() {
		p.around(s, st)
	}
	if p.app.Debug() {
		p.figures(s, st)
	}
	p.sheets(s, st)
}

func (p *Panels) around(s *app.Studio, st *app.State) {
	if p.wide == phone {
		p.thinBar(s, st)
		if p.drawer == settingsOpen {
			p.settingsSheet(st)
		}
		p.phoneBook(s, st)
		p.phoneBar(s, st)
	} else {
		p.rail(st)
		if p.wide == broad || p.drawer == settingsOpen {
			p.settings(st)
		}
		p.corner(s, st)
		p.notebook(s, st)
		p.top(s, st)
	}
	if p.app.Sheet() == app.SheetShelf {
		p.shelf(st)
	}
	p.invitation(s, st)
	p.strays(s, st)
}

// Shut shuts what opens over the sheet where there is little room: something is drawn.
func (p *Panels) Shut() {
	if p.drawer == settingsOpen {
		p.drawer = shut
	}
	if s := p.app.Sheet(); s == app.SheetShelf {
		p.app.Show(app.NoSheet)
	}
	p.mixing, p.asking = false, 0
}

// Waits reports whether something is open that a press beside it shuts, and no more.
func (p *Panels) Waits() bool {
	return p.app.Sheet() == app.SheetMenu || p.mixing || p.UI.Listing()
}

// Room returns what the panels take of the window, so that the sheet is seen beside them.
func (p *Panels) Room() app.Room {
	s := p.app.Studio()
	if s == nil {
		return app.Room{}
	}
	if !p.app.Panels() {
		return app.Room{Left: 24, Right: 24, Top: 24, Bottom: 24}
	}
	st := s.State()
	if p.wide == phone {
		r := app.Room{Left: 10, Right: 10, Top: 66, Bottom: 88}
		if st.Artist.Mood != app.NoArtist {
			r.Bottom += 54
		}
		r.Bottom = max(r.Bottom, p.asks+14)
		return r
	}
	r := app.Room{Left: 76, Right: 24, Top: 76, Bottom: 76}
	if p.wide == broad {
		r.Left = settingsLeft + settingsWide + 16
	}
	if st.Artist.Mood != app.NoArtist {
		r.Right = 76
		if !s.NotebookFolded() {
			r.Right = bookWide + 28
		}
	}
	r.Bottom = max(r.Bottom, p.asks+14)
	return r
}

// Write lets one write to the artist.
func (p *Panels) Write() {
	s := p.app.Studio()
	if s == nil || s.State().Artist.Mood == app.NoArtist {
		return
	}
	if !p.app.Panels() {
		p.app.Do(app.CmdPanels)
	}
	switch {
	case p.invited(s, s.State()):
	case p.wide == phone:
		p.drawer = bookOpen
	default:
		s.FoldNotebook(false)
	}
	p.UI.Focus("book/field")
}

// workEvery is how often what is under way is shown anew, ms.
const workEvery = 100

// work shows what is under way, and lets it be stopped.
func (p *Panels) work() {
	u := p.UI
	y := 74.0
	for i, w := range p.shell.Work() {
		u.Wake(u.In.Now + workEvery)
		wide := min(420, u.W-24)
		at := widget.Rect{X: (u.W - wide) / 2, Y: y, W: wide, H: 50}.Round(1)
		y += 58
		u.Solid("work", at)
		row := at.Pad(14, 8)
		b := widget.Button{Text: "Stop", Small: true}
		if u.Button(widget.ID(fmt.Sprint("work/stop", i)), row.Right(u.ButtonWidth(b)), b) {
			p.shell.Stop(i)
		}
		row.Right(12)
		u.Meter(row.Right(row.W*0.4), w.Part)
		row.Right(12)
		u.Label(row, w.Text, p.font(widget.Body), u.Theme.Text, widget.AtLeft)
	}
}

// toasts shows what is said for a while.
func (p *Panels) toasts() {
	list := p.app.Toasts()
	shown := make([]widget.Toast, len(list))
	for i, t := range list {
		shown[i] = widget.Toast{Text: t.Text, Act: t.Deed, Until: p.UI.In.Now + 1} // the app says how long
	}
	in := widget.Rect{W: p.UI.W, H: p.UI.H - 76}
	if p.wide == phone {
		in.H -= 64
	}
	in.H = min(in.H, p.UI.H-p.asks-14)
	if s := p.app.Studio(); p.wide != phone && s != nil && s.State().Card.Title == "" { // beside the panels, over the sheet
		r := p.Room()
		in.Left(min(r.Left, in.W/3))
		in.Right(min(r.Right, in.W/2))
	}
	if _, act := p.UI.Toasts(shown, in); act >= 0 {
		p.app.Act(list[act].ID)
	}
}

// do is what a button does by its command.
func (p *Panels) do(pressed bool, c app.Command) {
	if pressed {
		p.app.Do(c)
	}
}

// key returns the key of a command as people read it.
func (p *Panels) key(k string) string {
	if p.app.Mac() && len(k) > 5 && k[:5] == "Ctrl " {
		return "⌘ " + k[5:]
	}
	return k
}

func (p *Panels) font(size float64) widget.Font { return widget.Font{Size: size} }

func (p *Panels) bold(size float64) widget.Font {
	return widget.Font{Size: size, Weight: widget.Medium}
}
