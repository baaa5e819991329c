package app

import "easel.example/core/client"

// Times of errands, in ms.
const (
	errandAfter = 3_000       // first what the studio itself has to do
	errandMost  = 10 * 60_000 // more than a thousand waiting strokes take is left to the next time
)

// An errand sends ink that another app left behind, by a client and a line of its own: a
// studio is one replica, and takes up what one has left. What its piece does not take any
// more stays for a studio that can ask what shall become of it.
type errand struct {
	carrier
	app   *App
	shelf *shelf
	until int64
}

// errands runs one errand after the other, once the studio is connected and settled.
func (s *Studio) errands() {
	now := s.app.now
	switch e := s.errand; {
	case e != nil && e.run(now):
		e.end()
		s.errand = nil
		s.errandAt = now + errandAfter
	case e != nil || s.shelf == nil || s.place.Link == "" || s.app.cfg.Find == nil || s.state.Phase != client.Live || !s.client.Settled():
	case s.errandAt == 0:
		s.errandAt = now + errandAfter
	case now >= s.errandAt:
		s.errandAt = now + errandMost
		s.errand = s.app.newErrand(s.place)
	}
}

// newErrand returns the next errand for a place, or nil if nothing is left behind.
func (a *App) newErrand(p Place) *errand {
	f := openShelf(a.cfg.Dir, a.names(p), a.disk)
	if !f.adopt() {
		return nil
	}
	c := client.New(client.Config{Replica: f.replica, Token: p.Token, Still: true})
	if c.Restore(f.written) != nil {
		f.aside()
		f.release()
		return nil
	}
	p, err := a.cfg.Find(p.Link)
	if err != nil {
		f.release()
		return nil
	}
	p.Line.Open()
	return &errand{carrier: carrier{client: c, line: p.Line}, app: a, shelf: f, until: a.now + errandMost}
}

// run goes on with an errand, and reports whether it is over.
func (e *errand) run(now int64) bool {
	for range eventsMost {
		select {
		case v := <-e.line.Events():
			if e.hear(v, now) {
				return true
			}
			continue
		default:
		}
		break
	}
	e.tick(now)
	st := e.client.Status(now)
	if st.Phase == client.Live {
		e.shelf.write(e.client.Keep(now))
	}
	return st.Phase == client.Live && e.client.Settled() || now >= e.until
}

// end ends an errand, whether it is over or not. It is none for nil.
func (e *errand) end() {
	if e == nil {
		return
	}
	e.app.ending.Go(func() { // who closes a line waits for it
		e.line.Close()
		e.shelf.disk.settle()
		e.shelf.release()
	})
}
