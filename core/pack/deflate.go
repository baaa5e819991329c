package pack

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"

	"easel.example/core/deflate"
)

// inflation is the most bytes that deflate makes of one.
const inflation = 1032

// level takes 90 ns a point; 9 takes 320 for half a percent less.
const level = 6

// A Packer packs strokes. What it needs for that, about 800 kB, it keeps for its
// next block. The zero Packer is ready.
type Packer struct {
	buf []byte // of the column at hand
	out appender
	z   deflate.Writer
}

type appender []byte

func (a *appender) Write(b []byte) (int, error) {
	*a = append(*a, b...)
	return len(b), nil
}

func (w *Packer) begin(dst []byte) {
	if w.z == nil {
		w.z = deflate.New(nil, level)
	}
	w.buf, w.out = w.buf[:0], dst
	w.z.Reset(&w.out)
}

func (w *Packer) uvarint(v uint64) { w.buf = binary.AppendUvarint(w.buf, v) }

// cut ends a column: the next has statistics of its own.
func (w *Packer) cut() {
	w.z.Write(w.buf) // an appender takes all
	w.z.Flush()
	w.buf = w.buf[:0]
}

func (w *Packer) end() []byte {
	w.z.Close()
	out := w.out
	w.out = nil
	return out
}

// An Unpacker reads blocks. Like a Packer it keeps its memory, about 40 kB and
// the largest block, inflated.
type Unpacker struct {
	b      []byte // what is left of all
	failed bool   // since then all values are zeros

	all []byte
	in  bytes.Reader
	z   io.ReadCloser
}

// inflate makes r ready to read src, which is one whole stream of at most limit
// bytes.
func (r *Unpacker) inflate(src []byte, limit int64) error {
	r.in.Reset(src)
	if r.z == nil {
		r.z = flate.NewReader(&r.in)
	} else if err := r.z.(flate.Resetter).Reset(&r.in, nil); err != nil {
		return err
	}
	r.failed, r.all = false, r.all[:0]
	for {
		if len(r.all) == cap(r.all) {
			r.all = append(r.all, 0)[:len(r.all)]
		}
		n, err := r.z.Read(r.all[len(r.all):cap(r.all)])
		r.all = r.all[:len(r.all)+n]
		if err == io.EOF {
			break
		}
		if err != nil || int64(len(r.all)) > limit {
			return FormatError("not a deflate stream, or one of more strokes than were announced")
		}
	}
	if r.in.Len() > 0 {
		return FormatError("bytes that follow")
	}
	r.b = r.all
	return nil
}

// uvarint reads a number of at most limit, in its shortest form.
func (r *Unpacker) uvarint(limit uint64) uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || n > 1 && r.b[n-1] == 0 || v > limit {
		r.failed, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *Unpacker) byte() byte { return r.take(1)[0] }

// take reads n bytes.
func (r *Unpacker) take(n int) []byte {
	if n > len(r.b) {
		r.failed, r.b = true, nil
		return make([]byte, n)
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func zigzag(v int64) uint64   { return uint64(v<<1) ^ uint64(v>>63) }
func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }
