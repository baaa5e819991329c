package authority

import (
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
)

const handID Session = 9

func openHand(t *testing.T, r *Room, now int64) {
	t.Helper()
	if why := r.OpenHand(handID, wire.Member{ID: core.ArtistMember, Name: "Artist", Role: core.Painter}, 5, now); why != 0 {
		t.Fatal(why)
	}
}

func inks(n int) (list []Ink) {
	b := core.Brush{Kind: core.Pen, Version: 1, Width: 64, Opacity: 255}
	for i := range int32(n) {
		list = append(list, Ink{b, []core.Point{{X: 32 * i, Y: 64}, {X: 32*i + 3200, Y: 640}}})
	}
	return list
}

// schedule reads the performances among what came.
func schedule(t *testing.T, m map[int][][]byte) (list []wire.Performed) {
	t.Helper()
	var r wire.Reader
	for _, f := range m[wire.TypePerform] {
		p, err := r.Perform(f)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p.Strokes...)
	}
	return list
}

// TestHand: what a hand draws is in the log when the call returns, is told before its entry, and one
// pen performs it: a stroke after the other. No rate of people's holds it back.
func TestHand(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 1000)
	viewer := join(t, r, 1, 1, core.Viewer, 1000)
	viewer.look()
	openHand(t, r, 1000)
	viewer.look()
	d := r.Draw(handID, inks(100), 2000)
	if d.Why != 0 || d.Taken != len(d.Strokes) || d.Taken != 21 || d.Seq != r.Seq() { // of three ops each, 64 to a batch
		t.Fatalf("got %+v, want 21 strokes taken and drawn", d)
	}
	o := r.Take()
	if len(o.Sends) != 2 || wire.Type(o.Sends[0].Frame) != wire.TypePerform || o.Sends[1].Entry == nil {
		t.Fatalf("%d frames were sent, want the performance before the entry", len(o.Sends))
	}
	list := schedule(t, map[int][][]byte{wire.TypePerform: {o.Sends[0].Frame}})
	at := int64(2000)
	for i, p := range list {
		if p.Start < at || p.Ms <= 0 {
			t.Errorf("stroke %d is performed from %d for %d ms, but the pen is free from %d", i, p.Start, p.Ms, at)
		}
		at = p.Start + p.Ms
	}
	if len(list) != d.Taken || r.PerformedAt(2000) != at || r.Pending(2000) != d.Taken || r.Pending(at) != 0 {
		t.Errorf("%d performances end at %d with %d pending, want %d, %d", len(list), r.PerformedAt(2000), r.Pending(2000), d.Taken, at)
	}
	for range 10 { // 150 strokes in a second: rule L1 is for people
		if d := r.Draw(handID, inks(15), 3000); d.Why != 0 {
			t.Fatal(d.Why)
		}
	}
	undone := r.Mark(handID, core.Hide, d.Strokes, 3000)
	if undone.Why != 0 || r.Piece().Stroke(d.Strokes[3]).Hidden != core.ArtistMember {
		t.Errorf("the artist cannot undo its own: %v", undone.Why)
	}
}

// TestPending checks rule L2 at the limit and past it.
func TestPending(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Rates.PendingStrokes = 20
	r := newRoomAt(t, cfg, 0)
	openHand(t, r, 0)
	for _, n := range []int{15, 5} {
		if d := r.Draw(handID, inks(n), 0); d.Why != 0 || len(d.Strokes) != n {
			t.Fatalf("%d strokes: %+v", n, d)
		}
	}
	d := r.Draw(handID, inks(1), 0)
	if d.Why != core.TooFast || d.Ms <= 0 || r.Pending(0) != 20 {
		t.Fatalf("stroke 21 got %+v with %d pending, want to be told to wait (L2)", d, r.Pending(0))
	}
	if again := r.Draw(handID, inks(1), d.Ms-1); again.Why != core.TooFast {
		t.Errorf("a ms too early it got %+v", again)
	}
	if again := r.Draw(handID, inks(1), d.Ms); again.Why != 0 {
		t.Errorf("when it was told to it got %+v", again)
	}
	cfg.Rates.PendingStrokes = 3
	r = newRoomAt(t, cfg, 0)
	openHand(t, r, 0)
	if d := r.Draw(handID, inks(4), 0); d.Why != 0 || d.Taken != 3 {
		t.Errorf("four where three may wait got %+v (L2), want three taken", d)
	}
}

// TestHurry: when a hand is stopped, what waits is performed soon.
func TestHurry(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Viewer, 0)
	openHand(t, r, 0)
	for range 20 {
		r.Draw(handID, inks(15), 0)
	}
	g.look()
	r.Hurry(handID, 100)
	if list := schedule(t, g.look()); len(list) != 299 || r.PerformedAt(100) > 100+hurryMs+1000 {
		t.Errorf("%d strokes were hurried, to end at %d", len(list), r.PerformedAt(100))
	}
}

// TestHandIsNoSocket: it may be silent, hears nothing, and pushes nothing of others.
func TestHandIsNoSocket(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.push(0, dot(1)...)
	openHand(t, r, 0)
	r.Take()
	if d := r.Mark(handID, core.Hide, []core.StrokeID{{Actor: 1, N: 1}}, 0); d.Why != core.NotMember {
		t.Errorf("the artist hid a person's stroke: %+v", d)
	}
	if d := r.Draw(1, inks(1), 0); d.Why != core.NotMember {
		t.Errorf("a socket drew as a hand: %+v", d)
	}
	r.Heard(1, 10*silenceMs)
	r.Tick(10 * silenceMs)
	if o := r.Take(); len(o.Closes) > 0 {
		t.Errorf("a silent hand was closed: %+v", o.Closes)
	}
	if why := r.OpenHand(3, wire.Member{ID: 7, Role: core.Viewer}, 8, 0); why != 0 || len(r.piece.Actors()) != 2 {
		t.Errorf("a viewer's hand: %v, %d actors", why, len(r.piece.Actors()))
	}
	if d := r.Draw(3, inks(1), 0); d.Why != core.NotMember {
		t.Errorf("a viewer's hand drew: %+v", d)
	}
	if d := r.Mark(3, core.Hide, []core.StrokeID{{Actor: 1, N: 1}}, 0); d.Why != core.NotMember {
		t.Errorf("a viewer's hand hid a stroke: %+v", d)
	}
	if why := r.OpenHand(4, wire.Member{ID: 8}, 8, 0); why != core.NotMember {
		t.Errorf("a hand without a role: %v", why)
	}
	a := Ink{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255}, Points: []core.Point{{X: 1 << 24}}}
	if d := r.Draw(handID, []Ink{a, inks(1)[0]}, 0); d.Why != 0 || d.Taken != 2 || len(d.Strokes) != 1 {
		t.Errorf("beside the paper: %+v, want one stroke begun and the rest cut", d)
	}
}
