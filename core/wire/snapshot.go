package wire

import (
	"slices"

	"easel.example/core"
)

// A Snapshot is a piece at a seq. Strokes come packed in blocks (core/pack);
// what may still change of a stroke comes apart, by its index among the strokes
// that remain after the first Skip of all blocks are left out.
//
// The picture of the strokes before them follows in Parts frames of type Base.
// The first Flat strokes are flattened too, but are not yet in that picture:
// the server draws it off its loop. The receiver draws them into it itself.
type Snapshot struct {
	Piece         uint32
	Seq           uint64
	Time          int64 // server's ms of entry Seq
	Width, Height int32
	Style         core.Style
	Limits        core.Limits
	Base          core.Base // with the Flat strokes
	Pixels        uint64    // hash of the picture's pixels, without the Flat strokes
	Parts         uint32
	Flat, Skip    uint32
	Actors        []core.Replicant
	Blocks        [][]byte
	Undone        []uint32 // indexes of strokes that are not done, ascending
	Hidden        []Mark   // by ascending index
	Forms         []Formed // likewise; the blocks have these strokes as they were drawn
}

// A Formed says what form a stroke has.
type Formed struct {
	Index uint32
	Form  core.Form
}

// A Mark says who hid a stroke.
type Mark struct{ Index, Member uint32 }

const snapshotFields = 23

// snapshotRest is about what a snapshot takes beside its blocks.
const snapshotRest = 4 << 10

// Snapshot appends m to dst.
func (w *Writer) Snapshot(dst []byte, m Snapshot) []byte {
	// A buffer that grows step by step would take twice the memory.
	w.frame(slices.Grow(dst, lengthOf(m.Blocks)+snapshotRest), TypeSnapshot, snapshotFields)
	w.uint(uint64(m.Piece))
	w.uint(m.Seq)
	w.uint(uint64(m.Time))
	w.uint(uint64(m.Width))
	w.uint(uint64(m.Height))
	w.limits(m.Limits)
	w.uint(m.Base.Strokes)
	w.uint(m.Base.Hash)
	w.uint(m.Pixels)
	w.uint(uint64(m.Parts))
	w.uint(uint64(m.Flat))
	w.uint(uint64(m.Skip))
	w.array(3 * len(m.Actors))
	for _, a := range m.Actors {
		w.uint(a.Replica)
		w.uint(uint64(a.Member))
		w.uint(uint64(a.LastN))
	}
	w.array(len(m.Blocks))
	for _, b := range m.Blocks {
		w.bin(b)
	}
	w.array(len(m.Undone))
	for _, i := range m.Undone {
		w.uint(uint64(i))
	}
	w.array(2 * len(m.Hidden))
	for _, h := range m.Hidden {
		w.uint(uint64(h.Index))
		w.uint(uint64(h.Member))
	}
	w.array((1 + formLength) * len(m.Forms))
	for _, f := range m.Forms {
		w.uint(uint64(f.Index))
		for _, v := range formFields(f.Form) {
			w.uint(v)
		}
	}
	w.uint(uint64(m.Style))
	return w.done()
}

// Snapshot reads a frame of that type. Blocks share the frame's memory.
func (r *Reader) Snapshot(frame []byte) (m Snapshot, err error) {
	r.Reset(frame)
	n := r.fields(TypeSnapshot, snapshotFields-2) // those stored before there were forms and styles have none
	m = Snapshot{
		Piece: r.uint32(), Seq: r.uint64(), Time: r.int63(),
		Width: int32(r.uint(core.SideMax)), Height: int32(r.uint(core.SideMax)), Limits: r.limits(),
		Base: core.Base{Strokes: r.uint64(), Hash: r.uint64()}, Pixels: r.uint64(),
		Parts: uint32(r.uint(SnapshotMax / BasePart)), Flat: r.uint32(), Skip: r.uint32(),
	}
	m.Actors = make([]core.Replicant, r.list(3, core.ActorsMax))
	for i := range m.Actors {
		m.Actors[i] = core.Replicant{Replica: r.uint64(), Member: r.uint32(), LastN: r.uint32()}
	}
	m.Blocks = make([][]byte, r.list(1, len(frame)))
	for i := range m.Blocks {
		m.Blocks[i] = r.bin(len(frame))
	}
	m.Undone = make([]uint32, r.list(1, len(frame)))
	for i := range m.Undone {
		m.Undone[i] = r.uint32()
	}
	m.Hidden = make([]Mark, r.list(2, len(frame)))
	for i := range m.Hidden {
		m.Hidden[i] = Mark{r.uint32(), r.uint32()}
	}
	if n >= snapshotFields-1 {
		m.Forms = make([]Formed, r.list(1+formLength, len(frame)))
		for i := range m.Forms {
			m.Forms[i] = Formed{r.uint32(), r.formBy(r.uint)}
		}
	}
	if n >= snapshotFields {
		m.Style = core.Style(r.uint(255))
	}
	return m, r.end(n, min(n, snapshotFields))
}

// list returns the number of records, of so many fields each, of the array
// that begins here.
func (r *Reader) list(fields, limit int) int {
	n := r.array()
	if n%fields != 0 || n/fields > limit || r.err != nil {
		r.fail("a list of the wrong length")
		return 0
	}
	return n / fields
}
