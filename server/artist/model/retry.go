package model

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// The defaults of [Retry].
const (
	// TriesDefault is how often a request is sent: with the waits below, half a
	// minute of trouble passes unseen but for what Say says.
	TriesDefault = 5
	// FirstWait is the wait before the second try; each further one is twice as long.
	FirstWait = 2 * time.Second
	// LongestWait bounds a wait. A provider that asks for more is not waited for.
	LongestWait = 2 * time.Minute
)

// Retry is a Model that asks again when an error is Passing. It is made for each
// turn, as what it says is said to the people of that turn.
type Retry struct {
	Model
	Tries int                                        // 0 is TriesDefault
	Say   func(string)                               // told of each wait, in a plain sentence; may be nil
	Sleep func(context.Context, time.Duration) error // nil waits by the clock
	Rand  func() float64                             // from 0 up to 1; nil is random
}

// Reply asks until there is a reply, an error that does not pass, or no more try.
// When something of a reply had come already, each is told by a Restart to forget it.
func (r Retry) Reply(ctx context.Context, q Request, each func(Delta)) (Reply, error) {
	begun := false
	told := func(d Delta) {
		begun = true
		if each != nil {
			each(d)
		}
	}
	tries := r.Tries
	if tries <= 0 {
		tries = TriesDefault
	}
	for try := 1; ; try++ {
		reply, err := r.Model.Reply(ctx, q, told)
		e, ok := errors.AsType[*Error](err)
		if err == nil || !ok || !e.Passing() || try >= tries {
			return reply, err
		}
		wait := r.wait(try, e.RetryAfter)
		if wait > LongestWait {
			return reply, err
		}
		if r.Say != nil {
			r.Say(waiting(e, wait))
		}
		if err := r.sleep(ctx, wait); err != nil {
			return Reply{}, err
		}
		if begun {
			told(Delta{Restart: true})
			begun = false
		}
	}
}

// wait returns how long to wait after a try. Half of it is by chance, so that
// many turns that failed together do not come back together.
func (r Retry) wait(try int, asked time.Duration) time.Duration {
	chance := r.Rand
	if chance == nil {
		chance = rand.Float64
	}
	full := min(FirstWait<<min(try-1, 10), LongestWait)
	half := full / 2
	wait := half + time.Duration(chance()*float64(half))
	return max(wait, asked)
}

func (r Retry) sleep(ctx context.Context, d time.Duration) error {
	if r.Sleep != nil {
		return r.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// waiting says what is waited for.
func waiting(e *Error, d time.Duration) string {
	what := "The model is busy"
	switch e.Kind {
	case RateLimited:
		what = "The model asks for a pause"
	case Network:
		what = "The model cannot be reached"
	case Slow:
		what = "The model does not answer"
	}
	seconds := max(1, int((d+time.Second-1)/time.Second))
	return fmt.Sprintf("%s; trying again in %d s.", what, seconds)
}
