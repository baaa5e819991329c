package panel

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// top shows the piece's title, how things stand, and who is here.
func (p *Panels) top(s *app.Studio, st *app.State) {
	u := p.UI
	most := u.W - 2*edge
	bookBeside := st.Artist.Mood != app.NoArtist && !s.NotebookFolded() && u.W >= bookBelow
	if bookBeside {
		most = u.W - 2*(bookWide+2*edge)
	}
	words := u.Type.Width(st.Words, p.font(widget.Body)) + 20
	titleWide := p.titleWidth(st)
	faces, more := p.faces(st, 6)
	people := float64(len(faces))*32 + boolFloat(more > 0)*36
	tools := 2
	if st.Owner {
		tools++
	}
	w := 16 + titleWide + 12 + words + 12 + people + 8 + float64(tools)*widget.ToolSize + 6
	if w > most {
		titleWide = max(titleWide-(w-most), 60)
		w = min(16+titleWide+12+words+12+people+8+float64(tools)*widget.ToolSize+6, most)
	}
	at := widget.Rect{X: (u.W - w) / 2, Y: edge, W: w, H: 50}.Round(1)
	p.topEnd = at.X + at.W
	u.Float("top", at)
	row := at.Pad(6, 5)
	row.Left(4)
	p.titleField(st, row.Left(titleWide+6))
	row.Left(12)
	p.do(u.Tool("top/menu", row.Right(widget.ToolSize), widget.Tool{Icon: widget.EllipsisIcon, Name: "More", Open: p.app.Sheet() == app.SheetMenu}), app.CmdMenu)
	p.do(u.Tool("top/save", row.Right(widget.ToolSize), widget.Tool{Icon: widget.DownloadIcon, Name: "Save or export", Key: p.key("Ctrl S")}), app.CmdSave)
	if st.Owner {
		p.do(u.Tool("top/share", row.Right(widget.ToolSize), widget.Tool{Icon: widget.ShareIcon, Name: "Share"}), app.CmdShare)
	}
	row.Right(8)
	p.members(row.Right(people), faces, more)
	row.Right(12)
	p.connection(st, row)
}

func boolFloat(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func titleOf(st *app.State) string {
	if st.Title == "" {
		return "Untitled"
	}
	return st.Title
}

func (p *Panels) titleWidth(st *app.State) float64 {
	text := titleOf(st)
	if p.title.editing {
		text = p.title.text
	}
	return min(max(p.UI.Type.Width(text, p.bold(14))+22, 80), 280)
}

// titleField shows the title; its owner edits it in place.
func (p *Panels) titleField(st *app.State, at widget.Rect) {
	u := p.UI
	if !st.Owner {
		u.Label(at.Pad(10, 0), titleOf(st), p.bold(14), u.Theme.Text, widget.AtLeft)
		return
	}
	if !p.title.editing {
		p.title.text = st.Title
	}
	e := u.Field("top/title", at.Pad(0, 4), widget.Field{Text: p.title.text, Hint: "Untitled", Most: core.TitleChars, Bare: true, Font: p.bold(14)})
	p.title = field{e.Text, e.Focus}
	if e.Left && !e.Escaped {
		if text := strings.TrimSpace(e.Text); text != st.Title {
			p.app.Studio().SetTitle(text)
		}
	}
}

// connection shows the dot, and its words.
func (p *Panels) connection(st *app.State, at widget.Rect) {
	u := p.UI
	color := map[app.Dot]widget.Color{app.DotGrey: u.Theme.Busy, app.DotGreen: u.Theme.Good, app.DotAmber: u.Theme.Amber, app.DotRed: u.Theme.Bad}[st.Dot]
	u.Dot(at.Left(9), 9, color)
	at.Left(8)
	u.Label(at, st.Words, p.font(widget.Body), u.Theme.Soft, widget.AtLeft)
}

// faces returns who is shown of those who are here, oneself first, and how many are not.
func (p *Panels) faces(st *app.State, most int) (list []app.Member, more int) {
	for _, m := range st.Members {
		if m.Me && m.Online {
			list = append(list, m)
		}
	}
	for _, m := range st.Members {
		if !m.Me && m.Online {
			list = append(list, m)
		}
	}
	if len(list) > most {
		return list[:most], len(list) - most
	}
	return list, 0
}

func (p *Panels) members(at widget.Rect, list []app.Member, more int) {
	u := p.UI
	for _, m := range list {
		r := at.Left(32).Centre(30, 30)
		id := widget.ID(fmt.Sprint("top/member", m.ID))
		name, does := m.Name, app.CmdPeople
		if m.Me {
			name, does = m.Name+" (you): change your name and colour", app.CmdMe
		}
		p.avatar(r, m)
		p.do(u.Surface(id, r, 15, name).Clicked, does)
	}
	if more > 0 {
		r := at.Left(36).Centre(34, 30)
		p.do(u.Surface("top/people", r, 15, "All people here").Clicked, app.CmdPeople)
		u.Label(r, fmt.Sprint("+", more), p.font(widget.Body), u.Theme.Soft, widget.AtMiddle)
	}
}

// avatar shows a person as a round of their colour with two letters; the artist has a brush.
func (p *Panels) avatar(at widget.Rect, m app.Member) {
	u := p.UI
	color := widget.RGB(uint32(m.Color))
	round := at.Inset(1)
	u.Fill(round, round.W/2, color)
	ink := widget.ReadableOn(color)
	if m.ID == app.ArtistMember {
		u.Icon(round.Centre(16, 16), widget.BrushIcon, ink)
		return
	}
	u.Label(round, initials(m.Name), widget.Font{Size: round.W * 0.38, Weight: widget.Bold}, ink, widget.AtMiddle)
}

// initials returns two letters of a name; a number at its end is kept, for Guest 12 is not
// Guest 1.
func initials(name string) string {
	parts := strings.Fields(name)
	if len(parts) == 0 {
		return ""
	}
	first := func(s string) string {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n]
	}
	end := ""
	if len(parts) > 1 {
		end = parts[len(parts)-1]
		if strings.IndexFunc(end, func(r rune) bool { return !unicode.IsDigit(r) }) < 0 {
			end = end[max(len(end)-2, 0):]
		} else {
			end = first(end)
		}
	}
	return strings.ToUpper(first(parts[0]) + end)
}

// thinBar is the top bar of a phone.
func (p *Panels) thinBar(s *app.Studio, st *app.State) {
	u := p.UI
	at := widget.Rect{X: 8, Y: 8, W: u.W - 16, H: 48}
	u.Float("top", at)
	row := at.Pad(6, 4)
	row.Left(4)
	faces, more := p.faces(st, 3)
	people := float64(len(faces))*32 + boolFloat(more > 0)*36
	if st.Dot == app.DotAmber {
		people = 0 // nobody is known to be here, and the words need the room
	}
	p.members(row.Right(people), faces[:min(len(faces), int(people/32))], more)
	row.Right(4)
	words := min(u.Type.Width(st.Words, p.font(widget.Body))+18, row.W*0.65)
	p.titleField(st, row.Left(min(p.titleWidth(st)+6, row.W-words-8)))
	row.Left(8)
	p.connection(st, row)
}

// phoneBar is the bar of six at the lower edge of a phone.
func (p *Panels) phoneBar(s *app.Studio, st *app.State) {
	u, t := p.UI, p.app.Hand().Tool()
	at := widget.Rect{X: 8, Y: u.H - 68, W: u.W - 16, H: 60}
	u.Float("bar", at)
	cells := at.Pad(8, 6).Cells(6, 0)
	tool := func(i int, icon widget.Icon, name string, on, off bool, does app.Command) {
		p.do(u.Tool(widget.ID("bar/"+string(does)), cells[i].Centre(48, 48), widget.Tool{Icon: icon, Name: name, On: on, Off: off}), does)
	}
	tool(0, widget.BrushIcon, "Brush", t == app.ToolBrush, false, app.CmdBrush)
	tool(1, widget.EraserIcon, eraserName(t), t == app.ToolRubber || t == app.ToolEraser, false, app.CmdEraser)
	p.swatchButton("bar/swatch", cells[2].Centre(48, 48))
	tool(3, widget.UndoIcon, "Undo", false, !st.CanUndo, app.CmdUndo)
	if st.Artist.Mood == app.NoArtist {
		tool(4, widget.RedoIcon, "Redo", false, !st.CanRedo, app.CmdRedo)
	} else {
		p.bookTool("bar/artist", cells[4].Centre(48, 48), s, st, p.drawer == bookOpen)
	}
	tool(5, widget.EllipsisIcon, "More", false, false, app.CmdMenu)
}
