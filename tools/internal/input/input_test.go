package input

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core"
)

func read(t *testing.T, name, data string) Drawing {
	t.Helper()
	d, err := Read(name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEvents(t *testing.T) {
	d := read(t, "pen.dat", "# t x y p\n1 10 20 0\n1.5 10 20 .5\n1.75 14 20 .75\n2 14 20 0\n2.5 50 60 1\n")
	if len(d.Strokes) != 2 || len(d.Strokes[0].Points) != 2 || d.Strokes[0].Points[1] != (Point{14, 20, 0.75}) {
		t.Fatalf("got %+v", d.Strokes)
	}
	if got := d.Strokes[1].Times[0]; got != 1.5 {
		t.Errorf("the second stroke begins at %g s, want 1.5", got)
	}
}

const excalidraw = `{"type":"excalidraw","elements":[
 {"type":"freedraw","x":10,"y":20,"width":4,"height":0,"angle":0,"strokeColor":"#e03131","strokeWidth":2,"opacity":50,"points":[[0,0],[4,0]],"pressures":[0.5,1]},
 {"type":"freedraw","x":0,"y":0,"width":10,"height":0,"angle":1.5707963267948966,"strokeColor":"#abc","strokeWidth":1,"simulatePressure":true,"points":[[0,0],[10,0]],"pressures":[0.5,1]},
 {"type":"freedraw","isDeleted":true,"points":[[0,0]]},{"type":"text","text":"hi"},{"type":"arrow"},{"type":"text"}]}`

func TestExcalidraw(t *testing.T) {
	d := read(t, "a.excalidraw", excalidraw)
	if len(d.Strokes) != 2 {
		t.Fatalf("%d strokes, want 2", len(d.Strokes))
	}
	a, b := d.Strokes[0], d.Strokes[1]
	if a.Color != 0xe03131 || a.Width != 8.5 || a.Opacity != 0.5 || a.Points[1] != (Point{14, 20, 1}) {
		t.Errorf("the first stroke is %+v", a)
	}
	if b.Color != 0xaabbcc || b.Points[0].Pressure != -1 || math.Hypot(b.Points[1].X-5, b.Points[1].Y-5) > 1e-9 {
		t.Errorf("the second, turned about its middle, is %+v", b)
	}
	if len(d.Skipped) != 2 || d.Skipped[0] != (Skip{"text", 2}) || d.Skipped[1] != (Skip{"arrow", 1}) {
		t.Errorf("left out: %+v", d.Skipped)
	}
}

// TestLibrary checks that items of a library, which all begin at 0, do not overlap.
func TestLibrary(t *testing.T) {
	item := `{"elements":[{"type":"freedraw","x":0,"y":0,"strokeWidth":1,"points":[[0,0],[100,100]]}]}`
	d := read(t, "a.excalidrawlib", `{"libraryItems":[`+item+","+item+","+item+`]}`)
	for i, a := range d.Strokes {
		for _, b := range d.Strokes[:i] {
			if math.Abs(a.Points[0].X-b.Points[0].X) < 100 && math.Abs(a.Points[0].Y-b.Points[0].Y) < 100 {
				t.Errorf("items lie over one another at %v and %v", a.Points[0], b.Points[0])
			}
		}
	}
	old := read(t, "b.excalidrawlib", `{"library":[[{"type":"freedraw","strokeWidth":1,"points":[[0,0],[1,1]]}]]}`)
	if len(old.Strokes) != 1 {
		t.Errorf("an older library has %d strokes, want 1", len(old.Strokes))
	}
}

func TestSVG(t *testing.T) {
	d := read(t, "a.svg", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><defs><path d="M0 0L9 9" stroke="red"/></defs>
	<g stroke="#0000ff" fill="none" stroke-width="2" transform="translate(10 0) scale(2)"><path d="M0 0L5 0M1 1l2 2"/><g style="stroke:rgb(255,0,0);stroke-width:3px" opacity=".5"><line x1="0" y1="1" x2="0" y2="4"/></g></g>
	<circle cx="50" cy="50" r="10" stroke="black"/><rect x="1" y="2" width="3" height="4" stroke="#333" fill="none" transform="rotate(90 1 2)"/>
	<polygon points="0,0 10,0 10,10" stroke="green" fill="none"/><text>hi</text><path d="M0 0L1 1" fill="none"/></svg>`)
	if len(d.Strokes) != 6 {
		t.Fatalf("%d strokes, want 6", len(d.Strokes))
	}
	s := d.Strokes
	if s[0].Color != 0x0000ff || s[0].Width != 4 || s[0].Points[1] != (Point{20, 0, -1}) {
		t.Errorf("the first is %+v", s[0])
	}
	if s[2].Color != 0xff0000 || s[2].Width != 6 || s[2].Opacity != 0.5 || s[2].Points[1] != (Point{10, 8, -1}) {
		t.Errorf("the line is %+v", s[2])
	}
	for _, p := range s[3].Points {
		if math.Abs(math.Hypot(p.X-50, p.Y-50)-10) > 0.05 {
			t.Errorf("%v is not on the circle", p)
		}
	}
	if p := s[4].Points[1]; math.Hypot(p.X-1, p.Y-5) > 0.01 {
		t.Errorf("the turned rectangle's corner is %v, want 1, 5", p)
	}
	if len(s[5].Points) != 4 || len(d.Skipped) != 2 {
		t.Errorf("the polygon is %+v, left out: %+v", s[5], d.Skipped)
	}
}

func TestLists(t *testing.T) {
	for data, want := range map[string][]int{
		`[[1,2],[3,4,0.5],[5,6]]`:                                      {3},
		`[[[1,2],[3,4]],[[5,6]]]`:                                      {2, 1},
		`{"b":[[1,2]],"a":[{"x":1,"y":2},{"x":3,"y":4,"pressure":1}]}`: {2, 1},
		`[[1,2,0.5,100],[3,4,0.5,350]]`:                                {2},
	} {
		d := read(t, "a.json", data)
		if len(d.Strokes) != len(want) {
			t.Errorf("%s: %d strokes, want %d", data, len(d.Strokes), len(want))
			continue
		}
		for i, n := range want {
			if len(d.Strokes[i].Points) != n {
				t.Errorf("%s: stroke %d has %d points, want %d", data, i, len(d.Strokes[i].Points), n)
			}
		}
	}
	if d := read(t, "a.json", `[[1,2,0.5,100],[3,4,0.5,350]]`); len(d.Strokes[0].Times) != 2 || d.Strokes[0].Times[1] != 0.25 {
		t.Errorf("times are %v, want 0 and 0.25", d.Strokes[0].Times)
	}
}

func TestBadFiles(t *testing.T) {
	bomb := `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><svg><path d="&y;"/></svg>`
	for _, tt := range []struct{ name, data, say string }{
		{"a.dat", "", "empty"},
		{"a.dat", "1 2 3 4\n1 2 3", "line 2: want 4 numbers"},
		{"a.dat", "1 2 x 4", `"x" is not a number`},
		{"a.dat", "1 2 3 .5\n0 2 3 .5", "line 2: the time"},
		{"a.dat", "1 2 NaN 1", "not a number"},
		{"a.dat", "1 2e9 3 1\n2 0 0 0", "out of bounds"},
		{"a.json", "{", "JSON"},
		{"a.json", "[[1]]", "point"},
		{"a.json", `[[1,2,3,4,5]]`, "numbers"},
		{"a.excalidraw", `{"elements":[{"type":"text"}]}`, "only 1 text"},
		{"a.svg", "<svg>", "not well-formed"},
		{"a.svg", "<html></html>", "no <svg>"},
		{"a.svg", bomb, "not well-formed"},
		{"a.svg", strings.Repeat("<g>", 300), "nested"},
		{"a.svg", `<svg><g transform="turn(5)"/></svg>`, "turn"},
		{"a.svg", `<svg><path stroke="red" d="M0 0L1e9 0"/></svg>`, "path with an error"},
	} {
		if _, err := Read(tt.name, []byte(tt.data)); err == nil || !strings.Contains(err.Error(), tt.say) {
			t.Errorf("%s %.40q: got %v, want something with %q", tt.name, tt.data, err, tt.say)
		}
	}
}

func TestFit(t *testing.T) {
	d := Drawing{Strokes: []Stroke{{Points: []Point{{-50, 10, -1}, {150, 10, 0.5}, {150.001, 10, 1}, {150, 110, 0}}}}}
	p := d.Fit(1600, 1200, 0.05)
	pts := p.Points(d.Strokes[0])
	want := []core.Point{{X: 60 * 32, Y: 230 * 32, Pressure: 255}, {X: 1540 * 32, Y: 230 * 32, Pressure: 255}, {X: 1540 * 32, Y: 970 * 32, Pressure: 0}}
	if len(pts) != 3 || pts[0] != want[0] || pts[1] != want[1] || pts[2] != want[2] {
		t.Errorf("got %v, want %v", pts, want)
	}
}

// TestRealDrawings reads drawings by others, which lie beside the checkout where
// they are at hand.
func TestRealDrawings(t *testing.T) {
	for name, want := range map[string]int{"painting30sec.dat": 30, "despair.excalidrawlib": 100, "valentine-s-day.excalidrawlib": 108, "freehand-inputs.json": 5} {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "testdata", name))
		if err != nil {
			t.Skipf("the real drawing %s is not beside the checkout", name)
		}
		d, err := Read(name, data)
		if err != nil || len(d.Strokes) < want {
			t.Errorf("%s: %d strokes, %v, want at least %d", name, len(d.Strokes), err, want)
		}
	}
}
