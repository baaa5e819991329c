package core

// Unit is the number of grid steps in a pixel: a [Point] is on a grid of 1/32 px.
// Rounding to it moves a point by at most 1/64 px, which is 4 of 255 levels of
// an antialiased edge at 1:1.
const Unit = 32

// A Point is one point of a stroke: X and Y in 1/32 px from the top left corner
// of the piece, Pressure from 0 (lightest) to 255.
type Point struct {
	X, Y     int32
	Pressure uint8
}

// A Rect is a half-open rectangle in whole pixels.
type Rect struct{ X0, Y0, X1, Y1 int32 }

// Empty reports whether r holds no pixel.
func (r Rect) Empty() bool { return r.X0 >= r.X1 || r.Y0 >= r.Y1 }

// Union returns the smallest rectangle that holds r and s.
func (r Rect) Union(s Rect) Rect {
	if r.Empty() {
		return s
	}
	if s.Empty() {
		return r
	}
	return Rect{min(r.X0, s.X0), min(r.Y0, s.Y0), max(r.X1, s.X1), max(r.Y1, s.Y1)}
}

// Intersect returns what r and s share; the result may be empty.
func (r Rect) Intersect(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// Zigzag maps a signed value to an unsigned one whose varint is short when the
// value is near zero: 0, -1, 1, -2 become 0, 1, 2, 3.
func Zigzag(v int32) uint32 { return uint32(v<<1) ^ uint32(v>>31) }

// Unzigzag is the inverse of [Zigzag].
func Unzigzag(u uint32) int32 { return int32(u>>1) ^ -int32(u&1) }

// AppendPoints appends the canonical delta bytes of pts to dst: for each point
// the zigzag varints of x, y and pressure, less those of the point before it;
// the pressure's difference is taken modulo 256, as a signed byte. The first
// follows prev; a stroke's first point follows the zero Point.
func AppendPoints(dst []byte, prev Point, pts []Point) []byte {
	for _, p := range pts {
		dst = appendUvarint(dst, Zigzag(p.X-prev.X))
		dst = appendUvarint(dst, Zigzag(p.Y-prev.Y))
		dst = appendUvarint(dst, Zigzag(int32(int8(p.Pressure-prev.Pressure))))
		prev = p
	}
	return dst
}

// DeltaBytes returns the length of what [AppendPoints] appends. It is the same
// for any way of cutting a stroke into chunks, which is why rule L3 counts it.
func DeltaBytes(prev Point, pts []Point) int64 {
	n := 0
	for _, p := range pts {
		n += uvarintLen(Zigzag(p.X-prev.X)) + uvarintLen(Zigzag(p.Y-prev.Y)) +
			uvarintLen(Zigzag(int32(int8(p.Pressure-prev.Pressure))))
		prev = p
	}
	return int64(n)
}

// coordMax bounds what a run of deltas may add up to. It is well past what any
// piece holds, and far from where int32 would wrap.
const coordMax = 1 << 22

// ParsePoints appends to dst the points whose canonical delta bytes are src,
// as if the first followed the zero Point; [Piece.Resolve] moves them to where
// their stroke is. It returns false if src is not canonical: a varint that is
// longer than need be, a cut one, or a coordinate that no piece could hold.
func ParsePoints(dst []Point, src []byte) ([]Point, bool) {
	var p Point
	for len(src) > 0 {
		var v [3]uint32
		for i := range v {
			n := 0
			if v[i], n = uvarint(src); n == 0 {
				return dst, false
			}
			src = src[n:]
		}
		if v[0] > 2*coordMax || v[1] > 2*coordMax || v[2] > 255 {
			return dst, false
		}
		p.X += Unzigzag(v[0])
		p.Y += Unzigzag(v[1])
		p.Pressure += uint8(Unzigzag(v[2]))
		if abs(p.X) > coordMax || abs(p.Y) > coordMax {
			return dst, false
		}
		dst = append(dst, p)
	}
	return dst, true
}

// uvarint returns the value at the start of b and its length, or 0 if there is
// none or it is not the shortest form.
func uvarint(b []byte) (v uint32, n int) {
	for i := 0; i < len(b) && i < 5; i++ {
		c := b[i]
		v |= uint32(c&0x7f) << (7 * i)
		if c < 0x80 {
			if i > 0 && c == 0 || i == 4 && c > 15 {
				return 0, 0
			}
			return v, i + 1
		}
	}
	return 0, 0
}

func appendUvarint(dst []byte, v uint32) []byte {
	for v >= 0x80 {
		dst = append(dst, byte(v)|0x80)
		v >>= 7
	}
	return append(dst, byte(v))
}

func uvarintLen(v uint32) int {
	n := 1
	for ; v >= 0x80; v >>= 7 {
		n++
	}
	return n
}
