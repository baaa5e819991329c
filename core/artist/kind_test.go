package artist

import (
	"strings"
	"testing"

	"easel.example/core"
)

// lettered is a word as somebody writes it: the letters of the alphabet in single lines, from the top left.
func lettered(b core.Brush, word string, x, y, size int32) (list []*core.Stroke) {
	c := newChance(uint64(size), word)
	for i := range len(word) {
		for _, part := range strings.Split(letters[word[i]], "|") {
			var px []int32
			for _, cell := range strings.Fields(part) {
				px = append(px, x+int32(cell[0]-'0')*size/10+c.between(-1, 1), y+int32(cell[1]-'0')*size/6+c.between(-1, 1))
			}
			if len(px) > 0 {
				list = append(list, inkOf(b, px...))
			}
		}
		x += size * 62 / 100
	}
	return list
}

// hatchingOf is parallel lines at an angle in tenths of a degree, drawn as a hand does.
func hatchingOf(n, long, step, turn int32) (list []*core.Stroke) {
	c := newChance(uint64(turn), "hatching")
	for i := range n {
		x, y := turned(long/2+c.between(0, long/12), turn+c.between(-30, 30))
		ax, ay := turned(step*(2*i-n)/2, turn+900)
		list = append(list, inkOf(redPen, 400+ax-x, 300+ay-y, 400+ax+c.between(-1, 1), 300+ay, 400+ax+x, 300+ay+y))
	}
	return list
}

// drawnInOne is strokes drawn without lifting the pen, to and fro.
func drawnInOne(list []*core.Stroke) []*core.Stroke {
	one := *list[0]
	one.Points = nil
	for i, s := range list {
		for k := range s.Points {
			if i%2 == 1 {
				k = len(s.Points) - 1 - k
			}
			one.Points = append(one.Points, s.Points[k])
		}
	}
	return []*core.Stroke{&one}
}

func TestKinds(t *testing.T) {
	h := newHand(Brief{Width: 1600, Height: 1200}, 1, "")
	is := func(name string, want kind, ink ...*core.Stroke) {
		t.Run(name, func(t *testing.T) {
			var g group
			for _, s := range ink {
				g = append(g, gestureOf(s.Brush, s.Points))
			}
			if got := g.kind(h); got != want {
				t.Errorf("it is taken for %d, want %d", got, want)
			}
		})
	}
	isNot := func(name string, not kind, ink ...*core.Stroke) {
		t.Run(name, func(t *testing.T) {
			var g group
			for _, s := range ink {
				g = append(g, gestureOf(s.Brush, s.Points))
			}
			if g.kind(h) == not {
				t.Errorf("it is taken for %d", not)
			}
		})
	}
	for turn := int32(0); turn < 1800; turn += 225 {
		for _, long := range []int32{30, 90, 240} {
			is("hatching "+number(turn)+" "+number(long), hatched, hatchingOf(6, long, long/5, turn)...)
			is("wide hatching "+number(turn)+" "+number(long), hatched, hatchingOf(14, long, long/4, turn)...)
			is("three lines "+number(turn)+" "+number(long), hatched, hatchingOf(3, long, long/3, turn)...)
			is("zigzag "+number(turn)+" "+number(long), hatched, drawnInOne(hatchingOf(9, long, long/7, turn))...)
		}
	}
	for _, word := range []string{"HELLO", "ART", "SUNSET", "TILL", "NEW", "A TREE", "3 BOATS"} {
		for _, size := range []int32{24, 48, 110} {
			is(word+" "+number(size), written, lettered(redPen, word, 200, 300, size)...)
		}
	}
	for _, word := range []string{"HI", "OK", "NO", "A", "ME", "GO", "HA", "UP", "BY", "E", "H", "K", "A1", "WE"} {
		for _, size := range []int32{24, 48, 110} {
			is("the word "+word+" "+number(size), written, lettered(redPen, word, 200, 300, size)...)
		}
	}
	for _, word := range []string{"I", "L", "O", "V", "X", "T", "N", "M", "W", "C", "Z", "B", "II", "LI", "OO", "XX", "IO", "OX"} {
		for _, size := range []int32{24, 110} {
			isNot("the drawing "+word+" "+number(size), written, lettered(redPen, word, 200, 300, size)...)
		}
	}
	for name, lines := range drawings {
		var ink []*core.Stroke
		for _, line := range lines {
			ink = append(ink, inkOf(redPen, line...))
		}
		isNot(name, written, ink...)
	}
	var wave, loops, knot []int32
	for i := range int32(60) {
		_, dy := turned(40, i*240)
		wave = append(wave, 200+i*8, 300+dy)
		dx, dy := turned(30, i*300)
		loops = append(loops, 200+i*5+dx, 300+dy)
		dx, _ = turned(60, i*1130)
		_, dy = turned(50, i*1370)
		knot = append(knot, 400+dx, 300+dy)
	}
	is("a line", lined, inkOf(redPen, 200, 300, 400, 320, 600, 300))
	is("a wave", lined, inkOf(redPen, wave...))
	is("joined letters", written, inkOf(redPen, loops...))
	is("a scribble", scribble, inkOf(redPen, knot...))
	is("a circle", shaped, circle(redPen, 400, 300, 90))
	is("a dot", dotted, inkOf(redPen, 400, 300, 402, 301))
	is("a single point", dotted, inkOf(redPen, 400, 300))
	is("dots", strewn, inkOf(redPen, 300, 300, 302, 301), inkOf(redPen, 330, 310, 331, 310), inkOf(redPen, 352, 296, 353, 298))
	is("dashes", strewn, inkOf(redPen, 300, 300, 330, 301), inkOf(redPen, 345, 300, 375, 299), inkOf(redPen, 390, 301, 420, 300), inkOf(redPen, 435, 300, 465, 300))
	is("a star", strewn, inkOf(redPen, 300, 200, 340, 290), inkOf(redPen, 330, 210, 300, 300), inkOf(redPen, 280, 250, 370, 260))
}

// drawings are small things that people draw, and that are no letters.
var drawings = map[string][][]int32{
	"a house":        {{300, 400, 300, 330, 380, 330, 380, 400, 300, 400}, {290, 332, 340, 290, 390, 332}, {330, 400, 330, 370, 350, 370, 350, 400}},
	"a tent":         {{300, 400, 350, 310, 400, 400, 300, 400}, {350, 310, 350, 400}},
	"a cross":        {{350, 300, 350, 400}, {310, 335, 390, 335}},
	"a plus":         {{350, 300, 350, 400}, {300, 350, 400, 350}},
	"an arrow":       {{300, 350, 400, 350}, {370, 320, 400, 350, 370, 380}},
	"an arrow up":    {{350, 300, 350, 400}, {320, 330, 350, 300, 380, 330}},
	"a stick figure": {{350, 300, 365, 315, 350, 330, 335, 315, 350, 300}, {350, 330, 350, 380}, {320, 350, 380, 350}, {350, 380, 330, 420}, {350, 380, 370, 420}},
	"a fir":          {{350, 300, 310, 360, 390, 360, 350, 300}, {350, 360, 350, 400}},
	"a boat":         {{300, 380, 320, 400, 380, 400, 400, 380, 300, 380}, {350, 380, 350, 310}, {350, 310, 390, 370, 350, 370}},
	"a window":       {{300, 300, 380, 300, 380, 400, 300, 400, 300, 300}, {340, 300, 340, 400}, {300, 350, 380, 350}},
	"a face":         {{350, 300, 400, 350, 350, 400, 300, 350, 350, 300}, {335, 335, 337, 336}, {365, 335, 367, 336}, {325, 365, 350, 380, 375, 365}},
	"a ladder":       {{300, 300, 300, 400}, {350, 300, 350, 400}, {300, 320, 350, 320}, {300, 345, 350, 345}, {300, 370, 350, 370}},
	"a grid":         {{330, 300, 330, 400}, {365, 300, 365, 400}, {300, 330, 400, 330}, {300, 365, 400, 365}},
	"a flag":         {{300, 300, 300, 420}, {300, 300, 360, 320, 300, 340}},
	"a chair":        {{300, 300, 300, 400}, {300, 350, 350, 350, 350, 400}},
	"a tick":         {{300, 350, 325, 390, 390, 300}},
	"a sun and hill": {{300, 400, 340, 320, 380, 400}, {420, 330, 435, 345, 420, 360, 405, 345, 420, 330}},
	"two birds":      {{300, 310, 315, 300, 330, 310, 345, 300, 360, 310}, {390, 330, 405, 320, 420, 330, 435, 320, 450, 330}},
	"equals":         {{300, 330, 380, 330}, {300, 360, 380, 360}},
	"a fish":         {{300, 350, 340, 320, 390, 350, 340, 380, 300, 350}, {390, 350, 415, 325, 415, 375, 390, 350}},
	"a balloon":      {{350, 300, 385, 340, 350, 380, 315, 340, 350, 300}, {350, 380, 345, 420, 355, 460}},
}
