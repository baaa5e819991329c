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
// light default less than one sample, for a quick hand less than half of one.
func TestLag(t *testing.T) {
	for _, tt := range []struct{ px, most int32 }{{1, 100}, {4, 60}, {20, 40}} {
		samples := line(200, tt.px)
		pen := New(Stylus, Feel{Smoothing: 30})
		for _, s := range samples {
			pen.Add(nil, s)
		}
		last := samples[len(samples)-1]
		lag := (int64(last.X)<<8 - pen.x) * 100 / (int64(tt.px) << 16)
		if lag > int64(tt.most) {
			t.Errorf("at %d px a sample the ink lags by %d %% of a sample, want at most %d", tt.px, lag, tt.most)
		}
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
	if q := trace(Stylus, 30, samples)[10]; apart(q.Pressure, 30000>>8) > 1 {
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
	end := pen.Up(slices.Clone(pts))
	if len(tail) != 2 || tail[0] != pts[len(pts)-1] || tail[1] != end[len(end)-1] {
		t.Errorf("the tail is %v, want from %v to %v", tail, pts[len(pts)-1], end[len(end)-1])
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
