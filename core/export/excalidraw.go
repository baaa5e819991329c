package export

import (
	"encoding/json"

	"easel.example/core"
	"easel.example/core/path"
)

// An element is what is read of one of Excalidraw's. Numbers have 32 binary
// digits after the point, points 16.
type element struct {
	kind          string
	x, y          int64
	width, height int64
	angle         int64 // rad, about the middle
	stroke, back  string
	hatched       bool
	strokeWidth   int64
	opacity       int64 // 0…100
	points        []path.Vec
	pressures     []uint8
	simulated     bool
	deleted       bool
	head, tail    bool // arrowheads
	style         string
	round         bool
	groups        []string
}

// groupsMax bounds the groups that are counted.
const groupsMax = 1 << 12

// freedrawSize is the diameter of Excalidraw's pen for a stroke width of 1, less
// what it takes off where the pressure is full.
const freedrawSize = 17 << 30 // 4.25

// layGap is what is left free between the items of a library.
const layGap = 80 * path.One

// readExcalidraw reads .excalidraw and .excalidrawlib files: freehand strokes,
// and lines, arrows and simple shapes as strokes of even width. The items of a
// library have coordinates of their own each; they are laid out in rows.
func (d *Drawing) readExcalidraw(data []byte) error {
	r := newReader(data)
	var items [][]Stroke
	known := false
	item := func() {
		known = true
		from := len(d.Strokes)
		r.list(func() { d.element(r) })
		items = append(items, d.Strokes[from:len(d.Strokes):len(d.Strokes)])
	}
	r.object(func(key string) {
		switch key {
		case "elements":
			known = true
			r.list(func() { d.element(r) })
		case "library":
			r.list(item)
		case "libraryItems":
			r.list(func() {
				r.object(func(key string) {
					if key == "elements" {
						item()
						return
					}
					r.pass(r.token())
				})
			})
		default:
			r.pass(r.token())
		}
	})
	if r.err == nil && !known {
		return FormatError("This is not an Excalidraw file: it has no elements.")
	}
	layOut(items)
	return r.err
}

// element reads one element and adds what it draws.
func (d *Drawing) element(r *reader) {
	if err := d.met(); err != nil {
		r.fail(err)
		return
	}
	e := element{opacity: 100 * one32, strokeWidth: one32}
	r.object(func(key string) { e.field(r, key) })
	if r.err != nil {
		return
	}
	if e.deleted {
		d.leave("deleted element")
		return
	}
	d.ungroup(e.groups)
	r.fail(d.take(&e))
}

// ungroup tells of groups that were not met before: their parts are drawn each for itself.
func (d *Drawing) ungroup(names []string) {
	for _, name := range names {
		if d.groups[name] || len(d.groups) == groupsMax {
			continue
		}
		if d.groups == nil {
			d.groups = map[string]bool{}
		}
		d.groups[name] = true
		d.leave("group, drawn as its parts")
	}
}

func (e *element) field(r *reader, key string) {
	number := func(v *int64) {
		if n, ok := r.number(); ok {
			*v = n
		}
	}
	switch key {
	case "type":
		e.kind = r.text()
	case "x":
		number(&e.x)
	case "y":
		number(&e.y)
	case "width":
		number(&e.width)
	case "height":
		number(&e.height)
	case "angle":
		number(&e.angle)
	case "strokeColor":
		e.stroke = r.text()
	case "backgroundColor":
		e.back = r.text()
	case "fillStyle":
		e.hatched = r.text() != "solid"
	case "strokeWidth":
		number(&e.strokeWidth)
	case "opacity":
		number(&e.opacity)
	case "points":
		r.list(func() { e.point(r) })
	case "pressures":
		r.list(func() {
			v, _ := r.number()
			if len(e.pressures) < PointsMax {
				e.pressures = append(e.pressures, uint8(times32(min(max(v, 0), one32), 255)))
			}
		})
	case "simulatePressure":
		e.simulated = r.truth()
	case "isDeleted":
		e.deleted = r.truth()
	case "endArrowhead":
		e.head = r.text() != ""
	case "startArrowhead":
		e.tail = r.text() != ""
	case "strokeStyle":
		e.style = r.text()
	case "roundness":
		t := r.token()
		e.round = t == json.Delim('{')
		r.pass(t)
	case "groupIds":
		r.list(func() {
			if name := r.text(); len(e.groups) < DepthMax {
				e.groups = append(e.groups, name)
			}
		})
	default:
		r.pass(r.token())
	}
}

func (e *element) point(r *reader) {
	var v [2]int64
	n := 0
	r.list(func() {
		if x, ok := r.number(); ok && n < 2 {
			v[n] = x
		}
		n++
	})
	switch {
	case r.err != nil:
	case n < 2:
		r.fail(FormatError("A point in the file has no two coordinates."))
	case len(e.points) == PointsMax:
		r.fail(tooManyPoints)
	default:
		e.points = append(e.points, path.Vec{X: v[0] >> 16, Y: v[1] >> 16})
	}
}

// take adds what an element draws, and counts what it does not.
func (d *Drawing) take(e *element) error {
	closed := false
	w, h := e.width>>16, e.height>>16
	even := e.kind != "freedraw"
	switch e.kind {
	case "freedraw":
	case "line", "arrow":
		if e.round && len(e.points) > 2 {
			d.leave("curve, drawn straight")
		}
	case "rectangle":
		e.points, closed = []path.Vec{{}, {X: w}, {X: w, Y: h}, {Y: h}, {}}, true
		if e.round && w > 0 && h > 0 {
			e.points = rounded(w, h)
		}
	case "diamond":
		if e.round {
			d.leave("rounding of a diamond")
		}
		e.points, closed = []path.Vec{{X: w / 2}, {X: w, Y: h / 2}, {X: w / 2, Y: h}, {Y: h / 2}, {X: w / 2}}, true
	case "ellipse":
		if max(w, -w, h, -h) > path.Reach*path.One {
			d.leave("ellipse wider than 32,768 px")
			return nil
		}
		e.points, closed = oval(w, h), true
	default:
		d.leave(e.kind)
		return nil
	}
	turn := e.turn()
	if err := d.back(e, turn, closed); err != nil {
		return err
	}
	s := Stroke{Width: max(e.strokeWidth, 0) >> 16}
	if !even {
		s.Width = times32(max(e.strokeWidth, 0), freedrawSize) >> 16
	}
	color, alpha := d.ink(e.stroke)
	if alpha == 0 || s.Width == 0 {
		return nil
	}
	s.Color, s.Opacity = color, uint8(times32(min(max(e.opacity, 0), 100*one32)/100, int64(alpha)))
	lines := [][]path.Vec{e.points}
	if even {
		lines = append(d.dash(e, s.Width), e.heads()...)
	}
	for i, line := range lines {
		s.Points = make([]Point, len(line))
		for k, v := range line {
			s.Points[k] = Point{turn.apply(v), Unknown}
			if i == 0 && !even && !e.simulated && k < len(e.pressures) {
				s.Points[k].Pressure = int16(e.pressures[k])
			}
		}
		if err := d.add(s); err != nil {
			return err
		}
	}
	return nil
}

// heads returns the heads of an arrow.
func (e *element) heads() (lines [][]path.Vec) {
	n := len(e.points)
	if e.kind != "arrow" || n < 2 {
		return nil
	}
	if e.head {
		lines = append(lines, arrowhead(e.points[n-2], e.points[n-1]))
	}
	if e.tail {
		lines = append(lines, arrowhead(e.points[1], e.points[0]))
	}
	return lines
}

// dash returns the line of an element, cut as Excalidraw does it. Its ends are round.
func (d *Drawing) dash(e *element, width path.Fixed) [][]path.Vec {
	width += path.One / 2
	p := pattern{list: []path.Fixed{8 * path.One, 8*path.One + width}}
	if e.style == "dotted" {
		p.list = []path.Fixed{path.One * 3 / 2, 6*path.One + width}
	}
	if e.style != "dashed" && e.style != "dotted" || len(e.points) == 0 {
		return [][]path.Vec{e.points}
	}
	return d.cut(newTape(e.points), p)
}

// rounded returns the rectangle with corners like Excalidraw's.
func rounded(w, h path.Fixed) []path.Vec {
	r := min(w/4, h/4, 32*path.One)
	line := []path.Vec{{X: r}}
	for _, side := range [...][2]path.Vec{{{X: w - r}, {X: w, Y: r}}, {{X: w, Y: h - r}, {X: w - r, Y: h}}, {{X: r, Y: h}, {Y: h - r}}, {{Y: r}, {X: r}}} {
		line = path.AppendArc(append(line, side[0]), side[0], side[1], r, r, 0, false, true)
	}
	return line
}

// back adds the background of an element, as an even tone: what is hatched is
// half as strong, and told.
func (d *Drawing) back(e *element, turn affine, closed bool) error {
	n := len(e.points)
	if e.back == "" || n < 3 || e.kind == "arrow" {
		return nil
	}
	const near = 8 * path.One
	if a, b := e.points[0], e.points[n-1]; !closed && max(a.X-b.X, b.X-a.X, a.Y-b.Y, b.Y-a.Y) > near {
		return nil // only what closes has one
	}
	color, alpha := d.ink(e.back)
	if alpha == 0 {
		return nil
	}
	opacity := min(max(e.opacity, 0), 100*one32) / 100
	if e.hatched {
		opacity /= 2
		d.leave("hatching, drawn as an even tone")
	}
	line := make([]path.Vec, n)
	for i, v := range e.points {
		line[i] = turn.apply(v)
	}
	return d.fill([][]path.Vec{line}, Stroke{Color: color, Opacity: uint8(times32(opacity, int64(alpha))), Fill: core.FillNonzero})
}

// turn returns the map from an element's own coordinates to the file's: about
// the middle of what it draws.
func (e *element) turn() affine {
	x0, y0, x1, y1 := int64(0), int64(0), int64(0), int64(0)
	for i, v := range e.points {
		if i == 0 {
			x0, y0, x1, y1 = v.X, v.Y, v.X, v.Y
		}
		x0, y0, x1, y1 = min(x0, v.X), min(y0, v.Y), max(x1, v.X), max(y1, v.Y)
	}
	mx, my := (x0+x1)/2<<16, (y0+y1)/2<<16
	m := translation(e.x+mx, e.y+my)
	if e.angle != 0 {
		const degrees = 246083499208                         // 180/π, with 32 binary digits
		m = m.times(rotation(product(e.angle, degrees, 48))) // in 1/65536 degree
	}
	return m.times(translation(-mx, -my))
}

// oval returns the ellipse in a box, by path's own arcs.
func oval(w, h path.Fixed) []path.Vec {
	a, b := path.Vec{Y: h / 2}, path.Vec{X: w, Y: h / 2}
	line := path.AppendArc([]path.Vec{a}, a, b, w/2, h/2, 0, false, true)
	return path.AppendArc(line, b, a, w/2, h/2, 0, false, true)
}

// arrowhead returns the two short lines at the end of one from a to b: 25 px long
// like Excalidraw's, or half of the line.
func arrowhead(a, b path.Vec) []path.Vec {
	dx, dy := b.X-a.X, b.Y-a.Y
	dx, dy = dx>>10, dy>>10 // so that squares fit
	ux, uy := path.Direction(dx, dy)
	size := min(25*path.One, int64(path.Sqrt(uint64(dx*dx+dy*dy)))<<10/2)
	const sin, cos = 367241285, 1008984628 // of 20 degrees, in 1/2^30
	wing := func(sign int64) path.Vec {
		x, y := (-ux*cos+sign*uy*sin)>>30, (-uy*cos-sign*ux*sin)>>30
		return path.Vec{X: b.X + product(size, x, 30), Y: b.Y + product(size, y, 30)}
	}
	return []path.Vec{wing(1), b, wing(-1)}
}

// layOut moves drawings into rows, so that together they are about square.
func layOut(items [][]Stroke) {
	area := int64(0) // in px²
	for _, it := range items {
		x0, y0, x1, y1 := Bounds(it)
		area = min(area+((x1-x0+layGap)>>16)*((y1-y0+layGap)>>16), 1<<60)
	}
	wide := int64(path.Sqrt(uint64(area))) * path.One * 6 / 5
	x, y, row := int64(0), int64(0), int64(0)
	for _, it := range items {
		x0, y0, x1, y1 := Bounds(it)
		if x > 0 && x+x1-x0 > wide {
			x, y, row = 0, y+row+layGap, 0
		}
		for _, s := range it {
			for i := range s.Points {
				s.Points[i].X += x - x0
				s.Points[i].Y += y - y0
			}
		}
		x += x1 - x0 + layGap
		row = max(row, y1-y0)
	}
}
