package artist

import (
	"strconv"
	"strings"

	"easel.example/core"
)

// A Progress is how far a painter has come: the layers it has begun, and the last steps
// (naming, signing, ending) that are done, and the answers to what people drew that it has given.
type Progress struct {
	Layers int `json:"layers,omitempty"`
	Ended  int `json:"ended,omitempty"`

	Answers int `json:"answers,omitempty"`

	Told string `json:"told,omitempty"` // how many layers were begun at each nudge

	Found int `json:"found,omitempty"` // how many strokes of others filled the sheet when it began
}

// toldMost is at how many nudges it is remembered how far the piece was, the newest: more than a host keeps.
const toldMost = 256

// Progress returns how far p has come.
func (p *Painter) Progress() Progress {
	waiting := 0
	for _, s := range p.said {
		if s.Doing != listening && s.Doing != beholding {
			waiting++
		}
	}
	var told []string
	for _, n := range p.told {
		told = append(told, strconv.Itoa(n))
	}
	return Progress{p.next, p.ended, p.answers - waiting, strings.Join(told, " "), p.found}
}

// drawn reports whether a progress tells of other layers and last steps than another one.
func (p Progress) drawn(other Progress) bool {
	return p.Layers != other.Layers || p.Ended != other.Ended
}

// Resume brings a new painter to where another one of the same brief was, which was told
// the nudges in their order. What others had drawn by then is left free, and was answered.
func (p *Painter) Resume(at Progress, nudges []string, others []*core.Stroke) {
	if n := min(max(at.Found, 0), len(others)); n > 0 {
		p.See(Look{Others: others[:n]})
		others = others[n:]
	}
	told := strings.Fields(at.Told)
	for i, text := range nudges {
		p.next = 0
		if k := len(told) - len(nudges) + i; k >= 0 { // the newest of both
			n, _ := strconv.Atoi(told[k]) // what is no number is before the first
			p.next = min(max(n, 0), len(p.plan.layers))
		}
		p.Nudge(text)
	}
	p.See(Look{Others: others})
	p.consider()
	p.said = nil
	p.answers = min(max(at.Answers, 0), answersEver) // its next sentence is none that was just said
	p.begun = true
	p.next, p.ended = min(max(at.Layers, 0), len(p.plan.layers)), min(max(at.Ended, 0), endSteps)
}

// answersEver is how many answers a piece has: it is a picture, and no correspondence. What is drawn after
// the last is left free, and nothing more is said of it.
const answersEver = 12

// endSteps is how many steps end a piece: its name, its signature, its end.
const endSteps = 3
