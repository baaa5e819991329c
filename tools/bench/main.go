package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"easel.example/server/artist/sketch"
)

func main() {
	if sketch.IsChild() { // of the bench of the artist
		sketch.Child()
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one thing to measure. It returns lines of figures.
type bench struct {
	name, about string
	run         func(ctx context.Context, w *work) ([]line, error)
}

func benches() []bench {
	return []bench{
		{"fanout", "one draws before 50: bytes, server CPU, latency, against a bare relay", fanout},
		{"join", "coming to a piece of 10,000 strokes", join},
		{"memory", "the server's memory with viewers, and after that piece", memory},
		{"raster", "drawing that piece, natively and in wasm", rasterBench},
		{"brushes", "each brush, natively and in wasm", brushBench},
		{"peers", "10,000 strokes beside cairo, Skia, resvg and Chromium's canvas", peers},
		{"encoding", "bytes a point, live and at rest, of real pens where they are at hand", encoding},
		{"export", "PNG, SVG and GIF, and a thumbnail's picture", exportBench},
		{"page", "the page in headless Chromium", page},
		{"bigpiece", "100,000 strokes on 4096² in that page, with the limit lifted and at the default one", bigPiece},
		{"durable", "updates a second that are on disk", durable},
		{"artist", "the studio artist before a viewer, many of them, strokes on the disk, and programs of models", artistBench},
		{"sim", "simulated worlds a second", simBench},
	}
}

// run measures what is named, and prints each line as soon as it is there.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 && strings.HasPrefix(args[0], childPrefix) {
		return child(ctx, args, out)
	}
	o := flag.NewFlagSet("bench", flag.ContinueOnError)
	o.Usage = func() { usage(o) }
	rounds := o.Int("rounds", 3, "measurements of which the median is told")
	profile := o.String("profile", "", "`folder` for CPU profiles of the server (fanout)")
	seconds := o.Float64("seconds", 10, "of one paced measurement")
	drawings := o.String("drawings", "", "`folder` with recordings of real pens (encoding)")
	if err := o.Parse(args); err != nil {
		return err
	}
	todo, err := choose(o.Args())
	if err != nil {
		return err
	}
	w, err := newWork(*rounds, *seconds, *profile)
	if err != nil {
		return err
	}
	defer w.close()
	w.drawings = *drawings
	for _, b := range todo {
		lines, err := b.run(ctx, w)
		if err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
		for _, l := range lines {
			if err := json.NewEncoder(out).Encode(l); err != nil {
				return fmt.Errorf("print figures: %w", err)
			}
		}
	}
	return nil
}

func choose(names []string) ([]bench, error) {
	all := benches()
	if len(names) == 0 {
		return nil, errors.New("measure what? Name a bench, or all; -h lists them")
	}
	if slices.Equal(names, []string{"all"}) {
		return all, nil
	}
	var todo []bench
	for _, n := range names {
		i := slices.IndexFunc(all, func(b bench) bool { return b.name == n })
		if i < 0 {
			return nil, fmt.Errorf("there is no bench %q; -h lists them", n)
		}
		todo = append(todo, all[i])
	}
	return todo, nil
}

func usage(o *flag.FlagSet) {
	w := o.Output()
	fmt.Fprintln(w, "bench [flags] NAME..., from the top of the source tree")
	for _, b := range benches() {
		fmt.Fprintf(w, "  %-8s %s\n", b.name, b.about)
	}
	fmt.Fprintln(w, "  all      all of them")
	o.PrintDefaults()
}

// A work is what a run of benches shares: a folder, and the programs built into it.
type work struct {
	rounds   int
	seconds  float64
	profile  string
	drawings string
	dir      string
	built    map[string]string // program by package
	servers  int
}

func newWork(rounds int, seconds float64, profile string) (*work, error) {
	if rounds < 1 || rounds > 99 || !(seconds > 0 && seconds <= 600) {
		return nil, errors.New("want 1 to 99 rounds of up to 600 seconds")
	}
	if _, err := os.Stat("go.mod"); err != nil {
		return nil, errors.New("run it from the top of the source tree: it builds the server")
	}
	if profile != "" {
		abs, err := filepath.Abs(profile)
		if err != nil {
			return nil, fmt.Errorf("find the folder for profiles: %w", err)
		}
		profile = abs
	}
	dir, err := os.MkdirTemp("", "easel-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to work in: %w", err)
	}
	return &work{rounds: rounds, seconds: seconds, profile: profile, dir: dir, built: map[string]string{}}, nil
}

func (w *work) close() { os.RemoveAll(w.dir) }
