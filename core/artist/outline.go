package artist

import (
	"slices"

	"easel.example/core"
)

// An outline is the edges of shapes that lie side by side: where two meet, one goes this
// way and one the other, and neither is an edge of what they make together. Its places are the
// nodes of a lattice, and one on each way between two.
type outline struct {
	lattice lattice
	edges   []edge
	first   []int32 // of each place the first of the edges that begin there, in the order they came in, + 1
}

// An edge is part of an outline.
type edge struct {
	a, b     at
	from, to int32 // the places
	next     int32 // that begins where it does, + 1
	gone     bool  // met by another, or in a loop already
}

// A lattice has a node every side, in a box that begins at a node.
type lattice struct {
	side, x, y int32
	wide, high int32
}

// newOutlines returns two outlines of shapes in a box and on a sheet of a size.
func newOutlines(box core.Rect, side, wide, high int32) [2]outline {
	l := lattice{side: side, x: max(box.X0/side, 0) * side, y: max(box.Y0/side, 0) * side}
	l.wide = (min(box.X1, wide)-l.x)/side + 3
	l.high = (min(box.Y1, high)-l.y)/side + 3
	return [2]outline{{lattice: l}, {lattice: l}}
}

// place returns the number of a node, or of a place on the way to the next one to the right or below.
func (l *lattice) place(p at) int32 {
	x, y := p.x-l.x, p.y-l.y
	n := 3 * (y/l.side*l.wide + x/l.side)
	switch {
	case x%l.side != 0:
		n++
	case y%l.side != 0:
		n += 2
	}
	return n
}

func (o *outline) add(shape []at) {
	if o.first == nil {
		o.first = make([]int32, 3*o.lattice.wide*o.lattice.high)
	}
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		e := edge{a: a, b: b, from: o.lattice.place(a), to: o.lattice.place(b)}
		if back := o.find(e.to, e.from); back != nil {
			o.edges[*back-1].gone = true
			*back = o.edges[*back-1].next
			continue
		}
		if a != b {
			if len(o.edges) == cap(o.edges) {
				o.edges = slices.Grow(o.edges, max(len(o.edges), 64)) // twice as many: most are met and gone
			}
			o.edges = append(o.edges, e)
			*o.find(e.from, -1) = int32(len(o.edges))
		}
	}
}

// find returns where the edge is noted that leads from a place to another, nil if none does; to -1 is where the
// next one would be.
func (o *outline) find(from, to int32) *int32 {
	at := &o.first[from]
	for *at > 0 && o.edges[*at-1].to != to {
		at = &o.edges[*at-1].next
	}
	if *at == 0 && to >= 0 {
		return nil
	}
	return at
}

// loops joins the edges end to end.
func (o *outline) loops() (list [][]at) {
	for i := range o.edges {
		if o.edges[i].gone {
			continue
		}
		var loop []at
		for p, n := o.edges[i].a, o.edges[i].from; o.first[n] > 0; {
			e := &o.edges[o.first[n]-1]
			e.gone, o.first[n], n = true, e.next, e.to
			if k := len(loop); k == 0 || !level(loop[k-1], p, e.b) {
				loop = append(loop, p)
			}
			p = e.b
		}
		list = append(list, loop)
	}
	return list
}
