package path

import "math/bits"

// AppendArc appends the points of an elliptic arc after its start a, to b, as
// SVG has it (SVG 2, implementation notes 9.5): radii, the turn of the ellipse
// in 1/65536 degree, whether the longer way is taken, and whether angles grow.
// Radii that are too small are enlarged; a radius of 0 makes a line.
//
// It keeps to Tolerance up to radii of 8192 px, where the points themselves are
// within 1/32 px. An arc of half a turn is the exception: there the ends say
// little about the centre, which a millionth of the radius in them may move by
// a thousandth. a and b are within ±[Reach].
func AppendArc(dst []Vec, a, b Vec, rx, ry, turn Fixed, large, sweep bool) []Vec {
	return appendArc(dst, Identity(), a, b, rx, ry, turn, large, sweep)
}

// appendArc is AppendArc with its result mapped by m, for which the arc is
// flattened: a map may make a large arc of a small one.
func appendArc(dst []Vec, m Matrix, a, b Vec, rx, ry, turn Fixed, large, sweep bool) []Vec {
	rx, ry = min(abs(rx), Reach*One), min(abs(ry), Reach*One)
	if a == b {
		return dst
	}
	if rx == 0 || ry == 0 {
		return append(dst, m.Apply(b))
	}
	e := ellipse{m: m, mid: Vec{(a.X + b.X) / 2, (a.Y + b.Y) / 2}, sign: 1}
	if !sweep {
		e.sign = -1
	}
	e.sin, e.cos = SinCos(turn)
	// The way from b to a, in the ellipse's own directions and 1/2^30.
	dx, dy := a.X-b.X, a.Y-b.Y
	x, y := e.cos*dx+e.sin*dy, e.cos*dy-e.sin*dx
	for abs(x)>>31 >= 2*rx || abs(y)>>31 >= 2*ry {
		rx, ry = 2*rx, 2*ry
	}
	from, to := e.place(x, y, rx, ry, large == sweep)
	dst = e.sweep(dst, from, to, large)
	dst[len(dst)-1] = m.Apply(b) // exactly
	return dst
}

// An ellipse is the image of the unit circle.
type ellipse struct {
	m        Matrix
	mid      Vec   // halfway between the ends
	cx, cy   int64 // where the circle's centre is from mid, in 1/2^30 of its radius
	rx, ry   Fixed
	sin, cos int64
	sign     int64 // 1 if angles grow
	bulge    Fixed // no less than the longest radius after m, if that is within 4 Reach
}

// place sets the centre and the radii so that the ends, which are (x, y) in
// 1/2^30 apart in the ellipse's own directions, lie on it, and returns their
// directions. Which of the two centres it takes depends on whether the arc's
// flags are equal.
func (e *ellipse) place(x, y int64, rx, ry Fixed, equal bool) (from, to dir) {
	// On the unit circle the arc goes from (u, v) to (-u, -v). A short one
	// takes up to 20 digits more, for its direction says where the centre is.
	fine := uint(max(min(63-bits.Len64(uint64(max(abs(x), abs(y)))), 20), 0))
	u, v := nearest(x>>(31-fine)*unit, rx), nearest(y>>(31-fine)*unit, ry)
	for fine > 0 && abs(u)|abs(v) >= 1<<31 {
		u, v, fine = u/2, v/2, fine-1
	}
	across := direction(v, -u)
	u, v = u>>fine, v>>fine
	d2 := uint64(u*u) + uint64(v*v)
	if d2 < unit*unit {
		h := int64(Sqrt(unit*unit - d2))
		if equal {
			h = -h
		}
		e.cx, e.cy = product(h, across.x), product(h, across.y)
	} else {
		d := int64(Sqrt(d2))
		rx, ry = product(rx, d)+1, product(ry, d)+1
		u, v = nearest(u*unit, d), nearest(v*unit, d)
	}
	e.rx, e.ry = rx, ry
	e.bulge = min(scale(e.m.stretch(), max(rx, ry))+1, 4*Reach*One)
	return direction(u-e.cx, v-e.cy), direction(-u-e.cx, -v-e.cy)
}

// sweep appends the way from one direction to another. Large says that it is
// half a turn or more, which directions that nearly agree do not show.
func (e *ellipse) sweep(dst []Vec, from, to dir, large bool) []Vec {
	// Quarter turns first, until the end is less than one away; slack is the
	// rounding of an angle, about a millionth.
	const slack = 1 << 40
	for i := range 4 {
		near := dot(from, to) >= 0 && e.sign*cross(from, to) >= -slack
		if large && i >= 2 && near || !large && (i >= 2 || near) {
			break
		}
		next := from.quarter(e.sign)
		dst = e.halve(dst, from, next)
		from = next
	}
	return e.halve(dst, from, to)
}

// halve appends the way from one direction to another, less than half a turn
// away. The middle of a chord of length c is c²/8 off the unit circle, and up to
// c²/6.8 where it spans a quarter of it.
func (e *ellipse) halve(dst []Vec, from, to dir) []Vec {
	x, y := (to.x-from.x)>>15, (to.y-from.y)>>15
	if product(e.bulge, x*x+y*y) > 6*Tolerance {
		mid := direction(from.x+to.x, from.y+to.y)
		return e.halve(e.halve(dst, from, mid), mid, to)
	}
	return append(dst, e.at(to))
}

// at returns the place on the ellipse in a direction of the unit circle.
func (e *ellipse) at(d dir) Vec {
	x, y := product(e.rx, d.x+e.cx), product(e.ry, d.y+e.cy)
	return e.m.Apply(Vec{e.mid.X + product(x, e.cos) - product(y, e.sin), e.mid.Y + product(x, e.sin) + product(y, e.cos)})
}

// product returns r·d/2^30, where r is below 2^47 and d below 2^32.
func product(r, d int64) int64 { return (r>>15)*d>>15 + (r&(1<<15-1))*d>>30 }
