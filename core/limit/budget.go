package limit

// A Budget is a number of places that are taken and given back, such as the
// pending strokes of an artist (rule L2). It is never overdrawn, whatever is
// asked for at once.
//
// Invariant: 0 <= taken <= Max.
type Budget struct {
	Max   int
	taken int
}

// Take takes as many of n places as there are, and returns how many that is.
// Whoever gets fewer is told so, and waits.
func (b *Budget) Take(n int) int {
	n = max(min(n, b.Max-b.taken), 0)
	b.taken += n
	return n
}

// Give gives n places back. It panics if they were not taken.
func (b *Budget) Give(n int) {
	if n < 0 || n > b.taken {
		panic("limit: more is given back than was taken")
	}
	b.taken -= n
}

// Taken returns how many places are taken.
func (b *Budget) Taken() int { return b.taken }
