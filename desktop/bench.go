package main

import (
	"math"
	"time"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/stage"
)

// The piece that frames are measured on.
const (
	benchStrokes = 100_000
	benchPoints  = 8
	benchSide    = 4096
	benchWarm    = time.Second // in which nothing is done
)

// bench enters a big piece and returns a hand that draws on it: a second of a stroke, half a
// second of rest.
func bench(a *app.App, long time.Duration) func(at time.Duration) (app.Spot, bool, bool) {
	limits := core.DefaultLimits()
	limits.WorkspaceBytes = 1 << 30
	s := stage.New(benchSide, benchSide, "A big piece", limits, a.Now())
	s.Strokes(raster.BenchStrokes(benchStrokes, benchPoints, benchSide, benchSide, 1))
	a.Enter(s.Place())
	return func(at time.Duration) (app.Spot, bool, bool) {
		s.Step(a.Now())
		t := at.Seconds()
		down := at > benchWarm && math.Mod(t, 1.5) < 1
		return app.Spot{X: 640 + 190*math.Sin(3.1*t), Y: 380 + 170*math.Cos(4.3*t)}, down, at > benchWarm+long
	}
}
