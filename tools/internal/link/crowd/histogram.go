package crowd

import (
	"math/bits"
	"time"
)

// A histogram counts durations in classes that are 3 % wide, so that millions
// take no more room than ten.
type histogram struct {
	n     int64
	class [64 << sub]int64
}

const sub = 5 // 2^sub classes for each power of two of nanoseconds

func classOf(ns uint64) int {
	if ns < 1<<sub {
		return int(ns)
	}
	e := bits.Len64(ns) - sub - 1
	return e<<sub + int(ns>>e)
}

// middle returns the duration in the middle of a class.
func middle(class int) float64 {
	if class < 1<<sub {
		return float64(class)
	}
	e := class>>sub - 1
	return (float64(class-e<<sub) + 0.5) * float64(uint64(1)<<e)
}

func (h *histogram) add(d time.Duration) {
	h.n++
	h.class[classOf(uint64(max(d, 0)))]++
}

func (h *histogram) merge(o *histogram) {
	h.n += o.n
	for i, n := range o.class {
		h.class[i] += n
	}
}

// quantile returns the duration in ms that a part q of all stays at or below.
func (h *histogram) quantile(q float64) float64 {
	rank := int64(q * float64(h.n))
	for i, n := range h.class {
		if rank -= n; rank < 0 {
			return middle(i) / 1e6
		}
	}
	return 0
}
