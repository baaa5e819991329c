package artist

import "testing"

// TestHueOf: the hue of a colour is its place on the circle, in degrees.
func TestHueOf(t *testing.T) {
	for _, q := range []struct{ color, hue, much int32 }{
		{0x000000, 0, 0}, {0x808080, 0, 0}, {0xff0000, 0, 255}, {0xffff00, 60, 255}, {0x00ff00, 120, 255}, {0x00ffff, 180, 255},
		{0x0000ff, 240, 255}, {0xff00ff, 300, 255}, {0xff0004, 360, 255}, {0x804040, 0, 64},
	} {
		if hue, much := hueOf(q.color>>16, q.color>>8&255, q.color&255); hue != q.hue%360 || much != q.much {
			t.Errorf("%06x has hue %d, by %d, want %d, by %d", q.color, hue, much, q.hue%360, q.much)
		}
	}
}

// TestRelated: three families go together wherever they are on the circle, also across its end; a fourth does not.
func TestRelated(t *testing.T) {
	for turn := range hues36 {
		var parts [hues36]int64
		for i := range familyWide {
			parts[(turn+i)%hues36] = 5
			parts[(turn+9+i)%hues36] = 4
			parts[(turn+20+i)%hues36] = 3
		}
		if got := related(&parts); got != 12*familyWide {
			t.Errorf("turned by %d, three families have %d of %d", turn, got, 12*familyWide)
		}
		parts[(turn+28)%hues36] = 2
		if got := related(&parts); got != 12*familyWide {
			t.Errorf("turned by %d, a fourth is taken for one of three: %d", turn, got)
		}
	}
}

// TestPeoplesColours: what people have drawn in all colours is no fault of the picture.
func TestPeoplesColours(t *testing.T) {
	p, ink := newPicture(), newPicture()
	p.landscape()
	for i, c := range []uint32{0xd03030, 0xd0a020, 0x60b030, 0x20a0a0, 0x3040c0, 0xb030b0} {
		for _, on := range []*picture{p, ink} {
			on.box(c, 20+int32(i)*127, 20, 140+int32(i)*127, 580)
		}
	}
	c := Canvas{Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh)}
	if got := measured(&c).harmony(); len(got) != 1 || got[0].Code != Garish {
		t.Errorf("of the artist's own it is %+v", got)
	}
	c.Ink = ink.pix(testWide, testHigh)
	if got := measured(&c).harmony(); len(got) > 0 {
		t.Errorf("of people's it is %+v", got)
	}
}
