package panel

import (
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// logSlack is how many px from the end still count as the end.
const logSlack = 40

// log shows the notes. It goes along with what is written while its end is seen; who has
// scrolled up stays, and is told of what came.
func (p *Panels) log(s *app.Studio, st *app.State, at widget.Rect) {
	u := p.UI
	notes := s.Notes()
	if len(notes) == 0 {
		c := widget.Column{Rect: at.Pad(16, 18)}
		u.Words(&c, "The notebook is empty. What the artist thinks and does on this piece will stand here.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
		p.book.along = true
		return
	}
	tops := make([]float64, len(notes)+1)
	for i, n := range notes {
		tops[i+1] = tops[i] + p.noteHigh(n, at.W-32)
	}
	high := tops[len(notes)] + 20
	p.follow(notes, high, at)
	u.Scroll("book/log", at.Pad(0, 1), high, func(all widget.Rect) {
		for i, n := range notes {
			row := widget.Rect{X: all.X + 16, Y: all.Y + 10 + tops[i], W: all.W - 32, H: tops[i+1] - tops[i]}
			if row.Y+row.H > at.Y && row.Y < at.Y+at.H {
				p.note(n, row, i == len(notes)-1 && st.Artist.Mood == app.Working)
			}
		}
	})
	p.book.along = u.Scrolled("book/log") >= high-at.H-logSlack
	p.book.news = p.book.news && !p.book.along
	if p.book.news {
		b := widget.Button{Text: "New below", Icon: widget.DownIcon, Round: true, Style: widget.Primary}
		w := u.ButtonWidth(b)
		if u.Button("book/below", widget.Rect{X: at.X + (at.W-w)/2, Y: at.Y + at.H - 42, W: w, H: 34}, b) {
			u.ScrollTo("book/log", high)
			p.book.along = true
		}
	}
}

// follow scrolls to the end when something is new there, if it was seen.
func (p *Panels) follow(notes []app.Note, high float64, at widget.Rect) {
	last := len(notes[len(notes)-1].Text)
	if p.book.notes == len(notes) && p.book.last == last && !p.book.along {
		return
	}
	if p.book.along || p.book.notes == 0 {
		p.UI.ScrollTo("book/log", high)
	} else {
		p.book.news = true
	}
	p.book.notes, p.book.last = len(notes), last
}

// A noteLook is how a kind of note is written.
type noteLook struct {
	font  widget.Font
	ink   widget.Color
	icon  widget.Icon
	left  float64
	above float64 // and below
}

func (p *Panels) looks(k wire.NoteKind) noteLook {
	t := p.UI.Theme
	switch k {
	case wire.ToolBegun:
		return noteLook{p.font(widget.Body), t.Text, widget.LoaderIcon, 23, 2}
	case wire.ToolEnded:
		return noteLook{p.font(widget.Body), t.Soft, widget.CheckIcon, 23, 2}
	case wire.ToolFailed:
		return noteLook{p.font(widget.Body), t.Accent, widget.AlertIcon, 23, 2}
	case wire.Notice:
		return noteLook{p.font(widget.Small + 0.5), t.Soft, "", 0, 5}
	case wire.Nudge:
		return noteLook{p.font(widget.Body + 0.5), t.Text, "", 12, 7}
	}
	return noteLook{p.font(14), t.Text, "", 0, 5}
}

// nudgeHead is how high the name above a person's words is.
const nudgeHead = 18

// bubble returns how wide the lines of a person's words may be.
func bubble(w float64) float64 { return w*0.92 - 24 }

func (p *Panels) noteHigh(n app.Note, w float64) float64 {
	l := p.looks(n.Kind)
	w -= l.left
	extra := 2 * l.above
	if n.Kind == wire.Nudge {
		w = bubble(w + l.left)
		extra += nudgeHead + 12
	}
	return float64(len(p.UI.Type.Wrap(n.Text, l.font, w)))*widget.LineHeight(l.font) + extra
}

// note shows a note in a row that is as high as it needs.
func (p *Panels) note(n app.Note, row widget.Rect, writing bool) {
	u := p.UI
	l := p.looks(n.Kind)
	in := row.Pad(0, l.above)
	if n.Kind == wire.Nudge {
		p.nudge(n, in, l)
		return
	}
	line := widget.LineHeight(l.font)
	if l.icon != "" {
		u.Icon(widget.Rect{X: in.X, Y: in.Y + (line-15)/2, W: 15, H: 15}, l.icon, p.iconInk(n.Kind, l))
	}
	in.Left(l.left)
	align := widget.AtLeft
	if n.Kind == wire.Notice {
		align = widget.AtMiddle
	}
	end := widget.Spot{}
	for _, s := range u.Type.Wrap(n.Text, l.font, in.W) {
		text := n.Text[s.From:s.To]
		r := in.Top(line)
		end = widget.Spot{X: r.X + u.Type.Width(text, l.font) + 3, Y: r.Y}
		u.Label(r, text, l.font, l.ink, align)
	}
	if writing && n.Kind == wire.Thought {
		u.Fill(widget.Rect{X: end.X, Y: end.Y + 3, W: 2, H: line - 6}, 0, u.Theme.Accent)
	}
}

func (p *Panels) iconInk(k wire.NoteKind, l noteLook) widget.Color {
	if k == wire.ToolEnded {
		return p.UI.Theme.Good
	}
	return l.ink
}

// nudge shows somebody's words to the artist, one's own at the right.
func (p *Panels) nudge(n app.Note, in widget.Rect, l noteLook) {
	u := p.UI
	own := n.Who == "You"
	lines := u.Type.Wrap(n.Text, l.font, bubble(in.W))
	w := 0.0
	for _, s := range lines {
		w = max(w, u.Type.Width(n.Text[s.From:s.To], l.font))
	}
	w += 24
	head := in.Top(nudgeHead)
	align, x, fill := widget.AtLeft, in.X, u.Theme.Text.Fade(0.08)
	if own {
		align, x, fill = widget.AtRight, in.X+in.W-w, u.Theme.Accent.Fade(0.14)
	}
	u.Label(head.Pad(4, 0), n.Who, p.bold(widget.Small), u.Theme.Soft, align)
	box := widget.Rect{X: x, Y: in.Y, W: w, H: in.H}
	u.Fill(box, 13, fill)
	text := box.Pad(12, 6)
	for _, s := range lines {
		u.Label(text.Top(widget.LineHeight(l.font)), n.Text[s.From:s.To], l.font, l.ink, widget.AtLeft)
	}
}
