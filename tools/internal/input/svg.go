package input

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"easel.example/core/path"
)

// depthMax bounds how deep elements may be nested.
const depthMax = 256

// A look is what elements of SVG inherit.
type look struct {
	m       [6]float64 // a b c d e f
	stroke  string
	fill    string
	width   float64
	opacity float64
	hidden  bool
}

// readSVG reads the strokes of an SVG document. Entities beyond XML's own are
// refused by encoding/xml, which so is safe from bombs of them.
func readSVG(data []byte) (Drawing, error) {
	var d Drawing
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) { return r, nil }
	stack := []look{{m: [6]float64{1, 0, 0, 1, 0, 0}, stroke: "none", fill: "black", width: 1, opacity: 1}}
	svg := false
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d, fmt.Errorf("not well-formed: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) > depthMax {
				return d, fmt.Errorf("elements are nested more than %d deep", depthMax)
			}
			svg = svg || t.Name.Local == "svg"
			l, err := stack[len(stack)-1].under(t)
			if err != nil {
				return d, err
			}
			stack = append(stack, l)
			if err := d.element(t, l); err != nil {
				return d, fmt.Errorf("<%s>: %w", t.Name.Local, err)
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
	if !svg {
		return d, errors.New("there is no <svg> in it")
	}
	return d, nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// under returns the look of an element within one of look l.
func (l look) under(e xml.StartElement) (look, error) {
	set := func(k, v string) {
		v = strings.TrimSpace(v)
		switch k {
		case "stroke":
			l.stroke = v
		case "fill":
			l.fill = v
		case "stroke-width":
			l.width = length(v, l.width)
		case "opacity", "stroke-opacity":
			l.opacity *= min(max(length(v, 1), 0), 1)
		case "display":
			l.hidden = l.hidden || v == "none"
		case "visibility":
			l.hidden = v == "hidden" || v == "collapse"
		}
	}
	for _, a := range e.Attr {
		set(a.Name.Local, a.Value)
	}
	for _, part := range strings.Split(attribute(e, "style"), ";") {
		k, v, _ := strings.Cut(part, ":")
		set(strings.TrimSpace(k), v)
	}
	switch e.Name.Local {
	case "defs", "symbol", "clipPath", "mask", "marker", "pattern":
		l.hidden = true
	}
	m, err := transform(attribute(e, "transform"))
	l.m = times(l.m, m)
	return l, err
}

// element adds what a shape draws, and counts what is not drawn.
func (d *Drawing) element(e xml.StartElement, l look) error {
	data := ""
	n := func(name string) float64 { return length(attribute(e, name), 0) }
	switch e.Name.Local {
	case "path":
		data = attribute(e, "d")
	case "line":
		data = fmt.Sprintf("M%f %fL%f %f", n("x1"), n("y1"), n("x2"), n("y2"))
	case "polyline", "polygon":
		data = "M" + attribute(e, "points")
		if e.Name.Local == "polygon" {
			data += "z"
		}
	case "rect":
		data = fmt.Sprintf("M%f %fh%fv%fh%fz", n("x"), n("y"), n("width"), n("height"), -n("width"))
	case "circle", "ellipse":
		rx, ry := n("rx"), n("ry")
		if e.Name.Local == "circle" {
			rx, ry = n("r"), n("r")
		}
		data = fmt.Sprintf("M%f %fa%f %f 0 1 0 %f 0a%f %f 0 1 0 %f 0z", n("cx")-rx, n("cy"), rx, ry, 2*rx, rx, ry, -2*rx)
	case "text", "image", "use":
		if !l.hidden {
			d.skip(e.Name.Local)
		}
		return nil
	default:
		return nil
	}
	if l.hidden {
		return nil
	}
	if l.fill != "none" && l.fill != "transparent" {
		d.skip("fill")
	}
	if l.stroke == "none" || l.stroke == "transparent" || l.width <= 0 {
		return nil
	}
	return d.trace(data, l)
}

// trace adds the sub-paths of path data.
func (d *Drawing) trace(data string, l look) error {
	var m path.Matrix
	for i, v := range []*int64{&m.A, &m.B, &m.C, &m.D, &m.E, &m.F} {
		if !(math.Abs(l.m[i]) < 1<<20) {
			return errors.New("a transform is out of bounds")
		}
		*v = int64(math.Round(l.m[i] * float64(path.One)))
	}
	subs, err := path.ParseSVG(data, m)
	if err != nil {
		d.skip("path with an error: " + err.Error())
	}
	k := math.Sqrt(math.Abs(l.m[0]*l.m[3] - l.m[1]*l.m[2]))
	for _, sub := range subs {
		s := Stroke{Color: color(l.stroke), Width: l.width * k, Opacity: l.opacity}
		for _, v := range sub.Line {
			s.Points = append(s.Points, Point{float64(v.X) / float64(path.One), float64(v.Y) / float64(path.One), -1})
		}
		if err := d.add(s); err != nil {
			return err
		}
	}
	return nil
}

// length reads a number with or without a unit of length, of which px counts.
func length(s string, otherwise float64) float64 {
	s = strings.TrimRight(strings.TrimSpace(s), "abcdefghijklmnopqrstuvwxyz")
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return otherwise
	}
	return v
}

func times(a, b [6]float64) [6]float64 {
	return [6]float64{
		a[0]*b[0] + a[2]*b[1], a[1]*b[0] + a[3]*b[1],
		a[0]*b[2] + a[2]*b[3], a[1]*b[2] + a[3]*b[3],
		a[0]*b[4] + a[2]*b[5] + a[4], a[1]*b[4] + a[3]*b[5] + a[5],
	}
}

// transform reads a list such as "translate(1 2) rotate(30)".
func transform(s string) ([6]float64, error) {
	m := [6]float64{1, 0, 0, 1, 0, 0}
	for strings.TrimSpace(s) != "" {
		name, rest, ok := strings.Cut(s, "(")
		args, after, ok2 := strings.Cut(rest, ")")
		if !ok || !ok2 {
			return m, fmt.Errorf("a transform %q without its brackets", s)
		}
		var v []float64
		for _, f := range strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' }) {
			x, err := strconv.ParseFloat(f, 64)
			if err != nil {
				return m, fmt.Errorf("transform: %q is not a number", f)
			}
			v = append(v, x)
		}
		t, err := one(strings.Trim(name, " ,\t\r\n"), v)
		if err != nil {
			return m, err
		}
		m, s = times(m, t), after
	}
	return m, nil
}

func one(name string, v []float64) ([6]float64, error) {
	n := len(v)
	switch {
	case name == "matrix" && n == 6:
		return [6]float64(v), nil
	case name == "translate" && n == 1:
		return [6]float64{1, 0, 0, 1, v[0], 0}, nil
	case name == "translate" && n == 2:
		return [6]float64{1, 0, 0, 1, v[0], v[1]}, nil
	case name == "scale" && n == 1:
		return [6]float64{v[0], 0, 0, v[0], 0, 0}, nil
	case name == "scale" && n == 2:
		return [6]float64{v[0], 0, 0, v[1], 0, 0}, nil
	case name == "rotate" && (n == 1 || n == 3):
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		r := [6]float64{cos, sin, -sin, cos, 0, 0}
		if n == 3 {
			r = times(times([6]float64{1, 0, 0, 1, v[1], v[2]}, r), [6]float64{1, 0, 0, 1, -v[1], -v[2]})
		}
		return r, nil
	case name == "skewX" && n == 1:
		return [6]float64{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}, nil
	case name == "skewY" && n == 1:
		return [6]float64{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}, nil
	}
	return [6]float64{}, fmt.Errorf("transform %s with %d numbers", name, n)
}
