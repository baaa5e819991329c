package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// small are letters that are written otherwise than those of letters, on the same grid.
var small = map[byte]string{
	'a': "42 20 10 02 04 16 26 44|40 46", 'b': "00 06|03 13 23 34 35 26 16 05", 'd': "40 46|43 23 13 04 05 16 26 45", 'e': "03 43 41 30 10 01 05 16 36 45",
	'g': "40 10 01 02 13 33 42|40 45 36 16 05", 'h': "00 06|03 12 32 43 46", 'i': "22 26|20 20", 'k': "00 06|42 04|14 46", 'm': "00 06|02 10 21 26|22 30 41 46",
	'n': "00 06|02 20 30 42 46", 'r': "00 06|02 20 40", 't': "20 25 36|02 42", 'y': "00 23|40 06",
}

// When strokes are a word of a letter or two. Many a drawing looks like some letter: alone only those count that hardly
// anything else looks like, and of two one must be such that is no mere stem or ring.
const (
	spelledAlone = "AEFHKR"
	spelledPlain = "ILOVCUJTXD107it"
	spelledMost  = 8   // strokes of a word
	spelledLong  = 150 // points of a letter, spelledStep apart
	spelledStep  = 60
	spelledApart = 80  // thousandths of its box by which the ink and the letter are apart on average, and
	spelledStray = 260 // anywhere
	spelledGap   = 8   // % of its height that the strokes of a letter are apart at most
	spelledThin  = 22  // % of its height that a stem is wide at most, and
	spelledWide  = 130 // another letter
)

// spelt reports whether a group is a word of a letter or two.
func (g group) spelt(h *hand) bool {
	box, rich := g.box(), false
	row := g.letters((box.Y1 - box.Y0) * spelledGap / 100)
	if high := box.Y1 - box.Y0; len(g) > spelledMost || len(row) > 2 || high > h.u(writingHigh) || high < h.u(8) {
		return false
	}
	for _, b := range row {
		c, ok := g.within(b).letter()
		high := box.Y1 - box.Y0
		if !ok || b.Y1-b.Y0 < high*7/10 || box.Y1-b.Y1 > high*2/10 {
			return false
		}
		rich = rich || len(row) == 1 && strings.IndexByte(spelledAlone, c) >= 0 || len(row) == 2 && strings.IndexByte(spelledPlain, c) < 0
	}
	return rich && (len(row) == 1 || row[1].X0-row[0].X1 < box.Y1-box.Y0)
}

// within returns the gestures of a group that lie in a box.
func (g group) within(b core.Rect) (in group) {
	for _, s := range g {
		if s.box.X0 >= b.X0 && s.box.X1 <= b.X1 {
			in = append(in, s)
		}
	}
	return in
}

// letter returns the letter that a group is most like, and whether it is like that.
func (g group) letter() (best byte, ok bool) {
	box, least := g.box(), int32(spelledApart)
	wide, high := box.X1-box.X0, max(box.Y1-box.Y0, 1)
	thin := wide*100 < high*spelledThin
	if wide*100 > high*spelledWide {
		return 0, false
	}
	var ink [][]at
	for _, s := range g {
		ink = append(ink, s.pts)
	}
	ink = squared(ink, box, thin)
	if n := len(slices.Concat(ink...)); n > spelledLong {
		return 0, false
	}
	for _, list := range []map[byte]string{letters, small} {
		for c := byte('0'); c <= 'z'; c++ {
			if list[c] == "" || c == '?' || thin != strings.Contains(" Ii1", string(c)) {
				continue
			}
			if by := unlikeness(ink, squared(penned(list[c]))); by < least {
				best, least, ok = c, by, true
			}
		}
	}
	return best, ok
}

// penned returns the lines of a letter of the alphabet, their box, and whether it is a stem.
func penned(text string) (lines [][]at, box core.Rect, thin bool) {
	var all []at
	for _, part := range strings.Split(text, "|") {
		var line []at
		for _, cell := range strings.Fields(part) {
			line = append(line, at{int32(cell[0]-'0') * 600, int32(cell[1]-'0') * 1000})
		}
		lines, all = append(lines, line), append(all, line...)
	}
	box = boxed(all)
	return lines, box, box.X1-box.X0 <= 600
}

// squared returns lines as they are when their box is a square of a thousand; of a stem only the height counts.
func squared(lines [][]at, box core.Rect, thin bool) (list [][]at) {
	wide, high := int64(max(box.X1-box.X0, 1)), int64(max(box.Y1-box.Y0, 1))
	for _, line := range lines {
		var pts []at
		for _, p := range line {
			q := at{500, int32(int64(p.y-box.Y0) * 1000 / high)}
			if !thin {
				q.x = int32(int64(p.x-box.X0) * 1000 / wide)
			}
			pts = append(pts, q)
		}
		list = append(list, spaced(pts, spelledStep))
	}
	return list
}

// unlikeness returns how far lines are from others on average, and others from them: the greater of both. It is
// without bound where some are far.
func unlikeness(a, b [][]at) (most int32) {
	for _, pair := range [][2][][]at{{a, b}, {b, a}} {
		sum, n := int32(0), int32(0)
		for _, line := range pair[0] {
			for _, p := range line {
				far := int32(1 << 20)
				for _, other := range pair[1] {
					for i, q := range other {
						far = min(far, distance(p, other[max(i-1, 0)], q))
					}
				}
				if far > spelledStray {
					return 1 << 20
				}
				sum, n = sum+far, n+1
			}
		}
		most = max(most, sum/max(n, 1))
	}
	return most
}
