package artist

import "slices"

// A station is where a prompt has things be: on, under or in something that is painted with them.
type station struct {
	*support
	said  string // as one speaks of it: on a roof
	side  int32  // 1 or -1: it is as its support says, or the other way round
	color uint32 // that was told of it, 0 if none was
	seed  uint64
}

// Words around that of a support. A prompt may qualify it, name a part of it, and say what it is of.
const (
	qualities = " stone brick wood tin glass iron metal marble kitchen picnic park school office oak bay church bird cat dog chicken castle railway train "
	buildings = " house houses home cottage barn church castle farm building cabin hut shed palace mansion temple tower shop cafe train bus car tree oak river "
	placing   = " on onto upon atop at under beneath below underneath "
	corners   = " top edge ridge corner end rim side one "
	parts     = " sill ledge top tops ridge edge post posts rail pane frame pot seat parapet "
	hung      = " clock painting paintings picture pictures photo photos photograph poster mirror map calendar lamp mask shadow shadows graffiti mural sign " // is on a wall otherwise
	qualified = 6                                                                                                                                             // words at most between a preposition and a support
)

// stationOf returns where a prompt has things be, nil if it does not say so or that is nothing that can be painted, and the
// words without it.
func stationOf(list []string, seed uint64) (st *station, rest []string) {
	for i, prep := range list {
		var color uint32
		behind := []string(nil)
		for j := i + 1; j < min(len(list), i+2+qualified); j++ {
			w := list[j]
			k := slices.IndexFunc(supports, func(s support) bool { return has(s.preps, prep) && has(s.words, w) })
			if k >= 0 && !(i > 0 && supports[k].doing == walling && has(hung, list[i-1])) {
				st = &station{support: &supports[k], said: supports[k].name, color: color, seed: seed, side: 1}
				if st.doing == windowing {
					st.said = glazed(prep, w)
				}
				if c := newChance(seed, "station"); c.one(2) {
					st.side = -1
				}
				return st, st.told(slices.Concat(list[:i], behind, list[partsOf(list, j+1):]))
			}
			if !qualifies(list, j) {
				break
			}
			if n := sceneOf(w); n >= 0 && !has(qualities+buildings, w) {
				behind = []string{"in", w}
			}
			if hue := hues[w]; hue != 0 && color == 0 {
				color = hue
			}
		}
	}
	return nil, list
}

// qualifies reports whether word i of a list may stand before a support.
func qualifies(list []string, i int) bool {
	w := list[i]
	if has(articles+owners+corners+qualities+buildings+beforeThings, w) || hues[w] != 0 || w == "of" && has(corners, list[i-1]) || i+1 < len(list) && list[i+1] == "s" {
		return true
	}
	if n := sceneOf(w); n >= 0 {
		return outdoors(subjects[n].layers)
	}
	if _, fit := find(w); fit >= exactly-10 || has(parting, w) || w == "of" || has(articles+owners, w) {
		return false
	}
	return i > 0 && !has(placing, list[i-1])
}

// told returns the words that are not of the station as it takes them: who is told of together are so many, and what is
// no scene there has another name.
func (st *station) told(list []string) (out []string) {
	skip := 0
	for i, w := range list {
		group := i+1 == len(list) || list[i+1] != "of"
		switch {
		case skip > 0:
			skip--
		case !st.laid() && w == "vase" && !group:
			out, skip = append(out, "bouquet"), 2
		case st.doing == windowing && w == "flowers", !st.laid() && w == "vase":
			out = append(out, "bouquet")
		case st.doing == windowing:
			out = append(out, w)
		case w == "family" && group:
			out = append(out, "woman", "and", "a", "man", "and", "a", "child")
		case w == "couple" && group:
			out = append(out, "woman", "and", "a", "man")
		case !has(pictures, w):
			out = append(out, w)
		}
	}
	return out
}

// partsOf returns where a list goes on after a support: after a part of it that is named, and what it is of.
func partsOf(list []string, i int) int {
	for i < len(list) && has(parts, list[i]) {
		i++
	}
	if i == len(list) || list[i] != "of" {
		return i
	}
	k := i + 1
	for k < len(list) && qualifies(list, k) {
		k++
	}
	if has(buildings, list[k-1]) {
		return k
	}
	return i
}

// glazed is what is said of things that are said to be so at a window.
func glazed(prep, w string) string {
	switch {
	case has(over, prep) || has(" windowsill windowsills ", w):
		return "on a window sill"
	case has(" in inside through from ", prep):
		return "in a window"
	}
	return "at a window"
}
