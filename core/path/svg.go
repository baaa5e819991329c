package path

import (
	"math/bits"
	"strconv"
)

// A SyntaxError says where path data is wrong, and what was expected there.
type SyntaxError struct {
	Offset int // in bytes
	Want   string
}

func (e *SyntaxError) Error() string {
	return "path data at " + strconv.Itoa(e.Offset) + ": want " + e.Want
}

// A Matrix is an affine map in 1/65536: (x, y) goes to (A x + C y + E, B x + D y + F).
type Matrix struct{ A, B, C, D, E, F int64 }

// Identity maps every place to itself.
func Identity() Matrix { return Matrix{A: One, D: One} }

// Apply returns where m maps v.
func (m Matrix) Apply(v Vec) Vec {
	return Vec{scale(m.A, v.X) + scale(m.C, v.Y) + m.E, scale(m.B, v.X) + scale(m.D, v.Y) + m.F}
}

// scale returns k·v/65536, rounded down, without overflow for |k| < 2^40.
func scale(k, v int64) int64 { return (v>>16)*k + (v&(One-1))*k>>16 }

// A Sub is one sub-path: a line that the pen draws without being lifted.
type Sub struct {
	Line   []Vec
	Closed bool
}

// PointsMax bounds the points of all sub-paths of one path.
const PointsMax = 1 << 18

// ParseSVG returns the sub-paths of SVG path data (SVG 2, section 9.3), mapped
// by m and flattened. As the specification has it, what comes before an error
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

// ready begins a sub-path if there is none, and checks that v is in reach.
func (p *parser) ready(list ...Vec) bool {
	for _, v := range list {
		if max(abs(v.X), abs(v.Y)) > Reach*One {
			p.want("coordinates within 32,768 px")
		}
	}
	if p.err == nil && len(p.line) == 0 {
		p.emit(p.m.Apply(p.at))
	}
	return p.err == nil
}

func (p *parser) emit(list ...Vec) {
	if p.total += len(list); p.total > PointsMax {
		p.want("a path of at most 262,144 points")
		return
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

// arc flattens in the path's coordinates: a map may make another ellipse of it.
func (p *parser) arc(from Vec) {
	rx, ry, turn := p.number(), p.number(), p.number()
	large, sweep := p.flag(), p.flag()
	to := p.place(from)
	if !p.ready(to) {
		return
	}
	for _, v := range AppendArc(nil, p.at, to, rx, ry, turn, large, sweep) {
		p.emit(p.m.Apply(v))
	}
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

// ParseFixed reads the number at the start of s and returns it with how many
// bytes it takes: 0 if there is none. ok is false if it is larger than Reach.
func ParseFixed(s string) (v Fixed, n int, ok bool) {
	negative := false
	if n < len(s) && (s[n] == '-' || s[n] == '+') {
		negative = s[n] == '-'
		n++
	}
	var digits uint64
	exp, seen, point := 0, false, false
	for ; n < len(s) && (digit(s[n]) || s[n] == '.' && !point); n++ {
		if s[n] == '.' {
			point = true
			continue
		}
		seen = true
		if digits < 100_000_000_000_000_000 {
			digits = digits*10 + uint64(s[n]-'0')
			if point {
				exp--
			}
		} else if !point {
			exp++
		}
	}
	if !seen {
		return 0, 0, false
	}
	if e, k := exponent(s[n:]); k > 0 {
		exp, n = exp+e, n+k
	}
	u, ok := fixed(digits, exp)
	if v = Fixed(u); negative {
		v = -v
	}
	return v, n, ok
}

// exponent reads e, a sign and digits; what is more than 9999 counts as that.
func exponent(s string) (e, n int) {
	if len(s) == 0 || s[0]|0x20 != 'e' {
		return 0, 0
	}
	i, negative := 1, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		negative = s[i] == '-'
		i++
	}
	from := i
	for ; i < len(s) && digit(s[i]); i++ {
		e = min(10*e+int(s[i]-'0'), 9999)
	}
	if i == from {
		return 0, 0 // the e is not an exponent's
	}
	if negative {
		e = -e
	}
	return e, i
}

// fixed returns digits·10^exp as a Fixed, and whether it is within Reach.
func fixed(digits uint64, exp int) (uint64, bool) {
	const most = uint64(Reach * One)
	if digits == 0 {
		return 0, true
	}
	for ; exp > 0; exp-- {
		if digits > Reach {
			return most, false
		}
		digits *= 10
	}
	if exp < -37 {
		return 0, true
	}
	for ; exp < -18; exp++ {
		digits /= 10
	}
	div := uint64(1)
	for ; exp < 0; exp++ {
		div *= 10
	}
	hi, lo := bits.Mul64(digits, uint64(One))
	if hi >= div {
		return most, false
	}
	q, _ := bits.Div64(hi, lo, div)
	return min(q, most), q <= most
}
