package widget

import "fmt"

// A list is what a Choice has opened. It lies above all else.
type list struct {
	of     ID
	at     Rect
	names  []string
	on     int
	opened bool // in this frame: the press that opened it does not close it
}

// picked is what was picked from a list, until its Choice has answered.
type picked struct {
	of ID
	n  int
}

// rowHigh is how high a line of a list is.
const rowHigh = 30

// Choice shows the one of many that is taken; pressed, it lists them. It returns
// which is taken now.
func (u *UI) Choice(id ID, at Rect, names []string, on int) int {
	a := u.touch(id, at, false)
	u.Ring(at, 8, 1, u.Theme.Edge)
	u.hover(id, a, at, 8)
	in := at.Pad(9, 0)
	u.Icon(in.Right(16).Centre(16, 16), OpenIcon, u.Theme.Soft)
	if on >= 0 && on < len(names) {
		u.Label(in, names[on], Font{Small + 0.5, Regular}, u.Theme.Text, AtLeft)
	}
	u.outline(a, at, 8)
	if u.dry > 0 {
		return on
	}
	if u.picked.of == id {
		on, u.picked = u.picked.n, picked{}
		u.again = true
	}
	switch {
	case a.Clicked && u.list.of == id:
		u.list = list{}
	case a.Clicked:
		u.list = list{of: id, names: names, on: on, opened: true}
		if a.ByKey {
			u.Focus(rowID(id, on))
		}
	}
	if u.list.of == id {
		u.list.at = at
	}
	return on
}

// Listing reports whether a Choice has its list open.
func (u *UI) Listing() bool { return u.list.of != "" }

func rowID(id ID, i int) ID { return id + ID(fmt.Sprint("/row", i)) }

// drawList shows the open list: below its Choice, or above where there is more room.
func (u *UI) drawList() {
	l := &u.list
	if l.of == "" {
		return
	}
	high := min(float64(len(l.names))*rowHigh+12, u.H-24)
	at := Rect{l.at.X, l.at.Y + l.at.H + 4, max(l.at.W, 130), high}
	if at.Y+high > u.H-8 {
		at.Y = max(min(l.at.Y-high-4, u.H-8-high), 8)
		if l.at.Y-high-4 < 8 { // neither below nor above: beside
			at.X = l.at.X + l.at.W + 6
		}
	}
	at.X = min(at.X, u.W-at.W-8)
	u.Solid(l.of+"/list", at)
	trap := u.trap
	u.trap = len(u.stops)
	done := u.Take("Escape")
	u.Rows(l.of+"/rows", at.Pad(6, 6), len(l.names), rowHigh, func(i int, row Rect) {
		mark := Icon("")
		if i == l.on {
			mark = CheckIcon
		}
		if u.listRow(rowID(l.of, i), row, l.names[i], mark) {
			u.picked, done = picked{l.of, i}, true
		}
	})
	if !l.opened && u.Outside(l.of) {
		done = true
	}
	l.opened = false
	if done {
		if u.focus != "" {
			u.Focus(l.of)
		}
		*l = list{}
		u.again = true
		u.trap = trap
	}
}

func (u *UI) listRow(id ID, at Rect, name string, mark Icon) bool {
	a := u.touch(id, at, false)
	u.hover(id, a, at, 7)
	in := at.Pad(8, 0)
	if mark != "" {
		u.Icon(in.Right(16).Centre(16, 16), mark, u.Theme.Accent)
	}
	u.Label(in, name, Font{Small + 0.5, Regular}, u.Theme.Text, AtLeft)
	u.outline(a, at.Inset(3), 5)
	return a.Clicked
}
