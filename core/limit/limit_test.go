package limit

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// try admits one if the window lets it through.
func try(w *Window, now int64) bool {
	if w.Wait(now, 1) != 0 {
		return false
	}
	w.Add(now, 1)
	return true
}

func TestWindow(t *testing.T) {
	type step struct {
		at int64
		ok bool
	}
	tests := []struct {
		name  string
		max   int
		span  int64
		steps []step
	}{
		{"below the limit", 3, 10_000, []step{{0, true}, {1, true}, {2, true}}},
		{"past the limit", 2, 10_000, []step{{0, true}, {0, true}, {0, false}}},
		{"expiry", 2, 10_000, []step{{0, true}, {1000, true}, {2000, false}, {11_000, true}, {12_000, true}, {12_500, false}}},
		{"partial slide", 3, 10_000, []step{{0, true}, {5000, true}, {8000, true}, {9000, false}, {11_000, true}, {11_500, false}, {16_000, true}}},
		{"exactly one window old", 1, 10_000, []step{{0, true}, {9999, false}, {10_000, true}}},
		{"what was turned down does not prolong", 1, 10_000, []step{{0, true}, {9000, false}, {9999, false}, {10_000, true}}},
		{"unlimited", 0, 10_000, []step{{0, true}, {0, true}, {0, true}}},
		{"time that goes back stands still", 1, 10_000, []step{{5000, true}, {0, false}, {14_999, false}, {15_000, true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := Window{Max: tt.max, Span: tt.span}
			for _, s := range tt.steps {
				if got := try(&w, s.at); got != s.ok {
					t.Errorf("at %d: got %t, want %t", s.at, got, s.ok)
				}
			}
		})
	}
}

func TestWaitAndRemaining(t *testing.T) {
	w := Window{Max: 3, Span: 10_000}
	w.Add(0, 2)
	w.Add(4000, 1)
	for _, tt := range []struct {
		now  int64
		n    int
		wait int64
	}{{5000, 1, 5000}, {5000, 2, 5000}, {5000, 3, 9000}, {5000, 4, -1}, {10_000, 2, 0}, {10_000, 3, 4000}} {
		if got := w.Wait(tt.now, tt.n); got != tt.wait {
			t.Errorf("Wait(%d, %d) is %d, want %d", tt.now, tt.n, got, tt.wait)
		}
	}
	for now, want := range map[int64]int{10_000: 2, 13_999: 2, 14_000: 3} {
		v := Window{Max: 3, Span: 10_000}
		v.Restore([]int64{0, 0, 4000})
		if got := v.Remaining(now); got != want {
			t.Errorf("at %d %d remain, want %d", now, got, want)
		}
	}
	if got := (&Window{}).Remaining(0); got != -1 {
		t.Errorf("unlimited has %d remaining, want -1", got)
	}
}

// TestWindowLaw checks, against a count of all admissions, that no window ever
// holds more than Max and that nothing is turned down without need.
func TestWindowLaw(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		w := Window{Max: 1 + r.IntN(8), Span: int64(1 + r.IntN(50))}
		var all []int64
		now := int64(0)
		for range 300 {
			now += int64(r.IntN(8))
			n := 0
			for _, at := range all {
				if at > now-w.Span {
					n++
				}
			}
			if got, want := try(&w, now), n < w.Max; got != want {
				t.Fatalf("seed %d: at %d with %d of %d in the window: got %t", seed, now, n, w.Max, got)
			} else if got {
				all = append(all, now)
			}
			if len(w.times) > w.Max {
				t.Fatalf("seed %d: it keeps %d times, want at most %d", seed, len(w.times), w.Max)
			}
		}
	}
}

func TestWindows(t *testing.T) {
	w := NewWindows(2, 1000)
	w.Add(7, 0, 2)
	w.Add(3, 500, 1)
	if w.Wait(7, 100, 1) != 900 || w.Wait(3, 500, 1) != 0 || w.Wait(9, 0, 2) != 0 || w.Wait(9, 0, 3) != -1 {
		t.Error("keys are not independent")
	}
	if got := w.Keys(); !slices.Equal(got, []uint32{3, 7}) {
		t.Errorf("keys are %v, want 3 and 7", got)
	}
	w.Evict(1000)
	if got := w.Keys(); !slices.Equal(got, []uint32{3}) {
		t.Errorf("after eviction keys are %v, want 3", got)
	}
	v := NewWindows(2, 1000)
	v.Restore(3, w.Times(3))
	if got := v.Times(3); !slices.Equal(got, []int64{500}) {
		t.Errorf("restored times are %v, want 500", got)
	}
}

func TestBudget(t *testing.T) {
	b := Budget{Max: 1000} // L2
	for _, tt := range []struct{ take, want int }{{999, 999}, {500, 1}, {1, 0}} {
		if got := b.Take(tt.take); got != tt.want {
			t.Errorf("Take(%d) gave %d, want %d", tt.take, got, tt.want)
		}
	}
	b.Give(10)
	if got := b.Take(5000); got != 10 || b.Taken() != 1000 {
		t.Errorf("after 10 were given back, 5000 got %d, and %d are taken", got, b.Taken())
	}
	defer func() {
		if recover() == nil {
			t.Error("more was given back than taken")
		}
	}()
	b.Give(1001)
}

// TestThrough: the last of many comes through when they are let through one by one.
func TestThrough(t *testing.T) {
	for _, tc := range []struct {
		name   string
		times  []int64
		most   int
		n      int
		now    int64
		wanted int64
	}{
		{"unlimited", nil, 0, 1000, 5, 0},
		{"none", []int64{1, 2, 3}, 3, 0, 5, 0},
		{"room for all", []int64{1}, 3, 2, 5, 0},
		{"one too many", []int64{1, 2}, 3, 2, 5, 96},
		{"as many as the window", []int64{1, 2, 3}, 3, 3, 5, 98},
		{"one more", []int64{1, 2, 3}, 3, 4, 5, 196},
		{"many", nil, 3, 31, 5, 1000},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := Window{Max: tc.most, Span: 100}
			w.Restore(tc.times)
			if got := w.Through(tc.now, tc.n); got != tc.wanted {
				t.Errorf("it takes %d ms, want %d", got, tc.wanted)
			}
			now := tc.now // one by one it is the same
			for range tc.n {
				now += w.Wait(now, 1)
				w.Add(now, 1)
			}
			if now-tc.now != tc.wanted {
				t.Errorf("one by one it takes %d ms, want %d", now-tc.now, tc.wanted)
			}
		})
	}
}
