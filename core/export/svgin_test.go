package export

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"easel.example/core"
	"easel.example/core/path"
)

// seen says what was read of SVG: of each stroke whether it is a line or a fill, its colour, what is
// less than opaque, how wide it is, and the corners of its points; then what was left out.
func seen(t *testing.T, svg string) string {
	t.Helper()
	d, err := Read([]byte(svg))
	var list []string
	for _, s := range d.Strokes {
		x0, y0, x1, y1 := Bounds([]Stroke{s})
		px := func(v path.Fixed) string { return fmt.Sprint(float64((10*v+path.One/2)>>16) / 10) }
		text := fmt.Sprintf("#%06x", s.Color)
		if s.Opacity < 255 {
			text += fmt.Sprintf("/%d", s.Opacity)
		}
		if s.Fill == core.FillNone {
			text += " w" + px(s.Width)
		}
		list = append(list, fmt.Sprintf("%s %s,%s–%s,%s", text, px(x0), px(y0), px(x1), px(y1)))
	}
	for _, l := range d.Left {
		list = append(list, fmt.Sprintf("(%d × %s)", l.Count, l.What))
	}
	if err != nil && len(d.Left) == 0 {
		list = append(list, err.Error())
	}
	return strings.Join(list, " ")
}

// seenAre holds what is read of each document against what is wanted.
func seenAre(t *testing.T, table [][3]string) {
	for _, tt := range table {
		t.Run(tt[0], func(t *testing.T) {
			if got := seen(t, tt[1]); got != tt[2] {
				t.Errorf("%s\n is %s,\nwant %s", tt[1], got, tt[2])
			}
		})
	}
}

// line is a line from (0, 0) to (9, 0), with attributes.
func line(attributes string) string { return `<path d="M0 0h9" fill="none" ` + attributes + `/>` }

func TestPaint(t *testing.T) {
	const drawn = " w1 0,0–9,0"
	seenAre(t, [][3]string{
		{"hsl", `<svg>` + line(`stroke="hsl(120,60%,45%)"`) + `</svg>`, "#2eb82e" + drawn},
		{"hsla in a style", `<svg>` + line(`style="stroke:hsla(0.5turn 100% 50% / 20%)"`) + `</svg>`, "#00ffff/51" + drawn},
		{"a name", `<svg>` + line(`stroke="RebeccaPurple"`) + `</svg>`, "#663399" + drawn},
		{"currentColor of one above", `<svg color="red"><g stroke="currentColor">` + line("") + line(`color="lime"`) + `</g></svg>`, "#ff0000" + drawn + " #00ff00" + drawn},
		{"currentColor of none", `<svg>` + line(`stroke="currentColor"`) + `</svg>`, "#000000" + drawn},
		{"a colour of a newer form", `<svg stroke="red">` + line(`stroke="oklch(0.7 0.1 200)"`) + `</svg>`, "#ff0000" + drawn + " (1 × unknown colour oklch(0.7 0.1 200))"},
		{"inherit", `<svg stroke="red">` + line(`stroke="inherit"`) + `</svg>`, "#ff0000" + drawn},
		{"opacity of a stroke is not that of one above times it", `<svg stroke="red" stroke-opacity=".5" opacity=".5">` + line(`stroke-opacity=".5" opacity="50%" style="opacity:.5"`) + `</svg>`, "#ff0000/32" + drawn},
		{"gradient", `<svg>` + line(`stroke="url(#g)"`) + `<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="100%" style="stop-color:blue"/></linearGradient></svg>`, "#800080" + drawn + " (1 × gradient, drawn as its mean colour)"},
		{"gradient by another", `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><style>.s{stop-color:#f00;stop-opacity:.5}</style><radialGradient id="g" xlink:href="#h"/><linearGradient id="h"><stop class="s"/><stop offset=".5"/><stop offset=".5" stop-color="lime" stop-opacity="0"/></linearGradient><rect width="2" height="3" fill="url(#g)"/></svg>`,
			"#550000/96 0,0–2,3 (1 × gradient, drawn as its mean colour)"},
		{"gradient of itself", `<svg><linearGradient id="g" href="#g"/>` + line(`stroke="url(#g) teal"`) + `</svg>`, "#008080" + drawn + " (1 × gradient, one too many)"},
		{"gradient of nothing", `<svg><linearGradient id="g"/>` + line(`stroke="url(#g)"`) + `</svg>`, "(1 × gradient without colours)"},
		{"no gradient", `<svg>` + line(`stroke="url(#g)"`) + `</svg>`, "(1 × paint that is not in the file)"},
		{"pattern", `<svg><pattern id="p"><path d="M0 0h9"/></pattern>` + line(`stroke="url('#p')"`) + `</svg>`, "(1 × pattern)"},
	})
}

func TestShapes(t *testing.T) {
	seenAre(t, [][3]string{
		{"rectangle of no size", `<svg stroke="red"><rect width="0" height="5"/><rect width="5" height="-5"/><circle r="0"/><ellipse rx="2"/></svg>`, "There are no strokes in the file."},
		{"millimetres", `<svg><rect width="25.4mm" height="72pt" x="1in" y="1pc" /></svg>`, "#000000 96,16–192,112"},
		{"percent", `<svg viewBox="0 0 200 100"><rect width="50%" height="50%" x="10%"/><circle r="0"/></svg>`, "#000000 20,0–120,50"},
		{"em", `<svg font-size="20px"><g style="font-size:50%"><rect width="2em" height="1ex"/></g></svg>`, "#000000 0,0–20,5"},
		{"visible within hidden", `<svg visibility="hidden"><rect width="1" height="1"/><rect width="2" height="2" visibility="visible"/></svg>`, "#000000 0,0–2,2"},
		{"nothing within what is not displayed", `<svg><g display="none"><rect width="2" height="2" visibility="visible" display="inline"/><text/><rect mask="url(#m)"/></g></svg>`, "There are no strokes in the file."},
		{"nested", `<svg viewBox="0 0 100 100" width="200" height="200"><svg x="10" y="10" width="50%" height="20" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax meet"><rect width="100%" height="10"/></svg></svg>`, "#000000 20,20–60,60"},
		{"stretched", `<svg viewBox="0 0 10 10" width="20" height="40" preserveAspectRatio="none"><rect width="10" height="10"/></svg>`, "#000000 0,0–20,40"},
		{"sliced", `<svg viewBox="0 0 10 10" width="20" height="40" preserveAspectRatio="xMaxYMid slice"><rect width="10" height="10"/></svg>`, "#000000 -20,0–20,40 (1 × edge that cuts a picture)"},
		{"height by the width", `<svg viewBox="0 0 10 20" width="100"><rect width="10" height="20"/></svg>`, "#000000 0,0–100,200"},
		{"a transform of the picture itself", `<svg viewBox="0 0 10 10" width="20" height="20" transform="translate(5)"><rect width="10" height="10"/></svg>`, "#000000 5,0–25,20"},
		{"a line that does not scale", `<svg stroke="red"><g transform="scale(3)" vector-effect="non-scaling-stroke"><path d="M0 0h9" vector-effect="non-scaling-stroke"/><path d="M0 0h9" fill="none"/></g></svg>`, "#ff0000 w1 0,0–27,0 #ff0000 w3 0,0–27,0"},
		{"a transform with an error", `<svg fill="red"><g transform="turn(5)"><rect width="1" height="2"/></g><rect width="3" height="4" transform="translate(9) scale"/><rect transform="scale(1,2,3,4,5,6,7)"/><rect transform="scale(NaN)"/></svg>`,
			"#ff0000 0,0–1,2 #ff0000 0,0–3,4 (4 × transform with an error)"},
		{"larger than can be drawn", `<svg><g transform="` + strings.Repeat("scale(1000)", 9) + `"><rect width="1" height="2"/></g><rect width="3" height="4"/></svg>`, "#000000 0,0–3,4 (1 × part that is larger than can be drawn)"},
		{"entities", `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!-- c --> <!ENTITY c 'red'><!ENTITY c "blue"><!ENTITY w "3"><!ENTITY amp "x"> ]><svg xmlns="&ns_svg;" fill="&c;"><rect width="&w;" height="&w;0" id="a&amp;b&#33;"/></svg>`, "#ff0000 0,0–3,30"},
		{"as many entities as may be", `<!DOCTYPE svg [` + strings.Repeat(`<!ENTITY a "b">`, EntitiesMax-1) + `<!ENTITY ` + strings.Repeat("c", entityName) + ` "d">]><svg id="&` + strings.Repeat("c", entityName) + `;"><rect width="1" height="1"/></svg>`, "#000000 0,0–1,1"},
		{"too far", `<svg viewBox="0 0 65536 9" width="9"><path d="M0 0h9v9zM0 0h65536"/></svg>`, "#000000 0,0–0,0 (1 × path with an error, or too far, in part)"},
		{"told", `<svg><?xml-stylesheet href="a.css"?><rect width="1" height="1" clip-path="url(#c)" style="mask:url(#m);filter:none"/><g filter="url(#f)" marker-end="url(#a)"><animate fill="freeze"/></g><script/><foreignObject><svg><rect width="9" height="9"/></svg></foreignObject><text mask="none">a<tspan>b</tspan></text><image/></svg>`,
			"#000000 0,0–1,1 (1 × style sheet of another file) (1 × clip path) (1 × mask) (1 × filter) (1 × arrowhead or other marker) (1 × animation) (1 × script) (1 × foreign object) (1 × text) (1 × image)"},
	})
}

// TestRounded: the corners of a rectangle are round as far as they may be.
func TestRounded(t *testing.T) {
	for size, want := range map[string]float64{`rx="20"`: 20, `ry="4"`: 4, `rx="900" ry="900"`: 50, `rx="0" ry="5"`: 0, `rx="-1"`: 0, `rx="auto" ry="7"`: 7} {
		s := read(t, `<svg><rect x="1" y="2" width="100" height="100" fill="none" stroke="red" `+size+`/></svg>`).Strokes[0]
		x0, y0, x1, y1 := Bounds([]Stroke{s})
		if a, b := (Point{Vec: path.Vec{X: x0, Y: y0}}), (Point{Vec: path.Vec{X: x1, Y: y1}}); !at(a, 1, 2) || !at(b, 101, 102) {
			t.Errorf("%s: it reaches from %v to %v", size, a, b)
		}
		if p := s.Points[0]; !at(p, 1+want, 2) || len(s.Points) > 5 != (want > 0) {
			t.Errorf("%s: the upper edge begins at %d, with %d points, want %v", size, p.X, len(s.Points), want)
		}
	}
}

func TestCopies(t *testing.T) {
	seenAre(t, [][3]string{
		{"of what comes later, with its own look", `<svg><use href="#a" x="10" y="20" fill="red" transform="scale(2)"/><defs><rect id="a" width="3" height="4"/></defs></svg>`, "#ff0000 20,40–26,48"},
		{"a symbol has a frame", `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol><use xlink:href="#s" x="5" width="20" height="20"/><use xlink:href="#s" width="1" height="1"/></svg>`, "#000000 5,0–25,20 #000000 0,0–1,1"},
		{"of copies", `<svg><g id="a"><path d="M0 0h1" stroke="red"/></g><g id="b"><use href="#a" x="1"/></g><use href="#b" x="1"/></svg>`, "#ff0000 w1 0,0–1,0 #ff0000 w1 1,0–2,0 #ff0000 w1 2,0–3,0"},
		{"within itself", `<svg><g id="a"><rect width="1" height="1"/><use href="#a"/></g></svg>`, "#000000 0,0–1,1 #000000 0,0–1,1 (1 × copy of an element within itself)"},
		{"of nothing", `<svg><use href="#a"/><use href="b.svg#c"/><g display="none"><use href="#c"/></g></svg>`, "(1 × copy of what is not in the file) (1 × copy of what is in another file)"},
		{"by a class", `<svg><style>.c{fill:teal}</style><defs><g id="a"><rect class="c" width="1" height="1"/></g></defs><use href="#a"/></svg>`, "#008080 0,0–1,1"},
	})
}

// TestGradientsAreBounded: so many have their colours from one another.
func TestGradientsAreBounded(t *testing.T) {
	for n, want := range map[int]string{gradientsDeep: "#ff0000 0,0–1,1 (1 × gradient, drawn as its mean colour)", gradientsDeep + 1: "(1 × gradient, one too many)"} {
		chain := `<svg><linearGradient id="g1"><stop stop-color="red"/></linearGradient>`
		for i := 2; i <= n; i++ {
			chain += fmt.Sprintf(`<linearGradient id="g%d" href="#g%d"/>`, i, i-1)
		}
		if got := seen(t, chain+fmt.Sprintf(`<rect width="1" height="1" fill="url(#g%d)"/></svg>`, n)); got != want {
			t.Errorf("%d gradients: %s, want %s", n, got, want)
		}
	}
}

// TestCopiesAreBounded: what grows with each level, or is long and copied often, is told and left out.
func TestCopiesAreBounded(t *testing.T) {
	bomb := `<svg><defs><g id="g0">` + strings.Repeat(`<path d="M0 0h1" stroke="red"/>`, 8) + `</g>`
	for i := range 12 {
		bomb += fmt.Sprintf(`<g id="g%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#g%d"/>`, i), 8))
	}
	d := read(t, bomb+`</defs><use href="#g12"/></svg>`)
	if n := len(d.Strokes); n == 0 || n > CopiedMax || fmt.Sprint(d.Left)[:20] != "[{copy of an element" {
		t.Errorf("a bomb of copies became %d strokes; left out %v", n, d.Left)
	}
	long := `<svg><path id="a" d="M0 0h1" stroke="red" class="` + strings.Repeat(" ", CopiedBytes/8) + `"/>` + strings.Repeat(`<use href="#a"/>`, 9) + `</svg>`
	if d := read(t, long); len(d.Strokes) != 8 || fmt.Sprint(d.Left) != "[{copy of an element, one too many 2}]" {
		t.Errorf("copies of what is long became %d strokes; left out %v", len(d.Strokes), d.Left)
	}
	for n, want := range map[int]string{CopiedMax: "[]", CopiedMax + 1: "[{copy of an element, one too many 1}]"} {
		if d := read(t, `<svg><path id="a" d="M0 0h1" stroke="red"/>`+strings.Repeat(`<use href="#a"/>`, n)+`</svg>`); len(d.Strokes) != CopiedMax+1 || fmt.Sprint(d.Left) != want {
			t.Errorf("%d copies became %d strokes; left out %v, want %s", n, len(d.Strokes)-1, d.Left, want)
		}
	}
	for n, want := range map[int]int{CopiesDeep: 1, CopiesDeep + 1: 0} {
		deep := `<svg><defs><path id="g0" d="M0 0h1" stroke="red"/>`
		for i := range n - 1 {
			deep += fmt.Sprintf(`<use id="g%d" href="#g%d"/>`, i+1, i)
		}
		if d, _ := Read([]byte(deep + fmt.Sprintf(`</defs><use href="#g%d"/></svg>`, n-1))); len(d.Strokes) != want || len(d.Left) != 1-want {
			t.Errorf("copies %d deep became %d strokes, want %d; left out %v", n, len(d.Strokes), want, d.Left)
		}
	}
}

// TestUnknown: what draws or forms something and is not read is told.
func TestUnknown(t *testing.T) {
	const drawn = "#ff0000 w1 0,0–9,0"
	red := line(`stroke="red"`)
	seenAre(t, [][3]string{
		{"elements", `<svg xmlns="http://www.w3.org/2000/svg"><mesh/><video/>` + red + `</svg>`, drawn + " (1 × mesh) (1 × video)"},
		{"elements of others", `<svg xmlns:i="urn:inkscape"><i:view/><metadata><rect width="9" height="9"/></metadata>` + red + `</svg>`, drawn},
		{"elements that draw nothing", `<svg><title>a</title><desc/><style/><view/><switch><a><g>` + red + `</g></a></switch><filter><feBlend/></filter><font><glyph/></font></svg>`, drawn},
		{"words in a text", `<svg><text><tspan>a</tspan><textPath>b</textPath></text>` + red + `</svg>`, drawn + " (1 × text)"},
		{"a form in a style", `<svg><circle style="r:5;fill:red"/>` + red + `</svg>`, drawn + " (1 × r in a style)"},
		{"an origin", `<svg>` + line(`stroke="red" transform="scale(1)" transform-origin="5 5"`) + `</svg>`, drawn + " (1 × origin of a transform)"},
		{"an origin of nothing", `<svg>` + line(`stroke="red" transform-origin="5 5"`) + `</svg>`, drawn},
	})
}

// TestEncodings: how a file writes letters is nothing to its strokes.
func TestEncodings(t *testing.T) {
	const want = "#ff0000 w1 0,0–9,0 (1 × text)"
	document := func(encoding, e string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?><svg id="` + e + `"><!-- ` + e + ` --><text>` + e + `</text>` + line(`stroke="red"`) + `</svg>`
	}
	wide := func(s, mark string, low int) string {
		out := mark
		for _, u := range utf16.Encode([]rune(s)) {
			out += string([]byte{byte(u >> (8 * (1 - low))), byte(u >> (8 * low))})
		}
		return out
	}
	for name, data := range map[string]string{
		"UTF-8":          document("UTF-8", "é"),
		"Latin-1":        document("ISO-8859-1", "\xe9"),
		"Shift-JIS":      document("Shift_JIS", "\x83\x5c"),
		"UTF-16 up":      wide(document("UTF-16", "é🙂"), "\xff\xfe", 1),
		"UTF-16 down":    wide(document("UTF-16", "é🙂"), "\xfe\xff", 0),
		"UTF-16 and odd": wide(document("UTF-16", "é"), "\xfe\xff", 0) + "\n",
	} {
		if got := seen(t, data); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, data := range []string{"\xff\xfe", "\xfe\xff\x00", "\xff\xfe\x3d\xd8", document("UTF-8", "\xe9")} {
		if d, err := Read([]byte(data)); err == nil {
			t.Errorf("%q was read: %v", data, d.Left)
		}
	}
}
