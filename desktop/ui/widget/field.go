package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Field is a text entry.
type Field struct {
	Text  string
	Hint  string // shown while it is empty
	Name  string // for a tip
	Most  int    // letters; 0 is no limit
	Lines int    // it grows to at most so many; 0 is one that scrolls sideways
	Bare  bool   // no edge until the pointer is over it
	Font  Font   // 0 is the usual one
	Right bool   // text lies at the right while it is not edited
}

// An Entry is what was done to a text entry.
type Entry struct {
	Text    string
	Focus   bool
	Changed bool
	Entered bool // Enter was pressed; with Shift it begins a line where there are several
	Left    bool // it lost the focus: by a click elsewhere, Tab, Enter or Esc
	Escaped bool // by Esc
}

// edit is where the caret of a text entry is, in bytes.
//
// Invariant: 0 <= at, from <= len(text), both between letters.
type edit struct {
	at, from int // the caret, and the other end of what is selected
	focus    bool
	moved    int64 // when the caret last did
	side     float64
}

func (e *edit) selected() (from, to int) { return min(e.at, e.from), max(e.at, e.from) }

func (f Field) font() Font {
	if f.Font.Size == 0 {
		return Font{Body + 0.5, Regular}
	}
	return f.Font
}

const fieldPad = 10

// FieldHigh returns how high a text entry of several lines is in a width.
func (u *UI) FieldHigh(w float64, f Field) float64 {
	n := 1
	if f.Lines > 1 {
		n = min(len(u.Type.Wrap(f.Text, f.font(), w-2*fieldPad)), f.Lines)
	}
	return float64(n)*LineHeight(f.font()) + 17
}

// Field shows the text entry, and returns its text as it is now. The clipboard is
// the UI's Board. Letters come as they are typed; there is no input method.
func (u *UI) Field(id ID, at Rect, f Field) Entry {
	if u.dry > 0 {
		return Entry{Text: f.Text}
	}
	a := u.reach(id, at, false)
	u.stops[len(u.stops)-1].text = true
	m := u.keep(id)
	e := &m.edit
	e.at, e.from = min(e.at, len(f.Text)), min(e.from, len(f.Text))
	if a.Hover || a.Held {
		u.cursor = Beam
	}
	if u.pressed() && u.active == id {
		u.focus = id
		a.Focus = true
	}
	out := Entry{Text: f.Text, Focus: a.Focus, Left: e.focus && !a.Focus}
	if a.Focus && !e.focus && !a.Held {
		e.from, e.at = 0, len(f.Text) // Tab takes all of it in hand
	}
	e.focus = a.Focus
	in := at.Pad(fieldPad, 0)
	lines := u.fieldLines(f, in.W)
	u.point(id, a, f, in, lines, e)
	if a.Focus {
		u.write(f, e, &out, lines)
		u.ringless(at)
	} else if !f.Bare || a.Hover {
		u.fieldBox(at, u.Theme.Edge, 1, f.Bare)
	}
	f.Text = out.Text
	u.showText(f, in, at, e, a.Focus)
	u.Tip(id, a, at, f.Name, "")
	return out
}

// ringless is the box of an entry that has the keyboard.
func (u *UI) ringless(at Rect) { u.fieldBox(at, u.Theme.Accent, 2, false) }

func (u *UI) fieldBox(at Rect, edge Color, w float64, bare bool) {
	if !bare {
		u.Fill(at, ButtonRadius, u.Theme.Field)
	}
	u.Ring(at, ButtonRadius, w, edge)
}

func (u *UI) fieldLines(f Field, w float64) []Span {
	if f.Lines > 1 {
		return u.Type.Wrap(f.Text, f.font(), w)
	}
	return []Span{{0, len(f.Text)}}
}

// point puts the caret where the pointer is pressed, and selects to where it is dragged.
func (u *UI) point(id ID, a Answer, f Field, in Rect, lines []Span, e *edit) {
	if u.active != id || !u.In.Down {
		return
	}
	n := 0
	if f.Lines > 1 {
		top := u.textTop(f, in, len(lines), e)
		n = min(max(int((u.In.At.Y-top)/LineHeight(f.font())), 0), len(lines)-1)
	}
	at := lines[n].From + u.letterAt(f.Text[lines[n].From:lines[n].To], f.font(), u.In.At.X-in.X+e.side)
	e.moved = u.In.Now
	switch {
	case a.Double:
		e.from, e.at = wordAround(f.Text, at)
	case u.pressed():
		e.at, e.from = at, at
	case u.In.At != u.was.At && !u.double:
		e.at = at
	}
}

// letterAt returns which gap between letters is nearest to x, in bytes.
func (u *UI) letterAt(s string, f Font, x float64) int {
	for i, r := range s {
		left, right := u.Type.Width(s[:i], f), u.Type.Width(s[:i+utf8.RuneLen(r)], f)
		if x < (left+right)/2 {
			return i
		}
	}
	return len(s)
}

func wordAround(s string, at int) (from, to int) {
	is := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	from = strings.LastIndexFunc(s[:at], func(r rune) bool { return !is(r) })
	if from >= 0 {
		_, n := utf8.DecodeRuneInString(s[from:])
		from += n
	}
	if to = strings.IndexFunc(s[at:], func(r rune) bool { return !is(r) }); to < 0 {
		to = len(s) - at
	}
	return max(from, 0), at + to
}

// textTop returns where the first line begins. Of more lines than are shown the
// caret's is always seen.
func (u *UI) textTop(f Field, in Rect, n int, e *edit) float64 {
	line := LineHeight(f.font())
	shown := min(n, max(f.Lines, 1))
	top := in.Y + (in.H-float64(shown)*line)/2
	if n <= shown {
		return top
	}
	first := 0
	for i, l := range u.fieldLines(f, in.W) {
		if e.at >= l.From {
			first = i
		}
	}
	return top - float64(max(first-shown+1, 0))*line
}

// showText draws the text, what is selected and the caret.
func (u *UI) showText(f Field, in, at Rect, e *edit, focus bool) {
	font := f.font()
	lines := u.fieldLines(f, in.W)
	u.side(f, in, e, focus)
	u.Push(at.Pad(fieldPad-2, 2))
	defer u.Pop()
	if f.Text == "" && f.Hint != "" {
		u.Label(Rect{in.X, in.Y, in.W, in.H}, f.Hint, font, u.Theme.Soft, AtLeft)
	}
	if !focus && f.Lines <= 1 && !f.Right {
		u.Label(in, f.Text, font, u.Theme.Text, AtLeft)
		return
	}
	line := LineHeight(font)
	row := Rect{in.X - e.side, u.textTop(f, in, len(lines), e), in.W + e.side, line}
	if f.Right && !focus {
		row.X += max(in.W-u.Type.Width(f.Text, font), 0)
	}
	from, to := e.selected()
	for i, l := range lines {
		text := f.Text[l.From:l.To]
		if focus && from != to && from <= l.To && to >= l.From {
			x0, x1 := u.Type.Width(f.Text[l.From:max(from, l.From)], font), u.Type.Width(f.Text[l.From:min(to, l.To)], font)
			u.Fill(Rect{row.X + x0, row.Y + 1, x1 - x0, line - 2}, 3, u.Theme.Accent.Fade(0.25))
		}
		u.Text(Spot{row.X, row.Y + (line+capital*font.Size)/2}, text, font, u.Theme.Text)
		if focus && e.at >= l.From && e.at <= l.To && (i == len(lines)-1 || e.at < lines[i+1].From) {
			u.caret(Spot{row.X + u.Type.Width(f.Text[l.From:e.at], font), row.Y}, line, e)
		}
		row.Y += line
	}
}

// caretMs is how long a caret is seen, and then is not.
const caretMs = 530

func (u *UI) caret(at Spot, high float64, e *edit) {
	phase := (u.In.Now - e.moved) / caretMs
	if !u.Still {
		u.Wake(e.moved + (phase+1)*caretMs)
	}
	if phase%2 == 0 || u.Still {
		u.Fill(Rect{at.X - 0.5, at.Y + 2, 1.5, high - 4}, 0, u.Theme.Text)
	}
}

// side scrolls a single line so that the caret is seen.
func (u *UI) side(f Field, in Rect, e *edit, focus bool) {
	if f.Lines > 1 || !focus {
		e.side = 0
		return
	}
	x := u.Type.Width(f.Text[:e.at], f.font())
	e.side = min(max(e.side, x-in.W+2), max(x-2, 0))
}
