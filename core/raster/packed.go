package raster

// A tile of the base is packed by itself, so that a canvas can keep all of it at hand
// and have the pixels only of those tiles that somebody looks at. Rows follow one another
// as one run of pixels, told by these codes:
//
//	00…3f         a colour that was told before, by its place in a table
//	40…7f k       such a colour with alpha k over the pixel to the left, k in 1…254
//	80…bf k       likewise over the pixel above
//	c0…db         the pixel to the left so many times: see appendRun
//	dc…f7         so many pixels as they are in the row above
//	f8 r g b      a new colour, with the alpha of the pixel to the left
//	f9 r g b a    a new colour
//
// Left of the first pixel and above the first row all is blank. A new colour goes to its
// place in the table, which begins blank. Most pixels of paintings are in runs, and most
// others are the antialiased edge of a colour over another: deflate, which cannot know
// that, takes half as much again for a picture of solid strokes, as much for one of
// textured brushes, and three times as long to read. Only solid pens at full opacity have
// such edges exactly.
const (
	codeLeft   = 0x40
	codeAbove  = 0x80
	codeRun    = 0xc0
	codeColumn = 0xdc
	codeOpaque = 0xf8
	codeColor  = 0xf9
	// A code for a run that has no byte after it is of 1…runShort pixels.
	runShort = 24
	runMost  = runShort + (codeColumn-codeRun-runShort)<<8
)

// A palette is what a packed tile has told of colours.
type palette [64]uint32

// slot returns where a colour is; 0 is at 0.
func slot(p uint32) uint32 { return p * 0x9e3779b1 >> 26 }

// appendTile appends t to dst, packed.
func appendTile(dst []byte, t *Tile) []byte {
	var seen palette
	left := uint32(0)
	for i := 0; i < len(t); left = t[i-1] {
		if n, code := runAt(t, i, left); n > 0 {
			dst = appendRun(dst, code, n)
			i += n
			continue
		}
		p, at := t[i], slot(t[i])
		if seen[at] == p {
			dst = append(dst, byte(at))
		} else if code, k, ok := seen.mix(p, left, northOf(t, i)); ok {
			dst = append(dst, code, k)
		} else {
			seen[at] = p
			if p>>24 == left>>24 {
				dst = append(dst, codeOpaque, byte(p), byte(p>>8), byte(p>>16))
			} else {
				dst = append(dst, codeColor, byte(p), byte(p>>8), byte(p>>16), byte(p>>24))
			}
		}
		i++
	}
	return dst
}

// northOf returns the pixel above pixel i.
func northOf(t *Tile, i int) uint32 {
	if i < TileSize {
		return 0
	}
	return t[i-TileSize]
}

// runAt returns the longer of the runs that begin at pixel i, or none.
func runAt(t *Tile, i int, left uint32) (n int, code byte) {
	k := i
	for k < len(t) && t[k] == left {
		k++
	}
	n, code = k-i, codeRun
	if i < TileSize {
		return min(n, runMost), code
	}
	for k = i; k < len(t) && t[k] == t[k-TileSize]; k++ {
	}
	if k-i >= n {
		n, code = k-i, codeColumn
	}
	return min(n, runMost), code
}

// appendRun appends a run of n pixels, 1…runMost.
func appendRun(dst []byte, code byte, n int) []byte {
	if n--; n < runShort {
		return append(dst, code+byte(n))
	}
	n -= runShort
	return append(dst, code+runShort+byte(n>>8), byte(n))
}

// mix looks for a colour that makes p over the pixel to the left, or above. Most do not,
// for in some channel p is not between the two; that is found out for all channels at once.
func (seen *palette) mix(p, left, above uint32) (code, k byte, ok bool) {
	v, l, a := spread(p), spread(left), spread(above)
	moreLeft, lessLeft := ^atLeast(l, v)&signs, ^atLeast(v, l)&signs
	moreAbove, lessAbove := ^atLeast(a, v)&signs, ^atLeast(v, a)&signs
	for at, q := range seen {
		if q == 0 && at > 0 {
			continue // nothing was told of this place
		}
		s := spread(q)
		more, less := ^atLeast(s, v), ^atLeast(v, s) // where q is below p, and above it
		if moreLeft&more|lessLeft&less == 0 {
			if k, ok := alphaOf(p, q, left); ok {
				return codeLeft + byte(at), k, true
			}
		}
		if moreAbove&more|lessAbove&less == 0 {
			if k, ok := alphaOf(p, q, above); ok {
				return codeAbove + byte(at), k, true
			}
		}
	}
	return 0, 0, false
}

// atLeast has the sign of each lane set where a's is no less than b's.
func atLeast(a, b uint64) uint64 { return (a | signs) - b }

const signs = 0x8000800080008000

// alphaOf returns the alpha with which s over d makes p, if there is one.
func alphaOf(p, s, d uint32) (alpha byte, ok bool) {
	span, part := int32(0), int32(0)
	for shift := 0; shift < 32; shift += 8 {
		a, b, v := int32(s>>shift&255), int32(d>>shift&255), int32(p>>shift&255)
		if max(a-b, b-a) > max(span, -span) {
			span, part = a-b, v-b
		}
	}
	if span == 0 {
		return 0, false
	}
	k := (2*255*part + span) / (2 * span) // to the nearest; another one seldom makes p if this does not
	return byte(k), k > 0 && k < 255 && over(d, spread(s), uint64(k)) == p
}

// readTile sets t to the tile that src begins with, and returns the rest of src, or false
// if there is none.
func readTile(t *Tile, src []byte) (rest []byte, ok bool) {
	var seen palette
	left := uint32(0)
	for i := 0; i < len(t); {
		if len(src) < 5 { // no code is longer
			if len(src) == 0 || len(src) < lengthOf(src[0]) {
				return nil, false
			}
		}
		c := src[0]
		switch {
		case c < codeLeft:
			t[i] = seen[c]
			src = src[1:]
			i++
		case c < codeRun:
			d := left
			if c >= codeAbove {
				d = northOf(t, i)
			}
			t[i] = over(d, spread(seen[c&63]), uint64(src[1]))
			src = src[2:]
			i++
		case c < codeOpaque:
			from := byte(codeRun)
			if c >= codeColumn {
				from = codeColumn
			}
			n := int(c-from) + 1
			if src = src[1:]; n > runShort {
				n = runShort + 1 + (n-runShort-1)<<8 + int(src[0])
				src = src[1:]
			}
			if n > len(t)-i || from == codeColumn && i < TileSize {
				return nil, false
			}
			if from == codeRun {
				for k := range t[i : i+n] {
					t[i+k] = left
				}
			} else {
				for k := i; k < i+n; k++ {
					t[k] = t[k-TileSize]
				}
			}
			i += n
		case c <= codeColor:
			p := uint32(src[1]) | uint32(src[2])<<8 | uint32(src[3])<<16
			if c == codeColor {
				p |= uint32(src[4]) << 24
			} else {
				p |= left & 0xff000000
			}
			src = src[lengthOf(c):]
			seen[slot(p)] = p
			t[i] = p
			i++
		default:
			return nil, false
		}
		left = t[i-1]
	}
	return src, true
}

// lengthOf returns how many bytes a code takes with what follows it.
func lengthOf(c byte) int {
	switch {
	case c < codeLeft:
		return 1
	case c < codeRun:
		return 2
	case c < codeColumn && c >= codeRun+runShort, c < codeOpaque && c >= codeColumn+runShort:
		return 2
	case c < codeOpaque:
		return 1
	case c == codeOpaque:
		return 4
	}
	return 5
}
