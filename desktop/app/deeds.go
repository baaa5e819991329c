package app

import (
	"slices"

	"easel.example/core"
	"easel.example/core/client"
)

// Steps of keys.
const (
	turnDegrees = 15
	zoomStep    = 1.25
	opacityStep = 5  // %
	nudgeFar    = 10 // px, with Shift
)

// Key takes a key that no field wants, and reports whether it did something.
func (a *App) Key(k Key) bool {
	switch k.Name {
	case "Space":
		if a.studio != nil && !a.sheet.takesKeys() {
			a.studio.pointers.space = !k.Up
			a.change.Overlay = true
		}
		return a.studio != nil
	case "Shift":
		if a.studio != nil {
			a.studio.evenly(!k.Up)
		}
		return false
	}
	if k.Up {
		return false
	}
	c := CommandOf(k)
	if a.sheet.takesKeys() && c != CmdEscape && !(c == CmdHelp && a.sheet == SheetHelp) && c != CmdQuit && c != CmdFullScreen {
		return false
	}
	return a.Do(c)
}

// Blur tells that the window is not the one with the keys any more: none is held.
func (a *App) Blur() {
	if s := a.studio; s != nil {
		s.pointers.space = false
		s.evenly(false)
	}
}

// Focus tells that the window has the keys again: it is seen, and perhaps the machine was
// asleep. A line that rests between tries does not rest any longer.
func (a *App) Focus() {
	if a.studio != nil {
		a.studio.Hurry()
	}
}

func (a *App) ask(c Command) {
	if !slices.Contains(a.change.Commands, c) {
		a.change.Commands = append(a.change.Commands, c)
	}
}

// Do does what a key or a button asks for, and reports whether there was anything to do.
// What is the window's to do comes back in Change.Commands.
func (a *App) Do(c Command) bool {
	switch c {
	case CmdFullScreen, CmdQuit:
		a.ask(c)
		return true
	case CmdEscape:
		return a.escape()
	case CmdOpen: // on the start screen, too: an Easel file is a place
		a.ask(c)
		return true
	case CmdSettings:
		a.toggle(SheetSettings)
		return true
	case CmdHelp:
		a.toggle(SheetHelp)
		return true
	}
	if a.studio == nil {
		return false
	}
	a.change.Overlay, a.change.Panels = true, true
	s, did := a.studio, false
	a.guarded(func() { did = a.doHand(c) || s.doView(c) || s.doInk(c) || s.doRest(c) })
	return did
}

func (a *App) toggle(s Sheet) {
	if a.sheet == s {
		s = NoSheet
	}
	a.Show(s)
}

// escape leaves what is open: a sheet, or else the selection.
func (a *App) escape() bool {
	a.change.Overlay, a.change.Panels = true, true
	switch {
	case a.sheet != NoSheet:
		if a.sheet == SheetGallery && a.studio != nil && a.studio.gallery.back() {
			return true
		}
		a.Show(NoSheet)
	case a.debug:
		a.debug = false
	case a.studio != nil && a.studio.selected():
		a.studio.Deselect()
	default:
		return false
	}
	return true
}

// doHand does what is of the tool in hand.
func (a *App) doHand(c Command) bool {
	h := a.hand
	switch c {
	case CmdBrush:
		h.SetTool(ToolBrush)
	case CmdEraser:
		if h.tool == ToolRubber {
			h.SetTool(ToolEraser)
		} else {
			h.SetTool(ToolRubber)
		}
	case CmdPicker:
		h.SetTool(ToolPicker)
	case CmdBucket:
		h.SetTool(ToolBucket)
	case CmdSelect:
		h.SetTool(ToolSelect)
	case CmdHand:
		h.SetTool(ToolHand)
	case CmdLine:
		h.toggleShape(client.Line)
	case CmdEllipse:
		h.toggleShape(client.Ellipse)
	case CmdSymmetry:
		h.toggleSymmetry()
	case CmdSwap:
		h.Swap()
	case CmdSmaller:
		h.SetSize(StepSize(h.size, false))
	case CmdLarger:
		h.SetSize(StepSize(h.size, true))
	case CmdFainter:
		h.SetOpacity(h.opacity - opacityStep)
	case CmdStronger:
		h.SetOpacity(h.opacity + opacityStep)
	default:
		return false
	}
	return true
}

// doView does what moves the sheet.
func (s *Studio) doView(c Command) bool {
	switch c {
	case CmdTurn:
		s.Turn(turnDegrees)
	case CmdTurnBack:
		s.Turn(-turnDegrees)
	case CmdFlip:
		s.Flip()
	case CmdFit:
		s.Fit()
	case CmdFull:
		s.ZoomTo(1)
	case CmdZoomIn:
		s.ZoomBy(zoomStep)
	case CmdZoomOut:
		s.ZoomBy(1 / zoomStep)
	default:
		return false
	}
	return true
}

// doInk does what changes ink.
func (s *Studio) doInk(c Command) bool {
	switch c {
	case CmdUndo:
		s.Undo()
	case CmdRedo:
		s.Redo()
	case CmdAll:
		s.app.hand.SetTool(ToolSelect)
		s.SelectAll()
	case CmdRemove, CmdDuplicate, CmdLeft, CmdRight, CmdUp, CmdDown:
		return s.doSelected(c)
	default:
		return false
	}
	return true
}

// doSelected does what a key says with what is selected, and reports whether there was
// something.
func (s *Studio) doSelected(c Command) bool {
	if s.app.hand.tool != ToolSelect || !s.selected() {
		return false
	}
	step := 1.0
	if s.app.hand.even {
		step = nudgeFar
	}
	switch c {
	case CmdRemove:
		s.RemoveSelected()
	case CmdDuplicate:
		s.Duplicate()
	case CmdLeft:
		s.Nudge(-step, 0)
	case CmdRight:
		s.Nudge(step, 0)
	case CmdUp:
		s.Nudge(0, -step)
	case CmdDown:
		s.Nudge(0, step)
	}
	return true
}

// sheetOf are the commands that open a sheet.
func sheetOf(c Command) Sheet {
	switch c {
	case CmdSave:
		return SheetExport
	case CmdShare:
		return SheetShare
	case CmdGallery:
		return SheetGallery
	case CmdMenu:
		return SheetMenu
	case CmdNew:
		return SheetNew
	case CmdPeople:
		return SheetPeople
	case CmdMe:
		return SheetMe
	case CmdSpaces:
		return SheetSpaces
	case CmdShelf:
		return SheetShelf
	}
	return NoSheet
}

// ownersOnly is what people are told who may not do that.
const ownersOnly = "Only an owner of this workspace can do that."

// doRest opens sheets, and does what is of the studio as a whole.
func (s *Studio) doRest(c Command) bool {
	a := s.app
	if sheet := sheetOf(c); sheet != NoSheet {
		switch {
		case c == CmdSave && s.pieceW == 0:
			return false
		case (c == CmdNew || c == CmdShare) && s.state.Phase == client.Live && s.state.Role != core.Owner:
			a.say(ownersOnly)
			return true
		}
		a.toggle(sheet)
		return true
	}
	switch c {
	case CmdCopy:
		a.ask(c)
	case CmdArtist:
		return s.write()
	case CmdPause:
		return s.pause()
	case CmdClear:
		s.askClear()
	case CmdPanels:
		if a.panels = !a.panels; !a.panels {
			a.say("Tab brings the panels back.")
		}
	case CmdDebug:
		a.debug = !a.debug
	case CmdLeave:
		a.Leave()
	default:
		return false
	}
	return true
}
