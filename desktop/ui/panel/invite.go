package panel

import (
	"fmt"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// invited reports whether the sheet asks for something: an empty one, or one for which somebody has unfolded that.
func (p *Panels) invited(s *app.Studio, st *app.State) bool {
	return (st.Invited || st.Askable && p.asking == st.Piece) && p.inviting(s)
}

// inviting reports whether nothing else is where the invitation is, or has its field.
func (p *Panels) inviting(s *app.Studio) bool {
	return p.app.Sheet() != app.SheetShelf && (s.NotebookFolded() || p.wide == phone) && p.drawer == shut
}

// underSheet returns where something of that width and height is, under the sheet.
func (p *Panels) underSheet(w, high float64) widget.Rect {
	u := p.UI
	x := (u.W - w) / 2
	if p.wide == broad {
		room := p.Room()
		w = min(w, u.W-room.Left-room.Right)
		x = room.Left + (u.W-room.Left-room.Right-w)/2
	}
	at := widget.Rect{X: x, Y: u.H - edge - high, W: w, H: high}
	if p.wide == phone {
		at.Y -= 64
	} else if x < 400 {
		at.Y -= 62 // above the corner
	}
	return at.Round(1)
}

// asker is what the invitation is folded to once something is on the sheet. A phone's strip is it there.
func (p *Panels) asker(s *app.Studio, st *app.State) {
	if !st.Askable || !p.inviting(s) || p.wide == phone {
		return
	}
	u := p.UI
	b := widget.Button{Text: askWords, Icon: widget.SparklesIcon, Style: widget.Bare, Round: true}
	p.along("asker/ask")
	at := p.underSheet(u.ButtonWidth(b)+12, 44)
	p.asks = u.H - at.Y
	u.Float("asker", at)
	if u.Button("asker/ask", at.Inset(4), b) {
		p.asking, p.turned = st.Piece, true
	}
}

// along gives the keyboard to what the invitation has just become.
func (p *Panels) along(to widget.ID) {
	if p.turned {
		p.turned = false
		p.UI.Focus(to)
	}
}

// askWords are what the invitation is folded to.
const askWords = "Ask the artist to paint…"

// invitation is what an empty sheet asks for, under it.
func (p *Panels) invitation(s *app.Studio, st *app.State) {
	if !p.invited(s, st) {
		p.asker(s, st)
		return
	}
	u := p.UI
	p.along("book/field")
	if u.Focused() == "book/field" {
		p.asking = st.Piece // somebody is at it: it stays though others draw
	}
	says := "Draw, or tell the artist what to paint."
	if st.Askable {
		says = "Tell the artist what to paint."
	}
	w := p.underSheet(min(720, u.W-16), 0).W
	rows := func(c *widget.Column) {
		u.Words(c, says, p.font(widget.Larger), u.Theme.Text, widget.AtMiddle, 2)
		p.nudgeField(c, s, st)
		p.chips("invite", c, s, st, true)
		p.nudgeTrouble(c, s, st)
	}
	at := p.underSheet(w, u.Height(w-28, 10, rows)+28)
	p.asks = u.H - at.Y
	u.Float("invite", at)
	c := widget.Column{Rect: at.Inset(14), Gap: 10}
	rows(&c)
	if !st.Askable {
		return
	}
	shutter := widget.Rect{X: at.X + at.W - widget.ToolSize - 4, Y: at.Y + 2, W: widget.ToolSize, H: widget.ToolSize}
	if u.Tool("invite/close", shutter, widget.Tool{Icon: widget.CloseIcon, Name: "Close", Key: "Esc"}) || p.app.Sheet() == app.NoSheet && u.Take("Escape") {
		p.asking, p.turned = 0, true
		u.Redo()
	}
}

// strays offers ink that a piece did not get before it was gone.
func (p *Panels) strays(s *app.Studio, st *app.State) {
	if st.Strays == 0 {
		return
	}
	u := p.UI
	text := fmt.Sprintf("%d strokes were drawn for a piece that is gone.", st.Strays)
	if st.Strays == 1 {
		text = "1 stroke was drawn for a piece that is gone."
	}
	put, drop := widget.Button{Text: "Put them here", Style: widget.Primary, Small: true}, widget.Button{Text: "Drop them", Small: true}
	f := p.font(widget.Body + 0.5)
	w := min(u.Type.Width(text, f)+u.ButtonWidth(put)+u.ButtonWidth(drop)+52, u.W-24)
	at := widget.Rect{X: (u.W - w) / 2, Y: 74, W: w, H: 54}.Round(1)
	u.Float("strays", at)
	row := at.Pad(14, 9)
	if u.Button("strays/drop", row.Right(u.ButtonWidth(drop)), drop) {
		s.DropStrays()
	}
	row.Right(8)
	if u.Button("strays/put", row.Right(u.ButtonWidth(put)), put) {
		s.PlaceStrays()
	}
	row.Right(10)
	u.Label(row, text, f, u.Theme.Text, widget.AtLeft)
}

// card shows what stands in the way.
func (p *Panels) card(s *app.Studio, st *app.State) {
	u := p.UI
	w := min(400, u.W-32)
	rows := func(c *widget.Column) {
		u.Words(c, st.Card.Title, p.bold(widget.Title), u.Theme.Text, widget.AtMiddle, 0)
		u.Words(c, st.Card.Text, p.font(14), u.Theme.Soft, widget.AtMiddle, 0)
		c.Row(2)
		if st.Card.Damaged && st.Owner {
			if u.Button("card/new", c.Row(38), widget.Button{Text: "Begin a new piece", Style: widget.Primary}) {
				s.Clear()
			}
		}
		p.do(u.Button("card/back", c.Row(38), widget.Button{Text: "Back"}), app.CmdLeave)
	}
	high := u.Height(w-48, 10, rows) + 48
	at := widget.Rect{W: u.W, H: u.H * 0.9}.Centre(w, high).Round(1)
	u.Float("card", at)
	c := widget.Column{Rect: at.Inset(24), Gap: 10}
	rows(&c)
}

// figures shows figures for the curious.
func (p *Panels) figures(s *app.Studio, st *app.State) {
	u, f := p.UI, st.Figures
	list := []Figure{
		{"seq", fmt.Sprintf("%d, epoch %d", f.Seq, f.Epoch)},
		{"pending", fmt.Sprintf("%d, open %d, unsaved %d", f.Pending, f.Open, f.Unsaved)},
		{"round trip", fmt.Sprintf("%d ms", f.RTT)},
		{"mispredicted", fmt.Sprint(f.Mispredictions)},
		{"strokes a minute", fmt.Sprintf("%d of %d", f.Live, f.Limit)},
		{"bytes", fmt.Sprintf("%d of %d", f.Bytes, f.Most)},
	}
	if p.Stats != nil {
		list = append(list, p.Stats()...)
	}
	const w, row = 330, 18
	at := widget.Rect{X: u.W - edge - w, Y: u.H - edge - float64(len(list))*row - 24, W: w, H: float64(len(list))*row + 24}
	if p.wide == phone {
		at.Y -= 70
	}
	u.Solid("figures", at)
	in := at.Pad(14, 12)
	mono := widget.Font{Size: 12, Weight: widget.Mono}
	for _, fig := range list {
		r := in.Top(row)
		u.Label(r.Left(132), fig.Name, p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
		u.Label(r, fig.Value, mono, u.Theme.Text, widget.AtRight)
	}
}
