package paths

import (
	"errors"
	"fmt"
	"math"

	"easel.example/core"
	"easel.example/core/path"
)

// A line is what the pen draws without being lifted.
type line struct {
	way     []core.Point
	closed  bool // it ends where it began
	pressed bool // the entry says how hard
}

// lines flattens an entry: several sub-paths of SVG are several lines.
func (e entry) lines() ([]line, error) {
	if e.kind.name == "svg" {
		return e.subs()
	}
	vecs := make([]path.Vec, len(e.spots))
	for i, s := range e.spots {
		vecs[i] = path.Vec{X: fixed(s.x), Y: fixed(s.y)}
	}
	flat := vecs
	if e.kind.more > 1 {
		flat = vecs[:1:1]
		for i := 0; i+e.kind.more < len(vecs); i += e.kind.more {
			if e.kind.more == 2 {
				flat = path.AppendQuadratic(flat, vecs[i], vecs[i+1], vecs[i+2])
			} else {
				flat = path.AppendCubic(flat, vecs[i], vecs[i+1], vecs[i+2], vecs[i+3])
			}
			if len(flat) > path.PointsMax {
				return nil, fmt.Errorf("its curves have more than %d points; draw it as several paths", path.PointsMax)
			}
		}
	}
	l := line{way: make([]core.Point, len(flat)), closed: e.closed}
	for i, v := range flat {
		l.way[i] = v.Point()
	}
	l.press(e.spots)
	return []line{l.joined()}, nil
}

// fixed returns so many px as path has them, within its reach.
func fixed(px float64) path.Fixed {
	return path.Fixed(math.Round(min(max(px, -path.Reach), path.Reach) * float64(path.One)))
}

func (e entry) subs() ([]line, error) {
	list, err := path.ParseSVG(e.d, path.Identity())
	if err != nil {
		return nil, dataError(e.d, err)
	}
	lines := make([]line, 0, len(list))
	for _, s := range list {
		l := line{way: make([]core.Point, len(s.Line)), closed: s.Closed || e.closed}
		for i, v := range s.Line {
			l.way[i] = v.Point()
		}
		lines = append(lines, l.joined())
	}
	if len(lines) == 0 {
		return nil, errors.New(`d draws nothing; want path data such as "M10 10 L200 80"`)
	}
	return lines, nil
}

// CheckData returns what is wrong with SVG path data, or nil.
func CheckData(d string) error {
	_, err := entry{kind: kind{name: "svg"}, d: d}.subs()
	return err
}

// dataError says where path data is wrong, and shows the place.
func dataError(d string, err error) error {
	syntax := (*path.SyntaxError)(nil)
	if !errors.As(err, &syntax) {
		return err
	}
	return fmt.Errorf("d is wrong at byte %d, before %s: want %s", syntax.Offset, quoted(d[min(syntax.Offset, len(d)):]), syntax.Want)
}

// joined returns l without points that repeat the one before, its end joined to its
// beginning if it is closed.
func (l line) joined() line {
	n := 0
	for i, p := range l.way {
		if i == 0 || p.X != l.way[n-1].X || p.Y != l.way[n-1].Y {
			l.way[n] = p
			n++
		}
	}
	l.way = l.way[:n]
	if first, last := l.way[0], l.way[n-1]; l.closed && (first.X != last.X || first.Y != last.Y) {
		l.way = append(l.way, first)
	}
	return l
}

// press gives the points of l the pressures of an entry's spots, if it names any. One
// that names none has that of the spot before. Along curves it changes evenly from
// spot to spot.
func (l *line) press(spots []spot) {
	said := float64(unsaid)
	for i := len(spots) - 1; i >= 0; i-- {
		if spots[i].pressure >= 0 {
			said = spots[i].pressure
		}
	}
	if said < 0 {
		return
	}
	l.pressed = true
	hard := make([]float64, len(spots))
	for i, s := range spots {
		if s.pressure >= 0 {
			said = s.pressure
		}
		hard[i] = said
	}
	for i := range l.way {
		at := float64(i) * float64(len(hard)-1) / float64(max(len(l.way)-1, 1))
		k := min(int(at), len(hard)-2)
		l.way[i].Pressure = uint8(math.Round(255 * (hard[k] + (hard[k+1]-hard[k])*(at-float64(k)))))
	}
}
