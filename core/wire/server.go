package wire

import "easel.example/core"

// Frames from the server.

// A Welcome answers a Hello. Entries since the client's seq follow if Resumed,
// otherwise a Snapshot.
type Welcome struct {
	Version uint8
	Actor   core.Actor // 0 for a viewer, who draws nothing
	Member  uint32
	Role    core.Role
	Epoch   uint32
	Piece   uint32
	Now     int64  // server's ms
	Last    uint32 // num of this replica's last batch in the log
	Rates   core.Rates
	Window  []int64 // server's ms of the member's strokes of the last minute, oldest first
	Resumed bool
	Title   string
}

// An Ack says that all entries up to Seq are on disk, and all batches of the
// receiver up to Num with them (rule S6).
type Ack struct {
	Piece uint32
	Seq   uint64
	Num   uint32
}

// A Refuse turns a batch down (rule S4).
type Refuse struct {
	Piece uint32
	Num   uint32
	Why   core.Refusal
	Ms    uint32 // for a refusal that Later says so of: when to send it again
}

// A Digest is what the piece's digest must be at Seq (rule S8).
type Digest struct {
	Piece  uint32
	Seq    uint64
	Digest uint64
}

// A Pong answers a Ping.
type Pong struct {
	Mark uint32
	Now  int64 // server's ms
}

// A Member is a person, as others see them.
type Member struct {
	ID     uint32
	Name   string
	Color  uint32 // 0xRRGGBB
	Role   core.Role
	Online bool
}

// An Error tells one session what was wrong with what it sent (rule H2).
type Error struct {
	Why  core.Refusal
	Text string // a plain sentence
}

// A Base is one part of the picture under the live strokes.
type Base struct {
	Piece       uint32
	Part, Parts uint32
	Data        []byte
}

// Welcome appends m to dst.
func (w *Writer) Welcome(dst []byte, m Welcome) []byte {
	w.frame(dst, TypeWelcome, 14)
	w.uint(uint64(m.Version))
	w.uint(uint64(m.Actor))
	w.uint(uint64(m.Member))
	w.uint(uint64(m.Role))
	w.uint(uint64(m.Epoch))
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Now))
	w.uint(uint64(m.Last))
	w.uint(uint64(m.Rates.StrokesPerMinute))
	w.uint(uint64(m.Rates.PendingStrokes))
	w.array(len(m.Window))
	for _, t := range m.Window {
		w.uint(uint64(t))
	}
	w.bool(m.Resumed)
	w.text(m.Title)
	return w.done()
}

// Welcome reads a frame of that type.
func (r *Reader) Welcome(frame []byte) (m Welcome, err error) {
	r.Reset(frame)
	n := r.fields(TypeWelcome, 14)
	m = Welcome{
		Version: r.uint8(), Actor: core.Actor(r.uint32()), Member: r.uint32(), Role: core.Role(r.uint8()),
		Epoch: r.uint32(), Piece: r.uint32(), Now: r.int63(), Last: r.uint32(),
		Rates: core.Rates{StrokesPerMinute: int32(r.uint(1<<31 - 1)), PendingStrokes: int32(r.uint(1<<31 - 1))},
	}
	k := r.array()
	if k > WindowMax {
		r.fail("a window of too many strokes")
		k = 0
	}
	m.Window = make([]int64, k)
	for i := range m.Window {
		m.Window[i] = r.int63()
	}
	m.Resumed = r.bool()
	m.Title = r.text(4 * core.TitleChars)
	return m, r.end(n, 14)
}

// Ack appends m to dst.
func (w *Writer) Ack(dst []byte, m Ack) []byte {
	w.frame(dst, TypeAck, 4)
	w.uint(uint64(m.Piece))
	w.uint(m.Seq)
	w.uint(uint64(m.Num))
	return w.done()
}

// Ack reads a frame of that type.
func (r *Reader) Ack(frame []byte) (m Ack, err error) {
	r.Reset(frame)
	n := r.fields(TypeAck, 4)
	m = Ack{r.uint32(), r.uint64(), r.uint32()}
	return m, r.end(n, 4)
}

// Refuse appends m to dst.
func (w *Writer) Refuse(dst []byte, m Refuse) []byte {
	w.frame(dst, TypeRefuse, 5)
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Num))
	w.uint(uint64(m.Why))
	w.uint(uint64(m.Ms))
	return w.done()
}

// Refuse reads a frame of that type.
func (r *Reader) Refuse(frame []byte) (m Refuse, err error) {
	r.Reset(frame)
	n := r.fields(TypeRefuse, 5)
	m = Refuse{r.uint32(), r.uint32(), core.Refusal(r.uint8()), r.uint32()}
	return m, r.end(n, 5)
}

// Digest appends m to dst.
func (w *Writer) Digest(dst []byte, m Digest) []byte {
	w.frame(dst, TypeDigest, 4)
	w.uint(uint64(m.Piece))
	w.uint(m.Seq)
	w.uint(m.Digest)
	return w.done()
}

// Digest reads a frame of that type.
func (r *Reader) Digest(frame []byte) (m Digest, err error) {
	r.Reset(frame)
	n := r.fields(TypeDigest, 4)
	m = Digest{r.uint32(), r.uint64(), r.uint64()}
	return m, r.end(n, 4)
}

// Pong appends m to dst.
func (w *Writer) Pong(dst []byte, m Pong) []byte {
	w.frame(dst, TypePong, 3)
	w.uint(uint64(m.Mark))
	w.uint(uint64(m.Now))
	return w.done()
}

// Pong reads a frame of that type.
func (r *Reader) Pong(frame []byte) (m Pong, err error) {
	r.Reset(frame)
	n := r.fields(TypePong, 3)
	m = Pong{r.uint32(), r.int63()}
	return m, r.end(n, 3)
}

// Cursors appends to dst where others point.
func (w *Writer) Cursors(dst []byte, list []Cursor) []byte {
	w.frame(dst, TypeCursors, 1+4*len(list))
	for _, m := range list {
		w.uint(uint64(m.Actor))
		w.cursor(m)
	}
	return w.done()
}

// Cursors reads a frame of that type.
func (r *Reader) Cursors(frame []byte) (list []Cursor, err error) {
	r.Reset(frame)
	n := r.fields(TypeCursors, 1)
	if (n-1)%4 != 0 || (n-1)/4 > MembersMax {
		r.fail("cursors come in fours of fields, and not too many")
	}
	for i := 1; i < n && r.err == nil; i += 4 {
		a := core.Actor(r.uint32())
		m := r.cursor()
		m.Actor = a
		list = append(list, m)
	}
	return list, r.end(n, n)
}

// Members appends to dst what is new of the members listed.
func (w *Writer) Members(dst []byte, list []Member) []byte {
	w.frame(dst, TypeMembers, 1+5*len(list))
	for _, m := range list {
		w.uint(uint64(m.ID))
		w.text(m.Name)
		w.uint(uint64(m.Color))
		w.uint(uint64(m.Role))
		w.bool(m.Online)
	}
	return w.done()
}

// Members reads a frame of that type.
func (r *Reader) Members(frame []byte) (list []Member, err error) {
	r.Reset(frame)
	n := r.fields(TypeMembers, 1)
	if (n-1)%5 != 0 || (n-1)/5 > MembersMax {
		r.fail("members come in fives of fields, and not too many")
	}
	for i := 1; i < n && r.err == nil; i += 5 {
		list = append(list, Member{r.uint32(), r.text(4 * core.NameChars), uint32(r.uint(0xffffff)), core.Role(r.uint8()), r.bool()})
	}
	return list, r.end(n, n)
}

// Error appends m to dst.
func (w *Writer) Error(dst []byte, m Error) []byte {
	w.frame(dst, TypeError, 3)
	w.uint(uint64(m.Why))
	w.text(m.Text)
	return w.done()
}

// Error reads a frame of that type.
func (r *Reader) Error(frame []byte) (m Error, err error) {
	r.Reset(frame)
	n := r.fields(TypeError, 3)
	m = Error{core.Refusal(r.uint8()), r.text(1 << 10)}
	return m, r.end(n, 3)
}

// Title appends to dst the title that the live piece has from now on.
func (w *Writer) Title(dst []byte, title string) []byte {
	w.frame(dst, TypeTitle, 2)
	w.text(title)
	return w.done()
}

// Title reads a frame of that type.
func (r *Reader) Title(frame []byte) (title string, err error) {
	r.Reset(frame)
	n := r.fields(TypeTitle, 2)
	title = r.text(4 * core.TitleChars)
	return title, r.end(n, 2)
}

// Base appends m to dst.
func (w *Writer) Base(dst []byte, m Base) []byte {
	w.frame(dst, TypeBase, 5)
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Part))
	w.uint(uint64(m.Parts))
	w.bin(m.Data)
	return w.done()
}

// BaseParts returns the frame whose Data is the given parts, one after the other, as
// parts that share their memory.
func (w *Writer) BaseParts(m Base, data [][]byte) [][]byte {
	w.frame(nil, TypeBase, 5)
	w.uint(uint64(m.Piece))
	w.uint(uint64(m.Part))
	w.uint(uint64(m.Parts))
	w.binLen(lengthOf(data))
	return append([][]byte{w.done()}, data...)
}

func lengthOf(parts [][]byte) (n int) {
	for _, p := range parts {
		n += len(p)
	}
	return n
}

// Base reads a frame of that type. Data shares the frame's memory.
func (r *Reader) Base(frame []byte) (m Base, err error) {
	r.Reset(frame)
	n := r.fields(TypeBase, 5)
	m = Base{r.uint32(), r.uint32(), r.uint32(), r.bin(BasePart)}
	if r.err == nil && (m.Part >= m.Parts || m.Parts > SnapshotMax/BasePart) {
		r.fail("a part of a base that is out of range")
	}
	return m, r.end(n, 5)
}
