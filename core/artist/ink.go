package artist

import (
	"cmp"
	"slices"

	"easel.example/core"
	"easel.example/core/path"
	"easel.example/core/raster"
)

// Ink is what others have drawn, as the distance to it at the nodes of a grid. The
// painter leaves it and a little around it free.
//
// A distance is never told larger than it is by more than half a cell, which the rim is
// wider than; what is further away than two cells is told a little smaller.
type ink struct {
	cell   int32 // the side of a cell, 1/32 px
	wide   int32 // nodes in a row
	high   int32
	far    []int32 // of each node from the nearest ink, 1/32 px; below 0 is within; nil while there is none
	ground int64   // an area in (1/32 px)² from which a filled shape is ground to paint on
	any    bool
}

const (
	inkCell    = 2 // px; on large sheets twice as much
	inkLarge   = 2048
	inkFarMost = 1 << 20 // 1/32 px: as far as any
	holePoints = 6000    // of a shape with room for ink in it: less than a stroke has room for (rule L5)
)

func newInk(w, h int32) *ink {
	cell := int32(inkCell * core.Unit)
	if max(w, h) > inkLarge {
		cell *= 2
	}
	return &ink{cell: cell, wide: w*core.Unit/cell + 2, high: h*core.Unit/cell + 2, ground: int64(w) * int64(h) * core.Unit * core.Unit / 3}
}

// margin is what brushes leave free around ink: their rims stray. A fill has a clean edge, and goes
// as close as the rim, so that no more paper shows than around ink that resists a wash.
func (k *ink) margin() int32 { return k.cell * 3 / 2 }
func (k *ink) rim() int32    { return k.cell * 5 / 8 }

// add takes in a stroke, and reports whether it is ink to be left free: an eraser leaves
// none, and a shape of a third of the sheet is ground to paint on.
func (k *ink) add(b core.Brush, pts []core.Point) bool { return k.addFrom(b, pts, 0) }

// addFrom is add where the points before from were there already.
func (k *ink) addFrom(b core.Brush, pts []core.Point, from int) bool {
	if b.Kind == core.Eraser || b.Kind == core.Smudge || len(pts) == 0 {
		return false
	}
	fills := b.Fill != core.FillNone
	if b.Fill != core.FillNone {
		shape := make([]at, len(pts))
		for i, p := range pts {
			shape[i] = at{p.X, p.Y}
		}
		if area(shape) > k.ground {
			return false
		}
		k.begin()
		k.inside(shape)
		pts = append(slices.Clone(pts), pts[0])
	}
	k.begin()
	if fills {
		from = 0
	}
	for i, p := range pts[from:] {
		q := pts[max(from+i-1, 0)]
		r := int32(0)
		if !fills {
			r = raster.Radius(b, max(p.Pressure, q.Pressure)) * core.Unit / 256
		}
		a, b := at{q.X, q.Y}, at{p.X, p.Y}
		n := max(abs(b.x-a.x), abs(b.y-a.y))/(8*k.cell) + 1 // short parts have small boxes
		for j := range n {
			k.segment(onWay(a, b, j, n), onWay(a, b, j+1, n), r)
		}
	}
	return true
}

// onWay returns a place j of n parts of the way from a to b.
func onWay(a, b at, j, n int32) at {
	return at{a.x + int32(int64(b.x-a.x)*int64(j)/int64(n)), a.y + int32(int64(b.y-a.y)*int64(j)/int64(n))}
}

// begin makes room for the first ink.
func (k *ink) begin() {
	if k.any = true; k.far == nil {
		k.far = slices.Repeat([]int32{inkFarMost}, int(k.wide*k.high))
	}
}

// segment brings the nodes near a line of a radius closer.
func (k *ink) segment(a, b at, r int32) {
	reach := r + 2*k.cell
	i0, i1 := k.node(min(a.x, b.x)-reach, k.wide), k.node(max(a.x, b.x)+reach, k.wide)
	j0, j1 := k.node(min(a.y, b.y)-reach, k.high), k.node(max(a.y, b.y)+reach, k.high)
	for j := j0; j <= j1; j++ {
		for i := i0; i <= i1; i++ {
			n := j*k.wide + i
			if far := k.far[n]; far > -k.cell && nearer(at{i * k.cell, j * k.cell}, a, b, far+r) {
				k.far[n] = min(far, max(distance(at{i * k.cell, j * k.cell}, a, b)-r, -k.cell))
			}
		}
	}
}

// nearer reports whether p may be nearer to the line from a to b than a distance: not where it is that far from the
// box of both.
func nearer(p, a, b at, than int32) bool {
	dx := max(min(a.x, b.x)-p.x, p.x-max(a.x, b.x), 0)
	dy := max(min(a.y, b.y)-p.y, p.y-max(a.y, b.y), 0)
	return int64(dx)*int64(dx)+int64(dy)*int64(dy) < int64(than)*int64(than)
}

func (k *ink) node(v, most int32) int32 { return min(max(v/k.cell, 0), most-1) }

// inside marks the nodes within a shape (even-odd).
func (k *ink) inside(shape []at) {
	box := boxed(shape)
	for j := k.node(box.Y0, k.high); j <= k.node(box.Y1, k.high); j++ {
		xs := crossings(shape, j*k.cell)
		for n := 0; n+1 < len(xs); n += 2 {
			for i := max((xs[n]+k.cell-1)/k.cell, 0); i <= min(xs[n+1]/k.cell, k.wide-1); i++ {
				k.far[j*k.wide+i] = -k.cell
			}
		}
	}
}

// spread tells all nodes how far the ink is, from neighbour to neighbour: a chamfer
// distance after Borgefors (1986), with steps so short that none is told too far.
func (k *ink) spread() {
	level, across := k.cell*15/16, k.cell*21/16
	step := func(n, i, di, dj int32) {
		if i+di < 0 || i+di >= k.wide {
			return
		}
		m := n + dj*k.wide + di
		if m < 0 || m >= int32(len(k.far)) {
			return
		}
		by := level
		if di != 0 && dj != 0 {
			by = across
		}
		k.far[n] = min(k.far[n], k.far[m]+by)
	}
	for n := range int32(len(k.far)) {
		i := n % k.wide
		step(n, i, -1, 0)
		step(n, i, -1, -1)
		step(n, i, 0, -1)
		step(n, i, 1, -1)
	}
	for n := int32(len(k.far)) - 1; n >= 0; n-- {
		i := n % k.wide
		step(n, i, 1, 0)
		step(n, i, 1, 1)
		step(n, i, 0, 1)
		step(n, i, -1, 1)
	}
}

// from returns how far the ink is from a place.
func (k *ink) from(x, y int32) int32 {
	if !k.any {
		return inkFarMost
	}
	x, y = min(max(x, 0), (k.wide-1)*k.cell-1), min(max(y, 0), (k.high-1)*k.cell-1)
	i, j := x/k.cell, y/k.cell
	x, y = x-i*k.cell, y-j*k.cell
	n := j*k.wide + i
	top := k.far[n] + int32(int64(k.far[n+1]-k.far[n])*int64(x)/int64(k.cell))
	low := k.far[n+k.wide] + int32(int64(k.far[n+k.wide+1]-k.far[n+k.wide])*int64(x)/int64(k.cell))
	return top + int32(int64(low-top)*int64(y)/int64(k.cell))
}

// around returns the parts of marks that leave the ink free.
func (k *ink) around(marks []Mark) []Mark {
	if !k.any {
		return marks
	}
	var list []Mark
	for i, m := range marks {
		list = k.mark(list, m, len(list)-i < partsMost)
	}
	return list
}

// partsMost is how many strokes more the ink may make of those of a layer. When it has, a line keeps
// its longest part.
const partsMost = 400

// mark appends the parts of a mark that leave the ink free: as many as there are, or one.
func (k *ink) mark(list []Mark, m Mark, all bool) []Mark {
	if m.Brush.Fill != core.FillNone {
		if pts := k.holed(m.Points); len(pts) > 0 {
			list = append(list, Mark{m.Brush, pts})
		}
		return list
	}
	n := len(list)
	if list = k.line(list, m, all); all || len(list) <= n {
		return list
	}
	best := slices.MaxFunc(list[n:], func(a, b Mark) int { return cmp.Compare(length(a.Points), length(b.Points)) })
	return append(list[:n], best)
}

// From how many cells on a brush that has no room is taken for a narrower one, unless it is so thin that there
// is a picture beneath it anyway; and below how many a part of a line is a crumb.
const (
	broad = 8
	crumb = 14
	glaze = 190 // of 255
)

// line appends the parts of a line that leave the ink free. Where a broad brush would not, its
// paint goes up to the ink, and narrower ones work over that.
func (k *ink) line(list []Mark, m Mark, narrow bool) []Mark {
	r := int32(m.Brush.Width)*core.Unit/(2*core.WidthUnit) + k.margin()
	var kept, lost [][]core.Point
	for _, run := range m.outside(func(x, y int32) bool { return k.from(x, y) < r }, k.cell, true) {
		whole := len(run) == len(m.Points) && run[0] == m.Points[0] && run[len(run)-1] == m.Points[len(run)-1]
		if whole {
			return append(list, m)
		}
		if length(run) >= max(r, crumb*k.cell) {
			kept = append(kept, run)
			continue
		}
		lost = append(lost, run)
	}
	narrow = narrow && r >= broad*k.cell && m.Brush.Opacity >= glaze && m.Brush.Kind != core.Eraser
	if narrow {
		lost = append(lost, m.outside(func(x, y int32) bool { return k.from(x, y) >= r }, k.cell, true)...)
		for _, run := range lost {
			list = k.patch(list, Mark{m.Brush, run})
		}
	}
	for _, run := range kept {
		list = append(list, Mark{m.Brush, run})
	}
	if !narrow {
		return list
	}
	b := m.Brush
	b.Width = b.Width * 2 / 5
	for _, run := range lost {
		for lane := int32(-1); lane <= 1; lane++ {
			list = k.line(list, Mark{b, k.shifted(run, m.Brush, lane*600)}, false)
		}
	}
	return list
}

// How much of what is beneath a patch hides: between bristles some shows, too.
const (
	patchPercent = 85
	patchDry     = 45 // for a brush that is no oil
)

// patch appends the paint of a broad line without its bristles, with room for the ink in it.
func (k *ink) patch(list []Mark, m Mark) []Mark {
	run := slices.Clone(m.Points)
	n := len(run) - 1
	run[0], run[n] = k.beyond(run[min(1, n)], run[0]), k.beyond(run[max(n-1, 0)], run[n])
	sides, back := k.shifted(run, m.Brush, 1000), k.shifted(run, m.Brush, -1000)
	slices.Reverse(back)
	pts := k.holed(append(sides, back...))
	if len(pts) == 0 {
		return list
	}
	b := core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: m.Brush.Color, Width: core.WidthUnit, Fill: core.FillNonzero}
	part := patchPercent
	if m.Brush.Kind != core.OilFlat && m.Brush.Kind != core.OilFilbert {
		part = patchDry
	}
	b.Opacity = uint8(int(m.Brush.Opacity) * part / 100)
	return append(list, Mark{b, pts})
}

// beyond returns b two cells further from a: a patch reaches beneath the strokes that it goes on from.
func (k *ink) beyond(a, b core.Point) core.Point {
	if l := apart(at{a.X, a.Y}, at{b.X, b.Y}); l > 0 {
		b.X += int32(int64(b.X-a.X) * 2 * int64(k.cell) / int64(l))
		b.Y += int32(int64(b.Y-a.Y) * 2 * int64(k.cell) / int64(l))
	}
	return b
}

// shifted returns a line so many thousandths of a brush's radius to the side of another, within what a piece
// may hold.
func (k *ink) shifted(run []core.Point, brush core.Brush, part int32) []core.Point {
	list := slices.Clone(run)
	w, h := (k.wide-2)*k.cell, (k.high-2)*k.cell
	for i := range list {
		by := int32(int64(raster.Radius(brush, run[i].Pressure)) * int64(part) * core.Unit / 256 / 1000)
		a, b := run[max(i-1, 0)], run[min(i+1, len(run)-1)]
		if l := apart(at{a.X, a.Y}, at{b.X, b.Y}); l > 0 {
			list[i].X -= int32(int64(b.Y-a.Y) * int64(by) / int64(l))
			list[i].Y += int32(int64(b.X-a.X) * int64(by) / int64(l))
		}
		list[i].X, list[i].Y = min(max(list[i].X, -w/2), w+w/2), min(max(list[i].Y, -h/2), h+h/2)
	}
	return list
}

func length(run []core.Point) (l int32) {
	for i, q := range run[1:] {
		l += max(abs(q.X-run[i].X), abs(q.Y-run[i].Y))
	}
	return l
}

// distance returns how far p is from the line from a to b.
func distance(p, a, b at) int32 {
	dx, dy := int64(b.x-a.x), int64(b.y-a.y)
	px, py := int64(p.x-a.x), int64(p.y-a.y)
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max(px*dx+py*dy, 0), l)
		t = t * 4096 / l
		px, py = px-dx*t/4096, py-dy*t/4096
	}
	return int32(path.Sqrt(uint64(px*px + py*py)))
}

// area returns what a shape encloses, in (1/32 px)².
func area(shape []at) int64 {
	twice := turning(shape)
	return max(twice, -twice) / 2
}

func boxed(shape []at) core.Rect {
	box := core.Rect{X0: shape[0].x, Y0: shape[0].y, X1: shape[0].x, Y1: shape[0].y}
	for _, p := range shape {
		box = core.Rect{X0: min(box.X0, p.x), Y0: min(box.Y0, p.y), X1: max(box.X1, p.x), Y1: max(box.Y1, p.y)}
	}
	return box
}
