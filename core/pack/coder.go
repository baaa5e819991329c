package pack

// A prob is how likely a 0 is, in 1/65536, by two estimates: a is quick to learn
// and b is slow. Their mean decides. Both learn faster from the first bits they
// see, which n counts: a block is short.
type prob struct {
	a, b uint16
	n    uint8
}

const (
	half      = 1 << 15
	quick     = 4 // shifts of the two estimates, tuned on pen drawings in blocks of 256
	slow      = 7
	probBits  = 12
	probFloor = 1 << (probBits - 8) // no bit costs more than eight bits, or less than 1/177
	topValue  = 1 << 24
)

// rates are the shifts of the two estimates after so many bits.
var rates = [...][2]uint8{{1, 1}, {2, 2}, {2, 2}, {3, 3}, {3, 3}, {3, 3}, {4, 4}, {4, 4}, {4, 4}, {4, 4}, {4, 4}, {4, 4}, {4, 5}, {4, 5}, {4, 5}, {4, 5},
	{4, 5}, {4, 5}, {4, 5}, {4, 5}, {4, 5}, {4, 5}, {4, 5}, {4, 5}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6},
	{4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {4, 6}, {quick, slow}}

// zero returns the likelihood of a 0 in 1/4096.
func (p *prob) zero() uint32 {
	m := (uint32(p.a) + uint32(p.b)) >> (17 - probBits)
	return min(max(m, probFloor), 1<<probBits-probFloor)
}

func (p *prob) saw0() {
	r := &rates[p.n]
	p.a += (65535 - p.a) >> (r[0] & 15)
	p.b += (65535 - p.b) >> (r[1] & 15)
	if int(p.n) < len(rates)-1 {
		p.n++
	}
}

func (p *prob) saw1() {
	r := &rates[p.n]
	p.a -= p.a >> (r[0] & 15)
	p.b -= p.b >> (r[1] & 15)
	if int(p.n) < len(rates)-1 {
		p.n++
	}
}

// An encoder turns bits into bytes.
//
// Invariant: the bytes not yet written are cache, then held bytes of 0xff, then
// the low 32 bits of low; bit 32 of low is a carry into them.
type encoder struct {
	low   uint64
	width uint32
	cache byte
	held  int
	begun bool
	out   []byte
}

func (e *encoder) bit(p *prob, v uint32) {
	bound := (e.width >> probBits) * p.zero()
	if v == 0 {
		e.width = bound
		p.saw0()
	} else {
		e.low += uint64(bound)
		e.width -= bound
		p.saw1()
	}
	for e.width < topValue {
		e.width <<= 8
		e.shift()
	}
}

// plain codes v, which has n bits, as it is. n is at most 16, so that the width
// stays above 1/256 of what it was at least.
func (e *encoder) plain(v uint32, n uint) {
	if n > 16 {
		e.plain(v>>16, n-16)
		v, n = v&0xffff, 16
	}
	e.width >>= n
	e.low += uint64(v) * uint64(e.width)
	for e.width < topValue {
		e.width <<= 8
		e.shift()
	}
}

// shift moves the top byte of low out, once no carry can reach it.
func (e *encoder) shift() {
	if e.low < 0xff000000 || e.low >= 1<<32 {
		carry := byte(e.low >> 32)
		if e.begun {
			e.out = append(e.out, e.cache+carry)
		}
		for ; e.held > 0; e.held-- {
			e.out = append(e.out, 0xff+carry)
		}
		e.begun = true
		e.cache = byte(e.low >> 24)
	} else {
		e.held++
	}
	e.low = e.low << 8 & 0xffffffff
}

// finish writes what is left: the decoder reads exactly so far.
func (e *encoder) finish() {
	for range 5 {
		e.shift()
	}
}

// A decoder turns the bytes back. Past the end of its input it reads zeros and
// counts them.
type decoder struct {
	in    []byte
	next  int // index of the next byte; past len(in) once too much was read
	code  uint32
	width uint32
}

func newDecoder(in []byte) decoder {
	d := decoder{in: in, width: 1<<32 - 1}
	for range 4 {
		d.code = d.code<<8 | d.byte()
	}
	return d
}

func (d *decoder) byte() uint32 {
	i := d.next
	d.next++
	if i < len(d.in) {
		return uint32(d.in[i])
	}
	return 0
}

func (d *decoder) bit(p *prob) uint32 {
	bound := (d.width >> probBits) * p.zero()
	var v uint32
	if d.code < bound {
		d.width = bound
		p.saw0()
	} else {
		d.code -= bound
		d.width -= bound
		p.saw1()
		v = 1
	}
	for d.width < topValue {
		d.width <<= 8
		d.code = d.code<<8 | d.byte()
	}
	return v
}

// plain is the inverse of the encoder's: one division for all bits.
func (d *decoder) plain(n uint) uint32 {
	var high uint32
	if n > 16 {
		high, n = d.plain(n-16)<<16, 16
	}
	d.width >>= n
	v := min(d.code/d.width, 1<<n-1)
	d.code -= v * d.width
	for d.width < topValue {
		d.width <<= 8
		d.code = d.code<<8 | d.byte()
	}
	return high | v
}
