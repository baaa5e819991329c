package raster

// A disc is the round end of a segment, perhaps cut by two half-planes.
type disc struct {
	span
	x, y int64 // centre less pixel (0, 0)'s, Q8
	r    int64 // Q8
}

// set makes d the whole disc v.
func (d *disc) set(f *field, v *vertex) {
	d.x, d.y, d.r = int64(v.x-f.x), int64(v.y-f.y), int64(v.r)
	// Coverage is 0 beyond r + 1/2 px.
	d.begin(f.rows(v.y-v.r-one8/2, v.y+v.r+one8/2))
}

// dot draws a whole disc.
func (l *layer) dot(f field, v vertex) {
	var d disc
	d.set(&f, &v)
	l.discRows(f, &d)
}

// start draws the half disc before a plain segment.
func (l *layer) start(f field, s *segment) {
	var d disc
	d.set(&f, &s.a)
	if d.y0 < d.y1 {
		t, _ := f.along(s)
		d.cut(-t, -s.ux, -s.uy)
		l.discRows(f, &d)
	}
}

// end draws the half disc after a plain segment.
func (l *layer) end(f field, s *segment) {
	var d disc
	d.set(&f, &s.b)
	if d.y0 < d.y1 {
		t, _ := f.along(s)
		d.cut(t-s.length, s.ux, s.uy)
		l.discRows(f, &d)
	}
}

// wedge draws what lies after plain segment a and before plain segment b that
// follows it: the outside of the bend.
func (l *layer) wedge(f field, a, b *segment) {
	var d disc
	d.set(&f, &b.a)
	cross, dot := a.ux*b.uy>>30-a.uy*b.ux>>30, (a.ux*b.ux+a.uy*b.uy)>>30
	if dot > 0 {
		// The wedge reaches from the centre to its two corners and, between
		// them, to the disc's lowest or highest point.
		ay, by, ax, bx := a.ux, b.ux, -a.uy, -b.uy // outer normals of a and b
		if cross > 0 {
			ay, by, ax, bx = -ay, -by, -ax, -bx
		}
		top, bottom := min(ay, by, 0), max(ay, by, 0)
		if ax^bx < 0 { // they lie on both sides of the vertical
			if ay+by > 0 {
				bottom = one30
			} else {
				top = -one30
			}
		}
		r := int64(b.a.r + one8/2 + 8)
		y0, y1 := f.rows(b.a.y+int32(top*r>>30)-8, b.a.y+int32(bottom*r>>30)+8)
		d.y0, d.y1 = max(d.y0, y0), min(d.y1, y1)
	}
	if d.y0 >= d.y1 {
		return
	}
	ta, _ := f.along(a)
	tb, _ := f.along(b)
	d.cut(ta-a.length, a.ux, a.uy)
	d.cut(-tb, -b.ux, -b.uy)
	l.discRows(f, &d)
}

// discRows draws the rows of a disc. The distance from the edge is taken as
// (r² - d²)/2r, which needs no root and is exact to 1/8r px within the ramp.
func (l *layer) discRows(f field, d *disc) {
	d.y0, d.y1 = max(d.y0, 0), min(d.y1, f.h)
	if d.y0 >= d.y1 {
		return
	}
	// v is (r² + r - d²), Q16, at most 2^36; v/2r is the coverage.
	outer := d.r*d.r + d.r*one8
	inv := int64(1<<32) / (2 * d.r)
	full := min(d.r*d.r*201>>14, one8) // of a dot below a pixel: its area, π·r²
	l.touch(d.y0, d.y1)
	y := int64(d.y0)
	l0, l1 := d.lo[0]+d.dlo[0]*y, d.lo[1]+d.dlo[1]*y
	h0, h1 := d.hi[0]+d.dhi[0]*y, d.hi[1]+d.dhi[1]*y
	w := int64(f.w)
	left, right := (d.x-d.r-one8/2+one8-1)>>8, (d.x+d.r+one8/2)>>8+1
	for ; y < int64(d.y1); y++ {
		lo, hi := max((max(l0, l1)+one16-1)>>16, 0), min(min(h0, h1)>>16+1, w)
		l0, l1, h0, h1 = l0+d.dlo[0], l1+d.dlo[1], h0+d.dhi[0], h1+d.dhi[1]
		if lo >= hi {
			continue
		}
		dy := y<<8 - d.y
		q := outer - dy*dy
		if q <= 0 {
			continue
		}
		if d.r < wideFrom { // arc passes by the few pixels beyond
			l.arc(d, y, max(lo, left), min(hi, right), q, inv, full)
			continue
		}
		if lo, hi := max(lo, left), min(hi, right); lo >= hi || run(uint(lo), uint(hi-lo))&^l.solid[y&63] == 0 {
			continue
		}
		// Within this row v is positive for |dx| < √q, and full 2r lower.
		c := root(q)
		lo, hi = max(lo, (d.x-c+one8-1)>>8), min(hi, (d.x+c)>>8+1)
		if lo >= hi {
			continue
		}
		from, to := lo, lo
		if p := q - d.r*(2*one8); p > 0 {
			c := root(p)
			from, to = max(lo, (d.x-c+one8-1)>>8), min(hi, (d.x+c)>>8+1)
			if from < to {
				l.cover(y, run(uint(from), uint(to-from)), run(0, uint(f.w)))
			} else {
				from, to = lo, lo
			}
		}
		l.arc(d, y, lo, from, q, inv, full)
		l.arc(d, y, to, hi, q, inv, full)
	}
}

// arc draws the pixels lo…hi-1 of a row of a disc.
func (l *layer) arc(d *disc, y, lo, hi, q, inv, full int64) {
	if lo >= hi {
		return
	}
	bits := run(uint(lo), uint(hi-lo))
	if bits&^l.solid[y&63] == 0 {
		return
	}
	l.rows[y&63] |= bits
	dx := lo<<8 - d.x
	v, step := q-dx*dx, 512*dx+one16
	o := int(y)*TileSize + int(lo)
	row := l.mask[o : o+int(hi-lo)]
	for i, was := range row {
		c := min((max(v, 0)*inv+1<<31)>>32, full)
		c -= c >> 8
		row[i] = uint8(max(c, int64(was)))
		v -= step
		step += 2 * one16
	}
}
