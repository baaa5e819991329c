package core

// Limits bound a piece. [Piece.Apply] reads them, so they are state of the
// piece: a change of configuration is an entry of its log (rule S2).
type Limits struct {
	WorkspaceBytes int64 // L3: past it the oldest strokes are flattened
	StrokePoints   int32 // L5: points of one stroke
	StrokeCost     int64 // L5: px² that one stroke may pass over
	BatchOps       int32 // L5: ops in one batch, checked before it is admitted
	OpenStrokes    int32 // L5: strokes that one replica holds open at once
}

// DefaultLimits are the limits of a piece where nobody says otherwise.
func DefaultLimits() Limits {
	return Limits{
		WorkspaceBytes: 10 << 20,
		StrokePoints:   8192,
		// Five full sweeps of a 4096 px canvas with the widest brush: at 3.4 ns
		// a px² one stroke stays below 40 ms of drawing, and below 100 ms
		// if it is all short steps.
		StrokeCost:  10 << 20,
		BatchOps:    64,
		OpenStrokes: 16,
	}
}

// Rates bound what members do per time. They are not state of a piece: they
// are refusals, decided before a batch is admitted (rule S1). The server sends
// them in its welcome, so that clients can foresee them.
type Rates struct {
	StrokesPerMinute int32 // L1, for each member; 0 is unlimited
	PendingStrokes   int32 // L2, for each workspace
}

// DefaultRates are the rates where nobody says otherwise.
func DefaultRates() Rates { return Rates{StrokesPerMinute: 60, PendingStrokes: 1000} }

// Bounds that are the same everywhere.
const (
	SideMin        = 240      // px, of a piece
	SideMax        = 4096     // px
	FrameBytes     = 64 << 10 // L5: a frame from a client
	WaitingStrokes = 1000     // L1: strokes that a client holds back
	KeptStrokes    = 10       // L3: the newest strokes are never flattened
	NameChars      = 64       // L5: name of a member
	TitleChars     = 100      // L5: title of a piece
	NudgeChars     = 1000     // L5: words of a person to the artist
	NudgesMax      = 32       // L5: that wait to be read
	StrokeIdleMs   = 30_000   // S11: an open stroke untouched for so long is ended
	ActorsMax      = 1 << 16  // L7: replicas that a piece has ever seen
)

// Truncation leaves keptTenths/10 of WorkspaceBytes (rule L3), so that it does
// not happen again at the next stroke.
const keptTenths = 9
