package hub

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/server/store"
)

var artistFace = wire.Member{ID: core.ArtistMember, Name: "Artist", Color: 0xe34234, Role: core.Painter}

func inks(n int) (list []authority.Ink) {
	for i := range int32(n) {
		list = append(list, authority.Ink{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 32, Opacity: 255}, Points: []core.Point{{X: 320 * i, Y: 320}, {X: 320 * i, Y: 32 * 300}}})
	}
	return list
}

// TestHand: strokes are on disk when the hand's call returns; who watches sees them, and
// who comes later sees the notebook; on the next piece the hand is of no use.
func TestHand(t *testing.T) {
	var mu sync.Mutex
	var counts []int
	w := newWorld(t, func(c *Config) {
		c.Watch = func(_ int64, n int) {
			mu.Lock()
			defer mu.Unlock()
			counts = append(counts, n)
		}
	}, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	a.listen(ctx)
	a.until("a live client", live)
	hand, err := w.hub.Hand(ctx, w.id, artistFace, 99)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := hand.Draw(ctx, inks(50), nil)
	if err != nil || len(drawn) != 50 || drawn[0].Actor != hand.Actor() {
		t.Fatalf("drew %d, %v", len(drawn), err)
	}
	recs, err := w.store.Entries(ctx, hand.Piece, 0, 1000)
	begun := 0
	for _, r := range recs {
		ops, err := wire.ParseOps(r.Ops, core.Actor(r.Actor))
		if err != nil {
			t.Fatal(err)
		}
		begun += core.Batch{Ops: ops}.Begins()
	}
	if err != nil || begun != 50 {
		t.Errorf("%d strokes are on disk when the call returns, %v", begun, err)
	}
	a.until("the strokes", func(c *client.Client) bool { return len(c.Replica().Piece().Strokes()) == 50 })
	if d, n, err := hand.Backlog(ctx); err != nil || n != 50 || d <= 0 {
		t.Errorf("%d strokes wait to be performed for %v, %v", n, d, err)
	}
	sight, err := hand.See(ctx)
	if err != nil || len(sight.Strokes) != 50 || sight.Members[hand.Actor()] != core.ArtistMember {
		t.Errorf("the hand sees %d strokes of %v, %v", len(sight.Strokes), sight.Members, err)
	}
	inked := func(b []byte) bool { return slices.ContainsFunc(b, func(v byte) bool { return v != 0 }) }
	err = w.hub.Pixels(ctx, sight, func(rgba [][]byte, width, height int32) error {
		if len(rgba) != 2 || len(rgba[0]) != int(4*width*height) || !inked(rgba[0]) || inked(rgba[1]) {
			t.Errorf("%d pictures of %d × %d px: want one with ink, and one without the artist's", len(rgba), width, height)
		}
		return nil
	}, nil, func(s *core.Stroke) bool { return s.Member == core.ArtistMember })
	if err != nil {
		t.Error(err)
	}
	if hidden, err := hand.Hide(ctx, drawn[:2]); err != nil || len(hidden) != 2 {
		t.Errorf("hid %d, %v", len(hidden), err)
	}

	hand.w.Post(&wire.Artist{Piece: hand.Piece.Piece, Doing: "painting"}, wire.Note{Piece: hand.Piece.Piece, ID: 1, Kind: wire.Thought, Text: "The sky"},
		wire.Note{Piece: hand.Piece.Piece, ID: 1, Kind: wire.Thought, More: true, Text: " first."})
	late := w.join(2)
	late.listen(ctx)
	late.until("the notebook", func(c *client.Client) bool {
		c.Tick(1 << 45)
		list, _ := c.Notes()
		return len(list) == 1 && list[0].Text == "The sky first." && c.Status(1).Artist.Doing == "painting"
	})

	if _, err := w.hub.NewPiece(ctx, w.id, 300, 300, core.Paint); err != nil {
		t.Fatal(err)
	}
	if _, err := hand.Draw(ctx, inks(1), nil); !errors.Is(err, ErrPieceGone) {
		t.Errorf("on the next piece the hand got %v, want %v", err, ErrPieceGone)
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(counts, []int{1, 2, 0}) {
		t.Errorf("the watcher was told %v, want 1, 2, 0", counts)
	}
}

// TestHandWaits: past the strokes that may wait (rule L2) the hand is told, waits, and goes on.
func TestHandWaits(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Room.Rates.PendingStrokes = 4 }, store.Options{})
	hand, err := w.hub.Hand(t.Context(), w.id, artistFace, 99)
	if err != nil {
		t.Fatal(err)
	}
	told := time.Duration(0)
	drawn, err := hand.Draw(t.Context(), inks(9), func(d time.Duration) { told += d })
	if err != nil || len(drawn) != 9 || told == 0 {
		t.Errorf("drew %d, told to wait for %v, %v", len(drawn), told, err)
	}
}

// TestHandSeen: what is drawn for a piece as it was seen is drawn if it is so still, and not at all if it is not.
func TestHandSeen(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	hand, err := w.hub.Hand(t.Context(), w.id, artistFace, 99)
	if err != nil {
		t.Fatal(err)
	}
	s, err := hand.See(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []error{nil, ErrMoved} {
		drawn, err := hand.DrawSeen(t.Context(), s.Seq, inks(3), nil)
		if err != want || (err == nil) != (len(drawn) == 3) {
			t.Errorf("it drew %d, %v; want %v", len(drawn), err, want)
		}
	}
	if s, err = hand.See(t.Context()); err != nil || len(s.Strokes) != 3 {
		t.Errorf("there are %d strokes, %v", len(s.Strokes), err)
	}
}

// TestHandLater: a hand whose context ends before it may go on is told at once, and what it
// drew is on disk. A viewer's hand is seen, and draws nothing.
func TestHandLater(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Room.Rates.StrokesPerMinute = 60 }, store.Options{})
	g, _, err := w.store.NewGuest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m, err := w.store.Enter(t.Context(), store.Link{Workspace: w.id, Role: core.Painter}, g.ID)
	if err != nil {
		t.Fatal(err)
	}
	hand, err := w.hub.MemberHand(t.Context(), m, 99)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	begin := time.Now()
	if drawn, err := hand.Draw(ctx, inks(50), nil); err != nil || len(drawn) != 50 {
		t.Fatalf("drew %d, %v", len(drawn), err)
	}
	drawn, err := hand.Draw(ctx, inks(15), nil)
	var later *LaterError
	if !errors.As(err, &later) || len(drawn) != 10 || later.Taken != 10 || later.Why != core.TooFast || later.Wait < 20*time.Second || time.Since(begin) > 35*time.Second {
		t.Errorf("of fifteen past fifty it drew %d, %+v (L1); want ten, and to come again", len(drawn), err)
	}
	if recs, err := w.store.Entries(ctx, hand.Piece, 0, 1000); err != nil || len(recs) < 4 {
		t.Errorf("%d entries are on disk when the call returns, %v", len(recs), err)
	}
	select {
	case <-hand.Gone():
		t.Error("the hand is gone")
	default:
	}
	m.No, m.Role = 77, core.Viewer
	looks, err := w.hub.MemberHand(t.Context(), m, 100)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := looks.See(t.Context()); err != nil || len(s.Strokes) != 60 {
		t.Errorf("a viewer's hand sees %d strokes, %v", len(s.Strokes), err)
	}
	if _, err := looks.Draw(t.Context(), inks(1), nil); !errors.Is(err, core.NotMember) {
		t.Errorf("a viewer's hand draws: %v", err)
	}
}

// TestHandTooLate: after its context has ended a hand draws nothing, also where the workspace was
// busy when it asked.
func TestHandTooLate(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	hand, err := w.hub.Hand(t.Context(), w.id, artistFace, 99)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		busy, free := make(chan struct{}), make(chan struct{})
		hand.w.do(ctx, func(*Workspace) { close(busy); <-free })
		<-busy
		done := make(chan error, 1)
		go func() {
			_, err := hand.Draw(ctx, inks(1), nil)
			done <- err
		}()
		for len(hand.w.inbox) == 0 {
			time.Sleep(time.Millisecond)
		}
		cancel()
		close(free)
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("it was too late while it waited, and it said %v", err)
		}
		if _, err := hand.Draw(ctx, inks(1), nil); !errors.Is(err, context.Canceled) {
			t.Errorf("it was too late before, and it said %v", err)
		}
	}
	if s, err := hand.See(t.Context()); err != nil || len(s.Strokes) > 0 {
		t.Errorf("%d strokes were drawn too late, %v", len(s.Strokes), err)
	}
}
