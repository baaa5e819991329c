package link

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/guest"
)

// Times of a link.
const (
	tickEach    = 8 * time.Millisecond // as an animation frame of a quick screen
	writeWait   = 10 * time.Second     // for one frame
	backoffMin  = 250 * time.Millisecond
	backoffMax  = 5 * time.Second
	patienceMax = time.Minute // without a socket, before a link gives up
)

// Config is what a link needs.
type Config struct {
	Address guest.Address
	Guest   *guest.Guest
	Reader  bool // looks on: changes nothing, not even the digest, and cannot draw
	// Frame is called with every frame from the server, after the client has
	// taken it. It runs where the client's owner does; it does not wait.
	Frame func(c *client.Client, now int64, frame []byte)
	// Lost is told, in the same place, why a connection ended that will be
	// made again.
	Lost func(why error)
}

// A Link is a client and what keeps it connected.
type Link struct {
	cfg    Config
	c      *client.Client
	begin  time.Time
	do     chan func() // run by the owner; it holds none, so who sends waits
	cancel context.CancelFunc
	ended  chan struct{} // closed when the owner has ended
	err    error         // why, once ended is closed
}

// ErrClosed says that a link was closed by its own side.
var ErrClosed = errors.New("the link is closed")

// Open starts a link. It lives until ctx ends, until Close, or until the
// server refuses it for good. The caller calls Close.
func Open(ctx context.Context, cfg Config) *Link {
	var replica uint64
	if !cfg.Reader {
		replica = 1 + rand.Uint64N(math.MaxUint64)
	}
	ctx, cancel := context.WithCancel(ctx)
	l := &Link{
		cfg: cfg, begin: time.Now(), do: make(chan func()), cancel: cancel, ended: make(chan struct{}),
		c: client.New(client.Config{Replica: replica, Token: cfg.Address.Token}),
	}
	go l.run(ctx)
	return l
}

// Close ends the link, and waits until it has. What was not sent is lost; see
// [Link.WaitSettled].
func (l *Link) Close() {
	l.cancel()
	<-l.ended
}

// Ended is closed when the link has ended, whatever for.
func (l *Link) Ended() <-chan struct{} { return l.ended }

// Err returns why the link has ended. Until then it waits.
func (l *Link) Err() error {
	<-l.ended
	return l.err
}

// Do has the owner run f with the client and the client's time, and returns
// when it has. It returns an error if the link or ctx ends before it begins.
func (l *Link) Do(ctx context.Context, f func(c *client.Client, now int64)) error {
	done := make(chan struct{})
	select {
	case l.do <- func() { f(l.c, l.now()); close(done) }:
		<-done
		return nil
	case <-l.ended:
		return l.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Wait asks the client again and again, once a tick, until f says yes.
func (l *Link) Wait(ctx context.Context, f func(c *client.Client, now int64) bool) error {
	tick := time.NewTicker(tickEach)
	defer tick.Stop()
	for {
		ok := false
		if err := l.Do(ctx, func(c *client.Client, now int64) { ok = f(c, now) }); err != nil || ok {
			return err
		}
		select {
		case <-tick.C:
		case <-l.ended:
			return l.err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitLive waits until the client holds the piece.
func (l *Link) WaitLive(ctx context.Context) error {
	return l.Wait(ctx, func(c *client.Client, now int64) bool {
		return c.Replica() != nil && c.Status(now).Phase == client.Live
	})
}

// WaitSettled waits until all that was drawn is on the server's disk.
func (l *Link) WaitSettled(ctx context.Context) error {
	return l.Wait(ctx, func(c *client.Client, _ int64) bool { return c.Settled() })
}

func (l *Link) now() int64 { return time.Since(l.begin).Milliseconds() }

// run is the owner: it connects again and again.
func (l *Link) run(ctx context.Context) {
	defer close(l.ended)
	wait, seen := backoffMin, time.Now()
	for {
		opened, code, err := l.session(ctx)
		if opened {
			wait, seen = backoffMin, time.Now()
		}
		again := l.c.Closed(code, l.now())
		switch {
		case ctx.Err() != nil:
			l.err = ErrClosed
		case !again:
			l.err = final(l.c.Status(l.now()).Refusal)
		case isFinal(err):
			l.err = err
		case time.Since(seen) > patienceMax:
			l.err = fmt.Errorf("the server has been gone for %v: %w", patienceMax, err)
		}
		if l.err != nil {
			return
		}
		if l.cfg.Lost != nil {
			l.cfg.Lost(err)
		}
		l.rest(ctx, wait/2+rand.N(wait))
		wait = min(2*wait, backoffMax)
	}
}

// final is the error of a socket closed for good.
func final(why core.Refusal) error { return fmt.Errorf("the server closed the link: %w", why) }

// isFinal reports whether a handshake failed in a way that does not pass.
func isFinal(err error) bool {
	var r *guest.RefusedError
	return errors.As(err, &r) && r.Status >= 400 && r.Status < 500 && r.Status != 429
}

// rest lets some time pass, or less if ctx ends.
func (l *Link) rest(ctx context.Context, d time.Duration) {
	over := time.NewTimer(d)
	defer over.Stop()
	tick := time.NewTicker(tickEach)
	defer tick.Stop()
	for {
		select {
		case <-over.C:
			return
		case <-ctx.Done():
			return
		case f := <-l.do:
			f()
		case <-tick.C:
			l.c.Tick(l.now())
		}
	}
}
