package hub

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// A world is a hub over a store in a folder of its own.
type world struct {
	t     *testing.T
	hub   *Hub
	store *store.Store
	id    int64
	dir   string // of the store
}

func newWorld(t *testing.T, change func(*Config), opt store.Options) *world {
	t.Helper()
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := st.FirstWorkspace(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 100}
	cfg.Room.Rates.StrokesPerMinute = 0
	if change != nil {
		change(&cfg)
	}
	w := &world{t, New(st, cfg), st, ws.ID, dir}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := w.hub.Close(ctx); err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// A peer is a client joined to a workspace without a socket between.
type peer struct {
	w     *world
	space *Workspace
	id    authority.Session
	box   *Outbox
	why   core.Refusal // it was closed with

	mu sync.Mutex
	c  *client.Client
}

func (w *world) member(role core.Role) store.Member {
	w.t.Helper()
	g, _, err := w.store.NewGuest(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	m, err := w.store.Enter(w.t.Context(), store.Link{Workspace: w.id, Role: role}, g.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *world) join(replica uint64) *peer {
	w.t.Helper()
	p := &peer{w: w, c: client.New(client.Config{Replica: replica})}
	p.c.Opened(1)
	var rd wire.Reader
	h, err := rd.Hello(p.c.Frame(1))
	if err != nil {
		w.t.Fatal(err)
	}
	why := core.Closing
	for tries := 0; why == core.Closing && tries < 100; tries++ { // it may be unloaded before one is in: then one comes again
		if p.space, err = w.hub.Workspace(w.t.Context(), w.id); err != nil {
			w.t.Fatal(err)
		}
		p.id, p.box, why = p.space.Join(w.t.Context(), w.member(core.Painter), 0, h)
	}
	if why != 0 {
		w.t.Fatalf("joining was refused: %v", why)
	}
	return p
}

// listen starts the peer's writer: it hands frames to the client.
func (p *peer) listen(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.why, _ = p.box.Write(ctx, func(f []byte) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			return p.c.Receive(f, 1)
		}, func() { p.space.CatchUp(ctx, p.id) })
	}()
	return done
}

// draw draws a stroke, and sends it.
func (p *peer) draw(points int) {
	p.mu.Lock()
	pts := make([]core.Point, points)
	for i := range pts {
		pts[i] = core.Point{X: int32(i % 1000 * 30), Y: int32(i * 7 % 900 * 30), Pressure: uint8(i)}
	}
	p.c.Draw(core.Brush{Kind: core.Pen, Version: 1, Width: 32, Opacity: 255}, pts, 1)
	var frames [][]byte
	for f := p.c.Frame(1); f != nil; f = p.c.Frame(1) {
		frames = append(frames, f)
	}
	p.mu.Unlock()
	for _, f := range frames {
		p.space.Receive(p.w.t.Context(), p.id, f)
	}
}

// until waits for something that the peer's client will come to.
func (p *peer) until(what string, ok func(*client.Client) bool) {
	p.w.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		p.mu.Lock()
		done := ok(p.c)
		p.mu.Unlock()
		if done {
			return
		}
		if time.Now().After(end) {
			p.w.t.Fatalf("%s: it does not come", what)
		}
	}
}

func (p *peer) digest() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.c.Replica().Piece().Digest()
}

func live(c *client.Client) bool { return c.Status(1).Phase == client.Live }

// TestStalledSession checks that a session that reads nothing holds no more
// than its bound, holds nobody up, and gets the piece whole once it reads (S7).
func TestStalledSession(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	ctx := t.Context()
	a, slow := w.join(1), w.join(2)
	a.listen(ctx)
	a.until("a live client", live)
	for range 400 {
		a.draw(4000) // some 12 KB each: nearly 5 MB
	}
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	slow.box.mu.Lock()
	bytes, behind := slow.box.bytes, slow.box.behind
	slow.box.mu.Unlock()
	if bytes > outboxBytes || !behind {
		t.Errorf("a stalled session holds %d bytes, behind is %t: want at most %d, and behind", bytes, behind, outboxBytes)
	}
	slow.listen(ctx)
	whole := a.digest()
	slow.until("the whole piece", func(c *client.Client) bool { return live(c) && c.Replica().Piece().Digest() == whole })
	a.draw(50)
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	more := a.digest()
	slow.until("the next stroke", func(c *client.Client) bool { return c.Replica().Piece().Digest() == more })
}

// TestAskAnew is a session that asks for the piece again and again and reads
// nothing: one copy of it waits, not one for each time.
func TestAskAnew(t *testing.T) {
	box := newOutbox()
	refuse, snapshot := []byte("refuse"), []byte("snapshot")
	box.put(&authority.Send{}, item{frame: refuse})
	for range 1000 {
		box.put(&authority.Send{Start: true}, item{frame: []byte("welcome")})
		if box.put(&authority.Send{}, item{frame: snapshot}) {
			t.Fatal("the session was given up")
		}
	}
	if n := len(box.items); n > 3 {
		t.Errorf("%d frames wait, want 3", n)
	}
	for _, it := range box.items[:cap(box.items)][len(box.items):] {
		if it.frame != nil {
			t.Fatal("a frame that nobody will be sent is still held")
		}
	}
	items, _, _, _ := box.take()
	if string(items[0].frame) != "refuse" {
		t.Errorf("what was said before the first welcome is gone: %q comes first", items[0].frame)
	}
}

// TestIdle checks that an empty workspace is unloaded, and loaded again as it was (L6).
func TestIdle(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Idle = 20 * time.Millisecond }, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	a.listen(ctx)
	a.until("a live client", live)
	a.draw(100)
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	if w.hub.Loaded() != 1 {
		t.Error("a workspace in use was unloaded (L6)")
	}
	a.space.Leave(a.id)
	for end := time.Now().Add(10 * time.Second); w.hub.Loaded() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("an empty workspace stays loaded (L6)")
		}
	}
	b := w.join(2)
	b.listen(ctx)
	b.until("the piece as it was", func(c *client.Client) bool {
		return live(c) && len(c.Replica().Piece().Strokes()) == 1
	})
}

// TestLoadIsShared checks that many who come at once share one load (L6).
func TestLoadIsShared(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	var all sync.WaitGroup
	got := make([]*Workspace, 32)
	for i := range got {
		all.Go(func() { got[i], _ = w.hub.Workspace(t.Context(), w.id) })
	}
	all.Wait()
	for i := range got {
		if got[i] == nil || got[i] != got[0] {
			t.Fatalf("visitor %d got another workspace", i)
		}
	}
	if _, err := w.hub.Workspace(t.Context(), w.id+1); Refusal(err) != core.NotMember {
		t.Errorf("a workspace that is not there: %v", err)
	}
}

// TestFaultEndsWorkspace checks that a fault of ours ends one workspace, whose
// sessions are told to come back, and that it is loaded again from the store.
func TestFaultEndsWorkspace(t *testing.T) {
	w := newWorld(t, nil, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	done := a.listen(ctx)
	a.until("a live client", live)
	a.draw(100)
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	a.space.do(ctx, func(*Workspace) { panic("a fault for the test") })
	<-done
	if a.why != core.Closing {
		t.Errorf("the session was closed with %v, want Closing", a.why)
	}
	b := w.join(2)
	b.listen(ctx)
	b.until("the piece from the store", func(c *client.Client) bool { return live(c) && len(c.Replica().Piece().Strokes()) == 1 })
}

// TestBrokenDisk checks that what is not stored is not acknowledged, that the
// session is told, and that it can come back once the disk works again (S6).
func TestBrokenDisk(t *testing.T) {
	var mu sync.Mutex
	broken := false
	w := newWorld(t, nil, store.Options{BeforeCommit: func() error {
		mu.Lock()
		defer mu.Unlock()
		if broken {
			return errors.New("the disk is broken, for the test")
		}
		return nil
	}})
	ctx := t.Context()
	a := w.join(1)
	done := a.listen(ctx)
	a.until("a live client", live)
	a.until("its join on disk", func(*client.Client) bool { return a.space.synced.Load() > 0 })
	mu.Lock()
	broken = true
	mu.Unlock()
	a.draw(100)
	<-done
	if a.why != core.CannotStore {
		t.Errorf("the session was closed with %v, want CannotStore", a.why)
	}
	a.mu.Lock()
	settled := a.c.Settled()
	a.mu.Unlock()
	if settled {
		t.Error("a stroke was acknowledged that is not stored (S6)")
	}
	mu.Lock()
	broken = false
	mu.Unlock()
	b := w.join(2)
	b.listen(ctx)
	b.until("the piece without the stroke", func(c *client.Client) bool { return live(c) && len(c.Replica().Piece().Strokes()) == 0 })
}

// TestPicture checks that a picture shows what the clients show, and is made once.
func TestPicture(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Room.Limits.WorkspaceBytes = 16 << 10 }, store.Options{})
	ctx := t.Context()
	a := w.join(1)
	a.listen(ctx)
	a.until("a live client", live)
	for range 40 {
		a.draw(300)
	}
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	one, err := w.hub.Picture(ctx, w.id)
	if err != nil {
		t.Fatal(err)
	}
	two, err := w.hub.Picture(ctx, w.id)
	if err != nil || two != one {
		t.Errorf("the same picture was drawn twice: %v", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if got := a.c.Canvas().Hash(); got != one.Raster {
		t.Errorf("the client shows %x, the server draws %x", got, one.Raster)
	}
	if a.c.Replica().Piece().Base().Strokes == 0 {
		t.Error("nothing was flattened: the test is too small")
	}
}

// TestFramesAreBounded: what the artist says fills no memory for a session that reads nothing.
func TestFramesAreBounded(t *testing.T) {
	o := newOutbox()
	for n := 0; ; n++ {
		if o.put(&authority.Send{}, item{frame: make([]byte, 4000)}) {
			if o.bytes > framesBytes+4000 || n < framesBytes/4000 {
				t.Errorf("%d frames, %d bytes wait before it is closed, want %d bytes", n, o.bytes, framesBytes)
			}
			return
		}
		if n > answersMax {
			t.Fatal("they are not bounded")
		}
	}
}

// A session that falls behind loses entries, which a snapshot makes good, and
// nothing else: what it was refused is not said twice.
func TestBehindKeepsAnswers(t *testing.T) {
	o := newOutbox()
	o.put(&authority.Send{Start: true}, item{frame: []byte("welcome")})
	o.put(&authority.Send{}, item{frame: []byte("refusal")})
	for seq := uint64(1); !o.behind; seq++ {
		o.put(&authority.Send{Seq: seq}, item{entry: make([]byte, 1000), seq: seq})
	}
	if len(o.items) != 2 || string(o.items[1].frame) != "refusal" || o.bytes != len("welcome")+len("refusal") || o.answers != 2 {
		t.Errorf("%d items, %d bytes, %d answers are left, want the two answers", len(o.items), o.bytes, o.answers)
	}
	o.put(&authority.Send{Start: true}, item{frame: []byte("welcome")})
	if len(o.items) != 1 {
		t.Errorf("%d items wait with a new welcome, want it alone", len(o.items))
	}
}
