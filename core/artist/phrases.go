package artist

import (
	"slices"
	"strings"
)

// phrases are words that mean something else together, or a place that has another name, and what the artist takes
// them for.
var phrases = map[string]string{
	"northern lights": "aurora", "southern lights": "aurora", "aurora borealis": "aurora", "polar lights": "aurora",
	"christmas tree": "christmas", "xmas tree": "christmas", "hot air balloons": "hot-air-balloons", "balloon festival": "hot-air-balloons",
	"hot air balloon festival": "five hot-air-balloons", "balloon fiesta": "five hot-air-balloons",
	"cherry blossom": "blossoming trees spring", "cherry blossoms": "blossoming trees spring", "apple blossom": "blossoming trees spring", "apple blossoms": "blossoming trees spring", "cherry tree": "a blossoming tree spring", "cherry trees": "blossoming trees spring",
	"outer space": "space", "space rocket": "rocket space", "solar system": "space", "milky way": "starry night hills",
	"jazz band": "saxophone and trumpet and drum and violin", "rock band": "guitar and drum and microphone", "brass band": "trumpet and drum", "orchestra": "violin and trumpet and drum",
	"chess game": "chess-pawn and chess-king and chess-queen", "game of chess": "chess-pawn and chess-king and chess-queen", "chess board": "chess-pawn and chess-king and chess-queen",
	"two people dancing": "woman-dancing and man-dancing", "couple dancing": "woman-dancing and man-dancing", "dancing couple": "woman-dancing and man-dancing",
	"kitchen": "teapot and bread and egg", "venice": "harbour", "amsterdam": "harbour", "new york": "city", "manhattan": "city", "london": "city", "paris": "city", "tokyo": "city", "rome": "city", "berlin": "city",
	"train": "locomotive", "trains": "locomotives", "koi": "tropical-fish", "koi pond": "four tropical-fish",
}

const (
	phraseMost = 4 // words of one
	vessels    = " bowl cup mug glass plate "
	wholes     = " portrait face eyes eye head paw hand "
)

// phrased returns the words of a prompt with what they mean together: not whose a thing is, nor what it is in where it is
// drawn with that.
func phrased(list []string) (out []string) {
	for i := 0; i < len(list); {
		n := min(phraseMost, len(list)-i)
		for ; n > 0 && phrases[strings.Join(list[i:i+n], " ")] == ""; n-- {
		}
		next := func(k int) string {
			if i+k < len(list) {
				return list[i+k]
			}
			return ""
		}
		switch {
		case n > 0:
			out = append(out, strings.Fields(phrases[strings.Join(list[i:i+n], " ")])...)
			i += n
		case doing(list[i], next(1)) != "":
			if _, told := counted(&chance{}, last(out)); plurals[list[i]] != "" && !told {
				out = append(out, "some")
			}
			out = append(out, doing(list[i], next(1)))
			i += 2
		case next(1) == "s" && next(2) != "" && !has(wholes, next(2)):
			i += 2
		case has(vessels, list[i]) && next(1) == "of" && served(next(2)):
			i += 2
		case has(posies, list[i]) && has(" field fields meadow garden ", next(1)):
			i++
		default:
			out = append(out, list[i])
			i++
		}
	}
	return out
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

// doing returns the drawing of somebody who does something, "" if there is none.
func doing(who, what string) string {
	if !strings.HasSuffix(what, "ing") || sitterOf(who) == "" && plurals[who] != "person-standing" {
		return ""
	}
	names := []string{"person-" + what, "woman-" + what, "man-" + what}
	switch one := sitterOf(who); {
	case has(shortHaired, one):
		names = []string{"man-" + what, names[0]}
	case one != "" && one != "person":
		names = []string{"woman-" + what, names[0]}
	}
	for _, name := range names {
		if _, score := find(name); score == 100 {
			return name
		}
	}
	return ""
}

// served reports whether a word names what is drawn with the vessel that it is in.
func served(w string) bool {
	if k := sceneOf(w); k >= 0 || w == "" {
		return false
	}
	d, score := find(w)
	return score >= exactly-10 && slices.Contains(strings.Fields(d.tags), "food")
}
