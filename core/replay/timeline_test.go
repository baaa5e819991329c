package replay

import (
	"slices"
	"testing"

	"easel.example/core"
)

func TestTimeline(t *testing.T) {
	stroke := func(a core.Actor, time int64, points int, beats ...core.Beat) *core.Stroke {
		return &core.Stroke{ID: core.StrokeID{Actor: a}, Time: time, Points: make([]core.Point, points), Beats: beats}
	}
	for _, c := range []struct {
		what    string
		strokes []*core.Stroke
		want    []moment
	}{
		{"nothing", nil, nil},
		{"a hand", []*core.Stroke{stroke(1, 5000, 4, core.Beat{Points: 1}, core.Beat{Points: 2, Ms: 30}, core.Beat{Points: 1, Ms: 40})},
			[]moment{{1, 0, 1}, {31, 0, 3}, {71, 0, 4}}},
		{"points that came at once are spread out", []*core.Stroke{stroke(1, 5000, 7, core.Beat{Points: 1}, core.Beat{Points: 6, Ms: 48})},
			[]moment{{1, 0, 1}, {17, 0, 3}, {33, 0, 5}, {49, 0, 7}}},
		{"over no more than they may", []*core.Stroke{stroke(1, 5000, 3, core.Beat{Points: 1}, core.Beat{Points: 2, Ms: 240})},
			[]moment{{1, 0, 1}, {191, 0, 2}, {241, 0, 3}}},
		{"a rest is short", []*core.Stroke{stroke(1, 5000, 2, core.Beat{Points: 1, Ms: 20}, core.Beat{Points: 1, Ms: 60000})},
			[]moment{{1, 0, 1}, {251, 0, 2}}},
		{"two hands at once", []*core.Stroke{
			stroke(1, 5000, 3, core.Beat{Points: 1, Ms: 0}, core.Beat{Points: 2, Ms: 20}),
			stroke(2, 5010, 3, core.Beat{Points: 1, Ms: 0}, core.Beat{Points: 2, Ms: 20})},
			[]moment{{1, 0, 1}, {11, 1, 1}, {21, 0, 3}, {31, 1, 3}}},
		{"an import", []*core.Stroke{stroke(1, 5000, 8), stroke(1, 5000, 4, core.Beat{Points: 4, Ms: 1})},
			[]moment{{1, 0, 4}, {17, 0, 8}, {33, 1, 4}}},
		{"of which some points have no beat", []*core.Stroke{stroke(1, 5000, 5, core.Beat{Points: 2, Ms: 16})},
			[]moment{{1, 0, 3}, {17, 0, 5}}},
	} {
		if got := timeline(c.strokes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}
