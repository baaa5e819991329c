package input

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// An element is what is read of one of Excalidraw's.
type element struct {
	Type             string
	X, Y             float64
	Width, Height    float64
	Angle            float64 // rad, about the middle
	StrokeColor      string
	StrokeWidth      float64
	Opacity          *float64 // 0…100
	Points           [][]float64
	Pressures        []float64
	SimulatePressure bool
	IsDeleted        bool
}

// freedrawSize is the diameter of Excalidraw's pen for a stroke width of 1.
const freedrawSize = 4.25

// gap is what is left free between the items of a library, in px.
const gap = 80

// readExcalidraw reads .excalidraw and .excalidrawlib files, of which the
// freehand strokes are taken. The items of a library have coordinates of their
// own each; they are laid out in rows.
func readExcalidraw(data []byte) (Drawing, error) {
	var file struct {
		Elements     []element
		LibraryItems []struct{ Elements []element }
		Library      [][]element
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return Drawing{}, fmt.Errorf("not an Excalidraw file: %w", err)
	}
	var d Drawing
	var items []Drawing
	take := func(list []element) error {
		var item Drawing
		for _, e := range list {
			if err := item.take(e); err != nil {
				return err
			}
		}
		for _, s := range item.Skipped {
			for range s.Count {
				d.skip(s.What)
			}
		}
		items = append(items, item)
		return nil
	}
	for _, l := range file.Library {
		if err := take(l); err != nil {
			return d, err
		}
	}
	for _, it := range file.LibraryItems {
		if err := take(it.Elements); err != nil {
			return d, err
		}
	}
	if len(items) > 0 {
		layOut(items)
	}
	if err := take(file.Elements); err != nil {
		return d, err
	}
	for _, it := range items {
		for _, s := range it.Strokes {
			if err := d.add(s); err != nil {
				return d, err
			}
		}
	}
	return d, nil
}

// take adds a freehand element, and counts any other.
func (d *Drawing) take(e element) error {
	if e.IsDeleted {
		return nil
	}
	if e.Type != "freedraw" {
		d.skip(e.Type)
		return nil
	}
	s := Stroke{Color: color(e.StrokeColor), Width: freedrawSize * max(e.StrokeWidth, 0), Opacity: 1}
	if e.Opacity != nil {
		s.Opacity = min(max(*e.Opacity/100, 0), 1)
	}
	sin, cos := math.Sincos(e.Angle)
	mx, my := e.X+e.Width/2, e.Y+e.Height/2
	for i, p := range e.Points {
		if len(p) < 2 {
			return fmt.Errorf("a freehand point with %d coordinates", len(p))
		}
		x, y := e.X+p[0]-mx, e.Y+p[1]-my
		q := Point{mx + cos*x - sin*y, my + sin*x + cos*y, -1}
		if !e.SimulatePressure && i < len(e.Pressures) {
			q.Pressure = min(max(e.Pressures[i], 0), 1)
		}
		s.Points = append(s.Points, q)
	}
	return d.add(s)
}

// layOut moves drawings into rows, so that together they are about square.
func layOut(items []Drawing) {
	area := 0.0
	for _, d := range items {
		x0, y0, x1, y1 := d.Bounds()
		area += (x1 - x0 + gap) * (y1 - y0 + gap)
	}
	wide := 1.2 * math.Sqrt(area)
	x, y, row := 0.0, 0.0, 0.0
	for i := range items {
		x0, y0, x1, y1 := items[i].Bounds()
		if x > 0 && x+x1-x0 > wide {
			x, y, row = 0, y+row+gap, 0
		}
		for k := range items[i].Strokes {
			pts := items[i].Strokes[k].Points
			for j := range pts {
				pts[j].X += x - x0
				pts[j].Y += y - y0
			}
		}
		x += x1 - x0 + gap
		row = max(row, y1-y0)
	}
}

// names are the colours that drawings name most.
var names = map[string]uint32{
	"black": 0, "white": 0xffffff, "red": 0xff0000, "green": 0x008000, "blue": 0x0000ff, "yellow": 0xffff00, "orange": 0xffa500,
	"purple": 0x800080, "pink": 0xffc0cb, "brown": 0xa52a2a, "gray": 0x808080, "grey": 0x808080, "cyan": 0x00ffff, "magenta": 0xff00ff,
	"lime": 0x00ff00, "navy": 0x000080, "teal": 0x008080, "maroon": 0x800000, "olive": 0x808000, "silver": 0xc0c0c0, "gold": 0xffd700,
}

// color reads a colour, and takes ink for what it does not know.
func color(s string) uint32 {
	c, ok := parseColor(s)
	if !ok {
		return Ink
	}
	return c
}

// parseColor reads #rgb, #rrggbb (with or without alpha), rgb(…) and names.
func parseColor(s string) (uint32, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if v, ok := names[s]; ok {
		return v, true
	}
	if in, ok := strings.CutPrefix(s, "rgb("); ok {
		f := strings.FieldsFunc(strings.TrimSuffix(in, ")"), func(r rune) bool { return r == ',' || r == ' ' })
		var c uint32
		for i := range 3 {
			if len(f) < 3 {
				return 0, false
			}
			v, err := strconv.ParseFloat(strings.TrimSuffix(f[i], "%"), 64)
			if err != nil {
				return 0, false
			}
			if strings.HasSuffix(f[i], "%") {
				v *= 2.55
			}
			c = c<<8 | uint32(min(max(math.Round(v), 0), 255))
		}
		return c, true
	}
	hex, ok := strings.CutPrefix(s, "#")
	v, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil {
		return 0, false
	}
	switch len(hex) {
	case 4:
		v >>= 4
		fallthrough
	case 3:
		return uint32((v>>8&15)*17<<16 | (v>>4&15)*17<<8 | (v&15)*17), true
	case 8:
		v >>= 8
		fallthrough
	case 6:
		return uint32(v), true
	}
	return 0, false
}
