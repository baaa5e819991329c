package crowd

import (
	"context"
	"fmt"

	"github.com/coder/websocket"

	"easel.example/core"
)

// RunBare draws by plan before a relay at url that hands each message on to
// all others: what a server costs that does nothing else.
func RunBare(ctx context.Context, url string, p Plan) (Figures, error) {
	if err := p.Check(); err != nil {
		return Figures{}, err
	}
	first, err := dialBare(ctx, url)
	if err != nil {
		return Figures{}, err
	}
	blank := &replica{piece: core.NewPiece(1, 1600, 1200, core.Paint, core.DefaultLimits())}
	d := &Drawer{peer: first, hold: blank, piece: 1, actor: 1}
	s := newShow(p, d)
	defer s.leave()
	d.hold, d.seen = nil, s.seen
	for range p.Viewers {
		v, err := dialBare(ctx, url)
		if err != nil {
			return Figures{}, err
		}
		s.viewers = append(s.viewers, &viewer{peer: v, bare: true, each: p.Points, sent: s.sent, done: make(chan struct{})})
	}
	return s.run(ctx)
}

func dialBare(ctx context.Context, url string) (*peer, error) {
	ws, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return nil, fmt.Errorf("reach the relay: %w", err)
	}
	return &peer{ws: ws}, nil
}

// seen returns how many updates every viewer has seen.
func (s *show) seen() int64 {
	least := int64(updatesMax)
	for _, v := range s.viewers {
		least = min(least, v.seen.Load())
	}
	return least
}
