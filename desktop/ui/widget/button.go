package widget

// Tool is a button that is an icon. What it does, and its key, is said in a tip.
type Tool struct {
	Icon Icon
	Name string
	Key  string
	On   bool // it is the one in hand
	Open bool // what it opens is open
	Off  bool
	Mark Color // of a small dot at its corner, unless 0
}

// Tool shows the button, and reports whether it was pressed.
func (u *UI) Tool(id ID, at Rect, t Tool) bool {
	a := u.touch(id, at, t.Off)
	ink := u.Theme.Text
	switch {
	case t.Off:
		ink = ink.Fade(0.35)
	case t.On:
		u.Fill(at, ButtonRadius, u.Theme.Accent)
		ink = u.Theme.OnAccent
	case t.Open:
		u.Fill(at, ButtonRadius, u.Theme.Pressed)
	default:
		u.hover(id, a, at, ButtonRadius)
	}
	u.Icon(at.Centre(IconSize, IconSize), t.Icon, ink)
	if t.Mark != 0 {
		dot := Rect{at.X + at.W - 15, at.Y + 5, 10, 10}
		u.Fill(dot.Inset(-2), 7, u.Theme.Solid)
		u.Fill(dot, 5, t.Mark)
	}
	u.outline(a, at, ButtonRadius)
	if !t.Open { // what it opens may lie where the tip would
		u.Tip(id, a, at, t.Name, t.Key)
	}
	return a.Clicked
}

// hover shows that a widget would be pressed, or is.
func (u *UI) hover(id ID, a Answer, at Rect, radius float64) {
	k := 0.0
	if a.Hover {
		k = 1
	}
	k = u.Ease(id+"/hover", k)
	if a.Held {
		u.Fill(at, radius, u.Theme.Pressed)
	} else if k > 0 {
		u.Fill(at, radius, u.Theme.Hover.Fade(k))
	}
}

// Style says how much a button asks for.
type Style uint8

// The styles.
const (
	Plain   Style = iota // an edge
	Primary              // what is done first
	Bare                 // nothing but its words
	Danger               // takes something away
)

// Button is a button with words.
type Button struct {
	Text  string
	Icon  Icon // before the words, or ""
	Style Style
	Off   bool
	Tip   string
	Round bool // a chip
	Small bool
}

func (b Button) font() Font {
	if b.Style == Primary || b.Style == Danger {
		return Font{Body, Medium}
	}
	return Font{Body, Regular}
}

// ButtonWidth returns how wide a button wants to be.
func (u *UI) ButtonWidth(b Button) float64 {
	w := u.Type.Width(b.Text, b.font()) + 28
	if b.Small || b.Round {
		w -= 4
	}
	if b.Icon != "" {
		w += 20
	}
	return float64(int(w + 0.999))
}

// Button shows the button, and reports whether it was pressed.
func (u *UI) Button(id ID, at Rect, b Button) bool {
	a := u.touch(id, at, b.Off)
	radius := float64(ButtonRadius)
	if b.Round {
		radius = at.H / 2
	}
	ink, fade := u.Theme.Text, 1.0
	if b.Off {
		fade = 0.45
	}
	switch {
	case b.Style == Primary && b.Off:
		ink, fade = u.Theme.Soft, 0.8
		u.Fill(at, radius, u.Theme.Text.Fade(0.08))
	case b.Style == Primary:
		ink = u.Theme.OnAccent
		u.Fill(at, radius, u.Theme.Accent)
	case b.Style == Danger:
		ink = u.Theme.Accent
		fallthrough
	case b.Style == Plain:
		u.Ring(at, radius, 1, u.Theme.Edge)
	}
	if !b.Off {
		u.hover(id, a, at, radius)
	}
	in := at.Pad(8, 0)
	text := u.Type.Cut(b.Text, b.font(), in.W)
	w := u.Type.Width(text, b.font())
	if b.Icon != "" {
		w += 22
	}
	in = in.Centre(min(w, in.W), in.H)
	if b.Icon != "" {
		u.Icon(in.Left(16).Centre(16, 16), b.Icon, ink.Fade(fade))
		in.Left(6)
	}
	u.Label(in, text, b.font(), ink.Fade(fade), AtLeft)
	u.outline(a, at, radius)
	u.Tip(id, a, at, b.Tip, "")
	return a.Clicked
}

// Row shows a line of a menu: words at the left, and a key or a value at the right.
func (u *UI) Row(id ID, at Rect, icon Icon, text, value string, off bool) bool {
	a := u.touch(id, at, off)
	ink := u.Theme.Text
	if off {
		ink = ink.Fade(0.4)
	} else {
		u.hover(id, a, at, 8)
	}
	in := at.Pad(10, 0)
	if icon != "" {
		u.Icon(in.Left(18).Centre(18, 18), icon, ink.Fade(0.8))
		in.Left(10)
	}
	if value != "" {
		f := Font{Small, Regular}
		u.Label(in.Right(u.Type.Width(value, f)), value, f, u.Theme.Soft, AtRight)
		in.Right(10)
	}
	u.Label(in, text, Font{Body + 0.5, Regular}, ink, AtLeft)
	u.outline(a, at, 8)
	return a.Clicked
}

// Surface is a part of the window that is pressed, and drawn by whoever asks.
func (u *UI) Surface(id ID, at Rect, radius float64, name string) Answer {
	a := u.touch(id, at, false)
	u.hover(id, a, at, radius)
	u.outline(a, at, radius)
	u.Tip(id, a, at, name, "")
	return a
}

// Swatch is a round of colour to choose.
func (u *UI) Swatch(id ID, at Rect, c Color, on bool, name string) bool {
	a := u.touch(id, at, false)
	side := min(at.W, at.H)
	round := at.Centre(side, side)
	if on {
		u.Ring(round.Inset(-4), side/2+4, 2, u.Theme.Accent)
	} else if a.Hover {
		u.Ring(round.Inset(-3), side/2+3, 1.5, u.Theme.Soft.Fade(0.6))
	}
	u.Fill(round, side/2, c)
	u.Ring(round, side/2, 1, u.Theme.Text.Fade(0.22))
	u.outline(a, round, side/2)
	u.Tip(id, a, at, name, "")
	return a.Clicked
}
