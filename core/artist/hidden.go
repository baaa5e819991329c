package artist

import (
	"easel.example/core"
)

// A cover is a shape that hides what was drawn before it: a plotter has no paint to cover
// with, so it leaves those lines out.
type cover struct {
	after int // how many marks of its layer it hides
	shape []at
	box   core.Rect // 1/32 px
}

// cover has a shape hide what is behind it.
func (h *hand) cover(shape []at) {
	if !h.plots() || len(shape) < 3 {
		return
	}
	c := coverOf(shape)
	c.after = len(h.marks)
	h.covers = append(h.covers, c)
}

func coverOf(shape []at) cover { return cover{shape: shape, box: boxed(shape)} }

// hides reports whether a point lies within c (even-odd).
func (c *cover) hides(x, y int32) bool {
	if x <= c.box.X0 || x >= c.box.X1 || y <= c.box.Y0 || y >= c.box.Y1 {
		return false
	}
	in := false
	for i, a := range c.shape {
		b := c.shape[(i+1)%len(c.shape)]
		if a.y <= y != (b.y <= y) && x < a.x+int32(int64(b.x-a.x)*int64(y-a.y)/int64(b.y-a.y)) {
			in = !in
		}
	}
	return in
}

// visible returns what is seen of the marks, behind later covers of the same layer and
// those of the layers in front.
func (h *hand) visible(front []cover) (list []Mark) {
	step := h.u(3)
	for k, m := range h.marks {
		if m.Brush.Kind == core.Eraser || m.Brush.Fill != core.FillNone {
			list = append(list, m) // it takes off what nobody sees, too, or is paper
			continue
		}
		var covers []cover
		for _, c := range h.covers {
			if k < c.after {
				covers = append(covers, c)
			}
		}
		covers = append(covers, front...)
		hidden := func(x, y int32) bool {
			for i := range covers {
				if covers[i].hides(x, y) {
					return true
				}
			}
			return false
		}
		for _, run := range m.outside(hidden, step, false) {
			list = append(list, Mark{m.Brush, run})
		}
	}
	return list
}

// outside returns the parts of m that are not hidden, looking every step. A part that ends just before a point
// of m ends at the point before that, or, if exact, where it was seen last.
func (m Mark) outside(hidden func(x, y int32) bool, step int32, exact bool) (runs [][]core.Point) {
	var run []core.Point
	flush := func() {
		if len(run) > 1 || len(run) == 1 && len(m.Points) == 1 {
			runs = append(runs, run)
		}
		run = nil
	}
	for i, q := range m.Points {
		if i > 0 { // on the way
			p := m.Points[i-1]
			n := max(abs(q.X-p.X), abs(q.Y-p.Y)) / step
			for t := int32(1); t < n; t++ {
				x, y := p.X+(q.X-p.X)*t/n, p.Y+(q.Y-p.Y)*t/n
				hid := hidden(x, y)
				if hid == (len(run) > 0) { // here it is hidden, or comes out
					run = append(run, core.Point{X: x, Y: y, Pressure: q.Pressure})
				}
				if hid {
					flush()
				}
			}
		}
		if hidden(q.X, q.Y) {
			if p := m.Points[max(i-1, 0)]; exact && len(run) > 0 {
				n := max(abs(q.X-p.X), abs(q.Y-p.Y), step) / step
				run = append(run, core.Point{X: p.X + (q.X-p.X)*(n-1)/n, Y: p.Y + (q.Y-p.Y)*(n-1)/n, Pressure: q.Pressure})
			}
			flush()
			continue
		}
		run = append(run, q)
	}
	flush()
	return runs
}
