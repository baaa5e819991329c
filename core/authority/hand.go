package authority

import (
	"easel.example/core"
	"easel.example/core/wire"
)

// A hand is a session without a socket: the artist's, or that of an agent. What it does
// is judged and admitted like everybody's, and is in the log when the call returns;
// viewers watch its strokes by their performance (see perform.go). It is told nothing:
// its host reads the piece.

// An Ink is a stroke that a hand wants to draw.
type Ink struct {
	Brush  core.Brush
	Points []core.Point
}

// A Done is what became of what a hand did.
type Done struct {
	Strokes []core.StrokeID // that it drew or marked, in order
	Taken   int             // how many of those asked for were looked at; those that are not in Strokes were cut
	Seq     uint64          // the entry; the host learns from Synced that it is durable
	Why     core.Refusal    // if not 0, nothing was done
	Ms      int64           // of a refusal for now: when to try again
}

// handPoints bounds the points of one batch of a hand, as of a client's, but for a stroke that
// has more.
const handPoints = 4096

// OpenHand starts a hand with session number id, as replica of member m. That of a viewer is there,
// and does nothing. It returns why not, or 0.
func (r *Room) OpenHand(id Session, m wire.Member, replica uint64, now int64) core.Refusal {
	if m.Role == 0 || replica == 0 {
		return core.NotMember
	}
	var a core.Actor
	if m.Role.Draws() {
		var why core.Refusal
		if a, why = r.actorOf(replica, m.ID, now); why != 0 {
			return why
		}
	}
	s := &session{id: id, member: m.ID, role: m.Role, actor: a, heard: now, hand: true}
	s.cursor.Gone = true
	r.makeRoom(s)
	r.sessions = append(r.sessions, s)
	r.meet(s, m)
	return 0
}

// Draw draws, as one entry, as many of the strokes as fit into a batch.
func (r *Room) Draw(id Session, list []Ink, now int64) Done {
	s := r.session(id)
	if s == nil || !s.hand || s.actor == 0 {
		return Done{Why: core.NotMember}
	}
	who, _ := r.piece.Actor(s.actor)
	b := core.Batch{Actor: s.actor, Num: r.actors[s.actor-1].last + 1}
	most := min(len(list), int(r.cfg.Rates.PendingStrokes)) // more at once would never be let through
	if n := r.windows.Remaining(s.member, now); n >= 0 && s.member != core.ArtistMember {
		most = min(most, max(n, 1)) // where the rate lets none through, one is told when
	}
	taken := 0
	for points := 0; taken < most && len(b.Ops)+3 <= int(r.piece.Limits().BatchOps); taken++ {
		ink := list[taken]
		if points += len(ink.Points); points > handPoints && taken > 0 {
			break
		}
		b.Ops = appendInk(b.Ops, who.LastN+1+uint32(taken), ink)
	}
	d := r.byHand(s, b, now)
	d.Taken = taken
	return d
}

// appendInk appends what draws a stroke; one without points is none.
func appendInk(ops []core.Op, n uint32, ink Ink) []core.Op {
	if len(ink.Points) == 0 {
		return ops
	}
	id := core.StrokeID{N: n}
	return append(ops, core.Op{Kind: core.Begin, Stroke: id, Brush: ink.Brush}, core.Op{Kind: core.Extend, Stroke: id, Points: ink.Points}, core.Op{Kind: core.End, Stroke: id})
}

// Mark hides or shows strokes, as one entry, as many as fit into a batch.
func (r *Room) Mark(id Session, kind core.Kind, strokes []core.StrokeID, now int64) Done {
	s := r.session(id)
	if s == nil || !s.hand || s.actor == 0 || kind != core.Hide && kind != core.Show {
		return Done{Why: core.NotMember}
	}
	n := min(len(strokes), int(r.piece.Limits().BatchOps))
	b := core.Batch{Actor: s.actor, Num: r.actors[s.actor-1].last + 1}
	for _, t := range strokes[:n] {
		b.Ops = append(b.Ops, core.Op{Kind: kind, Stroke: t})
	}
	d := r.byHand(s, b, now)
	d.Taken = n
	return d
}

// byHand decides on a batch of a hand. Nums of a hand are never sent again, so one that
// is refused is not used up.
func (r *Room) byHand(s *session, b core.Batch, now int64) (d Done) {
	s.heard = now
	if len(b.Ops) == 0 {
		return d
	}
	if d.Ms = r.waitToPerform(b.Begins(), now); d.Ms > 0 {
		d.Why = core.TooFast
		return d
	}
	if d.Why, d.Ms = r.judge(s, r.piece.Number(), b, now); d.Why != 0 {
		return d
	}
	who, _ := r.piece.Actor(s.actor)
	at := len(r.out.Sends)
	kept := r.admit(s, b, r.w.AppendOps(nil, b, who.LastN), now)
	d.Seq = r.seq
	for i := range kept.Ops {
		switch op := &kept.Ops[i]; {
		case op.Kind == core.Begin:
			d.Strokes = append(d.Strokes, core.StrokeID{Actor: s.actor, N: op.Stroke.N})
		case op.Kind.Marks():
			d.Strokes = append(d.Strokes, op.Stroke)
		}
	}
	r.perform(s, kept, at, now)
	return d
}
