package authority

import (
	"slices"

	"easel.example/core"
	"easel.example/core/limit"
	"easel.example/core/wire"
)

// A session is one socket of a member.
type session struct {
	id      Session
	member  uint32
	role    core.Role
	actor   core.Actor // 0 for a viewer
	heard   int64      // server's ms of the last frame from it
	strikes int
	holding core.Refusal // the later-refusal after which its nums wait, or 0
	cursor  wire.Cursor
	moved   bool
	hand    bool // without a socket: see OpenHand

	touched   int64 // points, see touchedMost: less what time has taken of them since touchedAt
	touchedAt int64

	hellos limit.Window
	hello  *wire.Hello // that came too soon, or nil
}

// A session that asks for it is welcomed hellosMax times in helloMs, and waits
// beyond that: a snapshot costs more than the frame that asks for it.
const (
	hellosMax = 4
	helloMs   = 4000
)

// What a session may touch by hiding, showing and forming strokes, in points: each
// costs all who watch as much as if it were drawn, and its author a few bytes. So
// many at once, whatever one batch has, and so many a second from then on (rule L7).
const (
	touchedMost   = 1_000_000
	touchedPerSec = 500_000
)

// wait returns in how many ms the session may touch more strokes, or 0.
func (s *session) wait(now int64) int64 {
	s.touched = max(s.touched-max(now-s.touchedAt, 0)*touchedPerSec/1000, 0)
	s.touchedAt = now
	if s.touched < touchedMost {
		return 0
	}
	return (s.touched-touchedMost)*1000/touchedPerSec + 1
}

// strikesMax is how many malformed frames end a session (rule H2).
const strikesMax = 3

// silenceMs is how long a session may be silent: clients ping every 5 s, so
// six pings are missing (rule L4).
const silenceMs = 30_000

// Who is the identity that a host vouches for.
type Who struct {
	Member wire.Member // ID, name, colour and role
}

func (r *Room) session(id Session) *session {
	for _, s := range r.sessions {
		if s.id == id {
			return s
		}
	}
	return nil
}

// Sessions returns how many sessions the room has.
func (r *Room) Sessions() int { return len(r.sessions) }

// Open starts session id with the hello it sent (rule S5). It returns the
// refusal with which the host closes the socket, or 0.
func (r *Room) Open(id Session, who Who, h wire.Hello, now int64) core.Refusal {
	if h.Oldest > wire.Version || h.Newest < wire.Version {
		return core.TooOld
	}
	s := &session{id: id, member: who.Member.ID, role: who.Member.Role, heard: now}
	s.hellos = limit.Window{Max: hellosMax, Span: helloMs}
	looksOn := false
	if s.role.Draws() && h.Replica != 0 {
		a, why := r.actorOf(h.Replica, s.member, now)
		if why != 0 && why != core.OverQuota {
			return why
		}
		s.actor, looksOn = a, a == 0
	}
	if s.actor != 0 {
		// What the client will not send again it has given up, or was refused for good.
		if st := &r.actors[s.actor-1]; h.Next > st.last+1 {
			st.last = h.Next - 1
		}
	}
	r.makeRoom(s)
	r.sessions = append(r.sessions, s)
	r.welcome(s, h, now)
	if looksOn {
		r.send(id, r.w.Error(nil, wire.Error{Why: core.OverQuota, Text: "Too many pages have drawn on this piece. In this one you can watch."}))
	}
	r.meet(s, who.Member)
	return 0
}

// actorOf returns the actor of a replica, which joins the piece if it is new.
func (r *Room) actorOf(replica uint64, member uint32, now int64) (core.Actor, core.Refusal) {
	if a, ok := r.replicas[claim{replica, member}]; ok {
		return a, 0
	}
	a, own := core.Actor(len(r.actors)+1), 0
	for _, who := range r.piece.Actors() {
		if who.Member == member {
			own++
		}
	}
	if a > core.ActorsMax || own >= r.cfg.ActorsPerMember {
		return 0, core.OverQuota
	}
	r.server(core.Op{Kind: core.Join, Stroke: core.StrokeID{Actor: a}, Replica: replica, Member: member}, now)
	return a, 0
}

// makeRoom closes the session that has the replica of s, and, while the member
// has as many as rule L4 allows, the one that was silent longest.
func (r *Room) makeRoom(s *session) {
	if s.actor != 0 {
		for _, t := range r.sessions {
			if t.actor == s.actor {
				r.close(t, core.TooMany)
				break
			}
		}
	}
	for {
		n := 0
		var oldest *session
		for _, t := range r.sessions {
			if t.member != s.member {
				continue
			}
			if n++; oldest == nil || t.heard < oldest.heard {
				oldest = t
			}
		}
		if n < r.cfg.ConnectionsPerMember {
			return
		}
		r.close(oldest, core.TooMany)
	}
}

// welcome answers a hello: with the entries that the client lacks, or else
// with a snapshot.
func (r *Room) welcome(s *session, h wire.Hello, now int64) {
	s.hello = nil
	resumed := r.canResume(h)
	m := wire.Welcome{
		Version: wire.Version, Actor: s.actor, Member: s.member, Role: s.role,
		Epoch: r.epoch(), Piece: r.piece.Number(), Now: now, Rates: r.cfg.Rates,
		Window: r.windows.Times(s.member), Resumed: resumed, Title: r.title,
	}
	if s.actor != 0 {
		m.Last = r.actors[s.actor-1].last
	}
	r.out.Sends = append(r.out.Sends, Send{To: s.id, Frame: r.w.Welcome(nil, m), Start: true})
	if resumed {
		r.sendTail(s, h.Seq)
	} else {
		r.sendSnapshot(s)
	}
	if a := s.actor; a != 0 {
		r.ackDurable(s, a)
	}
	if len(r.members) > 0 {
		r.send(s.id, r.w.Members(nil, r.members))
	}
}

func (r *Room) epoch() uint32 {
	if len(r.epochs) == 0 {
		return 0
	}
	return r.epochs[len(r.epochs)-1].Epoch
}

// canResume reports whether the client's seq lies in what its epoch made
// durable, and the entries since are at hand.
func (r *Room) canResume(h wire.Hello) bool {
	if h.Piece != r.piece.Number() || h.Seq > r.seq || h.Seq+uint64(len(r.tail)) < r.seq {
		return false
	}
	for _, e := range r.epochs {
		if e.Epoch > h.Epoch { // the one that followed the client's: what came from its first on was lost
			return h.Seq < e.First
		}
	}
	return h.Epoch == r.epoch()
}

// sendTail sends the entries after seq.
func (r *Room) sendTail(s *session, seq uint64) {
	for _, t := range r.tail[len(r.tail)-int(r.seq-seq):] {
		enc := t.enc
		if t.actor != 0 && t.actor == s.actor {
			enc = r.w.AppendOwn(nil, t.ms, t.actor, t.num)
		}
		r.out.Sends = append(r.out.Sends, Send{To: s.id, Seq: t.seq, Entry: enc})
	}
}

// sendSnapshot sends the piece as it is now.
func (r *Room) sendSnapshot(s *session) {
	r.send(s.id, r.snapshotFrame())
	n := r.parts()
	for i := range n {
		data := r.base[i*wire.BasePart : min((i+1)*wire.BasePart, len(r.base))]
		r.send(s.id, r.w.Base(nil, wire.Base{Piece: r.piece.Number(), Part: uint32(i), Parts: uint32(n), Data: data}))
	}
}

func (r *Room) parts() int { return (len(r.base) + wire.BasePart - 1) / wire.BasePart }

// snapshotFrame returns the snapshot at seq, made once however many ask, until the
// next tick: all ink that is done is in the cache, and need not be in memory twice.
func (r *Room) snapshotFrame() []byte {
	if r.frame == nil || r.frameN != r.seq {
		m := wire.Snapshot{Seq: r.seq, Time: r.time, Pixels: r.pixels, Parts: uint32(r.parts())}
		r.cache.Take(&m, r.piece, r.flat)
		r.frame, r.frameN = r.w.Snapshot(nil, m), r.seq
	}
	return r.frame
}

// greet answers a hello of a session that was welcomed before, at once or in time. It
// reports which.
func (r *Room) greet(s *session, h wire.Hello, now int64) (atOnce bool) {
	if s.hellos.Wait(now, 1) != 0 {
		s.hello = &h
		return false
	}
	s.hellos.Add(now, 1)
	r.welcome(s, h, now)
	return true
}

// CatchUp sends a session the whole piece anew. The host calls it for a session
// that could not keep up, once what was queued for it is written or dropped
// (rule S7).
func (r *Room) CatchUp(id Session, now int64) {
	if s := r.session(id); s != nil {
		r.welcome(s, wire.Hello{}, now)
	}
}

// Leave ends session id; its socket is gone.
func (r *Room) Leave(id Session) {
	if s := r.session(id); s != nil {
		r.remove(s)
	}
}

func (r *Room) remove(s *session) {
	r.tellFaces() // there may be no tick after it
	r.sessions = slices.DeleteFunc(r.sessions, func(t *session) bool { return t == s })
	if s.actor != 0 && (s.moved || !s.cursor.Gone) {
		r.send(0, r.w.Cursors(nil, []wire.Cursor{{Actor: s.actor, Gone: true}}))
	}
	for i := range r.members {
		if m := &r.members[i]; m.ID == s.member && !r.present(m.ID) {
			m.Online = false
			r.send(0, r.w.Members(nil, []wire.Member{*m}))
		}
	}
}

func (r *Room) present(member uint32) bool {
	return slices.ContainsFunc(r.sessions, func(s *session) bool { return s.member == member })
}

// meet tells s who is here, and everyone that s came.
func (r *Room) meet(s *session, m wire.Member) {
	m.Online = true
	i := slices.IndexFunc(r.members, func(o wire.Member) bool { return o.ID == m.ID })
	if i < 0 {
		r.members = append(r.members, m)
		r.forget()
		r.send(0, r.w.Members(nil, []wire.Member{m}))
	} else if r.members[i] != m {
		r.members[i] = m
		r.send(0, r.w.Members(nil, []wire.Member{m}))
	}
	if !s.hand {
		r.send(s.id, r.w.Members(nil, r.members))
	}
}

// forget drops the member that has been away longest when the list is full.
func (r *Room) forget() {
	if len(r.members) <= wire.MembersMax {
		return
	}
	if i := slices.IndexFunc(r.members, func(m wire.Member) bool { return !m.Online }); i >= 0 {
		r.members = slices.Delete(r.members, i, i+1)
	}
}
