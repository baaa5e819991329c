package export

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/core/path"
)

// Bounds of a file that is read. They are far beyond what people draw, and keep
// memory below 200 MB whatever the file says.
const (
	FileBytes   = 32 << 20
	ElementsMax = 1 << 17 // of all kinds, those that are left out too
	DepthMax    = 256     // elements, lists and objects within one another
	StrokesMax  = 1 << 17
	PointsMax   = 1 << 20 // of all strokes
	FarMax      = 1 << 23 // px from the origin, either way
	kindsMax    = 32      // kinds that are counted apart
	kindChars   = 40
)

// Ink is the colour of strokes whose file names none that is known.
const Ink = 0x1f1b18

// A Drawing is what a file holds.
type Drawing struct {
	Strokes []Stroke
	Left    []Left // in the order in which they were met
	points  int
	count   int // elements
	dashes  int
	groups  map[string]bool // of Excalidraw's, to count each once
	// The sides of the paper in px, where the file knows them: its strokes may lie
	// partly beside it.
	width, height int32
}

// Left says how many things of one kind were left out.
type Left struct {
	What  string `json:"what"`
	Count int    `json:"count"`
}

// A Stroke is one line of a pen, in the file's px.
type Stroke struct {
	Points  []Point
	Color   uint32     // 0xRRGGBB
	Width   path.Fixed // at full pressure
	Opacity uint8
	Kind    core.BrushKind // 0 is the pen
	Fill    core.Fill
}

// A Point is one point of a stroke.
type Point struct {
	path.Vec
	Pressure int16 // 0…255, or Unknown
}

// Unknown is the pressure of a pen that tells none: it draws with full width.
const Unknown int16 = -1

// leave counts one thing of a kind as left out.
func (d *Drawing) leave(what string) {
	if what = plain(what); what == "" {
		what = "unnamed"
	}
	for i := range d.Left {
		if d.Left[i].What == what {
			d.Left[i].Count++
			return
		}
	}
	if len(d.Left) == kindsMax {
		d.Left[kindsMax-1].What = "other things"
		d.Left[kindsMax-1].Count++
		return
	}
	d.Left = append(d.Left, Left{what, 1})
}

// plain returns what a file calls a kind, as far as it is one.
func plain(s string) string {
	n := 0
	for i, r := range s {
		if n++; n > kindChars || r < ' ' || r == utf8.RuneError {
			return s[:i]
		}
	}
	return s
}

// met counts an element, of whatever kind.
func (d *Drawing) met() error {
	if d.count++; d.count > ElementsMax {
		return FormatError("The file holds more than " + thousands(ElementsMax) + " elements, so nothing of it is read.")
	}
	return nil
}

// add adds a stroke, unless it has no points.
func (d *Drawing) add(s Stroke) error {
	if len(s.Points) == 0 || s.Opacity == 0 {
		return nil
	}
	if len(d.Strokes) >= StrokesMax {
		return FormatError("The file holds more than " + thousands(StrokesMax) + " strokes, so nothing of it is read.")
	}
	if d.points += len(s.Points); d.points > PointsMax {
		return tooManyPoints
	}
	for _, p := range s.Points {
		if max(p.X, -p.X, p.Y, -p.Y) > FarMax*path.One {
			return FormatError("A stroke of the file lies farther out than " + thousands(FarMax) + " px.")
		}
	}
	d.Strokes = append(d.Strokes, s)
	return nil
}

const tooManyPoints = FormatError("The strokes of the file have more than 1,048,576 points, so nothing of it is read.")

// Read reads a drawing, by what is in it: Excalidraw's files, its libraries too,
// SVG, PNGs that hold a piece of Easel's or a drawing of Excalidraw's, and events of a pen.
// An error is a sentence.
func Read(data []byte) (Drawing, error) {
	if len(data) > FileBytes {
		return Drawing{}, FormatError("The file has " + thousands(int64(len(data))) + " bytes; at most " + thousands(FileBytes) + " are read.")
	}
	if len(data) > 2 && string(data[:3]) == "\xef\xbb\xbf" {
		data = data[3:]
	} else if utf16Marked(data) {
		data = fromUTF16(data)
	}
	for len(data) > 0 && (data[0] == ' ' || data[0] == '\n' || data[0] == '\r' || data[0] == '\t') {
		data = data[1:]
	}
	var d Drawing
	var err error
	switch {
	case len(data) == 0:
		err = FormatError("The file is empty.")
	case data[0] == pngSignature[0]:
		err = d.readPNG(data)
	case data[0] == '<':
		err = d.readSVG(data)
	case data[0] == '{':
		err = d.readExcalidraw(data)
	case data[0] >= '0' && data[0] <= '9' || data[0] == '-' || data[0] == '#':
		err = d.readEvents(data)
	case strokeless(data) != "":
		err = noStrokes(strokeless(data))
	default:
		err = FormatError("This is neither an Excalidraw file nor SVG nor a PNG that holds a drawing, nor events of a pen.")
	}
	if err == nil && len(d.Strokes) == 0 {
		err = FormatError("There are no strokes in the file" + d.only() + ".")
	}
	return d, err
}

// strokeless names what kind of file it is that never holds strokes, or returns "".
func strokeless(data []byte) string {
	for _, kind := range [...]struct{ begins, is string }{
		{"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"BM", "BMP"}, {"II*\x00", "TIFF"}, {"MM\x00*", "TIFF"}, {"%PDF", "PDF"},
		{"\x1f\x8b", "compressed"}, {"PK\x03\x04", "compressed"},
	} {
		if strings.HasPrefix(string(data[:min(len(data), 4)]), kind.begins) {
			return kind.is
		}
	}
	if len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return "WebP"
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return "HEIC or AVIF"
	}
	return ""
}

// noStrokes says what is wrong with such a file, and what is allowed.
func noStrokes(kind string) error {
	const allowed = "Strokes are read from SVG, Excalidraw's files and Easel files."
	switch kind {
	case "compressed":
		return FormatError("This file is compressed. Unpack it first. " + allowed)
	case "PDF":
		return FormatError("This is a PDF, which is not read. " + allowed)
	}
	return FormatError("This " + kind + " is only a picture: it holds no strokes. " + allowed)
}

// only lists what was left out, behind the word only.
func (d *Drawing) only() string {
	s := ""
	for i, l := range d.Left {
		if s += ", "; i == 0 {
			s += "only "
		}
		s += strconv.Itoa(l.Count) + " × " + l.What
	}
	return s
}

// Bounds returns the smallest rectangle that holds all points.
func Bounds(strokes []Stroke) (x0, y0, x1, y1 path.Fixed) {
	first := true
	for _, s := range strokes {
		for _, p := range s.Points {
			if first {
				x0, y0, x1, y1, first = p.X, p.Y, p.X, p.Y, false
			}
			x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
		}
	}
	return x0, y0, x1, y1
}

// Place returns the strokes for a piece of the given size, on its grid, ids from
// 1 on: where the file has them if all lie on the piece, else moved into its
// middle, and made smaller if they must be.
func (d *Drawing) Place(width, height int32) (strokes []*core.Stroke, smaller bool) {
	x0, y0, x1, y1 := Bounds(d.Strokes)
	if d.width > 0 {
		x0, y0, x1, y1 = 0, 0, path.Fixed(d.width)*path.One, path.Fixed(d.height)*path.One
	}
	w, h := int64(width)*path.One, int64(height)*path.One
	scale, dx, dy := int64(one32), int64(0), int64(0)
	if x0 < 0 || y0 < 0 || x1 > w || y1 > h {
		for _, side := range [2][2]int64{{x1 - x0, w}, {y1 - y0, h}} {
			if side[0] > side[1] {
				scale = min(scale, side[1]*(one32>>16)/(side[0]>>16+1))
			}
		}
		dx, dy = w/2-times32(x0+(x1-x0)/2, scale), h/2-times32(y0+(y1-y0)/2, scale)
	}
	for _, s := range d.Strokes {
		b := core.Brush{Kind: max(s.Kind, core.Pen), Version: core.BrushVersion, Color: s.Color, Opacity: s.Opacity, Fill: s.Fill}
		b.Width = uint16(min(max((times32(s.Width, scale)*core.WidthUnit+path.One/2)>>16, 1), core.WidthMax))
		var pts []core.Point
		add := func() {
			strokes = append(strokes, &core.Stroke{ID: core.StrokeID{Actor: 1, N: uint32(len(strokes) + 1)}, Brush: b, Points: pts, Done: true})
		}
		for _, p := range s.Points {
			q := path.Vec{X: times32(p.X, scale) + dx, Y: times32(p.Y, scale) + dy}.Point()
			if p.Pressure != Unknown {
				q.Pressure = uint8(p.Pressure)
			}
			n := len(pts)
			if d.width == 0 && n > 0 && pts[n-1].X == q.X && pts[n-1].Y == q.Y {
				pts[n-1].Pressure = max(pts[n-1].Pressure, q.Pressure)
				continue
			}
			if n == strokePoints {
				add()
				pts = []core.Point{pts[n-1]}
			}
			pts = append(pts, q)
		}
		add()
	}
	return strokes, scale < one32
}

// strokePoints is where a stroke goes on in another one: by rule L5 it would
// anyway, with a word to its author each time.
const strokePoints = 8192

// one32 is 1 with 32 binary digits after the point.
const one32 = 1 << 32

// far is what stands for a product that does not fit: beyond all bounds.
const far = 1 << 60

// times32 returns a·b/2^32, rounded to the nearest.
func times32(a, b int64) int64 { return product(a, b, 32) }

// product returns a·b/2^shift, rounded to the nearest, or ±far where it would
// be more.
func product(a, b int64, shift uint) int64 {
	hi, lo := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	lo, carry := bits.Add64(lo, 1<<(shift-1), 0)
	hi += carry
	v := int64(far)
	if hi>>shift == 0 && hi<<(64-shift)|lo>>shift < far {
		v = int64(hi<<(64-shift) | lo>>shift)
	}
	if a < 0 != (b < 0) {
		return -v
	}
	return v
}
