package artist

import "easel.example/core"

// Subject returns the part of the sheet, in px, where the subject of the plan is, or
// nothing where it is strewn over most of it.
func (p *Painter) Subject() core.Rect {
	i := p.subject()
	if i < 0 {
		return core.Rect{}
	}
	return p.where(i)
}

// where returns the part of the sheet where layer i is, or nothing where it is strewn over most of it.
func (p *Painter) where(i int) core.Rect {
	var box core.Rect
	for n, m := range p.layer(i).marks {
		s := core.Stroke{Brush: m.Brush, Points: m.Points}
		if n == 0 {
			box = s.Bounds()
		}
		box = box.Union(s.Bounds())
	}
	sheet := core.Rect{X1: p.brief.Width, Y1: p.brief.Height}
	if (box.X1-box.X0)*5 > sheet.X1*3 && (box.Y1-box.Y0)*3 > sheet.Y1 {
		return core.Rect{}
	}
	return box
}

// subject returns the last layer that is what the piece is about, -1 if there is none.
func (p *Painter) subject() int {
	for i := len(p.plan.layers) - 1; i >= 0; i-- {
		if p.plan.layers[i].tag == "subject" {
			return i
		}
	}
	return -1
}

// Mend takes up what a critique found: steps that mend it come after those that are
// planned.
func (p *Painter) Mend(list []Finding) {
	for _, f := range list {
		area := at{f.At.X0 * core.Unit, f.At.Y0 * core.Unit}
		end := at{f.At.X1 * core.Unit, f.At.Y1 * core.Unit}
		l := layer{tag: "detail"}
		switch f.Code {
		case Empty:
			l.doing, l.thought, l.paint = "filling the sheet", "There is too little here. A ground of broad strokes, and then more of what it is about.", p.filled(area, end)
		case Full:
			l.doing, l.thought, l.paint = "calming it", "Too much everywhere. I lay a quiet tone over a part, so that the rest may speak.", calmed
		case OneTone:
			l.doing, l.thought, l.paint = "setting darks and lights", "All one tone. Darks at the foot, and light where the eye should go.", toneSpread
		case OneSided:
			l.doing, l.thought, l.paint = "balancing it", "It leans to one side. A branch from the other, to hold it.", branch(area, end)
		case Lost:
			l.doing, l.thought, l.paint = "setting the subject off", "One hardly sees what it is about. Another tone behind it, and the lines again.", p.setOff(area, end)
		case Covered:
			l.doing, l.thought, l.paint = "bringing your lines back", "I have painted over you. Your lines come back on top, as they were.", func(h *hand, s *setting) { h.kept = append(h.kept, p.seen...) }
		case Garish:
			l.doing, l.thought, l.paint = "drawing the colours together", "Every colour shouts for itself. A thin wash of one tone, and they belong together.", p.glazed
		case Aimless:
			l.doing, l.thought, l.paint = "giving the eye a place", "It is the same everywhere. The lightest and the darkest go here, so that the eye has a place to rest.", p.gather(area, end)
		default:
			continue
		}
		p.add(l)
	}
}

// filled lays a ground, and the subject on it once more.
func (p *Painter) filled(a, b at) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		if h.plots() {
			for i := range int32(18) { // long hatching that swings around the middle
				y := a.y + (b.y-a.y)*(2*i+1)/36
				bow := (b.y - a.y) / 9
				h.line(look{}, h.wobble(curve(at{a.x + (b.x-a.x)/20, y}, at{a.x + (b.x-a.x)/3, y - bow}, at{a.x + (b.x-a.x)*2/3, y + bow}, at{b.x - (b.x-a.x)/20, y}, 24), h.u(3))...)
			}
			return
		}
		ground := blend(s.low, s.far, 110)
		h.area(ground, grain{core.DryBrush, 120, h.u(70), h.u(420), 12, false}, []at{a, {b.x, a.y}, b, {a.x, b.y}})
		if i := p.subject(); i >= 0 {
			h.marks = append(h.marks, p.layer(i).marks...)
		}
	}
}

// calmed lays a quiet tone over the upper part, deeper at one side. A plotter has nothing
// to lay over, so lines are taken away with the eraser.
func calmed(h *hand, s *setting) {
	deep, right := h.between(36, 44), h.between(40, 52)
	edge := curve(at{h.wide(1010), h.high(right * 10)}, at{h.wide(700), h.high(right*10 + 60)}, at{h.wide(350), h.high(deep*10 - 60)}, at{-h.wide(10), h.high(deep * 10)}, 16)
	shape := append([]at{{-h.wide(10), -h.high(10)}, {h.wide(1010), -h.high(10)}}, edge...)
	if h.plots() && h.medium != nil {
		h.paper(shape...)
		return
	}
	if h.plots() {
		for _, row := range rows(shape, 0, h.u(26)) {
			m := Mark{Brush: core.Brush{Kind: core.Eraser, Version: core.BrushVersion, Width: uint16(h.u(30) * core.WidthUnit / core.Unit), Opacity: 255}}
			for _, q := range along(row[0], row[1], 12) {
				m.Points = append(m.Points, h.point(q, 255))
			}
			h.marks = append(h.marks, m)
		}
		return
	}
	h.fill(s.low, 240, shape)
	for _, row := range rows(shape, 0, h.u(90)) {
		h.line(look{core.Watercolour, blend(s.low, s.high, h.between(10, 40)), h.u(110), 60, even}, along(row[0], row[1], 10)...)
	}
}

// toneSpread sets darks along the foot and lights around where the light comes from.
func toneSpread(h *hand, s *setting) {
	dark, bright := darker(s.ink, 90), lighter(s.sun, 120)
	if light(s.ground) < 90 {
		bright = lighter(bright, 120)
	}
	for i := range int32(30) {
		p := at{h.wide(h.between(-20, 1000)), h.high(h.between(860, 1000))}
		d := h.u(h.between(60, 190))
		h.line(look{core.OilFilbert, h.near(dark, 12), h.u(h.between(24, 50)), 235, swell}, h.wobble(along(at{p.x - d, p.y + h.u(i%5)}, at{p.x + d, p.y}, 8), h.u(9))...)
	}
	c := at{h.wide(s.sunX), h.high(s.sunY)}
	for i := range int32(14) {
		x, y := turned(h.u(h.between(0, 130)), h.between(0, 3599))
		d := h.u(h.between(40, 110))
		p := at{c.x + x, c.y + y/2}
		h.line(look{core.OilFilbert, h.near(bright, 6), h.u(22 + i), 215, swell}, h.wobble(along(at{p.x - d, p.y}, at{p.x + d, p.y - h.u(4)}, 8), h.u(7))...)
	}
}

// branch reaches in from the edge of the sheet that a part touches.
func branch(a, b at) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		from, side := at{a.x - h.u(20), a.y + (b.y-a.y)*7/10}, int32(1)
		if b.x > h.wide(999) {
			from, side = at{b.x + h.u(20), a.y + (b.y-a.y)*7/10}, -1
		}
		if b.y-a.y < h.high(500) && a.y > h.high(400) {
			from.y = h.high(990)
		}
		reach := (b.x - a.x) * 8 / 10
		if b.x-a.x > h.wide(900) {
			reach /= 2
		}
		tip := at{from.x + side*reach, from.y - (b.y-a.y)*4/10}
		stem := curve(from, at{from.x + side*reach/3, from.y - h.u(20)}, at{from.x + side*reach*2/3, tip.y + h.u(60)}, tip, 20)
		wood := darker(s.trunk, 60)
		h.line(look{core.Ink, wood, h.u(17), 255, release}, h.wobble(stem, h.u(6))...)
		for i := range int32(26) {
			p := stem[3+i*16/26]
			turn := h.between(-700, 700)
			if side < 0 {
				turn += 1800
			}
			x, y := turned(h.u(h.between(12, 56)), turn)
			q := at{p.x + x, p.y + y}
			h.line(look{core.Ink, wood, h.u(4), 240, release}, p, q)
			h.leaf(q, h.u(h.between(34, 62)), turn+h.between(-300, 300), darker(blend(s.leaf, s.leaf2, h.between(0, 255)), h.between(30, 130)))
		}
	}
}

// setOff goes round the subject with another tone, and draws it again.
func (p *Painter) setOff(a, b at) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		c := at{(a.x + b.x) / 2, (a.y + b.y) / 2}
		rx, ry := max((b.x-a.x)*54/100, h.u(60)), max((b.y-a.y)*54/100, h.u(60))
		tone := lighter(s.sun, 90)
		if light(s.low) > 140 {
			tone = darker(s.far, 110)
		}
		if h.plots() {
			for i := range int32(5) {
				h.line(look{}, h.wobble(ring(c, rx+h.u(6*i), ry+h.u(6*i), h.between(0, 3599), 50), h.u(4))...)
			}
		} else {
			h.area(tone, grain{core.OilFilbert, 300, max(ry/7, h.u(12)), rx, 12, false}, h.wobble(ring(c, rx, ry, h.between(0, 300), 40), rx/14))
		}
		if i := p.subject(); i >= 0 {
			h.marks = append(h.marks, p.layer(i).marks...)
		}
	}
}

// glazed lays a thin wash of one tone over all, and the subject on it once more.
func (p *Painter) glazed(h *hand, s *setting) {
	tone := blend(s.mid, s.ground, 128)
	a, b := at{-h.wide(10), -h.high(10)}, at{h.wide(1010), h.high(1010)}
	h.fill(tone, 130, []at{a, {b.x, a.y}, b, {a.x, b.y}})
	for i := range int32(14) { // which shows that it is laid by hand
		y := h.high(1000) * (2*i + 1) / 28
		h.line(look{core.Watercolour, h.near(tone, 10), h.u(90), 50, even}, h.wobble(along(at{a.x, y}, at{b.x, y + h.u(h.between(-20, 20))}, 10), h.u(8))...)
	}
	if i := p.subject(); i >= 0 {
		h.marks = append(h.marks, p.layer(i).marks...)
	}
}

// gather has the lightest and the darkest meet in a part: a light ground, dark strokes across it, and
// around it a quiet tone. With one pen it is hatching, across and across again.
func (p *Painter) gather(a, b at) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		c := at{(a.x + b.x) / 2, (a.y + b.y) / 2}
		rx, ry := max((b.x-a.x)/2, h.u(70)), max((b.y-a.y)/2, h.u(70))
		shape := h.wobble(ring(c, rx, ry, h.between(0, 300), 40), rx/20)
		if h.plots() {
			for _, turn := range []int32{450, 1350} {
				for _, row := range rows(shape, turn, h.u(9)) {
					h.line(look{}, h.wobble(along(row[0], row[1], 8), h.u(1))...)
				}
			}
			return
		}
		bright, dark := lighter(s.sun, 150), darker(s.ink, 120)
		h.fill(bright, 235, shape)
		for i, row := range rows(shape, h.between(250, 650), ry/5) {
			w := max(ry/14, h.u(7)) * (3 - int32(i)%3) / 2
			h.line(look{core.OilFilbert, h.near(dark, 10), w, 240, swell}, h.wobble(along(row[0], row[1], 10), h.u(6))...)
		}
		if i := p.subject(); i >= 0 {
			h.marks = append(h.marks, p.layer(i).marks...)
		}
	}
}
