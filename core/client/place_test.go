package client

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/export"
	"easel.example/core/ink"
)

// dashes returns n short strokes, each of so many points.
func dashes(n, points int) []*core.Stroke {
	list := make([]*core.Stroke, n)
	for i := range list {
		s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Color: uint32(i), Width: 32, Opacity: 255}}
		for k := range points {
			s.Points = append(s.Points, core.Point{X: int32(i%100*64 + k%50), Y: int32(i/100*64 + k/50), Pressure: uint8(i)})
		}
		list[i] = s
	}
	return list
}

// visible counts the strokes that a piece shows.
func visible(p *core.Piece) (n int) {
	for _, s := range p.Strokes() {
		if s.Hidden == 0 {
			n++
		}
	}
	return n
}

// TestPlace: the strokes of a file are the member's own, wait by rule L1, and are
// one step of undo and redo, those too that still wait.
func TestPlace(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.c.Undo(1000)
	d.c.Redo(1000)
	if got, want := d.c.Place(dashes(100, 2), 1000), (Placing{Drawn: 100, Waiting: 41}); got != want {
		t.Fatalf("placing 100 strokes after one: %+v, want %+v", got, want)
	}
	d.carry()
	if n := visible(d.room.Piece()); n != 60 {
		t.Errorf("the room has %d strokes, want the 60 of a minute", n)
	}
	for range 2 {
		if !d.c.Undo(1000) || visible(d.c.Replica().Piece()) != 1 || d.c.Replica().Waiting() != 0 {
			t.Fatalf("after one undo %d strokes are seen, %d wait", visible(d.c.Replica().Piece()), d.c.Replica().Waiting())
		}
		d.carry()
		if n := visible(d.room.Piece()); n != 1 {
			t.Errorf("after undo the room shows %d strokes, want the one before", n)
		}
		if !d.c.Redo(1000) || visible(d.c.Replica().Piece()) != 101 || d.c.Redo(1000) {
			t.Fatalf("after one redo %d strokes are seen, want 101", visible(d.c.Replica().Piece()))
		}
	}
	d.c.Undo(1000)
	d.c.Undo(1000)
	d.carry()
	if n := visible(d.room.Piece()); n != 0 || d.c.Undo(1000) || !d.c.Settled() {
		t.Errorf("after two undos the room shows %d strokes: %+v", n, d.c.Status(1000))
	}
}

// A stroke that was undone while it waited is there again after redo.
func TestRedoOfWaiting(t *testing.T) {
	cfg := authority.DefaultConfig()
	cfg.Rates.StrokesPerMinute = 1
	d := newDesk(t, 1)
	d.begin(1, cfg)
	d.meet()
	d.line(20, true)
	d.line(40, true)
	d.c.Undo(1000)
	if d.c.Replica().Waiting() != 0 || !d.c.Redo(1000) || d.c.Replica().Waiting() != 1 {
		t.Errorf("after redo %d strokes wait, want 1", d.c.Replica().Waiting())
	}
	list := d.c.Replica().Piece().Strokes()
	if s := list[len(list)-1]; len(list) != 2 || s.Points[0].X/core.Unit != 40 {
		t.Errorf("it begins at %d", s.Points[0].X/core.Unit)
	}
}

// TestPlaceBounds checks what one Place takes, at each bound and past it.
func TestPlaceBounds(t *testing.T) {
	free := authority.DefaultConfig()
	free.Rates.StrokesPerMinute = 0
	for _, tt := range []struct {
		name   string
		cfg    authority.Config
		role   core.Role
		give   []*core.Stroke
		want   Placing
		placed int
	}{
		{"a thousand wait", authority.DefaultConfig(), core.Painter, dashes(1060, 1), Placing{Drawn: 1060, Waiting: 1000}, 60},
		{"one more", authority.DefaultConfig(), core.Painter, dashes(1061, 1), Placing{Drawn: 1060, Waiting: 1000, Left: 1, Why: core.TooFast}, 60},
		{"without a rate", free, core.Painter, dashes(PlaceStrokes, 1), Placing{Drawn: PlaceStrokes}, PlaceStrokes},
		{"one more without", free, core.Painter, dashes(PlaceStrokes+1, 1), Placing{Drawn: PlaceStrokes, Left: 1, Why: core.TooFast}, PlaceStrokes},
		{"points", free, core.Painter, dashes(PlacePoints>>12, 1<<12), Placing{Drawn: PlacePoints >> 12}, PlacePoints >> 12},
		{"one point more", free, core.Painter, append(dashes(PlacePoints>>12, 1<<12), dashes(2, 1)...), Placing{Drawn: PlacePoints >> 12, Left: 2, Why: core.TooFast}, PlacePoints >> 12},
		{"a viewer", free, core.Viewer, dashes(3, 1), Placing{Left: 3, Why: core.NotMember}, 0},
	} {
		if testing.Short() && tt.placed == PlaceStrokes {
			continue // the desk hands on each of so many entries by itself
		}
		d := newDesk(t, 1)
		d.begin(1, tt.cfg)
		d.meetAs(tt.role)
		if got := d.c.Place(tt.give, 1000); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
		d.carry()
		if n := visible(d.room.Piece()); n != tt.placed {
			t.Errorf("%s: the room has %d strokes, want %d", tt.name, n, tt.placed)
		}
		for _, n := range d.c.Status(1000).Notices {
			t.Errorf("%s: a notice says %q, which the placing does already", tt.name, n.Text)
		}
		if d.c.Undo(1000) != (tt.placed > 0) || visible(d.c.Replica().Piece()) != 0 {
			t.Errorf("%s: after undo %d strokes are seen", tt.name, visible(d.c.Replica().Piece()))
		}
	}
	if got := New(Config{}).Place(dashes(1, 1), 0); got != (Placing{Left: 1, Why: core.NoPiece}) {
		t.Errorf("before the first piece: %+v", got)
	}
}

// TestView: the view that is exported has the pixels that are shown: with a base,
// also where it is only foreseen, ink without a place, ink that waits, and a pen
// that is down; without what is hidden.
func TestView(t *testing.T) {
	if New(Config{}).View() != nil {
		t.Error("there is a view of nothing")
	}
	cfg := authority.DefaultConfig()
	cfg.Limits.WorkspaceBytes = 3000
	cfg.Rates.StrokesPerMinute = 80
	d := newDesk(t, 1)
	d.begin(1, cfg)
	d.meet()
	same := func(what string) {
		t.Helper()
		p, err := export.Open(d.c.View())
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		var out bytes.Buffer
		if err := export.WritePNG(&out, p, 1, export.White); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		want := image.NewRGBA(image.Rect(0, 0, 240, 240))
		d.c.Canvas().WritePaper(want.Pix, core.Rect{X1: 240, Y1: 240}, uint32(export.White))
		for i := range 240 * 240 {
			if img.At(i%240, i/240) != want.At(i%240, i/240) {
				t.Fatalf("%s: pixel %d, %d is %v, shown is %v", what, i%240, i/240, img.At(i%240, i/240), want.At(i%240, i/240))
			}
		}
	}
	same("nothing drawn")
	d.c.Place(dashes(40, 4), 1000)
	same("pending")
	d.c.Place(dashes(30, 9), 1000)
	if len(d.c.Replica().Foreseen(nil)) == 0 {
		t.Fatal("the test foresees nothing")
	}
	same("a base foreseen")
	d.carry()
	if d.c.Replica().Piece().Base().Strokes == 0 {
		t.Fatal("the test has no base")
	}
	same("a base")
	d.line(200, true)
	d.c.Undo(1000)
	d.c.Place(dashes(20, 3), 1000)
	d.line(120, false)
	if d.c.Replica().Waiting() == 0 {
		t.Fatal("the test has nothing that waits")
	}
	same("hidden, waiting, and under the pen")
	d.away()
	d.c.Sample(ink.Sample{X: 9 << 8, Y: 200 << 8, Pressure: 65535, Time: 90_000}, 1000)
	same("without a socket")
	view := d.c.View()
	for n := 0; n < len(view); n += 1 + n/9 {
		if _, err := export.Open(view[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes were opened", n, len(view))
		}
	}
}
