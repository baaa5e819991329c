package artist

import (
	"slices"
	"strings"
)

// A role is a thing of the sketchbook that a prompt names, and how many of it there are to be.
type role struct {
	d    sketch
	n    int32
	said string // as it was named
}

// Bounds of what is drawn of the things that a prompt names: more are too small to be seen.
const (
	rolesMost = 4 // different ones
	countMost = 9 // in all
	countRead = 999
)

// numbers are words that say how many there are.
var numbers = map[string]int32{
	"one": 1, "single": 1, "lone": 1, "two": 2, "pair": 2, "couple": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "twenty": 20, "hundred": 100,
}

// Words of a number that is not told, and words that begin another part of a sentence.
const (
	fewWords  = " few some several family group trio "
	manyWords = " many lots countless dozens hundreds flock herd swarm pack crowd "
	parting   = " and with in on at by to from under over near beside behind before after into across for "
	owners    = " my your his her its our their "
	settling  = " table desk floor ground grass wall window room kitchen sky beach river pond park bridge stage top front back left right middle light day "
)

// plurals are words of more than one that do not end in s.
var plurals = map[string]string{"people": "person-standing", "persons": "person-standing", "men": "man", "women": "woman", "children": "child", "geese": "goose", "mice": "mouse", "wolves": "wolf", "oxen": "ox", "leaves": "maple-leaf"}

// counted returns how many a word says that there are, and false if it says nothing of that.
func counted(c *chance, w string) (n int32, ok bool) {
	if n, ok = numbers[w]; ok {
		return n, true
	}
	switch {
	case has(fewWords, w):
		return c.between(3, 4), true
	case has(manyWords, w):
		return c.between(6, 8), true
	case strings.Trim(w, "0123456789") != "" || len(w) > 3:
		return 0, false
	}
	for _, r := range w {
		n = n*10 + r - '0'
	}
	return min(n, countRead), n > 0
}

// plural reports whether a word is of more than one.
func plural(w string) bool {
	if plurals[w] != "" {
		return true
	}
	if _, ok := synonyms[w]; ok {
		return false
	}
	d, score := find(w)
	return score >= exactly-10 && score < 100 && d.name != w && len(singular(w)) > 0
}

// exactly is how well a drawing fits whose name a word is, in one of its forms.
const exactly = 96

// A count is read along a prompt, and told to the thing that it is said of.
type count struct {
	n     int32 // that was said of what comes next, 0 if none was
	named bool  // an article or a number came before
	after string
}

// hears takes in a word, and reports whether that is all there is to it.
func (k *count) hears(c *chance, w string) bool {
	if n, ok := counted(c, w); ok {
		k.n, k.named = n, true
		return true
	}
	switch {
	case has(articles+owners, w):
		k.named = true
		return true
	case has(parting, w):
		*k = count{after: w}
		return true
	}
	return has(idle, w)
}

// of ends what was said of a thing, and returns how many of it there are: 0 if that was not said.
func (k *count) of(c *chance, w string, many bool) (n int32) {
	switch {
	case k.n > 0:
		n = k.n
	case many:
		n = c.between(2, 5)
	}
	*k = count{after: w}
	return n
}

// cast returns the things of the sketchbook that a prompt names: the one that fits best, and
// others that it names as clearly; on a station who is of a scene is one of them.
func cast(c *chance, list, nouns []string, on *station) (all []role) {
	lead, score := leafFor(nouns)
	if score == 0 {
		return nil
	}
	var k count
	for i, w := range list {
		if sceneOf(w) >= 0 && (on == nil || !slices.Contains(nouns, w)) {
			k = count{}
		}
		if k.hears(c, w) || !slices.Contains(nouns, w) || i+1 < len(list) && joined(lead.name, w, list[i+1]) {
			continue
		}
		d, fit := find(w)
		if to, ok := plurals[w]; ok {
			d, fit = find(to)
		}
		said := plain(w)
		if i > 0 && joined(lead.name, list[i-1], w) {
			d, fit, said = lead, score, list[i-1]+" "+w
		}
		clear := fit >= exactly && (k.named || k.after == "and" || k.after == "with" || plural(w)) && k.after != "of" && !has(settling, w)
		switch same := slices.IndexFunc(all, func(r role) bool { return r.d.name == d.name }); {
		case d.name == lead.name && same < 0 && fit > 0, clear && same < 0:
			all = append(all, role{d, max(k.of(c, w, plural(w)), 1), said})
		}
	}
	if !slices.ContainsFunc(all, func(r role) bool { return r.d.name == lead.name }) {
		all = append([]role{{lead, 1, plain(lead.name)}}, all...)
	}
	return all
}

// joined reports whether two words are the end of a drawing's name: polar bears.
func joined(name, a, b string) bool {
	return slices.ContainsFunc(append(singular(b), b), func(one string) bool { return strings.HasSuffix("-"+name, "-"+a+"-"+one) })
}

// bounded returns as much of a cast as a picture has room for, and what is said of the rest.
func bounded(all []role) (list []role, says string) {
	var out []string
	left := int32(countMost)
	for i, r := range all {
		rest := int32(min(len(all), rolesMost) - i - 1) // one of each at least
		if i >= rolesMost {
			out = append(out, r.said)
			continue
		}
		if n := left - max(rest, 0); r.n > n {
			r.n = n
			says = "More " + r.said + " than " + number(n) + " would be a crowd: I draw " + number(n) + "."
		}
		left -= r.n
		list = append(list, r)
	}
	if len(out) > 0 {
		says = strings.TrimSpace(says + " There is no room for the " + strings.Join(out, " and the ") + ": I leave that out.")
	}
	return list, says
}

// total returns how many things a cast is.
func total(list []role) (n int32) {
	for _, r := range list {
		n += r.n
	}
	return n
}

var numerals = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// spokenOf returns a cast as one speaks of it: two foxes and an owl.
func spokenOf(list []role) string {
	var parts []string
	for _, r := range list {
		if r.n > 1 {
			parts = append(parts, numerals[r.n]+" "+manyOf(r.said))
		} else {
			parts = append(parts, spoken(r.said))
		}
	}
	if n := len(parts) - 1; n > 0 {
		return strings.Join(parts[:n], ", ") + " and " + parts[n]
	}
	return parts[0]
}

// manyOf returns the plural of a thing: a word that was said as one stays as it is.
func manyOf(said string) string {
	last := said[strings.LastIndexByte(said, ' ')+1:]
	who, does, _ := strings.Cut(said, " ")
	switch one := map[string]string{"person": "people", "man": "men", "woman": "women"}[who]; {
	case one != "" && strings.HasSuffix(does, "ing"):
		return one + " " + does
	case has(" fish sheep deer moose salmon trout ", last), strings.HasSuffix(last, "s") && !has(inS, last), plurals[last] != "":
		return said
	case strings.HasSuffix(last, "x"), strings.HasSuffix(last, "ch"), strings.HasSuffix(last, "sh"), strings.HasSuffix(last, "s"):
		return said + "es"
	}
	return said + "s"
}
