package app

import (
	"fmt"
	"reflect"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
)

// A Dot is the color of the connection.
type Dot uint8

// The dots.
const (
	DotGrey  Dot = iota // on its way
	DotGreen            // there, all saved
	DotAmber            // working offline, or waiting
	DotRed              // ended
)

// A State is what panels show of a studio. It is made anew when it changes, and then
// stays as it is.
type State struct {
	Phase    client.Phase
	Dot      Dot
	Words    string // of the connection, plain
	Card     Card   // instead of the studio, or above it
	Piece    uint32 // 0 before there is one
	Title    string
	Style    core.Style
	Role     core.Role
	CanDraw  bool
	Owner    bool
	File     string // its path, where the place is a file
	Me       uint32
	Members  []Member // who is here first
	CanUndo  bool
	CanRedo  bool
	Kept     int // strokes and changes that are on this machine alone
	Waiting  int
	WaitMs   int64
	Strays   int // strokes that a piece did not get before it was gone: to be placed, or dropped
	Selected int // strokes
	Lasso    bool
	Invited  bool // the empty sheet asks for a first stroke, or for words to the artist
	Askable  bool // something is on it, and the artist still waits to be told what to paint
	Artist   Artist
	Figures  Figures
}

// A Card says what stands in the way, large. Its deed is CmdLeave ("Back"), or to begin
// a new piece where one is damaged.
type Card struct {
	Title, Text string // empty: there is none
	Damaged     bool   // an owner can begin a new piece
}

// A Member is a person of the workspace.
type Member struct {
	ID     uint32
	Name   string
	Color  Color
	Role   core.Role
	Online bool
	Me     bool
}

// Figures are for the curious.
type Figures struct {
	Seq            uint64
	Epoch          uint32
	Pending, Open  int
	Unsaved        int
	RTT            int64 // ms
	Mispredictions uint64
	Bytes, Most    int64
	Limit, Live    int // strokes a minute
}

// state reads the client.
func (s *Studio) readState() {
	c := s.client.Status(s.app.now)
	s.notify(c.Notices)
	st := &State{
		Phase: c.Phase, Piece: c.Piece, Title: c.Title, Style: c.Style, Role: c.Role, CanDraw: c.Role.Draws(), Owner: c.Role == core.Owner,
		File: s.place.File, Me: c.Member, CanUndo: c.CanUndo, CanRedo: c.CanRedo, Waiting: c.Waiting, WaitMs: c.WaitMs, Strays: c.Strays,
		Kept: c.Open + c.Unsaved + c.Waiting + c.Strays, Lasso: s.lasso,
		Figures: Figures{c.Seq, c.Epoch, c.Pending, c.Open, c.Unsaved, c.RTT, c.Mispredictions, c.Bytes, c.BytesMax, c.LimitMax, c.LimitLive},
	}
	st.Members = members(c.Members, c.Member)
	st.Selected, _ = s.client.Selection()
	st.Artist = s.artistOf(c.Artist, st)
	waits := c.Artist.Piece != 0 && c.Phase == client.Live && st.CanDraw && !st.Artist.Begun
	st.Invited = waits && !s.drawn && !c.CanUndo && c.Bytes == 0
	st.Askable = waits && !st.Invited
	st.Words, st.Dot = s.connection(c)
	st.Card = s.card(c)
	s.told(s.state, st)
	if !st.looksLike(s.state, s.app.debug) {
		s.app.change.Panels = true
	}
	s.state = st
}

// looksLike reports whether two states look the same in the panels.
func (st *State) looksLike(o *State, debug bool) bool {
	a, b := *st, *o
	if !debug {
		a.Figures, b.Figures = Figures{}, Figures{}
	}
	return reflect.DeepEqual(a, b)
}

func members(list []wire.Member, me uint32) []Member {
	var here, away []Member
	for _, m := range list {
		o := Member{m.ID, m.Name, Color(m.Color), m.Role, m.Online, m.ID == me}
		if m.Online {
			here = append(here, o)
		} else {
			away = append(away, o)
		}
	}
	return append(here, away...)
}

// connection returns the connection in plain words.
func (s *Studio) connection(c client.Status) (string, Dot) {
	away := c.Phase == client.Offline && c.Piece != 0
	switch {
	case c.Phase == client.Refused || s.refused != "":
		return "not connected", DotRed
	case away && c.Open+c.Unsaved+c.Waiting+c.Strays == 0:
		return "working offline", DotAmber
	case away && s.unkept:
		return "working offline, your ink is only in this window", DotRed
	case away && s.ink(c) == 0:
		return "working offline, your changes are kept", DotAmber
	case away:
		return fmt.Sprintf("working offline, %s kept", strokes(s.ink(c))), DotAmber
	case c.Phase != client.Live && s.lostWhy != "":
		return "trying to reach the server", DotAmber
	case c.Phase != client.Live:
		return "connecting", DotGrey
	case c.Waiting > 0:
		return fmt.Sprintf("%s waiting, %d s", strokes(c.Waiting), (c.WaitMs+999)/1000), DotAmber
	case c.Unsaved > 0:
		return "saving", DotGreen
	}
	return "all saved", DotGreen
}

// ink returns how many strokes of one's own the server has not got.
func (s *Studio) ink(c client.Status) int {
	n := c.Waiting + c.Strays
	if r := s.client.Replica(); r != nil {
		n += r.Begins()
	}
	return n
}

func strokes(n int) string {
	if n == 1 {
		return "1 stroke"
	}
	return fmt.Sprintf("%d strokes", n)
}

// card returns what stands in the way.
func (s *Studio) card(c client.Status) Card {
	switch {
	case s.refused != "":
		return Card{Title: "The server does not let you in.", Text: s.refused}
	case c.Phase == client.Refused && c.Refusal == core.NotMember && c.Seq == 0:
		return Card{Title: "This link does not open anything here.", Text: "It may have been withdrawn, or cut short on its way to you. Ask for a new one."}
	case c.Phase == client.Refused:
		return Card{Title: "The connection has ended.", Text: s.lastWords(c.Refusal, c.Notices)}
	case c.Phase != client.Live && c.Refusal == core.Unreadable:
		return Card{Title: "This piece cannot be read any more.", Damaged: true, Text: "The server found its storage damaged. Its log says more. An owner can begin a new piece; what can be read of this one stays in the gallery."}
	case c.Piece == 0 && s.lostWhy != "":
		return Card{Title: "The server cannot be reached right now.", Text: s.lostWhy + " Easel tries again until it answers."}
	}
	return Card{}
}

// lastWords returns why the server closed the socket, in its own words if it had some.
func (s *Studio) lastWords(why core.Refusal, list []client.Notice) string {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Refusal == why {
			return sentence(list[i].Text)
		}
	}
	return "The server says: " + why.Error() + "."
}

// notify says each notice of the client once. What is said of strays is a card of its own.
func (s *Studio) notify(list []client.Notice) {
	for _, n := range list {
		if n.ID > s.noticed {
			s.noticed = n.ID
			if n.Kind != client.NoticeStrays {
				s.app.say(sentence(n.Text))
			}
		}
	}
}
