package wire

import "easel.example/core"

// Frames from a client.

// A Hello opens a session, or takes one up again (rule S5).
type Hello struct {
	Oldest, Newest uint8  // protocol versions that the client speaks
	Token          string // of the workspace's link
	Replica        uint64
	Epoch          uint32 // of the last session, 0 if there was none
	Piece          uint32 // that the client holds, 0 for none
	Seq            uint64 // of the last entry that it holds
	Next           uint32 // num of the first batch that it will send
}

// A Push is one batch. Its ops are those of [Writer.AppendOps].
type Push struct {
	Piece uint32 // rule S10
	Num   uint32
	Ops   []byte // as they travel; ParseOps reads them
}

// A Cursor says where a person points, in 1/32 px. Gone means nowhere.
type Cursor struct {
	Actor core.Actor // 0 from a client: its own
	X, Y  int32
	Down  bool
	Gone  bool
}

// A Ping asks for a Pong, and reports how far the client has come (rule S7).
type Ping struct {
	Mark uint32 // comes back in the Pong
	Seq  uint64
}

// A Mismatch reports that the client's digest differs from the server's (rule S8).
type Mismatch struct {
	Piece  uint32
	Seq    uint64
	Digest uint64
}

// A Name is how a person wants to be seen.
type Name struct {
	Name    string
	Colored bool   // there is a colour too; otherwise it stays
	Color   uint32 // 0xRRGGBB
}

// Hello appends m to dst.
func (w *Writer) Hello(dst []byte, m Hello) []byte {
	w.frame(dst, TypeHello, 9)
	w.uint(uint64(m.Oldest))
	w.uint(uint64(m.Newest))
	w.text(m.Token)
	w.uint(m.Replica)
	w.uint(uint64(m.Epoch))
	w.uint(uint64(m.Piece))
	w.uint(m.Seq)
	w.uint(uint64(m.Next))
	return w.done()
}

// Hello reads a frame of that type.
func (r *Reader) Hello(frame []byte) (m Hello, err error) {
	r.Reset(frame)
	n := r.fields(TypeHello, 9)
	m = Hello{r.uint8(), r.uint8(), r.text(TokenBytes), r.uint64(), r.uint32(), r.uint32(), r.uint64(), r.uint32()}
	return m, r.end(n, 9)
}

// Push appends to dst a push of b. current is as for [Writer.AppendOps].
func (w *Writer) Push(dst []byte, piece uint32, b core.Batch, current uint32) []byte {
	w.frame(dst, TypePush, 4)
	w.uint(uint64(piece))
	w.uint(uint64(b.Num))
	w.ops(b, current)
	return w.done()
}

// Push reads a frame of that type. Ops share the frame's memory and are not
// looked into.
func (r *Reader) Push(frame []byte) (m Push, err error) {
	r.Reset(frame)
	n := r.fields(TypePush, 4)
	m.Piece, m.Num = r.uint32(), r.uint32()
	if n != 4 {
		r.fail("a push has exactly four fields in this version")
	}
	if r.err != nil {
		return m, r.err
	}
	m.Ops = frame[r.offset():]
	return m, nil
}

// Cursor appends m to dst.
func (w *Writer) Cursor(dst []byte, m Cursor) []byte {
	w.frame(dst, TypeCursor, 4)
	w.cursor(m)
	return w.done()
}

func (w *Writer) cursor(m Cursor) {
	if m.Gone {
		m.X, m.Y = 0, 0
	}
	w.uint(uint64(m.flags()))
	w.int31(m.X)
	w.int31(m.Y)
}

func (m Cursor) flags() uint8 {
	switch {
	case m.Gone:
		return 2
	case m.Down:
		return 1
	}
	return 0
}

// Cursor reads a frame of that type.
func (r *Reader) Cursor(frame []byte) (m Cursor, err error) {
	r.Reset(frame)
	n := r.fields(TypeCursor, 4)
	m = r.cursor()
	return m, r.end(n, 4)
}

func (r *Reader) cursor() (m Cursor) {
	f := r.uint(2)
	m.Down, m.Gone = f == 1, f == 2
	m.X, m.Y = r.int31(), r.int31()
	return m
}

// Ping appends m to dst.
func (w *Writer) Ping(dst []byte, m Ping) []byte {
	w.frame(dst, TypePing, 3)
	w.uint(uint64(m.Mark))
	w.uint(m.Seq)
	return w.done()
}

// Ping reads a frame of that type.
func (r *Reader) Ping(frame []byte) (m Ping, err error) {
	r.Reset(frame)
	n := r.fields(TypePing, 3)
	m = Ping{r.uint32(), r.uint64()}
	return m, r.end(n, 3)
}

// Mismatch appends m to dst.
func (w *Writer) Mismatch(dst []byte, m Mismatch) []byte {
	w.frame(dst, TypeMismatch, 4)
	w.uint(uint64(m.Piece))
	w.uint(m.Seq)
	w.uint(m.Digest)
	return w.done()
}

// Mismatch reads a frame of that type.
func (r *Reader) Mismatch(frame []byte) (m Mismatch, err error) {
	r.Reset(frame)
	n := r.fields(TypeMismatch, 4)
	m = Mismatch{r.uint32(), r.uint64(), r.uint64()}
	return m, r.end(n, 4)
}

// Name appends m to dst.
func (w *Writer) Name(dst []byte, m Name) []byte {
	if !m.Colored {
		w.frame(dst, TypeName, 2)
		w.text(m.Name)
		return w.done()
	}
	w.frame(dst, TypeName, 3)
	w.text(m.Name)
	w.uint(uint64(m.Color))
	return w.done()
}

// Name reads a frame of that type.
func (r *Reader) Name(frame []byte) (m Name, err error) {
	r.Reset(frame)
	n := r.fields(TypeName, 2)
	m.Name = r.text(4 * core.NameChars)
	if n == 2 {
		return m, r.end(n, 2)
	}
	m.Colored, m.Color = true, uint32(r.uint(0xffffff))
	return m, r.end(n, 3)
}
