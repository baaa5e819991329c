package artist

import (
	"strings"
	"testing"

	"easel.example/core"
)

// TestUnplaced: where a prompt says a place that is not painted, that is said; of what is in the picture nothing is.
func TestUnplaced(t *testing.T) {
	for prompt, want := range map[string]string{
		"a cat on a shelf": "The shelf", "a cat on a fluffy rug, a dog": "The rug", "a boat under a drawbridge": "The drawbridge", "a clock on the wall": "The wall", "a man at a table": "The table",
		"circles on a wall": "The wall does not go", "a cat on a wall under a parasail": "The parasail",
		"a cat on a hill": "", "a cat on a roof": "", "a dog on a skateboard": "", "a boat on the sea": "", "a cat on a sunny day": "", "a lake under a blue sky": "", "a fox under the stars": "",
		"a bird on the left": "", "a teapot on a table": "", "a bowl of fruit on a table": "", "a lake under the northern lights": "", "hills at night": "", "a sheep on the grass": "",
	} {
		if says := New(Brief{prompt, core.Paint, 800, 600, 3}).plan.says; !strings.HasPrefix(says, want) || want == "" && says != "" {
			t.Errorf("of %q it says %q, want %q", prompt, says, want)
		}
	}
}

// TestUndrawn: where a prompt names nothing that there is a drawing of, that is said once, and no more where it names
// something or leaves it to the artist.
func TestUndrawn(t *testing.T) {
	for prompt, want := range map[string]string{
		"a purple glorp": "“glorp” I have no drawing of: I paint what comes to mind.", "a glorp on a roof": "“glorp” I have no drawing of: I leave that out.",
		"a shiny cat": "", "a glorp by the sea": "", "an abstract glorp": "", "surprise me": "", "whatever you want": "", "": "", "something blue at night": "",
	} {
		if says := New(Brief{prompt, core.Paint, 800, 600, 3}).plan.says; says != want {
			t.Errorf("of %q it says %q, want %q", prompt, says, want)
		}
	}
}

// TestStationBounds: so many words may stand between a preposition and what things are on, and no more; of a place that is
// not painted so many are looked at.
func TestStationBounds(t *testing.T) {
	for n, want := range map[int]bool{0: true, qualified - 1: true, qualified: true, qualified + 1: false} {
		st, rest := stationOf(words("a cat on "+strings.Repeat("old ", n)+"roof"), 1)
		if (st != nil) != want || want && len(rest) != 2 {
			t.Errorf("with %d words before it a roof is found: %v, and %q is left", n, st != nil, rest)
		}
	}
	for n, want := range map[int]string{placeMost: "The mat", placeMost + 1: "The quaint"} {
		var p plan
		if says := p.unplaced(words("a cat on the " + strings.Repeat("quaint ", n-1) + "mat")); !strings.HasPrefix(says, want) {
			t.Errorf("of a place of %d words it says %q, want %q", n, says, want)
		}
	}
}
