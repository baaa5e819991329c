package export

import "slices"

// A palette is up to most colours that stand for all that a film shows. Colours are
// told apart by five bits a channel: where a film has more, it has dither-free steps.
type palette struct {
	count  [1 << 15]uint32 // pixels of each colour seen
	colors [][3]uint8
	index  [1 << 15]uint8 // of the nearest
}

// bin returns the five bits of each channel of a pixel, R in the low byte.
func bin(r, g, b uint8) int { return int(r)>>3<<10 | int(g)>>3<<5 | int(b)>>3 }

// look counts the pixels of packed RGBA.
func (p *palette) look(rgba []byte) {
	for i := 0; i+3 < len(rgba); i += 4 {
		p.count[bin(rgba[i], rgba[i+1], rgba[i+2])]++
	}
}

// A box is a part of the colours, for the median cut (Heckbert, 1982).
type box struct {
	bins   []uint16
	pixels uint64
	axis   int // shift of the channel that is the widest
	width  int
}

func (p *palette) boxOf(bins []uint16) box {
	b := box{bins: bins}
	for _, v := range bins {
		b.pixels += uint64(p.count[v])
	}
	for _, shift := range [3]int{10, 5, 0} {
		low, high := 31, 0
		for _, v := range bins {
			c := int(v) >> shift & 31
			low, high = min(low, c), max(high, c)
		}
		if high-low >= b.width {
			b.width, b.axis = high-low, shift
		}
	}
	return b
}

// choose makes at most so many colours of what was seen.
func (p *palette) choose(most int) {
	var all []uint16
	for v, n := range p.count {
		if n > 0 {
			all = append(all, uint16(v))
		}
	}
	boxes := []box{p.boxOf(all)}
	for len(boxes) < most {
		at, worst := -1, uint64(0)
		for i, b := range boxes {
			// Wide boxes first, whatever their pixels: a small red boat is seen.
			if w := uint64(b.width) * uint64(b.width) * (root4(b.pixels) + 1); b.width > 0 && w > worst {
				at, worst = i, w
			}
		}
		if at < 0 {
			break
		}
		b := boxes[at]
		slices.SortFunc(b.bins, func(x, y uint16) int {
			if c := int(x)>>b.axis&31 - int(y)>>b.axis&31; c != 0 {
				return c
			}
			return int(x) - int(y)
		})
		cut, half := 1, uint64(p.count[b.bins[0]])
		for cut < len(b.bins)-1 && half < b.pixels/2 {
			half += uint64(p.count[b.bins[cut]])
			cut++
		}
		boxes[at] = p.boxOf(b.bins[:cut])
		boxes = append(boxes, p.boxOf(b.bins[cut:]))
	}
	for _, b := range boxes {
		p.colors = append(p.colors, p.mean(b))
	}
	for _, v := range all {
		p.index[v] = p.nearest(v)
	}
}

// root4 returns the fourth root, rounded down.
func root4(v uint64) uint64 {
	r := uint64(0)
	for (r+1)*(r+1)*(r+1)*(r+1) <= v {
		r++
	}
	return r
}

// wide returns a channel of five bits in eight.
func wide(c uint16) uint8 { return uint8(c<<3 | c>>2) }

func (p *palette) mean(b box) (c [3]uint8) {
	for i, shift := range [3]int{10, 5, 0} {
		sum := uint64(0)
		for _, v := range b.bins {
			sum += uint64(p.count[v]) * uint64(wide(v>>shift&31))
		}
		c[i] = uint8((sum + b.pixels/2) / max(b.pixels, 1))
	}
	return c
}

func (p *palette) nearest(v uint16) uint8 {
	best, least := 0, 1<<30
	for i, c := range p.colors {
		d := 0
		for k, shift := range [3]int{10, 5, 0} {
			e := int(c[k]) - int(wide(v>>shift&31))
			d += e * e
		}
		if d < least {
			best, least = i, d
		}
	}
	return uint8(best)
}

// of returns the index of a colour that was looked at.
func (p *palette) of(r, g, b uint8) uint8 { return p.index[bin(r, g, b)] }
