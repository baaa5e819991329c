package artist

import (
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// TestHoled: a fill loses the ink's rim and nothing else, along an edge without steps.
func TestHoled(t *testing.T) {
	k := newInk(640, 480)
	if pts := square(100, 100, 500, 400); len(k.holed(pts)) != len(pts) {
		t.Error("without ink it is another shape")
	}
	s := circle(redPen, 300, 250, 60)
	k.add(s.Brush, s.Points)
	k.spread()
	line := func(p at) int32 { // how far from the middle of the line, 1/32 px
		best := int32(1 << 30)
		for i, q := range s.Points {
			o := s.Points[max(i-1, 0)]
			best = min(best, distance(p, at{o.X, o.Y}, at{q.X, q.Y}))
		}
		return best
	}
	pts, edge := k.holed(square(100, 100, 500, 400)), raster.Radius(redPen, 200)*core.Unit/256+k.rim()
	for _, p := range pts[5 : len(pts)-1] {
		if d := line(at{p.X, p.Y}) - edge; abs(d) > core.Unit*3/4 {
			t.Errorf("the edge at %v is %d/32 px off its place", p, d)
		}
	}
	if len(pts) > 150 {
		t.Errorf("the edges have %d points", len(pts))
	}
	c := raster.New(640, 480)
	c.Place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Brush: redFill, Points: pts, Done: true})
	pix := make([]byte, 640*480*4)
	c.WriteRGBA(pix, core.Rect{X1: 640, Y1: 480})
	for y := range int32(480) {
		for x := range int32(640) {
			d := line(at{x*core.Unit + core.Unit/2, y*core.Unit + core.Unit/2})
			in := x >= 100 && x < 500 && y >= 100 && y < 400
			switch a := pix[(y*640+x)*4+3]; {
			case in && d > 6*core.Unit && a < 240, (!in || d < 2*core.Unit) && a > 16:
				t.Fatalf("at %d, %d, %d/32 px from the line, it covers %d of 255", x, y, d, a)
			}
		}
	}
	if pts := k.holed(square(298, 188, 302, 192)); pts != nil {
		t.Errorf("a shape on the ink has %d points", len(pts))
	}
}

func square(x0, y0, x1, y1 int32) []core.Point {
	return inkOf(redFill, x0, y0, x1, y0, x1, y1, x0, y1).Points
}

// TestManyHoles: where ink is everywhere a fill becomes coarse, and never has more points
// than a stroke may.
func TestManyHoles(t *testing.T) {
	k := newInk(1600, 1200)
	for i := range int32(60) {
		for j := range int32(45) {
			s := circle(redPen, 13+i*26, 13+j*26, 4)
			k.add(s.Brush, s.Points)
		}
	}
	k.spread()
	pts, most := k.holed(square(0, 0, 1600, 1200)), core.DefaultLimits()
	if len(pts) > int(most.StrokePoints) || costly(pts) > most.StrokeCost {
		t.Errorf("it has %d points, and costs %d", len(pts), costly(pts))
	}
}
