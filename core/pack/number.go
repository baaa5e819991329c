package pack

import "math/bits"

// A number is a context in which signed numbers of up to 31 bits are coded: the
// length of its magnitude by a binary tree of adaptive bits, its sign, and below
// the leading bit two more adaptive bits; the rest as it is.
type number struct {
	length [16]prob
	sign   [3]prob
	mant   [lengths][4]prob
}

func (c *number) reset() {
	for i := range c.length {
		c.length[i] = prob{a: half, b: half}
	}
	for i := range c.sign {
		c.sign[i] = prob{a: half, b: half}
	}
	for i := range c.mant {
		for k := range c.mant[i] {
			c.mant[i][k] = prob{a: half, b: half}
		}
	}
}

// lengths bounds the length of a number's magnitude: it is below that.
const lengths = 24

// lengthMany stands for all lengths from it on, which are rare and follow plainly.
const lengthMany = 15

// mantBits is how many bits below the leading one are adaptive.
const mantBits = 2

// size is the length of the magnitude of v.
func size(v int32) uint32 {
	if v < 0 {
		v = -v
	}
	return uint32(bits.Len32(uint32(v)))
}

// way is 0, 1 or 2 for a negative, zero or positive number.
func way(v int32) uint32 { return uint32(1 + v>>31 - (-v)>>31) }

// put codes v, whose sign is likely to follow from hint.
func (c *number) put(e *encoder, v int32, hint uint32) {
	n := size(v)
	k := min(n, lengthMany)
	node := uint32(1)
	for i := 3; i >= 0; i-- {
		b := k >> i & 1
		e.bit(&c.length[node], b)
		node = node<<1 | b
	}
	if n == 0 {
		return
	}
	if k == lengthMany {
		e.plain(n-lengthMany, 4)
	}
	m := uint32(v)
	if v < 0 {
		m = uint32(-v)
		e.bit(&c.sign[hint], 1)
	} else {
		e.bit(&c.sign[hint], 0)
	}
	rest := n - 1
	node = 1
	for range min(rest, mantBits) {
		rest--
		b := m >> rest & 1
		e.bit(&c.mant[n][node], b)
		node = node<<1 | b
	}
	e.plain(m&(1<<rest-1), uint(rest))
}

// get is the inverse of put.
func (c *number) get(d *decoder, hint uint32) int32 {
	node := uint32(1)
	for range 4 {
		node = node<<1 | d.bit(&c.length[node])
	}
	n := node & 15
	if n == 0 {
		return 0
	}
	if n == lengthMany {
		n += d.plain(4)
	}
	if n >= lengths {
		d.next = len(d.in) + 1 // no encoder writes it
		return 0
	}
	negative := d.bit(&c.sign[hint])
	rest := n - 1
	m, k := uint32(1), uint32(1)
	for range min(rest, mantBits) {
		rest--
		b := d.bit(&c.mant[n][k])
		k = k<<1 | b
		m = m<<1 | b
	}
	m = m<<rest | d.plain(uint(rest))
	if negative != 0 {
		return -int32(m)
	}
	return int32(m)
}
