package widget

import (
	"image"
	"math"
)

// A Picker chooses any colour: a square of saturation and value, a strip of hues,
// and a field for #rrggbb. Its zero value has never shown a colour.
type Picker struct {
	h, s, v float64
	rgb     uint32 // that h, s and v are of
	set     bool
	square  *Picture
	strip   *Picture
	hue     float64 // that the square is of
	hex     string
	typing  bool
}

// pickerSide is how many px the pictures of a picker have.
const pickerSide = 96

// PickerHigh returns how high a picker is in a width.
func PickerHigh(w float64) float64 { return w*0.72 + 10 + 16 + 10 + 32 }

// Picker shows the picker, and returns the colour it has now, 0xRRGGBB.
func (u *UI) Picker(id ID, at Rect, p *Picker, rgb uint32) uint32 {
	if u.dry > 0 {
		return rgb
	}
	p.take(rgb)
	square := at.Top(at.W * 0.72)
	at.Top(10)
	strip := at.Top(16)
	at.Top(10)
	if x, y, ok := u.spot(id+"/square", square, p.s, 1-p.v); ok {
		p.s, p.v = x, 1-y
	}
	if x, _, ok := u.spot(id+"/hue", strip, p.h/360, 0); ok {
		p.h = min(x*360, 359.99)
	}
	p.draw()
	u.Image(square, p.square, 8, 1)
	u.knob(Spot{square.X + p.s*square.W, square.Y + (1-p.v)*square.H}, HSV(p.h, p.s, p.v))
	u.Image(strip, p.strip, 8, 1)
	u.knob(Spot{strip.X + p.h/360*strip.W, strip.Y + strip.H/2}, HSV(p.h, 1, 1))
	out := HSV(p.h, p.s, p.v)
	if now, was := out, p.rgb; now != was {
		p.rgb = out
		u.again = true
	}
	return p.field(u, id, at.Top(32))
}

// take shows a colour that was chosen elsewhere; of grey the hue of before stays.
func (p *Picker) take(rgb uint32) {
	if p.set && rgb == p.rgb {
		return
	}
	h, s, v := ToHSV(rgb)
	if s == 0 || v == 0 {
		h = p.h
	}
	p.h, p.s, p.v, p.rgb, p.set = h, s, v, rgb, true
}

// field is where the colour is written.
func (p *Picker) field(u *UI, id ID, row Rect) uint32 {
	u.Fill(row.Left(32), 8, RGB(p.rgb))
	row.Left(8)
	if !p.typing {
		p.hex = Hex(p.rgb)
	}
	r := u.Field(id+"/hex", row, Field{Text: p.hex, Most: 7, Name: "Colour as #rrggbb"})
	p.hex, p.typing = r.Text, r.Focus
	if rgb, ok := ParseHex(p.hex); ok && r.Changed {
		p.take(rgb)
	}
	return p.rgb
}

// spot is a part in which a place is chosen, by the pointer or by arrows.
func (u *UI) spot(id ID, at Rect, x, y float64) (nx, ny float64, changed bool) {
	a := u.touch(id, at, false)
	nx, ny = x, y
	if a.Held {
		nx, ny = (u.In.At.X-at.X)/at.W, (u.In.At.Y-at.Y)/at.H
	}
	if a.Focus {
		for key, d := range map[string]Spot{"ArrowLeft": {-0.02, 0}, "ArrowRight": {0.02, 0}, "ArrowUp": {0, -0.02}, "ArrowDown": {0, 0.02}} {
			if u.Take(key) {
				nx, ny = nx+d.X, ny+d.Y
			}
		}
	}
	u.outline(a, at, 8)
	nx, ny = min(max(nx, 0), 1), min(max(ny, 0), 1)
	return nx, ny, nx != x || ny != y
}

func (u *UI) knob(at Spot, rgb uint32) {
	r := Rect{at.X - 8, at.Y - 8, 16, 16}
	u.Shadow(r, 8, 3, 0x00000066)
	u.Fill(r, 8, RGB(0xffffff))
	u.Fill(r.Inset(2.5), 5.5, RGB(rgb))
}

// draw makes the pictures that are shown.
func (p *Picker) draw() {
	if p.strip == nil {
		p.strip = NewPicture(image.NewRGBA(image.Rect(0, 0, 180, 1)))
		for x := range 180 {
			set(p.strip, x, 0, HSV(float64(x)*2, 1, 1))
		}
		p.square = NewPicture(image.NewRGBA(image.Rect(0, 0, pickerSide, pickerSide)))
		p.hue = math.NaN()
	}
	if p.hue == p.h {
		return
	}
	p.hue = p.h
	p.square.Version++
	for y := range pickerSide {
		for x := range pickerSide {
			set(p.square, x, y, HSV(p.h, float64(x)/(pickerSide-1), 1-float64(y)/(pickerSide-1)))
		}
	}
}

func set(p *Picture, x, y int, rgb uint32) {
	i := p.Pix.PixOffset(x, y)
	p.Pix.Pix[i], p.Pix.Pix[i+1], p.Pix.Pix[i+2], p.Pix.Pix[i+3] = byte(rgb>>16), byte(rgb>>8), byte(rgb), 255
}
