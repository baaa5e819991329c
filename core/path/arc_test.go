package path

import (
	"math"
	"math/rand/v2"
	"testing"
)

// An arc is what SVG says of one, in 1/65536.
type arc struct {
	a, b         Vec
	rx, ry, turn Fixed
	large, sweep bool
}

// A truth is an arc as a centre and angles, computed with floats by the
// formulas of SVG 2, implementation notes 9.5: the twin of AppendArc.
type truth struct {
	cx, cy, rx, ry, sin, cos, from, sweep float64

	// lever is how far the centre moves for each px that an end moves.
	lever float64
}

func (c arc) truth() truth {
	t := truth{rx: float64(c.rx) / 65536, ry: float64(c.ry) / 65536}
	t.sin, t.cos = math.Sincos(float64(c.turn) / 65536 * math.Pi / 180)
	dx, dy := float64(c.a.X-c.b.X)/2/65536, float64(c.a.Y-c.b.Y)/2/65536
	x, y := t.cos*dx+t.sin*dy, t.cos*dy-t.sin*dx
	d2 := x*x/(t.rx*t.rx) + y*y/(t.ry*t.ry)
	h := 0.0
	if d2 > 1 {
		t.rx, t.ry = t.rx*math.Sqrt(d2), t.ry*math.Sqrt(d2)
	} else {
		h = math.Sqrt((1 - d2) / d2)
	}
	if c.large == c.sweep {
		h = -h
	}
	t.lever = (1 + 1/max(h*h, 1e-12)) * max(t.rx, t.ry) / min(t.rx, t.ry)
	u, v := x/t.rx, y/t.ry
	cu, cv := h*v, -h*u
	t.cx = t.cos*cu*t.rx - t.sin*cv*t.ry + float64(c.a.X+c.b.X)/2/65536
	t.cy = t.sin*cu*t.rx + t.cos*cv*t.ry + float64(c.a.Y+c.b.Y)/2/65536
	t.from = math.Atan2(v-cv, u-cu)
	t.sweep = math.Atan2(-v-cv, -u-cu) - t.from
	if c.sweep && t.sweep < 0 {
		t.sweep += 2 * math.Pi
	}
	if !c.sweep && t.sweep > 0 {
		t.sweep -= 2 * math.Pi
	}
	return t
}

// at returns the place at s of 1 of the way.
func (t truth) at(s float64) (x, y float64) {
	sin, cos := math.Sincos(t.from + s*t.sweep)
	x, y = t.rx*cos, t.ry*sin
	return t.cx + t.cos*x - t.sin*y, t.cy + t.sin*x + t.cos*y
}

// beside returns how far a place is from the ellipse: about, and never less
// than half of it where that matters.
func (t truth) beside(v Vec) float64 {
	x, y := float64(v.X)/65536-t.cx, float64(v.Y)/65536-t.cy
	x, y = t.cos*x+t.sin*y, t.cos*y-t.sin*x
	f := x*x/(t.rx*t.rx) + y*y/(t.ry*t.ry) - 1
	gx, gy := 2*x/(t.rx*t.rx), 2*y/(t.ry*t.ry)
	return math.Abs(f) / math.Hypot(gx, gy)
}

// TestArcsAreNear compares arcs of all sizes with their twins: the points are
// within 1/32 px of the ellipse, and the line goes all the way along it, the way
// that the flags say, within the tolerance.
func TestArcsAreNear(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	size := func(most float64) Fixed { return Fixed(math.Exp(r.Float64()*math.Log(most*256)) * 256) }
	tried := 0
	for range 3000 {
		c := arc{rx: size(8192), ry: size(8192), turn: r.Int64N(1440*One) - 720*One, large: r.IntN(2) == 0, sweep: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			c.ry = c.rx
		}
		c.a = Vec{r.Int64N(2000 * One), r.Int64N(2000 * One)}
		angle, far := r.Float64()*2*math.Pi, float64(size(4096))
		c.b = Vec{c.a.X + int64(far*math.Cos(angle)), c.a.Y + int64(far*math.Sin(angle))}
		want := c.truth()
		if c.a == c.b || want.lever > 500 {
			continue // which ellipse it is is a matter of rounding
		}
		tried++
		line := AppendArc([]Vec{c.a}, c.a, c.b, c.rx, c.ry, c.turn, c.large, c.sweep)
		if line[len(line)-1] != c.b {
			t.Fatalf("seed %d: %+v ends at %v", seed, c, line[len(line)-1])
		}
		for _, v := range line {
			if d := want.beside(v); d > 1./32 {
				t.Fatalf("seed %d: %+v: %v is %.3f px beside the ellipse", seed, c, v, d)
			}
		}
		for k := range 60 {
			x, y := want.at(float64(k) / 59)
			if d := off(x, y, line); d > float64(Tolerance)/65536+1./32 {
				t.Fatalf("seed %d: %+v, of %.3f rad: off by %.3f px at %d of 59", seed, c, want.sweep, d, k)
			}
		}
	}
	if tried < 1000 {
		t.Errorf("%d arcs were well enough defined, want at least 1000", tried)
	}
}

// TestWholeTurns checks the arcs whose ends say least: almost whole circles,
// almost none, and exact halves.
func TestWholeTurns(t *testing.T) {
	for _, tt := range []struct {
		data    string
		x, y, r float64 // the circle
		length  float64
	}{
		{"M100 100a400 400 0 1 1 .01 0", 100, -300, 400, 2 * math.Pi * 400},
		{"M100 100a400 400 0 1 0 .001 0", 100, 500, 400, 2 * math.Pi * 400},
		{"M100 100a400 400 0 0 1 .01 0", 100, 500, 400, 0},
		{"M100 100a400 400 0 0 0 .001 0", 100, -300, 400, 0},
		{"M0 0a50 50 0 0 1 100 0", 50, 0, 50, math.Pi * 50},
		{"M0 0a50 50 0 1 0 100 0", 50, 0, 50, math.Pi * 50},
		{"M0 0a50 50 0 0 1 100 0a50 50 0 0 1-100 0", 50, 0, 50, 2 * math.Pi * 50},
		{"M0 0a1 1 0 1 1 60 80", 30, 40, 50, math.Pi * 50},
		{"M0 0a8192 8192 0 0 1 1 0", .5, 8192, 8192, 1},
	} {
		subs, err := ParseSVG(tt.data, Identity())
		if err != nil {
			t.Fatal(err)
		}
		length, line := 0.0, subs[0].Line
		for i, v := range line {
			x, y := float64(v.X)/65536, float64(v.Y)/65536
			if d := math.Abs(math.Hypot(x-tt.x, y-tt.y) - tt.r); d > 1./32 {
				t.Errorf("%s: %.3f, %.3f is %.3f px beside the circle", tt.data, x, y, d)
				break
			}
			if i > 0 {
				length += math.Hypot(float64(v.X-line[i-1].X), float64(v.Y-line[i-1].Y)) / 65536
			}
		}
		if math.Abs(length-tt.length) > 0.004*tt.length+0.02 {
			t.Errorf("%s: %.2f px long, want %.2f", tt.data, length, tt.length)
		}
	}
}

// TestMappedArc checks that an arc is flattened for the size at which it is drawn.
func TestMappedArc(t *testing.T) {
	const k = 400
	subs, err := ParseSVG("M-1 0A1 1 0 0 1 1 0", Matrix{A: k * One, B: k / 2 * One, C: -k / 2 * One, D: k * One})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		sin, cos := math.Sincos(math.Pi * (1 + float64(i)/99))
		if d := off(k*cos-k/2*sin, k/2*cos+k*sin, subs[0].Line); d > float64(Tolerance)/65536+1./32 {
			t.Fatalf("off by %.3f px", d)
		}
	}
	if n := len(subs[0].Line); n > 130 {
		t.Errorf("%d points, want at most 130", n)
	}
}

func TestSinCos(t *testing.T) {
	for a := -800 * One; a <= 800*One; a += 4567 {
		sin, cos := SinCos(a)
		s, c := math.Sincos(float64(a) / 65536 * math.Pi / 180)
		if math.Abs(float64(sin)/unit-s) > 3e-9 || math.Abs(float64(cos)/unit-c) > 3e-9 {
			t.Fatalf("%.5f°: got %.10f, %.10f, want %.10f, %.10f", float64(a)/65536, float64(sin)/unit, float64(cos)/unit, s, c)
		}
	}
}
