package app

// A Place is where a studio is: a workspace of a server, or a file.
type Place struct {
	Key   string // tells it from others, on this machine; it may hold a secret, and is never shown
	Link  string // by which one comes again; empty for a file
	File  string // its path; empty for a workspace
	Title string // what it is called until its piece has said so
	Token string // for the hello
	Line  Line
	Host  Host
}

// A Line carries frames between a studio and whoever orders its piece. One goroutine
// calls its methods; none of them waits, but Close.
//
// A line tells of each socket in this order: Opened, then Frame any number of times,
// then Closed; where no socket could be had, Closed alone. Nothing more comes until
// Open is called again.
type Line interface {
	// Open asks for a socket. Since the one before did not last, the line may let
	// some time pass first, more each time. It does nothing while there is one, or
	// one is being made.
	Open()
	// Hurry has an Open that lets time pass not wait any longer.
	Hurry()
	// Events is what happens, in order. It holds a few; when it is full, the line
	// reads no further from its socket until there is room.
	Events() <-chan Event
	// Send takes a frame to send, and keeps it. It returns false where it did
	// not: there is no socket, or too much waits in it already.
	Send(frame []byte) bool
	// Drop gives the socket up, as one that has fallen silent, or the making of one:
	// Closed follows soon.
	Drop()
	// Close ends the line, and waits until nothing of it runs any more. No event
	// follows. It is called last, perhaps by another goroutine.
	Close()
}

// An EventKind says what has happened to a line.
type EventKind uint8

// What happens.
const (
	Opened EventKind = 1 // there is a socket
	Frame  EventKind = 2 // a frame has come
	Closed EventKind = 3 // there is no socket
)

// An Event is what happened to a line.
type Event struct {
	Kind  EventKind
	Frame []byte // the receiver's to keep
	Code  uint32 // of a socket that was closed with one (core.Refusal is 4000 less)
	Why   error  // of Closed: a sentence for people, or nil
	Final bool   // of Closed: to try again would meet the same answer
	Note  string // of Opened: what people should know of who they come in as, told once; or empty
}
