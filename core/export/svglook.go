package export

import (
	"encoding/xml"
	"strings"

	"easel.example/core"
	"easel.example/core/path"
)

// A look is what elements of SVG inherit. Numbers have 32 binary digits after the
// point.
type look struct {
	m          affine
	wide, high int64 // 100 %; 0 is unknown
	em         int64

	stroke, fill paint
	color        paint // currentColor
	width        int64
	opacity      int64 // of all that is drawn, by this element and those above it
	ink, tint    int64 // opacity of the stroke, and of the fill
	rule         core.Fill
	dashes       []int64
	ahead        int64 // where in the dashes a line begins
	blunt        bool  // lines end where they do, with no cap
	steady       bool  // the element's own line is as wide whatever m is
	gone         bool  // with all within it
	hidden       bool
}

func newLook() look {
	black := paint{alpha: 255}
	return look{m: identity(), em: 16 * one32, fill: black, color: black, width: one32, opacity: one32, ink: one32, tint: one32, rule: core.FillNonzero, blunt: true}
}

// A paint is what a stroke or a fill has for a colour.
type paint struct {
	color   uint32
	alpha   uint8
	current bool   // the colour is that of currentColor
	of      string // what has this id, or the colour if nothing has
}

// under returns the look of an element within one of look l, which is copied for use unless that is nil.
func (r *svgReader) under(l look, e xml.StartElement, use *xml.StartElement) look {
	switch e.Name.Local {
	case "defs", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "filter", "font", "metadata":
		l.gone = true
	case "symbol":
		l.gone = use == nil
	}
	if l.gone || unread[e.Name.Local] == "animation" { // whose fill is no colour
		return l
	}
	r.dress(&l, e)
	m, ok := transform(attribute(e, "transform"))
	if !ok {
		r.leave("transform with an error")
	}
	bounded := m.bounded()
	l.m = l.m.times(m)
	switch e.Name.Local {
	case "svg", "symbol":
		if r.frame(&l, e, use) {
			r.leave("edge that cuts a picture")
		}
	case "use":
		l.m = l.m.times(translation(l.length(attribute(e, "x"), l.wide, 0), l.length(attribute(e, "y"), l.high, 0)))
	}
	if !bounded || !l.m.bounded() {
		r.leave("part that is larger than can be drawn")
		l.gone = true
	}
	return l
}

// dress sets what the element itself says of its look.
func (r *svgReader) dress(l *look, e xml.StartElement) {
	own := r.cascade(e)
	l.steady = false
	for i, d := range own {
		if d.value != "" {
			r.set(l, properties[i], d.value)
		}
	}
	if l.gone || l.hidden {
		return
	}
	for i, d := range own {
		if d.value == "" || d.value == "none" || d.value == "normal" {
			continue
		}
		if what := untold[properties[i]]; what != "" && (what != origin || attribute(e, "transform") != "") {
			r.leave(what)
		}
	}
}

// properties are those that count, in the order in which they are set.
var properties = [...]string{
	"font-size", "color", "stroke", "fill", "stroke-width", "opacity", "stroke-opacity", "fill-opacity", "fill-rule",
	"stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "vector-effect", "display", "visibility", "stop-color", "stop-opacity",
	"clip-path", "mask", "filter", "mix-blend-mode", "marker", "marker-start", "marker-mid", "marker-end", "transform", "transform-origin",
}

// untold are those properties that are only told of.
var untold = map[string]string{
	"clip-path": "clip path", "mask": "mask", "filter": "filter", "mix-blend-mode": "blend mode", "transform": "transform in a style", "transform-origin": origin,
	"marker": markers, "marker-start": markers, "marker-mid": markers, "marker-end": markers,
}

const (
	markers = "arrowhead or other marker"
	origin  = "origin of a transform"
)

// set sets a property; a value that is none changes nothing.
func (r *svgReader) set(l *look, k, v string) {
	if v == "inherit" {
		return
	}
	switch k {
	case "font-size":
		l.em = max(l.length(v, l.em, l.em), 0)
	case "color":
		r.paint(&l.color, v)
		if l.color.current {
			l.color = paint{alpha: 255}
		}
	case "stroke":
		r.paint(&l.stroke, v)
	case "fill":
		r.paint(&l.fill, v)
	case "stroke-width":
		l.width = l.length(v, l.diagonal(), l.width)
	case "opacity":
		l.opacity = times32(l.opacity, share(v, one32))
	case "stroke-opacity":
		l.ink = share(v, l.ink)
	case "fill-opacity":
		l.tint = share(v, l.tint)
	case "fill-rule":
		if l.rule = core.FillNonzero; v == "evenodd" {
			l.rule = core.FillEvenOdd
		}
	case "stroke-dasharray":
		r.setDashes(l, v)
	case "stroke-dashoffset":
		l.ahead = l.length(v, l.diagonal(), l.ahead)
	case "stroke-linecap":
		l.blunt = v == "butt"
	case "vector-effect":
		l.steady = v == "non-scaling-stroke"
	case "display":
		l.gone = v == "none"
	case "visibility":
		l.hidden = v == "hidden" || v == "collapse"
	}
}

// paint reads a colour, or what has an id with a colour in its place.
func (r *svgReader) paint(p *paint, v string) {
	of := ""
	if rest, ok := strings.CutPrefix(v, "url("); ok {
		var closed bool
		if of, v, closed = strings.Cut(rest, ")"); !closed {
			return
		}
		of = strings.Trim(of, `'" `)
		if v = strings.TrimSpace(v); v == "" {
			v = "none"
		}
	}
	if strings.EqualFold(v, "currentcolor") {
		*p = paint{current: true, of: of}
	} else if color, alpha, ok := readColor(v); ok {
		*p = paint{color: color, alpha: alpha, of: of}
	} else {
		r.leave("unknown colour " + v[:min(len(v), kindChars)])
	}
}

// painted returns the colour that p is in look l: of a gradient the mean, and that is told.
func (r *svgReader) painted(p paint, l *look) (color uint32, alpha uint8) {
	if p.of != "" {
		m := r.mean(p.of)
		if r.leave(m.told); m.known {
			return m.color, m.alpha
		}
	}
	if p.current {
		p = l.color
	}
	return p.color, p.alpha
}

// stretch returns by how much lengths along a line, and across it, are longer than it is said.
func (l *look) stretch() int64 {
	if l.steady {
		return one32
	}
	return l.m.stretch()
}

// share reads a share of 1, or in percent.
func share(s string, otherwise int64) int64 {
	number, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	v, n := decimal(number)
	if n == 0 || n != len(number) {
		return otherwise
	}
	if percent {
		v /= 100
	}
	return min(max(v, 0), one32)
}

// length reads a number with or without a unit of length, or in percent of all, if that is known.
func (l *look) length(s string, all, otherwise int64) int64 {
	s = strings.TrimSpace(s)
	v, n := decimal(s)
	if n == 0 {
		return otherwise
	}
	switch unit := strings.ToLower(s[n:min(n+4, len(s))]); unit {
	case "%":
		if all > 0 {
			return times32(v, all) / 100
		}
	case "em":
		return times32(v, l.em)
	case "ex":
		return times32(v, l.em) / 2
	default:
		if u, ok := units[unit]; ok {
			return product(v, u, 16)
		}
	}
	return otherwise
}

// diagonal is what 100 % is of a length that is neither across nor down (SVG 2, section 8.9).
func (l *look) diagonal() int64 {
	w, h := uint64(l.wide>>24), uint64(l.high>>24) // so that squares fit
	return int64(path.Sqrt((w*w+h*h)/2)) << 24
}

// frame maps the coordinates within an <svg> or a <symbol> to those it is in (SVG 2, section 8.2), and
// reports whether the edge cuts off what is within.
func (r *svgReader) frame(l *look, e xml.StartElement, use *xml.StartElement) (cuts bool) {
	box := numbers(attribute(e, "viewBox"))
	boxed := len(box) == 4 && box[2] > 0 && box[3] > 0
	size := func(name string) string {
		if use != nil && attribute(*use, name) != "" {
			return attribute(*use, name)
		}
		return attribute(e, name)
	}
	across, down := size("width"), size("height")
	wide, high := l.wide, l.high // where they are not said
	if wide == 0 {
		wide, high = 300*one32, 150*one32
		if boxed {
			wide, high = box[2], box[3]
		}
		if boxed && across == "" {
			wide = times32(l.length(down, 0, high), quotient(box[2], box[3]))
		} else if boxed && down == "" {
			high = times32(l.length(across, 0, wide), quotient(box[3], box[2]))
		}
	}
	w, h := l.length(across, l.wide, wide), l.length(down, l.high, high)
	l.m = l.m.times(translation(l.length(attribute(e, "x"), l.wide, 0), l.length(attribute(e, "y"), l.high, 0)))
	if l.wide, l.high = max(w, 0), max(h, 0); !boxed || w <= 0 || h <= 0 {
		return false
	}
	l.wide, l.high = box[2], box[3]
	align, slice := strings.CutSuffix(strings.TrimSpace(attribute(e, "preserveAspectRatio")), " slice")
	kx, ky := quotient(w, box[2]), quotient(h, box[3])
	if !strings.HasPrefix(align, "none") {
		k := min(kx, ky)
		if cuts = slice && kx != ky; cuts {
			k = max(kx, ky)
		}
		kx, ky = k, k
	}
	place := func(least, most string, left int64) int64 {
		switch {
		case strings.Contains(align, least):
			return 0
		case strings.Contains(align, most):
			return left
		}
		return left / 2
	}
	dx, dy := place("xMin", "xMax", w-times32(box[2], kx)), place("YMin", "YMax", h-times32(box[3], ky))
	l.m = l.m.times(affine{a: kx, d: ky, e: dx - times32(box[0], kx), f: dy - times32(box[1], ky)})
	return cuts
}
