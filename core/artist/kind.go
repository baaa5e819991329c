package artist

import (
	"slices"

	"easel.example/core"
)

// A kind is what a group of strokes is taken for.
type kind uint8

const (
	dotted   kind = iota // a dot, or a short dash
	lined                // a line that leads somewhere, or two
	shaped               // a closed line
	hatched              // lines of like direction and length, side by side
	written              // a row of small strokes that bend, or cross, on one baseline
	scribble             // a line that goes to and fro over one place
	strewn               // several strokes that are nothing of these
)

// kind takes a group for something.
func (g group) kind(h *hand) kind {
	m := g.main()
	box := g.box()
	_, hatches := g.hatch(h)
	switch {
	case g.spelt(h):
		return written
	case hatches:
		return hatched
	case g.written(h):
		return written
	case len(g) >= 3:
		return strewn
	case m.long < h.u(30) && !m.filled:
		return dotted
	case !m.filled && m.long > 4*max(box.X1-box.X0, box.Y1-box.Y0):
		return scribble
	case m.closed:
		return shaped
	}
	return lined
}

// A strand is a part of a stroke that is as good as straight.
type strand struct {
	a, b at
	long int32
	turn int32 // which way it lies, 0 to 1799 tenths of a degree: to and fro are the same
}

// Bounds of what is looked at to tell what a group is.
const (
	strandPoints = 300 // of a stroke
	strandsMost  = 400
)

// strands returns what a group is made of.
func (g group) strands(h *hand) (list []strand) {
	for _, s := range g {
		stray := max(h.u(2), (s.box.X1-s.box.X0+s.box.Y1-s.box.Y0)/24)
		pts := spaced(s.pts, max(s.long/strandPoints, 8))
		corners := thinned([]at{pts[0]}, pts, stray)
		for i, b := range corners[1:] {
			a := corners[i]
			list = append(list, strand{a, b, apart(a, b), bearing(a, b) % 1800})
		}
	}
	return list[:min(len(list), strandsMost)]
}

// When strands are hatching.
const (
	hatchLeast   = 3   // strokes, or
	zigzagLeast  = 5   // strands of one that goes to and fro
	hatchTurn    = 180 // tenths of a degree by which they differ
	hatchPercent = 84  // of their length are of like direction
)

// hatch returns the strands that are hatching, in their order side by side, and whether most are.
func (g group) hatch(h *hand) (lines []strand, ok bool) {
	list := g.strands(h)
	all, best, most := int64(0), int64(0), int32(0)
	for _, s := range list {
		all, most = all+int64(s.long), max(most, s.long)
	}
	list = slices.DeleteFunc(list, func(s strand) bool { return s.long < most/3 })
	for _, s := range list {
		var like []strand
		sum := int64(0)
		for _, o := range list {
			if d := abs(s.turn - o.turn); min(d, 1800-d) <= hatchTurn {
				like, sum = append(like, o), sum+int64(o.long)
			}
		}
		if sum > best {
			lines, best = like, sum
		}
	}
	if len(lines) < hatchLeast || len(g) < hatchLeast && len(lines) < zigzagLeast || best*100 < all*hatchPercent {
		return nil, false
	}
	turn := lines[0].turn
	slices.SortFunc(lines, func(a, b strand) int { return int(a.mid(turn).y - b.mid(turn).y) })
	for i, s := range lines[1:] { // side by side, and near: no dashes of one line, no fence
		p, q := lines[i].mid(turn), s.mid(turn)
		if abs(p.x-q.x) > max(s.long, lines[i].long)*8/10 || q.y-p.y > max(s.long, lines[i].long) {
			return nil, false
		}
	}
	return lines, lines[len(lines)-1].mid(turn).y-lines[0].mid(turn).y > h.u(8)
}

// mid returns the middle of a strand, as seen along and across a direction.
func (s *strand) mid(turn int32) at {
	return facing(at{(s.a.x + s.b.x) / 2, (s.a.y + s.b.y) / 2}, turn)
}

// facing returns a place as it is when the sheet is turned back by an angle.
func facing(p at, turn int32) at {
	cos, sin := turned(1<<14, turn)
	return at{int32((int64(p.x)*int64(cos) + int64(p.y)*int64(sin)) >> 14), int32((int64(p.y)*int64(cos) - int64(p.x)*int64(sin)) >> 14)}
}

// When strokes are writing.
const (
	writingHigh  = 200 // thousandths of the sheet's middle size, at most
	writingRow   = 125 // % of its height that a row is wide, at least
	lettersLeast = 3   // letters, or as much of joined ones
)

// written reports whether a group is writing: letters of a height side by side, that stand on a line and have
// bends or more strokes than one.
func (g group) written(h *hand) bool {
	box := g.box()
	wide, high := box.X1-box.X0, box.Y1-box.Y0
	if high > h.u(writingHigh) || wide < high*writingRow/100 || high < h.u(8) {
		return false
	}
	if len(g) < hatchLeast { // joined
		m := g.main()
		return wide > high*2 && m.long > wide*2 && len(g.strands(h)) > 2*lettersLeast
	}
	row := g.letters(0)
	stand := 0
	for _, b := range row {
		if b.Y1-b.Y0 > high*45/100 && box.Y1-b.Y1 < high*3/10 {
			stand++
		}
	}
	return len(row) >= lettersLeast && stand*3 >= len(row)*2 && len(g.strands(h))*2 >= 3*len(row)
}

// letters returns the boxes of strokes that are above each other, or no further apart than a gap, from left to right.
func (g group) letters(gap int32) (row []core.Rect) {
	byX := slices.Clone(g)
	slices.SortStableFunc(byX, func(a, b gesture) int { return int(a.box.X0 - b.box.X0) })
	for _, s := range byX {
		box := grown(s.box, 1) // a stem has a width, too, and a bar a height
		if n := len(row); n > 0 && s.box.X0 <= row[n-1].X1+gap {
			row[n-1] = row[n-1].Union(box)
			continue
		}
		row = append(row, box)
	}
	return row
}
