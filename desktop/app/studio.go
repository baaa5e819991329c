package app

import (
	"math"
	"slices"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/raster"
)

// Intervals in ms, and bounds, of a studio.
const (
	keepEvery   = 150    // own ink that is not on the server goes to the disk: with the writing itself, a kill loses less than 300
	freezeEvery = 10_000 // and the piece as it was seen last
	thawAfter   = 1_500  // without a piece, that is what is shown
	bytesPerMs  = 200    // so much of pieces is written at most
	eventsMost  = 256    // of the line, in one step
	tilesKept   = 1024   // by the canvas, 16 to 32 KiB each; the window has the others' pictures
)

// A Studio is one workspace, or file, that is open.
type Studio struct {
	carrier
	app    *App
	place  Place
	state  *State
	shelf  *shelf // nil: nothing is kept
	errand *errand
	pieceW int32
	pieceH int32

	thawing  bool
	began    int64  // when the studio was entered
	lostWhy  string // why there is no socket, for people; empty while there is one
	refused  string // why the server lets nobody in; empty if it does
	unkept   bool   // own ink could not be written to the disk
	noticed  uint32 // the last notice that was said
	known    bool   // the place is among the recent ones
	drawn    bool   // something was drawn: the invitation goes
	keptAt   int64
	errandAt int64 // when the next errand is due; 0 before it is known

	view     View
	whole    bool // the sheet is seen whole, as panels let it
	pointers pointers
	pencil   pencil
	lasso    bool
	grip     *grip
	frame    core.Rect // around what is selected
	nudged   *nudge
	colors   int // of the hand's colors, when the selection was given one last
	tool     Tool

	pens    pens
	overlay Overlay
	words   words
	book    notebook
	gallery *Gallery
	sharing *Sharing
	preview *Preview
}

func newStudio(a *App, p Place) *Studio {
	s := &Studio{carrier: carrier{line: p.Line}, app: a, place: p, state: &State{}, view: View{Zoom: 1}, whole: true, lasso: true, began: a.now, colors: a.hand.colors, tool: a.hand.tool}
	s.gallery, s.sharing = &Gallery{studio: s}, &Sharing{studio: s}
	s.pointers.studio = s
	s.enter()
	s.readState()
	s.askPreview()
	return s
}

// config is of a client with a replica's id.
func (s *Studio) config(replica uint64) client.Config {
	return client.Config{Replica: replica, Token: s.place.Token, Tiles: tilesKept, Still: s.app.Calm(), Tails: true}
}

// enter makes the client, with what an earlier one has left behind, and opens the line.
func (s *Studio) enter() {
	replica, kept := uint64(0), []byte(nil)
	if s.app.cfg.Dir != "" {
		s.shelf = openShelf(s.app.cfg.Dir, s.app.names(s.place), s.app.disk)
		s.shelf.frozenAt = s.app.now
		replica, kept = s.shelf.claim(s.app.random)
	} else {
		replica = s.app.random()
	}
	s.client = client.New(s.config(replica))
	if kept != nil && s.client.Restore(kept) != nil {
		s.shelf.aside() // of another version, or damaged: it is not ours to delete
		s.renew()
	}
	s.line.Open()
}

// renew goes on as another replica: what is drawn now must not be taken for what this one has sent
// before.
func (s *Studio) renew() {
	s.shelf.release()
	s.shelf.fresh(s.app.random)
	s.client = client.New(s.config(s.shelf.replica))
}

// leave keeps what is to be kept, and ends the line.
func (s *Studio) leave() {
	s.settle()
	s.client.Up(s.app.now)
	s.freeze()
	s.keep() // which numbers what was drawn
	s.flush(s.app.now)
	s.line.Close()
	s.errand.end()
	if s.shelf != nil {
		s.app.disk.settle()
		s.shelf.release()
	}
}

// Place returns where the studio is.
func (s *Studio) Place() Place { return s.place }

// State returns what panels show.
func (s *Studio) State() *State { return s.state }

// Canvas returns the pixels of the piece, or nil before there are any. Change.Canvas says
// when it is another one.
func (s *Studio) Canvas() *raster.Canvas { return s.client.Canvas() }

// Size returns the sides of the piece in px; 0 before there is one.
func (s *Studio) Size() (w, h int32) { return s.pieceW, s.pieceH }

// Digest returns the digest of the piece as it is seen, and its seq.
func (s *Studio) Digest() (digest, seq uint64) {
	r := s.client.Replica()
	if r == nil {
		return 0, 0
	}
	return r.Piece().Digest(), r.Seq()
}

// Settled reports whether all that was drawn is on the server's disk.
func (s *Studio) Settled() bool { return s.client.Settled() }

// Frozen returns the piece as it is seen, for core/export; nil before there is one.
func (s *Studio) Frozen() []byte { return s.client.View() }

// PlaceStrokes draws strokes of a file, as one step of undo.
func (s *Studio) PlaceStrokes(list []*core.Stroke) client.Placing {
	if !s.state.CanDraw && s.state.Piece != 0 {
		s.app.say(watching)
		return client.Placing{Left: len(list), Why: core.NotMember}
	}
	s.drawn = true
	return s.client.Place(list, s.app.now)
}

// PlaceStrays draws what a piece did not get before it was gone onto this one.
func (s *Studio) PlaceStrays() {
	if why := s.client.PlaceStrays(s.app.now); why != 0 {
		s.app.say(refusalText(why))
	}
}

// DropStrays gives that up.
func (s *Studio) DropStrays() { s.client.DropStrays() }

// step is the studio's part of App.Step.
func (s *Studio) step() {
	s.listen()
	now := s.app.now
	s.settleNudge()
	todo := s.tick(now)
	if todo&client.TodoStatus != 0 {
		s.readState()
	}
	if todo&client.TodoNotes != 0 {
		s.takeNotes()
	}
	s.pens.step(s, todo&client.TodoPresence != 0)
	s.dirty()
	if now-s.keptAt >= keepEvery {
		s.keptAt = now
		s.keep()
	}
	if s.shelf != nil && now-s.shelf.frozenAt >= freezeEvery && !s.pointers.busy() {
		s.freeze()
	}
	s.thaw()
	s.errands()
}

// dirty gathers the tiles to draw again.
func (s *Studio) dirty() {
	c := s.client.Canvas()
	if c == nil {
		return
	}
	if w, h := c.Size(); w != s.pieceW || h != s.pieceH {
		s.pieceW, s.pieceH = w, h
		s.app.change.Canvas = true
		s.Fit()
	}
	s.app.change.Tiles = s.client.Dirty(s.app.change.Tiles)
}

// told takes note of a state that is shown from now on.
func (s *Studio) told(was, is *State) {
	if was.Piece != 0 && is.Piece != was.Piece {
		s.app.say("A new piece has begun. The one before is in the gallery.")
		s.preview = nil
		s.freeze() // or what is kept would be of another piece
		if s.app.sheet == SheetGallery {
			s.gallery.load(0)
		}
	}
	if is.Phase == client.Live && !s.known {
		s.known = true
		s.locate()
		s.app.remember(s.place) // not before: a link that leads nowhere is not worth it
	}
	if is.Phase == client.Live {
		s.app.titled(is.Title)
	}
	s.app.change.Overlay = s.app.change.Overlay || was.Waiting != is.Waiting
	s.selectionTold()
}

// handChanged is told when the tool, brush or color in hand is another.
func (s *Studio) handChanged() {
	h := s.app.hand
	if h.tool != s.tool {
		s.tool = h.tool
		if h.tool != ToolSelect && s.state.Selected > 0 {
			s.Deselect()
		}
	}
	if h.colors != s.colors {
		s.colors = h.colors
		if h.tool == ToolSelect && s.state.Selected > 0 {
			s.settle()
			s.client.Recolor(uint32(h.p.Color), s.app.now)
		}
	}
}

// opened is told when another sheet lies open.
func (s *Studio) opened(is Sheet) {
	switch is {
	case SheetGallery:
		s.gallery.open()
	case SheetShare, SheetPeople, SheetSpaces:
		s.sharing.open(is)
	}
}

// ColorAt returns the color at a place of the piece, and false beside the sheet.
func (s *Studio) ColorAt(p Spot) (Color, bool) {
	x, y := int32(math.Floor(p.X)), int32(math.Floor(p.Y))
	if c := s.client.Canvas(); c != nil && x >= 0 && y >= 0 && x < s.pieceW && y < s.pieceH {
		v := c.At(x, y, Paper)
		return Color(v&255<<16 | v>>8&255<<8 | v>>16&255), true
	}
	return 0, false
}

// Paper is the color under every piece, 0xRRGGBB.
const Paper = 0xffffff

// SetLasso chooses whether one selects with a line around strokes, or a rectangle.
func (s *Studio) SetLasso(on bool) {
	s.lasso = on
	s.readState()
}

// Rename takes another name and color, as others see one.
func (s *Studio) Rename(name string, c Color) {
	if s.state.Phase != client.Live {
		s.app.say("This cannot be sent now: the server is out of reach.")
		return
	}
	s.client.Rename(name, uint32(c))
}

// Gallery returns the gallery.
func (s *Studio) Gallery() *Gallery { return s.gallery }

// Sharing returns links, people and workspaces.
func (s *Studio) Sharing() *Sharing { return s.sharing }

func (s *Studio) member(id uint32) (Member, bool) {
	i := slices.IndexFunc(s.state.Members, func(m Member) bool { return m.ID == id })
	if i < 0 {
		return Member{}, false
	}
	return s.state.Members[i], true
}

// Strokes returns how many strokes the piece has that are seen, without those that its
// oldest have been flattened into.
func (s *Studio) Strokes() (n int) {
	if r := s.client.Replica(); r != nil {
		for _, k := range r.Piece().Strokes() {
			if k.Hidden == 0 {
				n++
			}
		}
	}
	return n
}
