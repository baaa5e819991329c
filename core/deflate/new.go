//go:build !js

package deflate

import (
	"compress/flate"
	"io"
)

// Stored says that nothing is compressed on this target.
const Stored = false

// New returns a writer of a stream to w, of a level of compress/flate.
func New(w io.Writer, level int) Writer {
	z, err := flate.NewWriter(w, level)
	if err != nil {
		panic("deflate: " + err.Error()) // levels are constants
	}
	return z
}
