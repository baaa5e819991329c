// Package trail tells where the pointer was between two frames. Ebiten tells where it is at each, which is a polygon
// in place of a curve when frames are few, and begins a stroke where the pointer was by then. A display of X is asked
// every few milliseconds, over a connection of its own, while somebody follows; other systems, and a display that
// does not let one in, have no trail, and who follows draws from what Ebiten tells.
package trail

import (
	"sync"
	"time"
)

// A Point is where the pointer was.
type Point struct {
	X, Y int  // px of the display, from the window's upper left corner
	Down bool // its first button
	At   time.Time
}

// pointsMost bounds the points that wait to be taken: two seconds of a pointer that never rests. The oldest go first.
const pointsMost = 512

// A Trail is where the pointer was. The nil Trail has no points.
type Trail struct {
	wake chan struct{} // somebody follows; one is enough

	mu       sync.Mutex // guards what follows
	points   []Point
	last     Point
	followed bool
	knows    bool // the window is found, and the display answers
}

// Follow says whether somebody is about to take points. While nobody is, the display is not asked.
func (t *Trail) Follow(on bool) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.followed = on; on {
		select {
		case t.wake <- struct{}{}:
		default: // it is told already
		}
	}
}

// Take appends the points since it was called last, and reports whether they are all there was: if not, the trail
// has not begun, or has ended.
func (t *Trail) Take(dst []Point) (list []Point, whole bool) {
	if t == nil {
		return dst, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	dst = append(dst, t.points...)
	t.points = t.points[:0]
	return dst, t.knows
}

// add adds a point, unless it is the one before.
func (t *Trail) add(p Point) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.knows && p.X == t.last.X && p.Y == t.last.Y && p.Down == t.last.Down {
		return
	}
	t.knows, t.last = true, p
	if len(t.points) == pointsMost {
		t.points = append(t.points[:0], t.points[1:]...)
	}
	t.points = append(t.points, p)
}

func (t *Trail) lose() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.knows, t.points = false, nil
}

func (t *Trail) isFollowed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.followed
}
