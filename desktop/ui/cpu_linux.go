package ui

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns the processor time of the thread that asks, which on a busy machine says
// more than the clock. The caller keeps its thread.
func threadTime() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
