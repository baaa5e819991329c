package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
)

// turn has the table go on with another piece: its lines are closed for that.
func (b *table) turn(number uint32, w, h int32) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.room = authority.New(authority.DefaultConfig(), "another", number, w, h, core.Paint)
	b.room.Start([]authority.Epoch{{Epoch: 1}}, b.now)
	for _, l := range b.lines {
		delete(b.lines, l.id)
		l.id = 0
		l.events <- Event{Kind: Closed, Code: closeCodes + uint32(core.NextPiece)}
	}
}

// TestStrays checks what becomes of ink that a piece did not get before another began.
func TestStrays(t *testing.T) {
	b := newTable(t, core.Rates{})
	s := b.sit(t.TempDir(), core.Owner)
	s.draw(Spot{100, 100}, Spot{300, 100})
	b.down = true
	s.line.Drop()
	s.step(1)
	s.draw(Spot{100, 200}, Spot{300, 200})
	s.draw(Spot{100, 300}, Spot{300, 300})
	b.turn(2, 500, 400)
	b.down = false
	s.line.Open()
	s.look()
	s.step(5)
	st := s.Studio().State()
	if w, h := s.Studio().Size(); st.Strays != 2 || st.Piece != 2 || w != 500 || h != 400 || !s.look().Canvas {
		t.Fatalf("on another piece: %+v", st)
	}
	if said := s.said(); !slices.Equal(said, []string{"A new piece has begun. The one before is in the gallery."}) {
		t.Errorf("it says %q", said)
	}
	if v := s.Studio().View(); v != (View{X: 250, Y: 200, Zoom: 1}) {
		t.Errorf("the new sheet lies at %+v", v)
	}
	s.Studio().PlaceStrays()
	s.step(3)
	if st := s.Studio().State(); st.Strays != 0 || s.Studio().Strokes() != 2 {
		t.Errorf("placed: %d strays, %d strokes", st.Strays, s.Studio().Strokes())
	}
	s.Studio().DropStrays()
	b.turn(3, 500, 400)
	s.step(5)
	if s.Studio().State().Piece != 3 || s.Studio().State().Dot != DotGreen {
		t.Errorf("the app does not come to the next piece: %+v", s.Studio().State())
	}
}

// TestSilence checks that a socket that says nothing is given up, and that words and dot say
// what is so.
func TestSilence(t *testing.T) {
	b := newTable(t, core.Rates{})
	s := b.sit("", core.Owner)
	s.line.mute = true
	for range 16 {
		b.now += 1000
		s.step(1)
	}
	if s.line.drops != 1 {
		t.Fatalf("it was given up %d times", s.line.drops)
	}
	c := &s.Studio().carrier
	c.dropping = true // as until it is told
	c.hear(Event{Kind: Frame, Frame: []byte("nonsense")}, b.now)
	b.down = true
	s.Studio().take(Event{Kind: Closed})
	if st := s.Studio().State(); st.Words != "working offline" || st.Dot != DotAmber || c.dropping {
		t.Errorf("it says %+v", st)
	}
	c.hear(Event{Kind: Opened}, b.now)
	c.hear(Event{Kind: Frame, Frame: []byte("nonsense")}, b.now)
	if !c.dropping {
		t.Error("a socket that talks nonsense is kept")
	}
}

// TestThaw checks that an app that has been at a place before opens it without anybody there.
func TestThaw(t *testing.T) {
	b := newTable(t, core.Rates{})
	b.one = true
	dir := t.TempDir()
	s := b.sit(dir, core.Owner)
	s.draw(Spot{100, 100}, Spot{300, 100})
	s.step(5)
	want := s.Studio().Canvas().Hash()
	s.App.Close()
	b.down = true
	s = b.sit(dir, core.Owner)
	s.wait("the piece is there", func() bool { return s.Studio().State().Piece == 1 })
	if got := s.Studio().Canvas().Hash(); got != want || s.Studio().State().Words != "working offline" {
		t.Errorf("it shows %x, want %x, and says %q", got, want, s.Studio().State().Words)
	}
	if c := s.Studio().State().Card; c != (Card{}) {
		t.Errorf("a card stands in the way: %+v", c)
	}
	s.draw(Spot{100, 200}, Spot{300, 200})
	s.step(1)
	if got := s.Studio().State().Words; got != "working offline, 1 stroke kept" {
		t.Errorf("it says %q", got)
	}
	s.App.Close()

	names, _ := filepath.Glob(filepath.Join(dir, "kept", "*", "piece.frozen"))
	if len(names) != 1 {
		t.Fatalf("frozen are %q", names)
	}
	if err := os.WriteFile(names[0], []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = b.sit(dir, core.Owner)
	s.wait("the damaged piece is gone", func() bool { _, err := os.Stat(names[0]); return errors.Is(err, os.ErrNotExist) })
	if c := s.Studio().State().Card; c.Title != "The server cannot be reached right now." || c.Text != "Nobody is there. Easel tries again until it answers." {
		t.Errorf("the card says %+v", c)
	}
	b.down = false
	s.line.Open()
	s.wait("all is saved", func() bool { return s.Studio().State().Words == "all saved" && s.Studio().Strokes() == 2 })
}

// TestKeptDamaged checks that kept ink that cannot be read is put aside, not lost.
func TestKeptDamaged(t *testing.T) {
	b := newTable(t, core.Rates{})
	dir := t.TempDir()
	f := openShelf(dir, []string{"the table"}, nil)
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	f.replica = 77
	if err := os.WriteFile(f.path(keptSuffix), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := b.sit(dir, core.Owner)
	if data, err := os.ReadFile(f.path(".unread")); err != nil || !bytes.Equal(data, []byte("damaged")) {
		t.Errorf("aside lies %q, %v", data, err)
	}
	s.draw(Spot{100, 100}, Spot{300, 100})
	if s.Studio().State().Words != "all saved" {
		t.Errorf("it says %q", s.Studio().State().Words)
	}
}

// TestCards checks what stands in the way, and when.
func TestCards(t *testing.T) {
	for _, c := range []struct {
		name  string
		e     Event
		title string
		text  string
	}{
		{"a revoked link", Event{Kind: Closed, Code: closeCodes + uint32(core.NotMember)}, "The connection has ended.", "The server says: this link is not valid here, or does not allow that."},
		{"too many places", Event{Kind: Closed, Code: closeCodes + uint32(core.TooMany)}, "The connection has ended.", "The server says: opened in too many places; the newest ones stay."},
		{"a refused handshake", Event{Kind: Closed, Why: errors.New("this request comes from another site"), Final: true}, "The server does not let you in.", "This request comes from another site."},
		{"damage", Event{Kind: Closed, Code: closeCodes + uint32(core.Unreadable)}, "This piece cannot be read any more.", ""},
		{"a lost network", Event{Kind: Closed, Why: errors.New("no")}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTable(t, core.Rates{})
			s := b.sit("", core.Owner)
			b.down = true
			s.line.hang(Event{})
			s.Studio().take(c.e)
			if got := s.Studio().State().Card; got.Title != c.title || c.text != "" && got.Text != c.text {
				t.Errorf("the card says %+v", got)
			}
		})
	}
}

// TestPens checks how the pens of others move.
func TestPens(t *testing.T) {
	b := newTable(t, core.Rates{})
	a, s := b.sit("", core.Owner), b.sit("", core.Painter)
	both := func(n int) {
		for range n {
			a.step(1)
			s.step(1)
		}
	}
	both(3)
	a.at(Move, Spot{100, 100})
	both(10)
	if p := s.Studio().Overlay().Pens; len(p) != 1 || p[0].Name != "Somebody Real" || p[0].Color != 0x2980b9 || p[0].Alpha != 1 {
		t.Fatalf("the pens are %+v", p)
	}
	a.at(Move, Spot{500, 100})
	a.step(4)
	s.step(1)
	way := s.Studio().View().ToPiece(s.Studio().Overlay().Pens[0].At)
	if way.X <= 100 || way.X >= 500 {
		t.Errorf("a pen that glides is at %v", way)
	}
	both(100)
	if at := s.Studio().View().ToPiece(s.Studio().Overlay().Pens[0].At); !near(at, Spot{500, 100}) {
		t.Errorf("it comes to %v", at)
	}
	a.at(Down, Spot{500, 100})
	both(60)
	if p := s.Studio().Overlay().Pens[0]; !p.Down || p.Alpha > nameDrawing+0.01 {
		t.Errorf("while it draws it is %+v", p)
	}
	a.at(Up, Spot{500, 100})
	s.SetCalm(true)
	a.at(Move, Spot{100, 400})
	both(5)
	if at := s.Studio().View().ToPiece(s.Studio().Overlay().Pens[0].At); !near(at, Spot{100, 400}) {
		t.Errorf("with less motion it is at %v", at)
	}
	a.Studio().Pointer(PointerEvent{Act: Gone})
	both(10)
	if p := s.Studio().Overlay().Pens; len(p) != 0 {
		t.Errorf("a pen that has gone is seen: %+v", p)
	}
}

// TestPieces checks who may begin a piece, and of what size.
func TestPieces(t *testing.T) {
	b := newTable(t, core.Rates{})
	s := b.sit("", core.Owner)
	s.Do(CmdNew)
	for _, side := range []int32{core.SideMin - 1, core.SideMax + 1} {
		s.Studio().Begin(NewPiece{Width: side, Height: 600})
	}
	if said := s.said(); len(said) != 2 || said[0] != "A side of a piece has 240 to 4096 px." {
		t.Errorf("it says %q", said)
	}
	s.Studio().Begin(NewPiece{Width: core.SideMin, Height: core.SideMax, Style: core.Plotter})
	s.wait("a piece is begun, and the sheet gone", func() bool { return s.Sheet() == NoSheet })
	s.Do(CmdClear)
	asks := s.Toasts()[len(s.Toasts())-1]
	if len(s.host.asked()) != 1 || asks.Deed != "Clear it" {
		t.Fatalf("clear does not ask first: it offers %+v, and the host was asked for %q", asks, s.host.asked())
	}
	s.Act(asks.ID)
	s.wait("an equal one is begun", func() bool { return len(s.host.asked()) == 2 })
	s.Studio().SetTitle("a name")
	s.wait("it has a title", func() bool { return len(s.host.asked()) == 3 })
	if got := s.host.asked(); !slices.Equal(got, []string{"new plotter", "new paint", "title a name"}) {
		t.Errorf("the host was asked for %q", got)
	}
	p := b.sit("", core.Painter)
	p.Do(CmdClear)
	if got := p.said(); len(p.host.asked()) != 0 || len(got) != 1 || got[0] != ownersOnly {
		t.Errorf("who paints is told %q", got)
	}
	v := b.sit("", core.Viewer)
	if got := v.Studio().PlaceStrokes([]*core.Stroke{{}}); got.Left != 1 || got.Why != core.NotMember || v.said()[0] != watching {
		t.Errorf("who watches places %+v, and is told %q", got, v.said())
	}
	list := []*core.Stroke{{Brush: s.Hand().Brush(), Points: []core.Point{{X: 3200, Y: 3200, Pressure: 255}, {X: 6400, Y: 3200, Pressure: 255}}}}
	if got := s.Studio().PlaceStrokes(list); got.Drawn != 1 {
		t.Errorf("an owner places %+v", got)
	}
}

// TestRun checks a job of the window's, and a file that is none.
func TestRun(t *testing.T) {
	a := fresh(t, "")
	told := errors.New("not yet")
	if !a.Run(func(context.Context) error { return nil }, func(err error) { told = err }) {
		t.Fatal("a job is refused")
	}
	for told != nil {
		a.Step(midday)
		yield()
	}
	for err, want := range map[error]string{a.OpenFile("/x"): "This app cannot open files.", a.Join("x"): "This app cannot reach a server."} {
		if err == nil || err.Error() != want {
			t.Errorf("it says %v, want %q", err, want)
		}
	}
	a.cfg.File = func(path string) (Place, error) { return Place{}, errors.New(path + " is no Easel file.") }
	if err := a.OpenFile("/x"); err == nil || a.Trouble() != "/x is no Easel file." || a.Studio() != nil {
		t.Errorf("it says %v, %q", err, a.Trouble())
	}
	a.Say("one")
	a.Say("two")
	a.Say("three")
	a.Say("four")
	if list := a.Toasts(); len(list) != toastsMost || list[0].Text != "two" {
		t.Errorf("the toasts are %+v", list)
	}
	a.Dismiss(a.Toasts()[0].ID)
	a.Act(999)
	a.Step(midday + toastMs)
	if list := a.Toasts(); len(list) != 0 {
		t.Errorf("the toasts stay: %+v", list)
	}
}

// TestWords checks who a nudge is by, and what a refusal says.
func TestWords(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	for member, want := range map[uint32]string{st.State().Me: "You", 99: "Somebody", ArtistMember: "Artist"} {
		if got := st.nameOf(member); got != want {
			t.Errorf("member %d is %q, want %q", member, got, want)
		}
	}
	if got := refusalText(core.Full); got != "The piece is full." || refusalText(0) != "" {
		t.Errorf("full says %q", got)
	}
	for text, want := range map[string]string{"": "", "a b": "A b.", "ä!": "Ä!", " Wait… ": "Wait…"} {
		if got := sentence(text); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if st.State().Phase != client.Live || !strings.HasPrefix(st.Place().Link, "http") {
		t.Error("the studio is not where it is")
	}
}

// TestNoteOfLine: what a line notes when it is opened is said.
func TestNoteOfLine(t *testing.T) {
	s := newTable(t, core.Rates{}).sit(t.TempDir(), core.Owner)
	s.said()
	s.Studio().take(Event{Kind: Opened, Note: "You are somebody new."})
	if said := s.said(); !slices.Equal(said, []string{"You are somebody new."}) {
		t.Errorf("it says %q", said)
	}
}
