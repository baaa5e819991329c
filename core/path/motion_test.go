package path

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// TestMotion checks that a pen begins and ends at rest, never goes back, and is at both
// ends of its line when it should be.
func TestMotion(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	for range 2000 {
		m := Motion{r.Int64N(1 << 24), 1 + r.Int64N(LongMs)}
		if m.At(0) != 0 || m.At(-5) != 0 || m.At(m.Ms) != m.Length || m.At(m.Ms+9) != m.Length {
			t.Fatalf("seed %d: %+v is not at its ends", seed, m)
		}
		last, fastest := int64(0), int64(0)
		for ms := int64(1); ms <= m.Ms; ms++ {
			at := m.At(ms)
			if at < last {
				t.Fatalf("seed %d: %+v goes back at %d ms: from %d to %d", seed, m, ms, last, at)
			}
			fastest = max(fastest, at-last)
			last = at
		}
		if first, end := m.At(1), m.Length-m.At(m.Ms-1); m.Ms > 4*RampMs && m.Length > 1<<16 && (first > fastest/8 || end > fastest/8) {
			t.Fatalf("seed %d: %+v does not begin and end at rest: %d, %d, fastest %d", seed, m, first, end, fastest)
		}
	}
}

func TestPlan(t *testing.T) {
	at := func(x int32) core.Point { return core.Point{X: x * core.Unit, Y: 320} }
	for _, c := range []struct {
		name  string
		pts   []core.Point
		speed int64
		want  Motion
	}{
		{"nothing", nil, 500, Motion{0, RampMs}},
		{"a dot", []core.Point{at(5)}, 500, Motion{0, RampMs}},
		{"a second's way", []core.Point{at(0), at(200), at(500)}, 500, Motion{500 * core.Unit, 1000 + RampMs}},
		{"the longest", []core.Point{at(0), at(100_000)}, 1, Motion{100_000 * core.Unit, LongMs}},
		{"no speed counts as 1", []core.Point{at(0), at(1)}, 0, Motion{core.Unit, 1000 + RampMs}},
	} {
		if got := Plan(c.pts, c.speed); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
	if got := Travel(at(0), at(0), 500); got != SettleMs {
		t.Errorf("no way takes %d ms, want %d", got, SettleMs)
	}
	if got := Travel(at(0), at(1<<15), 1); got != SettleMs+TravelMs {
		t.Errorf("a long way takes %d ms, want %d", got, SettleMs+TravelMs)
	}
}
