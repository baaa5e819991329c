package hub

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// tick is how often a room with sessions is told the time: it is also how
// often people's cursors move for others.
const tick = 50 * time.Millisecond

// inboxEvents bounds what waits for a workspace. When it is full a session's
// reader waits, so its socket is read no faster than the workspace works.
const inboxEvents = 256

// A Workspace is one workspace in memory.
type Workspace struct {
	hub *Hub
	id  int64
	key store.PieceKey

	inbox  chan func(*Workspace) // run by its goroutine, which owns all below the line
	ended  chan struct{}         // closed when the goroutine has ended
	quit   chan struct{}
	once   sync.Once
	synced atomic.Uint64 // seq that the store has made durable
	failed atomic.Bool   // an append failed
	wake   chan struct{} // synced, failed or posted has changed; one is enough

	looking atomic.Int64 // see Viewers

	posts  sync.Mutex // guards posted
	posted []post     // what is to be shown

	// Owned by the goroutine.
	room     *authority.Room
	outboxes map[authority.Session]*Outbox
	next     authority.Session
	empty    time.Time // since when there is no session
	appended uint64    // seq that was given to the store
	snapshot uint64    // seq of the newest snapshot
	saving   bool
	drawing  bool
	members  map[uint32]store.Member
	pictures pictures
	board    board
	waiters  []waiter
	watched  int   // sessions that the host's watcher knows of
	turn     *turn // the next piece, once nothing of this one is under way
}

func newWorkspace(h *Hub, id int64, key store.PieceKey, room *authority.Room) *Workspace {
	w := &Workspace{
		hub: h, id: id, key: key, room: room,
		inbox: make(chan func(*Workspace), inboxEvents), ended: make(chan struct{}), quit: make(chan struct{}),
		wake: make(chan struct{}, 1), outboxes: map[authority.Session]*Outbox{}, empty: time.Now(),
		members: map[uint32]store.Member{}, snapshot: room.Durable(), appended: room.Durable(),
	}
	w.synced.Store(room.Durable())
	return w
}

func (w *Workspace) stop() { w.once.Do(func() { close(w.quit) }) }

// do has the workspace's goroutine run f. It returns false if the workspace
// ends before it does.
func (w *Workspace) do(ctx context.Context, f func(*Workspace)) bool {
	select {
	case w.inbox <- f:
		return true
	case <-w.ended:
	case <-ctx.Done():
	}
	return false
}

// Join starts a session of a member who came by the link with that number, with
// the hello it sent. What is to be written to it comes into the outbox. It returns the refusal to close the socket with, or 0.
func (w *Workspace) Join(ctx context.Context, m store.Member, link uint32, h wire.Hello) (authority.Session, *Outbox, core.Refusal) {
	type answer struct {
		id  authority.Session
		why core.Refusal
	}
	box, got := newOutbox(), make(chan answer, 1)
	box.piece, box.member, box.link = w.key.Piece, m.No, link
	ok := w.do(ctx, func(w *Workspace) {
		w.next++
		id := w.next
		w.outboxes[id] = box
		if had, ok := w.members[m.No]; ok { // the store may not have the newest yet
			m.Name, m.Color = had.Name, had.Color
		}
		w.members[m.No] = m
		why := w.room.Open(id, authority.Who{Member: face(m)}, h, w.hub.cfg.Now())
		if why != 0 {
			delete(w.outboxes, id)
		} else {
			w.carryOut() // the welcome comes first
			w.show(id)
		}
		got <- answer{id, why}
	})
	if !ok {
		return 0, nil, core.Closing
	}
	select {
	case a := <-got:
		return a.id, box, a.why
	case <-w.ended:
		return 0, nil, core.Closing
	}
}

// Expel closes the sessions for which which returns true: they had come by a
// link or as a member that is no longer good for it. A client that may come
// back as something else is told to. What there is to say is said before.
func (w *Workspace) Expel(ctx context.Context, why core.Refusal, say string, which func(member, link uint32) bool) {
	var wr wire.Writer
	w.do(ctx, func(w *Workspace) {
		for id, box := range w.outboxes {
			if which(box.member, box.link) {
				w.room.Leave(id)
				if say != "" {
					box.put(&authority.Send{To: id}, item{frame: wr.Error(nil, wire.Error{Why: why, Text: say})})
				}
				box.close(why)
				delete(w.outboxes, id)
			}
		}
	})
}

// face is how others see a member.
func face(m store.Member) wire.Member {
	c := uint32(0)
	for _, d := range m.Color {
		switch {
		case d >= '0' && d <= '9':
			c = c<<4 | uint32(d-'0')
		case d >= 'a' && d <= 'f':
			c = c<<4 | uint32(d-'a'+10)
		}
	}
	return wire.Member{ID: m.No, Name: m.Name, Color: c & 0xffffff, Role: m.Role}
}

// Receive hands on a frame of a session. It waits while the workspace is busy,
// and returns false when it has ended. The frame is the workspace's from here on.
func (w *Workspace) Receive(ctx context.Context, id authority.Session, frame []byte) bool {
	return w.do(ctx, func(w *Workspace) { w.room.Receive(id, frame, w.hub.cfg.Now()) })
}

// CatchUp sends a session that had fallen behind the piece anew.
func (w *Workspace) CatchUp(ctx context.Context, id authority.Session) {
	w.do(ctx, func(w *Workspace) {
		w.room.CatchUp(id, w.hub.cfg.Now())
		w.carryOut()
		w.show(id)
	})
}

// Heard tells that a session's socket answers.
func (w *Workspace) Heard(ctx context.Context, id authority.Session) {
	w.do(ctx, func(w *Workspace) { w.room.Heard(id, w.hub.cfg.Now()) })
}

// Leave ends a session whose socket is gone.
func (w *Workspace) Leave(id authority.Session) {
	w.do(context.Background(), func(w *Workspace) {
		delete(w.outboxes, id)
		w.room.Leave(id)
	})
}

// run is the workspace's goroutine. A fault of ours ends the workspace, not the
// server; what it had stored is loaded again by the next session.
func (w *Workspace) run() {
	defer w.hub.forget(w)
	defer close(w.ended)
	defer w.watch() // all are gone
	defer func() {
		if w.turn != nil {
			w.turn.done <- turned{err: ErrClosing}
		}
	}()
	defer func() {
		if p := recover(); p != nil {
			w.hub.cfg.Log.Error("workspace failed", "workspace", w.id, "seq", w.room.Seq(), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			w.closeAll(core.Closing)
		}
	}()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	w.carryOut()
	for {
		select {
		case f := <-w.inbox:
			f(w)
			for more := true; more; { // what has piled up goes to the store as one
				select {
				case f := <-w.inbox:
					f(w)
				default:
					more = false
				}
				w.carryOut()
			}
		case <-w.wake:
			if w.failed.Load() {
				w.closeAll(core.CannotStore)
				return
			}
			w.room.Synced(w.synced.Load())
			w.tellWaiters()
			w.compact()
			w.showPosts()
		case <-ticker.C:
			if len(w.outboxes) == 0 && w.idle() {
				w.finish()
				return
			}
			w.room.Tick(w.hub.cfg.Now())
		case <-w.quit:
			w.closeAll(core.Closing)
			w.finish()
			return
		}
		w.carryOut()
		if w.turn != nil && !w.saving && !w.drawing {
			w.turnOver()
			return
		}
	}
}

// idle reports whether the workspace has been empty for long enough (rule L6).
func (w *Workspace) idle() bool {
	return time.Since(w.empty) >= w.hub.cfg.Idle && !w.saving && !w.drawing
}

// carryOut does what the room asks for.
func (w *Workspace) carryOut() {
	o := w.room.Take()
	w.append(o.Records)
	for i := range o.Sends {
		w.send(&o.Sends[i])
	}
	for _, c := range o.Closes {
		if box := w.outboxes[c.Session]; box != nil {
			box.close(c.Why)
			delete(w.outboxes, c.Session)
		}
	}
	for _, m := range o.Faces {
		w.keepFace(m)
	}
	if o.Mismatches > 0 {
		w.hub.mismatches.add(o.Mismatches)
		w.hub.cfg.Log.Error("a client has another digest", "workspace", w.id, "seq", w.room.Seq())
	}
	if o.Flattened || len(w.room.Flat()) > 0 {
		w.drawBase()
	}
	if len(w.outboxes) > 0 {
		w.empty = time.Now()
	}
	w.watch()
}

// append gives records to the store. It tells us from its own goroutine, which
// must not wait for us, when they are durable.
func (w *Workspace) append(recs []authority.Record) {
	if len(recs) == 0 {
		return
	}
	list := make([]store.Record, len(recs))
	for i, r := range recs {
		list[i] = store.Record{Seq: r.Seq, Time: r.Time, Actor: uint32(r.Actor), Num: r.Num, Ops: r.Ops}
	}
	last := recs[len(recs)-1].Seq
	w.appended = last
	w.hub.store.Append(w.key, list, func(err error) {
		if err == nil {
			w.synced.Store(last)
		} else {
			if !errors.Is(err, store.ErrStopped) && !w.failed.Load() {
				w.hub.cfg.Log.Error("ink is not stored", "workspace", w.id, "seq", last, "err", err)
			}
			w.failed.Store(true)
		}
		select {
		case w.wake <- struct{}{}:
		default:
		}
	})
}

// send puts one of the room's sends into the outboxes it is for.
func (w *Workspace) send(s *authority.Send) {
	if s.To != 0 {
		w.put(s.To, s)
		return
	}
	for id, box := range w.outboxes {
		if box.begun {
			w.put(id, s)
		}
	}
}

func (w *Workspace) put(id authority.Session, s *authority.Send) {
	box := w.outboxes[id]
	if box == nil {
		return
	}
	box.begun = box.begun || s.Start
	it := item{frame: s.Frame, entry: s.Entry, seq: s.Seq}
	if s.Entry != nil && s.Author == id {
		it.entry = s.Own
	}
	if box.put(s, it) {
		box.close(core.TooSlow)
		delete(w.outboxes, id)
		w.room.Leave(id)
	}
}

// keepFace saves the name and the colour that a member has taken.
func (w *Workspace) keepFace(m wire.Member) {
	member, ok := w.members[m.ID]
	if !ok {
		return
	}
	var err error
	if member.Name != m.Name {
		member.Name = m.Name
		err = w.hub.store.SetName(member, m.Name)
	}
	if color := fmt.Sprintf("#%06x", m.Color); member.Color != color {
		member.Color = color
		err = errors.Join(err, w.hub.store.SetColor(member, color))
	}
	w.members[m.ID] = member
	if err != nil {
		w.hub.cfg.Log.Error("name or colour not saved", "workspace", w.id, "member", m.ID, "err", err)
	}
}

// closeAll closes every session with why.
func (w *Workspace) closeAll(why core.Refusal) {
	for id, box := range w.outboxes {
		w.room.Leave(id)
		box.close(why)
		delete(w.outboxes, id)
	}
}

// finish waits until what was appended is durable, and saves a snapshot, so
// that the next load is quick.
func (w *Workspace) finish() {
	w.carryOut()
	for w.synced.Load() < w.appended && !w.failed.Load() {
		<-w.wake
	}
	if w.failed.Load() || w.saving || w.room.Seq() == w.snapshot {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	state, seq := w.room.Save()
	if err := w.hub.store.SaveSnapshot(ctx, w.key, store.Snapshot{Seq: seq, State: state, Base: w.room.Base()}); err != nil {
		w.hub.cfg.Log.Error("snapshot not saved", "workspace", w.id, "seq", seq, "err", err)
	}
}
