package widget

// Scroll shows a part of something higher: content of so many px, of which show
// draws what lies in the given rect, moved up by what is scrolled. It is moved by
// the wheel, and by keys while it has the focus.
func (u *UI) Scroll(id ID, at Rect, high float64, show func(all Rect)) {
	if u.dry > 0 {
		return
	}
	m := u.keep(id)
	most := high - at.H
	if most < 1 { // a fraction is rounding
		most = 0
	}
	if most > 0 {
		m.scroll += u.scrolled(id, at)
	}
	m.scroll, m.most = min(max(m.scroll, 0), most), most
	u.Push(at)
	show(Rect{at.X, at.Y - m.scroll, at.W, high})
	u.Pop()
	u.hits = append(u.hits, hit{id: id, at: at.Meet(u.clip()), wheel: true})
	if most > 0 {
		u.bar(id, at, high, m)
	}
}

// ScrollTo moves what a Scroll of that name shows; beyond its end is its end.
func (u *UI) ScrollTo(id ID, y float64) { u.keep(id).scroll = y }

// Scrolled returns how far a Scroll is moved.
func (u *UI) Scrolled(id ID) float64 { return u.keep(id).scroll }

// scrolled returns how far the wheel and the keys move a part of the window.
func (u *UI) scrolled(id ID, at Rect) (d float64) {
	if at.Meet(u.clip()).Has(u.In.At) && u.over(id, at) {
		d = u.In.Wheel.Y
		u.In.Wheel = Spot{}
	}
	if !u.has(at) {
		return d
	}
	for key, step := range map[string]float64{"PageUp": -at.H * 0.9, "PageDown": at.H * 0.9, "Home": -1e9, "End": 1e9} {
		if u.Take(key) {
			d += step
		}
	}
	return d
}

// over reports whether nothing lies above a scroll where the pointer is.
func (u *UI) over(id ID, at Rect) bool {
	above := false
	for _, h := range u.before {
		if h.id == id && h.wheel {
			above = true // what comes after it lies above it
		} else if above && h.at.Has(u.In.At) {
			return false
		}
	}
	return true
}

// has reports whether the focus is on something in a rect.
func (u *UI) has(at Rect) bool {
	for _, s := range u.stops {
		if s.id == u.focus {
			return at.Has(Spot{s.at.X + s.at.W/2, s.at.Y + s.at.H/2})
		}
	}
	return false
}

// bar shows how far something is scrolled; it is dragged.
func (u *UI) bar(id ID, at Rect, high float64, m *memory) {
	long := max(at.H*at.H/high, 28)
	free := at.H - long
	y := at.Y + free*m.scroll/(high-at.H)
	bar := Rect{at.X + at.W - 7, y, 4, long}
	grip := Rect{at.X + at.W - 10, at.Y, 10, at.H}
	name := id + "/bar"
	u.hits = append(u.hits, hit{id: name, at: grip.Meet(u.clip())})
	held := u.active == name && u.In.Down
	if held && free > 0 {
		m.scroll = min(max((u.In.At.Y-at.Y-long/2)/free, 0), 1) * (high - at.H)
		u.again = u.again || u.In.At != u.was.At
	}
	k := 0.22
	if held || u.hot == name {
		k = 0.45
	}
	u.Fill(bar, 2, u.Theme.Text.Fade(k))
}

// Rows shows a list of n rows, each so high, of which only those that are seen are
// built. Up and Down walk on to rows that are not.
func (u *UI) Rows(id ID, at Rect, n int, high float64, row func(i int, at Rect)) {
	if u.dry > 0 {
		return
	}
	u.Scroll(id, at, float64(n)*high, func(all Rect) {
		first := max(int((at.Y-all.Y)/high)-1, 0)
		last := min(int((at.Y+at.H-all.Y)/high)+2, n)
		for i := first; i < last; i++ {
			row(i, Rect{all.X, all.Y + float64(i)*high, all.W, high})
		}
	})
	u.follow(id, at)
}

// follow scrolls so that what has the focus is seen.
func (u *UI) follow(id ID, at Rect) {
	m := u.keep(id)
	if !u.ring {
		return
	}
	was := m.scroll
	for _, s := range u.stops {
		if s.id != u.focus || s.in != at.Meet(u.clip()) {
			continue
		}
		m.scroll -= max(at.Y+4-s.at.Y, 0)
		m.scroll += max(s.at.Y+s.at.H+4-at.Y-at.H, 0)
	}
	m.scroll = min(max(m.scroll, 0), m.most)
	u.again = u.again || m.scroll != was
}
