package sketch

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/server/artist/paths"
)

// draws runs a program that is right, and returns what it draws.
func draws(t testing.TB, req Request) (Result, paths.Drawing) {
	t.Helper()
	r, err := run(t.Context(), bin, req)
	if err != nil {
		t.Fatalf("%v", err)
	}
	d, err := paths.Parse(r.Entries, paths.Bounds{Width: req.Width, Height: req.Height, Style: req.Style})
	if err != nil {
		t.Fatalf("%v: %.300s", err, r.Entries)
	}
	return r, d
}

// TestExample: the example of the help draws, and the same of the same seed only.
func TestExample(t *testing.T) {
	if !strings.Contains(Help(), example) || len(Help()) > 4000 {
		t.Errorf("the help is %d bytes, and has the example: %v", len(Help()), strings.Contains(Help(), example))
	}
	for _, style := range []core.Style{core.Paint, core.Plotter} {
		req := request(example)
		req.Style = style
		one, d := draws(t, req)
		if len(d.Marks) < 50 || len(d.Wrong) > 0 {
			t.Errorf("%s: %d strokes, %s", style, len(d.Marks), d.Report())
		}
		again, _ := draws(t, req)
		req.Seed++
		other, _ := draws(t, req)
		if string(one.Entries) != string(again.Entries) || string(one.Entries) == string(other.Entries) {
			t.Errorf("%s: the seed is not what makes a sketch", style)
		}
		t.Logf("%d strokes, %d steps, %v, %d MiB", len(d.Marks), one.Steps, one.Elapsed, one.MaxRSS>>20)
	}
}

// TestResult: what a program prints and draws comes back, and what it prints before a
// fault as well.
func TestResult(t *testing.T) {
	r, err := run(t.Context(), bin, request("print('hello', width, height, style)\nline(1, 2.505, 3, 4, color='red')"))
	if want := `[{"type":"line","points":[[1,2.5],[3,4]],"color":"red"}]`; err != nil || string(r.Entries) != want || r.Printed != "hello 1600 1200 paint\n" {
		t.Errorf("%s, printed %q, %v; want %s", r.Entries, r.Printed, err, want)
	}
	if r.Steps == 0 || r.Elapsed <= 0 || r.MaxRSS < 1<<20 {
		t.Errorf("%+v", r)
	}
	r, err = run(t.Context(), bin, request("print('so far')\nline(1, 2, 3, 4)\nfoo(1)"))
	wrong := ProgramError("")
	if !errors.As(err, &wrong) || err.Error() != "line 3, column 1: undefined: foo\n    foo(1)" || string(r.Entries) != "[]" {
		t.Errorf("%v, %s", err, r.Entries)
	}
	r, err = run(t.Context(), bin, request("print('so far')\nline(1, 2, 3, 4)\nline(1)"))
	if err == nil || r.Printed != "so far\n" || string(r.Entries) != "[]" {
		t.Errorf("printed %q, drew %s, %v", r.Printed, r.Entries, err)
	}
	if r, err = run(t.Context(), bin, request("")); err != nil || string(r.Entries) != "[]" {
		t.Errorf("an empty program draws %s, %v", r.Entries, err)
	}
}

// TestRequest: what is asked for has its bounds.
func TestRequest(t *testing.T) {
	req := request("#" + strings.Repeat("é", ProgramBytes/2)) // a byte too many
	if _, err := run(t.Context(), bin, req); err == nil || !strings.Contains(err.Error(), "it may have 65536") {
		t.Errorf("%d bytes: %v", len(req.Program), err)
	}
	req.Program = "#" + strings.Repeat("\x01", ProgramBytes-1)
	if _, err := run(t.Context(), bin, req); err != nil {
		t.Errorf("%d bytes: %v", len(req.Program), err)
	}
	req.Program, req.Palette = "print(len(palette), palette[0])", make([]uint32, PaletteMax)
	if r, err := run(t.Context(), bin, req); err != nil || r.Printed != "64 #000000\n" {
		t.Errorf("%d colours: printed %q, %v", len(req.Palette), r.Printed, err)
	}
	req.Palette = make([]uint32, PaletteMax+1)
	if _, err := run(t.Context(), bin, req); err == nil {
		t.Errorf("%d colours are no error", len(req.Palette))
	}
}

// TestPathsMax: a program may draw as many paths as may be drawn.
func TestPathsMax(t *testing.T) {
	_, d := draws(t, request("for i in range(1000):\n    line(0, i, 9, i)"))
	if len(d.Marks) != PathsMax {
		t.Errorf("%d strokes", len(d.Marks))
	}
	r, err := run(t.Context(), bin, request("print('x' * 8190)"))
	if err != nil || len(r.Printed) != PrintedBytes-1 {
		t.Errorf("printed %d bytes, %v", len(r.Printed), err)
	}
	if r, err = run(t.Context(), bin, request("print('x' * 8192)")); err == nil || len(r.Printed) != PrintedBytes {
		t.Errorf("printed %d bytes, %v", len(r.Printed), err)
	}
	if _, err = run(t.Context(), bin, request("def f(n):\n    return 0 if n == 0 else f(n - 1)\nf(998)")); err != nil {
		t.Error(err)
	}
	if _, err = run(t.Context(), bin, request("def f(n):\n    return 0 if n == 0 else f(n - 1)\nf(1200)")); err == nil {
		t.Error("1200 calls deep is no error")
	}
}

// thousand draws 1,000 paths of 20 points.
const thousand = `
for i in range(1000):
    pts = []
    for j in range(20):
        a = 0.3 * j + i * 0.01
        pts.append((400 + math.cos(a) * (50 + i % 200), 300 + math.sin(a) * (50 + i % 200)))
    polyline(pts, color = hsl(i, 0.5, 0.5), width = 1 + i % 8)
`

func BenchmarkRun(b *testing.B) {
	for _, c := range []struct{ name, program string }{{"empty", ""}, {"1000 paths", thousand}} {
		b.Run(c.name, func(b *testing.B) {
			var peak int64
			for b.Loop() {
				r, err := run(b.Context(), bin, request(c.program))
				if err != nil {
					b.Fatal(err)
				}
				peak = max(peak, r.MaxRSS)
			}
			b.ReportMetric(float64(peak>>10), "KiB-child")
		})
	}
}

// BenchmarkInterpret is the 1,000-path program without a child.
func BenchmarkInterpret(b *testing.B) {
	for b.Loop() {
		if h, _ := interpret(request(thousand), 0); h.Fault != "" {
			b.Fatal(h.Fault)
		}
	}
}

// TestQuick: a program of 1,000 paths is no long wait. The bound is wide, for tests run on
// busy machines; the figures are the benchmark's.
func TestQuick(t *testing.T) {
	r, d := draws(t, request(thousand))
	for tries := 0; r.Elapsed > 5*time.Second && tries < 3; tries++ {
		r, d = draws(t, request(thousand))
	}
	if len(d.Marks) != 1000 || r.Elapsed > 5*time.Second || !json.Valid(r.Entries) {
		t.Errorf("%d strokes in %v", len(d.Marks), r.Elapsed)
	}
}
