package raster

// A crossed is a span of a steep band's rows, of which its sides bound one end
// each: x between lo and hi in row 0, Q16, which move by d a row, and between the
// sides.
type crossed struct {
	lo, hi, d   int64
	left, right crossing
}

// A crossing is where a steep side crosses the rows of a tile: x in row 0, Q16
// px of pixel centres and half of 1/phases more; what it moves by a row; and how
// far out of it pixels may be covered.
type crossing struct {
	x, dx, out int64
	falls      *[phases]fall
}

// A fall is the coverage of eight pixels of a row that a steep side crosses, the
// first in the low byte, where what is left of the side is covered: all of it
// before these, nothing behind. It crosses at pixel fallZero, or on the way to the
// next. Where what is right of a side is covered, it says what is not.
type fall = uint64

const (
	phases   = 64 // places of the crossing between two pixel centres
	slopes   = 128
	fallZero = 3
	// steepFrom is the gradient from which a side crosses a row within a fall's
	// pixels: it covers part of those whose centres are within 0.6 px.
	steepFrom = one30 * 7 / 32
)

// falls holds the falls of the sides of each gradient in x. It never
// changes.
var falls = newFalls()

func newFalls() (list [slopes + 1][phases]fall) {
	for i := int64(steepFrom*slopes/one30 - 1); i <= slopes; i++ {
		nx := i * (one30 / slopes)
		ny := root((one30-nx*nx>>30)<<12) << 9
		e := edgeOf((nx >> 15) * (ny >> 15))
		for phase := range list[i] {
			for k := range int64(8) {
				d := (int64(phase) - (k-fallZero)*phases) * nx / phases
				list[i][phase] |= fall((e.inner(d)*255+one30/2)>>30) << (8 * k)
			}
		}
	}
	return list
}

// cross makes b's crossed of its sides and of its span, which its strip bounds. It
// sets fields one by one: to copy structures that were just written is slow.
func (b *band) cross() {
	c := &b.crossed
	c.lo, c.hi, c.d = b.lo[0], b.hi[0], b.dlo[0]
	left, right := &c.left, &c.right
	if b.e1.x < 0 {
		left, right = right, left
	}
	out := (b.half + slack) >> 14
	left.set(&b.e1, out)
	right.set(&b.e2, out)
}

// set makes c the crossing of side e, which covers pixels so far out, Q16.
func (c *crossing) set(e *side, out int64) {
	inv := int64(1<<46) / e.x // as in cut
	c.x, c.dx = -(e.v>>14)*inv>>16+one16/phases/2, -(e.y>>14)*inv>>16
	c.out = out * abs(inv) >> 16
	c.falls = &falls[min((abs(e.x)+one30/slopes/2)/(one30/slopes), slopes)]
}
