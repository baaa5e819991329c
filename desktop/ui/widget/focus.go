package widget

import (
	"math"
	"slices"
)

// An Answer is what the pointer and the keyboard do to a widget.
type Answer struct {
	Hover, Held, Focus bool
	Clicked            bool // let go over it, or pressed by Enter or Space
	Double             bool // the press was the second of two
	ByKey              bool
}

// touch is reach of what is pressed by keys, too.
func (u *UI) touch(id ID, at Rect, off bool) Answer {
	a := u.reach(id, at, off)
	if a.Focus && (u.Take("Enter") || u.Take(" ")) {
		a.Clicked, a.ByKey = true, true
		u.again = true
	}
	return a
}

// reach puts a widget where the pointer and the focus find it, and answers.
func (u *UI) reach(id ID, at Rect, off bool) (a Answer) {
	if u.dry > 0 {
		return a
	}
	u.hits = append(u.hits, hit{id: id, at: at.Meet(u.clip())})
	if off {
		return a
	}
	u.stops = append(u.stops, stop{id: id, at: at, in: u.clip()})
	a.Hover = u.hot == id && (u.active == "" || u.active == id)
	a.Held = u.active == id && u.In.Down
	a.Focus = u.focus == id
	a.Clicked = u.released() && u.active == id && u.hot == id
	a.Double = u.double && u.pressed() && u.active == id
	if a.Hover && !a.Held {
		u.cursor = Hand
	}
	if a.Clicked {
		u.again = true
	}
	return a
}

// Block makes a part of the window nobody else's below it: panels are not seen through.
func (u *UI) Block(id ID, at Rect) {
	if u.dry == 0 {
		u.hits = append(u.hits, hit{id: id, at: at.Meet(u.clip())})
	}
}

// Covers reports whether a place is a widget's or a panel's, as they lay in the last frame.
func (u *UI) Covers(at Spot) bool {
	for _, h := range u.hits {
		if h.at.Has(at) && !h.wheel {
			return true
		}
	}
	return false
}

// Outside reports whether the pointer was just pressed, and not on one of the
// widgets whose names begin as given.
func (u *UI) Outside(prefix ID) bool {
	return u.pressed() && (len(u.hot) < len(prefix) || u.hot[:len(prefix)] != prefix)
}

// Take takes a key without Ctrl and Alt out of those that were pressed.
func (u *UI) Take(key string) bool {
	return u.take(func(p Press) bool { return p.Key == key && !p.Ctrl && !p.Alt })
}

func (u *UI) take(is func(p Press) bool) bool {
	if u.dry > 0 {
		return false
	}
	i := slices.IndexFunc(u.In.Keys, is)
	if i < 0 {
		return false
	}
	u.In.Keys = slices.Delete(slices.Clone(u.In.Keys), i, i+1)
	return true
}

// outline shows where the focus is.
func (u *UI) outline(a Answer, at Rect, radius float64) {
	if a.Focus && u.ring && u.dry == 0 {
		u.Ring(at.Inset(-4), radius+4, FocusWidth, u.Theme.Accent)
	}
}

// Modal begins a dialog: what was there before waits behind it.
func (u *UI) Modal(id ID) {
	if u.dry > 0 {
		return
	}
	u.Fill(Rect{W: u.W, H: u.H}, 0, u.Theme.Scrim.Fade(u.Rise(id+"/scrim")))
	u.Block(id+"/scrim", Rect{W: u.W, H: u.H})
	u.trap, u.trapped = len(u.stops), true
}

func (u *UI) hasStop(id ID) bool {
	return slices.ContainsFunc(u.stops[u.trap:], func(s stop) bool { return s.id == id })
}

// walk moves the focus: by Tab in order, by arrows to the nearest in that direction.
// While the sheet has the keyboard, Tab and arrows are the host's, and F6 enters the panels.
func (u *UI) walk() {
	stops := u.stops[u.trap:]
	if len(stops) == 0 {
		return
	}
	at := slices.IndexFunc(stops, func(s stop) bool { return s.id == u.focus })
	if at < 0 {
		if u.Take("F6") || u.trapped && u.Take("Tab") {
			u.Focus(stops[0].id)
		}
		return
	}
	if u.Take("Escape") || u.Take("F6") {
		u.Focus("")
		return
	}
	if u.take(func(p Press) bool { return p.Key == "Tab" && p.Shift && !p.Ctrl && !p.Alt }) {
		u.Focus(stops[(at+len(stops)-1)%len(stops)].id)
	} else if u.Take("Tab") {
		u.Focus(stops[(at+1)%len(stops)].id)
	}
	for key, way := range map[string]Spot{"ArrowLeft": {-1, 0}, "ArrowRight": {1, 0}, "ArrowUp": {0, -1}, "ArrowDown": {0, 1}} {
		if u.Take(key) {
			if to := nearest(stops, at, way); to >= 0 {
				u.Focus(stops[to].id)
			}
		}
	}
}

// nearest returns which stop lies nearest in a direction, or -1.
func nearest(stops []stop, from int, way Spot) int {
	best, least := -1, math.Inf(1)
	a := stops[from].at
	for i, s := range stops {
		dx, dy := s.at.X+s.at.W/2-a.X-a.W/2, s.at.Y+s.at.H/2-a.Y-a.H/2
		ahead := dx*way.X + dy*way.Y
		aside := math.Abs(dx*way.Y) + math.Abs(dy*way.X)
		if i != from && ahead > 1 && ahead+3*aside < least {
			best, least = i, ahead+3*aside
		}
	}
	return best
}

// clip returns what is shown now.
func (u *UI) clip() Rect { return u.clips[len(u.clips)-1] }

// Push shows only what lies in a part of the window, until Pop.
func (u *UI) Push(r Rect) {
	u.clips = append(u.clips, r.Meet(u.clip()))
	u.Clip(u.clip())
}

// Pop shows again what was shown before Push.
func (u *UI) Pop() {
	u.clips = u.clips[:len(u.clips)-1]
	u.Clip(u.clip())
}
