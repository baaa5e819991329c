package panel

import (
	"fmt"
	"strings"
	"testing"

	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
	"easel.example/desktop/ui/widget"
)

// TestAskedLater: after the first stroke the invitation is a button, which unfolds it, with the cursor in its field;
// it is folded by Esc, by its own button and by a press on the sheet, and gone once the artist has begun.
func TestAskedLater(t *testing.T) {
	const words = "Tell the artist what to paint."
	for _, width := range []float64{1280, 800, 640} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := newPlay(t, width, 800, widget.Light())
			p.enter(3, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
			p.proof(fmt.Sprintf("asker-%.0f", width), 1)
			v := p.app.Studio().View()
			if _, h := p.app.Studio().Size(); v.Y+float64(h)*v.Zoom > p.at(askWords).Y-10 {
				t.Error("it lies on the sheet")
			}
			for _, fold := range []func(){
				func() { p.key("Escape", "Escape") }, // the first leaves the field
				func() { p.click(p.icon(widget.CloseIcon)) },
				func() { p.panels.Shut(); p.run() },
			} {
				p.click(p.at(askWords))
				if !strings.Contains(p.texts(), words) || p.panels.UI.Focused() != "book/field" {
					t.Fatalf("it does not unfold: %s", p.texts())
				}
				p.proof(fmt.Sprintf("asked-%.0f", width), 1)
				if fold(); strings.Contains(p.texts(), words) {
					t.Fatal("it does not fold")
				}
			}
			p.stage.Artist(wire.Artist{Provider: "built in", Active: true, Prompt: "a cat"})
			p.pass(50)
			if strings.Contains(p.texts(), askWords) {
				t.Error("it asks while the artist paints")
			}
		})
	}
	t.Run("a phone's strip", func(t *testing.T) {
		p := newPlay(t, 420, 800, widget.Light())
		p.enter(3, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
		p.click(p.at(askWords))
		if !strings.Contains(p.texts(), "surprise me") {
			t.Errorf("it does not open the notebook: %s", p.texts())
		}
	})
}

// TestToast: what is said lies over nothing that is read or pressed, in the middle of what it is about.
func TestToast(t *testing.T) {
	const said = "Your piece is kept."
	for _, c := range []struct {
		name    string
		strokes int
		w, h    float64
	}{{"an empty sheet", 0, 1280, 800}, {"a narrow one", 0, 800, 600}, {"a phone", 0, 420, 800}, {"something on it", 3, 1280, 800}} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlay(t, c.w, c.h, widget.Light())
			p.enter(c.strokes, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
			p.app.Say(said)
			p.pass(50)
			p.proof("toast-"+strings.ReplaceAll(c.name, " ", "-"), 1)
			if at := p.at(said); at.Y+14 > c.h-p.panels.asks {
				t.Errorf("it lies at %v over what begins %v above the window's edge", at, p.panels.asks)
			}
		})
	}
	t.Run("beside a card", func(t *testing.T) {
		p := wide(t)
		p.enter(0, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
		p.stage.Refuse()
		p.pass(50)
		p.app.Say(said)
		p.run()
		at := p.at(said).X - 4 + p.panels.UI.Type.Width(said, widget.Font{Size: widget.Body + 0.5})/2
		if p.app.Studio().State().Card.Title == "" || at < 638 || at > 642 {
			t.Errorf("its middle is %v of 1280", at)
		}
	})
}

// TestTipOfWhatIsOpen: the tip of a button does not cover what the button has opened.
func TestTipOfWhatIsOpen(t *testing.T) {
	p := wide(t)
	p.enter(3, nil)
	p.in.At = p.icon(widget.EllipsisIcon)
	for _, open := range []bool{false, true} {
		if open {
			p.app.Do(app.CmdMenu)
		}
		p.pass(600)
		p.pass(600)
		if got := strings.Contains(p.texts(), "More"); got == open {
			t.Errorf("open: %v, the tip is shown: %v", open, got)
		}
	}
}
