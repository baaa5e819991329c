package widget

import "slices"

// An ID is a widget's own name.
type ID string

// A Press is a key that went down, or repeats. Keys are called as in browsers: "a",
// "Enter", "ArrowLeft", " ".
type Press struct {
	Key              string
	Ctrl, Shift, Alt bool
}

// Input is what happened since the frame before.
type Input struct {
	At    Spot // of the pointer
	Away  bool // it has left the window
	Down  bool // its first button is held
	Wheel Spot // px that content moves up and left
	Keys  []Press
	Text  string // typed
	Now   int64  // ms from any origin
}

// A Cursor is how the pointer looks.
type Cursor uint8

// The cursors.
const (
	Arrow Cursor = iota
	Hand
	Beam
)

// Clipboard is where text entries cut to and paste from.
type Clipboard interface {
	ReadText() string
	WriteText(text string)
}

// UI is the state of all widgets, and builds frames.
//
// Invariant: active is "" unless the pointer's button is held, or was just let go.
type UI struct {
	List  // of the frame in hand
	Theme *Theme
	Type  *Typeface
	Board Clipboard // or nil
	Still bool      // who asks for less motion
	Touch bool      // targets are larger

	W, H float64
	In   Input

	was     Input
	hits    []hit  // of this frame
	before  []hit  // of the frame before: who lies above whom
	stops   []stop // in the order of focus
	hot     ID     // under the pointer, topmost
	active  ID     // pressed
	held    Spot   // where
	last    ID     // pressed before, for double clicks
	lastAt  int64
	double  bool
	focus   ID
	ring    bool // the focus was moved by keys, and is shown
	trap    int  // stops before this one are behind a dialog
	trapped bool
	clips   []Rect
	dry     int // measuring: nothing is shown, nothing answers

	kept   map[ID]*memory
	frame  int
	again  bool
	wakeAt int64
	cursor Cursor
	tip    tip
	list   list
	picked picked
}

// A hit is where a widget, or a panel, takes the pointer.
type hit struct {
	id    ID
	at    Rect
	wheel bool
}

type stop struct {
	id   ID
	at   Rect
	in   Rect // what is shown of where it lies
	text bool // it takes letters and arrows
}

// memory is what a widget keeps between frames.
type memory struct {
	seen   int
	value  float64 // of an ease
	target float64
	from   float64
	begun  int64
	scroll float64
	most   float64 // that it can be scrolled
	edit   edit
}

// New returns a UI without a widget.
func New(t *Theme, f *Typeface) *UI {
	return &UI{Theme: t, Type: f, kept: map[ID]*memory{}}
}

// Begin begins a frame of a window of w × h.
func (u *UI) Begin(in Input, w, h float64) {
	u.was, u.In, u.W, u.H = u.In, in, w, h
	u.frame++
	u.again, u.wakeAt, u.cursor = false, 0, Arrow
	u.Items = u.Items[:0]
	u.before, u.hits = u.hits, u.before[:0]
	u.stops, u.trap, u.trapped = u.stops[:0], 0, false
	u.clips = append(u.clips[:0], Rect{W: w, H: h})
	u.hot = u.top(in.At)
	if in.Away {
		u.hot = ""
	}
	if u.pressed() {
		u.active, u.held = u.hot, in.At
		u.double = u.hot != "" && u.hot == u.last && in.Now-u.lastAt < doubleMs
		u.last, u.lastAt = u.hot, in.Now
		u.focus, u.ring = "", false
	}
	if !in.Down && !u.was.Down {
		u.active = ""
	}
}

// doubleMs is how fast two clicks are one double click.
const doubleMs = 400

func (u *UI) pressed() bool  { return u.In.Down && !u.was.Down }
func (u *UI) released() bool { return !u.In.Down && u.was.Down }

// top returns who takes the pointer at a place.
func (u *UI) top(at Spot) ID {
	for _, h := range slices.Backward(u.before) {
		if h.at.Has(at) && !h.wheel {
			return h.id
		}
	}
	return ""
}

// A Next is what a host does after a frame.
type Next struct {
	Again  bool    // build another frame at once: something answered, or moves
	At     int64   // and one at that time, unless 0
	Cursor Cursor  // of the pointer
	Over   bool    // the pointer is a widget's, or a panel's, not the sheet's
	Typing bool    // letters are a text entry's
	Keys   []Press // that no widget took
}

// End ends the frame.
func (u *UI) End() Next {
	u.drawList()
	u.walk()
	u.drawTip()
	for id, m := range u.kept {
		if m.seen < u.frame {
			delete(u.kept, id)
		}
	}
	if !u.hasStop(u.focus) {
		u.focus = ""
	}
	over := u.hot != "" || u.active != ""
	return Next{Again: u.again, At: u.wakeAt, Cursor: u.cursor, Over: over, Typing: u.Typing(), Keys: u.In.Keys}
}

// Typing reports whether letters are a text entry's.
func (u *UI) Typing() bool {
	return slices.ContainsFunc(u.stops, func(s stop) bool { return s.id == u.focus && s.text })
}

// Focus gives the keyboard to a widget of the next frame, "" to the sheet.
func (u *UI) Focus(id ID) {
	u.focus, u.ring = id, id != ""
	u.again = true
}

// Focused returns whose the keyboard is.
func (u *UI) Focused() ID { return u.focus }

// Redo asks for another frame at once.
func (u *UI) Redo() { u.again = true }

// Wake asks for a frame at a time.
func (u *UI) Wake(at int64) {
	if u.wakeAt == 0 || at < u.wakeAt {
		u.wakeAt = at
	}
}

// keep returns what a widget keeps.
func (u *UI) keep(id ID) *memory {
	m := u.kept[id]
	if m == nil {
		m = &memory{}
		u.kept[id] = m
	}
	m.seen = u.frame
	return m
}

// easeMs is how long what moves takes.
const easeMs = 140

// Ease returns a value that glides to its target, under the name of a widget.
func (u *UI) Ease(id ID, target float64) float64 {
	if u.dry > 0 {
		return target
	}
	m := u.kept[id]
	fresh := m == nil
	m = u.keep(id)
	switch {
	case fresh || u.Still:
		m.value, m.target = target, target
	case m.target != target:
		m.from, m.target, m.begun = m.value, target, u.In.Now
	}
	if m.value != m.target {
		t := min(float64(u.In.Now-m.begun)/easeMs, 1)
		m.value = m.from + (m.target-m.from)*t*(2-t)
		if t == 1 {
			m.value = m.target
		} else {
			u.again = true
		}
	}
	return m.value
}

// Rise is an ease that begins at 0 when a widget is there for the first time.
func (u *UI) Rise(id ID) float64 {
	if u.dry > 0 || u.Still {
		return 1
	}
	if u.kept[id] == nil {
		u.keep(id).target = 0
	}
	return u.Ease(id, 1)
}

// Height returns how high the rows are that a function lays out in a width.
func (u *UI) Height(w, gap float64, rows func(c *Column)) float64 {
	u.dry++
	n := len(u.Items)
	c := &Column{Rect: Rect{W: w}, Gap: gap}
	rows(c)
	u.Items = u.Items[:n]
	u.dry--
	return c.Used()
}
