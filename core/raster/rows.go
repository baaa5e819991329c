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
	case normal:
		l.normalRows(f, b)
	case wide:
		l.wideRows(f, b)
	}
}

func (l *layer) normalRows(f field, b *band) {
	y := int64(b.y0)
	l0, l1 := b.lo[0]+b.dlo[0]*y, b.lo[1]+b.dlo[1]*y
	h0, h1 := b.hi[0]+b.dhi[0]*y, b.hi[1]+b.dhi[1]*y
	w := int64(f.w)
	d1, d2, area := int32(b.e1.x>>14), int32(b.e2.x>>14), b.ramp
	for ; y < int64(b.y1); y++ {
		lo, hi := max((max(l0, l1)+one16-1)>>16, 0), min(min(h0, h1)>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		if lo >= hi {
			continue
		}
		e1, e2 := b.e1.at(lo, y), b.e2.at(lo, y)
		l.rows[y&63] |= run(uint(lo), uint(hi-lo))
		o := int(y)*TileSize + int(lo)
		row := l.mask[o : o+int(hi-lo)]
		for i, was := range row {
			v := area[uint8(max(min(e1, e2, 2*rampZero), 0)>>rampShift)]
			if v > was {
				row[i] = v
			}
			e1 += d1
			e2 += d2
		}
	}
}

// hairRows is normalRows for a band that a pixel may meet both sides of: what is
// inside both is what is inside each, less the whole.
func (l *layer) hairRows(f field, b *band) {
	y := int64(b.y0)
	l0, l1 := b.lo[0]+b.dlo[0]*y, b.lo[1]+b.dlo[1]*y
	h0, h1 := b.hi[0]+b.dhi[0]*y, b.hi[1]+b.dhi[1]*y
	w := int64(f.w)
	d1, d2, area := int32(b.e1.x>>14), int32(b.e2.x>>14), b.ramp
	for ; y < int64(b.y1); y++ {
		lo, hi := max((max(l0, l1)+one16-1)>>16, 0), min(min(h0, h1)>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		if lo >= hi {
			continue
		}
		e1, e2 := b.e1.at(lo, y), b.e2.at(lo, y)
		l.rows[y&63] |= run(uint(lo), uint(hi-lo))
		o := int(y)*TileSize + int(lo)
		row := l.mask[o : o+int(hi-lo)]
		for i, was := range row {
			v := int32(area[uint8(max(min(e1, 2*rampZero), 0)>>rampShift)]) +
				int32(area[uint8(max(min(e2, 2*rampZero), 0)>>rampShift)]) - 255
			if v > int32(was) {
				row[i] = uint8(v)
			}
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
	w := int64(f.w)
	for ; y < int64(b.y1); y++ {
		lo, hi := max((max(l0, l1)+one16-1)>>16, 0), min(min(h0, h1)>>16+1, w)
		from, to := max((max(l0+in[0], l1+in[1])+one16-1)>>16, 0), min(min(h0+in[2], h1+in[3])>>16+1, w)
		l0, l1, h0, h1 = l0+b.dlo[0], l1+b.dlo[1], h0+b.dhi[0], h1+b.dhi[1]
		if lo >= hi {
			continue
		}
		if from >= to || !loose[0].covers(y) || !loose[1].covers(y) {
			l.edge(b, y, lo, hi)
			continue
		}
		l.solid[y&63] |= run(uint(from), uint(to-from))
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

// edge draws the pixels lo…hi-1 of a row.
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
		v := area[uint8(max(min(e1, e2, 2*rampZero), 0)>>rampShift)]
		if v > was {
			row[i] = v
		}
		e1 += d1
		e2 += d2
	}
}
