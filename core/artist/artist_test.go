package artist

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
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
			for i, prompt := range prompts() {
				b := Brief{prompt, style, size[0], size[1], uint64(i)}
				marks, title, done := paint(t, New(b))
				if !done || title == "" || len(title) > 100 {
					t.Errorf("%+v ends as %v, called %q", b, done, title)
				}
				if len(marks) < 4 || len(marks) > 1500 {
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

func TestSeeds(t *testing.T) {
	of := func(seed uint64) string {
		marks, _, _ := paint(t, New(Brief{"trees", core.Paint, 800, 600, seed}))
		return fmt.Sprint(marks)
	}
	if one, again := of(1), of(1); one != again || one == of(2) {
		t.Error("a seed is not what makes a piece")
	}
}

// TestNudges: what a person says changes what is still to be painted.
func TestNudges(t *testing.T) {
	b := Brief{"hills", core.Paint, 800, 600, 3}
	plain, _, _ := paint(t, New(b))
	for _, c := range []struct {
		say  string
		more bool // strokes
	}{{"less busy please", false}, {"busier", true}, {"more blue", true}, {"add a cat", true}, {"leave the sky empty", false}, {"no birds", false}} {
		p := New(b)
		p.Next()
		p.Nudge(c.say)
		s, _ := p.Next()
		if s.Doing != "listening" {
			t.Errorf("%s: it is answered with %+v", c.say, s)
		}
		marks, _, done := paint(t, p)
		if !done || len(marks) > len(plain) != c.more || len(marks) == len(plain) {
			t.Errorf("%s: %d strokes after %d, done %v", c.say, len(marks), len(plain), done)
		}
	}
	p := New(b)
	paint(t, p)
	p.Nudge("add a boat")
	if marks, title, done := paint(t, p); len(marks) == 0 || title != "" || !done {
		t.Errorf("a finished piece has %d strokes more, is called %q, and is done: %v", len(marks), title, done)
	}
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

func TestSketchbook(t *testing.T) {
	n := 0
	leaf(func(s sketch) bool {
		n++
		if len(s.lines) == 0 || s.name == "" {
			t.Errorf("drawing %d, %q, has no lines", n, s.name)
		}
		return false
	})
	if n < 1000 {
		t.Errorf("%d drawings, want 1000 at least", n)
	}
	for word, want := range map[string]string{"cat": "cat", "bicycle": "bike", "tree": "tree-deciduous", "fishes": ""} {
		if s, ok := find(word); s.name != want || ok != (want != "") {
			t.Errorf("%s finds %q", word, s.name)
		}
	}
}

func FuzzPrompt(f *testing.F) {
	for _, p := range prompts() {
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
