package ink

// A Sample is one reading of a pointer while it is down.
type Sample struct {
	X, Y     int32  // 1/256 px from the top left corner of the piece
	Pressure uint16 // 0 (not known, or hardly touching) … 65535
	Time     int64  // µs from any moment, the same for all samples of a stroke
}

// A Pointer is what the person holds.
type Pointer uint8

// Pointers have the numbers by which the page names them.
const (
	Mouse  Pointer = 1 // has no pressure, and reports whole pixels
	Touch  Pointer = 2 // has no pressure worth the name
	Stylus Pointer = 3
)

// reach bounds coordinates: four sides of the largest piece, either way.
const reach = 4 * 4096 << 8

func (s Sample) clamped() Sample {
	s.X, s.Y = min(max(s.X, -reach), reach), min(max(s.Y, -reach), reach)
	return s
}
