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

// pressStreaks leaves what the bristles leave.
func (t *tracer) pressStreaks(s *segment, fr *frame, flow [2]int32, way int64, e ends) {
	k := t.look
	width := max(int64(t.brush.Width), 8) // 1/16 px
	// Texels, Q16, as linear functions. More than one a px would flicker.
	most := one16 / int64(t.f.view.Zoom)
	perU := min(int64(k.bristle)*core.WidthUnit<<16/width, most)
	perV := min(int64(k.stretch)*core.WidthUnit<<16/width, most)
	u, du, dyu := fr.across*perU>>16+int64(t.seed&0x7fffff), fr.sx*perU>>16, fr.sy*perU>>16
	v, dv, dyv := (fr.along+way<<8)*perV>>16+int64(t.seed>>9), fr.tx*perV>>16, fr.ty*perV>>16
	// What is left, Q16: by pressure along the segment, less what ran out.
	run := int64(k.run) * core.WidthUnit << 16 / width // per px, Q16
	fa := int64(flow[0])<<16 - min(way*run>>8, 1<<30)
	fb := int64(flow[1])<<16 - min((way+fr.length>>8)*run>>8, 1<<30)
	low, high := min(fa, fb), max(fa, fb)
	slope := (fb - fa) << 16 / max(fr.length, one16/8) // per px
	p, dp, dyp := fa+fr.along*slope>>16, fr.tx*slope>>16, fr.ty*slope>>16
	// The edge: r - |across| at each pixel, against a quarter of the radius.
	grow := s.k >> 14
	r, dr, dyr := int64(s.a.r)<<8+fr.along*grow>>16, fr.tx*grow>>16, fr.ty*grow>>16
	steep := int64(k.edge) << 16 / max(int64(s.a.r)<<8/4>>8, 1) // per px<<8
	gain, streaks := int64(k.gain), k.streaks
	if streaks == nil {
		streaks = &fineStreaks
	}
	from, to := int64(-one16*4096), int64(one16*8192)
	if e.first && k.tip == squareTip {
		from = 0
	}
	if e.last && k.tip == squareTip {
		to = fr.length
	}
	for y := int64(t.cov.y0); y < int64(t.cov.y1); y++ {
		solid := t.cov.solid[y&63]
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		all := t.cov.rows[y&63] | solid
		t.l.rows[y&63] |= all
		for w := all; w != 0; {
			at := int64(bits.TrailingZeros64(w))
			n := int64(bits.TrailingZeros64(^(w >> (uint(at) & 63))))
			w &^= run64(at, n)
			pu, pv := u+du*at+dyu*y, v+dv*at+dyv*y
			pp, pr := p+dp*at+dyp*y, r+dr*at+dyr*y
			ps, pt := fr.across+fr.sx*at+fr.sy*y, fr.along+fr.tx*at+fr.ty*y
			for x := at; x < at+n; x++ {
				c := int64(mask[x&63])
				if solid>>(uint(x)&63)&1 != 0 {
					c = 255
				}
				b := int64(streaks[pu>>16&(grainSide-1)*grainSide|pv>>16&(grainSide-1)])
				m := min(max(pp, low), high)>>16 + b*gain>>8
				m += min((pr-abs(ps))>>8*steep>>16-int64(k.edge), 0)
				m = min(max(m, 0), 255)
				c = min(c, max((pt-from)>>8+128, 0), max((to-pt)>>8+128, 0))
				m = m * c >> 8
				m += m >> 7
				if m > int64(out[x&63]) {
					out[x&63] = uint8(m)
				}
				mask[x&63] = 0
				pu, pv, pp, pr, ps, pt = pu+du, pv+dv, pp+dp, pr+dr, ps+fr.sx, pt+fr.tx
			}
		}
		t.cov.rows[y&63], t.cov.solid[y&63] = 0, 0
	}
}

func run64(at, n int64) uint64 { return run(uint(at), uint(n)) }

// pressSoft leaves what a soft tip leaves: by the distance from the axis, or from
// the edge.
func (t *tracer) pressSoft(s *segment, fr *frame, flow [2]int32) {
	k := t.look
	grow := s.k >> 14
	fa, fb := int64(flow[0])<<16, int64(flow[1])<<16
	low, high := min(fa, fb), max(fa, fb)
	slope := (fb - fa) << 16 / max(fr.length, one16/8)
	ra := int64(s.a.r) << 8
	rlow, rhigh := int64(min(s.a.r, s.b.r))<<8, int64(max(s.a.r, s.b.r))<<8
	columns := t.f.columns()
	depth, ragged := int64(k.depth), int64(k.ragged)*int64(t.f.view.Zoom)
	full := int64(t.f.view.Zoom) << 8
	for y := int64(t.cov.y0); y < int64(t.cov.y1); y++ {
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		solid := t.cov.solid[y&63]
		all := t.cov.rows[y&63] | solid
		t.l.rows[y&63] |= all
		paper := t.f.paperRow(&blots, y)
		for w := all; w != 0; {
			at := int64(bits.TrailingZeros64(w))
			n := int64(bits.TrailingZeros64(^(w >> (uint(at) & 63))))
			w &^= run64(at, n)
			ps, pt := fr.across+fr.sx*at+fr.sy*y, fr.along+fr.tx*at+fr.ty*y
			for x := at; x < at+n; x++ {
				c := int64(mask[x&63])
				if solid>>(uint(x)&63)&1 != 0 {
					c = 255
				}
				on := min(max(pt, 0), fr.length)
				off := (pt - on) >> 8
				across := ps >> 8
				r := min(max(ra+on*grow>>16, rlow), rhigh) >> 8 // Q8
				d := root(off*off + across*across)              // Q8
				m := int64(0)
				if k.depth > 0 {
					// Depth below the edge, moved by the grain.
					e := r - d + (int64(paper[columns[x&63]])-128)*ragged>>8
					m = min(max(e*depth/full, 0), 255)
				} else {
					m = int64(k.soft[min(d*(softSteps-1)/r, softSteps-1)])
					m = m * (min(max(fa+on*slope>>16, low), high) >> 16) >> 8
				}
				if k.depth == 0 || c < 255 {
					m = m * (c + c>>7) >> 8
				}
				if m > int64(out[x&63]) {
					out[x&63] = uint8(m)
				}
				mask[x&63] = 0
				ps, pt = ps+fr.sx, pt+fr.tx
			}
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
