package sketch

import (
	"errors"
	"fmt"
	"math"

	"go.starlark.net/starlark"
)

// farMax bounds a coordinate, in px. Where a piece ends is checked later.
const farMax = 1e9

// A point is a place in px, with how hard to press, 0 to 1, or less if that is not said.
type point struct{ x, y, pressure float64 }

const unsaid = -1

// number reads a number that can be drawn.
func number(v starlark.Value) (float64, error) {
	f, ok := starlark.AsFloat(v)
	if !ok {
		return 0, fmt.Errorf("got %s, want a number", v.Type())
	}
	if math.IsNaN(f) || math.Abs(f) > farMax {
		return 0, fmt.Errorf("got %v, want a number within ±1e9", f)
	}
	return f, nil
}

// points reads points in any of the ways in which they are given: x, y, x, y…, points
// (x, y) or (x, y, pressure), and lists of them.
func points(args ...starlark.Value) ([]point, error) {
	var list []point
	var numbers []float64
	for _, v := range args {
		switch v := v.(type) {
		case starlark.Int, starlark.Float:
			f, err := number(v)
			if err != nil {
				return nil, err
			}
			if numbers = append(numbers, f); len(numbers) == 2 {
				list, numbers = append(list, point{numbers[0], numbers[1], unsaid}), nil
			}
		case starlark.Indexable:
			more, err := pointsIn(v)
			if err != nil {
				return nil, err
			}
			list = append(list, more...)
		default:
			return nil, fmt.Errorf("got %s, want points such as (x, y) or a list of them", v.Type())
		}
		if len(list) > PathPoints {
			return nil, fmt.Errorf("more than %d points", PathPoints)
		}
	}
	if len(numbers) > 0 {
		return nil, errors.New("got an odd number of numbers, want pairs of x and y")
	}
	return list, nil
}

// pointsIn reads one point, or a list of points.
func pointsIn(v starlark.Indexable) ([]point, error) {
	n := v.Len()
	if n == 0 {
		return nil, nil
	}
	if _, nested := v.Index(0).(starlark.Indexable); !nested {
		p, err := pointOf(v)
		return []point{p}, err
	}
	if n > PathPoints {
		return nil, fmt.Errorf("got %d points, at most %d are allowed", n, PathPoints)
	}
	list := make([]point, n)
	for i := range list {
		in, ok := v.Index(i).(starlark.Indexable)
		if !ok {
			return nil, fmt.Errorf("point %d is %s, want (x, y)", i, v.Index(i).Type())
		}
		var err error
		if list[i], err = pointOf(in); err != nil {
			return nil, fmt.Errorf("point %d: %w", i, err)
		}
	}
	return list, nil
}

func pointOf(v starlark.Indexable) (p point, err error) {
	if _, text := v.(starlark.String); text || v.Len() < 2 || v.Len() > 3 {
		return p, fmt.Errorf("got %s, want a point (x, y) or (x, y, pressure)", cut(v.String(), 40))
	}
	p.pressure = unsaid
	for i, to := range []*float64{&p.x, &p.y, &p.pressure}[:v.Len()] {
		if *to, err = number(v.Index(i)); err != nil {
			return p, err
		}
	}
	if v.Len() == 3 && (p.pressure < 0 || p.pressure > 1) {
		return p, fmt.Errorf("pressure is %v; it goes from 0 to 1", p.pressure)
	}
	return p, nil
}

// value returns points as a list of tuples.
func value(list []point) starlark.Value {
	vals := make([]starlark.Value, len(list))
	for i, p := range list {
		t := starlark.Tuple{starlark.Float(p.x), starlark.Float(p.y)}
		if p.pressure >= 0 {
			t = append(t, starlark.Float(p.pressure))
		}
		vals[i] = t
	}
	return starlark.NewList(vals)
}

// A param is a number that a helper takes.
type param struct {
	name     string
	optional bool
	value    float64 // if it is not given
}

// numbers reads the numbers of a helper, by place or by name. A point given first
// stands for the first two.
func numbers(params []param, args starlark.Tuple, kwargs []starlark.Tuple) ([]float64, error) {
	if len(args) > 0 && len(params) > 1 {
		if in, ok := args[0].(starlark.Indexable); ok {
			p, err := pointOf(in)
			if err != nil {
				return nil, err
			}
			args = append(starlark.Tuple{starlark.Float(p.x), starlark.Float(p.y)}, args[1:]...)
		}
	}
	if len(args) > len(params) {
		return nil, fmt.Errorf("got %d numbers, want %s", len(args), names(params))
	}
	given := make([]starlark.Value, len(params))
	copy(given, args)
	for _, kv := range kwargs {
		name, _ := starlark.AsString(kv[0])
		i := 0
		for i < len(params) && params[i].name != name {
			i++
		}
		if i == len(params) || given[i] != nil {
			return nil, fmt.Errorf("unexpected %s; it takes %s, and brush, color, width, opacity, fill, closed, draw", name, names(params))
		}
		given[i] = kv[1]
	}
	list := make([]float64, len(params))
	for i, p := range params {
		var err error
		switch {
		case given[i] != nil:
			if list[i], err = number(given[i]); err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
		case p.optional:
			list[i] = p.value
		default:
			return nil, fmt.Errorf("%s is missing; it takes %s", p.name, names(params))
		}
	}
	return list, nil
}

func names(params []param) string {
	s := ""
	for i, p := range params {
		if i > 0 {
			s += ", "
		}
		if s += p.name; p.optional {
			s += fmt.Sprintf("=%v", p.value)
		}
	}
	return s
}
