package artist

import (
	"strings"

	"easel.example/core"
)

// letters are drawn on a grid of 4 by 6, from the top left: lines through cells, each an
// x and a y.
var letters = map[byte]string{
	'A': "06 20 46|14 34", 'B': "00 06|00 20 31 32 23 03|23 34 35 26 06", 'C': "41 30 10 01 05 16 36 45", 'D': "00 06|00 20 42 44 26 06",
	'E': "40 00 06 46|03 33", 'F': "40 00 06|03 33", 'G': "41 30 10 01 05 16 36 45 43 23", 'H': "00 06|40 46|03 43", 'I': "20 26",
	'J': "40 45 36 16 05", 'K': "00 06|40 03 46", 'L': "00 06 46", 'M': "06 00 23 40 46", 'N': "06 00 46 40",
	'O': "20 10 01 05 16 36 45 41 30 20", 'P': "06 00 30 41 42 33 03", 'Q': "20 10 01 05 16 36 45 41 30 20|34 46", 'R': "06 00 30 41 42 33 03|23 46",
	'S': "41 30 10 01 02 13 33 44 45 36 16 05", 'T': "00 40|20 26", 'U': "00 05 16 36 45 40", 'V': "00 26 40", 'W': "00 16 23 36 40",
	'X': "00 46|40 06", 'Y': "00 23 40|23 26", 'Z': "00 40 06 46",
	'0': "20 10 01 05 16 36 45 41 30 20", '1': "11 20 26", '2': "01 10 30 41 42 06 46", '3': "01 10 30 41 42 33 23|33 44 45 36 16 05",
	'4': "36 30 04 44", '5': "40 00 03 33 44 45 36 16 05", '6': "30 10 01 05 16 36 45 44 33 13 04", '7': "00 40 16",
	'8': "20 10 01 02 13 33 44 45 36 16 05 04 13|33 42 41 30 20", '9': "42 33 13 02 01 10 30 41 45 36 16",
	'\'': "20 21", '-': "13 33", '!': "20 24|26 26", '.': "26 26", ',': "25 17", '?': "01 10 30 41 42 23 24|26 26", '&': "46 02 01 10 20 31 04 05 16 26 43",
}

// unaccented takes the accents off capitals: the pen has none.
var unaccented = strings.NewReplacer("À", "A", "Á", "A", "Â", "A", "Ã", "A", "Ä", "A", "Å", "A", "Æ", "AE", "Ç", "C", "È", "E", "É", "E", "Ê", "E", "Ë", "E",
	"Ì", "I", "Í", "I", "Î", "I", "Ï", "I", "Ñ", "N", "Ò", "O", "Ó", "O", "Ô", "O", "Õ", "O", "Ö", "O", "Ø", "O", "Œ", "OE", "Ù", "U", "Ú", "U", "Û", "U", "Ü", "U", "Ý", "Y", "ß", "SS", "’", "'")

// drawable returns text in capitals as far as there are letters for it.
func drawable(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 127 {
			return -1
		}
		return r
	}, unaccented.Replace(strings.ToUpper(text)))
}

// wrapped returns words in capitals, in lines as long as there is room for at a size.
func wrapped(text string, size, room int32) (lines []string) {
	most := max(room/max(size*6/10, 1), 4)
	for _, word := range strings.Fields(drawable(text)) {
		if n := len(lines); n > 0 && int32(len(lines[n-1])+1+len(word)) <= most {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// write writes words, in lines as long as the sheet has room for, around a place.
func (h *hand) write(l look, text string, c at, size, room int32) {
	wide := size * 6 / 10
	lines := wrapped(text, size, room)
	for i, line := range lines {
		x := c.x - int32(len(line))*wide/2
		y := c.y + int32(2*i-len(lines))*size*7/10
		for k := range len(line) {
			h.letter(l, line[k], at{x, y + h.u(h.between(-4, 4))}, size)
			x += wide
		}
	}
}

// letter draws one letter, whose top left is at p.
func (h *hand) letter(l look, letter byte, p at, size int32) {
	for _, part := range strings.Split(letters[letter], "|") {
		var corners []at
		for _, cell := range strings.Fields(part) {
			corners = append(corners, at{p.x + int32(cell[0]-'0')*size/10, p.y + int32(cell[1]-'0')*size/6})
		}
		if len(corners) > 0 {
			closed := len(corners) > 3 && corners[0] == corners[len(corners)-1]
			if closed {
				corners = corners[:len(corners)-1]
			}
			pts := soft(soft(corners, closed), closed)
			if closed {
				pts = append(pts, pts[0])
			}
			h.stem(l, spaced(pts, size/12), size)
		}
	}
}

// stem is one stroke of a letter: its shadow, the broad pen, and a light along it. With a
// plotter's pen it is drawn three times, and shaded with short lines.
func (h *hand) stem(l look, pts []at, size int32) {
	pts = h.wobble(pts, size/60)
	if h.plots() {
		for k := range int32(3) {
			h.line(l, h.wobble(moved(pts, size*k/60, 450, 0), size/200)...)
		}
		for i := 0; i < len(pts); i += 3 {
			p := at{pts[i].x + size/24, pts[i].y + size/24}
			h.line(l, p, at{p.x + size/18, p.y + size/18})
		}
		return
	}
	h.line(look{core.Nib, l.color & 0x3f3f3f, l.width, 70, even}, moved(pts, size/22, 450, 0)...)
	h.line(l, pts...)
	h.line(look{core.Ink, lighter(l.color, 110), l.width / 5, 170, swell}, moved(pts, size/60, 2250, 0)...)
}

// lettering is the words that a prompt has in quotes, large, with a flourish.
func lettering(words string) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		n := int32(0)
		for _, w := range strings.Fields(drawable(words)) {
			n = max(n, int32(len(w)))
		}
		size := min(h.wide(860)*10/6/max(n, 3), h.high(430)) * min(s.scale, 115) / 100
		for size > h.u(20) && int32(len(wrapped(words, size, h.wide(900))))*size*14/10 > h.high(920) {
			size = size * 8 / 10
		}
		color := darker(s.accents[0], 70)
		if light(s.low) < 110 {
			color = lighter(s.accents[0], 110)
		}
		for _, side := range []int32{-1, 1} { // vines above and below, grown from the middle
			for _, way := range []int32{-1, 1} {
				h.vine(s, at{h.wide(500), h.high(500) + side*h.high(360)}, way, side)
			}
		}
		h.write(look{core.Nib, color, size / 8, 250, even}, words, at{h.wide(500), h.high(500)}, size, h.wide(900))
	}
}

// vine grows to one side, with leaves and blossoms.
func (h *hand) vine(s *setting, p at, way, side int32) {
	c := darker(s.leaf, 30)
	if s.night {
		c = lighter(s.leaf2, 40)
	}
	end := at{p.x + way*h.wide(400), p.y + side*h.u(10)}
	stem := curve(p, at{p.x + way*h.wide(130), p.y - side*h.u(60)}, at{p.x + way*h.wide(260), p.y + side*h.u(70)}, end, 26)
	h.line(look{core.Ink, c, h.u(7), 245, release}, stem...)
	for i := int32(2); i < 26; i += 2 {
		turn := h.between(200, 900)
		if i%4 == 0 {
			turn = -turn
		}
		if way < 0 {
			turn = 1800 - turn
		}
		h.leaf(stem[i], h.u(h.between(24, 44)), turn, blend(s.leaf, s.leaf2, h.between(0, 255)))
	}
	for i := int32(7); i < 26; i += 9 {
		h.flower(stem[i], h.u(h.between(15, 24)), h.near(pick(&h.chance, s.accents[1:]), 12), s.sun, pick(&h.chance, []int32{0, 1}))
	}
}

// signature is "easel", small, as one writes it.
func (h *hand) signature(color uint32, corner at, size int32) {
	u := func(x, y int32) at { return at{corner.x + size*x/100, corner.y + size*y/100} }
	l := look{core.Ink, color, size / 9, 230, swell}
	h.line(l, append(append(curve(u(0, 62), u(34, 62), u(40, 22), u(18, 26), 8), curve(u(18, 26), u(-6, 34), u(-2, 104), u(44, 84), 8)...),
		append(curve(u(44, 84), u(60, 20), u(98, 14), u(92, 40), 8), curve(u(92, 40), u(56, 20), u(40, 110), u(84, 88), 8)...)...)...)
	h.line(l, append(curve(u(92, 30), u(92, 70), u(88, 100), u(108, 92), 7), append(curve(u(108, 92), u(130, 60), u(120, 10), u(136, 26), 7), curve(u(136, 26), u(168, 64), u(146, 112), u(116, 92), 8)...)...)...)
	h.line(l, append(append(curve(u(156, 92), u(204, 70), u(204, 20), u(182, 26), 8), curve(u(182, 26), u(156, 40), u(166, 110), u(210, 86), 8)...), append(curve(u(210, 86), u(244, 20), u(246, -50), u(226, -30), 8), curve(u(226, -30), u(206, 10), u(212, 110), u(262, 84), 9)...)...)...)
}
