package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// output runs a command of the source tree and returns what it prints.
func output(ctx context.Context, environ []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), environ...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("run %s: %w\n%s", name, err, bytes.TrimSpace(out))
	}
	return string(out), nil
}

var perSegment = regexp.MustCompile(`(?m)^BenchmarkRaster\S*\s+\d+\s+(\d+(?:\.\d+)?) ns/op.*?([\d.]+) ns/segment`)

// rasterBench runs core/raster's own benchmark of the big piece, natively and
// in Node.
func rasterBench(ctx context.Context, w *work) ([]line, error) {
	args := []string{"test", "-run=^$", "-bench=^BenchmarkRaster$", "-count=" + strconv.Itoa(w.rounds)}
	native, err := w.segments(ctx, nil, args)
	if err != nil {
		return nil, err
	}
	l := line{name: "raster", figures: []figure{{"ns_per_segment", native[1]}, {"ms", native[0]}}}
	if _, err := exec.LookPath("node"); err != nil {
		l.note = "no figures of wasm: there is no node"
		return []line{l}, nil
	}
	node, err := filepath.Abs("tools/wasmtest/node")
	if err != nil {
		return nil, fmt.Errorf("find the runner of wasm: %w", err)
	}
	wasm, err := w.segments(ctx, []string{"GOOS=js", "GOARCH=wasm"}, append(args, "-exec="+node))
	if err != nil {
		return nil, err
	}
	l.figures = append(l.figures, figure{"ns_per_segment_wasm", wasm[1]}, figure{"ms_wasm", wasm[0]})
	return []line{l}, nil
}

var perPixel = regexp.MustCompile(`(?m)^Benchmark(\w+)/(\S+?)(?:-\d+)?\s.*?([\d.]+) ns/px`)

// brushBench runs core/raster's benchmarks of each brush, natively and in Node: of strokes with
// a point every 7 px, and of such as the pen leaves of a hand's way. A figure is the time for a
// pixel that a pen of that width would ink.
func brushBench(ctx context.Context, w *work) ([]line, error) {
	node, err := filepath.Abs("tools/wasmtest/node")
	if err != nil {
		return nil, fmt.Errorf("find the runner of wasm: %w", err)
	}
	targets := []struct {
		name          string
		environ, exec []string
	}{{"native", nil, nil}, {"wasm", []string{"GOOS=js", "GOARCH=wasm"}, []string{"-exec=" + node}}}
	var lines []line
	for _, t := range targets {
		if _, err := exec.LookPath("node"); err != nil && t.exec != nil {
			lines[0].note = "no figures of wasm: there is no node"
			break
		}
		args := append([]string{"test", "-run=^$", "-bench=^Benchmark(Brushes|Hand)$", "-benchtime=300ms", "-count=" + strconv.Itoa(w.rounds)}, t.exec...)
		out, err := output(ctx, t.environ, "go", append(args, "./core/raster")...)
		if err != nil {
			return nil, err
		}
		for _, set := range []struct{ name, bench string }{{"brushes", "Brushes"}, {"hand", "Hand"}} {
			l, err := parsePixels(set.name+"-"+t.name, set.bench, out)
			if err != nil {
				return nil, err
			}
			lines = append(lines, l)
		}
	}
	return lines, nil
}

// parsePixels returns the median of each brush in a benchmark, in its order.
func parsePixels(name, bench, out string) (line, error) {
	var order []string
	all := map[string][]float64{}
	for _, m := range perPixel.FindAllStringSubmatch(out, -1) {
		if m[1] != bench {
			continue
		}
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			return line{}, fmt.Errorf("read a benchmark's figure: %w", err)
		}
		if all[m[2]] == nil {
			order = append(order, m[2])
		}
		all[m[2]] = append(all[m[2]], v)
	}
	if len(order) == 0 {
		return line{}, errors.New("the benchmark printed no figures")
	}
	l := line{name: name}
	for _, brush := range order {
		list := all[brush]
		slices.Sort(list)
		l.figures = append(l.figures, figure{brush + "_ns_px", list[len(list)/2]})
	}
	return l, nil
}

// segments returns the medians of ms and of ns a segment.
func (w *work) segments(ctx context.Context, environ, args []string) ([2]float64, error) {
	out, err := output(ctx, environ, "go", append(args, "./core/raster")...)
	if err != nil {
		return [2]float64{}, err
	}
	return parseSegments(out)
}

func parseSegments(out string) (median [2]float64, err error) {
	var all [2][]float64
	for _, m := range perSegment.FindAllStringSubmatch(out, -1) {
		for i := range all {
			v, err := strconv.ParseFloat(m[i+1], 64)
			if err != nil {
				return median, fmt.Errorf("read a benchmark's figure: %w", err)
			}
			all[i] = append(all[i], v)
		}
	}
	if len(all[0]) == 0 {
		return median, errors.New("the benchmark printed no figures")
	}
	for i := range all {
		slices.Sort(all[i])
		median[i] = all[i][len(all[i])/2]
	}
	median[0] /= 1e6
	return median, nil
}

// simSeeds is how many worlds one measurement simulates.
const simSeeds = 2000

// simBench simulates, with the simulation's own test, built before.
func simBench(ctx context.Context, w *work) ([]line, error) {
	bin := filepath.Join(w.dir, "sim.test.exe")
	if _, err := output(ctx, nil, "go", "test", "-c", "-o", bin, "./core/sim"); err != nil {
		return nil, err
	}
	f, err := w.again(func(round int) ([]figure, error) {
		begin := time.Now()
		if _, err := output(ctx, nil, bin, "-test.run=^TestSim$", fmt.Sprintf("-seeds=%d", simSeeds), fmt.Sprintf("-first=%d", round*simSeeds)); err != nil {
			return nil, err
		}
		return []figure{{"seeds_per_s", simSeeds / time.Since(begin).Seconds()}, {"seeds", simSeeds}}, nil
	})
	if err != nil {
		return nil, err
	}
	return []line{{name: "sim", figures: f}}, nil
}
