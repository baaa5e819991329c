package main

import (
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/ink"
	"easel.example/tools/internal/input"
)

// TestCompose checks when and where readings are due.
func TestCompose(t *testing.T) {
	at := func(x, y, p float64) input.Point { return input.Point{X: x, Y: y, Pressure: p} }
	for _, c := range []struct {
		name string
		d    input.Drawing
		want []note
	}{
		{
			"the hand's own time", input.Drawing{Strokes: []input.Stroke{
				{Points: []input.Point{at(0, 0, 0.5), at(1, 2, 1)}, Times: []float64{1, 1.5}},
				{Points: []input.Point{at(3, 3, 0)}, Times: []float64{2}},
			}},
			[]note{
				{stroke: 0, pointer: ink.Stylus, sample: ink.Sample{X: 2560, Y: 5120, Pressure: 32768, Time: 1_000_000}, down: true, up: false},
				{stroke: 0, pointer: ink.Stylus, sample: ink.Sample{X: 3072, Y: 6144, Pressure: 65535, Time: 1_500_000}, down: false, up: true},
				{stroke: 1, pointer: ink.Stylus, sample: ink.Sample{X: 4096, Y: 6656, Time: 2_000_000}, down: true, up: true},
			},
		},
		{
			"no times: a thousand px a second, along the edges", input.Drawing{Strokes: []input.Stroke{
				{Points: []input.Point{at(0, 0, -1), at(0, 20, -1)}},
				{Points: []input.Point{at(0, 0, -1)}},
				{Points: []input.Point{at(0, 0, 0), at(0, 50, 1)}, Fill: core.FillNonzero},
			}},
			[]note{
				{pointer: ink.Mouse, down: true, exact: true, point: at(0, 0, -1)},
				{pointer: ink.Mouse, exact: true, point: at(0, 10, -1), sample: ink.Sample{Time: 20_000}},
				{pointer: ink.Mouse, up: true, exact: true, point: at(0, 20, -1), sample: ink.Sample{Time: 40_000}},
				{stroke: 1, pointer: ink.Mouse, down: true, up: true, exact: true, point: at(0, 0, -1), sample: ink.Sample{Time: 160_000}},
				{stroke: 2, pointer: ink.Mouse, down: true, exact: true, point: at(0, 0, 0), sample: ink.Sample{Time: 280_000}},
				{stroke: 2, pointer: ink.Mouse, up: true, exact: true, point: at(0, 50, 1), sample: ink.Sample{Time: 380_000}},
			},
		},
		{
			"a clock that goes back stands still", input.Drawing{Strokes: []input.Stroke{
				{Points: []input.Point{at(0, 0, 1), at(0, 0, 1)}, Times: []float64{1, 0.5}},
			}},
			[]note{
				{stroke: 0, pointer: ink.Stylus, sample: ink.Sample{X: 2560, Y: 5120, Pressure: 65535, Time: 1_000_000}, down: true, up: false},
				{stroke: 0, pointer: ink.Stylus, sample: ink.Sample{X: 2560, Y: 5120, Pressure: 65535, Time: 1_000_000}, down: false, up: true},
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compose(c.d, input.Placement{Scale: 2, DX: 10, DY: 20})
			if len(got.notes) != len(c.want) {
				t.Fatalf("got %d notes, want %d: %+v", len(got.notes), len(c.want), got.notes)
			}
			for i := range c.want {
				if got.notes[i] != c.want[i] {
					t.Errorf("note %d is %+v, want %+v", i, got.notes[i], c.want[i])
				}
			}
		})
	}
	s := score{[]note{{sample: ink.Sample{Time: 3_000_000}}}}
	if got := s.at(0, 2); got != 1500*time.Millisecond {
		t.Errorf("3 s at twice the speed are due after %v, want 1.5s", got)
	}
}

// TestPlace checks where a drawing of 100 × 50 px at 1000, 1000 goes on 400 × 300.
func TestPlace(t *testing.T) {
	d := input.Drawing{Strokes: []input.Stroke{{Points: []input.Point{{X: 1000, Y: 1000}, {X: 1100, Y: 1050}}}}}
	for _, c := range []struct {
		name           string
		m              manner
		x0, y0, x1, y1 float64
	}{
		{"fitted", manner{}, 15, 57.5, 385, 242.5},
		{"at", manner{at: &[2]float64{7, 9}}, 7, 9, 107, 59},
		{"scale", manner{scale: 2}, 100, 100, 300, 200},
		{"both", manner{at: &[2]float64{7, 9}, scale: 0.5}, 7, 9, 57, 34},
	} {
		p := c.m.place(d, 400, 300)
		got := [4]float64{1000*p.Scale + p.DX, 1000*p.Scale + p.DY, 1100*p.Scale + p.DX, 1050*p.Scale + p.DY}
		if want := [4]float64{c.x0, c.y0, c.x1, c.y1}; got != want {
			t.Errorf("%s: the drawing lies at %v, want %v", c.name, got, want)
		}
	}
}
