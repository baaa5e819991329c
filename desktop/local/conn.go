package local

import (
	"context"
	"sync"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/say"
)

// Bounds of what waits for the window. Past connBytes all of it is dropped, and once the window has
// taken what it has, it gets the piece anew (rule S7). A snapshot does not count.
const (
	connEvents = 64
	connBytes  = 8 << 20
	largeFrame = 16 << 10
)

// A conn is the one line to a workspace: it implements app.Line. The window's goroutine calls its
// methods, the loop puts frames in, and a goroutine of its own hands them on.
type conn struct {
	w      *Workspace
	events chan app.Event
	quit   chan struct{}
	most   int // bytes: connBytes, but in tests
	pump   sync.WaitGroup

	mu     sync.Mutex // guards what follows
	wake   sync.Cond  // on mu: there is something to hand on, or the end has come
	open   bool       // Open was called, and Closed not handed on since
	queue  []app.Event
	bytes  int
	behind bool // something was dropped: a welcome must come
	asked  bool // and was asked for
	last   bool // the queue ends with Closed
	over   bool // Close was called

	// Of the loop alone.
	id    authority.Session // 0 before the hello, and after the end
	begun bool              // it was sent a welcome
}

// Line returns a line to the workspace, which ends with it.
func (w *Workspace) Line() app.Line {
	c := &conn{w: w, events: make(chan app.Event, connEvents), quit: make(chan struct{}), most: connBytes}
	c.wake.L = &c.mu
	c.pump.Go(c.run)
	return c
}

// Open asks for a session: it is there at once.
func (c *conn) Open() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open || c.over {
		return
	}
	c.open, c.behind, c.asked, c.last, c.bytes = true, false, false, false, 0
	c.queue = append(c.queue, app.Event{Kind: app.Opened})
	c.wake.Signal()
}

// Hurry does nothing: no time passes here.
func (c *conn) Hurry() {}

// Events is what happens.
func (c *conn) Events() <-chan app.Event { return c.events }

// Send gives a frame to the loop. It returns false while that has too much to do.
func (c *conn) Send(frame []byte) bool {
	c.mu.Lock()
	ok := c.open && !c.last
	c.mu.Unlock()
	if !ok {
		return false
	}
	select {
	case c.w.inbox <- func() { c.w.receive(c, frame) }:
		return true
	default:
		return false
	}
}

// Drop gives the session up.
func (c *conn) Drop() {
	c.end(0, nil)
	c.w.do(context.Background(), func() { c.w.leave(c) })
}

// Close ends the line, and the workspace with it: all is kept when it returns.
func (c *conn) Close() {
	c.mu.Lock()
	was := c.over
	c.over = true
	c.wake.Signal()
	c.mu.Unlock()
	if !was {
		close(c.quit)
	}
	c.pump.Wait()
	if err := c.w.Close(); err != nil && !was && c.w.cfg.Ended != nil {
		c.w.cfg.Ended(sentenceOf(err))
	}
}

// put adds what the room sends.
func (c *conn) put(s *authority.Send, frame []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.Start {
		c.behind, c.asked = false, false
	}
	n := len(frame)
	if s.Entry == nil && n > largeFrame {
		n = 0
	}
	switch {
	case !c.open || c.last || c.behind || s.Drop && c.bytes > c.most/4:
		return
	case c.bytes+n > c.most:
		c.queue, c.bytes, c.behind = nil, 0, true
	default:
		c.queue, c.bytes = append(c.queue, app.Event{Kind: app.Frame, Frame: frame}), c.bytes+n
	}
	c.wake.Signal()
}

// end puts the end of the session behind what waits.
func (c *conn) end(code uint32, why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open && !c.last {
		c.last = true
		c.queue = append(c.queue, app.Event{Kind: app.Closed, Code: code, Why: why})
		c.wake.Signal()
	}
}

// run hands events on.
func (c *conn) run() {
	for {
		e, ok := c.next()
		if !ok {
			return
		}
		select {
		case c.events <- e:
		case <-c.quit:
			return
		}
	}
}

// next waits for an event to hand on. It returns false when the line ends.
func (c *conn) next() (e app.Event, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.queue) == 0 && !c.over {
		if c.behind && !c.asked && c.open {
			c.asked = true
			c.mu.Unlock()
			c.w.do(context.Background(), func() { c.w.catchUp(c) })
			c.mu.Lock()
			continue
		}
		c.wake.Wait()
	}
	if c.over {
		return e, false
	}
	e = c.queue[0]
	c.queue = c.queue[1:]
	if e.Kind == app.Frame {
		if c.bytes -= len(e.Frame); c.bytes < 0 || len(c.queue) == 0 {
			c.bytes = 0
		}
	}
	if e.Kind == app.Closed {
		c.open = false
	}
	return e, true
}

// receive takes a frame of a line: the first one is its hello.
func (w *Workspace) receive(c *conn, frame []byte) {
	if c.id != 0 {
		w.piece.room.Receive(c.id, frame, now())
		return
	}
	var r wire.Reader
	h, err := r.Hello(frame)
	if err != nil {
		return // of a session that has ended
	}
	w.sessions++
	c.id, c.begun = w.sessions, false
	w.conns[c.id] = c
	if why := w.piece.room.Open(c.id, authority.Who{Member: w.member}, h, now()); why != 0 {
		w.hangUp(c.id, why)
		return
	}
	w.carryOut() // the welcome comes first
	w.showNotebook(c)
	w.easel.look(len(w.conns))
	if w.said != "" {
		w.tell(w.said)
	}
}

func (w *Workspace) catchUp(c *conn) {
	if c.id != 0 {
		w.piece.room.CatchUp(c.id, now())
		w.carryOut()
		w.showNotebook(c)
	}
}

// leave ends the session of a line that is gone.
func (w *Workspace) leave(c *conn) {
	if c.id != 0 {
		w.piece.room.Leave(c.id)
		delete(w.conns, c.id)
		c.id = 0
	}
	w.easel.look(len(w.conns))
}

// closeCode is the code of a socket that is closed for that.
func closeCode(why core.Refusal) uint32 { return 4000 + uint32(why) }

// hangUp closes a session.
func (w *Workspace) hangUp(id authority.Session, why core.Refusal) {
	c := w.conns[id]
	if c == nil {
		return
	}
	delete(w.conns, id)
	c.id = 0
	code, text := uint32(0), error(say.Sentence("The piece is closed."))
	if why != 0 {
		code, text = closeCode(why), why
	}
	c.end(code, text)
	w.easel.look(len(w.conns))
}

func (w *Workspace) closeAll(why core.Refusal) {
	for id := range w.conns {
		w.piece.room.Leave(id)
		w.hangUp(id, why)
	}
}
