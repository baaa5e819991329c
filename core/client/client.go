package client

import (
	"easel.example/core"
	"easel.example/core/limit"
	"easel.example/core/predict"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// A Phase says how a client stands to its server.
type Phase uint8

// The phases.
const (
	Offline    Phase = 0 // no socket; drawing goes on
	Connecting Phase = 1 // a hello was sent
	Live       Phase = 2 // the piece is at hand and kept up to date
	Refused    Phase = 3 // closed for good: see Refusal
)

// Intervals in ms.
const (
	flushMs  = 25     // ops of a live stroke go out so often
	cursorMs = 50     // and where the pen points
	pingMs   = 5_000  // a sixth of what the server bears in silence (rule L4)
	deadMs   = 10_000 // a socket that does not answer a ping is dead
	windowMs = 60_000 // rule L1
	countMs  = 500    // how often people see the time that waiting strokes wait
)

// Config is what a host gives a client at its start.
type Config struct {
	Replica uint64 // random, the client's own; 0 looks on, and changes nothing
	Token   string // of the workspace's link
	Tiles   int    // whose pictures the canvas keeps, see raster.Canvas.Keep; 0 is all
	Still   bool   // strokes of the artist are seen at once, not being drawn: who asks for less motion
	Tails   bool   // ink is shown up to the nib: for the eye, and not canonical (rule R4)
}

// A Client is one open client of one workspace.
//
// Invariant: sent <= len(replica.Pending()).
type Client struct {
	cfg     Config
	phase   Phase
	refusal core.Refusal

	replica *predict.Replica // nil until the first snapshot
	kept    *wire.Kept       // what an earlier client kept, until then
	keptAs  []byte           // as it was stored
	canvas  *raster.Canvas
	blocks  snapshot.Cache // of the piece, for Freeze
	thawed  bool           // the piece comes from Thaw: the server has not been heard since
	flat    []*core.Stroke // flattened since the last tick, oldest first
	redraw  bool           // every tile is dirty: the canvas is a new one

	welcome  wire.Welcome // the last one
	expect   bool         // a snapshot must come before anything else counts
	snapshot wire.Snapshot
	base     []byte
	parts    uint32
	members  []wire.Member
	cursors  []wire.Cursor

	window     limit.Window // the member's strokes of the last minute, by the server's clock
	offset     int64        // server's ms less ours, at most
	synced     bool         // offset is known
	sent       int          // of the pending batches, on this socket
	retryAt    int64        // pending batches wait until then
	eraseFresh bool         // the next stroke that the eraser takes begins a step of undo
	fullAt     uint32       // num of the batch for which people were told that the piece is full
	flushed    int64        // when the last flush was
	pinged     int64
	answered   bool
	rtt        int64
	marks      uint32
	cursor     wire.Cursor
	cursorAt   int64
	moved      bool

	now   int64 // of the last frame or tick
	stage stage
	book  notebook

	brush     core.Brush
	guides    Guides
	smoothing int32          // of the pen, see ink.Feel
	used      uint32         // the last N that was used on this piece, for as long as the replica looks on
	strays    []predict.Lost // ink that was meant for a piece that is gone
	pen       pen
	undo      history
	selection selection

	notices []Notice
	noticed uint32
	changed bool // the state that Status returns
	told    int64
	present bool // members or cursors

	out     [][]byte
	w       wire.Writer
	r       wire.Reader
	overlay []*core.Stroke
}

// New returns a client that has no socket yet.
func New(cfg Config) *Client {
	return &Client{
		cfg:       cfg,
		brush:     core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 6 * core.WidthUnit, Opacity: 255},
		smoothing: smoothing,
		changed:   true,
	}
}

// SetStill sets whether strokes of the artist are seen at once from now on.
func (c *Client) SetStill(still bool) { c.cfg.Still = still }

// SetToken sets the token of the link, for the next socket.
func (c *Client) SetToken(token string) { c.cfg.Token = token }

// Opened tells that a socket is open: the hello is the first frame to send.
func (c *Client) Opened(now int64) {
	c.phase, c.sent, c.retryAt, c.answered, c.pinged = Connecting, 0, 0, true, now
	c.synced = false
	c.out = nil
	c.hello()
	c.changed = true
}

func (c *Client) hello() {
	h := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Token: c.cfg.Token, Replica: c.cfg.Replica, Next: 1}
	switch {
	case c.replica != nil:
		h.Next = c.replica.Next()
	case c.kept != nil:
		h.Next = c.keptNext()
	}
	if c.replica != nil && !c.expect && !c.thawed {
		h.Epoch, h.Piece, h.Seq = c.welcome.Epoch, c.replica.Piece().Number(), c.replica.Seq()
	}
	c.out = append(c.out, c.w.Hello(nil, h))
}

// Closed tells that the socket is gone, with the close code it had (0 for
// none). It reports whether the host should open another; if not, Status says why.
func (c *Client) Closed(code uint32, now int64) (again bool) {
	c.out, c.sent, c.moved = nil, 0, false
	c.changed = true
	if c.phase == Refused {
		return false
	}
	c.phase = Offline
	if why := core.Refusal(code - 4000); code > 4000 && code < 4256 {
		c.refusal = why
		if why.Final() {
			c.phase = Refused
			return false
		}
		if why == core.CannotStore {
			c.notice(NoticeCannotStore, why, why.Error())
		}
	}
	return true
}

// Tick does what time brings, and returns what there is for the host to do.
func (c *Client) Tick(now int64) Todo {
	c.now = now
	c.act()
	c.read()
	c.release(now)
	c.flush(now, false)
	if c.canvas != nil {
		c.flatten()
		c.canvas.FlattenSome(max(flatStrokes, c.canvas.Flat()/flatPart))
	}
	if c.phase == Live {
		c.sendCursor(now)
	}
	if c.phase == Live || c.phase == Connecting {
		c.ping(now)
	}
	if c.replica != nil && c.replica.Waiting() > 0 && now-c.told >= countMs {
		c.changed = true // the time to wait has become shorter
	}
	var t Todo
	if len(c.out) > 0 || c.sendable(now) {
		t |= TodoSend
	}
	if c.redraw || c.canvas != nil && c.canvas.HasDirty() {
		t |= TodoDraw
	}
	if c.changed {
		t |= TodoStatus
	}
	if c.present {
		t |= TodoPresence
	}
	if len(c.book.fresh) > 0 || c.book.begun {
		t |= TodoNotes
	}
	if !c.answered && now-c.pinged > deadMs && c.phase != Offline && c.phase != Refused {
		t |= TodoReopen
	}
	return t
}

// Todo is a set of things that a host has to do.
type Todo uint32

// What there is to do.
const (
	TodoSend     Todo = 1  // Frame has frames
	TodoDraw     Todo = 2  // Dirty has tiles
	TodoStatus   Todo = 4  // Status has changed
	TodoPresence Todo = 8  // Cursors has changed
	TodoReopen   Todo = 16 // the socket is dead: close it, and open another
	TodoNotes    Todo = 32 // Notes has some
)

func (c *Client) ping(now int64) {
	if now-c.pinged < pingMs || !c.answered {
		return
	}
	c.marks++
	seq := uint64(0)
	if c.replica != nil {
		seq = c.replica.Seq()
	}
	c.out = append(c.out, c.w.Ping(nil, wire.Ping{Mark: c.marks, Seq: seq}))
	c.pinged, c.answered = now, false
}

// Point tells where the member's pointer is, in 1/32 px, for the others to see.
func (c *Client) Point(x, y int32, down, gone bool) {
	next := wire.Cursor{X: x, Y: y, Down: down, Gone: gone}
	c.moved = c.moved || next != c.cursor
	c.cursor = next
}

func (c *Client) sendCursor(now int64) {
	if c.moved && now-c.cursorAt >= cursorMs && c.welcome.Actor != 0 {
		c.out = append(c.out, c.w.Cursor(nil, c.cursor))
		c.moved, c.cursorAt = false, now
	}
}

// Rename asks for another name and colour, 0xRRGGBB.
func (c *Client) Rename(name string, color uint32) {
	if c.phase == Live {
		c.out = append(c.out, c.w.Name(nil, wire.Name{Name: name, Colored: true, Color: color & 0xffffff}))
	}
}

// Frame returns the next frame to send, or nil. It is the caller's.
func (c *Client) Frame(now int64) []byte {
	if len(c.out) > 0 {
		f := c.out[0]
		c.out = c.out[1:]
		return f
	}
	if !c.sendable(now) {
		return nil
	}
	b := c.replica.Pending()[c.sent]
	c.sent++
	return c.w.Push(nil, c.replica.Piece().Number(), b.Batch, b.Current)
}

func (c *Client) sendable(now int64) bool {
	return c.phase == Live && !c.expect && now >= c.retryAt && c.sent < len(c.replica.Pending())
}

// flush numbers what was drawn, now and then or at once.
func (c *Client) flush(now int64, atOnce bool) {
	if c.replica == nil || c.thawed || c.replica.Open() == 0 || !atOnce && now-c.flushed < flushMs {
		return
	}
	c.flushed = now
	c.replica.Flush()
	c.drawOverlay() // the flush may have made its strokes anew
	c.changed = true
}

// serverNow returns the least that the server's clock can show.
func (c *Client) serverNow(now int64) int64 { return now + c.offset }

// hear takes a reading of the server's clock, which is a little old when it comes.
func (c *Client) hear(server, now int64) {
	if o := server - now; !c.synced || o > c.offset {
		c.offset, c.synced = o, true
	}
}

// waitMs returns in how many ms the rate lets one more stroke through, beyond
// those on their way (rule L1).
func (c *Client) waitMs(now int64) int64 {
	return c.window.Wait(c.serverNow(now), c.begins()+1)
}

// begins counts the strokes that were let through but have no place in the log yet.
func (c *Client) begins() int { return c.replica.Begins() }

// release lets waiting strokes go as the window frees.
func (c *Client) release(now int64) {
	for c.replica != nil && !c.thawed && c.replica.Waiting() > 0 && c.waitMs(now) == 0 {
		c.replica.Release()
		c.changed = true
	}
}
