package authority

import (
	"easel.example/core"
	"easel.example/core/wire"
)

// Output is what a host has to do, in order of the lists: store, send, close.
type Output struct {
	Records    []Record
	Sends      []Send
	Closes     []Close
	Faces      []wire.Member // members that took another name or colour, to be stored
	Flattened  bool          // there is something new to draw into the base picture
	Mismatches int           // clients that reported another digest (rule S8)
}

// A Send is one frame, or one entry, for one session or for all.
type Send struct {
	To    Session // 0: all who were sent a welcome
	Frame []byte  // whole; nil for an entry
	Drop  bool    // may be left out when the session is slow: it is presence
	Start bool    // it is the welcome: from here on To gets what goes to all

	// For an entry. Consecutive ones may share a frame (wire.AppendEntriesHeader).
	Seq    uint64
	Entry  []byte  // for everyone but its author
	Author Session // gets Own instead
	Own    []byte
}

// A Close ends a session.
type Close struct {
	Session Session
	Why     core.Refusal
}

// Take returns what there is to do since the last Take.
func (r *Room) Take() Output {
	o := r.out
	r.out = Output{}
	return o
}

func (r *Room) send(to Session, frame []byte) {
	r.out.Sends = append(r.out.Sends, Send{To: to, Frame: frame})
}

func (r *Room) close(s *session, why core.Refusal) {
	r.out.Closes = append(r.out.Closes, Close{s.id, why})
	r.remove(s)
}
