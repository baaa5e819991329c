package raster

// A side is the signed distance from an edge, positive within, as a linear
// function of the pixel: v at pixel (0, 0), and its gradient, of length 1. Q30.
type side struct{ v, x, y int64 }

// at returns the side's value at a pixel, Q16, moved to where a ramp's entries
// begin. Values on a canvas stay below 2^14 px, so they fit.
func (s *side) at(x, y int64) int32 { return int32((s.v+s.x*x+s.y*y)>>14) + rampZero }

// A band is a segment's sides with what lies between them.
type band struct {
	span
	e1, e2 side
	l1, l2 line
	ramp   *ramp
	half   int64 // Q30: within this distance of an edge a pixel is covered in part
	kind   kind
}

// A kind says how the rows of a band are drawn.
type kind uint8

const (
	normal kind = iota
	hair        // so thin that a pixel may meet both sides
	wide        // so wide that most rows have a solid middle
)

const (
	// wideFrom is the radius (Q8) from which a band looks for the solid middle
	// of each row. Below it, that costs more than it saves (BenchmarkRaster).
	wideFrom = 3 * one8
	// hairTo is the radius below which no pixel need be far from both sides: √2/2 px.
	hairTo = 182
)

// kindOf chooses for the thinnest place of a band, which decides.
func kindOf(s *segment) kind {
	switch r := min(s.a.r, s.b.r); {
	case r < hairTo:
		return hair
	case r >= wideFrom:
		return wide
	}
	return normal
}

// rowsOf returns the rows that a segment's band may touch.
func (f field) rowsOf(s *segment) (y0, y1 int32) {
	ey := int32((int64(max(s.a.r, s.b.r)+one8/2)*abs(s.ux))>>30) + 1
	return f.rows(min(s.a.y, s.b.y)-ey, max(s.a.y, s.b.y)+ey)
}

// rows returns the rows whose centres lie in the Q8 range y0…y1.
func (f field) rows(y0, y1 int32) (int32, int32) {
	return max((y0-f.y+one8-1)>>8, 0), min((y1-f.y)>>8+1, f.h)
}

// along returns the distance of the pixel (0, 0) from s.a along the segment and
// across it, Q30.
func (f field) along(s *segment) (t, across int64) {
	px, py := int64(f.x-s.a.x), int64(f.y-s.a.y)
	return (px*s.ux + py*s.uy) >> 8, (py*s.ux - px*s.uy) >> 8
}

// band draws the sides of a plain segment. back is how far it reaches before
// its start, Q30.
func (l *layer) band(f field, s *segment, back int64) {
	y0, y1 := f.rowsOf(s)
	if back != 0 {
		y0, y1 = max(y0-1, 0), min(y1+1, f.h)
	}
	if y0 >= y1 {
		return
	}
	t, across := f.along(s)
	// k in Q22 by t in Q16: below 2^53.
	r := int64(s.a.r)<<22 + (s.k>>8)*(t>>14)>>8
	class := classOf(s.ux, s.uy)
	kx, ky := s.k*s.ux>>30, s.k*s.uy>>30
	b := band{
		span: newSpan(y0, y1),
		e1:   side{r - across, kx + s.uy, ky - s.ux},
		e2:   side{r + across, kx - s.uy, ky + s.ux},
		ramp: &ramps[class],
		half: halves[class],
		kind: kindOf(s),
	}
	if f.beyond(&b.e1) || f.beyond(&b.e2) {
		return
	}
	b.cut(t+back, s.ux, s.uy)
	b.cut(s.length-t, -s.ux, -s.uy)
	b.l1 = b.cut(b.e1.v+b.half, b.e1.x, b.e1.y)
	b.l2 = b.cut(b.e2.v+b.half, b.e2.x, b.e2.y)
	l.bandRows(f, &b)
}

// beyond reports whether all of the tile lies a px or more outside an edge.
func (f field) beyond(e *side) bool {
	const far = TileSize - 1
	return e.v+max(e.x*far, 0)+max(e.y*far, 0) < -one30
}

// lean draws the two sides of a tapered segment, each up to the lines from the
// discs' centres to where the side touches them.
func (l *layer) lean(f field, s *segment) {
	y0, y1 := f.rows(min(s.a.y-s.a.r, s.b.y-s.b.r)-one8/2, max(s.a.y+s.a.r, s.b.y+s.b.r)+one8/2)
	if y0 >= y1 {
		return
	}
	t, across := f.along(s)
	// The side's normal is (-k, c) along and across the segment, with c² + k² = 1.
	c := root((one30-s.k*s.k>>30)<<12) << 9
	kt := (s.k >> 8) * (t >> 14) >> 8
	ct := (c >> 8) * (t >> 14) >> 8
	cl := (c >> 8) * (s.length >> 14) >> 8
	for sign := int64(-1); sign <= 1; sign += 2 {
		w := across * sign // distance from the axis on this side, w's gradient is (wx, wy)
		wx, wy := -s.uy*sign, s.ux*sign
		cw, kw := (c>>8)*(w>>14)>>8, (s.k>>8)*(w>>14)>>8
		e := side{int64(s.a.r)<<22 + kt - cw, (s.k*s.ux - c*wx) >> 30, (s.k*s.uy - c*wy) >> 30}
		if f.beyond(&e) {
			continue
		}
		class := classOf(e.x, e.y)
		b := band{span: newSpan(y0, y1), e1: e, e2: side{v: 1 << 40}, ramp: &ramps[class], half: halves[class], kind: kindOf(s)}
		fx, fy := (c*s.ux+s.k*wx)>>30, (c*s.uy+s.k*wy)>>30
		b.cut(w, wx, wy)
		b.cut(ct+kw, fx, fy)
		b.cut(cl-ct-kw, -fx, -fy)
		b.l1 = b.cut(b.e1.v+b.half, b.e1.x, b.e1.y)
		b.l2 = line{at: -1}
		l.bandRows(f, &b)
	}
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}
