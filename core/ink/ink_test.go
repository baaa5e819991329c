package ink

import (
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
)

func trace(p Pointer, smoothing int32, samples []Sample) []core.Point {
	pen := New(p, Feel{Smoothing: smoothing})
	var pts []core.Point
	for _, s := range samples {
		pts = pen.Add(pts, s)
	}
	return pen.Up(pts)
}

// line is a straight line at constant speed: px a sample of 8 ms.
func line(n int, px int32) []Sample {
	list := make([]Sample, n)
	for i := range list {
		list[i] = Sample{X: int32(i) * px << 8, Y: int32(i) * px << 7, Pressure: 30000, Time: int64(i) * 8000}
	}
	return list
}

func grid(s Sample) core.Point {
	return core.Point{X: round(int64(s.X) << 8), Y: round(int64(s.Y) << 8)}
}

// TestEnds checks that a stroke begins and ends where the pen did.
func TestEnds(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 500 {
		samples := make([]Sample, 1+r.IntN(40))
		for i := range samples {
			samples[i] = Sample{X: r.Int32N(1600 << 8), Y: r.Int32N(1200 << 8), Pressure: uint16(r.UintN(65536)), Time: r.Int64N(1 << 40)}
		}
		for _, p := range []Pointer{Mouse, Touch, Stylus} {
			pts := trace(p, r.Int32N(101), samples)
			first, last := grid(samples[0]), grid(samples[len(samples)-1])
			if q := pts[0]; q.X != first.X || q.Y != first.Y {
				t.Fatalf("seed %d: it begins at %v, the pen at %v", seed, q, first)
			}
			if q := pts[len(pts)-1]; q.X != last.X || q.Y != last.Y {
				t.Fatalf("seed %d: it ends at %v, the pen at %v", seed, q, last)
			}
		}
	}
}

func TestTap(t *testing.T) {
	s := Sample{X: 1000, Y: 2000, Pressure: 40000}
	if pts := trace(Stylus, 30, []Sample{s, s, s}); len(pts) != 1 {
		t.Errorf("a tap made %d points, want one", len(pts))
	}
}

func TestStraightStaysStraight(t *testing.T) {
	for _, q := range trace(Stylus, 60, line(100, 5)) {
		if d := distance(q.X - 2*q.Y); d > 2 {
			t.Errorf("%v is %d/32 px off the line", q, d)
		}
	}
}

// TestLag holds how far the ink is behind a pen that moves steadily: with the
// light default a mouse's less than one sample, for a quick hand less than half of
// one; a stylus's 3.4 steps of the spring more, and the tail covers that.
func TestLag(t *testing.T) {
	for _, tt := range []struct{ px, most int32 }{{1, 100}, {4, 60}, {20, 40}} {
		for p, more := range map[Pointer]int64{Mouse: 0, Stylus: 340 * tick / 8000, Touch: 340 * tick / 8000} {
			samples := line(200, tt.px)
			pen := New(p, Feel{Smoothing: 30})
			for _, s := range samples {
				pen.Add(nil, s)
			}
			last := samples[len(samples)-1]
			lag := (int64(last.X)<<8 - pen.spring.x) * 100 / (int64(tt.px) << 16)
			// The spring moves 180 times a second: it may be one tick behind.
			if lag > int64(tt.most)+more+more/3 || lag < more {
				t.Errorf("pointer %d at %d px a sample lags by %d %% of a sample, want at most %d and %d", p, tt.px, lag, tt.most, more)
			}
		}
	}
}

// TestCorners checks that a finger's ink rounds the corners of few samples, where a
// mouse's keeps them, and that neither goes beyond them by more than a little.
func TestCorners(t *testing.T) {
	var samples []Sample
	for i, at := range [][2]int32{{0, 0}, {40, 0}, {80, 0}, {80, 40}, {80, 80}, {40, 80}, {0, 80}} {
		samples = append(samples, Sample{X: at[0] << 8, Y: at[1] << 8, Time: int64(i) * 16_000})
	}
	nearest := func(p Pointer) int64 {
		best := int64(1 << 40)
		corner := core.Point{X: 80 * core.Unit, Pressure: 255}
		pts := trace(p, 30, samples)
		for i := 1; i < len(pts); i++ {
			best = min(best, core.Distance2(corner, pts[i-1], pts[i]))
			if q := pts[i]; max(q.X, q.Y) > 86*core.Unit || min(q.X, q.Y) < -6*core.Unit {
				t.Errorf("pointer %d's ink goes to %v", p, q)
			}
		}
		return best
	}
	if mouse, touch := nearest(Mouse), nearest(Touch); mouse > 36*core.Unit*core.Unit || touch < 144*core.Unit*core.Unit {
		t.Errorf("squares of the distance to the corner: mouse %d, touch %d, in 1/32 px", mouse, touch)
	}
}

// TestSimplified checks that what is given out is as near to what was ready as the
// width allows, needs fewer points the broader the line, and that no more wait
// than may.
func TestSimplified(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 5))
	var samples []Sample
	x, y, vx, vy := int32(800<<8), int32(600<<8), int32(900), int32(0)
	for i := range 600 {
		samples = append(samples, Sample{X: x, Y: y, Pressure: 30000, Time: int64(i) * 8000})
		vx, vy = vx+(vy+r.Int32N(201)-100)/16, vy-(vx+r.Int32N(201)-100)/16
		x, y = x+vx, y+vy
	}
	most := 1 << 30
	for _, width := range []int32{1, 6, 24, 144, 512} {
		pen := New(Stylus, Feel{Smoothing: 30, Width: width})
		var pts, ready []core.Point
		for _, s := range samples {
			pts = pen.Add(pts, s)
			if n := len(pen.held); n > 0 && (len(ready) == 0 || ready[len(ready)-1] != pen.held[n-1]) {
				ready = append(ready, pen.held[n-1])
			}
			if len(pen.held) > heldMost {
				t.Fatalf("%d points wait, want at most %d", len(pen.held), heldMost)
			}
		}
		pts = pen.Up(pts)
		eps := int64(min(epsLeast+width/epsPer, epsMost))
		for _, q := range ready {
			best := int64(1 << 40)
			for i := 1; i < len(pts); i++ {
				best = min(best, core.Distance2(q, pts[i-1], pts[i]))
			}
			if best > eps*eps {
				t.Fatalf("seed %d, width %d: %v is left out at a distance whose square is %d, want at most %d", seed, width, q, best, eps*eps)
			}
		}
		if len(pts) > most || width == 512 && len(pts) > 200 {
			t.Errorf("a line %d px wide has %d points, a finer one %d", width, len(pts), most)
		}
		t.Logf("%d px: %d of %d points", width, len(pts), len(ready))
		most = len(pts)
	}
}

func TestTremorIsSmoothed(t *testing.T) {
	samples := line(100, 1)
	for i := range samples {
		samples[i].Y += int32(i%2) << 8 // a px to and fro
	}
	rough := func(pts []core.Point) (sum int32) {
		for i := 2; i < len(pts); i++ {
			sum += distance(pts[i].Y - 2*pts[i-1].Y + pts[i-2].Y)
		}
		return sum
	}
	if plain, smooth := rough(trace(Stylus, 0, samples)), rough(trace(Stylus, 60, samples)); smooth*2 > plain {
		t.Errorf("smoothing leaves %d of %d roughness, want less than half", smooth, plain)
	}
}

func TestPressure(t *testing.T) {
	samples := line(30, 5)
	for _, p := range []Pointer{Mouse, Touch} {
		for _, q := range trace(p, 30, samples) {
			if q.Pressure != 255 {
				t.Fatalf("pointer %d draws with pressure %d, want 255", p, q.Pressure)
			}
		}
	}
	if q := trace(Stylus, 30, samples)[4]; apart(q.Pressure, 30000>>8) > 1 {
		t.Errorf("a stylus draws with pressure %d, want %d", q.Pressure, 30000>>8)
	}
}

// TestFewPoints checks that what hardly moves makes few points, and that no
// sample makes more than one.
func TestFewPoints(t *testing.T) {
	samples := make([]Sample, 5000)
	for i := range samples {
		samples[i] = Sample{X: int32(i % 3), Y: int32(i % 2), Pressure: 20000, Time: int64(i) * 1000}
	}
	if pts := trace(Stylus, 30, samples); len(pts) > 3 {
		t.Errorf("a pen at rest made %d points", len(pts))
	}
	if pts := trace(Mouse, 0, line(500, 3)); len(pts) > 501 {
		t.Errorf("500 samples made %d points", len(pts))
	}
}

// TestGarbage checks that no sample, however wild, does harm.
func TestGarbage(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	pen := New(Pointer(9), Feel{Smoothing: -5})
	var pts []core.Point
	for range 5000 {
		pts = pen.Add(pts, Sample{X: int32(r.Uint32()), Y: int32(r.Uint32()), Pressure: uint16(r.Uint32()), Time: int64(r.Uint64())})
	}
	for _, q := range pen.Up(pts) {
		if max(distance(q.X), distance(q.Y)) > reach>>3 {
			t.Fatalf("seed %d: %v is out of reach", seed, q)
		}
	}
}

func TestTail(t *testing.T) {
	pen := New(Stylus, Feel{Smoothing: 80})
	var pts []core.Point
	for _, s := range line(20, 3) {
		pts = pen.Add(pts, s)
	}
	tail := pen.Tail(nil)
	end := pen.Up(slices.Clone(pts))[len(pts):]
	if len(tail) < 3 || tail[len(tail)-1] != end[len(end)-1] {
		t.Fatalf("the tail is %v, and what came when the pen was lifted %v", tail, end)
	}
	for _, q := range end { // what the eye saw is what stays
		if !slices.Contains(tail, q) {
			t.Errorf("%v came when the pen was lifted, and is not in the tail", q)
		}
	}
	if got := pen.Tail(nil); got != nil {
		t.Errorf("a lifted pen has the tail %v", got)
	}
}

// TestSpeed: a quick line is lighter than a slow one, by as much as its feel says,
// a stylus's half as much; without, all lines are alike; a tap is never faint.
func TestSpeed(t *testing.T) {
	mean := func(p Pointer, f Feel, samples []Sample) int {
		pen := New(p, f)
		var pts []core.Point
		for _, s := range samples {
			s.Pressure = 65535
			pts = pen.Add(pts, s)
		}
		pts = pen.Up(pts)
		sum := 0
		for _, q := range pts[len(pts)/2:] {
			sum += int(q.Pressure)
		}
		return sum / (len(pts) - len(pts)/2)
	}
	f := Feel{Smoothing: 30, Speed: 60}
	slow, quick := mean(Mouse, f, line(100, 1)), mean(Mouse, f, line(100, 40))
	if slow < 225 || quick > 150 || quick < 100 {
		t.Errorf("a slow line has pressure %d, a quick one %d", slow, quick)
	}
	if got := mean(Stylus, f, line(100, 40)); got < quick+30 || got > 230 {
		t.Errorf("a quick line of a stylus has pressure %d, one of a mouse %d", got, quick)
	}
	for _, px := range []int32{1, 40} {
		if got := mean(Mouse, Feel{Smoothing: 30}, line(100, px)); got != 255 {
			t.Errorf("without speed a line has pressure %d", got)
		}
	}
	if pts := trace(Mouse, 30, line(1, 1)); pts[0].Pressure != 255 {
		t.Errorf("a tap has pressure %d", pts[0].Pressure)
	}
	if got := mean(Mouse, f, line(1, 1)); got < 150 {
		t.Errorf("a tap has pressure %d, want at least 150", got)
	}
}
