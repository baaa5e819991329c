package path

import "easel.example/core"

// A Motion says how a pen goes along a line: from rest it speeds up, cruises, slows
// down, and rests. Length is in 1/32 px, Ms the time from touching down to coming
// to rest. It is the trapezoidal velocity profile of plotters (Biagiotti and
// Melchiorri 2008, section 3.2).
type Motion struct{ Length, Ms int64 }

// How a pen moves, in ms and px a second.
const (
	RampMs   = 90   // to speed up, and to slow down; half of the time where that is less
	SettleMs = 40   // between coming to rest and lifting the pen
	LiftedBy = 3    // so many times as quick it travels above the paper
	TravelMs = 320  // at most on the way to the next stroke
	DotMs    = 60   // a stroke takes at least
	LongMs   = 6000 // and at most
)

// Plan returns the motion along pts at a cruising speed in px a second, at least 1.
func Plan(pts []core.Point, speed int64) Motion {
	n := Length(pts)
	ms := n*1000/(core.Unit*max(speed, 1)) + RampMs
	return Motion{n, min(max(ms, DotMs), LongMs)}
}

// Travel returns how long the pen is on its way above the paper from a to b, in ms,
// with the time for which it rests before it is lifted.
func Travel(a, b core.Point, speed int64) int64 {
	n := Length([]core.Point{a, b})
	return SettleMs + min(n*1000/(core.Unit*LiftedBy*max(speed, 1)), TravelMs)
}

// At returns how far along the line the pen is after ms, in 1/32 px.
func (m Motion) At(ms int64) int64 {
	switch {
	case ms <= 0:
		return 0
	case ms >= m.Ms:
		return m.Length
	}
	ramp := min(RampMs, m.Ms/2)
	cruise := m.Ms - ramp // the time that the whole way takes at full speed
	if ramp == 0 {
		return m.Length * ms / m.Ms
	}
	switch {
	case ms < ramp:
		return m.Length * ms * ms / (2 * ramp * cruise)
	case ms <= cruise:
		return m.Length * (2*ms - ramp) / (2 * cruise)
	}
	left := m.Ms - ms
	return m.Length - m.Length*left*left/(2*ramp*cruise)
}
