package panel

import (
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
	"easel.example/desktop/ui/widget"
	"easel.example/desktop/ui/widget/proof"
)

var proofs = flag.String("proofs", "", "folder to write what is built into, as pictures to look at")

// began is a time at which tests begin, ms.
const began = 1_795_600_000_000

// A play is an app on a stage, with its panels, in a window without a screen.
type play struct {
	t      testing.TB
	app    *app.App
	stage  *stage.Stage
	panels *Panels
	shell  *shell
	in     widget.Input
	w, h   float64
	next   widget.Next
}

type shell struct {
	did  []string
	work []Work
}

func (s *shell) Open()             { s.did = append(s.did, "open") }
func (s *shell) New()              { s.did = append(s.did, "new") }
func (s *shell) Save(e Export)     { s.did = append(s.did, fmt.Sprint("save ", e)) }
func (s *shell) CopyPicture()      { s.did = append(s.did, "copy picture") }
func (s *shell) CopyText(t string) { s.did = append(s.did, "copy "+t) }
func (s *shell) Upload(l string)   { s.did = append(s.did, "upload "+l) }
func (s *shell) Work() []Work      { return s.work }
func (s *shell) Stop(i int)        { s.did = append(s.did, fmt.Sprint("stop ", i)) }

func newPlay(t testing.TB, w, h float64, theme *widget.Theme) *play {
	t.Helper()
	f, err := widget.NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	n := uint64(0)
	a := app.New(app.Config{Random: func() uint64 { n++; return n * 0x9e3779b97f4a7c15 }}, began)
	t.Cleanup(a.Close)
	a.SetCalm(true)
	p := &play{t: t, app: a, shell: &shell{}, w: w, h: h, in: widget.Input{Now: began}}
	p.panels = New(a, widget.New(theme, f), p.shell)
	p.run()
	return p
}

// enter enters a workspace of which the piece has been begun.
func (p *play) enter(strokes int, set func(s *stage.Stage)) {
	p.t.Helper()
	p.stage = stage.New(1600, 1200, "Harbour at dusk", core.DefaultLimits(), began)
	if strokes > 0 {
		p.stage.Paint("a quiet harbour at dusk", 3, strokes)
	}
	p.app.Enter(p.stage.Place())
	p.pass(50)
	if set != nil {
		set(p.stage)
	}
	p.pass(100)
	if p.app.Studio().State().Piece == 0 {
		p.t.Fatal("the piece has not come")
	}
}

// pass lets time pass, as frames do.
func (p *play) pass(ms int64) {
	for range ms / 10 {
		p.in.Now += 10
		if p.stage != nil {
			p.stage.Step(p.in.Now)
		}
		p.app.Step(p.in.Now)
	}
	p.run()
}

func (p *play) run() {
	p.t.Helper()
	for range 40 {
		p.app.Resize(p.w, p.h, p.panels.Room())
		p.next = p.panels.Build(p.in, p.w, p.h)
		p.in.Keys, p.in.Text, p.in.Wheel = nil, "", widget.Spot{}
		p.app.Resize(p.w, p.h, p.panels.Room())
		p.app.Step(p.in.Now)
		if !p.next.Again {
			return
		}
	}
	p.t.Fatal("frames never end")
}

func (p *play) key(names ...string) {
	for _, n := range names {
		p.in.Keys = []widget.Press{{Key: n}}
		p.run()
	}
}

func (p *play) typed(text string) { p.in.Text = text; p.run() }

// at returns the middle of what is written somewhere.
func (p *play) at(text string) widget.Spot {
	p.t.Helper()
	for _, i := range p.panels.UI.Items {
		if i.Kind == widget.TextItem && i.Text == text {
			return widget.Spot{X: i.Rect.X + 4, Y: i.Rect.Y - 4}
		}
	}
	p.t.Fatalf("%q is nowhere in: %s", text, p.texts())
	return widget.Spot{}
}

// icon returns the middle of an icon.
func (p *play) icon(name widget.Icon) widget.Spot {
	p.t.Helper()
	for _, i := range p.panels.UI.Items {
		if i.Kind == widget.IconItem && i.Icon == name {
			return widget.Spot{X: i.Rect.X + i.Rect.W/2, Y: i.Rect.Y + i.Rect.H/2}
		}
	}
	p.t.Fatalf("there is no icon %s", name)
	return widget.Spot{}
}

func (p *play) click(at widget.Spot) {
	p.in.At = at
	p.run()
	p.in.Down = true
	p.run()
	p.in.Down = false
	p.run()
}

func (p *play) texts() string {
	var all []string
	for _, i := range p.panels.UI.Items {
		if i.Kind == widget.TextItem {
			all = append(all, i.Text)
		}
	}
	return strings.Join(all, "|")
}

// proof writes what is built as a picture, if somebody wants to look.
func (p *play) proof(name string, scale float64) {
	p.t.Helper()
	if *proofs == "" {
		return
	}
	p.panels.Scale = scale
	p.run()
	u := p.panels.UI
	sheet := proof.New(int(p.w), int(p.h), scale, u.Type, u.Theme.Ground)
	if s := p.app.Studio(); s != nil && s.Canvas() != nil {
		v := s.View()
		w, h := s.Size()
		sheet.Image(widget.Rect{X: v.X, Y: v.Y, W: float64(w) * v.Zoom, H: float64(h) * v.Zoom}, filmed(s.Canvas(), nil, nil, widget.Rect{W: float64(w) * v.Zoom}, scale), 0, 1)
	}
	u.List.Paint(sheet)
	f, err := os.Create(filepath.Join(*proofs, name+".png"))
	if err != nil {
		p.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, sheet.Img); err != nil {
		p.t.Fatal(err)
	}
}

// wait lets jobs beside the frames end.
func (p *play) wait(is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); {
		if time.Now().After(end) {
			p.t.Fatalf("it does not come; shown is %s", p.texts())
		}
		time.Sleep(time.Millisecond)
		p.pass(10)
	}
}

// working is an artist at work, with a notebook.
func working(s *stage.Stage) {
	s.Members([]wire.Member{
		{ID: stage.Own, Name: "Ada Lind", Color: 0xc0392b, Role: core.Owner, Online: true},
		{ID: 2, Name: "Noor", Color: 0x16a085, Role: core.Painter, Online: true},
		{ID: 3, Name: "Guest 12", Color: 0xb8860b, Role: core.Painter, Online: true},
		{ID: core.ArtistMember, Name: "Studio artist", Color: 0x8e44ad, Role: core.Painter, Online: true},
	})
	s.Artist(wire.Artist{Active: true, Iteration: 3, Provider: "built in", Doing: "painting the water", Prompt: "a quiet harbour at dusk, with two boats", Turns: wire.Spent{Used: 3, Most: 40}, Strokes: wire.Spent{Used: 412, Most: 3000}, Tokens: wire.Spent{Used: 900}},
		wire.Note{ID: 1, Kind: wire.Thought, At: 1, Text: "A harbour at dusk. I want the light low and warm, and the water to hold it: broad strokes first, then the boats as dark shapes against it."},
		wire.Note{ID: 2, Kind: wire.ToolEnded, At: 2, Text: "painted the sky"},
		wire.Note{ID: 3, Kind: wire.ToolEnded, At: 3, Text: "painted the hills"},
		wire.Note{ID: 4, Kind: wire.Nudge, At: 4, Member: 2, Text: "could there be a lighthouse?"},
		wire.Note{ID: 5, Kind: wire.Thought, At: 5, Text: "Yes. On the left, small, so that the boats stay what one looks at first."},
		wire.Note{ID: 6, Kind: wire.ToolFailed, At: 6, Text: "looked at the picture: it was too large"},
		wire.Note{ID: 7, Kind: wire.Nudge, At: 7, Member: stage.Own, Text: "lovely, and calmer water please"},
		wire.Note{ID: 8, Kind: wire.Notice, At: 8, Text: "The artist has been resumed by Ada Lind."},
		wire.Note{ID: 9, Kind: wire.ToolBegun, At: 9, Text: "painting the water"},
	)
}

// TestProofs builds every panel at the sizes of screens, in both themes.
func TestProofs(t *testing.T) {
	for name, theme := range map[string]*widget.Theme{"light": widget.Light(), "dark": widget.Dark()} {
		for _, size := range []struct{ w, h float64 }{{1280, 800}, {420, 800}} {
			if testing.Short() && (name == "dark" || size.w < 1000) {
				continue
			}
			t.Run(fmt.Sprintf("%s %.0f", name, size.w), func(t *testing.T) {
				file := func(what string) string { return fmt.Sprintf("%s-%s-%.0f", what, name, size.w) }
				p := newPlay(t, size.w, size.h, theme)
				p.proof(file("start"), 1)
				p.enter(0, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
				p.proof(file("empty"), 1)
				p = newPlay(t, size.w, size.h, theme)
				p.enter(400, working)
				p.app.Studio().FoldNotebook(false)
				p.run()
				p.proof(file("studio"), 1)
				p.app.Do(app.CmdShelf)
				p.run()
				p.proof(file("shelf"), 1)
				p.stage.Hang("a lighthouse in a storm", "two foxes in the snow", "lemons on a kitchen table", "an old apple tree in bloom", "rain over a small town")
				p.app.Show(app.SheetGallery)
				p.wait(func() bool { return len(p.app.Studio().Gallery().Pieces) == 5 })
				p.pass(200)
				time.Sleep(300 * time.Millisecond)
				p.pass(100)
				p.proof(file("gallery"), 1)
				p.app.Studio().Gallery().Look(4)
				p.wait(func() bool { return p.app.Studio().Gallery().Open.Picture != nil })
				p.proof(file("piece"), 1)
				for _, s := range []app.Sheet{app.SheetMenu, app.SheetHelp, app.SheetSettings, app.SheetExport, app.SheetNew, app.SheetPeople, app.SheetMe, app.SheetShare, app.SheetSpaces} {
					p.app.Show(s)
					p.pass(600)
					p.proof(file(string(s)), 1)
				}
			})
		}
	}
}
