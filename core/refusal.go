package core

// A Refusal says why the server will not have a frame, a batch or a session.
// Numbers are on the wire, and in close codes as 4000 + n: add at the end and
// never reuse one. It is an error, and its text is fit for people.
type Refusal uint8

// The refusals.
const (
	Malformed   Refusal = 1  // the frame is not one that this protocol has
	TooOld      Refusal = 2  // the client speaks a version that is gone
	NotMember   Refusal = 3  // no such link, or the role does not allow it
	NoPiece     Refusal = 4  // the piece is not the live one any more
	OverQuota   Refusal = 5  // a budget of the workspace is spent
	TooFast     Refusal = 6  // the rate of rule L1
	TooSlow     Refusal = 7  // the session did not keep up or fell silent
	Full        Refusal = 8  // the workspace's bytes are used up
	Closing     Refusal = 9  // the server or the workspace is about to stop
	TooMany     Refusal = 10 // a newer connection of the same person took this one's place
	CannotStore Refusal = 11 // the server cannot write to its disk
	NextPiece   Refusal = 12 // the workspace goes on with another piece: come back at once
	Unreadable  Refusal = 13 // what is stored of the piece is damaged; an owner can begin another
)

// Later reports whether the author of a refused batch keeps it and sends it
// again, under the same num (rule S4). A batch refused for good is taken out
// of the view.
func (r Refusal) Later() bool {
	return r == TooFast || r == Full || r == Closing || r == CannotStore
}

// Final reports whether a client that was closed with r should stay away: to
// come back would only meet the same answer.
func (r Refusal) Final() bool {
	return r == Malformed || r == TooOld || r == NotMember || r == TooMany
}

func (r Refusal) Error() string {
	switch r {
	case Malformed:
		return "that message could not be understood"
	case TooOld:
		return "this page is out of date; reload it"
	case NotMember:
		return "this link is not valid here, or does not allow that"
	case NoPiece:
		return "this piece is no longer the live one"
	case OverQuota:
		return "a limit of this workspace is reached"
	case TooFast:
		return "too fast; it will be sent again in a moment"
	case TooSlow:
		return "the connection did not keep up"
	case Full:
		return "the piece is full"
	case Closing:
		return "the server is about to stop"
	case TooMany:
		return "opened in too many places; the newest ones stay"
	case NextPiece:
		return "a new piece has begun"
	case Unreadable:
		return "what is stored of this piece cannot be read any more"
	case CannotStore:
		return "the server cannot save right now; your strokes are kept here"
	}
	return "refused"
}
