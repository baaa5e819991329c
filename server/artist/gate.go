package artist

import "fmt"

// A gate stands before name_piece, sign and finish: a critique must have passed, and
// nothing been painted since. It keeps the original's three-strike rule.
type gate struct {
	Passed  bool     `json:"passed,omitempty"`
	Fails   int      `json:"fails,omitempty"`   // in a row
	Marks   int      `json:"marks,omitempty"`   // since the last verdict
	History []string `json:"history,omitempty"` // what the last critiques said
}

// Bounds of a gate.
const (
	strikes      = 3    // fails in a row after which to paint anew instead of adding
	historyMost  = 3    // critiques that the next one is told
	historyBytes = 2000 // of each
)

// marked tells that so many strokes were drawn or taken back.
func (g *gate) marked(n int) {
	if n > 0 {
		g.Passed = false
		g.Marks += n
	}
}

// ask returns why there can be no critique now, or "".
func (g *gate) ask() string {
	if g.Fails > 0 && g.Marks == 0 {
		return "Nothing has changed since the last critique, which did not pass. Work on what it said first."
	}
	return ""
}

// judge takes a verdict in, and returns what to tell who asked for it.
func (g *gate) judge(pass bool, text string) string {
	g.Marks, g.Passed = 0, pass
	g.History = append(g.History, clip(text, historyBytes))
	g.History = g.History[max(len(g.History)-historyMost, 0):]
	if pass {
		g.Fails = 0
		return "PASS. " + text + "\nYou may name, sign and finish the piece now. A new stroke voids this."
	}
	g.Fails++
	if g.Fails >= strikes {
		return fmt.Sprintf("FAIL, %d in a row. %s\nAdding more has not helped: take back what does not work (undo_mine) and paint that part anew, simpler.", g.Fails, text)
	}
	return "FAIL. " + text
}

// closed returns why something cannot be done yet, or "".
func (g *gate) closed() string {
	if g.Passed {
		return ""
	}
	return "The critique has not passed yet, or something was painted since. Call critique first."
}
