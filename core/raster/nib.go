package raster

// The nib of a broad pen: a bar, held at 40 degrees, whose half length and half
// breadth are these parts of the radius.
const (
	nibX       = 822532850  // cos 40° in Q30
	nibY       = -690186670 // -sin 40°: it rises to the right
	nibLength  = 218        // of 256
	nibBreadth = 38         // of 256
)

// bar draws the nib where it rests.
func (t *tracer) bar(v vertex) {
	dx, dy := int32(int64(v.r)*nibLength>>8*nibX>>30), int32(int64(v.r)*nibLength>>8*nibY>>30)
	r := max(v.r*nibBreadth>>8, radiusMin)
	var s segment
	s.join(vertex{v.x - dx, v.y - dy, r}, vertex{v.x + dx, v.y + dy, r})
	if s.shape != plain {
		t.into.dot(t.f, vertex{v.x, v.y, r})
		return
	}
	t.into.start(t.f, &s)
	t.drawBand(&s, 0, 0)
	t.into.end(t.f, &s)
}

// drawNib draws what the nib sweeps from one end of a segment to the other: a
// band as wide as the nib is across the way, cut along the nib.
func (t *tracer) drawNib(s *segment) {
	if s.shape == inside {
		return
	}
	f, b := t.f, &t.band
	cross := (nibX*s.uy - nibY*s.ux) >> 30
	dot := (nibX*s.ux + nibY*s.uy) >> 30
	half := (abs(cross)*nibLength + one30*nibBreadth) >> 8 // of the radius, Q30
	ey := max(s.a.r, s.b.r) + one8
	y0, y1 := f.rows(min(s.a.y, s.b.y)-ey, max(s.a.y, s.b.y)+ey)
	if y0 >= y1 {
		return
	}
	along, across := f.along(s)
	r := int64(s.a.r)<<22 + (s.k>>8)*(along>>14)>>8
	r = (r >> 15) * (half >> 15)
	k := s.k >> 15 * (half >> 15)
	kx, ky := k*s.ux>>30, k*s.uy>>30
	b.e1 = side{r - across, kx + s.uy, ky - s.ux}
	b.e2 = side{r + across, kx - s.uy, ky + s.ux}
	if f.beyond(&b.e1) || f.beyond(&b.e2) {
		return
	}
	class := classOf(s.ux, s.uy)
	b.begin(y0, y1)
	b.ramp, b.half, b.kind = &ramps[class], halves[class], wide
	if min(int64(s.a.r), int64(s.b.r))*half>>30 < hairTo {
		b.kind = hair
	}
	if abs(cross) > one30/4 {
		// Lines along the nib through both ends: their normal, towards the end.
		nx, ny := int64(-nibY), int64(nibX)
		if cross < 0 {
			nx, ny = -nx, -ny
		}
		px, py := int64(f.x-s.a.x), int64(f.y-s.a.y)
		qx, qy := int64(f.x-s.b.x), int64(f.y-s.b.y)
		b.cut((px*nx+py*ny)>>8, nx, ny)
		b.cut(-(qx*nx+qy*ny)>>8, -nx, -ny)
	} else {
		reach := int64(max(s.a.r, s.b.r)) << 22 * nibLength >> 8 * (abs(dot) >> 20) >> 10
		b.strip(along+reach, s.length+reach-along, s.ux, s.uy)
	}
	b.l1 = b.cut(b.e1.v+b.half, b.e1.x, b.e1.y)
	b.l2 = b.cut(b.e2.v+b.half, b.e2.x, b.e2.y)
	if b.loose && b.kind != wide {
		b.kind = hair
	}
	t.into.bandRows(f, b)
}
