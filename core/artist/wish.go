package artist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words of a prompt that say what is not wanted, and those that end what they are said of.
// Verbs as drop and hide name things as well there, and are only heeded in nudges.
const (
	without = " no without not fewer less avoid omit skip nor "
	wanted  = " a an the with at in on under by near beside over before behind during after "
	fillers = " and or out leave any all "
	ends    = " stop enough done finish finished "
)

// A clause is what a prompt says between two commas: its words as they were written.
type clause []said

// A said is a word, and whether it is of what is not wanted.
type said struct {
	text string
	less bool
}

// heard returns the clauses of a prompt. What is not wanted may be a list over commas: one that
// "without" began, or that "or" ends. Else a comma ends it: "no people, trees, a lake".
func heard(prompt string) (all []clause) {
	for _, sentence := range sentences(prompt) {
		listed, long := false, false // the clause before ended with what is not wanted
		parts := strings.Split(sentence, ",")
		for i, part := range parts {
			var c clause
			if list := words(part); len(list) > 0 || !listed {
				on := listed && goesOn(list) && (long || closes(parts[i:]))
				c, listed = hear(texts(part), on)
				long = on && long || slices.ContainsFunc(list, func(w string) bool { return has(" without leave ", w) })
			}
			all = append(all, c)
		}
	}
	return all
}

// closes reports whether a list over commas comes to an "or" or "and".
func closes(parts []string) bool {
	for _, part := range parts {
		list := words(part)
		if !goesOn(list) {
			return false
		}
		if slices.ContainsFunc(list, func(w string) bool { return has(" or nor and ", w) }) {
			return true
		}
	}
	return false
}

// sentences returns what a prompt says between its stops. A stop after a short word, as in
// "St. Ives", or within one, as in 3.5, ends nothing.
func sentences(prompt string) (list []string) {
	from, word := 0, 0
	for i, end := 0, 0; i < len(prompt); i = end {
		r, size := utf8.DecodeRuneInString(prompt[i:]) // what is no rune is one byte long
		end = i + size
		next, _ := utf8.DecodeRuneInString(prompt[end:])
		switch {
		case strings.ContainsRune(";!?\n", r), r == '.' && word > 2 && (unicode.IsSpace(next) || end == len(prompt)):
			list, from = append(list, prompt[from:i]), end
		}
		if word++; !unicode.IsLetter(r) {
			word = 0
		}
	}
	return append(list, prompt[from:])
}

// texts returns the words of a clause as they were written.
func texts(part string) []string {
	return strings.FieldsFunc(part, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("—–/|", r) })
}

// hear reads a clause, which with less goes on with a list of what is not wanted, and reports
// whether it ends within one.
func hear(texts []string, less bool) (c clause, listed bool) {
	named := less
	for i, text := range texts {
		next := ""
		if i+1 < len(texts) {
			next = texts[i+1]
		}
		of := less
		for _, w := range words(text) {
			switch {
			case has(without, w), w == "leave" && slices.Equal(words(next), []string{"out"}):
				less, named = true, false
			case less && named && has(wanted, w):
				less = false // no boats, and a lighthouse
			case less && names(w):
				named = true
			}
			of = less
		}
		c = append(c, said{text, of})
	}
	return c, less && named
}

// names reports whether a word after "without" may be what is not wanted.
func names(w string) bool { return !has(without, w) && !has(wanted, w) && !has(fillers, w) }

// goesOn reports whether a clause names more of what the one before it did not want: things
// alone, or such as end the list with "or". With an article, or of a colour or a mood, it is
// a wish.
func goesOn(list []string) bool {
	last := false
	for i, w := range list {
		switch {
		case has(" or nor ", w), w == "and" && i == 0:
			last = true
		case has(wanted, w):
			return last && i > 0 // or people at dusk
		case !has(fillers, w) && !isThing(w):
			return false
		}
	}
	return true
}

// isThing reports whether a word names a thing that can be drawn, and nothing else.
func isThing(w string) bool {
	switch {
	case slices.ContainsFunc(things, func(t thing) bool { return has(t.words, w) }), slices.ContainsFunc(subjects, func(s subject) bool { return has(s.words, w) }):
		return true
	case hues[w] != 0, has(idle, w), has(verbs, w), has(abstracts, w), slices.ContainsFunc(moods, func(m mood) bool { return has(m.words, w) }), slices.ContainsFunc(rules, func(r rule) bool { return has(r.words, w) }):
		return false
	}
	_, score := find(w)
	return score > 0
}

// wishes returns the words of a prompt that name what is to be painted, and those that name
// what is not. Words to be lettered are wanted as they are.
func wishes(prompt string) (wants, others []string) {
	if quoted(prompt) != "" {
		return words(prompt), nil
	}
	for _, c := range heard(prompt) {
		for _, s := range c {
			if !s.less {
				wants = append(wants, words(s.text)...)
				continue
			}
			for _, w := range words(s.text) {
				if names(w) {
					others = append(others, w)
				}
			}
		}
	}
	return wants, others
}

// forgoMost is how many things a prompt may leave out.
const forgoMost = 24

// forgo leaves out what a prompt does not want, as a nudge would.
func (p *Painter) forgo(list []string) {
	n := nudge{words: list, thing: -1}
	done := 0
	for _, w := range list {
		if has(ends, w) || done == forgoMost {
			continue // an end before the beginning is no piece
		}
		a := p.heed(&n, w)
		if a != "" {
			done++
		}
		if a != "" && len(p.forgone) < answersShown && !slices.Contains(p.forgone, a) {
			p.forgone = append(p.forgone, a)
		}
	}
}
