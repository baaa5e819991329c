package widget

// NarrowMost is the width below which a window is a phone's: dialogs become sheets
// at its lower edge.
const NarrowMost = 640

// Dialog shows a panel over all else, with a title, and content of so many px that
// is scrolled where there is no room for it. It reports whether it was closed: by
// its cross, by Esc, or by a press beside it.
func (u *UI) Dialog(id ID, title string, width, high float64, content func(in Rect)) (closed bool) {
	u.Modal(id)
	const head, pad = 58, 22
	high += head + pad
	at := Rect{W: u.W, H: u.H}
	k := u.Rise(id + "/rise")
	if u.W < NarrowMost {
		at.Top(max(u.H-high, 40))
		at.Y += 24 * (1 - k)
	} else {
		at = at.Centre(min(width, u.W-24), min(high, u.H-24))
		at.Y += 12 * (1 - k)
	}
	at = at.Round(1)
	u.Solid(id+"/panel", at)
	in := at.Pad(pad, 0)
	top := in.Top(head)
	cross := top.Right(ToolSize)
	cross.X += 10
	closed = u.Tool(id+"/close", cross.Centre(36, 36), Tool{Icon: CloseIcon, Name: "Close", Key: "Esc"})
	u.Label(top, title, Font{Title, Medium}, u.Theme.Text, AtLeft)
	in.Bottom(pad)
	wide := in.Pad(-10, 0) // the bar is beside what is scrolled
	u.Scroll(id+"/content", wide, high-head-pad, func(all Rect) { content(all.Pad(10, 0)) })
	u.follow(id+"/content", wide)
	if u.Take("Escape") || u.pressed() && u.hot == id+"/scrim" {
		closed = true
	}
	if closed {
		u.again = true
	}
	return closed
}

// A Toast is a sentence that goes away by itself.
type Toast struct {
	Text  string
	Until int64
	Act   string // of a button, or ""
}

// ToastMs is how long a toast stays: longer, the more there is to read.
func ToastMs(text string) int64 { return 2500 + 55*int64(len(text)) }

// Toasts shows toasts above the lower edge of a part of the window. It returns those that stay,
// and which one's button was pressed, or -1.
func (u *UI) Toasts(list []Toast, in Rect) (stay []Toast, act int) {
	act = -1
	y := in.Y + in.H
	for i := len(list) - 1; i >= 0; i-- {
		t := list[i]
		if t.Until <= u.In.Now {
			u.again = true
			continue
		}
		u.Wake(t.Until)
		stay = append([]Toast{t}, stay...)
		y = u.toast(t, in, y, func() { act = i })
	}
	return stay, act
}

func (u *UI) toast(t Toast, room Rect, bottom float64, act func()) (top float64) {
	f := Font{Body + 0.5, Regular}
	wide := min(u.Type.Width(t.Text, f)+1, 460, room.W-48)
	lines := u.Type.Wrap(t.Text, f, wide)
	at := Rect{H: float64(len(lines))*LineHeight(f) + 20, W: wide + 32}
	b := Button{Text: t.Act, Style: Bare}
	if t.Act != "" {
		at.W += u.ButtonWidth(b) + 8
	}
	k := u.Rise(ID("toast/" + t.Text))
	at.X, at.Y = float64(int(min(max(room.X+(room.W-at.W)/2, 8), u.W-at.W-8))), float64(int(bottom-at.H+8*(1-k)))
	u.Shadow(Rect{at.X, at.Y + 3, at.W, at.H}, 12, 12, u.Theme.Shadow)
	u.Fill(at, 12, u.Theme.Toast)
	in := at.Pad(16, 10)
	if t.Act != "" {
		r := Rect{in.X + in.W - u.ButtonWidth(b) + 8, at.Y + 5, u.ButtonWidth(b), at.H - 10}
		a := u.touch(ID("toast/"+t.Text+"/act"), r, false)
		u.Ring(r, 8, 1, u.Theme.OnToast.Fade(0.5))
		u.Label(r, t.Act, f, u.Theme.OnToast, AtMiddle)
		u.outline(a, r, 8)
		if a.Clicked {
			act()
		}
	}
	for _, l := range lines {
		u.Label(in.Top(LineHeight(f)), t.Text[l.From:l.To], f, u.Theme.OnToast, AtLeft)
	}
	return at.Y - 8
}
