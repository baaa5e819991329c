package widget

import "math"

// Slider is a value from 0 to 1 with a name and words for the value.
type Slider struct {
	Name  string
	Value float64
	Shown string  // the value in words
	Step  float64 // of an arrow key
}

// SliderHigh is how high a slider is.
const SliderHigh = 40

// Slider shows the slider, and returns the value it has now.
func (u *UI) Slider(id ID, at Rect, s Slider) float64 {
	line := at.Top(at.H - 20)
	f := Font{Body, Regular}
	u.Label(line.Right(u.Type.Width(s.Shown, f)), s.Shown, f, u.Theme.Soft, AtRight)
	u.Label(line, s.Name, f, u.Theme.Text, AtLeft)
	a := u.touch(id, at, false)
	const knob = 14
	track := at.Pad(knob/2, 0)
	v := s.Value
	if a.Held && track.W > 0 {
		v = (u.In.At.X - track.X) / track.W
	}
	if a.Focus {
		v += s.Step * u.steps()
	}
	if a.Hover && u.In.Wheel.Y != 0 {
		v -= s.Step * math.Copysign(1, u.In.Wheel.Y)
		u.In.Wheel = Spot{}
	}
	v = min(max(v, 0), 1)
	if v != s.Value && u.dry == 0 && (!a.Held || u.In.At != u.was.At || u.pressed()) {
		u.again = true // unless who asks keeps but the nearest of few values
	}
	u.track(track, v)
	x := track.X + track.W*v
	round := Rect{x - knob/2, at.Y + (at.H-knob)/2, knob, knob}
	if k := u.Ease(id+"/grown", boolean(a.Hover || a.Held)); k > 0 {
		round = round.Inset(-1.5 * k)
	}
	u.Shadow(Rect{round.X, round.Y + 1, round.W, round.H}, round.W/2, 3, u.Theme.Shadow)
	u.Fill(round, round.W/2, u.Theme.Accent)
	u.outline(a, round, round.W/2)
	return v
}

func (u *UI) track(at Rect, v float64) {
	r := at.Centre(at.W, 4)
	u.Fill(r, 2, u.Theme.Text.Fade(0.16))
	u.Fill(Rect{r.X, r.Y, r.W * v, 4}, 2, u.Theme.Accent)
}

// steps returns how many steps the arrow keys ask for.
func (u *UI) steps() (n float64) {
	for key, step := range map[string]float64{"ArrowLeft": -1, "ArrowDown": -1, "ArrowRight": 1, "ArrowUp": 1, "PageUp": 5, "PageDown": -5, "Home": -1e9, "End": 1e9} {
		for u.Take(key) {
			n += step
		}
	}
	return n
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Meter shows how much of something is used, 0…1.
func (u *UI) Meter(at Rect, v float64) {
	r := at.Centre(at.W, 4)
	c := u.Theme.Soft
	if v > 0.85 {
		c = u.Theme.Accent
	}
	u.Fill(r, 2, u.Theme.Text.Fade(0.14))
	if v > 0 {
		u.Fill(Rect{r.X, r.Y, max(r.W*min(v, 1), 4), 4}, 2, c)
	}
}

// Switch shows words with a switch, and reports whether it is on now.
func (u *UI) Switch(id ID, at Rect, text string, on bool) bool {
	a := u.touch(id, at, false)
	if a.Clicked {
		on = !on
	}
	in := at
	box := in.Right(36).Centre(36, 20)
	k := u.Ease(id+"/on", boolean(on))
	u.Fill(box, 10, u.Theme.Text.Fade(0.26))
	u.Fill(box, 10, u.Theme.Accent.Fade(k))
	u.Fill(Rect{box.X + 3 + 16*k, box.Y + 3, 14, 14}, 7, RGB(0xffffff))
	u.Label(in, text, Font{Body, Regular}, u.Theme.Text, AtLeft)
	u.outline(a, box, 10)
	return on
}

// Either shows choices side by side, of which one is taken, and returns which.
func (u *UI) Either(id ID, at Rect, names []string, on int) int {
	u.Fill(at, 9, u.Theme.Text.Fade(0.07))
	for i, cell := range at.Inset(2).Cells(len(names), 2) {
		a := u.touch(id+ID("/"+names[i]), cell, false)
		if a.Clicked {
			on = i
		}
		f, ink := Font{Small + 0.5, Regular}, u.Theme.Text
		if i == on {
			f.Weight = Medium
			u.Shadow(Rect{cell.X, cell.Y + 1, cell.W, cell.H}, 7, 3, u.Theme.Shadow.Fade(0.6))
			u.Fill(cell, 7, u.lifted())
		} else {
			u.hover(id+ID("/"+names[i]), a, cell, 7)
		}
		u.Label(cell.Pad(4, 0), names[i], f, ink, AtMiddle)
		u.outline(a, cell, 7)
	}
	return on
}

// lifted is the colour of what lies on a panel, nearer to the eye.
func (u *UI) lifted() Color {
	if u.Theme.Dark {
		return RGB(0x4a4541)
	}
	return RGB(0xffffff)
}
