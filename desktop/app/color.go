package app

import (
	"fmt"
	"math"
	"strconv"
)

// A Color is 0xRRGGBB. As text it is #rrggbb.
type Color uint32

func (c Color) String() string { return fmt.Sprintf("#%06x", uint32(c)&0xffffff) }

// ParseColor reads a color as #rrggbb, with or without the sign before it.
func ParseColor(text string) (Color, bool) {
	if len(text) == 7 && text[0] == '#' {
		text = text[1:]
	}
	n, err := strconv.ParseUint(text, 16, 32)
	return Color(n), err == nil && len(text) == 6
}

// MarshalText writes a color for the preferences.
func (c Color) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a color of the preferences.
func (c *Color) UnmarshalText(text []byte) error {
	v, ok := ParseColor(string(text))
	if !ok {
		return fmt.Errorf("%q is no color such as #1f1b18", text)
	}
	*c = v
	return nil
}

// Contrast is WCAG's contrast of two colors, 1 to 21.
func Contrast(a, b Color) float64 {
	l, m := a.luminance(), b.luminance()
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

func (c Color) luminance() float64 {
	linear := func(v uint32) float64 {
		if s := float64(v&255) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	return 0.2126*linear(uint32(c)>>16) + 0.7152*linear(uint32(c)>>8) + 0.0722*linear(uint32(c))
}

// ReadableOn returns white, near black or black: the first that can be read on a color.
func ReadableOn(c Color) Color {
	for _, ink := range [...]Color{0xffffff, 0x1b1410} {
		if Contrast(c, ink) >= 4.5 {
			return ink
		}
	}
	return 0
}
