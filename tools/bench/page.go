package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// page hands over to the page's own bench, which drives it in Chromium and
// prints one JSON object a line.
func page(ctx context.Context, w *work) ([]line, error) { return inPage(ctx, w, "page") }

func bigPiece(ctx context.Context, w *work) ([]line, error) { return inPage(ctx, w, "bigpiece") }

func inPage(ctx context.Context, w *work, what string) ([]line, error) {
	skipped := func(why string) ([]line, error) { return []line{{name: what, note: "skipped: " + why}}, nil }
	data, err := os.ReadFile("web/package.json")
	if err != nil {
		return skipped("there is no page in this tree")
	}
	var about struct{ Scripts map[string]string }
	if err := json.Unmarshal(data, &about); err != nil {
		return nil, fmt.Errorf("read web/package.json: %w", err)
	}
	if about.Scripts["bench"] == "" {
		return skipped("web/package.json has no script bench")
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return skipped("there is no npm")
	}
	out, err := output(ctx, []string{fmt.Sprintf("ROUNDS=%d", w.rounds), "BENCH=" + what}, "npm", "--silent", "--prefix", "web", "run", "bench")
	if err != nil {
		return nil, err
	}
	return pageLines(out)
}

// pageLines reads the lines that are JSON objects, and keeps their figures.
func pageLines(out string) (lines []line, err error) {
	in := bufio.NewScanner(strings.NewReader(out))
	for in.Scan() {
		if !strings.HasPrefix(in.Text(), "{") {
			continue
		}
		l, err := parseLine(in.Text())
		if err != nil {
			return nil, fmt.Errorf("read what the page's bench printed: %w", err)
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("the page's bench printed no figures: %q", out)
	}
	return lines, in.Err()
}

// parseLine reads a line as MarshalJSON writes it, in its order.
func parseLine(text string) (line, error) {
	l := line{name: "page"}
	if !json.Valid([]byte(text)) {
		return l, fmt.Errorf("%q is not a JSON object", text)
	}
	d := json.NewDecoder(strings.NewReader(text))
	if _, err := d.Token(); err != nil {
		return l, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return l, err
		}
		var v any
		if err := d.Decode(&v); err != nil {
			return l, err
		}
		switch v := v.(type) {
		case float64:
			l.figures = append(l.figures, figure{fmt.Sprint(key), v})
		case string:
			if key == "name" {
				l.name = v
			} else {
				l.note = strings.TrimSpace(fmt.Sprintf("%s %v: %s", l.note, key, v))
			}
		}
	}
	return l, nil
}
