package path

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"easel.example/core"
)

// shape writes sub-paths as text: points in px, rounded, z for closed.
func shape(subs []Sub) string {
	var b strings.Builder
	for i, s := range subs {
		if i > 0 {
			b.WriteString(" | ")
		}
		for k, v := range s.Line {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(px(v.X) + "," + px(v.Y))
		}
		if s.Closed {
			b.WriteString(" z")
		}
	}
	return b.String()
}

func px(v Fixed) string {
	t := float64(v) / float64(One)
	return strings.TrimSuffix(strings.TrimRight(strings.TrimRight(trim(t), "0"), "."), "-")
}

func trim(t float64) string {
	r := math.Round(t*100) / 100
	s := ""
	if r < 0 {
		s, r = "-", -r
	}
	whole := int(r)
	cents := int(math.Round((r - float64(whole)) * 100))
	return s + itoa(whole) + "." + string(rune('0'+cents/10)) + string(rune('0'+cents%10))
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestLines(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{"", ""},
		{"  \n", ""},
		{"M10 20", ""},
		{"M10 20L30,40", "10,20 30,40"},
		{"m10 20 5 5 5 -5", "10,20 15,25 20,20"},
		{"M10,20 30,40 50,60", "10,20 30,40 50,60"},
		{"M0 0H10V20h-5v-5", "0,0 10,0 10,20 5,20 5,15"},
		{"M1.5.5-3-.25L.5.5", "1.5,0.5 -3,-0.25 0.5,0.5"},
		{"M1e1-2E0l5e-1+.5e+1", "10,-2 10.5,3"},
		{"M0 0L10 0 10 10zl5 5", "0,0 10,0 10,10 0,0 z | 0,0 5,5"},
		{"M0 0L10 0M20 20l1 1", "0,0 10,0 | 20,20 21,21"},
		{"M10 10m5 5l1 1", "15,15 16,16"},
		{"M0,0,10,10", "0,0 10,10"},
		{"M 0 0 L 10 10 ZZ", "0,0 10,10 0,0 z"},
		{"M0 0a0 5 0 1 1 10 10", "0,0 10,10"},
	} {
		got, err := ParseSVG(tt.data, Identity())
		if err != nil || shape(got) != tt.want {
			t.Errorf("%q: got %q, %v, want %q", tt.data, shape(got), err, tt.want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		data, kept string
		at         int
	}{
		{"L1 1", "", 0},
		{"M0 0L10 10 20", "0,0 10,10", 13},
		{"M0 0L10 10X5", "0,0 10,10", 10},
		{"M0 0,,1 1", "", 4},
		{"M0 0L1 1L99999 0", "0,0 1,1", 9},
		{"M0 0L1 1 1e99 1", "0,0 1,1", 9},
		{"M0 0a5 5 0 2 1 9 9", "", 11},
		{"M", "", 1},
		{"M0 0l1 1 .", "0,0 1,1", 9},
		{"M0 0l1 1 e5 1", "0,0 1,1", 9},
	} {
		got, err := ParseSVG(tt.data, Identity())
		var s *SyntaxError
		if !errors.As(err, &s) || shape(got) != tt.kept {
			t.Errorf("%q: got %q, %v, want %q and an error", tt.data, shape(got), err, tt.kept)
		} else if s.Offset != tt.at {
			t.Errorf("%q: the error is at %d (%v), want %d", tt.data, s.Offset, err, tt.at)
		}
	}
}

// TestSame checks that two ways of writing a path draw the same.
func TestSame(t *testing.T) {
	for _, tt := range [][2]string{
		{"M10 10C20 20 30 0 40 10S60 20 70 10", "m10 10c10 10 20-10 30 0s20 10 30 0"},
		{"M10 10Q20 30 40 10T70 10", "m10 10q10 20 30 0t30 0"},
		{"M10 10Q20 30 40 10T70 10", "M10 10Q20 30 40 10Q60-10 70 10"},
		{"M10 10C20 20 30 0 40 10S60 20 70 10", "M10 10C20 20 30 0 40 10C50 20 60 20 70 10"},
		{"M10 10S60 20 70 10", "M10 10C10 10 60 20 70 10"},
		{"M10 10a5 5 0 011 1", "M10 10a5,5,0,0,1,1,1"},
		{"M10 10A25 10 30 1 0 50 60", "M10 10a25 10 30 1 0 40 50"},
		{"M10 10a5 5 0 1 1 1 1 5 5 0 1 1 3 3", "M10 10a5 5 0 1 1 1 1a5 5 0 1 1 3 3"},
		{"M0 0a1 1 0 0 1 100 0", "M0 0a50 50 0 0 1 100 0"},
	} {
		a, err1 := ParseSVG(tt[0], Identity())
		b, err2 := ParseSVG(tt[1], Identity())
		if err1 != nil || err2 != nil || near(a[0].Line, b[0].Line) > 16 || len(a) != len(b) {
			t.Errorf("%q and %q differ: %v, %v\n%s\n%s", tt[0], tt[1], err1, err2, shape(a), shape(b))
		}
	}
}

// near returns how far lines of as many points are apart.
func near(a, b []Vec) (d Fixed) {
	if len(a) != len(b) {
		return math.MaxInt64
	}
	for i := range a {
		d = max(d, abs(a[i].X-b[i].X), abs(a[i].Y-b[i].Y))
	}
	return d
}

// off returns how far a point is from a line, in px.
func off(x, y float64, line []Vec) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		ax, ay := float64(line[i-1].X)/65536, float64(line[i-1].Y)/65536
		bx, by := float64(line[i].X)/65536-ax, float64(line[i].Y)/65536-ay
		t := 0.0
		if n := bx*bx + by*by; n > 0 {
			t = min(max(((x-ax)*bx+(y-ay)*by)/n, 0), 1)
		}
		best = min(best, math.Hypot(x-ax-t*bx, y-ay-t*by))
	}
	return best
}

func vec(x, y float64) Vec {
	return Vec{int64(math.Round(x * 65536)), int64(math.Round(y * 65536))}
}

// TestCurvesAreNear compares flattened curves with the true ones.
func TestCurvesAreNear(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		var p [4][2]float64
		for i := range p {
			p[i] = [2]float64{r.Float64() * 3000, r.Float64() * 3000}
		}
		at := func(i int) Vec { return vec(p[i][0], p[i][1]) }
		cubic := AppendCubic([]Vec{at(0)}, at(0), at(1), at(2), at(3))
		quad := AppendQuadratic([]Vec{at(0)}, at(0), at(1), at(2))
		for k := range 200 {
			s := float64(k) / 199
			u := 1 - s
			var c, q [2]float64
			for i := range c {
				c[i] = u*u*u*p[0][i] + 3*u*u*s*p[1][i] + 3*u*s*s*p[2][i] + s*s*s*p[3][i]
				q[i] = u*u*p[0][i] + 2*u*s*p[1][i] + s*s*p[2][i]
			}
			if d := off(c[0], c[1], cubic); d > 0.26 {
				t.Fatalf("seed %d: a cubic is off by %.3f px", seed, d)
			}
			if d := off(q[0], q[1], quad); d > 0.26 {
				t.Fatalf("seed %d: a quadratic is off by %.3f px", seed, d)
			}
		}
	}
}

func TestMatrix(t *testing.T) {
	m := Matrix{A: 2 * One, B: One, C: -One, D: One / 2, E: 10 * One, F: -5 * One}
	got, err := ParseSVG("M1 2L3 4", m)
	if want := "10,-3 12,0"; err != nil || shape(got) != want {
		t.Errorf("got %q, %v, want %q", shape(got), err, want)
	}
}

func TestPoint(t *testing.T) {
	if got, want := vec(1.5, -0.5).Point(), (core.Point{X: 48, Y: -16, Pressure: 255}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// FuzzParseSVG reads any text: it never panics, and what it makes is bounded.
func FuzzParseSVG(f *testing.F) {
	for _, s := range []string{"M10 20L30,40z", "m1.5.5-3c1 2 3 4 5 6s1 1 2 2q1 1 2 2t3 3", "M0 0a5 5 30 011 1A1e4 1e-4 9e9 1 0 5 5", "M0 0H1e99", "\xff", "M0 0A100 1e-4 0 000 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		subs, _ := ParseSVG(s, Identity())
		n := 0
		for _, sub := range subs {
			n += len(sub.Line)
			for _, v := range sub.Line {
				if !v.within(4 * Reach) {
					t.Errorf("%q: a point at %v, out of reach", s, v)
				}
			}
		}
		if n > PointsMax {
			t.Errorf("%q: %d points, want at most %d", s, n, PointsMax)
		}
	})
}
