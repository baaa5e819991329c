package export

import (
	"fmt"
	"strings"
	"testing"
)

func TestSheets(t *testing.T) {
	const drawn = " 0,0–1,1"
	shape := func(attributes string) string { return `<rect width="1" height="1" ` + attributes + `/>` }
	sheet := func(text, attributes string) string {
		return `<svg><style>` + text + `</style>` + shape(attributes) + `</svg>`
	}
	seenAre(t, [][3]string{
		{"a class", sheet(`.a{fill:red}`, `class="b a"`), "#ff0000" + drawn},
		{"an element", sheet(`rect { fill : red ; }`, ``), "#ff0000" + drawn},
		{"an id", sheet(`#x{fill:red}`, `id="x"`), "#ff0000" + drawn},
		{"everything", sheet(`*{fill:red}`, ``), "#ff0000" + drawn},
		{"an element of a class", sheet(`circle.a{fill:blue}rect.a{fill:red}`, `class="a"`), "#ff0000" + drawn},
		{"a list", sheet(`.b, .a,#c{fill:red}`, `class="a"`), "#ff0000" + drawn},
		{"a sheet is above an attribute", sheet(`rect{fill:red}`, `fill="blue"`), "#ff0000" + drawn},
		{"a style is above a sheet", sheet(`#x{fill:blue}`, `id="x" style="fill:red"`), "#ff0000" + drawn},
		{"what is important is above that", sheet(`rect{fill:red ! important}`, `style="fill:blue"`), "#ff0000" + drawn},
		{"ids above classes above elements", sheet(`#x{fill:red}.a{fill:blue}rect{fill:lime}`, `id="x" class="a"`), "#ff0000" + drawn},
		{"both above one", sheet(`rect.a{fill:red}.b{fill:blue}`, `class="a b"`), "#ff0000" + drawn},
		{"the later of equal ones", sheet(`.b{fill:blue}.a{fill:red}`, `class="a b"`), "#ff0000" + drawn},
		{"the later rule of one name", sheet(`.a{fill:blue;opacity:.2}.a{fill:red}`, `class="a"`), "#ff0000/51" + drawn},
		{"comments, and data as it is", sheet(`<![CDATA[/* {} */.a/**/{/*;*/fill:/* > */red}]]>`, `class="a"`), "#ff0000" + drawn},
		{"a sheet that comes later", `<svg>` + shape(`class="a"`) + `<g display="none"><style>.a{fill:red}</style></g></svg>`, "#ff0000" + drawn},
		{"all that is known", sheet(`.a{fill:none;stroke:#f00;stroke-width:3px;stroke-opacity:.5;fill-opacity:1;fill-rule:evenodd;opacity:1;visibility:visible;display:inline;color:red;stroke-dasharray:none}`, `class="a"`), "#ff0000/128 w3" + drawn},
		{"not displayed", sheet(`.a{display:none}`, `class="a"`), "There are no strokes in the file."},
		{"a property that is not known", sheet(`.a{fill:red;font-family:Arial;stroke-linejoin:round}`, `class="a"`), "#ff0000" + drawn + " (1 × font-family in a style sheet) (1 × stroke-linejoin in a style sheet)"},
		{"a selector that is not known", sheet(`g > .a, .a:hover, .a.b, a[x], .a{fill:red}`, `class="a"`), "#ff0000" + drawn + " (1 × style rule for g > .a) (1 × style rule for .a:hover) (1 × style rule for .a.b) (1 × style rule for a[x])"},
		{"rules at an at", sheet(`@import url(a.css);@media print{.a{fill:blue} .b{}}@font-face{src:x}.a{fill:red}`, `class="a"`), "#ff0000" + drawn + " (1 × @import in a style sheet) (1 × @media in a style sheet) (1 × @font-face in a style sheet)"},
		{"cut short", sheet(`.a{fill:red}.a{fill:blue`, `class="a"`), "#0000ff" + drawn},
		{"no rule", sheet(`.a{fill:red} hello`, `class="a"`), "#ff0000" + drawn + " (1 × style rule for hello)"},
		{"a transform in a style", sheet(`.a{fill:red}`, `class="a" style="transform:scale(2)"`), "#ff0000" + drawn + " (1 × transform in a style)"},
		{"a brace in a brace", sheet(`.a{fill:red;&amp;:hover{fill:blue}}.b{fill:lime}`, `class="b"`), "#00ff00" + drawn + " (1 × style rule for &:hover)"},
	})
}

// TestSheetsAreBounded: what is beyond is told, and a sheet of the worst kind costs no more than the
// file is long: were it rules times elements, this test would not end.
func TestSheetsAreBounded(t *testing.T) {
	rules := func(n int) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, ".a%d{fill:red}", i)
		}
		return `<svg><style>` + s.String() + fmt.Sprintf(`</style><rect class="a%d" width="1" height="1"/></svg>`, n-1)
	}
	many := fmt.Sprintf("(1 × style rule beyond the %sth)", thousands(RulesMax))
	for n, want := range map[int]string{RulesMax: "#ff0000 0,0–1,1", RulesMax + 1: "#000000 0,0–1,1 " + many} {
		if got := seen(t, rules(n)); got != want {
			t.Errorf("%d rules: %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int]string{StyleBytes: "#ff0000 0,0–1,1", StyleBytes + 1: "#000000 0,0–1,1 (1 × fill in a style sheet, too long)"} {
		if got := seen(t, `<svg><style>rect{fill:`+strings.Repeat("(", n)+`}.a{fill:red}</style><rect width="1" height="1"/></svg>`); n == StyleBytes && !strings.Contains(got, "unknown colour") || n > StyleBytes && got != want {
			t.Errorf("a value of %d bytes: %s", n, got)
		}
	}
	for n, want := range map[int]string{SheetBytes: "#ff0000 0,0–1,1", SheetBytes + 1: "#000000 0,0–1,1 (1 × style sheet beyond 4 MiB)"} {
		const rule = "rect{fill:red}"
		if got := seen(t, `<svg><style>`+rule+strings.Repeat(" ", n-len(rule))+`</style><rect width="1" height="1"/></svg>`); got != want {
			t.Errorf("a sheet of %d bytes: %s, want %s", n, got, want)
		}
	}
	if testing.Short() {
		return
	}
	for name, svg := range map[string]string{
		"100,000 rules by 100,000 elements":   `<svg><style>` + strings.Repeat(".a{fill:red}", 100_000) + `</style>` + strings.Repeat(`<g class="a"/>`, 100_000) + `<rect class="a" width="1" height="1"/></svg>`,
		"100,000 selectors of their own":      strings.Replace(rules(100_000), "</svg>", strings.Repeat(`<g class="a1 a2 a3"/>`, 100_000)+"</svg>", 1),
		"a huge selector":                     `<svg><style>` + strings.Repeat("g>", 1<<20) + `a{fill:red}</style><rect width="1" height="1"/></svg>`,
		"a huge list":                         `<svg><style>` + strings.Repeat("a,", 1<<20) + `a{fill:red}</style><rect width="1" height="1"/></svg>`,
		"deep braces":                         `<svg><style>` + strings.Repeat("a{", 1<<20) + `</style><rect width="1" height="1"/></svg>`,
		"comments that never end":             `<svg><style>` + strings.Repeat("/*", 1<<20) + `</style><rect width="1" height="1"/></svg>`,
		"a huge class":                        `<svg><style>.a{fill:red}</style><rect width="1" height="1" class="` + strings.Repeat("a ", 1<<20) + `"/></svg>`,
		"a huge colour, inherited":            `<svg fill="` + strings.Repeat("A", 1<<20) + `">` + strings.Repeat(`<g/>`, 100_000) + `<rect width="1" height="1"/></svg>`,
		"a huge list of dashes, inherited":    `<svg stroke="red" stroke-dasharray="` + strings.Repeat("1 ", 1<<20) + `">` + strings.Repeat(`<path d="M0 0h9"/>`, 50_000) + `</svg>`,
		"100,000 gradients within each other": `<svg>` + strings.Repeat(strings.Repeat(`<linearGradient id="g">`, 200)+strings.Repeat("</linearGradient>", 200), 300) + `<rect width="1" height="1" fill="url(#g) red"/></svg>`,
	} {
		if d, err := Read([]byte(svg)); err != nil || len(d.Strokes) == 0 {
			t.Errorf("%s: %d strokes, %v", name, len(d.Strokes), err)
		}
	}
}
