package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"

	"github.com/coder/websocket"
)

// relayQueue bounds what waits for one socket of the relay. When it is full the
// sender waits: a relay loses nothing either.
const relayQueue = 256

// A hubOfRelay hands each message on to all other sockets. It is what a server
// costs that knows nothing of drawing: the yardstick of fanout.
type hubOfRelay struct {
	mu   sync.Mutex
	outs map[chan []byte]bool
}

// relay serves one until ctx ends, and prints where.
func relay(ctx context.Context, out io.Writer) error {
	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	h := &hubOfRelay{outs: map[chan []byte]bool{}}
	srv := &http.Server{Handler: http.HandlerFunc(h.serve), BaseContext: func(net.Listener) context.Context { return ctx }}
	fmt.Fprintf(out, "ws://%s/\n", lis.Addr())
	stop := context.AfterFunc(ctx, func() { srv.Close() })
	defer stop()
	if err := srv.Serve(lis); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

func (h *hubOfRelay) serve(w http.ResponseWriter, r *http.Request) {
	// Who has been answered is on the list: what comes from then on waits.
	mine := make(chan []byte, relayQueue)
	h.set(mine, true)
	defer h.set(mine, false)
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return // Accept has answered
	}
	ctx, cancel := context.WithCancel(r.Context())
	var writing sync.WaitGroup
	defer writing.Wait()
	defer ws.CloseNow()
	defer cancel()
	writing.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case m := <-mine:
				if ws.Write(ctx, websocket.MessageBinary, m) != nil {
					return
				}
			}
		}
	})
	for {
		_, m, err := ws.Read(ctx)
		if err != nil {
			return
		}
		for _, c := range h.others(mine) {
			select {
			case c <- m:
			case <-ctx.Done():
				return
			}
		}
	}
}

func (h *hubOfRelay) set(c chan []byte, on bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if on {
		h.outs[c] = true
	} else {
		delete(h.outs, c)
	}
}

func (h *hubOfRelay) others(mine chan []byte) []chan []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := make([]chan []byte, 0, len(h.outs))
	for c := range h.outs {
		if c != mine {
			list = append(list, c)
		}
	}
	return list
}
