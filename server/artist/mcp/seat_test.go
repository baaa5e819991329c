package mcp

import (
	"context"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"golang.org/x/time/rate"

	"easel.example/core"
	"easel.example/server/artist"
)

// TestRemovedStaysOut: who an owner has removed does not come back as a new member by the same link and
// under the same name, until an owner lets it, or there is another link.
func TestRemovedStaysOut(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	_, other := w.link(core.Painter)
	w.join(token, "bad").says("draw_paths", lines(1), false)
	no := w.members()["bad"].No
	if err := w.store.SetRemoved(t.Context(), w.id, no, true); err != nil {
		t.Fatal(err)
	}
	w.agents.Expel(w.id, func(member, _ uint32) bool { return member == no })
	for range 3 {
		if _, err := w.dial(token, "bad"); err == nil || !strings.Contains(err.Error(), "An owner has removed the agent of this name") {
			t.Errorf("a removed agent comes back: %v", err)
		}
	}
	if n := len(w.members()); n != 1 {
		t.Errorf("there are %d members", n)
	}
	w.join(token, "good").says("view_canvas", nil, false)
	w.join(other, "bad").says("view_canvas", nil, false) // whoever has made that link wants it
	if err := w.store.SetRemoved(t.Context(), w.id, no, false); err != nil {
		t.Fatal(err)
	}
	w.join(token, "bad").says("draw_paths", lines(1), false)
	if n := w.strokes()[no]; n != 2 {
		t.Errorf("whom an owner lets in again has %d strokes, want 2", n)
	}
}

// TestServerBeginsAnew: an agent that comes back after the server was started anew is the same member,
// on whose ink its rate is counted.
func TestServerBeginsAnew(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	w.join(token, "a").says("draw_paths", lines(60), false, "60 strokes")
	before := w.members()["a"]
	old := w.agents
	w.agents = New(old.cfg)
	t.Cleanup(func() {
		if err := w.agents.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := old.Close(ctx); err != nil {
		t.Fatal(err)
	}
	l, err := w.store.ResolveLink(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	a := newSession(w.agents, &sdk.ServerSession{}, l, "a")
	if err := w.agents.sit(t.Context(), a, func() bool { return false }); err != nil {
		t.Fatal(err)
	}
	if a.number != before.No || a.sitter.guest != before.Guest {
		t.Errorf("it is member %d, was %d", a.number, before.No)
	}
	if err := a.take(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a.hand.Last() != 60 || a.from != 60 {
		t.Errorf("its last stroke was %d, and the session begins after %d", a.hand.Last(), a.from)
	}
	a.leave()
	a.end()
}

// TestUndoOfASession: an agent takes back what it has drawn in its session, not what whoever was the member
// before has; also after it was away.
func TestUndoOfASession(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	a := w.join(token, "a")
	a.says("draw_paths", lines(3), false)
	if err := a.cs.Close(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its end", func() bool { return w.spares() == 1 })
	a = w.join(token, "a")
	a.says("describe_canvas", nil, false, "0 strokes are yours", "3 are people's")
	a.says("undo_mine", map[string]any{"count": 9}, false, "0 of your strokes")
	a.says("draw_paths", lines(2), false)
	s := w.agents.session(a.cs.ID())
	s.own(s.leave) // as when it is away
	a.says("undo_mine", map[string]any{"count": 9}, false, "2 of your strokes")
	if len(w.members()) != 1 {
		t.Errorf("the members are %+v", w.members())
	}
	if n := w.strokes()[w.members()["a"].No]; n != 3 {
		t.Errorf("%d strokes are left, want 3", n)
	}
}

// TestExpelledDrawsNothing: a call that has waited for its turn when its agent is expelled draws nothing.
func TestExpelledDrawsNothing(t *testing.T) {
	w := newWorld(t, nil)
	_, token := w.link(core.Painter)
	for range 20 {
		a := w.join(token, "a")
		s := w.agents.session(a.cs.ID())
		s.turn <- struct{}{}
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = a.cs.Close() // whatever comes of it
		}()
		tools := w.agents.cfg.Artists.Agent(s.hand, w.id, 0)
		ctx, cancel := context.WithTimeout(s.ctx, time.Minute)
		w.agents.Expel(w.id, func(uint32, uint32) bool { return true })
		if r := tools.Do(ctx, "draw_paths", []byte(`{"paths":[{"type":"line","points":[[1,1],[90,90]]}]}`)); !r.Failed {
			t.Errorf("it said %q", r.Text)
		}
		cancel()
		<-s.turn
		<-done
		eventually(t, "its end", func() bool { return w.agents.session(s.id) == nil })
	}
	if n := w.strokes(); len(n) > 0 {
		t.Errorf("the strokes are %v", n)
	}
}

// TestRest: the calls of so many members without a session are remembered, and who came to rest first is
// forgotten for one more.
func TestRest(t *testing.T) {
	s := New(Config{Artists: artist.New(artist.Config{})})
	for g := range int64(restMost) {
		s.rest(sitter{guest: 1 + g, calls: rate.NewLimiter(1, 1)})
	}
	if len(s.resting) != restMost || s.resting[1].calls == nil {
		t.Errorf("at the limit %d are remembered", len(s.resting))
	}
	s.resting[1] = rested{s.resting[1].calls, time.Now().Add(time.Hour)} // it has had a session meanwhile
	s.rest(sitter{guest: restMost + 1, calls: rate.NewLimiter(1, 1)})
	if len(s.resting) != restMost || s.resting[1].calls == nil || s.resting[2].calls != nil || s.resting[restMost+1].calls == nil {
		t.Errorf("one past the limit %d are remembered", len(s.resting))
	}
}
