//go:build linux

package main

import (
	"math"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/desktop/app"
)

// TestDrivenFast: a quick hand draws what it draws, though it moves on many times before the next frame.
func TestDrivenFast(t *testing.T) {
	d, other, _ := beside(t)
	d.atOneToOne(true)
	d.move(500, 330)
	time.Sleep(2 * frame)
	var want []app.Spot // of the display
	for i := range 200 {
		r, a := float64(i)*0.6, float64(i)*0.25
		want = append(want, app.Spot{X: 500 + math.Round(r*math.Cos(a)), Y: 330 + math.Round(r*math.Sin(a))})
	}
	d.fake(xproto.ButtonPress, 1, 0, 0)
	for _, p := range want {
		d.fake(xproto.MotionNotify, 0, int16(p.X), int16(p.Y))
		time.Sleep(5 * time.Millisecond)
	}
	d.button(false)
	other.until("the stroke is here", func(s *app.Studio) bool { return other.paintedOn() && s.Settled() })
	s := other.app.Studio()
	w, h := s.Size()
	p, _, err := export.OpenPiece(s.Frozen(), 1<<20)
	if err != nil || len(p.Strokes()) != 1 {
		t.Fatalf("the piece is %+v, %v", p, err)
	}
	path := p.Strokes()[0].Points
	worst, sum := 0.0, 0.0
	for _, spot := range want {
		spot.X, spot.Y = spot.X-float64(1000-w)/2, spot.Y-float64(700-h)/2
		least := math.Inf(1)
		for i := 1; i < len(path); i++ {
			least = min(least, fromLine(spot, path[i-1], path[i]))
		}
		worst, sum = max(worst, least), sum+least
	}
	t.Logf("%d points; the furthest of it is %.1f px from them, on average %.1f", len(path), worst, sum/float64(len(want)))
	if worst > 12 {
		t.Errorf("the spiral of %d points comes out with %d: one is %.1f px away", len(want), len(path), worst)
	}
}

// fromLine returns how far a spot is from the line between two points, px.
func fromLine(s app.Spot, a, b core.Point) float64 {
	ax, ay := float64(a.X)/core.Unit, float64(a.Y)/core.Unit
	dx, dy := float64(b.X-a.X)/core.Unit, float64(b.Y-a.Y)/core.Unit
	k := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		k = min(max(((s.X-ax)*dx+(s.Y-ay)*dy)/l, 0), 1)
	}
	return math.Hypot(s.X-ax-k*dx, s.Y-ay-k*dy)
}
