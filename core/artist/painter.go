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
	Sign    bool   // Marks are the artist's name
	Done    bool   // the piece is finished

	kept bool // the picture is not the artist's: no critique is asked
	firm int  // the last of the marks, which are drawn wherever there is ink
}

// A piece has about so many strokes, on a sheet of usual size and before anybody nudges: fewer
// are a sketch, more are not watched to the end.
const (
	strokesLeast = 100
	strokesMost  = 600
)

// marksMost bounds the strokes of one layer: as many may wait to be drawn (rule L2).
const marksMost = 1000

// A Painter paints one piece, step by step. It is for one goroutine.
type Painter struct {
	brief   Brief
	plan    plan
	next    int // layer
	begun   bool
	forgone []string // what is said of what the prompt does not want
	ended   int      // how many of the last steps are done
	said    []Step
	told    []int // how many layers were begun at each nudge

	ink     *ink
	fresh   []gesture              // of others, that are not considered yet; the newest looksMost
	met     []core.Rect            // where something was answered, and the answers; the newest metMost
	seen    []Mark                 // strokes of others, the newest
	kept    []Mark                 // to be drawn with the step, wherever there is ink
	replied []Mark                 // of answers, that are left free like others' strokes; the newest seenMost
	answers int                    // so far
	beneath map[core.StrokeID]bool // of others: what was a ground to paint on when the piece began
	under   []Mark                 // of others: what a piece that is gone on with began with; the newest seenMost
	found   int                    // of others: how many strokes there were then, if they filled the sheet
	changed int                    // counts what may move what is not painted yet
}

// New plans a piece.
func New(b Brief) *Painter {
	p := &Painter{brief: b, plan: read(b), ink: newInk(b.Width, b.Height)}
	_, others := wishes(b.Prompt)
	p.forgo(others)
	p.fit()
	return p
}

// fit has the subject smaller where it would be off the sheet, as on a wide and low one.
func (p *Painter) fit() {
	sheet, scale := core.Rect{X1: p.brief.Width, Y1: p.brief.Height}, &p.plan.setting.scale
	for *scale > scaleLeast && within(p.Subject(), sheet) < subjectInLeast {
		*scale = max(*scale*85/100, scaleLeast)
	}
}

// Next returns the next step, and false when there is none any more. Its marks leave free
// what others have drawn.
func (p *Painter) Next() (Step, bool) {
	if len(p.said) == 0 && len(p.fresh) > 0 {
		p.consider()
	}
	if len(p.said) > 0 {
		return p.reply(), true
	}
	s, ok := p.step()
	s.Marks, s.firm, p.kept = append(p.ink.around(s.Marks), p.kept...), len(p.kept), nil
	if n := len(s.Marks) - marksMost; n > 0 {
		s.Marks, s.firm = s.Marks[:marksMost], max(s.firm-n, 0)
	}
	return s, ok
}

// reply returns what is to be said next. What it draws is left free by the layers to come, as if
// others had drawn it: an answer that is painted over is none.
func (p *Painter) reply() Step {
	s := p.said[0]
	p.said = p.said[1:]
	s.Marks = p.ink.around(s.Marks)
	if s.Doing != listening && len(s.Marks) > 0 {
		p.meet(strokesBox(s.Marks))
	}
	if len(s.Marks) > 0 && p.next < len(p.plan.layers) {
		for _, m := range s.Marks {
			p.ink.add(m.Brush, m.Points)
		}
		p.ink.spread()
		p.changed++
		p.replied = append(p.replied, s.Marks...)
		p.replied = p.replied[max(len(p.replied)-seenMost, 0):]
	}
	return s
}

// strokesBox returns where marks lie, in 1/32 px.
func strokesBox(marks []Mark) core.Rect {
	var all []at
	for _, m := range marks {
		for _, q := range m.Points {
			all = append(all, at{q.X, q.Y})
		}
	}
	return boxed(all)
}

func (p *Painter) step() (Step, bool) {
	if !p.begun {
		p.begun = true
		return Step{Thought: strings.Join(slices.DeleteFunc(append([]string{p.intent(), p.plan.says}, p.forgone...), func(s string) bool { return s == "" }), " "), Doing: "thinking about the picture"}, true
	}
	for p.next < len(p.plan.layers) {
		l := p.plan.layers[p.next]
		p.next++
		if l.paint == nil {
			continue // left out
		}
		marks := p.painted(p.next - 1)
		guest, adds := strings.CutPrefix(l.doing, "adding the ")
		switch {
		case len(marks)+len(p.kept) > 0:
			thought, doing := p.says(l)
			return Step{Thought: thought, Doing: doing, Marks: marks}, true
		case adds && l.tag == "subject":
			return Step{Thought: "For the " + guest + " there is no room now: I leave that out.", Doing: "leaving out the " + guest}, true
		} // a pen, as one, does not tone a sheet: what draws nothing is not spoken of
	}
	p.ended++
	for p.plan.upon && (p.ended == 1 && !p.plan.named || p.ended == 2) {
		p.ended++ // what came as a picture has its name, and is not signed again
	}
	switch p.ended {
	case 1:
		return Step{Thought: "I step back and look, and think of a name: “" + p.plan.title + "”.", Doing: "naming the piece", Title: p.plan.title}, true
	case 2:
		h := newHand(p.brief, p.brief.Seed, "signature")
		color := p.plan.signs()
		h.signature(color, h.corner(), h.u(38))
		return Step{Thought: "My name in the corner, small.", Doing: "signing", Marks: h.marks, Sign: true}, true
	case 3:
		if p.plan.upon && len(p.plan.layers) == 0 {
			return Step{Thought: "I leave it as it is. Draw on it, if you like, or tell me what to add.", Doing: "resting", Done: true, kept: true}, true
		}
		if p.plan.upon {
			return Step{Thought: "That is all that I change. Draw on it, if you like, or tell me what it lacks.", Doing: "resting", Done: true, kept: true}, true
		}
		return Step{Thought: "It is finished. Draw on it, if you like, or tell me what it lacks.", Doing: "resting", Done: true}, true
	}
	return Step{}, false
}

// signs returns a colour that is seen in the corner.
func (p *plan) signs() uint32 {
	s := &p.setting
	below := s.ground
	if p.on != nil {
		below = p.on.corner(s)
	}
	for _, l := range p.layers {
		if l.paint == nil {
			continue
		}
		switch l.doing {
		case tonedLayer.doing:
			below = s.tone()
		case hillLayer.doing, grassLayer.doing:
			below = s.close
		case "laying the floor", "painting the thicket":
			below = darker(s.leaf, 120)
		case waterLayer.doing:
			below = s.water
		case drifting:
			below = lighter(s.close, 90)
		}
	}
	if light(below) < 150 {
		return lighter(s.low, 190)
	}
	return darker(below, 190)
}

// layer returns what layer i draws.
func (p *Painter) layer(i int) *hand {
	l := p.plan.layers[i]
	h := newHand(p.brief, p.brief.Seed+uint64(i)*977, l.doing)
	if l.paint != nil {
		l.paint(h, &p.plan.setting)
	}
	return h
}

// painted returns the marks of layer i: with a plotter, those that no layer in front hides.
func (p *Painter) painted(i int) []Mark {
	h := p.layer(i)
	p.kept = h.kept
	if (i < p.plan.bare || !slices.Contains(p.plan.wished, i)) && !p.plan.built(i) { // the newest wish wins
		h.marks = p.plan.setting.below(h, h.marks)
	}
	if !h.plots() {
		return h.marks
	}
	var front []cover
	for k := i + 1; k < len(p.plan.layers); k++ {
		front = append(front, p.layer(k).covers...)
	}
	front = append(front, coverOf(h.signed())) // the signature's place stays free
	return h.visible(front)
}

// corner is where the signature is.
func (h *hand) corner() at { return at{h.wide(980) - h.u(105), h.high(975) - h.u(40)} }

// signed is the place of that.
func (h *hand) signed() []at {
	c := h.corner()
	return []at{{c.x - h.u(8), c.y - h.u(24)}, {c.x + h.u(108), c.y - h.u(24)}, {c.x + h.u(108), c.y + h.u(46)}, {c.x - h.u(8), c.y + h.u(46)}}
}

func (p *Painter) intent() string {
	s := &p.plan.setting
	about := "this"
	switch {
	case quoted(p.brief.Prompt) != "":
		about = "“" + p.plan.subject + "”"
	case len(p.plan.cast) > 0 && p.plan.subject == plain(p.plan.cast[0].d.name):
		about = spokenOf(p.plan.cast)
	case p.plan.count > 1 && p.plan.subject != "village" && (plurals[p.plan.subject] != "" || !has(uncount, p.plan.subject)):
		about = numerals[p.plan.count] + " " + manyOf(p.plan.subject)
	case p.plan.subject != "":
		about = spoken(p.plan.subject)
	}
	if len(p.plan.cast) > 0 && total(p.plan.cast) > 1 && p.plan.subject != plain(p.plan.cast[0].d.name) {
		about += " with " + spokenOf(p.plan.cast)
	}
	if on := p.plan.on; on != nil && p.plan.subject != on.noun() {
		about += on.of(p.plan.subject, p.plan.cast)
	}
	if p.brief.Style != core.Plotter && p.brief.lined() {
		return "I think of " + about + ", in lines, and hatching where it is dark."
	}
	if p.brief.Style == core.Plotter {
		return "One pen and one ink: " + about + " in lines, and hatching where it is dark."
	}
	return "I think of " + about + ", in " + s.name + ". From the back to the front, the large things first."
}

// Words that are said with the, or without an article.
const (
	known   = " aurora sea ocean coast sky sun moon wind countryside country taiga "
	uncount = " space fishing sailing water wood lavender fruit downtown home self flow smoke silk hair sound music rhythm geometry geometric glass topography hatching hatch texture woven weave people children men women mice geese sheep rain snow grass bread cheese rice corn coffee tea milk honey "
	inS     = " bus cactus octopus walrus hippopotamus rhinoceros abacus lotus hibiscus canvas "
)

// spoken returns a thing as one speaks of it: a harbour, the sea, boats.
func spoken(thing string) string {
	words := strings.Fields(thing)
	last := words[len(words)-1]
	switch many := strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !has(inS, last); {
	case has(known, last):
		return "the " + thing
	case many, has(uncount, last):
		return thing
	case strings.ContainsRune("aeiou", rune(thing[0])):
		return "an " + thing
	}
	return "a " + thing
}

// add puts a layer at the end, and goes on with a piece that was finished.
func (p *Painter) add(l layer) {
	if len(p.plan.layers) >= layersMost {
		return
	}
	p.plan.layers = append(p.plan.layers, p.plan.outside(l))
	p.ended = min(p.ended, 2) // it is named and signed once
}
