package panel

import (
	"strings"
	"testing"

	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
)

// TestBudget: an owner's slip never lifts a bound, and is said.
func TestBudget(t *testing.T) {
	p := wide(t)
	p.enter(10, working)
	p.app.Studio().FoldNotebook(false)
	p.run()
	p.click(p.at("Budget"))
	p.click(p.at("Change"))
	p.panels.UI.Focus("book/budget/Turns on this piece")
	p.run()
	p.typed("4o")
	p.click(p.at("Set"))
	if text := p.texts(); !strings.Contains(text, "Whole numbers only") || !strings.Contains(text, "Leave it") || p.stage.Budgeted() != nil {
		t.Errorf("it sets %v, and says %s", p.stage.Budgeted(), text)
	}
	p.panels.UI.Focus("book/budget/Turns on this piece")
	p.run()
	p.typed("1 200")
	p.panels.UI.Focus("book/budget/Tokens today")
	p.run()
	p.key("Backspace")
	p.click(p.at("Set"))
	p.wait(func() bool { return p.stage.Budgeted() != nil })
	if got, want := *p.stage.Budgeted(), (app.Budget{Turns: 1200, Strokes: 3000}); got != want || strings.Contains(p.texts(), "Whole numbers only") {
		t.Errorf("it sets %v, want %v: %s", got, want, p.texts())
	}
}

// TestNoTokens: of tokens only an artist tells that asks a model.
func TestNoTokens(t *testing.T) {
	for provider, want := range map[string]bool{wire.StudioArtist: false, "a model": true} {
		p := wide(t)
		p.enter(10, func(s *stage.Stage) { s.Artist(wire.Artist{Active: true, Iteration: 1, Provider: provider}) })
		p.app.Studio().FoldNotebook(false)
		p.run()
		p.click(p.at("Budget"))
		if text := p.texts(); strings.Contains(text, "Tokens today") != want || !strings.Contains(text, "Turns on this piece") {
			t.Errorf("%s: %s", provider, text)
		}
	}
}
