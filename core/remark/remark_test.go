package remark

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"easel.example/core"
)

var update = flag.Bool("update", false, "write testdata/remarks.json anew")

// vectors are what the page's test reads, too.
type vectors struct {
	Remarks []vector
	Cases   []suggested
}

type vector struct {
	Say, When, Names, Where string
	Paint                   bool
}

type suggested struct {
	Piece   uint32
	Style   string
	Prompt  string
	Begun   bool
	Done    bool
	Strokes uint64
	Said    []string
	N       int
	Want    []string
}

var prompts = []string{
	"", "a harbour at dusk", "a harbour without birds", "hills, no trees, no blue", "a bowl of fruit", "lemons on a kitchen table, without trees",
	"a portrait of a woman by the sea", "a Café by the sea", "a cafe by the sea", "cafeteria by the sea", "a mosaic", "a forest", "Snow on the hills",
	"an owl at night", "A CALM LAKE; not busy. Huge pines!", "a still life with apples, pale", "sailing ships off the coast, avoid storms, gulls", "ein Baum",
}

func made() (v vectors) {
	source := func(r *regexp.Regexp) string {
		if r == nil {
			return ""
		}
		return r.String()
	}
	for _, r := range remarks {
		v.Remarks = append(v.Remarks, vector{r.say, r.when, source(r.names), source(r.where), r.paint})
	}
	said := [][]string{{}, {"more blue", "bigger"}, {"no birds, please"}}
	for i, prompt := range prompts {
		for _, style := range []core.Style{core.Paint, core.Plotter} {
			for j, p := range []Piece{{}, {Begun: true}, {Begun: true, Strokes: early - 1}, {Begun: true, Strokes: early}, {Begun: true, Done: true, Strokes: early}} {
				p.Number, p.Style, p.Prompt = uint32(1+i+5*j), style, prompt
				said, n := said[(i+j)%len(said)], []int{20, 3, 1}[(i+2*j)%3]
				v.Cases = append(v.Cases, suggested{p.Number, style.String(), prompt, p.Begun, p.Done, p.Strokes, said, n, append([]string{}, p.Suggest(said, n)...)})
			}
		}
	}
	return v
}

// TestVectors: the page suggests the same, for its test reads the same file.
func TestVectors(t *testing.T) {
	const name = "testdata/remarks.json"
	is := made()
	if *update {
		b, err := json.MarshalIndent(is, "", " ")
		if err == nil {
			err = os.WriteFile(name, append(b, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var want vectors
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(is.Remarks, want.Remarks) {
		t.Error("the remarks are others than in the file: run with -update, and change those of the page")
	}
	for i, c := range is.Cases {
		if i >= len(want.Cases) || !reflect.DeepEqual(c, want.Cases[i]) {
			t.Fatalf("case %d is %+v, not as in the file", i, c)
		}
	}
	if len(is.Cases) != len(want.Cases) {
		t.Errorf("the file has %d cases, want %d", len(want.Cases), len(is.Cases))
	}
}

// TestSuggest: what is said fits what is painted, as many as asked for.
func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		name     string
		p        Piece
		said     []string
		n        int
		has, not string
		want     int
	}{
		{"before it begins", Piece{Number: 6}, nil, 3, "a quiet harbour at dusk", "bigger", 3},
		{"a harbour", Piece{Begun: true, Prompt: "a harbour at dusk"}, nil, 9, "add a bird", "add a tree", 8},
		{"on a table", Piece{Begun: true, Prompt: "lemons on a kitchen table"}, nil, 9, "add an apple", "add a bird", 7},
		{"spoken of", Piece{Begun: true, Prompt: "hills"}, []string{"no birds, please"}, 9, "add a tree", "add a bird", 7},
		{"one ink", Piece{Begun: true, Style: core.Plotter, Prompt: "hills"}, nil, 9, "add a bird", "more blue", 6},
		{"late", Piece{Begun: true, Strokes: early, Prompt: "hills"}, nil, 3, "finish it", "add a tree", 3},
		{"done", Piece{Begun: true, Done: true, Strokes: 900, Prompt: "hills"}, nil, 9, "add a tree", "finish it", 7},
		{"none", Piece{Begun: true}, nil, 0, "", "bigger", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.p.Suggest(c.said, c.n)
			if len(got) != c.want || c.has != "" && !slices.Contains(got, c.has) || slices.Contains(got, c.not) {
				t.Errorf("%+v: %q, want %d, %q and not %q", c.p, got, c.want, c.has, c.not)
			}
		})
	}
}
