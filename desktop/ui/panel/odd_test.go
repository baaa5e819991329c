package panel

import (
	"fmt"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
	"easel.example/desktop/ui/widget"
)

// crowded is a workspace with much of everything.
func crowded(s *stage.Stage) {
	var list []wire.Member
	for i := range uint32(14) {
		list = append(list, wire.Member{ID: i + 1, Name: fmt.Sprintf("Somebody With A Long Name %d", i), Color: 0x2980b9 + i*0x1109, Role: core.Painter, Online: true})
	}
	list[0].Role = core.Owner
	s.Members(list)
	s.Artist(wire.Artist{Active: false, Iteration: 3, Paused: wire.PausedError, Why: "The model does not answer: it is overloaded, and says to come back in a few minutes", Provider: "a provider with a rather long name, by somebody", Prompt: "a harbour at dusk with so many boats that one cannot see the water any more, and gulls, and a lighthouse", Turns: wire.Spent{Used: 39, Most: 40}},
		wire.Note{ID: 1, Kind: wire.Nudge, At: 1, Member: 2, Text: "Averyverylongwordwithoutanyspacesinitwhichhastobebrokensomewhere, and then some more words that take another line"})
}

// TestNothingLeavesTheWindow: whatever there is, no words and no icon lie outside the window, or are
// hidden by another's.
func TestNothingLeavesTheWindow(t *testing.T) {
	for _, size := range [][2]float64{{1280, 800}, {1100, 600}, {1024, 700}, {800, 600}, {640, 480}, {420, 800}, {360, 560}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			p := newPlay(t, size[0], size[1], widget.Light())
			p.stage = stage.New(1600, 1200, "A title that is rather long, so long that it has to be cut somewhere, for sure", core.DefaultLimits(), began)
			p.app.Enter(p.stage.Place())
			p.pass(50)
			crowded(p.stage)
			p.pass(50)
			p.app.Studio().FoldNotebook(false)
			p.app.Say("A sentence that is shown for a while, and that is so long that it takes more than one line of it.")
			p.run()
			p.inside(t, "the studio")
			p.proof(fmt.Sprintf("odd-%.0f", size[0]), 1)
			p.stage.Cut()
			p.pass(100)
			p.inside(t, "offline")
			p.proof(fmt.Sprintf("offline-%.0f", size[0]), 1)
			for _, s := range []app.Sheet{app.SheetMenu, app.SheetHelp, app.SheetSettings, app.SheetExport, app.SheetNew, app.SheetPeople, app.SheetMe} {
				p.app.Show(s)
				p.pass(600)
				p.inside(t, string(s))
			}
		})
	}
}

// inside checks what is drawn in the frame.
func (p *play) inside(t *testing.T, what string) {
	t.Helper()
	u := p.panels.UI
	clip := widget.Rect{W: p.w, H: p.h}
	for _, i := range u.Items {
		r := i.Rect
		switch i.Kind {
		case widget.ClipItem:
			clip = r
			continue
		case widget.TextItem:
			r = widget.Rect{X: r.X, Y: r.Y - i.Font.Size*0.7, W: u.Type.Width(i.Text, i.Font), H: i.Font.Size * 0.7}
		case widget.IconItem:
		default:
			continue
		}
		if clip != (widget.Rect{W: p.w, H: p.h}) {
			continue // it is scrolled to
		}
		if r.X < 0 || r.Y < 0 || r.X+r.W > p.w || r.Y+r.H > p.h {
			t.Errorf("%s: %q%s lies at %v, outside a window of %v × %v", what, i.Text, i.Icon, r, p.w, p.h)
		}
	}
}
