// Package snapshot turns a piece into a wire.Snapshot and back.
//
// Strokes are packed in blocks of a few hundred, in their order in the piece. A
// block whose strokes are all done never changes again, so a [Cache] packs it
// once: a snapshot then costs little more than copying.
package snapshot

import (
	"slices"

	"easel.example/core"
	"easel.example/core/pack"
	"easel.example/core/wire"
)

// A block is closed by the stroke with which it has that many strokes or points.
// Smaller ones would compress worse, for the coder learns as it goes; larger ones
// would be too much to pack anew at the end of a growing piece.
const (
	BlockStrokes = 256
	BlockPoints  = 1 << 14
)

// A FormatError says what was wrong with a snapshot.
type FormatError string

func (e FormatError) Error() string { return "snapshot: " + string(e) }

// A Cache keeps packed blocks of one piece. The zero Cache is empty.
type Cache struct {
	from   uint64 // the first stroke of closed[0], counted from the piece's first
	closed []closed
}

// A closed block keeps its strokes. It is packed for good once all are done.
type closed struct {
	strokes int
	packed  []byte // nil before
}

// Forget drops the blocks that end before stroke at, counted from the piece's
// first: no snapshot will begin earlier. What is packed of one that begins before it stays.
func (c *Cache) Forget(at uint64) {
	for len(c.closed) > 0 && c.from+uint64(c.closed[0].strokes) <= at {
		c.from, c.closed = c.from+uint64(c.closed[0].strokes), c.closed[1:]
	}
	if len(c.closed) > 0 && c.from < at && c.closed[0].packed == nil {
		c.closed[0].strokes -= int(at - c.from)
		c.from = at
	}
	if len(c.closed) == 0 || c.from > at {
		*c = Cache{from: at}
	}
}

// Take fills in what m says of piece p at its seq, whose caller sets Seq, Time,
// Pixels and Parts. flat are the strokes that p has flattened but that the
// picture does not show yet, oldest first.
func (c *Cache) Take(m *wire.Snapshot, p *core.Piece, flat []*core.Stroke) {
	st := p.State()
	m.Piece, m.Width, m.Height, m.Style, m.Limits, m.Base = st.Number, st.Width, st.Height, st.Style, st.Limits, st.Base
	m.Actors, m.Flat = st.Actors, uint32(len(flat))
	all := append(flat[:len(flat):len(flat)], st.Strokes...)
	m.Blocks, m.Skip = c.blocksOf(all, st.Base.Strokes-uint64(len(flat)))
	m.Undone, m.Hidden, m.Forms = nil, nil, nil
	for i, s := range all {
		if f := s.Form(); f != (core.Form{}) {
			m.Forms = append(m.Forms, wire.Formed{Index: uint32(i), Form: f})
		}
		if !s.Done {
			m.Undone = append(m.Undone, uint32(i))
		}
		if s.Hidden != 0 {
			m.Hidden = append(m.Hidden, wire.Mark{Index: uint32(i), Member: s.Hidden})
		}
	}
}

// Blocks returns strokes packed as they are seen, with their forms.
func Blocks(strokes []*core.Stroke) [][]byte {
	all := slices.Clone(strokes)
	for i, s := range all {
		if s.Form() != (core.Form{}) {
			all[i] = &core.Stroke{ID: s.ID, Time: s.Time, Brush: s.Brush, Points: s.Points, Beats: s.Beats}
		}
	}
	b, _ := new(Cache).blocksOf(all, 0)
	return b
}

// drawn returns strokes as they were drawn: a block stays as it is when a form
// changes.
func drawn(strokes []*core.Stroke) []*core.Stroke {
	i := slices.IndexFunc(strokes, func(s *core.Stroke) bool { return s.Form() != (core.Form{}) })
	if i < 0 {
		return strokes
	}
	strokes = slices.Clone(strokes)
	for ; i < len(strokes); i++ {
		if s := strokes[i]; s.Form() != (core.Form{}) {
			d := s.Drawn()
			strokes[i] = &core.Stroke{ID: s.ID, Time: s.Time, Brush: d.Brush, Points: d.Points, Beats: s.Beats, Done: true}
		}
	}
	return strokes
}

// blocksOf packs strokes, the first of which is stroke at of its piece. Of the
// first block, skip strokes are not among them.
func (c *Cache) blocksOf(strokes []*core.Stroke, at uint64) (blocks [][]byte, skip uint32) {
	c.Forget(at)
	skip = uint32(at - c.from)
	var packer pack.Packer
	gone := int(skip)
	for i := range c.closed {
		b := &c.closed[i]
		in := strokes[:b.strokes-gone]
		packed := b.packed
		if packed == nil {
			packed = packer.Append(nil, drawn(in))
			if done(in) {
				b.packed = packed
			}
		}
		blocks = append(blocks, packed)
		strokes, gone = strokes[len(in):], 0
	}
	for len(strokes) > 0 {
		n, full := blockOf(strokes)
		in := strokes[:n]
		packed := packer.Append(nil, drawn(in))
		blocks = append(blocks, packed)
		if full {
			b := closed{strokes: n}
			if done(in) {
				b.packed = packed
			}
			c.closed = append(c.closed, b)
		}
		strokes = strokes[n:]
	}
	return blocks, skip
}

// blockOf returns how many of strokes go into the next block, and whether they
// close it.
func blockOf(strokes []*core.Stroke) (n int, full bool) {
	points := 0
	for n < len(strokes) {
		points += len(strokes[n].Points)
		if n++; n == BlockStrokes || points >= BlockPoints {
			return n, true
		}
	}
	return n, false
}

func done(strokes []*core.Stroke) bool {
	for _, s := range strokes {
		if !s.Done {
			return false
		}
	}
	return true
}

// Open returns the piece that m describes, and the strokes that it has
// flattened but that the picture does not show yet.
func Open(m wire.Snapshot) (p *core.Piece, flat []*core.Stroke, err error) {
	return new(Cache).Open(m)
}

// Open is the function Open for who goes on to take snapshots of the piece: c
// is then a cache of that piece, and keeps m's blocks.
func (c *Cache) Open(m wire.Snapshot) (p *core.Piece, flat []*core.Stroke, err error) {
	*c = Cache{}
	strokes, lengths, err := unpack(m)
	if err != nil {
		return nil, nil, err
	}
	if uint64(m.Skip)+uint64(m.Flat) > uint64(len(strokes)) || uint64(m.Flat) > m.Base.Strokes {
		return nil, nil, FormatError("it leaves out more strokes than it has")
	}
	strokes = strokes[m.Skip:]
	for _, s := range strokes {
		if a := int(s.ID.Actor); a < 1 || a > len(m.Actors) {
			return nil, nil, FormatError("a stroke of an actor that is not listed")
		}
		s.Member = m.Actors[s.ID.Actor-1].Member
		s.Done, s.Touched = true, s.Time+s.Span()
	}
	for _, i := range m.Undone {
		if int64(i) >= int64(len(strokes)) {
			return nil, nil, FormatError("an open stroke that is not there")
		}
		strokes[i].Done = false
	}
	for _, h := range m.Hidden {
		if int64(h.Index) >= int64(len(strokes)) || h.Member == 0 {
			return nil, nil, FormatError("a hidden stroke that is not there")
		}
		strokes[h.Index].Hidden = h.Member
	}
	for _, f := range m.Forms {
		if int64(f.Index) >= int64(len(strokes)) || !strokes[f.Index].SetForm(f.Form) {
			return nil, nil, FormatError("a form that its stroke cannot have")
		}
	}
	flat = strokes[:m.Flat:m.Flat]
	p, ok := core.Restore(core.State{
		Number: m.Piece, Width: m.Width, Height: m.Height, Style: m.Style, Limits: m.Limits,
		Base: m.Base, Actors: m.Actors, Strokes: strokes[m.Flat:],
	})
	if !ok {
		return nil, nil, FormatError("it contradicts itself")
	}
	c.learn(m, strokes, lengths)
	return p, flat, nil
}

// learn keeps the blocks of m but for the last one, which may grow.
func (c *Cache) learn(m wire.Snapshot, strokes []*core.Stroke, lengths []int) {
	c.from = m.Base.Strokes - uint64(m.Flat) - uint64(m.Skip)
	gone := int(m.Skip)
	for i, n := range lengths[:max(len(lengths)-1, 0)] {
		in := strokes[:max(n-gone, 0)]
		if len(in) == 0 {
			*c = Cache{} // a block of nothing: somebody else's way to pack
			return
		}
		b := closed{strokes: n}
		if done(in) {
			b.packed = m.Blocks[i]
		} else {
			b.strokes = len(in)
			c.from += uint64(gone)
		}
		c.closed = append(c.closed, b)
		strokes, gone = strokes[len(in):], 0
	}
}

// What a snapshot may hold beyond what its limits allow for: flattened strokes
// that the server has had no time to draw, and the front of a first block.
const (
	moreStrokes = 1 << 17
	morePoints  = 1 << 21
)

// unpack returns all strokes of m's blocks, and how many each has.
func unpack(m wire.Snapshot) (all []*core.Stroke, lengths []int, err error) {
	maxStrokes := int(min(m.Limits.WorkspaceBytes/core.StrokeBytes, 1<<26)) + moreStrokes
	maxPoints := int(min(m.Limits.WorkspaceBytes/3, 1<<28)) + morePoints
	var unpacker pack.Unpacker
	for _, b := range m.Blocks {
		list, err := unpacker.Decode(b, maxStrokes-len(all), maxPoints)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range list {
			maxPoints -= len(s.Points)
		}
		all, lengths = append(all, list...), append(lengths, len(list))
	}
	return all, lengths, nil
}
