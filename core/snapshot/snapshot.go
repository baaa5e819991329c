// Package snapshot turns a piece into a wire.Snapshot and back.
//
// Strokes are packed in blocks of 256 by their place in the piece, counted from
// its first stroke. A block whose strokes are all done never changes again, so
// a [Cache] packs it once: a snapshot then costs little more than copying.
package snapshot

import (
	"easel.example/core"
	"easel.example/core/pack"
	"easel.example/core/wire"
)

// BlockStrokes is how many strokes a block holds. Fewer would compress worse,
// for the coder learns as it goes; more would be packed anew too often at the
// end of a growing piece.
const BlockStrokes = 256

// A FormatError says what was wrong with a snapshot.
type FormatError string

func (e FormatError) Error() string { return "snapshot: " + string(e) }

// A Cache keeps packed blocks of one piece. The zero Cache is empty.
type Cache struct {
	first  uint64 // number of the block blocks[0]
	blocks [][]byte
}

// block returns block k, or nil if it is not there.
func (c *Cache) block(k uint64) []byte {
	if k < c.first || k-c.first >= uint64(len(c.blocks)) {
		return nil
	}
	return c.blocks[k-c.first]
}

// keep puts block k in its place. A block may come after later ones: until now
// it had an open stroke.
func (c *Cache) keep(k uint64, b []byte) {
	if len(c.blocks) == 0 {
		c.first = k
	}
	if k < c.first {
		c.blocks = append(make([][]byte, c.first-k), c.blocks...)
		c.first = k
	}
	for k-c.first >= uint64(len(c.blocks)) {
		c.blocks = append(c.blocks, nil)
	}
	c.blocks[k-c.first] = b
}

func (c *Cache) forgetBefore(k uint64) {
	for c.first < k && len(c.blocks) > 0 {
		c.first, c.blocks = c.first+1, c.blocks[1:]
	}
}

// Take fills in what m says of piece p at its seq, whose caller sets Seq, Time,
// Pixels and Parts. flat are the strokes that p has flattened but that the
// picture does not show yet, oldest first.
func (c *Cache) Take(m *wire.Snapshot, p *core.Piece, flat []*core.Stroke) {
	st := p.State()
	m.Piece, m.Width, m.Height, m.Limits, m.Base = st.Number, st.Width, st.Height, st.Limits, st.Base
	m.Actors, m.Flat = st.Actors, uint32(len(flat))
	all := append(flat[:len(flat):len(flat)], st.Strokes...)
	m.Blocks, m.Skip = c.blocksOf(all, st.Base.Strokes-uint64(len(flat)))
	m.Undone, m.Hidden = nil, nil
	for i, s := range all {
		if !s.Done {
			m.Undone = append(m.Undone, uint32(i))
		}
		if s.Hidden != 0 {
			m.Hidden = append(m.Hidden, wire.Mark{Index: uint32(i), Member: s.Hidden})
		}
	}
}

// blocksOf packs strokes, the first of which is stroke at of its piece.
func (c *Cache) blocksOf(strokes []*core.Stroke, at uint64) (blocks [][]byte, skip uint32) {
	c.forgetBefore(at / BlockStrokes)
	if r := at % BlockStrokes; r != 0 && c.block(at/BlockStrokes) != nil {
		// The block's first strokes are gone, but it is packed already.
		n := min(int(BlockStrokes-r), len(strokes))
		blocks, skip = append(blocks, c.block(at/BlockStrokes)), uint32(r)
		strokes, at = strokes[n:], at+uint64(n)
	}
	var packer pack.Packer
	for len(strokes) > 0 {
		n := min(int(BlockStrokes-at%BlockStrokes), len(strokes))
		b := c.block(at / BlockStrokes)
		if b == nil {
			b = packer.Append(nil, strokes[:n])
			if n == BlockStrokes && done(strokes[:n]) {
				c.keep(at/BlockStrokes, b)
			}
		}
		blocks = append(blocks, b)
		strokes, at = strokes[n:], at+uint64(n)
	}
	return blocks, skip
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
	strokes, err := unpack(m)
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
		s.Done, s.Touched = true, s.Time
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
	flat = strokes[:m.Flat:m.Flat]
	p, ok := core.Restore(core.State{
		Number: m.Piece, Width: m.Width, Height: m.Height, Limits: m.Limits,
		Base: m.Base, Actors: m.Actors, Strokes: strokes[m.Flat:],
	})
	if !ok {
		return nil, nil, FormatError("it contradicts itself")
	}
	return p, flat, nil
}

// What a snapshot may hold beyond what its limits allow for: flattened strokes
// that the server has had no time to draw, and the front of a first block.
const (
	moreStrokes = 1 << 17
	morePoints  = 1 << 21
)

// unpack returns all strokes of m's blocks.
func unpack(m wire.Snapshot) ([]*core.Stroke, error) {
	var all []*core.Stroke
	maxStrokes := int(min(m.Limits.WorkspaceBytes/core.StrokeBytes, 1<<26)) + moreStrokes
	maxPoints := int(min(m.Limits.WorkspaceBytes/3, 1<<28)) + morePoints
	var unpacker pack.Unpacker
	for _, b := range m.Blocks {
		list, err := unpacker.Decode(b, maxStrokes-len(all), maxPoints)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			maxPoints -= len(s.Points)
		}
		all = append(all, list...)
	}
	return all, nil
}
