package core

// A BrushKind selects how a stroke is drawn. Kinds are on the wire and in
// stored pieces: add new ones at the end and never reuse a number. What they
// look like is a table in package raster.
type BrushKind uint8

// The brushes.
const (
	Pen         BrushKind = 1  // solid and round; the width follows the pressure a little
	Ink         BrushKind = 2  // solid, thick and thin, with tapered ends
	Pencil      BrushKind = 3  // grainy; harder is darker
	Charcoal    BrushKind = 4  // broad, soft at the edge, with the grain of rough paper
	Marker      BrushKind = 5  // broad and even, with square ends
	OilRound    BrushKind = 6  // thick paint with the streaks of its bristles
	OilFlat     BrushKind = 7  // likewise, with square ends
	OilFilbert  BrushKind = 8  // likewise, with tapered ends
	DryBrush    BrushKind = 9  // few bristles reach the paper, and fewer as the paint runs out
	Knife       BrushKind = 10 // paint that is spread, with hard edges and gaps
	Watercolour BrushKind = 11 // a pale wash that dries darker at its uneven edge
	Airbrush    BrushKind = 12 // soft from the middle on
	Splatter    BrushKind = 13 // drops, strewn about the path
	Nib         BrushKind = 14 // a broad pen held at 40 degrees: calligraphy
	Eraser      BrushKind = 15 // takes paint away, down to the paper
	Fineliner   BrushKind = 16 // solid and round, of one width however hard it is pressed
	Smudge      BrushKind = 17 // has no paint: moves what is there along, by up to 8 px
	kinds       BrushKind = 18
)

// class returns how many times as much as a solid brush one of this kind costs to
// draw (rule L5).
func (k BrushKind) class() int64 {
	switch k {
	case Pen, Ink, Eraser, Fineliner:
		return 1
	case Nib, Smudge:
		return 8
	case Charcoal, Watercolour, Airbrush:
		return 4
	}
	return 3
}

// A Fill says whether a stroke is what its points enclose, the last joined to the
// first, instead of a line along them. Only pen and eraser fill; their width
// counts for nothing then.
type Fill uint8

// What is inside a path that crosses itself.
const (
	FillNone    Fill = 0 // a line
	FillNonzero Fill = 1 // what the path goes round, all told
	FillEvenOdd Fill = 2 // what it goes round an odd number of times
)

// Bounds of a [Brush].
const (
	WidthUnit    = 16              // steps of Brush.Width in a pixel
	WidthMax     = 512 * WidthUnit // rule L5
	BrushVersion = 1               // the newest version of each brush
)

// A Brush is how a stroke looks. Layer is reserved: it travels and is stored, and
// must be 0 until a version gives it a meaning.
type Brush struct {
	Kind    BrushKind
	Version uint8  // of the brush's table; old versions stay drawable
	Color   uint32 // 0xRRGGBB
	Width   uint16 // diameter at full pressure in 1/16 px, 1…WidthMax
	Opacity uint8  // 0 (nothing is seen) … 255
	Fill    Fill
	Layer   uint8
}

// Valid reports whether b is a brush that this version of the core draws.
func (b Brush) Valid() bool {
	return b.Kind >= Pen && b.Kind < kinds && b.Version >= 1 && b.Version <= BrushVersion && b.Color <= 0xffffff &&
		b.Width >= 1 && b.Width <= WidthMax && b.Layer == 0 &&
		(b.Fill == FillNone || b.Fill <= FillEvenOdd && (b.Kind == Pen || b.Kind == Eraser))
}
