package hub

import (
	"slices"

	"easel.example/core/authority"
	"easel.example/core/wire"
)

// A board is what people see of the artist, for those who come.
type board struct {
	artist *wire.Artist
	notes  []wire.Note
	frames map[uint32][]byte // of notes, by their ids: encoded once for all who come, as they are then
}

// postsMost bounds what waits to be shown. Past it the oldest is dropped; who comes anew
// reads it from whoever posts.
const postsMost = 4096

// A post is what is to be shown: how the artist stands, or a note.
type post struct {
	artist *wire.Artist
	note   wire.Note
}

// Post shows people how the artist stands, if a is not nil, and notes. A note is to be read
// its At ms after all that was drawn before it has been performed. Post does not wait; what is drawn
// after it has returned is shown after it.
func (w *Workspace) Post(a *wire.Artist, notes ...wire.Note) {
	w.posts.Lock()
	if a != nil {
		w.posted = append(w.posted, post{artist: a})
	}
	for _, n := range notes {
		w.posted = append(w.posted, post{note: n})
	}
	if over := len(w.posted) - postsMost; over > 0 {
		w.posted = slices.Delete(w.posted, 0, over)
	}
	w.posts.Unlock()
	w.signal()
}

// showPosts shows what was posted.
func (w *Workspace) showPosts() {
	w.posts.Lock()
	list := w.posted
	w.posted = nil
	w.posts.Unlock()
	if len(list) == 0 {
		return
	}
	w.carryOut() // what was drawn before
	var wr wire.Writer
	now := w.hub.cfg.Now()
	at := w.room.PerformedAt(now)
	for _, p := range list {
		if a := p.artist; a != nil {
			if w.board.artist == nil || w.board.artist.Piece != a.Piece {
				w.board.notes, w.board.frames = nil, nil
			}
			w.board.artist = a
			w.send(&authority.Send{Frame: wr.Artist(nil, *a)})
			continue
		}
		n := p.note
		n.At += at
		w.board.take(n)
		w.send(&authority.Send{Frame: wr.Note(nil, n)})
	}
}

// take takes a note in.
func (b *board) take(n wire.Note) {
	if len(b.notes) == wire.NotesMax {
		delete(b.frames, b.notes[0].ID) // the one that may make way
	}
	b.notes = wire.Merge(b.notes, n)
	delete(b.frames, n.ID)
}

// frame returns the i-th note for who comes now.
func (b *board) frame(i int) []byte {
	n := b.notes[i]
	f := b.frames[n.ID]
	if f == nil {
		if b.frames == nil {
			b.frames = map[uint32][]byte{}
		}
		var wr wire.Writer
		n.More = false
		f = wr.Note(nil, n)
		b.frames[n.ID] = f
	}
	return f
}

// sooner has no note be read later than at.
func (b *board) sooner(at int64) {
	clear(b.frames)
	for i := range b.notes {
		b.notes[i].At = min(b.notes[i].At, at)
	}
}

// show shows the board to a session that has just been welcomed.
func (w *Workspace) show(id authority.Session) {
	if w.board.artist == nil {
		return
	}
	var wr wire.Writer
	a := *w.board.artist
	if a.Paused == wire.PausedAway {
		a.Paused = wire.NotPaused // somebody is here: the artist is about to say so
	}
	w.put(id, &authority.Send{To: id, Frame: wr.Artist(nil, a)})
	for i := range w.board.notes {
		w.put(id, &authority.Send{To: id, Frame: w.board.frame(i)})
	}
}

// watch tells the host's watcher how many sessions there are, when that has changed.
func (w *Workspace) watch() {
	if n := len(w.outboxes); n != w.watched && w.hub.cfg.Watch != nil {
		w.watched = n
		w.looking.Store(int64(n))
		w.hub.cfg.Watch(w.id, n)
	}
}

// Viewers returns how many sessions the host's watcher was told of last.
func (w *Workspace) Viewers() int { return int(w.looking.Load()) }
