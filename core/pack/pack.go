package pack

import (
	"encoding/binary"
	"slices"

	"easel.example/core"
)

// A FormatError says what was wrong with a block.
type FormatError string

func (e FormatError) Error() string { return "pack: " + string(e) }

const (
	// version is the first byte of every block whose strokes have no beats, and timed of
	// those that have.
	version, timed = 1, 2
	// coordMax bounds coordinates, in 1/32 px: two differences of it fit 24 bits.
	coordMax = 1 << 20
	// escape stands for a difference from it on; how far it lies beyond is told
	// after the planes.
	escape = 1<<16 - 1
	// planes is how many bytes of a point are in the planes.
	planes = 5
	// brushBytes is the length of a brush.
	brushBytes = 10
	// What a stroke and a point take at least and at most, inflated.
	strokeMin, strokeMax = 5, 3*5 + 10 + 1 + brushBytes + 11
	pointMin, pointMax   = 3, planes + 2*4
	beatsMax, beatMax    = 3, 3 + 3
)

// Append appends strokes to dst as one block: of each its id, brush, time, points, all
// within 2^20 of the origin, and beats. What may change of a stroke, and who drew it,
// is kept elsewhere.
func (w *Packer) Append(dst []byte, strokes []*core.Stroke) []byte {
	points := 0
	for _, s := range strokes {
		points += len(s.Points)
	}
	v := byte(version)
	if slices.ContainsFunc(strokes, func(s *core.Stroke) bool { return len(s.Beats) > 0 }) {
		v = timed
	}
	dst = append(dst, v)
	dst = binary.AppendUvarint(dst, uint64(len(strokes)))
	dst = binary.AppendUvarint(dst, uint64(points))
	w.begin(dst)
	w.heads(strokes)
	w.points(strokes)
	if v == timed {
		w.beats(strokes)
	}
	return w.end()
}

// Append appends one block to dst, as [Packer.Append] does.
func Append(dst []byte, strokes []*core.Stroke) []byte { return new(Packer).Append(dst, strokes) }

// heads writes all of the strokes but their points, field by field. A field is
// told by how it differs from that of the stroke before.
func (w *Packer) heads(strokes []*core.Stroke) {
	field := func(of func(s, before *core.Stroke) uint64) {
		before := &core.Stroke{}
		for _, s := range strokes {
			w.uvarint(of(s, before))
			before = s
		}
	}
	field(func(s, q *core.Stroke) uint64 { return zigzag(int64(int32(s.ID.Actor - q.ID.Actor))) })
	field(func(s, q *core.Stroke) uint64 { return zigzag(int64(int32(s.ID.N - q.ID.N - 1))) })
	field(func(s, q *core.Stroke) uint64 { return zigzag(s.Time - q.Time) })
	field(func(s, _ *core.Stroke) uint64 { return uint64(len(s.Points)) })
	w.cut()
	last := core.Brush{}
	for _, s := range strokes {
		b := s.Brush
		if b == last {
			w.buf = append(w.buf, 0)
			continue
		}
		last = b
		w.buf = append(w.buf, 1, byte(b.Kind), b.Version, b.Opacity, byte(b.Fill), b.Layer,
			byte(b.Width), byte(b.Width>>8), byte(b.Color), byte(b.Color>>8), byte(b.Color>>16))
	}
	w.cut()
}

// points writes the points after the first of each stroke, in planes: the low
// bytes of all x, their high bytes, and so on. Then come the first points, each
// followed by what escaped from its stroke.
func (w *Packer) points(strokes []*core.Stroke) {
	n := steps(strokes)
	all := make([]byte, planes*n)
	xl, xh, yl, yh, pr := all[:n], all[n:2*n], all[2*n:3*n], all[3*n:4*n], all[4*n:]
	split := func(e int32) (low, high byte) {
		u := core.Zigzag(e)
		if u >= escape {
			w.uvarint(uint64(u - escape))
			u = escape
		}
		return byte(u), byte(u >> 8)
	}
	i := 0
	var p core.Point
	for _, s := range strokes {
		var vx, vy int32
		for k, q := range s.Points {
			dx, dy := q.X-p.X, q.Y-p.Y
			if k == 0 {
				w.uvarint(zigzag(int64(dx)))
				w.uvarint(zigzag(int64(dy)))
				w.buf = append(w.buf, q.Pressure)
				p = q
				continue
			}
			xl[i], xh[i] = split(dx - vx)
			yl[i], yh[i] = split(dy - vy)
			pr[i] = byte(core.Zigzag(int32(int8(q.Pressure - p.Pressure))))
			p, vx, vy = q, dx, dy
			i++
		}
	}
	rest := w.buf
	for _, plane := range [][]byte{xl, xh, yl, yh, pr, rest} {
		w.buf = plane
		w.cut()
	}
	w.buf = rest
}

// beats writes how many beats each stroke has; then of all beats the points; then the ms.
func (w *Packer) beats(strokes []*core.Stroke) {
	w.buf = w.buf[:0]
	for _, s := range strokes {
		w.uvarint(uint64(len(s.Beats)))
	}
	w.cut()
	for _, of := range []func(core.Beat) uint16{
		func(b core.Beat) uint16 { return b.Points - 1 },
		func(b core.Beat) uint16 { return b.Ms },
	} {
		for _, s := range strokes {
			for _, b := range s.Beats {
				w.uvarint(uint64(of(b)))
			}
		}
		w.cut()
	}
}

// steps returns how many points follow another one.
func steps(strokes []*core.Stroke) (n int) {
	for _, s := range strokes {
		n += max(len(s.Points)-1, 0)
	}
	return n
}

// Decode returns the strokes of a block, which src must be the whole of. It
// allocates for no more than maxStrokes and maxPoints, nor for more than src can
// hold. Measure has been called on each stroke.
func (r *Unpacker) Decode(src []byte, maxStrokes, maxPoints int) ([]*core.Stroke, error) {
	if len(src) == 0 || src[0] != version && src[0] != timed {
		return nil, FormatError("not a block of this version")
	}
	v := src[0]
	src = src[1:]
	most := inflation * int64(len(src))
	strokes, src, ok := count(src, min(int64(maxStrokes), most/strokeMin))
	points, src, ok2 := count(src, min(int64(maxPoints), most/pointMin))
	if !ok || !ok2 {
		return nil, FormatError("more strokes or points than there may be")
	}
	if err := r.inflate(src, int64(strokes)*(strokeMax+beatsMax)+int64(points)*(pointMax+beatMax)); err != nil {
		return nil, err
	}
	all := make([]core.Stroke, strokes)
	list := make([]*core.Stroke, strokes)
	for i := range all {
		list[i] = &all[i]
	}
	r.heads(list, make([]core.Point, points))
	r.points(list)
	if v == timed {
		r.beats(list)
	}
	if r.failed || len(r.b) > 0 {
		return nil, FormatError("strokes that are cut off, left over, or out of reach of any piece")
	}
	for _, s := range list {
		s.Measure()
	}
	return list, nil
}

// Counts returns how many strokes and points a block says it has.
func Counts(src []byte) (strokes, points int, err error) {
	if len(src) == 0 || src[0] != version && src[0] != timed {
		return 0, 0, FormatError("not a block of this version")
	}
	most := inflation * int64(len(src))
	strokes, rest, ok := count(src[1:], most/strokeMin)
	points, _, ok2 := count(rest, most/pointMin)
	if !ok || !ok2 {
		return 0, 0, FormatError("more strokes or points than there may be")
	}
	return strokes, points, nil
}

// Decode returns the strokes of one block, as [Unpacker.Decode] does.
func Decode(src []byte, maxStrokes, maxPoints int) ([]*core.Stroke, error) {
	return new(Unpacker).Decode(src, maxStrokes, maxPoints)
}

// heads reads what the writer's heads wrote, and shares pts out.
func (r *Unpacker) heads(strokes []*core.Stroke, pts []core.Point) {
	var last core.Stroke
	for _, s := range strokes {
		last.ID.Actor += core.Actor(unzigzag(r.uvarint(1<<32 - 1)))
		s.ID.Actor = last.ID.Actor
	}
	for _, s := range strokes {
		last.ID.N += uint32(unzigzag(r.uvarint(1<<32-1))) + 1
		s.ID.N = last.ID.N
	}
	for _, s := range strokes {
		last.Time += unzigzag(r.uvarint(1<<64 - 1))
		s.Time = last.Time
	}
	for _, s := range strokes {
		n := r.uvarint(uint64(len(pts)))
		s.Points, pts = pts[:n:n], pts[n:]
	}
	if len(pts) > 0 {
		r.failed = true
	}
	for _, s := range strokes {
		if r.byte() != 0 {
			b := r.take(brushBytes)
			last.Brush = core.Brush{
				Kind: core.BrushKind(b[0]), Version: b[1], Opacity: b[2], Fill: core.Fill(b[3]), Layer: b[4],
				Width: uint16(b[5]) | uint16(b[6])<<8, Color: uint32(b[7]) | uint32(b[8])<<8 | uint32(b[9])<<16,
			}
		}
		s.Brush = last.Brush
	}
}

// points reads what the writer's points wrote.
func (r *Unpacker) points(strokes []*core.Stroke) {
	n := steps(strokes)
	all := r.take(planes * n)
	xl, xh, yl, yh, pr := all[:n], all[n:2*n], all[2*n:3*n], all[3*n:4*n], all[4*n:]
	i := 0
	var p core.Point
	for _, s := range strokes {
		var vx, vy int32
		for k := range s.Points {
			if k == 0 {
				p.X += int32(unzigzag(r.uvarint(1<<32 - 1)))
				p.Y += int32(unzigzag(r.uvarint(1<<32 - 1)))
				p.Pressure = r.byte()
			} else {
				ux, uy := uint32(xl[i])|uint32(xh[i])<<8, uint32(yl[i])|uint32(yh[i])<<8
				if ux == escape {
					ux += uint32(r.uvarint(1<<24 - 1))
				}
				if uy == escape {
					uy += uint32(r.uvarint(1<<24 - 1))
				}
				vx += core.Unzigzag(ux)
				vy += core.Unzigzag(uy)
				p = core.Point{X: p.X + vx, Y: p.Y + vy, Pressure: p.Pressure + uint8(core.Unzigzag(uint32(pr[i])))}
				i++
			}
			if uint32(p.X+coordMax) > 2*coordMax || uint32(p.Y+coordMax) > 2*coordMax {
				r.failed = true
				return
			}
			s.Points[k] = p
		}
	}
}

// beats reads what the writer's beats wrote: of no more points than each stroke has.
func (r *Unpacker) beats(strokes []*core.Stroke) {
	counts, n := make([]int, len(strokes)), 0
	for i, s := range strokes {
		counts[i] = int(r.uvarint(uint64(len(s.Points))))
		n += counts[i]
	}
	all := make([]core.Beat, n)
	for i, s := range strokes {
		s.Beats, all = all[:counts[i]:counts[i]], all[counts[i]:]
		left := len(s.Points)
		for i := range s.Beats {
			b := &s.Beats[i]
			b.Points = uint16(r.uvarint(1<<16-2)) + 1
			if left -= int(b.Points); left < 0 {
				r.failed = true
				return
			}
		}
	}
	for _, s := range strokes {
		for i := range s.Beats {
			s.Beats[i].Ms = uint16(r.uvarint(1<<16 - 1))
		}
	}
	if n == 0 {
		r.failed = true // it would be of the other version
	}
}

// count reads a uvarint of at most limit in its shortest form.
func count(src []byte, limit int64) (int, []byte, bool) {
	v, n := binary.Uvarint(src)
	if n <= 0 || n > 1 && src[n-1] == 0 || v > uint64(max(limit, 0)) {
		return 0, nil, false
	}
	return int(v), src[n:], true
}
