package authority

import (
	"slices"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/core/wire"
)

// fullMs is when to try again after Full: by then one of the newest strokes may
// be older.
const fullMs = 2000

// Receive takes one frame from session id.
func (r *Room) Receive(id Session, frame []byte, now int64) {
	s := r.session(id)
	if s == nil {
		return
	}
	s.heard = now
	if len(frame) > core.FrameBytes {
		r.strike(s, "a frame is longer than 65,536 bytes")
		return
	}
	var err error
	switch wire.Type(frame) {
	case wire.TypePush:
		err = r.push(s, frame, now)
	case wire.TypeCursor:
		var m wire.Cursor
		if m, err = r.r.Cursor(frame); err == nil && s.actor != 0 {
			s.cursor, s.moved = m, true
			s.cursor.Actor = s.actor
		}
	case wire.TypePing:
		var m wire.Ping
		if m, err = r.r.Ping(frame); err == nil {
			r.send(id, r.w.Pong(nil, wire.Pong{Mark: m.Mark, Now: now}))
		}
	case wire.TypeMismatch:
		if _, err = r.r.Mismatch(frame); err == nil {
			if r.greet(s, wire.Hello{}, now) {
				r.out.Mismatches++ // what comes faster says nothing new
			}
		}
	case wire.TypeHello:
		var h wire.Hello
		if h, err = r.r.Hello(frame); err == nil {
			r.greet(s, h, now)
		}
	case wire.TypeName:
		err = r.face(s, frame)
	default:
		err = wire.FormatError("a frame of no known type")
	}
	if err != nil {
		r.strike(s, strings.TrimPrefix(err.Error(), "wire: "))
	}
}

// Heard tells that session id is alive, though it sent no frame: a page that is
// not seen may be kept from running, but its socket answers (rule L4).
func (r *Room) Heard(id Session, now int64) {
	if s := r.session(id); s != nil {
		s.heard = now
	}
}

// strike tells a session what was wrong; the third time ends it (rule H2).
func (r *Room) strike(s *session, why string) {
	s.strikes++
	r.send(s.id, r.w.Error(nil, wire.Error{Why: core.Malformed, Text: why}))
	if s.strikes >= strikesMax {
		r.close(s, core.Malformed)
	}
}

// face gives a member the name, and the colour if there is one, that they ask for.
func (r *Room) face(s *session, frame []byte) error {
	f, err := r.r.Name(frame)
	if err != nil {
		return err
	}
	f.Name = strings.TrimSpace(f.Name)
	if f.Name == "" || utf8.RuneCountInString(f.Name) > core.NameChars {
		return wire.FormatError("a name has 1 to 64 characters")
	}
	for i := range r.members {
		m := &r.members[i]
		if m.ID != s.member {
			continue
		}
		next := *m
		next.Name = f.Name
		if f.Colored {
			next.Color = f.Color
		}
		if *m != next {
			*m = next
			if !slices.Contains(r.faces, m.ID) {
				r.faces = append(r.faces, m.ID)
			}
		}
	}
	return nil
}

// tellFaces tells who has another name or colour since the last tick: however often
// they change, it is no flood for the others.
func (r *Room) tellFaces() {
	for _, m := range r.members {
		if slices.Contains(r.faces, m.ID) {
			r.out.Faces = append(r.out.Faces, m)
			r.send(0, r.w.Members(nil, []wire.Member{m}))
		}
	}
	r.faces = nil
}

// push decides on a batch, in the order that the package comment gives.
func (r *Room) push(s *session, frame []byte, now int64) error {
	m, err := r.r.Push(frame)
	if err != nil {
		return err
	}
	if s.actor == 0 {
		r.refuse(s, m.Num, core.NotMember, 0)
		return nil
	}
	a := &r.actors[s.actor-1]
	if m.Num <= a.last {
		r.ackDurable(s, s.actor)
		return nil
	}
	if m.Num > a.last+1 {
		if s.holding == 0 {
			return wire.FormatError("a batch is missing before this one")
		}
		r.refuse(s, m.Num, s.holding, 0)
		return nil
	}
	ops, err := wire.ParseOps(m.Ops, s.actor)
	if err != nil {
		return err
	}
	b := core.Batch{Actor: s.actor, Num: m.Num, Ops: ops}
	r.piece.Resolve(&b)
	if why, ms := r.judge(s, m.Piece, b, now); why != 0 {
		r.turnDown(s, b, why, ms, now)
		return nil
	}
	s.holding = 0
	r.admit(s, b, m.Ops, now)
	return nil
}

// judge decides what is not the piece's to decide (rule S1): the member's
// right, the rate, the quota.
func (r *Room) judge(s *session, piece uint32, b core.Batch, now int64) (why core.Refusal, ms int64) {
	switch {
	case piece != r.piece.Number():
		return core.NoPiece, 0
	case len(b.Ops) > int(r.piece.Limits().BatchOps) || r.overQuota:
		return core.OverQuota, 0
	case s.role != core.Owner && r.hidesOthers(s, b):
		return core.NotMember, 0
	}
	if n := b.Begins(); n > 0 && s.member != core.ArtistMember {
		if ms = r.windows.Wait(s.member, now, n); ms < 0 {
			return core.OverQuota, 0
		} else if ms > 0 {
			return core.TooFast, ms
		}
	}
	n := r.touches(b)
	if ms = s.wait(now); n > 0 && ms > 0 {
		return core.TooFast, ms
	}
	if !r.piece.Fits(b) {
		return core.Full, fullMs
	}
	s.touched += n
	return 0, 0
}

// touches counts the points of the strokes that b hides, shows and forms.
func (r *Room) touches(b core.Batch) (n int64) {
	for i := range b.Ops {
		if op := &b.Ops[i]; op.Kind.Marks() {
			if t := r.piece.Stroke(op.Stroke); t != nil {
				n += int64(len(t.Points))
			}
		}
	}
	return n
}

// hidesOthers reports whether b hides a stroke of someone else.
func (r *Room) hidesOthers(s *session, b core.Batch) bool {
	for i := range b.Ops {
		if op := &b.Ops[i]; op.Kind == core.Hide {
			if t := r.piece.Stroke(op.Stroke); t != nil && t.Member != s.member {
				return true
			}
		}
	}
	return false
}

// turnDown refuses a batch. One that is refused for good uses up its num, and
// what its author sent after it must not be taken for something else: the
// actor's open strokes end (rule S4).
func (r *Room) turnDown(s *session, b core.Batch, why core.Refusal, ms, now int64) {
	if why.Later() {
		s.holding = why
	} else {
		s.holding = 0
		r.actors[s.actor-1].last = b.Num
		r.endStrokes(s.actor, now)
	}
	r.refuse(s, b.Num, why, ms)
}

// endStrokes ends the open strokes of actor a.
func (r *Room) endStrokes(a core.Actor, now int64) {
	for i := len(r.piece.Open()) - 1; i >= 0; i-- {
		if t := r.piece.Open()[i]; t.ID.Actor == a {
			r.server(core.Op{Kind: core.EndFor, Stroke: t.ID}, now)
		}
	}
}

func (r *Room) refuse(s *session, num uint32, why core.Refusal, ms int64) {
	m := wire.Refuse{Piece: r.piece.Number(), Num: num, Why: why, Ms: uint32(min(ms, windowMs))}
	r.send(s.id, r.w.Refuse(nil, m))
}

// admit applies b and gives it its place. raw are b's ops as they came. It returns what
// the piece has kept of b.
func (r *Room) admit(s *session, b core.Batch, raw []byte, now int64) core.Batch {
	who, _ := r.piece.Actor(b.Actor)
	now = max(now, r.time)
	kept, cut := r.piece.Apply(b, now, &r.journal)
	if cut {
		raw = r.w.AppendOps(nil, kept, who.LastN)
	}
	r.learn(kept, now)
	r.enter(kept, raw, s.id, now)
	if kept.Begins() < b.Begins() {
		// What comes next may extend the stroke that was not begun without a
		// name: it would land in the one before.
		r.endStrokes(b.Actor, now)
	}
	// Authors do not even try to draw on a piece that has no room: what keeps old
	// ink from being flattened ends in time, or one pen that is never lifted would
	// stop them all.
	for t := r.piece.Blocker(); t != nil; t = r.piece.Blocker() {
		r.server(core.Op{Kind: core.EndFor, Stroke: t.ID}, now)
	}
	return kept
}

// server applies an op of the server's own.
func (r *Room) server(op core.Op, now int64) {
	b := core.Batch{Ops: []core.Op{op}}
	now = max(now, r.time)
	if _, cut := r.piece.Apply(b, now, &r.journal); cut {
		panic("authority: the piece does not admit an op of the server")
	}
	r.learn(b, now)
	r.enter(b, r.w.AppendOps(nil, b, 0), 0, now)
}

// enter gives an applied batch its seq, stores and sends it.
func (r *Room) enter(b core.Batch, raw []byte, author Session, now int64) {
	ms := now - r.time
	r.seq, r.time = r.seq+1, now
	enc := r.w.AppendEntry(nil, ms, b.Actor, raw)
	rec := Record{Seq: r.seq, Time: now, Actor: b.Actor, Num: b.Num, Ops: enc[len(enc)-len(raw):]}
	r.out.Records = append(r.out.Records, rec)
	send := Send{Seq: r.seq, Entry: enc}
	if b.Actor != 0 {
		at := place{r.seq, b.Num}
		r.actors[b.Actor-1].unsynced = append(r.actors[b.Actor-1].unsynced, at)
		send.Author, send.Own = author, r.w.AppendOwn(nil, ms, b.Actor, b.Num)
	}
	r.out.Sends = append(r.out.Sends, send)
	r.keepTail(tailEntry{place{r.seq, b.Num}, b.Actor, enc, ms})
	if r.cfg.DigestEvery > 0 && r.seq%r.cfg.DigestEvery == 0 && len(r.sessions) > 0 {
		r.send(0, r.w.Digest(nil, wire.Digest{Piece: r.piece.Number(), Seq: r.seq, Digest: r.piece.Digest()}))
	}
}

// keepTail adds an entry to the tail, and lets the oldest go past its bounds.
func (r *Room) keepTail(t tailEntry) {
	r.tail = append(r.tail, t)
	r.tailBytes += len(t.enc)
	n := 0
	for len(r.tail)-n > r.cfg.TailEntries || r.tailBytes > r.cfg.TailBytes && n < len(r.tail) {
		r.tailBytes -= len(r.tail[n].enc)
		r.tail[n] = tailEntry{}
		n++
	}
	r.tail = r.tail[n:]
}

// Synced tells that all entries up to seq are on disk: their authors hear it
// (rule S6).
func (r *Room) Synced(seq uint64) {
	if seq <= r.durable {
		return
	}
	if seq > r.seq {
		panic("authority: more is on disk than was ever entered")
	}
	r.durable = seq
	for _, s := range r.sessions {
		if s.actor != 0 && len(r.actors[s.actor-1].unsynced) > 0 && r.actors[s.actor-1].unsynced[0].seq <= seq {
			r.ackDurable(s, s.actor)
		}
	}
}

// ackDurable tells a session how far its batches are on disk.
func (r *Room) ackDurable(s *session, a core.Actor) {
	st := &r.actors[a-1]
	for len(st.unsynced) > 0 && st.unsynced[0].seq <= r.durable {
		st.unsynced = st.unsynced[1:]
	}
	num := st.last
	if len(st.unsynced) > 0 {
		num = st.unsynced[0].num - 1
	}
	r.send(s.id, r.w.Ack(nil, wire.Ack{Piece: r.piece.Number(), Seq: r.durable, Num: num}))
}

// Tick does what time brings: it ends strokes that nobody goes on with (rule
// S11), closes sessions that fell silent (L4), and sends where people point.
// The host calls it some twenty times a second while there are sessions.
func (r *Room) Tick(now int64) {
	r.frame = nil
	for i := len(r.piece.Open()) - 1; i >= 0; i-- {
		if t := r.piece.Open()[i]; now-t.Touched >= core.StrokeIdleMs {
			r.server(core.Op{Kind: core.EndFor, Stroke: t.ID}, now)
		}
	}
	for i := len(r.sessions) - 1; i >= 0; i-- {
		if s := r.sessions[i]; !s.hand && now-s.heard >= silenceMs {
			r.close(s, core.TooSlow)
		} else if s.hello != nil {
			r.greet(s, *s.hello, now)
		}
	}
	r.tellFaces()
	var list []wire.Cursor
	for _, s := range r.sessions {
		if s.moved {
			s.moved = false
			list = append(list, s.cursor)
		}
	}
	if len(list) > 0 {
		r.out.Sends = append(r.out.Sends, Send{Frame: r.w.Cursors(nil, list), Drop: true})
	}
	r.windows.Evict(now)
}
