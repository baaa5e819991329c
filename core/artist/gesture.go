package artist

import "easel.example/core"

// A gesture is a stroke as its answer sees it.
type gesture struct {
	id     core.StrokeID
	pts    []at
	width  int32 // 1/32 px
	color  uint32
	box    core.Rect // 1/32 px
	long   int32
	closed bool
	filled bool
}

func gestureOf(b core.Brush, pts []core.Point) gesture {
	g := gesture{width: int32(b.Width) * core.Unit / core.WidthUnit, color: b.Color, filled: b.Fill != core.FillNone}
	for i, p := range pts {
		g.pts = append(g.pts, at{p.X, p.Y})
		if i > 0 {
			g.long += apart(g.pts[i-1], g.pts[i])
		}
	}
	g.box = boxed(g.pts)
	high, wide := g.box.Y1-g.box.Y0, g.box.X1-g.box.X0
	ends := apart(g.pts[0], g.pts[len(g.pts)-1])
	g.closed = g.filled || min(high, wide) > 4*g.width && ends*6 < g.long && area(g.pts) > int64(wide)*int64(high)/4
	return g
}

func apart(a, b at) int32 { return distance(a, b, b) }

// end returns the last place of a line, and a place a little before it.
func (g *gesture) end() (last, before at) {
	last = g.pts[len(g.pts)-1]
	before = g.pts[0]
	for i := len(g.pts) - 1; i >= 0; i-- {
		if before = g.pts[i]; apart(before, last) > max(g.long/12, g.width) {
			break
		}
	}
	return last, before
}

// A group is gestures that lie together.
type group []gesture

func (g group) box() core.Rect {
	box := g[0].box
	for _, s := range g[1:] {
		box = core.Rect{X0: min(box.X0, s.box.X0), Y0: min(box.Y0, s.box.Y0), X1: max(box.X1, s.box.X1), Y1: max(box.Y1, s.box.Y1)}
	}
	return box
}

// grown returns a box that is wider to all sides.
func grown(b core.Rect, by int32) core.Rect {
	return core.Rect{X0: b.X0 - by, Y0: b.Y0 - by, X1: b.X1 + by, Y1: b.Y1 + by}
}

// grouped puts gestures together whose boxes are no further apart than a gap.
func grouped(list []gesture, gap int32) (groups []group) {
	of := make([]int, len(list)) // the first gesture of the group that each is in
	for i := range list {
		of[i] = i
		for j := range i {
			a, b := list[i].box, list[j].box
			if of[j] == of[i] || a.X0-gap > b.X1 || b.X0-gap > a.X1 || a.Y0-gap > b.Y1 || b.Y0-gap > a.Y1 {
				continue
			}
			from, to := max(of[i], of[j]), min(of[i], of[j])
			for k := range i + 1 {
				if of[k] == from {
					of[k] = to
				}
			}
		}
	}
	for i := range list {
		if of[i] != i {
			continue
		}
		var g group
		for j := i; j < len(list); j++ {
			if of[j] == i {
				g = append(g, list[j])
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// chosen returns the groups that are answered: those with the most ink, in their order.
func chosen(groups []group) []group {
	for len(groups) > answersMost {
		least := 0
		for i, g := range groups {
			if g.long() <= groups[least].long() {
				least = i
			}
		}
		groups = append(groups[:least:least], groups[least+1:]...)
	}
	return groups
}

func (g group) long() (l int64) {
	for _, s := range g {
		l += int64(s.long)
	}
	return l
}

// main returns the longest gesture of a group.
func (g group) main() *gesture {
	best := &g[0]
	for i := range g {
		if g[i].long > best.long {
			best = &g[i]
		}
	}
	return best
}
