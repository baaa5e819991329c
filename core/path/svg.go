package path

import "strconv"

// A SyntaxError says where path data is wrong, and what was expected there.
type SyntaxError struct {
	Offset int // in bytes
	Want   string
}

func (e *SyntaxError) Error() string {
	return "path data at " + strconv.Itoa(e.Offset) + ": want " + e.Want
}

// A Sub is one sub-path: a line that the pen draws without being lifted.
type Sub struct {
	Line   []Vec
	Closed bool
}

// PointsMax bounds the points of all sub-paths of one path.
const PointsMax = 1 << 18

// ParseSVG returns the sub-paths of SVG path data (SVG 2, section 9.3), mapped
// by m and flattened to within [Tolerance] of what m makes of them. A path that
// is to be drawn larger is mapped first. As the specification has it, what comes before an error
// counts: it is returned together with the error.
func ParseSVG(data string, m Matrix) ([]Sub, error) {
	p := parser{s: data, m: m}
	p.space()
	if p.i == len(p.s) {
		return nil, nil
	}
	if c := p.s[p.i]; c != 'M' && c != 'm' {
		return nil, p.want("a path to begin with M or m")
	}
	for p.space(); p.i < len(p.s) && p.err == nil; p.space() {
		p.command()
	}
	p.flush()
	return p.subs, p.err
}

// A parser draws a path as it reads it. Places are in the path's own
// coordinates until they are put into line.
type parser struct {
	s   string
	i   int
	m   Matrix
	err error

	subs  []Sub
	line  []Vec
	total int

	at, start Vec  // where the pen is, and where the sub-path began
	control   Vec  // the last control point, for S and T
	last      byte // the last command, in upper case
}

func (p *parser) want(what string) error {
	if p.err == nil {
		p.err = &SyntaxError{p.i, what}
	}
	return p.err
}

// command reads a letter and all its sets of arguments.
func (p *parser) command() {
	c := p.s[p.i]
	upper := c &^ 0x20
	switch upper {
	case 'M', 'L', 'H', 'V', 'C', 'S', 'Q', 'T', 'A', 'Z':
	default:
		p.want("a command, one of MLHVCSQTAZ in either case")
		return
	}
	p.i++
	relative := c >= 'a'
	for first := true; p.err == nil && (first || p.more()); first = false {
		p.draw(upper, relative)
		p.last = upper
		if upper == 'Z' {
			return
		}
		if upper == 'M' {
			upper = 'L' // further pairs are lines
		}
	}
}

// draw reads one set of arguments and draws it.
func (p *parser) draw(c byte, relative bool) {
	from := Vec{}
	if relative {
		from = p.at
	}
	switch c {
	case 'M':
		to := p.place(from)
		if p.err == nil {
			p.flush()
			p.at, p.start = to, to
		}
	case 'L':
		p.to(p.place(from))
	case 'H':
		p.to(Vec{from.X + p.number(), p.at.Y})
	case 'V':
		p.to(Vec{p.at.X, from.Y + p.number()})
	case 'C':
		p.cubic(p.place(from), p.place(from), p.place(from))
	case 'S':
		p.cubic(p.reflect('C', 'S'), p.place(from), p.place(from))
	case 'Q':
		p.quadratic(p.place(from), p.place(from))
	case 'T':
		p.quadratic(p.reflect('Q', 'T'), p.place(from))
	case 'A':
		p.arc(from)
	case 'Z':
		p.close()
	}
}

// reflect returns the last control point mirrored at the pen, if the command
// before was a curve of the same kind.
func (p *parser) reflect(a, b byte) Vec {
	if p.last != a && p.last != b {
		return p.at
	}
	return Vec{2*p.at.X - p.control.X, 2*p.at.Y - p.control.Y}
}

func (p *parser) to(v Vec) {
	if p.ready(v) {
		p.emit(p.m.Apply(v))
		p.at = v
	}
}

// ready begins a sub-path if there is none, and checks that all of list is in
// reach, before and after the map.
func (p *parser) ready(list ...Vec) bool {
	for _, v := range list {
		if !v.within(Reach) || !p.m.Apply(v).within(Reach) {
			p.want("coordinates within 32,768 px")
		}
	}
	if p.err == nil && len(p.line) == 0 {
		p.emit(p.m.Apply(p.at))
	}
	return p.err == nil
}

// emit adds to the line what has been mapped. An arc may reach beyond its ends.
func (p *parser) emit(list ...Vec) {
	if p.total += len(list); p.total > PointsMax {
		p.want("a path of at most 262,144 points")
		return
	}
	for _, v := range list {
		if !v.within(4 * Reach) {
			p.want("an arc within 131,072 px")
			return
		}
	}
	p.line = append(p.line, list...)
}

func (p *parser) cubic(b, c, d Vec) {
	if p.ready(b, c, d) {
		m := p.m
		p.emit(AppendCubic(nil, m.Apply(p.at), m.Apply(b), m.Apply(c), m.Apply(d))...)
		p.control, p.at = c, d
	}
}

func (p *parser) quadratic(b, c Vec) {
	if p.ready(b, c) {
		m := p.m
		p.emit(AppendQuadratic(nil, m.Apply(p.at), m.Apply(b), m.Apply(c))...)
		p.control, p.at = b, c
	}
}

// arc leaves the map to the ellipse, for it may make another one of it.
func (p *parser) arc(from Vec) {
	rx, ry, turn := p.number(), p.number(), p.number()
	large, sweep := p.flag(), p.flag()
	to := p.place(from)
	if !p.ready(to) {
		return
	}
	p.emit(appendArc(nil, p.m, p.at, to, rx, ry, turn, large, sweep)...)
	p.at = to
}

func (p *parser) close() {
	if len(p.line) > 0 {
		p.to(p.start)
		p.subs = append(p.subs, Sub{p.line, true})
		p.line = nil
	}
	p.at = p.start
}

// flush ends an open sub-path. A move alone draws nothing.
func (p *parser) flush() {
	if len(p.line) > 0 {
		p.subs = append(p.subs, Sub{Line: p.line})
		p.line = nil
	}
}

func (p *parser) place(from Vec) Vec {
	x := p.number()
	return Vec{from.X + x, from.Y + p.number()}
}

func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] >= '\t' && p.s[p.i] <= '\r') {
		p.i++
	}
}

// separator passes white space with at most one comma in it.
func (p *parser) separator() {
	p.space()
	if p.i < len(p.s) && p.s[p.i] == ',' {
		p.i++
		p.space()
	}
}

// more reports whether another set of arguments follows without a command.
func (p *parser) more() bool {
	j := p.i
	p.separator()
	if p.i < len(p.s) && (digit(p.s[p.i]) || p.s[p.i] == '.' || p.s[p.i] == '-' || p.s[p.i] == '+') {
		return true
	}
	p.i = j
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// flag reads a 0 or a 1, which need not be apart from what follows.
func (p *parser) flag() bool {
	if p.err != nil {
		return false
	}
	p.separator()
	if p.i >= len(p.s) || p.s[p.i] != '0' && p.s[p.i] != '1' {
		p.want("a flag, 0 or 1")
		return false
	}
	p.i++
	return p.s[p.i-1] == '1'
}

// number reads a number as a Fixed, such as -1.5e2 or .5.
func (p *parser) number() Fixed {
	if p.err != nil {
		return 0
	}
	p.separator()
	v, n, ok := ParseFixed(p.s[p.i:])
	switch {
	case n == 0:
		p.want("a number")
	case !ok:
		p.want("a number within ±32,768")
	}
	p.i += n
	return v
}
