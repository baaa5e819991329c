package panel

import (
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// The notebook of the artist.
const (
	bookWide  = 328
	bookBelow = 1280 // of a narrower window it begins below the top bar
	bookAbove = 700  // and ends above the corner
)

// A book is what the notebook's panel remembers.
type book struct {
	notes int // that it had, and how long the last was: the end is followed while it is seen
	last  int
	along bool // the end is seen
	news  bool // something came while it was not
	tall  bool // on a phone
}

// notebook shows the notebook at the right, or the tab that is left of it.
func (p *Panels) notebook(s *app.Studio, st *app.State) {
	if st.Artist.Mood == app.NoArtist {
		return
	}
	u := p.UI
	if s.NotebookFolded() {
		p.bookTab(s, st)
		return
	}
	at := widget.Rect{X: u.W - edge - bookWide, Y: edge, W: bookWide, H: u.H - 2*edge}
	if u.W < bookBelow {
		at.Top(62)
	}
	if u.W < bookAbove {
		at.Bottom(62)
	}
	u.Float("book", at)
	p.bookBody(s, st, at, widget.FoldIcon, "Fold the notebook", func() { s.FoldNotebook(true) })
}

// bookTab is what is left of a folded notebook.
func (p *Panels) bookTab(s *app.Studio, st *app.State) {
	u := p.UI
	hold := st.CanDraw && (st.Artist.Pausable || st.Artist.Resumable)
	at := widget.Rect{X: u.W - edge - 50, W: 50, H: 50}
	if hold {
		at.H += 44
	}
	at.Y = float64(int((u.H - at.H) / 2))
	u.Float("tab", at)
	c := widget.Column{Rect: at.Inset(5), Gap: 4}
	p.bookTool("tab/open", c.Row(widget.ToolSize), s, st, false)
	if hold {
		icon, name := holdLooks(st)
		p.do(u.Tool("tab/hold", c.Row(widget.ToolSize), widget.Tool{Icon: icon, Name: name + " the artist", Key: "P"}), app.CmdPause)
	}
}

func holdLooks(st *app.State) (widget.Icon, string) {
	if st.Artist.Resumable {
		return widget.PlayIcon, "Resume"
	}
	return widget.PauseIcon, "Pause"
}

// bookTool opens and shuts the notebook, with a mark of what the artist does.
func (p *Panels) bookTool(id widget.ID, at widget.Rect, s *app.Studio, st *app.State, open bool) {
	u := p.UI
	mark := widget.Color(0)
	if s.Unread() || st.Artist.Mood == app.Working {
		mark = u.Theme.Accent
	}
	tool := widget.Tool{Icon: widget.NoteIcon, Name: "The artist's notebook: " + st.Artist.Words, Open: open, Mark: mark}
	if !u.Tool(id, at, tool) {
		return
	}
	if p.wide != phone {
		s.FoldNotebook(!s.NotebookFolded())
		return
	}
	p.drawer = bookOpen
	if open {
		p.drawer = shut
	}
	s.FoldNotebook(open)
}

// phoneBook shows the notebook as a sheet above a phone's bar, or a strip that says what
// the artist does.
func (p *Panels) phoneBook(s *app.Studio, st *app.State) {
	if st.Artist.Mood == app.NoArtist {
		return
	}
	u := p.UI
	if p.drawer != bookOpen {
		if p.drawer == settingsOpen || p.invited(s, st) {
			return
		}
		at := widget.Rect{X: 8, Y: u.H - 122, W: u.W - 16, H: 46}
		u.Float("strip", at)
		row := at.Pad(4, 3)
		if st.CanDraw && (st.Artist.Pausable || st.Artist.Resumable) {
			icon, name := holdLooks(st)
			p.do(u.Tool("strip/hold", row.Right(widget.ToolSize), widget.Tool{Icon: icon, Name: name + " the artist", Key: "P"}), app.CmdPause)
		}
		if u.Surface("strip/open", row, 10, "").Clicked {
			p.drawer = bookOpen
			s.FoldNotebook(false)
		}
		p.spark(row.Left(34), st)
		words := st.Artist.Words
		if st.Askable {
			words = askWords
		}
		u.Label(row, words, p.bold(widget.Body), u.Theme.Text, widget.AtLeft)
		return
	}
	high := min(u.H*0.58, 490)
	if p.book.tall {
		high = u.H - 150
	}
	high = u.Ease("book/high", high)
	at := widget.Rect{X: 8, Y: u.H - 76 - high, W: u.W - 16, H: high}
	u.Solid("book", at)
	grip := at.Top(22)
	if a := u.Surface("book/grip", grip.Centre(90, 18), 9, ""); a.Clicked {
		p.book.tall = !p.book.tall
	} else if a.Held {
		p.book.tall = u.In.At.Y < u.H-120-u.H*0.3
		if u.In.At.Y > u.H-130 {
			p.drawer = shut
		}
	}
	u.Fill(grip.Centre(40, 4), 2, u.Theme.Soft.Fade(0.6))
	p.bookBody(s, st, at, widget.CloseIcon, "Close the notebook", func() { p.drawer = shut; s.FoldNotebook(true) })
}

// spark is a dot in the colour of the artist's mood; while it works it breathes.
func (p *Panels) spark(at widget.Rect, st *app.State) {
	u := p.UI
	c := u.Theme.Soft.Fade(0.7)
	switch st.Artist.Mood {
	case app.Working, app.Stopped:
		c = u.Theme.Accent
	case app.Paused:
		c = u.Theme.Amber
	case app.Finished:
		c = u.Theme.Good
	}
	u.Dot(at, 9, c)
}

// bookBody shows all of the notebook.
func (p *Panels) bookBody(s *app.Studio, st *app.State, at widget.Rect, icon widget.Icon, name string, fold func()) {
	u, a := p.UI, st.Artist
	in := at.Pad(16, 0)
	head := widget.Column{Rect: widget.Rect{X: in.X, Y: in.Y + 8, W: in.W}, Gap: 4}
	row := head.Row(widget.ToolSize)
	tool := row.Right(widget.ToolSize)
	tool.X += 8
	if u.Tool("book/fold", tool, widget.Tool{Icon: icon, Name: name}) {
		fold()
	}
	who := p.artistName(st)
	f := p.bold(widget.Larger)
	u.Label(row.Left(u.Type.Width(who, f)+8), who, f, u.Theme.Text, widget.AtLeft)
	u.Label(widget.Rect{X: row.X, Y: row.Y + 1, W: row.W, H: row.H}, a.Provider, p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
	p.doing(&head, st)
	if a.Hint != "" {
		ink := u.Theme.Soft
		if a.Mood == app.Stopped {
			ink = u.Theme.Accent
		}
		u.Words(&head, a.Hint, p.font(widget.Body), ink, widget.AtLeft, 4)
	}
	low := p.wide == phone && !p.book.tall
	if a.Prompt != "" && !low {
		p.prompt(&head, a.Prompt)
	}
	if !low || p.spend {
		p.spent(&head, s, st)
	}
	used := head.Used() + 18
	in.Top(used)
	u.Fill(widget.Rect{X: at.X + 1, Y: at.Y + used - 1, W: at.W - 2, H: 1}, 0, u.Theme.Edge)
	if st.CanDraw {
		p.nudgeBox(s, st, &in, at)
	} else {
		c := widget.Column{Rect: in.Bottom(56)}
		c.Row(10)
		u.Words(&c, "You are watching. Whoever may draw here may also talk to the artist.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 2)
	}
	p.log(s, st, widget.Rect{X: at.X, Y: in.Y, W: at.W, H: in.H})
}

func (p *Panels) artistName(st *app.State) string {
	for _, m := range st.Members {
		if m.ID == app.ArtistMember {
			return m.Name
		}
	}
	return "Artist"
}

// doing shows what the artist does now, and the button that stops it or lets it go on.
func (p *Panels) doing(c *widget.Column, st *app.State) {
	u, a := p.UI, st.Artist
	row := c.Row(36)
	if st.CanDraw && (a.Pausable || a.Resumable) {
		icon, name := holdLooks(st)
		b := widget.Button{Text: name, Icon: icon, Tip: name + " the artist (P)", Small: true}
		if a.Resumable {
			b.Style = widget.Primary
		}
		w := u.ButtonWidth(b)
		p.do(u.Button("book/hold", row.Right(w).Centre(w, 34), b), app.CmdPause)
		row.Right(8)
	}
	p.spark(row.Left(9), st)
	row.Left(9)
	u.Label(row, a.Words, p.bold(widget.Body+0.5), u.Theme.Text, widget.AtLeft)
}

func (p *Panels) prompt(c *widget.Column, text string) {
	u := p.UI
	in := widget.Column{Rect: widget.Rect{X: c.X + 12, Y: c.Y + c.Used() + c.Gap + 2, W: c.W - 12}}
	u.Words(&in, text, widget.Font{Size: widget.Body, Weight: widget.Italic}, u.Theme.Soft, widget.AtLeft, 2)
	bar := c.Row(in.Used() + 6)
	u.Fill(widget.Rect{X: bar.X, Y: bar.Y + 2, W: 2, H: in.Used()}, 1, u.Theme.Edge)
}
