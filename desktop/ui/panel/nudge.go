package panel

import (
	"fmt"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// nudgeBox shows the field for words to the artist, with some that might be said.
func (p *Panels) nudgeBox(s *app.Studio, st *app.State, in *widget.Rect, at widget.Rect) {
	u := p.UI
	wide := in.W + 8
	rows := func(c *widget.Column) {
		p.chips("book", c, s, st, false)
		p.nudgeField(c, s, st)
		p.nudgeTrouble(c, s, st)
	}
	high := u.Height(wide, 8, rows)
	box := in.Bottom(high + 22)
	u.Fill(widget.Rect{X: at.X + 1, Y: box.Y, W: at.W - 2, H: 1}, 0, u.Theme.Edge)
	c := widget.Column{Rect: widget.Rect{X: box.X - 4, Y: box.Y + 11, W: wide}, Gap: 8}
	rows(&c)
}

func (p *Panels) nudgeTrouble(c *widget.Column, s *app.Studio, st *app.State) {
	u := p.UI
	_, trouble, _ := s.Draft()
	f := p.font(widget.Small + 0.5)
	switch {
	case trouble != "":
		u.Words(c, trouble, f, u.Theme.Accent, widget.AtLeft, 3)
	case st.Phase != client.Live:
		u.Words(c, "Out of reach of the server: words stay here until you are back.", f, u.Theme.Soft, widget.AtLeft, 2)
	case st.Artist.Waiting == 1:
		u.Words(c, "Your words wait until the artist looks up.", f, u.Theme.Soft, widget.AtLeft, 1)
	case st.Artist.Waiting > 1:
		u.Words(c, fmt.Sprintf("%d messages wait until the artist looks up.", st.Artist.Waiting), f, u.Theme.Soft, widget.AtLeft, 1)
	}
}

// nudgeField is where one writes to the artist. Enter sends, with Shift it begins a line.
func (p *Panels) nudgeField(c *widget.Column, s *app.Studio, st *app.State) {
	u := p.UI
	text, _, sending := s.Draft()
	f := widget.Field{Text: text, Hint: "Say something to the artist", Most: core.NudgeChars, Lines: 5}
	if !st.Artist.Begun {
		f.Hint = "Tell the artist what to paint"
	}
	const send = 36
	row := c.Row(max(u.FieldHigh(c.W-send-8, f), 38))
	button := row.Right(send)
	row.Right(8)
	e := u.Field("book/field", row, f)
	if e.Changed {
		s.SetDraft(e.Text)
	}
	off := sending || len(e.Text) == 0
	if p.sendButton(button.Centre(send, send), off) || e.Entered && !off {
		s.Say(e.Text)
	}
}

func (p *Panels) sendButton(at widget.Rect, off bool) bool {
	u := p.UI
	return u.Tool("book/send", at, widget.Tool{Icon: widget.UpIcon, Name: "Send", Key: "Enter", On: !off, Off: off})
}

// chips shows what might be said, by one click.
func (p *Panels) chips(at string, c *widget.Column, s *app.Studio, st *app.State, middle bool) {
	u := p.UI
	_, _, sending := s.Draft()
	type chip struct {
		b    widget.Button
		says string
	}
	var list []chip
	for _, text := range st.Artist.Suggest {
		list = append(list, chip{widget.Button{Text: text, Round: true, Off: sending}, text})
	}
	if !st.Artist.Begun {
		list = append(list, chip{widget.Button{Text: "surprise me", Icon: widget.SparklesIcon, Style: widget.Danger, Round: true, Off: sending}, ""})
	}
	const high, gap = 30, 6
	for len(list) > 0 {
		n, wide := 0, -gap/1.0
		for n < len(list) && (n == 0 || wide+gap+u.ButtonWidth(list[n].b) <= c.W) {
			wide += gap + u.ButtonWidth(list[n].b)
			n++
		}
		g := c.Gap
		if len(list) < len(st.Artist.Suggest) {
			c.Gap = gap
		}
		row := c.Row(high)
		c.Gap = g
		if middle {
			row.Left(max((row.W-wide)/2, 0))
		}
		for _, chip := range list[:n] {
			if u.Button(widget.ID(at+"/say/"+chip.b.Text), row.Left(u.ButtonWidth(chip.b)), chip.b) {
				s.Say(chip.says)
			}
			row.Left(gap)
		}
		list = list[n:]
	}
}
