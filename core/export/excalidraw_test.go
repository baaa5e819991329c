package export

import (
	"fmt"
	"strings"
	"testing"

	"easel.example/core/path"
)

// TestExcalidrawTold: what is drawn otherwise than Excalidraw does, or not at all, is told.
func TestExcalidrawTold(t *testing.T) {
	element := func(s string) string { return `{"strokeColor":"red","strokeWidth":2,"width":40,"height":20,` + s + `}` }
	const points = `"points":[[0,0],[40,0],[40,20]]`
	for _, tt := range []struct {
		name, element string
		strokes       int
		left          string
	}{
		{"plain", `"type":"line","strokeStyle":"solid","roundness":null,"groupIds":[],` + points, 1, "[]"},
		{"dashed", `"type":"line","strokeStyle":"dashed",` + points, 4, "[]"},
		{"dotted", `"type":"line","strokeStyle":"dotted",` + points, 6, "[]"},
		{"a dashed pen is none", `"type":"freedraw","strokeStyle":"dashed",` + points, 1, "[]"},
		{"arrow", `"type":"arrow","strokeStyle":"dashed","endArrowhead":"arrow","points":[[0,0],[60,0]]`, 5, "[]"},
		{"no points", `"type":"arrow","strokeStyle":"dashed","points":[]`, 0, "[]"},
		{"curve", `"type":"line","roundness":{"type":2},` + points, 1, "[{curve, drawn straight 1}]"},
		{"rounded diamond", `"type":"diamond","roundness":{"type":2}`, 1, "[{rounding of a diamond 1}]"},
		{"groups", `"type":"line","groupIds":["a","b"],` + points + `},{"type":"line","groupIds":["b","c"],"points":[]`, 1, "[{group, drawn as its parts 3}]"},
		{"deleted", `"type":"line","isDeleted":true,` + points, 0, "[{deleted element 1}]"},
		{"frame", `"type":"frame","name":"a"},{"type":"text","fontFamily":1},{"type":"image","crop":{}},{"type":"embeddable"`, 0, "[{frame 1} {text 1} {image 1} {embeddable 1}]"},
		{"colours", `"type":"line","backgroundColor":"lab(1 2 3)",` + points, 1, "[]"},
		{"a colour of a newer form", `"type":"line",` + points + `},{"type":"line","strokeWidth":2,"strokeColor":"lab(1 2 3)",` + points, 2, "[{unknown colour lab(1 2 3), drawn as ink 1}]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, _ := Read([]byte(`{"elements":[` + element(tt.element) + `]}`))
			if got := fmt.Sprint(append([]Left{}, d.Left...)); len(d.Strokes) != tt.strokes || got != tt.left {
				t.Errorf("%d strokes, want %d; left out %s, want %s", len(d.Strokes), tt.strokes, got, tt.left)
			}
		})
	}
	for n, want := range map[int]int{groupsMax: groupsMax, groupsMax + 1: groupsMax} {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, `{"groupIds":["%d"],"type":"line","strokeWidth":1,"points":[[0,0]]},`, i)
		}
		if d := read(t, `{"elements":[`+strings.TrimSuffix(s.String(), ",")+`]}`); d.Left[0].Count != want {
			t.Errorf("of %d groups are told %d, want %d", n, d.Left[0].Count, want)
		}
	}
}

// TestExcalidrawRounded: a corner takes a quarter of the lesser side, at most 32 px.
func TestExcalidrawRounded(t *testing.T) {
	for size, want := range map[[2]int64]int64{{40, 20}: 5, {400, 300}: 32} {
		line := rounded(size[0]*path.One, size[1]*path.One)
		x0, y0, x1, y1 := line[0].X, line[0].Y, line[0].X, line[0].Y
		for _, v := range line {
			x0, y0, x1, y1 = min(x0, v.X), min(y0, v.Y), max(x1, v.X), max(y1, v.Y)
		}
		if line[0] != (path.Vec{X: want * path.One}) || line[len(line)-1] != line[0] || max(x0, -x0, y0, -y0) > 1 || x1 != size[0]*path.One || y1 != size[1]*path.One {
			t.Errorf("%v: from %v to %v, within %d, %d, %d, %d", size, line[0], line[len(line)-1], x0, y0, x1, y1)
		}
	}
}
