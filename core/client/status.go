package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/wire"
)

// A NoticeKind says what a [Notice] is about.
type NoticeKind string

// The notices.
const (
	NoticeTruncated    NoticeKind = "truncated"
	NoticeRefused      NoticeKind = "refused"
	NoticeFull         NoticeKind = "full"
	NoticeStrokeLimit  NoticeKind = "strokeLimit"
	NoticeWaitingFull  NoticeKind = "waitingFull"
	NoticeDesync       NoticeKind = "desync"
	NoticeCannotStore  NoticeKind = "cannotStore"
	NoticeUndoGone     NoticeKind = "undoGone"
	NoticeRecovered    NoticeKind = "recovered"
	NoticeRestored     NoticeKind = "restored"
	NoticeStrays       NoticeKind = "strays"
	NoticeTooIntricate NoticeKind = "tooIntricate"
)

// A Notice is a sentence for the person. Ids count up.
type Notice struct {
	ID      uint32
	Kind    NoticeKind
	Text    string
	Refusal core.Refusal
}

// noticesMax is how many notices are kept, the newest.
const noticesMax = 16

func (c *Client) notice(k NoticeKind, why core.Refusal, text string) {
	c.noticed++
	c.notices = append(c.notices, Notice{c.noticed, k, text, why})
	if n := len(c.notices) - noticesMax; n > 0 {
		c.notices = c.notices[n:]
	}
	c.changed = true
}

// Status is what a person may want to know of a client.
type Status struct {
	Phase          Phase
	Refusal        core.Refusal // why the last socket was closed, if it was refused
	Piece          uint32
	Style          core.Style
	Title          string
	Seq            uint64
	Epoch          uint32
	Pending        int   // batches without a place in the log
	Open           int   // ops not flushed
	Waiting        int   // strokes held back by the rate
	WaitMs         int64 // until the rate has let the last of them through
	Unsaved        int   // batches not known to be on the server's disk
	Strays         int   // strokes that were meant for a piece that is gone (S10)
	LimitMax       int
	LimitLive      int
	Mispredictions uint64
	RTT            int64 // ms
	Role           core.Role
	Member         uint32
	Members        []wire.Member // the client's own; do not change
	CanUndo        bool
	CanRedo        bool
	Bytes          int64
	BytesMax       int64
	Notices        []Notice // the newest; the client's own
	Performing     int      // strokes that are being performed, or wait for it
	Artist         wire.Artist
}

// Status returns how things stand, and clears TodoStatus.
func (c *Client) Status(now int64) Status {
	c.changed, c.told = false, now
	s := Status{
		Phase: c.phase, Refusal: c.refusal, Title: c.welcome.Title, Epoch: c.welcome.Epoch, RTT: c.rtt,
		Role: c.welcome.Role, Member: c.welcome.Member, Members: c.members, Notices: c.notices,
		CanUndo: len(c.undo.done) > 0, CanRedo: len(c.undo.undone) > 0,
		LimitMax: c.window.Max, Strays: len(c.strays), Performing: len(c.stage.acts), Artist: c.book.artist,
	}
	r := c.replica
	if r == nil {
		if c.kept != nil {
			s.Unsaved, s.Waiting = len(c.kept.Batches), len(c.kept.Waiting)
		}
		return s
	}
	s.LimitLive = c.window.Live(c.serverNow(now)) + r.Begins()
	s.Piece, s.Seq, s.Mispredictions = r.Piece().Number(), r.Seq(), r.Mispredictions()
	s.Style = r.Piece().Style()
	s.Pending, s.Open, s.Waiting, s.Unsaved = len(r.Pending()), r.Open(), r.Waiting(), r.Unsaved()
	s.Bytes, s.BytesMax = r.Piece().Bytes(), r.Piece().Limits().WorkspaceBytes
	if s.Waiting > 0 {
		s.WaitMs = c.window.Through(c.serverNow(now), c.begins()+s.Waiting)
	}
	return s
}

// Cursors returns where others point, and the pens of performances, and clears
// TodoPresence. The list is the client's own.
func (c *Client) Cursors() []wire.Cursor {
	c.present = false
	if pens := c.pens(); len(pens) > 0 {
		return append(slices.Clone(c.cursors), pens...)
	}
	return c.cursors
}
