// Package input reads drawings that were made elsewhere: recorded pens, plain lists
// of points, and what core/export reads, Excalidraw's files and SVG. What a file
// holds beside strokes is counted, so that it can be said, never dropped in silence.
package input

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/path"
)

// Bounds of a file.
const (
	BytesMax   = 64 << 20
	StrokesMax = 1 << 17
	pointsMax  = 1 << 22
)

// A Drawing is what a file holds.
type Drawing struct {
	Strokes []Stroke
	Skipped []Skip
}

// A Skip says how much of one kind was left out.
type Skip struct {
	What  string
	Count int
}

// A Stroke is one line of a pen. Coordinates are in the file's px.
type Stroke struct {
	Points  []Point
	Times   []float64      // s from the drawing's start, one a point; nil if not known
	Color   uint32         // 0xRRGGBB
	Width   float64        // in the file's px; 0 if not known
	Opacity float64        // 0…1
	Kind    core.BrushKind // 0 is the pen
	Fill    core.Fill
}

// A Point is one point of a stroke. Pressure is from 0 to 1, below 0 if not known.
type Point struct{ X, Y, Pressure float64 }

// Ink is the colour of strokes whose file names none.
const Ink = export.Ink

// Read reads a drawing, by its name's ending and by what is in it.
func Read(name string, data []byte) (Drawing, error) {
	if len(data) > BytesMax {
		return Drawing{}, fmt.Errorf("%s: %d bytes, at most %d are read", name, len(data), BytesMax)
	}
	var d Drawing
	var err error
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case len(text) == 0:
		err = fmt.Errorf("the file is empty")
	case ext == ".svg" || text[0] == '<':
		return readOthers(name, text)
	case text[0] == '{' || text[0] == '[':
		if isExcalidraw(text) {
			return readOthers(name, text)
		}
		d, err = readLists(text)
	default:
		d, err = readEvents(text)
	}
	if err != nil {
		return Drawing{}, fmt.Errorf("read %s: %w", name, err)
	}
	if len(d.Strokes) == 0 {
		return d, fmt.Errorf("read %s: there are no strokes in it", name)
	}
	return d, nil
}

// readOthers reads what core/export does.
func readOthers(name string, data []byte) (Drawing, error) {
	from, err := export.Read(data)
	if err != nil {
		return Drawing{}, fmt.Errorf("read %s: %w", name, err)
	}
	var d Drawing
	for _, l := range from.Left {
		d.Skipped = append(d.Skipped, Skip{l.What, l.Count})
	}
	const one = float64(path.One)
	for _, f := range from.Strokes {
		s := Stroke{Color: f.Color, Width: float64(f.Width) / one, Opacity: float64(f.Opacity) / 255, Kind: f.Kind, Fill: f.Fill, Points: make([]Point, len(f.Points))}
		for i, p := range f.Points {
			s.Points[i] = Point{float64(p.X) / one, float64(p.Y) / one, -1}
			if p.Pressure != export.Unknown {
				s.Points[i].Pressure = float64(p.Pressure) / 255
			}
		}
		d.Strokes = append(d.Strokes, s)
	}
	return d, nil
}

// add appends a stroke, unless it has no points or the drawing is full.
func (d *Drawing) add(s Stroke) error {
	if len(s.Points) == 0 {
		return nil
	}
	if len(d.Strokes) >= StrokesMax || len(s.Points) > pointsMax {
		return fmt.Errorf("more than %d strokes, or %d points in one", StrokesMax, pointsMax)
	}
	for _, p := range s.Points {
		if !(math.Abs(p.X) < 1e7 && math.Abs(p.Y) < 1e7) {
			return fmt.Errorf("a point at %g, %g is out of bounds", p.X, p.Y)
		}
	}
	d.Strokes = append(d.Strokes, s)
	return nil
}

// Bounds returns the smallest rectangle that holds all points.
func (d Drawing) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range d.Strokes {
		for _, p := range s.Points {
			x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
		}
	}
	if x0 > x1 {
		return 0, 0, 0, 0
	}
	return x0, y0, x1, y1
}

// A Placement maps a file's px to a piece's.
type Placement struct{ Scale, DX, DY float64 }

// Fit returns the placement that shows the whole drawing in the middle of a
// piece, with a margin that is a fraction of its smaller side.
func (d Drawing) Fit(width, height int32, margin float64) Placement {
	x0, y0, x1, y1 := d.Bounds()
	w, h := float64(width), float64(height)
	edge := margin * min(w, h)
	k := min((w-2*edge)/max(x1-x0, 1), (h-2*edge)/max(y1-y0, 1))
	return Placement{Scale: k, DX: w/2 - k*(x0+x1)/2, DY: h/2 - k*(y0+y1)/2}
}

// Points returns a stroke's points on a piece's grid. Where the pen did not
// move, the strongest pressure counts.
func (p Placement) Points(s Stroke) []core.Point {
	pts, _ := p.Trace(s)
	return pts
}

// Trace is Points with the index of the stroke's point that each comes from.
func (p Placement) Trace(s Stroke) (pts []core.Point, from []int) {
	for i, q := range s.Points {
		c := p.Put(q)
		if n := len(pts); n > 0 && pts[n-1].X == c.X && pts[n-1].Y == c.Y {
			pts[n-1].Pressure = max(pts[n-1].Pressure, c.Pressure)
			continue
		}
		pts, from = append(pts, c), append(from, i)
	}
	return pts, from
}

// Put returns a point of a stroke as it is on the canvas.
func (p Placement) Put(q Point) core.Point {
	pressure := 255.0
	if q.Pressure >= 0 {
		pressure = math.Round(255 * min(q.Pressure, 1))
	}
	return core.Point{X: grid(p.Scale*q.X + p.DX), Y: grid(p.Scale*q.Y + p.DY), Pressure: uint8(pressure)}
}

// grid rounds px to the grid, within what the largest piece could hold.
func grid(v float64) int32 {
	const most = 2 * core.SideMax
	return int32(math.Round(core.Unit * min(max(v, -core.SideMax), most)))
}

// isExcalidraw tells Excalidraw's files from lists of points.
func isExcalidraw(data []byte) bool {
	var head struct{ Elements, LibraryItems, Library json.RawMessage }
	return data[0] == '{' && json.Unmarshal(data, &head) == nil && (head.Elements != nil || head.LibraryItems != nil || head.Library != nil)
}
