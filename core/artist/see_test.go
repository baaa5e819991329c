package artist

import (
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// ink is a stroke of a person, from places in px.
func inkOf(b core.Brush, px ...int32) *core.Stroke {
	s := &core.Stroke{ID: core.StrokeID{Actor: 9, N: uint32(px[0]*7 + px[1])}, Brush: b, Done: true}
	for i := 0; i+1 < len(px); i += 2 {
		s.Points = append(s.Points, core.Point{X: px[i] * core.Unit, Y: px[i+1] * core.Unit, Pressure: 200})
	}
	return s
}

var (
	redPen  = core.Brush{Kind: core.Pen, Version: 1, Color: 0xc02030, Width: 6 * core.WidthUnit, Opacity: 255}
	bluePen = core.Brush{Kind: core.Fineliner, Version: 1, Color: core.PlotterPeople, Width: core.PlotterWidth, Opacity: 255}
	redFill = core.Brush{Kind: core.Pen, Version: 1, Color: 0xc02030, Width: core.WidthUnit, Opacity: 255, Fill: core.FillNonzero}
)

func circle(b core.Brush, x, y, r int32) *core.Stroke {
	var px []int32
	for i := range int32(41) {
		dx, dy := turned(r, i*90)
		px = append(px, x+dx, y+dy)
	}
	return inkOf(b, px...)
}

// TestMakesRoom: a subject goes where others have not drawn.
func TestMakesRoom(t *testing.T) {
	for _, prompt := range []string{"a cat", "a portrait", "a horse", "a teapot"} {
		p := New(Brief{prompt, core.Paint, 800, 600, 5})
		before := p.Subject()
		p.See(Look{[]*core.Stroke{circle(redPen, 260, 330, 100), circle(redPen, 290, 330, 60)}})
		if after := p.Subject(); after.X0 <= before.X0 {
			t.Errorf("%s: at the left somebody draws, and it is at %+v, before at %+v", prompt, after, before)
		}
		p = New(Brief{prompt, core.Paint, 800, 600, 5})
		if p.See(Look{[]*core.Stroke{circle(redPen, 60, 60, 30)}}); p.Subject() != before {
			t.Errorf("%s: somebody draws in the corner, and it moves to %+v", prompt, p.Subject())
		}
	}
}

// TestRemembers: what is kept of others has bounds.
func TestRemembers(t *testing.T) {
	p := New(Brief{"a cat", core.Paint, 800, 600, 5})
	var dots []*core.Stroke
	for i := range int32(seenMost) {
		dots = append(dots, inkOf(redPen, i, 10))
	}
	if p.See(Look{dots}); len(p.seen) != seenMost {
		t.Errorf("of %d strokes it remembers %d", seenMost, len(p.seen))
	}
	if p.See(Look{dots[:1]}); len(p.seen) != seenMost {
		t.Errorf("of one more it remembers %d", len(p.seen))
	}
	long := inkOf(redPen, make([]int32, 2*seenPointsMost)...)
	if p.See(Look{[]*core.Stroke{long}}); len(p.seen) != 1 {
		t.Errorf("it remembers %d beside one that is as long as may be", len(p.seen))
	}
	if p.See(Look{dots[:1]}); len(p.seen) != 1 || len(p.seen[0].Points) != 1 {
		t.Errorf("it remembers %d after that", len(p.seen))
	}
}

// spoiled returns how many of a thousand pixels of people's ink are changed by what is
// painted after it was seen.
func spoiled(t *testing.T, b Brief, steps int, ink []*core.Stroke) int {
	t.Helper()
	p := New(b)
	c := raster.New(b.Width, b.Height)
	n := uint32(0)
	place := func(m Mark) {
		n++
		c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Brush: m.Brush, Points: m.Points, Done: true})
	}
	for range steps {
		s, _ := p.Next()
		for _, m := range s.Marks {
			place(m)
		}
	}
	alone := raster.New(b.Width, b.Height)
	for _, s := range ink {
		c.Place(s)
		alone.Place(s)
	}
	p.See(Look{ink})
	all := core.Rect{X1: b.Width, Y1: b.Height}
	size := int(b.Width * b.Height * 4)
	before, after, only := make([]byte, size), make([]byte, size), make([]byte, size)
	c.WritePaper(before, all, 0xffffff)
	alone.WriteRGBA(only, all)
	marks, _, _ := paint(t, p)
	for _, m := range marks {
		place(m)
	}
	c.WritePaper(after, all, 0xffffff)
	return changedInk(before, after, only)
}

// changedInk returns how many of a thousand pixels of ink differ before and after; alone is the ink by itself.
func changedInk(before, after, alone []byte) int {
	total, changed := 0, 0
	for i := 0; i < len(alone); i += 4 {
		if alone[i+3] < 128 {
			continue
		}
		total++
		for k := range 3 {
			if d := int(before[i+k]) - int(after[i+k]); d > 8 || d < -8 {
				changed++
				break
			}
		}
	}
	return changed * 1000 / max(total, 1)
}

// spoiledMost is how many of a thousand pixels of people's ink may be changed: grain and
// splashes at the rim of a brush.
const spoiledMost = 5

// TestLeavesInkFree: what was seen is not painted over, by no layer of any scene.
func TestLeavesInkFree(t *testing.T) {
	for style, pen := range map[core.Style]core.Brush{core.Paint: redPen, core.Plotter: bluePen} {
		ink := []*core.Stroke{circle(pen, 320, 260, 70), inkOf(pen, 10, 101, 630, 66), inkOf(pen, 30, 420, 200, 330, 420, 440, 610, 80), inkOf(pen, 100, 100, 104, 102), inkOf(pen, 20, 20, 20, 460, 300, 470)}
		if style == core.Paint {
			ink = append(ink, inkOf(redFill, 420, 200, 520, 210, 500, 300, 430, 310))
		}
		for i, prompt := range append(prompts(), atStations...) {
			if skipped(i) {
				continue
			}
			if got := spoiled(t, Brief{prompt, style, 640, 480, uint64(i)}, i%5, ink); got > spoiledMost {
				t.Errorf("%s, %q: %d of 1000 pixels of others' ink are painted over", style, prompt, got)
			}
		}
	}
}

// TestAnyInk: whatever others draw, wherever, all that is painted is admitted by the piece.
func TestAnyInk(t *testing.T) {
	sizes := [][2]int32{{800, 600}, {1600, 1200}, {240, 4096}, {4096, 4096}}
	for seed := range uint64(40) {
		if skipped(int(seed)) {
			continue
		}
		c := newChance(seed, "ink")
		size := sizes[seed%4]
		b := Brief{prompts()[int(seed)%len(prompts())], core.Style(seed / 4 % 2), size[0], size[1], seed}
		p := New(b)
		piece := core.NewPiece(1, size[0], size[1], b.Style, core.DefaultLimits())
		piece.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 1, nil)
		n := uint32(0)
		for step := 0; step < 60; step++ {
			if c.one(3) && step < 12 {
				p.See(Look{anyInk(&c, size)})
			}
			s, ok := p.Next()
			if !ok {
				break
			}
			for _, m := range s.Marks {
				n++
				id := core.StrokeID{N: n}
				_, cut := piece.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: id, Brush: m.Brush}, {Kind: core.Extend, Stroke: id, Points: m.Points}, {Kind: core.End, Stroke: id}}}, 1, nil)
				if cut {
					t.Fatalf("seed %d, %s: a stroke of %d points and brush %+v is cut", seed, s.Doing, len(m.Points), m.Brush)
				}
			}
		}
	}
}

func anyInk(c *chance, size [2]int32) (list []*core.Stroke) {
	for range c.between(1, 12) {
		s := &core.Stroke{Brush: core.Brush{Kind: core.BrushKind(c.between(1, 17)), Version: 1, Color: uint32(c.between(0, 0xffffff)), Width: uint16(c.between(1, 900)), Opacity: 255}}
		if c.one(4) {
			s.Brush.Kind, s.Brush.Fill = core.Pen, core.Fill(c.between(1, 2))
		}
		w, h := size[0]*core.Unit, size[1]*core.Unit
		x, y, d := c.between(-w/2, w+w/2), c.between(-h/2, h+h/2), c.between(1, w/20)
		for range c.between(1, 80) {
			s.Points = append(s.Points, core.Point{X: x, Y: y, Pressure: uint8(c.between(0, 255))})
			x, y = min(max(x+c.between(-d, d), -w/2), w+w/2), min(max(y+c.between(-d, d), -h/2), h+h/2)
		}
		list = append(list, s)
	}
	return list
}

// BenchmarkSee takes in a crowd's ink, and paints the rest of a piece around it.
func BenchmarkSee(b *testing.B) {
	c := newChance(1, "ink")
	var ink []*core.Stroke
	for len(ink) < 200 {
		ink = append(ink, anyInk(&c, [2]int32{1600, 1200})...)
	}
	for range b.N {
		p := New(Brief{"a forest", core.Paint, 1600, 1200, 1})
		p.See(Look{ink})
		paint(b, p)
	}
}

// TestRecount: what people have taken back is painted on again, and not brought back; what is left of theirs is
// left free, as is what the artist has answered; nothing is answered twice.
func TestRecount(t *testing.T) {
	p := New(Brief{"hills", core.Paint, 800, 600, 5})
	one, two := circle(redPen, 200, 300, 60), circle(redPen, 600, 300, 60)
	p.See(Look{[]*core.Stroke{one}})
	p.fresh = nil
	p.See(Look{[]*core.Stroke{two}})
	var answered []core.Point
	for p.consider(); len(p.said) > 0; {
		s, _ := p.Next()
		for _, m := range s.Marks {
			answered = append(answered, m.Points...)
		}
	}
	free := func(pts []core.Point) bool {
		for _, q := range pts {
			if p.ink.from(q.X, q.Y) > p.ink.margin() {
				return false
			}
		}
		return true
	}
	if !free(one.Points) || !free(two.Points) || len(answered) == 0 {
		t.Fatal("what is drawn is not left free")
	}
	one.Hidden = 1
	p.Recount([]*core.Stroke{one, two})
	if free(one.Points) || !free(two.Points) || !free(answered) || len(p.seen) != 1 {
		t.Errorf("of two circles one is hidden: they are left free %v, %v, the answers %v, and it remembers %d", free(one.Points), free(two.Points), free(answered), len(p.seen))
	}
	one.Hidden = 0
	if p.Recount([]*core.Stroke{one, two}); !free(one.Points) || len(p.said)+len(p.fresh) > 0 {
		t.Errorf("one is back: it is left free %v, and answered %d times more", free(one.Points), len(p.said)+len(p.fresh))
	}
	three := circle(redPen, 400, 100, 30)
	p.See(Look{[]*core.Stroke{three}})
	if p.Recount([]*core.Stroke{one, two}); len(p.fresh) > 0 {
		t.Error("what is gone before it was answered is answered still")
	}
	if p.Recount(nil); len(p.seen) > 0 || free(one.Points) || !free(answered) {
		t.Error("all is gone, but it remembers some")
	}
}
