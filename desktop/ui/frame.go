package ui

import (
	"image"
	"math"
	"runtime"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// step is a frame without what is Ebiten's.
func (w *Window) step(e events, start time.Time) {
	now := w.now()
	quiet := e.quiet(&w.was)
	drawing := w.held == sheets
	in := w.route(e, now)
	change := merged(w.pending, w.app.Step(now))
	w.pending = app.Change{}
	w.theme()
	if !quiet || change.Panels || w.redo || w.moving || w.next.At != 0 && now >= w.next.At {
		w.build(in, e)
		then := w.app.Step(now)
		if then.Panels { // by a key that no widget took, or a button
			in.Keys, in.Text, in.Wheel = nil, "", widget.Spot{}
			w.build(in, events{})
			last := w.app.Step(now)
			w.redo = w.redo || last.Panels // as the zoom, once the sheet makes room for a panel
			then = merged(then, last)
		}
		change = merged(change, then)
	}
	w.was = e
	w.obey(change.Commands)
	if change.Canvas {
		s := w.app.Studio()
		w.sheet.take(nil)
		if s != nil {
			w.sheet.take(s.Canvas())
		}
		w.redraw = true
	}
	w.send(change, drawing)
	if drawing && w.held == sheets && !quiet {
		w.stats.ink.add(time.Since(start))
	}
	w.point()
	w.redraw, w.lifted = w.redraw || change.View, w.lifted || change.Overlay
	w.stats.inked = drawing
	// What the panels alone show anew, as a caret that blinks does, takes one frame and no more.
	lively := len(change.Tiles) > 0 || change.Overlay || change.View || change.Canvas
	if !quiet || lively || w.moving || w.more {
		w.active = start
	}
}

// theme follows what was chosen, or the system.
func (w *Window) theme() {
	dark := w.app.Theme() == app.Dark || w.app.Theme() == app.SystemTheme && w.dark.Load()
	if dark == w.panels.UI.Theme.Dark {
		return
	}
	w.panels.UI.Theme = widget.Light()
	if dark {
		w.panels.UI.Theme = widget.Dark()
	}
	w.redo, w.redraw = true, true
}

// buildsMost bounds the builds of a frame: what glides goes on in the next.
const buildsMost = 3

// build builds the panels until they stand still, gives the app what they did not take, and
// keeps the list if it is another one.
func (w *Window) build(in widget.Input, e events) {
	w.panels.Scale = w.scale
	w.redo = false
	for i := range buildsMost {
		w.app.Resize(w.width, w.height, w.panels.Room())
		w.next = w.panels.Build(in, w.width, w.height)
		if i == 0 {
			w.keysLeft(e, w.next.Keys, w.next.Typing)
			in.Keys, in.Text, in.Wheel = nil, "", widget.Spot{}
		}
		if !w.next.Again {
			break
		}
	}
	w.app.Resize(w.width, w.height, w.panels.Room())
	w.moving = w.next.Again
	u := w.panels.UI
	part, same := u.Differs(&w.list, &u.List)
	if !same || w.painter.scale != w.scale {
		w.damage = w.damage.Union(scaled(part, w.scale))
		w.redraw = w.redraw || w.painter.scale != w.scale
		w.list.Items = append(w.list.Items[:0], u.Items...)
		w.painter.build(&w.list, int(math.Ceil(w.width*w.scale)), int(math.Ceil(w.height*w.scale)), w.scale)
	}
}

// scaled returns the device px of a part of the window.
func scaled(r widget.Rect, scale float64) image.Rectangle {
	return box{r.X * scale, r.Y * scale, (r.X + r.W) * scale, (r.Y + r.H) * scale}.around(1)
}

// obey does what the app asks of its window.
func (w *Window) obey(list []app.Command) {
	for _, c := range list {
		switch c {
		case app.CmdFullScreen:
			ebiten.SetFullscreen(!ebiten.IsFullscreen())
		case app.CmdQuit:
			w.quit = true
		case app.CmdOpen:
			w.desk.Open()
		case app.CmdCopy:
			w.desk.CopyPicture()
		case app.CmdArtist:
			w.panels.Write()
			w.redo = true
		}
	}
}

// send brings the sheet's textures up to date.
func (w *Window) send(change app.Change, drawing bool) {
	s := w.app.Studio()
	if s == nil {
		w.sheet.stand(nil)
		w.more = false
		return
	}
	w.sheet.stand(s.Preview())
	w.sheet.look(s.View(), w.scale, int(math.Ceil(w.width*w.scale)), int(math.Ceil(w.height*w.scale)))
	part, all, more := w.sheet.work(change.Tiles, !drawing)
	w.damage, w.more = w.damage.Union(part), more
	w.redraw = w.redraw || all
	w.stats.tiles = w.sheet.layers.sent
}

// point gives the system's pointer the shape that is right where it is.
func (w *Window) point() {
	shape := int(ebiten.CursorShapeDefault)
	s := w.app.Studio()
	switch {
	case w.held != sheets && (w.next.Over || s == nil || w.was.away):
		shape = map[widget.Cursor]int{widget.Arrow: int(ebiten.CursorShapeDefault), widget.Hand: int(ebiten.CursorShapePointer), widget.Beam: int(ebiten.CursorShapeText)}[w.next.Cursor]
	case s.Pointing() == app.PointNone:
		shape = hidden
	case s.Pointing() == app.PointHand:
		shape = int(ebiten.CursorShapeMove)
	}
	if shape == w.shape {
		return
	}
	w.shape = shape
	if shape == hidden {
		ebiten.SetCursorMode(ebiten.CursorModeHidden)
		return
	}
	ebiten.SetCursorMode(ebiten.CursorModeVisible)
	ebiten.SetCursorShape(ebiten.CursorShapeType(shape))
}

// hidden is the shape of a pointer that the overlay shows in its own way.
const hidden = -2

// Draw is Ebiten's.
func (w *Window) Draw(screen *ebiten.Image) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start, cpu := time.Now(), threadTime()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stale() {
		w.show(screen)
	} else if w.resting {
		return
	}
	w.stats.frame(w.stats.drawn+time.Since(start), w.stats.cpu+threadTime()-cpu, w.stats.inked, time.Now())
}

// stale reports whether the screen is not what it should be.
func (w *Window) stale() bool { return w.redraw || w.lifted || !w.damage.Empty() }

// show draws what is stale of the screen.
func (w *Window) show(screen *ebiten.Image) {
	over := &app.Overlay{}
	if s := w.app.Studio(); s != nil {
		over = s.Overlay()
	}
	covered := covers(over, w.scale)
	if w.lifted {
		w.damage = w.damage.Union(w.covered).Union(covered)
	}
	if w.redraw {
		w.damage = screen.Bounds()
	}
	if at := w.damage.Intersect(screen.Bounds()); !at.Empty() {
		w.draw(part(screen, at), over)
	}
	w.redraw, w.lifted, w.damage, w.covered = false, false, image.Rectangle{}, covered
}

// draw puts a part of the screen together.
func (w *Window) draw(screen *ebiten.Image, over *app.Overlay) {
	t := w.panels.UI.Theme
	screen.Fill(t.Ground.NRGBA())
	if s := w.app.Studio(); s != nil && s.State().Card.Title == "" {
		w.sheet.draw(screen, w.painter, t, w.scale)
		w.overlay.w, w.overlay.h = w.width, w.height
		w.overlay.draw(screen, over, w.scale, w.names)
	}
	w.painter.draw(screen)
}
