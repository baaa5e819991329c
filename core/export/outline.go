package export

import (
	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/raster"
)

// An outline is the edge of what a brush passes over: of the union of the hulls
// of successive discs, as core/raster has it. It goes forth on the left of the
// stroke, round its end, back on the right and round its beginning, in one
// closed line that may cross itself.
//
// How often it winds around a place is how often a disc that moves along the
// stroke comes over it: while it does, the place passes once more from before the
// disc to behind it than back, and at each such passing it crosses the edge. So
// the nonzero rule fills just what the brush passes over, also where the stroke
// turns more sharply than its width, and there needs no case of its own. It holds
// as long as the sides turn as the disc does, by arcs of the right direction;
// where an arc would lie within nodeOff of a corner, a corner is enough.
type outline struct {
	left, right []node // scratch
}

// A node is a corner of an outline, in 1/100 px, and how the edge that leads to
// it is: straight, or an arc of the given radius.
type node struct {
	x, y  int32
	r     int32 // 0: straight
	turns int8  // which way the arc goes: 1 as angles grow, or -1
}

// nodeOff is how far an outline may be from the true one where an arc is left
// out; rounding to 1/100 px adds a little. 1/32 px is 8 of 255 levels at worst.
const nodeOff = path.One / 32

// A knot is a point of a stroke in Fixed with its radius.
type knot struct{ x, y, r int64 }

// A leg leads from one knot to the next: its direction, and how the sides lean
// where the radius changes (k is its growth with the length, c = √(1-k²)), in
// 1/2^30.
type leg struct{ ux, uy, k, c int64 }

const one30 = 1 << 30

// knots returns a stroke's points without those that only repeat the one before.
func knots(dst []knot, s *core.Stroke) []knot {
	radii := raster.Radii(nil, s)
	for i, p := range s.Points {
		if i > 0 && p == s.Points[i-1] {
			continue
		}
		const grid, fine = path.One / core.Unit, path.One / 256
		dst = append(dst, knot{int64(p.X) * grid, int64(p.Y) * grid, int64(radii[i]) * fine})
	}
	return dst
}

// legTo returns the leg from a to b. Where one disc holds the other the sides
// lean all the way; where a knot only changes its radius, there is no direction but
// that of before.
func legTo(a, b knot, before leg) leg {
	dx, dy, dr := b.x-a.x, b.y-a.y, b.r-a.r
	l := leg{ux: before.ux, uy: before.uy}
	if dx != 0 || dy != 0 {
		l.ux, l.uy = path.Direction(dx, dy)
	}
	length := int64(path.Sqrt(uint64(dx*dx + dy*dy)))
	switch {
	case dr >= length:
		l.k = one30
	case -dr >= length:
		l.k = -one30
	default:
		l.k = dr * one30 / length
		l.c = int64(path.Sqrt(uint64(one30*one30 - l.k*l.k)))
	}
	return l
}

// A ray is a direction, in 1/2^30.
type ray struct{ x, y int64 }

func (l leg) ahead() ray { return ray{l.ux, l.uy} }

// side returns where, as seen from a knot, the edge of the leg lies: at its left
// if sign is 1, else at its right. y grows downwards, so that left is where angles
// shrink.
func (l leg) side(sign int64) ray {
	c := sign * l.c
	return ray{(-l.k*l.ux + c*l.uy) >> 30, (-l.k*l.uy - c*l.ux) >> 30}
}

// square is side without the lean.
func (l leg) square(sign int64) ray { return ray{sign * l.uy, -sign * l.ux} }

func (a ray) dot(b ray) int64   { return (a.x*b.x + a.y*b.y) >> 30 }
func (a ray) cross(b ray) int64 { return (a.x*b.y - a.y*b.x) >> 30 }

// trace returns the nodes of the outline of at least two knots. They hold until the
// next call; the first is where it begins.
func (o *outline) trace(list []knot) []node {
	first := legTo(list[0], list[1], heading(list))
	l, end := first, list[len(list)-1]
	o.left, o.right = corner(o.left[:0], list[0], l.side(1)), corner(o.right[:0], list[0], l.side(-1))
	for i, k := range list[1 : len(list)-1] {
		next := legTo(k, list[i+2], l)
		o.left, o.right = joint(o.left, k, l, next, 1), joint(o.right, k, l, next, -1)
		l = next
	}
	o.left, o.right = corner(o.left, end, l.side(1)), corner(o.right, end, l.side(-1))
	o.left = arc(o.left, end, l.side(1), l.ahead(), 1)
	o.left = arc(o.left, end, l.ahead(), l.side(-1), 1)
	for i := len(o.right) - 1; i > 0; i-- { // backwards: an edge leads to its other end
		to, from := o.right[i-1], o.right[i]
		o.left = append(o.left, node{to.x, to.y, from.r, -from.turns})
	}
	back := ray{-first.ux, -first.uy}
	o.left = arc(o.left, list[0], first.side(-1), back, 1)
	o.left = arc(o.left, list[0], back, first.side(1), 1)
	return o.left
}

// heading returns a leg in the direction in which the knots first leave their
// place, for those before that only change their radius.
func heading(list []knot) leg {
	for i, k := range list[1:] {
		if dx, dy := k.x-list[i].x, k.y-list[i].y; dx != 0 || dy != 0 {
			ux, uy := path.Direction(dx, dy)
			return leg{ux: ux, uy: uy}
		}
	}
	return leg{ux: one30}
}

// joint adds what joins the edges of two legs at a knot, on one side.
func joint(list []node, k knot, a, b leg, sign int64) []node {
	from, to := a.side(sign), b.side(sign)
	onward := a.ahead().dot(b.ahead()) > 0 && from.dot(to) > 0
	switch {
	case onward && a.c > 0 && b.c > 0 && slight(k.r, from, to):
		// Both edges touch the disc, so that one corner between is as good as two.
		mx, my := path.Direction(from.x+to.x, from.y+to.y)
		return corner(list, k, ray{mx, my})
	case onward:
		list = corner(list, k, from)
		return arc(list, k, from, to, signOf(from.cross(to)))
	}
	// The way of the side as the lean goes, the stroke turns, and the lean comes.
	list = corner(list, k, from)
	list = arc(list, k, from, a.square(sign), signOf(sign*a.k))
	list = arc(list, k, a.square(sign), b.square(sign), signOf(a.ahead().cross(b.ahead())))
	return arc(list, k, b.square(sign), to, -signOf(sign*b.k))
}

func signOf(v int64) int8 {
	if v < 0 {
		return -1
	}
	return 1
}

// slight reports whether an arc of radius r between two rays at less than a right
// angle is within nodeOff of its chord, and of its corner: a chord of length c is
// c²/8r off.
func slight(r int64, from, to ray) bool {
	dx, dy := (from.x-to.x)>>15, (from.y-to.y)>>15
	return from.dot(to) > 0 && r*(dx*dx+dy*dy)>>30 <= 8*nodeOff
}

// arc adds the arc of a knot's disc from one ray, where the list ends, to another
// one at most half a turn away.
func arc(list []node, k knot, from, to ray, turns int8) []node {
	switch {
	case slight(k.r, from, to):
		return corner(list, k, to)
	case from.dot(to) < -one30*7/8:
		// The ends of half a turn say little about its centre.
		t := int64(turns)
		mid := ray{-t * from.y, t * from.x}
		return arc(arc(list, k, from, mid, turns), k, mid, to, turns)
	}
	return append(list, place(k, to, k.r, turns))
}

// corner adds a straight edge to a place on a knot's disc.
func corner(list []node, k knot, at ray) []node {
	return append(list, place(k, at, 0, 0))
}

func place(k knot, at ray, r int64, turns int8) node {
	return node{hundredths(k.x + k.r*at.x>>30), hundredths(k.y + k.r*at.y>>30), hundredths(r), turns}
}

func hundredths(v int64) int32 { return int32((v*100 + path.One/2) >> 16) }
