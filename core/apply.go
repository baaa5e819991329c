package core

import "slices"

// Resolve completes a batch that came from the wire, where an Extend names its
// stroke by 0 and its points by differences: it sets Stroke.N and From from p
// and from b's earlier ops, and moves the points, in place.
//
// What follows a batch that was cut or refused must not land in the wrong
// place. It cannot: a cut ends its stroke (see Apply), and after a refusal for
// good the server ends the actor's open strokes (rule S4).
func (p *Piece) Resolve(b *Batch) {
	who, _ := p.Actor(b.Actor)
	current := who.LastN
	var at headings
	for i := range b.Ops {
		op := &b.Ops[i]
		switch op.Kind {
		case Begin:
			current = op.Stroke.N
		case Extend, End:
			if op.Stroke.N == 0 {
				op.Stroke.N = current
			}
			if len(op.Points) == 0 {
				continue
			}
			from, ok := at.get(op.Stroke.N)
			if !ok {
				from = p.heading(StrokeID{b.Actor, op.Stroke.N})
			}
			op.From = from
			from.Follow(op.Points)
			at.set(op.Stroke.N, from, op.Points)
		}
	}
}

// heading returns the heading of a live stroke, or the zero Heading.
func (p *Piece) heading(id StrokeID) Heading {
	s := p.index[id]
	if s == nil {
		return Heading{}
	}
	return HeadingOf(s.Points)
}

// headings remembers where the strokes of a batch end: a few, so a list does.
type headings []struct {
	n uint32
	t Heading
}

func (t headings) get(n uint32) (Heading, bool) {
	for i := range t {
		if t[i].n == n {
			return t[i].t, true
		}
	}
	return Heading{}, false
}

// set remembers that stroke n, which ended in from, now has pts as well.
func (t *headings) set(n uint32, from Heading, pts []Point) {
	for _, q := range pts[max(len(pts)-2, 0):] {
		from, _, _ = from.next(q)
	}
	for i := range *t {
		if (*t)[i].n == n {
			(*t)[i].t = from
			return
		}
	}
	*t = append(*t, struct {
		n uint32
		t Heading
	}{n, from})
}

// Apply admits b: it applies the longest prefix of b's ops, and of the last
// op's points, that p admits, and returns it with whether that is less than
// the whole of b. It reads p and b, nothing else (rule S1), so that author and
// server, on the same state, cut at the same place.
//
// A cut Extend ends its stroke, and kept says so with an End: what its author
// sends on without knowing is then cut too, here and there, and the author goes
// on in a new stroke.
//
// now is the server's ms of the entry, or 0 for a prediction. What changed is
// appended to j, which may be nil. The kept ops share their points with b; p
// copies them.
func (p *Piece) Apply(b Batch, now int64, j *Journal) (kept Batch, cut bool) {
	if j == nil {
		j = &Journal{}
	}
	for i := range b.Ops {
		op := &b.Ops[i]
		switch points, r := p.apply(b.Actor, op, now, j); r {
		case admitted:
			continue
		case declined:
			return Batch{b.Actor, b.Num, b.Ops[:i]}, true
		case shortened:
			kept = Batch{b.Actor, b.Num, slices.Clip(b.Ops[:i])}
			if points > 0 {
				some := *op
				some.Points = op.Points[:points]
				kept.Ops = append(kept.Ops, some)
			}
			kept.Ops = append(kept.Ops, Op{Kind: End, Stroke: StrokeID{N: op.Stroke.N}})
			return kept, true
		}
	}
	return b, false
}

// A verdict is what became of an op.
type verdict uint8

const (
	declined  verdict = iota // nothing of it was applied
	admitted                 // all of it
	shortened                // the first points of an Extend, perhaps none; its stroke is done
)

// apply applies what p admits of op. For a shortened one it returns how many
// points that is.
func (p *Piece) apply(a Actor, op *Op, now int64, j *Journal) (points int, v verdict) {
	if a == 0 {
		return 0, all(p.applyServers(op, j))
	}
	if int(a) > len(p.actors) {
		return 0, declined
	}
	who := &p.actors[a-1]
	switch op.Kind {
	case Begin:
		return 0, all(p.begin(a, who, op, now, j))
	case Extend:
		return p.extend(a, who, op, now, j)
	case End:
		s := p.own(a, who, op)
		if s == nil || s.Done {
			return 0, declined
		}
		p.end(s, j)
	case Hide:
		s := p.index[op.Stroke]
		if s == nil || s.Hidden != 0 {
			return 0, declined
		}
		p.hide(s, who.Member, j)
	case Show:
		s := p.index[op.Stroke]
		if s == nil || s.Hidden == 0 || s.Hidden != who.Member {
			return 0, declined
		}
		p.hide(s, 0, j)
	case Set:
		return 0, all(p.set(who, op, j))
	default:
		return 0, declined
	}
	return 0, admitted
}

func all(ok bool) verdict {
	if ok {
		return admitted
	}
	return declined
}

func (p *Piece) applyServers(op *Op, j *Journal) bool {
	switch op.Kind {
	case Join:
		if int(op.Stroke.Actor) != len(p.actors)+1 || len(p.actors) >= ActorsMax {
			return false
		}
		p.actors = append(p.actors, Replicant{Replica: op.Replica, Member: op.Member})
		j.add(Change{Kind: Joined})
	case SetLimits:
		j.add(Change{Kind: Limited, limits: p.limits})
		p.limits = op.Limits
		p.truncate(j)
	case EndFor:
		s := p.index[op.Stroke]
		if s == nil || s.Done {
			return false
		}
		p.end(s, j)
	default:
		return false
	}
	return true
}

// own returns the live stroke of actor a that op names, or nil.
func (p *Piece) own(a Actor, who *Replicant, op *Op) *Stroke {
	n := op.Stroke.N
	if n == 0 {
		n = who.LastN
	}
	return p.index[StrokeID{a, n}]
}

func (p *Piece) begin(a Actor, who *Replicant, op *Op, now int64, j *Journal) bool {
	n := op.Stroke.N
	if n <= who.LastN || !op.Brush.Valid() || !p.style.Admits(op.Brush) || who.Open >= p.limits.OpenStrokes || !p.room(StrokeBytes) {
		return false
	}
	s := &Stroke{ID: StrokeID{a, n}, Member: who.Member, Time: now, Touched: now, Brush: op.Brush, bytes: StrokeBytes}
	j.add(Change{Kind: Began, Stroke: s, lastN: who.LastN})
	who.LastN = n
	who.Open++
	p.strokes = append(p.strokes, s)
	p.open = append(p.open, s)
	p.index[s.ID] = s
	p.bytes += s.bytes
	p.truncate(j)
	return true
}

// extend appends to the stroke the points that its limits admit, and ends it
// if those are not all.
func (p *Piece) extend(a Actor, who *Replicant, op *Op, now int64, j *Journal) (int, verdict) {
	s := p.own(a, who, op)
	if s == nil || s.Done || len(op.Points) == 0 {
		return 0, declined
	}
	n, bytes, cost := p.admitPoints(s, op.Points)
	if n > 0 {
		j.add(Change{Kind: Grew, Stroke: s, From: len(s.Points), bytes: s.bytes, cost: s.cost, touched: s.Touched, beats: len(s.Beats)})
		s.Points = append(s.Points, op.Points[:n]...)
		s.bytes += bytes
		s.cost += cost
		if now > 0 { // 0 is a prediction's
			s.Beats = append(s.Beats, Beat{uint16(min(n, 1<<16-1)), uint16(min(max(now-s.Touched, 0), 1<<16-1))})
		}
		s.Touched = now
		p.bytes += bytes
		p.points += int64(n)
	}
	if n < len(op.Points) {
		p.end(s, j)
		return n, shortened
	}
	p.truncate(j)
	return n, admitted
}

// admitPoints returns how many of pts s admits, and the bytes and the cost
// that they add (rules L3 and L5).
func (p *Piece) admitPoints(s *Stroke, pts []Point) (n int, bytes, cost int64) {
	room := min(len(pts), int(p.limits.StrokePoints)-len(s.Points))
	heading := HeadingOf(s.Points)
	spare := p.limits.WorkspaceBytes - p.bytes // room without a look at truncation
	for n < room {
		q := pts[n]
		if !p.Holds(q) {
			break
		}
		from := heading.Point
		if !heading.Any {
			from = q
		}
		b, c := DeltaBytes(heading, pts[n:n+1]), rasterCost(s.Brush, from, q)
		if s.cost+cost+c > p.limits.StrokeCost || bytes+b > spare && !p.room(bytes+b) {
			break
		}
		n, bytes, cost = n+1, bytes+b, cost+c
		heading, _, _ = heading.next(q)
	}
	return n, bytes, cost
}

// Holds reports whether q lies within one size of the piece around it (rule L5).
func (p *Piece) Holds(q Point) bool {
	w, h := p.width*Unit, p.height*Unit
	return q.X >= -w && q.X <= 2*w && q.Y >= -h && q.Y <= 2*h
}

func (p *Piece) end(s *Stroke, j *Journal) {
	j.add(Change{Kind: Ended, Stroke: s})
	s.Done = true
	p.actors[s.ID.Actor-1].Open--
	p.unopen(s)
	p.truncate(j)
}

func (p *Piece) unopen(s *Stroke) {
	i := slices.Index(p.open, s)
	last := len(p.open) - 1
	p.open[i] = p.open[last]
	p.open[last] = nil
	p.open = p.open[:last]
}

func (p *Piece) hide(s *Stroke, by uint32, j *Journal) {
	j.add(Change{Kind: Hid, Stroke: s, hidden: s.Hidden})
	s.Hidden = by
}
