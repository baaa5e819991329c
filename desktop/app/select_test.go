package app

import (
	"math"
	"testing"

	"easel.example/core"
)

// box returns the box around what is selected, in px.
func (s *seat) box() (x0, y0, x1, y1 float64) {
	_, b := s.Studio().client.Selection()
	return float64(b.X0) / core.Unit, float64(b.Y0) / core.Unit, float64(b.X1) / core.Unit, float64(b.Y1) / core.Unit
}

func about(a, b float64) bool { return math.Abs(a-b) < 1.5 }

func TestSelection(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st, h := s.Studio(), s.Hand()
	s.draw(Spot{100, 100}, Spot{150, 140}, Spot{200, 200})
	s.draw(Spot{400, 400}, Spot{500, 500})
	h.SetTool(ToolSelect)
	s.draw(Spot{80, 80}, Spot{220, 80}, Spot{220, 220}, Spot{80, 220})
	x0, y0, x1, y1 := s.box()
	if st.State().Selected != 1 || !about(x0, 97) || !about(y1, 203) { // with half the width of its pen
		t.Fatalf("a line around a stroke selects %d, %v to %v", st.State().Selected, x0, y1)
	}
	if o := st.Overlay(); len(o.Outline) != 4 || len(o.Handles) != 5 || o.Stalk == nil {
		t.Errorf("around it are %+v", o)
	}

	s.draw(Spot{150, 150}, Spot{250, 180}) // move
	if a, b, _, _ := s.box(); !about(a, x0+100) || !about(b, y0+30) {
		t.Errorf("moved by (100, 30), it is at (%v, %v)", a, b)
	}
	s.Do(CmdUndo)
	s.step(1)
	if a, b, _, _ := s.box(); !about(a, x0) || !about(b, y0) {
		t.Errorf("moved back, it is at (%v, %v)", a, b)
	}
	s.Key(Key{Name: "Shift"})
	s.draw(Spot{150, 150}, Spot{250, 180}) // evenly
	s.Key(Key{Name: "Shift", Up: true})
	if a, b, _, _ := s.box(); !about(a, x0+100) || !about(b, y0) {
		t.Errorf("moved with Shift, it is at (%v, %v)", a, b)
	}
	s.Do(CmdUndo)

	s.draw(Spot{x1, y1}, Spot{x1 + (x1 - x0), y1 + (y1 - y0)}) // scale
	if a, _, b, _ := s.box(); !about(a, x0) || !about(b-a, 2*(x1-x0)) {
		t.Errorf("scaled by 2, it is from %v to %v", a, b)
	}
	s.Do(CmdUndo)
	s.step(1)

	mx, my := (x0+x1)/2, (y0+y1)/2
	s.draw(Spot{mx, y0 - stalk}, Spot{mx + (my - y0 + stalk), my}) // turn
	if a, b, c, d := s.box(); !about(d-b, x1-x0) || !about((a+c)/2, mx) {
		t.Errorf("turned, it is from (%v, %v) to (%v, %v)", a, b, c, d)
	}
	s.Do(CmdUndo)

	s.step(1)
	st.Grow(true) // as buttons do
	s.step(1)
	if a, _, b, _ := s.box(); !about(b-a, growth*(x1-x0)) || !about((a+b)/2, mx) {
		t.Errorf("made larger, it is from %v to %v", a, b)
	}
	st.Grow(false)
	for range 6 {
		st.Spin(true)
		s.step(1)
	}
	if a, b, c, d := s.box(); !about(d-b, x1-x0) || !about(c-a, y1-y0) || !about((a+c)/2, mx) {
		t.Errorf("turned by a quarter, it is from (%v, %v) to (%v, %v)", a, b, c, d)
	}
	for range 6 {
		st.Spin(false)
	}
	if a, b, _, _ := s.box(); !about(a, x0) || !about(b, y0) {
		t.Errorf("turned back, it is at (%v, %v), want (%v, %v)", a, b, x0, y0)
	}

	h.SetColor(0x6f8f3a) // of what is selected
	s.step(1)
	if c, _ := st.ColorAt(Spot{101, 101}); c != 0x6f8f3a || h.Tool() != ToolSelect {
		t.Errorf("recoloured, it is %v", c)
	}
	s.Do(CmdUndo)
	s.step(1)
	h.SetColor(0x6f8f3a) // which is in hand already
	s.step(1)
	if c, _ := st.ColorAt(Spot{101, 101}); c != 0x6f8f3a {
		t.Errorf("recoloured once more, it is %v", c)
	}
	s.Do(CmdDuplicate)
	s.step(3)
	if a, _, _, _ := s.box(); st.Strokes() != 3 || !about(a, x0+duplicateBy) {
		t.Errorf("duplicated, there are %d strokes, the new one at %v", st.Strokes(), a)
	}
	h.SetTool(ToolBrush)
	s.step(1)
	if st.State().Selected != 0 {
		t.Error("another tool does not let the selection go")
	}
}

func TestSelectionOtherwise(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st, h := s.Studio(), s.Hand()
	s.draw(Spot{100, 100}, Spot{150, 140}, Spot{200, 200})
	s.draw(Spot{400, 400}, Spot{500, 500})
	h.SetTool(ToolSelect)
	s.draw(Spot{150, 140}) // a tap
	if st.State().Selected != 1 {
		t.Fatal("a tap selects nothing")
	}
	s.Key(Key{Name: "Shift"})
	s.draw(Spot{450, 450})
	s.Key(Key{Name: "Shift", Up: true})
	if st.State().Selected != 2 {
		t.Errorf("a tap with Shift leaves %d", st.State().Selected)
	}
	s.press(Key{Name: "Escape"})
	st.SetLasso(false)
	s.at(Down, Spot{80, 80})
	s.at(Move, Spot{220, 220})
	if o := st.Overlay(); len(o.Outline) != 4 {
		t.Errorf("a rectangle is shown by %d corners", len(o.Outline))
	}
	s.at(Up, Spot{220, 220})
	s.step(1)
	if st.State().Selected != 1 {
		t.Errorf("a rectangle selects %d", st.State().Selected)
	}

	x0, _, _, _ := s.box()
	for range 3 {
		s.press(Key{Name: "ArrowRight"})
	}
	s.press(Key{Name: "Shift"})
	s.Key(Key{Name: "Shift"})
	s.press(Key{Name: "ArrowRight", Shift: true})
	s.Key(Key{Name: "Shift", Up: true})
	if st.nudged == nil {
		t.Error("it is sent before the keys rest")
	}
	for range nudgeRest/16 + 2 {
		s.step(1)
	}
	if a, _, _, _ := s.box(); !about(a, x0+13) || st.nudged != nil {
		t.Errorf("arrow keys moved it from %v to %v", x0, a)
	}
	s.Do(CmdUndo)
	s.step(1)
	if a, _, _, _ := s.box(); !about(a, x0) {
		t.Error("what arrow keys did in a row is more than one step of undo")
	}

	s.at(Down, Spot{150, 150})
	s.at(Move, Spot{350, 150})
	s.at(Cancel, Spot{350, 150})
	s.step(1)
	if a, _, _, _ := s.box(); !about(a, x0) {
		t.Error("a move that was taken back stays")
	}
	s.draw(Spot{150, 150}, Spot{150.001, 150})
	if said := s.said(); len(said) != 0 {
		t.Errorf("who clicks on it is told %q", said)
	}
	s.draw(Spot{150, 150}, Spot{-5000, 150})
	if said := s.said(); len(said) != 1 || said[0] != "Not all of it can go there: it would leave the sheet, or become too large." {
		t.Errorf("who moves it off the sheet is told %q", said)
	}
}

// TestTurnerIsSeen: the handle that turns is over the box, or beside it where the window's edge or a panel hides that.
func TestTurnerIsSeen(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	s.draw(Spot{100, 20}, Spot{200, 120})
	s.Hand().SetTool(ToolSelect)
	s.draw(Spot{150, 70}) // a tap
	x0, y0, x1, y1 := s.box()
	mx, my := (x0+x1)/2, (y0+y1)/2
	for _, c := range []struct {
		what string
		room Room
		at   Spot
	}{
		{"the window's edge above", Room{}, Spot{mx, y1 + stalk}},
		{"panels above and below", Room{Top: 60, Bottom: 1e4}, Spot{mx, y0 - stalk}}, // nothing is seen
		{"panels above and left", Room{Top: 60, Left: mx + 1}, Spot{x1 + stalk, my}},
		{"panels above and right", Room{Top: 60, Right: s.width - mx + 1}, Spot{x0 - stalk, my}},
	} {
		s.Resize(s.width, s.height, c.room)
		s.step(1)
		st.SetView(View{Zoom: 1})
		o := st.Overlay()
		if o.Stalk == nil {
			t.Fatalf("%s: nothing is selected", c.what)
		}
		if at := o.Stalk[1]; !about(at.X, c.at.X) || !about(at.Y, c.at.Y) || o.Handles[4] != at {
			t.Errorf("%s: the handle is at %v, want %v", c.what, at, c.at)
		}
	}
	s.Resize(s.width, s.height, Room{})
	s.draw(Spot{mx, y1 + stalk}, Spot{mx - (y1 + stalk - my), my}) // a quarter
	if a, b, c, d := s.box(); !about(d-b, x1-x0) || !about((a+c)/2, mx) {
		t.Errorf("turned by it, it is from (%v, %v) to (%v, %v)", a, b, c, d)
	}
}
