package raster

// A side is the signed distance from an edge, positive within, as a linear
// function of the pixel: v at pixel (0, 0), and its gradient, of length 1. Q30.
type side struct{ v, x, y int64 }

// at returns the side's value at a pixel, Q16, moved to where a ramp's entries
// begin. Values on a canvas stay below 2^14 px, so they fit.
func (s *side) at(x, y int64) int32 { return int32((s.row(y) + s.x*x) >> 14) }

// row is at(0, y) in Q30, to be stepped by s.y a row.
func (s *side) row(y int64) int64 { return s.v + s.y*y + rampZero<<14 }

// A band is a segment's sides with what lies between them.
type band struct {
	span
	e1, e2  side
	l1, l2  line
	ramp    *ramp
	half    int64 // Q30: within this distance of an edge a pixel is covered in part
	kind    kind
	crossed crossed
}

// A kind says how the rows of a band are drawn.
type kind uint8

const (
	normal kind = iota
	steep       // both sides cross a row within a few pixels
	hair        // a pixel may meet both sides
	wide        // most rows have a solid middle
)

const (
	// wideFrom is the radius (Q8) from which a band looks for the solid middle
	// of each row. Below it, that costs more than it saves (BenchmarkRaster),
	// and all distances lie within a ramp's entries.
	wideFrom = 5 * one8
	// hairTo is the radius below which a pixel may meet both sides: √2/2 px.
	hairTo = 182
)

func kindOf(s *segment) kind {
	switch {
	case min(s.a.r, s.b.r) < hairTo:
		return hair
	case max(s.a.r, s.b.r) >= wideFrom:
		return wide
	}
	return normal
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

// drawBand draws the sides of a plain segment. before and after are how far it
// reaches beyond its ends, Q30.
func (t *tracer) drawBand(s *segment, before, after int64) {
	f := t.f
	ey := int32((int64(max(s.a.r, s.b.r)+one8*3/4)*abs(s.ux)+max(before, after)>>22*abs(s.uy))>>30) + 1
	y0, y1 := f.rows(min(s.a.y, s.b.y)-ey, max(s.a.y, s.b.y)+ey)
	if y0 >= y1 {
		return
	}
	along, across := f.along(s)
	// k in Q22 by along in Q16: below 2^53.
	r := int64(s.a.r)<<22 + (s.k>>8)*(along>>14)>>8
	class := classOf(s.ux, s.uy)
	kx, ky := s.k*s.ux>>30, s.k*s.uy>>30
	b := &t.band
	b.e1.v, b.e1.x, b.e1.y = r-across, kx+s.uy, ky-s.ux
	b.e2.v, b.e2.x, b.e2.y = r+across, kx-s.uy, ky+s.ux
	if f.beyond(&b.e1) || f.beyond(&b.e2) {
		return
	}
	b.begin(y0, y1)
	b.ramp, b.half, b.kind = &ramps[class], halves[class], kindOf(s)
	b.strip(along+before, s.length+after-along, s.ux, s.uy)
	if b.kind == normal && b.e1.x^b.e2.x < 0 && min(abs(b.e1.x), abs(b.e2.x)) >= steepFrom {
		b.kind = steep
		b.cross()
	} else {
		b.l1 = b.cut(b.e1.v+b.half, b.e1.x, b.e1.y)
		b.l2 = b.cut(b.e2.v+b.half, b.e2.x, b.e2.y)
		if b.loose && b.kind == normal {
			b.kind = hair
		}
	}
	t.into.bandRows(f, b)
}

// beyond reports whether all of the tile lies a px or more outside an edge.
func (f field) beyond(e *side) bool {
	const last = TileSize - 1
	return e.v+max(e.x*last, 0)+max(e.y*last, 0) < -one30
}

// drawLean draws the two sides of a tapered segment, each up to the lines from
// the discs' centres to where the side touches them.
func (t *tracer) drawLean(s *segment) {
	f, b := t.f, &t.band
	y0, y1 := f.rows(min(s.a.y-s.a.r, s.b.y-s.b.r)-one8, max(s.a.y+s.a.r, s.b.y+s.b.r)+one8)
	if y0 >= y1 {
		return
	}
	along, across := f.along(s)
	// The side's normal is (-k, c) along and across the segment, with c² + k² = 1.
	c := root((one30-s.k*s.k>>30)<<12) << 9
	kt := (s.k >> 8) * (along >> 14) >> 8
	ct := (c >> 8) * (along >> 14) >> 8
	cl := (c >> 8) * (s.length >> 14) >> 8
	r, cw := int64(s.a.r)<<22+kt, (c>>8)*(across>>14)>>8
	sides := [2]side{
		{r + cw, (s.k*s.ux - c*s.uy) >> 30, (s.k*s.uy + c*s.ux) >> 30},
		{r - cw, (s.k*s.ux + c*s.uy) >> 30, (s.k*s.uy - c*s.ux) >> 30},
	}
	for i, sign := range [2]int64{-1, 1} {
		if f.beyond(&sides[i]) {
			continue
		}
		w := across * sign // distance from the axis on this side, of gradient (wx, wy)
		wx, wy := -s.uy*sign, s.ux*sign
		b.e1, b.e2 = sides[i], side{v: far} // for the other side is farther
		class := classOf(b.e1.x, b.e1.y)
		b.begin(y0, y1)
		b.ramp, b.half, b.kind = &ramps[class], halves[class], wide
		// The discs at both ends are drawn whole, so these cuts need no slack:
		// where c is small, it would let the side reach far.
		end := int64(-2 * slack)
		if kindOf(s) == hair {
			// A thin end is shorter than the pixel it lies in: without 1/8 px
			// more, that pixel would show the dot alone.
			b.e2, b.kind, end = sides[1-i], hair, end+c/8
		}
		kw := (s.k >> 8) * (w >> 14) >> 8
		fx, fy := (c*s.ux+s.k*wx)>>30, (c*s.uy+s.k*wy)>>30
		b.cut(w, wx, wy)
		b.cut(ct+kw+end, fx, fy)
		b.cut(cl-ct-kw+end, -fx, -fy)
		b.l1, b.l2 = b.cut(b.e1.v+b.half, b.e1.x, b.e1.y), line{at: -1}
		t.into.bandRows(f, b)
	}
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}
