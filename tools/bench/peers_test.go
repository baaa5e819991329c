package main

import (
	"testing"

	"easel.example/core"
)

// TestPixelByMax checks, of a hairline that comes back beside itself, that cairo has
// the union of both where nobody asks, and under rule R3 the greater.
func TestPixelByMax(t *testing.T) {
	c, err := newCairo()
	if err != nil {
		t.Skip(err)
	}
	s := peerStroke{line: [][2]float64{{-9, 0}, {9, 0}, {9, 1}, {-9, 1}}, width: 1, alpha: 1}
	if got := c.draw([]peerStroke{s}, 1, 1, asLine, true)[0]; got > 5 {
		t.Errorf("the union leaves %d of the paper, want next to nothing", got)
	}
	for _, v := range c.pixelByMax([]peerStroke{s}, core.Rect{X1: 1, Y1: 1}) {
		if v < 115 || v > 140 {
			t.Errorf("the greater leaves %.0f of the paper, want about half", v)
		}
	}
}
