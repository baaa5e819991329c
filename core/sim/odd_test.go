package sim

import (
	"easel.example/core"
	"easel.example/core/client"
)

// In every fourth world owners and the server's host act too: roles come and go,
// the quota is spent, the piece gives way to another. Their throws are apart, so
// that all other seeds mean what they meant.

// oddStep lets one of these things happen, now and then.
func (w *world) oddStep() {
	if w.seed%4 != 3 {
		return
	}
	for _, p := range w.peers {
		p.forgetHidden()
	}
	p := w.peers[w.odd.IntN(len(w.peers))]
	switch k := w.odd.IntN(400); {
	case k < 4:
		w.over = !w.over
		w.room.SetOverQuota(w.over)
	case k < 8:
		role := w.roles[p.who.Member.ID]
		if p.who.Member.Role != core.Viewer {
			role = core.Viewer
		}
		w.setRole(p.who.Member.ID, role)
	case k < 10:
		w.newPiece()
	case k < 14:
		w.place(p)
	}
	if w.forms.IntN(15) == 0 {
		w.reform(w.peers[w.forms.IntN(len(w.peers))])
	}
}

// reform has p select some strokes, shift them a little, recolour or remove them, or
// leave it at trying.
func (w *world) reform(p *peer) {
	if p.Replica() == nil {
		return
	}
	at := func() int32 { return w.forms.Int32N(side * core.Unit) }
	var own []*core.Stroke
	for _, s := range p.Replica().Piece().Strokes() {
		if s.Done && s.Hidden == 0 && s.Member == p.who.Member.ID && len(s.Points) > 0 {
			own = append(own, s)
		}
	}
	if len(own) > 0 && w.forms.IntN(3) > 0 {
		p.Select(own[w.forms.IntN(len(own))].Points[:1], 0, w.forms.IntN(2) == 0)
	} else if w.forms.IntN(2) == 0 {
		p.Select([]core.Point{{X: at(), Y: at()}, {X: at(), Y: at()}, {X: at(), Y: at()}}, 0, w.forms.IntN(2) == 0)
	}
	small := func() int32 { return w.forms.Int32N(9) - 4 }
	shift := client.Shift{A: core.FormOne + 999*small(), B: 999 * small(), C: 999 * small(), D: core.FormOne, X: 32 * small(), Y: 32 * small(), Wider: core.FormOne + 5000*small()}
	switch k := w.forms.IntN(10); {
	case k < 3:
		p.Shift(shift, false, w.now)
	case k < 7:
		p.Shift(shift, true, w.now)
	case k < 8:
		p.Recolor(uint32(at()), w.now)
	case k < 9:
		p.Deselect()
	default:
		p.Remove(w.now)
		p.forgetHidden() // before it hears of another piece
	}
}

// place has p put its strays onto the piece, and stores that at once, as hosts do.
func (w *world) place(p *peer) {
	if p.PlaceStrays(w.now); p.Status(w.now).Phase != client.Refused {
		w.keep(p)
	}
}

// setRole gives a member another role. Their sessions end, and come back with it.
// It is stored in the order of things: what was placed before is on disk by then.
func (w *world) setRole(member uint32, role core.Role) {
	w.sync(len(w.inFlight))
	for _, p := range w.peers {
		if p.who.Member.ID == member {
			p.who.Member.Role = role
			w.cut(p, 4000+uint32(core.Closing))
		}
	}
	w.carryOut()
}

// newPiece has the piece give way to the next one (S10). What is in its log is
// safe there.
func (w *world) newPiece() {
	w.sync(len(w.inFlight))
	for _, p := range w.peers {
		w.cut(p, 4000+uint32(core.NextPiece))
	}
	w.room.Take() // to nobody
	firsts, _ := w.replay()
	for at := range firsts {
		for _, p := range w.peers {
			p.lose(at)
		}
	}
	w.number++
	w.epochs, w.disk, w.archive, w.saved, w.base = nil, nil, nil, nil, nil
	for _, p := range w.peers {
		p.acked = 0
	}
	w.boot()
}

// lose says that p need not have the ink that begins at a point any more.
func (p *peer) lose(at core.Point) {
	delete(p.ink, at)
	delete(p.keptInk, at)
}

// forgetHidden loses what was undone or erased: on the next piece nobody wants it.
func (p *peer) forgetHidden() {
	if p.Replica() == nil {
		return
	}
	for _, s := range p.Replica().Piece().Strokes() {
		if s.Hidden != 0 && len(s.Points) > 0 {
			p.lose(s.Drawn().Points[0])
		}
	}
}

// refusedForGood takes note of what p loses with batch num.
func (w *world) refusedForGood(p *peer, num uint32) {
	p.refused = true
	if p.Replica() == nil {
		return
	}
	for _, b := range p.Replica().Pending() {
		for i := range b.Ops {
			if op := &b.Ops[i]; b.Num == num && op.Kind == core.Extend {
				p.lose(op.Points[0])
			}
		}
	}
}

// mend undoes what the odd steps have changed, so that a world can end.
func (w *world) mend() {
	if w.over {
		w.over = false
		w.room.SetOverQuota(false)
	}
	for _, p := range w.peers {
		if role := w.roles[p.who.Member.ID]; p.who.Member.Role != role {
			w.setRole(p.who.Member.ID, role)
		}
	}
}

// settle has p put its strays onto the piece. It reports whether there are more.
func (w *world) settle(p *peer) bool {
	if s := p.Status(w.now); s.Strays > 0 && s.Phase == client.Live {
		w.place(p)
		return true
	}
	return false
}
