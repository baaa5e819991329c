package sketch

import (
	"errors"
	"fmt"
	"math"

	"go.starlark.net/starlark"
)

// transforms are the helpers that move points, and draw nothing.
func transforms() map[string]helper {
	return map[string]helper{
		"translate": moved([]param{{name: "dx"}, {name: "dy"}}, false, func(n []float64, x, y float64) (float64, float64) {
			return x + n[0], y + n[1]
		}),
		"rotate": moved([]param{{name: "degrees"}}, true, func(n []float64, x, y float64) (float64, float64) {
			sin, cos := math.Sincos(n[0] * math.Pi / 180)
			return x*cos - y*sin, x*sin + y*cos
		}),
		"scale": moved([]param{{name: "kx"}, {"ky", true, math.NaN()}}, true, func(n []float64, x, y float64) (float64, float64) {
			if math.IsNaN(n[1]) {
				return x * n[0], y * n[0]
			}
			return x * n[0], y * n[1]
		}),
	}
}

// moved returns a helper that maps points: around a center, if there is one, which is
// the middle of the points unless said.
func moved(params []param, centered bool, to func(n []float64, x, y float64) (float64, float64)) helper {
	return func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		if len(args) == 0 {
			return nil, errors.New("the points are missing: a list of them comes first")
		}
		list, err := points(args[0])
		if err != nil {
			return nil, err
		}
		var cx, cy float64
		if centered {
			cx, cy = middle(list)
			if cx, cy, kwargs, err = center(cx, cy, kwargs); err != nil {
				return nil, err
			}
		}
		n, err := numbers(params, args[1:], kwargs)
		if err != nil {
			return nil, err
		}
		out := make([]point, len(list))
		for i, p := range list {
			x, y := to(n, p.x-cx, p.y-cy)
			if x, y = x+cx, y+cy; !(math.Abs(x) <= farMax && math.Abs(y) <= farMax) {
				return nil, fmt.Errorf("point %d is moved beyond ±1e9", i)
			}
			out[i] = point{x, y, p.pressure}
		}
		return value(out), nil
	}
}

// center takes the center out of the arguments.
func center(x, y float64, kwargs []starlark.Tuple) (float64, float64, []starlark.Tuple, error) {
	var rest []starlark.Tuple
	for _, kv := range kwargs {
		if key, _ := starlark.AsString(kv[0]); key != "center" {
			rest = append(rest, kv)
			continue
		}
		list, err := points(kv[1])
		if err != nil || len(list) != 1 {
			return 0, 0, nil, errors.New("center is not a point (x, y)")
		}
		x, y = list[0].x, list[0].y
	}
	return x, y, rest, nil
}
