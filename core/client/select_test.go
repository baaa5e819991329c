package client

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// threeLines returns a client with three strokes of its own, at y = 20, 60 and 100 px.
func threeLines(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, 1)
	d.meet()
	for _, y := range []int32{20, 60, 100} {
		if why := d.c.Draw(testPen(), []core.Point{{X: 30 * core.Unit, Y: y * core.Unit, Pressure: 255}, {X: 90 * core.Unit, Y: y * core.Unit, Pressure: 255}}, 1000); why != 0 {
			t.Fatal(why)
		}
	}
	d.carry()
	return d
}

func testPen() core.Brush {
	return core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: 0x203040, Width: 64, Opacity: 255}
}

func around(x0, y0, x1, y1 int32) []core.Point {
	u := int32(core.Unit)
	return []core.Point{{X: x0 * u, Y: y0 * u}, {X: x1 * u, Y: y0 * u}, {X: x1 * u, Y: y1 * u}, {X: x0 * u, Y: y1 * u}}
}

var sideways = Shift{A: core.FormOne, D: core.FormOne, X: 20 * core.Unit, Wider: core.FormOne}

// TestSelect names what is selected, and by what.
func TestSelect(t *testing.T) {
	d := threeLines(t)
	for _, tt := range []struct {
		name string
		path []core.Point
		with bool
		want int
	}{
		{"all of two", around(20, 10, 100, 70), false, 2},
		{"half of one", around(20, 10, 60, 30), false, 1},
		{"less than half", around(40, 10, 60, 30), false, 0},
		{"a tap on one", around(50, 61, 0, 0)[:1], false, 1},
		{"a tap beside", around(50, 80, 0, 0)[:1], false, 0},
		{"one", around(20, 10, 100, 30), false, 1},
		{"and another", around(20, 90, 100, 110), true, 2},
		{"nothing", nil, false, 0},
	} {
		if n, _ := d.c.Select(tt.path, 2*core.Unit, tt.with); n != tt.want {
			t.Errorf("%s: %d strokes are selected, want %d", tt.name, n, tt.want)
		}
	}
	d.c.Select(around(0, 0, 200, 80), 0, false)
	d.c.Undo(1000) // the third is not among them
	d.c.Undo(1000)
	if n, box := d.c.Selection(); n != 1 || box.Y1 != 22*core.Unit {
		t.Errorf("%d strokes in %v are selected after one was undone, want the first", n, box)
	}
}

// TestSelectionHoldsInk: the box is around what is seen of a stroke, not around the way of the pen.
func TestSelectionHoldsInk(t *testing.T) {
	for _, q := range []struct {
		name  string
		brush core.Brush
		want  core.Rect // 1/32 px
	}{
		{"fine", core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: core.WidthUnit, Opacity: 255}, core.Rect{X0: 624, Y0: 624, X1: 2576, Y1: 1296}},
		{"broad", core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 40 * core.WidthUnit, Opacity: 255}, core.Rect{X0: 0, Y0: 0, X1: 3200, Y1: 1920}},
		{"filled", core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 40 * core.WidthUnit, Opacity: 255, Fill: core.FillEvenOdd}, core.Rect{X0: 640, Y0: 640, X1: 2560, Y1: 1280}},
	} {
		t.Run(q.name, func(t *testing.T) {
			d := newDesk(t, 1)
			d.meet()
			d.c.Draw(q.brush, []core.Point{{X: 640, Y: 640, Pressure: 255}, {X: 2560, Y: 1280, Pressure: 255}, {X: 640, Y: 1280, Pressure: 255}}, 1000)
			d.carry()
			d.c.Select(around(0, 0, 100, 100), 0, false)
			n, box := d.c.Selection()
			if n != 1 || box != q.want {
				t.Errorf("%d strokes in %v, want one in %v", n, box, q.want)
			}
		})
	}
}

// TestSelectMost is about more strokes than may be selected.
func TestSelectMost(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	for i := range SelectMost + 1 {
		d.c.replica.Begin(testPen(), false)
		d.c.replica.Extend(uint32(i+1), []core.Point{{X: 50 * core.Unit, Y: 50 * core.Unit}})
		d.c.replica.End(uint32(i + 1))
		if n, more := d.c.Select(around(0, 0, 100, 100), 0, false); i >= SelectMost-1 && (n != SelectMost || more != (i == SelectMost)) {
			t.Errorf("%d of %d strokes are selected, and more: %v", n, i+1, more)
		}
	}
}

// TestShift checks that what is tried is only shown, that what is kept is one step of
// undo, and that the other end has it.
func TestShift(t *testing.T) {
	d := threeLines(t)
	pixels, state := d.c.Canvas().Hash(), d.c.Replica().Piece().Digest()
	d.c.Select(around(0, 0, 200, 80), 0, false)
	for range 3 {
		if !d.c.Shift(sideways, false, 1000) || d.c.Canvas().Hash() == pixels {
			t.Fatal("what is tried is not shown")
		}
	}
	d.carry()
	if len(d.c.Replica().Pending())+d.c.Replica().Open() != 0 || d.room.Piece().Digest() != state {
		t.Error("what is only tried was sent")
	}
	tried := d.c.Canvas().Hash()
	d.c.Deselect()
	if d.c.Canvas().Hash() != pixels || d.c.Replica().Piece().Digest() != state {
		t.Error("what was tried stays")
	}
	d.c.Select(around(0, 0, 200, 80), 0, false)
	if !d.c.Shift(sideways, true, 1000) || d.c.Canvas().Hash() != tried {
		t.Error("what is kept looks otherwise than what was tried")
	}
	d.carry()
	moved := d.room.Piece().Digest()
	if d.c.Canvas().Hash() != tried || moved != d.c.Replica().Piece().Digest() || moved == state || d.c.Replica().Mispredictions() != 0 {
		t.Errorf("the other end has another piece, or it looks otherwise, or was predicted wrongly %d times", d.c.Replica().Mispredictions())
	}
	if n, box := d.c.Selection(); n != 2 || box.X0 != 48*core.Unit {
		t.Errorf("the selection is %d strokes in %v", n, box)
	}
	d.c.Shift(sideways, true, 1000) // from there on
	d.c.Undo(1000)
	d.carry()
	if d.room.Piece().Digest() != moved || d.c.Canvas().Hash() != tried {
		t.Error("undo does not take back the last shift alone")
	}
	d.c.Undo(1000)
	d.carry()
	if d.room.Piece().Digest() != state || d.c.Canvas().Hash() != pixels {
		t.Error("undo does not bring all back")
	}
	d.c.Redo(1000)
	d.carry()
	if d.room.Piece().Digest() != moved || d.c.Canvas().Hash() != tried {
		t.Error("redo does not shift again")
	}
	far := sideways
	far.X = 2000 * core.Unit
	if d.c.Shift(far, true, 1000) || d.c.Replica().Piece().Digest() != moved {
		t.Error("strokes went where no piece holds them")
	}
}

// TestSelectionDeeds: colour, copy, removal.
func TestSelectionDeeds(t *testing.T) {
	d := threeLines(t)
	d.c.Select(around(0, 0, 200, 80), 0, false)
	if !d.c.Recolor(0xff2000, 1000) || d.c.Recolor(0xff2000, 1000) {
		t.Error("two strokes get a colour once")
	}
	if p := d.c.Duplicate(0, 8*core.Unit, 1000); p.Drawn != 2 {
		t.Errorf("a copy is %+v", p)
	}
	d.carry()
	strokes := d.room.Piece().Strokes()
	if n, _ := d.c.Selection(); n != 2 || len(strokes) != 5 || strokes[3].Brush.Color != 0xff2000 || strokes[3].Points[0].Y != 28*core.Unit || strokes[3].Form() != (core.Form{}) {
		t.Errorf("the copies are %d of %d strokes, the first %+v", n, len(strokes), strokes[3])
	}
	if d.c.Remove(1000) != 2 {
		t.Error("the copies were not removed")
	}
	for range 3 {
		d.c.Undo(1000)
	}
	d.carry()
	if n := len(d.room.Piece().Strokes()); n != 5 {
		t.Errorf("%d strokes", n)
	}
	for _, s := range d.room.Piece().Strokes()[3:] {
		if s.Hidden == 0 {
			t.Error("an undone copy is seen")
		}
	}
	if s := d.room.Piece().Strokes()[0]; s.Brush.Color != 0x203040 {
		t.Errorf("the colour is %06x", s.Brush.Color)
	}
}

// TestSnapshotOfForms: who comes later, and who goes on without the server, has the
// strokes as they are, and as they were drawn.
func TestSnapshotOfForms(t *testing.T) {
	d := threeLines(t)
	d.c.Select(around(0, 0, 200, 80), 0, false)
	d.c.Shift(sideways, true, 1000)
	d.carry()
	later := &desk{t: t, c: New(Config{Replica: 8, Token: "t"}), room: d.room, id: 9}
	later.meet()
	if later.c.Canvas().Hash() != d.c.Canvas().Hash() || later.c.Replica().Piece().Digest() != d.room.Piece().Digest() {
		t.Error("who comes later has another piece")
	}
	c := New(Config{Replica: 7, Token: "t"})
	if err := c.Thaw(d.c.Freeze(), 1000); err != nil || c.Canvas().Hash() != d.c.Canvas().Hash() {
		t.Errorf("what was frozen differs, %v", err)
	}
	if s := c.Replica().Piece().Strokes()[0]; s.Drawn().Points[0].X != 30*core.Unit || s.Points[0].X != 50*core.Unit {
		t.Errorf("the first stroke is %+v", s)
	}
}

// TestLasso compares with a look at each edge, away from which a cell's size decides.
func TestLasso(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 3))
	for range 40 {
		side := int32(1) << (6 + r.IntN(12))
		path := make([]core.Point, 3+r.IntN(20))
		for i := range path {
			path[i] = core.Point{X: r.Int32N(side) - side/2, Y: r.Int32N(side) - side/3}
		}
		l := newLasso(path)
		whole := core.Stroke{Points: path, Brush: core.Brush{Fill: core.FillEvenOdd}}
		near := int32(2) << l.shift
		for range 300 {
			p := core.Point{X: r.Int32N(2*side) - side, Y: r.Int32N(2*side) - side}
			if l.has(p) != fills(&whole, p) && !(sweep{p, p, near}).meetsAny(path) {
				t.Fatalf("seed %d: (%d, %d) is in: %v, with cells of %d", seed, p.X, p.Y, l.has(p), 1<<l.shift)
			}
		}
	}
	if l := newLasso(nil); l.has(core.Point{}) {
		t.Error("a place lies in a lasso of nothing")
	}
}

// meetsAny reports whether the sweep comes within its reach of a closed path.
func (w sweep) meetsAny(path []core.Point) bool {
	for i, b := range path {
		if near(w.a, path[(i+len(path)-1)%len(path)], b, w.reach) {
			return true
		}
	}
	return false
}

// TestLassoIsBounded: a path of any length and shape takes so many cells and edges.
func TestLassoIsBounded(t *testing.T) {
	long := make([]core.Point, 3*lassoEdges+1)
	for i := range long {
		long[i] = core.Point{X: int32(i%7) * 100_000, Y: int32(i) * 40}
	}
	for _, path := range [][]core.Point{long, {{X: -1 << 31, Y: -1 << 31}, {X: 1<<31 - 1, Y: -1 << 31}, {X: 0, Y: 1<<31 - 1}}, {{Y: -1 << 31}, {X: 1, Y: 1<<31 - 1}, {X: 1, Y: 1}}} {
		if l := newLasso(path); len(l.in) > lassoCells || l.high > lassoRows {
			t.Errorf("%d cells in %d rows", len(l.in), l.high)
		}
	}
}

func BenchmarkLasso(b *testing.B) {
	path := make([]core.Point, 500)
	for i := range path {
		path[i] = core.Point{X: int32(60_000 + (i%50)*300), Y: int32(i * 200)}
	}
	strokes := raster.BenchStrokes(100_000, 25, 4096, 4096, 1)
	b.ReportAllocs()
	for b.Loop() {
		l := newLasso(path)
		for _, s := range strokes {
			l.holds(s.Points)
		}
	}
}
