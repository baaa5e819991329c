package export

import (
	"compress/lzw"
	"encoding/binary"
	"io"

	"easel.example/core/raster"
	"easel.example/core/replay"
)

// What a film is like.
const (
	filmSide   = 800 // px: the longer side is halved until it is no longer
	filmLooks  = 12  // pictures that its colours are chosen by
	filmRate   = 10  // frames a second
	filmLeast  = 6   // seconds
	filmMost   = 16
	filmPoints = 200 // a second, where that lies between
	filmRests  = 250 // 1/100 s that the last frame stays
	filmColors = 255 // and one that is none
)

// A GIF is a piece as it came about, in a file that plays by itself, being written
// frame by frame.
type GIF struct {
	out    blocks
	player *replay.Player
	halved int
	w, h   int
	frames int
	step   int // filmLooks of the colours, then one a frame
	colors palette
	shown  []uint8 // of the last frame
	next   []uint8
	part   []uint8
	dirty  []int32
	tile   [4 * raster.TileSize * raster.TileSize]byte
}

// NewGIF begins to write the film of what client.View made: the strokes by the rhythm of
// their hands, on what is paper by now.
func NewGIF(w io.Writer, view []byte) (*GIF, error) {
	p, err := replay.Open(view)
	if err != nil {
		return nil, err
	}
	if p.Points() == 0 {
		return nil, FormatError("There is no stroke to show.")
	}
	g := &GIF{out: blocks{w: w}, player: p}
	width, height := p.Canvas().Size()
	for max(width, height)>>g.halved > filmSide && g.halved < raster.HalvedMax {
		g.halved++
	}
	g.w, g.h = int(width)>>g.halved, int(height)>>g.halved
	g.frames = min(max(p.Points()/filmPoints, filmLeast), filmMost) * filmRate
	return g, nil
}

// Step does some of the film. It returns how much is done, and of how much; when all
// is, the file is whole.
func (g *GIF) Step() (done, of int, err error) {
	of = filmLooks + g.frames + 1
	switch n := g.player.Length(); {
	case g.step < filmLooks:
		g.player.Show(n * int64(g.step+1) / filmLooks)
		g.look()
	case g.step == filmLooks:
		g.begin()
		g.frame(0)
	case g.step < of:
		g.frame(n * int64(g.step-filmLooks) / int64(g.frames))
	}
	if g.step++; g.step == of {
		g.out.bytes([]byte{0x3b})
	}
	return g.step, of, g.out.err
}

// look counts the colours of what is shown.
func (g *GIF) look() {
	c := g.player.Canvas()
	for i := range c.TilesWide() * c.TilesHigh() {
		raster.PaperTile(g.tile[:], c.Tile(i), uint32(White), g.halved)
		side := raster.TileSize >> g.halved
		g.colors.look(g.tile[:4*side*side])
	}
}

// begin writes what comes before the frames.
func (g *GIF) begin() {
	g.player.Show(0)
	g.look()
	g.colors.choose(filmColors)
	g.shown, g.next = make([]uint8, g.w*g.h), make([]uint8, g.w*g.h)
	for i := range g.shown {
		g.shown[i] = filmColors // nothing yet
	}
	g.out.bytes([]byte("GIF89a"))
	g.out.words(g.w, g.h)
	g.out.bytes([]byte{0xf7, 0, 0}) // a table of 256 colours for all frames
	var table [3 * 256]byte
	for i, c := range g.colors.colors {
		copy(table[3*i:], c[:])
	}
	g.out.bytes(table[:])
	g.out.bytes([]byte("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")) // for ever
}

// frame writes what differs after so many ms.
func (g *GIF) frame(ms int64) {
	g.player.Show(ms)
	x0, y0, x1, y1 := g.w, g.h, 0, 0
	c := g.player.Canvas()
	side := raster.TileSize >> g.halved
	g.dirty = g.player.Dirty(g.dirty[:0])
	for _, i := range g.dirty {
		raster.PaperTile(g.tile[:], c.Tile(i), uint32(White), g.halved)
		tx, ty := int(i%c.TilesWide())*side, int(i/c.TilesWide())*side
		for y := ty; y < min(ty+side, g.h); y++ {
			for x := tx; x < min(tx+side, g.w); x++ {
				p := g.tile[4*((y-ty)*side+x-tx):]
				v := g.colors.of(p[0], p[1], p[2])
				if g.next[y*g.w+x] = v; v != g.shown[y*g.w+x] {
					x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
				}
			}
		}
	}
	if x0 >= x1 {
		x0, y0, x1, y1 = 0, 0, 1, 1 // a frame has a pixel at least
	}
	wait := 100 / filmRate
	if g.step == filmLooks+g.frames {
		wait = filmRests
	}
	g.out.bytes([]byte{0x21, 0xf9, 4, 1<<2 | 1}) // stays, and has a colour that is none
	g.out.words(wait)
	g.out.bytes([]byte{filmColors, 0, 0x2c})
	g.out.words(x0, y0, x1-x0, y1-y0)
	g.out.bytes([]byte{0, 8})
	g.part = g.part[:0]
	for y := y0; y < y1; y++ {
		for o := y*g.w + x0; o < y*g.w+x1; o++ {
			v := g.next[o]
			if v == g.shown[o] {
				v = filmColors
			} else {
				g.shown[o] = v
			}
			g.part = append(g.part, v)
		}
	}
	z := lzw.NewWriter(&g.out, lzw.LSB, 8)
	_, _ = z.Write(g.part) // an error of g.out stays with it
	_ = z.Close()
	g.out.end()
}

// blocks writes data in blocks of at most 255 bytes, as a GIF has them.
type blocks struct {
	w   io.Writer
	buf []byte
	err error
}

// Write takes data for blocks.
func (b *blocks) Write(p []byte) (int, error) {
	b.buf = append(b.buf, p...)
	for len(b.buf) >= 255 {
		b.block(b.buf[:255])
		b.buf = append(b.buf[:0], b.buf[255:]...)
	}
	return len(p), b.err
}

func (b *blocks) block(p []byte) {
	b.bytes([]byte{byte(len(p))})
	b.bytes(p)
}

// end writes the last block, and that there are no more.
func (b *blocks) end() {
	if len(b.buf) > 0 {
		b.block(b.buf)
	}
	b.buf = b.buf[:0]
	b.bytes([]byte{0})
}

// bytes writes beside the blocks.
func (b *blocks) bytes(p []byte) {
	if b.err == nil {
		_, b.err = b.w.Write(p)
	}
}

func (b *blocks) words(list ...int) {
	for _, v := range list {
		b.bytes(binary.LittleEndian.AppendUint16(nil, uint16(v)))
	}
}
