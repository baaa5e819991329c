package input

import (
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

// What core/export reads comes as it is, in floats.
func TestOthers(t *testing.T) {
	d := read(t, "a.excalidraw", `{"type":"excalidraw","elements":[
 {"type":"freedraw","x":10,"y":20,"strokeColor":"#e03131","strokeWidth":2,"opacity":50,"points":[[0,0],[4,0]],"pressures":[0,1]},
 {"type":"freedraw","simulatePressure":true,"strokeWidth":1,"points":[[1,2.5]]},{"type":"text","text":"hi"},{"type":"text"}]}`)
	if len(d.Strokes) != 2 || len(d.Skipped) != 1 || d.Skipped[0] != (Skip{"text", 2}) {
		t.Fatalf("got %+v", d)
	}
	s := d.Strokes[0]
	if s.Color != 0xe03131 || s.Width != 8.5 || s.Opacity != 128./255 || s.Points[0] != (Point{10, 20, 0}) || s.Points[1] != (Point{14, 20, 1}) {
		t.Errorf("the first stroke is %+v", s)
	}
	if p := d.Strokes[1].Points[0]; p != (Point{1, 2.5, -1}) {
		t.Errorf("the second stroke's point is %v", p)
	}
	if d := read(t, "a.svg", ` <svg><path d="M0 0h3" stroke="red"/></svg>`); len(d.Strokes) != 1 || d.Strokes[0].Points[1] != (Point{3, 0, -1}) {
		t.Errorf("of SVG came %+v", d)
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
		{"a.excalidraw", `{"elements":[{"type":"text"}]}`, "only 1 × text"},
		{"a.svg", "<svg>", "read a.svg: The file is damaged"},
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
