package core

// A Preset is a brush as it lies ready for the hand.
type Preset struct {
	Kind    BrushKind
	Name    string // in English, lower case
	Size    int32  // px
	Opacity uint8
}

// Presets returns the brushes in the order in which people see them.
func Presets() []Preset {
	return []Preset{
		{Pen, "pen", 6, 255},
		{Ink, "brush pen", 10, 255},
		{Pencil, "pencil", 4, 255},
		{Charcoal, "charcoal", 24, 230},
		{Marker, "marker", 20, 170},
		{Nib, "calligraphy", 18, 255},
		{OilRound, "oil, round", 28, 255},
		{OilFlat, "oil, flat", 36, 255},
		{OilFilbert, "oil, filbert", 30, 255},
		{DryBrush, "dry brush", 36, 255},
		{Knife, "palette knife", 44, 255},
		{Watercolour, "watercolour", 40, 200},
		{Airbrush, "airbrush", 60, 130},
		{Splatter, "splatter", 60, 255},
		{Eraser, "eraser", 30, 255},
	}
}
