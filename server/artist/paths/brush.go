package paths

import (
	"slices"
	"strings"

	"easel.example/core"
)

// A tool is a brush as entries call it.
type tool struct {
	kind  core.BrushKind
	name  string
	also  string // other spellings, without spaces and the like
	about string
}

var tools = []tool{
	{core.Pen, "pen", "ballpoint biro", "solid and round"},
	{core.Ink, "ink", "brushpen inkbrush inkpen sumi", "solid, thick and thin, tapered ends"},
	{core.Fineliner, "fineliner", "liner fine technicalpen", "solid, one width"},
	{core.Pencil, "pencil", "graphite", "grainy"},
	{core.Charcoal, "charcoal", "conte", "broad, rough grain"},
	{core.Marker, "marker", "felttip feltpen highlighter", "broad, even, square ends"},
	{core.Nib, "nib", "calligraphy calligraphypen broadpen", "broad pen at 40 degrees"},
	{core.OilRound, "oil_round", "oil round roundbrush brush paint", "thick streaky paint"},
	{core.OilFlat, "oil_flat", "flat flatbrush", "the same, square ends"},
	{core.OilFilbert, "oil_filbert", "filbert", "the same, tapered ends"},
	{core.DryBrush, "dry_brush", "dry", "broken, runs out"},
	{core.Knife, "knife", "paletteknife", "spread paint, hard edges"},
	{core.Watercolour, "watercolour", "watercolor wash aquarelle", "pale wash, darker edge"},
	{core.Airbrush, "airbrush", "spray spraycan soft", "soft all over"},
	{core.Splatter, "splatter", "spatter drops", "strewn drops"},
	{core.Smudge, "smudge", "blend blender", "moves what is there"},
	{core.Eraser, "eraser", "erase rubber", "takes paint away"},
}

// Brushes returns the names of the brushes.
func Brushes() []string {
	list := make([]string, len(tools))
	for i, t := range tools {
		list[i] = t.name
	}
	return list
}

// BrushName returns the name of a brush, which BrushNamed knows. One that there is none of is "brush".
func BrushName(k core.BrushKind) string {
	for _, t := range tools {
		if t.kind == k {
			return t.name
		}
	}
	return "brush"
}

// BrushNamed returns the brush of a name, in any case and with or without spaces,
// hyphens and the like: oil_round, "Oil round", watercolor.
func BrushNamed(name string) (core.BrushKind, bool) {
	plain := letters(name)
	if plain == "" {
		return 0, false
	}
	for _, t := range tools {
		if plain == letters(t.name) || plain == letters(core.PresetOf(t.kind).Name) || slices.Contains(strings.Fields(t.also), plain) {
			return t.kind, true
		}
	}
	return 0, false
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(s))
}
