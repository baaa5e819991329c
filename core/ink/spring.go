package ink

// tick is how often the spring moves, in µs: 180 times a second.
const tick = 1_000_000 / 180

// When the pen is lifted, the spring comes to rest within so many steps, or so
// near the nib, in 1/65536 px.
const (
	restSteps = 20
	restNear  = 1 << 14
)

// A spring pulls a mass after a place. A stiff one is always there.
type spring struct {
	stiff  bool
	x, y   int64 // 1/65536 px
	vx, vy int64 // likewise, a step
	// The way to the place goes on evenly until the time is up, µs.
	toX, toY, fromX, fromY int64
	time, of               int64
}

// put lays the mass down at a place.
func (s *spring) put(x, y int64) {
	*s = spring{stiff: s.stiff, x: x, y: y, toX: x, toY: y}
}

// follow moves the mass by one step towards a place, which was reached dt µs after
// the one before. It reports whether it moved, and whether another step is due,
// with a dt of 0.
func (s *spring) follow(x, y, dt int64) (moved, more bool) {
	if s.stiff {
		s.x, s.y = x, y
		return true, false
	}
	if dt > 0 {
		s.fromX, s.fromY, s.toX, s.toY = s.toX, s.toY, x, y
		left := s.of - s.time // less than a tick
		s.time, s.of = -left, dt
	}
	if s.of-s.time < tick {
		return false, false
	}
	s.time += tick
	part := max(s.time, 0)
	s.step(s.fromX+(s.toX-s.fromX)*part/s.of, s.fromY+(s.toY-s.fromY)*part/s.of)
	return true, s.of-s.time >= tick
}

// step moves the mass once. With dt = 1/180 s a mass of 11/32400 and a drag of 72
// leave 3/5 of the speed, and add 1/11 of the distance.
func (s *spring) step(x, y int64) {
	s.vx += (x-s.x)/11 - s.vx*2/5
	s.vy += (y-s.y)/11 - s.vy*2/5
	s.x, s.y = s.x+s.vx, s.y+s.vy
}

func magnitude(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}
