package artist

import (
	"slices"

	"easel.example/core"
)

// A reply is how a group is answered.
type reply uint8

const (
	goOn      reply = iota // where a line ends, its way is gone on
	echo                   // a line or two beside a line, like it
	mirror                 // the same on the other side of the sheet
	shade                  // within a shape, and its shadow beside it
	frame                  // around what lies together
	underline              // beneath what was written
	rays                   // around a dot
	hatch                  // more of the same hatching
	ripple                 // beneath what lies on the water
	leave                  // nothing is drawn
)

// replies are what the artist says and does, by how it answers.
var replies = [...]struct {
	doing    string
	thoughts []string // at least two: none is said twice in a row
	draw     func(h *hand, s *setting, g group, r *room)
}{
	goOn: {"going on with your line", []string{
		"Your line was not at its end yet. I take it on from there.",
		"You began a line; I go on with it and let it curl out.",
		"That line still had somewhere to go. I follow it a little further.",
	}, continued},
	echo: {"echoing your line", []string{
		"I answer your line with its echo, shorter and fainter, close by.",
		"That line asks for company: a little of the same beside it, thinner.",
		"Your stroke has a rhythm. I repeat some of it, quietly.",
	}, echoed},
	mirror: {"answering across the sheet", []string{
		"You drew at the edge. I answer on the other side, so that the picture keeps its balance.",
		"There is weight at that edge now. I set its like across from it, smaller.",
		"What you put on one side I give to the other, a little smaller.",
	}, mirrored},
	shade: {"shading your shape", []string{
		"A shape! I shade it within, away from the light, and let it stand on a shadow.",
		"Your shape is flat still. Some shading, and it is round.",
		"I give your shape a side in the dark, and ground under it.",
	}, shaded},
	frame: {"framing what you drew", []string{
		"What you drew there belongs together. I put a loose line around it and keep off it.",
		"I leave that to you, and draw a line around it.",
		"These strokes are one thing. A line around them says so.",
	}, framed},
	underline: {"underlining what you wrote", []string{
		"You wrote something. A flourish beneath it, as in an old letter.",
		"Words, by the look of them. They get a line to stand on.",
		"What is written there should be read. I underline it.",
	}, underlined},
	rays: {"answering your dot", []string{
		"A dot. I let it shine.",
		"One dot, and I see a sun in it.",
		"Such a small mark. Some rays, and it is found.",
	}, shining},
	hatch: {"going on with your hatching", []string{
		"You hatch there. I go on with it, in your direction, and let it fade.",
		"Good hatching. A few lines more, ever shorter, and the tone runs out softly.",
		"Shading, line by line. I take up your slant and carry it a little further.",
	}, hatchedOn},
	ripple: {"rippling the water under it", []string{
		"That lies on the water. Ripples under it, so that it floats.",
		"What is on the water moves it a little. A few ripples beneath.",
		"You drew on the water. It answers with ripples.",
	}, rippled},
	leave: {"leaving it as it is", []string{
		"I leave your line as it is: nothing of mine goes over it.",
		"That stands well where it is. I add nothing, and keep off it.",
		"I see what you drew. It stays yours: my strokes end where yours are.",
	}, func(*hand, *setting, group, *room) {}},
}

// enough is said in place of the last answer.
const enough = "You have much to say, and I have much to paint. From here on I leave what you draw as it is, and keep off its lines."

// ways returns how a group may be answered, what suits it best first; chance chooses where two fit.
func (g group) ways(h *hand, onWater bool) []reply {
	box := g.box()
	small := max(box.X1-box.X0, box.Y1-box.Y0) < h.u(300)
	switch kind := g.kind(h); {
	case kind == hatched:
		return []reply{hatch, leave}
	case kind == written:
		return []reply{underline, leave}
	case kind == shaped && max(box.X1-box.X0, box.Y1-box.Y0) < h.u(420):
		return []reply{shade, leave}
	case kind == shaped:
	case onWater:
		return []reply{ripple, leave}
	case kind == dotted:
		return []reply{rays, leave}
	case kind == lined && small && (box.X0 < h.u(45) || box.X1 > h.wide(1000)-h.u(45)):
		return []reply{mirror, echo, goOn, leave}
	case kind == lined && h.one(2):
		return []reply{echo, goOn, leave}
	case kind == lined:
		return []reply{goOn, echo, leave}
	case small:
		return []reply{frame, leave}
	}
	return []reply{leave}
}

// answer returns the step that answers a group of strokes: in the first way that fits into the picture. Its
// sentence is the next of those there are, from one that the seed chooses: two answers in a row never say the same.
func (p *Painter) answer(g group) Step {
	h := newHand(p.brief, p.brief.Seed+uint64(p.answers)*7919, "answer")
	if p.answers++; p.answers == answersEver {
		return Step{Thought: enough, Doing: replies[leave].doing}
	}
	r := p.room(h)
	for _, way := range g.ways(h, r.onWater(g.box())) {
		h.marks = nil
		say := &replies[way]
		if say.draw(h, &p.plan.setting, g, r); way == leave || r.suits(h.marks) {
			n := uint64(len(say.thoughts))
			return Step{Thought: say.thoughts[(p.brief.Seed%n+uint64(p.answers-1))%n], Doing: say.doing, Marks: h.marks}
		}
	}
	panic("artist: no way to answer") // the last way is to leave it
}

// voice is the look of an answer: the other's colour, a little towards the palette.
func (h *hand) voice(s *setting, g *gesture) look {
	w := min(max(g.width*8/10, h.u(3)), h.u(16))
	return look{core.Ink, h.near(blend(g.color, pick(&h.chance, s.accents), 80), 8), w, 235, release}
}

// continued goes on where a line ends, and lets it curl: at the other end, or to the other side, where that has
// more room.
func continued(h *hand, s *setting, g group, r *room) {
	m := g.main()
	l := h.voice(s, m)
	far := min(max(m.long*35/100, h.u(60)), h.u(130))
	way := int32(1)
	if h.one(2) {
		way = -1
	}
	back := *m
	back.pts = slices.Clone(m.pts)
	slices.Reverse(back.pts)
	for _, m := range []*gesture{m, &back} {
		last, before := m.end()
		for _, side := range []int32{way, -way} {
			list := h.curl(last, before, far, side*360)
			if !r.free(list[4:], l.width/2) {
				continue
			}
			h.line(l, list...)
			l.width = max(l.width*6/10, h.u(2))
			if thin := h.curl(list[5], list[3], far/2, -side*480); r.free(thin[4:], l.width/2) {
				h.line(l, thin...)
			}
			return
		}
	}
}

// inward returns to which side a line turns at its end to stay on the sheet.
func (h *hand) inward(last, before at) int32 {
	c := at{h.wide(500), h.high(500)}
	if int64(last.x-before.x)*int64(c.y-last.y)-int64(last.y-before.y)*int64(c.x-last.x) > 0 {
		return 1
	}
	return -1
}

// curl returns a line that goes on from a place, and turns by more and more.
func (h *hand) curl(last, before at, far, turn int32) (list []at) {
	a := bearing(before, last)
	p := last
	n := int32(22)
	for i := range n {
		list = append(list, p)
		a += turn * i / n * 20 / n / 2
		x, y := turned(far/n*(n*3/2-i)/n, a)
		p = at{p.x + x, p.y + y}
	}
	return list
}

// bearing returns which way b lies from a, in tenths of a degree.
func bearing(a, b at) int32 {
	best, most := int32(0), int64(-1<<62)
	for t := int32(0); t < 3600; t += 50 {
		x, y := turned(1<<10, t)
		if dot := int64(x)*int64(b.x-a.x) + int64(y)*int64(b.y-a.y); dot > most {
			best, most = t, dot
		}
	}
	return best
}

// echoed draws some of the line again beside itself, once or twice, ever shorter and fainter.
func echoed(h *hand, s *setting, g group, r *room) {
	m := g.main()
	l := h.voice(s, m)
	l.press = swell
	step := max(m.long/40, h.u(6))
	pts := spaced(m.pts, step)
	a, b := pts[0], pts[len(pts)-1]
	n, way := int32(len(pts)), bearing(a, b)+900*h.inward(b, a)
	gap := m.width + h.u(13)
	for i := range int32(2) {
		l.opacity, l.width = uint8(200-60*i), max(l.width*7/10, h.u(2))
		part := max(min(n*(60-22*i)/100, h.u(260-90*i)/step), 2)
		far := gap * (1 + i) * (10 + i) / 10
		list := func() []at {
			for _, far := range []int32{far, -far} {
				for _, from := range []int32{(n - part) / 2, (n - part) / 5, (n - part) * 4 / 5} {
					if list := moved(pts[max(from, 0):min(from+part, n)], far, way, 0); r.free(list, l.width/2+h.u(3)) {
						return list
					}
				}
			}
			return nil
		}()
		h.line(l, h.wobble(list, h.u(2))...)
	}
}

// moved returns a line further off, and shorter by so many at both its ends.
func moved(pts []at, far, way, by int32) (list []at) {
	x, y := turned(far, way)
	by = min(by, int32(len(pts)-2)/2)
	for _, p := range pts[by : int32(len(pts))-by] {
		list = append(list, at{p.x + x, p.y + y})
	}
	return list
}

// spaced returns a line with points a step apart.
func spaced(pts []at, step int32) []at {
	list := []at{pts[0]}
	for _, p := range pts[1:] {
		last := list[len(list)-1]
		far := apart(last, p)
		if n := far / step; n > 0 {
			list = append(list, along(last, p, n)[1:]...)
		}
	}
	if len(list) < 2 {
		list = append(list, pts[len(pts)-1])
	}
	return list
}

// mirrored draws the line on the other side of the sheet, smaller.
func mirrored(h *hand, s *setting, g group, r *room) {
	for _, m := range g {
		l := h.voice(s, &m)
		l.press = swell
		pts := spaced(m.pts, max(m.long/40, h.u(6)))
		c := at{(m.box.X0 + m.box.X1) / 2, (m.box.Y0 + m.box.Y1) / 2}
		in := h.u(30)
		if c.x < h.wide(500) {
			in = -in
		}
		for i, p := range pts {
			pts[i] = at{h.wide(1000) - c.x + in - (p.x-c.x)*7/10, c.y + (p.y-c.y)*7/10}
		}
		if r.free(pts, l.width/2+h.u(3)) {
			h.line(l, h.wobble(pts, h.u(2))...)
		}
	}
}

// shaded hatches a shape on the side away from the light, washes it, and lets it stand on
// its shadow. A shape that is filled has the shadow only.
func shaded(h *hand, s *setting, g group, _ *room) {
	m := g.main()
	pts := spaced(m.pts, max(m.long/80, h.u(4)))
	right := h.wide(s.sunX) < (m.box.X0+m.box.X1)/2
	lean := (m.box.X1 - m.box.X0) / 7
	if !right {
		lean = -lean
	}
	foot := at{(m.box.X0+m.box.X1)/2 + lean, m.box.Y1 + h.u(10)}
	rx, ry := (m.box.X1-m.box.X0)*46/100, (m.box.Y1-m.box.Y0)/14+h.u(5)
	dark := darker(blend(m.color, s.ink, 120), 20)
	for i := range int32(5) {
		y := foot.y + ry*(i-1)*4/10
		l := rx * (10 - abs(i-2)*2) / 10
		h.line(look{core.Pencil, dark, h.u(4), 170, swell}, h.wobble(along(at{foot.x - l, y}, at{foot.x + l, y}, 8), h.u(3))...)
	}
	if m.filled {
		return
	}
	if !h.plots() {
		h.fill(lighter(blend(m.color, pick(&h.chance, s.accents), 130), 110), 90, pts)
	}
	turn := h.between(350, 600)
	if right {
		turn = -turn
	}
	for _, row := range rows(pts, turn, max(h.u(11), m.width)) {
		a, b := row[0], row[1]
		if right == (a.x > b.x) {
			a, b = b, a
		}
		t := h.between(42, 62)
		from := at{a.x + (b.x-a.x)*t/100, a.y + (b.y-a.y)*t/100}
		h.line(look{core.Pencil, dark, h.u(4), 200, swell}, h.wobble(along(from, b, 5), h.u(2))...)
	}
}

// framed goes round what lies together once, with open corners.
func framed(h *hand, s *setting, g group, _ *room) {
	l := h.voice(s, g.main())
	l.press, l.width, l.opacity = swell, h.u(4), 190
	b, over := grown(g.box(), h.u(20)), h.u(7)
	for _, side := range [][2]at{{{b.X0 - over, b.Y0}, {b.X1 + over, b.Y0}}, {{b.X1, b.Y0 - over}, {b.X1, b.Y1 + over}}, {{b.X1 + over, b.Y1}, {b.X0 - over, b.Y1}}, {{b.X0, b.Y1 + over}, {b.X0, b.Y0 - over}}} {
		h.line(l, h.wobble(along(side[0], side[1], 10), h.u(3))...)
	}
}

// underlined puts a flourish beneath.
func underlined(h *hand, s *setting, g group, _ *room) {
	box := g.box()
	l := h.voice(s, g.main())
	l.press, l.width = swell, min(l.width, h.u(6))
	wide, y := box.X1-box.X0, box.Y1+h.u(14)
	a, b := at{box.X0 - wide/20, y}, at{box.X1 + wide/20, y}
	dip := min(max(wide/16, h.u(6)), h.u(18))
	h.line(l, h.wobble(curve(a, at{a.x + wide/3, y + dip}, at{b.x - wide/3, y - dip/4}, b, 16), h.u(1))...)
	l.width, l.opacity = max(l.width/2, h.u(2)), 190
	h.line(l, h.wobble(curve(at{a.x + wide/6, y + dip*3/2}, at{a.x + wide/3, y + dip*2}, at{b.x - wide/2, y + dip}, at{b.x - wide/4, y + dip*17/10}, 12), h.u(1))...)
}

// shining sets short rays around a dot, long and short.
func shining(h *hand, s *setting, g group, _ *room) {
	m := g.main()
	c := at{(m.box.X0 + m.box.X1) / 2, (m.box.Y0 + m.box.Y1) / 2}
	r := max(m.box.X1-m.box.X0, m.box.Y1-m.box.Y0)/2 + m.width + h.u(8)
	l := h.voice(s, m)
	l.width = min(l.width, h.u(5))
	n := h.between(7, 9)
	for i := range n {
		turn := 3600*i/n + h.between(-60, 60)
		x0, y0 := turned(r, turn)
		x1, y1 := turned(r+h.u(13)+h.u(10)*(i%2), turn)
		h.line(l, h.wobble(along(at{c.x + x0, c.y + y0}, at{c.x + x1, c.y + y1}, 4), h.u(1))...)
	}
}

// hatchedOn goes on with hatching on both its sides, each line shorter than the one before.
func hatchedOn(h *hand, s *setting, g group, r *room) {
	lines, _ := g.hatch(h)
	l := h.voice(s, g.main())
	l.press, l.width = even, max(l.width, h.u(4)) // as firm as theirs: what is painted later goes around it
	n := int32(len(lines))
	first, last := lines[0], lines[n-1]
	for _, side := range [][2]*strand{{&first, &last}, {&last, &first}} {
		p, q := side[0].mid(0), side[1].mid(0)
		for i := int32(1); i <= 3; i++ {
			c := at{p.x + (p.x-q.x)*i/max(n-1, 1), p.y + (p.y-q.y)*i/max(n-1, 1)}
			part := 92 - 20*i
			x, y := (side[0].b.x-side[0].a.x)*part/200, (side[0].b.y-side[0].a.y)*part/200
			line := along(at{c.x - x, c.y - y}, at{c.x + x, c.y + y}, 6)
			if l.opacity = uint8(255 - 15*i); !r.free(line, l.width/2) {
				break
			}
			h.line(l, h.wobble(line, h.u(1))...)
		}
	}
}

// rippled lays a few level strokes beneath what is on the water.
func rippled(h *hand, s *setting, g group, r *room) {
	if !r.wet {
		return // there is paper still
	}
	box := g.box()
	wide := min(max((box.X1-box.X0)*2/5, h.u(40)), h.u(160)) // all of them together are no longer than that
	l := look{core.Ink, h.near(blend(s.low, s.water, 70), 8), h.u(4), 190, swell}
	for i := range int32(3) {
		c := at{(box.X0+box.X1)/2 + h.u(h.between(-14, 14)), box.Y1 + h.u(15+13*i)}
		d := wide * (10 - 2*i) / 20
		if line := along(at{c.x - d, c.y}, at{c.x + d, c.y}, 10); r.free(line, l.width/2+h.u(3)) {
			h.line(l, h.wobble(line, h.u(2))...)
		}
	}
}
