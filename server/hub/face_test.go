package hub

import (
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// faceOf returns the newest name and colour of a member that a peer was told of.
func (p *peer) faceOf(id uint32) wire.Member {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.c.Status(1).Members {
		if m.ID == id {
			return m
		}
	}
	return wire.Member{}
}

// A member's name and colour are seen by all at once, are kept, and are not lost to
// a second page of theirs that comes before the store has them.
func TestFace(t *testing.T) {
	w := newWorld(t, nil, store.Options{Debounce: time.Hour})
	ctx := t.Context()
	one, two := w.join(1), w.join(2)
	one.listen(ctx)
	two.listen(ctx)
	space := one.space
	want := func(p *peer, name string, color uint32) {
		t.Helper()
		for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			got := p.faceOf(1)
			if got.Name == name && got.Color == color {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("the other sees %+v, want %s in %06x", got, name, color)
			}
		}
	}
	want(two, "Guest 1", 0xc0392b)
	var wr wire.Writer
	space.Receive(ctx, one.id, wr.Name(nil, wire.Name{Name: " Zoë ", Colored: true, Color: 0x3f51b5}))
	want(two, "Zoë", 0x3f51b5)
	space.Receive(ctx, one.id, wr.Name(nil, wire.Name{Name: "Zoë B"})) // as an older page asks
	want(two, "Zoë B", 0x3f51b5)
	stale, err := w.store.Member(ctx, w.id, 1)
	if err != nil || stale.Name != "Guest 1" {
		t.Fatalf("the store has %+v, %v already", stale, err)
	}
	_, _, why := space.Join(ctx, stale, 0, wire.Hello{Oldest: wire.Version, Newest: wire.Version})
	if why != 0 {
		t.Fatal(why)
	}
	third := w.join(3)
	third.listen(ctx)
	want(third, "Zoë B", 0x3f51b5)
	// A new piece begins a workspace in memory anew.
	if _, err := w.hub.NewPiece(ctx, w.id, 800, 600, core.Paint); err != nil {
		t.Fatal(err)
	}
	if m, err := w.store.Member(ctx, w.id, 1); err != nil || m.Name != "Zoë B" || m.Color != "#3f51b5" || m.Role != core.Painter {
		t.Errorf("it is kept as %+v, %v", m, err)
	}
}
