package artist

import (
	"slices"
	"testing"

	"easel.example/core"
)

func TestOwned(t *testing.T) {
	for _, c := range []struct {
		prompt string
		own    []tint
		whole  []uint32
	}{
		{"a blue balloon", []tint{{"balloon", hues["blue"]}}, nil},
		{"two big black cats", []tint{{"cats", hues["black"]}}, nil},
		{"red apples in a blue bowl", []tint{{"apples", hues["red"]}, {"bowl", hues["blue"]}}, nil},
		{"a yellow boat on a blue sea", []tint{{"boat", hues["yellow"]}}, []uint32{hues["blue"]}},
		{"the blue hour", nil, []uint32{hues["blue"]}},
		{"red roses", nil, []uint32{hues["red"]}},
		{"red and green", nil, []uint32{hues["red"], hues["green"]}},
		{"something blue", nil, []uint32{hues["blue"]}},
		{"a big red", nil, []uint32{hues["red"]}},
		{"red big", nil, []uint32{hues["red"]}},
	} {
		if own, whole := owned(words(c.prompt)); !slices.Equal(own, c.own) || !slices.Equal(whole, c.whole) {
			t.Errorf("%q: %x are of things, and %x of the whole", c.prompt, own, whole)
		}
	}
}

// TestOwnColor: what a colour is said of is painted in it, nearer to it than without, and the rest is as without.
func TestOwnColor(t *testing.T) {
	for _, c := range []struct{ with, without string }{
		{"a blue balloon", "a balloon"}, {"a white horse", "a horse"}, {"three black cats", "three cats"}, {"a purple dragon", "a dragon"},
		{"a yellow boat", "a boat"}, {"four green apples", "four apples"}, {"a blue bowl of apples", "a bowl of apples"},
	} {
		color := uint32(0)
		for _, w := range words(c.with) {
			color |= hues[w]
		}
		of := func(prompt string) (near int, sky []Mark) {
			p := New(Brief{prompt, core.Paint, 640, 480, 5})
			for s, ok := p.Next(); ok; s, ok = p.Next() {
				if len(sky) == 0 {
					sky = s.Marks
				}
				for _, m := range s.Marks {
					if unlike(m.Brush.Color, color) < 150 {
						near++
					}
				}
			}
			return near, sky
		}
		near, sky := of(c.with)
		before, plain := of(c.without)
		if near < before+4 {
			t.Errorf("%q: %d strokes are near its colour, and %d of %q", c.with, near, before, c.without)
		}
		if !slices.EqualFunc(sky, plain, Mark.equal) {
			t.Errorf("%q: what is behind it is otherwise than of %q", c.with, c.without)
		}
	}
}
