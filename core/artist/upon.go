package artist

import (
	"slices"

	"easel.example/core"
)

// ground takes what others have drawn by the beginning for what the piece is painted on, if that fills the sheet. Of a prompt
// that asks for a picture it paints that over it; one that reads as a nudge is about what is there.
func (p *Painter) ground(others []*core.Stroke) {
	fills, upon := p.ink.fills(), asksOf(p.brief.Prompt)
	if !fills && (!upon || len(others) < strokesLeast) {
		return
	}
	p.found, p.under = len(others), p.seen
	if p.beneath == nil {
		p.beneath = map[core.StrokeID]bool{}
	}
	if fills {
		for _, s := range others {
			p.beneath[s.ID] = true
		}
		for _, g := range p.fresh {
			p.beneath[g.id] = true
		}
		p.ink, p.seen = newInk(p.brief.Width, p.brief.Height), nil
	}
	p.fresh = nil // it is a picture, and nothing that is said to the artist
	if !upon {
		p.said = append(p.said, Step{Thought: "The sheet is full already. I paint a new picture over what is there, and around what you draw from now on.", Doing: beholding})
		return
	}
	p.begun, p.forgone = true, nil
	s := p.plan.setting
	s.busy, s.scale, s.bareTo, s.coast, s.horizon = 100, 100, 0, 0, 500
	p.plan = plan{setting: s, title: p.plan.title, upon: true}
	p.said = append(p.said, Step{Thought: "There is a picture already. I take what you say as said of that, and paint over nothing else.", Doing: beholding},
		Step{Thought: p.heeds(p.brief.Prompt), Doing: listening})
}

// beholding is what it does while it says what it makes of a sheet that is not empty.
const beholding = "looking at the sheet"

// Words that a nudge begins with, and no wish for a picture; of some only if what follows is said of what is there.
const (
	nudging  = " add take remove delete erase hide drop omit less more fewer keep another plus finish finished enough stop done bring put not too "
	changing = " bigger larger smaller darker lighter brighter warmer cooler colder busier calmer simpler emptier quieter softer bolder fuller richer closer further farther paler sunnier gloomier redder bluer greener yellower "
	making   = " make give turn let use try get call name title there "
	itself   = " it this that them everything all the less more some "
	wishing  = " please kindly can could would you i we want need d like to now just also then maybe perhaps ok okay hey hi easel artist "
)

// asksOf reports whether a prompt reads as a nudge: as words about a picture that is there.
func asksOf(prompt string) bool {
	list := words(prompt)
	for len(list) > 0 && has(wishing, list[0]) {
		list = list[1:]
	}
	if len(list) == 0 {
		return false
	}
	next := ""
	if len(list) > 1 {
		next = list[1]
	}
	wants, _ := wishes(prompt)
	wants = slices.DeleteFunc(wants, func(w string) bool { return has(idle, w) || has(wishing, w) || has(verbs, w) })
	switch w := list[0]; {
	case has(nudging, w), has(changing, w):
		return true
	case w == "no", w == "without", w == "nothing": // no people, a lake
		return len(wants) == 0
	case w == "leave", w == "don", w == "do", w == "never", w == "avoid", w == "skip":
		return w == "leave" || len(wants) == 0
	case has(" call name title ", w):
		return quoted(prompt) != ""
	case has(making, w):
		return has(itself, next) || slices.ContainsFunc(list, func(w string) bool { return has(changing, w) })
	}
	return false
}

// broad reports whether a stroke is of something large and quiet.
func (p *Painter) broad(m Mark) bool {
	h := newHand(p.brief, 0, "")
	return m.Brush.Fill != core.FillNone && area(placesOf(m.Points)) > int64(h.u(300))*int64(h.u(300)) ||
		m.Brush.Fill == core.FillNone && int32(m.Brush.Width)*core.Unit/core.WidthUnit >= h.u(2*passageBroad) && length(m.Points) > h.u(100)
}

// quietOf returns the broad strokes of the picture that a piece goes on with, as far as they are seen.
func (p *Painter) quietOf(front *ink) (list []Mark) {
	seen := 0
	for i := len(p.under) - 1; i >= 0; i-- {
		m := p.under[i]
		switch {
		case !p.broad(m):
			front.add(m.Brush, m.Points)
			seen = 0
		case m.Brush.Fill == core.FillNone:
			if seen == 0 {
				front.spread()
			}
			seen++
			list = append(list, front.beside([]Mark{m})...)
		}
	}
	return list
}

// blueMost is how much more blue than red what a guest stands on may be, and what one floats on the other way round: snow
// at night is less blue than that, and a sea at dusk is more.
const blueMost = 50

// amiss returns how little a place of the picture that a piece goes on with suits a guest: water is bluer than land.
func (p *Painter) amiss(g *guest, x, y int32) int32 {
	if !p.plan.upon || g.home == upInTheAir {
		return 0
	}
	for i := len(p.under) - 1; i >= 0; i-- {
		m := p.under[i]
		if !p.broad(m) || !m.covers(x, y) {
			continue
		}
		blue := int32(m.Brush.Color&255) - int32(m.Brush.Color>>16&255)
		if g.home == onTheWater {
			blue = -blue
		}
		if blue > blueMost {
			return taken
		}
		return max(blue, -40) + 40
	}
	return 0
}

// covers reports whether a place is under a mark.
func (m Mark) covers(x, y int32) bool {
	if m.Brush.Fill != core.FillNone {
		c := coverOf(placesOf(m.Points))
		return c.hides(x, y)
	}
	r := int32(m.Brush.Width) * core.Unit / core.WidthUnit / 2
	for i, b := range m.Points[1:] {
		if a := m.Points[i]; nearer(at{x, y}, at{a.X, a.Y}, at{b.X, b.Y}, r) {
			return true
		}
	}
	return false
}
