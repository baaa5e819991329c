package core

// A Preset is a brush as it lies ready for the hand.
type Preset struct {
	Kind    BrushKind
	Name    string // in English, lower case
	Size    int32  // px
	Opacity uint8
	Speed   int32 // see ink.Feel
}

// Presets returns the brushes in the order in which people see them.
func Presets() []Preset {
	return []Preset{
		{Pen, "pen", 6, 255, 25},
		{Ink, "brush pen", 10, 255, 60},
		{Fineliner, "fineliner", 3, 255, 0},
		{Pencil, "pencil", 4, 255, 30},
		{Charcoal, "charcoal", 24, 230, 15},
		{Marker, "marker", 20, 170, 0},
		{Nib, "calligraphy", 18, 255, 0},
		{OilRound, "oil, round", 28, 255, 20},
		{OilFlat, "oil, flat", 36, 255, 15},
		{OilFilbert, "oil, filbert", 30, 255, 25},
		{DryBrush, "dry brush", 36, 255, 30},
		{Knife, "palette knife", 44, 255, 0},
		{Watercolour, "watercolour", 40, 200, 15},
		{Airbrush, "airbrush", 60, 130, 25},
		{Splatter, "splatter", 60, 255, 0},
		{Smudge, "smudge", 48, 255, 0},
		{Eraser, "eraser", 30, 255, 0},
	}
}

// PresetOf returns the preset of a kind; that of the pen, if there is none.
func PresetOf(k BrushKind) Preset {
	list := Presets()
	for _, p := range list {
		if p.Kind == k {
			return p
		}
	}
	return list[0]
}
