package artist

import (
	"strings"
	"testing"
	"unicode/utf8"

	"easel.example/core"
)

// TestTitled: a title is of the first thing that is wanted, and short.
func TestTitled(t *testing.T) {
	for _, c := range []struct{ prompt, want string }{
		{"a cat", "A cat"},
		{"harbour", "Harbour"},
		{"", "Sea at dusk"},
		{"   ", "Sea at dusk"},
		{"please", "Sea at dusk"},
		{"no boats", "Sea at dusk"},
		{"!?", "Sea at dusk"},
		{"snow on a red house at night", "Snow on a red house at night"},
		{"a bird on a hill at dawn", "A bird on a hill at dawn"},

		{"paint me a harbour", "A harbour"},
		{"Please paint a harbour at dusk", "A harbour at dusk"},
		{"Draw a cat, please!", "A cat"},
		{"a cat please", "A cat"},
		{"Could you please draw me a picture of two foxes?", "Two foxes"},
		{"I'd like a painting of the sea", "The sea"},
		{"a very beautiful picture of a horse", "A horse"},
		{"sketch of a horse", "A horse"},
		{"a drawing", "A drawing"},
		{"a portrait of Anna", "A portrait of Anna"},
		{"Hello! Paint a lighthouse.", "A lighthouse"},
		{"let's paint", "Sea at dusk"},

		{"a harbour without boats", "A harbour"},
		{"a harbour, no boats, birds or people", "A harbour"},
		{"a harbour without boats at dusk", "A harbour at dusk"},
		{"a harbour with no boats", "A harbour"},
		{"a harbour but no boats", "A harbour"},
		{"a harbour that has no boats", "A harbour"},
		{"no boats, a red sky", "A red sky"},
		{"a harbour at dusk without boats, birds or people, and a lighthouse", "A harbour at dusk"},

		{"a quiet harbour at dusk with fishing boats and gulls over the water", "A quiet harbour at dusk"},
		{"two old women playing chess under an enormous tree", "Two old women playing chess"},
		{"the lighthouse of a small village in a heavy storm at night", "The lighthouse of a small village"},
		{"one two three four five six seven", "One two three four five six"},
		{"a one a two a three a four a five a six", "A one a two a three a four a five a six"},
		{"hills in autumn, a road, and three old trees beside it", "Hills in autumn"},
		{"dusk, harbour, boats", "Dusk, harbour"},
		{"storm", "Storm"},
		{"storm, a very long wish of seven words here", "Storm, a very long wish"},

		{"A HARBOUR AT DUSK", "A harbour at dusk"},
		{"NASA", "NASA"},
		{"Zürich bei Nacht", "Zürich bei Nacht"},
		{"élan", "Élan"},
		{"港の夕暮れ", "港の夕暮れ"},
		{"(a cat)", "A cat"},
		{"artist at work", "Artist at work"},
		{"easel by the window", "Easel by the window"},
		{"you and me at sunset", "You and me at sunset"},
		{"hello kitty", "Hello kitty"},
		{"Easel, paint me a cat", "A cat"},
		{"a portrait of Mr. Smith", "A portrait of Mr Smith"},
		{"a view of St. Ives harbour", "St Ives harbour"},
		{"3.5 apples", "3.5 apples"},
		{"a sleeping cat. A dog", "A sleeping cat"},
		{"the words \"Zürich\"", "The words Zürich"},
		{"\"港\"", "港"},
		{"a\x00b \u202ec", "Ab c"},
		{strings.Repeat("Ⱥ", 48) + " Ⱥ", "Ⱥ" + strings.Repeat("ⱥ", 32)},
		{"a harbour—no boats", "A harbour"},
		{"the words \"hello, world\"", "The words hello world"},
		{strings.Repeat("a", 99), "A" + strings.Repeat("a", 98)},
		{strings.Repeat("a", 101), "A" + strings.Repeat("a", 98)},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			got := titled(c.prompt, "dusk", "sea")
			if got != c.want {
				t.Errorf("%q is titled %q, want %q", c.prompt, got, c.want)
			}
			if len(got) > core.TitleChars || !utf8.ValidString(got) {
				t.Errorf("%q has a title of %d bytes: %q", c.prompt, len(got), got)
			}
		})
	}
}
