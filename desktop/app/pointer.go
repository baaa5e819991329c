package app

import (
	"math"

	"easel.example/core"
	"easel.example/core/ink"
)

// A PointerEvent is a pointer that came down, moved, was lifted or is gone.
type PointerEvent struct {
	ID       int // of the finger; any number that tells pointers apart
	Kind     ink.Pointer
	Act      PointerAct
	At       Spot    // px of the screen
	Pressure float64 // 0…1; 0 is not known
	Micros   int64   // µs from any moment, the same for all events
	Button   int     // that came down: 0 the first, 1 the middle one, 2 the right one
}

// A PointerAct is what a pointer does.
type PointerAct uint8

// The acts. Move is of a pointer that is down or not; Cancel takes back what it did; Gone is
// one that has left the sheet.
const (
	Down PointerAct = iota
	Move
	Up
	Cancel
	Gone
)

// A Wheel is a turn of the wheel, in px to move by; Zoom, as with Ctrl, zooms in its place.
type Wheel struct {
	At     Spot
	DX, DY float64
	Zoom   bool
}

// When fingers tap: within so many µs from the first down to the last up, slipping by at most
// so many px.
const (
	tapMicros = 300_000
	tapSlip   = 12
)

// pointers says which pointer draws, and which move the sheet. Once a pen was seen, fingers
// only move it.
type pointers struct {
	studio  *Studio
	space   bool // held: the hand for as long
	fingers []finger
	drawing *drawing
	panning *finger
	penSeen bool
	tap     *tap
	at      Spot // of the own pointer
	there   bool
}

type finger struct {
	id int
	at Spot
}

type drawing struct {
	id int
	at Spot // where it was last
}

// A tap may be one yet, while fingers are down.
type tap struct {
	since   int64
	most    int
	slipped bool
}

// Pointer takes an event of a pointer on the sheet, in the order in which they happen. Events
// on panels are the window's.
func (s *Studio) Pointer(e PointerEvent) {
	s.app.change.Overlay = true
	s.app.guarded(func() { s.pointers.take(e) })
}

func (p *pointers) take(e PointerEvent) {
	switch e.Act {
	case Down:
		p.down(e)
	case Move:
		p.move(e)
	case Up, Cancel:
		p.up(e)
	case Gone:
		if p.drawing == nil {
			p.point(e.At, false, false)
		}
	}
}

func (p *pointers) busy() bool { return p.drawing != nil || p.panning != nil || len(p.fingers) > 0 }

// hand reports whether pointers move the sheet.
func (p *pointers) hand() bool { return p.space || p.studio.app.hand.tool == ToolHand }

func (p *pointers) finger(id int) int {
	for i, f := range p.fingers {
		if f.id == id {
			return i
		}
	}
	return -1
}

func (p *pointers) down(e PointerEvent) {
	switch {
	case e.Kind == ink.Touch:
		if !p.touch(e) {
			return
		}
	case e.Button == 1 || e.Button == 0 && p.hand():
		p.panning = &finger{e.ID, e.At}
		return
	case e.Button != 0:
		return
	}
	p.penSeen = p.penSeen || e.Kind == ink.Stylus
	s := p.studio
	if p.drawing != nil || !s.penDown(e.Kind) {
		return
	}
	p.drawing = &drawing{e.ID, e.At}
	s.sample(e)
	p.point(e.At, true, true)
}

// touch takes a finger that came down, and reports whether it draws.
func (p *pointers) touch(e PointerEvent) bool {
	if i := p.finger(e.ID); i >= 0 {
		p.fingers[i].at = e.At
	} else {
		p.fingers = append(p.fingers, finger{e.ID, e.At})
	}
	if p.tap == nil {
		p.tap = &tap{since: e.Micros}
	}
	p.tap.most = max(p.tap.most, len(p.fingers))
	if d := p.drawing; d != nil && p.finger(d.id) < 0 {
		p.tap.slipped = true // a palm beside the pen
	} else if d != nil && len(p.fingers) == 2 {
		p.studio.penCancel() // a second finger: it was no stroke
		p.drawing = nil
	}
	return len(p.fingers) == 1 && !p.penSeen && !p.hand()
}

func (p *pointers) move(e PointerEvent) {
	switch i := p.finger(e.ID); {
	case p.drawing != nil && e.ID == p.drawing.id:
		p.drawing.at = e.At
		p.studio.sample(e)
		p.point(e.At, true, true)
		return
	case p.panning != nil && e.ID == p.panning.id:
		p.pan(p.panning.at, e.At)
		p.panning.at = e.At
	case i >= 0:
		p.slide(i, e.At)
	}
	if e.Kind != ink.Touch {
		p.point(e.At, false, true)
	}
}

func (p *pointers) pan(from, to Spot) {
	v := p.studio.view
	v.X += to.X - from.X
	v.Y += to.Y - from.Y
	p.studio.SetView(v)
}

// slide moves the sheet by a finger, or by two.
func (p *pointers) slide(i int, at Spot) {
	was := p.fingers[i].at
	if p.drawing != nil {
		return
	}
	if math.Hypot(at.X-was.X, at.Y-was.Y) > tapSlip {
		p.tap.slipped = true
	}
	if len(p.fingers) > 1 && !p.tap.slipped {
		return // it may be a tap yet
	}
	if len(p.fingers) > 1 {
		other := p.fingers[(i+1)%len(p.fingers)].at
		p.studio.SetView(p.studio.view.pinched([2]Spot{was, other}, [2]Spot{at, other}))
	} else {
		p.pan(was, at)
	}
	p.fingers[i].at = at
}

func (p *pointers) up(e PointerEvent) {
	if i := p.finger(e.ID); i >= 0 {
		p.fingers = append(p.fingers[:i], p.fingers[i+1:]...)
		p.lifted(e.Micros)
	}
	if p.panning != nil && p.panning.id == e.ID {
		p.panning = nil
	}
	d := p.drawing
	if d == nil || e.ID != d.id {
		return
	}
	p.drawing = nil
	if e.Act == Cancel {
		p.studio.penCancel()
	} else {
		if d.at != e.At {
			p.studio.sample(e)
		}
		p.studio.penUp()
	}
	p.point(e.At, false, e.Kind != ink.Touch)
}

// lifted takes a finger that has left. The last one says whether it was a tap, and lets a
// sheet that is nearly upright be so.
func (p *pointers) lifted(micros int64) {
	t := p.tap
	if len(p.fingers) > 0 || t == nil {
		return
	}
	p.tap = nil
	s := p.studio
	if !t.slipped && micros-t.since < tapMicros {
		switch t.most {
		case 2:
			s.Undo()
		case 3:
			s.Redo()
		}
	}
	if v := s.view; v.Angle != 0 && math.Abs(v.Angle) < nearlyUpright {
		v = v.TurnAt(s.middle(), -v.Angle)
		v.Angle = 0
		s.SetView(v)
	}
}

// point tells where the own pointer is, for oneself and for others.
func (p *pointers) point(at Spot, down, there bool) {
	p.at, p.there = at, there
	x, y := p.studio.onGrid(at)
	p.studio.client.Point(x, y, down, !there)
}

// onGrid returns a place of the screen on the grid of the piece, 1/32 px.
func (s *Studio) onGrid(at Spot) (x, y int32) {
	p := s.view.ToPiece(at)
	grid := func(v float64) int32 {
		return int32(math.Round(min(max(v, -core.SideMax), 2*core.SideMax) * core.Unit))
	}
	return grid(p.X), grid(p.Y)
}

// Wheel moves or zooms the sheet.
func (s *Studio) Wheel(w Wheel) {
	if w.Zoom {
		s.SetView(s.view.ZoomAt(w.At, math.Exp(-w.DY*0.0025)))
		return
	}
	v := s.view
	v.X -= w.DX
	v.Y -= w.DY
	s.SetView(v)
}
