package main

import (
	"math"
	"time"

	"easel.example/core/ink"
	"easel.example/tools/internal/input"
)

// A note is one reading of the pen, and when it is due.
type note struct {
	stroke   int
	pointer  ink.Pointer
	sample   ink.Sample // its Time is in µs of the hand's time
	down, up bool
}

// A score is a drawing in the order and at the times of the hand.
type score struct{ notes []note }

// at returns when note i is due at some speed, after the drawing's beginning.
func (s score) at(i int, speed float64) time.Duration {
	return time.Duration(float64(s.notes[i].sample.Time) * 1000 / speed)
}

// handSpeed is how fast a hand moves, in px of the canvas a second, where a
// file does not say; liftTime is how long it takes from stroke to stroke, in µs.
const (
	handSpeed = 1000
	liftTime  = 120_000
)

// compose puts a drawing's points on the canvas and in time. Strokes without
// times follow each other at handSpeed. Time never goes back.
func compose(d input.Drawing, t input.Placement) score {
	var s score
	now := int64(0)
	var last ink.Sample
	for i, st := range d.Strokes {
		if len(st.Points) == 0 {
			continue
		}
		if st.Times == nil && i > 0 {
			now += liftTime
		}
		first := len(s.notes)
		for j, q := range st.Points {
			n := note{stroke: i, pointer: ink.Mouse, down: j == 0, up: j == len(st.Points)-1}
			if q.Pressure >= 0 {
				n.pointer = ink.Stylus
				n.sample.Pressure = uint16(math.Round(65535 * min(q.Pressure, 1)))
			}
			n.sample.X, n.sample.Y = fixed(q.X*t.Scale+t.DX), fixed(q.Y*t.Scale+t.DY)
			switch {
			case st.Times != nil:
				now = max(now, int64(st.Times[j]*1e6))
			case j > 0:
				way := math.Hypot(float64(n.sample.X-last.X), float64(n.sample.Y-last.Y)) / 256
				now += int64(way * 1e6 / handSpeed)
			}
			n.pointer = s.pointer(first, n.pointer)
			n.sample.Time = now
			last = n.sample
			s.notes = append(s.notes, n)
		}
	}
	return s
}

// pointer returns what the stroke that began with note first is drawn with: a
// stroke keeps its pointer.
func (s *score) pointer(first int, p ink.Pointer) ink.Pointer {
	if first < len(s.notes) {
		return s.notes[first].pointer
	}
	return p
}

// fixed returns px as 1/256 px, within what the pen bounds anyway.
func fixed(px float64) int32 { return int32(math.Round(min(max(px, -1e6), 1e6) * 256)) }
