package artist

import (
	"slices"
	"strings"
)

// Words that are no place where something is said to be on or at them.
const (
	noPlaces  = " left right top bottom middle centre center side front back edge end day night evening morning afternoon holiday move way run moment time whole sky sun moon stars horizon ground earth grass lawn foot age "
	placeMost = 3 // words of one are looked at
)

// unplaced returns what is said of a place that a prompt names, and that is nowhere in the picture; "" if there is none.
func (p *plan) unplaced(list []string) string {
	for i, prep := range list {
		if !has(placing, prep) || i+1 == len(list) || !has(articles+owners, list[i+1]) {
			continue
		}
		var run []string
		for _, w := range list[i+2:] {
			if len(run) == placeMost || has(articles+owners+parting, w) || numbers[w] > 0 {
				break
			}
			run = append(run, w)
		}
		known := func(w string) bool {
			return sceneOf(w) >= 0 || hues[w] == 0 && has(idle+noPlaces, w) || has(abstracts, w) || p.names(w) || slices.ContainsFunc(moods, func(m mood) bool { return has(m.words, w) })
		}
		if len(run) > 0 && !slices.ContainsFunc(run, known) {
			return "The " + run[len(run)-1] + " I do not know how to paint there: I leave it out."
		}
	}
	return ""
}

// freely are words of who leaves to the artist what it paints.
const freely = " surprise whatever anything free freely choose decide pick own idea ideas inspire inspired creative imagination imagine want wish best favourite favorite "

// undrawn returns the last of the words of a prompt, which name nothing that there is a drawing of; "" if there is none.
func undrawn(nouns []string) string {
	for i := len(nouns) - 1; i >= 0; i-- {
		if !has(freely, nouns[i]) {
			return nouns[i]
		}
	}
	return ""
}

// lacks says that there is no drawing of what a word names, if it is one, and what becomes of that.
func (p *plan) lacks(word, so string) {
	if word != "" {
		p.tell("“" + word + "” I have no drawing of: " + so)
	}
}

// names reports whether a word is of something that the picture has.
func (p *plan) names(w string) bool {
	d, _ := find(w)
	return slices.ContainsFunc(p.cast, func(r role) bool { return r.d.name == d.name || strings.Contains(" "+r.said+" ", " "+w+" ") })
}
