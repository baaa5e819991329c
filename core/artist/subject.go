package artist

import (
	"cmp"
	"slices"

	"easel.example/core"
)

// sketched draws d in a square of a size around c: shapes with the brush worked over them,
// light from one side, and a line that comes and goes. Faint is how far away it is, to 256.
func (h *hand) sketched(s *setting, d sketch, c at, size int32, flip bool, faint int32) {
	place := func(q [2]uint8) at {
		x := int32(q[0]) - 96
		if flip {
			x = -x
		}
		return at{c.x + x*size/192, c.y + (int32(q[1])-96)*size/192}
	}
	n := int(h.between(0, 4))
	if d.lines[0].kind == penLine { // a drawing of lines stands on a wash of its own form
		h.body(s, &d, place, size, faint)
	}
	for i := range d.lines {
		l := &d.lines[i]
		if l.kind == holeEdge || !l.closed() {
			continue
		}
		edge := h.edge(l, place, size)
		color := l.color
		if l.kind == penLine {
			color = s.accents[n%len(s.accents)]
			n++
		}
		shape := edge
		for k := i + 1; k < len(d.lines) && d.lines[k].kind == holeEdge; k++ {
			hole := h.edge(&d.lines[k], place, size)
			shape = append(append(append(shape[:len(shape):len(shape)], edge[0]), hole...), hole[0], edge[0])
		}
		h.form(s, blend(s.tinted(color), s.low, faint), shape, size, faint > 0)
		if l.kind == shapeEdge {
			h.contour(s, s.tinted(l.color), edge, size, faint)
		}
	}
	h.pencilled(s, d, place, size, faint)
}

// body washes what lies within the lines of a drawing; with a pen, that hides what is behind.
func (h *hand) body(s *setting, d *sketch, place func([2]uint8) at, size, faint int32) {
	var pts []at
	for i := range d.lines {
		for _, q := range d.lines[i].pts {
			pts = append(pts, place(q))
		}
	}
	shape := around(pts)
	if h.plots() {
		h.cover(shape)
		return
	}
	if len(shape) > 2 {
		color := blend(blend(pick(&h.chance, s.accents), lighter(s.low, 120), 90), s.low, faint)
		h.area(color, grain{core.DryBrush, h.between(200, 700), size / 14, size * 6 / 10, 16, false}, h.wobble(soft(soft(shape, true), true), size/60))
	}
}

// around returns the convex shape around places, clockwise, after Andrew (1979).
func around(pts []at) []at {
	pts = slices.Clone(pts)
	slices.SortFunc(pts, func(a, b at) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	chain := func(list []at) (out []at) {
		for _, p := range list {
			for n := len(out); n > 1; n = len(out) {
				a, b := out[n-2], out[n-1]
				if int64(b.x-a.x)*int64(p.y-a.y)-int64(b.y-a.y)*int64(p.x-a.x) > 0 {
					break
				}
				out = out[:n-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	low := chain(pts)
	slices.Reverse(pts)
	return append(low, chain(pts)...)
}

// edge returns a line of a drawing as a hand draws it: rounded where it is not a corner.
func (h *hand) edge(l *pencil, place func([2]uint8) at, size int32) []at {
	var pts []at
	for _, q := range l.pts {
		pts = append(pts, place(q))
	}
	closed := l.closed()
	if closed {
		pts = pts[:len(pts)-1]
	}
	pts = soft(soft(pts, closed), closed)
	if closed {
		pts = append(pts, pts[0])
	}
	return pts
}

// soft cuts the corners of a line that turns little there, after Chaikin (1974).
func soft(pts []at, closed bool) (list []at) {
	n := len(pts)
	for i, p := range pts {
		if !closed && (i == 0 || i == n-1) {
			list = append(list, p)
			continue
		}
		a, b := pts[(i+n-1)%n], pts[(i+1)%n]
		ax, ay, bx, by := int64(p.x-a.x), int64(p.y-a.y), int64(b.x-p.x), int64(b.y-p.y)
		dot := ax*bx + ay*by
		if dot <= 0 || dot*dot*100 < (ax*ax+ay*ay)*(bx*bx+by*by)*36 { // a corner, of more than 53 degrees
			list = append(list, p)
			continue
		}
		list = append(list, at{p.x - (p.x-a.x)/4, p.y - (p.y-a.y)/4}, at{p.x + (b.x-p.x)/4, p.y + (b.y-p.y)/4})
	}
	return list
}

// tinted returns a thing's own colour in the light of the scene.
func (s *setting) tinted(color uint32) uint32 {
	c := blend(color, s.sun, 34)
	if s.night || light(s.low) < 110 {
		c = blend(darker(color, 50), s.high, 66)
	}
	best := s.accents[0]
	for _, a := range append([]uint32{s.leaf, s.leaf2, s.water, s.trunk, s.far}, s.accents...) {
		if unlike(a, c) < unlike(best, c) {
			best = a
		}
	}
	return blend(c, best, 84)
}

// unlike returns how far two colours are from each other.
func unlike(a, b uint32) (d int32) {
	for shift := 0; shift < 24; shift += 8 {
		d += abs(int32(a>>shift&255) - int32(b>>shift&255))
	}
	return d
}

// form paints a shape as something round: lighter where the light comes from, darker on
// the other side, each row of the brush a little different. Coarse is with fewer rows.
func (h *hand) form(s *setting, color uint32, shape []at, size int32, coarse bool) {
	box := boxed(shape)
	small := min(box.X1-box.X0, box.Y1-box.Y0)
	if h.plots() {
		h.cover(shape)
		h.line(look{}, h.wobble(shape, size/300)...)
		if coarse {
			size *= 2
		}
		size += size * h.spare
		if small > size/24 {
			h.modelled(color, shape, size)
		}
		return
	}
	h.fill(color, 255, shape)
	step := min(max(small/8, size/44), size/13)
	if small < size/16 {
		return
	}
	turn := h.between(250, 650)
	if box.Y1-box.Y0 > 2*(box.X1-box.X0) { // along what is tall
		turn = h.between(700, 850)
	}
	right := h.wide(s.sunX) < (box.X0+box.X1)/2 // the shade is on the right
	if right {
		turn = -turn
	}
	if coarse || size < h.u(200) { // far, or one of many: fewer strokes
		step = step * 2
	}
	step += step * h.spare / 2
	for _, row := range rows(shape, turn, step) {
		lit, dim := row[0], row[1]
		if right != (lit.x < dim.x) {
			lit, dim = dim, lit
		}
		if apart(lit, dim) < step*5/2 {
			continue // dabs would be dots
		}
		at2 := func(t int32) at { return at{lit.x + (dim.x-lit.x)*t/100, lit.y + (dim.y-lit.y)*t/100} }
		inset := min(max(step*60/max(apart(lit, dim), 1), 3), 30)
		w := step * h.between(100, 145) / 100
		a, b := h.between(14, 40), h.between(52, 82)
		dab := func(color uint32, from, to int32, opacity uint8) {
			kind := pick(&h.chance, []core.BrushKind{core.OilFilbert, core.DryBrush, core.OilFlat, core.OilFilbert})
			h.line(look{kind, h.near(color, 10), w, opacity, swell}, h.wobble(along(at2(from), at2(to), 6), step/4)...)
		}
		dab(lighter(color, 46), inset, a+12, 170)
		if h.spare < 2 {
			dab(color, a, b, 190)
		}
		dab(darker(color, 56), b-10, 100-inset, 165)
	}
}

// modelled hatches a shape on its side in shade, and all of it where it is dark.
func (h *hand) modelled(color uint32, shape []at, size int32) {
	v := light(color)
	from := min(max(v*80/255, 8), 72) // % of a row that stays light
	for _, row := range rows(shape, 550, size/70+h.u(v/30)) {
		t := from + h.between(-9, 9)
		if v < 70 {
			t = 0
		}
		a := at{row[0].x + (row[1].x-row[0].x)*t/100, row[0].y + (row[1].y-row[0].y)*t/100}
		if apart(a, row[1]) > h.u(4) {
			h.line(look{}, h.wobble(along(a, row[1], 4), h.u(1))...)
		}
	}
}

// pencilled goes over a drawing's lines of the pen.
func (h *hand) pencilled(s *setting, d sketch, place func([2]uint8) at, size, faint int32) {
	line := look{core.Ink, blend(s.ink, s.low, faint), max(size/44, h.u(2)), 245, swell}
	if light(s.low) < 100 {
		line.color = lighter(s.low, 220)
	}
	for i := range d.lines {
		if l := &d.lines[i]; l.kind == penLine {
			pts := h.edge(l, place, size)
			if box := boxed(pts); h.spare > 2 && max(box.X1-box.X0, box.Y1-box.Y0) < size/9 {
				continue // it would be a speck
			}
			h.line(line, h.wobble(spaced(pts, max(size/30, h.u(3))), size/110)...)
		}
	}
}

// contour goes over the edge of a shape: a line that breaks off, and is taken up again.
func (h *hand) contour(s *setting, color uint32, pts []at, size, faint int32) {
	box := boxed(pts)
	if h.plots() || size < h.u(160) || h.spare > 2 || max(box.X1-box.X0, box.Y1-box.Y0) < size/14 {
		return
	}
	line := look{core.Ink, blend(blend(darker(color, 120), s.ink, 90), s.low, faint), max(size/90, h.u(2)), 245, swell}
	pts = spaced(pts, max(size/48, h.u(3)))
	n := int32(len(pts))
	for from := h.between(0, 6); from < n-3; {
		to := min(from+h.between(n/5+3, n/3+5), n)
		h.line(line, h.wobble(pts[from:to], size/160)...)
		from = to + h.between(1, n/12+2)
	}
}
