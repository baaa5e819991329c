package pack

import (
	"encoding/binary"

	"easel.example/core"
)

// A FormatError says what was wrong with a block.
type FormatError string

func (e FormatError) Error() string { return "pack: " + string(e) }

// version is the first byte of every block.
const version = 1

// Contexts by the size of the differences before: half the sum of two lengths,
// and one for the first difference of a stroke, which follows nothing.
const (
	sums  = 15
	fresh = sums - 1
)

// like returns the context for a difference that follows ones of sizes a and b.
func like(a, b int32) uint32 { return min((size(a)+size(b)+1)/2, fresh-1) }

// A model is all that a coder learns of a block as it goes.
type model struct {
	x, y, p [sums]number // differences within a stroke
	first   [3]number    // x, y and pressure of a first point, less those of the first point before
	head    [10]number   // the fields of a stroke before its points
	px, py  int32
	pp      uint8
	prev    core.Stroke
}

// Fields of a stroke's head, as contexts.
const (
	headActor = iota
	headN
	headTimeLow
	headTimeHigh
	headBrush
	headColor
	headWidth
	headOpacity
	headRest
	headPoints
)

func newModel() *model {
	m := new(model)
	for i := range m.x {
		m.x[i].reset()
		m.y[i].reset()
		m.p[i].reset()
	}
	for i := range m.first {
		m.first[i].reset()
	}
	for i := range m.head {
		m.head[i].reset()
	}
	return m
}

// Append appends strokes to dst as one block: of each its id, brush, time and
// points. What may change of a stroke, and who drew it, is kept elsewhere.
func Append(dst []byte, strokes []*core.Stroke) []byte {
	points := 0
	for _, s := range strokes {
		points += len(s.Points)
	}
	dst = append(dst, version)
	dst = binary.AppendUvarint(dst, uint64(len(strokes)))
	dst = binary.AppendUvarint(dst, uint64(points))
	m := newModel()
	e := encoder{width: 1<<32 - 1, out: dst}
	for _, s := range strokes {
		m.putHead(&e, s)
		m.putPoints(&e, s.Points)
	}
	e.finish()
	return e.out
}

// A transcriber of both directions would halve this file and double the time of
// decoding; put and get stand side by side instead.

func (m *model) putHead(e *encoder, s *core.Stroke) {
	q := &m.prev
	m.putWide(e, headActor, uint32(s.ID.Actor)-uint32(q.ID.Actor))
	m.putWide(e, headN, s.ID.N-q.ID.N-1)
	t := uint64(s.Time - q.Time)
	m.putWide(e, headTimeLow, uint32(t))
	m.putWide(e, headTimeHigh, uint32(t>>32))
	if s.Brush == q.Brush {
		m.head[headBrush].put(e, 0, 1)
	} else {
		m.head[headBrush].put(e, 1, 1)
		m.head[headColor].put(e, int32(s.Brush.Color>>12&0xfff), 1)
		m.head[headColor].put(e, int32(s.Brush.Color&0xfff), 1)
		m.head[headWidth].put(e, int32(s.Brush.Width), 1)
		m.head[headOpacity].put(e, int32(s.Brush.Opacity), 1)
		m.head[headRest].put(e, int32(s.Brush.Kind), 1)
		m.head[headRest].put(e, int32(s.Brush.Version), 1)
		m.head[headRest].put(e, int32(s.Brush.Fill)<<8|int32(s.Brush.Layer), 1)
	}
	m.head[headPoints].put(e, int32(len(s.Points)), 1)
	m.prev = core.Stroke{ID: s.ID, Time: s.Time, Brush: s.Brush}
}

func (m *model) getHead(d *decoder) (s core.Stroke, points int32) {
	q := &m.prev
	s.ID.Actor = core.Actor(uint32(q.ID.Actor) + m.getWide(d, headActor))
	s.ID.N = q.ID.N + 1 + m.getWide(d, headN)
	t := uint64(m.getWide(d, headTimeLow))
	t |= uint64(m.getWide(d, headTimeHigh)) << 32
	s.Time = q.Time + int64(t)
	s.Brush = q.Brush
	if m.head[headBrush].get(d, 1) != 0 {
		high := uint32(m.head[headColor].get(d, 1)) & 0xfff
		s.Brush.Color = high<<12 | uint32(m.head[headColor].get(d, 1))&0xfff
		s.Brush.Width = uint16(m.head[headWidth].get(d, 1))
		s.Brush.Opacity = uint8(m.head[headOpacity].get(d, 1))
		s.Brush.Kind = core.BrushKind(m.head[headRest].get(d, 1))
		s.Brush.Version = uint8(m.head[headRest].get(d, 1))
		rest := m.head[headRest].get(d, 1)
		s.Brush.Fill, s.Brush.Layer = uint8(rest>>8), uint8(rest)
	}
	points = m.head[headPoints].get(d, 1)
	m.prev = s
	return s, points
}

// putWide codes any 32-bit number, in two halves.
func (m *model) putWide(e *encoder, field int, v uint32) {
	m.head[field].put(e, int32(v>>16), 0)
	m.head[field].put(e, int32(v&0xffff), 2)
}

func (m *model) getWide(d *decoder, field int) uint32 {
	high := uint32(m.head[field].get(d, 0)) << 16
	return high | uint32(m.head[field].get(d, 2))&0xffff
}

func (m *model) putPoints(e *encoder, pts []core.Point) {
	if len(pts) == 0 {
		return
	}
	q := pts[0]
	m.first[0].put(e, q.X-m.px, 1)
	m.first[1].put(e, q.Y-m.py, 1)
	m.first[2].put(e, int32(int8(q.Pressure-m.pp)), 1)
	m.px, m.py, m.pp = q.X, q.Y, q.Pressure
	var vx, vy, ex, ey, dp int32
	cx, cp := uint32(fresh), uint32(fresh)
	for _, p := range pts[1:] {
		dx, dy := p.X-q.X, p.Y-q.Y
		fx, fy := dx-vx, dy-vy
		m.x[cx].put(e, fx, way(ex))
		m.y[like(fx, ey)].put(e, fy, way(ey))
		np := int32(int8(p.Pressure - q.Pressure))
		m.p[cp].put(e, np, way(dp))
		vx, vy, ex, ey, dp, q = dx, dy, fx, fy, np, p
		cx, cp = like(ex, ey), like(dp, dp)
	}
}

func (m *model) getPoints(d *decoder, pts []core.Point) {
	if len(pts) == 0 {
		return
	}
	m.px += m.first[0].get(d, 1)
	m.py += m.first[1].get(d, 1)
	m.pp += uint8(m.first[2].get(d, 1))
	q := core.Point{X: m.px, Y: m.py, Pressure: m.pp}
	pts[0] = q
	var vx, vy, ex, ey, dp int32
	cx, cp := uint32(fresh), uint32(fresh)
	for i := 1; i < len(pts); i++ {
		fx := m.x[cx].get(d, way(ex))
		fy := m.y[like(fx, ey)].get(d, way(ey))
		np := m.p[cp].get(d, way(dp))
		vx, vy = vx+fx, vy+fy
		q = core.Point{X: q.X + vx, Y: q.Y + vy, Pressure: q.Pressure + uint8(np)}
		pts[i] = q
		ex, ey, dp = fx, fy, np
		cx, cp = like(ex, ey), like(dp, dp)
	}
}

// pointsPerByte bounds how many points a byte of a block can hold: a point takes
// twelve adaptive bits at least, each of them 1/177 of a bit at least.
const pointsPerByte = 120

// Decode returns the strokes of a block, which src must be the whole of. It
// allocates for no more than maxStrokes and maxPoints, nor for more than src can
// hold. Measure has been called on each stroke.
func Decode(src []byte, maxStrokes, maxPoints int) ([]*core.Stroke, error) {
	if len(src) == 0 || src[0] != version {
		return nil, FormatError("not a block of this version")
	}
	src = src[1:]
	strokes, src, ok := count(src, maxStrokes)
	points, src, ok2 := count(src, min(maxPoints, pointsPerByte*len(src)))
	if !ok || !ok2 || strokes > pointsPerByte*len(src) {
		return nil, FormatError("more strokes or points than there may be")
	}
	d := newDecoder(src)
	m := newModel()
	list := make([]*core.Stroke, strokes)
	all := make([]core.Stroke, strokes)
	pts := make([]core.Point, points)
	for i := range all {
		s, n := m.getHead(&d)
		if n < 0 || int(n) > len(pts) || d.next > len(d.in) {
			return nil, FormatError("a stroke is cut off or has more points than were announced")
		}
		s.Points, pts = pts[:n:n], pts[n:]
		m.getPoints(&d, s.Points)
		all[i], list[i] = s, &all[i]
	}
	if len(pts) != 0 || d.next != len(d.in) {
		return nil, FormatError("bytes or points are left over, or missing")
	}
	for _, s := range list {
		for _, p := range s.Points {
			if max(p.X, p.Y, -p.X, -p.Y) > coordMax {
				return nil, FormatError("a point further out than any piece reaches")
			}
		}
		s.Measure()
	}
	return list, nil
}

// coordMax bounds coordinates, in 1/32 px: two differences of it fit a number.
const coordMax = 1 << 20

// count reads a uvarint of at most limit in its shortest form.
func count(src []byte, limit int) (int, []byte, bool) {
	v, n := binary.Uvarint(src)
	if n <= 0 || n > 1 && src[n-1] == 0 || v > uint64(max(limit, 0)) {
		return 0, nil, false
	}
	return int(v), src[n:], true
}
