package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/path"
)

func sketchbookCommand(c *call) func(context.Context) error {
	from := c.String("icons", "web/node_modules", "`folder` of the packages that have the icons")
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

// wanted says which icons are drawn, by set.
//
//go:embed sketchbook.txt
var wanted string

// An iconSet is where drawings come from.
type iconSet struct {
	svg   func(name string) (string, error)
	words map[string][]string // that people find an icon by, beside its name
}

// sketchbook redraws icons by hand strokes on a square of 192: of each its name, its words,
// and lines of points. A line begins with what it is: 0 a line of the pen, 1 the edge of a shape,
// then its colour in 16 bits; 2 the edge of a hole in the last shape. Then a byte for how many
// points, and two for each.
func sketchbook(from string) (data []byte, drawings int, err error) {
	sets, err := iconSets(from)
	if err != nil {
		return nil, 0, err
	}
	var out bytes.Buffer
	var set iconSet
	seen := map[string]bool{} // sets have the same things
	for line := range strings.Lines(wanted) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutSuffix(strings.TrimSpace(line), ":"); ok {
			set = sets[name]
			continue
		}
		for _, name := range strings.Fields(line) {
			svg, err := set.svg(name)
			if err != nil {
				return nil, 0, err
			}
			lines, err := sketched(svg)
			if err != nil {
				return nil, 0, fmt.Errorf("%s: %w", name, err)
			}
			if seen[name] || seen[string(lines)] {
				continue
			}
			seen[name], seen[string(lines)] = true, true
			words := strings.Join(set.words[name], " ")
			words = strings.ToLower(words[:min(len(words), 160)])
			out.WriteByte(byte(len(name)))
			out.WriteString(name)
			out.WriteByte(byte(len(words)))
			out.WriteString(words)
			out.Write(lines)
			drawings++
		}
	}
	return out.Bytes(), drawings, nil
}

func iconSets(from string) (map[string]iconSet, error) {
	sets := map[string]iconSet{}
	for name, file := range map[string]string{"fluent-emoji-flat": "@iconify-json/fluent-emoji-flat/icons.json", "tabler": "@iconify-json/tabler/icons.json"} {
		var icons struct {
			Icons         map[string]struct{ Body string }
			Width, Height int
		}
		if err := decodeFile(filepath.Join(from, file), &icons); err != nil {
			return nil, err
		}
		side := cmp.Or(icons.Height, 16)
		sets[name] = iconSet{svg: func(name string) (string, error) {
			icon, ok := icons.Icons[name]
			if !ok {
				return "", fmt.Errorf("%s has no %s", file, name)
			}
			return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 %d %d">%s</svg>`, side, side, icon.Body), nil
		}}
	}
	var kinds struct{ Categories map[string][]string }
	if err := decodeFile(filepath.Join(from, "@iconify-json/fluent-emoji-flat/metadata.json"), &kinds); err != nil {
		return nil, err
	}
	set := sets["fluent-emoji-flat"]
	set.words = map[string][]string{}
	for kind, names := range kinds.Categories {
		for _, name := range names {
			set.words[name] = []string{strings.ReplaceAll(kind, " & ", " ")}
		}
	}
	sets["fluent-emoji-flat"] = set
	lucide := iconSet{svg: func(name string) (string, error) {
		b, err := os.ReadFile(filepath.Join(from, "lucide-static/icons", name+".svg"))
		return strings.NewReplacer(`width="24"`, `width="192"`, `height="24"`, `height="192"`).Replace(string(b)), err
	}}
	err := decodeFile(filepath.Join(from, "lucide-static/tags.json"), &lucide.words)
	sets["lucide"] = lucide
	return sets, err
}

func decodeFile(name string, v any) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("find the icons: %w", err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// What an edge is.
const (
	penLine = 0
	shape   = 1
	hole    = 2
)

// sketched returns the lines of an icon.
func sketched(svg string) ([]byte, error) {
	d, err := export.Read([]byte(strings.ReplaceAll(svg, "currentColor", "#000")))
	if err != nil {
		return nil, err
	}
	lines := 0
	out := []byte{0}
	put := func(kind byte, color uint32, pts []core.Point) error {
		if pts = path.Simplify(nil, pts, core.Unit*3/4); len(pts) < 2 {
			return nil
		}
		if len(pts) > 255 || lines == 255 {
			return errors.New("more than 255 lines, or points of a line")
		}
		lines++
		out = append(out, kind)
		if kind == shape {
			rgb := color>>19<<11 | color>>10&63<<5 | color>>3&31
			out = append(out, byte(rgb>>8), byte(rgb))
		}
		out = append(out, byte(len(pts)))
		for _, p := range pts {
			out = append(out, byte(min(max(p.X/core.Unit, 0), 192)), byte(min(max(p.Y/core.Unit, 0), 192)))
		}
		return nil
	}
	for _, l := range d.Strokes {
		if l.Opacity < 100 {
			continue // a shine, or a shadow
		}
		if l.Fill == core.FillNone {
			if err := put(penLine, 0, gridded(l.Points)); err != nil {
				return nil, err
			}
			continue
		}
		for _, part := range nested(rounds(gridded(l.Points))) {
			if err := put(part.kind, l.Color, part.pts); err != nil {
				return nil, err
			}
		}
	}
	out[0] = byte(lines)
	if lines == 0 {
		return nil, errors.New("it has no lines")
	}
	return out, nil
}

func gridded(list []export.Point) (pts []core.Point) {
	for _, p := range list {
		pts = append(pts, p.Vec.Point())
	}
	return pts
}

// rounds returns the edges that a filled path goes round one after the other; at its end it
// goes back to the first.
func rounds(pts []core.Point) (parts [][]core.Point) {
	for len(pts) > 3 {
		end := 0
		for i := 3; i < len(pts) && end == 0; i++ {
			if pts[i] == pts[0] {
				end = i
			}
		}
		if end == 0 {
			break
		}
		parts = append(parts, pts[:end+1])
		for end+1 < len(pts) && pts[end+1] == pts[0] { // the same place on the grid
			end++
		}
		pts = pts[end+1:]
	}
	return parts
}

// An edge is one that a filled path goes round.
type edge struct {
	kind byte
	pts  []core.Point
}

// nested returns each shape with its holes after it, and leaves out what is small.
func nested(parts [][]core.Point) (edges []edge) {
	inside := make([]int, len(parts)) // the shape that each is a hole in, or itself
	for i, p := range parts {
		inside[i] = i
		for j, q := range parts {
			if i != j && within(p[0], q) && !within(q[0], p) {
				inside[i] = j
			}
		}
	}
	for i, p := range parts {
		if inside[i] != i || small(p) {
			continue
		}
		edges = append(edges, edge{shape, p})
		for j, q := range parts {
			if j != i && inside[j] == i && !small(q) {
				edges = append(edges, edge{hole, q})
			}
		}
	}
	return edges
}

// small reports whether a shape is less than a brush would paint.
func small(pts []core.Point) bool {
	x0, y0, x1, y1 := pts[0].X, pts[0].Y, pts[0].X, pts[0].Y
	for _, p := range pts {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return x1-x0 < 3*core.Unit && y1-y0 < 3*core.Unit
}

// within reports whether p is inside a shape (even-odd).
func within(p core.Point, shape []core.Point) bool {
	in := false
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		if a.Y <= p.Y != (b.Y <= p.Y) && p.X < a.X+int32(int64(b.X-a.X)*int64(p.Y-a.Y)/int64(b.Y-a.Y)) {
			in = !in
		}
	}
	return in
}
