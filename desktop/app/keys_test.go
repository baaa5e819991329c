package app

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
)

func yield() { runtime.Gosched() }

// TestKeys checks that no key is in the table twice, that each row of the help says what it
// does, and that a Mac's names are other.
func TestKeys(t *testing.T) {
	seen := map[chord]bool{}
	for _, row := range Keys() {
		if row.Keys == "" || row.Does == "" {
			t.Errorf("a row of the help is empty: %+v", row)
		}
		for _, c := range row.chords {
			for _, s := range []shift{without, with} {
				if c.shift != whatever && c.shift != s {
					continue
				}
				k := chord{key: c.key, ctrl: c.ctrl, shift: s}
				if seen[k] {
					t.Errorf("the key %+v is there twice", k)
				}
				seen[k] = true
			}
		}
	}
	mac := KeysHelp(true)
	if !slices.ContainsFunc(mac, func(r Row) bool { return r.Keys == "⌘ Z" }) || slices.ContainsFunc(mac, func(r Row) bool { return strings.Contains(r.Keys, "Ctrl ") }) {
		t.Errorf("the keys of a Mac: %+v", mac)
	}
	for _, k := range []Key{{Name: "b", Ctrl: true}, {Name: "b", Alt: true}, {Name: "é"}, {Name: "s", Ctrl: true, Shift: true}} {
		if c := CommandOf(k); c != "" {
			t.Errorf("the key %+v asks for %q", k, c)
		}
	}
}

// artistFrame is what a server tells of its artist.
func artistFrame(a wire.Artist) []byte {
	var w wire.Writer
	return w.Artist(nil, a)
}

// TestEveryKey presses each key of the table, and looks at what it has done.
func TestEveryKey(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	s.table.tell(artistFrame(wire.Artist{Piece: 1, Iteration: 1, Active: true}))
	s.step(1)
	h, st := s.Hand(), s.Studio()
	tool := func(want Tool) func() bool { return func() bool { return h.Tool() == want } }
	sheet := func(want Sheet) func() bool { return func() bool { return s.Sheet() == want } }
	asked := func(c Command) func() bool {
		return func() bool { return slices.Contains(s.look().Commands, c) }
	}
	var inked int64
	var frame core.Rect
	var left float64
	moved := func(dx, dy int32) func() bool {
		return func() bool {
			was := frame
			_, frame = st.client.Selection()
			return frame.X0 == was.X0+dx*core.Unit && frame.Y0 == was.Y0+dy*core.Unit
		}
	}
	ctrl := func(name string) Key { return Key{Name: name, Ctrl: true} }
	ctrlShift := func(name string) Key { return Key{Name: name, Ctrl: true, Shift: true} }
	shift := func(name string) Key { return Key{Name: name, Shift: true} }
	plain := func(name string) Key { return Key{Name: name} }
	covered := map[Command]bool{}
	for i, c := range []struct {
		key Key
		ok  func() bool
	}{
		{plain("e"), tool(ToolRubber)},
		{plain("e"), tool(ToolEraser)},
		{plain("b"), tool(ToolBrush)},
		{plain("i"), tool(ToolPicker)},
		{plain("g"), tool(ToolBucket)},
		{plain("h"), tool(ToolHand)},
		{plain("l"), func() bool { return h.Tool() == ToolBrush && h.Shape() == client.Line }},
		{plain("l"), func() bool { return h.Shape() == client.Free }},
		{plain("o"), func() bool { return h.Shape() == client.Ellipse }},
		{plain("o"), func() bool { return h.Shape() == client.Free }},
		{plain("m"), func() bool { return h.Symmetry() == 1 }},
		{plain("m"), func() bool { return h.Symmetry() == 0 }},
		{plain("x"), func() bool { return h.Color() == 0xffffff && h.Other() == 0x1f1b18 }},
		{plain("x"), func() bool { return h.Color() == 0x1f1b18 }},
		{plain("]"), func() bool { return h.Size() == 7 }},
		{plain("["), func() bool { return h.Size() == 6 }},
		{plain(","), func() bool { return h.Opacity() == 95 }},
		{plain("."), func() bool { return h.Opacity() == 100 }},
		{plain("+"), func() bool { left = st.View().Zoom; return left > 1.2 }},
		{plain("="), func() bool { return st.View().Zoom > left }},
		{plain("-"), func() bool { return st.View().Zoom == left }},
		{plain("1"), func() bool { return st.View().Zoom == 1 }},
		{plain("r"), func() bool { return st.View().Angle > 0.2 }},
		{shift("r"), func() bool { return st.View().Angle == 0 }},
		{plain("f"), func() bool { return st.View().Flip }},
		{plain("f"), func() bool { return !st.View().Flip }},
		{plain("0"), func() bool { return st.View() == View{X: 100, Y: 100, Zoom: 1} }},
		{plain("v"), func() bool {
			h.SetTool(ToolBrush)
			s.draw(Spot{100, 100}, Spot{200, 150}, Spot{300, 100})
			h.SetTool(ToolSelect)
			inked = s.inked()
			return inked > 0
		}},
		{ctrl("z"), func() bool { return s.inked() == 0 }},
		{ctrlShift("z"), func() bool { return s.inked() == inked }},
		{ctrl("z"), func() bool { return s.inked() == 0 }},
		{ctrl("y"), func() bool { return s.inked() == inked }},
		{ctrl("a"), func() bool { var n int; n, frame = st.client.Selection(); return n == 1 && st.State().Selected == 1 }},
		{plain("ArrowRight"), moved(1, 0)},
		{plain("ArrowLeft"), moved(-1, 0)},
		{plain("ArrowUp"), moved(0, -1)},
		{plain("ArrowDown"), moved(0, 1)},
		{ctrl("d"), func() bool { return st.Strokes() == 2 && st.State().Selected == 1 }},
		{plain("Delete"), func() bool { return st.Strokes() == 1 && st.State().Selected == 0 }},
		{ctrl("a"), func() bool { return st.State().Selected == 1 }},
		{plain("Backspace"), func() bool { return st.Strokes() == 0 }},
		{ctrl("z"), func() bool { return st.Strokes() == 1 }},
		{ctrl("s"), sheet(SheetExport)},
		{plain("Escape"), sheet(NoSheet)},
		{ctrl("o"), asked(CmdOpen)},
		{ctrl("c"), asked(CmdCopy)},
		{plain("n"), sheet(SheetNew)},
		{plain("Escape"), sheet(NoSheet)},
		{plain("a"), asked(CmdArtist)},
		{plain("p"), func() bool {
			s.wait("it is paused", func() bool { return !st.words.holding })
			return slices.Contains(s.host.asked(), "pause")
		}},
		{plain("Tab"), func() bool { return !s.Panels() }},
		{plain("Tab"), func() bool { return s.Panels() }},
		{plain("?"), sheet(SheetHelp)},
		{plain("?"), sheet(NoSheet)},
		{plain("`"), s.Debug},
		{ctrlShift("d"), func() bool { return !s.Debug() }},
		{plain("F11"), asked(CmdFullScreen)},
		{ctrl("q"), asked(CmdQuit)},
		{ctrl("w"), func() bool { return s.Studio() == nil }},
	} {
		s.look()
		if did := s.press(c.key); !did || !c.ok() {
			t.Fatalf("key %d, %+v, does not do what it says (it did something: %v)", i, c.key, did)
		}
		covered[CommandOf(c.key)] = true
	}
	for _, row := range Keys() {
		for _, c := range row.chords {
			if !covered[c.does] {
				t.Errorf("nobody pressed the key of %q", c.does)
			}
		}
	}
}

// TestKeysElsewhere checks what keys do where a sheet lies open, on the start screen, and
// while they are held.
func TestKeysElsewhere(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Viewer)
	s.Show(SheetHelp)
	if s.press(Key{Name: "e"}) || s.Hand().Tool() != ToolBrush {
		t.Error("a key goes through a sheet")
	}
	s.Show(SheetShelf)
	if !s.press(Key{Name: "e"}) || s.Hand().Tool() != ToolRubber {
		t.Error("a key does not go past the shelf")
	}
	s.press(Key{Name: "Escape"})
	for _, c := range []Command{CmdRemove, CmdLeft, CmdDuplicate, CmdArtist, CmdPause, CmdEscape, "nonsense", ""} {
		if s.Do(c) {
			t.Errorf("%q did something where there is nothing", c)
		}
	}
	if !s.Do(CmdNew) || s.Sheet() != NoSheet || s.said()[0] != "Only an owner of this workspace can do that." {
		t.Errorf("who watches begins a new piece: %v", s.said())
	}
	st := s.Studio()
	s.Key(Key{Name: "Space"})
	if st.Pointing() != PointHand {
		t.Error("with Space held the pointer is not a hand")
	}
	s.Blur()
	if st.Pointing() != PointNone {
		t.Error("the hand stays when the window is another")
	}
	s.Leave()
	if s.Do(CmdBrush) || !s.Do(CmdOpen) || !s.Do(CmdHelp) {
		t.Error("the start screen takes other keys")
	}
}
