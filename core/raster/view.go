package raster

import "easel.example/core"

// WriteRGBA writes the pixels of r to dst, premultiplied, 4 bytes each in the
// order R, G, B, A, rows tightly packed: 4 · width · height bytes. What lies
// beyond the canvas is transparent.
func (c *Canvas) WriteRGBA(dst []byte, r core.Rect) {
	c.write(dst, r, func(p uint32) uint32 { return p })
}

// WritePaper writes the pixels of r over opaque paper, 0xRRGGBB, as people see
// them, in the form of WriteRGBA.
func (c *Canvas) WritePaper(dst []byte, r core.Rect, paper uint32) {
	s := spread(packed(paper))
	c.write(dst, r, func(p uint32) uint32 { return onPaper(p, s) })
}

// At returns the pixel at a place of the canvas over opaque paper, 0xRRGGBB, with
// R in the low byte.
func (c *Canvas) At(x, y int32, paper uint32) uint32 {
	t := c.Tile(y/TileSize*c.wide + x/TileSize)
	if t == nil {
		return packed(paper)
	}
	return onPaper(t[y%TileSize*TileSize+x%TileSize], spread(packed(paper)))
}

// HalvedMax is how often a tile can be halved, for views from afar.
const HalvedMax = 3

// PaperTile writes a tile over opaque paper, 0xRRGGBB, in the form of WriteRGBA. A
// nil tile is blank. Halved so many times, 0…HalvedMax, a pixel is the mean of
// those that it stands for: the side is TileSize>>halved.
func PaperTile(dst []byte, t *Tile, paper uint32, halved int) {
	if t == nil {
		t = &blank
	}
	s := spread(packed(paper))
	if halved == 0 {
		dst = dst[:4*len(t)]
		for i, p := range t {
			put(dst[4*i:], onPaper(p, s))
		}
		return
	}
	n, side := 1<<halved, TileSize>>halved
	dst = dst[:4*side*side]
	for y := range side {
		for x := range side {
			sum := uint64(n*n/2) * 0x0001000100010001 // 64 pixels of 255 fit a lane
			for row := range n {
				o := (y*n+row)*TileSize + x*n
				for _, p := range t[o : o+n] {
					sum += spread(p)
				}
			}
			put(dst[4*(y*side+x):], onPaper(gather(sum>>(2*halved)&lanes), s))
		}
	}
}

func put(dst []byte, p uint32) {
	_ = dst[3]
	dst[0], dst[1], dst[2], dst[3] = byte(p), byte(p>>8), byte(p>>16), byte(p>>24)
}

// write writes the pixels of r as view shows them, tile by tile.
func (c *Canvas) write(dst []byte, r core.Rect, view func(p uint32) uint32) {
	if r.Empty() {
		return
	}
	wide := int(r.X1 - r.X0)
	dst = dst[:wide*int(r.Y1-r.Y0)*4]
	in := r.Intersect(core.Rect{X1: c.w, Y1: c.h})
	if in != r {
		none := view(0)
		for i := 0; i < len(dst); i += 4 {
			put(dst[i:], none)
		}
	}
	t := c.tiles(r)
	for ty := t.Y0; ty < t.Y1; ty++ {
		for tx := t.X0; tx < t.X1; tx++ {
			x, y := tx*TileSize, ty*TileSize
			part := in.Intersect(core.Rect{X0: x, Y0: y, X1: x + TileSize, Y1: y + TileSize})
			src := c.Tile(ty*c.wide + tx)
			if src == nil {
				src = &blank
			}
			for py := part.Y0; py < part.Y1; py++ {
				row := src[(py-y)*TileSize:][part.X0-x : part.X1-x]
				out := dst[4*(int(py-r.Y0)*wide+int(part.X0-r.X0)):]
				for i, p := range row {
					put(out[4*i:], view(p))
				}
			}
		}
	}
}
