package core

// A Replicant is what a piece knows of one actor.
type Replicant struct {
	Replica uint64 // the id that the replica chose for itself
	Member  uint32 // the person it belongs to
	LastN   uint32 // N of the stroke it began last
	Open    int32  // strokes it holds open
}

// A Base names the picture under the live strokes: how many strokes were
// flattened into it, and the hash of their fields in order.
type Base struct {
	Strokes uint64
	Hash    uint64
}

// A Piece is the state of one painting. It changes only by [Piece.Apply].
//
// Invariants: bytes and points are the sums over strokes; bytes <=
// limits.WorkspaceBytes; index holds exactly strokes; open holds exactly those
// of them that are not done; actors[i].Open counts the open strokes of actor i+1.
type Piece struct {
	number        uint32
	width, height int32
	style         Style
	limits        Limits
	strokes       []*Stroke
	open          []*Stroke
	index         map[StrokeID]*Stroke
	actors        []Replicant
	bytes, points int64
	base          Base
}

// NewPiece returns piece number of its workspace, empty, width × height px.
// The caller has checked the sides against SideMin and SideMax, and the style.
func NewPiece(number uint32, width, height int32, style Style, l Limits) *Piece {
	return &Piece{number: number, width: width, height: height, style: style, limits: l, index: map[StrokeID]*Stroke{}}
}

// Number returns the place of p among the pieces of its workspace, from 1.
func (p *Piece) Number() uint32 { return p.number }

// Size returns the sides of p in px.
func (p *Piece) Size() (width, height int32) { return p.width, p.height }

// Style returns what the strokes of p may look like.
func (p *Piece) Style() Style { return p.style }

// Limits returns the limits that hold now.
func (p *Piece) Limits() Limits { return p.limits }

// Strokes returns the live strokes in drawing order. They are p's: the caller
// changes neither the slice nor the strokes, and keeps it no longer than until
// the next Apply or Rollback.
func (p *Piece) Strokes() []*Stroke { return p.strokes }

// Open returns the strokes that are not done, in no particular order, on the
// terms of Strokes.
func (p *Piece) Open() []*Stroke { return p.open }

// Stroke returns the live stroke with that id, or nil.
func (p *Piece) Stroke(id StrokeID) *Stroke { return p.index[id] }

// Actors returns what p knows of each actor, from actor 1 on, on the terms of Strokes.
func (p *Piece) Actors() []Replicant { return p.actors }

// Actor returns what p knows of actor a, and false if p does not know it.
func (p *Piece) Actor(a Actor) (Replicant, bool) {
	if a == 0 || int(a) > len(p.actors) {
		return Replicant{}, false
	}
	return p.actors[a-1], true
}

// Bytes returns the size of p under rule L3.
func (p *Piece) Bytes() int64 { return p.bytes }

// Points returns how many points the live strokes have.
func (p *Piece) Points() int64 { return p.points }

// Base returns what was flattened.
func (p *Piece) Base() Base { return p.base }

// Digest returns a hash of p's state, computed in full. Pieces that went
// through the same entries have the same digest on every target.
func (p *Piece) Digest() uint64 {
	h := newHasher()
	h.word(uint64(p.number))
	h.word(uint64(p.style)<<56 | uint64(uint32(p.width))<<32 | uint64(uint32(p.height)))
	l := p.limits
	h.word(uint64(l.WorkspaceBytes))
	h.word(uint64(uint32(l.StrokePoints))<<32 | uint64(uint32(l.BatchOps)))
	h.word(uint64(l.StrokeCost))
	h.word(uint64(uint32(l.OpenStrokes)))
	h.word(p.base.Strokes)
	h.word(p.base.Hash)
	h.word(uint64(p.bytes))
	for _, a := range p.actors {
		h.word(a.Replica)
		h.word(uint64(a.Member)<<32 | uint64(a.LastN))
	}
	h.word(uint64(len(p.strokes)))
	for _, s := range p.strokes {
		h.stroke(s)
	}
	return uint64(h)
}

// A State is the content of a piece, for snapshots.
type State struct {
	Number        uint32
	Width, Height int32
	Style         Style
	Limits        Limits
	Base          Base
	Actors        []Replicant // Open is not read
	Strokes       []*Stroke   // Measure has been called on each
}

// State returns p's content. It shares memory with p.
func (p *Piece) State() State {
	return State{p.number, p.width, p.height, p.style, p.limits, p.base, p.actors, p.strokes}
}

// Restore returns the piece with content s, which it keeps. It returns false
// if s contradicts itself.
func Restore(s State) (*Piece, bool) {
	if min(s.Width, s.Height) < SideMin || max(s.Width, s.Height) > SideMax || !s.Style.Valid() || len(s.Actors) > ActorsMax {
		return nil, false
	}
	p := NewPiece(s.Number, s.Width, s.Height, s.Style, s.Limits)
	p.base, p.actors, p.strokes = s.Base, s.Actors, s.Strokes
	p.index = make(map[StrokeID]*Stroke, len(s.Strokes))
	for i := range p.actors {
		p.actors[i].Open = 0
	}
	for _, t := range p.strokes {
		a := int(t.ID.Actor) - 1
		if a < 0 || a >= len(p.actors) || t.ID.N > p.actors[a].LastN || p.index[t.ID] != nil {
			return nil, false
		}
		p.index[t.ID] = t
		p.bytes += t.bytes
		p.points += int64(len(t.Points))
		if !t.Done {
			p.open = append(p.open, t)
			p.actors[a].Open++
		}
	}
	return p, true
}
