package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/path"
)

func sketchbookCommand(c *call) func(context.Context) error {
	from := c.String("icons", "web/node_modules/lucide-static", "`folder` of the package lucide-static")
	name := c.String("o", "", "`file` to write")
	return func(context.Context) error {
		if *name == "" {
			return errors.New("write it where? Say -o FILE")
		}
		b, _, err := sketchbook(*from)
		if err != nil {
			return err
		}
		return os.WriteFile(*name, b, 0o644)
	}
}

// signs are icons of programs, not of things: nothing one would paint.
var signs = regexp.MustCompile(`^(a-|align|arrow|badge-|between|bluetooth|book-a|calendar-|captions|case|chart|chevron|circle-|clipboard-|cloud-|code|columns|corner|creative|database-|diamond-|file-|folder-|fold|form|git|grid|grip|hash|heading|indent|input|layout|link|list|loader|log-|mail-|map-|maximize|mic-|minimize|monitor-|move|octagon-|option|outdent|package-|panel|panels|parking|percent|phone-|pilcrow|play|plus|power|rectangle|redo|refresh|regex|replace|rotate|rows|scan|separator|server-|shield-|shrink|sigma|skip|smartphone-|spell|square-|step|subscript|superscript|table-|tag|tally|terminal|text|toggle|type|undo|unfold|user-|users-|variable|wifi-|workflow|wrap|x$|zoom)`)

// sketchbook redraws icons as lines on a square of 192: of each its name, its tags, and
// lines of points, a byte each for how many.
func sketchbook(from string) (data []byte, drawings int, err error) {
	text, err := os.ReadFile(filepath.Join(from, "tags.json"))
	if err != nil {
		return nil, 0, fmt.Errorf("find the icons: %w", err)
	}
	var tags map[string][]string
	if err := json.Unmarshal(text, &tags); err != nil {
		return nil, 0, fmt.Errorf("read the tags of the icons: %w", err)
	}
	files, err := filepath.Glob(filepath.Join(from, "icons", "*.svg"))
	if err != nil {
		return nil, 0, err
	}
	slices.Sort(files)
	var out bytes.Buffer
	seen := map[string]bool{} // icons have several names
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".svg")
		if _, ok := tags[name]; !ok || signs.MatchString(name) {
			continue
		}
		svg, err := os.ReadFile(file)
		if err != nil {
			return nil, 0, err
		}
		lines, err := sketched(svg)
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", name, err)
		}
		if seen[string(lines)] {
			continue
		}
		seen[string(lines)] = true
		words := strings.Join(tags[name], " ")
		words = strings.ToLower(words[:min(len(words), 160)])
		out.WriteByte(byte(len(name)))
		out.WriteString(name)
		out.WriteByte(byte(len(words)))
		out.WriteString(words)
		out.Write(lines)
		drawings++
	}
	return out.Bytes(), drawings, nil
}

// sketched returns the lines of an icon.
func sketched(svg []byte) ([]byte, error) {
	s := strings.NewReplacer(`width="24"`, `width="192"`, `height="24"`, `height="192"`, "currentColor", "#000").Replace(string(svg))
	d, err := export.Read([]byte(s))
	if err != nil {
		return nil, err
	}
	if len(d.Strokes) > 255 {
		return nil, errors.New("too many lines")
	}
	out := []byte{byte(len(d.Strokes))}
	for _, l := range d.Strokes {
		var pts []core.Point
		for _, p := range l.Points {
			pts = append(pts, p.Vec.Point())
		}
		pts = path.Simplify(nil, pts, core.Unit)
		if len(pts) > 255 {
			return nil, errors.New("a line of too many points")
		}
		out = append(out, byte(len(pts)))
		for _, p := range pts {
			out = append(out, byte(min(max(p.X/core.Unit, 0), 192)), byte(min(max(p.Y/core.Unit, 0), 192)))
		}
	}
	return out, nil
}
