package export

import (
	"io"
	"strconv"

	"easel.example/core"
)

// strokesAStep is how many strokes an [SVG] writes at a time.
const strokesAStep = 256

// An SVG is a picture being written, some strokes at a time.
type SVG struct {
	p     *Picture
	w     io.Writer
	next  int // stroke
	buf   []byte
	knots []knot
	nodes []node
	edge  outline
	parts []part
}

// NewSVG begins to write a picture over paper or None.
func NewSVG(w io.Writer, p *Picture, paper Paper) (*SVG, error) {
	g := &SVG{p: p, w: w}
	width, height := strconv.Itoa(int(p.Width)), strconv.Itoa(int(p.Height))
	size := `width="` + width + `" height="` + height + `"`
	g.text(`<svg xmlns="http://www.w3.org/2000/svg" ` + size + ` viewBox="0 0 ` + width + ` ` + height + `">` + "\n")
	if paper != None {
		g.text(`<rect ` + size + ` fill="` + css(uint32(paper)) + `"/>` + "\n")
	}
	g.soak()
	g.masks(size)
	err := g.flush()
	if err == nil && (p.base != nil || g.next > 0) {
		err = g.base(size)
	}
	return g, err
}

// soak divides the strokes into parts. What is beneath a wet stroke is no stroke of its
// own any more: it belongs to the base.
func (g *SVG) soak() {
	for i, s := range g.p.strokes {
		if wet(s) {
			g.next = i + 1
		}
	}
	g.parts = divide(g.p.strokes[g.next:])
	for i := range g.parts {
		g.parts[i].from += g.next
		g.parts[i].to += g.next
	}
}

// base writes the base as a picture of its own.
func (g *SVG) base(size string) error {
	g.text(`<image ` + size)
	return g.embed(&Picture{Width: g.p.Width, Height: g.p.Height, base: g.p.base, strokes: g.p.strokes[:g.next]})
}

func (g *SVG) text(s string) { g.buf = append(g.buf, s...) }

func (g *SVG) flush() error {
	_, err := g.w.Write(g.buf)
	g.buf = g.buf[:0]
	return err
}

// Step writes some strokes. It returns how many are done, and of how many; when
// all are, the file is whole.
func (g *SVG) Step() (done, of int, err error) {
	all := g.p.strokes
	if g.w == nil {
		return len(all), len(all), nil
	}
	for n := 0; n < strokesAStep && len(g.parts) > 0; g.parts = g.parts[1:] {
		if err := g.part(&g.parts[0]); err != nil {
			return g.next, len(all), err
		}
		n += g.parts[0].to - g.parts[0].from
		g.next = g.parts[0].to
	}
	to := g.next
	if to == len(all) {
		g.text("</g>\n</svg>\n")
		err = g.flush()
		g.w = nil
		return to, to, err
	}
	return to, len(all), g.flush()
}

// stroke writes one stroke as one element, so that it never darkens itself.
func (g *SVG) stroke(s *core.Stroke) {
	g.knots = knots(g.knots[:0], s)
	even := true
	for _, k := range g.knots {
		even = even && k.r == g.knots[0].r
	}
	switch {
	case s.Brush.Fill != core.FillNone:
		g.text(`<path d="`)
		g.line()
		g.text("z")
		if s.Brush.Fill == core.FillEvenOdd {
			g.text(`" fill-rule="evenodd`)
		}
		g.paint("fill", s.Brush)
	case len(g.knots) == 1:
		k := g.knots[0]
		g.text(`<circle cx="`)
		g.number(hundredths(k.x))
		g.text(`" cy="`)
		g.number(hundredths(k.y))
		g.text(`" r="`)
		g.number(hundredths(k.r))
		g.paint("fill", s.Brush)
	case even:
		g.text(`<path fill="none" stroke-width="`)
		g.number(2 * hundredths(g.knots[0].r))
		g.text(`" d="`)
		g.line()
		g.paint("stroke", s.Brush)
	default:
		g.text(`<path d="`)
		g.way(g.edge.trace(g.knots))
		g.text("z")
		g.paint("fill", s.Brush)
	}
}

// paint ends an element with its colour.
func (g *SVG) paint(what string, b core.Brush) {
	g.text(`" ` + what + `="` + css(b.Color))
	if b.Opacity < 255 {
		// Three digits are exact to a fifth of a level.
		thousandths := strconv.Itoa((int(b.Opacity)*1000 + 127) / 255)
		g.text(`" ` + what + `-opacity=".` + "000"[len(thousandths):] + thousandths)
	}
	g.text("\"/>\n")
}

// css writes a colour as #rrggbb, or as #rgb where that says it.
func css(c uint32) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, 7)
	b = append(b, '#')
	for i := 20; i >= 0; i -= 4 {
		b = append(b, digits[c>>i&15])
	}
	if b[1] == b[2] && b[3] == b[4] && b[5] == b[6] {
		b = append(b[:1], b[1], b[3], b[5])
	}
	return string(b)
}

// line writes a path through the knots.
func (g *SVG) line() {
	at := node{x: hundredths(g.knots[0].x), y: hundredths(g.knots[0].y)}
	list := append(g.nodes[:0], at)
	for _, k := range g.knots[1:] {
		list = append(list, node{x: hundredths(k.x), y: hundredths(k.y)})
	}
	g.nodes = list
	g.way(list)
}

// way writes a path along nodes, each told by the step from the one before.
func (g *SVG) way(nodes []node) {
	at := nodes[0]
	g.text("M")
	g.number(at.x)
	g.also(at.y)
	command := byte('M')
	for i, n := range nodes[1:] {
		dx, dy := n.x-at.x, n.y-at.y
		if at = n; dx == 0 && dy == 0 && i > 0 {
			continue
		}
		c := byte('l')
		if n.r > 0 {
			c = 'a'
		}
		first := dx
		if c == 'a' {
			first = n.r
		}
		if c != command {
			g.buf = append(g.buf, c)
			g.number(first)
		} else {
			g.also(first)
		}
		if command = c; c == 'a' {
			g.also(n.r)
			if n.turns > 0 {
				g.text(" 0 0 1")
			} else {
				g.text(" 0 0 0")
			}
			g.also(dx)
		}
		g.also(dy)
	}
}

// also writes a number behind another one.
func (g *SVG) also(v int32) {
	if v >= 0 {
		g.buf = append(g.buf, ' ')
	}
	g.number(v)
}

// number writes hundredths, as short as can be.
func (g *SVG) number(v int32) {
	if v < 0 {
		g.buf = append(g.buf, '-')
		v = -v
	}
	if v >= 100 || v == 0 {
		g.buf = strconv.AppendInt(g.buf, int64(v/100), 10)
	}
	if v %= 100; v > 0 {
		g.buf = append(g.buf, '.', byte('0'+v/10))
		if v%10 > 0 {
			g.buf = append(g.buf, byte('0'+v%10))
		}
	}
}

// WriteSVG writes a whole picture.
func WriteSVG(w io.Writer, p *Picture, paper Paper) error {
	g, err := NewSVG(w, p, paper)
	for done, of := -1, 0; err == nil && done < of; {
		done, of, err = g.Step()
	}
	return err
}

// White is the paper under every piece, for now.
const White Paper = 0xffffff
