package widget

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestToolIsPressed(t *testing.T) {
	pressed := 0
	b := newBench(t, func(u *UI) {
		if u.Tool("a", Rect{10, 10, 40, 40}, Tool{Icon: BrushIcon, Name: "Brush", Key: "B"}) {
			pressed++
		}
		u.Tool("off", Rect{60, 10, 40, 40}, Tool{Icon: UndoIcon, Off: true})
	})
	b.click(30, 30)
	if pressed != 1 {
		t.Errorf("after a click it was pressed %d times, want 1", pressed)
	}
	b.down(30, 30)
	b.move(200, 200)
	b.up()
	if pressed != 1 {
		t.Error("it was pressed though the pointer had left it")
	}
	b.click(80, 30)
	b.key("F6", "Enter", " ")
	if pressed != 3 {
		t.Errorf("after Enter and Space it was pressed %d times, want 3", pressed)
	}
	if b.ui.Focused() != "a" {
		t.Errorf("the focus is on %q, want a: what is off takes none", b.ui.Focused())
	}
	if !b.next.Over {
		t.Error("the pointer is over a button that is off: it is not the sheet's")
	}
}

func TestTip(t *testing.T) {
	b := newBench(t, func(u *UI) { u.Tool("a", Rect{10, 100, 40, 40}, Tool{Icon: BrushIcon, Name: "Brush", Key: "B"}) })
	b.move(30, 120)
	if b.texts() != "" || b.next.At != tipMs {
		t.Errorf("at once it says %q and waits until %d, want nothing and %d", b.texts(), b.next.At, tipMs)
	}
	b.wait(tipMs)
	if got := b.texts(); got != "B|Brush" {
		t.Errorf("it says %q, want the key and the name", got)
	}
	b.move(200, 200)
	if b.texts() != "" {
		t.Error("the tip stays though the pointer has gone")
	}
}

func TestFocusWalks(t *testing.T) {
	b := newBench(t, func(u *UI) {
		for i := range 6 { // two rows of three
			u.Tool(ID(fmt.Sprint(i)), Rect{10 + 50*float64(i%3), 10 + 50*float64(i/3), 40, 40}, Tool{Icon: BrushIcon})
		}
	})
	for _, c := range []struct{ key, want string }{
		{"Tab", ""}, // the sheet's
		{"F6", "0"}, {"Tab", "1"}, {"Shift Tab", "0"}, {"Shift Tab", "5"}, {"Tab", "0"},
		{"ArrowRight", "1"}, {"ArrowDown", "4"}, {"ArrowLeft", "3"}, {"ArrowLeft", "3"}, {"ArrowUp", "0"},
		{"Escape", ""},
	} {
		b.key(c.key)
		if got := string(b.ui.Focused()); got != c.want {
			t.Errorf("after %s the focus is on %q, want %q", c.key, got, c.want)
		}
		rings := b.count(func(i Item) bool { return i.Kind == RingItem && i.Width == FocusWidth })
		if want := min(len(c.want), 1); rings != want {
			t.Errorf("after %s %d focus rings are seen, want %d", c.key, rings, want)
		}
	}
}

// TestKeysReachTheHost: what no widget takes is the host's.
func TestKeysReachTheHost(t *testing.T) {
	b := newBench(t, func(u *UI) { u.Tool("a", Rect{10, 10, 40, 40}, Tool{Icon: BrushIcon}) })
	b.in.Keys = []Press{{Key: "Tab"}, {Key: "b"}, {Key: "Enter"}}
	b.ui.Begin(b.in, 400, 300)
	b.show(b.ui)
	if got := b.ui.End().Keys; len(got) != 3 {
		t.Errorf("of Tab, B and Enter the host has %v: the sheet has the keyboard", got)
	}
	b.ui.Focus("a")
	b.ui.Begin(b.in, 400, 300)
	b.show(b.ui)
	if got := b.ui.End().Keys; len(got) != 1 || got[0].Key != "b" {
		t.Errorf("of Tab, B and Enter the host has %v, want B: a button has the keyboard", got)
	}
}

func TestPanelsHideWhatIsBelow(t *testing.T) {
	below, above := 0, 0
	b := newBench(t, func(u *UI) {
		if u.Button("below", Rect{10, 10, 100, 40}, Button{Text: "below"}) {
			below++
		}
		u.Float("panel", Rect{50, 0, 200, 200})
		if u.Button("above", Rect{150, 10, 80, 40}, Button{Text: "above"}) {
			above++
		}
	})
	b.click(20, 20)
	b.click(100, 20)
	b.click(160, 20)
	if below != 1 || above != 1 {
		t.Errorf("below was pressed %d times, above %d; want 1 and 1", below, above)
	}
	if b.move(300, 250); b.next.Over {
		t.Error("beside the panels the pointer is the sheet's")
	}
}

func TestSlider(t *testing.T) {
	v := 0.5
	b := newBench(t, func(u *UI) {
		v = u.Slider("s", Rect{0, 0, 114, SliderHigh}, Slider{Name: "Size", Value: v, Shown: fmt.Sprint(math.Round(100 * v)), Step: 0.1})
	})
	at := func(what string, want float64) {
		t.Helper()
		if math.Abs(v-want) > 1e-9 {
			t.Errorf("%s it is %v, want %v", what, v, want)
		}
	}
	b.down(7, 30)
	at("pressed at its left end", 0)
	b.move(57, 200)
	at("dragged to the middle, below it", 0.5)
	b.move(900, 30)
	at("dragged beyond its end", 1)
	b.up()
	b.move(7, 290)
	at("after it was let go", 1)
	b.key("F6", "ArrowLeft", "ArrowDown")
	at("after two arrows", 0.8)
	b.key("Home")
	at("at Home", 0)
	b.move(50, 30)
	b.in.Wheel.Y = -20
	b.run()
	at("after the wheel", 0.1)
	if got := b.texts(); got != "10|Size" {
		t.Errorf("it says %q", got)
	}
}

func TestSwitchAndEither(t *testing.T) {
	on, n := false, 0
	b := newBench(t, func(u *UI) {
		on = u.Switch("on", Rect{0, 0, 200, 40}, "Dark", on)
		n = u.Either("n", Rect{0, 50, 200, 30}, []string{"a", "b", "c"}, n)
	})
	b.click(190, 20)
	b.click(190, 60)
	if !on || n != 2 {
		t.Errorf("after clicks they are %v, %d; want true, 2", on, n)
	}
	b.key("F6", " ", "Tab", "Enter")
	if on || n != 0 {
		t.Errorf("after keys they are %v, %d; want false, 0", on, n)
	}
}

func TestRowsAreWindowed(t *testing.T) {
	built, chosen := 0, -1
	b := newBench(t, func(u *UI) {
		built = 0
		u.Rows("list", Rect{0, 0, 200, 200}, 10_000, 40, func(i int, at Rect) {
			built++
			if u.Row(ID(fmt.Sprint("row/", i)), at, "", fmt.Sprint("row ", i), "", false) {
				chosen = i
			}
		})
	})
	if built > 8 {
		t.Errorf("%d rows of 10,000 are built, want those that are seen", built)
	}
	b.move(50, 50)
	b.in.Wheel.Y = 4000
	b.run()
	b.click(50, 50)
	if chosen != 101 {
		t.Errorf("after 4000 px, row %d is chosen, want 101", chosen)
	}
	b.in.Wheel.Y = 1e9
	b.run()
	b.click(50, 190)
	if chosen != 9999 {
		t.Errorf("at the end, row %d is chosen, want 9999", chosen)
	}
	b.click(50, 250)
	if chosen != 9999 {
		t.Error("rows beyond the list's edge are pressed")
	}
	b.key("F6")
	for range 12 {
		b.key("ArrowUp")
	}
	b.key("Enter")
	if chosen > 9999-10 || chosen < 9999-20 {
		t.Errorf("walking up chose row %d", chosen)
	}
	b.key("Home", "F6", "Enter")
	b.down(194, 5)
	b.move(194, 100)
	b.up()
	if got := b.ui.Scrolled("list"); got < 150_000 || got > 250_000 {
		t.Errorf("its bar dragged to the middle shows from %v", got)
	}
}

func TestDialog(t *testing.T) {
	open, behind, did := true, 0, 0
	b := newBench(t, func(u *UI) {
		if u.Button("behind", Rect{0, 0, 60, 30}, Button{Text: "behind"}) {
			behind++
		}
		if !open {
			return
		}
		if u.Dialog("d", "Keys", 200, 60, func(in Rect) {
			if u.Button("d/do", in.Top(36), Button{Text: "do"}) {
				did++
			}
		}) {
			open = false
		}
	})
	for range 3 {
		b.key("Tab")
		if got := b.ui.Focused(); got != "d/close" && got != "d/do" {
			t.Errorf("Tab leaves the dialog for %q", got)
		}
	}
	b.click(200, 235) // in a narrow window it lies at the lower edge
	if did != 1 {
		t.Errorf("its button was pressed %d times, want 1", did)
	}
	b.key("Escape")
	if open {
		b.key("Escape") // the first leaves the focus
	}
	if open {
		t.Error("Esc does not close it")
	}
	open = true
	b.run()
	b.click(5, 5)
	if open || behind != 0 {
		t.Errorf("a press beside it: open %v, and behind was pressed %d times", open, behind)
	}
	b.click(5, 5)
	if behind != 1 {
		t.Error("what was behind it does not answer again")
	}
}

func TestToasts(t *testing.T) {
	list := []Toast{{Text: "All saved.", Until: 1000}, {Text: "2 strokes wait.", Until: 2000, Act: "Undo"}}
	act := -1
	b := newBench(t, func(u *UI) {
		var n int
		if list, n = u.Toasts(list, Rect{W: 400, H: 260}); n >= 0 {
			act = n
		}
	})
	if got := b.texts(); !strings.Contains(got, "All saved.") || !strings.Contains(got, "2 strokes wait.") {
		t.Errorf("it says %q", got)
	}
	if b.next.At != 1000 {
		t.Errorf("it waits until %d, want 1000", b.next.At)
	}
	b.key("F6", "Enter")
	if act != 1 {
		t.Errorf("toast %d was answered, want 1", act)
	}
	b.wait(1500)
	if len(list) != 1 {
		t.Errorf("%d toasts stay, want 1", len(list))
	}
}

func TestPicker(t *testing.T) {
	var p Picker
	color := uint32(0x6f8f3a)
	b := newBench(t, func(u *UI) { color = u.Picker("p", Rect{0, 0, 200, PickerHigh(200)}, &p, color) })
	if color != 0x6f8f3a {
		t.Errorf("shown, it became %06x", color)
	}
	b.down(199.9, 0.1)
	b.up()
	if h, s, v := ToHSV(color); math.Abs(h-82.6) > 1 || s < 0.99 || v < 0.99 {
		t.Errorf("its strongest is %06x", color)
	}
	b.down(0, 162) // hue 0
	b.up()
	if color != 0xff0000 {
		t.Errorf("with the hue at the left it is %06x, want ff0000", color)
	}
	b.click(150, 200)
	b.key("Ctrl a")
	b.typed("#2f4f")
	b.typed("a8999")
	b.key("Enter")
	if color != 0x2f4fa8 {
		t.Errorf("written, it is %06x, want 2f4fa8", color)
	}
	color = 0x808080 // chosen elsewhere
	b.run()
	if got := b.texts(); !strings.Contains(got, "#808080") {
		t.Errorf("the field says %q", got)
	}
}

func TestEaseGlides(t *testing.T) {
	target, got := 0.0, 0.0
	b := newBench(t, func(u *UI) { got = u.Ease("e", target) })
	b.ui.Still = false
	target = 1
	step := func(ms int64) float64 {
		b.in.Now += ms
		b.ui.Begin(b.in, 400, 300)
		b.show(b.ui)
		b.next = b.ui.End()
		return got
	}
	step(0)
	if v := step(easeMs / 2); v <= 0.4 || v >= 1 || !b.next.Again {
		t.Errorf("half way it is %v, again %v", v, b.next.Again)
	}
	if v := step(easeMs); v != 1 || b.next.Again {
		t.Errorf("in the end it is %v, again %v", v, b.next.Again)
	}
	b.ui.Still = true
	target = 0
	if v := step(0); v != 0 {
		t.Errorf("where less motion is asked for, it is %v at once, want 0", v)
	}
}

func TestChoice(t *testing.T) {
	names := []string{"none", "mirror", "2 turns", "3 turns"}
	on := 0
	b := newBench(t, func(u *UI) { on = u.Choice("c", Rect{10, 10, 140, 30}, names, on) })
	b.click(50, 20)
	if got := b.texts(); got != "none|none|mirror|2 turns|3 turns" {
		t.Errorf("open it shows %q", got)
	}
	b.click(50, 44+6+2*30+15)
	if on != 2 || b.texts() != "2 turns" {
		t.Errorf("%d is taken, and it shows %q; want 2, and shut", on, b.texts())
	}
	b.click(50, 20)
	b.click(350, 280)
	if on != 2 || b.texts() != "2 turns" {
		t.Errorf("after a press beside it %d is taken, and it shows %q", on, b.texts())
	}
	b.key("F6", "Enter", "ArrowDown", "Enter")
	if on != 3 || b.ui.Focused() != "c" {
		t.Errorf("by keys %d is taken, the focus is on %q; want 3, c", on, b.ui.Focused())
	}
	b.key("Enter", "Escape")
	if on != 3 || b.texts() != "3 turns" || b.ui.Focused() != "c" {
		t.Errorf("after Esc %d is taken, it shows %q, the focus is on %q", on, b.texts(), b.ui.Focused())
	}
}

// TestDiffers: only what is shown anew is in the part, and all of it.
func TestDiffers(t *testing.T) {
	b := newBench(t, func(*UI) {})
	list := func(items ...Item) *List { return &List{Items: items} }
	fill := func(x float64) Item { return Item{Kind: FillItem, Rect: Rect{x, 10, 20, 20}} }
	text := Item{Kind: TextItem, Rect: Rect{X: 100, Y: 50}, Text: "words", Font: Font{Body, Regular}}
	for _, c := range []struct {
		name string
		a, b *List
		same bool
		want Rect // is within the part
		most float64
	}{
		{"nothing", list(), list(), true, Rect{}, 0},
		{"the same", list(fill(1), text), list(fill(1), text), true, Rect{}, 0},
		{"one more", list(fill(1), text), list(fill(1), fill(200), text), false, Rect{200, 10, 20, 20}, 22},
		{"one less", list(fill(1), fill(200), text), list(fill(1), text), false, Rect{200, 10, 20, 20}, 22},
		{"moved", list(fill(100), text), list(fill(140), text), false, Rect{100, 10, 60, 20}, 62},
		{"words", list(fill(1)), list(fill(1), text), false, Rect{100, 40, 30, 10}, 80},
		{"a clip", list(fill(1)), list(Item{Kind: ClipItem}, fill(1)), false, Rect{0, 0, 400, 300}, 400},
	} {
		got, same := b.ui.Differs(c.a, c.b)
		if same != c.same || got.Meet(c.want) != c.want || got.W > c.most {
			t.Errorf("%s: %v, same %v; want %v within, at most %v wide, same %v", c.name, got, same, c.want, c.most, c.same)
		}
	}
}
