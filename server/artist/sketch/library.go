package sketch

import (
	"errors"
	"fmt"
	"math"

	starmath "go.starlark.net/lib/math"
	"go.starlark.net/starlark"

	"easel.example/server/artist/paths"
)

// A helper is a function that programs may call.
type helper func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error)

// library returns all that a program has beside the language.
func (p *program) library() starlark.StringDict {
	palette := make([]starlark.Value, len(p.Palette))
	for i, c := range p.Palette {
		palette[i] = hex(c)
	}
	brushes := make([]starlark.Value, 0, 20)
	for _, name := range paths.Brushes() {
		brushes = append(brushes, starlark.String(name))
	}
	lib := starlark.StringDict{
		"width": starlark.MakeInt(int(p.Width)), "height": starlark.MakeInt(int(p.Height)), "style": starlark.String(p.Style.String()),
		"palette": starlark.NewList(palette), "brushes": starlark.NewList(brushes), "math": starmath.Module, "pi": starlark.Float(math.Pi),
	}
	for _, group := range []map[string]helper{p.pens(), p.shapes(), transforms(), p.chances(), colors()} {
		for name, h := range group {
			lib[name] = starlark.NewBuiltin(name, func(_ *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
				v, err := h(args, kwargs)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", b.Name(), err)
				}
				return v, nil
			})
		}
	}
	return lib
}

// pens are the helpers that draw through points.
func (p *program) pens() map[string]helper {
	through := func(kind string, first, more int, bend func([]point, bool) []point) helper {
		return func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			l, rest, err := looks(kwargs)
			if err != nil {
				return nil, err
			}
			if len(rest) > 0 {
				return nil, fmt.Errorf("unexpected %s; it takes points, and brush, color, width, opacity, fill, closed, draw", rest[0][0])
			}
			list, err := points(args...)
			if err != nil {
				return nil, err
			}
			if n := len(list) - first; n < 0 || n%more != 0 {
				return nil, fmt.Errorf("got %d points, want %d, or %d more for each further part", len(list), first, more)
			}
			if bend != nil {
				list = bend(list, l.closed)
			}
			return p.path(kind, list, l)
		}
	}
	polygon := through("polyline", 3, 1, nil)
	return map[string]helper{
		"line": through("line", 2, 1, nil), "polyline": through("polyline", 2, 1, nil),
		"quadratic": through("quadratic", 3, 2, nil), "cubic": through("cubic", 4, 3, nil),
		"spline": through("polyline", 2, 1, spline),
		"polygon": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			return polygon(args, append(kwargs, closed))
		},
		"svg": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			l, rest, err := looks(kwargs)
			if err != nil {
				return nil, err
			}
			var d string
			if err := starlark.UnpackArgs("svg", args, rest, "d", &d); err != nil {
				return nil, bare(err, "svg")
			}
			if err := paths.CheckData(d); err != nil {
				return nil, err
			}
			return starlark.None, p.data(d, l)
		},
	}
}

var closed = starlark.Tuple{starlark.String("closed"), starlark.True}

// shapes are the helpers that draw what a few numbers say.
func (p *program) shapes() map[string]helper {
	shape := func(around bool, params []param, of func(n []float64) ([]point, error)) helper {
		return func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			if around {
				kwargs = append(kwargs, closed)
			}
			l, rest, err := looks(kwargs)
			if err != nil {
				return nil, err
			}
			n, err := numbers(params, args, rest)
			if err != nil {
				return nil, err
			}
			list, err := of(n)
			if err != nil {
				return nil, err
			}
			return p.path("polyline", list, l)
		}
	}
	need := func(names ...string) (list []param) {
		for _, n := range names {
			list = append(list, param{name: n})
		}
		return list
	}
	return map[string]helper{
		"circle": shape(true, need("x", "y", "r"), func(n []float64) ([]point, error) {
			return ellipse(n[0], n[1], n[2], n[2], 0, 0, 360)
		}),
		"ellipse": shape(true, append(need("x", "y", "rx", "ry"), param{"turn", true, 0}), func(n []float64) ([]point, error) {
			return ellipse(n[0], n[1], n[2], n[3], n[4], 0, 360)
		}),
		"arc": shape(false, need("x", "y", "r", "start", "end"), func(n []float64) ([]point, error) {
			return ellipse(n[0], n[1], n[2], n[2], 0, n[3], n[4])
		}),
		"rect": shape(true, need("x", "y", "w", "h"), func(n []float64) ([]point, error) {
			x, y, w, h := n[0], n[1], n[2], n[3]
			return []point{{x, y, unsaid}, {x + w, y, unsaid}, {x + w, y + h, unsaid}, {x, y + h, unsaid}}, nil
		}),
		"hatch": p.hatch,
	}
}

// hatch draws lines within a polygon.
func (p *program) hatch(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	l, rest, err := looks(kwargs)
	if err != nil {
		return nil, err
	}
	if len(args) == 0 {
		return nil, errors.New("the polygon is missing: a list of points")
	}
	shape, err := points(args[0])
	if err != nil {
		return nil, err
	}
	n, err := numbers([]param{{"angle", true, 45}, {"spacing", true, 8}}, args[1:], rest)
	if err != nil {
		return nil, err
	}
	lines, err := hatching(shape, n[0], n[1])
	if err != nil {
		return nil, err
	}
	list := make([]starlark.Value, len(lines))
	for i, line := range lines {
		if list[i], err = p.path("line", line, l); err != nil {
			return nil, err
		}
	}
	return starlark.NewList(list), nil
}

// chances are the helpers that the seed decides.
func (p *program) chances() map[string]helper {
	return map[string]helper{
		"rand": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			n, err := numbers([]param{{"a", true, 0}, {"b", true, 1}}, args, kwargs)
			if err != nil {
				return nil, err
			}
			if len(args) == 1 { // up to it
				n[0], n[1] = 0, n[0]
			}
			return starlark.Float(n[0] + (n[1]-n[0])*p.unit()), nil
		},
		"randint": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			n, err := numbers([]param{{name: "a"}, {name: "b"}}, args, kwargs)
			if err != nil {
				return nil, err
			}
			a, b := int64(math.Ceil(n[0])), int64(math.Floor(n[1]))
			if b < a {
				return nil, fmt.Errorf("there is no whole number from %v to %v", n[0], n[1])
			}
			return starlark.MakeInt64(a + p.below(b-a+1)), nil
		},
		"gauss": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			n, err := numbers([]param{{"mean", true, 0}, {"deviation", true, 1}}, args, kwargs)
			if err != nil {
				return nil, err
			}
			return starlark.Float(n[0] + n[1]*p.normal()), nil
		},
		"noise": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			n, err := numbers([]param{{name: "x"}, {"y", true, 0}}, args, kwargs)
			if err != nil {
				return nil, err
			}
			return starlark.Float(noise(p.Seed, n[0], n[1])), nil
		},
		"choice": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			list, err := sequence(args, kwargs)
			if err == nil && list.Len() == 0 {
				err = errors.New("the list is empty")
			}
			if err != nil {
				return nil, err
			}
			return list.Index(int(p.below(int64(list.Len())))), nil
		},
		"shuffle": func(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
			list, err := sequence(args, kwargs)
			if err != nil {
				return nil, err
			}
			vals := make([]starlark.Value, list.Len())
			for i := range vals { // Fisher and Yates, inside out (Durstenfeld, 1964)
				j := int(p.below(int64(i + 1)))
				vals[i], vals[j] = vals[j], list.Index(i)
			}
			return starlark.NewList(vals), nil
		},
	}
}

func sequence(args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Indexable, error) {
	if len(args) != 1 || len(kwargs) > 0 {
		return nil, errors.New("it takes one list")
	}
	list, ok := args[0].(starlark.Indexable)
	if !ok {
		return nil, fmt.Errorf("got %s, want a list", args[0].Type())
	}
	return list, nil
}
