package artist

// A Place is where on the sheet a signature stands.
type Place uint8

// The places.
const (
	BottomRight Place = iota
	BottomLeft
	BottomCenter
)

// Bounds of a signature, in hundredths of its usual size.
const (
	SignMin  = 50
	SignMax  = 250
	SignUsed = 100
)

// Signature returns the strokes of the artist's name on a piece of brief b, in 0xRRGGBB.
func Signature(b Brief, where Place, percent int32, color uint32) []Mark {
	h := newHand(b, b.Seed, "signature")
	size := h.u(38) * min(max(percent, SignMin), SignMax) / SignUsed
	wide := size * 276 / 100
	left := h.wide(980) - wide
	switch where {
	case BottomLeft:
		left = h.wide(20)
	case BottomCenter:
		left = h.wide(500) - wide/2
	}
	h.signature(color, at{left, h.high(975) - size*105/100}, size)
	return h.marks
}
