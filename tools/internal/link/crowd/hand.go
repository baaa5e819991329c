package crowd

import (
	"math"
	"math/rand/v2"

	"easel.example/core"
)

// strokePoints is how long the strokes of a load are.
const strokePoints = 64

// A hand draws smooth arcs: about 3 px from point to point, slower at the ends,
// with a pressure that swells and fades.
type hand struct {
	r             *rand.Rand
	width, height float64
	x, y          float64
	heading, bend float64
	pressure      float64
	i             int // points drawn of the stroke
}

func newHand(seed uint64, width, height int32) *hand {
	return &hand{r: rand.New(rand.NewPCG(seed, 64)), width: float64(width), height: float64(height)}
}

// next appends n points to dst, of the stroke at hand; a new one begins after
// strokePoints.
func (h *hand) next(dst []core.Point, n int) []core.Point {
	for range n {
		if h.i %= strokePoints; h.i == 0 {
			h.x, h.y = h.r.Float64()*h.width, h.r.Float64()*h.height
			h.heading, h.bend = h.r.Float64()*2*math.Pi, (h.r.Float64()-0.5)*0.2
		}
		t := float64(h.i) / (strokePoints - 1)
		h.i++
		h.bend += (h.r.Float64() - 0.5) * 0.03
		h.heading += h.bend
		step := 1 + 2.6*math.Sin(math.Pi*t) + 0.5*h.r.Float64()
		h.x = min(max(h.x+step*math.Cos(h.heading), 0), h.width)
		h.y = min(max(h.y+step*math.Sin(h.heading), 0), h.height)
		h.pressure = 40 + 170*math.Sin(math.Pi*t) + 6*h.r.Float64()
		dst = append(dst, core.Point{
			X: int32(math.Round(h.x * core.Unit)), Y: int32(math.Round(h.y * core.Unit)), Pressure: uint8(h.pressure),
		})
	}
	return dst
}
