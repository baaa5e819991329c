package core

// A Style says what the strokes of a piece may look like. It is chosen when the
// piece begins, and stays. Styles are on the wire and in stored pieces: add new ones
// at the end and never reuse a number.
type Style uint8

// The styles.
const (
	Paint   Style = 0 // all brushes, in all colours
	Plotter Style = 1 // one pen of one width, in two inks: the artist's and people's
	styles  Style = 2
)

// The pen of a plotter.
const (
	PlotterWidth  = 5 * WidthUnit / 2
	PlotterInk    = 0x1a1a2e // the artist's
	PlotterPeople = 0x0066cc // people's
)

func (s Style) String() string {
	if s == Plotter {
		return "plotter"
	}
	return "paint"
}

// StyleNamed returns the style that String calls so.
func StyleNamed(name string) (Style, bool) {
	for s := range styles {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}

// Valid reports whether s is a style.
func (s Style) Valid() bool { return s < styles }

// Admits reports whether a stroke may have brush b. Erasers are brushes of every style.
func (s Style) Admits(b Brush) bool {
	return s != Plotter || b.Kind == Eraser && b.Fill == FillNone || b == plotterPen(PlotterInk) || b == plotterPen(PlotterPeople)
}

// Brush returns what becomes of a person's brush b in a piece of style s, which
// admits it.
func (s Style) Brush(b Brush) Brush {
	if s.Admits(b) {
		return b
	}
	return plotterPen(PlotterPeople)
}

// Form returns f as a stroke of brush b may have it in a piece of style s: the pen
// of a plotter has one width and one ink.
func (s Style) Form(f Form, b Brush) Form {
	if s == Plotter && b.Kind != Eraser {
		f.Width, f.Color = b.Width, b.Color
	}
	return f
}

func plotterPen(ink uint32) Brush {
	return Brush{Kind: Fineliner, Version: BrushVersion, Color: ink, Width: PlotterWidth, Opacity: 255}
}
