package core

import "slices"

// Apply admits b: it applies the longest prefix of b's ops, and of the last
// op's points, that p admits, and returns it with whether that is less than
// the whole of b. It reads p and b, nothing else (rule S1), so that author and
// server, on the same state, cut at the same place.
//
// now is the server's ms of the entry, or 0 for a prediction. What changed is
// appended to j, which may be nil. The kept ops share their points with b; p
// copies them.
func (p *Piece) Apply(b Batch, now int64, j *Journal) (kept Batch, cut bool) {
	if j == nil {
		j = &Journal{}
	}
	for i := range b.Ops {
		if i >= int(p.limits.BatchOps) {
			return Batch{b.Actor, b.Num, b.Ops[:i]}, true
		}
		op := &b.Ops[i]
		points, ok := p.apply(b.Actor, op, now, j)
		if ok && points == len(op.Points) {
			continue
		}
		kept = Batch{b.Actor, b.Num, b.Ops[:i]}
		if ok && points > 0 {
			kept.Ops = append(slices.Clip(kept.Ops), *op)
			kept.Ops[i].Points = op.Points[:points]
		}
		return kept, true
	}
	return b, false
}

// apply applies what p admits of op: all of it, or for Extend the first so
// many points. It returns false, and changes nothing, if that is none.
func (p *Piece) apply(a Actor, op *Op, now int64, j *Journal) (points int, ok bool) {
	if a == 0 {
		return 0, p.applyServers(op, j)
	}
	if int(a) > len(p.actors) {
		return 0, false
	}
	who := &p.actors[a-1]
	switch op.Kind {
	case Begin:
		return 0, p.begin(a, who, op, now, j)
	case Extend:
		return p.extend(a, who, op, now, j)
	case End:
		s := p.own(a, who, op)
		if s == nil || s.Done {
			return 0, false
		}
		p.end(s, j)
	case Hide:
		s := p.index[op.Stroke]
		if s == nil || s.Hidden != 0 {
			return 0, false
		}
		p.hide(s, who.Member, j)
	case Show:
		s := p.index[op.Stroke]
		if s == nil || s.Hidden == 0 || s.Hidden != who.Member {
			return 0, false
		}
		p.hide(s, 0, j)
	default:
		return 0, false
	}
	return 0, true
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
	if n <= who.LastN || !op.Brush.Valid() || who.Open >= p.limits.OpenStrokes || !p.room(StrokeBytes) {
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

// extend appends to the stroke the points that its limits admit.
func (p *Piece) extend(a Actor, who *Replicant, op *Op, now int64, j *Journal) (int, bool) {
	s := p.own(a, who, op)
	if s == nil || s.Done || len(op.Points) == 0 {
		return 0, false
	}
	n, bytes, cost := p.admitPoints(s, op.Points)
	if n == 0 {
		return 0, false
	}
	j.add(Change{Kind: Grew, Stroke: s, From: len(s.Points), bytes: s.bytes, cost: s.cost, touched: s.Touched})
	s.Points = append(s.Points, op.Points[:n]...)
	s.bytes += bytes
	s.cost += cost
	s.Touched = now
	p.bytes += bytes
	p.points += int64(n)
	p.truncate(j)
	return n, true
}

// admitPoints returns how many of pts s admits, and the bytes and the cost
// that they add (rules L3 and L5).
func (p *Piece) admitPoints(s *Stroke, pts []Point) (n int, bytes, cost int64) {
	room := min(len(pts), int(p.limits.StrokePoints)-len(s.Points))
	prev, first := Point{}, len(s.Points) == 0
	if !first {
		prev = s.Points[len(s.Points)-1]
	}
	var spare int64 // what the piece has room for without looking at truncation
	spare = p.limits.WorkspaceBytes - p.bytes
	for n < room {
		q := pts[n]
		if !p.Holds(q) {
			break
		}
		from := prev
		if first {
			from, first = q, false
		}
		b, c := DeltaBytes(prev, pts[n:n+1]), rasterCost(s.Brush, from, q)
		if s.cost+cost+c > p.limits.StrokeCost || bytes+b > spare && !p.room(bytes+b) {
			break
		}
		n, bytes, cost, prev = n+1, bytes+b, cost+c, q
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
