package main

import (
	"context"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/wire"
)

// floodMessages come as fast as they go.
const floodMessages = 200_000

// TestHostileFlood sends 200,000 messages to a server that takes all that comes.
// Each is answered, or the foe is told that it does not keep up with the answers.
func TestHostileFlood(t *testing.T) {
	unraced(t)
	s := newSiege(t, 60, unlimited()...)
	s.flood(t) // what the server keeps for its next guests is no leak
	once := calm(t, s.cmd.Process.Pid, 0, hostileSettle)
	table := table{idle: s.next.while(hostileIdle)}
	said, times, took := "", 0, time.Duration(0)
	l := s.again(func() {
		begin := time.Now()
		said = s.flood(t)
		times, took = times+1, time.Since(begin)
	})
	s.measure(t, &table, "200,000 messages", times, l, once, said)
	t.Logf("200,000 messages took %.1f s; %.1f MB of memory before\n%s", took.Seconds(), once, table.String())
	s.finish(t)
}

// pings sends the messages, until one does not go.
func (f *foe) pings(ctx context.Context) {
	for n := range uint32(floodMessages) {
		if f.ws.Write(ctx, websocket.MessageBinary, f.w.Ping(nil, wire.Ping{Mark: n})) != nil {
			return
		}
	}
}

// flood returns what the foe hears.
func (s *siege) flood(t *testing.T) string {
	t.Helper()
	f := newFoe(t, s.base, s.painters)
	defer f.ws.CloseNow()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	go f.pings(ctx)
	var r wire.Reader
	for n := uint32(0); n < floodMessages; n++ {
		_, frame, err := f.ws.Read(ctx)
		if websocket.CloseStatus(err) == 4000+websocket.StatusCode(core.TooSlow) {
			return core.TooSlow.Error() // the answers came faster than they were read
		}
		if err != nil {
			t.Fatal(err)
		}
		if wire.Type(frame) != wire.TypePong {
			n--
			continue
		}
		if m, err := r.Pong(frame); err != nil || m.Mark != n {
			t.Fatalf("answer %d is to %d, %v", n, m.Mark, err)
		}
	}
	return "an answer to each"
}
