package artist

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/ink"
	"easel.example/core/wire"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
	"easel.example/server/store"
)

func TestMain(m *testing.M) {
	if sketch.IsChild() {
		sketch.Child()
	}
	os.Exit(m.Run())
}

// A world is a server without sockets: a store, a hub, and artists.
type world struct {
	t       *testing.T
	dir     string
	store   *store.Store
	hub     *hub.Hub
	artists *Artists
	id      int64
	pending int32 // strokes that may wait to be performed; 0 is more than tests have
	stopped bool
}

func newWorld(t *testing.T, change func(*Config)) *world {
	t.Helper()
	return newTightWorld(t, 0, change)
}

// newTightWorld returns a world where few strokes may wait to be performed.
func newTightWorld(t *testing.T, pending int32, change func(*Config)) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), pending: pending}
	w.boot(change)
	t.Cleanup(w.stop)
	return w
}

// boot starts the server; stop ends it, and another boot finds what it has kept.
func (w *world) boot(change func(*Config)) {
	w.t.Helper()
	var err error
	if w.store, err = store.Open(context.Background(), w.dir, store.Options{}); err != nil {
		w.t.Fatal(err)
	}
	if w.id == 0 { // a small piece, whose pictures are drawn quickly
		ws, _, err := w.store.CreateWorkspace(context.Background(), "small", 500, 400)
		if err != nil {
			w.t.Fatal(err)
		}
		w.id = ws.ID
	}
	w.stopped = false
	cfg := hub.Config{Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 1000, Renderers: 2}
	cfg.Room.Rates.PendingStrokes = 100_000 // tests have no time to watch
	if w.pending > 0 {
		cfg.Room.Rates.PendingStrokes = w.pending
	}
	cfg.Watch = func(workspace int64, n int) { w.artists.Watch(workspace, n) }
	w.hub = hub.New(w.store, cfg)
	c := Config{Hub: w.hub, Keeper: w.store, Budget: DefaultBudget(), Ahead: time.Hour, Seed: func() uint64 { return 7 }}
	if change != nil {
		change(&c)
	}
	w.artists = New(c)
}

func (w *world) stop() {
	w.t.Helper()
	if w.stopped {
		return
	}
	w.stopped = true
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := w.artists.Close(ctx); err != nil {
		w.t.Error(err)
	}
	if err := w.hub.Close(ctx); err != nil {
		w.t.Error(err)
	}
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
}

// A viewer is a client that is joined without a socket.
type viewer struct {
	w     *world
	space *hub.Workspace
	id    authority.Session
	end   context.CancelFunc
	done  chan struct{}

	mu    sync.Mutex
	c     *client.Client
	notes map[uint32]wire.Note
	order []uint32
}

var replicas uint64 = 1000

func (w *world) view() *viewer {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	replicas++
	v := &viewer{w: w, c: client.New(client.Config{Replica: replicas, Still: true}), notes: map[uint32]wire.Note{}, end: cancel, done: make(chan struct{})}
	space, err := w.hub.Workspace(ctx, w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	g, _, err := w.store.NewGuest(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	m, err := w.store.Enter(ctx, store.Link{Workspace: w.id, Role: core.Painter}, g.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	v.c.Opened(1)
	var rd wire.Reader
	h, err := rd.Hello(v.c.Frame(1))
	if err != nil {
		w.t.Fatal(err)
	}
	id, box, why := space.Join(ctx, m, 0, h)
	if why != 0 {
		w.t.Fatal(why)
	}
	v.space, v.id = space, id
	go func() {
		defer close(v.done)
		box.Write(ctx, func(f []byte) error {
			v.mu.Lock()
			defer v.mu.Unlock()
			err := v.c.Receive(f, 1)
			v.c.Tick(1)
			list, anew := v.c.Notes()
			if anew {
				v.notes, v.order = map[uint32]wire.Note{}, nil
			}
			for _, n := range list {
				if _, ok := v.notes[n.ID]; !ok {
					v.order = append(v.order, n.ID)
				}
				v.notes[n.ID] = n
			}
			return err
		}, func() { space.CatchUp(ctx, id) })
	}()
	w.t.Cleanup(v.leave)
	return v
}

func (v *viewer) leave() {
	v.end()
	<-v.done
	v.space.Leave(v.id)
}

// draws draws a stroke as a person does.
func (v *viewer) draws(x, y int32) {
	v.mu.Lock()
	v.c.Down(ink.Mouse)
	for i := range int32(30) {
		v.c.Sample(ink.Sample{X: (x + 4*i) << 8, Y: (y + i*i/6) << 8, Pressure: 65535, Time: int64(i) * 8000}, 1)
	}
	v.c.Up(1)
	v.c.Tick(100)
	var frames [][]byte
	for f := v.c.Frame(100); f != nil; f = v.c.Frame(100) {
		frames = append(frames, f)
	}
	v.mu.Unlock()
	for _, f := range frames {
		v.space.Receive(context.Background(), v.id, f)
	}
}

// patience is how long a test waits for what will come.
const patience = 60 * time.Second

// until waits until something holds of the artist as the viewer is told.
func (v *viewer) until(what string, ok func(a wire.Artist) bool) wire.Artist {
	v.w.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		v.mu.Lock()
		a := v.c.Status(1).Artist
		v.mu.Unlock()
		if ok(a) {
			return a
		}
		if time.Now().After(end) {
			v.w.t.Fatalf("%s: it does not come; the artist is %+v", what, a)
		}
	}
}

// said returns the notes of a kind, in order.
func (v *viewer) said(kind wire.NoteKind) (list []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, id := range v.order {
		if n := v.notes[id]; n.Kind == kind {
			list = append(list, n.Text)
		}
	}
	return list
}

func (v *viewer) strokes() (artist, people int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.c.Replica() == nil { // the welcome has not come
		return 0, 0
	}
	for _, s := range v.c.Replica().Piece().Strokes() {
		switch {
		case s.Hidden != 0:
		case s.Member == core.ArtistMember:
			artist++
		default:
			people++
		}
	}
	return artist, people
}

func done(a wire.Artist) bool { return a.Done && !a.Active }
