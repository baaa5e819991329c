package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"easel.example/core"
	"easel.example/core/path"
)

// A look is what elements of SVG inherit. Numbers have 32 binary digits after the
// point.
type look struct {
	m       affine
	stroke  string
	fill    string
	width   int64
	opacity int64 // of the stroke
	tint    int64 // of the fill
	rule    core.Fill
	hidden  bool
}

// readSVG reads the strokes of an SVG document. Entities beyond XML's own are
// refused by encoding/xml, which so is safe from bombs of them.
func (d *Drawing) readSVG(data []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	stack := []look{{m: identity(), stroke: "none", fill: "black", width: one32, opacity: one32, tint: one32, rule: core.FillNonzero}}
	svg := false
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return FormatError("The file is damaged, or is not SVG: " + strings.TrimPrefix(err.Error(), "XML syntax error ") + ".")
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) > DepthMax {
				return FormatError("Elements in the file are nested more than 256 deep.")
			}
			if err := d.met(); err != nil {
				return err
			}
			svg = svg || t.Name.Local == "svg"
			l, err := stack[len(stack)-1].under(t)
			if err == nil {
				err = d.shape(t, l)
			}
			if err != nil {
				return err
			}
			stack = append(stack, l)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
	if !svg {
		return FormatError("This is not SVG: there is no <svg> in it.")
	}
	return nil
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
	for _, a := range e.Attr {
		if a.Name.Space == "" {
			l.set(a.Name.Local, a.Value)
		}
	}
	for part := range strings.SplitSeq(attribute(e, "style"), ";") {
		k, v, _ := strings.Cut(part, ":")
		l.set(strings.TrimSpace(k), v)
	}
	switch e.Name.Local {
	case "defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient":
		l.hidden = true
	case "svg":
		l.m = l.m.times(viewBox(e))
	}
	m, err := transform(attribute(e, "transform"))
	if l.m = l.m.times(m); err == nil && !l.m.bounded() {
		err = FormatError("The transforms of <" + plain(e.Name.Local) + "> make it larger than can be drawn.")
	}
	return l, err
}

func (l *look) set(k, v string) {
	v = strings.TrimSpace(v)
	switch k {
	case "stroke":
		l.stroke = v
	case "fill":
		l.fill = v
	case "stroke-width":
		l.width = length(v, l.width)
	case "opacity", "stroke-opacity", "fill-opacity":
		o := min(max(length(v, one32), 0), one32)
		if k != "fill-opacity" {
			l.opacity = times32(l.opacity, o)
		}
		if k != "stroke-opacity" {
			l.tint = times32(l.tint, o)
		}
	case "fill-rule":
		if l.rule = core.FillNonzero; v == "evenodd" {
			l.rule = core.FillEvenOdd
		}
	case "display":
		l.hidden = l.hidden || v == "none"
	case "visibility":
		l.hidden = v == "hidden" || v == "collapse"
	}
}

// viewBox returns the map of an <svg>'s coordinates to its px: the whole of them
// in its middle, as is the default.
func viewBox(e xml.StartElement) affine {
	at := translation(length(attribute(e, "x"), 0), length(attribute(e, "y"), 0))
	f := numbers(attribute(e, "viewBox"))
	if len(f) != 4 || f[2] <= 0 || f[3] <= 0 {
		return at
	}
	w, h := length(attribute(e, "width"), f[2]), length(attribute(e, "height"), f[3])
	if w <= 0 || h <= 0 {
		return at
	}
	k := min(quotient(w, f[2]), quotient(h, f[3]))
	dx, dy := (w-times32(f[2], k))/2, (h-times32(f[3], k))/2
	return at.times(affine{a: k, d: k, e: dx - times32(f[0], k), f: dy - times32(f[1], k)})
}

// unread are the elements that draw something which is not read.
var unread = map[string]string{
	"text": "text", "image": "image", "use": "copy of another element", "foreignObject": "foreign object", "style": "style sheet",
}

// shape adds what a shape draws, and counts what it does not.
func (d *Drawing) shape(e xml.StartElement, l look) error {
	n := func(name string) int64 { return length(attribute(e, name), 0) }
	data := ""
	switch e.Name.Local {
	case "path":
		data = attribute(e, "d")
	case "line":
		data = pathData("M", n("x1"), n("y1"), "L", n("x2"), n("y2"))
	case "polyline":
		data = "M" + attribute(e, "points")
	case "polygon":
		data = "M" + attribute(e, "points") + "z"
	case "rect":
		data = pathData("M", n("x"), n("y"), "h", n("width"), "v", n("height"), "h", -n("width"), "z")
	case "circle", "ellipse":
		rx, ry := n("rx"), n("ry")
		if e.Name.Local == "circle" {
			rx, ry = n("r"), n("r")
		}
		data = pathData("M", n("cx")-rx, n("cy"), "a", rx, ry, "0 0 1", 2*rx, "0a", rx, ry, "0 0 1", -2*rx, "0z")
	default:
		if what := unread[e.Name.Local]; what != "" && (!l.hidden || e.Name.Local == "style") {
			d.leave(what)
		}
		return nil
	}
	if l.hidden || strings.TrimSpace(data) == "" || data == "M" || data == "Mz" {
		return nil
	}
	subs, err := path.ParseSVG(data, l.m.matrix())
	if err != nil {
		d.leave("path with an error, in part")
	}
	if color, alpha := parseColor(l.fill); strings.HasPrefix(l.fill, "url(") {
		d.leave("gradient or pattern")
	} else if alpha > 0 && e.Name.Local != "line" {
		lines := make([][]path.Vec, len(subs))
		for i, sub := range subs {
			lines[i] = sub.Line
		}
		if err := d.fill(lines, Stroke{Color: color, Opacity: uint8(times32(l.tint, int64(alpha))), Fill: l.rule}); err != nil {
			return err
		}
	}
	color, alpha := parseColor(l.stroke)
	if alpha == 0 || l.width <= 0 || strings.HasPrefix(l.stroke, "url(") {
		return nil
	}
	s := Stroke{Color: color, Width: times32(l.width, l.m.stretch()) >> 16, Opacity: uint8(times32(l.opacity, int64(alpha)))}
	return d.trace(subs, s)
}

// trace adds the sub-paths of path data.
func (d *Drawing) trace(subs []path.Sub, s Stroke) error {
	for _, sub := range subs {
		s.Points = make([]Point, len(sub.Line))
		for i, v := range sub.Line {
			s.Points[i] = Point{v, Unknown}
		}
		if err := d.add(s); err != nil {
			return err
		}
	}
	return nil
}
