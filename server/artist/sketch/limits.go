package sketch

import (
	"time"

	"easel.example/server/artist/paths"
)

// Bounds of a run.
const (
	ProgramBytes = 64 << 10
	TimeMax      = 10 * time.Second
	StepsMax     = 50_000_000 // about a second of plain counting
	MemoryBytes  = 64 << 20   // resident, of the child
	RecursionMax = 1000       // calls within calls
	PathsMax     = paths.EntriesMax
	PathsBytes   = paths.RawBytes
	PathPoints   = 1 << 16 // of one helper's path
	PrintedBytes = 8 << 10
	PaletteMax   = 64 // colours
)

// Bounds of a server.
const (
	ChildrenMax = 2 // at once, which is what leaves the rest of a small machine alone
	WaitingMax  = 8 // runs of one workspace that wait for their turn
)

// How the child keeps within MemoryBytes. Go has its heap in arenas of 64 MiB of addresses,
// the first of which begins anywhere in one, and the kernel refuses a further one. A
// ballast that is never touched fills the first, and of the second all but aboutBytes: with
// what a server has resident when it begins, 13 MiB, that fits, whatever is asked
// for at once.
const (
	arenaBytes = 64 << 20
	pieceBytes = 4 << 20 // of the ballast, as much as the heap grows by at least
	aboutBytes = 48 << 20
	heapBytes  = 39 << 20 // in use, above which Go collects all the time
	aliveBytes = 31 << 20 // after a collection, above which the program is stopped with its line
	roomBytes  = 24 << 20 // RLIMIT_AS, beyond what the child has when it begins: for all but arenas
	stackBytes = 8 << 20  // of the interpreter, for what is nested
	threads    = 6        // that a child has from the beginning
)

// niceness of the child, of 19: it has a tenth of what a busy server has.
const niceness = 10
