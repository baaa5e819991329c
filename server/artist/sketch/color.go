package sketch

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"go.starlark.net/starlark"

	"easel.example/server/artist/paths"
)

// colors are the helpers that make colours. They take #rgb, #rrggbb and CSS names, and
// return #rrggbb.
func colors() map[string]helper {
	return map[string]helper{
		"mix": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			var a, b starlark.String
			t := starlark.Value(starlark.Float(0.5))
			if err := starlark.UnpackArgs("mix", args, kwargs, "a", &a, "b", &b, "t?", &t); err != nil {
				return nil, bare(err, "mix")
			}
			return blended(string(a), string(b), t)
		},
		"lighten": toward("lighten", "#fff"),
		"darken":  toward("darken", "#000"),
		"hsl": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			n, err := numbers([]param{{name: "h"}, {name: "s"}, {name: "l"}}, args, kwargs)
			if err != nil {
				return nil, err
			}
			if !(n[1] >= 0 && n[1] <= 1 && n[2] >= 0 && n[2] <= 1) {
				return nil, errors.New("h is in degrees, and s and l go from 0 to 1")
			}
			return hex(hsl(n[0], n[1], n[2])), nil
		},
	}
}

func toward(name, end string) helper {
	return func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		var c starlark.String
		t := starlark.Value(starlark.Float(0.2))
		if err := starlark.UnpackArgs(name, args, kwargs, "color", &c, "t?", &t); err != nil {
			return nil, bare(err, name)
		}
		return blended(string(c), end, t)
	}
}

// bare returns an error of UnpackArgs without the name of the helper, which is put
// before every error of one.
func bare(err error, name string) error {
	return errors.New(strings.TrimPrefix(err.Error(), name+": "))
}

// blended returns a colour so much of the way from a to b, from 0 to 1.
func blended(a, b string, part starlark.Value) (starlark.Value, error) {
	t, err := number(part)
	if err != nil {
		return nil, fmt.Errorf("t: %w", err)
	}
	t = min(max(t, 0), 1)
	var mixed uint32
	var ends [2]uint32
	for i, text := range []string{a, b} {
		c, ok := paths.ParseColor(text)
		if !ok {
			return nil, fmt.Errorf("%q is no colour; it may be #rgb, #rrggbb or a CSS name", cut(text, 40))
		}
		ends[i] = c
	}
	for shift := 16; shift >= 0; shift -= 8 {
		x, y := float64(ends[0]>>shift&255), float64(ends[1]>>shift&255)
		mixed = mixed<<8 | uint32(math.Round(x+(y-x)*t))
	}
	return hex(mixed), nil
}

// hsl returns a colour of CSS Color 4, section 7.1.
func hsl(h, s, l float64) (c uint32) {
	h = math.Mod(math.Mod(h, 360)+360, 360)
	for _, n := range [3]float64{0, 8, 4} {
		k := math.Mod(n+h/30, 12)
		v := l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
		c = c<<8 | uint32(math.Round(255*min(max(v, 0), 1)))
	}
	return c
}

func hex(c uint32) starlark.String { return starlark.String(fmt.Sprintf("#%06x", c)) }
