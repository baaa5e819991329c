package wire

import (
	"bytes"
	"unicode/utf8"

	"github.com/vmihailenco/msgpack/v5"
)

// A Reader takes the values of one frame in turn. After the first that is not
// as it should be, err is set and every value is zero.
type Reader struct {
	b   []byte
	r   bytes.Reader
	d   *msgpack.Decoder
	err error

	more int // fields that the op at hand still has
}

// NewReader returns a Reader at the start of frame.
func NewReader(frame []byte) *Reader {
	r := &Reader{}
	r.Reset(frame)
	return r
}

// Reset starts over at the start of frame, and keeps the Reader's memory.
func (r *Reader) Reset(frame []byte) {
	r.b, r.err = frame, nil
	r.r.Reset(frame)
	if r.d == nil {
		r.d = msgpack.NewDecoder(&r.r)
	} else {
		r.d.ResetReader(&r.r)
	}
}

func (r *Reader) offset() int { return len(r.b) - r.r.Len() }

func (r *Reader) fail(why string) {
	if r.err == nil {
		r.err = FormatError(why)
	}
}

// peek returns the next byte, or 0xc1, which msgpack never uses.
func (r *Reader) peek() byte {
	if o := r.offset(); r.err == nil && o < len(r.b) {
		return r.b[o]
	}
	return 0xc1
}

// form checks that the value at offset o begins with the one code that its
// length or value allows.
func (r *Reader) form(o int, err error, code byte) bool {
	if r.err == nil && (err != nil || r.b[o] != code) {
		r.fail("a value is cut off, of the wrong kind or not in its shortest form")
	}
	return r.err == nil
}

// array returns the number of elements of the array that begins here.
func (r *Reader) array() int {
	if r.err != nil {
		return 0
	}
	o := r.offset()
	n, err := r.d.DecodeArrayLen()
	if !r.form(o, err, arrayCode(n)) {
		return 0
	}
	if n > len(r.b) {
		r.fail("an array is longer than its frame")
		return 0
	}
	return n
}

// fields returns the number of elements of the frame's array, which must be at
// least so many, after its type.
func (r *Reader) fields(typ, atLeast int) int {
	n := r.array()
	if t := r.uint(127); r.err == nil && (n < atLeast || int(t) != typ) {
		r.fail("a frame has too few fields, or another type")
	}
	return n
}

// uint returns a whole number of at most limit.
func (r *Reader) uint(limit uint64) uint64 {
	if r.err != nil {
		return 0
	}
	o := r.offset()
	n, err := r.d.DecodeUint64()
	if !r.form(o, err, uintCode(n)) {
		return 0
	}
	if n > limit {
		r.fail("a number is out of range")
		return 0
	}
	return n
}

func (r *Reader) uint8() uint8   { return uint8(r.uint(1<<8 - 1)) }
func (r *Reader) uint32() uint32 { return uint32(r.uint(1<<32 - 1)) }
func (r *Reader) uint64() uint64 { return r.uint(1<<64 - 1) }
func (r *Reader) int63() int64   { return int64(r.uint(1<<63 - 1)) }

// int31 returns a signed number, which travels as its zigzag form.
func (r *Reader) int31() int32 {
	u := r.uint32()
	return int32(u>>1) ^ -int32(u&1)
}

func (r *Reader) bool() bool { return r.uint(1) == 1 }

// bin returns a byte string of at most limit bytes. It shares the frame's memory.
func (r *Reader) bin(limit int) []byte {
	if r.err != nil {
		return nil
	}
	o := r.offset()
	n, err := r.d.DecodeBytesLen()
	if !r.form(o, err, binCode(n)) {
		return nil
	}
	return r.take(n, limit)
}

// text returns a string of at most limit bytes of valid UTF-8.
func (r *Reader) text(limit int) string {
	if r.err != nil {
		return ""
	}
	o := r.offset()
	n, err := r.d.DecodeBytesLen()
	if !r.form(o, err, strCode(n)) {
		return ""
	}
	b := r.take(n, limit)
	if !utf8.Valid(b) {
		r.fail("a text is not UTF-8")
		return ""
	}
	return string(b)
}

func (r *Reader) take(n, limit int) []byte {
	if n < 0 || n > limit || n > r.r.Len() {
		r.fail("a string is too long")
		return nil
	}
	o := r.offset()
	if _, err := r.r.Seek(int64(n), 1); err != nil {
		r.fail("a string is cut off")
		return nil
	}
	return r.b[o : o+n : o+n]
}

// end checks that nothing follows, unless the frame has fields that this
// version does not know, and returns the Reader's error.
func (r *Reader) end(have, known int) error {
	if r.err == nil && have == known && r.r.Len() > 0 {
		r.fail("bytes follow the frame")
	}
	return r.err
}

func uintCode(n uint64) byte {
	switch {
	case n < 1<<7:
		return byte(n)
	case n < 1<<8:
		return 0xcc
	case n < 1<<16:
		return 0xcd
	case n < 1<<32:
		return 0xce
	}
	return 0xcf
}

func arrayCode(n int) byte {
	switch {
	case n < 16:
		return 0x90 | byte(max(n, 0))
	case n < 1<<16:
		return 0xdc
	}
	return 0xdd
}

func binCode(n int) byte {
	switch {
	case n < 1<<8:
		return 0xc4
	case n < 1<<16:
		return 0xc5
	}
	return 0xc6
}

func strCode(n int) byte {
	switch {
	case n < 32:
		return 0xa0 | byte(max(n, 0))
	case n < 1<<8:
		return 0xd9
	case n < 1<<16:
		return 0xda
	}
	return 0xdb
}
