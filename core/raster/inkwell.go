package raster

import (
	"math/bits"

	"easel.example/core"
)

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
	grain, alpha, rest := uint32(k.look.grain), k.look.alpha, &rests[k.opacity&255]
	paper := k.look.paper
	if paper == nil {
		paper = &fineGrain
	}
	left, _ := f.tileAt()
	var columns, enlarged [TileSize]uint8
	if f.view.Zoom > 1 {
		columns = f.columns()
	}
	for y := int64(l.y0); y < int64(l.y1); y++ {
		w := l.rows[y&63]
		if w == 0 {
			continue
		}
		l.rows[y&63] = 0
		row := (*[TileSize]uint32)(dst[y&63*TileSize:])
		mask := (*[TileSize]uint8)(l.mask[y&63*TileSize:])
		// A tile begins at a texture's left or middle.
		texels := f.paperRow(paper, y)
		tooth := (*[TileSize]uint8)(texels[left&(grainSide-TileSize):])
		if f.view.Zoom > 1 {
			for i, c := range columns {
				enlarged[i] = texels[c]
			}
			tooth = &enlarged
		}
		for w != 0 {
			at := uint(bits.TrailingZeros64(w))
			n := uint(bits.TrailingZeros64(^(w >> (at & 63))))
			w &^= run(at, n)
			amounts, px, grit := mask[at:at+n], row[at:at+n], tooth[at:at+n]
			px, grit = px[:len(amounts)], grit[:len(amounts)]
			for i, m := range amounts {
				if m != 0 {
					a := alpha[(uint32(m)+uint32(grit[i])*grain>>8)&(alphaSteps-1)]
					s := k.shades[m>>3]
					px[i] = under(px[i], s, s<<8+half, rest[a])
				}
			}
			clear(amounts)
		}
	}
	l.y0, l.y1, l.full = 0, 0, 0
}

func by255(t uint64) uint64 { return (t + 128 + (t+128)>>8) >> 8 }
