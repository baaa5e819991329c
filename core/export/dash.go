package export

import (
	"math/bits"
	"sort"
	"strings"

	"easel.example/core/path"
)

const (
	// DashesMax bounds the dashes of all lines of a file: each is a stroke of its own. A line that
	// would have more than are left of them is drawn whole.
	DashesMax = 1000
	dashParts = 32 // lengths in one pattern
)

// setDashes reads a pattern of dashes.
func (r *svgReader) setDashes(l *look, v string) {
	l.dashes = nil
	if v == "none" {
		return
	}
	sum := int64(0)
	for s := range strings.FieldsFuncSeq(v, func(c rune) bool { return c == ',' || c == ' ' || c >= '\t' && c <= '\r' }) {
		n := l.length(s, l.diagonal(), -1)
		if n < 0 || len(l.dashes) == dashParts {
			l.dashes = nil
			r.leave("dash pattern that cannot be read")
			return
		}
		l.dashes = append(l.dashes, n)
		sum += n
	}
	if sum == 0 {
		l.dashes = nil
	}
}

// dashed returns the lines of sub-paths, cut into dashes if l has them. own is what the file says
// that the first of them is long, or 0.
func (r *svgReader) dashed(subs []path.Sub, l *look, own int64, width path.Fixed) (lines [][]path.Vec) {
	for _, sub := range subs {
		if len(l.dashes) == 0 {
			lines = append(lines, sub.Line)
			continue
		}
		t := newTape(sub.Line)
		k := l.stretch()
		if own > 0 {
			k = quotient(min(t.length(), 1<<46)<<16, own)
		}
		p := pattern{ahead: times32(l.ahead, k) >> 16, list: make([]path.Fixed, len(l.dashes))}
		for i, n := range l.dashes {
			p.list[i] = times32(n, k) >> 16
		}
		if l.blunt {
			p.blunt = width
		}
		lines = append(lines, r.cut(t, p)...)
	}
	return lines
}

// A pattern is that of dashes: lengths of dashes and of what is between them, in turns.
type pattern struct {
	list  []path.Fixed
	ahead path.Fixed // where in the pattern a line begins
	blunt path.Fixed // by how much a dash is shorter, for the pen is round
}

// cut returns the dashes of a line, or all of it if they were too many.
func (d *Drawing) cut(t *tape, p pattern) (dashes [][]path.Vec) {
	if len(p.list)%2 == 1 {
		p.list = append(p.list, p.list...)
	}
	period := path.Fixed(0)
	for _, n := range p.list {
		period += n
	}
	whole := [][]path.Vec{t.line}
	if period > 0 {
		p.ahead = (p.ahead%period + period) % period
	}
	if t.length() == 0 {
		return whole
	}
	if many := len(p.list) / 2; period == 0 || (p.ahead+t.length()+period-1)/period > int64((DashesMax-d.dashes)/many) {
		d.leave("line of many dashes, drawn whole")
		return whole
	}
	for at := -p.ahead; ; {
		for i := 0; i < len(p.list); i += 2 {
			from, to := at, at+p.list[i]
			if at = to + p.list[i+1]; from > t.length()-path.One/64 {
				return dashes
			}
			if to < 0 || to == 0 && p.list[i] > 0 || p.list[i] == 0 && p.blunt > 0 {
				continue
			}
			// The end of the line cuts a dash, too.
			from, to = max(from, 0), min(to, t.length())
			if end := min(p.blunt, to-from); end > 0 {
				from, to = from+end/2, to-end/2
			}
			d.dashes++
			dashes = append(dashes, t.part(from, to))
		}
	}
}

// A tape is a line with how far each point is along it.
type tape struct {
	line []path.Vec
	at   []path.Fixed
}

func newTape(line []path.Vec) *tape {
	t := &tape{line, make([]path.Fixed, len(line))}
	for i := range line[1:] {
		t.at[i+1] = t.at[i] + apart(line[i], line[i+1])
	}
	return t
}

func (t *tape) length() path.Fixed { return t.at[len(t.at)-1] }

// apart returns how far a is from b.
func apart(a, b path.Vec) path.Fixed {
	dx, dy := max(a.X-b.X, b.X-a.X), max(a.Y-b.Y, b.Y-a.Y)
	shift := max(bits.Len64(uint64(max(dx, dy)))-31, 0) // so that squares fit
	dx, dy = dx>>shift, dy>>shift
	return int64(path.Sqrt(uint64(dx*dx+dy*dy))) << shift
}

// part returns the line from one place along it to another.
func (t *tape) part(from, to path.Fixed) []path.Vec {
	i := sort.Search(len(t.at), func(i int) bool { return t.at[i] > from })
	line := []path.Vec{t.point(i, from)}
	for ; i < len(t.at) && t.at[i] < to; i++ {
		line = append(line, t.line[i])
	}
	if to > from {
		line = append(line, t.point(i, to))
	}
	return line
}

// point returns the place so far along the line, which is before point i.
func (t *tape) point(i int, far path.Fixed) path.Vec {
	if i == len(t.at) {
		return t.line[i-1]
	}
	a, b := t.line[i-1], t.line[i]
	k := quotient(far-t.at[i-1], t.at[i]-t.at[i-1])
	return path.Vec{X: a.X + times32(b.X-a.X, k), Y: a.Y + times32(b.Y-a.Y, k)}
}
