package core

// A Form is how a done stroke was changed: moved, scaled, turned, in another
// colour or width. It says what becomes of the stroke as it was drawn, not of what
// an earlier form made of it: the last one counts, and undo sets the one before.
// The zero Form is the stroke as it was drawn.
//
// A point (x, y), in 1/32 px, comes to (A·x + C·y)/65536 + X and
// (B·x + D·y)/65536 + Y, rounded down.
type Form struct {
	A, B, C, D int32 // in 1/65536, from -FormMost to FormMost
	X, Y       int32 // in 1/32 px
	Color      uint32
	Width      uint16 // in 1/16 px, from 1 to WidthMax
}

const (
	// FormOne is 1 in a form's A to D.
	FormOne = 1 << 16
	// FormMost is how much larger a form makes a stroke at most.
	FormMost = 256 * FormOne
	// formReach bounds X and Y. With FormMost no sum of two points of the largest
	// piece leaves 64 bits, nor does its result leave 32.
	formReach = 1 << 28
	// FormBytes is what a form adds to a stroke's size (rule L3).
	FormBytes = 32
)

// FormOf returns the form that leaves a stroke of brush b as it is.
func FormOf(b Brush) Form {
	return Form{A: FormOne, D: FormOne, Color: b.Color, Width: b.Width}
}

// Valid reports whether f may be set.
func (f Form) Valid() bool {
	for _, v := range [4]int32{f.A, f.B, f.C, f.D} {
		if v < -FormMost || v > FormMost {
			return false
		}
	}
	return f.X >= -formReach && f.X <= formReach && f.Y >= -formReach && f.Y <= formReach &&
		f.Color <= 0xffffff && f.Width >= 1 && f.Width <= WidthMax
}

// Apply returns where f brings p. It reports false where that leaves 32 bits.
func (f Form) Apply(p Point) (Point, bool) {
	x := (int64(f.A)*int64(p.X)+int64(f.C)*int64(p.Y))>>16 + int64(f.X)
	y := (int64(f.B)*int64(p.X)+int64(f.D)*int64(p.Y))>>16 + int64(f.Y)
	p.X, p.Y = int32(x), int32(y)
	return p, int64(p.X) == x && int64(p.Y) == y
}

// Drawn is a stroke as its author drew it, before any form.
type Drawn struct {
	Brush  Brush
	Points []Point
	bytes  int64
	cost   int64
}

// Drawn returns s as it was drawn.
func (s *Stroke) Drawn() Drawn {
	if s.drawn != nil {
		return *s.drawn
	}
	return Drawn{s.Brush, s.Points, s.bytes, s.cost}
}

// Form returns the form of s, which is zero as long as none was set.
func (s *Stroke) Form() Form { return s.form }

// SetForm gives a done stroke that was filled in from outside, and measured, its
// form. It reports false if the form is none that f could have.
func (s *Stroke) SetForm(f Form) bool {
	if f == (Form{}) || !s.Done || s.form != (Form{}) {
		return false
	}
	t, ok := s.formed(f)
	if ok {
		*s = t
	}
	return ok
}

// formed returns s with form f, its points apart from those of s. A form that
// changes nothing is none.
func (s *Stroke) formed(f Form) (t Stroke, ok bool) {
	d := s.Drawn()
	t = *s
	if f == (Form{}) || f == FormOf(d.Brush) {
		t.Brush, t.Points, t.bytes, t.cost, t.form, t.drawn = d.Brush, d.Points, d.bytes, d.cost, Form{}, nil
		return t, true
	}
	if !f.Valid() {
		return t, false
	}
	t.form, t.drawn = f, &d
	t.Brush.Color, t.Brush.Width = f.Color, f.Width
	t.Points = make([]Point, len(d.Points))
	t.bytes, t.cost = d.bytes+FormBytes, 0
	for i, p := range d.Points {
		if t.Points[i], ok = f.Apply(p); !ok {
			return t, false
		}
		t.cost += rasterCost(t.Brush, t.last(i), t.Points[i])
	}
	return t, true
}

// set gives a done stroke of the actor's own member a form, if its points stay
// where a piece may hold them and it costs no more to draw than a stroke may.
func (p *Piece) set(who *Replicant, op *Op, j *Journal) bool {
	s := p.index[op.Stroke]
	if s == nil || !s.Done || s.Member != who.Member {
		return false
	}
	t, ok := s.formed(op.Form)
	if !ok || !p.style.Admits(t.Brush) || t.cost > p.limits.StrokeCost && t.cost > s.cost || !p.room(t.bytes-s.bytes) {
		return false
	}
	for _, q := range t.Points {
		if !p.Holds(q) && t.form != (Form{}) {
			return false
		}
	}
	was := *s
	j.add(Change{Kind: Formed, Stroke: s, was: &was})
	p.bytes += t.bytes - s.bytes
	*s = t
	p.truncate(j)
	return true
}
