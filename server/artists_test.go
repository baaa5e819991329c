package main

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"easel.example/server/artist"
)

// TestHeldUp: who nudges too fast is held up, so many at once; who comes past that, goes away meanwhile, or was
// refused for something else is answered at once.
func TestHeldUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := artists{held: newHeld()}
		took := func(ctx context.Context, err error) time.Duration {
			begin := time.Now()
			if got := a.heldUp(ctx, err); got != err {
				t.Errorf("it was %v, and is %v", err, got)
			}
			return time.Since(begin)
		}
		for _, err := range []error{artist.ErrNudgesFast, artist.ErrNudgesFull} {
			if d := took(t.Context(), err); d != holdUp {
				t.Errorf("%v: held up %v", err, d)
			}
		}
		for _, err := range []error{nil, artist.ErrNudge, errors.New("the disk is full")} {
			if d := took(t.Context(), err); d != 0 {
				t.Errorf("%v: held up %v", err, d)
			}
		}
		gone, cancel := context.WithTimeout(t.Context(), holdUp/3)
		defer cancel()
		if d := took(gone, artist.ErrNudgesFast); d != holdUp/3 {
			t.Errorf("who went away was held up %v", d)
		}
		for range heldMax {
			go func() {
				if d := took(t.Context(), artist.ErrNudgesFast); d != holdUp {
					t.Errorf("one of as many as may be: held up %v", d)
				}
			}()
		}
		synctest.Wait()
		if d := took(t.Context(), artist.ErrNudgesFast); d != 0 {
			t.Errorf("one past the limit: held up %v", d)
		}
		time.Sleep(holdUp)
		synctest.Wait()
		if d := took(t.Context(), artist.ErrNudgesFast); d != holdUp || len(a.held) != 0 {
			t.Errorf("once there is room: held up %v, and %d are held still", d, len(a.held))
		}
	})
}
