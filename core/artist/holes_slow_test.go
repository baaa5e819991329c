package artist

import (
	"reflect"
	"slices"
	"testing"

	"easel.example/core"
)

// TestHoles: the holes of a shape are those that are found the slow way, and leave the same area but for what is rounded.
func TestHoles(t *testing.T) {
	c, some := newChance(3, "holes"), 0
	for n := range 60 {
		if skipped(n) {
			continue
		}
		k := newInk(400, 300)
		for range c.between(1, 9) {
			for _, s := range anyInk(&c, [2]int32{400, 300}) {
				k.add(s.Brush, s.Points)
			}
		}
		k.begin()
		k.spread()
		h := newHand(Brief{Width: 400, Height: 300}, uint64(n), "")
		shape := h.wobble(ring(at{c.between(0, 12800), c.between(0, 9600)}, c.between(500, 9000), c.between(500, 9000), c.between(0, 3600), c.between(4, 30)), 300)
		if n%3 == 0 {
			slices.Reverse(shape)
		}
		for _, size := range []int32{1, 2, 8} {
			slow, points, room := k.slowHoles(shape, size)
			if points+len(shape) > holePoints {
				continue
			}
			got, of, left := k.holes(shape, size)
			if of != points || abs64(left-room) > int64(1000*size) || !reflect.DeepEqual(got, slow) {
				t.Errorf("shape %d, squares of %d: %d holes of %d points leave %d, want %d of %d leave %d", n, size, len(got), of, left, len(slow), points, room)
			}
			some += len(slow)
		}
	}
	if some < 100 {
		t.Errorf("it has found %d holes in all", some)
	}
}

// BenchmarkCrowd is what the first step of a piece takes that is planned around 2,000 strokes of a crowd.
func BenchmarkCrowd(b *testing.B) {
	c := newChance(1, "ink")
	var ink []*core.Stroke
	for i := range uint32(2000) {
		x, y := c.between(0, 1600), c.between(0, 1200)
		var px []int32
		for range c.between(5, 30) {
			px = append(px, x, y)
			x, y = x+c.between(-14, 14), y+c.between(-14, 14)
		}
		s := inkOf(redPen, px...)
		s.ID = core.StrokeID{Actor: 9, N: i}
		ink = append(ink, s)
	}
	p := New(Brief{"a cat", core.Paint, 1600, 1200, 1})
	p.See(Look{ink})
	marks := p.painted(0)
	b.ResetTimer()
	for range b.N {
		p.ink.around(marks)
	}
}

// slowHoles is holes without what makes it fast: each square is cut out of the shape.
func (k *ink) slowHoles(shape []at, size int32) (holes [][]at, points int, left int64) {
	box := boxed(shape)
	side := k.cell * size
	left = area(shape)
	var inner [2]slowOutline // squares that the shape goes round once, by the way it goes
	for j := max(box.Y0/side, 0); j <= box.Y1/side && j*size < k.high-1; j++ {
		row := half(half(shape, 0, -1, -j*side), 0, 1, (j+1)*side)
		if len(row) < 3 {
			continue
		}
		rowBox := boxed(row)
		for i := max(rowBox.X0/side, 0); i <= rowBox.X1/side && i*size < k.wide-1; i++ {
			part := k.near(i, j, size, nil)
			if len(part) == 0 {
				continue
			}
			hole := new(cutter).clipped(row, part)
			if len(hole) < 3 {
				continue
			}
			way := turning(hole)
			switch left -= abs64(way) / 2; {
			case abs64(way-turning(part)) <= 2*int64(side): // but for what is rounded
				inner[0].add(part)
			case abs64(way+turning(part)) <= 2*int64(side):
				inner[1].add(part)
			case way != 0:
				holes, points = append(holes, hole), points+len(hole)+3
			}
		}
	}
	for n := range inner {
		for _, loop := range inner[n].loops() {
			if size == 1 {
				loop = smooth(loop)
			}
			if n == 1 {
				slices.Reverse(loop)
			}
			holes, points = append(holes, loop), points+len(loop)+3
		}
	}
	return holes, points, left
}

// A slowOutline is an outline whose places are found by what they are.
type slowOutline struct {
	edges [][2]at
	from  map[at][]int // edges by where they begin
}

func (o *slowOutline) add(shape []at) {
	if o.from == nil {
		o.from = map[at][]int{}
	}
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		back := slices.IndexFunc(o.from[b], func(e int) bool { return o.edges[e][1] == a })
		if back >= 0 {
			o.from[b] = slices.Delete(o.from[b], back, back+1)
			continue
		}
		if a != b {
			o.from[a] = append(o.from[a], len(o.edges))
			o.edges = append(o.edges, [2]at{a, b})
		}
	}
}

// loops joins the edges end to end.
func (o *slowOutline) loops() (list [][]at) {
	for i, e := range o.edges {
		if !slices.Contains(o.from[e[0]], i) { // gone, or in a loop already
			continue
		}
		var loop []at
		for p := e[0]; len(o.from[p]) > 0; {
			next := o.from[p][0]
			o.from[p] = o.from[p][1:]
			q := o.edges[next][1]
			if n := len(loop); n > 0 && level(loop[n-1], p, q) {
				p = q
				continue
			}
			loop, p = append(loop, p), q
		}
		list = append(list, loop)
	}
	return list
}
