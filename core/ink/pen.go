package ink

import "easel.example/core"

// A Pen follows one stroke from down to up. Make one with [New].
//
// Invariant: emitted is the last point given out; all of held, which come after
// it, lie within eps of the line from it to the last of them.
type Pen struct {
	pointer   Pointer
	smoothing int64 // 0…100
	lightness int64 // 0…100, see Feel.Speed
	eps       int32 // 1/32 px

	down     bool
	moved    bool   // since it went down
	last     Sample // the newest
	x, y     int64  // the filter's place, 1/65536 px
	pressure int64  // likewise, 1/65536 of full
	speed    int64  // px a second, itself smoothed
	spring   spring // what follows the filter
	emitted  core.Point
	held     []core.Point // ready, but perhaps not needed: no more than heldMost
}

// A Feel is how a pen answers to the hand; each is from 0 to 100.
type Feel struct {
	Smoothing int32 // 0 is none; 30 is light: a quick line lags by less than a sample
	Speed     int32 // how many % of its pressure a very quick line loses; a stylus, which has its own, half as many
	Width     int32 // px of the line: a broad one needs fewer points
}

// New returns a pen that is about to touch down.
func New(p Pointer, f Feel) *Pen {
	pen := &Pen{pointer: p, smoothing: int64(min(max(f.Smoothing, 0), 100)), lightness: int64(min(max(f.Speed, 0), 100))}
	if p == Stylus {
		pen.lightness /= 2
	}
	pen.eps = min(epsLeast+min(max(f.Width, 0), 512)/epsPer, epsMost)
	pen.spring.stiff = p == Mouse || pen.smoothing == 0
	return pen
}

// Distances in 1/32 px. A point that is nearer than step to the one before is
// left out, unless the pressure has changed by more than pressureStep of 255.
const (
	step         = core.Unit / 2
	pressureStep = 12
)

// A point is left out if the line without it is no farther from it than this, in
// 1/32 px: an eighth of a px, and a hundredth of the width. What a broad brush
// leaves looks the same.
const (
	epsLeast = core.Unit / 8
	epsPer   = 3 // px of width for 1/32 px
	epsMost  = 3 * core.Unit / 2
	heldMost = 8 // points wait, some 50 ms, until they are given out all the same
)

// Add takes a sample and appends to dst the points that it makes ready, if any.
// They are never revised.
func (p *Pen) Add(dst []core.Point, s Sample) []core.Point {
	s = s.clamped()
	if !p.down {
		p.down, p.last = true, s
		p.x, p.y, p.pressure = int64(s.X)<<8, int64(s.Y)<<8, p.force(s)
		p.spring.put(p.x, p.y)
		p.emitted = p.place()
		return append(dst, p.emitted)
	}
	dt := p.follow(s)
	for {
		moved, more := p.spring.follow(p.x, p.y, dt)
		if moved {
			dst = p.offer(dst, p.place())
		}
		if dt = 0; !more {
			return dst
		}
	}
}

// offer takes a point that is ready, and appends to dst those that are needed
// for the line to stay within eps of all that were.
func (p *Pen) offer(dst []core.Point, q core.Point) []core.Point {
	was := p.emitted
	if n := len(p.held); n > 0 {
		was = p.held[n-1]
	}
	if far(was, q) < step && apart(was.Pressure, q.Pressure) <= pressureStep {
		return dst
	}
	for _, h := range p.held {
		if len(p.held) == heldMost || core.Distance2(h, p.emitted, q) > int64(p.eps)*int64(p.eps) {
			dst = p.give(dst)
			break
		}
	}
	p.held = append(p.held, q)
	return dst
}

// give appends the last of the points held to dst; the others are not needed.
func (p *Pen) give(dst []core.Point) []core.Point {
	if n := len(p.held); n > 0 {
		p.emitted = p.held[n-1]
		dst, p.held = append(dst, p.emitted), p.held[:0]
	}
	return dst
}

// follow moves the filter towards s: the faster the pen, the nearer it keeps. It
// returns the time since the sample before, in µs.
func (p *Pen) follow(s Sample) (dt int64) {
	dt = min(max(s.Time-p.last.Time, 1000), 100_000) // µs; a clock that stands or jumps is not believed
	way := int64(max(distance(s.X-p.last.X), distance(s.Y-p.last.Y)))
	now := way * 1_000_000 / 256 / dt
	if !p.moved && way > 0 {
		p.moved, p.speed = true, min(now, touchdown)
	}
	p.speed += (now - p.speed) / 2
	k := p.keep()
	p.x += (int64(s.X)<<8 - p.x) * k >> 8
	p.y += (int64(s.Y)<<8 - p.y) * k >> 8
	p.pressure += (p.force(s) - p.pressure) / 2
	p.last = s
	return dt
}

// Speeds in px a second between which smoothing fades out. A hand that draws
// with care moves at some 100 px a second, one that sketches at 1000.
const (
	slowSpeed  = 120
	quickSpeed = 900
)

// keep returns how much of the way to a new sample the filter goes, in 1/256:
// all of it without smoothing; 1/6 of it at the slowest with the strongest.
func (p *Pen) keep() int64 {
	hold := 213 * p.smoothing / 100
	slowness := min(max(quickSpeed-p.speed, 0), quickSpeed-slowSpeed)
	return 256 - hold/3 - hold*2/3*slowness/(quickSpeed-slowSpeed)
}

// Up appends to dst what is left of the way to the newest sample: the stroke
// ends exactly where the pen was lifted. A tap stays one point.
func (p *Pen) Up(dst []core.Point) []core.Point {
	if !p.down {
		return dst
	}
	for _, q := range p.rest(nil) {
		dst = p.offer(dst, q)
	}
	dst = p.give(dst)
	if q := p.nib(); far(p.emitted, q) > 0 {
		p.emitted = q
		dst = append(dst, q)
	}
	p.down = false
	return dst
}

// Tail appends to dst what lies beyond the points given out, up to the nib. It
// is for the eye only: the points to come may be others.
func (p *Pen) Tail(dst []core.Point) []core.Point {
	if !p.down {
		return dst
	}
	dst = append(dst, p.held...)
	dst = p.rest(dst)
	return append(dst, p.nib())
}

// rest appends to dst how the spring would come to rest at the newest sample.
func (p *Pen) rest(dst []core.Point) []core.Point {
	x, y := int64(p.last.X)<<8, int64(p.last.Y)<<8
	for s, k := p.spring, 0; k < restSteps && !s.stiff && max(magnitude(s.x-x), magnitude(s.y-y)) > restNear; k++ {
		s.step(x, y)
		dst = append(dst, core.Point{X: round(s.x), Y: round(s.y), Pressure: p.place().Pressure})
	}
	return dst
}

// nib returns the newest sample as a point.
func (p *Pen) nib() core.Point {
	return core.Point{X: round(int64(p.last.X) << 8), Y: round(int64(p.last.Y) << 8), Pressure: p.place().Pressure}
}

// place returns where the ink is, on the grid.
func (p *Pen) place() core.Point {
	return core.Point{X: round(p.spring.x), Y: round(p.spring.y), Pressure: uint8(min(max(p.pressure>>8, 0), 255))}
}

// Pressureless reports whether the pen knows no pressure.
func (p *Pen) Pressureless() bool { return p.pointer != Stylus }

// A line at halfSpeed, in px a second, loses half of what a very quick one does.
const halfSpeed = 1200

// touchdown is the speed that a pen is taken to have when it touches down, as far
// as the pressure goes: a line begins thin, and swells where the hand lingers.
const touchdown = 900

// force returns the pressure of s. Only a stylus has one; the others draw with
// all of it. Either loses by speed.
func (p *Pen) force(s Sample) int64 {
	full := int64(65535)
	if p.pointer == Stylus {
		full = int64(s.Pressure)
	}
	speed := p.speed
	if !p.down || p.speed == 0 && p.lightness > 0 && !p.moved {
		speed = touchdown
	}
	return full - full*p.lightness*speed/(100*(speed+halfSpeed))
}

// round returns the nearest step of the grid to v, which is in 1/65536 px.
func round(v int64) int32 { return int32((v + 1<<10) >> 11) }

func distance(v int32) int32 {
	if v < 0 {
		return -v
	}
	return v
}

func far(a, b core.Point) int32 { return max(distance(a.X-b.X), distance(a.Y-b.Y)) }

func apart(a, b uint8) int32 { return distance(int32(a) - int32(b)) }
