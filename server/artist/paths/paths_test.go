package paths

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

var sheet = Bounds{Width: 800, Height: 600}

// parse1 parses one entry.
func parse1(t testing.TB, entry string, b Bounds) (Drawing, error) {
	t.Helper()
	return Parse(json.RawMessage("["+entry+"]"), b)
}

// TestAccepted: what is drawn of an entry, as far as its brush and its number of strokes go.
func TestAccepted(t *testing.T) {
	pen := core.Brush{Kind: core.Pen, Version: 1, Width: 96, Opacity: 255}
	with := func(change func(*core.Brush)) core.Brush {
		b := pen
		change(&b)
		return b
	}
	red := with(func(b *core.Brush) { b.Color = 0xff0000 })
	filled := core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255, Fill: core.FillNonzero}
	square := `"points":[[10,10],[90,10],[90,90],[10,90]]`
	for _, c := range []struct {
		entry string
		want  []core.Brush
		note  string
	}{
		{`{"type":"line","points":[[1,2],[3,4]]}`, []core.Brush{pen}, ""},
		{`{"type":"line","points":[{"x":1,"y":2},{"x":3,"y":4,"pressure":0.5}]}`, []core.Brush{pen}, ""},
		{`{"type":"polyline","points":[[1,2],[3,4],[5,6,1]],"color":"#f00"}`, []core.Brush{red}, ""},
		{`{"type":"polyline","points":[[1,2],[3,4]],"colour":"Red","stroke_width":6}`, []core.Brush{red}, ""},
		{`{"type":"quadratic","points":[[1,2],[30,4],[50,60]],"color":"#ff0000","brush":null,"width":null,"fill":null,"closed":null}`, []core.Brush{red}, ""},
		{`{"type":"cubic","points":[[1,2],[30,4],[50,60],[7,8],[9,10],[11,12],[13,14]],"opacity":0}`, []core.Brush{with(func(b *core.Brush) { b.Opacity = 0 })}, ""},
		{`{"type":"svg","d":"M1 1L50 50M9 9h8v8zM3 3"}`, []core.Brush{pen, pen}, ""},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":"Oil round"}`, []core.Brush{{Kind: core.OilRound, Version: 1, Width: 28 * 16, Opacity: 255}}, ""},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":"marker"}`, []core.Brush{{Kind: core.Marker, Version: 1, Width: 20 * 16, Opacity: 170}}, ""},
		{`{"type":"line","points":[[1,2],[3,4]],"width":0.001}`, []core.Brush{with(func(b *core.Brush) { b.Width = 1 })}, "less than the least"},
		{`{"type":"line","points":[[1,2],[3,4]],"width":0.0625}`, []core.Brush{with(func(b *core.Brush) { b.Width = 1 })}, ""},
		{`{"type":"line","points":[[1,2],[3,4]],"width":512}`, []core.Brush{with(func(b *core.Brush) { b.Width = core.WidthMax })}, ""},
		{`{"type":"line","points":[[1,2],[3,4]],"width":513}`, []core.Brush{with(func(b *core.Brush) { b.Width = core.WidthMax })}, "more than the most"},
		{`{"type":"line","points":[[1,2],[3,4]],"strokeWidth":5}`, []core.Brush{pen}, `no property "strokeWidth"`},
		{`{"type":"line","points":[[-5000,2],[3,1e9]]}`, []core.Brush{pen}, "x goes from -800 to 1600"},
		{`{"type":"polyline",` + square + `,"fill":"nonzero"}`, []core.Brush{filled}, ""},
		{`{"type":"polyline",` + square + `,"fill":"evenodd","width":0,"opacity":0.5}`, []core.Brush{func() core.Brush { b := filled; b.Fill, b.Opacity = core.FillEvenOdd, 128; return b }()}, ""},
		{`{"type":"polyline",` + square + `,"fill":"#000"}`, []core.Brush{filled}, ""},
		{`{"type":"polyline",` + square + `,"fill":"black","width":0,"color":"red"}`, []core.Brush{filled}, ""},
		{`{"type":"polyline",` + square + `,"fill":"black","color":"red"}`, []core.Brush{filled, red}, ""},
		{`{"type":"svg","d":"M0 0h90v90h-90zM30 30v30h30v-30z","fill":"nonzero"}`, []core.Brush{filled}, ""},
		{`{"type":"polyline",` + square + `,"fill":"nonzero","brush":"eraser"}`, []core.Brush{func() core.Brush { b := filled; b.Kind = core.Eraser; return b }()}, ""},
	} {
		t.Run(c.entry, func(t *testing.T) {
			d, err := parse1(t, c.entry, sheet)
			if err != nil {
				t.Fatal(err)
			}
			var got []core.Brush
			for _, m := range d.Marks {
				got = append(got, m.Brush)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("%+v\nwant %+v", got, c.want)
			}
			if r := d.Report(); (c.note == "") != (r == "") || !strings.Contains(r, c.note) {
				t.Errorf("it says %q, want %q", r, c.note)
			}
		})
	}
}

// TestRefused: what an entry that cannot be drawn is answered with.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{`7`, "not an object"},
		{`null`, "not an object"},
		{`[]`, "not an object"},
		{`{}`, "type is missing; it may be line, polyline"},
		{`{"type":7}`, "type is 7; want a text"},
		{`{"type":"circle"}`, `type is "circle"; it may be line`},
		{`{"type":"line"}`, "points is not an array"},
		{`{"type":"line","points":null}`, "points is not an array"},
		{`{"type":"line","points":[[1,2]]}`, "it has 1 points; a line takes at least 2"},
		{`{"type":"quadratic","points":[[1,2],[3,4]]}`, "a quadratic takes 3 points"},
		{`{"type":"quadratic","points":[[1,2],[3,4],[5,6],[7,8]]}`, "2 more for each further curve"},
		{`{"type":"cubic","points":[[1,2],[3,4],[5,6]]}`, "a cubic takes 4 points"},
		{`{"type":"line","points":[[1,2],[3]]}`, "point 1 has 1 numbers; want [x, y]"},
		{`{"type":"line","points":[[1,2],[3,4,0,0]]}`, "point 1 has 4 numbers"},
		{`{"type":"line","points":[[1,2],7]}`, "point 1 is 7; want [x, y]"},
		{`{"type":"line","points":[[1,2],{"x":3}]}`, "point 1 has no y"},
		{`{"type":"line","points":[[1,2],{"x":null,"y":4}]}`, "point 1 has no x"},
		{`{"type":"line","points":[[1,2],[null,4]]}`, "point 1 has no x"},
		{`{"type":"line","points":[[1,2],["NaN",4]]}`, `point 1 has "NaN" where a number belongs`},
		{`{"type":"line","points":[[1,2],[1e999,4]]}`, "no number that can be drawn"},
		{`{"type":"line","points":[[1,2,-0.1],[3,4]]}`, "point 0 has the pressure -0.1; it goes from 0 to 1"},
		{`{"type":"line","points":[[1,2],[3,4,1.1]]}`, "point 1 has the pressure 1.1"},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":"broom"}`, `there is no brush "broom"; there are pen, ink`},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":""}`, `there is no brush ""`},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":3}`, "brush is 3; want a text"},
		{`{"type":"line","points":[[1,2],[3,4]],"color":"#12345"}`, `color is "#12345"; it may be #rgb`},
		{`{"type":"line","points":[[1,2],[3,4]],"color":"#+12345"}`, `color is`},
		{`{"type":"line","points":[[1,2],[3,4]],"color":"mud"}`, "a CSS name"},
		{`{"type":"line","points":[[1,2],[3,4]],"width":0}`, "width is 0, which draws nothing without a fill; it goes from 0.0625 to 512 px"},
		{`{"type":"line","points":[[1,2],[3,4]],"width":0,"fill":"none"}`, "width is 0"},
		{`{"type":"line","points":[[1,2],[3,4]],"width":-1}`, "width is -1; it goes from"},
		{`{"type":"line","points":[[1,2],[3,4]],"width":"3"}`, `width is "3"; want a number`},
		{`{"type":"line","points":[[1,2],[3,4]],"opacity":1.01}`, "opacity is 1.01; it goes from 0 to 1"},
		{`{"type":"line","points":[[1,2],[3,4]],"opacity":-0.01}`, "opacity is -0.01"},
		{`{"type":"line","points":[[1,2],[3,4]],"fill":"mud"}`, `fill is "mud"; it may be none, nonzero or evenodd`},
		{`{"type":"line","points":[[1,2],[3,4]],"fill":true}`, "fill is true; want a text"},
		{`{"type":"line","points":[[1,2],[3,4]],"fill":"red"}`, "a fill takes at least 3 points"},
		{`{"type":"line","points":[[1,2],[3,4]],"closed":1}`, "closed is 1; it may be true or false"},
		{`{"type":"svg"}`, "an svg takes path data in d"},
		{`{"type":"svg","d":""}`, "an svg takes path data in d"},
		{`{"type":"svg","d":"   "}`, "d draws nothing"},
		{`{"type":"svg","d":"M3 3"}`, "d draws nothing"},
		{`{"type":"svg","d":"M3 3 L7 x"}`, `d is wrong at byte 8, before "x": want a number`},
	} {
		t.Run(c.entry, func(t *testing.T) {
			d, err := parse1(t, c.entry, sheet)
			if format := FormatError(""); !errors.As(err, &format) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if len(d.Wrong) != 1 || d.Wrong[0].Index != 0 || len(d.Marks) != 0 || len(d.Notes) != 0 {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestApart: wrong entries are told by index, and the others are drawn.
func TestApart(t *testing.T) {
	good, bad := `{"type":"line","points":[[1,2],[3,4]]}`, `{"type":"line"}`
	d, err := Parse(json.RawMessage("["+strings.Join([]string{good, bad, "null", good, `{"type":"line","points":[[1e999,4],[1,2]]}`, good}, ",")+"]"), sheet)
	if err != nil {
		t.Fatal(err)
	}
	var drawn, wrong []int
	for _, m := range d.Marks {
		drawn = append(drawn, m.Entry)
	}
	for _, r := range d.Wrong {
		wrong = append(wrong, r.Index)
	}
	if fmt.Sprint(drawn, wrong) != "[0 3 5] [1 2 4]" {
		t.Errorf("drawn and wrong are %v %v", drawn, wrong)
	}
	if want := "Path 1, not drawn: points is not an array"; !strings.HasPrefix(d.Report(), want) {
		t.Errorf("the report is %q, want %q…", d.Report(), want)
	}
}

func TestNotDrawable(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{``, "not JSON"},
		{`[{"type":"line","points":[[NaN,1],[2,3]]}]`, "not JSON"},
		{`{"type":"line"}`, "not an array"},
		{`"[]"`, "not an array"},
		{`null`, "not an array"},
		{`[]`, "empty"},
		{`[1,2]`, "none of the paths can be drawn. Path 0, not drawn: it is not an object"},
		{"[" + strings.Repeat(" ", RawBytes-1) + "]", "a call takes at most 4194304"},
		{"[" + strings.Repeat(" ", RawBytes-2) + "]", "empty"},
	} {
		if _, err := Parse(json.RawMessage(c.raw), sheet); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: %v, want %q", c.raw, err, c.want)
		}
	}
}

// TestPlotter: a plotter has one pen, whatever is asked for, and erasers.
func TestPlotter(t *testing.T) {
	b := Bounds{Width: 800, Height: 600, Style: core.Plotter}
	for _, c := range []struct {
		entry string
		kind  core.BrushKind
		last  core.Point // where the stroke ends
	}{
		{`{"type":"line","points":[[1,2],[3,4]],"brush":"airbrush","color":"red","width":90,"opacity":0.1}`, core.Fineliner, core.Point{X: 96, Y: 128, Pressure: 255}},
		{`{"type":"polyline","points":[[1,2],[30,4],[9,9]],"fill":"red","width":0}`, core.Fineliner, core.Point{X: 32, Y: 64, Pressure: 255}},
		{`{"type":"line","points":[[1,2],[3,4]],"brush":"eraser"}`, core.Eraser, core.Point{X: 96, Y: 128, Pressure: 255}},
	} {
		d, err := parse1(t, c.entry, b)
		if err != nil || len(d.Marks) != 1 {
			t.Errorf("%s: %+v, %v", c.entry, d, err)
			continue
		}
		m := d.Marks[0]
		if m.Brush.Kind != c.kind || m.Points[len(m.Points)-1] != c.last || c.kind == core.Fineliner && (m.Brush.Color != core.PlotterInk || m.Brush.Width != core.PlotterWidth) {
			t.Errorf("%s: %+v", c.entry, m)
		}
		admitted(t, d, b)
	}
}

func TestBrushNamed(t *testing.T) {
	seen := map[core.BrushKind]bool{}
	for _, name := range Brushes() {
		k, ok := BrushNamed(name)
		if !ok || seen[k] {
			t.Errorf("%s is brush %d, %v", name, k, ok)
		}
		seen[k] = true
	}
	for _, p := range core.Presets() {
		if k, ok := BrushNamed(p.Name); !ok || k != p.Kind || !seen[k] {
			t.Errorf("%s is brush %d, want %d", p.Name, k, p.Kind)
		}
	}
	for name, want := range map[string]core.BrushKind{"Oil-Round": core.OilRound, "watercolor": core.Watercolour, "OIL_FILBERT": core.OilFilbert, "oil": core.OilRound, "brush pen": core.Ink} {
		if k, _ := BrushNamed(name); k != want {
			t.Errorf("%s is brush %d, want %d", name, k, want)
		}
	}
}

func TestParseColor(t *testing.T) {
	for text, want := range map[string]uint32{"#abc": 0xaabbcc, "#0F1": 0x00ff11, "#A1b2C3": 0xa1b2c3, " Teal ": 0x008080, "rebeccapurple": 0x663399, "black": 0} {
		if c, ok := ParseColor(text); !ok || c != want {
			t.Errorf("%q is %06x, %v; want %06x", text, c, ok, want)
		}
	}
	for _, text := range []string{"", "#", "#ab", "#abcd", "#ggg", "#1234567", "abc", "none", "#-12", "#1_2"} {
		if c, ok := ParseColor(text); ok {
			t.Errorf("%q is %06x", text, c)
		}
	}
}

// TestHand: a line is drawn with points on its way, and fades where the brush does.
func TestHand(t *testing.T) {
	d, err := parse1(t, `{"type":"line","points":[[100,100],[500,100]],"brush":"ink"}`, sheet)
	if err != nil {
		t.Fatal(err)
	}
	pts := d.Marks[0].Points
	if n := len(pts); n < 20 || n > 40 || pts[0].Pressure != 110 || pts[n/2].Pressure != 255 || pts[n-1].Pressure != 60 {
		t.Errorf("%d points: %v", n, pts)
	}
	d, err = parse1(t, `{"type":"line","points":[[100,100,0],[500,100,1]],"brush":"ink"}`, sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range d.Marks[0].Points {
		if want := uint8(255 * i / (len(d.Marks[0].Points) - 1)); p.Pressure != want {
			t.Errorf("point %d has pressure %d, want %d", i, p.Pressure, want)
		}
	}
	d, err = parse1(t, `{"type":"polyline","points":[[100,100],[500,100],[300,400]],"brush":"ink","closed":true}`, sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range d.Marks[0].Points {
		if p.Pressure != 255 {
			t.Errorf("a closed line has pressure %d at %v", p.Pressure, p)
		}
	}
	pts = d.Marks[0].Points
	if last := pts[len(pts)-1]; last.Y != pts[0].Y || last.X < pts[0].X+20*core.Unit || last.X > pts[0].X+40*core.Unit {
		t.Errorf("a closed line that tapers begins at %v and ends at %v, want two widths further", pts[0], last)
	}
}

// admitted fails if a piece within b does not take all of d.
func admitted(t testing.TB, d Drawing, b Bounds) {
	t.Helper()
	if b.Limits == (core.Limits{}) {
		b.Limits = core.DefaultLimits()
	}
	if len(d.Marks) > MarksMax {
		t.Errorf("%d strokes", len(d.Marks))
	}
	p := core.NewPiece(1, b.Width, b.Height, b.Style, b.Limits)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 1, nil)
	for i, m := range d.Marks {
		id := core.StrokeID{N: uint32(i + 1)}
		_, cut := p.Apply(core.Batch{Actor: 1, Ops: []core.Op{{Kind: core.Begin, Stroke: id, Brush: m.Brush}, {Kind: core.Extend, Stroke: id, Points: m.Points}, {Kind: core.End, Stroke: id}}}, 1, nil)
		if cut {
			t.Fatalf("stroke %d, of %d points and brush %+v, is cut", i, len(m.Points), m.Brush)
		}
	}
}

// TestAdmitted: a piece takes whatever comes of random entries.
func TestAdmitted(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	tight := core.DefaultLimits()
	tight.StrokePoints, tight.StrokeCost = 50, 20_000
	drawn := 0
	for range 40 {
		b := Bounds{Width: 240 + r.Int32N(3857), Height: 240 + r.Int32N(3857), Style: core.Style(r.IntN(2))}
		if r.IntN(3) == 0 {
			b.Limits = tight
		}
		var list []any
		for range 1 + r.IntN(6) {
			list = append(list, randomEntry(r, b))
		}
		raw, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(raw, b)
		if err != nil {
			continue
		}
		drawn += len(d.Marks)
		admitted(t, d, b)
		if t.Failed() {
			t.Fatalf("seed %d: %+v: %.2000s", seed, b, raw)
		}
	}
	if drawn < 100 {
		t.Errorf("seed %d: only %d strokes came of it", seed, drawn)
	}
}

func randomEntry(r *rand.Rand, b Bounds) map[string]any {
	k := kinds[r.IntN(4)]
	reach := []float64{10, 300, 5000, 1e7}[r.IntN(4)]
	n := k.first + k.more*r.IntN([]int{1, 10, 1500}[r.IntN(3)])
	pts := make([][]float64, n)
	for i := range pts {
		pts[i] = []float64{(r.Float64() - .3) * reach, (r.Float64() - .3) * reach}
		if r.IntN(40) == 0 {
			pts[i] = append(pts[i], r.Float64())
		}
	}
	e := map[string]any{"type": k.name, "points": pts, "brush": Brushes()[r.IntN(len(tools))]}
	if r.IntN(2) == 0 {
		e["width"] = []float64{0.5, 3, 40, 600}[r.IntN(4)]
	}
	if r.IntN(4) == 0 {
		e["fill"] = []string{"nonzero", "evenodd", "teal", "none"}[r.IntN(4)]
	}
	return e
}

// TestTooMuch: each bound of a call, at it and one past it.
func TestTooMuch(t *testing.T) {
	many := func(n int, entry string) json.RawMessage {
		return json.RawMessage("[" + strings.Repeat(entry+",", n-1) + entry + "]")
	}
	short := `{"type":"line","points":[[1,2],[3,4]]}`
	t.Run("entries", func(t *testing.T) {
		for n, wrong := range map[int]int{EntriesMax: 0, EntriesMax + 1: 1, EntriesMax + 70: 1} {
			d, err := Parse(many(n, short), sheet)
			if err != nil || len(d.Marks) != EntriesMax || len(d.Wrong) != wrong {
				t.Errorf("%d entries: %d strokes, %v, %v", n, len(d.Marks), d.Wrong, err)
			}
			if wrong > 0 && (d.Wrong[0].Index != EntriesMax || !strings.Contains(d.Wrong[0].Text, fmt.Sprintf("%d in all", n-EntriesMax))) {
				t.Errorf("%+v", d.Wrong)
			}
		}
	})
	t.Run("strokes", func(t *testing.T) {
		subs := func(n int) string { return `{"type":"svg","d":"` + strings.Repeat("M1 1L9 9", n) + `"}` }
		d, err := Parse(json.RawMessage("["+subs(MarksMax-1)+","+short+","+short+"]"), sheet)
		if err != nil || len(d.Marks) != MarksMax || len(d.Wrong) != 1 || d.Wrong[0].Index != 2 {
			t.Errorf("%d strokes, %v, %v", len(d.Marks), d.Wrong, err)
		}
		d, err = Parse(json.RawMessage("["+subs(MarksMax+1)+","+short+"]"), sheet)
		if err != nil || len(d.Marks) != 1 || d.Marks[0].Entry != 1 {
			t.Errorf("an entry with too many is drawn in part: %d strokes, %v", len(d.Marks), err)
		}
	})
	t.Run("points of a stroke", func(t *testing.T) {
		zigzag := func(n int) string {
			var b strings.Builder
			for i := range n {
				x := i % 700
				if i/700%2 == 1 {
					x = 699 - x
				}
				fmt.Fprintf(&b, ",[%d,%d]", x, 10+i%2*3+i/700*5)
			}
			return `{"type":"polyline","brush":"fineliner","points":[` + b.String()[1:] + `]}`
		}
		for n, strokes := range map[int]int{8192: 1, 8193: 2, 20000: 3} {
			d, err := parse1(t, zigzag(n), sheet)
			if err != nil || len(d.Marks) != strokes || len(d.Notes) != min(strokes-1, 1) {
				t.Errorf("%d points: %d strokes, %v, %v", n, len(d.Marks), d.Notes, err)
			}
			admitted(t, d, sheet)
		}
	})
	t.Run("points of a call", func(t *testing.T) {
		curves := `{"type":"cubic","points":[[0,0]` + strings.Repeat(",[30000,0],[-30000,30000],[0,0]", 250) + `]}`
		d, err := Parse(many(2, curves), sheet)
		if err != nil || len(d.Wrong) == 0 || !strings.Contains(d.Wrong[len(d.Wrong)-1].Text, "draw the rest with another call") {
			t.Errorf("%d strokes, %v, %v", len(d.Marks), d.Wrong, err)
		}
		more := `{"type":"cubic","points":[[0,0]` + strings.Repeat(",[30000,0],[-30000,30000],[0,0]", 2500) + `]}`
		if _, err := parse1(t, more, sheet); err == nil || !strings.Contains(err.Error(), "draw it as several paths") {
			t.Errorf("one entry: %v", err)
		}
	})
	t.Run("cost", func(t *testing.T) {
		d, err := parse1(t, `{"type":"polyline","brush":"nib","width":512,"points":[[0,0],[800,0],[0,9],[800,9],[0,30],[800,30]]}`, sheet)
		if err != nil || len(d.Marks) < 2 || len(d.Notes) != 1 {
			t.Errorf("%d strokes, %v, %v", len(d.Marks), d.Notes, err)
		}
		admitted(t, d, sheet)
		comb := `{"type":"polyline","fill":"evenodd","points":[[0,0]`
		for i := range 60 {
			comb += fmt.Sprintf(",[%d,1200],[%d,-600]", 10*i+5, 10*i+10)
		}
		comb += "]}"
		if _, err := parse1(t, comb, sheet); err == nil || !strings.Contains(err.Error(), "fill it in parts") {
			t.Errorf("a fill that costs too much: %v", err)
		}
	})
}

func TestSchema(t *testing.T) {
	var s struct {
		Items struct {
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(SchemaJSON(), &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Items.Properties) != len(properties) {
		t.Errorf("the schema has %v, entries have %v", s.Items.Properties, properties)
	}
	for _, p := range append(Brushes(), properties...) {
		if !strings.Contains(Help(), p) {
			t.Errorf("the help does not speak of %s", p)
		}
	}
	if _, err := Parse(json.RawMessage(example), sheet); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(example), int32(800), int32(600), false)
	f.Add([]byte(`[{"type":"svg","d":"M0 0A5 5 0 1 1 9 9zM3 3q9 9 7 7","fill":"red","width":3},{"type":"cubic","points":[[1,2],[3,4],{"x":5,"y":6},[7,8,0.5]],"brush":"oil","closed":true}]`), int32(240), int32(4096), true)
	f.Fuzz(func(t *testing.T, raw []byte, width, height int32, plotter bool) {
		if min(width, height) < core.SideMin || max(width, height) > core.SideMax {
			t.Skip()
		}
		b := Bounds{Width: width, Height: height}
		if plotter {
			b.Style = core.Plotter
		}
		d, err := Parse(raw, b)
		if (err == nil) != (len(d.Marks) > 0) {
			t.Errorf("%d strokes, and %v", len(d.Marks), err)
		}
		admitted(t, d, b)
	})
}

func BenchmarkParse(b *testing.B) {
	entry := `{"type":"polyline","points":[[1,2],[30,4],[50,60],[70,8],[90,100],[110,12],[130,140],[150,16],[170,180],[190,20]],"color":"teal"}`
	raw := json.RawMessage("[" + strings.Repeat(entry+",", EntriesMax-1) + entry + "]")
	for b.Loop() {
		if d, err := Parse(raw, sheet); err != nil || len(d.Marks) != EntriesMax {
			b.Fatal(err)
		}
	}
}

// TestBrushName: a brush is told of by a name that entries take.
func TestBrushName(t *testing.T) {
	for _, p := range core.Presets() {
		name := BrushName(p.Kind)
		if k, ok := BrushNamed(name); !ok || k != p.Kind || !slices.Contains(Brushes(), name) {
			t.Errorf("brush %d is %q, which is brush %d", p.Kind, name, k)
		}
	}
	if got := BrushName(0); got != "brush" {
		t.Errorf("brush 0, that there is none of, is %q", got)
	}
}
