package raster

import (
	"math/bits"

	"easel.example/core"
)

// A frame is the axis of a segment as the pixels of a tile see it: how far along
// it and how far across it a pixel's centre lies, as linear functions, Q16 px.
type frame struct {
	along, across  int64 // at pixel (0, 0)
	tx, ty, sx, sy int64 // per pixel
	length         int64
}

// frameOf returns the frame of s. Where one disc holds the other there is no
// axis, and any will do.
func (f field) frameOf(s *segment) frame {
	ux, uy := s.ux, s.uy
	if s.shape == inside {
		ux, uy = one30, 0
	}
	o := segment{a: s.a, ux: ux, uy: uy}
	t, across := f.along(&o)
	return frame{t >> 14, across >> 14, ux >> 14, uy >> 14, -uy >> 14, ux >> 14, s.length >> 14}
}

// An end says which ends of a stroke's path a segment has.
type ends struct{ first, last bool }

// press moves what t.cov has of one segment to the stroke's layer, as the tip
// leaves it there, by max (rule R3), and empties t.cov. way is how far the path
// leads to s, Q8.
func (t *tracer) press(s *segment, flow [2]int32, way int64, e ends, straight bool) {
	if t.cov.empty() {
		return
	}
	t.l.touch(t.cov.y0, t.cov.y1)
	fr := t.f.frameOf(s)
	if t.look.depth > 0 {
		t.pressDeep(s, &fr, straight)
	} else {
		t.pressStreaks(s, &fr, flow, way, e)
	}
	t.cov.y0, t.cov.y1, t.cov.full = 0, 0, 0
}

// A linear is a linear function of the pixel.
type linear struct{ v, x, y int64 }

func (l *linear) at(x, y int64) int64 { return l.v + l.x*x + l.y*y }

// A comb is what bristles leave along a row of pixels: five linear functions.
type comb struct {
	u, v      linear // place in the texture, Q16 texels
	p         linear // by pressure and way, Q16
	e1, e2    linear // by the distance from each edge, Q16
	low, high int64  // bounds of p
	first     linear // by the distance from the square ends, in 1/255 px
	last      linear
	edged     bool // else e1 and e2 are 0
	gain      int64
	streaks   *[grainSide * grainSide]uint8
}

// pressStreaks leaves what the bristles leave.
func (t *tracer) pressStreaks(s *segment, fr *frame, flow [2]int32, way int64, e ends) {
	k := t.look
	width := max(int64(t.brush.Width), 8) // 1/16 px
	along, across := linear{fr.along, fr.tx, fr.ty}, linear{fr.across, fr.sx, fr.sy}
	// Texels, Q16. More than one a px would flicker.
	most := one16 / int64(t.f.view.Zoom)
	c := comb{low: 0, high: 255 << 16, edged: k.edge > 0, gain: int64(k.gain), streaks: k.streaks}
	if c.streaks == nil {
		c.streaks = &fineStreaks
	}
	c.u = across.times(min(int64(k.bristle)*core.WidthUnit<<16/width, most))
	c.u.v += int64(t.seed & 0x7fffff)
	perV := min(int64(k.stretch)*core.WidthUnit<<16/width, most)
	c.v = along.times(perV)
	c.v.v += way<<8*perV>>16 + int64(t.seed>>9)
	// What is left, Q16: by pressure along the segment, less what ran out.
	spent := int64(k.run) * core.WidthUnit << 16 / width // per px, Q16
	fa := int64(flow[0])<<16 - min(way*spent>>8, 1<<30)
	fb := int64(flow[1])<<16 - min((way+fr.length>>8)*spent>>8, 1<<30)
	c.low, c.high = min(fa, fb), max(fa, fb)
	c.p = along.times((fb - fa) << 16 / max(fr.length, one16/8))
	c.p.v += fa
	// The edges: r - across and r + across, of which a quarter of r is all.
	steep := int64(k.edge) << 18 / max(int64(s.a.r)<<8>>8, 1) << 8 // per px, Q16
	r := along.times(s.k >> 14)
	r.v += int64(s.a.r) << 8
	less := int64(k.edge) << 16
	c.e1 = linear{r.v - across.v, r.x - across.x, r.y - across.y}.times(steep)
	c.e2 = linear{r.v + across.v, r.x + across.x, r.y + across.y}.times(steep)
	c.e1.v, c.e2.v = c.e1.v-less, c.e2.v-less
	c.first.v, c.last.v = 255, 255
	cut := k.tip == squareTip && (e.first || e.last)
	if k.tip == squareTip && e.first {
		c.first = linear{along.v>>8 + 128, along.x >> 8, along.y >> 8}
	}
	if k.tip == squareTip && e.last {
		c.last = linear{(fr.length-along.v)>>8 + 128, -along.x >> 8, -along.y >> 8}
	}
	for y := int64(t.cov.y0); y < int64(t.cov.y1); y++ {
		some, solid := t.cov.rows[y&63], t.cov.solid[y&63]
		all := some | solid
		if all == 0 {
			continue
		}
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		t.l.rows[y&63] |= all
		t.cov.rows[y&63], t.cov.solid[y&63] = 0, 0
		at := uint(bits.TrailingZeros64(all))
		end := uint(64 - bits.LeadingZeros64(all))
		if solid == run(at, end-at) && !cut && c.inside(int64(at), int64(end)-1, y) {
			c.whole(out[at:end], int64(at), y)
			if some != 0 {
				dye(mask[at:end], 0)
			}
			continue
		}
		whiten(mask, solid)
		c.row(out[at:end], mask[at:end], int64(at), y, cut)
	}
}

// times returns l multiplied by f, Q16.
func (l linear) times(f int64) linear { return linear{l.v * f >> 16, l.x * f >> 16, l.y * f >> 16} }

// inside reports whether no edge leaves less on the pixels from…to of row y.
func (c *comb) inside(from, to, y int64) bool {
	return c.e1.at(from, y)|c.e1.at(to, y)|c.e2.at(from, y)|c.e2.at(to, y) >= 0
}

// whole is row for pixels that are covered whole and have no edge near.
func (c *comb) whole(out []uint8, x, y int64) {
	p, dp, low, high, gain := c.p.at(x, y), c.p.x, c.low, c.high, c.gain
	if gain == 0 {
		for i, was := range out {
			m := min(max(min(max(p, low), high)>>16, 0), 255)
			out[i] = uint8(max(m, int64(was)))
			p += dp
		}
		return
	}
	u, v := c.u.at(x, y), c.v.at(x, y)
	uv, duv := uint64(u)<<32+uint64(v), uint64(c.u.x)<<32+uint64(c.v.x)
	streaks := c.streaks
	if low>>16 == high>>16 && low >= 0 && low>>16+gain <= 255 {
		m := low >> 16
		for i, was := range out {
			b := int64(streaks[(uv>>41&((grainSide-1)*grainSide)|uv>>16&(grainSide-1))&(grainSide*grainSide-1)])
			out[i] = uint8(max(m+b*gain>>8, int64(was)))
			uv += duv
		}
		return
	}
	for i, was := range out {
		b := int64(streaks[(uv>>41&((grainSide-1)*grainSide)|uv>>16&(grainSide-1))&(grainSide*grainSide-1)])
		m := min(max(p, low), high)>>16 + b*gain>>8
		out[i] = uint8(max(min(max(m, 0), 255), int64(was)))
		uv, p = uv+duv, p+dp
	}
}

// row leaves pixels of row y, from x on: in each of out the greater of what is
// there and what the bristles leave of the coverage in mask, which becomes 0. That
// is a part of 256, rounded up: all of m where the coverage is 255.
func (c *comb) row(out, mask []uint8, x, y int64, cut bool) {
	if cut {
		for i := range mask {
			k := min(c.first.at(x+int64(i), y), c.last.at(x+int64(i), y))
			mask[i] = uint8(min(int64(mask[i]), max(k, 0)))
		}
	}
	u, v, p, e1, e2 := c.u.at(x, y), c.v.at(x, y), c.p.at(x, y), c.e1.at(x, y), c.e2.at(x, y)
	du, dv, dp, d1, d2 := c.u.x, c.v.x, c.p.x, c.e1.x, c.e2.x
	low, high, gain, streaks := c.low, c.high, c.gain, c.streaks
	out = out[:len(mask)]
	if gain == 0 {
		for i, k := range mask {
			m := (min(max(p, low), high) + min(e1, e2, 0)) >> 16
			m = min(max(m, 0), 255) * int64(k)
			out[i] = uint8(max((m+255)>>8, int64(out[i])))
			p, e1, e2 = p+dp, e1+d1, e2+d2
		}
		dye(mask, 0)
		return
	}
	// Both places in one word, for one addition: u's in the high half. What v
	// carries over is next to nothing, and the same wherever a row begins.
	uv, duv := uint64(u)<<32+uint64(v), uint64(du)<<32+uint64(dv)
	if !c.edged {
		for i, k := range mask {
			b := int64(streaks[(uv>>41&((grainSide-1)*grainSide)|uv>>16&(grainSide-1))&(grainSide*grainSide-1)])
			m := min(max(p, low), high)>>16 + b*gain>>8
			m = min(max(m, 0), 255) * int64(k)
			out[i] = uint8(max((m+255)>>8, int64(out[i])))
			uv, p = uv+duv, p+dp
		}
		dye(mask, 0)
		return
	}
	for i, k := range mask {
		b := int64(streaks[(uv>>41&((grainSide-1)*grainSide)|uv>>16&(grainSide-1))&(grainSide*grainSide-1)])
		m := (min(max(p, low), high)+min(e1, e2, 0))>>16 + b*gain>>8
		m = min(max(m, 0), 255) * int64(k)
		out[i] = uint8(max((m+255)>>8, int64(out[i])))
		uv, p, e1, e2 = uv+duv, p+dp, e1+d1, e2+d2
	}
	dye(mask, 0)
}

// lead returns how far before its beginning a soft segment is to be drawn, Q30: to
// the end of the disc, or of the wedge that joins it to the one before.
func (t *tracer) lead(s *segment) int64 {
	r := int64(max(s.a.r, s.b.r)) << 22
	if s.shape != plain {
		return r
	}
	switch s.joint {
	case smooth:
		return s.extent
	case bent:
		p := &t.ring[t.prev]
		sine, cosine := abs(p.ux*s.uy>>30-p.uy*s.ux>>30), (p.ux*s.ux+p.uy*s.uy)>>30
		if cosine > 0 {
			return (r >> 15) * (sine >> 15)
		}
	}
	return r
}

// lag is lead for the end, beyond which after is to be drawn if the stroke goes on.
func (t *tracer) lag(s *segment, after int64, last bool) int64 {
	if last || s.shape != plain {
		return int64(max(s.a.r, s.b.r)) << 22
	}
	return after
}

// pressSoft leaves what a soft tip leaves, by the distance from the axis. What the
// segment covers need not be known: within the strip along it, from so far before to
// so far after, what is out of reach is beyond the tip's last step.
func (t *tracer) pressSoft(s *segment, flow [2]int32, before, after int64) {
	k, f := t.look, t.f
	fr := f.frameOf(s)
	length := fr.length
	r := max(s.a.r, s.b.r)
	var sp span
	sp.begin(f.rows(min(s.a.y, s.b.y)-r, max(s.a.y, s.b.y)+r))
	sp.strip(fr.along<<14+before, s.length+after-fr.along<<14, fr.tx<<14, fr.ty<<14)
	sp.cut(int64(r)<<22-fr.across<<14, -fr.sx<<14, -fr.sy<<14)
	sp.cut(int64(r)<<22+fr.across<<14, fr.sx<<14, fr.sy<<14)
	sp.y0, sp.y1 = max(sp.y0, 0), min(sp.y1, f.h)
	if sp.y0 >= sp.y1 {
		return
	}
	t.l.touch(sp.y0, sp.y1)
	along, across := linear{fr.along, fr.tx, fr.ty}, linear{fr.across, fr.sx, fr.sy}
	// 1/r² and the pressure's part vary from end to end; between, by lines: per
	// is a part of the length, Q32.
	ra, rb := int64(s.a.r), int64(s.b.r)
	ia, ib := int64(softSteps)<<32/(ra*ra), int64(softSteps)<<32/(rb*rb) // 1024/px², of 1/2^16 px², Q32
	fa, fb := int64(flow[0]), int64(flow[1])
	per := int64(1<<32) / max(length, one16/8)
	di, df := (ib-ia)*per>>8, (fb-fa)*per
	headings, heading := t.l.headings, headingOf(s)
	sx, tx, soft := fr.sx, fr.tx, k.soft
	for y := int64(sp.y0); y < int64(sp.y1); y++ {
		from, end := sp.row(y, int64(f.w))
		if from >= end {
			continue
		}
		t.l.rows[y&63] |= run(uint(from), uint(end-from))
		ps, pt := across.at(from, y), along.at(from, y)
		o := y & 63 * TileSize
		out := t.l.mask[o+from : o+end]
		for x, was := range out {
			on := min(max(pt, 0), length)
			off, side := (pt-on)>>8, ps>>8
			d2 := off*off + side*side // Q16
			ps, pt = ps+sx, pt+tx
			q := d2 * (ia + di*(on>>8)>>16) >> 32
			m := int64(soft[min(uint64(q), softSteps-1)]) * (fa + df*on>>32)
			m = (m + m>>8 + 1) >> 8
			if k.wet && m > int64(was) {
				headings[o+from+int64(x)] = heading
			}
			out[x] = uint8(max(m, int64(was)))
		}
	}
}

// whiten makes some pixels of a row 255.
func whiten(mask *[TileSize]uint8, pixels uint64) {
	for pixels != 0 {
		at := uint(bits.TrailingZeros64(pixels))
		n := uint(bits.TrailingZeros64(^(pixels >> (at & 63))))
		pixels &^= run(at, n)
		dye(mask[at:at+n], ^uint64(0))
	}
}

// dye makes all of a few bytes the same, eight of which are v: most often there are so few
// that a call would take longer.
func dye(row []uint8, v uint64) {
	if len(row) < 8 {
		for i := range row {
			row[i] = uint8(v)
		}
		return
	}
	last := (*[8]uint8)(row[len(row)-8:])
	for ; len(row) > 8; row = row[8:] {
		store((*[8]uint8)(row), v)
	}
	store(last, v)
}

// columns returns, for each column of the tile, which of a texture's it shows.
func (f field) columns() (list [TileSize]uint8) {
	x, _ := f.tileAt()
	if f.view.Zoom == 1 {
		for i := range list {
			list[i] = uint8((x + int64(i)) & (grainSide - 1))
		}
		return list
	}
	for i := range list {
		list[i] = uint8((x + int64(i)) / int64(f.view.Zoom) & (grainSide - 1))
	}
	return list
}

// paperRow returns the row of a texture that row y of the tile shows.
func (f field) paperRow(paper *[grainSide * grainSide]uint8, y int64) *[grainSide]uint8 {
	_, top := f.tileAt()
	if y += top + int64(f.view.Top); f.view.Zoom > 1 {
		y /= int64(f.view.Zoom)
	}
	return (*[grainSide]uint8)(paper[y&(grainSide-1)*grainSide:])
}

// tileAt returns where the tile's pixel (0, 0) is on the canvas.
func (f field) tileAt() (x, y int64) { return int64(f.x) >> 8, int64(f.y) >> 8 }
