package core

// An Actor is the small number that a workspace gives to a replica. 0 is the
// server itself.
type Actor uint32

// A StrokeID names a stroke. Its actor chose N, counting up from 1, so no two
// strokes of a piece share an id.
type StrokeID struct {
	Actor Actor
	N     uint32
}

// A Stroke is the path of one pen from down to up. Its points only grow; once
// it is done only a [Form] changes how it is seen.
//
// Invariants: bytes = StrokeBytes + DeltaBytes(Heading{}, Points) as they were drawn, and FormBytes
// with a form; cost is what rasterCost adds up over Points; Done never goes back to
// false but by a rollback; with a form, Brush and Points are what it makes of drawn.
type Stroke struct {
	ID     StrokeID
	Member uint32 // who drew it
	Time   int64  // server's ms of the entry that began it; 0 while only predicted
	Brush  Brush
	Points []Point
	Done   bool
	Hidden uint32 // the member who hid it, 0 when it is seen

	Touched int64  // server's ms of the last entry that began or extended it; not part of the digest
	Beats   []Beat // when its newest points came; likewise

	bytes, cost int64
	form        Form
	drawn       *Drawn // nil without a form
}

// A Beat is some points of a stroke that came with one entry, and the ms since the entry
// before it, at most 65535. Beats are the server's times, so the hand's rhythm costs
// nothing on the wire; a replay shows it.
type Beat struct{ Points, Ms uint16 }

// Span returns the ms from the beginning of s to its last beat.
func (s *Stroke) Span() (ms int64) {
	for _, b := range s.Beats {
		ms += int64(b.Ms)
	}
	return ms
}

// StrokeBytes is the fixed part of a stroke's size under rule L3: about what
// its id, brush, time and bookkeeping take beside the points.
const StrokeBytes = 32

// Bytes returns the size of s under rule L3, a function of the stroke alone.
func (s *Stroke) Bytes() int64 { return s.bytes }

// Cost returns what s costs to draw, in px² of brush passed over the canvas (rule L5).
func (s *Stroke) Cost() int64 { return s.cost }

// Measure sets the sizes of a stroke that was filled in from outside, such as
// one decoded from a snapshot.
func (s *Stroke) Measure() {
	s.bytes = StrokeBytes + DeltaBytes(Heading{}, s.Points)
	s.cost = 0
	for i := range s.Points {
		s.cost += rasterCost(s.Brush, s.last(i), s.Points[i])
	}
}

// last returns the point before index i, which for the first is the point itself.
func (s *Stroke) last(i int) Point {
	if i == 0 {
		return s.Points[0]
	}
	return s.Points[i-1]
}

// Bounds returns the pixels that s may touch, before clipping to the piece.
func (s *Stroke) Bounds() Rect { return s.BoundsFrom(0) }

// BoundsFrom returns the pixels that the points from index i on may touch,
// with the segment that leads to the first of them.
func (s *Stroke) BoundsFrom(i int) Rect {
	if i = max(i-1, 0); i >= len(s.Points) {
		return Rect{}
	}
	p, r := s.Points[i], int32(s.Brush.Width)/(2*WidthUnit)
	x0, y0, x1, y1 := p.X, p.Y, p.X, p.Y
	if s.Brush.Fill != FillNone {
		// What is inside changes between the new points and the first.
		p, r = s.Points[0], 0
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	for _, p := range s.Points[i+1:] {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	// Half the width, and two pixels for the antialiased edge and rounding.
	r += 2
	return Rect{x0/Unit - r - 1, y0/Unit - r - 1, x1/Unit + r + 2, y1/Unit + r + 2}
}

// rasterCost is the price of the segment from p to q: its length (the larger
// of |dx| and |dy|, at least a pixel and a sixteenth of the width) times the
// brush's width and its class, in px². A short step of a wide brush costs far more than the
// pixels that it adds, for it is drawn over all that it touches.
//
// An edge of a filled stroke is looked at in all tiles beside it.
func rasterCost(b Brush, p, q Point) int64 {
	if b.Fill != FillNone {
		return 64 + int64(abs(q.X-p.X)+64*abs(q.Y-p.Y))/Unit
	}
	w := int64(b.Width / WidthUnit)
	l := max(int64(max(abs(q.X-p.X), abs(q.Y-p.Y)))/Unit, w/16)
	return (l + 1) * (w + 1) * b.Kind.class()
}

func abs(v int32) int32 {
	if v < 0 {
		return -v
	}
	return v
}
