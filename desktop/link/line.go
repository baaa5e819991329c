package link

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/coder/websocket"

	"easel.example/desktop/app"
	"easel.example/desktop/guest"
)

const (
	// eventsHeld bounds what waits for the app. When it is full the socket is read no
	// further; the server holds the rest, or sends a snapshot in its place (rule S7).
	eventsHeld = 64
	// framesHeld bounds the frames that wait in a socket. When it is full Send says so,
	// and the frames stay in the client.
	framesHeld = 32

	writeWait  = 10 * time.Second       // for one frame
	leaveWait  = 500 * time.Millisecond // for what is left to write when one leaves
	backoffMin = 250 * time.Millisecond
	backoffMax = 15 * time.Second
	backoffAdd = 50 * time.Millisecond
	// lasting is how long a socket has to last to count as a good one. A server that says something that no client
	// reads, or that falls at once each time, is not asked for its snapshot six times a second.
	lasting = 5 * time.Second
	// heldBytes bounds what waits for the app in bytes: past it no other frame is read until that is taken. One
	// frame may be as large as a snapshot is.
	heldBytes = 16 << 20
	heldEvery = 5 * time.Millisecond // it is looked at again whether it is
)

// backoff returns how long to wait after so many tries, by a random number below 1: a crowd
// that lost its server does not come back all at once.
func backoff(tries int, random float64) time.Duration {
	most := min(backoffMin<<min(tries, 10), backoffMax)
	return backoffAdd + time.Duration(random*float64(most))
}

// A line is an app.Line over WebSockets.
type line struct {
	door   *door
	random func() float64
	events chan app.Event
	ask    chan struct{} // holds one: a socket is wanted
	hurry  chan struct{} // holds one: do not rest
	cancel context.CancelFunc
	ended  chan struct{}

	lasting time.Duration // the constant, but in tests

	mu      sync.Mutex
	busy    bool               // there is a socket, or one is being made, or was asked for
	out     chan []byte        // of the socket; nil while there is none
	drop    context.CancelFunc // gives it, or the making of it, up
	dropped bool               // it was given up before it was begun
}

func newLine(d *door, random func() float64) *line {
	if random == nil {
		random = rand.Float64
	}
	ctx, cancel := context.WithCancel(context.Background())
	l := &line{
		door: d, random: random, events: make(chan app.Event, eventsHeld), cancel: cancel,
		ask: make(chan struct{}, 1), hurry: make(chan struct{}, 1), ended: make(chan struct{}), lasting: lasting,
	}
	go l.run(ctx)
	return l
}

func (l *line) Events() <-chan app.Event { return l.events }

func (l *line) Open() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.busy {
		l.busy = true
		signal(l.ask)
	}
}

func (l *line) Hurry() { signal(l.hurry) }

func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default: // it has been said
	}
}

func (l *line) Send(frame []byte) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.out == nil {
		return false
	}
	select {
	case l.out <- frame:
		return true
	default:
		return false
	}
}

func (l *line) Drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.drop != nil:
		l.drop()
	case l.busy:
		l.dropped = true
		signal(l.hurry)
	}
}

func (l *line) Close() {
	l.cancel()
	<-l.ended
}

// run makes sockets as they are asked for.
func (l *line) run(ctx context.Context) {
	defer close(l.ended)
	for tries := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-l.ask:
		}
		if tries > 0 {
			l.rest(ctx, backoff(tries-1, l.random()))
		}
		select {
		case <-l.hurry: // what was said before this try is not about the next
		default:
		}
		begun := time.Now()
		heard, gone := l.socket(ctx)
		if tries++; heard && time.Since(begun) >= l.lasting {
			tries = 1
		}
		l.mu.Lock()
		l.busy, l.out, l.drop, l.dropped = false, nil, nil, false
		l.mu.Unlock()
		l.tell(ctx, gone)
	}
}

// rest lets some time pass, or less if somebody is in a hurry.
func (l *line) rest(ctx context.Context, d time.Duration) {
	over := time.NewTimer(d)
	defer over.Stop()
	select {
	case <-over.C:
	case <-l.hurry:
	case <-ctx.Done():
	}
}

// tell waits until there is room for an event. It returns false if the line ends first.
func (l *line) tell(ctx context.Context, e app.Event) bool {
	select {
	case l.events <- e:
		return true
	case <-ctx.Done():
		return false
	}
}

// socket lives through one socket. It returns whether the server was heard by it, and what
// to tell of its end.
func (l *line) socket(whole context.Context) (heard bool, gone app.Event) {
	ctx, drop := context.WithCancel(whole)
	defer drop()
	gone.Kind = app.Closed
	l.mu.Lock()
	l.drop = drop
	dropped := l.dropped
	l.mu.Unlock()
	if dropped {
		return false, gone
	}
	ws, err := l.dial(ctx)
	if err != nil {
		if ctx.Err() == nil {
			gone.Why, gone.Final = l.door.words(err), final(err)
		}
		return false, gone
	}
	defer ws.CloseNow()
	// A read whose context ends tears the socket down without a word, so what reads and
	// writes has one that lasts until it is closed.
	within, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	if !l.tell(ctx, app.Event{Kind: app.Opened, Note: l.door.untold(ctx)}) {
		return false, gone
	}
	out := make(chan []byte, framesHeld)
	l.take(out)
	ended := make(chan error, 1)      // holds what the one reader says
	written := make(chan struct{}, 1) // and that the one writer has ended
	running.Go(func() { ended <- l.read(within, ws, &heard) })
	running.Go(func() { write(within, ws, out); written <- struct{}{} })
	select {
	case err = <-ended:
		gone.Code = uint32(max(websocket.CloseStatus(err), 0))
	case <-ctx.Done():
		l.take(nil)
		if whole.Err() != nil { // one leaves: what was drawn last goes out yet
			close(out)
			select {
			case <-written:
			case <-time.After(leaveWait):
			}
		}
		ws.CloseNow()
		cancel()
		<-ended
	}
	return heard, gone
}

// take says where frames are to go.
func (l *line) take(out chan []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = out
}

// dial opens a socket as the guest that one is.
func (l *line) dial(ctx context.Context) (*websocket.Conn, error) {
	g, err := l.door.guest(ctx)
	if err != nil {
		return nil, err
	}
	ws, err := guest.Dial(ctx, l.door.address, g)
	l.door.doubted(ctx, err)
	return ws, err
}

// read hands on frames until the socket ends, and returns why.
func (l *line) read(ctx context.Context, ws *websocket.Conn, heard *bool) error {
	var sizes [eventsHeld]int // of the frames that were handed on last
	for n := 0; ; n++ {
		for l.waiting(sizes[:], n) > heldBytes {
			if !pass(ctx, heldEvery) {
				return ctx.Err()
			}
		}
		_, f, err := ws.Read(ctx)
		if err != nil {
			return err
		}
		*heard, sizes[n%eventsHeld] = true, len(f)
		if !l.tell(ctx, app.Event{Kind: app.Frame, Frame: f}) {
			return ctx.Err()
		}
	}
}

// waiting returns how many bytes the app has not taken yet of n frames, whose sizes are at their number
// in a ring.
func (l *line) waiting(sizes []int, n int) (bytes int) {
	for i := 1; i <= min(len(l.events), n); i++ {
		bytes += sizes[(n-i)%len(sizes)]
	}
	return bytes
}

// pass lets time pass. It returns false if ctx ends first.
func pass(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// write writes frames until one cannot be written: the reader then sees that the socket has
// ended.
func write(ctx context.Context, ws *websocket.Conn, out <-chan []byte) {
	for {
		select {
		case <-ctx.Done():
			return
		case f, more := <-out:
			if !more {
				return
			}
			ctx, cancel := context.WithTimeout(ctx, writeWait)
			err := ws.Write(ctx, websocket.MessageBinary, f)
			cancel()
			if err != nil {
				ws.CloseNow()
				return
			}
		}
	}
}
