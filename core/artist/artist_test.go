package artist

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"easel.example/core"
)

var update = flag.Bool("update", false, "rewrite testdata/golden.txt")

// prompts are one for each scene, and some that name none.
func prompts() []string {
	list := []string{"", "a cat", "two turtles in the rain", "qwertz", `the words "hello, world"`, "a bird on a hill at dawn", "snow on a red house at night"}
	for _, s := range subjects {
		list = append(list, "a "+strings.Fields(s.words)[0]+" at dusk")
	}
	return list
}

// paint returns all that a painter draws, and how it ended.
func paint(t testing.TB, p *Painter) (marks []Mark, title string, done bool) {
	t.Helper()
	for range 100 {
		s, ok := p.Next()
		if !ok {
			return marks, title, done
		}
		if s.Thought == "" || s.Doing == "" {
			t.Errorf("a step without words: %+v", s)
		}
		marks = append(marks, s.Marks...)
		title += s.Title
		done = done || s.Done
	}
	t.Fatal("it paints for ever")
	return nil, "", false
}

// TestAdmitted: a piece of any size and style takes all that is painted.
func TestAdmitted(t *testing.T) {
	for _, size := range [][2]int32{{1600, 1200}, {240, 240}, {4096, 240}, {240, 4096}, {4096, 4096}} {
		for style := core.Paint; style.Valid(); style++ {
			for i, prompt := range append(prompts(), atStations...) {
				if skipped(i) {
					continue
				}
				b := Brief{prompt, style, size[0], size[1], uint64(i)}
				marks, title, done := paint(t, New(b))
				if !done || title == "" || len(title) > 100 {
					t.Errorf("%+v ends as %v, called %q", b, done, title)
				}
				if len(marks) < 20 || len(marks) > 1500 {
					t.Errorf("%+v has %d strokes", b, len(marks))
				}
				p := core.NewPiece(1, size[0], size[1], style, core.DefaultLimits())
				p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 1, nil)
				for k, m := range marks {
					id := core.StrokeID{N: uint32(k + 1)}
					_, cut := p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: id, Brush: m.Brush}, {Kind: core.Extend, Stroke: id, Points: m.Points}, {Kind: core.End, Stroke: id}}}, 1, nil)
					if cut {
						t.Fatalf("%+v: stroke %d of %d points and brush %+v is cut", b, k, len(m.Points), m.Brush)
					}
				}
			}
		}
	}
}

// TestGolden: a seed means the same piece on every target, for ever or until somebody
// says otherwise.
func TestGolden(t *testing.T) {
	var out strings.Builder
	for i, prompt := range prompts() {
		for style := core.Paint; style.Valid(); style++ {
			h := fnv.New64a()
			marks, title, _ := paint(t, New(Brief{prompt, style, 1600, 1200, uint64(7 * i)}))
			for _, m := range marks {
				fmt.Fprint(h, m)
			}
			fmt.Fprintf(&out, "%016x %d strokes, %s, %q: %s\n", h.Sum64(), len(marks), style, prompt, title)
		}
	}
	for style, pen := range []core.Brush{redPen, bluePen} { // with people's ink, and what they say
		p := New(Brief{"a horse", core.Style(style), 1600, 1200, 5})
		p.Next()
		p.See(Look{[]*core.Stroke{circle(pen, 900, 700, 140), inkOf(pen, 100, 300, 500, 380, 800, 260, 1300, 340)}})
		p.Nudge("more blue, bigger, add a dog")
		h := fnv.New64a()
		marks, title, _ := paint(t, p)
		for _, m := range marks {
			fmt.Fprint(h, m)
		}
		fmt.Fprintf(&out, "%016x %d strokes, %s, around ink: %s\n", h.Sum64(), len(marks), p.brief.Style, title)
	}
	if *update {
		if err := os.WriteFile("testdata/golden.txt", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("testdata/golden.txt has other pieces; with -update it has these:\n%s", out.String())
	}
}

// TestDescribed: what says how a thing is brings nothing of its own, unless both are one thing.
func TestDescribed(t *testing.T) {
	for prompt, want := range map[string]bool{
		"an empty beach": false, "an empty street at night": false, "an empty sky with no birds": false, "a long road": false, "running water": false, "the open sea": false,
		"an empty nest": true, "a long drum": true, "a hot air balloon": true, "a hot dog on a hill": true, "a horse running": true,
	} {
		layers := read(Brief{prompt, core.Paint, 800, 600, 3}).layers
		if drawn := slices.ContainsFunc(layers, func(l layer) bool {
			return strings.HasPrefix(l.doing, "drawing the ") && l.doing != "drawing the hot air balloon" || prompt == "a hot air balloon" && strings.HasSuffix(l.doing, "balloon")
		}); drawn != want {
			t.Errorf("%s: something of the sketchbook is drawn: %t", prompt, drawn)
		}
	}
}

var manyPrompts = []string{"a horse", "an owl", "a whale", "a bicycle", "a teapot", "a dragon", "a sailboat", "a garden", "storm at sea", "a violin", "a lion", "a hot air balloon", "a wizard", "an apple", "a king",
	"winter cottage in the snow", "rain in the city", "music", "abstract", "a heart", "a butterfly", "a tractor", "qwertz uiop", "a tree", "a boat on a lake", "a rose", "the letters \"abc\"", "kite", "a bear in the forest", "two cats", "three horses", "five foxes", "nine dragons", "a village in the rain", "eight people", "a fox, an owl and a hare", "three men", "a fox in the snow", "foxes in winter", "a harbour in fog", "a foggy forest", "hills in autumn", "a cottage in spring", "a starry night over a village", "a horse in the rain", "five sheep on a hill in spring", "two trains", "nine birds over a village in the snow"}

// skipped reports whether a short run leaves out case i of many alike: on emulated machines each
// takes seconds.
func skipped(i int) bool { return testing.Short() && i%6 != 0 }

// TestStrokes: a piece has as many strokes as one likes to watch.
func TestStrokes(t *testing.T) {
	for style := core.Paint; style.Valid(); style++ {
		for i, prompt := range slices.Concat(prompts(), manyPrompts, atStations) {
			if skipped(i) {
				continue
			}
			for seed := range uint64(3) {
				marks, _, _ := paint(t, New(Brief{prompt, style, 1600, 1200, uint64(i) + 1000*seed}))
				if n := len(marks); n < strokesLeast || n > strokesMost {
					t.Errorf("%s, %q, seed %d: %d strokes, want %d to %d", style, prompt, uint64(i)+1000*seed, n, strokesLeast, strokesMost)
				}
			}
		}
	}
}

// TestPlans: a prompt is read for its subject, what else it names, its mood and its words.
func TestPlans(t *testing.T) {
	for prompt, want := range map[string][]string{
		"a lake in the mountains":    {"painting the sky", "painting the water", "raising the mountains", "painting the sails"},
		"a cottage by the sea":       {"painting the water", "rolling the hills", "building the cottage"},
		"a harbour with mountains":   {"raising the mountains", "painting the boats"},
		"a cat":                      {"rolling the hills", "drawing the cat", "letting grass grow"},
		"an owl":                     {"reaching a branch in", "drawing the owl"},
		"two whales":                 {"painting the deep", "drawing the whale", "growing weeds"},
		"a teapot":                   {"setting the table", "drawing the teapot"},
		"a polar bear":               {"painting the thicket", "drawing the polar bear"},
		"a bird over the sea":        {"painting the water", "drawing the bird"},
		"a storm at sea":             {"piling up clouds", "raising the waves"},
		"snow on the hills at night": {"pricking stars", "letting it snow"},
		"rain in the city":           {"building the city", "letting it rain"},
		`the words "good day"`:       {"lettering"},
	} {
		t.Run(prompt, func(t *testing.T) {
			var doings []string
			for _, l := range read(Brief{prompt, core.Paint, 800, 600, 3}).layers {
				doings = append(doings, l.doing)
			}
			for _, w := range want {
				if !slices.Contains(doings, w) {
					t.Errorf("nothing is %s in %q", w, doings)
				}
			}
			if slices.Contains(doings, "planting firs") && slices.Contains(doings, "painting the water") {
				t.Error("firs stand in the water")
			}
		})
	}
}

func TestSeeds(t *testing.T) {
	of := func(seed uint64) string {
		marks, _, _ := paint(t, New(Brief{"trees", core.Paint, 800, 600, seed}))
		return fmt.Sprint(marks)
	}
	if one, again := of(1), of(1); one != again || one == of(2) {
		t.Error("a seed is not what makes a piece")
	}
}

// nudged returns what is painted when somebody says something after some steps, and the
// marks that came after it.
func nudged(t *testing.T, b Brief, steps int, say string) (p *Painter, answer string, marks, later []Mark) {
	t.Helper()
	p = New(b)
	for range steps {
		s, _ := p.Next()
		marks = append(marks, s.Marks...)
	}
	if say != "" {
		p.Nudge(say)
		s, _ := p.Next()
		if s.Doing != "listening" {
			t.Errorf("%s: it is answered with %+v", say, s)
		}
		answer = s.Thought
	}
	later, _, done := paint(t, p)
	if !done {
		t.Errorf("%s: it does not come to its end", say)
	}
	return p, answer, append(marks, later...), later
}

// TestNudges: what a person says changes what is painted, and is answered.
func TestNudges(t *testing.T) {
	b := Brief{"a cat on a hill", core.Paint, 800, 600, 3}
	plain := New(b)
	plainMarks, _, _ := paint(t, New(b))
	share := func(marks []Mark, of func(r, g, b int32) int32) (sum int32) {
		p := newPicture()
		p.place(marks...)
		pix := p.pix(800, 600)
		for i := 0; i < len(pix); i += 4 {
			sum += of(int32(pix[i]), int32(pix[i+1]), int32(pix[i+2])) / 64
		}
		return sum
	}
	blue := func(r, g, b int32) int32 { return b - (r+g)/2 }
	red := func(r, g, b int32) int32 { return r - (b+g)/2 }
	all := func(r, g, b int32) int32 { return r + g + b }
	base := plainMarks
	fewer := func(_ *Painter, m, _ []Mark) bool { return len(m) < len(base) }
	more := func(_ *Painter, m, _ []Mark) bool { return len(m) > len(base) }
	larger := func(p *Painter, _, _ []Mark) bool { return pixels(p.Subject()) > pixels(plain.Subject()) }
	smaller := func(p *Painter, _, _ []Mark) bool { return pixels(p.Subject()) < pixels(plain.Subject()) }
	shows := func(of func(r, g, b int32) int32, up bool) func(p *Painter, m, _ []Mark) bool {
		return func(_ *Painter, m, _ []Mark) bool { return share(m, of) > share(base, of) == up }
	}
	bare := func(p *Painter, _, later []Mark) bool {
		for _, m := range later {
			low := int32(0)
			for _, q := range m.Points {
				low = max(low, q.Y)
			}
			if low < newHand(b, 0, "").high(p.plan.setting.horizon/2) {
				return false
			}
		}
		return true
	}
	for _, c := range []struct {
		say, answer string
		holds       func(p *Painter, marks, later []Mark) bool
	}{
		{"more blue", "blue", shows(blue, true)}, {"make it bluer: use blue", "blue", shows(blue, true)}, {"less blue please", "blue", shows(blue, false)}, {"add some red", "red", shows(red, true)},
		{"less busy", "Less", fewer}, {"simpler", "Less", fewer}, {"fewer details", "Less", fewer}, {"busier", "Richer", more}, {"more detail", "Richer", more},
		{"bigger", "Larger", larger}, {"make the cat larger", "Larger", larger}, {"smaller", "Smaller", smaller}, {"not so big", "Smaller", smaller},
		{"add a bird", "A bird", more}, {"more birds", "Birds", more}, {"put a dog there", "dog", more}, {"add a cat and a boat", "cat", more}, {"no birds", "No birds", nil},
		{"leave the sky empty", "empty", bare}, {"nothing in the sky", "empty", bare}, {"no clouds", "No clouds", fewer},
		{"darker", "Darker", shows(all, false)}, {"brighter", "Lighter", shows(all, true)}, {"warmer", "Warmer", shows(red, true)}, {"cooler", "Cooler", shows(blue, true)},
		{"more contrast", "Bolder", more}, {"softer", "Softer", nil}, {"more colour", "More colour", more}, {"enough", "Enough", fewer}, {"call it \"Tom\"", "Tom", func(p *Painter, _, _ []Mark) bool { return p.plan.title == "Tom" }},
		{"what a day", "do not know", func(_ *Painter, m, _ []Mark) bool { return len(m) == len(base) }},
	} {
		t.Run(c.say, func(t *testing.T) {
			p, answer, marks, later := nudged(t, b, 1, c.say)
			if !strings.Contains(answer, c.answer) {
				t.Errorf("it is answered with %q", answer)
			}
			if c.holds != nil && !c.holds(p, marks, later) {
				t.Errorf("it has not the effect: %d marks, %d before", len(marks), len(plainMarks))
			}
		})
	}
	t.Run("when it is finished", func(t *testing.T) {
		for _, say := range []string{"add a horse", "more blue", "bigger", "less busy", "softer", "less green"} {
			p := New(b)
			paint(t, p)
			p.Nudge(say)
			if marks, title, done := paint(t, p); len(marks) == 0 || title != "" || !done {
				t.Errorf("%s: it has %d strokes more, is called %q, and is done: %v", say, len(marks), title, done)
			}
		}
	})
	t.Run("all at once", func(t *testing.T) {
		for _, n := range []int{doneMost, doneMost + 1} {
			p := New(b)
			layers := len(p.plan.layers)
			p.Nudge(strings.Repeat("more clouds, ", n))
			if got := len(p.plan.layers) - layers; got != min(n, doneMost) {
				t.Errorf("of %d wishes in one it fulfils %d, want %d", n, got, min(n, doneMost))
			}
		}
	})
	t.Run("over and over", func(t *testing.T) {
		p := New(b)
		for range 3 * layersMost {
			p.Nudge("more birds, more clouds")
		}
		if n := len(p.plan.layers); n != layersMost {
			t.Errorf("%d layers, want %d at most", n, layersMost)
		}
	})
}

// TestHidden: with a plotter nothing is seen through what stands in front.
func TestHidden(t *testing.T) {
	h := newHand(Brief{"", core.Plotter, 240, 240, 1}, 1, "")
	h.line(look{}, at{0, 3200}, at{6400, 3200})
	h.cover([]at{{1600, 1600}, {4800, 1600}, {4800, 4800}, {1600, 4800}})
	h.line(look{}, at{0, 3300}, at{6400, 3300})
	list := h.visible(nil)
	if len(list) != 3 {
		t.Fatalf("%d lines are seen, want two ends of one, and another", len(list))
	}
	near := func(a, b int32) bool { return abs(a-b) <= h.u(4) }
	if a, b := list[0].Points, list[1].Points; !near(a[len(a)-1].X, 1600) || !near(b[0].X, 4800) || a[0].X != 0 || b[len(b)-1].X != 6400 {
		t.Errorf("the ends are %v and %v", a, b)
	}
}

// TestSketchbook: there are enough drawings, each with lines, and everyday words find theirs.
func TestSketchbook(t *testing.T) {
	n := 0
	leaf(func(name, tags string, body []byte) bool {
		n++
		if lines := drawn(body); len(lines) == 0 || name == "" {
			t.Errorf("drawing %d, %q, has no lines", n, name)
		}
		return false
	})
	if n < 1500 {
		t.Errorf("%d drawings, want 1500 at least", n)
	}
	for word, want := range map[string]string{
		"cat": "cat", "cats": "cat", "puppy": "dog", "puppies": "dog", "bike": "bicycle", "tree": "deciduous-tree", "wolves": "wolf", "geese": "goose", "horses": "horse",
		"foxes": "fox", "knives": "kitchen-knife", "car": "automobile", "whale": "whale", "violin": "violin", "teapot": "teapot", "cherry": "cherry", "qwertz": "", "s": "",
	} {
		if s, score := find(word); s.name != want || (score > 0) != (want != "") {
			t.Errorf("%s finds %q", word, s.name)
		}
	}
	for _, to := range synonyms {
		if s, score := find(to); score < 40 {
			t.Errorf("a synonym leads to %s, which finds %q", to, s.name)
		}
	}
}

func FuzzPrompt(f *testing.F) {
	for _, p := range append(prompts(), atStations...) {
		f.Add(p, p, uint64(1))
	}
	for _, p := range []string{"a harbour without boats, birds or people", "no boats, a red sky", "no boats,, or,", "leave out, and", "please paint me a picture of", "ⱥⱥ " + strings.Repeat("ab ", 60), "\xc4", "a lake\xff. a fox"} {
		f.Add(p, p, uint64(1))
	}
	f.Fuzz(func(t *testing.T, prompt, nudge string, seed uint64) {
		p := New(Brief{prompt, core.Style(seed % 2), 640, 480, seed})
		p.Nudge(nudge)
		if _, title, _ := paint(t, p); len(title) > 100 || !utf8.ValidString(title) {
			t.Errorf("a title of %d bytes", len(title))
		}
	})
}

// BenchmarkPiece plans and paints whole pieces; the first step of one comes long before.
func BenchmarkPiece(b *testing.B) {
	for _, prompt := range []string{"a forest", "a cat", "a city at night", "circles"} {
		for style := core.Paint; style.Valid(); style++ {
			b.Run(prompt+", "+style.String(), func(b *testing.B) {
				for i := range b.N {
					paint(b, New(Brief{prompt, style, 1600, 1200, uint64(i)}))
				}
			})
		}
	}
	b.Run("the first step", func(b *testing.B) {
		for i := range b.N {
			New(Brief{"a cat", core.Paint, 1600, 1200, uint64(i)}).Next()
		}
	})
}
