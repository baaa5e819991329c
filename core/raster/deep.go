package raster

import "math/bits"

// pressDeep leaves more the farther a place is from the edge, which the paper
// makes uneven. straight says that both ends are smooth joints.
func (t *tracer) pressDeep(s *segment, fr *frame, straight bool) {
	ra, rb, length := int64(s.a.r), int64(s.b.r), fr.length
	full := int64(t.f.view.Zoom) << 8
	d := depths{
		along: linear{fr.along, fr.tx, fr.ty}, across: linear{fr.across, fr.sx, fr.sy}, length: length,
		low: min(ra, rb) << 8, high: max(ra, rb) << 8,
		depth: int64(t.look.depth) << 16 / full, ragged: int64(t.look.ragged) * int64(t.f.view.Zoom),
	}
	d.r = d.along.times((rb - ra) << 24 / max(length, one16/8))
	d.r.v += ra << 8
	left, top := t.f.tileAt()
	top += int64(t.f.view.Top)
	var enlarged [TileSize]uint8
	for y := int64(t.cov.y0); y < int64(t.cov.y1); y++ {
		solid := t.cov.solid[y&63]
		all := t.cov.rows[y&63] | solid
		if all == 0 {
			continue
		}
		t.l.rows[y&63] |= all
		t.cov.rows[y&63], t.cov.solid[y&63] = 0, 0
		mask := (*[TileSize]uint8)(t.cov.mask[y&63*TileSize:])
		out := (*[TileSize]uint8)(t.l.mask[y&63*TileSize:])
		whiten(mask, solid)
		paper := (*[TileSize]uint8)(blots[(top+y)&(grainSide-1)*grainSide+left&(grainSide-TileSize):])
		if t.f.view.Zoom > 1 {
			texels := t.f.paperRow(&blots, y)
			for i, c := range t.columns {
				enlarged[i] = texels[c]
			}
			paper = &enlarged
		}
		from, end := bits.TrailingZeros64(all), 64-bits.LeadingZeros64(all)
		d.row(out[from:end], mask[from:end], paper[from:end], int64(from), y, straight)
	}
}

// depths says what is left by the distance from the edge: linear functions of the pixel.
type depths struct {
	along, across linear // Q16
	length        int64
	r             linear // the radius, Q16, between low and high
	low, high     int64
	depth, ragged int64
}

// row leaves pixels of row y, from x on, as comb's does.
func (d *depths) row(out, mask, paper []uint8, x, y int64, straight bool) {
	ps, pt, r := d.across.at(x, y), d.along.at(x, y), d.r.at(x, y)
	sx, tx, rx := d.across.x, d.along.x, d.r.x
	low, high, length, depth, ragged := d.low, d.high, d.length, d.depth, d.ragged
	out, paper = out[:len(mask)], paper[:len(mask)]
	for i, k := range mask {
		side := ps >> 8
		off := max(side, -side)
		if !straight && uint64(pt) > uint64(length) { // beyond an end
			beyond := (pt - min(max(pt, 0), length)) >> 8
			off = root(beyond*beyond + side*side)
		}
		e := min(max(r, low), high)>>8 - off + (int64(paper[i])-128)*ragged>>8
		m := min(max(e*depth>>16, 0), 255) * int64(k)
		out[i] = uint8(max((m+255)>>8, int64(out[i])))
		ps, pt, r = ps+sx, pt+tx, r+rx
	}
	dye(mask, 0)
}
