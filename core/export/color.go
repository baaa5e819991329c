package export

import (
	"strconv"
	"strings"

	"easel.example/core/path"
)

// names are the colours that drawings name most.
var names = map[string]uint32{
	"black": 0, "white": 0xffffff, "red": 0xff0000, "green": 0x008000, "blue": 0x0000ff, "yellow": 0xffff00, "orange": 0xffa500,
	"purple": 0x800080, "pink": 0xffc0cb, "brown": 0xa52a2a, "gray": 0x808080, "grey": 0x808080, "cyan": 0x00ffff, "magenta": 0xff00ff,
	"lime": 0x00ff00, "navy": 0x000080, "teal": 0x008080, "maroon": 0x800000, "olive": 0x808000, "silver": 0xc0c0c0, "gold": 0xffd700,
}

// parseColor reads #rgb, #rrggbb, either with alpha, rgb(…), rgba(…) and names.
// Alpha is 0 for what is not painted at all; what it does not know is ink.
func parseColor(s string) (color uint32, alpha uint8) {
	s = strings.ToLower(strings.TrimSpace(s))
	if c, ok := names[s]; ok {
		return c, 255
	}
	if s == "none" || s == "transparent" {
		return 0, 0
	}
	if in, ok := strings.CutPrefix(s, "rgb"); ok {
		return mixed(strings.TrimPrefix(in, "a"))
	}
	hex, ok := strings.CutPrefix(s, "#")
	v, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil {
		return Ink, 255
	}
	twice := func(n uint) uint32 { return uint32(v>>n&15) * 17 }
	switch len(hex) {
	case 3:
		return twice(8)<<16 | twice(4)<<8 | twice(0), 255
	case 4:
		return twice(12)<<16 | twice(8)<<8 | twice(4), uint8(twice(0))
	case 6:
		return uint32(v), 255
	case 8:
		return uint32(v >> 8), uint8(v)
	}
	return Ink, 255
}

// mixed reads the brackets of rgb(…): three parts to 255 or in percent, and
// alpha to 1 or in percent.
func mixed(s string) (color uint32, alpha uint8) {
	f := strings.FieldsFunc(strings.Trim(s, "()"), func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(f) < 3 || len(f) > 4 {
		return Ink, 255
	}
	alpha = 255
	for i, part := range f {
		v, n, ok := path.ParseFixed(part)
		if n == 0 || !ok {
			return Ink, 255
		}
		if strings.HasSuffix(part, "%") {
			v = v * 255 / 100
		} else if i == 3 {
			v *= 255
		}
		c := uint8(min(max((v+path.One/2)>>16, 0), 255))
		if i == 3 {
			alpha = c
		} else {
			color = color<<8 | uint32(c)
		}
	}
	return color, alpha
}
