package artist

import (
	"slices"

	"easel.example/core"
)

// A Look is what the painter sees of others.
type Look struct {
	Others []*core.Stroke // people's strokes that are seen and new since the last look, the oldest first
}

const (
	answersMost = 3   // at once: a conversation, not a lecture
	looksMost   = 200 // strokes that are thought about at once, the newest; all are left free
	metMost     = 64  // places that were answered, the newest

	// Strokes and points that are remembered, the newest, to be brought back (see Mend).
	seenMost       = 500
	seenPointsMost = 1 << 16
)

// See takes in what others have drawn. The next steps answer it, each with a thought and,
// where there is room, with marks, and nothing that is painted from now on covers it. The
// strokes are read, not kept.
func (p *Painter) See(l Look) {
	n := len(p.fresh)
	for _, s := range l.Others {
		if s.Hidden != 0 || !p.ink.add(s.Brush, s.Points) {
			continue
		}
		g := gestureOf(s.Brush, s.Points)
		g.id = s.ID
		p.fresh = append(p.fresh, g)
		p.seen = append(p.seen, Mark{s.Brush, append([]core.Point(nil), s.Points...)})
	}
	if len(p.fresh) == n {
		return
	}
	p.fresh = p.fresh[max(len(p.fresh)-looksMost, 0):]
	p.remember()
	p.ink.spread()
	p.changed++
	if p.next == 0 && len(p.told) == 0 {
		p.ground(l.Others)
	}
	p.plan.setting.aside = p.aside()
	p.ended = min(p.ended, 2) // there is something to be done again
}

// fullPercent is from what part of a sheet on others' ink is a ground to paint on: nothing would have room beside it.
const fullPercent = 60

// fills reports whether the ink fills the sheet.
func (k *ink) fills() bool {
	n := 0
	for _, far := range k.far {
		if far <= 0 {
			n++
		}
	}
	return k.any && n*100 >= len(k.far)*fullPercent
}

// notice leaves free what there is of lines that somebody is drawing, of which it has noticed so many points;
// they are answered when they are done.
func (p *Painter) notice(open []*core.Stroke, from map[core.StrokeID]int) {
	some := false
	for _, s := range open {
		if n := from[s.ID]; n < len(s.Points) {
			some = p.ink.addFrom(s.Brush, s.Points, max(n-1, 0)) || some
		}
	}
	if some {
		p.ink.spread()
		p.changed++
	}
}

// consider has the next steps answer what others have drawn since the last time: one answer for what lies together,
// and none for what joins something that was answered, or an answer.
func (p *Painter) consider() {
	gap := newHand(p.brief, 0, "").u(45)
	var groups []group
	for _, g := range grouped(p.fresh, gap) {
		box := g.box()
		if !slices.ContainsFunc(p.met, func(m core.Rect) bool { return !grown(m, gap).Intersect(grown(box, 1)).Empty() }) {
			groups = append(groups, g)
		}
		p.meet(box)
	}
	p.fresh = nil
	for _, g := range chosen(groups) {
		if p.answers < answersEver {
			p.said = append(p.said, p.answer(g))
		}
	}
}

// meet remembers where something was answered.
func (p *Painter) meet(box core.Rect) {
	p.met = append(p.met, box)
	p.met = p.met[max(len(p.met)-metMost, 0):]
}

// Recount takes in anew what is seen of others, where some of it was hidden, or is back: what is gone is
// not left free any more, nor brought back, nor answered; what is back was answered before. The strokes are read, not kept.
func (p *Painter) Recount(others []*core.Stroke) {
	p.ink, p.seen = newInk(p.brief.Width, p.brief.Height), nil
	left := map[core.StrokeID]bool{}
	for _, s := range others {
		if s.Hidden == 0 && !p.beneath[s.ID] && p.ink.add(s.Brush, s.Points) {
			left[s.ID] = true
			p.seen = append(p.seen, Mark{s.Brush, append([]core.Point(nil), s.Points...)})
		}
	}
	p.fresh = slices.DeleteFunc(p.fresh, func(g gesture) bool { return !left[g.id] })
	p.remember()
	for _, m := range p.replied {
		p.ink.add(m.Brush, m.Points)
	}
	p.ink.spread()
	p.changed++
	p.plan.setting.aside = p.aside()
}

// remember forgets the oldest strokes beyond what is kept.
func (p *Painter) remember() {
	points, from := 0, len(p.seen)
	for from > max(len(p.seen)-seenMost, 0) {
		if points += len(p.seen[from-1].Points); points > seenPointsMost {
			break
		}
		from--
	}
	p.seen = append([]Mark(nil), p.seen[from:]...)
}

// aside returns how far from the middle, in ‰ of the width, there is the most room for a
// subject: it is moved only where others have drawn in its place.
func (p *Painter) aside() (best int32) {
	w, h := p.brief.Width*core.Unit, p.brief.Height*core.Unit
	least := int32(1 << 30)
	for _, by := range []int32{0, -170, 170} {
		n := int32(0)
		for y := h / 4; y < h*9/10; y += h / 40 {
			for x := int32(300); x < 700; x += 10 {
				if p.ink.from(w/1000*(x+by), y) < p.ink.margin() {
					n++
				}
			}
		}
		if n*5/4 < least {
			best, least = by, n
		}
	}
	return best
}
