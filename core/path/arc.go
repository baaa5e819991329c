package path

// Directions are in 1/2^30.
const unit = 1 << 30

// AppendArc appends the points of an elliptic arc from a to b, as SVG has it
// (SVG 2, implementation notes 9.5): radii, the turn of the ellipse in 1/65536
// degree, whether the longer way is taken, and whether angles grow. Radii that
// are too small are enlarged; a radius of 0 makes a line.
func AppendArc(dst []Vec, a, b Vec, rx, ry Fixed, turn Fixed, large, sweep bool) []Vec {
	rx, ry = min(abs(rx), Reach*One), min(abs(ry), Reach*One)
	if a == b {
		return dst
	}
	if rx == 0 || ry == 0 {
		return append(dst, b)
	}
	sin, cos := sinCos(turn)
	// Half the way from b to a, in the ellipse's own directions.
	dx, dy := (a.X-b.X)/2, (a.Y-b.Y)/2
	x, y := (cos*dx+sin*dy)/unit, (cos*dy-sin*dx)/unit
	for abs(x) >= 2*rx || abs(y) >= 2*ry {
		rx, ry = 2*rx, 2*ry
	}
	// On the unit circle the arc goes from (u, v) to (-u, -v), about c.
	u, v := x*unit/rx, y*unit/ry
	d := int64(isqrt(uint64(u*u) + uint64(v*v)))
	var cx, cy int64
	if d >= unit {
		rx, ry = scaled(rx, d), scaled(ry, d)
		u, v = u*unit/d, v*unit/d
	} else if d > 0 {
		h := int64(isqrt(uint64(unit*unit - d*d)))
		if large == sweep {
			h = -h
		}
		cx, cy = v*h/d, -u*h/d
	}
	e := ellipse{mid: Vec{(a.X + b.X) / 2, (a.Y + b.Y) / 2}, cx: cx, cy: cy, rx: rx, ry: ry, sin: sin, cos: cos}
	from, to := direction(u-cx, v-cy), direction(-u-cx, -v-cy)
	e.sign = 1
	if !sweep {
		e.sign = -1
	}
	e.depth = depth(max(rx, ry))
	// Quarter turns first, until the end is less than one away.
	for range 4 {
		turned := dir{-e.sign * from.y, e.sign * from.x}
		if e.sign*cross(from, to) >= 0 && dot(from, to) >= 0 {
			break
		}
		dst = e.halve(dst, from, turned, e.depth)
		from = turned
	}
	dst = e.halve(dst, from, to, e.depth)
	dst[len(dst)-1] = b // exactly
	return dst
}

// scaled returns r·d/2^30 without overflow.
func scaled(r, d int64) int64 { return (r>>8)*(d>>8)>>14 + 1 }

// A dir is a direction of length 2^30.
type dir struct{ x, y int64 }

func direction(x, y int64) dir {
	for abs(x) > 1<<31 || abs(y) > 1<<31 {
		x, y = x/2, y/2
	}
	n := int64(isqrt(uint64(x*x) + uint64(y*y)))
	if n == 0 {
		return dir{unit, 0}
	}
	return dir{x * unit / n, y * unit / n}
}

func cross(a, b dir) int64 { return (a.x>>15)*(b.y>>15) - (a.y>>15)*(b.x>>15) }
func dot(a, b dir) int64   { return (a.x>>15)*(b.x>>15) + (a.y>>15)*(b.y>>15) }

type ellipse struct {
	mid      Vec
	cx, cy   int64 // centre, on the unit circle about mid
	rx, ry   Fixed
	sin, cos int64
	sign     int64
	depth    int
}

// depth returns how often a quarter of a circle of radius r is halved: each
// time a chord is four times nearer to it, from 0.3 r at first.
func depth(r Fixed) int {
	n := 0
	for off := r / 3; off > Tolerance/2 && n < 9; off /= 4 {
		n++
	}
	return n
}

// halve appends the way from one direction to another, less than half a turn away.
func (e *ellipse) halve(dst []Vec, from, to dir, n int) []Vec {
	if n > 0 && (from.x != to.x || from.y != to.y) {
		mid := direction(from.x+to.x, from.y+to.y)
		return e.halve(e.halve(dst, from, mid, n-1), mid, to, n-1)
	}
	return append(dst, e.at(to))
}

// at returns the place on the ellipse in a direction of the unit circle.
func (e *ellipse) at(d dir) Vec {
	x, y := product(e.rx, d.x+e.cx), product(e.ry, d.y+e.cy)
	return Vec{e.mid.X + product(x, e.cos) - product(y, e.sin), e.mid.Y + product(x, e.sin) + product(y, e.cos)}
}

// product returns r·d/2^30, where r may be large.
func product(r, d int64) int64 {
	return (r>>15)*d>>15 + (r&(1<<15-1))*d>>30
}

// atans are the angles whose tangents are 1, 1/2, 1/4 …, in 1/65536 degree.
var atans = [...]int64{
	2949120, 1740967, 919879, 466945, 234379, 117304, 58666, 29335, 14668, 7334, 3667, 1833, 917, 458, 229, 115, 57, 29, 14, 7, 4, 2, 1,
}

// sinCos returns the sine and cosine of an angle in 1/65536 degree, by CORDIC.
func sinCos(angle int64) (sin, cos int64) {
	const whole = 360 << 16
	angle %= whole
	if angle < 0 {
		angle += whole
	}
	flip := false
	if angle > 90<<16 && angle <= 270<<16 {
		angle, flip = angle-180<<16, true
	} else if angle > 270<<16 {
		angle -= whole
	}
	x, y := int64(652032874), int64(0) // 2^30 over the gain of the turns
	for i, a := range atans {
		if angle >= 0 {
			x, y, angle = x-y>>i, y+x>>i, angle-a
		} else {
			x, y, angle = x+y>>i, y-x>>i, angle+a
		}
	}
	if flip {
		return -y, -x
	}
	return y, x
}
