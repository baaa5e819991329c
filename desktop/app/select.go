package app

import (
	"fmt"
	"math"

	"easel.example/core"
	"easel.example/core/client"
)

// Where one can take hold of a selection, in px of the screen.
const (
	handleReach = 14
	stalk       = 30 // from the box to the handle that turns
	selectSlip  = 4  // less is a tap
	selectReach = 6  // of a tap
)

// nudgeRest is how long arrow keys rest, in ms, until what they moved is sent: a key that
// is held repeats.
const nudgeRest = 300

// duplicateBy is how far a copy lies from what it is of, in px.
const duplicateBy = 16

// A motion is what becomes of a selection: of a place (x, y) in px of the piece, and of
// widths; see [client.Shift].
type motion struct{ a, b, c, d, x, y, wider float64 }

var still = motion{1, 0, 0, 1, 0, 0, 1}

func moved(x, y float64) motion { return motion{1, 0, 0, 1, x, y, 1} }

// scaled is larger by k about a place.
func scaled(k float64, at Spot) motion {
	return motion{k, 0, 0, k, at.X * (1 - k), at.Y * (1 - k), math.Abs(k)}
}

// turned is turned by an angle about a place.
func turned(angle float64, at Spot) motion {
	s, c := math.Sincos(angle)
	return motion{c, s, -s, c, at.X - c*at.X + s*at.Y, at.Y - s*at.X - c*at.Y, 1}
}

func (m motion) through(p Spot) Spot {
	return Spot{m.a*p.X + m.c*p.Y + m.x, m.b*p.X + m.d*p.Y + m.y}
}

func (m motion) shift() client.Shift {
	fixed := func(v, unit float64) int32 {
		return int32(math.Round(min(max(v*unit, math.MinInt32), math.MaxInt32)))
	}
	const one = 1 << 16
	return client.Shift{
		A: fixed(m.a, one), B: fixed(m.b, one), C: fixed(m.c, one), D: fixed(m.d, one),
		X: fixed(m.x, core.Unit), Y: fixed(m.y, core.Unit), Wider: fixed(m.wider, one),
	}
}

type gripKind uint8

const (
	gripAround gripKind = iota // a line around what is to be selected
	gripMove
	gripScale
	gripTurn
)

// A grip is what the pointer does with a selection, from down to up.
type grip struct {
	kind  gripKind
	from  Spot
	about Spot
	path  []Spot
	does  motion
}

// A nudge is how far arrow keys have moved the selection, until they rest.
type nudge struct {
	x, y float64
	at   int64 // of the last key
}

// selectionTold takes note of what is selected now.
func (s *Studio) selectionTold() {
	n, box := s.client.Selection()
	if n == 0 {
		box = core.Rect{}
	}
	if (s.grip == nil || s.grip.kind == gripAround) && s.frame != box {
		s.frame = box
		s.app.change.Overlay = true
	}
}

// selected reports whether anything is.
func (s *Studio) selected() bool {
	n, _ := s.client.Selection()
	return n > 0
}

// corners returns those of the box around what is selected, in px of the piece.
func (s *Studio) corners() [4]Spot {
	x0, y0 := float64(s.frame.X0)/core.Unit, float64(s.frame.Y0)/core.Unit
	x1, y1 := float64(s.frame.X1)/core.Unit, float64(s.frame.Y1)/core.Unit
	return [4]Spot{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
}

// turner returns where the handle is that turns, and the middle of the side of the box that it stands off: over the box,
// or at another side of it where the window's edge or a panel hides that.
func (s *Studio) turner() (handle, foot Spot) {
	k, reach := s.corners(), stalk/s.view.Zoom
	x, y := (k[0].X+k[2].X)/2, (k[0].Y+k[2].Y)/2
	sides := [...][2]Spot{
		{{x, k[0].Y - reach}, {x, k[0].Y}}, {{x, k[2].Y + reach}, {x, k[2].Y}},
		{{k[2].X + reach, y}, {k[2].X, y}}, {{k[0].X - reach, y}, {k[0].X, y}},
	}
	for _, side := range sides {
		if s.clear(side[0]) {
			return side[0], side[1]
		}
	}
	return sides[0][0], sides[0][1]
}

// clear reports whether a place of the piece is seen beside the panels.
func (s *Studio) clear(p Spot) bool {
	q, r := s.view.ToScreen(p), s.app.room
	return q.X >= r.Left && q.X <= s.app.width-r.Right && q.Y >= r.Top && q.Y <= s.app.height-r.Bottom
}

// drag goes on with a grip; the first place says what is meant.
func (s *Studio) drag(at Spot) {
	g := s.grip
	if g == nil {
		s.grip = s.taken(at)
		return
	}
	even := s.app.hand.even
	switch g.kind {
	case gripAround:
		g.path = append(g.path, at)
		return
	case gripMove:
		x, y := at.X-g.from.X, at.Y-g.from.Y
		if even && math.Abs(x) > math.Abs(y) {
			y = 0
		} else if even {
			x = 0
		}
		g.does = moved(x, y)
	case gripScale:
		from, to := math.Hypot(g.from.X-g.about.X, g.from.Y-g.about.Y), math.Hypot(at.X-g.about.X, at.Y-g.about.Y)
		g.does = scaled(min(max(to/max(from, 1), 0.02), 50), g.about)
	case gripTurn:
		way := func(p Spot) float64 { return math.Atan2(p.Y-g.about.Y, p.X-g.about.X) }
		const step = math.Pi / 12
		angle := way(at) - way(g.from)
		if even {
			angle = math.Round(angle/step) * step
		}
		g.does = turned(angle, g.about)
	}
	s.client.Shift(g.does.shift(), false, s.app.now)
}

// taken returns what lies under the pointer: a handle, the box, or nothing.
func (s *Studio) taken(at Spot) *grip {
	around := &grip{kind: gripAround, path: []Spot{at}, does: still}
	if !s.selected() {
		return around
	}
	reach := handleReach / s.view.Zoom
	near := func(p Spot) bool { return math.Hypot(p.X-at.X, p.Y-at.Y) < reach }
	k := s.corners()
	middle := Spot{(k[0].X + k[2].X) / 2, (k[0].Y + k[2].Y) / 2}
	if handle, _ := s.turner(); near(handle) {
		return &grip{kind: gripTurn, from: at, about: middle, does: still}
	}
	for i, c := range k {
		if near(c) {
			return &grip{kind: gripScale, from: at, about: k[(i+2)%4], does: still}
		}
	}
	if at.X > k[0].X-reach && at.X < k[2].X+reach && at.Y > k[0].Y-reach && at.Y < k[2].Y+reach {
		return &grip{kind: gripMove, from: at, does: still}
	}
	return around
}

// release ends a grip: what was shown stays, or what lies in the path is selected.
func (s *Studio) release() {
	g := s.grip
	s.grip = nil
	switch {
	case g == nil:
		return
	case g.kind == gripAround:
		s.around(g.path)
	case g.does != still:
		s.give(g.does)
	}
	s.selectionTold()
}

// letGo ends a grip that is taken back.
func (s *Studio) letGo() {
	if g := s.grip; g != nil && g.kind != gripAround {
		s.client.Shift(still.shift(), false, s.app.now)
	}
	s.grip = nil
	s.selectionTold()
}

// give moves what is selected for good.
func (s *Studio) give(m motion) {
	if !s.client.Shift(m.shift(), true, s.app.now) && m.shift() != still.shift() {
		s.app.say("Not all of it can go there: it would leave the sheet, or become too large.")
	}
}

func (s *Studio) around(path []Spot) {
	first, last := path[0], path[len(path)-1]
	tap := true
	for _, p := range path {
		tap = tap && math.Hypot(p.X-first.X, p.Y-first.Y) < selectSlip/s.view.Zoom
	}
	switch {
	case tap:
		path = path[:1]
	case !s.lasso:
		path = rectangle(first, last)
	}
	s.pick(path, selectReach/s.view.Zoom, s.app.hand.even)
}

func rectangle(a, b Spot) []Spot { return []Spot{a, {b.X, a.Y}, b, {a.X, b.Y}} }

// pick selects what lies in a path; with keeps what was selected.
func (s *Studio) pick(path []Spot, reach float64, with bool) {
	pts := make([]core.Point, len(path))
	grid := func(v float64) int32 { return int32(math.Round(min(max(v, -sampleMost), sampleMost) * core.Unit)) }
	for i, p := range path {
		pts[i] = core.Point{X: grid(p.X), Y: grid(p.Y)}
	}
	if _, more := s.client.Select(pts, grid(reach), with); more {
		s.app.say(fmt.Sprintf("No more than %d strokes can be selected at once.", client.SelectMost))
	}
}

// SelectAll selects all of one's own strokes.
func (s *Studio) SelectAll() {
	s.settle()
	const far = 3 * core.SideMax
	s.pick(rectangle(Spot{-far, -far}, Spot{far, far}), 0, false)
	s.selectionTold()
}

// Deselect lets the selection go.
func (s *Studio) Deselect() {
	s.settle()
	s.client.Deselect()
	s.selectionTold()
	s.app.change.Overlay = true
}

// Steps of what buttons do with what is selected.
const (
	growth = 1.1
	spin   = math.Pi / 12 // as even turns of the handle
)

// Grow makes what is selected larger about its middle, or smaller.
func (s *Studio) Grow(larger bool) {
	k := growth
	if !larger {
		k = 1 / growth
	}
	s.reshape(func(middle Spot) motion { return scaled(k, middle) })
}

// Spin turns what is selected about its middle, clockwise or back.
func (s *Studio) Spin(clockwise bool) {
	angle := spin
	if !clockwise {
		angle = -spin
	}
	s.reshape(func(middle Spot) motion { return turned(angle, middle) })
}

func (s *Studio) reshape(by func(middle Spot) motion) {
	s.settle()
	if s.selected() {
		k := s.corners()
		s.give(by(Spot{(k[0].X + k[2].X) / 2, (k[0].Y + k[2].Y) / 2}))
	}
	s.selectionTold()
}

// Duplicate draws what is selected again, a little further, and selects that.
func (s *Studio) Duplicate() {
	s.settle()
	s.client.Duplicate(duplicateBy*core.Unit, duplicateBy*core.Unit, s.app.now)
	s.selectionTold()
}

// RemoveSelected takes what is selected away.
func (s *Studio) RemoveSelected() {
	s.settle()
	s.client.Remove(s.app.now)
	s.selectionTold()
}

// Nudge moves what is selected by so many px, as arrow keys do. It stays when they rest.
func (s *Studio) Nudge(x, y float64) {
	if s.nudged == nil {
		s.nudged = &nudge{}
	}
	n := s.nudged
	n.x, n.y, n.at = n.x+x, n.y+y, s.app.now
	s.client.Shift(moved(n.x, n.y).shift(), false, s.app.now)
	s.selectionTold()
}

// settle lets what arrow keys have moved stay there.
func (s *Studio) settle() {
	if n := s.nudged; n != nil {
		s.nudged = nil
		s.give(moved(n.x, n.y))
		s.selectionTold()
	}
}

func (s *Studio) settleNudge() {
	if s.nudged != nil && s.app.now-s.nudged.at >= nudgeRest {
		s.settle()
	}
}
