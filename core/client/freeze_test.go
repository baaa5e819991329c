package client

import (
	"bytes"
	"slices"
	"testing"
)

func TestCut(t *testing.T) {
	for _, lengths := range [][]int{nil, {0}, {9}, {10}, {11}, {3, 7, 1}, {3, 0, 17, 5, 25, 5}} {
		var parts [][]byte
		for i, n := range lengths {
			parts = append(parts, bytes.Repeat([]byte{byte(i)}, n))
		}
		var whole []byte
		groups := cut(parts, 10)
		for i, g := range groups {
			b := slices.Concat(g...)
			if whole = append(whole, b...); len(b) == 0 || len(b) > 10 || len(b) < 10 && i < len(groups)-1 {
				t.Errorf("%v: group %d has %d bytes", lengths, i, len(b))
			}
		}
		if !bytes.Equal(whole, slices.Concat(parts...)) {
			t.Errorf("%v: the groups have other bytes", lengths)
		}
	}
}
