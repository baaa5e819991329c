package artist

import (
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// atStations are prompts that have things be somewhere.
var atStations = []string{"a cat on a roof", "an owl on a fence in the rain", "two cats on a wall by the sea", "a dog on a bridge", "a family on a bench in the snow", "a cat on a table", "a mouse under a desk", "a bear on a chair", "a cat in a window at night", "a vase of roses on a window sill"}

// doings returns what is done in a piece, in its order.
func doings(p *Painter) (list []string) {
	for _, l := range p.plan.layers {
		list = append(list, l.doing)
	}
	return list
}

// TestStations: what a prompt says that a thing is on, under or in is in the picture, in front of what is far and behind
// what is on it, and the title and the first thought have it, too.
func TestStations(t *testing.T) {
	const cat = "drawing the cat"
	for _, c := range []struct {
		prompt, said string
		order        []string // done one after the other
		less         []string // not done
	}{
		{"a cat on a roof", "a cat on a roof", []string{skyLayer.doing, roofsLayer.doing, roofing, cat}, []string{hillLayer.doing, foregroundLayer.doing}},
		{"two cats on a roof", "two cats on a roof", []string{roofsLayer.doing, roofing, cat}, nil},
		{"two cats on the roof of an old house", "two cats on a roof", []string{roofing, cat}, []string{"building the cottage"}},
		{"cats on rooftops", "cats on a roof", []string{roofing, cat}, nil},
		{"a cat on the hot tin roof", "a cat on a roof", []string{roofing, cat}, nil},
		{"a cat on a roof at night in the rain", "a cat on a roof", []string{"pricking stars", roofing, cat, rainLayer.doing}, nil},
		{"a cat on a roof in the fog", "a cat on a roof", []string{fogLayer.doing, roofing, cat}, nil},
		{"a bird on a chimney", "a bird on a chimney", []string{roofing, "drawing the bird"}, []string{perchLayer.doing}},
		{"an owl on a fence", "an owl on a fence", []string{fencing, "drawing the owl"}, []string{"drawing the fence", backdropLayer.doing}},
		{"a fox on a stone wall", "a fox on a wall", []string{parkLayer.doing, walling, "drawing the fox"}, []string{thicketLayer.doing}},
		{"a wizard on a wall", "a wizard on a wall", []string{"drawing the person mage", walling}, nil},
		{"a cat on a wall by the sea", "the sea with a cat on a wall", []string{waterLayer.doing, walling, cat}, []string{parkLayer.doing}},
		{"a cat on a harbour wall", "a harbour with a cat on a wall", []string{"painting the boats", walling, cat}, nil},
		{"a dog on a bridge", "a dog on a bridge", []string{bridging, "drawing the dog"}, nil},
		{"a cat and a dog on a bench", "a cat and a dog on a bench", []string{benching, cat, "drawing the dog"}, []string{tonedLayer.doing}},
		{"a boy on a bench", "a boy on a bench", []string{benching, "drawing the boy"}, []string{finding}},
		{"a family on a park bench", "a woman, a man and a child on a bench", []string{benching, "drawing the woman", "drawing the child"}, []string{finding}},
		{"a cat on a branch", "a cat on a branch", []string{perchLayer.doing, cat, leavesLayer.doing}, nil},
		{"a cat in a tree", "a cat in a tree", []string{perchLayer.doing, cat, leavesLayer.doing}, []string{treeLayer.doing}},
		{"a qwertz in a tree", "a tree", []string{hillLayer.doing, treeLayer.doing}, []string{perchLayer.doing}},
		{"a cat on a table", "a cat on a table", []string{roomLayer.doing, tabling, cat}, []string{skyLayer.doing}},
		{"a cat on my grandmother's kitchen table", "a cat on a table", []string{tabling, cat}, []string{"drawing the teapot"}},
		{"a teapot on a table", "a teapot", []string{tableLayer.doing, "drawing the teapot"}, []string{tabling}},
		{"a bowl of fruit on a table", "a bowl", []string{tableLayer.doing, "painting the fruit"}, []string{tabling}},
		{"a cup on a desk", "a cup on a desk", []string{desking, "drawing the cup"}, nil},
		{"a cat under a table", "a cat under a table", []string{roomLayer.doing, tabling, cat}, []string{hillLayer.doing}},
		{"two foxes beneath the old desk", "two foxes under a desk", []string{desking, "drawing the fox"}, nil},
		{"a bear on a chair", "a bear on a chair", []string{chairing, "drawing the bear"}, []string{"drawing the chair"}},
		{"a cat in a window", "a cat in a window", []string{skyLayer.doing, windowing, cat}, nil},
		{"a cup on a window sill", "a cup on a window sill", []string{windowing, "drawing the cup"}, []string{tableLayer.doing}},
		{"a cat in a window at night in the rain", "a cat in a window", []string{rainLayer.doing, windowing, cat}, nil},
		{"a vase of tulips on a windowsill", "a vase on a window sill", []string{windowing, "arranging the flowers"}, []string{tableLayer.doing}},
		{"a woman at a window", "a woman at a window", []string{skyLayer.doing, windowing, finding}, nil},
		{"mountains through a window", "mountains in a window", []string{farLayer.doing, windowing}, nil},
		{"on a roof", "a roof", []string{roofsLayer.doing, roofing}, nil},
		{"a clock on the wall", "a clock", nil, []string{walling}},
		{"a man on a horse jumping fences", "a man with a horse and four fences", nil, []string{fencing}},
		{"a window", "a window", nil, []string{windowing}},
		{`the words "on a roof"`, "on a roof", []string{"lettering"}, []string{roofing}},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			for style := core.Paint; style.Valid(); style++ {
				p := New(Brief{c.prompt, style, 1600, 1200, 3})
				list := doings(p)
				from := 0
				for _, d := range c.order {
					i := slices.Index(list[from:], d)
					if i < 0 {
						t.Fatalf("it is not %s in its place, in %q", d, list)
					}
					from += i + 1
				}
				for _, d := range c.less {
					if slices.Contains(list, d) {
						t.Errorf("it is %s, in %q", d, list)
					}
				}
				s, _ := p.Next()
				words := strings.Replace(s.Thought, "four cats", "cats", 1)
				if !strings.Contains(words, c.said+" in lines") && !strings.Contains(words, c.said+", in ") && !strings.Contains(words, c.said+"”") {
					t.Errorf("it begins with %q, want %q in it", s.Thought, c.said)
				}
				if want := strings.TrimSuffix(strings.TrimPrefix(c.prompt, "the words \""), "\""); len(strings.Fields(want)) < 6 && !strings.Contains(strings.ToLower(p.plan.title), want) {
					t.Errorf("it is called %q", p.plan.title)
				}
			}
		})
	}
}

// TestFeet: who is on a support stands on it, in both styles and on sheets of any shape: the lowest that is drawn of each is
// at its height, and all of it between its ends.
func TestFeet(t *testing.T) {
	for i, prompt := range []string{"a cat on a roof", "a fox on a wall", "two birds on a fence", "a cat on a table", "a mouse under a table", "a cat in a window", "a boy on a bench", "a bear on a chair", "a bird on a chimney", "a dog on a bridge", "three dogs under a desk", "nine cats on a wall"} {
		for _, size := range [][2]int32{{1600, 1200}, {900, 1600}, {1600, 600}} {
			for style := core.Paint; style.Valid(); style++ {
				for seed := range uint64(3) {
					p := New(Brief{prompt, style, size[0], size[1], uint64(i) + 10*seed})
					st, h := p.plan.on, newHand(p.brief, 1, "")
					k := p.subject()
					box := boxedMarks(p.layer(k).marks, st, h)
					from, to := st.span()
					if foot := h.high(st.foot); abs(box.Y1-foot) > h.high(12)+h.u(6) {
						t.Errorf("%s, %v, %q: its feet are at %d, want %d", style, size, prompt, box.Y1, foot)
					}
					if box.X0 < h.wide(from)-h.u(50) || box.X1 > h.wide(to)+h.u(50) {
						t.Errorf("%s, %v, %q: it is between %d and %d, want %d and %d", style, size, prompt, box.X0, box.X1, h.wide(from), h.wide(to))
					}
					if box.Y0 < h.high(20) {
						t.Errorf("%s, %v, %q: it is cut off above", style, size, prompt)
					}
				}
			}
		}
	}
}

// boxedMarks returns where the points of marks are, but for those of a shadow.
func boxedMarks(marks []Mark, st *station, h *hand) core.Rect {
	var all []at
	for _, m := range marks {
		box := boxed(placesOf(m.Points))
		if st.deep && (box.Y1-box.Y0)*3 < box.X1-box.X0 && abs((box.Y0+box.Y1)/2-h.high(st.foot)) < h.u(40) {
			continue
		}
		all = append(all, placesOf(m.Points)...)
	}
	return boxed(all)
}

// TestStationStrokes: pictures of any thing at any station, in any weather and before any scene, are of as many strokes as
// others, and a pen fills nothing.
func TestStationStrokes(t *testing.T) {
	var list []string
	for _, s := range supports {
		for _, of := range []string{"a cat ", "two cats ", "nine owls ", "a fox and a dog ", "a dragon ", ""} {
			list = append(list, of+s.name)
		}
		for _, when := range []string{" in the snow", " at night in the rain", " in a storm", " in autumn", " in fog", " in the city", " by the sea", " in a garden", " in the mountains", " in a forest", " in a meadow", " in a harbour"} {
			list = append(list, "a cat "+s.name+when)
		}
	}
	for i, prompt := range list {
		if skipped(i) {
			continue
		}
		for style := core.Paint; style.Valid(); style++ {
			p := New(Brief{prompt, style, 1600, 1200, uint64(i)})
			if p.plan.on == nil && prompt != "in a tree" {
				t.Errorf("%q is nowhere", prompt)
			}
			marks, _, _ := paint(t, p)
			if n := len(marks); n < strokesLeast || n > strokesMost {
				t.Errorf("%s, %q: %d strokes, want %d to %d: %q", style, prompt, n, strokesLeast, strokesMost, doings(p))
			}
			for _, m := range marks {
				if !style.Admits(m.Brush) {
					t.Fatalf("%s, %q: it does not admit %+v", style, prompt, m.Brush)
				}
			}
		}
	}
}
