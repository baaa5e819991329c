package model_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// A failing model fails with its errors in turn, then answers.
type failing struct {
	errs  []error
	tries int
}

func (f *failing) Name() string { return "failing" }

func (f *failing) Reply(_ context.Context, _ model.Request, each func(model.Delta)) (model.Reply, error) {
	f.tries++
	each(model.Delta{Text: "I begin. "})
	if f.tries <= len(f.errs) {
		return model.Reply{}, f.errs[f.tries-1]
	}
	return model.Reply{Stop: model.StopEnd}, nil
}

func trouble(k model.Kind, after time.Duration) error {
	return &model.Error{Kind: k, RetryAfter: after}
}

// TestRetry checks what is tried again, how long it waits, and what it says.
func TestRetry(t *testing.T) {
	busy, network := trouble(model.Overloaded, 0), trouble(model.Network, 0)
	for _, c := range []struct {
		name  string
		errs  []error
		tries int
		took  time.Duration
		fails bool
		says  []string
	}{
		{"at once", nil, 1, 0, false, nil},
		{"busy", []error{busy}, 2, 2 * time.Second, false, []string{"The model is busy; trying again in 2 s."}},
		{"worse", []error{busy, network, busy, busy}, 5, 30 * time.Second, false, []string{
			"The model is busy; trying again in 2 s.", "The model cannot be reached; trying again in 4 s.",
			"The model is busy; trying again in 8 s.", "The model is busy; trying again in 16 s.",
		}},
		{"for good", []error{busy, busy, busy, busy, busy}, 5, 30 * time.Second, true, nil},
		{"asked to wait", []error{trouble(model.RateLimited, 40*time.Second)}, 2, 40 * time.Second, false, []string{
			"The model asks for a pause; trying again in 40 s.",
		}},
		{"asked to wait as long as may be", []error{trouble(model.RateLimited, model.LongestWait)}, 2, model.LongestWait, false, nil},
		{"asked to wait too long", []error{trouble(model.RateLimited, model.LongestWait+1)}, 1, 0, true, nil},
		{"slow", []error{trouble(model.Slow, 0)}, 2, 2 * time.Second, false, []string{"The model does not answer; trying again in 2 s."}},
		{"key", []error{trouble(model.Credentials, 0)}, 1, 0, true, nil},
		{"credit", []error{trouble(model.Credit, 0)}, 1, 0, true, nil},
		{"quota", []error{trouble(model.Quota, 0)}, 1, 0, true, nil},
		{"setup", []error{trouble(model.Setup, 0)}, 1, 0, true, nil},
		{"long", []error{trouble(model.TooLong, 0)}, 1, 0, true, nil},
		{"refused", []error{trouble(model.Refused, 0)}, 1, 0, true, nil},
		{"another error", []error{context.Canceled}, 1, 0, true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &failing{errs: c.errs}
				var says []string
				var heard strings.Builder
				r := model.Retry{Model: m, Say: func(s string) { says = append(says, s) }, Rand: func() float64 { return 0.9999999999 }}
				begin := time.Now()
				_, err := r.Reply(t.Context(), ask("go"), hear(&heard))
				if m.tries != c.tries || (err != nil) != c.fails {
					t.Errorf("%d tries, %v; want %d, fails %v", m.tries, err, c.tries, c.fails)
				}
				if took := time.Since(begin).Round(time.Millisecond); took != c.took {
					t.Errorf("took %v, want %v", took, c.took)
				}
				if c.says != nil && !reflect.DeepEqual(says, c.says) {
					t.Errorf("says %q, want %q", says, c.says)
				}
				if n := strings.Count(heard.String(), "|restart|"); n != c.tries-1 {
					t.Errorf("%d restarts in %d tries: %q", n, c.tries, heard.String())
				}
			})
		})
	}
}

// TestRetryByChance checks that a wait is between a half and the whole.
func TestRetryByChance(t *testing.T) {
	for range 100 {
		var waits []time.Duration
		r := model.Retry{
			Model: &failing{errs: []error{trouble(model.Slow, 0), trouble(model.Slow, 0)}},
			Sleep: func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil },
		}
		if _, err := r.Reply(t.Context(), ask("go"), nil); err != nil {
			t.Fatal(err)
		}
		for i, w := range waits {
			if most := model.FirstWait << i; w < most/2 || w > most {
				t.Fatalf("wait %d is %v, want between %v and %v", i, w, most/2, most)
			}
		}
	}
}

// TestRetryInterrupted checks that a pause ends a wait at once.
func TestRetryInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		r := model.Retry{Model: &failing{errs: []error{trouble(model.RateLimited, time.Minute)}}, Say: func(string) { cancel() }}
		begin := time.Now()
		if _, err := r.Reply(ctx, ask("go"), nil); !errors.Is(err, context.Canceled) || time.Since(begin) > 0 {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	})
}

// TestRetryOnTheWire checks the whole way: limited, cut, then well.
func TestRetryOnTheWire(t *testing.T) {
	both(t, func(t *testing.T, s side) {
		m, _ := s.model(t, model.Patience{}, func(n int, r modeltest.Request) modeltest.Answer {
			switch n {
			case 0:
				return modeltest.Fail(modeltest.TooFast).After(3)
			case 1:
				return modeltest.Say("I beg").Cut()
			}
			return modeltest.Say("I begin.")
		})
		var heard strings.Builder
		var waits []time.Duration
		r := model.Retry{Model: m, Sleep: func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }}
		if _, err := r.Reply(t.Context(), ask("go"), hear(&heard)); err != nil {
			t.Fatal(err)
		}
		if heard.String() != "I beg|restart|I begin." || len(waits) != 2 || waits[0] != 3*time.Second {
			t.Errorf("heard %q, waited %v", heard.String(), waits)
		}
	})
}
