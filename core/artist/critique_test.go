package artist

import (
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// picture is what a test paints to be judged, in px.
type picture struct {
	c *raster.Canvas
	n uint32
}

func (p *picture) place(marks ...Mark) {
	for _, m := range marks {
		p.n++
		p.c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: p.n}, Brush: m.Brush, Points: m.Points, Done: true})
	}
}

// box fills a rectangle.
func (p *picture) box(color uint32, x0, y0, x1, y1 int32) {
	b := redFill
	b.Color = color
	p.place(Mark{b, inkOf(b, x0, y0, x1, y0, x1, y1, x0, y1).Points})
}

func (p *picture) pix(w, h int32) []byte {
	pix := make([]byte, w*h*4)
	p.c.WriteRGBA(pix, core.Rect{X1: w, Y1: h})
	return pix
}

const testWide, testHigh = 800, 600

func newPicture() *picture { return &picture{c: raster.New(testWide, testHigh)} }

// landscape is a picture in which nothing is wrong.
func (p *picture) landscape() {
	p.box(0xa9c8e0, 0, 0, testWide, 300)
	p.box(0x50703c, 0, 300, testWide, testHigh)
	p.box(0x803020, 320, 220, 460, 400)
}

// faulty are pictures of which each has one fault.
func faulty() map[Code]func(p *picture) (subject core.Rect) {
	return map[Code]func(p *picture) core.Rect{
		Empty: func(p *picture) core.Rect { p.box(0x803020, 360, 260, 440, 340); return core.Rect{} },
		Full: func(p *picture) core.Rect {
			for i := range int32(40) {
				for j := range int32(30) {
					p.box(0xffffff*uint32((i+j)%2), i*20, j*20, i*20+20, j*20+20)
				}
			}
			return core.Rect{}
		},
		OneTone: func(p *picture) core.Rect {
			p.box(0x9090a0, 0, 0, testWide, testHigh)
			p.box(0xa08080, 300, 200, 500, 400)
			return core.Rect{}
		},
		OneSided: func(p *picture) core.Rect {
			p.box(0xf0e8d8, 0, 0, testWide, testHigh)
			p.box(0x202020, 0, 150, 200, 500)
			return core.Rect{}
		},
		Garish: func(p *picture) core.Rect {
			for i, c := range []uint32{0xd03030, 0xd0a020, 0x60b030, 0x20a0a0, 0x3040c0, 0xb030b0} {
				p.box(c, int32(i)*134, 0, int32(i+1)*134, testHigh)
			}
			p.box(0x202020, 350, 220, 450, 400)
			return core.Rect{}
		},
		Aimless: func(p *picture) core.Rect {
			for i := range int32(16) {
				for j := range int32(12) {
					p.box([]uint32{0x8090a0, 0xc0c8d0}[(i+j)%2], i*50, j*50, i*50+50, j*50+50)
				}
			}
			return core.Rect{}
		},
		Lost: func(p *picture) core.Rect { p.landscape(); return core.Rect{X0: 560, Y0: 60, X1: 660, Y1: 160} },
	}
}

// TestCritique: each fault is found in the picture that has it, alone, and nothing in one
// that is well.
func TestCritique(t *testing.T) {
	p := newPicture()
	p.landscape()
	good := Canvas{Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh), Subject: core.Rect{X0: 320, Y0: 220, X1: 460, Y1: 400}}
	if got := Critique(good); len(got) > 0 {
		t.Errorf("nothing is wrong, but: %v", got)
	}
	for want, paint := range faulty() {
		t.Run(string(want), func(t *testing.T) {
			p := newPicture()
			box := paint(p)
			got := Critique(Canvas{Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh), Subject: box})
			if len(got) != 1 || got[0].Code != want || got[0].Text == "" || got[0].By <= 0 || got[0].At.Empty() {
				t.Errorf("found %+v", got)
			}
		})
	}
	t.Run("off the sheet", func(t *testing.T) {
		good := good
		good.Subject = core.Rect{X0: 750, Y0: 100, X1: 900, Y1: 200}
		if got := Critique(good); len(got) != 1 || got[0].Code != Lost {
			t.Errorf("found %+v", got)
		}
	})
	t.Run("covered", func(t *testing.T) {
		ink := newPicture()
		ink.place(Mark{redPen, inkOf(redPen, 100, 100, 300, 400).Points})
		good := good
		good.Ink = ink.pix(testWide, testHigh)
		if got := Critique(good); len(got) != 1 || got[0].Code != Covered {
			t.Errorf("found %+v", got)
		}
		p.place(Mark{redPen, inkOf(redPen, 100, 100, 300, 400).Points})
		good.Pix = p.pix(testWide, testHigh)
		if got := Critique(good); len(got) > 0 {
			t.Errorf("the ink is on top, but: %+v", got)
		}
	})
	t.Run("a plotter's", func(t *testing.T) {
		p := newPicture()
		if got := Critique(Canvas{Style: core.Plotter, Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh)}); len(got) != 1 || got[0].Code != Empty {
			t.Errorf("found %+v in a blank sheet", got)
		}
		for i := range int32(testHigh / 3) {
			p.place(Mark{bluePen, inkOf(bluePen, 0, i*3, testWide, i*3).Points})
		}
		if got := Critique(Canvas{Style: core.Plotter, Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh)}); len(got) != 1 || got[0].Code != Full {
			t.Errorf("found %+v in one full of ink", got)
		}
	})
}

// TestMend: what was found is gone, or less, after the painter has mended it.
func TestMend(t *testing.T) {
	left := func(list []Finding, c Code) int32 {
		for _, f := range list {
			if f.Code == c {
				return f.By
			}
		}
		return 0
	}
	for code, paint := range faulty() {
		t.Run(string(code), func(t *testing.T) {
			p := newPicture()
			c := Canvas{Width: testWide, Height: testHigh, Subject: paint(p)}
			c.Pix = p.pix(testWide, testHigh)
			before := Critique(c)
			a := New(Brief{"a cat", core.Paint, testWide, testHigh, 4})
			mended(t, a, before, p)
			c.Pix = p.pix(testWide, testHigh)
			if was, is := left(before, code), left(Critique(c), code); is >= was {
				t.Errorf("%s was %d beyond its limit, and is %d", code, was, is)
			}
		})
	}
	t.Run("covered", func(t *testing.T) {
		line := inkOf(redPen, 100, 100, 300, 400)
		ink, p := newPicture(), newPicture()
		ink.place(Mark{line.Brush, line.Points})
		p.landscape()
		a := New(Brief{"a cat", core.Paint, testWide, testHigh, 4})
		a.See(Look{[]*core.Stroke{line}})
		c := Canvas{Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh), Ink: ink.pix(testWide, testHigh)}
		mended(t, a, Critique(c), p)
		c.Pix = p.pix(testWide, testHigh)
		if got := left(Critique(c), Covered); got > 0 {
			t.Errorf("it is %d beyond its limit still", got)
		}
	})
	for _, code := range []Code{Empty, Full} {
		t.Run("a plotter's "+string(code), func(t *testing.T) {
			p := newPicture()
			if code == Full {
				for i := range int32(testHigh / 3) {
					p.place(Mark{bluePen, inkOf(bluePen, 0, i*3, testWide, i*3).Points})
				}
			}
			c := Canvas{Style: core.Plotter, Width: testWide, Height: testHigh, Pix: p.pix(testWide, testHigh)}
			before := Critique(c)
			mended(t, New(Brief{"a cat", core.Plotter, testWide, testHigh, 4}), before, p)
			c.Pix = p.pix(testWide, testHigh)
			if was, is := left(before, code), left(Critique(c), code); was == 0 || is >= was {
				t.Errorf("%s was %d beyond its limit, and is %d", code, was, is)
			}
		})
	}
	t.Run("what it does not know", func(t *testing.T) {
		a := New(Brief{"a cat", core.Paint, testWide, testHigh, 4})
		n := len(a.plan.layers)
		if a.Mend([]Finding{{Code: "purple"}}); len(a.plan.layers) != n {
			t.Error("it mends what nobody has found")
		}
	})
}

// mended draws only what mends.
func mended(t *testing.T, a *Painter, found []Finding, p *picture) {
	t.Helper()
	a.begun, a.next, a.said, a.fresh = true, len(a.plan.layers), nil, nil
	a.Mend(found)
	n := 0
	for range found {
		s, ok := a.Next()
		if !ok || s.Thought == "" || s.Doing == "" {
			t.Errorf("it does nothing: %+v", s)
		}
		for _, m := range s.Marks {
			if !a.brief.Style.Admits(m.Brush) {
				t.Errorf("the style does not admit %+v", m.Brush)
			}
		}
		p.place(s.Marks...)
		n += len(s.Marks)
	}
	if n == 0 {
		t.Error("it draws nothing")
	}
}

// TestPiecesPass: what is painted passes its own critique, in every scene and style.
func TestPiecesPass(t *testing.T) {
	for style := core.Paint; style.Valid(); style++ {
		for i, prompt := range prompts() {
			if skipped(i) {
				continue
			}
			b := Brief{prompt, style, testWide, testHigh, uint64(7 * i)}
			a, p := New(b), newPicture()
			marks, _, _ := paint(t, a)
			p.place(marks...)
			c := Canvas{Style: style, Width: b.Width, Height: b.Height, Pix: p.pix(b.Width, b.Height), Subject: a.Subject()}
			for _, f := range Critique(c) {
				t.Errorf("%s, %q, seed %d: %+v", style, prompt, b.Seed, f)
			}
		}
	}
}

// TestSubjectsFit: on a wide and low sheet, and on a narrow one, the subject is on it, and is told from its ground.
func TestSubjectsFit(t *testing.T) {
	for _, prompt := range []string{"a vase of peonies", "a portrait", "a bouquet in spring", "a cat"} {
		for style := core.Paint; style.Valid(); style++ {
			for _, size := range [][2]int32{{1200, 300}, {300, 1200}, {960, 240}} {
				a, p := New(Brief{prompt, style, size[0], size[1], 5}), &picture{c: raster.New(size[0], size[1])}
				marks, _, _ := paint(t, a)
				p.place(marks...)
				c := Canvas{Style: style, Width: size[0], Height: size[1], Pix: p.pix(size[0], size[1]), Subject: a.Subject()}
				if found := measured(&c).subject(); len(found) > 0 {
					t.Errorf("%s, %s, %v: %+v", prompt, style, size, found)
				}
			}
		}
	}
}
