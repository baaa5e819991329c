package raster

// slack widens every cut, Q30. Bands that meet end to end then share pixels
// whose centres lie between them, instead of leaving a gap by a rounding; what
// they share has the same coverage in both. 1/64 px.
const slack = one30 / 64

// flat is the gradient (Q30) below which a half-plane does not bound x: it
// changes by less than slack over a tile.
const flat = one30 >> 12

// A span bounds a convex shape in a tile: rows y0…y1-1, and in each the x that
// satisfy up to two lower and two upper bounds, which advance by one addition
// a row. Bounds are Q16 px of pixel centres, given at row 0.
type span struct {
	y0, y1   int32
	lo, hi   [2]int64
	dlo, dhi [2]int64
	nlo, nhi int
	loose    bool // a third bound on one side was left out
}

// A line is where a half-plane's bound sits in a span; at is -1 if nowhere.
type line struct {
	at    int   // 0, 1: lo; 2, 3: hi
	perPx int64 // how far x moves for one px of the half-plane's value, Q16
}

const far = int64(1) << 40

// begin makes s all of the rows y0…y1-1.
func (s *span) begin(y0, y1 int32) {
	s.y0, s.y1, s.nlo, s.nhi, s.loose = y0, y1, 0, 0, false
	s.lo[0], s.lo[1], s.hi[0], s.hi[1] = -far, -far, far, far
	s.dlo[0], s.dlo[1], s.dhi[0], s.dhi[1] = 0, 0, 0, 0
}

// cut keeps the pixels where v + fx·x + fy·y >= -slack; all Q30, |v| < 2^45,
// |fx|, |fy| <= 2^31.
func (s *span) cut(v, fx, fy int64) line {
	v += slack
	if -flat < fx && fx < flat {
		s.cutRows(v, fy)
		return line{at: -1}
	}
	// 1/fx in Q16 is at most 2^28 and v in Q16 below 2^31.
	inv := int64(1<<46) / fx
	x, d := -(v>>14)*inv>>16, -(fy>>14)*inv>>16
	switch {
	case fx > 0 && s.nlo < 2:
		s.lo[s.nlo], s.dlo[s.nlo] = x, d
		s.nlo++
		return line{s.nlo - 1, inv}
	case fx < 0 && s.nhi < 2:
		s.hi[s.nhi], s.dhi[s.nhi] = x, d
		s.nhi++
		return line{s.nhi + 1, inv}
	}
	// The side of a band that leans across it; the coverage is 0 beyond.
	s.loose = true
	return line{at: -1}
}

// strip keeps the pixels of a fresh span where v + fx·x + fy·y >= -slack and
// w - fx·x - fy·y >= -slack: two cuts for one division.
func (s *span) strip(v, w, fx, fy int64) {
	v, w = v+slack, w+slack
	if -flat < fx && fx < flat {
		s.cutRows(v, fy)
		s.cutRows(w, -fy)
		return
	}
	inv := int64(1<<46) / fx
	a, b, d := -(v>>14)*inv>>16, (w>>14)*inv>>16, -(fy>>14)*inv>>16
	if fx < 0 {
		a, b = b, a
	}
	s.lo[0], s.hi[0], s.dlo[0], s.dhi[0] = a, b, d, d
	s.nlo, s.nhi = 1, 1
}

// row returns the pixels of row y of w that s bounds, from lo to hi-1.
func (s *span) row(y, w int64) (lo, hi int64) {
	lo = max(s.lo[0]+s.dlo[0]*y, s.lo[1]+s.dlo[1]*y)
	hi = min(s.hi[0]+s.dhi[0]*y, s.hi[1]+s.dhi[1]*y)
	return max((lo+one16-1)>>16, 0), min(hi>>16+1, w)
}

// cutRows applies a half-plane that hardly depends on x.
func (s *span) cutRows(v, fy int64) {
	if -flat < fy && fy < flat {
		if v < -slack {
			s.y1 = s.y0
		}
		return
	}
	v += slack // what x may add
	if fy > 0 {
		s.y0 = max(s.y0, int32(-max(floorDiv(v, fy), -TileSize)))
	} else {
		s.y1 = min(s.y1, int32(min(floorDiv(v, -fy), TileSize))+1)
	}
}

// floorDiv returns the floor of a/b, for b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
