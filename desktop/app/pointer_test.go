package app

import (
	"math"
	"testing"

	"easel.example/core"
	"easel.example/core/ink"
)

// finger does something with a finger at a place of the screen.
func (s *seat) touch(id int, act PointerAct, x, y float64) {
	s.micro += 8000
	s.Studio().Pointer(PointerEvent{ID: id, Kind: ink.Touch, Act: act, At: Spot{x, y}, Micros: s.micro})
}

func TestPointerDraws(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	s.look()
	s.at(Down, Spot{100, 100})
	s.at(Move, Spot{150, 100})
	s.step(1)
	if c := s.look(); len(c.Tiles) == 0 || !c.Overlay {
		t.Errorf("a frame after the pen moved, %+v has changed", c)
	}
	s.at(Move, Spot{200, 100})
	s.at(Up, Spot{250, 100})
	s.step(3)
	if n, w := st.Strokes(), s.inked(); n != 1 || w < 150*5 {
		t.Errorf("there are %d strokes and %d px", n, w)
	}
	if c, _ := st.ColorAt(Spot{248, 100}); c != 0x1f1b18 {
		t.Errorf("where the pen was lifted it is %v", c)
	}
	if !st.Settled() || st.State().Words != "all saved" {
		t.Errorf("it says %q", st.State().Words)
	}
	s.at(Down, Spot{100, 300})
	s.at(Move, Spot{200, 300})
	s.at(Cancel, Spot{200, 300})
	s.step(3)
	if st.Strokes() != 1 {
		t.Error("a stroke that was taken back is there")
	}
	for _, b := range []int{1, 2} {
		st.Pointer(PointerEvent{Kind: ink.Mouse, Act: Down, At: Spot{300, 300}, Button: b})
		st.Pointer(PointerEvent{Kind: ink.Mouse, Act: Move, At: Spot{330, 310}})
		st.Pointer(PointerEvent{Kind: ink.Mouse, Act: Up, At: Spot{330, 310}})
	}
	s.step(3)
	if v := st.View(); st.Strokes() != 1 || v.X != 130 || v.Y != 110 {
		t.Errorf("other buttons drew, or did not move the sheet: %+v", v)
	}
	st.Pointer(PointerEvent{Kind: ink.Mouse, Act: Gone})
	if st.Overlay().Brush != nil {
		t.Error("the brush is seen where the pointer is not")
	}
}

func TestPan(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	was := st.View()
	s.Key(Key{Name: "Space"})
	s.at(Down, Spot{100, 100})
	st.Pointer(PointerEvent{Kind: ink.Mouse, Act: Move, At: Spot{was.X + 150, was.Y + 120}})
	s.at(Up, Spot{100, 100})
	s.Key(Key{Name: "Space", Up: true})
	if v := st.View(); v.X != was.X+50 || v.Y != was.Y+20 {
		t.Errorf("Space and a drag moved the sheet from %+v to %+v", was, v)
	}
	st.Wheel(Wheel{At: Spot{5, 5}, DX: 10, DY: 20})
	if v := st.View(); v.X != was.X+40 || v.Y != was.Y {
		t.Errorf("the wheel moved the sheet to %+v", v)
	}
	p := st.View().ToPiece(Spot{300, 200})
	st.Wheel(Wheel{At: Spot{300, 200}, DY: -200, Zoom: true})
	if v := st.View(); math.Abs(v.Zoom/was.Zoom-math.Exp(0.5)) > 1e-9 || !near(v.ToScreen(p), Spot{300, 200}) {
		t.Errorf("the wheel zoomed to %+v", v)
	}
	s.Resize(900, 700, Room{})
	if v := st.View(); v.Zoom == 1 {
		t.Error("a sheet that was zoomed is fitted when the window changes")
	}
	s.press(Key{Name: "0"})
	s.Resize(500, 400, Room{})
	if v := st.View(); v.Zoom != 500.0/800 {
		t.Errorf("a sheet that is seen whole stays at %+v", v)
	}
}

// TestSheetUnderThePen checks that the sheet does not slip from under a pen that draws, when panels go that were in its way.
func TestSheetUnderThePen(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	s.Resize(900, 700, Room{Bottom: 200})
	was := st.View()
	s.touch(1, Down, 300, 300)
	s.Resize(900, 700, Room{})
	if v := st.View(); v != was {
		t.Errorf("under a pen the sheet went from %+v to %+v", was, v)
	}
	s.touch(1, Up, 400, 300)
	s.Resize(900, 700, Room{})
	if v := st.View(); v != was {
		t.Errorf("after a stroke the sheet went from %+v to %+v", was, v)
	}
	s.Resize(900, 700, Room{Right: 300})
	if v := st.View(); v == was {
		t.Error("a sheet that is seen whole stays where it is when a panel comes")
	}
}

func TestFingers(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st := s.Studio()
	stroke := func(id int) {
		s.touch(id, Down, 300, 300)
		s.touch(id, Move, 350, 300)
		s.touch(id, Up, 400, 300)
		s.step(3)
	}
	tap := func(n int) {
		for id := range n {
			s.touch(id, Down, 300+50*float64(id), 300)
		}
		for id := range n {
			s.touch(id, Up, 300+50*float64(id), 300)
		}
		s.step(3)
	}
	stroke(1)
	if st.Strokes() != 1 {
		t.Fatal("a finger does not draw")
	}
	tap(2)
	if st.Strokes() != 0 {
		t.Error("two fingers that tap do not undo")
	}
	tap(3)
	if st.Strokes() != 1 {
		t.Error("three fingers that tap do not redo")
	}
	was := st.View()
	s.touch(1, Down, 300, 300)
	s.touch(1, Move, 310, 300)
	s.touch(2, Down, 400, 300)
	s.touch(2, Move, 500, 300)
	s.touch(2, Move, 510, 300)
	s.touch(1, Up, 310, 300)
	s.touch(2, Up, 510, 300)
	s.step(3)
	if v := st.View(); st.Strokes() != 1 || v.Zoom < 1.5*was.Zoom {
		t.Errorf("a second finger leaves %d strokes and %+v", st.Strokes(), v)
	}
	v := st.View()
	v.Angle = nearlyUpright / 2
	st.SetView(v)
	s.touch(1, Down, 300, 300)
	s.touch(1, Up, 300, 300)
	if st.View().Angle != 0 {
		t.Error("a sheet that is nearly upright stays askew")
	}
	s.press(Key{Name: "z", Ctrl: true}) // the dot of that finger
	n := st.Strokes()
	st.Pointer(PointerEvent{ID: 9, Kind: ink.Stylus, Act: Down, At: Spot{300, 300}, Pressure: 0.5})
	st.Pointer(PointerEvent{ID: 9, Kind: ink.Stylus, Act: Move, At: Spot{350, 320}, Pressure: 0.9, Micros: 8000})
	s.touch(3, Down, 600, 600) // a palm
	st.Pointer(PointerEvent{ID: 9, Kind: ink.Stylus, Act: Up, At: Spot{400, 320}, Micros: 16000})
	s.touch(3, Up, 600, 600)
	s.step(3)
	if st.Strokes() != n+1 {
		t.Error("a palm beside the pen takes its stroke away")
	}
	was = st.View()
	stroke(1)
	if v := st.View(); st.Strokes() != n+1 || v.X != was.X+50 {
		t.Errorf("a finger still draws after a pen was seen: %d strokes, %+v", st.Strokes(), v)
	}
}

func TestTools(t *testing.T) {
	s := newTable(t, core.Rates{}).sit("", core.Owner)
	st, h := s.Studio(), s.Hand()
	h.SetColor(0xd9432f)
	h.SetSize(20)
	s.draw(Spot{100, 100}, Spot{200, 100}, Spot{200, 200}, Spot{100, 200}, Spot{100, 100})
	ring := s.inked()
	h.SetTool(ToolBucket)
	h.SetColor(0x2f4fa8)
	if h.Tool() != ToolBucket {
		t.Error("a color puts the bucket away")
	}
	s.draw(Spot{150, 150})
	if c, _ := st.ColorAt(Spot{150, 150}); c != 0x2f4fa8 || s.inked() <= ring {
		t.Errorf("the bucket leaves %v", c)
	}
	h.SetTool(ToolPicker)
	s.draw(Spot{100, 150})
	if h.Color() != 0xd9432f || h.Tool() != ToolBrush {
		t.Errorf("the picker takes %v", h.Color())
	}
	h.SetTool(ToolEraser)
	s.draw(Spot{100, 150}, Spot{99, 150})
	if st.Strokes() != 1 {
		t.Errorf("the eraser leaves %d strokes", st.Strokes())
	}
	s.Do(CmdUndo)
	h.SetTool(ToolRubber)
	before := s.inked()
	s.draw(Spot{100, 150}, Spot{200, 150})
	if s.inked() >= before {
		t.Error("the rubber takes nothing away")
	}
	h.SetSymmetry(1)
	s.draw(Spot{300, 400}, Spot{320, 500})
	a, _ := st.ColorAt(Spot{310, 450})
	b, _ := st.ColorAt(Spot{490, 450})
	if a == Paper || a != b || len(st.Overlay().Axes) != 2 {
		t.Errorf("mirrored: %v and %v, %d axes", a, b, len(st.Overlay().Axes))
	}
}

// TestWaiting checks what people see of strokes that are drawn too fast.
func TestWaiting(t *testing.T) {
	s := newTable(t, core.Rates{StrokesPerMinute: 2}).sit("", core.Painter)
	st := s.Studio()
	for i := range 4 {
		s.draw(Spot{100, 100 + 50*float64(i)}, Spot{200, 100 + 50*float64(i)})
	}
	s.step(10)
	if got := st.State().Words; got != "2 strokes waiting, 60 s" || st.State().Dot != DotAmber || len(st.Overlay().Halos) != 2 {
		t.Errorf("it says %q, with %d halos", got, len(st.Overlay().Halos))
	}
	for range 70 {
		s.table.now += 1000
		s.step(1)
	}
	if got := st.State().Words; got != "all saved" || len(st.Overlay().Halos) != 0 || st.Strokes() != 4 {
		t.Errorf("after a minute it says %q", got)
	}
}
