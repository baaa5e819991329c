// Package deflate writes deflate streams (RFC 1951): with the standard library's
// compressor, but in a browser as stored blocks, which any reader takes. A page
// writes such streams for its own storage only, and the compressor would add
// 30 kB to what every visitor loads.
package deflate

import "io"

// A Writer writes one stream at a time. Data is in it up to the last Flush, all of
// it after Close.
type Writer interface {
	io.Writer
	Flush() error
	Close() error
	Reset(w io.Writer) // begins another stream
}

// blockMax is the longest stored block.
const blockMax = 1<<16 - 1

// stored writes data as it is.
type stored struct{ w io.Writer }

func (s *stored) Reset(w io.Writer) { s.w = w }

func (s *stored) Write(b []byte) (n int, err error) {
	for len(b) > 0 && err == nil {
		k := min(len(b), blockMax)
		err = s.block(0, b[:k])
		b, n = b[k:], n+k
	}
	return n, err
}

// block writes one stored block; its header ends at a byte, as all before it do.
func (s *stored) block(final byte, b []byte) error {
	n := uint16(len(b))
	_, err := s.w.Write([]byte{final, byte(n), byte(n >> 8), byte(^n), byte(^n >> 8)})
	if err == nil && len(b) > 0 {
		_, err = s.w.Write(b)
	}
	return err
}

func (s *stored) Flush() error { return nil }

func (s *stored) Close() error { return s.block(1, nil) }
