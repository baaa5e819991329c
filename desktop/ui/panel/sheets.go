package panel

import (
	"fmt"
	"strconv"
	"strings"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// sheets shows what is open above the studio.
func (p *Panels) sheets(s *app.Studio, st *app.State) {
	switch p.app.Sheet() {
	case app.SheetMenu:
		p.menu(st)
	case app.SheetHelp:
		p.help()
	case app.SheetSettings:
		p.settingsDialog()
	case app.SheetExport:
		p.exportDialog(s, st)
	case app.SheetNew:
		p.newPiece(s, st)
	case app.SheetPeople:
		p.people(st)
	case app.SheetMe:
		p.meDialog(s, st)
	case app.SheetShare:
		p.shareDialog(s, st)
	case app.SheetSpaces:
		p.spacesDialog(s, st)
	case app.SheetGallery:
		p.gallery(s)
	}
	if p.app.Sheet() != app.SheetMe {
		p.me = me{}
	}
}

// dialog shows rows over all else, and shuts them when that is asked for.
func (p *Panels) dialog(id widget.ID, title string, width, gap float64, rows func(c *widget.Column)) {
	u := p.UI
	inner := min(width, u.W-24) - 44
	if p.wide == phone {
		inner = u.W - 44
	}
	high := u.Height(inner, gap, rows)
	if u.Dialog(id, title, width, high, func(in widget.Rect) {
		c := widget.Column{Rect: in, Gap: gap}
		rows(&c)
	}) {
		p.app.Do(app.CmdEscape)
	}
}

// menu lists all that can be done, with its keys.
func (p *Panels) menu(st *app.State) {
	type entry struct {
		icon      widget.Icon
		text, key string
		does      app.Command
		off       bool
	}
	list := [][]entry{{
		{widget.NewIcon, "New piece…", "N", app.CmdNew, !st.Owner},
		{widget.TrashIcon, "Clear the sheet…", "", app.CmdClear, !st.Owner},
		{widget.GalleryIcon, "Gallery", "", app.CmdGallery, false},
	}, {
		{widget.DownloadIcon, "Save or export…", "Ctrl S", app.CmdSave, false},
		{widget.UploadIcon, "Open a drawing…", "Ctrl O", app.CmdOpen, false},
		{widget.CopyIcon, "Copy the picture", "Ctrl C", app.CmdCopy, false},
	}, {
		{widget.TurnIcon, "Turn the sheet", "R", app.CmdTurn, false},
		{widget.FlipIcon, "See it mirrored", "F", app.CmdFlip, false},
		{widget.FullIcon, "Full screen", "F11", app.CmdFullScreen, false},
	}, {
		{widget.ShareIcon, "Share…", "", app.CmdShare, !st.Owner},
		{widget.PeopleIcon, "People here", "", app.CmdPeople, false},
		{widget.UserIcon, "Your name and colour", "", app.CmdMe, false},
		{widget.LinkIcon, "Workspaces", "", app.CmdSpaces, false},
	}, {
		{widget.SettingsIcon, "Settings", "", app.CmdSettings, false},
		{widget.HelpIcon, "Keys", "?", app.CmdHelp, false},
		{widget.GaugeIcon, "Figures for the curious", "`", app.CmdDebug, false},
		{widget.LeftIcon, "Leave for the start", "Ctrl W", app.CmdLeave, false},
	}}
	if st.File != "" { // a file is one's own, and nobody else is there
		list[3] = nil
	}
	u := p.UI
	rows := func(c *widget.Column) {
		for i, part := range list {
			if i > 0 && len(part) > 0 {
				u.Rule(c.Row(9))
			}
			for _, e := range part {
				if u.Row(widget.ID("menu/"+string(e.does)), c.Row(34), e.icon, e.text, p.key(e.key), e.off) {
					p.app.Show(app.NoSheet)
					p.app.Do(e.does)
				}
			}
		}
	}
	if p.wide == phone {
		p.dialog("menu", "More", 400, 0, rows)
		return
	}
	p.popMenu(rows)
}

// popMenu shows the menu below its button.
func (p *Panels) popMenu(rows func(c *widget.Column)) {
	u := p.UI
	const w = 290
	high := min(u.Height(w-16, 0, rows)+16, u.H-82)
	x := min(max(p.topEnd-w, edge), u.W-edge-w)
	at := widget.Rect{X: x, Y: 70 - 6*(1-u.Rise("menu/rise")), W: w, H: high}.Round(1)
	u.Solid("menu", at)
	u.Scroll("menu/all", at.Inset(2), high-4, func(all widget.Rect) {
		c := widget.Column{Rect: all.Inset(6)}
		rows(&c)
	})
	if u.Outside("menu") && u.Outside("top/menu") || u.Take("Escape") {
		p.app.Show(app.NoSheet)
		u.Redo()
	}
}

// help lists the keys.
func (p *Panels) help() {
	u := p.UI
	list := app.KeysHelp(p.app.Mac())
	columns := 2
	width := 860.0
	if u.W < 880 {
		columns, width = 1, 460
	}
	half := (len(list) + columns - 1) / columns
	p.dialog("help", "Keys", width, 0, func(c *widget.Column) {
		for i := range half {
			cells := c.Row(30).Cells(columns, 36)
			for j, cell := range cells {
				if n := i + j*half; n < len(list) {
					u.Fill(widget.Rect{X: cell.X, Y: cell.Y + 29, W: cell.W, H: 1}, 0, u.Theme.Edge.Fade(0.7))
					u.Label(cell.Left(116), list[n].Keys, p.bold(widget.Body), u.Theme.Text, widget.AtLeft)
					u.Label(cell, list[n].Does, p.font(widget.Body), u.Theme.Soft, widget.AtLeft)
				}
			}
		}
		c.Row(10)
		u.Words(c, "Two fingers move, zoom and turn the sheet; a tap of two fingers undoes, of three redoes. F6 takes the keyboard to the panels, Tab goes on from there.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	})
}

// settingsDialog shows what is the same in every studio.
func (p *Panels) settingsDialog() {
	u, a := p.UI, p.app
	p.dialog("prefs", "Settings", 440, 12, func(c *widget.Column) {
		p.heading(c, "Light")
		themes := []app.Theme{app.SystemTheme, app.Light, app.Dark}
		on := 0
		for i, t := range themes {
			if t == a.Theme() {
				on = i
			}
		}
		if n := u.Either("prefs/theme", c.Row(34), []string{"As the system", "Light", "Dark"}, on); n != on {
			a.SetTheme(themes[n])
		}
		if calm := u.Switch("prefs/calm", c.Row(36), "Less motion", a.Calm()); calm != a.Calm() {
			a.SetCalm(calm)
		}
		p.heading(c, "Pen")
		u.Words(c, "This window is not told how hard a pen presses. Pressure comes from speed: slow is heavy, fast is light, as each brush has it.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	})
}

// An Export is a file to be made of the piece.
type Export struct {
	Kind  string // "png", "easel", "svg", "gif"
	Scale int    // of a PNG
	Bare  bool   // without paper
}

// exportDialog asks what is to be made of the piece.
func (p *Panels) exportDialog(s *app.Studio, st *app.State) {
	u := p.UI
	w, h := s.Size()
	forms := []struct {
		name, hint string
		e          Export
	}{
		{"PNG", fmt.Sprintf("%d × %d, as it is", w, h), Export{Kind: "png", Scale: 1}},
		{"PNG, twice as large", fmt.Sprintf("%d × %d, for print", 2*w, 2*h), Export{Kind: "png", Scale: 2}},
		{"Easel file", "a PNG that holds the strokes: open it to go on", Export{Kind: "easel", Scale: 1}},
		{"Easel file, twice as large", "likewise, for print", Export{Kind: "easel", Scale: 2}},
		{"SVG", "lines are shapes, for other programs", Export{Kind: "svg", Scale: 1}},
		{"GIF", "a film of how it came about", Export{Kind: "gif", Scale: 1}},
	}
	if p.export.Kind == "" {
		p.export = forms[0].e
	}
	p.dialog("export", "Save or export", 470, 6, func(c *widget.Column) {
		p.heading(c, "As what")
		for _, f := range forms {
			on := f.e.Kind == p.export.Kind && f.e.Scale == p.export.Scale
			if p.radio(widget.ID("export/"+f.name), c.Row(34), f.name, f.hint, on) {
				p.export.Kind, p.export.Scale = f.e.Kind, f.e.Scale
			}
		}
		if p.export.Kind != "gif" {
			p.heading(c, "On what")
			if p.radio("export/paper", c.Row(34), "white paper", "", !p.export.Bare) {
				p.export.Bare = false
			}
			if p.radio("export/bare", c.Row(34), "nothing", "transparent where nothing is painted", p.export.Bare) {
				p.export.Bare = true
			}
		}
		c.Row(4)
		row := c.Row(38)
		if u.Button("export/save", row.Left(96), widget.Button{Text: "Save…", Style: widget.Primary}) {
			p.shell.Save(p.export)
			p.app.Show(app.NoSheet)
		}
		row.Left(8)
		if u.Button("export/copy", row.Left(96), widget.Button{Text: "Copy", Icon: widget.CopyIcon}) {
			p.shell.CopyPicture()
			p.app.Show(app.NoSheet)
		}
	})
}

// radio shows one of several choices, and reports whether it was taken.
func (p *Panels) radio(id widget.ID, at widget.Rect, name, hint string, on bool) bool {
	u := p.UI
	a := u.Surface(id, at.Pad(-8, 0), 8, "")
	dot := at.Left(18).Centre(18, 18)
	if on {
		u.Fill(dot, 9, u.Theme.Accent)
		u.Fill(dot.Centre(7, 7), 3.5, u.Theme.OnAccent)
	} else {
		u.Ring(dot, 9, 1.5, u.Theme.Soft)
	}
	at.Left(10)
	f := p.font(widget.Body + 0.5)
	u.Label(at.Left(u.Type.Width(name, f)+1), name, f, u.Theme.Text, widget.AtLeft)
	at.Left(10)
	u.Label(at, hint, p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
	return a.Clicked
}

// fresh is a new piece as it is being described.
type fresh struct {
	prompt, width, height, title string
	size                         int
	plotter                      bool
}

// newPiece asks for the size, the style, and what the artist shall paint.
func (p *Panels) newPiece(s *app.Studio, st *app.State) {
	u, f := p.UI, &p.fresh
	sizes := []struct {
		name string
		w, h int32
	}{{"4 : 3", 1600, 1200}, {"wide", 1920, 1080}, {"square", 1400, 1400}, {"portrait", 1200, 1600}, {"masthead", 2400, 800}}
	begin := func(artist bool, prompt string) {
		n := app.NewPiece{Title: strings.TrimSpace(f.title), Artist: artist, Prompt: prompt}
		if f.plotter {
			n.Style = core.Plotter
		}
		if f.size < len(sizes) {
			n.Width, n.Height = sizes[f.size].w, sizes[f.size].h
		} else {
			n.Width, n.Height = side(f.width), side(f.height)
		}
		s.Begin(n)
	}
	artist := st.Artist.Mood != app.NoArtist
	p.dialog("new", "New piece", 470, 6, func(c *widget.Column) {
		if artist {
			p.heading(c, "What the artist shall paint")
			field := widget.Field{Text: f.prompt, Hint: "Leave it empty for a sheet of your own", Lines: 3, Most: core.NudgeChars}
			f.prompt = u.Field("new/prompt", c.Row(max(u.FieldHigh(c.W, field), 58)), field).Text
		}
		p.heading(c, "Its size in pixels")
		for i, z := range sizes {
			if p.radio(widget.ID("new/"+z.name), c.Row(31), z.name, fmt.Sprintf("%d × %d", z.w, z.h), f.size == i) {
				f.size = i
			}
		}
		if p.radio("new/own", c.Row(31), "my own", "", f.size == len(sizes)) {
			f.size = len(sizes)
		}
		if f.size == len(sizes) {
			cells := c.Row(36).Cells(2, 8)
			f.width = u.Field("new/width", cells[0], widget.Field{Text: f.width, Hint: "Width", Most: 4}).Text
			f.height = u.Field("new/height", cells[1], widget.Field{Text: f.height, Hint: "Height", Most: 4}).Text
		}
		p.heading(c, "Its style")
		if p.radio("new/paint", c.Row(31), "paint", "all brushes, in all colours", !f.plotter) {
			f.plotter = false
		}
		if p.radio("new/plotter", c.Row(31), "plotter", "one pen, in one ink", f.plotter) {
			f.plotter = true
		}
		c.Row(4)
		row := c.Row(38)
		told := strings.TrimSpace(f.prompt)
		b := widget.Button{Text: "Begin", Style: widget.Primary}
		if told != "" {
			b.Text = "Begin with the artist"
		}
		if u.Button("new/begin", row.Left(u.ButtonWidth(b)+8), b) {
			begin(told != "", told)
		}
		row.Left(8)
		if b := (widget.Button{Text: "Surprise me", Icon: widget.SparklesIcon}); artist && u.Button("new/surprise", row.Left(u.ButtonWidth(b)+8), b) {
			begin(true, "")
		}
		u.Words(c, "What is on the sheet now stays, as it is, in the gallery.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	})
}

// side reads the side of a piece; what is no number is none, and the app says what is allowed.
func side(s string) int32 {
	v, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32)
	if err != nil {
		return 0
	}
	return int32(v)
}
