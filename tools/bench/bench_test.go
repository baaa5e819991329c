package main

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"easel.example/tools/internal/link/crowd"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		l    line
		want string
	}{
		{line{name: "a"}, `{"name":"a"}`},
		{line{"b", []figure{{"ms", 12.34567}, {"bytes", 901284.4}, {"lost", 0}, {"x", 0.0123456}}, ""}, `{"name":"b","ms":12.35,"bytes":901284,"lost":0,"x":0.01235}`},
		{line{"c", nil, `say "why"`}, `{"name":"c","note":"say \"why\""}`},
	} {
		got, err := json.Marshal(c.l)
		if err != nil || string(got) != c.want {
			t.Errorf("%+v is printed as %s, %v; want %s", c.l, got, err, c.want)
		}
		back, err := parseLine(c.want)
		again, _ := json.Marshal(back)
		if err != nil || c.l.note == "" && string(again) != c.want {
			t.Errorf("%s is read as %+v, %v", c.want, back, err)
		}
	}
}

func TestMedians(t *testing.T) {
	got := medians([][]figure{
		{{"ms", 5}, {"lost", 0}}, {{"ms", 1}, {"lost", 7}}, {{"ms", 3}, {"lost", 2}},
	})
	if want := []figure{{"ms", 3}, {"lost", 7}}; !slices.Equal(got, want) {
		t.Errorf("the medians are %v, want %v", got, want)
	}
}

func TestSegments(t *testing.T) {
	const out = `goos: linux
BenchmarkRaster-2   	       3	 100000000 ns/op	       320.5 ns/segment	   10 B/op	  2 allocs/op
BenchmarkRaster-2   	       3	 300000000 ns/op	       960 ns/segment
BenchmarkRaster     	       3	 200000000 ns/op	       640 ns/segment
BenchmarkOther-2    	       3	 1 ns/op	       1 ns/segment
PASS`
	got, err := parseSegments(out)
	if want := [2]float64{200, 640}; got != want || err != nil {
		t.Errorf("parseSegments = %v, %v; want %v", got, err, want)
	}
	if _, err := parseSegments("PASS"); err == nil {
		t.Error("no figures are no error")
	}
}

func TestPageLines(t *testing.T) {
	got, err := pageLines("> bench\n{\"name\":\"page\",\"ms\":1}\n{\"name\":\"cold\",\"ms\":2,\"how\":\"headless\"}\n")
	if err != nil || len(got) != 2 || got[1].name != "cold" || got[1].figures[0] != (figure{"ms", 2}) || got[1].note != "how: headless" {
		t.Errorf("pageLines = %+v, %v", got, err)
	}
	for _, bad := range []string{"", "nothing", "{"} {
		if got, err := pageLines(bad); err == nil {
			t.Errorf("pageLines(%q) = %+v, want an error", bad, got)
		}
	}
}

func TestChoose(t *testing.T) {
	if got, err := choose([]string{"all"}); err != nil || len(got) != len(benches()) {
		t.Errorf("all are %d benches, %v", len(got), err)
	}
	if got, err := choose([]string{"sim", "join"}); err != nil || len(got) != 2 || got[0].name != "sim" {
		t.Errorf("sim and join are %v, %v", got, err)
	}
	for _, names := range [][]string{nil, {"nothing"}, {"all", "sim"}} {
		if _, err := choose(names); err == nil {
			t.Errorf("choose(%q) is no error", names)
		}
	}
}

// TestRelay checks that the yardstick loses nothing, in a burst and paced.
func TestRelay(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	ended := make(chan error, 1)
	go func() {
		defer in.Close()
		ended <- child(ctx, []string{childRelay}, in)
	}()
	var text [100]byte
	n, err := out.Read(text[:])
	if err != nil {
		t.Fatal(err)
	}
	for _, rate := range []float64{0, 400} {
		f, err := crowd.RunBare(ctx, strings.TrimSpace(string(text[:n])), crowd.Plan{Viewers: 3, Rate: rate, Points: 8, Seconds: 0.1})
		if err != nil || f.Lost != 0 || f.Updates == 0 || f.Deliveries != 3*f.Updates {
			t.Errorf("rate %v: %+v, %v", rate, f, err)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the relay, stopped: %v", err)
	}
}

// TestChild checks that a child that is told nonsense says so.
func TestChild(t *testing.T) {
	for _, args := range [][]string{{childCrowd}, {childCrowd, "{"}, {"child-nobody", "{}"}, {childCrowd, "{}"}, {childHands, "{}"}} {
		if err := child(t.Context(), args, os.Stderr); err == nil {
			t.Errorf("child %q is no error", args)
		}
	}
}

// TestPixels checks what is read of a benchmark of brushes.
func TestPixels(t *testing.T) {
	const out = `BenchmarkBrushes/pen-2         	      50	   7 ns/op	        12.50 ns/px	 1 B/op
BenchmarkHand/pen-2            	      50	   7 ns/op	         2.50 ns/px	 1 B/op
BenchmarkBrushes/oil,_flat-2   	      50	   7 ns/op	        26 ns/px	 1 B/op
BenchmarkBrushes/pen-2         	      50	   7 ns/op	        11.00 ns/px	 1 B/op
BenchmarkBrushes/pen-2         	      50	   7 ns/op	        11.50 ns/px	 1 B/op`
	l, err := parsePixels("brushes", "Brushes", out)
	if want := []figure{{"pen_ns_px", 11.5}, {"oil,_flat_ns_px", 26}}; err != nil || !slices.Equal(l.figures, want) {
		t.Errorf("read %v, %v, want %v", l.figures, err, want)
	}
	if _, err := parsePixels("hand", "Hand", "BenchmarkBrushes/pen-2 1 7 ns/op 12.50 ns/px"); err == nil {
		t.Error("no figures are no error")
	}
}
