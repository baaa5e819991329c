package artist

import (
	"strings"
	"testing"

	"easel.example/core"
)

// filled returns the colours of the areas of what a piece is about.
func filled(prompt string, seed uint64) (list []uint32, thought string) {
	p := New(Brief{prompt, core.Paint, 800, 600, seed})
	i := p.subject()
	for _, m := range p.layer(i).marks {
		if m.Brush.Fill != core.FillNone && m.Brush.Opacity == 255 {
			list = append(list, m.Brush.Color)
		}
	}
	return list, p.plan.layers[i].thought
}

// TestFruitNamed: a bowl has the fruit that the prompt names, in its own colour, and that is what is said of it.
func TestFruitNamed(t *testing.T) {
	for _, prompt := range []string{"a bowl of oranges", "oranges", "a bowl of five oranges", "oranges in a bowl, and a jug"} {
		for seed := range uint64(6) {
			list, thought := filled(prompt, seed)
			n := 0
			for _, c := range list {
				if r, g, b := c>>16&255, c>>8&255, c&255; r > g+30 && g > b+20 {
					n++
				}
			}
			if n < 5 {
				t.Errorf("%s, seed %d: %d of %d areas are orange: %06x", prompt, seed, n, len(list), list)
			}
			if !strings.Contains(thought, "Each orange ") {
				t.Errorf("%s: it says %q", prompt, thought)
			}
		}
	}
	for _, prompt := range []string{"a bowl of fruit", "a bowl of apples", "pears"} {
		if _, thought := filled(prompt, 1); strings.Contains(prompt, "pears") != strings.Contains(thought, "Each pear ") || strings.Contains(thought, "orange") {
			t.Errorf("%s: it says %q", prompt, thought)
		}
	}
}

// TestSailing: boats that sail have two sails each, however many they are; others have a cabin.
func TestSailing(t *testing.T) {
	const sails, cabin = 3, 2 // areas, with the hull
	for prompt, each := range map[string]int{"three sailing boats at sea": sails, "three ships with sails at sea": sails, "three boats at sea": cabin, "three fishing boats at sea": cabin} {
		if list, _ := filled(prompt, 1); len(list) != 3*each {
			t.Errorf("%s: it has %d areas, want %d", prompt, len(list), 3*each)
		}
	}
}
