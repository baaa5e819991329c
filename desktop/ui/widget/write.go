package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// write does what the keyboard says to a text entry.
func (u *UI) write(f Field, e *edit, out *Entry, lines []Span) {
	was := *e
	keys := u.In.Keys
	u.In.Keys = nil
	for _, p := range keys {
		if !u.editKey(p, f, e, out, lines) {
			u.In.Keys = append(u.In.Keys, p)
		}
	}
	if u.In.Text != "" {
		u.put(u.In.Text, f, e, out)
		u.In.Text = ""
	}
	if was != *e || out.Changed {
		e.moved = u.In.Now
		u.again = true
	}
}

// editKey reports whether a key was the entry's. Letters are, though they come as
// text, or they would be taken for the keys of tools.
func (u *UI) editKey(p Press, f Field, e *edit, out *Entry, lines []Span) bool {
	move := func(to int) {
		e.at = to
		if !p.Shift {
			e.from = to
		}
	}
	switch p.Key {
	case "Enter":
		if f.Lines > 1 && p.Shift {
			u.put("\n", f, e, out)
			return true
		}
		out.Entered = true
		if f.Lines <= 1 {
			u.leave(e, out)
		}
	case "Escape":
		out.Escaped = true
		u.leave(e, out)
	case "Backspace":
		u.erase(e, out, func() { e.from = before(out.Text, e.at, p.Ctrl) })
	case "Delete":
		u.erase(e, out, func() { e.from = after(out.Text, e.at, p.Ctrl) })
	case "ArrowLeft":
		if from, to := e.selected(); from != to && !p.Shift {
			move(from)
		} else {
			move(before(out.Text, e.at, p.Ctrl))
		}
	case "ArrowRight":
		if from, to := e.selected(); from != to && !p.Shift {
			move(to)
		} else {
			move(after(out.Text, e.at, p.Ctrl))
		}
	case "ArrowUp", "ArrowDown":
		if f.Lines > 1 {
			move(u.lineFrom(f, e.at, lines, p.Key == "ArrowDown"))
		}
	case "Home", "End":
		move(lineEnd(e.at, lines, p.Key == "End", p.Ctrl))
	case "Tab", "F6", "F11":
		return false
	default:
		return u.editLetter(p, f, e, out)
	}
	return true
}

// editLetter does what a letter with Ctrl says; without it the letter comes as text.
func (u *UI) editLetter(p Press, f Field, e *edit, out *Entry) bool {
	from, to := e.selected()
	if p.Ctrl && u.Board != nil && from != to && (p.Key == "c" || p.Key == "x") {
		u.Board.WriteText(out.Text[from:to])
	}
	switch {
	case !p.Ctrl:
	case p.Key == "a":
		e.from, e.at = 0, len(out.Text)
	case p.Key == "x":
		u.erase(e, out, func() {})
	case p.Key == "v" && u.Board != nil:
		u.put(u.Board.ReadText(), f, e, out)
	case len(p.Key) == 1 && strings.Contains("cvzyd", p.Key): // what it would do elsewhere is not meant
	default:
		return false
	}
	return true
}

func (u *UI) leave(e *edit, out *Entry) {
	u.Focus("")
	e.focus = false
	out.Left = true
}

// erase takes out what is selected, or what select then selects.
func (u *UI) erase(e *edit, out *Entry, choose func()) {
	if e.at == e.from {
		choose()
	}
	from, to := e.selected()
	if from == to {
		return
	}
	out.Text = out.Text[:from] + out.Text[to:]
	out.Changed = true
	e.at, e.from = from, from
}

// put writes text over what is selected, as much as fits.
func (u *UI) put(s string, f Field, e *edit, out *Entry) {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && f.Lines > 1:
			return r
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	from, to := e.selected()
	if f.Most > 0 {
		room := f.Most - utf8.RuneCountInString(out.Text[:from]) - utf8.RuneCountInString(out.Text[to:])
		if runes := []rune(s); len(runes) > room {
			s = string(runes[:max(room, 0)])
		}
	}
	if s == "" && from == to {
		return
	}
	out.Text = out.Text[:from] + s + out.Text[to:]
	out.Changed = true
	e.at = from + len(s)
	e.from = e.at
}

// before returns where the letter, or the word, before a place begins.
func before(s string, at int, word bool) int {
	_, n := utf8.DecodeLastRuneInString(s[:at])
	if !word {
		return at - n
	}
	trimmed := strings.TrimRightFunc(s[:at], unicode.IsSpace)
	return strings.LastIndexFunc(trimmed, unicode.IsSpace) + 1
}

// after returns where the letter, or the word, after a place ends.
func after(s string, at int, word bool) int {
	_, n := utf8.DecodeRuneInString(s[at:])
	if !word {
		return at + n
	}
	rest := strings.TrimLeftFunc(s[at:], unicode.IsSpace)
	skipped := len(s[at:]) - len(rest)
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		return at + skipped + i
	}
	return len(s)
}

// lineOf returns which line a place is on.
func lineOf(at int, lines []Span) int {
	n := 0
	for i, l := range lines {
		if at >= l.From {
			n = i
		}
	}
	return n
}

// lineFrom returns the place above or below a place.
func (u *UI) lineFrom(f Field, at int, lines []Span, down bool) int {
	n := lineOf(at, lines)
	to := n - 1
	if down {
		to = n + 1
	}
	switch {
	case to < 0:
		return 0
	case to >= len(lines):
		return len(f.Text)
	}
	x := u.Type.Width(f.Text[lines[n].From:at], f.font())
	l := lines[to]
	return l.From + u.letterAt(f.Text[l.From:l.To], f.font(), x)
}

// lineEnd returns an end of the line a place is on, or with all of the text.
func lineEnd(at int, lines []Span, end, all bool) int {
	n := lineOf(at, lines)
	first, last := lines[n].From, lines[n].To
	if all {
		first, last = lines[0].From, lines[len(lines)-1].To
	}
	if end {
		return last
	}
	return first
}
