package export

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strconv"

	"easel.example/core/raster"
)

// Bounds of a PNG.
const (
	ScaleMax  = 4       // times the piece's size
	PixelsMax = 1 << 26 // the largest piece twice its size
)

// Paper is the colour under a picture; None is no paper.
type Paper int32

// None leaves what is not painted transparent.
const None Paper = -1

// A PNG is a picture being written, strip by strip.
type PNG struct {
	s     *strip
	paper Paper
	out   chunks
	z     *zlib.Writer
	row   int32 // the next
	line  []byte
	above []byte
	tries [3][]byte
	rgba  []byte
}

// NewPNG begins to write a picture, enlarged scale times, over paper or None.
func NewPNG(w io.Writer, p *Picture, scale int, paper Paper) (*PNG, error) {
	if scale < 1 || scale > ScaleMax {
		return nil, FormatError("A picture is saved at 1 to " + strconv.Itoa(ScaleMax) + " times its size, not " + strconv.Itoa(scale) + ".")
	}
	n := int32(scale)
	if pixels := int64(p.Width*n) * int64(p.Height*n); pixels > PixelsMax {
		return nil, FormatError("At " + strconv.Itoa(scale) + " times its size the picture would have " + thousands(pixels) +
			" pixels; at most " + thousands(PixelsMax) + " can be saved. Take a smaller size, or SVG.")
	}
	g := &PNG{s: newStrip(p, n), paper: paper, out: chunks{w: w}}
	channels := g.channels()
	size := int(g.s.w) * channels
	g.line, g.above = make([]byte, size), make([]byte, size)
	for i, filter := range [...]byte{filterSub, filterUp, filterPaeth} {
		g.tries[i] = make([]byte, 1+size)
		g.tries[i][0] = filter
	}
	g.rgba = make([]byte, int(g.s.wide())*raster.TileSize*4)
	var head [13]byte
	binary.BigEndian.PutUint32(head[:], uint32(g.s.w))
	binary.BigEndian.PutUint32(head[4:], uint32(g.s.h))
	head[8], head[9] = 8, 2 // bits, colours
	if channels == 4 {
		head[9] = 6 // with alpha
	}
	g.out.write(pngSignature)
	g.out.chunk("IHDR", head[:])
	g.out.chunk("sRGB", []byte{0})
	z, err := zlib.NewWriterLevel(&g.out, zlib.DefaultCompression)
	if err != nil {
		panic("export: " + err.Error()) // the level is a constant
	}
	g.z = z
	return g, g.out.err
}

// thousands writes a number as people read it.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func (g *PNG) channels() int {
	if g.paper == None {
		return 4
	}
	return 3
}

// Step draws and writes some rows. It returns how many are done, and of how
// many; when all are, the file is whole.
func (g *PNG) Step() (done, of int, err error) {
	if g.row < g.s.h {
		g.s.draw(g.row)
		for y := range g.s.rows() {
			g.read(y)
			if _, err := g.z.Write(g.filter()); err != nil {
				return int(g.row), int(g.s.h), err
			}
			g.line, g.above = g.above, g.line
		}
		if g.row += g.s.rows(); g.row == g.s.h {
			if err := g.z.Close(); err != nil {
				return int(g.row), int(g.s.h), err
			}
			g.out.flush()
			g.out.chunk("IEND", nil)
		}
	}
	return int(g.row), int(g.s.h), g.out.err
}

// read takes row y of the strip as the file has it.
func (g *PNG) read(y int32) {
	const side = raster.TileSize
	wide := g.s.wide()
	at := y / side * wide
	for i := range wide {
		out := g.rgba[i*side*4:][:side*4]
		t := g.s.tiles[at+i]
		if t == nil {
			clear(out)
			continue
		}
		for k, p := range t[y%side*side:][:side] {
			binary.LittleEndian.PutUint32(out[4*k:], p)
		}
	}
	if g.paper == None {
		straight(g.line, g.rgba)
		return
	}
	// As core/raster shows pixels over paper, with one rounding.
	paper := [3]uint32{uint32(g.paper) >> 16 & 255, uint32(g.paper) >> 8 & 255, uint32(g.paper) & 255}
	for i := 0; i < len(g.line); i += 3 {
		p := g.rgba[i/3*4:][:4]
		for k, c := range paper {
			v := c*(255-uint32(p[3])) + 128
			g.line[i+k] = p[k] + byte((v+v>>8)>>8)
		}
	}
}

// straight writes premultiplied pixels with their own colours, rounded to the
// nearest: multiplied again they are what they were.
func straight(dst, src []byte) {
	for i := 0; i < len(dst); i += 4 {
		a := uint32(src[i+3])
		if a == 0 {
			clear(dst[i : i+4])
			continue
		}
		for k := range 3 {
			dst[i+k] = byte((uint32(src[i+k])*255 + a/2) / a)
		}
		dst[i+3] = byte(a)
	}
}

// PNG's filters, by which a row is told by its neighbours (PNG, section 9).
const (
	filterSub   = 1
	filterUp    = 2
	filterPaeth = 4
)

// filter returns the row behind the number of a filter, the one that leaves the
// least, as the specification recommends.
func (g *PNG) filter() []byte {
	if bytes.Equal(g.line, g.above) {
		clear(g.tries[1][1:])
		return g.tries[1]
	}
	bpp := g.channels()
	var sums [len(g.tries)]int
	for i, v := range g.line {
		var left, corner byte
		if i >= bpp {
			left, corner = g.line[i-bpp], g.above[i-bpp]
		}
		up := g.above[i]
		for k, d := range [...]byte{v - left, v - up, v - paeth(left, up, corner)} {
			g.tries[k][1+i] = d
			sums[k] += max(int(int8(d)), -int(int8(d)))
		}
	}
	best := 0
	for k := range sums {
		if sums[k] < sums[best] {
			best = k
		}
	}
	return g.tries[best]
}

// paeth returns the neighbour that is nearest to left + up - corner.
func paeth(left, up, corner byte) byte {
	a, b := int(up)-int(corner), int(left)-int(corner)
	c := a + b
	a, b, c = max(a, -a), max(b, -b), max(c, -c)
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}

// chunks writes a PNG's chunks, and data in chunks of IDAT.
type chunks struct {
	w   io.Writer
	buf []byte
	err error
}

const chunkBytes = 1 << 15

func (c *chunks) Write(b []byte) (int, error) {
	c.buf = append(c.buf, b...)
	if len(c.buf) >= chunkBytes {
		c.flush()
	}
	return len(b), c.err
}

func (c *chunks) flush() {
	if len(c.buf) > 0 {
		c.chunk("IDAT", c.buf)
		c.buf = c.buf[:0]
	}
}

func (c *chunks) write(s string) {
	if c.err == nil {
		_, c.err = io.WriteString(c.w, s)
	}
}

func (c *chunks) chunk(kind string, data []byte) {
	sum := crc32.NewIEEE()
	io.WriteString(sum, kind)
	sum.Write(data)
	c.write(string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + kind)
	if c.err == nil {
		_, c.err = c.w.Write(data)
	}
	c.write(string(binary.BigEndian.AppendUint32(nil, sum.Sum32())))
}

// WritePNG writes a whole picture.
func WritePNG(w io.Writer, p *Picture, scale int, paper Paper) error {
	g, err := NewPNG(w, p, scale, paper)
	for done, of := 0, 1; err == nil && done < of; {
		done, of, err = g.Step()
	}
	return err
}
