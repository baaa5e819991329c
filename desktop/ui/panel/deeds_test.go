package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
	"easel.example/desktop/ui/widget"
)

func wide(t *testing.T) *play { return newPlay(t, 1280, 800, widget.Light()) }

func TestStartJoinsByLink(t *testing.T) {
	p := wide(t)
	p.click(p.at("Paste its link here"))
	p.typed("https://easel.example/#w=abc")
	p.key("Enter")
	if p.app.Trouble() == "" || !strings.Contains(p.texts(), p.app.Trouble()) {
		t.Errorf("a link that leads nowhere is answered by %q, shown is %s", p.app.Trouble(), p.texts())
	}
	p.click(p.at("New drawing"))
	p.click(p.at("Open a file"))
	if !slices.Equal(p.shell.did, []string{"new", "open"}) {
		t.Errorf("the buttons ask for %v", p.shell.did)
	}
}

func TestRailTakesTools(t *testing.T) {
	p := wide(t)
	p.enter(0, nil)
	for _, c := range []struct {
		icon widget.Icon
		want app.Tool
	}{{widget.EraserIcon, app.ToolRubber}, {widget.EraserIcon, app.ToolEraser}, {widget.BucketIcon, app.ToolBucket}, {widget.SelectIcon, app.ToolSelect}, {widget.HandIcon, app.ToolHand}, {widget.PipetteIcon, app.ToolPicker}, {widget.BrushIcon, app.ToolBrush}} {
		p.click(p.icon(c.icon))
		if got := p.app.Hand().Tool(); got != c.want {
			t.Errorf("%s takes tool %d, want %d", c.icon, got, c.want)
		}
	}
}

func TestSettings(t *testing.T) {
	p := wide(t)
	p.enter(0, nil)
	h := p.app.Hand()
	size := p.at("Size")
	p.click(widget.Spot{X: size.X + 80, Y: size.Y + 24})
	if h.Size() < 60 || h.Size() > 250 {
		t.Errorf("in the middle of its slider the size is %v", h.Size())
	}
	p.click(p.at("Ellipse"))
	if h.Shape() != client.Ellipse {
		t.Error("an ellipse is not taken")
	}
	p.click(p.at("none"))
	p.click(p.at("3 turns"))
	if got := app.Symmetries()[h.Symmetry()].Name; got != "3 turns" {
		t.Errorf("the symmetry is %s", got)
	}
	p.click(p.at("painter's box"))
	p.click(p.at("sea"))
	if h.Palette() != 2 {
		t.Errorf("the palette is %d, want 2", h.Palette())
	}
	p.panels.UI.Focus("settings/paint5")
	p.run()
	p.key("Enter")
	if h.Color() != 0x136270 {
		t.Errorf("the colour is %v, want teal", h.Color())
	}
	p.click(p.at("Any colour"))
	p.panels.UI.Focus("mixer/pick/hex")
	p.run()
	p.typed("#123456")
	p.key("Enter")
	if h.Color() != 0x123456 {
		t.Errorf("the colour written is %v", h.Color())
	}
	p.key("F6")
	p.app.Do(app.CmdShelf)
	p.run()
	p.click(p.at("charcoal"))
	if h.Kind() != core.Charcoal {
		t.Errorf("the brush is %d", h.Kind())
	}
	p.panels.Shut()
	p.run()
	if strings.Contains(p.texts(), "palette knife") {
		t.Error("drawing does not shut the shelf")
	}
}

func TestTopBar(t *testing.T) {
	p := wide(t)
	p.enter(10, working)
	p.click(p.at("Harbour at dusk"))
	p.in.Keys = []widget.Press{{Key: "a", Ctrl: true}}
	p.run()
	p.typed("Morning")
	p.key("Enter")
	if strings.Contains(p.texts(), "Morning|") && p.panels.UI.Typing() {
		t.Error("Enter does not leave the title")
	}
	for _, c := range []struct {
		icon widget.Icon
		want app.Sheet
	}{{widget.ShareIcon, app.SheetShare}, {widget.DownloadIcon, app.SheetExport}, {widget.EllipsisIcon, app.SheetMenu}} {
		p.app.Show(app.NoSheet)
		p.run()
		p.click(p.icon(c.icon))
		if p.app.Sheet() != c.want {
			t.Errorf("%s opens %q, want %q", c.icon, p.app.Sheet(), c.want)
		}
	}
	p.click(p.at("Keys"))
	if p.app.Sheet() != app.SheetHelp {
		t.Errorf("the menu's Keys open %q", p.app.Sheet())
	}
	p.key("Escape", "Escape")
	if p.app.Sheet() != app.NoSheet {
		t.Errorf("Esc leaves %q open", p.app.Sheet())
	}
}

func TestOneWhoWatches(t *testing.T) {
	p := wide(t)
	p.stage = stage.New(1600, 1200, "Theirs", core.DefaultLimits(), began)
	p.stage.Role = core.Viewer
	p.app.Enter(p.stage.Place())
	p.pass(50)
	working(p.stage)
	p.app.Studio().FoldNotebook(false)
	p.pass(50)
	if text := p.texts(); !strings.Contains(text, "You are watching.") || strings.Contains(text, "Say something") || strings.Contains(text, "Pause") {
		t.Errorf("who watches is shown %s", text)
	}
	for _, i := range p.panels.UI.Items {
		if i.Icon == widget.ShareIcon {
			t.Error("who watches may share")
		}
	}
}

func TestNotebook(t *testing.T) {
	p := wide(t)
	p.enter(10, working)
	s := p.app.Studio()
	s.FoldNotebook(false)
	p.run()
	for _, want := range []string{"Painting the water", "painted the hills", "Noor", "could there be a lighthouse?", "You", "14 % used", "Pause"} {
		if !strings.Contains(p.texts(), want) {
			t.Errorf("it does not say %q: %s", want, p.texts())
		}
	}
	p.panels.Write()
	p.run()
	if !p.panels.UI.Typing() {
		t.Fatal("one cannot write to the artist")
	}
	p.typed("more blue")
	if text, _, _ := s.Draft(); text != "more blue" {
		t.Errorf("the draft is %q", text)
	}
	p.key("Enter")
	p.wait(func() bool { text, _, sending := s.Draft(); return text == "" && !sending })
	p.click(p.icon(widget.FoldIcon))
	if !s.NotebookFolded() || strings.Contains(p.texts(), "painted the hills") {
		t.Error("it does not fold")
	}
	p.click(p.icon(widget.NoteIcon))
	if s.NotebookFolded() {
		t.Error("its tab does not open it")
	}
}

// TestNotebookFollows: its end is followed while it is seen; who has scrolled up stays there.
func TestNotebookFollows(t *testing.T) {
	p := wide(t)
	p.enter(10, nil)
	s := p.app.Studio()
	tell := func(from, to int) {
		var list []wire.Note
		for i := from; i <= to; i++ {
			list = append(list, wire.Note{ID: uint32(i), Kind: wire.Thought, At: int64(i), Text: strings.Repeat("words and words ", 12)})
		}
		p.stage.Artist(wire.Artist{Active: true, Iteration: 1, Provider: "built in"}, list...)
		p.pass(100)
	}
	tell(1, 30)
	s.FoldNotebook(false)
	p.run()
	end := p.panels.UI.Scrolled("book/log")
	tell(31, 40)
	if at := p.panels.UI.Scrolled("book/log"); end == 0 || at <= end {
		t.Errorf("the end was at %v; with more it shows from %v", end, at)
	}
	p.in.At = widget.Spot{X: 1100, Y: 400}
	p.in.Wheel.Y = -600
	p.run()
	before := p.panels.UI.Scrolled("book/log")
	tell(41, 50)
	if at := p.panels.UI.Scrolled("book/log"); at != before {
		t.Errorf("who has scrolled to %v is moved to %v", before, at)
	}
	p.click(p.at("New below"))
	if at := p.panels.UI.Scrolled("book/log"); at <= before {
		t.Error("the way to what is new leads nowhere")
	}
}

func TestInvitation(t *testing.T) {
	p := wide(t)
	p.enter(0, func(s *stage.Stage) { s.Artist(wire.Artist{Provider: "built in"}) })
	s := p.app.Studio()
	if !strings.Contains(p.texts(), "Draw, or tell the artist what to paint.") {
		t.Fatalf("an empty sheet does not invite: %s", p.texts())
	}
	v := s.View()
	if _, h := s.Size(); v.Y+float64(h)*v.Zoom > p.at("Draw, or tell the artist what to paint.").Y {
		t.Error("it lies on the sheet")
	}
	s.Pointer(app.PointerEvent{Act: app.Down, At: app.Spot{X: 600, Y: 300}})
	s.Pointer(app.PointerEvent{Act: app.Move, At: app.Spot{X: 640, Y: 330}, Micros: 30_000})
	s.Pointer(app.PointerEvent{Act: app.Up, At: app.Spot{X: 640, Y: 330}, Micros: 60_000})
	p.pass(50)
	if strings.Contains(p.texts(), "Draw, or tell") {
		t.Error("a stroke does not dismiss it")
	}
}

func TestExportAndShare(t *testing.T) {
	p := wide(t)
	p.enter(10, nil)
	p.app.Do(app.CmdSave)
	p.run()
	p.click(p.at("SVG"))
	p.click(p.at("nothing"))
	p.click(p.at("Save…"))
	if want := "save {svg 1 true}"; len(p.shell.did) != 1 || p.shell.did[0] != want {
		t.Errorf("it asks for %v, want %s", p.shell.did, want)
	}
	p.app.Do(app.CmdShare)
	h := p.app.Studio().Sharing()
	p.wait(func() bool { return len(h.Links) > 0 }) // the sheet grows by them
	p.run()
	p.click(p.at("Make a link"))
	p.wait(func() bool { return h.Made != "" })
	p.run()
	p.click(p.at("Copy"))
	if got := p.shell.did[len(p.shell.did)-1]; got != "copy "+h.Made {
		t.Errorf("the link is copied by %q", got)
	}
	if !strings.Contains(p.texts(), "Copied") {
		t.Error("it does not say that it is copied")
	}
	p.click(p.at("Withdraw"))
	if !strings.Contains(p.texts(), "Really?") {
		t.Error("it does not ask once more")
	}
}

// TestPresent: of those who have come, agents alone are left out, and only while they are not here.
func TestPresent(t *testing.T) {
	person, agent := app.Person{No: 2}, app.Person{No: 3, Agent: true}
	for _, c := range []struct {
		name   string
		people []app.Person
		here   []app.Member
		shown  int
		words  string
	}{
		{"nobody", nil, nil, 0, "Show 0 agents that are not here"},
		{"a person who is away", []app.Person{person}, nil, 1, "Show 0 agents that are not here"},
		{"an agent that is here", []app.Person{agent}, []app.Member{{ID: 3, Online: true}}, 1, "Show 0 agents that are not here"},
		{"an agent that was here", []app.Person{agent}, []app.Member{{ID: 3}}, 0, "Show 1 agent that is not here"},
		{"all of them", []app.Person{person, agent, {No: 4, Agent: true, Removed: 1}}, []app.Member{{ID: 2, Online: true}}, 1, "Show 2 agents that are not here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, absent := present(c.people, c.here)
			if got := agentsWords(absent, false); len(list) != c.shown || got != c.words {
				t.Errorf("%d are shown, and it says %q, want %d and %q", len(list), got, c.shown, c.words)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	p := wide(t)
	p.enter(10, working)
	p.app.Do(app.CmdPeople)
	p.wait(func() bool { return len(p.app.Studio().Sharing().People) == 2 })
	p.run()
	text := p.texts()
	for _, want := range []string{"Guest 12", "paints here", "Who has come", "owner, you", "Remove"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q: %s", want, text)
		}
	}
	// Agents that are not here are behind one line.
	h := p.app.Studio().Sharing()
	h.People = append(h.People, app.Person{No: 7, Name: "brushbot", Role: core.Painter, Agent: true}, app.Person{No: 8, Name: "inkbot", Role: core.Painter, Agent: true})
	p.run()
	if text := p.texts(); strings.Contains(text, "bot") || !strings.Contains(text, "Show 2 agents that are not here") {
		t.Errorf("it says %s", text)
	}
	p.click(p.at("Show 2 agents that are not here"))
	if text := p.texts(); !strings.Contains(text, "brushbot") || !strings.Contains(text, "inkbot") {
		t.Errorf("agents are not shown: %s", text)
	}
	p.click(p.at("Hide 2 agents that are not here"))
	if text := p.texts(); strings.Contains(text, "bot") {
		t.Errorf("agents are not hidden again: %s", text)
	}
	p.click(p.at("You: change"))
	if p.app.Sheet() != app.SheetMe {
		t.Errorf("one's own row opens %q", p.app.Sheet())
	}
}

func TestGallery(t *testing.T) {
	p := wide(t)
	p.enter(10, nil)
	p.stage.Hang("a whale", "a cat")
	p.app.Do(app.CmdGallery)
	g := p.app.Studio().Gallery()
	p.wait(func() bool { return len(g.Pieces) == 2 })
	p.click(p.at("a cat"))
	if g.Open == nil || g.Open.Piece.Title != "a cat" {
		t.Fatal("a click does not show it large")
	}
	p.key("ArrowLeft")
	if g.Open.Piece.Title != "a whale" {
		t.Errorf("to the left is %q", g.Open.Piece.Title)
	}
	p.key("Escape")
	if g.Open != nil || p.app.Sheet() != app.SheetGallery {
		t.Error("Esc does not lead back to the wall")
	}
}

func TestGalleryBringsBack(t *testing.T) {
	p := wide(t)
	p.enter(10, nil)
	p.stage.Hang("a whale", "a cat")
	p.app.Do(app.CmdGallery)
	g := p.app.Studio().Gallery()
	p.wait(func() bool { return len(g.Pieces) == 2 })
	p.click(p.at("a cat"))
	p.click(p.at("Delete"))
	if g.Open == nil {
		t.Fatal("it is deleted without being asked once more")
	}
	p.click(p.at("Really?"))
	p.wait(func() bool { return len(g.Pieces) == 1 })
	p.run()
	p.click(p.at("Bring it back"))
	p.wait(func() bool { return len(g.Pieces) == 2 })
}

// TestGalleryGoesOn: going on with a piece takes everybody along, so it is asked first.
func TestGalleryGoesOn(t *testing.T) {
	for _, width := range []float64{1280, 420} {
		p := newPlay(t, width, 800, widget.Light())
		p.enter(10, nil)
		p.stage.Hang("a whale", "a cat")
		p.app.Do(app.CmdGallery)
		g := p.app.Studio().Gallery()
		p.wait(func() bool { return len(g.Pieces) == 2 })
		p.click(p.at("a cat"))
		p.proof(fmt.Sprintf("goes-on-%.0f", width), 1)
		p.click(p.at("Go on with this"))
		if g.Going {
			t.Fatal("it is gone on with without being asked once more")
		}
		p.click(p.at("For everybody here?"))
		p.wait(func() bool { return p.app.Sheet() == app.NoSheet })
		if n := p.stage.Again(); n != 1 {
			t.Errorf("gone on with is %d", n)
		}
	}
}

// BenchmarkBuild builds all panels of a studio with a full notebook.
func BenchmarkBuild(b *testing.B) {
	p := newPlay(b, 1280, 800, widget.Light())
	p.enter(10, working)
	p.app.Studio().FoldNotebook(false)
	p.run()
	for b.Loop() {
		p.next = p.panels.Build(p.in, p.w, p.h)
	}
}

func TestWorkIsShown(t *testing.T) {
	p := wide(t)
	p.enter(10, nil)
	p.shell.work = []Work{{Text: "Saving the film", Part: 0.4}}
	p.run()
	p.click(p.at("Stop"))
	if !strings.Contains(p.texts(), "Saving the film") || !slices.Equal(p.shell.did, []string{"stop 0"}) {
		t.Errorf("shown is %s, and it did %v", p.texts(), p.shell.did)
	}
}

func TestPhone(t *testing.T) {
	p := newPlay(t, 420, 800, widget.Light())
	p.enter(10, working)
	if strings.Contains(p.texts(), "Opacity") {
		t.Error("the settings are open")
	}
	p.click(widget.Spot{X: 178, Y: 762})
	if !strings.Contains(p.texts(), "Opacity") {
		t.Error("the colour's button does not open the settings")
	}
	p.panels.Shut()
	p.run()
	p.click(p.at("Painting the water"))
	if !strings.Contains(p.texts(), "could there be a lighthouse?") {
		t.Errorf("the strip does not open the notebook: %s", p.texts())
	}
	p.click(p.icon(widget.EllipsisIcon))
	if p.app.Sheet() != app.SheetMenu || !strings.Contains(p.texts(), "Gallery") {
		t.Error("the last target does not open the menu")
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Ada Lind": "AL", "Noor": "N", "Guest 12": "G12", "guest 1234": "G34", "  ": "", "Élodie": "É", "水 月": "水月"} {
		if got := initials(name); got != want {
			t.Errorf("of %q they are %q, want %q", name, got, want)
		}
	}
}

func TestHostOfKeepsTheSecret(t *testing.T) {
	if got := hostOf("https://easel.example/#w=0123456789"); got != "easel.example" {
		t.Errorf("of a link %q is shown", got)
	}
}
