package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// A Step is one thing that the artist does: it says something, and then draws, or looks
// at the picture, or names, signs and ends the piece.
type Step struct {
	Thought string // to be read beside the picture
	Doing   string // in a few words: "painting the sky"
	Marks   []Mark
	Title   string // not empty: the piece is called so
	Done    bool   // the piece is finished
}

// marksMost bounds the strokes of one layer: as many may wait to be drawn (rule L2).
const marksMost = 1000

// A Painter paints one piece, step by step. It is for one goroutine.
type Painter struct {
	brief Brief
	plan  plan
	next  int // layer
	begun bool
	ended int // how many of the last steps are done
	said  []Step
}

// New plans a piece.
func New(b Brief) *Painter {
	return &Painter{brief: b, plan: read(b)}
}

// Next returns the next step, and false when there is none any more.
func (p *Painter) Next() (Step, bool) {
	if len(p.said) > 0 {
		s := p.said[0]
		p.said = p.said[1:]
		return s, true
	}
	if !p.begun {
		p.begun = true
		return Step{Thought: p.intent(), Doing: "thinking about the picture"}, true
	}
	if p.next < len(p.plan.layers) {
		l := p.plan.layers[p.next]
		p.next++
		marks := p.painted(p.next - 1)
		return Step{Thought: l.thought, Doing: l.doing, Marks: marks[:min(len(marks), marksMost)]}, true
	}
	p.ended++
	switch p.ended {
	case 1:
		return Step{Thought: "I step back and look. I will call it “" + p.plan.title + "”.", Doing: "naming the piece", Title: p.plan.title}, true
	case 2:
		h := newHand(p.brief, p.brief.Seed, "signature")
		s := &p.plan.setting
		color := darker(s.ground, 150)
		if light(s.close) < 120 || light(s.ground) < 120 {
			color = lighter(s.low, 160)
		}
		h.signature(color, at{h.wide(980) - h.u(105), h.high(975) - h.u(40)}, h.u(38))
		return Step{Thought: "My name in the corner, small.", Doing: "signing", Marks: h.marks}, true
	case 3:
		return Step{Thought: "It is finished. Draw on it, if you like, or tell me what it lacks.", Doing: "resting", Done: true}, true
	}
	return Step{}, false
}

// layer returns what layer i draws.
func (p *Painter) layer(i int) *hand {
	l := p.plan.layers[i]
	h := newHand(p.brief, p.brief.Seed+uint64(i)*977, l.doing)
	l.paint(h, &p.plan.setting)
	return h
}

// painted returns the marks of layer i: with a plotter, those that no layer in front hides.
func (p *Painter) painted(i int) []Mark {
	h := p.layer(i)
	if !h.plots() {
		return h.marks
	}
	var front []cover
	for k := i + 1; k < len(p.plan.layers); k++ {
		front = append(front, p.layer(k).covers...)
	}
	return h.visible(front)
}

func (p *Painter) intent() string {
	s := &p.plan.setting
	about := p.plan.subject
	if about == "" {
		about = "this"
	}
	if p.brief.Style == core.Plotter {
		return "One pen and one ink: " + about + " in lines, and hatching where it is dark."
	}
	return "I think of " + about + ", in " + s.name + ". From the back to the front, the large things first."
}

// Nudge takes up what a person says. It is kept for what is still to be painted, and
// answered with the next step; what is finished is taken up again.
func (p *Painter) Nudge(text string) {
	list := words(text)
	s := &p.plan.setting
	answer := ""
	more := !slices.ContainsFunc(list, func(w string) bool { return has(" less fewer no without remove leave ", w) })
	for i, w := range list {
		color, isColor := hues[w]
		switch {
		case isColor && more:
			s.palette = s.palette.toward(color, 110)
			p.add(layer{"detail", "bringing in " + w, "More " + w + ", then: glazed over what is there.", glaze(color)})
			answer = "More " + w + ". I turn the palette that way."
		case has(" busy crowded full detail details ", w) && !more:
			s.busy, answer = max(s.busy*6/10, 20), "Less, then. I leave room."
		case has(" busier busy richer fuller crowded ", w):
			s.busy, answer = min(s.busy*16/10, 300), "Richer, then. There is room for more."
		case has(" calmer simpler calm simple quieter ", w):
			s.busy, answer = max(s.busy*6/10, 20), "Calmer. I leave things out."
		case has(" bigger larger ", w):
			s.scale, answer = min(s.scale*13/10, 220), "Larger. What matters may take its place."
		case has(" smaller ", w):
			s.scale, answer = max(s.scale*75/100, 40), "Smaller, with more air around."
		case !more && has(" sky ", w):
			p.drop("sky")
			answer = "The sky stays as it is."
		case !more && has(" birds bird ", w):
			p.plan.layers = slices.DeleteFunc(p.plan.layers, func(l layer) bool { return l.doing == birdLayer.doing })
			answer = "No birds."
		case has(" bird birds ", w) && more:
			p.add(birdLayer)
			answer = "Birds, yes."
		case i > 0 && has(" add and a an some more with ", list[i-1]) && more && !has(idle, w):
			if k := slices.IndexFunc(subjects, func(t subject) bool { return has(t.words, w) }); k >= 0 {
				for _, l := range subjects[k].layers {
					if l.tag == "subject" {
						p.add(l)
						answer = "I make room for it: " + w + "."
					}
				}
			} else if d, ok := find(strings.TrimSuffix(w, "s")); ok {
				p.add(layer{"subject", "adding the " + w, "The " + w + ", where there is room.", drawing(d, true)})
				answer = "A " + strings.TrimSuffix(w, "s") + ". I see where it could be."
			}
		}
	}
	if answer == "" {
		answer = "I hear you: “" + strings.ToValidUTF8(text[:min(len(text), 80)], "") + "”. I keep it in mind."
		s.busy = min(s.busy*11/10, 300)
	}
	p.said = append(p.said, Step{Thought: answer, Doing: "listening"})
}

// add puts a layer at the end, and goes on with a piece that was finished.
func (p *Painter) add(l layer) {
	p.plan.layers = append(p.plan.layers, l)
	p.ended = min(p.ended, 2) // it is named and signed once
}

// drop takes out what is still to be painted of a part.
func (p *Painter) drop(tag string) {
	rest := slices.DeleteFunc(slices.Clone(p.plan.layers[p.next:]), func(l layer) bool { return l.tag == tag && l.doing != skyLayer.doing })
	p.plan.layers = append(p.plan.layers[:p.next:p.next], rest...)
}

// glaze goes over the sheet with thin paint of a colour.
func glaze(color uint32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		for range s.many(14) {
			p := at{h.wide(h.between(0, 1000)), h.high(h.between(0, 1000))}
			d := h.u(h.between(90, 220))
			h.line(look{core.Watercolour, h.near(color, 14), h.u(h.between(50, 130)), 90, swell}, h.wobble(along(at{p.x - d, p.y + d/5}, at{p.x + d, p.y - d/5}, 8), h.u(14))...)
		}
	}
}
