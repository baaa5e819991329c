package local

import (
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/raster"
	"easel.example/core/wire"
	"easel.example/desktop/local/disk"
)

// tick is how often the room is told the time.
const tick = 50 * time.Millisecond

// loop is the goroutine that owns the room. A fault of ours ends the workspace and not the app: all
// that was drawn is in the journal.
func (w *Workspace) loop() {
	defer w.over.Do(func() { close(w.ended) })
	defer w.late.Wait()
	defer w.beside.Wait()
	defer w.easel.stop()
	defer func() {
		if p := recover(); p != nil {
			w.cfg.Log.Error("workspace failed", "file", w.piece.path(), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			w.failed = disk.Trouble("Easel has made a mistake, and closed the piece. All that you drew is kept: open it again.")
			if w.piece.keeper != nil {
				_ = w.piece.keeper.Close(nil) // the journal has it all
			}
			w.abandon()
			w.over.Do(func() { close(w.ended) }) // nobody waits for an answer
		}
	}()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	w.carryOut()
	for {
		select {
		case f := <-w.inbox:
			f()
			for more := true; more; { // what has piled up is kept as one
				select {
				case f := <-w.inbox:
					f()
				default:
					more = false
				}
			}
		case <-w.news():
			w.hear()
		case <-ticker.C:
			if len(w.conns) > 0 || len(w.piece.room.Piece().Open()) > 0 {
				w.piece.room.Tick(now())
			}
			w.keep(time.Now())
		case <-w.quit:
			w.end()
			return
		}
		w.carryOut()
	}
}

// abandon tells who looks that it is over. The room, which may be what broke, is asked for nothing.
func (w *Workspace) abandon() {
	for id, c := range w.conns {
		delete(w.conns, id)
		c.id = 0
		c.end(closeCode(core.Closing), core.Closing)
	}
}

// news is the keeper's, or nothing.
func (w *Workspace) news() <-chan struct{} {
	if w.piece.keeper == nil {
		return nil
	}
	return w.piece.keeper.News()
}

// carryOut does what the room asks for.
func (w *Workspace) carryOut() {
	p := w.piece
	o := p.room.Take()
	if len(o.Records) > 0 {
		w.record(o.Records)
	}
	for i := range o.Sends {
		w.send(&o.Sends[i])
	}
	for _, c := range o.Closes {
		w.hangUp(c.Session, c.Why)
	}
	for _, m := range o.Faces {
		if m.ID == me {
			w.member.Name, w.member.Color = m.Name, m.Color
			p.meta.Name, p.meta.Color = m.Name, m.Color
			w.touchMeta()
		}
	}
	if o.Mismatches > 0 {
		w.cfg.Log.Error("the window has another digest", "file", p.path(), "seq", p.room.Seq())
	}
	w.drawBase()
}

// send gives one of the room's sends to the lines it is for.
func (w *Workspace) send(s *authority.Send) {
	for id, c := range w.conns {
		if s.To != 0 && s.To != id || s.To == 0 && !c.begun {
			continue
		}
		c.begun = c.begun || s.Start
		c.put(s, w.frameOf(s, id))
	}
}

// frameOf returns a send as session id gets it.
func (w *Workspace) frameOf(s *authority.Send, id authority.Session) []byte {
	if s.Entry == nil {
		return s.Frame
	}
	var wr wire.Writer
	entry := s.Entry
	if s.Author == id {
		entry = s.Own
	}
	return append(wr.AppendEntriesHeader(nil, w.piece.room.Piece().Number(), s.Seq, 1), entry...)
}

// show sends a frame to all who look.
func (w *Workspace) show(frame []byte) { w.send(&authority.Send{Frame: frame}) }

// tell says something to people, once.
func (w *Workspace) tell(sentence string) {
	var wr wire.Writer
	w.said = sentence
	w.show(wr.Error(nil, wire.Error{Why: core.CannotStore, Text: wire.Clip(sentence, wire.WhyBytes)}))
}

// A waiter waits until the log is safe up to seq.
type waiter struct {
	seq  uint64
	done chan struct{}
}

// whenSafe returns what is closed when the log is safe up to seq, or cannot be for now.
func (w *Workspace) whenSafe(seq uint64) chan struct{} {
	done := make(chan struct{})
	if k := w.piece.keeper; seq <= w.piece.room.Durable() || k == nil || k.Status().Err != nil {
		close(done)
		return done
	}
	w.waiters = append(w.waiters, waiter{seq, done})
	return done
}

func (w *Workspace) tellWaiters(all bool) {
	w.waiters = slices.DeleteFunc(w.waiters, func(a waiter) bool {
		if all || a.seq <= w.piece.room.Durable() {
			close(a.done)
			return true
		}
		return false
	})
}

// A frozen is a piece as it was at a moment, for who draws it elsewhere: strokes that may still
// change are copies.
type frozen struct {
	width, height int32
	base          []byte
	flat, strokes []*core.Stroke
}

func freeze(room *authority.Room) frozen {
	f := frozen{base: room.Base(), flat: room.Flat()}
	f.width, f.height = room.Piece().Size()
	list := room.Piece().Strokes()
	copies := make([]core.Stroke, len(list))
	for i, s := range list {
		copies[i] = *s
		f.strokes = append(f.strokes, &copies[i])
	}
	return f
}

// canvas draws the frozen piece, less the strokes that without returns true for; nil leaves out none.
func (f *frozen) canvas(without func(*core.Stroke) bool) (*raster.Canvas, error) {
	c := raster.New(f.width, f.height)
	if len(f.base) > 0 {
		if err := c.LoadBase(f.base); err != nil {
			return nil, err
		}
	}
	for _, s := range f.flat {
		c.Place(s)
		c.Flatten(s)
	}
	for _, s := range f.strokes {
		if without == nil || !without(s) {
			c.Place(s)
		}
	}
	return c, nil
}

// drawBase draws what is flattened into the base picture, beside the loop (rule L3).
func (w *Workspace) drawBase() {
	p := w.piece
	if p.drawing || len(p.room.Flat()) == 0 {
		return
	}
	p.drawing = true
	f := frozen{base: p.room.Base(), flat: p.room.Flat()}
	f.width, f.height = p.room.Piece().Size()
	w.beside.Go(func() {
		c, err := f.canvas(nil)
		var base []byte
		var hash uint64
		if err == nil {
			base, hash = c.AppendBase(nil), c.BaseHash()
		}
		select {
		case w.inbox <- func() {
			if p.drawing = false; err != nil {
				w.cfg.Log.Error("base picture not drawn", "file", p.path(), "err", err)
				p.drawing = true // it would fail again; the strokes are kept as they are
				return
			}
			p.room.BaseDrawn(len(f.flat), hash, base)
			p.touch()
		}:
		case <-w.quit: // they are kept as strokes
		}
	})
}
