package app

import (
	"easel.example/core"
	"easel.example/core/client"
)

// A carrier is a client and the line that its frames travel by.
type carrier struct {
	client   *client.Client
	line     Line
	next     []byte // a frame that the line would not take yet
	dropping bool   // the socket is given up: what it still says does not count
}

// hear takes what the line tells. It reports whether there will be no other socket: to try
// again would meet the same answer.
func (c *carrier) hear(e Event, now int64) (over bool) {
	switch {
	case e.Kind == Closed:
		c.dropping, c.next = false, nil
		if over = !c.client.Closed(e.Code, now) || e.Final; over {
			return true
		}
		c.line.Open()
		if core.Refusal(e.Code-closeCodes) == core.NextPiece {
			c.line.Hurry()
		}
	case c.dropping:
	case e.Kind == Opened:
		c.next = nil
		c.client.Opened(now)
		c.flush(now)
	case e.Kind == Frame:
		if c.client.Receive(e.Frame, now) != nil {
			c.drop()
			return false
		}
		c.flush(now)
	}
	return false
}

// closeCodes are the refusals' close codes, less the refusal.
const closeCodes = 4000

// drop gives the socket up.
func (c *carrier) drop() {
	if !c.dropping {
		c.dropping = true
		c.line.Drop()
	}
}

// tick lets time pass for the client, and sends what it has ready.
func (c *carrier) tick(now int64) client.Todo {
	todo := c.client.Tick(now)
	if todo&client.TodoReopen != 0 {
		c.drop()
	}
	c.flush(now)
	return todo
}

// flush sends what the client has ready.
func (c *carrier) flush(now int64) {
	for !c.dropping {
		if c.next == nil {
			c.next = c.client.Frame(now)
		}
		if c.next == nil || !c.line.Send(c.next) {
			return
		}
		c.next = nil
	}
}

// listen takes what the line has told since.
func (s *Studio) listen() {
	for range eventsMost {
		select {
		case e := <-s.line.Events():
			s.take(e)
		default:
			return
		}
	}
}

// take takes one event, and notes what comes of it for people.
func (s *Studio) take(e Event) {
	before := s.client.Canvas()
	over := s.hear(e, s.app.now)
	if s.client.Canvas() != before {
		s.app.change.Canvas = true
	}
	switch e.Kind {
	case Opened:
		s.lostWhy = ""
		if e.Note != "" {
			s.app.say(e.Note)
		}
	case Closed:
		s.lostWhy = ""
		if e.Why != nil {
			s.lostWhy = sentence(e.Why.Error())
		}
		if over && e.Final {
			s.refused = s.lostWhy
		}
		s.readState()
	}
}

// Hurry tries for a socket at once: the network is back, or the window is seen again.
func (s *Studio) Hurry() { s.line.Hurry() }
