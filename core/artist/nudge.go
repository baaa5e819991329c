package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// Bounds of what nudges may do to a plan.
const (
	busyLeast, busyMost   = 20, 300 // percent
	scaleLeast, scaleMost = 40, 220
	layersMost            = 60 // nudges add no more layers
	answersShown          = 3  // of what is said to one nudge
	doneMost              = 6  // of what one nudge asks for
	clausesMost           = 8  // of one nudge are heeded
	clauseMost            = 24 // words of one of these
)

// Nudge takes up what a person says. It is kept for what is still to be painted, and
// answered with the next step; what is finished is taken up again.
func (p *Painter) Nudge(text string) {
	p.told = append(p.told, p.next)
	p.told = p.told[max(len(p.told)-toldMost, 0):]
	p.said = append(p.said, Step{Thought: p.heeds(text), Doing: listening})
}

// heeds takes up what somebody says, and returns what the artist says to it.
func (p *Painter) heeds(text string) string {
	if len(p.plan.layers) >= layersMost {
		return "I have added to this piece as often as a piece bears. Begin a new one, and I go on with you there."
	}
	before := len(p.plan.layers)
	var answers, unknown []string
	n, done := nudge{more: true}, 0
	list := clauses(text)
	for _, clause := range list[:min(len(list), clausesMost)] {
		n.words = words(clause)
		if len(n.words) == 0 {
			continue
		}
		asks, heeded := n.read(), false
		n.finds()
		for _, w := range n.words[:min(len(n.words), clauseMost)] {
			if done == doneMost {
				break
			}
			a := p.heed(&n, w)
			if a != "" {
				heeded, done = true, done+1
			}
			if a != "" && !slices.Contains(answers, a) {
				answers = append(answers, a)
			}
		}
		if asks && !heeded && n.names() {
			unknown = append(unknown, strings.TrimSpace(clause))
		}
	}
	if title := quoted(text); title != "" && slices.ContainsFunc(words(text), func(w string) bool { return has(" call name title titled named ", w) }) {
		p.plan.title, p.plan.named = title, true
		answers = append(answers, "It shall be called “"+title+"”.")
	}
	answers = answers[:min(len(answers), answersShown)]
	switch {
	case len(answers) == 0:
		answers = []string{"I do not know how to heed “" + cut(text) + "”. Tell me a colour, darker or lighter, larger or smaller, busier or calmer, or a thing to add or to leave out."}
	case len(unknown) > 0:
		answers = append(answers, "I do not know how to heed “"+cut(unknown[0])+"”.")
	}
	for i := before; i < len(p.plan.layers); i++ {
		p.plan.wished = append(p.plan.wished, i)
	}
	return strings.Join(answers, " ")
}

// listening is what it does while it says what it makes of a nudge.
const listening = "listening"

// saidBytes is how much is said again of what a person said.
const saidBytes = 80

func cut(text string) string { return strings.ToValidUTF8(text[:min(len(text), saidBytes)], "") }

// clauses returns the parts of a text that each say one thing.
func clauses(text string) []string {
	text = strings.NewReplacer(" and ", ",", " but ", ",", " then ", ",").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;.!?\n", r) })
}

// A nudge is one clause of what a person says.
type nudge struct {
	words []string
	more  bool // not less
	add   bool // a thing that is named is wanted
	bare  bool // it says how empty the sky is to be

	thing int    // which of its words is what is wanted, -1 if none is
	two   string // the drawing that it names with two words
	color uint32 // that thing is to be of, 0 if none is said
	name  string // of that colour
}

// read finds what is done to what is named. A clause without a verb goes on with that of
// the one before it: asks is whether it has one.
func (n *nudge) read() (asks bool) {
	verb := func(list string) bool {
		return slices.ContainsFunc(n.words, func(w string) bool { return has(list, w) })
	}
	n.bare = verb(" sky ") && verb(emptiness)
	switch {
	case n.bare: // one wish, of the sky: not of the sky and of all of it
		n.more, n.add = verb(" less no not don never too "), false
	case verb(" leave ") && verb(emptiness):
		n.more, n.add = true, false // the less, not less of that
	case verb(lessVerbs), verb(" take keep ") && verb(" out away off "):
		n.more, n.add = false, false
	case verb(" add put give draw paint place include want need have plus another "):
		n.more, n.add = true, true
	case verb(" more make with some bring use try "):
		n.more, n.add = true, verb(" more with some bring ")
	default:
		return false
	}
	return true
}

// lessVerbs want less of what they are said of, or none.
const lessVerbs = " less fewer no not nothing none without remove leave delete drop never don avoid skip hide omit erase rid lose "

// emptiness is said of what nothing is to be in.
const emptiness = " empty emptier bare blank clear free quiet quieter calm calmer simple simpler "

// names reports whether a clause names anything.
func (n *nudge) names() bool {
	return slices.ContainsFunc(n.words, func(w string) bool { return !has(idle, w) && !has(verbs, w) && !has(lessVerbs, w) })
}

// heed does what one word of a nudge asks for, and returns what the artist says to it.
func (p *Painter) heed(n *nudge, w string) string {
	s := &p.plan.setting
	switch color, ok := hues[w]; {
	case n.thing >= 0:
		if w != n.words[n.thing] {
			return "" // it is said of the thing that is to be added
		}
		if !flocks(n, w) {
			return p.bring(n, w)
		}
	case n.sized() && !p.about(n):
		return "Of another size I can only make what the piece is about. The rest stays as it is."
	case n.sized() && !has(sizes, w):
		return "" // the size is said of it
	case ok && p.brief.lined():
		return p.tint(color, w, true)
	case ok && n.of():
		return "One thing alone I cannot give another colour: say “more " + w + "”, and all of it turns that way."
	case ok:
		return p.honest(func() string { return p.tint(color, w, n.more || n.bare) })
	case w == "sky" && n.hued() && !n.bare:
		return "" // the colour is said of it
	case n.bare && w != "sky":
		return "" // it is said of the sky
	case p.plan.upon && !n.more:
		return n.apart(w)
	}
	for _, rule := range rules {
		if has(rule.words, w) {
			do := rule.more
			if !n.more {
				do = rule.less
			}
			if rule.inks && p.brief.lined() {
				return "This piece has one ink and its paper: “" + w + "” I cannot do with these. Ask for more lines, or for fewer."
			}
			if do == nil {
				return p.omit(w)
			}
			switch {
			case p.plan.upon && rule.shape:
				return cannot
			case rule.aloft && n.more && !p.plan.upon && !p.plan.shows(skyLayer):
				return noSky
			case rule.words == endWords || w == "sky" && !n.more:
				return do(p, s)
			}
			return p.honest(func() string { return do(p, s) })
		}
	}
	if !n.more {
		return p.omit(w)
	}
	return ""
}

// verbs name nothing to draw, though the sketchbook may have a thing of that name.
const verbs = " add put give draw paint place include want need have plus another more make with some bring use try it them there here can could would bit lot much too take keep out away off "

// A rule is what words ask for, said with more and with less.
type rule struct {
	words      string
	more, less func(p *Painter, s *setting) string
	inks       bool // more than a plotter has
	aloft      bool // it is of the sky
	shape      bool // it is said of what the piece is made of
}

var rules = []rule{
	{words: " busy crowded detail details detailed full busier fuller richer lines strokes things stuff ", more: fuller, less: calmer, shape: true},
	{words: " calm calmer simple simpler quiet quieter empty emptier minimal space air room ", more: calmer, less: fuller},
	{words: " big bigger large larger huge close closer ", more: larger, less: smaller, shape: true},
	{words: " small smaller little tiny further farther ", more: smaller, less: larger, shape: true},
	{words: " dark darker darkness gloomier night ", more: dimmer, less: brighter, inks: true},
	{words: " light lighter bright brighter brightness sunnier ", more: brighter, less: dimmer, inks: true},
	{words: " warm warmer warmth ", more: warmer, less: cooler, inks: true},
	{words: " cool cooler cold colder ", more: cooler, less: warmer, inks: true},
	{words: " contrast contrasts punch bold bolder ", more: bolder, less: softer, inks: true},
	{words: " soft softer subtle muted pale paler ", more: softer, less: bolder, inks: true},
	{words: " colour color colourful colorful colours colors vivid ", more: vivid, less: softer, inks: true},
	{words: " sky ", more: cloudier, less: emptySky, aloft: true},
	{words: " bird birds ", more: adds(birdLayer, "Birds, yes."), aloft: true},
	{words: " cloud clouds ", more: cloudier, aloft: true},
	{words: " sun moon ", more: adds(sunLayer, "The light gets its place in the sky."), aloft: true},
	{words: " tree trees ", more: adds(treeLayer, "Trees. I plant some more.")},
	{words: " flower flowers ", more: adds(bloomLayer, "Flowers, in front.")},
	{words: " star stars ", more: adds(layer{"sky", "pricking stars", "Some stars.", stars}, "Stars, a few."), aloft: true},
	{words: " rain ", more: adds(layer{"detail", "letting it rain", "Rain over all of it, thin and slanting.", rain}, "Let it rain.")},
	{words: " snow ", more: adds(layer{"detail", "letting it snow", "Snow, flakes of all sizes, over everything.", snow}, "Let it snow.")},
	{words: endWords, more: ending, less: ending},
}

const endWords = " stop enough done finish finished "

// tint brings a colour in, or leads away from it.
func (p *Painter) tint(color uint32, name string, more bool) string {
	s := &p.plan.setting
	if p.brief.lined() {
		return "This piece has one ink; " + name + " I can only think of."
	}
	if !more {
		s.palette = s.toward(0xffffff-color, 90)
		p.finishing("leading away from "+name, "Less "+name+": thin strokes of what is across from it.", func(c uint32) uint32 { return blend(c, 0xffffff-color, 90) })
		return "Less " + name + ". I turn the palette away from it."
	}
	s.palette = s.toward(color, 120)
	p.add(layer{passageTag, "bringing in " + name, "More " + name + ", then: thin, along the strokes of what is wide and quiet.", p.passage(color)})
	return "More " + name + ". I turn the palette that way."
}

// finishing goes over what is wide and quiet, where nothing is still to be painted in the colours that were changed.
func (p *Painter) finishing(doing, thought string, turn func(uint32) uint32) {
	if p.next >= len(p.plan.layers) {
		p.add(layer{passageTag, doing, thought, p.over(turn, false)})
	}
}

func fuller(p *Painter, s *setting) string {
	s.busy = min(s.busy*16/10, busyMost)
	p.again("subject")
	return "Richer, then. There is room for more."
}

func calmer(p *Painter, s *setting) string {
	s.busy = max(s.busy*6/10, busyLeast)
	switch {
	case p.next < len(p.plan.layers):
	case p.brief.lined():
		return penKeeps
	default:
		tone := s.low
		p.finishing("calming it", "What is wide and quiet comes together in one tone.", func(c uint32) uint32 { return blend(c, tone, 130) })
		return "Calmer: what is wide and quiet comes together in one tone. What stands before it I leave."
	}
	return "Less, then. I leave things out, and room around them."
}

// What is said where nothing is done, and why: penKeeps of what is drawn with a pen, and shall be less.
const (
	penKeeps  = "A pen takes nothing back: what I have begun I end, and I add no more."
	noLarger  = "It has all the room there is: I cannot make it larger."
	noSmaller = "It goes from edge to edge: I cannot make it smaller."
)

func larger(p *Painter, s *setting) string {
	if !p.resize(min(s.scale*13/10, scaleMost)) {
		return noLarger
	}
	return "Larger. What matters may take its place."
}

func smaller(p *Painter, s *setting) string {
	if !p.resize(max(s.scale*75/100, scaleLeast)) {
		return noSmaller
	}
	return "Smaller, with more air around."
}

func dimmer(p *Painter, s *setting) string {
	s.palette = s.each(func(c uint32) uint32 { return darker(c, 80) })
	p.add(layer{passageTag, "darkening it", "Darker: a thin dark glaze over what is wide and quiet.", p.over(func(c uint32) uint32 { return darker(c, 110) }, false)})
	return "Darker. I let the evening come."
}

func brighter(p *Painter, s *setting) string {
	s.palette = s.each(func(c uint32) uint32 { return lighter(c, 80) })
	p.add(layer{passageTag, "lightening it", "Lighter: a thin warm glaze over what is wide and quiet.", p.over(func(c uint32) uint32 { return lighter(c, 130) }, true)})
	return "Lighter. I open the window."
}

func warmer(p *Painter, s *setting) string { return p.shift(0xe08a3c, "Warmer. More of the sun.") }
func cooler(p *Painter, s *setting) string { return p.shift(0x3c78b4, "Cooler. More of the shade.") }

// shift turns the palette, with a glaze over what is there.
func (p *Painter) shift(color uint32, answer string) string {
	p.plan.setting.palette = p.plan.setting.toward(color, 90)
	p.add(layer{passageTag, "glazing it", "A thin glaze, to bring it together.", p.passage(color)})
	return answer
}

func bolder(p *Painter, s *setting) string {
	l := layer{"detail", "setting darks and lights", "", toneSpread}
	if !p.brief.lined() { // paint would hide what stands at the foot
		l = layer{passageTag, l.doing, "The darks darker and the lights lighter, thin, over what is wide and quiet.", p.parting()}
	}
	p.add(l)
	return "Bolder: darker darks, and light beside them."
}

func softer(p *Painter, s *setting) string {
	mean := blend(s.low, s.mid, 128)
	s.palette = s.each(func(c uint32) uint32 { return blend(c, mean, 80) })
	p.finishing("softening it", "Softer: thin strokes of a tone between the others.", func(c uint32) uint32 { return blend(c, mean, 110) })
	return "Softer. The colours come closer to each other."
}

func vivid(p *Painter, s *setting) string {
	s.palette = s.each(func(c uint32) uint32 { return blend(c, s.accents[int(c)%len(s.accents)], 60) })
	p.add(layer{passageTag, "bringing in colour", "Some strokes of pure colour.", p.passage(pick(&chance{p.brief.Seed}, s.accents))})
	return "More colour, straight from the tube."
}

func cloudier(p *Painter, _ *setting) string {
	p.add(cloudLayer)
	return "More in the sky: clouds, light above."
}

func emptySky(p *Painter, s *setting) string {
	if !p.plan.shows(skyLayer) {
		return noSky
	}
	painted := slices.ContainsFunc(p.plan.layers[:p.next], func(l layer) bool { return l.tag == "sky" && l.paint != nil && l.doing != skyLayer.doing })
	s.bareTo, p.plan.bare = s.horizon*8/10, len(p.plan.layers)
	p.drop(func(l layer) bool { return l.tag == "sky" })
	if painted {
		return "But for what I have begun, nothing more goes into the sky: it stays as empty as it is. What is painted there I cannot take off."
	}
	return "The sky stays empty, then. Nothing more goes there."
}

// noSky is said of what is to be in the sky, or out of it, where there is none.
const noSky = "There is no sky in this picture."

func ending(p *Painter, _ *setting) string {
	p.plan.layers = p.plan.layers[:p.next]
	return "Enough, you say. I bring it to its end."
}

// adds returns what adds a layer, and says so.
func adds(l layer, answer string) func(p *Painter, s *setting) string {
	return func(p *Painter, _ *setting) string {
		if l.doing == sunLayer.doing && slices.ContainsFunc(p.plan.layers, func(k layer) bool { return k.doing == l.doing && k.paint != nil }) {
			return "It has its place in the sky already."
		}
		p.add(l)
		return answer
	}
}

// again has the subject painted once more, over what is there, if it is painted already.
func (p *Painter) again(tag string) {
	for i := p.next - 1; i >= 0; i-- {
		if l := p.plan.layers[i]; l.tag == tag {
			l.thought = "Once more, over what was there, as you want it."
			p.add(l)
			return
		}
	}
}

// below leaves out the marks that lie in the part of the sky that is to stay bare.
func (s *setting) below(h *hand, marks []Mark) []Mark {
	if s.bareTo == 0 {
		return marks
	}
	edge := h.high(s.bareTo)
	return slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool {
		return !slices.ContainsFunc(m.Points, func(p core.Point) bool { return p.Y >= edge })
	})
}
