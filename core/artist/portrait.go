package artist

import "easel.example/core"

var (
	skins = []uint32{0xf3cfae, 0xe0ac82, 0xb57f58, 0x84573b}
	hairs = []uint32{0x2b2028, 0x5a3a26, 0x8a4a26, 0xc08a3e, 0x8d8a92}
	greys = []uint32{0xb4b2b8, 0xcfccc8, 0x9d9aa2}
)

// A face is where a portrait's places are: thousandths of its size around its middle.
type face struct {
	*hand
	s *setting
	c at
	t int32

	of sitter
}

func (f *face) u(x, y int32) at { return at{f.c.x + f.t*x/1000, f.c.y + f.t*y/1000} }

// path returns cubic curves, one after the other, through places.
func (f *face) path(pts ...int32) (pen []at) {
	for i := 0; i+7 < len(pts); i += 6 {
		pen = append(pen, curve(f.u(pts[i], pts[i+1]), f.u(pts[i+2], pts[i+3]), f.u(pts[i+4], pts[i+5]), f.u(pts[i+6], pts[i+7]), 12)...)
	}
	return pen
}

func (f *face) draw(l look, pts ...int32) { f.line(l, f.wobble(f.path(pts...), f.t/260)...) }

// portrait is a face reduced to few lines, over planes of light and shade.
func portrait(h *hand, s *setting) {
	h.face(s, at{h.wide(500+s.aside) + h.u(h.between(-30, 30)), h.high(500)}, h.u(760)*s.scale/100, sitter{})
}

func (h *hand) face(s *setting, c at, t int32, of sitter) {
	f := &face{h, s, c, t, of}
	skin, hair := pick(&h.chance, skins), pick(&h.chance, hairs)
	switch {
	case of.old:
		hair = pick(&h.chance, greys)
	case of.child:
		hair = pick(&h.chance, hairs[:4])
	}
	if s.night {
		skin, hair = blend(darker(skin, 40), s.high, 60), blend(hair, s.high, 90)
	}
	f.bust(skin, hair)
	oval := f.path(-212, -240, -260, 60, -190, 210, -110, 300, -60, 350, 60, 390, 120, 290, 190, 200, 235, 40, 208, -240)
	oval = append(oval, f.path(208, -240, 160, -330, -150, -340, -212, -240)...)
	h.form(s, skin, oval, f.t, false)
	if !h.plots() {
		f.shade(skin)
	}
	f.lines()
	if of.old {
		f.age(skin)
	}
	if of.old && of.short {
		f.beard(hair)
	}
	f.locks(hair)
	if of.wears != nil {
		at := worn[of.wears.name]
		h.sketched(s, *of.wears, f.u(0, at[0]), t*at[1]/1000, false, 0)
	}
}

// bust is what is behind the face: hair, neck, and a coat.
func (f *face) bust(skin, hair uint32) {
	if f.of.short {
		f.form(f.s, darker(hair, 30), f.path(-228, -60, -320, -470, 310, -490, 234, -60, 230, 0, 222, 30, 200, 40, 100, 60, -100, 60, -200, 40, -222, 30, -228, 0, -228, -60), f.t, false)
		for _, side := range []int32{-1, 1} {
			f.form(f.s, darker(skin, 20), ring(f.u(214*side, 20), f.t/26, f.t/15, 0, 16), f.t, false)
		}
	} else {
		f.long(hair)
	}
	f.form(f.s, darker(skin, 50), f.path(-95, 240, -80, 400, -110, 470, -150, 520, -60, 560, 80, 560, 160, 520, 110, 470, 85, 400, 95, 240), f.t, false)
	coat := pick(&f.chance, f.s.accents[:3])
	f.form(f.s, coat, f.path(-110, 470, -260, 500, -400, 560, -430, 760, -200, 800, 200, 800, 440, 760, 410, 560, 270, 500, 120, 470, 60, 560, -50, 560, -110, 470), f.t, false)
	f.draw(look{core.Ink, darker(coat, 140), f.t / 90, 240, swell}, -110, 470, -60, 580, -20, 600, 10, 610)
	f.draw(look{core.Ink, darker(coat, 140), f.t / 90, 240, swell}, 120, 470, 80, 570, 40, 600, 10, 610)
}

// long is the hair that falls to the shoulders.
func (f *face) long(hair uint32) {
	f.form(f.s, darker(hair, 30), f.path(-240, -100, -330, -480, 320, -500, 245, -100, 290, 120, 300, 260, 240, 330, 120, 200, -120, 200, -235, 330, -310, 240, -285, 100, -240, -100), f.t, false)
}

// age is in lines beside the eyes and the mouth, and across the forehead.
func (f *face) age(skin uint32) {
	l := look{core.Ink, darker(skin, 110), f.t / 130, 200, swell}
	for _, side := range []int32{-1, 1} {
		f.draw(l, 70*side, 110, 105*side, 140, 112*side, 180, 104*side, 230)
		f.draw(l, 70*side, -8, 90*side, 8, 130*side, 8, 150*side, -14)
		for k := range int32(3) {
			f.draw(l, 178*side, -56+14*k, 186*side, -60+16*k, 194*side, -62+20*k, 204*side, -66+24*k)
		}
	}
	for k := range int32(2) {
		f.draw(l, -100, -190-34*k, -40, -204-34*k, 40, -204-34*k, 100, -190-34*k)
	}
}

// beard is around the chin, and above the lips.
func (f *face) beard(hair uint32) {
	for i := range int32(30) {
		x := -170 + 340*i/29
		top, low := 160+f.between(0, 20), 390-x*x/260+f.between(-14, 14)
		if abs(x) < 90 {
			top = 262 + f.between(0, 12)
		}
		c := f.near(blend(lighter(hair, 60), darker(hair, 60), f.between(0, 255)), 10)
		f.draw(look{core.Ink, c, f.t / f.between(40, 60), 240, swell}, x, top, x*105/100, top+(low-top)/3, x, low-40, x*8/10, low)
	}
	for i := range int32(10) {
		x := -80 + 160*i/9
		f.draw(look{core.Ink, f.near(lighter(hair, 40), 10), f.t / 60, 240, swell}, x/3, 150, x/2, 160, x*9/10, 168, x*12/10, 186)
	}
}

// shade sets the planes of a face: cheeks, the side of the nose, the sockets of the eyes.
func (f *face) shade(skin uint32) {
	warm, dark := blend(skin, f.s.accents[0], 90), darker(skin, 70)
	for _, side := range []int32{-1, 1} {
		f.draw(look{core.OilFilbert, warm, f.t / 9, 90, swell}, 90*side, 90, 120*side, 110, 150*side, 120, 165*side, 60)
		f.draw(look{core.OilFilbert, dark, f.t / 16, 100, swell}, 50*side, -80, 90*side, -105, 130*side, -105, 165*side, -75)
	}
	f.draw(look{core.OilFilbert, dark, f.t / 22, 110, swell}, 10, -80, 26, 0, 40, 60, 30, 110)
	f.draw(look{core.OilFilbert, dark, f.t / 18, 110, swell}, -50, 275, -10, 290, 30, 290, 60, 270)
	f.draw(look{core.OilFilbert, lighter(skin, 120), f.t / 26, 150, swell}, -26, -60, -40, 10, -50, 60, -46, 90)
	f.draw(look{core.OilFilbert, lighter(skin, 100), f.t / 14, 110, swell}, -110, -250, -30, -270, 40, -270, 90, -250)
}

// lines are brow and nose in one, eyes, mouth and jaw.
func (f *face) lines() {
	h, s := f.hand, f.s
	v := h.between(-22, 22)
	l := look{core.Ink, s.ink, f.t / 68, 250, swell}
	f.draw(l, -212, -190, -250, 60, -190, 210, -110, 300, -60, 350, 60, 390, 120, 290)
	f.draw(l, 120, 290, 190, 200, 235, 40, 205, -190)
	f.draw(l, -185, -95+v, -130, -140+v, -70, -130+v, -40, -95, -20, -40, -48, 50, -62, 92, -70, 120, -20, 132, 8, 112)
	f.draw(l, 45, -95, 90, -135-v, 150, -130-v, 185, -90-v)
	iris := pick(&h.chance, []uint32{0x3f6f8f, 0x5a7a48, 0x6a4628})
	for _, side := range []int32{-1, 1} {
		x := 112 * side
		white := f.path(x-58, -42, x-20, -84, x+26, -80, x+58, -40, x+20, -18, x-26, -16, x-58, -42)
		h.fill(0xf6f1e6, 255, white)
		h.fill(iris, 255, ring(f.u(x+2, -49), f.t/42, f.t/40, 0, 16))
		h.line(l, h.wobble(white, f.t/300)...)
		h.line(look{core.Ink, s.ink, f.t / 46, 255, even}, f.u(x, -50), f.u(x+4, -47))
		h.line(look{core.Pen, 0xffffff, f.t / 120, 255, even}, f.u(x-6, -58))
		for k := range int32(4) { // lashes
			h.line(look{core.Ink, s.ink, f.t / 160, 230, release}, f.u(x-30+20*k, -74), f.u(x-36+24*k, -92))
		}
	}
	lips := f.path(-82, 196, -40, 172, -14, 186, 2, 190, 20, 180, 50, 176, 84, 192, 40, 246, -30, 250, -82, 196)
	h.fill(blend(s.accents[0], 0xa04048, 120), 235, lips)
	f.draw(l, -82, 196, -40, 172, -14, 186, 2, 190, 20, 180, 50, 176, 84, 192)
	f.draw(l, -82, 196, -30, 212, 30, 212, 84, 192, 40, 246, -30, 250, -70, 204)
	f.draw(l, -95, 330, -90, 400, -100, 440, -120, 470)
	f.draw(l, 95, 330, 90, 400, 100, 440, 125, 470)
}

// locks are the hair in front, from the parting down to both sides.
func (f *face) locks(hair uint32) {
	n := f.s.many(44)
	for i := range n {
		side := int32(1)
		if i%2 == 0 {
			side = -1
		}
		far := 30 + 250*i/n
		c := f.near(blend(lighter(hair, 70), darker(hair, 90), f.between(0, 255)), 12)
		if i%5 == 0 {
			c = lighter(hair, 110)
		}
		end := f.between(40, 330) - (280-far)/2
		if f.of.short {
			f.draw(look{core.Ink, c, f.t / f.between(46, 90), 245, swell}, f.between(-60, 0), -400+f.between(-30, 30), side*far*6/10, -440+far/4, side*(far+40)*8/10, -360, side*(130+far*3/10)+f.between(-10, 10), f.between(-240, -90))
			continue
		}
		f.draw(look{core.Ink, c, f.t / f.between(46, 90), 245, swell}, f.between(-60, 0), -400+f.between(-30, 30), side*far*9/10, -450+far/4, side*(far+60)*11/10, -230, side*(200+far*4/10)+f.between(-20, 20), end)
	}
}
