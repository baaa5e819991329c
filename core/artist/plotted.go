package artist

import (
	"strings"
)

// plotted is what the artist says of layers that a pen draws in another way than a brush paints them, by what is done.
var plotted = map[string]string{
	skyLayer.doing:                 "First the sky: a few lines, and much paper.",
	cloudLayer.doing:               "A few clouds, in outline, so that the air has depth.",
	"piling up clouds":             "Clouds pile up, in line over line.",
	waterLayer.doing:               "The water: short level lines, closer towards the horizon.",
	glitLayer.doing:                "Ripples below the light, in short strokes.",
	beachLayer.doing:               "Sand in front, wide, and the last of a wave on it.",
	farLayer.doing:                 "Mountains: a line behind, a jagged one in front, and strokes down their sides.",
	hillLayer.doing:                "The hills come closer, each with lines along its slope.",
	treeLayer.doing:                "Trees now: their crowns in outline, and strokes where they are in shade.",
	gladeLayer.doing:               "A forest has no sky; it has light between the trunks. I leave paper for it.",
	"laying the floor":             "The floor, in short strokes.",
	"growing the lawn":             "A lawn, in short strokes.",
	"raising the trunks":           "Trunks in four depths: thin ones first, then those that frame the picture.",
	backdropLayer.doing:            "Hatching behind, so that it has a place.",
	roofsLayer.doing:               "Other roofs behind, in outline: it is a town of them.",
	deepLayer.doing:                "Water from within: level lines, and room between them.",
	farHillsLayer.doing:            "Low hills far away, in a line or two.",
	"drawing the town behind":      "A town behind the harbour, in outline.",
	housesLayer.doing:              "Houses behind, in outline.",
	laidRoadLayer.doing:            "The road, in a few lines.",
	"wetting the street":           "The street below, in level lines.",
	thicketLayer.doing:             "A thicket: strokes across each other, and paper between them.",
	"building the city":            "Houses in three depths, the nearest with windows.",
	"following the current":        "Lines that follow a current nobody sees.",
	"laying the tiles":             "Triangles, each hatched in a direction of its own.",
	fogLayer.doing:                 "Fog between the far and the near: what is behind it I leave out.",
	drifting:                       "Snow in front: mostly paper.",
	"filling the sheet":            "There is too little here. Long hatching that swings around the middle.",
	"calming it":                   "Too much everywhere. I take lines away in a part, so that the rest may speak.",
	"setting the subject off":      "One hardly sees what it is about. Lines around it, and it once more.",
	"giving the eye a place":       "It is the same everywhere. Hatching across hatching goes here, so that the eye has a place to rest.",
	"setting darks and lights":     "All one tone. Dark strokes at the foot, and some around the light.",
	"drawing the colours together": "It falls apart. Some lines over all of it, to hold it together.",
}

// inLines turns what is said of paint in a thought about a thing.
var inLines = strings.NewReplacer(": paint first, then a line that comes and goes.", ", in a line that comes and goes.", ", and its reflection, broken.", ".", ": planes of light and shade, then the line.", ": the line, and hatching in the shade.")

// says returns what the artist says of a layer, and calls what it does.
func (p *Painter) says(l layer) (thought, doing string) {
	if !p.brief.lined() {
		return l.thought, l.doing
	}
	thought, ok := plotted[l.doing]
	if !ok {
		thought = inLines.Replace(l.thought)
	}
	if l.doing == backdropLayer.doing {
		return thought, "hatching behind it"
	}
	return thought, l.doing
}
