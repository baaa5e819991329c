package main

import (
	"math"
	"time"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/tools/internal/input"
)

// A note is one reading of the pen, and when it is due.
type note struct {
	stroke   int
	pointer  ink.Pointer
	sample   ink.Sample // its Time is in µs of the hand's time
	down, up bool
	exact    bool // the point is where the file has it: no hand's reading, that a pen smooths
	point    input.Point
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

// edgeStep is how far apart points are put on a long edge, in px of the canvas, so that it grows as
// under a hand.
const edgeStep = 25

// compose puts a drawing's points on the canvas and in time. Strokes without
// times follow each other at handSpeed, their points where the file has them. Time never goes back.
func compose(d input.Drawing, t input.Placement) score {
	var s score
	now := int64(0)
	for i, st := range d.Strokes {
		if len(st.Points) == 0 {
			continue
		}
		if st.Times == nil && i > 0 {
			now += liftTime
		}
		if st.Times == nil {
			now = s.edges(i, st, t, now)
			continue
		}
		first := len(s.notes)
		for j, q := range st.Points {
			n := note{stroke: i, pointer: ink.Mouse, down: j == 0, up: j == len(st.Points)-1}
			if q.Pressure >= 0 {
				n.pointer = ink.Stylus
				n.sample.Pressure = uint16(math.Round(65535 * min(q.Pressure, 1)))
			}
			n.sample.X, n.sample.Y = fixed(q.X*t.Scale+t.DX), fixed(q.Y*t.Scale+t.DY)
			now = max(now, int64(st.Times[j]*1e6))
			n.pointer = s.pointer(first, n.pointer)
			n.sample.Time = now
			s.notes = append(s.notes, n)
		}
	}
	return s
}

// edges has stroke i drawn along its edges from a time on, and returns when it is done. A fill has
// the points of its file alone: it is one stroke, which has a bound.
func (s *score) edges(i int, st input.Stroke, t input.Placement, now int64) int64 {
	put := func(q input.Point) {
		s.notes = append(s.notes, note{stroke: i, pointer: ink.Mouse, exact: true, point: q, sample: ink.Sample{Time: now}})
	}
	first := len(s.notes)
	put(st.Points[0])
	for j, q := range st.Points[1:] {
		p := st.Points[j]
		way := math.Hypot(q.X-p.X, q.Y-p.Y) * t.Scale
		n := 1
		if st.Fill == core.FillNone {
			n = max(int(min(math.Ceil(way/edgeStep), edgeMost)), 1)
		}
		begin := now
		for k := 1; k <= n; k++ {
			part := float64(k) / float64(n)
			now = begin + int64(way*part*1e6/handSpeed)
			at := q
			if k < n {
				at = input.Point{X: p.X + (q.X-p.X)*part, Y: p.Y + (q.Y-p.Y)*part, Pressure: p.Pressure}
				if p.Pressure >= 0 && q.Pressure >= 0 {
					at.Pressure += (q.Pressure - p.Pressure) * part
				}
			}
			put(at)
		}
	}
	s.notes[first].down = true
	s.notes[len(s.notes)-1].up = true
	return now
}

// edgeMost is how many points one edge gets at most, however long it is.
const edgeMost = 1000

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
