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

// A Heading is where a stroke ends so far: its last point, and the step that led
// to it. The zero Heading is that of a stroke without points.
type Heading struct {
	Point
	DX, DY int32 // 0 after the first point
	Any    bool  // there is a point
}

// HeadingOf returns the heading of a stroke that has the points pts.
func HeadingOf(pts []Point) Heading {
	n := len(pts)
	switch n {
	case 0:
		return Heading{}
	case 1:
		return Heading{Point: pts[0], Any: true}
	}
	p, q := pts[n-2], pts[n-1]
	return Heading{q, q.X - p.X, q.Y - p.Y, true}
}

// next returns the heading after q, and by how much q's step differs from the last.
func (h Heading) next(q Point) (n Heading, ex, ey int32) {
	dx, dy := q.X-h.X, q.Y-h.Y
	n = Heading{Point: q, Any: true}
	if h.Any {
		n.DX, n.DY = dx, dy
	}
	return n, dx - h.DX, dy - h.DY
}

// AppendPoints appends the canonical delta bytes of pts to dst: for each point
// the zigzag varints of how far the step to it in x and in y differs from the
// step before, and of its pressure less that of the point before, modulo 256,
// as a signed byte. from is the heading of what comes before pts in the stroke.
//
// A hand's next step is much like its last: on real pens this is 0.3 to 0.7
// bytes a point less than the steps themselves.
func AppendPoints(dst []byte, from Heading, pts []Point) []byte {
	for _, q := range pts {
		p := from.Pressure
		var ex, ey int32
		from, ex, ey = from.next(q)
		dst = appendUvarint(dst, Zigzag(ex))
		dst = appendUvarint(dst, Zigzag(ey))
		dst = appendUvarint(dst, Zigzag(int32(int8(q.Pressure-p))))
	}
	return dst
}

// DeltaBytes returns the length of what [AppendPoints] appends. It is the same
// for any way of cutting a stroke into chunks, which is why rule L3 counts it.
func DeltaBytes(from Heading, pts []Point) int64 {
	n := 0
	for _, q := range pts {
		p := from.Pressure
		var ex, ey int32
		from, ex, ey = from.next(q)
		n += uvarintLen(Zigzag(ex)) + uvarintLen(Zigzag(ey)) + uvarintLen(Zigzag(int32(int8(q.Pressure-p))))
	}
	return int64(n)
}

// ParsePoints appends to dst the points whose canonical delta bytes are src, as
// if they followed a point at rest at the origin; [Piece.Resolve] puts them
// where they belong. Sums wrap around, here and there, so that the result is
// exact wherever it lies. It returns false if src is cut off or a varint in it
// is longer than need be.
func ParsePoints(dst []Point, src []byte) ([]Point, bool) {
	var p Point
	var dx, dy int32
	for len(src) > 0 {
		var v [3]uint32
		for i := range v {
			n := 0
			if v[i], n = uvarint(src); n == 0 {
				return dst, false
			}
			src = src[n:]
		}
		if v[2] > 255 {
			return dst, false
		}
		dx += Unzigzag(v[0])
		dy += Unzigzag(v[1])
		p = Point{p.X + dx, p.Y + dy, p.Pressure + uint8(Unzigzag(v[2]))}
		dst = append(dst, p)
	}
	return dst, true
}

// Follow moves points that [ParsePoints] returned to where they belong: behind h.
func (h Heading) Follow(pts []Point) {
	if len(pts) == 0 {
		return
	}
	// Each later point has h's step once more. Without a point before there is
	// no step, and the first point must not count as one.
	x, y, dx, dy := h.X, h.Y, h.DX, h.DY
	if !h.Any {
		dx, dy = -pts[0].X, -pts[0].Y
		x, y = -dx, -dy
	}
	for i := range pts {
		q := &pts[i]
		x, y = x+dx, y+dy
		*q = Point{q.X + x, q.Y + y, q.Pressure + h.Pressure}
	}
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
