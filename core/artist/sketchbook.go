package artist

import (
	_ "embed"
	"strings"
)

// The sketchbook's drawings are redrawn from lucide's icons; `easel sketchbook` makes the
// file. SKETCHBOOK.md has their licence.
//
//go:embed sketchbook.bin
var sketchbook []byte

// A sketch is a line drawing on a square of 192 by 192.
type sketch struct {
	name  string
	tags  string // words between spaces
	lines []pencil
}

type pencil [][2]uint8

// closed reports whether a line ends where it begins.
func (l pencil) closed() bool { return l[0] == l[len(l)-1] }

// leaf through the sketchbook until f has seen enough.
func leaf(f func(s sketch) bool) {
	src := sketchbook
	text := func() string {
		n := int(src[0])
		s := string(src[1 : 1+n])
		src = src[1+n:]
		return s
	}
	for len(src) > 0 {
		s := sketch{name: text(), tags: text()}
		n := int(src[0])
		src = src[1:]
		for range n {
			m := int(src[0])
			line := make(pencil, m)
			for i := range line {
				line[i] = [2]uint8{src[1+2*i], src[2+2*i]}
			}
			src = src[1+2*m:]
			s.lines = append(s.lines, line)
		}
		if f(s) {
			return
		}
	}
}

// find returns the drawing that fits a word best.
func find(word string) (best sketch, ok bool) {
	score := 0
	leaf(func(s sketch) bool {
		n := 0
		parts := strings.Split(s.name, "-")
		switch {
		case s.name == word:
			n = 100
		case parts[0] == word:
			n = 60 - len(parts)
		case parts[len(parts)-1] == word:
			n = 50 - len(parts)
		case strings.Contains(" "+s.tags+" ", " "+word+" "):
			n = 20 - len(parts)
		}
		if n > score {
			score, best, ok = n, s, true
		}
		return score == 100
	})
	return best, ok
}
