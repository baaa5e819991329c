package export

import (
	"bytes"
	"encoding/xml"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/raster"
)

// fine is how many lines a pixel is cut into by the test's own raster.
const fine = 16

// covered returns how much of each pixel the filled SVG path d covers, 0…255,
// by the nonzero rule: 16 lines a pixel, exact along each of them.
func covered(t *testing.T, d string, w, h int32) []uint8 {
	t.Helper()
	// Larger, for curves are flattened to 1/16 px.
	subs, err := path.ParseSVG(d, path.Matrix{A: fine * path.One, D: fine * path.One})
	if err != nil {
		t.Fatalf("%v in %s", err, d)
	}
	type crossing struct {
		x   int64 // Fixed, of 1/fine px
		way int
	}
	rows := make([][]crossing, h*fine)
	for _, s := range subs {
		for i, a := range s.Line {
			b, way := s.Line[(i+1)%len(s.Line)], 1
			if a.Y > b.Y {
				a, b, way = b, a, -1
			}
			for y := max((a.Y+path.One/2)>>16, 0); y < min((b.Y+path.One/2)>>16, int64(len(rows))); y++ {
				at := y<<16 + path.One/2
				rows[y] = append(rows[y], crossing{a.X + (b.X-a.X)*(at-a.Y)/(b.Y-a.Y), way})
			}
		}
	}
	area := make([]int64, w*h)
	for y, list := range rows {
		for i := range list { // by insertion: there are few
			for k := i; k > 0 && list[k].x < list[k-1].x; k-- {
				list[k], list[k-1] = list[k-1], list[k]
			}
		}
		winding := 0
		for i, c := range list {
			if winding != 0 {
				from, to := max(list[i-1].x, 0), min(c.x, int64(w)*fine<<16)
				for from < to {
					px := from >> 20
					next := min((px+1)<<20, to)
					area[int64(y)/fine*int64(w)+px] += next - from
					from = next
				}
			}
			winding += c.way
		}
	}
	out := make([]uint8, w*h)
	for i, a := range area {
		out[i] = uint8((a*255 + fine<<19) / (fine << 20))
	}
	return out
}

// drawn returns the alpha of an opaque stroke as core/raster has it.
func drawn(s *core.Stroke, w, h int32) []uint8 {
	wide := (w + raster.TileSize - 1) / raster.TileSize
	tiles := make([]*raster.Tile, wide*((h+raster.TileSize-1)/raster.TileSize))
	raster.Draw(tiles, w, h, s, raster.Whole)
	out := make([]uint8, w*h)
	for i := range out {
		x, y := int32(i)%w, int32(i)/w
		if t := tiles[y/raster.TileSize*wide+x/raster.TileSize]; t != nil {
			out[i] = uint8(t[y%raster.TileSize*raster.TileSize+x%raster.TileSize] >> 24)
		}
	}
	return out
}

// elementOf returns the attributes of what a stroke becomes.
func elementOf(s *core.Stroke) (name string, attr map[string]string) {
	var out bytes.Buffer
	g := SVG{w: &out}
	g.stroke(s)
	g.flush()
	dec := xml.NewDecoder(&out)
	tok, err := dec.Token()
	if err != nil {
		panic(err)
	}
	e := tok.(xml.StartElement)
	attr = map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	return e.Name.Local, attr
}

// pen, zigzag and jitter are what a hand draws, long segments that turn sharply,
// and short ones that turn and swell at random, some standing still.
func pen(r *rand.Rand, pts []core.Point, w, h int32) {
	x, y, p := r.Int32N(w*32), r.Int32N(h*32), 100+r.Int32N(100)
	dx, dy := r.Int32N(160)-80, r.Int32N(160)-80
	for i := range pts {
		pts[i] = core.Point{X: x, Y: y, Pressure: uint8(p)}
		dx, dy = dx+r.Int32N(41)-20, dy+r.Int32N(41)-20
		x, y, p = x+dx, y+dy, min(max(p+r.Int32N(31)-15, 0), 255)
	}
}

func zigzag(r *rand.Rand, pts []core.Point, w, h int32) {
	for i := range pts {
		pts[i] = core.Point{X: r.Int32N(w * 32), Y: r.Int32N(h * 32), Pressure: uint8(r.Uint32())}
	}
}

func jitter(r *rand.Rand, pts []core.Point, w, h int32) {
	x, y := r.Int32N(w*32), r.Int32N(h*32)
	for i := range pts {
		pts[i] = core.Point{X: x, Y: y, Pressure: uint8(r.Uint32())}
		if r.IntN(4) > 0 {
			x, y = x+r.Int32N(201)-100, y+r.Int32N(201)-100
		}
	}
}

// passed returns how much of each pixel lies within the hull of two successive
// discs, sampled at 16 × 16 places: what the outline stands for.
func passed(s *core.Stroke, w, h int32) []uint8 {
	hits := make([][4]uint64, w*h)
	for i, p := range s.Points {
		a, b := disc(s.Brush, s.Points[max(i-1, 0)]), disc(s.Brush, p)
		r := max(a.r, b.r) + 1
		for y := max(int32(min(a.y, b.y)-r), 0); y < min(int32(max(a.y, b.y)+r)+1, h); y++ {
			for x := max(int32(min(a.x, b.x)-r), 0); x < min(int32(max(a.x, b.x)+r)+1, w); x++ {
				if d, reach := gap(a, b, float64(x)+.5, float64(y)+.5), 0.8; d > reach {
					continue
				} else if d < -reach {
					hits[y*w+x] = [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
					continue
				}
				for k := range 256 {
					if gap(a, b, float64(x)+float64(k%16*2+1)/32, float64(y)+float64(k/16*2+1)/32) <= 0 {
						hits[y*w+x][k/64] |= 1 << (k % 64)
					}
				}
			}
		}
	}
	out := make([]uint8, w*h)
	for i := range hits {
		n := 0
		for _, v := range hits[i] {
			n += bits.OnesCount64(v)
		}
		out[i] = uint8((n*255 + 128) / 256)
	}
	return out
}

type circle struct{ x, y, r float64 }

func disc(b core.Brush, p core.Point) circle {
	return circle{float64(p.X) / 32, float64(p.Y) / 32, float64(raster.Radius(b, p.Pressure)) / 256}
}

// gap returns how far a place is from the hull of two discs, below 0 within: the
// least over the discs between them.
func gap(a, b circle, x, y float64) float64 {
	dx, dy, dr := b.x-a.x, b.y-a.y, b.r-a.r
	l := math.Hypot(dx, dy)
	t := 0.0
	if l > math.Abs(dr) {
		along, off := ((x-a.x)*dx+(y-a.y)*dy)/l, math.Abs((y-a.y)*dx-(x-a.x)*dy)/l
		k := dr / l
		t = min(max((along+off*k/math.Sqrt(1-k*k))/l, 0), 1)
	} else if dr > 0 {
		t = 1
	}
	return math.Hypot(x-a.x-t*dx, y-a.y-t*dy) - a.r - t*dr
}

// A tally adds up by how much two coverages differ over the pixels that either has.
type tally struct{ sum, area, worst int }

func (y *tally) add(got, want []uint8) {
	for i := range got {
		if got[i] == 0 && want[i] == 0 {
			continue
		}
		d := max(int(got[i])-int(want[i]), int(want[i])-int(got[i]))
		y.sum, y.area, y.worst = y.sum+d, y.area+1, max(y.worst, d)
	}
}

func (y *tally) mean() float64 { return float64(y.sum) / float64(max(y.area, 1)) }

// TestOutline fills outlines with a raster of the test's own. They are what the
// brush passes over within 1/25 px, which is 20 of 255 levels of a pixel that both
// edges of a hairline meet, and twice that where two hairlines cross. So they differ
// from core/raster by what that differs from the truth, which is more for
// strokes hardly wider than their edges.
func TestOutline(t *testing.T) {
	const w, h = 192, 160
	seed := rand.Uint64()
	n, few := 4, 1.0
	if testing.Short() {
		n, few = 1, 2 // a mean over so little varies
	}
	for _, kind := range []struct {
		name string
		fill func(r *rand.Rand, pts []core.Point, w, h int32)
		mean [3]float64 // of strokes below 1 px, below 4 px, wider
	}{{"pen", pen, [3]float64{6, 6, 1}}, {"zigzag", zigzag, [3]float64{6, 6, 1}}, {"jitter", jitter, [3]float64{24, 18, 1}}} {
		var exact tally
		var shown [3]tally
		for _, width := range []uint16{2, 8, 12, 16, 24, 40, 64, 90, 160, 400, 1200} {
			r := rand.New(rand.NewPCG(seed, uint64(width)))
			group := 0
			if width >= 64 {
				group = 2
			} else if width >= 16 {
				group = 1
			}
			for range n {
				s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: width, Opacity: 255}}
				s.Points = make([]core.Point, 2+r.IntN(20))
				kind.fill(r, s.Points, w, h)
				_, attr := elementOf(s)
				if attr["fill"] == "none" || attr["d"] == "" {
					continue // of even width
				}
				got, was := covered(t, attr["d"], w, h), exact.worst
				shown[group].add(got, drawn(s, w, h))
				if exact.add(got, passed(s, w, h)); exact.worst > max(was, 40) {
					t.Errorf("seed %d: %s, %d/16 px: a pixel is off by %d: %+v becomes %s", seed, kind.name, width, exact.worst, s.Points, attr["d"])
				}
			}
		}
		t.Logf("%s: from the truth %.2f on average, %d at worst", kind.name, exact.mean(), exact.worst)
		if exact.mean() > few*0.5 {
			t.Errorf("seed %d: %s: outlines are off by %.2f of 255 on average", seed, kind.name, exact.mean())
		}
		for i, y := range shown {
			t.Logf("%s, group %d: from core/raster %.2f on average, %d at worst", kind.name, i, y.mean(), y.worst)
			if y.mean() > few*kind.mean[i] {
				t.Errorf("seed %d: %s, group %d: the mean difference from core/raster is %.2f of 255, more than %.1f", seed, kind.name, i, y.mean(), kind.mean[i])
			}
		}
	}
}
