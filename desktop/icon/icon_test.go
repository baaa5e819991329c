package icon

import (
	"image/color"
	"os"
	"testing"
)

// TestFresh: it is the icon of the page.
func TestFresh(t *testing.T) {
	if b, err := os.ReadFile("../../web/public/icon.svg"); err != nil || string(b) != SVG {
		t.Errorf("icon.svg is not as web/public has it (%v): copy it", err)
	}
}

// TestDraw: paper with round corners, and a stroke of vermilion.
func TestDraw(t *testing.T) {
	for _, px := range []int{16, 32, 48, 256, 1024} {
		m := Draw(px)
		at := func(x, y float64) color.RGBA { return m.RGBAAt(int(x*float64(px)/32), int(y*float64(px)/32)) }
		if c := m.RGBAAt(0, 0); c.A > 40 {
			t.Errorf("%d px: the corner is %v, want nothing", px, c)
		}
		if c := at(4, 6); c != (color.RGBA{0xfb, 0xf6, 0xea, 255}) {
			t.Errorf("%d px: the paper is %v", px, c)
		}
		if c := at(16, 10); c.R < 0xc0 || c.G > 0x90 {
			t.Errorf("%d px: the stroke is %v", px, c)
		}
	}
}
