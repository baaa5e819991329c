package raster

import (
	"math/bits"
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// div255 is what a channel must be: t/255 rounded to the nearest.
func div255(t uint32) uint32 { return (2*t + 255) / 510 }

// mix is what a channel must be: s with weight k/256 over d, rounded to the
// nearest.
func mix(s, d, k uint32) uint32 { return (2*(s*k+d*(256-k)) + 256) / 512 }

// TestOver tries every weight over every pair of channel values that can be.
func TestOver(t *testing.T) {
	for k := range uint32(257) {
		for s := range uint32(256) {
			for d := range uint32(256) {
				got := over(d|d<<8|d<<16|255<<24, spread(s|s<<8|s<<16|0xff000000), uint64(k))
				want := mix(s, d, k)
				if got != want|want<<8|want<<16|0xff000000 {
					t.Fatalf("%d over %d at %d: %08x, want %d", s, d, k, got, want)
				}
				if d := int(want) - int(div255(s*(k-k/129)+d*(255-k+k/129))); d < -1 || d > 1 {
					t.Fatalf("%d at %d is %d from the exact one", s, k, d)
				}
			}
		}
	}
}

// TestPaint holds the compositing of a layer against each pixel alone.
func TestPaint(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 8))
	for range 100 {
		b := core.Brush{Kind: core.Pen, Color: r.Uint32() & 0xffffff, Opacity: uint8(max(1, min(r.UintN(300), 255)))}
		if r.IntN(8) == 0 {
			b.Kind = core.Eraser
		}
		var dst, want Tile
		for i := range dst {
			a := r.Uint32N(256)
			dst[i] = a<<24 | r.Uint32N(a+1)<<16 | r.Uint32N(a+1)<<8 | r.Uint32N(a+1)
		}
		l := randomLayer(r)
		src := newSource(b)
		for i, p := range dst {
			c := uint32(l.mask[i])
			if l.solid[i/TileSize]>>(i%TileSize)&1 != 0 {
				c = 255
			}
			k := div255(c * src.opacity)
			k += k / 128
			for shift := 0; shift < 32; shift += 8 {
				want[i] |= mix(src.opaque>>shift&255, p>>shift&255, k) << shift
			}
			if a := want[i] >> 24; want[i]&255 > a || want[i]>>8&255 > a || want[i]>>16&255 > a {
				t.Fatalf("seed %d: a channel of %08x is above alpha", seed, want[i])
			}
		}
		l.paint(&dst, src)
		for i := range dst {
			if dst[i] != want[i] {
				t.Fatalf("seed %d: pixel %d, %d is %08x, want %08x", seed, i%TileSize, i/TileSize, dst[i], want[i])
			}
		}
		if *l != (layer{}) {
			t.Fatalf("seed %d: the layer is not empty", seed)
		}
	}
}

// randomLayer returns a layer of runs, some of which are solid.
func randomLayer(r *rand.Rand) *layer {
	l := new(layer)
	l.touch(0, TileSize)
	for y := range int64(TileSize) {
		for range r.IntN(4) {
			at := r.UintN(TileSize)
			bits := run(at, 1+r.UintN(TileSize-at))
			if r.IntN(3) == 0 {
				l.cover(y, bits, ^uint64(0))
				continue
			}
			l.rows[y] |= bits
			for x := range TileSize {
				if bits>>x&1 != 0 {
					l.mask[int(y)*TileSize+x] = uint8(r.Uint32() & r.Uint32())
				}
			}
		}
	}
	return l
}

func TestBytesInWords(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 9))
	for range 100_000 {
		a, b := r.Uint64()&r.Uint64(), r.Uint64()
		m := most(a, b)
		for i := 0; i < 64; i += 8 {
			if got, want := uint8(m>>i), max(uint8(a>>i), uint8(b>>i)); got != want {
				t.Fatalf("the greater of %016x and %016x: %016x", a, b, m)
			}
		}
	}
	for at := range uint(64) {
		for n := uint(1); at+n <= 64; n++ {
			if got := run(at, n); bits.OnesCount64(got) != int(n) || bits.TrailingZeros64(got) != int(at) {
				t.Fatalf("run %d, %d is %064b", at, n, got)
			}
		}
	}
}

// TestPaperIsOneArithmetic: the three ways to look at a canvas over paper agree.
func TestPaperIsOneArithmetic(t *testing.T) {
	c := New(300, 260)
	for _, s := range BenchStrokes(40, 32, 300, 260, 5) {
		c.Place(s)
	}
	const paper = 0xfbf7ec
	r := core.Rect{X0: -3, Y0: -5, X1: 310, Y1: 270}
	w, h := int(r.X1-r.X0), int(r.Y1-r.Y0)
	raw, seen := make([]byte, 4*w*h), make([]byte, 4*w*h)
	c.WriteRGBA(raw, r)
	c.WritePaper(seen, r, paper)
	var tile [TileSize * TileSize * 4]byte
	for y := range int32(h) {
		for x := range int32(w) {
			o := 4 * (int(y)*w + int(x))
			px, py := x+r.X0, y+r.Y0
			in := px >= 0 && py >= 0 && px < 300 && py < 260
			var want uint32
			if in {
				if t := c.Tile(py/TileSize*c.wide + px/TileSize); t != nil {
					want = t[py%TileSize*TileSize+px%TileSize]
				}
			}
			if got := uint32(load((*[8]uint8)(append(raw[o:o+4:o+4], 0, 0, 0, 0)))); got != want {
				t.Fatalf("pixel %d, %d is %08x, want %08x", px, py, got, want)
			}
			for k, ink := range []uint32{want & 255, want >> 8 & 255, want >> 16 & 255} {
				under := uint32(paper) >> (16 - 8*k) & 255
				if got, want := uint32(seen[o+k]), ink+div255(under*(255-want>>24)); got != want {
					t.Fatalf("pixel %d, %d over paper: channel %d is %d, want %d", px, py, k, got, want)
				}
			}
			if seen[o+3] != 255 {
				t.Fatalf("pixel %d, %d over paper is not opaque", px, py)
			}
		}
	}
	for i := range c.wide * c.high {
		PaperTile(tile[:], c.Tile(i), paper, 0)
		f := c.field(i)
		part := make([]byte, 4*f.w*f.h)
		x, y := i%c.wide*TileSize, i/c.wide*TileSize
		c.WritePaper(part, core.Rect{X0: x, Y0: y, X1: x + f.w, Y1: y + f.h}, paper)
		for y := range f.h {
			if string(tile[4*y*TileSize:][:4*f.w]) != string(part[4*y*f.w:][:4*f.w]) {
				t.Fatalf("tile %d over paper differs in row %d", i, y)
			}
		}
	}
}

// TestHalved checks that a halved tile shows the mean of the pixels over paper, to
// the rounding of both steps, in every corner.
func TestHalved(t *testing.T) {
	const paper = 0xf0e0d0
	c := New(TileSize, TileSize)
	for _, s := range BenchStrokes(60, 20, TileSize, TileSize, 5) {
		c.Place(s)
	}
	var full, got [TileSize * TileSize * 4]byte
	for _, tile := range []*Tile{nil, c.Tile(0)} {
		PaperTile(full[:], tile, paper, 0)
		for h := 1; h <= HalvedMax; h++ {
			n, side := 1<<h, TileSize>>h
			PaperTile(got[:], tile, paper, h)
			for y := range side {
				for x := range side {
					for ch := range 4 {
						sum := 0
						for k := range n * n {
							sum += int(full[4*((y*n+k/n)*TileSize+x*n+k%n)+ch])
						}
						if d := int(got[4*(y*side+x)+ch]) - (sum+n*n/2)/(n*n); d < -1 || d > 1 {
							t.Fatalf("halved %d times, channel %d of %d,%d is off by %d", h, ch, x, y, d)
						}
					}
				}
			}
		}
	}
}
