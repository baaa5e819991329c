package artist

import (
	"slices"
	"strings"
)

// A thing is what a person may want left out, and the layers that draw it.
type thing struct {
	words string
	doing []string
}

var things = []thing{
	{" boat boats ship ships sail sails sailboat sailboats yacht yachts vessel vessels fleet mast masts ", []string{"painting the boats", "painting the sails"}},
	{" bird birds gull gulls seagull seagulls ", []string{birdLayer.doing}},
	{" cloud clouds ", []string{cloudLayer.doing, "piling up clouds"}},
	{" sun moon ", []string{sunLayer.doing}},
	{" star stars ", []string{"pricking stars"}},
	{" rain raindrops ", []string{"letting it rain"}},
	{" snow snowflakes ", []string{"letting it snow"}},
	{" tree trees forest wood woods ", []string{treeLayer.doing, pineLayer.doing, "raising the trunks"}},
	{" pine pines fir firs ", []string{pineLayer.doing}},
	{" flower flowers blossom blossoms ", []string{bloomLayer.doing, "arranging the flowers"}},
	{" fern ferns ", []string{"growing ferns"}},
	{" grass meadow lawn ", []string{grassLayer.doing, "growing the lawn", "letting grass grow"}},
	{" mountain mountains peak peaks ", []string{farLayer.doing}},
	{" hill hills ", []string{hillLayer.doing, "placing far hills"}},
	{" river rivers stream brook creek ", []string{riverLayer.doing}},
	{" road roads path paths street streets ", []string{roadLayer.doing, "laying the road", "wetting the street"}},
	{" shore beach sand ", []string{shoreLayer.doing, beachLayer.doing}},
	{" water sea ocean lake ", []string{waterLayer.doing, glitLayer.doing, "raising the waves"}},
	{" wave waves ", []string{"raising the waves"}},
	{" glitter sparkle sparkles ripple ripples ", []string{glitLayer.doing}},
	{" house houses town city building buildings skyline village ", []string{"drawing the town behind", "building the city", "drawing houses behind", "building the cottage"}},
	{" cottage cottages cabin farm barn ", []string{"building the cottage"}},
	{" lighthouse lighthouses ", []string{"building the lighthouse"}},
	{" fence fences bush bushes ", []string{"building the fence", fencing}},
	{" roof roofs rooftop chimney chimneys tiles ", []string{roofing, roofsLayer.doing}},
	{" wall walls ivy ", []string{walling}},
	{" bridge bridges ", []string{bridging}},
	{" bench benches ", []string{benching}},
	{" table tables ", []string{tabling}},
	{" desk desks ", []string{desking}},
	{" chair chairs ", []string{chairing}},
	{" window windows sill curtain curtains ", []string{windowing}},
	{" fruit fruits apple apples pear pears ", []string{"painting the fruit"}},
	{" face ", []string{finding}},
}

// omit leaves out what a word names, and says so, or why it cannot. It returns "" for a word
// that names nothing.
func (p *Painter) omit(w string) string {
	if has(idle, w) || has(verbs, w) || has(lessVerbs, w) {
		return ""
	}
	shows, ok := shown(w)
	if !ok {
		return ""
	}
	painted := slices.ContainsFunc(p.plan.layers[:p.next], shows)
	left := p.drop(shows)
	switch {
	case painted && left:
		return "No more " + w + ", then. What is painted of that stays: I cannot take it off the sheet."
	case painted:
		return "There I come too late: what I have painted of “" + w + "” I cannot take off the sheet. An owner can, with the eraser of whole strokes."
	case left:
		return "No " + w + ", then. I leave that out."
	}
	return "No " + w + ": I had none in mind."
}

// shown returns what tells the layers that draw a thing, and false if the word names none.
func shown(w string) (func(l layer) bool, bool) {
	d, score := find(w)
	var doing []string
	for _, t := range things {
		if has(t.words, w) {
			doing = append(doing, t.doing...)
		}
	}
	return func(l layer) bool {
		if l.paint == nil {
			return false
		}
		if slices.Contains(doing, l.doing) || score > 0 && l.doing == "drawing the "+plain(d.name) {
			return true
		}
		of, ok := strings.CutPrefix(l.doing, "adding the ")
		if !ok || score == 0 {
			return false
		}
		added, _ := find(of)
		return added.name == d.name
	}, score > 0 || doing != nil
}

// drop blanks layers that are still to be painted, and reports whether there are any. They keep
// their places: a progress counts layers, and the seed of each is its place.
func (p *Painter) drop(which func(l layer) bool) (any bool) {
	for i, l := range p.plan.layers[p.next:] {
		if which(l) {
			p.plan.layers[p.next+i] = layer{doing: l.doing}
			any = true
		}
	}
	return any
}
