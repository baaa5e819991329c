package widget

import "testing"

// TestContrast computes what WCAG AA asks: 4.5 of text, 3 of what is seen and not read.
func TestContrast(t *testing.T) {
	for name, th := range map[string]*Theme{"light": Light(), "dark": Dark()} {
		panel := th.Panel.Over(th.Ground)
		for _, c := range []struct {
			what       string
			ink, under Color
			least      float64
		}{
			{"text on panels", th.Text, panel, 4.5},
			{"text on panels over white paper", th.Text, th.Panel.Over(RGB(0xffffff)), 4.5},
			{"text on panels over black paint", th.Text, th.Panel.Over(RGB(0)), 4.5},
			{"text on dialogs", th.Text, th.Solid, 4.5},
			{"text in fields", th.Text, th.Field, 4.5},
			{"text on the ground", th.Text, th.Ground, 4.5},
			{"soft text on panels", th.Soft, panel, 4.5},
			{"soft text in fields", th.Soft, th.Field, 4.5},
			{"soft text on the ground", th.Soft, th.Ground, 4.5},
			{"text on what is hovered", th.Text, th.Hover.Over(panel), 4.5},
			{"text on what is pressed", th.Text, th.Pressed.Over(panel), 4.5},
			{"on the accent", th.OnAccent, th.Accent, 4.5},
			{"accent as text", th.Accent, th.Solid, 4.5},
			{"on toasts", th.OnToast, th.Toast, 4.5},
			{"focus ring on panels", th.Accent, panel, 3},
			{"focus ring on the ground", th.Accent, th.Ground, 3},
			{"good", th.Good, panel, 3},
			{"busy", th.Busy, panel, 3},
			{"amber", th.Amber, panel, 2.7}, // it never stands without words
			{"bad", th.Bad, panel, 3},
		} {
			if got := Contrast(c.ink, c.under); got < c.least {
				t.Errorf("%s: %s has a contrast of %.2f, want %.1f: %s on %s", name, c.what, got, c.least, Hex(c.ink.RGB()), Hex(c.under.RGB()))
			}
		}
	}
}

func TestContrastItself(t *testing.T) {
	if got := Contrast(RGB(0), RGB(0xffffff)); got < 20.99 || got > 21.01 {
		t.Errorf("black on white is %.2f, want 21", got)
	}
	for _, c := range []struct{ ground, want uint32 }{{0, 0xffffff}, {0xffffff, 0x1b1410}, {0xc0392b, 0xffffff}, {0xf0d24b, 0x1b1410}} {
		if got := ReadableOn(RGB(c.ground)).RGB(); got != c.want {
			t.Errorf("on %s one reads %s, want %s", Hex(c.ground), Hex(got), Hex(c.want))
		}
	}
}

func TestHex(t *testing.T) {
	for s, want := range map[string]uint32{"#c4371f": 0xc4371f, "c4371f": 0xc4371f, "#fa0": 0xffaa00, " #000000 ": 0} {
		if got, ok := ParseHex(s); !ok || got != want {
			t.Errorf("ParseHex(%q) = %#x, %v; want %#x", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "#", "#12", "#12345", "#1234567", "#gggggg", "vermilion", "#+12345"} {
		if got, ok := ParseHex(s); ok {
			t.Errorf("ParseHex(%q) = %#x, want none", s, got)
		}
	}
}

// TestHSVThereAndBack: a colour that is chosen elsewhere is not changed by being shown.
func TestHSVThereAndBack(t *testing.T) {
	for r := uint32(0); r < 256; r += 5 {
		for g := uint32(0); g < 256; g += 5 {
			for b := uint32(0); b < 256; b += 5 {
				want := r<<16 | g<<8 | b
				if got := HSV(ToHSV(want)); got != want {
					t.Fatalf("%06x comes back as %06x", want, got)
				}
			}
		}
	}
}
