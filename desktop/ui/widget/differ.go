package widget

import "math"

// Differs returns the part of the window in which two lists show something else, and whether
// there is none. What both begin with, and what both end with, is left out; where what is
// clipped differs, or the theme, it is all of the window.
func (u *UI) Differs(a, b *List) (part Rect, same bool) {
	x, y := a.Items, b.Items
	for len(x) > 0 && len(y) > 0 && x[0].same(&y[0]) {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1].same(&y[len(y)-1]) {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x)+len(y) == 0 {
		return Rect{}, true
	}
	r := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} // as corners
	for _, list := range [...][]Item{x, y} {
		for i := range list {
			if list[i].Kind == ClipItem {
				return Rect{W: u.W, H: u.H}, false
			}
			c := u.takes(&list[i])
			r = Rect{min(r.X, c.X), min(r.Y, c.Y), max(r.W, c.X+c.W), max(r.H, c.Y+c.H)}
		}
	}
	return Rect{r.X, r.Y, r.W - r.X, r.H - r.Y}, false
}

// takes returns the part of the window that an item may show something in.
func (u *UI) takes(i *Item) Rect {
	switch i.Kind {
	case ShadowItem:
		return i.Rect.Inset(-i.Width - 1)
	case TextItem:
		s := i.Font.Size
		return Rect{i.Rect.X - s/2, i.Rect.Y - 1.3*s, u.Type.Width(i.Text, i.Font) + s, 2 * s}
	case LineItem:
		r := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, p := range i.Path {
			r = Rect{min(r.X, p.X), min(r.Y, p.Y), max(r.W, p.X), max(r.H, p.Y)}
		}
		return Rect{r.X, r.Y, r.W - r.X, r.H - r.Y}.Inset(-i.Width)
	}
	return i.Rect.Inset(-1)
}
