package panel

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// start shows the way in: a link, a file, or where one was.
func (p *Panels) start() {
	u := p.UI
	w := min(520, u.W-24)
	rows := func(c *widget.Column) { p.startRows(c) }
	high := u.Height(w-56, 12, rows) + 56
	at := widget.Rect{W: u.W, H: u.H}.Centre(w, min(high, u.H-24)).Round(1)
	u.Float("start", at)
	u.Scroll("start/all", at.Inset(2), high-4, func(all widget.Rect) {
		c := widget.Column{Rect: all.Inset(26), Gap: 12}
		rows(&c)
	})
	switch p.app.Sheet() {
	case app.SheetSettings:
		p.settingsDialog()
	case app.SheetHelp:
		p.help()
	}
}

func (p *Panels) startRows(c *widget.Column) {
	u := p.UI
	head := c.Row(40)
	tools := head.Right(84)
	tools.X += 8
	p.do(u.Tool("start/settings", tools.Left(40), widget.Tool{Icon: widget.SettingsIcon, Name: "Settings"}), app.CmdSettings)
	p.do(u.Tool("start/help", tools.Left(40), widget.Tool{Icon: widget.HelpIcon, Name: "Keys", Key: "?"}), app.CmdHelp)
	mark := head.Left(38).Centre(34, 34)
	u.Fill(mark, 10, u.Theme.Accent)
	u.Icon(mark.Centre(20, 20), widget.BrushIcon, u.Theme.OnAccent)
	head.Left(12)
	u.Label(head, "Easel", widget.Font{Size: 24, Weight: widget.Medium}, u.Theme.Text, widget.AtLeft)
	u.Words(c, "A canvas to share with people and an artist.", p.font(14), u.Theme.Soft, widget.AtLeft, 0)

	p.heading(c, "Join a workspace")
	row := c.Row(40)
	b := widget.Button{Text: "Join", Style: widget.Primary, Off: strings.TrimSpace(p.join) == ""}
	button := row.Right(76)
	row.Right(8)
	e := u.Field("start/link", row, widget.Field{Text: p.join, Hint: "Paste its link here"})
	p.join = e.Text
	if u.Button("start/join", button, b) || e.Entered && !b.Off {
		if p.app.Join(strings.TrimSpace(p.join)) == nil {
			p.join = ""
		}
	}
	if why := p.app.Trouble(); why != "" {
		u.Words(c, why, p.font(widget.Body), u.Theme.Accent, widget.AtLeft, 0)
	}
	p.heading(c, "Or work on this machine")
	cells := c.Row(44).Cells(2, 8)
	if u.Button("start/new", cells[0], widget.Button{Text: "New drawing", Icon: widget.NewIcon}) {
		p.shell.New()
	}
	if u.Button("start/open", cells[1], widget.Button{Text: "Open a file", Icon: widget.FolderIcon}) {
		p.shell.Open()
	}
	p.recent(c)
}

// heading begins a part of a sheet.
func (p *Panels) heading(c *widget.Column, text string) {
	row := c.Row(24)
	p.UI.Label(row, text, p.bold(widget.Body), p.UI.Theme.Soft, widget.AtLeft)
}

// recentShown is how many of the places where one was are listed.
const recentShown = 6

func (p *Panels) recent(c *widget.Column) {
	u := p.UI
	list := p.app.Recent()
	if len(list) == 0 {
		return
	}
	p.heading(c, "Where you were")
	gap := c.Gap
	c.Gap = 2
	defer func() { c.Gap = gap }()
	for i, r := range list[:min(len(list), recentShown)] {
		row := c.Row(46)
		id := widget.ID(fmt.Sprint("start/recent", i))
		cross := row
		cross = cross.Right(36).Centre(32, 32)
		if u.Surface(id, row.Pad(-10, 0), 10, "").Clicked {
			p.app.Return(r) //nolint:errcheck // Trouble or a toast says it
		}
		if u.Tool(id+"/forget", cross, widget.Tool{Icon: widget.CloseIcon, Name: "Take off the list"}) {
			p.app.Forget(r)
		}
		icon, title, where := widget.LinkIcon, r.Title, hostOf(r.Link)
		if r.File != "" {
			icon, where = widget.LocalIcon, filepath.Dir(r.File)
			if title == "" {
				title = filepath.Base(r.File)
			}
		}
		if title == "" {
			title = "Untitled"
		}
		u.Icon(row.Left(20).Centre(18, 18), icon, u.Theme.Soft)
		row.Left(12)
		row.Right(40)
		text := row.Centre(row.W, 36)
		u.Label(text.Top(19), title, p.bold(14), u.Theme.Text, widget.AtLeft)
		u.Label(text, where+" · "+ago(p.app.Now(), r.Opened), p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
	}
}

// hostOf returns the server of a link, without what is secret in it.
func hostOf(link string) string {
	if _, rest, ok := strings.Cut(link, "://"); ok {
		link = rest
	}
	host, _, _ := strings.Cut(link, "/")
	return host
}

// ago returns how long ago something was, roughly.
func ago(now, then int64) string {
	const minute, hour, day = 60_000, 3_600_000, 86_400_000
	switch d := now - then; {
	case d < 2*minute:
		return "just now"
	case d < 2*hour:
		return fmt.Sprintf("%d minutes ago", d/minute)
	case d < 2*day:
		return fmt.Sprintf("%d hours ago", d/hour)
	}
	return date(then)
}

func date(ms int64) string { return time.UnixMilli(ms).Format("2 January 2006") }
