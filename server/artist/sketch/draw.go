package sketch

import (
	"encoding/json"
	"fmt"
	"strconv"

	"go.starlark.net/starlark"

	"easel.example/server/artist/paths"
)

// A look is what every helper takes beside its shape, as it stands in an entry.
type look struct {
	json   []byte // members of an object, with a comma before each
	closed bool
	draw   bool // false: only the points are wanted
}

// looks takes what concerns the look out of the arguments of a helper, and returns the
// others.
func looks(kwargs []starlark.Tuple) (l look, rest []starlark.Tuple, err error) {
	l.draw = true
	var check paths.Look
	for _, kv := range kwargs {
		key, _ := starlark.AsString(kv[0])
		v := kv[1]
		if key == "colour" {
			key = "color"
		}
		switch key {
		case "brush", "color", "fill":
			err = l.text(key, v, map[string]**string{"brush": &check.Brush, "color": &check.Color, "fill": &check.Fill}[key])
		case "width", "opacity":
			err = l.number(key, v, map[string]**float64{"width": &check.Width, "opacity": &check.Opacity}[key])
		case "closed":
			l.closed = bool(v.Truth())
		case "draw":
			l.draw = bool(v.Truth())
		default:
			rest = append(rest, kv)
		}
		if err != nil {
			return l, nil, err
		}
	}
	return l, rest, check.Check()
}

// text adds a text; None counts as not given.
func (l *look) text(key string, v starlark.Value, to **string) error {
	if v == starlark.None {
		return nil
	}
	s, ok := starlark.AsString(v)
	if !ok {
		return fmt.Errorf("%s is %s, want a text", key, v.Type())
	}
	*to = &s
	l.json = append(l.json, `,"`+key+`":`...)
	l.json = appendText(l.json, s)
	return nil
}

func (l *look) number(key string, v starlark.Value, to **float64) error {
	if v == starlark.None {
		return nil
	}
	f, err := number(v)
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	*to = &f
	l.json = append(l.json, `,"`+key+`":`...)
	l.json = strconv.AppendFloat(l.json, f, 'g', 6, 64)
	return nil
}

// path adds an entry of a kind with points, and returns these to the program.
func (p *program) path(kind string, list []point, l look) (starlark.Value, error) {
	if l.draw {
		err := p.entry(kind, l, func(b []byte) []byte {
			b = append(b, `,"points":[`...)
			for i, pt := range list {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendPoint(b, pt)
			}
			return append(b, ']')
		})
		if err != nil {
			return nil, err
		}
	}
	return value(list), nil
}

// data adds an entry of SVG path data.
func (p *program) data(d string, l look) error {
	return p.entry("svg", l, func(b []byte) []byte {
		return appendText(append(b, `,"d":`...), d)
	})
}

// entry adds an entry, of which put appends the shape.
func (p *program) entry(kind string, l look, put func([]byte) []byte) error {
	if p.count == PathsMax {
		return fmt.Errorf("it draws more than %d paths", PathsMax)
	}
	if p.count++; p.count > 1 {
		p.entries = append(p.entries, ',')
	}
	b := append(p.entries, `{"type":"`+kind+`"`...)
	b = append(put(b), l.json...)
	if l.closed {
		b = append(b, `,"closed":true`...)
	}
	if p.entries = append(b, '}'); len(p.entries) >= PathsBytes {
		return fmt.Errorf("its paths take more than %d bytes", PathsBytes)
	}
	return nil
}

// appendText appends a text of JSON.
func appendText(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic("sketch: text: " + err.Error())
	}
	return append(b, text...)
}

// appendPoint appends a point to hundredths of a px, which is finer than a stroke's grid.
func appendPoint(b []byte, p point) []byte {
	b = appendShort(append(b, '['), p.x, 2)
	b = appendShort(append(b, ','), p.y, 2)
	if p.pressure >= 0 {
		b = appendShort(append(b, ','), p.pressure, 3)
	}
	return append(b, ']')
}

// appendShort appends a number with so many decimals at most.
func appendShort(b []byte, f float64, decimals int) []byte {
	from := len(b)
	b = strconv.AppendFloat(b, f, 'f', decimals, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	if string(b[from:]) == "-0" {
		b = append(b[:from], '0')
	}
	return b
}
