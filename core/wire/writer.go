package wire

import "github.com/vmihailenco/msgpack/v5"

// A Writer appends the values of frames to a buffer. The zero Writer is ready.
// It cannot fail: its buffer grows.
type Writer struct {
	b       []byte
	e       *msgpack.Encoder
	scratch []byte
}

// Write implements io.Writer for the encoder.
func (w *Writer) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

// WriteByte implements io.ByteWriter for the encoder.
func (w *Writer) WriteByte(c byte) error {
	w.b = append(w.b, c)
	return nil
}

// to makes the Writer append to dst.
func (w *Writer) to(dst []byte) {
	w.b = dst
	if w.e == nil {
		w.e = msgpack.NewEncoder(w)
	}
}

// frame starts a frame of that type with n elements, its type included.
func (w *Writer) frame(dst []byte, typ, n int) {
	w.to(dst)
	w.array(n)
	w.uint(uint64(typ))
}

func must(err error) {
	if err != nil {
		panic("wire: " + err.Error())
	}
}

func (w *Writer) array(n int)   { must(w.e.EncodeArrayLen(n)) }
func (w *Writer) uint(v uint64) { must(w.e.EncodeUint(v)) }
func (w *Writer) int31(v int32) { w.uint(uint64(uint32(v<<1) ^ uint32(v>>31))) }
func (w *Writer) text(s string) { must(w.e.EncodeString(s)) }
func (w *Writer) bin(b []byte)  { w.binLen(len(b)); w.b = append(w.b, b...) }
func (w *Writer) binLen(n int)  { must(w.e.EncodeBytesLen(n)) }
func (w *Writer) bool(v bool) {
	if v {
		w.uint(1)
	} else {
		w.uint(0)
	}
}

// done returns the buffer, and lets go of it.
func (w *Writer) done() []byte {
	b := w.b
	w.b = nil
	return b
}
