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
// the zigzag varints of x, y and pressure, less those of the point before it.
// The first follows prev; a stroke's first point follows the zero Point.
func AppendPoints(dst []byte, prev Point, pts []Point) []byte {
	for _, p := range pts {
		dst = appendUvarint(dst, Zigzag(p.X-prev.X))
		dst = appendUvarint(dst, Zigzag(p.Y-prev.Y))
		dst = appendUvarint(dst, Zigzag(int32(p.Pressure)-int32(prev.Pressure)))
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
			uvarintLen(Zigzag(int32(p.Pressure)-int32(prev.Pressure)))
		prev = p
	}
	return int64(n)
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
