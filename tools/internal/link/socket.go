package link

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/coder/websocket"

	"easel.example/core/client"
	"easel.example/desktop/guest"
)

// inFrames bounds the frames that wait for the client's owner. When they are
// full the socket is read no further; the server holds the rest, or sends a
// snapshot in its place (rule S7).
const inFrames = 64

var errSilent = errors.New("the server does not answer")

// session lives through one socket. It returns whether there was one, the code
// that it was closed with, and why it ended.
func (l *Link) session(ctx context.Context) (opened bool, code uint32, err error) {
	type dialled struct {
		ws  *websocket.Conn
		err error
	}
	// A read whose context ends tears the socket down without a word, so the
	// socket's goroutines have one that lasts until it is closed.
	within, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	dial := make(chan dialled, 1)
	running.Go(func() {
		ws, err := guest.Dial(ctx, l.cfg.Address, l.cfg.Guest)
		dial <- dialled{ws, err}
	})
	d, ok := dialled{}, false
	for !ok {
		select {
		case d = <-dial:
			ok = true
		case f := <-l.do:
			f()
		}
	}
	if d.err != nil {
		return false, 0, d.err
	}
	defer d.ws.CloseNow()
	in, out, ended := make(chan []byte, inFrames), make(chan []byte), make(chan error, 1)
	running.Go(func() { ended <- read(within, d.ws, in) })
	running.Go(func() { write(within, d.ws, out) })
	err = l.carry(ctx, in, out, ended)
	if ctx.Err() != nil {
		d.ws.Close(websocket.StatusNormalClosure, "")
	}
	return true, uint32(max(websocket.CloseStatus(err), 0)), err
}

// carry moves frames between the socket and the client until the socket ends.
func (l *Link) carry(ctx context.Context, in <-chan []byte, out chan<- []byte, ended <-chan error) error {
	tick := time.NewTicker(tickEach)
	defer tick.Stop()
	l.c.Opened(l.now())
	var next []byte
	for {
		if next == nil {
			next = l.c.Frame(l.now())
		}
		send := out
		if next == nil {
			send = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-ended:
			return err
		case send <- next:
			next = nil
		case f := <-l.do:
			f()
		case f := <-in:
			if err := l.c.Receive(f, l.now()); err != nil {
				return fmt.Errorf("take a frame: %w", err)
			}
			if l.cfg.Frame != nil {
				l.cfg.Frame(l.c, l.now(), f)
			}
		case <-tick.C:
			if l.c.Tick(l.now())&client.TodoReopen != 0 {
				return errSilent
			}
		}
	}
}

// read hands on frames until the socket ends, and returns why.
func read(ctx context.Context, ws *websocket.Conn, in chan<- []byte) error {
	for {
		_, f, err := ws.Read(ctx)
		if err != nil {
			return err
		}
		select {
		case in <- f:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// write writes frames until one cannot be written: the reader then sees that
// the socket has ended, and with which code.
func write(ctx context.Context, ws *websocket.Conn, out <-chan []byte) {
	for {
		select {
		case <-ctx.Done():
			return
		case f := <-out:
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
