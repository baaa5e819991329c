package limit

// A Window lets at most Max admissions through in any span of time. One that
// is exactly Span old has expired. Attempts that were turned down leave no
// trace. Max 0 is unlimited: then nothing is recorded.
//
// Times are in ms; one that is earlier than the last is taken as the last, for
// time may stand still but not go back. The zero Window is unlimited.
type Window struct {
	Max  int
	Span int64 // ms

	times []int64 // ascending, at most Max that are younger than Span
}

// expire forgets what has expired at now.
func (w *Window) expire(now int64) {
	n := 0
	for n < len(w.times) && w.times[n] <= now-w.Span {
		n++
	}
	if n > 0 {
		w.times = append(w.times[:0], w.times[n:]...)
	}
}

// Wait returns in how many ms n more are let through: 0 for now, -1 for never,
// when n is more than Max.
func (w *Window) Wait(now int64, n int) int64 {
	if w.Max <= 0 || n <= 0 {
		return 0
	}
	if n > w.Max {
		return -1
	}
	w.expire(now)
	over := len(w.times) + n - w.Max
	if over <= 0 {
		return 0
	}
	return w.times[over-1] + w.Span - now
}

// Through returns in how many ms the last of n is let through, one by one as there is
// room: then n may be more than Max.
func (w *Window) Through(now int64, n int) int64 {
	if w.Max <= 0 || n <= 0 {
		return 0
	}
	rounds := (n - 1) / w.Max
	return w.Wait(now, n-rounds*w.Max) + int64(rounds)*w.Span
}

// Add records n admissions at now. The caller has asked Wait, or knows that
// they were let through elsewhere: then there may be more than Max, of which
// the newest count.
func (w *Window) Add(now int64, n int) {
	if w.Max <= 0 {
		return
	}
	if k := len(w.times); k > 0 {
		now = max(now, w.times[k-1])
	}
	w.expire(now)
	for range min(n, w.Max) {
		w.times = append(w.times, now)
	}
	if over := len(w.times) - w.Max; over > 0 {
		w.times = append(w.times[:0], w.times[over:]...)
	}
}

// Live returns how many admissions count at now.
func (w *Window) Live(now int64) int {
	w.expire(now)
	return len(w.times)
}

// Remaining returns how many more are let through at now, or -1 if any number.
func (w *Window) Remaining(now int64) int {
	if w.Max <= 0 {
		return -1
	}
	return w.Max - w.Live(now)
}

// Times returns the times that are kept, oldest first, for snapshots.
func (w *Window) Times() []int64 { return append([]int64(nil), w.times...) }

// Restore starts over with the given times, oldest first.
func (w *Window) Restore(times []int64) {
	w.times = w.times[:0]
	for _, t := range times {
		w.Add(t, 1)
	}
}
