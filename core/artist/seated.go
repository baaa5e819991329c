package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// seated are the drawings of who sits, by those of whom there is but a head in the sketchbook.
var seated = map[string]string{"man": "man-in-lotus-position", "old-man": "man-in-lotus-position", "boy": "person-in-lotus-position", "woman": "woman-in-lotus-position", "old-woman": "woman-in-lotus-position", "girl": "woman-in-lotus-position",
	"child": "person-in-lotus-position", "person": "person-in-lotus-position", "older-person": "person-in-lotus-position", "person-standing": "person-in-lotus-position"}

// seating returns a cast that sits, but for who is said to stand.
func seating(cast []role) []role {
	cast = slices.Clone(cast)
	for i := range cast {
		if to := seated[cast[i].d.name]; to != "" && !strings.HasSuffix(cast[i].said, " standing") {
			cast[i].d, _ = find(to)
		}
	}
	return cast
}

// bodiless reports whether of a thing there is a face that has no body.
func bodiless(d *sketch) bool { return homeOf(d) == inAThicket }

// rests draws one of several on a support.
func (h *hand) rests(s *setting, d *sketch, p spot, st *station) {
	if st.deep {
		h.shadow(s, at{p.c.x + h.lee(s, p.c.x)*p.size/12, p.foot - p.size/60}, p.size*40/100, p.size/20)
	}
	if bodiless(d) {
		h.sitting(s, d, p)
		return
	}
	h.sketched(s, *d, p.c, p.size, p.flip, 0)
}

// sittingFrame is what a face with a body takes of its square.
var sittingFrame = core.Rect{X0: -62, Y0: -96, X1: 62, Y1: 96}

// tailWide is how far to the right a tail reaches.
const tailWide = 106

// sitting draws a face with a body beneath it, that sits and looks at us.
func (h *hand) sitting(s *setting, d *sketch, p spot) {
	t, f := p.size, d.frame()
	color := s.tinted(d.coat())
	part := func(color uint32, shape []at) {
		h.form(s, color, shape, t, false)
		h.contour(s, color, append(slices.Clone(shape), shape[0]), t, 0)
	}
	head := t * 11 / 20
	c := at{p.c.x - (f.X0+f.X1)*head/384, p.foot - t - f.Y0*head/192}
	neck := c.y + f.Y1*head/192 - t/12
	oval := func(x, y, rx, ry int32) []at { return ring(at{p.c.x + x, p.foot + y}, rx, ry, 0, 22) }
	if has(tailed, d.name) {
		x := t * 2 / 10
		if p.flip {
			x = -x
		}
		tip := at{p.c.x + x*26/10, p.foot - t*45/100}
		part(color, append(curve(at{p.c.x + x, p.foot - t/30}, at{p.c.x + x*28/10, p.foot + t/60}, at{p.c.x + x*34/10, p.foot - t/4}, tip, 10), curve(tip, at{p.c.x + x*25/10, p.foot - t/5}, at{p.c.x + x*2, p.foot - t/6}, at{p.c.x + x, p.foot - t/6}, 8)...))
	}
	left := curve(at{p.c.x - t*11/100, neck}, at{p.c.x - t*20/100, neck + t/12}, at{p.c.x - t*34/100, p.foot - t/20}, at{p.c.x - t*16/100, p.foot}, 12)
	body := slices.Clone(left)
	for i := range left {
		q := left[len(left)-1-i]
		body = append(body, at{2*p.c.x - q.x, q.y})
	}
	part(darker(color, 20), body)
	h.form(s, lighter(color, 70), oval(0, -t*17/100, t*9/100, t*13/100), t, true)
	for _, side := range []int32{-1, 1} {
		part(color, oval(side*t*17/100, -t*5/100, t*9/100, t*5/100))
		part(lighter(color, 14), oval(side*t*10/100, -t*17/100, t*5/100, t*16/100))
	}
	h.sketched(s, *d, c, head, p.flip, 0)
}

// tailed are faces whose bodies have a tail that is seen.
const tailed = " fox wolf lion cat-face dog-face tiger-face raccoon monkey-face mouse-face dragon-face unicorn "
