package export

import (
	"strconv"
	"strings"

	"easel.example/core/path"
)

// ink returns a colour for what is drawn anyway: what is not known is ink, and is told.
func (d *Drawing) ink(s string) (color uint32, alpha uint8) {
	if color, alpha, ok := readColor(s); ok {
		return color, alpha
	}
	if s != "" {
		d.leave("unknown colour " + s[:min(len(s), 10)] + ", drawn as ink")
	}
	return Ink, 255
}

// readColor reads #rgb, #rrggbb, either with alpha, rgb(…), hsl(…) and names (CSS Color 4), and
// reports whether it is one of them. Alpha is 0 for what is not painted at all.
func readColor(s string) (color uint32, alpha uint8, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if c, ok := named(s); ok {
		return c, 255, true
	}
	if s == "none" || s == "transparent" {
		return 0, 0, true
	}
	if in, ok := strings.CutSuffix(s, ")"); ok {
		form, in, _ := strings.Cut(in, "(")
		return mixed(strings.TrimSuffix(form, "a"), in)
	}
	hex, ok := strings.CutPrefix(s, "#")
	v, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil {
		return 0, 0, false
	}
	twice := func(n uint) uint32 { return uint32(v>>n&15) * 17 }
	switch len(hex) {
	case 3:
		return twice(8)<<16 | twice(4)<<8 | twice(0), 255, true
	case 4:
		return twice(12)<<16 | twice(8)<<8 | twice(4), uint8(twice(0)), true
	case 6:
		return uint32(v), 255, true
	case 8:
		return uint32(v >> 8), uint8(v), true
	}
	return 0, 0, false
}

// mixed reads what is in the brackets of rgb or hsl: three parts between commas or spaces, and alpha to 1 or in
// percent.
func mixed(form, in string) (color uint32, alpha uint8, ok bool) {
	var parts [4]path.Fixed
	n := 0
	for f := range strings.FieldsFuncSeq(in, func(r rune) bool { return r == ',' || r == '/' || r == ' ' || r >= '\t' && r <= '\r' }) {
		if n == 4 {
			return 0, 0, false
		}
		if parts[n], ok = component(form, n, f); !ok {
			return 0, 0, false
		}
		n++
	}
	if n < 3 || form != "rgb" && form != "hsl" {
		return 0, 0, false
	}
	if n == 3 {
		parts[3] = 255 * path.One
	}
	if form == "hsl" {
		parts[0], parts[1], parts[2] = fromHSL(parts[0], parts[1], parts[2])
	}
	for _, v := range parts[:3] {
		color = color<<8 | uint32(level(v))
	}
	return color, level(parts[3]), true
}

func level(v path.Fixed) uint8 { return uint8(min(max((v+path.One/2)>>16, 0), 255)) }

// component reads one part of a colour: to 255, the hue to 360, saturation and lightness to 100.
func component(form string, n int, s string) (v path.Fixed, ok bool) {
	if s == "none" {
		return 0, true
	}
	v, used, ok := path.ParseFixed(s)
	if !ok {
		return 0, false
	}
	switch unit := s[used:]; {
	case form == "hsl" && n == 0:
		v, ok = hue(v, unit)
	case form == "hsl" && n < 3:
		ok = unit == "" || unit == "%"
	case unit == "%":
		v = v * 255 / 100
	case n == 3:
		v *= 255
		ok = unit == ""
	default:
		ok = unit == ""
	}
	return v, ok
}

// hue returns an angle in degrees.
func hue(v path.Fixed, unit string) (path.Fixed, bool) {
	switch unit {
	case "", "deg":
	case "grad":
		v = v * 9 / 10
	case "turn":
		v *= 360
	case "rad":
		v = v * 3754936 >> 16 // 180/π
	default:
		return 0, false
	}
	return (v%(360*path.One) + 360*path.One) % (360 * path.One), true
}

// fromHSL returns red, green and blue to 255 (CSS Color 4, section 7.1).
func fromHSL(h, s, l path.Fixed) (r, g, b path.Fixed) {
	s, l = min(max(s, 0), 100*path.One)/100, min(max(l, 0), 100*path.One)/100
	a := s * min(l, path.One-l) >> 16
	at := func(n path.Fixed) path.Fixed {
		k := (n*path.One + h/30) % (12 * path.One)
		return 255 * (l - a*max(-path.One, min(k-3*path.One, 9*path.One-k, path.One))>>16)
	}
	return at(0), at(8), at(4)
}
