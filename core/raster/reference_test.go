package raster

import (
	"math"
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// finely returns two exact coverages of s, 0 to 255, on a w × h px canvas,
// sampled at 16 × 16 places a pixel: that of the union of the hulls of
// successive discs, and the greatest that any one hull has. The canvas combines
// by max (rule R3), so the second is what it should show, and the first what it
// stands for: they differ where two sides of a stroke meet within a pixel.
func finely(s *core.Stroke, w, h int32) (union, most []uint8) {
	const n = 16
	hits := make([][4]uint64, w*h)
	best := make([]int, w*h)
	var prev vertex
	for i, p := range s.Points {
		v := place(s.Brush, p)
		if i == 0 {
			prev = v
		}
		a, b := prev, v
		prev = v
		if i > 0 && a == b {
			continue
		}
		r := max(a.r, b.r) + one8
		c := newHull(a, b)
		for y := max((min(a.y, b.y)-r)>>8, 0); y < min((max(a.y, b.y)+r)>>8+1, h); y++ {
			for x := max((min(a.x, b.x)-r)>>8, 0); x < min((max(a.x, b.x)+r)>>8+1, w); x++ {
				if best[y*w+x] < 256 && c.near(x, y) {
					k := c.cover(&hits[y*w+x], x, y)
					best[y*w+x] = max(best[y*w+x], k)
				}
			}
		}
	}
	union, most = make([]uint8, w*h), make([]uint8, w*h)
	for i := range union {
		k := 0
		for _, word := range hits[i] {
			for ; word != 0; word &= word - 1 {
				k++
			}
		}
		union[i], most[i] = uint8((k*255+n*n/2)/(n*n)), uint8((best[i]*255+n*n/2)/(n*n))
	}
	return union, most
}

// A hull is the convex hull of two discs, in Q8.
type hull struct{ ax, ay, ar, bx, by, br, l, ux, uy, k, c float64 }

func newHull(a, b vertex) hull {
	h := hull{ax: float64(a.x), ay: float64(a.y), ar: float64(a.r), bx: float64(b.x), by: float64(b.y), br: float64(b.r)}
	h.l = math.Hypot(h.bx-h.ax, h.by-h.ay)
	if h.l > math.Abs(h.br-h.ar) {
		h.ux, h.uy, h.k = (h.bx-h.ax)/h.l, (h.by-h.ay)/h.l, (h.br-h.ar)/h.l
		h.c = math.Sqrt(1 - h.k*h.k)
	}
	return h
}

// near reports whether a pixel may meet h.
func (h *hull) near(x, y int32) bool {
	w := (float64(y*256+128)-h.ay)*h.ux - (float64(x*256+128)-h.ax)*h.uy
	return h.c == 0 || math.Abs(w) <= max(h.ar, h.br)+256
}

// cover adds the places in a pixel that h holds to hits and returns how many
// of the 256 they are.
func (h *hull) cover(hits *[4]uint64, x, y int32) int {
	corners := 0
	for i := range int32(4) {
		if h.holds(float64((x+i%2)*256), float64((y+i/2)*256)) {
			corners++
		}
	}
	if corners == 4 { // a hull is convex
		*hits = [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
		return 256
	}
	k := 0
	for i := range int32(256) {
		if h.holds(float64(x*256+i%16*16+8), float64(y*256+i/16*16+8)) {
			hits[i/64] |= 1 << (i % 64)
			k++
		}
	}
	return k
}

func (h *hull) holds(x, y float64) bool {
	if sq(x-h.ax)+sq(y-h.ay) <= sq(h.ar) || sq(x-h.bx)+sq(y-h.by) <= sq(h.br) {
		return true
	}
	if h.c == 0 {
		return false
	}
	t, w := (x-h.ax)*h.ux+(y-h.ay)*h.uy, math.Abs((y-h.ay)*h.ux-(x-h.ax)*h.uy)
	along := t*h.c + w*h.k
	return along >= 0 && along <= h.l*h.c && w*h.c-t*h.k <= h.ar
}

func sq(v float64) float64 { return v * v }

// coverage returns the alpha that an opaque s leaves on a blank canvas.
func coverage(s *core.Stroke, w, h int32) []uint8 {
	g := newGrid(w, h)
	tiles := make([]*Tile, g.wide*g.high)
	Draw(tiles, w, h, s, Whole)
	out := make([]uint8, w*h)
	for i := range out {
		x, y := int32(i)%w, int32(i)/w
		if t := tiles[y/TileSize*g.wide+x/TileSize]; t != nil {
			out[i] = uint8(t[y%TileSize*TileSize+x%TileSize] >> 24)
		}
	}
	return out
}

// A tally adds up what two coverages differ by over the pixels that either has.
type tally struct{ sum, area int }

// add returns the pixel that differs most, and by how much.
func (y *tally) add(got, want []uint8) (worst, at int) {
	for i := range got {
		if got[i] == 0 && want[i] == 0 {
			continue
		}
		d := int(got[i]) - int(want[i])
		if d < 0 {
			d = -d
		}
		y.area++
		y.sum += d
		if d > worst {
			worst, at = d, i
		}
	}
	return worst, at
}

func (y *tally) mean() float64 { return float64(y.sum) / float64(max(y.area, 1)) }

// groupOf sorts widths into those below 1 px, below 4 px and wider.
func groupOf(width uint16) int {
	switch {
	case width < 16:
		return 0
	case width < 64:
		return 1
	}
	return 2
}

// penStroke, zigzag and jitter are what a hand draws, long segments that turn
// sharply, and short ones that turn and swell at random.
func penStroke(d *dice, pts []core.Point, w, h int32) { walk(d, pts, w, h) }

func zigzag(d *dice, pts []core.Point, w, h int32) {
	for i := range pts {
		pts[i] = core.Point{X: d.upTo(0, w*core.Unit), Y: d.upTo(0, h*core.Unit), Pressure: uint8(d.upTo(0, 255))}
	}
}

func jitter(d *dice, pts []core.Point, w, h int32) {
	x, y := d.upTo(0, w*core.Unit), d.upTo(0, h*core.Unit)
	for i := range pts {
		pts[i] = core.Point{X: x, Y: y, Pressure: uint8(d.upTo(0, 255))}
		x += d.upTo(-100, 100)
		y += d.upTo(-100, 100)
	}
}

// TestCoverageIsExact holds coverage against the slow twin. No pixel may be off
// by more than 64 of 255 from the exact rule R3 (96 for jitter, whose hairlines
// have dashes shorter than a pixel). The mean over what is covered may be one
// level for strokes of 4 px and more, more for those that are hardly wider than
// their edges; and one level from the union over all widths (for jitter two).
func TestCoverageIsExact(t *testing.T) {
	const w, h = 192, 160
	seed := rand.Uint64()
	n := 24
	if testing.Short() {
		n = 8
	}
	for _, kind := range []struct {
		name string
		fill func(d *dice, pts []core.Point, w, h int32)
		mean float64 // levels more than for a pen
		most int
	}{{"pen", penStroke, 0, 64}, {"zigzag", zigzag, 0, 64}, {"jitter", jitter, 4, 96}} {
		var union tally
		var groups [3]tally // of strokes below 1 px, below 4 px, wider
		for _, width := range []uint16{2, 8, 12, 16, 24, 40, 64, 90, 160, 400, 1200} {
			d := dice(seed + uint64(width))
			for range n {
				s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: width, Opacity: 255}}
				s.Points = make([]core.Point, d.upTo(1, 22))
				kind.fill(&d, s.Points, w, h)
				got := coverage(s, w, h)
				whole, exact := finely(s, w, h)
				union.add(got, whole)
				worst, at := groups[groupOf(width)].add(got, exact)
				if worst > kind.most {
					t.Errorf("seed %d: %s, %d/16 px: pixel %d, %d is off by %d", seed, kind.name, width, at%w, at/w, worst)
				}
			}
		}
		for i, most := range []float64{7, 3.5, 1} {
			if mean := groups[i].mean(); mean > kind.mean+most {
				t.Errorf("seed %d: %s, group %d: the mean error is %.2f of 255, more than %.1f", seed, kind.name, i, mean, kind.mean+most)
			}
		}
		if mean := union.mean(); mean > 1+kind.mean/4 {
			t.Errorf("seed %d: %s: the mean difference from the union is %.2f of 255, more than %.0f", seed, kind.name, mean, 1+kind.mean/4)
		}
	}
}

// TestNoHoles: where the twin covers a pixel and all around it whole, so does
// the canvas.
func TestNoHoles(t *testing.T) {
	const w, h = 128, 128
	seed := rand.Uint64()
	d := dice(seed)
	for range 150 {
		s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: uint16(d.upTo(30, 600)), Opacity: 255}}
		s.Points = make([]core.Point, d.upTo(2, 8))
		[]func(d *dice, pts []core.Point, w, h int32){penStroke, zigzag, jitter}[d.upTo(0, 2)](&d, s.Points, w, h)
		got := coverage(s, w, h)
		for i, k := range deep(s, w, h) {
			if k && got[i] < 255 {
				t.Fatalf("seed %d: pixel %d, %d deep within a stroke has %d of 255: %+v", seed, i%w, i/w, got[i], s)
			}
		}
	}
}

// deep reports for each pixel whether one hull holds it and a px around it.
func deep(s *core.Stroke, w, h int32) []bool {
	out := make([]bool, w*h)
	for i := range s.Points {
		a, b := place(s.Brush, s.Points[max(i-1, 0)]), place(s.Brush, s.Points[i])
		a.r, b.r = a.r-one8*5/4, b.r-one8*5/4
		if min(a.r, b.r) <= 0 {
			continue
		}
		c := newHull(a, b)
		for k := range out {
			if !out[k] && c.holds(float64(int32(k)%w*256+128), float64(int32(k)/w*256+128)) {
				out[k] = true
			}
		}
	}
	return out
}
