package core

// A ChangeKind says what a [Change] did.
type ChangeKind uint8

// The changes of a piece.
const (
	Began     ChangeKind = iota + 1 // Stroke was added at the end
	Grew                            // Stroke has points from index From on
	Ended                           // Stroke is done
	Hid                             // Stroke was hidden or shown
	Flattened                       // Strokes left for the base
	Joined                          // a replica was added
	Limited                         // the limits changed
	Formed                          // Stroke has another form
)

// A Change is one thing that Apply did to a piece.
type Change struct {
	Kind    ChangeKind
	Stroke  *Stroke
	From    int
	Strokes []*Stroke

	// What Rollback needs.
	lastN, hidden        uint32
	bytes, cost, touched int64
	beats                int
	base                 Base
	limits               Limits
	was                  *Stroke
}

// Was returns the pixels that the stroke of a Formed change touched before.
func (c *Change) Was() Rect { return c.was.Bounds() }

// A Journal lists what Apply did, in order, so that it can be shown and taken
// back. The zero Journal is empty and ready.
type Journal struct{ Changes []Change }

func (j *Journal) add(c Change) { j.Changes = append(j.Changes, c) }

// Reset empties j and keeps its memory.
func (j *Journal) Reset() {
	clear(j.Changes)
	j.Changes = j.Changes[:0]
}

// Rollback takes back all that j lists, which must be the last that was done
// to p, and resets j.
func (p *Piece) Rollback(j *Journal) {
	for i := len(j.Changes) - 1; i >= 0; i-- {
		p.undo(&j.Changes[i])
	}
	j.Reset()
}

func (p *Piece) undo(c *Change) {
	s := c.Stroke
	switch c.Kind {
	case Began:
		who := &p.actors[s.ID.Actor-1]
		who.LastN = c.lastN
		who.Open--
		p.strokes = p.strokes[:len(p.strokes)-1]
		p.unopen(s)
		delete(p.index, s.ID)
		p.bytes -= s.bytes
	case Grew:
		p.bytes -= s.bytes - c.bytes
		p.points -= int64(len(s.Points) - c.From)
		s.Points = s.Points[:c.From]
		s.bytes, s.cost, s.Touched, s.Beats = c.bytes, c.cost, c.touched, s.Beats[:c.beats]
	case Ended:
		s.Done = false
		p.actors[s.ID.Actor-1].Open++
		p.open = append(p.open, s)
	case Hid:
		s.Hidden = c.hidden
	case Flattened:
		p.base = c.base
		p.strokes = append(c.Strokes, p.strokes...)
		for _, t := range c.Strokes {
			p.index[t.ID] = t
			p.bytes += t.bytes
			p.points += int64(len(t.Points))
		}
	case Joined:
		p.actors = p.actors[:len(p.actors)-1]
	case Limited:
		p.limits = c.limits
	case Formed:
		p.bytes += c.was.bytes - s.bytes
		*s = *c.was
	}
}
