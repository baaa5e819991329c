package export

import (
	"bytes"
	"compress/zlib"
	"easel.example/core/raster"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/path"
)

func read(t *testing.T, data string) Drawing {
	t.Helper()
	d, err := Read([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reports whether p lies at (x, y) px, within a thousandth.
func at(p Point, x, y float64) bool {
	return math.Hypot(float64(p.X)/65536-x, float64(p.Y)/65536-y) < 1e-3
}

func TestExcalidraw(t *testing.T) {
	d := read(t, `{"type":"excalidraw","files":{"a":{"dataURL":"data:image/png;base64,AAAA"}},"elements":[
 {"type":"freedraw","x":10,"y":20,"width":4,"height":0,"angle":0,"strokeColor":"#e03131","strokeWidth":2,"opacity":50,"points":[[0,0],[4,0,9]],"pressures":[0.5,1],"customData":{"a":[{}]}},
 {"type":"freedraw","x":0,"y":0,"angle":1.5707963267948966,"strokeColor":"#abc","strokeWidth":1,"simulatePressure":true,"points":[[0,0],[-10,0]],"pressures":[0.5,1]},
 {"type":"freedraw","isDeleted":true,"points":[[0,0]]},{"type":"text","text":"hi"},{"type":"image"},{"type":"text"},
 {"type":"rectangle","x":5,"y":6,"width":20,"height":10,"strokeColor":"#1e1e1e","backgroundColor":"#ffc9c9","fillStyle":"hachure","strokeWidth":2,"opacity":100},
 {"type":"ellipse","x":-10,"y":-10,"width":20,"height":40,"strokeColor":"blue","strokeWidth":1,"backgroundColor":"transparent"},
 {"type":"diamond","x":0,"y":0,"width":20,"height":10,"strokeColor":"transparent","strokeWidth":1},
 {"type":"arrow","x":1,"y":2,"strokeColor":"#000","strokeWidth":4,"points":[[0,0],[100,0]],"endArrowhead":"arrow","startArrowhead":null}]}`)
	if len(d.Strokes) != 7 {
		t.Fatalf("%d strokes, want 7", len(d.Strokes))
	}
	if f := d.Strokes[2]; f.Fill != core.FillNonzero || f.Color != 0xffc9c9 || f.Opacity != 128 || !at(f.Points[2], 25, 16) {
		t.Errorf("the rectangle's background is %+v", f)
	}
	s := slices.Delete(slices.Clone(d.Strokes), 2, 3)
	if s[0].Color != 0xe03131 || s[0].Width != 17*path.One/2 || s[0].Opacity != 128 || !at(s[0].Points[1], 14, 20) || s[0].Points[0].Pressure != 128 || s[0].Points[1].Pressure != 255 {
		t.Errorf("the first stroke is %+v", s[0])
	}
	if s[1].Color != 0xaabbcc || s[1].Points[0].Pressure != Unknown || !at(s[1].Points[0], -5, 5) || !at(s[1].Points[1], -5, -5) {
		t.Errorf("the second, turned about its middle, is %+v", s[1])
	}
	if len(s[2].Points) != 5 || !at(s[2].Points[2], 25, 16) || s[2].Width != 2*path.One {
		t.Errorf("the rectangle is %+v", s[2])
	}
	for _, p := range s[3].Points {
		if x, y := float64(p.X)/65536/10, (float64(p.Y)/65536-10)/20; math.Abs(math.Hypot(x, y)-1) > 0.01 {
			t.Errorf("%v is not on the ellipse", p)
		}
	}
	if head := s[5].Points; !at(head[1], 101, 2) || !at(head[0], 101-25*math.Cos(math.Pi/9), 2-25*math.Sin(math.Pi/9)) || !at(head[2], 101-25*math.Cos(math.Pi/9), 2+25*math.Sin(math.Pi/9)) {
		t.Errorf("the arrow's head is %v", head)
	}
	if got := fmt.Sprint(d.Left); got != "[{deleted element 1} {text 2} {image 1} {hatching, drawn as an even tone 1}]" {
		t.Errorf("left out: %s", got)
	}
}

// TestFills: what a path goes round is one stroke, holes too, by its rule and with
// its own opacity; gradients are told.
func TestFills(t *testing.T) {
	d := read(t, `<svg><path fill="#0f0" fill-opacity=".5" opacity=".5" fill-rule="evenodd" stroke="none" d="M0 0h100v100h-100zM20 20h60v60h-60zM30 30h10v10z"/>
	<path d="M0 0h9v9z" fill="url(#g)" stroke="red"/><path d="M0 0h9"/><g style="fill:blue"><rect width="3" height="4"/></g></svg>`)
	if len(d.Strokes) != 3 || fmt.Sprint(d.Left) != "[{paint that is not in the file 1}]" {
		t.Fatalf("%d strokes, want 3; left out: %v", len(d.Strokes), d.Left)
	}
	s := d.Strokes[0]
	if s.Fill != core.FillEvenOdd || s.Color != 0x00ff00 || s.Opacity != 64 || s.Points[0] != s.Points[len(s.Points)-1] {
		t.Errorf("the first is %+v", s)
	}
	strokes, _ := d.Place(240, 240)
	c := raster.New(240, 240)
	for _, s := range strokes[:1] {
		if !s.Brush.Valid() {
			t.Errorf("%+v is no brush", s.Brush)
		}
		c.Place(s)
	}
	for place, want := range map[[2]int32]bool{{10, 10}: true, {50, 50}: false, {37, 32}: true, {15, 60}: true, {110, 50}: false, {25, 25}: false} {
		if got := c.At(place[0], place[1], 0xffffff) != 0xffffffff; got != want {
			t.Errorf("at %v it is inked: %t, want %t", place, got, want)
		}
	}
	long := "M0 0"
	for i := range strokePoints {
		long += fmt.Sprintf("L%d %d", i%100, i%7)
	}
	if d, err := Read([]byte(`<svg><path d="` + long + `"/></svg>`)); err == nil || len(d.Strokes) != 0 {
		t.Errorf("a fill of too many points became %d strokes", len(d.Strokes))
	}
}

// TestLibrary checks that items of a library, which all begin at 0, do not overlap.
func TestLibrary(t *testing.T) {
	item := `{"elements":[{"type":"freedraw","x":0,"y":0,"strokeWidth":1,"points":[[0,0],[100,100]]}]}`
	d := read(t, `{"libraryItems":[`+item+","+item+","+item+`]}`)
	for i, a := range d.Strokes {
		for _, b := range d.Strokes[:i] {
			if max(a.Points[0].X-b.Points[0].X, b.Points[0].X-a.Points[0].X, a.Points[0].Y-b.Points[0].Y, b.Points[0].Y-a.Points[0].Y) < 100*path.One {
				t.Errorf("items lie over one another at %v and %v", a.Points[0], b.Points[0])
			}
		}
	}
	if old := read(t, `{"library":[[{"type":"freedraw","strokeWidth":1,"points":[[0,0],[1,1]]}]]}`); len(old.Strokes) != 1 {
		t.Errorf("an older library has %d strokes, want 1", len(old.Strokes))
	}
}

func TestReadSVG(t *testing.T) {
	d := read(t, "\ufeff"+` <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><defs><path d="M0 0L9 9" stroke="red"/><style>a{}</style></defs>
	<g stroke="#0000ff" fill="none" stroke-width="2" transform="translate(10 0) scale(2)"><path d="M0 0L5 0M1 1l2 2"/><g style="stroke:rgb(255,0,0);stroke-width:3px" opacity=".5"><line x1="0" y1="1" x2="0" y2="4"/></g></g>
	<circle cx="50" cy="50" r="10" stroke="black"/><rect x="1" y="2" width="3" height="4" stroke="#333" fill="none" transform="rotate(90 1 2)"/>
	<polygon points="0,0 10,0 10,10" stroke="green" fill="none"/><text>hi</text><path d="M0 0L1 1" fill="none"/><use href="#a"/>
	<g transform="scale(1000) scale(.001)"><path stroke="#0008" fill="none" stroke-width="1pt" d="M3000 2000h1"/></g></svg>`)
	if len(d.Strokes) != 8 {
		t.Fatalf("%d strokes, want 8", len(d.Strokes))
	}
	if f := d.Strokes[3]; f.Fill != core.FillNonzero || f.Color != 0 || f.Opacity != 255 {
		t.Errorf("the circle's inside is %+v", f)
	}
	s := slices.Delete(slices.Clone(d.Strokes), 3, 4)
	if s[0].Color != 0x0000ff || s[0].Width != 4*path.One || !at(s[0].Points[1], 20, 0) || s[0].Opacity != 255 {
		t.Errorf("the first is %+v", s[0])
	}
	if s[2].Color != 0xff0000 || s[2].Width != 6*path.One || s[2].Opacity != 128 || !at(s[2].Points[1], 10, 8) {
		t.Errorf("the line is %+v", s[2])
	}
	for _, p := range s[3].Points {
		if math.Abs(math.Hypot(float64(p.X)/65536-50, float64(p.Y)/65536-50)-10) > 0.05 {
			t.Errorf("%v is not on the circle", p)
		}
	}
	if !at(s[4].Points[1], 1, 5) {
		t.Errorf("the turned rectangle's corner is %v, want 1, 5", s[4].Points[1])
	}
	if len(s[5].Points) != 4 {
		t.Errorf("the polygon is %+v", s[5])
	}
	if p := s[6]; !at(p.Points[0], 3000, 2000) || p.Opacity != 0x88 || (p.Width+100)>>10 != path.One*4/3>>10 {
		t.Errorf("scaled up and down a line is %+v", p)
	}
	if got := fmt.Sprint(d.Left); got != "[{text 1} {copy of what is not in the file 1}]" {
		t.Errorf("left out: %s", got)
	}
	for box, want := range map[string][2]float64{
		`viewBox="0 0 10 10" width="100" height="50"`:         {25 + 5, 10}, // in the middle
		`viewBox="-10 -20 10 10"`:                             {11, 22},
		`viewBox="0 0 0 10" width="9"`:                        {1, 2},
		`viewBox="0 0 10 10" width="1in" height="100%" x="3"`: {3 + (96-10)/2.0 + 1, 2},
	} {
		if p := read(t, `<svg `+box+`><path d="M1 2h1" stroke="red"/></svg>`).Strokes[0].Points[0]; !at(p, want[0], want[1]) {
			t.Errorf("%s: (1, 2) lies at %v, want %v", box, p, want)
		}
	}
}

// TestTransforms holds each kind against what floats make of it.
func TestTransforms(t *testing.T) {
	for text, want := range map[string][2]float64{ // of (3, 5)
		"":                               {3, 5},
		"matrix(1 2 3 4 5 6)":            {3 + 15 + 5, 6 + 20 + 6},
		" translate( 7 ), scale(2,-3)\n": {13, -15},
		"rotate(30)":                     {3*math.Cos(math.Pi/6) - 5*math.Sin(math.Pi/6), 3*math.Sin(math.Pi/6) + 5*math.Cos(math.Pi/6)},
		"rotate(-765 1 1)":               {1 + 6*math.Sqrt2/2, 1 + 2*math.Sqrt2/2},
		"skewX(20)skewY(-70)":            {3 + math.Tan(math.Pi/9)*(5-3*math.Tan(math.Pi*7/18)), 5 - 3*math.Tan(math.Pi*7/18)},
		"scale(1e-3) scale(1e3)":         {3, 5},
	} {
		m, ok := transform(text)
		if p := m.apply(path.Vec{X: 3 * path.One, Y: 5 * path.One}); !ok || !at(Point{p, 0}, want[0], want[1]) {
			t.Errorf("%q: (3, 5) goes to %v, %t, want %v", text, p, ok, want)
		}
	}
}

func TestColors(t *testing.T) {
	for text, want := range map[string][2]uint32{
		"#abc": {0xaabbcc, 255}, "#abcd": {0xaabbcc, 0xdd}, "#a1b2c3": {0xa1b2c3, 255}, "#a1b2c380": {0xa1b2c3, 128}, " Navy ": {0x80, 255},
		"rgb(1, 2,3)": {0x010203, 255}, "DarkSlateGrey": {0x2f4f4f, 255}, "yellowgreen": {0x9acd32, 255}, "aliceblue": {0xf0f8ff, 255},
		"rgb(10% 20% 30%/.4)": {0x1a334d, 102}, "RGBA(1\t2\n3 / none)": {0x010203, 0}, "hsl(0,100%,50%)": {0xff0000, 255}, "hsl(-120deg 100% 25%)": {0x000080, 255},
		"hsla(60, 100%, 50%, 0.5)": {0xffff00, 128}, "hsl(.25turn 50 50)": {0x80bf40, 255}, "hsl(3.14159265rad 100% 50%)": {0x00ffff, 255}, "hsl(200grad 100% 50%)": {0x00ffff, 255},
		"hsl(none none 50%)": {0x808080, 255}, "hsl(720 900% 200%)": {0xffffff, 255}, "hsl(1x 1 1)": {Ink, 255}, "hsl(1,2%)": {Ink, 255}, "rgb(1 2 3 4 5)": {Ink, 255},
		"rgb(1px 2 3)": {Ink, 255}, "hwb(1 2 3)": {Ink, 255}, "00ffff": {Ink, 255}, "ffd700": {Ink, 255}, "blue yellow": {Ink, 255}, "deb887": {Ink, 255}, "rgba(100%,0%,50%,.5)": {0xff0080, 128}, "rgb(300 -5 1.6 / 20%)": {0xff0002, 51},
		"none": {0, 0}, "transparent": {0, 0}, "": {Ink, 255}, "#12": {Ink, 255}, "#ggg": {Ink, 255}, "rgb(1,2)": {Ink, 255}, "url(#a)": {Ink, 255}, "rgb(x,y,z)": {Ink, 255},
	} {
		if c, a := new(Drawing).ink(text); c != want[0] || uint32(a) != want[1] {
			t.Errorf("%q is #%06x, alpha %d, want #%06x, %d", text, c, a, want[0], want[1])
		}
	}
}

// TestPlace: what lies on the piece stays; what does not is moved into the middle,
// and made smaller if it must be.
func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		name   string
		points [][2]int64
		want   []core.Point
		width  uint16
	}{
		{"on it", [][2]int64{{0, 0}, {300, 240}}, []core.Point{{X: 0, Y: 0, Pressure: 255}, {X: 300 * 32, Y: 240 * 32, Pressure: 255}}, 160},
		{"beside it", [][2]int64{{1000, -1000}, {1100, -1000}}, []core.Point{{X: 100 * 32, Y: 120 * 32, Pressure: 255}, {X: 200 * 32, Y: 120 * 32, Pressure: 255}}, 160},
		{"too large", [][2]int64{{-1000000, 0}, {1999999, 2400000}}, []core.Point{{X: 0, Y: 0, Pressure: 255}, {X: 300 * 32, Y: 240 * 32, Pressure: 255}}, 1},
	} {
		s := Stroke{Width: 10 * path.One, Opacity: 255}
		for _, p := range tt.points {
			s.Points = append(s.Points, Point{path.Vec{X: p[0] * path.One, Y: p[1] * path.One}, Unknown})
		}
		d := Drawing{Strokes: []Stroke{s}}
		got, smaller := d.Place(300, 240)
		if smaller != (tt.width == 1) || got[0].Brush.Width != tt.width || !got[0].Brush.Valid() {
			t.Errorf("%s: smaller is %t, the brush %+v", tt.name, smaller, got[0].Brush)
		}
		for i, p := range got[0].Points {
			if w := tt.want[i]; max(p.X-w.X, w.X-p.X, p.Y-w.Y, w.Y-p.Y) > 4 || p.Pressure != w.Pressure {
				t.Errorf("%s: the points are %v, want %v", tt.name, got[0].Points, tt.want)
			}
		}
	}
	// Where the pen did not move the strongest pressure counts; a long stroke goes on in another.
	long := Stroke{Width: path.One, Opacity: 255}
	for i := range int64(strokePoints) + 1 {
		p := path.Vec{X: i % 200 * path.One, Y: i / 200 * path.One}
		long.Points = append(long.Points, Point{p, 10}, Point{p, 30}, Point{p, 20})
	}
	d := Drawing{Strokes: []Stroke{long}}
	got, _ := d.Place(300, 240)
	if len(got) != 2 || len(got[0].Points) != strokePoints || len(got[1].Points) != 2 || got[0].Points[0].Pressure != 30 || got[1].Points[0] != got[0].Points[strokePoints-1] {
		t.Errorf("a stroke of %d points becomes %d, of %d first, pressure %d", strokePoints+1, len(got), len(got[0].Points), got[0].Points[0].Pressure)
	}
}

// list returns n times s, with commas.
func list(s string, n int) string { return strings.Repeat(s+",", n-1) + s }

// skipLarge reports whether a file is so large that -short leaves it out: what is counted is
// counted alike on each machine, and emulated ones take a minute for it.
func skipLarge(data string) bool { return testing.Short() && len(data) > 1<<20 }

// TestBadFiles: each ends in a sentence.
func TestBadFiles(t *testing.T) {
	bomb := `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><svg><path d="&y;"/></svg>`
	file := `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><path d="&x;"/></svg>`
	stroke := func(points string) string {
		return `{"elements":[{"type":"freedraw","strokeWidth":1,"points":[` + points + `]}]}`
	}
	line := `<path stroke="red" d="M0 0h1"/>`
	for _, tt := range []struct{ data, say string }{
		{"", "The file is empty."},
		{" \n", "The file is empty."},
		{"hello", "neither"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF", "This JPEG is only a picture: it holds no strokes. Strokes are read from SVG,"},
		{"RIFF1234WEBP", "This WebP is only"},
		{"\x00\x00\x00\x18ftypheic", "This HEIC or AVIF is only"},
		{"%PDF-1.7", "PDF, which is not read"},
		{"\x1f\x8b\x08", "compressed. Unpack it"},
		{string(pngWith("tEXt", nil)), "This PNG is only a picture"},
		{strings.Repeat(" ", FileBytes+1), "33,554,433 bytes; at most 33,554,432"},
		{`{"elements":[`, "cut short"},
		{`{"elements":[{"type":}]}`, "damaged"},
		{`{"a":1}`, "no elements"},
		{`{"elements":{}}`, "no strokes in the file."},
		{`{"elements":[{"type":"text"},{"type":"text"},{"type":"<b>"},{}]}`, "no strokes in the file, only 2 × text, 1 × <b>, 1 × unnamed."},
		{stroke("[1]"), "two coordinates"},
		{stroke("[1e999,0]"), "out of bounds: 1e999."},
		{stroke("[NaN,0]"), "damaged"},
		{stroke("[8388609,0]"), "out of bounds"},
		{`{"elements":[{"type":"freedraw","strokeWidth":1,"x":8388607,"points":[[0,0],[8388607,0]]}]}`, "farther out than 8,388,608 px"},
		{stroke(list("[0,0]", PointsMax+1)), "1,048,576 points"},
		{`{"elements":[` + list(`{"type":"text"}`, ElementsMax+1) + `]}`, "131,072 elements"},
		{`{"x":` + strings.Repeat("[", DepthMax), "256 deep"},
		{`{"elements":[` + strings.Repeat(`{"a":`, 1e6), "256 deep"},
		{`{"elements":[{"type":"ellipse","width":1e5,"strokeWidth":1,"height":1}]}`, "only 1 × ellipse wider"},
		{"<svg>", "damaged"},
		{"<html></html>", "no <svg>"},
		{bomb, "damaged"},
		{file, "damaged"},
		{"<svg>" + strings.Repeat("<g>", DepthMax), "256 deep"},
		{"<svg>" + strings.Repeat("<g/>", ElementsMax), "131,072 elements"},
		{"<svg>" + strings.Repeat(line, 3), "damaged"},
		{`<svg><g transform="` + strings.Repeat("scale(1000)", 9) + `"><text/></g></svg>`, "only 1 × part that is larger than can be drawn."},
		{`<svg>` + strings.Repeat(`<g transform="scale(1000)">`, 9) + line + strings.Repeat("</g>", 9) + `</svg>`, "only 1 × part that is larger"},
		{`<svg><g transform="skewX(90)"><path d="M0 0h1"/></g></svg>`, "only 1 × part that is larger"},
		{`<!DOCTYPE svg [` + strings.Repeat(`<!ENTITY a "b">`, EntitiesMax) + `<!ENTITY c "d">]><svg id="&a;&c;"/>`, "invalid character entity &c;"},
		{`<!DOCTYPE svg [<!ENTITY ` + strings.Repeat("a", entityName+1) + ` "b">]><svg id="&` + strings.Repeat("a", entityName+1) + `;"/>`, "invalid character entity &aaa"},
		{`<!DOCTYPE svg [<!ENTITY a "` + strings.Repeat("b", 1<<16) + `">]><svg>` + strings.Repeat("&a;", FileBytes>>16) + `</svg>`, "stand for the file has more than 33,554,432 bytes."},
		{`<svg><path stroke="red" d="M0 0L1e9 0"/></svg>`, "path with an error"},
		{`<svg><text/><text/></svg>`, "only 2 × text"},
		{"<svg>" + strings.Repeat(`<path stroke="red" d="M0 0`+strings.Repeat("h1h-1", 1<<16)+`"/>`, 9) + "</svg>", "1,048,576 points"},
	} {
		if skipLarge(tt.data) {
			continue
		}
		_, err := Read([]byte(tt.data))
		var said FormatError
		if !errors.As(err, &said) || !strings.Contains(err.Error(), tt.say) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%.60q: got %v, want a sentence with %q", tt.data, err, tt.say)
		}
	}
}

// TestBounds: what is just within each bound is read.
func TestBounds(t *testing.T) {
	line := `<path stroke="red" d="M0 0h1"/>`
	for name, data := range map[string]string{
		"elements":       `{"elements":[` + list(`{"type":"text"}`, ElementsMax-1) + `,{"type":"freedraw","strokeWidth":1,"points":[[0,0]]}]}`,
		"points":         `{"elements":[{"type":"freedraw","strokeWidth":1,"points":[` + list("[0,0]", PointsMax) + `]}]}`,
		"far":            `{"elements":[{"type":"freedraw","strokeWidth":1,"x":8388608,"points":[[0,0]]}]}`,
		"depth":          `{"elements":[{"type":"freedraw","strokeWidth":1,"points":[[0,0]],"a":` + strings.Repeat("[", DepthMax-3) + strings.Repeat("]", DepthMax-3) + `}]}`,
		"depth of SVG":   strings.Repeat("<svg>", DepthMax-1) + line + strings.Repeat("</svg>", DepthMax-1),
		"elements, SVG":  "<svg>" + strings.Repeat("<g/>", ElementsMax-2) + line + "</svg>",
		"bytes":          "<svg>" + line + "</svg>" + strings.Repeat(" ", FileBytes-11-len(line)),
		"strokes of SVG": "<svg>" + strings.Repeat(line, 1<<16) + "</svg>",
	} {
		if skipLarge(data) {
			continue
		}
		if d, err := Read([]byte(data)); err != nil || len(d.Strokes) == 0 {
			t.Errorf("%s: %d strokes, %v", name, len(d.Strokes), err)
		}
	}
	d := Drawing{Strokes: make([]Stroke, StrokesMax-1)}
	one := Stroke{Points: make([]Point, 1), Opacity: 1}
	if err := d.add(one); err != nil {
		t.Error(err)
	}
	if err := d.add(one); err == nil || !strings.Contains(err.Error(), "131,072 strokes") {
		t.Errorf("one stroke too many: %v", err)
	}
	for i := range 2 * kindsMax {
		d.leave(fmt.Sprint("kind ", i))
	}
	if n := len(d.Left); n != kindsMax || d.Left[n-1].Count != kindsMax+1 {
		t.Errorf("%d kinds are counted apart, and %d others", n, d.Left[n-1].Count)
	}
}

// TestRealDrawings reads drawings by others, which lie beside the checkout where
// they are at hand.
func TestRealDrawings(t *testing.T) {
	for name, want := range map[string]int{"despair.excalidrawlib": 100, "valentine-s-day.excalidrawlib": 108} {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "testdata", name))
		if err != nil {
			t.Skipf("the real drawing %s is not beside the checkout", name)
		}
		d, err := Read(data)
		if err != nil || len(d.Strokes) < want {
			t.Errorf("%s: %d strokes, %v, want at least %d", name, len(d.Strokes), err, want)
			continue
		}
		strokes, _ := d.Place(1600, 1200)
		points := 0
		for _, s := range strokes {
			if points += len(s.Points); !s.Brush.Valid() {
				t.Errorf("%s: a brush %+v", name, s.Brush)
			}
		}
		t.Logf("%s: %d strokes, %d points; left out %v", name, len(strokes), points, d.Left)
	}
}

// FuzzRead: whatever a file says, it ends in strokes that a piece can hold, or in
// a sentence.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"elements":[{"type":"freedraw","x":10,"y":20,"angle":1,"strokeColor":"#e03131","strokeWidth":2,"opacity":50,"points":[[0,0],[4,0]],"pressures":[0.5,1]},{"type":"text"}]}`,
		`{"elements":[{"type":"arrow","x":1,"strokeWidth":4,"points":[[0,0],[100,0]],"endArrowhead":"arrow","startArrowhead":"dot"},{"type":"ellipse","width":20,"height":9,"strokeWidth":1}]}`,
		`{"libraryItems":[{"elements":[{"type":"diamond","width":9,"height":1e6,"strokeWidth":1}]},{"elements":[]}],"library":[[]]}`,
		`<svg viewBox="0 0 9 9" width="3in"><g stroke="#0008" transform="rotate(9 1 1)skewX(80)"><path d="M0 0c1 2 3 4 5 6s7 8 9 1a5 4 3 0 1 2 2zT3 3"/><circle r="5" style="stroke-width:2pt"/></g></svg>`,
		"# a pen\n0 1 2 0.5\n1 3 4 1 0.2\n2 3 4 0\n3 5e3 -6 2\n",
		`<svg><rect x="-1" width="9" height="9" stroke="red" transform="matrix(1 2 3 4 5 6)" opacity="50%"/><polygon points="0,0 1,1" stroke="rgb(1,2,3)"/></svg>`,
		`<svg width="9mm" viewBox="0 0 9 9" preserveAspectRatio="xMinYMid slice"><style>/**/.a,rect.b{fill:hsl(9deg 9% 9%/.5)!important;stroke:url(#g) red}@media x{g>a{}}#c{display:none}</style><use href="#d" x="1em"/>
		<symbol id="d" viewBox="0 0 2 3"><rect class="a b" width="50%" height="2" rx="1" stroke-dasharray="1 .2" stroke-dashoffset="-3" stroke-linecap="round"/><use href="#d"/></symbol><linearGradient id="g"><stop offset="9%" stop-color="lime"/><stop/></linearGradient></svg>`,
		`{"elements":[{"type":"rectangle","width":40,"height":20,"strokeWidth":1,"strokeStyle":"dotted","roundness":{"type":3},"groupIds":["a"]},{"type":"line","isDeleted":true}]}`,
		`<!DOCTYPE svg [<!ENTITY a "b"> <!ENTITY c '#f00'>]><svg><path id="&a;" stroke="&c;" transform="turn(1)" d="M0 0h1"/><path transform="scale(1e6)scale(1e6)"/></svg>`,
		"<svg><style>{</style></svg>", "<svg><style>a{}{fill:red}@{}</style><a/></svg>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err != nil {
			if !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("no sentence: %v", err)
			}
			return
		}
		strokes, _ := d.Place(300, 240)
		if len(strokes) < len(d.Strokes) || len(strokes) == 0 {
			t.Fatalf("%d strokes became %d", len(d.Strokes), len(strokes))
		}
		for _, s := range strokes {
			if !s.Brush.Valid() || len(s.Points) == 0 || len(s.Points) > strokePoints {
				t.Fatalf("a stroke of %d points with %+v", len(s.Points), s.Brush)
			}
			for _, p := range s.Points {
				if p.X < -32 || p.Y < -32 || p.X > 301*32 || p.Y > 241*32 {
					t.Fatalf("a point at %d, %d of 300 × 240 px", p.X, p.Y)
				}
			}
		}
	})
}

// pngWith returns a PNG of a pixel with one more chunk.
func pngWith(kind string, data []byte) []byte {
	var out bytes.Buffer
	g, err := NewPNG(&out, &Picture{Width: 1, Height: 1}, 1, White)
	if err != nil {
		panic(err)
	}
	g.out.chunk(kind, data)
	for done, of := 0, 1; err == nil && done < of; {
		done, of, err = g.Step()
	}
	return out.Bytes()
}

// latin1 writes each byte as the character of that number, as JSON has it.
func latin1(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		switch {
		case c == '"' || c == '\\':
			s.WriteByte('\\')
			s.WriteByte(c)
		case c < ' ':
			fmt.Fprintf(&s, "\\u%04x", c)
		default:
			s.WriteByte(c)
		}
	}
	return s.String()
}

// TestExcalidrawPNG: the scene in a picture of Excalidraw's is read, deflated or
// not, as it was in older ones, too; what is damaged or far too large is refused.
func TestExcalidrawPNG(t *testing.T) {
	const scene = `{"type":"excalidraw","elements":[{"type":"freedraw","x":10,"y":20,"points":[[0,0],[30,5]],"pressures":[0.5,0.7],"strokeColor":"#1971c2","strokeWidth":2}]}`
	const word = "application/vnd.excalidraw+json\x00"
	packed := func(s string) string {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return latin1(b.Bytes())
	}
	for name, text := range map[string]string{
		"deflated": `{"version":"1","encoding":"bstring","compressed":true,"encoded":"` + packed(scene) + `"}`,
		"plain":    `{"version":"1","encoding":"bstring","compressed":false,"encoded":"` + latin1([]byte(scene)) + `"}`,
		"older":    scene,
	} {
		d, err := Read(pngWith("tEXt", []byte(word+text)))
		if err != nil || len(d.Strokes) != 1 || d.Strokes[0].Color != 0x1971c2 || len(d.Strokes[0].Points) != 2 {
			t.Errorf("%s: %+v, %v", name, d.Strokes, err)
		}
	}
	for name, file := range map[string][]byte{
		"a bomb":       pngWith("tEXt", []byte(word+`{"compressed":true,"encoded":"`+packed(strings.Repeat(" ", FileBytes+1))+`"}`)),
		"not deflated": pngWith("tEXt", []byte(word+`{"compressed":true,"encoded":"hello"}`)),
		"no JSON":      pngWith("tEXt", []byte(word+"hello")),
		"no scene":     pngWith("tEXt", []byte("Comment\x00hello")),
		"a scene bomb": pngWith(sceneChunk, append([]byte{sceneVersion, 255, 255, 255, 255}, "x"...)),
		"a lie":        pngWith(sceneChunk, append([]byte{sceneVersion, 0, 1, 0, 0}, 0x78, 0x9c, 3, 0, 0, 0, 0, 1)),
		"newer":        pngWith(sceneChunk, []byte{sceneVersion + 1, 0, 0, 0, 0}),
	} {
		var sentence FormatError
		if _, err := Read(file); !errors.As(err, &sentence) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v, want a sentence", name, err)
		}
	}
}
