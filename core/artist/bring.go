package artist

import (
	"cmp"
	"slices"
	"strings"
)

// Words of what is added by a layer of its own, and of parts of a picture that a thing is said to be in.
const (
	layered = " cloud clouds sun moon star stars rain snow sky "
	flocked = " birds trees flowers "
	settled = " on in at by near under over above below behind beside before between from into to of "
)

// finds finds what a clause wants added, and of what colour: the word of it that names a thing most clearly.
func (n *nudge) finds() {
	n.thing, n.two, n.color, n.name = -1, "", 0, ""
	best := 0
	for i, w := range n.words {
		if best > 0 && has(settled, w) {
			break
		}
		if score, two := n.clear(i); n.add && score > 0 && score >= best {
			best, n.thing, n.two = score, i, two
		}
	}
	for i, w := range n.words {
		if c, ok := hues[w]; ok && n.thing >= 0 && i != n.thing && n.color == 0 {
			n.color, n.name = c, w
		}
	}
}

// clear returns how clearly word i names a thing that can be added, 0 if it names none, and the drawing that it names
// together with the next one.
func (n *nudge) clear(i int) (score int, two string) {
	w := n.words[i]
	_, hue := hues[w]
	fruit := hue && i == len(n.words)-1 && i > 0 && has(articles, n.words[i-1]) // an orange
	for k := min(len(n.words), i+3); k > i+1; k-- {                             // a hot air balloon
		name := strings.Join(n.words[i:k], "-")
		if _, score := find(name); score >= exactly {
			return score + k - i, name
		}
	}
	switch {
	case has(builtWords, w), has(flocked, w), has(scenic, w) && w != "sky", has(layered, w) && (w != "sky" || !n.hued()), has(" bird tree flower ", w):
		return 100, ""
	case hue && !fruit, has(idle, w), has(verbs, w), has(lessVerbs, w), has(polite, w), slices.ContainsFunc(rules, func(r rule) bool { return has(r.words, w) }):
		return 0, ""
	}
	if _, ok := counted(&chance{}, w); ok {
		return 0, ""
	}
	_, score = find(cmp.Or(plurals[w], w))
	return score, ""
}

// polite are words of a wish that name nothing.
const polite = " please kindly also too now just maybe perhaps i we you me us can could would should be will like let s t lets should must really even still again then so if "

// hued reports whether a clause names a colour.
func (n *nudge) hued() bool {
	return slices.ContainsFunc(n.words, func(w string) bool { return hues[w] != 0 })
}

// of reports whether a clause that adds nothing is said of one thing.
func (n *nudge) of() bool {
	return !n.add && slices.ContainsFunc(n.words, func(w string) bool {
		return !has(" sea ocean water lake sky sun moon stars star rain snow forest wood woods fruit flowers ", w) && slices.ContainsFunc(things, func(t thing) bool { return has(t.words, w) })
	})
}

const sizes = " big bigger large larger huge small smaller little tiny "

// sized reports whether a clause is of the size of a thing that is there.
func (n *nudge) sized() bool {
	return !n.add && slices.ContainsFunc(n.words, func(w string) bool { return has(sizes, w) }) &&
		slices.ContainsFunc(n.words, func(w string) bool { return slices.ContainsFunc(things, func(t thing) bool { return has(t.words, w) }) })
}

// about reports whether what a clause names is what the piece is about.
func (p *Painter) about(n *nudge) bool {
	return slices.ContainsFunc(n.words, func(w string) bool {
		shows, ok := shown(w)
		return ok && slices.ContainsFunc(p.plan.layers, func(l layer) bool {
			return l.tag == "subject" && shows(l) && !strings.HasPrefix(l.doing, "adding the ")
		})
	})
}

// apart is what is said of what is to be less, or gone, of a picture that the piece began with.
func (n *nudge) apart(w string) string {
	if has(idle, w) || has(verbs, w) || has(lessVerbs, w) || has(polite, w) {
		return ""
	}
	return cannot
}

// cannot is said of a picture that the piece began with.
const cannot = "What is on this sheet I cannot take apart: it came as a picture. I can paint over it, or add to it."

// flocks reports whether a word asks for a layer of things: birds in the sky, not three of them.
func flocks(n *nudge, w string) bool {
	told := slices.ContainsFunc(n.words, func(said string) bool { _, ok := counted(&chance{}, said); return ok })
	return has(layered, w) || has(flocked, w) && !told
}

// bring adds the thing that a clause wants, where such a thing is at home and has room, or says why not.
func (p *Painter) bring(n *nudge, w string) string {
	if has(scenic, w) {
		return "“" + w + "” is a place of its own: that I cannot set into this picture, only into a new one."
	}
	g, ok := p.guestOf(cmp.Or(n.two, w), n.color)
	if !ok {
		return "“" + w + "” I have no drawing of: I leave it out."
	}
	g.name = w
	one, what := spoken(strings.ReplaceAll(cmp.Or(n.two, w), "-", " ")), "it"
	many := min(p.several(n, w), countMost)
	if many > 1 {
		one, what = w, "them"
	}
	if _, _, ok := p.plan.part(g.home); !ok && g.home == onTheWater {
		return "There is no water here for " + one + ": I leave " + what + " out."
	} else if !ok {
		return "There is no land here for " + one + " to stand on: I leave " + what + " out."
	}
	own, says := len(p.plan.layers), ""
	list := p.spots(&g, many, own, nil)
	switch room := int32(len(list)); {
	case room == 0:
		return "There is no room here for " + one + " that would hide nothing: I leave " + what + " out."
	case room < many:
		many, says = room, " For more there is no room."
	}
	if n.name != "" && (p.brief.lined() || !g.colored) {
		says += " In " + n.name + " I cannot draw " + what + " here."
	} else if n.name != "" {
		says += " In " + n.name + "."
	}
	if p.ink.any {
		list = p.spots(&g, many, own, p.ink)
	}
	p.add(layer{"subject", "adding the " + w, "The " + w + ", where there is room.", p.invited(g, many, own, list)})
	if len(list) == 0 {
		return strings.ToUpper(one[:1]) + one[1:] + ": there is no room beside what you drew. If some comes free, I take that." + says
	}
	if many > 1 {
		return "The " + w + ": " + numerals[many] + ". I see where they could be." + says
	}
	return strings.ToUpper(one[:1]) + one[1:] + ". I see where it could be." + says
}

// invited draws so many of a guest. Where they are changes with what others draw until they are drawn themselves; then
// they stay as they are, whatever is made larger or smaller.
func (p *Painter) invited(g guest, many int32, own int, list []spot) func(h *hand, s *setting) {
	scale, at, drawn := p.plan.setting.scale, p.changed, false
	return func(h *hand, s *setting) {
		if !drawn && (at != p.changed || scale != s.scale) {
			list, scale, at = p.spots(&g, many, own, p.ink), s.scale, p.changed
		}
		drawn = p.next > own
		for i, q := range list {
			n, covers := len(h.marks), len(h.covers)
			g.draw(h, s, q, int32(i))
			h.standsOut(n, covers, q.size)
		}
	}
}

// standsOut takes off what a pen has drawn where something stands now, of which the marks from n on and some covers are.
func (h *hand) standsOut(n, covers int, size int32) {
	if !h.plots() {
		return
	}
	drawn := slices.Clone(h.marks[n:])
	h.marks = h.marks[:n]
	for _, c := range h.covers[covers:] {
		if area(c.shape) > int64(size)*int64(size)/20 {
			h.bared(0, c.shape)
		}
	}
	by := len(h.marks) - n
	h.marks = append(h.marks, drawn...)
	for i := range h.covers[covers:] {
		h.covers[covers+i].after += by
	}
}

// several returns how many of a thing a nudge wants.
func (p *Painter) several(n *nudge, w string) int32 {
	c := newChance(p.brief.Seed, w)
	var k count
	for _, said := range n.words {
		if said == w {
			return min(max(k.of(&c, w, plural(w)), 1), countMost)
		}
		k.hears(&c, said)
	}
	return 1
}

// honest does what is asked for, and returns what is said to it. Where nothing that is still to come would show it,
// it is not done, and that is said.
func (p *Painter) honest(do func() string) string {
	was, ended, before := p.plan, p.ended, p.coming()
	was.layers = slices.Clone(p.plan.layers)
	if a := do(); p.coming() != before || a == penKeeps || a == noLarger || a == noSmaller {
		return a
	}
	p.plan, p.ended = was, ended
	return "That I cannot do here: nothing that I could still paint would show it."
}

// coming returns a number of what is still to be painted: others, if that is other.
func (p *Painter) coming() (sum uint64) {
	for i := p.next; i < len(p.plan.layers); i++ {
		for _, m := range p.layer(i).marks {
			sum = mix(sum ^ uint64(m.Brush.Color)<<32 ^ uint64(m.Brush.Kind)<<16 ^ uint64(m.Brush.Width))
			for _, q := range m.Points {
				sum = sum*31 + uint64(uint32(q.X))<<20 + uint64(uint32(q.Y))
			}
		}
	}
	return sum
}
