package main

import (
	"context"
	"encoding/json"
	"fmt"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/tools/internal/link"
)

// An event is one line of watch. Which fields it has depends on Event:
// joined (seq, strokes), begun, ended, formed, hidden and shown (seq, stroke, member,
// points), truncated (seq, strokes in all), member (name, role, online),
// snapshot (seq, strokes), lost (text). Of the artist: artist (piece, artist), when its standing
// changes; thought, toolBegun, toolEnded, toolFailed, nudge (member) and notice (piece, note, text;
// with more, text follows what the note with this number had).
type event struct {
	Event   string `json:"event"`
	Seq     uint64 `json:"seq,omitempty"`
	Stroke  string `json:"stroke,omitempty"` // ACTOR.N
	Member  uint32 `json:"member,omitempty"`
	Points  int    `json:"points,omitempty"`
	Strokes uint64 `json:"strokes,omitempty"`
	Name    string `json:"name,omitempty"`
	Role    string `json:"role,omitempty"`
	Online  *bool  `json:"online,omitempty"`
	Text    string `json:"text,omitempty"`

	Piece  uint32     `json:"piece,omitempty"`
	Note   uint32     `json:"note,omitempty"`
	More   bool       `json:"more,omitempty"`
	Artist *artistNow `json:"artist,omitempty"`
}

func watchCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		w := &watcher{say: json.NewEncoder(c.stdout).Encode, failed: make(chan error, 1)}
		l, err := c.open(ctx, link.Config{Reader: true, Frame: w.frame, Lost: w.lost})
		if err != nil {
			return err
		}
		defer l.Close()
		select {
		case <-ctx.Done():
			return nil
		case err := <-w.failed:
			return fmt.Errorf("print an event: %w", err)
		case <-l.Ended():
			return l.Err()
		}
	}
}

// A watcher tells what frames bring about. It is called by the link's owner.
type watcher struct {
	say     func(v any) error // prints an event
	failed  chan error        // why it could not; the first reason is enough
	r       wire.Reader
	joined  bool
	gone    uint64 // strokes flattened
	members map[uint32]wire.Member
	current map[core.Actor]uint32 // N of the stroke that an actor began last
	known   map[core.StrokeID]known

	artistOnly bool // tells of the artist alone
}

// known is what was told of a stroke.
type known struct {
	done, hidden bool
	form         core.Form
}

func (w *watcher) tell(e event) {
	if err := w.say(e); err != nil {
		select {
		case w.failed <- err:
		default:
		}
	}
}

func (w *watcher) lost(why error) { w.tell(event{Event: "lost", Text: why.Error()}) }

// frame takes a frame that the client has taken already.
func (w *watcher) frame(c *client.Client, now int64, frame []byte) {
	switch wire.Type(frame) {
	case wire.TypeArtist:
		if a, err := w.r.Artist(frame); err == nil {
			w.tell(artistOf(a))
		}
		return
	case wire.TypeNote:
		if n, err := w.r.Note(frame); err == nil {
			w.tell(noteOf(n))
		}
		return
	}
	if w.artistOnly {
		return
	}
	switch wire.Type(frame) {
	case wire.TypeSnapshot, wire.TypeBase:
		if c.Replica() != nil && c.Status(now).Phase == client.Live {
			w.begin(c)
		}
	case wire.TypeEntries:
		if w.joined {
			w.entries(c, frame)
		}
	case wire.TypeMembers:
		w.meet(c.Status(now).Members)
	}
}

// begin takes up the piece as a snapshot brought it.
func (w *watcher) begin(c *client.Client) {
	p := c.Replica().Piece()
	e := event{Event: "snapshot", Seq: c.Replica().Seq(), Strokes: uint64(len(p.Strokes()))}
	if !w.joined {
		e.Event, w.joined = "joined", true
	}
	w.tell(e)
	w.gone, w.current, w.known = p.Base().Strokes, map[core.Actor]uint32{}, map[core.StrokeID]known{}
	for i, a := range p.Actors() {
		w.current[core.Actor(i+1)] = a.LastN
	}
	for _, s := range p.Strokes() {
		w.known[s.ID] = known{s.Done, s.Hidden != 0, s.Form()}
	}
}

// entries tells of the strokes that a frame of entries is about.
func (w *watcher) entries(c *client.Client, frame []byte) {
	_, _, list, err := w.r.Entries(frame)
	if err != nil {
		return // the client has said so, and opens another socket
	}
	p, seq := c.Replica().Piece(), c.Replica().Seq()
	for i := range list {
		b := &list[i].Batch
		for j := range b.Ops {
			if id, ok := w.about(b.Actor, &b.Ops[j]); ok {
				w.look(p, seq, id)
			}
		}
	}
	if gone := p.Base().Strokes; gone > w.gone {
		w.gone = gone
		w.tell(event{Event: "truncated", Seq: seq, Strokes: gone})
		for id := range w.known {
			if p.Stroke(id) == nil {
				delete(w.known, id)
			}
		}
	}
}

// about returns the stroke that an op is about.
func (w *watcher) about(a core.Actor, op *core.Op) (core.StrokeID, bool) {
	switch op.Kind {
	case core.Begin:
		w.current[a] = op.Stroke.N
		return core.StrokeID{Actor: a, N: op.Stroke.N}, true
	case core.Extend, core.End:
		n := op.Stroke.N
		if n == 0 {
			n = w.current[a]
		}
		return core.StrokeID{Actor: a, N: n}, true
	case core.Hide, core.Show, core.Set, core.EndFor:
		return op.Stroke, true
	}
	return core.StrokeID{}, false
}

// look tells what is new of a stroke.
func (w *watcher) look(p *core.Piece, seq uint64, id core.StrokeID) {
	s := p.Stroke(id)
	if s == nil {
		return // not admitted, or flattened already
	}
	was, there := w.known[id]
	is := known{s.Done, s.Hidden != 0, s.Form()}
	w.known[id] = is
	e := event{Seq: seq, Stroke: fmt.Sprintf("%d.%d", id.Actor, id.N), Member: s.Member, Points: len(s.Points)}
	say := func(name string, now bool) {
		if now {
			e.Event = name
			w.tell(e)
		}
	}
	say("begun", !there)
	say("ended", is.done && !was.done)
	say("formed", is.form != was.form)
	say("hidden", is.hidden && !was.hidden)
	say("shown", !is.hidden && was.hidden)
}

// meet tells of members that came, left or changed.
func (w *watcher) meet(list []wire.Member) {
	if w.members == nil {
		w.members = map[uint32]wire.Member{}
	}
	for _, m := range list {
		if w.members[m.ID] == m {
			continue
		}
		w.members[m.ID] = m
		w.tell(event{Event: "member", Member: m.ID, Name: m.Name, Role: m.Role.String(), Online: &m.Online})
	}
}
