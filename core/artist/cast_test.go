package artist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// TestCast: as many of each thing are painted as the prompt says.
func TestCast(t *testing.T) {
	for _, c := range []struct{ prompt, cast, says string }{
		{"a fox", "1 fox", ""},
		{"two foxes in the snow", "2 fox", ""},
		{"2 foxes", "2 fox", ""},
		{"a pair of red foxes", "2 fox", ""},
		{"a cat and a dog", "1 cat, 1 dog", ""},
		{"a fox, an owl and a hare", "1 fox, 1 owl, 1 rabbit-face", ""},
		{"two dogs and a cat", "2 dog, 1 cat", ""},
		{"nine cats", "9 cat", ""},
		{"ten cats", "9 cat", "More cats than 9"},
		{"a hundred cats and an owl", "8 cat, 1 owl", "More cats than 8"},
		{"a cat, a dog, a cow, a pig", "1 cat, 1 dog, 1 cow, 1 pig", ""},
		{"a cat, a dog, a cow, a pig, an owl", "1 cat, 1 dog, 1 cow, 1 pig", "no room for the owl"},
		{"two polar bears", "2 polar-bear", ""},
		{"two teapots on a table", "2 teapot", ""},
		{"a winter village with two birds", "2 bird", ""},
		{"six people", "6 person-standing", ""},
		{"three geese", "3 goose", ""},
		{"a cup of coffee and a book", "1 hot-beverage, 1 open-book", ""},
		{"scissors", "1 scissors", ""},
		{"the sea with four kites", "4 kite", "the sea with four kites"},
		{"a man walking his dog on the beach", "1 man-walking, 1 dog", ""},
		{"a dog playing with a ball", "1 dog, 1 soccer-ball", ""},
		{"two men", "", ""}, // a portrait has its own painter
	} {
		t.Run(c.prompt, func(t *testing.T) {
			p := New(Brief{c.prompt, core.Paint, 800, 600, 3})
			var got []string
			for _, r := range p.plan.cast {
				got = append(got, fmt.Sprint(r.n, " ", r.d.name))
			}
			if s := strings.Join(got, ", "); s != c.cast {
				t.Errorf("it has %q, want %q", s, c.cast)
			}
			if s, _ := p.Next(); !strings.Contains(s.Thought, c.says) || c.says == "" && p.plan.says != "" {
				t.Errorf("it begins with %q, want %q in it", s.Thought, c.says)
			}
		})
	}
}

// TestPlural: a plural without a number is two to five, by the seed.
func TestPlural(t *testing.T) {
	seen := map[int32]bool{}
	for seed := range uint64(40) {
		p := New(Brief{"foxes", core.Paint, 800, 600, seed})
		seen[total(p.plan.cast)] = true
	}
	for n := int32(1); n <= 6; n++ {
		if seen[n] != (n >= 2 && n <= 5) {
			t.Errorf("there are %d foxes: %v", n, seen[n])
		}
	}
}

// TestShared: things that share a zone are all on the sheet, and none is before another.
func TestShared(t *testing.T) {
	var d []sketch
	for _, w := range []string{"fox", "giraffe", "cat", "sailboat"} {
		s, _ := find(w)
		d = append(d, s)
	}
	for _, size := range [][2]int32{{1600, 1200}, {240, 4096}, {4096, 240}} {
		for at := onTheGround; at <= visiting; at++ {
			for n := int32(1); n <= countMost; n++ {
				h := newHand(Brief{"", core.Paint, size[0], size[1], 1}, 1, "")
				s := read(Brief{"a cat", core.Paint, size[0], size[1], uint64(n)}).setting
				k := d[int(n)%len(d)]
				g := party{[]role{{k, n, ""}}, at, uint64(n), nil}
				spots := g.spots(h, &s)[0]
				if int32(len(spots)) != n {
					t.Fatalf("%d of %d have a place", len(spots), n)
				}
				var boxes []core.Rect
				for _, p := range spots {
					box := p.box(k.frame())
					if box.X0 < 0 || box.Y0 < 0 || box.X1 > h.wide(1000) || box.Y1 > h.high(1000) {
						t.Errorf("%v, home %d, %d %ss: one is cut off: %v", size, at, n, k.name, box)
					}
					if slices.ContainsFunc(boxes, func(b core.Rect) bool { return !b.Intersect(box).Empty() }) {
						t.Errorf("%v, home %d, %d %ss: one is before another", size, at, n, k.name)
					}
					boxes = append(boxes, box)
				}
			}
		}
	}
}

// box is what a thing takes in its spot.
func (p *spot) box(f core.Rect) core.Rect {
	x0, x1 := f.X0, f.X1
	if p.flip {
		x0, x1 = -f.X1, -f.X0
	}
	return core.Rect{X0: p.c.x + x0*p.size/192, Y0: p.c.y + f.Y0*p.size/192, X1: p.c.x + x1*p.size/192, Y1: p.c.y + f.Y1*p.size/192}
}

// TestNumbered: scenes that have painters of their own for a thing have as many of it as the prompt says.
func TestNumbered(t *testing.T) {
	covers := func(prompt, doing string) (n int) {
		p := New(Brief{prompt, core.Plotter, 1600, 1200, 3})
		i := slices.IndexFunc(p.plan.layers, func(l layer) bool { return l.doing == doing })
		if i < 0 {
			t.Errorf("nothing is %s in %q", doing, prompt)
			return 0
		}
		return len(p.layer(i).covers)
	}
	for _, c := range []struct{ one, many, doing string }{
		{"one boat on a lake", "three boats on a lake", "painting the boats"},
		{"one boat in a harbour", "a harbour with three boats", "painting the boats"},
		{"the sea, one sail", "the sea, three sails", "painting the boats"},
		{"one tree", "three trees", treeLayer.doing},
		{"one cottage by the sea", "3 cottages by the sea", "building the cottage"},
		{"one lighthouse", "two lighthouses", "building the lighthouse"},
		{"one portrait", "three portraits", "finding the face in lines"},
		{"one man", "three men", "finding the face in lines"},
	} {
		if one, many := covers(c.one, c.doing), covers(c.many, c.doing); one == 0 || many < one*2 || many > one*4 {
			t.Errorf("%q has %d shapes, and %q %d", c.one, one, c.many, many)
		}
	}
	for _, c := range [][2]string{{"a boat", "one boat"}, {"a boat on the sea", "one boat on the sea"}, {"the ship in a harbour", "one ship in a harbour"}, {"a tree", "one tree"}, {"two fishing boats", "two boats"}, {"a fishing boat", "one boat"}} {
		if doing := map[bool]string{true: treeLayer.doing, false: "painting the boats"}[strings.Contains(c[0], "tree")]; covers(c[0], doing) != covers(c[1], doing) {
			t.Errorf("%q has other shapes than %q", c[0], c[1])
		}
	}
	if one, three := covers("a vase with one tulip", "arranging the flowers"), covers("a vase with three tulips", "arranging the flowers"); three != one+6+12 { // three petals, and six leaves, each
		t.Errorf("a tulip has %d shapes, and three %d", one, three)
	}
	if n := covers("a village", "building the cottage"); n < 3*covers("one house", "building the cottage") {
		t.Errorf("a village has %d shapes", n)
	}
}

// TestCleared: what is in the way of several, or would be taken for more of them, is not painted.
func TestCleared(t *testing.T) {
	for prompt, want := range map[string]bool{"a village with two birds": false, "a village with a bird": true, "four ducks on a lake": false, "four cats by a lake": true, "two ducks and a boat": true} {
		of := birdLayer.doing
		if !strings.Contains(prompt, "bird") {
			of = "painting the sails"
		}
		p := read(Brief{prompt, core.Paint, 800, 600, 3})
		if got := slices.ContainsFunc(p.layers, func(l layer) bool { return l.doing == of || afloat(l) && of != birdLayer.doing }); got != want {
			t.Errorf("%q: it is %s: %v", prompt, of, got)
		}
	}
}

// TestBrought: a nudge brings as many as it says.
func TestBrought(t *testing.T) {
	for say, want := range map[string]int{"add a dog": 1, "add a dog and a cat": 1, "add two dogs": 2, "add 4 dogs": 4, "add twenty dogs": 9} {
		p := New(Brief{"a meadow", core.Plotter, 1600, 1200, 5})
		n := len(p.plan.layers)
		p.Nudge("add a dog")
		p.Nudge(say)
		if one, many := len(p.layer(n).covers), len(p.layer(n+1).covers); many != want*one {
			t.Errorf("%q brings %d shapes, one dog is %d", say, many, one)
		}
	}
}
