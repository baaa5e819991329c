package crowd

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestQuantile compares with the stupid twin: all of them, sorted.
func TestQuantile(t *testing.T) {
	const seed = 1
	r := rand.New(rand.NewPCG(seed, 0))
	var h, a, b histogram
	var all []float64
	for i := range 20_000 {
		d := time.Duration(math.Exp(r.Float64() * 22))
		if i%2 == 0 {
			a.add(d)
		} else {
			b.add(d)
		}
		all = append(all, float64(d)/1e6)
	}
	h.merge(&a)
	h.merge(&b)
	slices.Sort(all)
	for _, q := range []float64{0, 0.01, 0.5, 0.9, 0.99, 0.9999} {
		got, want := h.quantile(q), all[int(q*float64(len(all)))]
		if math.Abs(got-want) > want*0.035 {
			t.Errorf("seed %d: quantile(%v) = %v ms, want %v", seed, q, got, want)
		}
	}
	if got := (&histogram{}).quantile(0.5); got != 0 {
		t.Errorf("the quantile of nothing is %v, want 0", got)
	}
}

// TestClasses checks that classes follow each other without gaps.
func TestClasses(t *testing.T) {
	last := 0
	for ns := uint64(0); ns < 1<<16; ns++ {
		c := classOf(ns)
		if c != last && c != last+1 {
			t.Fatalf("%d ns is in class %d, the ns before in %d", ns, c, last)
		}
		if m := middle(c); math.Abs(m-float64(ns)) > max(1, float64(ns)/32) {
			t.Fatalf("the middle of the class of %d ns is %v", ns, m)
		}
		last = c
	}
	if c, n := classOf(math.MaxInt64), len((&histogram{}).class); c >= n {
		t.Errorf("the largest duration is in class %d of %d", c, n)
	}
}
