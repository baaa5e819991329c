package widget

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// A Color is 0xRRGGBBAA, not premultiplied.
type Color uint32

// RGB returns the opaque colour 0xRRGGBB.
func RGB(v uint32) Color { return Color(v<<8 | 0xff) }

// RGB returns 0xRRGGBB, whatever the alpha.
func (c Color) RGB() uint32 { return uint32(c) >> 8 }

// Fade returns the colour with its alpha times k.
func (c Color) Fade(k float64) Color {
	a := math.Round(float64(c&0xff) * min(max(k, 0), 1))
	return c&^0xff | Color(a)
}

// Mix returns the opaque colour that is k of the way from c to d.
func (c Color) Mix(d Color, k float64) Color {
	var out Color
	for shift := 24; shift >= 8; shift -= 8 {
		a, b := float64(c>>shift&0xff), float64(d>>shift&0xff)
		out |= Color(math.Round(a+(b-a)*k)) << shift
	}
	return out | 0xff
}

// Over returns the opaque colour that is seen where c lies on an opaque ground.
func (c Color) Over(ground Color) Color { return ground.Mix(c, float64(c&0xff)/255) }

// NRGBA returns the colour as the standard library has it.
func (c Color) NRGBA() color.NRGBA {
	return color.NRGBA{uint8(c >> 24), uint8(c >> 16), uint8(c >> 8), uint8(c)}
}

// Contrast returns WCAG's contrast of two opaque colours, from 1 to 21.
func Contrast(a, b Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c Color) float64 {
	linear := func(shift int) float64 {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(24) + 0.7152*linear(16) + 0.0722*linear(8)
}

// ReadableOn returns white, near black or black: the first that is read on a colour.
func ReadableOn(c Color) Color {
	for _, ink := range []Color{RGB(0xffffff), RGB(0x1b1410)} {
		if Contrast(c|0xff, ink) >= 4.5 {
			return ink
		}
	}
	return RGB(0)
}

// Hex returns #rrggbb of 0xRRGGBB.
func Hex(rgb uint32) string { return fmt.Sprintf("#%06x", rgb) }

// ParseHex reads #rrggbb or #rgb, with or without the #.
func ParseHex(s string) (rgb uint32, ok bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	v, err := strconv.ParseUint(s, 16, 32)
	return uint32(v), err == nil && len(s) == 6
}

// HSV returns a colour by hue (0…360), saturation and value (0…1).
func HSV(h, s, v float64) (rgb uint32) {
	part := func(n float64) uint32 {
		k := math.Mod(n+h/60, 6)
		return uint32(math.Round(255 * (v - v*s*max(0, min(k, 4-k, 1)))))
	}
	return part(5)<<16 | part(3)<<8 | part(1)
}

// ToHSV is the way back; of grey the hue is 0.
func ToHSV(rgb uint32) (h, s, v float64) {
	r, g, b := float64(rgb>>16&0xff)/255, float64(rgb>>8&0xff)/255, float64(rgb&0xff)/255
	v = max(r, g, b)
	d := v - min(r, g, b)
	if d == 0 {
		return 0, 0, v
	}
	switch v {
	case r:
		h = math.Mod((g-b)/d+6, 6)
	case g:
		h = (b-r)/d + 2
	default:
		h = (r-g)/d + 4
	}
	return 60 * h, d / v, v
}
