package app

import (
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
)

func TestHand(t *testing.T) {
	a := fresh(t, "")
	h := a.Hand()
	h.SetSize(30)
	h.Choose(core.Airbrush)
	if h.Size() != 60 || h.Opacity() != 50 {
		t.Errorf("the airbrush comes with %v px, %d %%", h.Size(), h.Opacity())
	}
	h.SetSize(1000)
	h.SetOpacity(0)
	if b := h.Brush(); b.Width != core.WidthMax || b.Opacity != 3 || !b.Valid() {
		t.Errorf("at its bounds the brush is %+v", b)
	}
	h.SetTool(ToolRubber)
	if b := h.Brush(); b.Kind != core.Eraser || h.Size() != 30 || h.Kind() != core.Airbrush {
		t.Errorf("the rubber is %+v", b)
	}
	h.SetSize(12)
	h.SetTool(ToolBrush)
	if h.Size() != SizeMax {
		t.Errorf("the airbrush comes back with %v px", h.Size())
	}
	h.Choose(core.Pen)
	if h.Size() != 30 {
		t.Errorf("the pen comes back with %v px", h.Size())
	}
	h.Choose(core.Eraser)
	h.Choose(99)
	if h.Kind() != core.Pen {
		t.Errorf("the shelf has kind %d", h.Kind())
	}
	for _, p := range core.Presets() {
		if b := h.Swatch(p.Kind); !b.Valid() || b.Kind != p.Kind {
			t.Errorf("the swatch of %s is %+v", p.Name, b)
		}
	}
	h.SetSymmetry(len(Symmetries()))
	h.SetPalette(-1)
	if h.Symmetry() != 0 || h.Palette() != 0 {
		t.Errorf("what is beyond a list was taken: %d, %d", h.Symmetry(), h.Palette())
	}
	h.SetSymmetry(8)
	h.toggleSymmetry()
	h.toggleSymmetry()
	if g := h.guides(); h.Symmetry() != 8 || g.Folds != 12 || g.Mirror {
		t.Errorf("symmetry comes back as %+v", g)
	}
	h.SetShape(client.Line)
	h.SetTool(ToolRubber)
	if g := h.guides(); g.Shape != client.Free || g.Folds != 1 {
		t.Errorf("the rubber goes by %+v", g)
	}
}

func TestRecentColors(t *testing.T) {
	h := fresh(t, "").Hand()
	for i := range Color(colorsMost + 2) {
		h.SetColor(0x010101 + i)
		h.used()
	}
	h.SetColor(0x010105)
	h.used()
	h.SetColor(Palettes()[0].Paints[3].Color) // it lies ready
	h.used()
	if c := h.RecentColors(); len(c) != colorsMost || c[0] != 0x010105 || c[1] != 0x010101+colorsMost+1 {
		t.Errorf("the recent colors are %v", c)
	}
	h.SetPalette(len(Palettes()))
	for i := range Color(paintsMost + 1) {
		h.TogglePaint(i)
	}
	h.TogglePaint(7)
	if p := h.Paints(); len(p) != paintsMost-1 || p[0].Color != 1 {
		t.Errorf("one's own palette has %d paints, the first %v", len(p), p[0].Color)
	}
}

func TestOwnBrushes(t *testing.T) {
	a := fresh(t, "")
	h := a.Hand()
	if name := h.SuggestName(); name != "pen 6" {
		t.Errorf("it suggests %q", name)
	}
	for i := range brushesMost {
		h.SetSize(float64(i + 1))
		if why := h.KeepBrush(h.SuggestName(), false); why != "" {
			t.Fatalf("brush %d: %s", i, why)
		}
	}
	for text, want := range map[string]string{" \n": "Write a name", "pen 6": "You have a brush", "another": "There is room for 24"} {
		if why := h.KeepBrush(text, false); !strings.HasPrefix(why, want) {
			t.Errorf("to keep %q: %q", text, why)
		}
	}
	if why := h.RenameOwn(3, "pen 4"); why != "" {
		t.Errorf("its own name: %s", why)
	}
	if why := h.RenameOwn(3, strings.Repeat("ä", brushNameMax+1)); why != "" || len([]rune(h.Own()[3].Name)) != brushNameMax {
		t.Errorf("a long name: %q, %q", why, h.Own()[3].Name)
	}
	h.Choose(core.Marker)
	h.TakeOwn(5)
	if h.Kind() != core.Pen || h.Size() != 6 || h.OwnInHand() != 5 {
		t.Errorf("taken: %v px of %v, own brush %d", h.Size(), h.Kind(), h.OwnInHand())
	}
	h.SetSize(6.6)
	if h.OwnInHand() != 6 {
		t.Errorf("6.6 px are own brush %d", h.OwnInHand())
	}
	a.RemoveOwn(5)
	if len(h.Own()) != brushesMost-1 || a.Toasts()[0].Text != "“pen 6” is off the shelf." {
		t.Errorf("off the shelf: %+v", a.Toasts())
	}
	a.Act(a.Toasts()[0].ID)
	if h.Own()[5].Name != "pen 6" || len(a.Toasts()) != 0 {
		t.Error("it does not come back to its place")
	}
	h.TakeOwn(99)
	a.RemoveOwn(99)
}

func TestStepSize(t *testing.T) {
	for size, want := range map[float64][2]float64{1: {1, 2}, 9: {8, 10}, 10: {9, 14}, 40: {36, 50}, 120: {110, 152}, 500: {468, 512}, 512: {480, 512}} {
		if got := [2]float64{StepSize(size, false), StepSize(size, true)}; got != want {
			t.Errorf("from %v px one steps to %v, want %v", size, got, want)
		}
	}
}

func TestColor(t *testing.T) {
	for text, want := range map[string]Color{"#1f1b18": 0x1f1b18, "ABCDEF": 0xabcdef} {
		if c, ok := ParseColor(text); !ok || c != want {
			t.Errorf("ParseColor(%q) = %v, %v", text, c, ok)
		}
	}
	for _, text := range []string{"", "#123", "12345g", "#1234567", "red"} {
		if c, ok := ParseColor(text); ok {
			t.Errorf("ParseColor(%q) = %v", text, c)
		}
	}
	for _, list := range append(Palettes(), Palette{"faces", Faces()}) {
		for _, p := range list.Paints {
			if c := Contrast(p.Color, ReadableOn(p.Color)); c < 4.5 {
				t.Errorf("%s of %s has a contrast of %.2f", p.Name, list.Name, c)
			}
		}
	}
}
