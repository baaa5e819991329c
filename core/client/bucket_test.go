package client

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/raster"
)

// pen draws a line of the client's own through places, in px.
func (d *desk) through(width uint16, places ...[2]int32) {
	d.t.Helper()
	var pts []core.Point
	for _, p := range places {
		pts = append(pts, core.Point{X: p[0] * core.Unit, Y: p[1] * core.Unit, Pressure: 255})
	}
	b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: width * core.WidthUnit, Opacity: 255}
	if why := d.c.Draw(b, pts, 1000); why != 0 {
		d.t.Fatal(why)
	}
}

// TestFillStaysWithinLines: what a line encloses is filled up to the line and
// under it, nothing beyond; holes stay; the server has the same; one undo takes it back.
func TestFillStaysWithinLines(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.through(6, [2]int32{40, 40}, [2]int32{200, 40}, [2]int32{200, 200}, [2]int32{40, 200}, [2]int32{40, 40})
	d.through(6, [2]int32{90, 90}, [2]int32{150, 90}, [2]int32{120, 150}, [2]int32{90, 90})
	before := d.c.Canvas().Hash()
	d.c.SetBrush(core.Brush{Kind: core.OilFlat, Version: core.BrushVersion, Color: 0xff0000, Width: 800, Opacity: 255})
	if why := d.c.Fill(60, 60, 1000); why != 0 {
		t.Fatal(why)
	}
	const red, black, white = 0xff0000ff, 0xff000000, 0xffffffff
	for place, want := range map[[2]int32]uint32{
		{60, 60}: red, {44, 100}: red, {195, 195}: red, {120, 200 - 5}: red, // inside, up to the line
		{20, 20}: white, {220, 100}: white, {35, 100}: white, // outside
		{120, 110}: white, // the hole
	} {
		if got := d.c.Canvas().At(place[0], place[1], 0xffffff); got != want {
			t.Errorf("at %v it is %x, want %x", place, got, want)
		}
	}
	// The fill covers the line's edge: no pixel between is paler than both.
	for x := int32(37); x < 60; x++ {
		if p := d.c.Canvas().At(x, 120, 0xffffff); p>>8&255 > 140 && x > 38 {
			t.Errorf("at %d, 120 the paper shines through: %x", x, p)
		}
	}
	d.carry()
	if got, want := len(d.room.Piece().Strokes()), 3; got != want {
		t.Errorf("the room has %d strokes, want %d", got, want)
	}
	c := raster.New(d.room.Piece().Size())
	for _, s := range d.room.Piece().Strokes() {
		c.Place(s)
	}
	if c.Hash() != d.c.Canvas().Hash() {
		t.Error("the room draws another picture")
	}
	d.c.Undo(1000)
	if d.c.Canvas().Hash() != before {
		t.Error("undo does not bring back what was before")
	}
}

// TestFillOfTheWholePaper: on a blank sheet all of it is filled.
func TestFillOfTheWholePaper(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	for _, beside := range [][2]int32{{-1, 5}, {5, -1}, {240, 5}, {5, 240}} {
		if d.c.Fill(beside[0], beside[1], 1000); len(d.c.Replica().Piece().Strokes()) != 0 {
			t.Fatalf("a click at %v, beside the paper, fills", beside)
		}
	}
	if why := d.c.Fill(239, 239, 1000); why != 0 {
		t.Fatal(why)
	}
	if got := d.c.Canvas().Inked(); got != 240*240 {
		t.Errorf("%d px are filled, want %d", got, 240*240)
	}
}

// TestFillTooIntricate: a region whose outline has too many points even when it is
// made rough is refused, in words, and nothing is drawn.
func TestFillTooIntricate(t *testing.T) {
	cfg := authority.DefaultConfig()
	cfg.Rates.StrokesPerMinute, cfg.Limits.StrokePoints = 0, 3
	d := newDesk(t, 1)
	d.begin(1, cfg)
	d.meet()
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		d.through(9, [2]int32{r.Int32N(240), r.Int32N(240)}, [2]int32{r.Int32N(240), r.Int32N(240)})
	}
	before := d.c.Canvas().Hash()
	x, y := blankAt(t, d)
	if why := d.c.Fill(x, y, 1000); why != core.Full {
		t.Errorf("it got %v, want Full", why)
	}
	if d.c.Canvas().Hash() != before {
		t.Error("something was drawn")
	}
	if n := d.c.Status(1000).Notices; len(n) == 0 || n[len(n)-1].Kind != NoticeTooIntricate {
		t.Errorf("nobody is told why: %v", n)
	}
}

// TestFillTooDear: an outline that costs more to draw than a stroke may is taken
// back whole, and told.
func TestFillTooDear(t *testing.T) {
	cfg := authority.DefaultConfig()
	cfg.Limits.StrokeCost = 20_000
	d := newDesk(t, 1)
	d.begin(1, cfg)
	d.meet()
	blank := d.c.Canvas().Hash()
	if why := d.c.Fill(100, 100, 1000); why != core.Full {
		t.Errorf("it got %v, want Full", why)
	}
	if d.c.Canvas().Hash() != blank {
		t.Error("a part of it is left")
	}
	if n := d.c.Status(1000).Notices; len(n) == 0 || n[len(n)-1].Kind != NoticeTooIntricate {
		t.Errorf("nobody is told why: %v", n)
	}
}

func blankAt(t *testing.T, d *desk) (x, y int32) {
	for y := range int32(240) {
		for x := range int32(240) {
			if d.c.Canvas().At(x, y, 0xffffff) == 0xffffffff {
				return x, y
			}
		}
	}
	t.Fatal("no place is blank")
	return 0, 0
}
