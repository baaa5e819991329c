package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"easel.example/core/path"
)

// An svgReader reads the strokes of an SVG document: once through for what may be named before it
// comes (sheets, and where elements with ids are), then for the strokes.
type svgReader struct {
	*Drawing
	data   []byte
	ids    map[string]span
	sheet  sheet
	paints map[string]blend // of the gradients that were asked for

	copying     []string // ids of the elements within whose copies this is
	copied      int      // elements
	copiedBytes int
}

// A span is where an element is in the data.
type span struct{ from, to int }

// readSVG reads the strokes of an SVG document.
func (d *Drawing) readSVG(data []byte) error {
	data = fromBytes(data)
	r := &svgReader{Drawing: d, data: data, ids: map[string]span{}, sheet: sheet{}, paints: map[string]blend{}}
	var err error
	if r.data, err = expanded(data, r.decoder(span{0, len(data)})); err != nil {
		return err
	}
	if err = r.survey(); err != nil {
		return err
	}
	return r.walk(r.decoder(span{0, len(r.data)}), newLook(), nil)
}

func (r *svgReader) decoder(s span) *xml.Decoder {
	dec := xml.NewDecoder(bytes.NewReader(r.data[s.from:s.to]))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return dec
}

// survey reads the sheets, notes where each id is, and refuses what is no SVG or has too much of anything.
func (r *svgReader) survey() error {
	type open struct {
		id   string
		from int
	}
	var stack []open
	var css strings.Builder
	dec, svg, styles := r.decoder(span{0, len(r.data)}), false, 0
	for {
		from := int(dec.InputOffset())
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return FormatError("The file is damaged, or is not SVG: " + strings.TrimPrefix(err.Error(), "XML syntax error ") + ".")
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) == DepthMax {
				return FormatError("Elements in the file are nested more than 256 deep.")
			}
			if err := r.met(); err != nil {
				return err
			}
			stack = append(stack, open{attribute(t, "id"), from})
			if svg = svg || t.Name.Local == "svg"; t.Name.Local == "style" {
				styles++
			}
		case xml.EndElement:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if _, known := r.ids[o.id]; o.id != "" && !known {
				r.ids[o.id] = span{o.from, int(dec.InputOffset())}
			}
			if t.Name.Local == "style" {
				styles--
				css.WriteString("\n")
			}
		case xml.CharData:
			if styles > 0 && css.Len()+len(t) > SheetBytes {
				r.leave("style sheet beyond 4 MiB")
			} else if styles > 0 {
				css.Write(t)
			}
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				r.leave("style sheet of another file")
			}
		}
	}
	if !svg {
		return FormatError("This is not SVG: there is no <svg> in it.")
	}
	r.sheet.parse(css.String(), r.leave)
	return nil
}

// walk adds what the elements draw that dec has, of which the first are within one of look l. It is
// told of the <use> that they are copied for.
func (r *svgReader) walk(dec *xml.Decoder, l look, use *xml.StartElement) error {
	stack := []look{l}
	for {
		t, err := dec.Token()
		if err != nil {
			return nil // the survey came through
		}
		switch t := t.(type) {
		case xml.StartElement:
			if use != nil {
				if r.copied == CopiedMax {
					r.leave(tooMany)
					return nil
				}
				r.copied++
			}
			within := use
			if len(stack) > 1 {
				within = nil
			}
			l := r.under(stack[len(stack)-1], t, within)
			if !l.gone {
				if err := r.element(t, l); err != nil {
					return err
				}
			}
			l.gone = l.gone || t.Name.Local == "foreignObject" // what is within is no SVG of this one
			stack = append(stack, l)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// unread are the elements that draw or do something which is not read.
var unread = map[string]string{
	"text": "text", "image": "image", "foreignObject": "foreign object", "script": "script",
	"animate": "animation", "animateTransform": "animation", "animateMotion": "animation", "set": "animation",
}

// svgSpace is the namespace of SVG: elements of others are notes of the program that wrote the file.
const svgSpace = "http://www.w3.org/2000/svg"

// drawing are the elements that are read, and those that draw nothing themselves. All others are told by their names.
var drawing = []string{
	"path", "line", "polyline", "polygon", "rect", "circle", "ellipse",
	"svg", "g", "a", "switch", "symbol", "style", "title", "desc", "view", "tspan", "textPath", "tref", "mpath",
}

// element adds what an element draws, and counts what it does not.
func (r *svgReader) element(e xml.StartElement, l look) error {
	if e.Name.Local == "use" {
		return r.use(e, l)
	}
	if l.hidden {
		return nil
	}
	if what := unread[e.Name.Local]; what != "" {
		r.leave(what)
	} else if (e.Name.Space == "" || e.Name.Space == svgSpace) && !slices.Contains(drawing, e.Name.Local) {
		r.leave(e.Name.Local)
	}
	if data := shapeData(e, &l); strings.TrimSpace(data) != "" {
		return r.shape(e, l, data)
	}
	return nil
}

// shapeData returns the path data of a shape, or "" for anything else.
func shapeData(e xml.StartElement, l *look) string {
	x := func(name string) int64 { return l.length(attribute(e, name), l.wide, 0) }
	y := func(name string) int64 { return l.length(attribute(e, name), l.high, 0) }
	switch e.Name.Local {
	case "path":
		return attribute(e, "d")
	case "line":
		return pathData("M", x("x1"), y("y1"), "L", x("x2"), y("y2"))
	case "polyline", "polygon":
		points := strings.TrimSpace(attribute(e, "points"))
		if points != "" {
			points = "M" + points
		}
		if points != "" && e.Name.Local == "polygon" {
			points += "z"
		}
		return points
	case "rect":
		return rectangle(e, l)
	case "circle", "ellipse":
		rx, ry := x("rx"), y("ry")
		if e.Name.Local == "circle" {
			rx = l.length(attribute(e, "r"), l.diagonal(), 0)
			ry = rx
		}
		if rx <= 0 || ry <= 0 {
			return ""
		}
		side := -rx
		if len(l.dashes) > 0 {
			side = rx // by SVG it begins there; without dashes nobody can tell
		}
		return pathData("M", x("cx")+side, y("cy"), "a", rx, ry, "0 0 1", -2*side, "0a", rx, ry, "0 0 1", 2*side, "0z")
	}
	return ""
}

// rectangle returns the path data of one, with the corners that SVG 2 gives it (section 10.2).
func rectangle(e xml.StartElement, l *look) string {
	x, y := l.length(attribute(e, "x"), l.wide, 0), l.length(attribute(e, "y"), l.high, 0)
	w, h := l.length(attribute(e, "width"), l.wide, 0), l.length(attribute(e, "height"), l.high, 0)
	if w <= 0 || h <= 0 {
		return ""
	}
	rx, ry := l.length(attribute(e, "rx"), l.wide, -1), l.length(attribute(e, "ry"), l.high, -1)
	if rx < 0 {
		rx = max(ry, 0)
	}
	if ry < 0 {
		ry = rx
	}
	if rx, ry = min(rx, w/2), min(ry, h/2); rx == 0 || ry == 0 {
		return pathData("M", x, y, "h", w, "v", h, "h", -w, "z")
	}
	turn := func(dx, dy int64) string { return pathData("a", rx, ry, "0 0 1", dx, dy) }
	return pathData("M", x+rx, y, "h", w-2*rx) + turn(rx, ry) + pathData("v", h-2*ry) + turn(-rx, ry) + pathData("h", 2*rx-w) + turn(-rx, -ry) + pathData("v", 2*ry-h) + turn(rx, -ry) + "z"
}

// shape adds what is within path data, and the line along it.
func (r *svgReader) shape(e xml.StartElement, l look, data string) error {
	subs, err := path.ParseSVG(data, l.m.matrix())
	if err != nil {
		r.leave("path with an error, or too far, in part")
	}
	if e.Name.Local != "line" {
		if color, alpha := r.painted(l.fill, &l); alpha > 0 {
			lines := make([][]path.Vec, len(subs))
			for i, sub := range subs {
				lines[i] = sub.Line
			}
			opacity := times32(times32(l.opacity, l.tint), int64(alpha))
			if err := r.fill(lines, Stroke{Color: color, Opacity: uint8(opacity), Fill: l.rule}); err != nil {
				return err
			}
		}
	}
	if l.width <= 0 {
		return nil
	}
	color, alpha := r.painted(l.stroke, &l)
	if alpha == 0 {
		return nil
	}
	s := Stroke{Color: color, Width: times32(l.width, l.stretch()) >> 16, Opacity: uint8(times32(times32(l.opacity, l.ink), int64(alpha)))}
	lines := r.dashed(subs, &l, l.length(attribute(e, "pathLength"), 0, 0), s.Width)
	for _, line := range lines {
		s.Points = make([]Point, len(line))
		for i, v := range line {
			s.Points[i] = Point{v, Unknown}
		}
		if err := r.add(s); err != nil {
			return err
		}
	}
	return nil
}
