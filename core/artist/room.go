package artist

import "easel.example/core"

// A room is where on the sheet there is place for an answer: off its edges, the signature, the subject
// and what others have drawn.
type room struct {
	ink   *ink
	sheet core.Rect   // 1/32 px, as all here
	taken []core.Rect // nothing that answers goes there
	water core.Rect
	wet   bool // it is painted
}

const (
	roomEdge = 12 // thousandths of the sheet's middle size that stay free at its edges and around what is taken
	roomLeft = 70 // % of an answer that is left when it keeps off ink; where there would be less it is none
)

func (p *Painter) room(h *hand) *room {
	edge := h.u(roomEdge)
	r := &room{ink: p.ink, sheet: grown(core.Rect{X1: h.wide(1000), Y1: h.high(1000)}, -edge)}
	c := h.corner()
	r.taken = append(r.taken, core.Rect{X0: c.x - edge, Y0: c.y - edge, X1: h.wide(1000), Y1: h.high(1000)})
	for i, l := range p.plan.layers {
		if l.tag == "subject" {
			if s := p.where(i); !s.Empty() {
				r.taken = append(r.taken, grown(core.Rect{X0: s.X0 * core.Unit, Y0: s.Y0 * core.Unit, X1: s.X1 * core.Unit, Y1: s.Y1 * core.Unit}, edge))
			}
		}
		if l.doing == waterLayer.doing && l.paint != nil {
			r.wet = i < p.next
			r.water = core.Rect{Y0: h.high(p.plan.setting.horizon), X1: h.wide(1000), Y1: h.high(1000)}
		}
	}
	return r
}

// onWater reports whether something lies on the water.
func (r *room) onWater(box core.Rect) bool {
	return !r.water.Empty() && (box.Y0+box.Y1)/2 > r.water.Y0
}

// free reports whether a line of a radius has room: on a line of nothing there is none.
func (r *room) free(line []at, radius int32) bool {
	for _, p := range line {
		if !r.open(p) || r.ink.from(p.x, p.y) < r.ink.margin()+radius {
			return false
		}
	}
	return len(line) > 0
}

// open reports whether an answer may go to a place, but for ink.
func (r *room) open(p at) bool {
	in := func(b core.Rect) bool { return p.x >= b.X0 && p.x < b.X1 && p.y >= b.Y0 && p.y < b.Y1 }
	for _, b := range r.taken {
		if in(b) {
			return false
		}
	}
	return in(r.sheet)
}

// suits reports whether marks are an answer that fits into the picture.
func (r *room) suits(marks []Mark) bool {
	all, left := int64(0), int64(0)
	for _, m := range marks {
		for _, q := range m.Points {
			if !r.open(at{q.X, q.Y}) {
				return false
			}
		}
		all += int64(length(m.Points))
	}
	for _, m := range r.ink.around(marks) {
		left += int64(length(m.Points))
	}
	return len(marks) > 0 && left*100 >= all*roomLeft
}
