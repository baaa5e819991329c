package crowd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/guest"
)

// writeWait bounds the writing of one frame.
const writeWait = 10 * time.Second

// A peer is one socket, and the bytes that went through it, framing included.
type peer struct {
	ws       *websocket.Conn
	up, down atomic.Int64
	heard    atomic.Uint64 // seq of the last entry that came
	r        wire.Reader
	w        wire.Writer // of the one goroutine that writes
}

// Framed returns what a message of n bytes takes in a WebSocket: a head of 2, 4
// or 10 bytes, and a mask of 4 from a client (RFC 6455, section 5.2).
func Framed(n int, masked bool) int64 {
	head := 2
	if n > 125 {
		head = 4
	}
	if n > 65_535 {
		head = 10
	}
	if masked {
		head += 4
	}
	return int64(head + n)
}

func (p *peer) write(ctx context.Context, frame []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeWait)
	defer cancel()
	p.up.Add(Framed(len(frame), true))
	return p.ws.Write(ctx, websocket.MessageBinary, frame)
}

func (p *peer) read(ctx context.Context) ([]byte, error) {
	_, frame, err := p.ws.Read(ctx)
	if code := websocket.CloseStatus(err); code > 4000 && code < 4256 {
		return nil, fmt.Errorf("the server closed a socket: %w", core.Refusal(code-4000))
	}
	p.down.Add(Framed(len(frame), false))
	return frame, err
}

// dial opens a socket as a guest whom the server has never seen.
func dial(ctx context.Context, a guest.Address) (*peer, error) {
	g, err := guest.New(ctx, a)
	if r, ok := errors.AsType[*guest.RefusedError](err); ok && r.Status == http.StatusTooManyRequests {
		return nil, fmt.Errorf("each viewer is a new guest, and the server takes no more for now: start it with -limits.guests-per-minute -1 (%w)", err)
	}
	if err != nil {
		return nil, err
	}
	ws, err := guest.Dial(ctx, a, g)
	if err != nil {
		return nil, err
	}
	return &peer{ws: ws}, nil
}

// onlooker is the replica id of who does not draw.
const onlooker = 0

// enter says hello with a replica id, and waits for the whole answer.
func (p *peer) enter(ctx context.Context, a guest.Address, replica uint64) (wire.Welcome, wire.Snapshot, error) {
	hello := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: a.Token, Replica: replica, Next: 1}
	err := p.write(ctx, p.w.Hello(nil, hello))
	var m wire.Welcome
	for err == nil {
		var frame []byte
		if frame, err = p.read(ctx); err != nil {
			break
		}
		switch wire.Type(frame) {
		case wire.TypeWelcome:
			m, err = p.r.Welcome(frame)
		case wire.TypeSnapshot:
			var s wire.Snapshot
			if s, err = p.r.Snapshot(frame); err == nil {
				p.heard.Store(s.Seq)
				return m, s, p.skip(ctx, s.Parts)
			}
		}
	}
	return m, wire.Snapshot{}, fmt.Errorf("enter the workspace: %w", err)
}

// skip reads the parts of the base picture, which a crowd does not look at.
func (p *peer) skip(ctx context.Context, parts uint32) error {
	for parts > 0 {
		frame, err := p.read(ctx)
		if err != nil {
			return fmt.Errorf("read the base picture: %w", err)
		}
		if wire.Type(frame) == wire.TypeBase {
			parts--
		}
	}
	return nil
}
