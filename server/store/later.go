package store

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	// laterMax bounds the saves that are gathered: some 1 MiB.
	laterMax = 4096
	// laterRetry is how many debounces pass before saves that failed are tried again.
	laterRetry = 5
)

// A laterKey names a value that is saved with delay. Two saves under one key
// are of the same value, and only the later one is written.
type laterKey struct {
	what string
	a, b int64
}

// later gathers saves of what is not ink: names, colours, when somebody was
// seen last. Each save is written within Debounce of its request, and those
// of one moment share one transaction. A save that is requested while others
// are being written starts the next gathering.
type later struct {
	mu     sync.Mutex
	saves  map[laterKey]func(*tx) error
	order  []laterKey // of saves, by first request
	timer  *time.Timer
	armed  bool // a flush will come; saves is empty only if not armed
	closed bool
}

// saveLater saves a value with delay. It returns ErrBehind when too many values
// wait already, and ErrClosed after Close.
func (s *Store) saveLater(k laterKey, save func(*tx) error) error {
	l := &s.later
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	if _, ok := l.saves[k]; !ok {
		if len(l.saves) >= laterMax {
			return ErrBehind
		}
		l.order = append(l.order, k)
	}
	l.saves[k] = save
	s.arm(s.opt.Debounce)
	return nil
}

// arm sees to it that a flush comes. The caller holds later's mutex.
func (s *Store) arm(after time.Duration) {
	l := &s.later
	if l.armed || l.closed {
		return
	}
	l.armed = true
	l.timer = time.AfterFunc(after, func() {
		j := s.flushJob()
		_ = s.q.push(item{job: &j}) // refused only when Close flushes instead
	})
}

// flushJob returns the job that writes all gathered saves. Those that it could
// not write are gathered again, unless newer ones have come.
func (s *Store) flushJob() job {
	l := &s.later
	var saves map[laterKey]func(*tx) error
	var order []laterKey
	return job{
		run: func(t *tx) error {
			l.mu.Lock()
			saves, order = l.saves, l.order
			l.saves, l.order, l.armed = map[laterKey]func(*tx) error{}, nil, false
			l.mu.Unlock()
			for _, k := range order {
				if err := saves[k](t); err != nil {
					return fmt.Errorf("save %s: %w", k.what, err)
				}
			}
			return nil
		},
		after: func(err error) {
			if err == nil {
				return
			}
			s.opt.Log.Error("delayed saves were not written", "err", err)
			l.mu.Lock()
			defer l.mu.Unlock()
			if order == nil { // the transaction did not even begin
				l.armed = false
			}
			for _, k := range order {
				if _, newer := l.saves[k]; !newer {
					l.saves[k] = saves[k]
					l.order = append(l.order, k)
				}
			}
			if len(l.saves) > 0 {
				s.arm(laterRetry * s.opt.Debounce)
			}
		},
	}
}

// Flush writes the saves that are gathered and waits for them.
func (s *Store) Flush(ctx context.Context) error {
	if err := s.do(ctx, s.flushJob()); err != nil {
		return fmt.Errorf("write delayed saves: %w", err)
	}
	return nil
}

// closeLater takes no more saves and writes those that wait.
func (s *Store) closeLater() error {
	l := &s.later
	l.mu.Lock()
	l.closed = true
	if l.timer != nil {
		l.timer.Stop()
	}
	l.mu.Unlock()
	return s.Flush(context.Background())
}
