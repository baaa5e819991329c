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
func (t *tracer) press(s *segment, flow [2]int32, way int64, e ends) {
	if t.cov.empty() {
		return
	}
	t.l.touch(t.cov.y0, t.cov.y1)
	fr := t.f.frameOf(s)
	if t.look.soft != nil || t.look.depth > 0 {
		t.pressSoft(s, &fr, flow)
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
	c := comb{low: 0, high: 255 << 16, gain: int64(k.gain), streaks: k.streaks}
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
		solid := t.cov.solid[y&63]
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		all := t.cov.rows[y&63] | solid
		if all == 0 {
			continue
		}
		t.l.rows[y&63] |= all
		for w := solid; w != 0; {
			at := uint(bits.TrailingZeros64(w))
			n := uint(bits.TrailingZeros64(^(w >> (at & 63))))
			w &^= run(at, n)
			for i := range mask[at : at+n] {
				mask[at+uint(i)] = 255
			}
		}
		at := uint(bits.TrailingZeros64(all))
		end := uint(64 - bits.LeadingZeros64(all))
		c.row(out[at:end], mask[at:end], int64(at), y, cut)
		t.cov.rows[y&63], t.cov.solid[y&63] = 0, 0
	}
}

// times returns l multiplied by f, Q16.
func (l linear) times(f int64) linear { return linear{l.v * f >> 16, l.x * f >> 16, l.y * f >> 16} }

// row leaves pixels of row y, from x on: in each of out the greater of what is
// there and what the bristles leave of the coverage in mask, which becomes 0.
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
	for i, k := range mask {
		b := int64(streaks[uint64(u)>>16&(grainSide-1)<<7|uint64(v)>>16&(grainSide-1)])
		m := min(max(p, low), high) + min(e1, e2, 0) + b*gain<<8
		m = min(max(m>>16, 0), 255) * int64(k)
		m = (m + m>>8 + 1) >> 8
		out[i] = uint8(max(m, int64(out[i])))
		mask[i] = 0
		u, v, p, e1, e2 = u+du, v+dv, p+dp, e1+d1, e2+d2
	}
}

// pressSoft leaves what a soft tip leaves: by the distance from the axis, or from
// the edge.
func (t *tracer) pressSoft(s *segment, fr *frame, flow [2]int32) {
	k := t.look
	along, across := linear{fr.along, fr.tx, fr.ty}, linear{fr.across, fr.sx, fr.sy}
	length := fr.length
	// 1/r² and the pressure's part vary from end to end; between, by lines.
	ra, rb := int64(s.a.r), int64(s.b.r)
	ia, ib := int64(softSteps)<<32/(ra*ra), int64(softSteps)<<32/(rb*rb) // 1024/px², of 1/2^16 px², Q32
	fa, fb := int64(flow[0]), int64(flow[1])
	per := int64(1<<32) / max(length, one16/8)
	columns := t.f.columns()
	full := int64(t.f.view.Zoom) << 8
	headings, heading := t.l.headings, headingOf(s)
	depth, ragged := int64(k.depth), int64(k.ragged)*int64(t.f.view.Zoom)
	inside := full*256/max(depth, 1) + ragged>>1 + one8 // this deep all is the same
	for y := int64(t.cov.y0); y < int64(t.cov.y1); y++ {
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		solid := t.cov.solid[y&63]
		all := t.cov.rows[y&63] | solid
		if all == 0 {
			continue
		}
		t.l.rows[y&63] |= all
		paper := t.f.paperRow(&blots, y)
		from, end := int64(bits.TrailingZeros64(all)), int64(64-bits.LeadingZeros64(all))
		ps, pt := across.at(from, y), along.at(from, y)
		for x := from; x < end; x++ {
			c := int64(mask[x&63])
			if solid>>(uint(x)&63)&1 != 0 {
				c = 255
			}
			on := min(max(pt, 0), length)
			off, side := (pt-on)>>8, ps>>8
			d2 := off*off + side*side // Q16
			ps, pt = ps+fr.sx, pt+fr.tx
			if c == 0 {
				continue
			}
			part := on * per >> 16 // Q16
			var m int64
			if depth > 0 {
				r := ra + (rb-ra)*part>>16
				m = 255
				if in := r - inside; in < 0 || d2 > in*in {
					e := r - root(d2) + (int64(paper[columns[x&63]])-128)*ragged>>8
					m = min(max(e*depth/full, 0), 255)
				}
				if c < 255 {
					m = (m*c + 255) >> 8
				}
			} else {
				q := d2 * (ia + (ib-ia)*part>>16) >> 32
				m = int64(k.soft[min(q, softSteps-1)]) * (fa + (fb-fa)*part>>16)
				m = (m + m>>8 + 1) >> 8
			}
			if m > int64(out[x&63]) {
				out[x&63] = uint8(m)
				if k.wet {
					headings[y&63*TileSize+x&63] = heading
				}
			}
			mask[x&63] = 0
		}
		t.cov.rows[y&63], t.cov.solid[y&63] = 0, 0
	}
}

// columns returns, for each column of the tile, which of a texture's it shows.
func (f field) columns() (list [TileSize]uint8) {
	x, _ := f.tileAt()
	for i := range list {
		list[i] = uint8((x + int64(i)) / int64(f.view.Zoom) & (grainSide - 1))
	}
	return list
}

// paperRow returns the row of a texture that row y of the tile shows.
func (f field) paperRow(paper *[grainSide * grainSide]uint8, y int64) *[grainSide]uint8 {
	_, top := f.tileAt()
	return (*[grainSide]uint8)(paper[(top+y+int64(f.view.Top))/int64(f.view.Zoom)&(grainSide-1)*grainSide:])
}

// tileAt returns where the tile's pixel (0, 0) is on the canvas.
func (f field) tileAt() (x, y int64) { return int64(f.x) >> 8, int64(f.y) >> 8 }

// An inkwell is what an inked layer is painted with.
type inkwell struct {
	brush   core.Brush
	look    *look
	shades  [32]uint64 // the colour by amount, spread
	opacity uint32
}

func newInkwell(b core.Brush) *inkwell {
	k := &inkwell{brush: b, look: lookOf(b), opacity: uint32(b.Opacity)}
	for i := range k.shades {
		k.shades[i] = spread(packed(shaded(b.Color, k.look.shade*(int32(i)*2-24)/31)))
	}
	return k
}

// shaded returns a colour made lighter, or darker, by so many 255ths.
func shaded(rgb uint32, by int32) uint32 {
	out := uint32(0)
	for shift := 0; shift < 24; shift += 8 {
		c := int32(rgb >> shift & 255)
		if by > 0 {
			c += (255 - c) * by / 255
		} else {
			c += c * by / 255
		}
		out |= uint32(c) << shift
	}
	return out
}

// paintInk composites a layer of amounts over dst, once, and empties it.
func (l *layer) paintInk(dst *Tile, f field, k *inkwell) {
	columns := f.columns()
	grain, alpha, opacity := int64(k.look.grain), k.look.alpha, uint64(k.opacity)
	paper := k.look.paper
	if paper == nil {
		paper = &fineGrain
	}
	for y := int64(l.y0); y < int64(l.y1); y++ {
		row := (*[TileSize]uint32)(dst[y&63*TileSize:])
		mask := (*[TileSize]uint8)(l.mask[y&63*TileSize:])
		tooth := f.paperRow(paper, y)
		for w := l.rows[y&63]; w != 0; w &= w - 1 {
			x := int64(bits.TrailingZeros64(w)) & 63
			m := int64(mask[x])
			if m == 0 {
				continue
			}
			mask[x] = 0
			a := uint64(alpha[(m+int64(tooth[columns[x]])*grain>>8)&(alphaSteps-1)])
			if a = by255(a * opacity); a != 0 {
				row[x] = over(row[x], k.shades[m>>3], a)
			}
		}
		l.rows[y&63] = 0
	}
	l.y0, l.y1, l.full = 0, 0, 0
}

func by255(t uint64) uint64 { return (t + 128 + (t+128)>>8) >> 8 }
