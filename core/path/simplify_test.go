package path

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
)

// apart3 is the twin of distance2, by the foot of the perpendicular, in floats.
func apart3(p, a, b core.Point) float64 {
	v := func(p core.Point) [3]float64 {
		return [3]float64{float64(p.X), float64(p.Y), float64(p.Pressure) * core.PressureUnits}
	}
	pv, av, bv := v(p), v(a), v(b)
	along, length := 0.0, 0.0
	for i := range 3 {
		along += (pv[i] - av[i]) * (bv[i] - av[i])
		length += (bv[i] - av[i]) * (bv[i] - av[i])
	}
	s := 0.0
	if length > 0 {
		s = min(max(along/length, 0), 1)
	}
	d := 0.0
	for i := range 3 {
		e := pv[i] - av[i] - s*(bv[i]-av[i])
		d += e * e
	}
	return math.Sqrt(d)
}

// wander returns a line of n points, to and fro, with steps up to a length. No
// two are the same, so a point says where in the line it is.
func wander(r *rand.Rand, n int, step int32) []core.Point {
	pts := make([]core.Point, 0, n)
	var x, y int32
	for len(pts) < n {
		x, y = x+r.Int32N(2*step+1)-step/2, y+r.Int32N(2*step+1)-step
		p := core.Point{X: x, Y: y, Pressure: uint8(120 + r.IntN(17))}
		if !slices.Contains(pts, p) {
			pts = append(pts, p)
		}
	}
	return pts
}

// TestSimplify checks that each point that is left out is near the very piece
// of line that stands in for it.
func TestSimplify(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 400 {
		pts := wander(r, 1+r.IntN(60), []int32{2, 30, 3000}[r.IntN(3)])
		eps := 1 + r.Int32N(40)
		prefix := []core.Point{{X: 7}}
		got := Simplify(prefix, pts, eps)
		if got[0] != prefix[0] {
			t.Fatalf("seed %d: what was there before is lost", seed)
		}
		got = got[1:]
		if got[0] != pts[0] || got[len(got)-1] != pts[len(pts)-1] {
			t.Fatalf("seed %d: an end is missing", seed)
		}
		k := 0 // got[k] is the last kept point at or before pts[i]
		for _, p := range pts[1:] {
			if k+1 < len(got) && p == got[k+1] {
				k++
				continue
			}
			if d := apart3(p, got[k], got[k+1]); d > float64(eps)+1e-6 {
				t.Fatalf("seed %d: %v is %.2f from its piece, want at most %d", seed, p, d, eps)
			}
		}
		if k != len(got)-1 {
			t.Fatalf("seed %d: %v is no part of the line", seed, got[k+1])
		}
	}
}

func TestSimplifyKeeps(t *testing.T) {
	at := func(list ...int32) (pts []core.Point) {
		for i := 0; i < len(list); i += 3 {
			pts = append(pts, core.Point{X: list[i], Y: list[i+1], Pressure: uint8(list[i+2])})
		}
		return pts
	}
	for _, tt := range []struct {
		name      string
		pts, want []core.Point
		eps       int32
	}{
		{"none", nil, nil, 8},
		{"one", at(5, 5, 9), at(5, 5, 9), 8},
		{"two that are the same", at(5, 5, 9, 5, 5, 9), at(5, 5, 9, 5, 5, 9), 8},
		{"straight", at(0, 0, 9, 100, 0, 9, 200, 0, 9, 300, 0, 9), at(0, 0, 9, 300, 0, 9), 1},
		{"straight and long", at(-262144, 0, 9, 1001, 0, 9, 262144, 0, 9), at(-262144, 0, 9, 262144, 0, 9), 0},
		{"there and back", at(0, 0, 9, 100, 0, 9, 0, 0, 9), at(0, 0, 9, 100, 0, 9, 0, 0, 9), 8},
		{"at the bound", at(0, 0, 9, 100, 8, 9, 200, 0, 9), at(0, 0, 9, 200, 0, 9), 8},
		{"past the bound", at(0, 0, 9, 100, 9, 9, 200, 0, 9), at(0, 0, 9, 100, 9, 9, 200, 0, 9), 8},
		{"pressure at the bound", at(0, 0, 9, 100, 0, 17, 200, 0, 9), at(0, 0, 9, 200, 0, 9), 8},
		{"pressure past the bound", at(0, 0, 9, 100, 0, 18, 200, 0, 9), at(0, 0, 9, 100, 0, 18, 200, 0, 9), 8},
	} {
		if got := Simplify(nil, tt.pts, tt.eps); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestLength(t *testing.T) {
	for _, tt := range []struct {
		pts  []core.Point
		want int64
	}{
		{nil, 0},
		{[]core.Point{{X: 3}}, 0},
		{[]core.Point{{}, {X: 100}}, 100},
		{[]core.Point{{}, {X: 30, Y: 40, Pressure: 200}, {X: 30, Y: -110}}, 200},
	} {
		if got := Length(tt.pts); got != tt.want {
			t.Errorf("%v: got %d, want %d", tt.pts, got, tt.want)
		}
	}
}
