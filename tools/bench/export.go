package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var benchmarked = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(\d+(?:\.\d+)?) ns/op`)

// exportBench runs core/export's own benchmarks.
func exportBench(ctx context.Context, w *work) ([]line, error) {
	out, err := output(ctx, nil, "go", "test", "-run=^$", "-bench=.", "-benchtime=1x", "-count="+strconv.Itoa(w.rounds), "./core/export")
	if err != nil {
		return nil, err
	}
	var order []string
	all := map[string][]float64{}
	for _, m := range benchmarked.FindAllStringSubmatch(out, -1) {
		v, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return nil, fmt.Errorf("read a benchmark's figure: %w", err)
		}
		if all[m[1]] == nil {
			order = append(order, m[1])
		}
		all[m[1]] = append(all[m[1]], v/1e6)
	}
	if len(order) == 0 {
		return nil, errors.New("the benchmarks printed no figures")
	}
	l := line{name: "export"}
	for _, name := range order {
		list := all[name]
		slices.Sort(list)
		l.figures = append(l.figures, figure{strings.ToLower(strings.NewReplacer("/", "_", "=", "_").Replace(name)) + "_ms", list[len(list)/2]})
	}
	return []line{l}, nil
}
