package ui

import "easel.example/desktop/app"

// A pass is where the pointer was between two frames, and whether its first button was down.
type pass struct {
	at     app.Spot
	down   bool
	micros int64 // since the window began
}

// passesMost bounds those that wait: of a press that Ebiten never tells of, for it was meant for another window.
const passesMost = 1024

// follow adds to what happened in a frame where the pointer was since the one before. Ebiten has the last word on
// whether a button is down: X tells of those that are pressed above other windows, too.
func (w *Window) follow(e *events) {
	points, whole := w.trail.Take(w.points[:0])
	w.points = points
	if !whole {
		w.waiting = nil
		return
	}
	list := w.waiting
	e.whole = true
	for _, p := range points {
		if at := p.At.Sub(w.began).Microseconds(); at > w.since {
			list = append(list, pass{app.Spot{X: float64(p.X) / w.scale, Y: float64(p.Y) / w.scale}, p.Down, at})
		}
	}
	e.passes, list = due(list, w.was.buttons[0], e.buttons[0])
	if w.waiting = list; len(list) > passesMost {
		w.waiting = nil
	}
}

// due returns the passes that are to be drawn in a frame, and those that wait: until Ebiten, too, says that the
// button has come down, or been lifted.
func due(list []pass, was, is bool) (now, later []pass) {
	from, to := lastRun(list)
	switch {
	case was && is:
		return list, nil
	case is && from == to: // it lags behind
		return nil, nil
	case is:
		return list[from:to], list[to:]
	case was && to == len(list) && from > 0: // it is down again
		return list[:from], list[from:]
	case was:
		return list, nil
	case to == len(list):
		return nil, list[from:]
	}
	return nil, nil
}

// lastRun returns where the last passes begin that have the button down, and where they end.
func lastRun(list []pass) (from, to int) {
	for to = len(list); to > 0 && !list[to-1].down; to-- {
	}
	for from = to; from > 0 && list[from-1].down; from-- {
	}
	return from, to
}

// pressedAt returns where the first button came down, as far as is known.
func (e *events) pressedAt() app.Spot {
	if e.buttons[0] && len(e.passes) > 0 {
		return e.passes[0].at
	}
	return e.at
}

// pen tells where the first button's pointer was, and is: it comes down and is lifted where it passed, or, where
// nothing is known of that, where it is in the frame.
func (w *Window) pen(e, was events, micros int64, tell func(act app.PointerAct, at app.Spot, micros int64)) {
	put := func(p pass) {
		switch {
		case p.down && !w.penned:
			tell(app.Down, p.at, p.micros)
		case p.down:
			tell(app.Move, p.at, p.micros)
		case w.penned:
			tell(app.Up, p.at, p.micros)
		}
		w.penned = p.down
	}
	for _, p := range e.passes {
		put(p)
	}
	is, first := e.buttons[0], was.buttons[0] != e.buttons[0]
	switch {
	case first && is && !w.penned && len(e.passes) == 0, first && !is && w.penned && len(e.passes) == 0:
		put(pass{e.at, is, micros})
		w.since = micros
	case first && !is && w.penned: // the trail has not told of its end yet
		put(pass{e.passes[len(e.passes)-1].at, false, micros})
	}
}
