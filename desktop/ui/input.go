package ui

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/core/ink"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// events are what happened since the frame before, in px of the window.
type events struct {
	at      app.Spot
	away    bool // the pointer is not in the window
	buttons [3]bool
	wheel   app.Spot // px to move by
	touches []touch
	keys    []press
	text    string
	ctrl    bool
	passes  []pass // of the pointer since the frame before, that are to be drawn
	whole   bool   // there will be no others of that time
}

type touch struct {
	id ebiten.TouchID
	at app.Spot
}

// wheelStep is how far a notch of the wheel moves, px.
const wheelStep = 48

// poll asks Ebiten what happened. Between two frames it knows but the last place of the pointer; see follow.
func (w *Window) poll(now time.Time) events {
	x, y := ebiten.CursorPosition()
	e := events{at: app.Spot{X: float64(x) / w.scale, Y: float64(y) / w.scale}}
	e.away = e.at.X < 0 || e.at.Y < 0 || e.at.X >= w.width || e.at.Y >= w.height
	for i, b := range [...]ebiten.MouseButton{ebiten.MouseButtonLeft, ebiten.MouseButtonMiddle, ebiten.MouseButtonRight} {
		e.buttons[i] = ebiten.IsMouseButtonPressed(b)
	}
	wx, wy := ebiten.Wheel()
	e.wheel = app.Spot{X: -wx * wheelStep, Y: -wy * wheelStep}
	e.ctrl = ebiten.IsKeyPressed(ebiten.KeyControl) || w.app.Mac() && ebiten.IsKeyPressed(ebiten.KeyMeta)
	if ebiten.IsKeyPressed(ebiten.KeyShift) && e.wheel.X == 0 {
		e.wheel = app.Spot{X: e.wheel.Y}
	}
	for _, id := range ebiten.AppendTouchIDs(nil) {
		tx, ty := ebiten.TouchPosition(id)
		e.touches = append(e.touches, touch{id, app.Spot{X: float64(tx) / w.scale, Y: float64(ty) / w.scale}})
	}
	e.keys, e.text = w.keyboard.read(now)
	w.follow(&e)
	if w.play != nil {
		if w.ready.IsZero() && w.sheet.layers.canvas != nil && w.sheet.layers.left() == 0 {
			w.ready, w.stats = now, stats{began: w.stats.began, first: w.stats.first, whole: now.Sub(w.stats.began), frames: 1, since: now}
		}
		at := -time.Second
		if !w.ready.IsZero() {
			at = now.Sub(w.ready)
		}
		e.at, e.buttons[0], w.quit = w.play(at)
		e.away = false
	}
	return e
}

// quiet reports whether nothing happened.
func (e *events) quiet(was *events) bool {
	return e.at == was.at && e.away == was.away && e.buttons == was.buttons && e.wheel == app.Spot{} && len(e.touches)+len(was.touches)+len(e.keys)+len(e.passes) == 0 && e.text == ""
}

// A hold is whose the pointer is while its buttons are held.
type hold uint8

const (
	nobodys hold = iota
	sheets
	panels
)

// route gives the pointer to the panels, or to the sheet. It returns what the panels take.
func (w *Window) route(e events, now int64) widget.Input {
	was := w.was
	any := e.buttons[0] || e.buttons[1] || e.buttons[2]
	if w.held == nobodys && any {
		w.held = sheets
		if w.panels.UI.Covers(widget.Spot(e.pressedAt())) || w.app.Studio() == nil || w.panels.Waits() {
			w.held = panels
		} else {
			w.panels.Shut()
		}
	}
	if s := w.app.Studio(); s != nil && w.held != panels {
		w.onSheet(s, e, was)
	}
	in := widget.Input{At: widget.Spot(e.at), Away: e.away || w.held == sheets && !w.pressedNow(e), Down: e.buttons[0], Now: now, Text: e.text}
	if w.held != sheets {
		in.Wheel = widget.Spot(e.wheel)
	}
	for _, k := range e.keys {
		if k.up || k.name == "Shift" {
			continue
		}
		name := k.name
		if name == "Space" {
			name = " "
		}
		in.Keys = append(in.Keys, widget.Press{Key: name, Ctrl: k.ctrl, Shift: k.shift, Alt: k.alt})
	}
	if !any {
		w.held, w.penned = nobodys, false
	}
	return in
}

// pressedNow reports whether the first button has just come down.
func (w *Window) pressedNow(e events) bool { return e.buttons[0] && !w.was.buttons[0] }

// mouseID is the pointer that the mouse is; fingers have higher ones.
const mouseID = 0

// onSheet gives the studio what pointers do on the sheet.
func (w *Window) onSheet(s *app.Studio, e, was events) {
	micros := time.Since(w.began).Microseconds()
	put := func(act app.PointerAct, button int, at app.Spot, micros int64) {
		s.Pointer(app.PointerEvent{ID: mouseID, Kind: ink.Mouse, Act: act, At: at, Micros: micros, Button: button})
	}
	tell := func(act app.PointerAct, button int) { put(act, button, e.at, micros) }
	over := w.held == nobodys && (e.away || w.panels.UI.Covers(widget.Spot(e.at)))
	switch {
	case over && !w.gone:
		tell(app.Gone, 0)
	case len(e.passes) > 0 || w.penned && e.whole: // they lead there, or will
	case !over && (e.at != was.at || w.gone):
		tell(app.Move, 0)
	}
	w.gone = over
	w.pen(e, was, micros, func(act app.PointerAct, at app.Spot, micros int64) { put(act, 0, at, micros) })
	for i := 1; i < len(e.buttons); i++ {
		if e.buttons[i] && !was.buttons[i] {
			tell(app.Down, i)
		}
		if !e.buttons[i] && was.buttons[i] {
			tell(app.Up, i)
		}
	}
	if e.wheel != (app.Spot{}) && !over {
		s.Wheel(app.Wheel{At: e.at, DX: e.wheel.X, DY: e.wheel.Y, Zoom: e.ctrl})
	}
	w.fingers(s, e, was, micros)
}

func (w *Window) fingers(s *app.Studio, e, was events, micros int64) {
	find := func(list []touch, id ebiten.TouchID) (touch, bool) {
		for _, t := range list {
			if t.id == id {
				return t, true
			}
		}
		return touch{}, false
	}
	tell := func(t touch, act app.PointerAct) {
		s.Pointer(app.PointerEvent{ID: 1 + int(t.id), Kind: ink.Touch, Act: act, At: t.at, Micros: micros})
	}
	for _, t := range e.touches {
		if old, ok := find(was.touches, t.id); !ok {
			tell(t, app.Down)
		} else if old.at != t.at {
			tell(t, app.Move)
		}
	}
	for _, t := range was.touches {
		if _, ok := find(e.touches, t.id); !ok {
			tell(t, app.Up)
		}
	}
}

// keysLeft gives the app what no widget took.
func (w *Window) keysLeft(e events, left []widget.Press, typing bool) {
	for _, k := range e.keys {
		if k.name == "Shift" || k.name == "Space" && k.up {
			w.app.Key(app.Key{Name: k.name, Up: k.up})
		}
	}
	for _, p := range left {
		if typing && !p.Ctrl && p.Key != "F11" {
			continue
		}
		name := p.Key
		if name == " " {
			name = "Space"
		}
		if !w.again(e, name) {
			w.app.Key(app.Key{Name: name, Ctrl: p.Ctrl, Shift: p.Shift, Alt: p.Alt})
		}
	}
}

// again reports whether a key only repeats, and means nothing by that.
func (w *Window) again(e events, name string) bool {
	for _, k := range e.keys {
		if k.name == name && k.again {
			return !repeats(name)
		}
	}
	return false
}
