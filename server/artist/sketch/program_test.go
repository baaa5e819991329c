package sketch

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/server/artist/paths"
)

// ran runs a program here, and returns what it draws and prints, or its fault.
func ran(t testing.TB, program string) (entries, printed, wrong string) {
	t.Helper()
	h, raw := interpret(Request{Program: program, Width: 800, Height: 600, Palette: []uint32{0xff0000, 0x0000ff}, Seed: 3}, 0)
	return string(raw), strings.TrimSpace(h.Printed), h.Fault
}

// TestHelpers: what each helper draws.
func TestHelpers(t *testing.T) {
	for _, c := range []struct{ program, want string }{
		{`line(1, 2, 3, 4)`, `[{"type":"line","points":[[1,2],[3,4]]}]`},
		{`line((1, 2), (3, 4))`, `[{"type":"line","points":[[1,2],[3,4]]}]`},
		{`line([(1, 2), [3, 4.125]])`, `[{"type":"line","points":[[1,2],[3,4.12]]}]`},
		{`polyline([(1, 2, 0.5), (-0.001, 4), (5, 6)], brush = "Oil round", width = 2.5, opacity = 0)`,
			`[{"type":"polyline","points":[[1,2,0.5],[0,4],[5,6]],"brush":"Oil round","width":2.5,"opacity":0}]`},
		{`polygon((1, 2), (3, 4), (5, 6), fill = "red", colour = "#abc")`, `[{"type":"polyline","points":[[1,2],[3,4],[5,6]],"fill":"red","color":"#abc","closed":true}]`},
		{`quadratic(1, 2, 3, 4, 5, 6, color = None)`, `[{"type":"quadratic","points":[[1,2],[3,4],[5,6]]}]`},
		{`cubic((1, 2), (3, 4), (5, 6), (7, 8), closed = True)`, `[{"type":"cubic","points":[[1,2],[3,4],[5,6],[7,8]],"closed":true}]`},
		{`svg("M1 2L3 4", width = 0, fill = "red")`, `[{"type":"svg","d":"M1 2L3 4","width":0,"fill":"red"}]`},
		{`rect(1, 2, 3, 4)`, `[{"type":"polyline","points":[[1,2],[4,2],[4,6],[1,6]],"closed":true}]`},
		{`rect((1, 2), h = 4, w = 3)`, `[{"type":"polyline","points":[[1,2],[4,2],[4,6],[1,6]],"closed":true}]`},
		{`spline((1, 2), (3, 4))`, `[{"type":"polyline","points":[[1,2],[3,4]]}]`},
		{`arc(10, 10, 5, 0, 90)`, `[{"type":"polyline","points":[[15,10],[14.76,11.55],[14.05,12.94],[12.94,14.05],[11.55,14.76],[10,15]]}]`},
		{`hatch([(0, 0), (10, 0), (10, 10), (0, 10)], angle = 0, spacing = 5)`, `[{"type":"line","points":[[0,2.5],[10,2.5]]},{"type":"line","points":[[10,7.5],[0,7.5]]}]`},
		{`hatch(circle(5, 5, 4, draw = False), spacing = 100)`, `[]`},
		{`polyline(translate([(1, 2), (3, 4)], 10, 20))`, `[{"type":"polyline","points":[[11,22],[13,24]]}]`},
		{`polyline(rotate([(1, 2), (3, 2)], 90))`, `[{"type":"polyline","points":[[2,1],[2,3]]}]`},
		{`polyline(rotate([(1, 0), (0, 1)], 90, center = (0, 0)))`, `[{"type":"polyline","points":[[0,1],[-1,0]]}]`},
		{`polyline(scale([(1, 2), (3, 4)], 2))`, `[{"type":"polyline","points":[[0,1],[4,5]]}]`},
		{`polyline(scale([(1, 2), (3, 4)], 2, 1, center = [0, 0]))`, `[{"type":"polyline","points":[[2,2],[6,4]]}]`},
		{`line(line(1, 2, 3, 4, draw = False))`, `[{"type":"line","points":[[1,2],[3,4]]}]`},
	} {
		got, _, wrong := ran(t, c.program)
		if got != c.want || wrong != "" {
			t.Errorf("%s\ndraws %s %s\nwant  %s", c.program, got, wrong, c.want)
		}
	}
}

// TestValues: what helpers and names are worth.
func TestValues(t *testing.T) {
	for _, c := range []struct{ program, want string }{
		{`print(width, height, style, palette, brushes[0], pi == math.pi)`, `800 600 paint ["#ff0000", "#0000ff"] pen True`},
		{`print(mix("red", "#00f"), mix("#000", "#fff", 0.25), mix("red", "blue", 7))`, `#800080 #404040 #0000ff`},
		{`print(lighten("#000"), darken("white", 0.5), hsl(120, 1, 0.5), hsl(-240, 1, 0.25), hsl(0, 0, 1))`, `#333333 #808080 #00ff00 #008000 #ffffff`},
		{`print(noise(1, 2), noise(0.5) == noise(0.5), noise(0.5) != noise(0.6))`, `0.0 True True`},
		{`print(all([0 <= rand() and rand() < 1 for _ in range(1000)]), all([3 <= rand(3, 4) and rand(3, 4) < 4 for _ in range(1000)]), all([0 <= rand(5) and rand(5) < 5 for _ in range(1000)]))`, `True True True`},
		{`print(sorted(set([randint(1, 3) for _ in range(1000)])), randint(7, 7))`, `[1, 2, 3] 7`},
		{`print(sorted(shuffle([3, 1, 2])), shuffle(range(100)) != list(range(100)), shuffle([]))`, `[1, 2, 3] True []`},
		{`print(sorted(set([choice("ab".elems()) for _ in range(100)])) if False else sorted(set([choice(["a", "b"]) for _ in range(100)])))`, `["a", "b"]`},
		{`l = [gauss(10, 2) for _ in range(20000)]
m = 0.0
for v in l: m += v / 20000
d = 0.0
for v in l: d += (v - m) * (v - m) / 20000
print(math.round(m), math.round(d))`, `10.0 4.0`},
		{`print(len(spline([(0, 0), (60, 0), (60, 60)], draw = False)), spline((0, 0), (60, 0), (60, 60), draw = False)[-1])`, `21 (60.0, 60.0)`},
		{`print(len(circle(0, 0, 1000, draw = False)), len(circle(0, 0, 0, draw = False)))`, `223 12`},
		{`while True:
    break
print("free") if True else None
x = 1
x = 2`, `free`},
	} {
		if _, got, wrong := ran(t, c.program); got != c.want || wrong != "" {
			t.Errorf("%s\nprints %s %s\nwant   %s", c.program, got, wrong, c.want)
		}
	}
}

// TestFaults: a fault comes with its line, its column, its source and what is allowed.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ program, want string }{
		{"x = 1\n\n  foo(x)", "line 3, column 3: got indent, want primary expression\n    foo(x)"},
		{"x = foo\ny = bar", "line 1, column 5: undefined: foo\n    x = foo\nline 2, column 5: undefined: bar\n    y = bar"},
		{"a\nb\nc\nd\ne\nf\ng", "and 2 more faults"},
		{"def f(x):\n    return x + 'a'\ndef g():\n    f(1)\ng()", "line 2, column 14: unknown binary op: int + string\n    return x + 'a'\n  called from line 4\n  called from line 5"},
		{"line(1, 2, 3)", "line 1, column 5: line: got an odd number of numbers"},
		{"line(1, 2)", "line: got 1 points, want 2"},
		{"polygon((1, 2), (3, 4))", "polygon: got 2 points, want 3"},
		{"cubic([(1, 2)] * 5)", "cubic: got 5 points, want 4, or 3 more for each further part"},
		{"line((1, 2), (3, 4, 5))", "line: pressure is 5; it goes from 0 to 1"},
		{"line((1, 2), 'ab')", `line: point 0: got "a", want a point`},
		{"line((1, 2), [(3, 4), 5])", "line: point 1 is int, want (x, y)"},
		{"line({}, 1)", "line: got dict, want points"},
		{"line(1, 2, 3, 4, size = 3)", `line: unexpected "size"; it takes points, and brush`},
		{"line(1, 2, 3, 4, brush = 'broom')", `line: there is no brush "broom"; there are pen`},
		{"line(1, 2, 3, 4, color = 'mud')", `line: color is "mud"; it may be #rgb`},
		{"line(1, 2, 3, 4, color = 3)", "line: color is int, want a text"},
		{"line(1, 2, 3, 4, width = 'x')", "line: width: got string, want a number"},
		{"line(1, 2, 3, 4, width = 0)", "line: width is 0, which draws nothing without a fill"},
		{"line(1, 2, 3, 4, opacity = 2)", "line: opacity is 2; it goes from 0 to 1"},
		{"circle(1, 2)", "circle: r is missing; it takes x, y, r"},
		{"circle(1, 2, 3, 4)", "circle: got 4 numbers, want x, y, r"},
		{"circle(1, 2, -3)", "circle: a radius is less than 0"},
		{"circle(1, 2, 3, s = 4)", "circle: unexpected s; it takes x, y, r"},
		{"circle(1, 2, r = 3, y = 4)", "circle: unexpected y"},
		{"ellipse(1, 2, 'a', 4)", "ellipse: rx: got string, want a number"},
		{"svg('M1 2 K')", `svg: d is wrong at byte 5, before "K"`},
		{"svg()", "svg: missing argument for d"},
		{"hatch()", "hatch: the polygon is missing"},
		{"hatch([(1, 2)])", "hatch: got a polygon of 1 points"},
		{"hatch(rect(0, 0, 9, 9), 0, 0)", "hatch: spacing is 0; it must be more than 0"},
		{"hatch(rect(0, 0, 999, 999), 0, 0.1)", "hatch: spacing 0.1 makes more than 1000 lines"},
		{"rotate()", "rotate: the points are missing"},
		{"rotate([(1, 2)], 3, center = 4)", "rotate: center is not a point"},
		{"scale([(1, 2), (3, 4)], 1e9, center = (9, 9))", "scale: point 0 is moved beyond"},
		{"mix('red', 'mud')", `mix: "mud" is no colour`},
		{"mix('red')", "mix: missing argument for b"},
		{"hsl(1, 2, 3)", "hsl: h is in degrees, and s and l go from 0 to 1"},
		{"choice([])", "choice: the list is empty"},
		{"choice(3)", "choice: got int, want a list"},
		{"choice(1, 2)", "choice: it takes one list"},
		{"randint(2, 1)", "randint: there is no whole number from 2 to 1"},
		{"randint(0.2, 0.8)", "randint: there is no whole number"},
		{"noise(1 << 80)", "noise: x: got"},
		{"[line(0, 0, 1, 1) for i in range(1001)]", "line: it draws more than 1000 paths"},
		{"polyline([(i, i) for i in range(65537)])", "polyline: got 65537 points, at most 65536"},
		{"fail('" + strings.Repeat("x", 5000) + "')", "xx…\n"},
	} {
		got, _, wrong := ran(t, c.program)
		if !strings.Contains(wrong, c.want) || !strings.HasPrefix(wrong, "line ") || got != "[]" || len(wrong) > 2*messageMax {
			t.Errorf("%.80q\nends in %s\nwant    %s", c.program, wrong, c.want)
		}
	}
}

// TestNoise: it is smooth, is what the seed makes it, and uses its range.
func TestNoise(t *testing.T) {
	low, high, off := 0.0, 0.0, 0.0
	for i := range 20000 {
		x, y := float64(i)*0.037-300, float64(i%137)*0.11
		v := noise(5, x, y)
		low, high = min(low, v), max(high, v)
		off = max(off, math.Abs(v-noise(5, x+0.001, y)))
	}
	if low < -1 || high > 1 || low > -0.7 || high < 0.7 || off > 0.01 {
		t.Errorf("it goes from %.3f to %.3f, by up to %.4f in a thousandth", low, high, off)
	}
	if noise(5, 0.3, 0.4) == noise(6, 0.3, 0.4) {
		t.Error("it is the same for two seeds")
	}
}

// FuzzProgram: whatever the text of a program, it ends in a fault or in entries that can
// be read. What may take long or much memory is the child's to stop, and left out.
func FuzzProgram(f *testing.F) {
	f.Add("hatch(circle(5, 5, 9), spacing = 2, color = mix(palette[0], 'red', noise(1, 2)))\nspline(shuffle([(1, 2), (3, 4), (5, 6)]), fill = 'teal')")
	f.Fuzz(func(t *testing.T, program string) {
		for _, word := range []string{"*", "<<", "for", "while", "def", "lambda", "%", "range"} {
			if strings.Contains(program, word) {
				t.Skip()
			}
		}
		h, raw := interpret(Request{Program: program, Width: 800, Height: 600, Palette: []uint32{1, 2}, Style: core.Plotter}, 0)
		if !json.Valid(raw) || h.Fault != "" && string(raw) != "[]" {
			t.Errorf("%q draws %q, %s", program, raw, h.Fault)
		}
		d, err := paths.Parse(raw, paths.Bounds{Width: 800, Height: 600})
		if string(raw) != "[]" && err != nil && !strings.Contains(err.Error(), "a fill takes at least 3") {
			t.Errorf("%q draws %.200q: %v, %+v", program, raw, err, d.Wrong)
		}
	})
}
