package raster

import (
	"math"
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

func TestRoot(t *testing.T) {
	check := func(n int64) {
		t.Helper()
		if r := root(n); r < 0 || r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("the root of %d is not %d", n, r)
		}
	}
	for n := range int64(100_000) {
		check(n)
	}
	for bit := range 44 {
		for d := int64(-2); d <= 2; d++ {
			check(max(1<<bit+d, 0))
		}
	}
	for n := int64(1); n*n < shortRoot+1<<16; n++ { // where one step is least enough
		check(n*n - 1)
		check(n * n)
	}
	for r := int64(1); r < 1<<22; r += 4099 {
		check(r*r - 1)
		check(r * r)
		check(min(r*r+2*r, 1<<44-1))
	}
	if root(-5) != 0 {
		t.Error("the root of a negative number is not 0")
	}
}

func TestInverseRoot(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 6))
	for range 100_000 {
		m := 1<<60 + r.Int64N(3<<60)
		want := float64(1<<61) / math.Sqrt(float64(m))
		if d := math.Abs(float64(inverseRoot(m))/want - 1); d > 1.0/(1<<25) {
			t.Fatalf("seed %d: %d: off by 2^%.1f", seed, m, math.Log2(d))
		}
	}
}

// TestJoin holds a segment's direction, length and taper against floating
// point, from the shortest to the longest that a piece may hold.
func TestJoin(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 7))
	for i := range 100_000 {
		size := int32(1) << (1 + r.IntN(21))
		a := vertex{r.Int32N(2*size) - size, r.Int32N(2*size) - size, 32 + r.Int32N(1<<r.IntN(17))}
		b := vertex{r.Int32N(2*size) - size, r.Int32N(2*size) - size, 32 + r.Int32N(1<<r.IntN(17))}
		if i == 0 { // one disc touches the other from within: 95² + 168² = 193²
			a, b = vertex{-157, -31, 33}, vertex{-252, -199, 226}
		}
		var s segment
		s.join(a, b, 0)
		dx, dy, dr := float64(b.x-a.x), float64(b.y-a.y), float64(b.r-a.r)
		l := math.Sqrt(dx*dx + dy*dy) // exact where a square is: math.Hypot is not, on every target
		if (s.shape == inside) != (l <= math.Abs(dr)) {
			t.Fatalf("seed %d: %+v is %d", seed, s, s.shape)
		}
		if s.shape == inside {
			continue
		}
		off := math.Abs(float64(s.ux)/one30-dx/l) + math.Abs(float64(s.uy)/one30-dy/l) + math.Abs(float64(s.k)/one30-dr/l)
		if off > 1e-7 || math.Abs(float64(s.length)/one30*256-l) > l*1e-7+1e-6 {
			t.Fatalf("seed %d: %+v: off by %g, length %g", seed, s, off, l)
		}
	}
}

func TestRadius(t *testing.T) {
	for _, width := range []uint16{1, 3, 16, 74, 1000, core.WidthMax} {
		b := core.Brush{Width: width}
		if got, want := Radius(b, 255), max(int32(width)*8, radiusMin); got != want {
			t.Errorf("width %d: the full radius is %d/256 px, want %d", width, got, want)
		}
		last := int32(0)
		for p := range 256 {
			r := Radius(b, uint8(p))
			if r < last || r < radiusMin {
				t.Errorf("width %d: the radius at %d is %d, before it %d", width, p, r, last)
			}
			last = r
		}
	}
	if got := Radius(core.Brush{Kind: core.Pen, Width: core.WidthMax}, 0) * 100 / (core.WidthMax * 8); got < 14 || got > 16 {
		t.Errorf("without pressure the radius is %d %%, want 15", got)
	}
}

// TestRamps holds the tables against the area itself.
func TestRamps(t *testing.T) {
	for class := range ramps {
		p := float64(class) / rampClasses
		angle := math.Asin(min(2*p, 1)) / 2
		nx, ny := math.Sin(angle), math.Cos(angle)
		for i := range 2 * rampZero >> rampShift {
			d := (float64(i)+0.5)/128 - 0.75
			in := 0
			const n = 64
			for k := range n * n {
				x, y := (float64(k%n)+0.5)/n-0.5, (float64(k/n)+0.5)/n-0.5
				if x*nx+y*ny+d >= 0 {
					in++
				}
			}
			if got, want := float64(ramps[class][i]), float64(in)*255/(n*n); math.Abs(got-want) > 4 {
				t.Errorf("class %d, entry %d: %v, want %v", class, i, got, want)
			}
		}
		if got := ramps[class][rampTop+1]; got != 255 {
			t.Errorf("class %d: above the ramp is %d", class, got)
		}
		if got := ramps[class][1023]; got != 0 {
			t.Errorf("class %d: below the ramp is %d", class, got)
		}
	}
}

// TestFalls holds the pixels of a steep side against the area itself.
func TestFalls(t *testing.T) {
	for i := steepFrom * slopes / one30; i <= slopes; i++ {
		nx := float64(i) / slopes
		ny := math.Sqrt(1 - nx*nx)
		for phase := 0; phase < phases; phase += 5 {
			for px := range 8 {
				middle := float64(px-fallZero) - float64(phase)/phases
				in := 0
				const n = 32
				for k := range n * n {
					x, y := (float64(k%n)+0.5)/n-0.5, (float64(k/n)+0.5)/n-0.5
					if (middle+x)*nx+y*ny <= 0 {
						in++
					}
				}
				got, want := int(falls[i][phase]>>(8*px)&255), in*255/(n*n)
				if max(got-want, want-got) > 5 {
					t.Errorf("slope %d, phase %d, pixel %d: %d, want %d", i, phase, px, got, want)
				}
			}
			if f := falls[i][phase]; f&255 != 255 || f>>56 != 0 {
				t.Errorf("slope %d, phase %d: %016x does not begin whole and end empty", i, phase, f)
			}
		}
	}
}
