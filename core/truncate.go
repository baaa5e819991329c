package core

// Fits reports whether p has room for all of b's strokes and points once it
// has flattened what it may (rule L3). If not, the server refuses b as Full.
// b is complete, as [Piece.Resolve] leaves it.
func (p *Piece) Fits(b Batch) bool {
	var n int64
	for i := range b.Ops {
		switch op := &b.Ops[i]; op.Kind {
		case Begin:
			n += StrokeBytes
		case Extend:
			n += DeltaBytes(op.From, op.Points)
		case Set:
			n += FormBytes
		}
	}
	return p.room(n)
}

// room reports whether n more bytes would stay within the limit after
// truncation.
func (p *Piece) room(n int64) bool {
	over := p.bytes + n - p.limits.WorkspaceBytes
	for i := 0; over > 0 && i < p.flattenable(); i++ {
		if !p.strokes[i].Done {
			break
		}
		over -= p.strokes[i].bytes
	}
	return over <= 0
}

// flattenable returns how many of the oldest strokes are not among the newest
// that always stay.
func (p *Piece) flattenable() int { return max(len(p.strokes)-KeptStrokes, 0) }

// Blocker returns the open stroke that keeps p from freeing as much as one
// truncation does (rule L3), or nil. The server ends it.
func (p *Piece) Blocker() *Stroke {
	if len(p.open) == 0 {
		return nil
	}
	over := p.bytes - p.limits.WorkspaceBytes/10*keptTenths
	for i := 0; over > 0 && i < p.flattenable(); i++ {
		if !p.strokes[i].Done {
			return p.strokes[i]
		}
		over -= p.strokes[i].bytes
	}
	return nil
}

// truncate keeps rule L3: once p is over its bytes, the longest prefix of done
// strokes is flattened into the base until nine tenths of the limit remain.
// It runs inside Apply, so every replica does the same without being told.
func (p *Piece) truncate(j *Journal) {
	if p.bytes <= p.limits.WorkspaceBytes {
		return
	}
	keep := p.limits.WorkspaceBytes / 10 * keptTenths
	n := 0
	c := Change{Kind: Flattened, base: p.base}
	for ; n < p.flattenable() && p.bytes > keep && p.strokes[n].Done; n++ {
		s := p.strokes[n]
		h := hasher(p.base.Hash)
		h.stroke(s)
		p.base = Base{p.base.Strokes + 1, uint64(h)}
		p.bytes -= s.bytes
		p.points -= int64(len(s.Points))
		delete(p.index, s.ID)
	}
	if n == 0 {
		return
	}
	c.Strokes = p.strokes[:n:n]
	p.strokes = p.strokes[n:]
	j.add(c)
}
