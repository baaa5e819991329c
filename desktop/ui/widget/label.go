package widget

// How text lies in its rect.
type Align uint8

// The ways.
const (
	AtLeft Align = iota
	AtMiddle
	AtRight
)

// capital is how high capital letters are, of the size, in the Go fonts.
const capital = 0.72

// lineHigh is how high a line is, of the size.
const lineHigh = 1.42

// LineHeight returns how high a line of a font is.
func LineHeight(f Font) float64 { return float64(int(f.Size*lineHigh + 0.5)) }

// Label writes one line in the middle of a rect's height, cut where it is too long.
func (u *UI) Label(at Rect, s string, f Font, c Color, a Align) {
	s = u.Type.Cut(s, f, at.W)
	x := at.X
	if a != AtLeft {
		free := at.W - u.Type.Width(s, f)
		if a == AtMiddle {
			free /= 2
		}
		x += free
	}
	u.Text(Spot{x, at.Y + (at.H+capital*f.Size)/2}, s, f, c)
}

// Words writes text in as many lines as it takes, most at most unless 0, and takes
// a row for them.
func (u *UI) Words(c *Column, s string, f Font, color Color, a Align, most int) {
	lines := u.Type.Wrap(s, f, c.W)
	cut := most > 0 && len(lines) > most
	if cut {
		lines = lines[:most]
	}
	row := c.Row(float64(len(lines)) * LineHeight(f))
	for i, l := range lines {
		text := s[l.From:l.To]
		if cut && i == most-1 {
			text = u.Type.Cut(text+"…", f, c.W)
		}
		u.Label(row.Top(LineHeight(f)), text, f, color, a)
	}
}

// Float shows a panel: a rounded part of the window that lies over the sheet.
func (u *UI) Float(id ID, at Rect) { u.surface(id, at, PanelRadius, u.Theme.Panel) }

// Solid shows a panel that nothing shines through.
func (u *UI) Solid(id ID, at Rect) { u.surface(id, at, PanelRadius, u.Theme.Solid) }

func (u *UI) surface(id ID, at Rect, radius float64, c Color) {
	u.Shadow(Rect{at.X, at.Y + 5, at.W, at.H}, radius, 16, u.Theme.Shadow)
	u.Fill(at, radius, c)
	u.Ring(at, radius, 1, u.Theme.Edge)
	u.Block(id, at)
}

// Rule draws a thin line along the middle of a rect.
func (u *UI) Rule(at Rect) {
	if at.W > at.H {
		u.Fill(Rect{at.X, at.Y + at.H/2, at.W, 1}, 0, u.Theme.Edge)
		return
	}
	u.Fill(Rect{at.X + at.W/2, at.Y, 1, at.H}, 0, u.Theme.Edge)
}

// Dot draws a filled circle in the middle of a rect.
func (u *UI) Dot(at Rect, size float64, c Color) {
	u.Fill(at.Centre(size, size), size/2, c)
}

// A tip is what says what a button does, when the pointer rests on it.
type tip struct {
	id    ID // it is of
	since int64
	at    Rect
	text  string
	key   string
	shown bool
}

// tipMs is how long the pointer rests before a tip is shown.
const tipMs = 450

// Tip says what a widget is for, and its key, when the pointer or the focus rests on it.
func (u *UI) Tip(id ID, a Answer, at Rect, text, key string) {
	if u.dry > 0 || text == "" || a.Held || !(a.Hover || a.Focus && u.ring) {
		return
	}
	if u.tip.id != id {
		u.tip = tip{id: id, since: u.In.Now}
	}
	u.tip.at, u.tip.text, u.tip.key, u.tip.shown = at, text, key, true
}

func (u *UI) drawTip() {
	t := &u.tip
	if !t.shown || t.id == "" {
		*t = tip{}
		return
	}
	t.shown = false
	if u.In.Now-t.since < tipMs {
		u.Wake(t.since + tipMs)
		return
	}
	f := Font{Small, Regular}
	w := u.Type.Width(t.text, f) + 18
	key := u.Type.Width(t.key, f)
	if t.key != "" {
		w += key + 10
	}
	r := Rect{t.at.X + t.at.W + 10, t.at.Y + (t.at.H-28)/2, w, 28}
	if r.X+w > u.W-6 || t.at.Y < 80 || t.at.Y > u.H-90 { // no room beside it, or it is of a bar
		r.X = min(max(t.at.X+(t.at.W-w)/2, 6), u.W-w-6)
		r.Y = t.at.Y + t.at.H + 10
		if r.Y+28 > u.H-6 {
			r.Y = t.at.Y - 38
		}
	}
	u.Shadow(Rect{r.X, r.Y + 2, r.W, r.H}, 8, 8, u.Theme.Shadow)
	u.Fill(r, 8, u.Theme.Toast)
	in := r.Pad(9, 0)
	if t.key != "" {
		u.Label(in.Right(key), t.key, f, u.Theme.OnToast.Fade(0.65), AtRight)
	}
	u.Label(in, t.text, f, u.Theme.OnToast, AtLeft)
}
