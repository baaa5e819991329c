package deflate

import "io"

// Stored says that nothing is compressed on this target.
const Stored = true

// New returns a writer of a stream to w. The level is for other targets.
func New(w io.Writer, level int) Writer { return &stored{w} }
