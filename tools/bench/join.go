package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/coder/websocket"

	"easel.example/core/client"
	"easel.example/core/raster"
	"easel.example/desktop/guest"
	"easel.example/tools/internal/link"
	"easel.example/tools/internal/link/crowd"
)

// The piece that others are measured with, too.
const (
	bigStrokes = 10_000
	bigPoints  = 32
)

// fill draws the big piece through the protocol.
func (s *server) fill(ctx context.Context) error {
	d, err := crowd.Enter(ctx, s.address)
	if err != nil {
		return err
	}
	defer d.Close()
	w, h := d.Size()
	strokes := raster.BenchStrokes(bigStrokes, bigPoints, w, h, 1)
	return d.Draw(ctx, crowd.AtOnce, crowd.Whole(strokes, 1), func(int) {})
}

// A joined is what it took to come to a piece.
type joined struct {
	Bytes int64
	Hold  float64 // ms from opening the socket until the client holds the piece
	Shown float64 // ms until all tiles are drawn
	RSS   float64 // MB of the server, then
}

// join has new clients come to the big piece, one after the other. The server
// has not packed it before the first, and has it ready for the others.
func join(ctx context.Context, w *work) ([]line, error) {
	s, err := w.serve(ctx, roomy...)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	if err := s.fill(ctx); err != nil {
		return nil, err
	}
	var cold joined
	f, err := w.again(func(round int) ([]figure, error) {
		var j joined
		if err := w.child(ctx, childJoin, order{Link: s.link, PID: s.pid()}, &j); err != nil {
			return nil, err
		}
		if round == 0 {
			cold = j
		}
		return []figure{{"bytes", float64(j.Bytes)}, {"ms", j.Hold}, {"picture_ms", j.Shown}, {"rss_mb", j.RSS}}, nil
	})
	if err != nil {
		return nil, err
	}
	return []line{{name: "join", figures: append(f, figure{"first_ms", cold.Hold})}}, nil
}

// joinChild comes to a workspace once.
func joinChild(ctx context.Context, o order, out io.Writer) error {
	a, err := link.Parse(o.Link)
	if err != nil {
		return err
	}
	g, err := guest.New(ctx, a)
	if err != nil {
		return err
	}
	j, err := comeTo(ctx, a, g)
	if err == nil {
		j.RSS, err = rss(o.PID)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(j)
}

// joinFrames bounds the frames that a client may need before it holds a piece.
const joinFrames = 1000

func comeTo(ctx context.Context, a guest.Address, g *guest.Guest) (j joined, err error) {
	begin := time.Now()
	ms := func() float64 { return float64(time.Since(begin).Microseconds()) / 1000 }
	now := func() int64 { return time.Since(begin).Milliseconds() }
	ws, err := guest.Dial(ctx, a, g)
	if err != nil {
		return j, err
	}
	defer ws.CloseNow()
	c := client.New(client.Config{Replica: rand.Uint64(), Token: a.Token})
	c.Opened(now())
	for f := c.Frame(now()); f != nil; f = c.Frame(now()) {
		if err := ws.Write(ctx, websocket.MessageBinary, f); err != nil {
			return j, fmt.Errorf("say hello: %w", err)
		}
	}
	for range joinFrames {
		_, f, err := ws.Read(ctx)
		if err == nil {
			err = c.Receive(f, now())
		}
		if err != nil {
			return j, fmt.Errorf("take the piece: %w", err)
		}
		j.Bytes += crowd.Framed(len(f), false)
		if c.Replica() != nil && c.Status(now()).Phase == client.Live {
			j.Hold = ms()
			var tile [raster.TileSize * raster.TileSize * 4]byte
			for _, i := range c.Dirty(nil) {
				raster.PaperTile(tile[:], c.Canvas().Tile(i), 0xffffff, 0)
			}
			j.Shown = ms()
			return j, nil
		}
	}
	return j, errors.New("the piece does not come")
}
