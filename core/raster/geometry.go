package raster

import (
	"math/bits"

	"easel.example/core"
)

// Formats. Q8, Q16 and Q30 are px with so many binary digits after the point.
// A point lies within one canvas size around a canvas of at most 4096 px, so a
// Q8 coordinate stays below 2^21, a difference below 2^22 and a squared
// distance below 2^45.
const (
	one8  = 1 << 8
	one16 = 1 << 16
	one30 = 1 << 30
)

// A vertex is a point of a stroke with the radius that its pressure gives, Q8.
type vertex struct{ x, y, r int32 }

// radiusMin keeps the lightest touch of the thinnest brush visible: 1/8 px.
const radiusMin = one8 / 8

// radius returns the Q8 radius of brush b at a pressure: 15 % of the full one
// at 0, all of it at 255, and rising a little faster at the light end, where a
// hand is least exact. It never falls as the pressure rises.
func radius(b core.Brush, pressure uint8) int32 {
	// full is Width/2 in Q8, at most 2^16. eased is p·(5·255 - p), which is
	// 4·255·255 = 260100 at full pressure.
	full, p := int64(b.Width)*(one8/2/core.WidthUnit), int64(pressure)
	eased := p * (5*255 - p)
	r := full * (260100*3 + 17*eased) / (260100 * 20)
	return max(int32(r), radiusMin)
}

func place(b core.Brush, p core.Point) vertex {
	return vertex{p.X * (one8 / core.Unit), p.Y * (one8 / core.Unit), radius(b, p.Pressure)}
}

// A shape says how a segment between two discs is drawn.
type shape uint8

const (
	still   shape = iota // both discs are the same: nothing to draw
	inside               // one disc holds the other: no sides
	plain                // sides perpendicular to the ends, near enough
	tapered              // sides that lean: their tangent points are found exactly
)

// A segment joins two successive vertices.
type segment struct {
	a, b   vertex
	shape  shape
	ux, uy int64 // direction, Q30; |ux|, |uy| <= 2^30
	k      int64 // growth of the radius with the length, Q30; |k| < 2^30
	length int64 // Q30, below 2^44
}

// leanMax is the most that the sides of a plain segment may be off where they
// meet its discs, twice over: r·k² of 1/16 px is 1/32 px, which is 8 of 255
// levels in the worst pixel.
const leanMax = one8 / 16

func join(a, b vertex) segment {
	s := segment{a: a, b: b}
	dx, dy, dr := int64(b.x-a.x), int64(b.y-a.y), int64(b.r-a.r)
	n := dx*dx + dy*dy
	if n <= dr*dr {
		if n != 0 || dr != 0 {
			s.shape = inside
		}
		return s
	}
	// With n = m·2^-2h and 2^60 <= m < 2^62, 1/√n is y·2^(h-61). As n < 2^45,
	// h is at least 8. dx·2^h is at most √m < 2^31, and y at most 2^31.
	h := uint(62-bits.Len64(uint64(n))) / 2
	m := n << (2 * h)
	y := inverseRoot(m)
	s.ux = (dx << h) * y >> 31
	s.uy = (dy << h) * y >> 31
	s.k = (dr << h) * y >> 31
	s.length = (m >> 31) * y >> 30 << 14 >> (h - 8)
	s.shape = plain
	// r·k²: r is at most 2^16, k in Q15 at most 2^15: below 2^47.
	if k := s.k >> 15; int64(max(a.r, b.r))*(k*k) > leanMax<<30 {
		s.shape = tapered
	}
	return s
}

// inverseRoot returns 2^61/√m for 2^60 <= m < 2^62, with a relative error below
// 2^-27: a parabola that is off by 3 % at most, and three steps of Newton's
// method, each of which squares the error.
func inverseRoot(m int64) int64 {
	const c0, c1, c2 = 262904 * one30 / 100000, 313492 * one30 / 100000, 152370 * one30 / 100000
	q := m >> 32 // Q30, 1/4 to 1
	y := c0 - q*(c1-(c2*q>>30))>>30
	for range 3 {
		y = y * (3*one30 - q*(y*y>>30)>>30) >> 31
	}
	return y
}

// root returns the floor of √n, for 0 <= n < 2^44.
func root(n int64) int64 {
	if n <= 0 {
		return 0
	}
	h := uint(62-bits.Len64(uint64(n))) / 2
	r := (n << (2 * h) >> 31) * inverseRoot(n<<(2*h)) >> 30 >> h
	// The error is below one: a step either way makes it exact.
	if r*r > n {
		r--
	} else if (r+1)*(r+1) <= n {
		r++
	}
	return r
}
