package client

import (
	"slices"
	"testing"

	"easel.example/core"
)

func rect(r [4]int32) core.Rect { return core.Rect{X0: r[0], Y0: r[1], X1: r[2], Y1: r[3]} }

func TestFrame(t *testing.T) {
	for _, tc := range []struct {
		name     string
		in, want [][4]int32
	}{
		{"one", [][4]int32{{0, 0, 4, 4}}, [][4]int32{{0, 0, 4, 4}}},
		{"two that share an edge only", [][4]int32{{0, 0, 4, 4}, {4, 0, 8, 4}}, [][4]int32{{0, 0, 4, 4}, {4, 0, 8, 4}}},
		{"two that share a pixel", [][4]int32{{0, 0, 5, 5}, {4, 4, 8, 8}}, [][4]int32{{0, 0, 8, 8}}},
		{"one that bridges two", [][4]int32{{0, 0, 4, 4}, {10, 0, 14, 4}, {3, 1, 11, 2}}, [][4]int32{{0, 0, 14, 4}}},
		{"two whose frame meets a third", [][4]int32{{5, 5, 6, 6}, {0, 0, 2, 10}, {1, 0, 10, 1}}, [][4]int32{{0, 0, 10, 10}}},
		{"a hatching and one beside it", [][4]int32{{0, 0, 4, 9}, {30, 0, 31, 1}, {3, 0, 7, 9}, {6, 0, 10, 9}}, [][4]int32{{30, 0, 31, 1}, {0, 0, 10, 9}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []core.Rect
			for _, r := range tc.in {
				got = frame(got, rect(r))
			}
			var want []core.Rect
			for _, r := range tc.want {
				want = append(want, rect(r))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v is framed as %v, want %v", tc.in, got, want)
			}
		})
	}
}

// BenchmarkFrame: as many as can wait, none of which meets another.
func BenchmarkFrame(b *testing.B) {
	var list []core.Rect
	for b.Loop() {
		list = list[:0]
		for i := range int32(core.WaitingStrokes) {
			list = frame(list, core.Rect{X0: 4 * i, X1: 4*i + 3, Y1: 3})
		}
	}
}
