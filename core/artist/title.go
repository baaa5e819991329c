package artist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"easel.example/core"
)

// titleWords is how many words a title made of a prompt has at most, articles not counted:
// more than a label beside a picture has.
const titleWords = 6

// Words of a prompt that say nothing of the picture, and those that join one thing to the next.
const (
	openings = " please kindly hello hi hey easel artist can could would will you i we want need like d to let s lets now just paint draw sketch make create show give do me us "
	asking   = " please kindly want need like paint draw sketch make create show give "
	kinds    = " picture painting drawing image sketch scene view illustration "
	articles = " a an the "
	joints   = " and or but with at in on by of for to from near under over above below beside behind before after between through while where when as that which is are has have having there "
)

// titled names a piece: by the first thing that its prompt wants, or by what it shows.
func titled(prompt, mood, subject string) string {
	if quoted(prompt) != "" {
		var list []string
		for _, text := range texts(prompt) {
			if text = bare(text); text != "" {
				list = append(list, text)
			}
		}
		return label(list[:min(len(list), titleWords+2)])
	}
	var title []string
	for _, c := range heard(prompt) {
		next := fitting(opened(c.wanted()))
		if len(next) == 0 || len(title) > 0 && weight(title)+weight(next) > titleWords {
			continue
		}
		if len(title) > 0 {
			title[len(title)-1] += ","
		}
		title = append(title, next...)
		if weight(title) > 1 {
			break // one word may be a mood or a place, to which more belongs
		}
	}
	if len(title) > 0 {
		return label(title)
	}
	if mood == "night" || mood == "dusk" || mood == "dawn" {
		return label([]string{subject, "at", mood})
	}
	return label([]string{subject, "in", palettes[mood].name})
}

// wanted returns the words of a clause that are of what is wanted, without those that led to
// what is not.
func (c clause) wanted() (list []string) {
	for _, s := range c {
		if s.less {
			list = closed(list)
			continue
		}
		if text := bare(s.text); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// bare returns a word without the marks around it.
func bare(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// opened returns a clause without what asks for a picture, as "please paint me a picture of".
func opened(list []string) []string {
	n, asked := 0, false // "artist at work" asks for nothing
	for n < len(list) && isAll(openings, list[n]) {
		asked = asked || isAll(asking, list[n])
		n++
	}
	if asked && n < len(list) && isAll(" of ", list[n]) {
		n++ // a sketch of
	}
	if n == len(list) || asked && !isAll(joints, list[n]) {
		list = list[n:]
	}
	for i := range list {
		if isAll(kinds, list[i]) && i+2 < len(list) && isAll(" of ", list[i+1]) {
			return list[i+2:]
		}
		if !isAll(idle, list[i]) {
			break // a beautiful picture of, but not the frame of a picture of
		}
	}
	return list
}

// isAll reports whether all words of a text, as it was written, are in a set.
func isAll(set, text string) bool {
	list := words(text)
	return len(list) > 0 && !slices.ContainsFunc(list, func(w string) bool { return !has(set, w) })
}

// closed returns a clause without the joints and articles that it ends with.
func closed(list []string) []string {
	for len(list) > 0 && (isAll(joints, list[len(list)-1]) || isAll(articles, list[len(list)-1]) || isAll(" please thanks ", list[len(list)-1])) {
		list = list[:len(list)-1]
	}
	return list
}

// weight is how many words count.
func weight(list []string) (n int) {
	for _, text := range list {
		if !isAll(articles, text) {
			n++
		}
	}
	return n
}

// fitting returns what of a clause a title has room for, up to where it goes on with more.
func fitting(list []string) []string {
	n, joint := 0, 0
	for i, text := range list {
		if isAll(joints, text) && weight(list[:i]) > 1 {
			joint = i
		}
		if !isAll(articles, text) {
			n++
		}
		if n > titleWords {
			if joint > 0 {
				return closed(list[:joint])
			}
			return closed(list[:i])
		}
	}
	return closed(list)
}

// label returns words as a title, of whole words, as long as it may be: its first letter may
// take a byte more than it did.
func label(list []string) string {
	var b strings.Builder
	for _, text := range list {
		text = strings.Map(visible, strings.ToValidUTF8(text, ""))
		if b.Len() == 0 {
			text = strings.ToValidUTF8(text[:min(len(text), core.TitleChars-1)], "")
		}
		if b.Len()+1+len(text) > core.TitleChars {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	title := strings.TrimSuffix(b.String(), ",")
	if title == "" {
		return "Untitled"
	}
	if strings.Contains(title, " ") && title == strings.ToUpper(title) {
		title = strings.ToLower(title)
	}
	if len(title) > core.TitleChars {
		title = strings.ToValidUTF8(title[:core.TitleChars], "") // in lower case it may be longer
	}
	first, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[n:]
}

// visible keeps what is seen of a text, but nothing that would turn other texts around.
func visible(r rune) rune {
	if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f {
		return -1
	}
	return r
}
