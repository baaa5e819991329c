package client

import (
	"testing"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/core/raster"
)

// drag moves a pen through places, in px, and lifts it if it is to.
func (d *desk) drag(up bool, places ...[2]int32) {
	d.t.Helper()
	if why := d.c.Down(ink.Mouse); why != 0 {
		d.t.Fatal(why)
	}
	for i, p := range places {
		d.c.Sample(ink.Sample{X: p[0] << 8, Y: p[1] << 8, Time: int64(i) * 8000}, 1000)
	}
	if up {
		d.c.Up(1000)
	}
}

// settled checks that the room has so many visible strokes and draws what is shown.
func (d *desk) settled(strokes int) []*core.Stroke {
	d.t.Helper()
	d.carry()
	if n := visible(d.room.Piece()); n != strokes {
		d.t.Errorf("the room has %d strokes, want %d", n, strokes)
	}
	c := raster.New(d.room.Piece().Size())
	for _, s := range d.room.Piece().Strokes() {
		c.Place(s)
	}
	if c.Hash() != d.c.Canvas().Hash() {
		d.t.Error("the room draws another picture than is shown")
	}
	return d.room.Piece().Strokes()
}

// TestSymmetry: what the pen draws is repeated about the middle; the copies are seen
// at once and sent when the pen is lifted; all are one step of undo.
func TestSymmetry(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	blank := d.c.Canvas().Hash()
	d.c.SetGuides(Guides{Folds: 4, Mirror: true})
	d.drag(false, [2]int32{150, 120}, [2]int32{170, 125}, [2]int32{190, 140})
	for _, at := range [][2]int32{{160, 122}, {118, 160}, {80, 118}, {122, 80}, {80, 122}, {118, 80}} {
		if d.c.Canvas().At(at[0], at[1], 0xffffff) == 0xffffffff {
			t.Errorf("nothing is shown at %v while the pen is down", at)
		}
	}
	if n := len(d.c.Replica().Piece().Strokes()); n != 1 {
		t.Errorf("%d strokes are in the piece while the pen is down, want its own", n)
	}
	d.c.Up(1000)
	list := d.settled(8)
	for _, s := range list[1:] {
		if len(s.Points) != len(list[0].Points) {
			t.Errorf("a copy has %d points, want %d", len(s.Points), len(list[0].Points))
		}
	}
	// The third copy is turned by half: what is right of the middle is left of it.
	p, q := list[0].Points[0], list[4].Points[0]
	if p.X+q.X != 240*core.Unit || abs(p.Y+q.Y-240*core.Unit) > 1 {
		t.Errorf("half a turn makes %v of %v", q, p)
	}
	d.c.Undo(1000)
	d.settled(0)
	if d.c.Canvas().Hash() != blank {
		t.Error("undo leaves something")
	}
	d.c.Redo(1000)
	d.settled(8)
}

func abs(v int32) int32 { return max(v, -v) }

// TestShapes: lines and ellipses follow the pen until it is lifted, evenly if they
// are to; called off they leave nothing.
func TestShapes(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	blank := d.c.Canvas().Hash()
	d.c.SetGuides(Guides{Shape: Line, Even: true})
	d.drag(false, [2]int32{20, 20}, [2]int32{50, 90}, [2]int32{120, 24})
	if d.c.Canvas().At(60, 20, 0xffffff) == 0xffffffff || d.c.Canvas().At(40, 65, 0xffffff) != 0xffffffff {
		t.Error("the line does not follow the pen")
	}
	d.c.Cancel(1000)
	if d.c.Canvas().Hash() != blank {
		t.Error("a line that was called off leaves something")
	}
	d.drag(true, [2]int32{20, 20}, [2]int32{50, 90}, [2]int32{120, 24})
	list := d.settled(1)
	if pts := list[0].Points; len(pts) != 2 || pts[0].Y != pts[1].Y || pts[0].X != 20*core.Unit {
		t.Errorf("the even line goes through %v", pts)
	}
	d.c.SetGuides(Guides{Shape: Ellipse})
	d.drag(true, [2]int32{40, 100}, [2]int32{45, 105}, [2]int32{140, 160})
	pts := d.settled(2)[1].Points
	if n := len(pts); n < 17 || pts[0] != pts[n-1] {
		t.Errorf("the ellipse is not closed: %v", pts)
	}
	box := core.Rect{X0: 1 << 20, Y0: 1 << 20}
	for _, q := range pts {
		box = core.Rect{X0: min(box.X0, q.X), Y0: min(box.Y0, q.Y), X1: max(box.X1, q.X), Y1: max(box.Y1, q.Y)}
	}
	want := core.Rect{X0: 40 * core.Unit, Y0: 100 * core.Unit, X1: 140 * core.Unit, Y1: 160 * core.Unit}
	for _, d := range []int32{box.X0 - want.X0, box.Y0 - want.Y0, box.X1 - want.X1, box.Y1 - want.Y1} {
		if abs(d) > 2 {
			t.Errorf("the ellipse fills %v, want %v", box, want)
		}
	}
}

// TestGuidesBounds: folds stay within their bounds, and copies beside the paper's
// surroundings are left out.
func TestGuidesBounds(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.c.SetGuides(Guides{Folds: 99})
	d.drag(true, [2]int32{200, 120}, [2]int32{-239, -200}, [2]int32{210, 120})
	list := d.settled(FoldsMax)
	for _, s := range list {
		for _, q := range s.Points {
			if !d.room.Piece().Holds(q) {
				t.Fatalf("%v is out of bounds", q)
			}
		}
	}
	d.c.SetGuides(Guides{Folds: -1})
	d.drag(true, [2]int32{20, 20}, [2]int32{30, 30})
	d.settled(FoldsMax + 1)
}
