package raster

// bandRows draws the rows of a band: each pixel's coverage is the area of it
// inside the nearer side.
func (l *layer) bandRows(f field, b *band) {
	b.y0, b.y1 = max(b.y0, 0), min(b.y1, f.h)
	if b.y0 >= b.y1 {
		return
	}
	l.touch(b.y0, b.y1)
	switch b.kind {
	case hair:
		l.hairRows(f, b)
	case steep:
		l.steepRows(f, b)
	case normal:
		l.normalRows(f, b)
	case wide:
		l.wideRows(f, b)
	}
}

// steepRows is normalRows for a band whose sides are both steep: each crosses a
// row within a few pixels, whose coverage a profile has. No pixel meets both
// sides, so what is inside them is what is inside one, less what the other has
// outside: where they say 0 or 255, and one does everywhere, &^ is that.
func (l *layer) steepRows(f field, b *band) {
	c := &b.crossed
	y := int64(b.y0)
	// Bounds are moved so that to shift them is all there is to do.
	lo, xl, xr := c.lo+c.d*y+one16-1, c.left.x+c.left.dx*y-fallZero<<16, c.right.x+c.right.dx*y-fallZero<<16
	long := c.hi - c.lo + 1
	d, dl, dr := c.d, c.left.dx, c.right.dx
	left, right := c.left.falls, c.right.falls
	outl, outr := (fallZero+1)<<16-1-c.left.out, (fallZero+1)<<16+c.right.out
	w := int64(f.w)
	for ; y < int64(b.y1); y++ {
		from, to := max(lo, xl+outl, 0)>>16, min(min(lo+long, xr+outr)>>16, w)
		p, q := left[xl>>10&(phases-1)], right[xr>>10&(phases-1)]
		s, t := (from-xl>>16)*8, (from-xr>>16)*8
		lo, xl, xr = lo+d, xl+dl, xr+dr
		n := to - from
		if n <= 0 {
			continue
		}
		l.rows[y&63] |= run(uint(from), uint(n))
		for at := y*TileSize + from; ; at += 8 {
			// What of the eight is not inside: left of it, right of it, or behind the end.
			// Of what is right only that counts which is not behind.
			out := p>>uint(s) | ^q<<uint(max(-t, 0))>>(uint(max(t, 0))&63)
			v := ^uint64(0) >> (uint(64-8*min(n, 8)) & 63) &^ out
			m := (*[8]uint8)(l.mask[at&(TileSize*TileSize-1):])
			store(m, most(load(m), v))
			if n -= 8; n <= 0 {
				break
			}
			s, t = s+64, t+64
		}
	}
}

func (l *layer) normalRows(f field, b *band) {
	y := int64(b.y0)
	l0, l1 := b.lo[0]+b.dlo[0]*y, b.lo[1]+b.dlo[1]*y
	h0, h1 := b.hi[0]+b.dhi[0]*y, b.hi[1]+b.dhi[1]*y
	w := int64(f.w)
	d1, d2, area := int32(b.e1.x>>14), int32(b.e2.x>>14), b.ramp
	r1, r2 := b.e1.row(y), b.e2.row(y)
	for ; y < int64(b.y1); y++ {
		lo, hi := above((above(l0, l1)+one16-1)>>16, 0), below(below(h0, h1)>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		s1, s2 := r1, r2
		r1, r2 = r1+b.e1.y, r2+b.e2.y
		if lo >= hi {
			continue
		}
		l.rows[y&63] |= run(uint(lo), uint(hi-lo))
		e1, e2 := int32((s1+b.e1.x*lo)>>14), int32((s2+b.e2.x*lo)>>14)
		for at := int(y)*TileSize + int(lo); ; at += 8 {
			// Written out, for a call or a loop costs as much as a pixel.
			v := uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask])
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 8
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 16
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 24
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 32
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 40
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 48
			e1, e2 = e1+d1, e2+d2
			v |= uint64(area[uint32(lesser(e1, e2))>>rampShift&rampMask]) << 56
			e1, e2 = e1+d1, e2+d2
			m := (*[8]uint8)(l.mask[at:])
			n := hi - lo
			if n < 8 {
				v &= ^uint64(0) >> (64 - 8*uint(n)&63)
			}
			store(m, most(load(m), v))
			if lo += 8; lo >= hi {
				break
			}
		}
	}
}

// lesser, below and above are min and max without a branch, which in these
// loops would be mispredicted as often as not. The arguments are less than 2^31
// and 2^63 apart.
func lesser(a, b int32) int32 { return b + (a-b)&((a-b)>>31) }
func below(a, b int64) int64  { return b + (a-b)&((a-b)>>63) }
func above(a, b int64) int64  { return a - (a-b)&((a-b)>>63) }

// clamped returns the index of a distance of any size.
func clamped(e int32) uint32 {
	e = lesser(e, 2*rampZero)
	return uint32(e&^(e>>31)) >> rampShift & rampMask
}

// hairRows is normalRows for a band that a pixel may meet both sides of: what is
// inside both is what is inside each, less the whole.
func (l *layer) hairRows(f field, b *band) {
	y := int64(b.y0)
	l0, l1 := b.lo[0]+b.dlo[0]*y, b.lo[1]+b.dlo[1]*y
	h0, h1 := b.hi[0]+b.dhi[0]*y, b.hi[1]+b.dhi[1]*y
	w := int64(f.w)
	d1, d2, area := int32(b.e1.x>>14), int32(b.e2.x>>14), b.ramp
	r1, r2 := b.e1.row(y), b.e2.row(y)
	for ; y < int64(b.y1); y++ {
		lo, hi := above((above(l0, l1)+one16-1)>>16, 0), below(below(h0, h1)>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		s1, s2 := r1, r2
		r1, r2 = r1+b.e1.y, r2+b.e2.y
		if lo >= hi {
			continue
		}
		e1, e2 := int32((s1+b.e1.x*lo)>>14), int32((s2+b.e2.x*lo)>>14)
		l.rows[y&63] |= run(uint(lo), uint(hi-lo))
		o := int(y)*TileSize + int(lo)
		row := l.mask[o : o+int(hi-lo)]
		for i, was := range row {
			v := int32(area[clamped(e1)]) + int32(area[clamped(e2)]) - 255
			row[i] = uint8(v - (v-int32(was))&((v-int32(was))>>31))
			e1 += d1
			e2 += d2
		}
	}
}

// wideRows is normalRows for a band whose rows have a solid middle: that is
// where the sides' bounds, moved inwards by the width of the ramp, leave room.
func (l *layer) wideRows(f field, b *band) {
	y := int64(b.y0)
	l0, l1 := b.lo[0]+b.dlo[0]*y, b.lo[1]+b.dlo[1]*y
	h0, h1 := b.hi[0]+b.dhi[0]*y, b.hi[1]+b.dhi[1]*y
	var in [4]int64
	var loose [2]*side // sides that bound no x
	for i, ln := range [2]line{b.l1, b.l2} {
		if ln.at >= 0 {
			in[ln.at] = (2*b.half + slack) >> 14 * ln.perPx >> 16
		} else {
			loose[i] = [2]*side{&b.e1, &b.e2}[i]
		}
	}
	w, whole := int64(f.w), run(0, uint(f.w))
	for ; y < int64(b.y1); y++ {
		lo, hi := above((above(l0, l1)+one16-1)>>16, 0), below(below(h0, h1)>>16+1, w)
		from, to := above((above(l0+in[0], l1+in[1])+one16-1)>>16, 0), below(below(h0+in[2], h1+in[3])>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		if lo >= hi || run(uint(lo), uint(hi-lo))&^l.solid[y&63] == 0 {
			continue
		}
		if from >= to || !loose[0].covers(y) || !loose[1].covers(y) {
			l.edge(b, y, lo, hi)
			continue
		}
		l.cover(y, run(uint(from), uint(to-from)), whole)
		if lo < from {
			l.edge(b, y, lo, from)
		}
		if to < hi {
			l.edge(b, y, to, hi)
		}
	}
}

// covers reports whether the side covers all pixels of row y whole. A nil side
// does.
func (s *side) covers(y int64) bool {
	return s == nil || min(s.at(0, y), s.at(TileSize-1, y)) >= 2*rampZero
}

// edge draws the pixels lo…hi-1 of a row, few most often.
func (l *layer) edge(b *band, y, lo, hi int64) {
	bits := run(uint(lo), uint(hi-lo))
	if bits&^l.solid[y&63] == 0 {
		return
	}
	l.rows[y&63] |= bits
	e1, e2 := b.e1.at(lo, y), b.e2.at(lo, y)
	d1, d2, area := int32(b.e1.x>>14), int32(b.e2.x>>14), b.ramp
	o := int(y)*TileSize + int(lo)
	row := l.mask[o : o+int(hi-lo)]
	for i, was := range row {
		v := int32(area[clamped(lesser(e1, e2))])
		row[i] = uint8(v - (v-int32(was))&((v-int32(was))>>31))
		e1 += d1
		e2 += d2
	}
}
