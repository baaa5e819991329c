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

// Radius returns the radius of brush b at a pressure, in 1/256 px: a part of the
// full one at 0, all of it at 255, and rising a little faster at the light end,
// where a hand is least exact. It never falls as the pressure rises.
func Radius(b core.Brush, pressure uint8) int32 {
	full := int64(b.Width) * (one8 / 2 / core.WidthUnit) // Q8, at most 2^16
	return max(int32(full*int64(lookOf(b).parts[pressure])>>24), radiusMin)
}

// eased returns what part of the radius each pressure leaves of which light % are
// left without any, Q24.
func eased(light int64) *[256]int32 {
	t := new([256]int32)
	for p := range int64(len(t)) {
		// p·(5·255 - p) is 4·255·255 = 260100 at full pressure.
		t[p] = int32((260100*light + (100-light)*p*(5*255-p)) << 24 / (260100 * 100))
	}
	return t
}

// Radii appends to dst the radius of s at each of its points, in 1/256 px: what
// Radius says, less where the brush tapers.
func Radii(dst []int32, s *core.Stroke) []int32 {
	m := &mark{s: s}
	m.grow(0)
	var t tracer
	t.brush, t.look, t.pts, t.way = s.Brush, lookOf(s.Brush), s.Points, m.way
	for i := range s.Points {
		dst = append(dst, t.vertex(i).r)
	}
	return dst
}

// Outlined reports whether a stroke of brush b is just what its discs pass over, or
// what it encloses, evenly in its colour.
func Outlined(b core.Brush) bool {
	k := lookOf(b)
	return k.plain() && k.tip == roundTip
}

func place(b core.Brush, p core.Point) vertex {
	return vertex{p.X * (one8 / core.Unit), p.Y * (one8 / core.Unit), Radius(b, p.Pressure)}
}

// A shape says how a segment between two discs is drawn.
type shape uint8

const (
	inside  shape = iota // one disc holds the other: no sides
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

	joint  joint // to the segment before
	extent int64 // of a smooth joint, Q30
}

// leanMax is the most that the sides of a plain segment may be off where they
// meet its discs, twice over: r·k² of 1/16 px is 1/32 px, which is 8 of 255
// levels in the worst pixel.
const leanMax = one8 / 16

// inkedLean is the growth of the radius up to which an inked segment is plain whatever its
// radius, Q30. Its sides are then less far out than they might be, by 1/32 of the radius,
// where such a tip leaves little; the two discs of a short segment that leans, which are
// drawn whole, are several times as many pixels as lie between them.
const inkedLean = one30 / 4

// join makes s the segment from a to b, which differ, with sides that may lean by so much
// more than leanMax.
//
// It sets fields one by one: to make a structure and copy it is slower, for what
// was just written in parts cannot be read as a whole at once.
func (s *segment) join(a, b vertex, lean int64) {
	s.a.x, s.a.y, s.a.r = a.x, a.y, a.r
	s.b.x, s.b.y, s.b.r = b.x, b.y, b.r
	s.joint, s.extent = none, 0
	dx, dy, dr := int64(b.x-a.x), int64(b.y-a.y), int64(b.r-a.r)
	n := dx*dx + dy*dy
	if n <= dr*dr {
		s.shape, s.ux, s.uy, s.k, s.length = inside, 0, 0, 0, 0
		return
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
	if k := s.k >> 15; int64(max(a.r, b.r))*(k*k) > leanMax<<30 && abs(s.k) > lean {
		s.shape = tapered
	}
}

// A joint says what fills the outside of the bend between two segments.
type joint uint8

const (
	none   joint = iota // there is no segment before
	smooth              // both bands reach on until their sides meet
	bent                // a wedge of the disc at the point
	round               // the whole disc: a side leans, or there is none
)

// bendMax bounds r·sin² of a smooth joint's turn, which ends in a corner where
// a disc would be round: it is too long by r·turn²/8, 1/32 px at most.
const bendMax = one8 / 4

// link sets how s joins the segment before it.
func (s *segment) link(prev *segment) {
	s.extent = 0
	if s.shape != plain || prev.shape != plain {
		s.joint = round
		return
	}
	sine := abs(prev.ux*s.uy>>30 - prev.uy*s.ux>>30)
	cosine := (prev.ux*s.ux + prev.uy*s.uy) >> 30
	r := int64(s.a.r)
	bend := r
	if r < hairTo {
		// A hairline shows that its bands reach on, also along its axis.
		bend = 2 * (r + one8*3/4)
	}
	if cosine < one30*7/9 || bend*(sine>>15*(sine>>15)>>15) > bendMax<<15 {
		s.joint = bent
		return
	}
	// The sides meet after r·tan(turn/2), which is at most 9/16·r·sine at a
	// cosine of 7/9 or more; the outermost pixels that they cover, a little later.
	s.joint, s.extent = smooth, (r+one8*3/4)*sine*9>>12
}

// inverseRoot returns 2^61/√m for 2^60 <= m < 2^62, with a relative error below
// 2^-25: a seed that is off by 1/128 at most, and two steps of Newton's method,
// each of which squares the error and adds half to it.
func inverseRoot(m int64) int64 {
	y, q := int64(rootSeeds[m>>55&127]), m>>32
	y = newton(y, q)
	return newton(y, q)
}

// newton brings y (Q30) nearer to 1/√q (Q30, 1/4 to 1).
func newton(y, q int64) int64 { return y * (3*one30 - q*(y*y>>30)>>30) >> 31 }

// rootSeeds holds 1/√q in Q30 for the middle of each step of 1/128 of q. It
// never changes.
var rootSeeds = newRootSeeds()

func newRootSeeds() (seeds [128]uint32) {
	for i := 32; i < len(seeds); i++ {
		// From the smallest of the roots Newton's method climbs to all of them.
		q, y := int64(2*i+1)<<22, int64(one30)
		for range 8 {
			y = newton(y, q)
		}
		seeds[i] = uint32(y)
	}
	return seeds
}

// shortRoot bounds the numbers for whose roots one step of Newton's method is enough:
// it leaves less than they are by 1/10,000 at most, which is below one.
const shortRoot = 1 << 26

// root returns the floor of √n, for 0 <= n < 2^44.
func root(n int64) int64 {
	if n <= 0 {
		return 0
	}
	h := uint(62-bits.Len64(uint64(n))) / 2
	m := n << (2 * h)
	if n < shortRoot {
		r := (m >> 31) * newton(int64(rootSeeds[m>>55&127]), m>>32) >> 30 >> h
		return r + 1 + (n-(r+1)*(r+1))>>63
	}
	r := (m >> 31) * inverseRoot(m) >> 30 >> h
	// The error is below one: a step either way makes it exact.
	if r*r > n {
		r--
	} else if (r+1)*(r+1) <= n {
		r++
	}
	return r
}
