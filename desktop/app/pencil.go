package app

import (
	"math"

	"easel.example/core"
	"easel.example/core/ink"
)

// sampleUnit is the grid of ink.Sample in a px.
const sampleUnit = 256

// sampleMost bounds a sample, in px: a pointer far beside the window still has a place.
const sampleMost = 1 << 16

// A pencil is what the pointer that draws does with a tool that is no brush.
type pencil struct {
	from *[2]int32 // of the stroke eraser: where it was last, in 1/32 px
	pour *[2]int32 // where the bucket would be poured out, in px
}

// draws reports whether the client draws what the pointer does.
func (s *Studio) draws() bool {
	t := s.app.hand.tool
	return t == ToolBrush || t == ToolRubber
}

// penDown takes a pointer that wants to draw, and reports whether it may.
func (s *Studio) penDown(kind ink.Pointer) bool {
	h := s.app.hand
	if s.app.sheet == SheetShelf || s.app.sheet == SheetMenu || s.app.sheet == SheetSettings {
		s.app.Show(NoSheet)
	}
	if !s.draws() {
		s.pencil = pencil{}
		s.settle()
		if h.tool == ToolPicker || s.state.CanDraw {
			s.grip = nil
			s.selectionTold()
			return true
		}
		s.app.say(watching)
		return false
	}
	s.client.SetBrush(h.Brush())
	s.client.SetSmoothing(int32(h.p.Steady))
	s.client.SetGuides(h.guides())
	switch why := s.client.Down(kind); {
	case why == core.NotMember:
		s.app.say(watching)
		return false
	case why != 0:
		return false
	}
	if h.tool == ToolBrush {
		h.used()
	}
	return true
}

// sample takes a reading of the pointer that draws.
func (s *Studio) sample(e PointerEvent) {
	p := s.view.ToPiece(e.At)
	at := func(v float64) int32 { return int32(math.Round(min(max(v, -sampleMost), sampleMost) * sampleUnit)) }
	x, y := at(p.X), at(p.Y)
	switch s.app.hand.tool {
	case ToolBrush, ToolRubber:
		pressure := uint16(math.Round(min(max(e.Pressure, 0), 1) * math.MaxUint16))
		s.client.Sample(ink.Sample{X: x, Y: y, Pressure: pressure, Time: e.Micros}, s.app.now)
	case ToolEraser:
		s.erase([2]int32{x >> 3, y >> 3})
	case ToolBucket:
		s.pencil.pour = &[2]int32{x >> 8, y >> 8}
	case ToolPicker:
		if c, ok := s.ColorAt(p); ok {
			s.app.hand.p.Color = c
			s.app.handChanged()
		}
	case ToolSelect:
		s.drag(p)
	}
}

// erase takes the strokes between where the eraser was and where it is.
func (s *Studio) erase(at [2]int32) {
	from := s.pencil.from
	fresh := from == nil
	if fresh {
		from = &at
	}
	reach := int32(math.Round(s.app.hand.size * core.Unit / 2))
	s.client.Erase(from[0], from[1], at[0], at[1], reach, fresh, s.app.now)
	s.pencil.from = &at
}

// penUp is told that the pointer that draws was lifted.
func (s *Studio) penUp() {
	h := s.app.hand
	s.drawn = s.drawn || h.tool != ToolPicker
	switch h.tool {
	case ToolPicker:
		h.SetTool(ToolBrush)
	case ToolBucket:
		if at := s.pencil.pour; at != nil {
			s.client.SetBrush(h.Brush())
			s.client.Fill(at[0], at[1], s.app.now)
			h.used()
		}
	case ToolSelect:
		s.release()
	}
	s.pencil = pencil{}
	s.client.Up(s.app.now)
	s.app.change.Panels = true
}

// penCancel takes back what the pointer did since it came down.
func (s *Studio) penCancel() {
	s.pencil = pencil{}
	if s.app.hand.tool == ToolSelect {
		s.letGo()
	}
	s.client.Cancel(s.app.now)
}

// evenly says whether Shift is held, also while one draws.
func (s *Studio) evenly(on bool) {
	s.app.hand.even = on
	s.client.SetGuides(s.app.hand.guides())
}

// Undo takes back the last thing that one did here.
func (s *Studio) Undo() {
	s.settle()
	s.client.Undo(s.app.now)
}

// Redo does again what was taken back last.
func (s *Studio) Redo() {
	s.settle()
	s.client.Redo(s.app.now)
}
